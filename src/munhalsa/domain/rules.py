"""The dated rules of the field: who is entitled, from what age, and why a certificate ends.

Every row holds from a day, to a day or further notice, and names its source. What no source
confirms carries an ``assumption``: the reason why it was chosen all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, TypeVar

from munhalsa.domain.certificate import EndReason, Ground
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Rejected

if TYPE_CHECKING:
    from munhalsa.domain.care_phrases import CarePhrase
    from munhalsa.domain.deviation_rules import DeviationRules
    from munhalsa.domain.disposal_rules import DisposalRule
    from munhalsa.domain.duty import Duty


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What all rows have in common; ``valid_to`` is the last day, None until further notice."""

    valid_from: date
    valid_to: date | None = None
    source: str
    assumption: str | None = None
    note: str | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the row is in force that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    @property
    def confirmed(self) -> bool:
        """False where the row is somebody's assumption."""
        return self.assumption is None


class AnswerKind(StrEnum):
    """What a question is answered with."""

    YES_NO = "yes_no"
    TEXT = "text"


class HomeKind(StrEnum):
    """Where somebody lives, as far as it decides what is asked."""

    NURSING_HOME = "nursing_home"
    SHORT_STAY = "short_stay"
    LSS_HOUSING = "lss_housing"
    OWN_HOME = "own_home"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Rule):
    """A fact about the person; ``default`` is the answer taken where nobody answered.

    ``first_for`` are the homes for which it is asked before the others, ``at_home`` the answers
    that the home itself gives until somebody says otherwise.
    """

    id: str
    kind: AnswerKind
    text: str
    help: str
    default: bool | None = None
    first_for: tuple[HomeKind, ...] = ()
    at_home: tuple[tuple[HomeKind, bool], ...] = ()

    def answer_at(self, home: HomeKind) -> bool | None:
        """What the home answers; None where it tells nothing."""
        return dict(self.at_home).get(home)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A question and the answer that it must have."""

    question: str
    answer: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundMapping:
    """A ground that a criterion fits when the conditions hold; the lowest precedence goes first."""

    ground: Ground
    precedence: int
    when: tuple[Condition, ...] = ()


class Outcome(StrEnum):
    """What follows when a criterion is met."""

    ENTITLED = "entitled"
    CONSIDER = "consider"


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion(Rule):
    """Met when every condition holds and none of the exclusions does."""

    id: str
    name: str
    text: str
    outcome: Outcome
    conditions: tuple[Condition, ...]
    excluded_by: tuple[str, ...] = ()
    grounds: tuple[GroundMapping, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion(Rule):
    """What is not enough for a certificate, whatever else."""

    id: str
    text: str
    condition: Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeLimit(Rule):
    """Lowest age, counted as year of the day minus year of birth."""

    years: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundRule(Rule):
    """A ground (personkrets) in the words of the law."""

    ground: Ground
    text: str
    law: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndReasonRule(Rule):
    """The Swedish word for a reason."""

    reason: EndReason
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageTarget(Rule):
    """The share of the population aged ``base_age`` or over that should hold a certificate."""

    share: Fraction
    base_age: int

    def persons_wanted(self, population: int) -> int:
        """How many certificates the target means, rounded up."""
        return ceil(self.share * population)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeGroup(Rule):
    """A row of a breakdown; the bounds are ages, both included, None where it is open."""

    key: str
    name: str
    lowest: int | None = None
    highest: int | None = None

    def holds(self, age: int) -> bool:
        """Whether somebody of that age belongs to the group."""
        return (self.lowest is None or self.lowest <= age) and (
            self.highest is None or age <= self.highest
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureDefinition(Rule):
    """What a figure counts, in the words that are shown beside it."""

    id: str
    name: str
    text: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingKindRule(Rule):
    """A kind of training; ``for_issuers``: it trains issuers, and no care staff."""

    code: str
    name: str
    for_issuers: bool = False


class SettingKind(StrEnum):
    """What a setting's value looks like."""

    WHOLE = "whole"
    CHOICE = "choice"
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingDefinition(Rule):
    """What a municipality can choose; ``default`` holds until it does.

    ``choice_names`` are what people call the choices, in the same order.
    """

    key: str
    name: str
    kind: SettingKind
    default: str
    choices: tuple[str, ...] = ()
    choice_names: tuple[str, ...] = ()
    lowest: int | None = None
    highest: int | None = None

    def check(self, value: str) -> None:
        """Refuse a value that the setting cannot have."""
        if self.kind is SettingKind.WHOLE:
            right = value.isascii() and value.isdigit() and self._within(int(value))
            wanted = f"ett helt tal från {self.lowest} till {self.highest}"
        else:
            choices = self.choices or ("yes", "no")
            right = value in choices
            wanted = f"något av {', '.join(choices)}"
        if not right:
            raise Rejected(
                "setting_value", f"Inställningen {self.key} ska vara {wanted}.", field="value"
            )

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        """What can be chosen among, each with what people call it; none for a number."""
        if self.kind is SettingKind.YES_NO:
            return (("yes", "Ja"), ("no", "Nej"))
        return tuple(zip(self.choices, self.choice_names, strict=True))

    def word(self, value: str) -> str:
        """A value as people call it."""
        return dict(self.options).get(value, value)

    def _within(self, value: int) -> bool:
        return (self.lowest is None or self.lowest <= value) and (
            self.highest is None or value <= self.highest
        )


_R = TypeVar("_R", bound=Rule)

