"""Registerutdrag: everything that is held about one person, gathered (GDPR, article 15)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from munhalsa.application.context import Context
from munhalsa.application.extract_words import (
    CODE_WORDS,
    FIELD_WORDS,
    HOLDS_TOGETHER,
    KIND_WORDS,
)
from munhalsa.application.person_log import LogLine, events_of, local_time, log_lines
from munhalsa.application.ports import Reader
from munhalsa.application.record_words import FIELD_WORDS as RECORD_FIELD_WORDS
from munhalsa.application.record_words import value_words
from munhalsa.domain.account import Account
from munhalsa.domain.assessment import Assessment, AssessmentOutcome
from munhalsa.domain.care_card import CareCard
from munhalsa.domain.certificate import Certificate, EligibilityDecision
from munhalsa.domain.deviation import (
    Deviation,
    Disagreement,
    DisagreementDeviation,
    DisagreementStep,
)
from munhalsa.domain.export_approval import ExportApproval
from munhalsa.domain.identity import formatted
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.merge import HANGING, Merge, NotSame
from munhalsa.domain.person import FormerNumber, Person
from munhalsa.domain.reconciliation import SettledDifference
from munhalsa.domain.round import Round
from munhalsa.domain.training import Training
from munhalsa.domain.unit import Unit

# What a field with an id is told as: a field of the record that it points to.
_POINTS_TO: Mapping[str, tuple[type[Any], str]] = {
    "unit_id": (Unit, "name"),
    "handler_id": (Account, "name"),
    "certificate_id": (Certificate, "number"),
    "replaces_id": (Certificate, "number"),
    "assessment_id": (Assessment, "day"),
    "duplicate_of_id": (Assessment, "day"),
    "care_card_id": (CareCard, "day"),
    "deviation_id": (Deviation, "day"),
    "round_id": (Round, "day"),
    "training_id": (Training, "day"),
}
_NUMBERS = frozenset({("Person", "number"), ("FormerNumber", "number"), ("Merge", "other_number")})


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractSection:
    """The records of one kind: as they are, and each in words, what says nothing left out."""

    kind: str
    heading: str
    records: tuple[Any, ...]
    told: tuple[tuple[tuple[str, str], ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WentOut:
    """That the person went out with the whole municipality."""

    time: datetime
    recipient: str
    purpose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonExtract:
    """Everything about one person on a day."""

    day: date
    person: Person
    sections: tuple[ExtractSection, ...]
    log: tuple[LogLine, ...]
    went_out: tuple[WentOut, ...]


def gather_extract(context: Context, reader: Reader, person: Person) -> PersonExtract:
    """All records that hang on the person or concern them, and the log, newest first."""
    found = _records(reader, person)
    log = log_lines(context, reader, *events_of(reader, person.id))
    return PersonExtract(
        day=context.today,
        person=person,
        sections=tuple(
            ExtractSection(
                kind=kind,
                heading=heading,
                records=tuple(found[kind]),
                told=tuple(tuple(_told(context, reader, one)) for one in found[kind]),
            )
            for kind, heading in KIND_WORDS.items()
            if found[kind]
        ),
        log=log,
        went_out=tuple(_went_out(reader, since=log[-1].time if log else None)),
    )


def _records(reader: Reader, person: Person) -> dict[str, list[Any]]:
    """By the name of their kind, in the order in which they came."""
    found: dict[str, list[Any]] = {"Person": [person]}
    for kind in HANGING:
        found[kind.__name__] = reader.find(kind, person_id=person.id)
    found["NotSame"] += reader.find(NotSame, other_id=person.id)
    disagreements = [one.id for one in found[Disagreement.__name__]]
    deviations = [one.id for one in found[Deviation.__name__]]
    found["DisagreementStep"] = reader.find(DisagreementStep, disagreement_id=disagreements)
    links = {
        one.id: one
        for one in (
            *reader.find(DisagreementDeviation, disagreement_id=disagreements),
            *reader.find(DisagreementDeviation, deviation_id=deviations),
        )
    }
    found["DisagreementDeviation"] = list(links.values())
    numbers = {
        person.number,
        *(one.number for one in found[FormerNumber.__name__]),
        *(one.other_number for one in found[Merge.__name__]),
    }
    found["SettledDifference"] = reader.find(SettledDifference, number=numbers)
    return found


def _told(context: Context, reader: Reader, record: Any) -> Iterator[tuple[str, str]]:
    """Field by field in words."""
    kind = type(record)
    for field in fields(record):
        value = getattr(record, field.name)
        if field.name in HOLDS_TOGETHER or _says_nothing(record, field.name, value):
            continue
        rules = _BY_RULES.get((kind, field.name))
        words = _words(reader, kind, field.name, value) if rules is None else rules(context, record)
        yield field_label(field.name), words


def _says_nothing(record: Any, field: str, value: Any) -> bool:
    """What is empty, and a choice that there is for visits done in part only."""
    if field == "counts_as_performed":
        return bool(record.outcome != AssessmentOutcome.PARTLY_PERFORMED)
    return value in (None, "", "{}", "[]")


def _category(context: Context, deviation: Deviation) -> str:
    return context.rules.deviations.word_for(
        deviation.category, direction=deviation.direction, day=deviation.day
    )


def _answers(context: Context, decision: EligibilityDecision) -> str:
    """Each question with its answer, as they were asked that day."""
    asked = {one.id: one.text for one in context.rules.questions_on(decision.decided_on)}
    answers: Mapping[str, bool | str] = json.loads(decision.answers)
    return " · ".join(
        f"{asked.get(question, question)}: {_answer(said)}" for question, said in answers.items()
    )


def _answer(said: bool | str) -> str:
    return said if isinstance(said, str) else ("ja" if said else "nej")


def _because(_context: Context, decision: EligibilityDecision) -> str:
    return " ".join(sentence for _rule, sentence, _source in json.loads(decision.because))


def _criterion(context: Context, certificate: Certificate) -> str:
    """By the name that it had that day, which its id is not."""
    named = {one.id: one.name for one in context.rules.criteria_on(certificate.issued)}
    return named.get(str(certificate.criterion), "ett tidigare kriterium")


_BY_RULES: Mapping[tuple[type[Any], str], Callable[[Context, Any], str]] = {
    (Certificate, "criterion"): _criterion,
    (Deviation, "category"): _category,
    (EligibilityDecision, "answers"): _answers,
    (EligibilityDecision, "because"): _because,
}
"""Fields whose words stand in the rules of their day."""


def field_label(field: str) -> str:
    """What a field is called, as a label."""
    words = FIELD_WORDS.get(field) or RECORD_FIELD_WORDS[field]
    return words[0].upper() + words[1:]


def _words(reader: Reader, kind: type[Any], field: str, value: Any) -> str:
    if field in _POINTS_TO:
        target, name = _POINTS_TO[field]
        return ", ".join(str(getattr(one, name)) for one in reader.find(target, id=value))
    if (kind.__name__, field) in _NUMBERS:
        return formatted(value)
    codes = CODE_WORDS.get((kind.__name__, field))
    if codes is not None:
        return codes.get(str(value), str(value))
    if isinstance(value, datetime):
        return local_time(value)
    return value_words(kind, field, value)


def _went_out(reader: Reader, *, since: datetime | None) -> Iterator[WentOut]:
    """The exports of everything, from when the person was first heard of."""
    for one in reader.find(ExportApproval, order_by="requested_at"):
        if one.used_at is not None and since is not None and one.used_at >= since:
            yield WentOut(time=one.used_at, recipient=one.recipient, purpose=one.purpose)
