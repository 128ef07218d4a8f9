"""Reads the rule data that comes with the program, and refuses it unless all of it is right."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from munhalsa.adapters.municipalities import load_municipalities
from munhalsa.domain.care_phrases import CarePhrase
from munhalsa.domain.certificate import EndReason, Ground
from munhalsa.domain.deviation import Direction
from munhalsa.domain.deviation_rules import (
    DeviationCategory,
    DeviationHandling,
    DeviationRules,
    LadderStep,
)
from munhalsa.domain.disposal_rules import DisposalRule, Regime
from munhalsa.domain.duty import Duty, Evidence, Party
from munhalsa.domain.refusal import FileUnusable, Rejected
from munhalsa.domain.rule_faults import faults
from munhalsa.domain.rules import (
    AgeGroup,
    AgeLimit,
    AnswerKind,
    Condition,
    CoverageTarget,
    Criterion,
    EndReasonRule,
    Exclusion,
    FigureDefinition,
    GroundMapping,
    GroundRule,
    HomeKind,
    Outcome,
    Question,
    RuleBook,
    SettingDefinition,
    SettingKind,
    TrainingKindRule,
)
from munhalsa.domain.unit import UnitType

_T = TypeVar("_T")
_E = TypeVar("_E", bound=StrEnum)

_RULESET = "ruleset.toml"
_CRITERIA = "criteria.toml"
_AGE_LIMITS = "age_limits.toml"
_GROUNDS = "grounds.toml"
_END_REASONS = "end_reasons.toml"
_TARGETS = "targets.toml"
_AGE_GROUPS = "age_groups.toml"
_FIGURES = "figures.toml"
_SETTINGS = "settings.toml"
_DEVIATIONS = "deviation_categories.toml"
_TRAINING_KINDS = "training_kinds.toml"
_CARE_PHRASES = "care_phrases.toml"
_DUTIES = "duties.toml"
_DISPOSAL = "disposal.toml"
_FILES = (
    _RULESET,
    _CRITERIA,
    _AGE_LIMITS,
    _GROUNDS,
    _END_REASONS,
    _TARGETS,
    _AGE_GROUPS,
    _FIGURES,
    _SETTINGS,
    _DEVIATIONS,
    _TRAINING_KINDS,
    _CARE_PHRASES,
    _DUTIES,
    _DISPOSAL,
)


class _Row:
    """One table of a file, emptied as it is read, so that a misspelt key does not pass unseen."""

    def __init__(self, values: object, *, place: str) -> None:
        if not isinstance(values, dict):
            raise _unusable(place, "ska vara en tabell")
        self._values: dict[str, Any] = dict(values)
        self._place = place

    def fault(self, what: str) -> FileUnusable:
        """The error that names this row."""
        return _unusable(self._place, what)

    def optional(self, key: str, kind: type[_T]) -> _T | None:
        """The value of a key that may be left out."""
        value = self._values.pop(key, None)
        # bool is an int to Python, never to a rule
        if value is not None and (not isinstance(value, kind) or type(value) is not kind):
            raise self.fault(f"{key} har fel slags värde")
        return value

    def required(self, key: str, kind: type[_T]) -> _T:
        """The value of a key that must be there."""
        value = self.optional(key, kind)
        if value is None or value == "":
            raise self.fault(f"{key} saknas")
        return value

    def code(self, key: str, codes: type[_E]) -> _E:
        """One of a fixed set of code words."""
        return self.word(key, self.required(key, str), codes)

    def word(self, key: str, word: str, codes: type[_E]) -> _E:
        """A word, found under the key, that must be one of a fixed set."""
        if word not in set(codes):
            raise self.fault(f"{key} har ett okänt värde")
        return codes(word)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty where the key is left out."""
        found = self.optional(key, list) or []
        if not all(isinstance(text, str) and text for text in found):
            raise self.fault(f"{key} ska vara en lista med texter")
        return tuple(found)

    def days_of_month(self, key: str) -> tuple[int, ...]:
        """A list of days of a month; empty where the key is left out."""
        found = self.optional(key, list) or []
        if not all(type(day) is int and 1 <= day <= 31 for day in found):
            raise self.fault(f"{key} ska vara en lista med dagar, 1 till 31")
        return tuple(found)

    def conditions(self, key: str) -> tuple[Condition, ...]:
        """Questions and the yes or no that each must have."""
        found = self.optional(key, dict) or {}
        if not all(isinstance(answer, bool) for answer in found.values()):
            raise self.fault(f"{key} ska ha true eller false för varje fråga")
        return tuple(Condition(question=name, answer=answer) for name, answer in found.items())

    def rows(self, key: str) -> list[_Row]:
        """Tables within the table."""
        found = self.optional(key, list) or []
        return [
            _Row(values, place=f"{self._place}, {key} {number}")
            for number, values in enumerate(found, start=1)
        ]

    def share(self, key: str) -> Fraction:
        """A share between 0 and 1, written as a text so that it stays exact."""
        try:
            share = Fraction(self.required(key, str))
        except (ValueError, ZeroDivisionError):
            raise self.fault(f"{key} ska vara ett decimaltal i citattecken") from None
        if not 0 < share <= 1:
            raise self.fault(f"{key} ska ligga mellan 0 och 1")
        return share

    def validity(self) -> dict[str, Any]:
        """What every rule has."""
        return {
            "valid_from": self.required("valid_from", date),
            "valid_to": self.optional("valid_to", date),
            "source": self.required("source", str),
            "assumption": self.optional("assumption", str),
            "note": self.optional("note", str),
        }

    def done(self) -> None:
        """Refuse what nobody asked for."""
        if self._values:
            raise self.fault(f"okänd nyckel {', '.join(sorted(self._values))}")


