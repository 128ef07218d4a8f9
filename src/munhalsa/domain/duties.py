"""Egenkontroll: the duties of the agreement, the evidence in the records, and the gaps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum

from munhalsa.domain.duty import Duty, Evidence
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.metrics import Count, Hidden
from munhalsa.domain.report import QuarterlyReport
from munhalsa.domain.swedish import counted
from munhalsa.domain.visit_figures import Period


class Finding(StrEnum):
    """What the check came to."""

    FULFILLED = "fulfilled"
    GAP = "gap"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A duty with its evidence in words, and the gaps; unknown where the records cannot tell."""

    duty: Duty
    finding: Finding
    evidence: str
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class YearFacts:
    """What a year's check looks at, as of ``day``.

    ``report`` is that of the year's last quarter that has begun. ``unverified`` are the names of
    active units whose contact details are too old, ``closed`` the numbers of closed quarters and
    ``over`` of those that have ended. ``deviations`` are those of the year, ``overdue`` and
    ``disagreements`` (``not_followed_up``) as they stand; ``unmet``: a need of care that nobody has
    met in time.
    """

    day: date
    report: QuarterlyReport
    unverified: tuple[str, ...]
    contact_persons: int
    deviations: int
    overdue: int
    disagreements: int
    not_followed_up: int
    unmet: int
    closed: tuple[int, ...]
    over: tuple[int, ...]


def check_duties(duties: Iterable[Duty], facts: YearFacts) -> tuple[Checked, ...]:
    """Every duty that holds on the facts' day."""
    return tuple(_CHECKS[duty.evidence](duty, facts) for duty in duties if duty.holds_on(facts.day))


def _coverage(duty: Duty, facts: YearFacts) -> Checked:
    found = facts.report.coverage
    if found is None:
        return _unknown(duty, "Befolkningen saknas, och därför täckningsgraden.")
    waiting = _waits(facts, "D0")
    missing = _number(found.missing_to_target)
    told = (
        f"{_people(_number(found.certificates))} med intyg av {found.population} invånare från "
        f"{found.lowest_age} år. {waiting} möjligen berättigade är inte bedömda."
    )
    return _checked(
        duty,
        told,
        (missing, f"{_people(missing)} fattas till målet."),
        (waiting, f"{waiting} möjligen berättigade väntar på bedömning."),
    )


def _asked(duty: Duty, facts: YearFacts) -> Checked:
    wishes = facts.report.wishes
    never, again = _waits(facts, "D3"), _waits(facts, "D2")
    told = f"{wishes.yes} önskar, {wishes.no} önskar inte, {wishes.not_asked} är inte tillfrågade."
    return _checked(
        duty,
        told,
        (never, f"{never} har aldrig tillfrågats."),
        (again, f"{again} ska frågas igen."),
    )


def _registered(duty: Duty, facts: YearFacts) -> Checked:
    waits = _waits(facts, "D5")
    told = f"{_people(facts.report.with_certificate)} har intyg."
    return _checked(duty, told, (waits, f"{waits} väntar på att registreras."))


def _assessed(duty: Duty, facts: YearFacts) -> Checked:
    received = facts.report.received
    due, late = _waits(facts, "D1"), _waits(facts, "D6")
    told = f"{received.received} av {received.wanting} som önskar har fått den på 12 månader."
    return _checked(
        duty,
        told,
        (due, f"{due} har inte fått någon på 12 månader."),
        (late, f"{late} har väntat för länge sedan intyget utfärdades."),
    )


def _staff_present(duty: Duty, facts: YearFacts) -> Checked:
    found = facts.report.reach[Period.ROLLING]
    if not found.staff_known:
        return _unknown(duty, "Det är inte antecknat om personal deltog.")
    without = found.staff_known - found.with_staff
    told = f"Personal deltog vid {found.with_staff} av {found.performed} utförda på 12 månader."
    return _checked(duty, told, (without, f"Vid {without} deltog ingen personal."))


def _cared_for(duty: Duty, facts: YearFacts) -> Checked:
    found = facts.report.needs[Period.ROLLING]
    if found.cared_for is None:
        return _unknown(duty, "Inga tandvårdsbesök är intagna.")
    without = facts.unmet
    told = f"{found.cared_for} av {found.with_need} med vårdbehov fick tandvård inom 6 månader."
    return _checked(duty, told, (without, f"{without} har väntat längre än 6 månader på tandvård."))


