"""Why somebody is counted in a figure, or not, with the records that decided (spec: metrics)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date

from munhalsa.domain.assessment import Assessment, DentalVisit
from munhalsa.domain.certificate import Certificate
from munhalsa.domain.deviation import Deviation
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.metrics import age_on
from munhalsa.domain.quarter import Quarter
from munhalsa.domain.response import Response, response_on
from munhalsa.domain.visit_figures import Period, period_days
from munhalsa.domain.work_figures import DEVIATION_FIGURES


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFacts:
    """Everything of one person that any figure looks at.

    ``visits_known``: dental-care visits have been imported at all. ``words`` gives an outcome or a
    category in words.
    """

    birth_year: int | None
    certificates: tuple[Certificate, ...] = ()
    responses: tuple[Response, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    visits: tuple[DentalVisit, ...] = ()
    deviations: tuple[Deviation, ...] = ()
    visits_known: bool = True
    lowest_age: int = 24
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One sentence, and the record that it is about (None: that there is none)."""

    text: str
    record: object | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Whether the figure counts the person, and everything that decided it."""

    counted: bool
    because: tuple[Reason, ...]


Explain = Callable[[PersonFacts, Quarter, Period], Explanation]


def explain(
    facts: PersonFacts, figure: str, quarter: Quarter, *, period: Period = Period.QUARTER
) -> Explanation | None:
    """Why counted or not; None for a figure that does not count persons by such records.

    ``period`` concerns M3, M4, A2 and A3; A1 is always of 12 months.
    """
    how = _HOW.get(figure)
    return None if how is None else how(facts, quarter, period)


def _m1(facts: PersonFacts, quarter: Quarter, _period: Period) -> Explanation:
    return _certified(facts, quarter.last_day)


def _certified(facts: PersonFacts, day: date) -> Explanation:
    held = _held_on(facts, day)
    if held is not None:
        return _counted(Reason(text=f"{_name(held)} gäller {day}.", record=held))
    reasons = [Reason(text=_why_not(one, day), record=one) for one in facts.certificates]
    return _not_counted(*(reasons or [Reason(text="Det finns inget intyg.")]))


def _m2(facts: PersonFacts, quarter: Quarter, _period: Period) -> Explanation:
    day = quarter.last_day
    certified = _certified(facts, day)
    answer = response_on(day, facts.responses)
    if answer is None:
        return _also(certified, Reason(text=f"Inget svar till och med {day}: inte tillfrågad."))
    word = "ja" if answer.wants else "nej"
    told = Reason(text=f"Svaret som räknas {day} är {word}, från {answer.answered}.", record=answer)
    return _also(certified, told, counted=answer.wants)


def _t1(facts: PersonFacts, quarter: Quarter, _period: Period) -> Explanation:
    certified = _certified(facts, quarter.last_day)
    age = age_on(quarter.last_day, facts.birth_year)
    if age is None:
        return _also(certified, Reason(text="Födelseåret är okänt, och då räknas ingen ålder."))
    told = Reason(text=f"Åldern i måttet är {age} år; det räknar från {facts.lowest_age} år.")
    return _also(certified, told, counted=age >= facts.lowest_age)


def _m3(facts: PersonFacts, quarter: Quarter, period: Period) -> Explanation:
    return _of_visits(facts, facts.assessments, quarter, period, what="munhälsobedömning")


def _a2(facts: PersonFacts, quarter: Quarter, period: Period) -> Explanation:
    kept = [one for one in facts.assessments if one.duplicate_of_id is None]
    return _of_visits(facts, kept, quarter, period, what="besök", any_outcome=True)


def _m4(facts: PersonFacts, quarter: Quarter, period: Period) -> Explanation:
    if not facts.visits_known:
        return _not_counted(
            Reason(text="Inga tandvårdsbesök har tagits in, så måttet saknas för alla.")
        )
    return _of_visits(facts, facts.visits, quarter, period, what="tandvårdsbesök")


def _a1(facts: PersonFacts, quarter: Quarter, period: Period) -> Explanation:
    wanting = _m2(facts, quarter, period)
    received = _m3(facts, quarter, Period.ROLLING)
    return Explanation(
        counted=wanting.counted and received.counted, because=(*wanting.because, *received.because)
    )


def _of_visits(
    facts: PersonFacts,
    visits: Iterable[Assessment | DentalVisit],
    quarter: Quarter,
    period: Period,
    *,
    what: str,
    any_outcome: bool = False,
) -> Explanation:
    first, last = period_days(quarter)[period]
    reasons: list[Reason] = []
    counted = False
    for visit in sorted(visits, key=lambda one: one.day):
        objection = _objection(facts, visit, first, last, any_outcome=any_outcome)
        counted = counted or objection is None
        told = f"{what.capitalize()} {visit.day}"
        if objection is None:
            reasons.append(Reason(text=f"{told} räknas: intyget gällde den dagen.", record=visit))
        else:
            reasons.append(Reason(text=f"{told} räknas inte: {objection}.", record=visit))
    if not reasons:
        reasons.append(Reason(text=f"Uppgift om {what} saknas."))
    return Explanation(counted=counted, because=tuple(reasons))


def _objection(
    facts: PersonFacts,
    visit: Assessment | DentalVisit,
    first: date,
    last: date,
    *,
    any_outcome: bool,
) -> str | None:
    """Why the visit does not count; None where it does."""
    if not first <= visit.day <= last:
        return f"dagen ligger utanför {first}–{last}"
    if isinstance(visit, Assessment) and not any_outcome and not visit.is_performed:
        if visit.duplicate_of_id is not None:
            return "den är markerad som dubblett"
        return f"resultatet är {facts.words.get(visit.outcome, visit.outcome.value)}"
    if _held_on(facts, visit.day) is None:
        return "inget intyg gällde den dagen"
    return None


def _of_deviations(category: str) -> Explain:
    def how(facts: PersonFacts, quarter: Quarter, _period: Period) -> Explanation:
        of_category = [one for one in facts.deviations if one.category == category]
        return _told_of(facts, of_category, quarter, facts.words.get(category, category))

    return how


def _k1(facts: PersonFacts, quarter: Quarter, _period: Period) -> Explanation:
    marked = [one for one in facts.deviations if one.cooperation_failure]
    return _told_of(facts, marked, quarter, "brist i samverkan")


def _told_of(
    facts: PersonFacts, deviations: Sequence[Deviation], quarter: Quarter, what: str
) -> Explanation:
    reasons: list[Reason] = []
    counted = False
    for one in deviations:
        inside = quarter.first_day <= one.day <= quarter.last_day
        counted = counted or inside
        word = facts.words.get(one.category, one.category)
        place = "i kvartalet: räknas" if inside else "utanför kvartalet: räknas inte"
        reasons.append(Reason(text=f"Avvikelse {one.day} ({word}) {place}.", record=one))
    if not reasons:
        reasons.append(Reason(text=f"Ingen avvikelse om personen gäller {what}."))
    return Explanation(counted=counted, because=tuple(reasons))


_HOW: Mapping[str, Explain] = {
    "M1": _m1,
    "M2": _m2,
    "M3": _m3,
    "M4": _m4,
    "K1": _k1,
    "T1": _t1,
    "A1": _a1,
    "A2": _a2,
    "A3": _m3,
    **{figure: _of_deviations(category) for figure, category in DEVIATION_FIGURES.items()},
}


def _held_on(facts: PersonFacts, day: date) -> Certificate | None:
    return next((one for one in facts.certificates if one.is_ours_on(day)), None)


def _why_not(certificate: Certificate, day: date) -> str:
    name = _name(certificate)
    if certificate.voided_on is not None:
        return f"{name} är makulerat {certificate.voided_on} och har aldrig gällt."
    if certificate.issued > day:
        return f"{name} börjar gälla {certificate.issued}, efter {day}."
    if certificate.last_day is not None and certificate.last_day < day:
        return f"{name} gällde till och med {certificate.last_day}."
    return (
        f"{name} är överlämnat: den här kommunen ansvarade till och med "
        f"{certificate.handed_over_on}."
    )


def _name(certificate: Certificate) -> str:
    return f"Intyg {certificate.number}"


def _counted(*because: Reason) -> Explanation:
    return Explanation(counted=True, because=because)


def _not_counted(*because: Reason) -> Explanation:
    return Explanation(counted=False, because=because)


def _also(before: Explanation, reason: Reason, *, counted: bool = False) -> Explanation:
    """Counted only where both say so."""
    return Explanation(counted=before.counted and counted, because=(*before.because, reason))