def load_rules(folder: Traversable | None = None) -> RuleBook:
    """The rules in ``folder``, by default those that come with the program.

    Raises FileUnusable with the file, the row and the fault. The version is the edition's own,
    with a fingerprint of the files. The program's own are read once.
    """
    return _bundled() if folder is None else _load(folder)


@cache
def _bundled() -> RuleBook:
    return _load(files("munhalsa.resources") / "rules")


def _load(place: Traversable) -> RuleBook:
    contents = {name: _read(place, name) for name in _FILES}
    tables = {name: _parse(name, content) for name, content in contents.items()}
    edition = tables[_RULESET]
    declared = edition.required("version", str)
    edition.required("region", str)
    criteria = tables[_CRITERIA]
    book = RuleBook(
        version=f"{declared}-{_fingerprint(contents)}",
        questions=_all(criteria, "question", _question),
        criteria=_all(criteria, "criterion", _criterion),
        exclusions=_all(criteria, "exclusion", _exclusion),
        age_limits=_all(tables[_AGE_LIMITS], "age_limit", _age_limit),
        grounds=_all(tables[_GROUNDS], "ground", _ground),
        end_reasons=_all(tables[_END_REASONS], "end_reason", _end_reason),
        coverage_targets=_all(tables[_TARGETS], "coverage_target", _coverage_target),
        age_groups=_all(tables[_AGE_GROUPS], "age_group", _age_group),
        figures=_all(tables[_FIGURES], "figure", _figure),
        settings=_all(tables[_SETTINGS], "setting", _setting),
        deviations=_deviations(tables[_DEVIATIONS]),
        training_kinds=_all(tables[_TRAINING_KINDS], "training_kind", _training_kind),
        care_phrases=_all(tables[_CARE_PHRASES], "phrase", _care_phrase),
        duties=_all(tables[_DUTIES], "duty", _duty),
        disposal=_all(tables[_DISPOSAL], "disposal", _disposal),
        region=load_municipalities(),
    )
    for table in tables.values():
        table.done()
    found = faults(book)
    if found:
        raise _unusable("rules", "; ".join(found))
    return book


def _read(folder: Traversable, name: str) -> bytes:
    try:
        return (folder / name).read_bytes()
    except OSError:
        raise _unusable(name, "går inte att läsa") from None


def _parse(name: str, content: bytes) -> _Row:
    try:
        return _Row(tomllib.loads(content.decode("utf-8")), place=name)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _unusable(name, f"är ingen giltig TOML-fil ({error})") from error


def _fingerprint(contents: dict[str, bytes]) -> str:
    """Eight hex digits that change with any rule, but not with how lines end."""
    digest = sha256()
    for name in sorted(contents):
        digest.update(name.encode())
        digest.update(contents[name].replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:8]


def _all(table: _Row, key: str, build: Callable[[_Row], _T]) -> tuple[_T, ...]:
    return tuple(_built(table.rows(key), build))


def _built(rows: Iterable[_Row], build: Callable[[_Row], _T]) -> Iterable[_T]:
    for row in rows:
        yield build(row)
        row.done()


def _question(row: _Row) -> Question:
    return Question(
        id=row.required("id", str),
        kind=row.code("kind", AnswerKind),
        text=row.required("text", str),
        help=row.required("help", str),
        default=row.optional("default", bool),
        first_for=tuple(row.word("first_for", text, HomeKind) for text in row.texts("first_for")),
        at_home=tuple(
            (row.word("at_home", condition.question, HomeKind), condition.answer)
            for condition in row.conditions("at_home")
        ),
        **row.validity(),
    )


def _care_phrase(row: _Row) -> CarePhrase:
    return CarePhrase(
        id=row.required("id", str),
        group=row.required("group", str),
        what=row.required("what", str),
        with_what=row.optional("with_what", str),
        how_often=row.optional("how_often", str),
        by_whom=row.optional("by_whom", str),
        symbol=row.optional("symbol", str),
        **row.validity(),
    )


def _criterion(row: _Row) -> Criterion:
    return Criterion(
        id=row.required("id", str),
        name=row.required("name", str),
        text=row.required("text", str),
        outcome=row.code("outcome", Outcome),
        conditions=row.conditions("requires"),
        excluded_by=row.texts("excluded_by"),
        grounds=_all(row, "grounds", _mapping),
        **row.validity(),
    )


def _mapping(row: _Row) -> GroundMapping:
    return GroundMapping(
        ground=row.code("ground", Ground),
        precedence=row.required("precedence", int),
        when=row.conditions("when"),
    )