def _dentist_known(duty: Duty, facts: YearFacts) -> Checked:
    without = _waits(facts, "D7")
    known = facts.report.with_certificate - without
    told = f"Behandlaren är känd för {_people(known)} med intyg."
    return _checked(duty, told, (without, f"{without} saknar känd behandlare."))


def _units_trained(duty: Duty, facts: YearFacts) -> Checked:
    found = facts.report.trained_units
    if not found.units:
        return _unknown(duty, "Det finns inga aktiva enheter.")
    told = f"{found.trained} av {found.units} enheter har haft utbildning på tre år."
    return _checked(duty, told, *((1, f"{name} saknar utbildning.") for name in found.missing))


def _issuers_trained(duty: Duty, facts: YearFacts) -> Checked:
    found = facts.report.trained_issuers
    if not found.active:
        return _unknown(duty, "Inga aktiva intygsutfärdare är registrerade.")
    missing = max(0, found.active - found.trained)
    told = f"{found.trained} utbildade i år, {found.active} aktiva intygsutfärdare."
    return _checked(duty, told, (missing, f"Minst {missing} har inte utbildats i år."))


def _units_right(duty: Duty, facts: YearFacts) -> Checked:
    wrong = facts.report.deviations["M6"].deviations
    told = f"{_deviations(wrong)} om fel boendeenhet i kvartalet."
    return _checked(
        duty,
        told,
        *((1, f"{name} har gamla kontaktuppgifter.") for name in facts.unverified),
        (wrong, "Avvikelser om fel boendeenhet har kommit in."),
    )


def _contact_person(duty: Duty, facts: YearFacts) -> Checked:
    told = f"{facts.contact_persons} kontaktpersoner."
    return _checked(duty, told, (not facts.contact_persons, "Kontaktperson saknas."))


def _deviations_answered(duty: Duty, facts: YearFacts) -> Checked:
    told = f"{_deviations(facts.deviations)} under året."
    late = facts.overdue
    return _checked(duty, told, (late, f"{late} har inte besvarats i tid."))


def _quarters_reported(duty: Duty, facts: YearFacts) -> Checked:
    told = f"{len(facts.closed)} kvartal är fastställda av {len(facts.over)} som är slut."
    missing = [number for number in facts.over if number not in facts.closed]
    return _checked(duty, told, *((1, f"Kvartal {one} är inte fastställt.") for one in missing))


def _disagreements(duty: Duty, facts: YearFacts) -> Checked:
    told = f"{facts.disagreements} oenigheter är registrerade under året."
    late = facts.not_followed_up
    return _checked(duty, told, (late, f"{late} avslutade är inte uppföljda."))


_CHECKS: Mapping[Evidence, Callable[[Duty, YearFacts], Checked]] = {
    Evidence.COVERAGE: _coverage,
    Evidence.ASKED: _asked,
    Evidence.REGISTERED: _registered,
    Evidence.ASSESSED: _assessed,
    Evidence.STAFF_PRESENT: _staff_present,
    Evidence.CARED_FOR: _cared_for,
    Evidence.DENTIST_KNOWN: _dentist_known,
    Evidence.UNITS_TRAINED: _units_trained,
    Evidence.ISSUERS_TRAINED: _issuers_trained,
    Evidence.UNITS_RIGHT: _units_right,
    Evidence.CONTACT_PERSON: _contact_person,
    Evidence.DEVIATIONS_ANSWERED: _deviations_answered,
    Evidence.QUARTERS_REPORTED: _quarters_reported,
    Evidence.DISAGREEMENTS_FOLLOWED_UP: _disagreements,
}


def _checked(duty: Duty, told: str, *gaps: tuple[int, str]) -> Checked:
    """Fulfilled where none of the gaps counts anything."""
    found = tuple(text for count, text in gaps if count)
    return Checked(
        duty=duty,
        finding=Finding.GAP if found else Finding.FULFILLED,
        evidence=told,
        gaps=found,
    )


def _unknown(duty: Duty, why: str) -> Checked:
    return Checked(duty=duty, finding=Finding.UNKNOWN, evidence=why)


def _waits(facts: YearFacts, figure: str) -> int:
    return facts.report.waiting.get(figure) or 0


def _number(count: Count) -> int:
    return 0 if isinstance(count, Hidden) else count


def _people(count: int) -> str:
    return counted(count, "person", "personer")


def _deviations(count: int) -> str:
    return counted(count, "avvikelse", "avvikelser")
