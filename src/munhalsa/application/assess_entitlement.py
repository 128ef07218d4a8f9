"""Judging the answers by the rules, and the decision not to issue a certificate."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date

from munhalsa.application.assess_candidate import settle_candidate
from munhalsa.application.came_under import note_number_used
from munhalsa.application.context import Context
from munhalsa.application.find_records import person_by_number
from munhalsa.application.ports import Changes, Deed, Reader
from munhalsa.application.settings import rules_of_municipality
from munhalsa.domain.account import Permission
from munhalsa.domain.certificate import Certificate, EligibilityDecision, Ground
from munhalsa.domain.eligibility import Assessment, Because, Verdict, age_gate, assess
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Person
from munhalsa.domain.refusal import Rejected

OUTSIDE = "decided_outside"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessEntitlement:
    """The answers so far about a person; ``day`` None is today, ``ground`` the one asked for."""

    number: str
    answers: Mapping[str, bool | str]
    day: date | None = None
    ground: Ground | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideNotToIssue:
    """A decision that no certificate is issued; ``answers`` None: made outside the program."""

    number: str
    answers: Mapping[str, bool | str] | None
    reason: str | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotIssued:
    """The decision, why, and from what year the age would allow a certificate.

    ``reasons`` are sentences of the rules, then what the issuer wrote.
    """

    decision: EligibilityDecision
    reasons: tuple[str, ...]
    possible_from_year: int | None
    event: str
    changes: Changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a decision rests on: the answers, and what the rules said of them."""

    verdict: str
    ground: Ground | None
    criterion: str | None = None
    answers: Mapping[str, bool | str]
    because: Sequence[Because]


def assess_entitlement(context: Context, command: AssessEntitlement) -> Assessment:
    """What the rules of the municipality say of the answers; nothing is written."""
    context.require(Permission.ISSUE_CERTIFICATES)
    with context.read(Permission.ISSUE_CERTIFICATES) as reader:
        person = person_by_number(reader, command.number, today=context.today)
        return _judged(
            context,
            reader,
            person,
            day=command.day or context.today,
            answers=command.answers,
            ground=command.ground,
        )


def decide_not_to_issue(context: Context, command: DecideNotToIssue) -> NotIssued:
    """Record that no certificate is issued; where the rules do not say so, a reason is needed."""
    context.require(Permission.ISSUE_CERTIFICATES)
    day = command.day or context.today
    reason = (command.reason or "").strip() or None
    with context.read(Permission.ISSUE_CERTIFICATES) as reader:
        person = person_by_number(reader, command.number, today=context.today)
    deed = Deed(action="certificate.refuse", subject_kind="person", subject_id=person.id)
    with context.write(deed, Permission.ISSUE_CERTIFICATES) as work:
        person = work.get(Person, person.id)
        _check_none_valid(work.find(Certificate, person_id=person.id), day)
        rules = rules_of_municipality(work, context.rules)
        gate = age_gate(rules=rules, day=day, birth_year=person.birth_year)
        if command.answers is None:
            basis = Basis(verdict=OUTSIDE, ground=None, answers={}, because=())
        else:
            basis = _basis_of(
                _judged(context, work, person, day=day, answers=command.answers), command.answers
            )
        if basis.verdict != Verdict.NOT_ENTITLED and reason is None:
            raise _reason_missing(basis.verdict)
        decision = decision_record(
            context,
            person_id=person.id,
            certificate_id=None,
            basis=basis,
            reason=reason,
            rules_version=rules.version,
        )
        work.add(decision)
        settle_candidate(context, work, person.id, reason)
        note_number_used(context, work, command.number)
        done = work.commit()
    said = [one.sentence for one in basis.because] if basis.verdict == Verdict.NOT_ENTITLED else []
    return NotIssued(
        decision=decision,
        reasons=tuple(said + [text for text in (reason,) if text is not None]),
        possible_from_year=gate.possible_from_year,
        event=done.event,
        changes=done.changes,
    )


def decision_record(
    context: Context,
    *,
    person_id: str,
    certificate_id: str | None,
    basis: Basis,
    reason: str | None,
    rules_version: str,
) -> EligibilityDecision:
    """The decision as it is kept for the file; without a certificate none was issued."""
    because = [[one.rule, one.sentence, one.source] for one in basis.because]
    return EligibilityDecision(
        id=context.new_id(),
        person_id=person_id,
        certificate_id=certificate_id,
        decided_on=context.today,
        decided_by=context.session.name,
        verdict=basis.verdict,
        ground=basis.ground,
        issued=certificate_id is not None,
        answers=json.dumps(dict(basis.answers), ensure_ascii=False),
        because=json.dumps(because, ensure_ascii=False),
        reason=reason,
        rule_set_version=rules_version,
    )


def _judged(
    context: Context,
    reader: Reader,
    person: Person,
    *,
    day: date,
    answers: Mapping[str, bool | str],
    ground: Ground | None = None,
) -> Assessment:
    return assess(
        rules=rules_of_municipality(reader, context.rules),
        day=day,
        birth_year=person.birth_year,
        answers=answers,
        ground=ground,
    )


def _basis_of(said: Assessment, answers: Mapping[str, bool | str]) -> Basis:
    return Basis(
        verdict=said.verdict.value,
        ground=said.ground,
        criterion=said.criterion,
        answers=answers,
        because=said.because,
    )


def _check_none_valid(certificates: Sequence[Certificate], day: date) -> None:
    for certificate in certificates:
        if certificate.is_ours_on(day):
            raise Rejected(
                "certificate_valid",
                f"Personen har intyget {certificate.number} som gäller den dagen. "
                "Avsluta det om rätten har upphört.",
                field="number",
            )


def _reason_missing(verdict: str) -> Rejected:
    what = {
        Verdict.ENTITLED.value: "Reglerna ger rätt till intyg.",
        Verdict.NEEDS_JUDGEMENT.value: "Reglerna avgör inte saken.",
    }.get(verdict, "Beslutet är fattat utanför programmet.")
    return Rejected(
        "reason_missing",
        f"{what} Den som ändå inte utfärdar intyget skriver en motivering.",
        field="reason",
    )