def _exclusion(row: _Row) -> Exclusion:
    conditions = row.conditions("holds_when")
    if len(conditions) != 1:
        raise row.fault("holds_when ska ha precis en fråga")
    return Exclusion(
        id=row.required("id", str),
        text=row.required("text", str),
        condition=conditions[0],
        **row.validity(),
    )


def _age_limit(row: _Row) -> AgeLimit:
    return AgeLimit(years=row.required("years", int), **row.validity())


def _ground(row: _Row) -> GroundRule:
    return GroundRule(
        ground=row.code("ground", Ground),
        text=row.required("text", str),
        law=row.required("law", str),
        **row.validity(),
    )


def _end_reason(row: _Row) -> EndReasonRule:
    return EndReasonRule(
        reason=row.code("reason", EndReason),
        word=row.required("word", str),
        **row.validity(),
    )


def _coverage_target(row: _Row) -> CoverageTarget:
    return CoverageTarget(
        share=row.share("share"), base_age=row.required("base_age", int), **row.validity()
    )


def _age_group(row: _Row) -> AgeGroup:
    return AgeGroup(
        key=row.required("key", str),
        name=row.required("name", str),
        lowest=row.optional("lowest", int),
        highest=row.optional("highest", int),
        **row.validity(),
    )


def _figure(row: _Row) -> FigureDefinition:
    return FigureDefinition(
        id=row.required("id", str),
        name=row.required("name", str),
        text=row.required("text", str),
        version=row.required("version", str),
        **row.validity(),
    )


def _duty(row: _Row) -> Duty:
    return Duty(
        id=row.required("id", str),
        party=row.code("party", Party),
        text=row.required("text", str),
        evidence=row.code("evidence", Evidence),
        **row.validity(),
    )


def _disposal(row: _Row) -> DisposalRule:
    return DisposalRule(
        regime=row.code("regime", Regime),
        name=row.required("name", str),
        years=row.required("years", int),
        finish_within_calendar_years=row.optional("finish_within_calendar_years", int),
        research_birth_days=row.days_of_month("research_birth_days"),
        keeps_everybody=row.optional("keeps_everybody", bool) or False,
        municipality=row.optional("municipality", str),
        grounds=tuple(row.word("grounds", text, Ground) for text in row.texts("grounds")),
        unit_types=tuple(
            row.word("unit_types", text, UnitType) for text in row.texts("unit_types")
        ),
        findings=row.optional("findings", bool) or False,
        otherwise=row.optional("otherwise", bool) or False,
        **row.validity(),
    )


def _training_kind(row: _Row) -> TrainingKindRule:
    return TrainingKindRule(
        code=row.required("code", str),
        name=row.required("name", str),
        for_issuers=row.optional("for_issuers", bool) or False,
        **row.validity(),
    )


def _setting(row: _Row) -> SettingDefinition:
    definition = SettingDefinition(
        key=row.required("key", str),
        name=row.required("name", str),
        kind=row.code("kind", SettingKind),
        default=row.optional("default", str) or "",
        choices=row.texts("choices"),
        choice_names=row.texts("choice_names"),
        lowest=row.optional("lowest", int),
        highest=row.optional("highest", int),
        **row.validity(),
    )
    bounds = (definition.lowest, definition.highest)
    if (definition.kind is SettingKind.WHOLE) is (None in bounds):
        raise row.fault("lowest och highest hör till ett helt tal, och bara dit")
    if (definition.kind is SettingKind.CHOICE) is not bool(definition.choices):
        raise row.fault("choices hör till ett val, och bara dit")
    if len(definition.choices) != len(definition.choice_names):
        raise row.fault("choice_names ska ha ett namn för varje val")
    if definition.default:
        try:
            definition.check(definition.default)
        except Rejected as refusal:
            raise row.fault(f"default går inte: {refusal.message}") from None
    return definition


def _deviations(table: _Row) -> DeviationRules:
    return DeviationRules(
        categories=_all(table, "category", _category),
        handling=_all(table, "handling", _handling),
        ladder=_all(table, "ladder_step", _ladder_step),
    )


def _category(row: _Row) -> DeviationCategory:
    return DeviationCategory(
        code=row.required("code", str),
        direction=row.code("direction", Direction),
        word=row.required("word", str),
        synonyms=row.texts("synonyms"),
        **row.validity(),
    )


def _handling(row: _Row) -> DeviationHandling:
    return DeviationHandling(
        term=row.required("term", str),
        service=row.required("service", str),
        promptly=row.required("promptly", bool),
        answer_months=row.required("answer_months", int),
        answer_days=row.required("answer_days", int),
        **row.validity(),
    )


def _ladder_step(row: _Row) -> LadderStep:
    return LadderStep(
        step=row.required("step", int),
        holder=row.required("holder", str),
        text=row.required("text", str),
        straight_from=row.optional("straight_from", int),
        **row.validity(),
    )


def _unusable(place: str, what: str) -> FileUnusable:
    return FileUnusable(
        "rules_unusable",
        f"Reglerna kan inte användas. {place}: {what}. Installera om programmet.",
        field=place,
    )