_LOWEST_SETTABLE_AGE, _HIGHEST_SETTABLE_AGE = 16, 100


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleBook:
    """All rules of one edition; ``version`` is noted on what was decided by them.

    ``region`` is the municipalities in which a certificate goes on being valid, name by code.
    """

    version: str
    questions: tuple[Question, ...]
    criteria: tuple[Criterion, ...]
    exclusions: tuple[Exclusion, ...]
    age_limits: tuple[AgeLimit, ...]
    grounds: tuple[GroundRule, ...]
    end_reasons: tuple[EndReasonRule, ...]
    coverage_targets: tuple[CoverageTarget, ...]
    age_groups: tuple[AgeGroup, ...]
    figures: tuple[FigureDefinition, ...]
    settings: tuple[SettingDefinition, ...]
    deviations: DeviationRules
    training_kinds: tuple[TrainingKindRule, ...] = ()
    care_phrases: tuple[CarePhrase, ...] = ()
    region: Mapping[str, str] = field(default_factory=dict)
    duties: tuple[Duty, ...] = ()
    disposal: tuple[DisposalRule, ...] = ()

    def questions_on(self, day: date) -> tuple[Question, ...]:
        """The questions in force, in the order they are asked."""
        return _in_force(self.questions, day)

    def criteria_on(self, day: date) -> tuple[Criterion, ...]:
        """The criteria in force."""
        return _in_force(self.criteria, day)

    def exclusions_on(self, day: date) -> tuple[Exclusion, ...]:
        """What is not enough, in force that day."""
        return _in_force(self.exclusions, day)

    def end_reasons_on(self, day: date) -> tuple[EndReasonRule, ...]:
        """The reasons for an end, in the order they are offered."""
        return _in_force(self.end_reasons, day)

    def grounds_on(self, day: date) -> tuple[GroundRule, ...]:
        """The grounds in force."""
        return _in_force(self.grounds, day)

    def age_groups_on(self, day: date) -> tuple[AgeGroup, ...]:
        """The age groups in force, youngest first."""
        return _in_force(self.age_groups, day)

    def figures_on(self, day: date) -> tuple[FigureDefinition, ...]:
        """The definitions in force, in the order they are reported."""
        return _in_force(self.figures, day)

    def training_kinds_on(self, day: date) -> tuple[TrainingKindRule, ...]:
        """The kinds of training in force, in the order they are offered."""
        return _in_force(self.training_kinds, day)

    def setting(self, key: str, *, day: date) -> SettingDefinition:
        """The definition of a setting; an unknown key is refused."""
        known = [row for row in self.settings if row.key == key]
        if known:
            return _only(known, day, what="inställningen")
        raise Rejected(
            "setting_unknown",
            "Det finns ingen inställning med det namnet. Visa alla med munhalsa setting list.",
            field="key",
        )

    def age_limit_on(self, day: date) -> AgeLimit:
        """The age limit of the day."""
        return _only(self.age_limits, day, what="åldersgräns")

    def coverage_target_on(self, day: date) -> CoverageTarget:
        """The coverage target of the day."""
        return _only(self.coverage_targets, day, what="mål för täckningsgraden")

    def confirmed_age_limit_on(self, day: date) -> AgeLimit:
        """The newest confirmed limit that began on or before the day."""
        limits = [row for row in self.age_limits if row.confirmed and row.valid_from <= day]
        if not limits:
            raise _no_rule("bekräftad åldersgräns")
        return max(limits, key=lambda row: row.valid_from)

    @property
    def lowest_age_limit(self) -> int:
        """The lowest limit there has ever been; settles a century that is not written out."""
        return min(row.years for row in self.age_limits)

    def ground_rule(self, ground: Ground, *, day: date) -> GroundRule:
        """The ground in the words of the law as they stand that day."""
        return _only((row for row in self.grounds if row.ground == ground), day, what="grund")

    def age_group_of(self, age: int, *, day: date) -> AgeGroup:
        """The group that somebody of that age belongs to."""
        return _only((row for row in self.age_groups if row.holds(age)), day, what="åldersgrupp")

    def with_age_limit(self, *, years: int, valid_from: date, source: str) -> RuleBook:
        """The same rules with an age limit that an administrator has set, as confirmed."""
        if not _LOWEST_SETTABLE_AGE <= years <= _HIGHEST_SETTABLE_AGE:
            raise Rejected(
                "age_limit_invalid",
                f"Åldersgränsen ska ligga mellan {_LOWEST_SETTABLE_AGE} och "
                f"{_HIGHEST_SETTABLE_AGE} år.",
                field="age_limit",
            )
        day_before = valid_from - timedelta(days=1)
        kept = tuple(
            replace(row, valid_to=day_before) if row.holds_on(valid_from) else row
            for row in self.age_limits
            if row.valid_from < valid_from
        )
        own = AgeLimit(years=years, valid_from=valid_from, source=source)
        return replace(
            self,
            version=f"{self.version}+age{years}.{valid_from:%Y%m%d}",
            age_limits=(*kept, own),
        )


def _in_force(rows: Iterable[_R], day: date) -> tuple[_R, ...]:
    return tuple(row for row in rows if row.holds_on(day))


def _only(rows: Iterable[_R], day: date, *, what: str) -> _R:
    for row in rows:
        if row.holds_on(day):
            return row
    raise _no_rule(what)


def _no_rule(what: str) -> Rejected:
    return Rejected(
        "no_rule_for_day",
        f"Det finns ingen regel om {what} för den dagen. Kontrollera datumet.",
        field="date",
    )
