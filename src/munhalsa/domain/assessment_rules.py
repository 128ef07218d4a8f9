"""What an assessment may say: refused at the field where it does not hold (spec: records)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from typing import Any

from munhalsa.domain.assessment import (
    Assessment,
    AssessmentContent,
    AssessmentOutcome,
    Findings,
)
from munhalsa.domain.identity import parse
from munhalsa.domain.person import Person
from munhalsa.domain.refusal import Notice, Rejected
from munhalsa.domain.response import Response, response_on

SEEN = frozenset({AssessmentOutcome.PERFORMED, AssessmentOutcome.PARTLY_PERFORMED})
"""The outcomes of a visit in which the mouth was looked at."""

MOST_TEETH = 32
_WHEN_SEEN = {
    "help_need": "Behov av hjälp",
    "care_need": "Vårdbehov",
    "referred_to": "Remitterad till",
}
_ALWAYS_GRADED = ("voice", "lips", "mucosa", "tongue", "saliva", "swallowing")
AREAS = ("voice", "lips", "mucosa", "tongue", "gums", "teeth", "dentures", "saliva", "swallowing")
"""The nine areas of ROAG, in their order."""


def check_content(content: AssessmentContent, person: Person, *, today: date) -> None:
    """Refuse a day on which nobody can have been assessed, and what does not fit the outcome."""
    check_day(content, person, today=today)
    if content.outcome not in SEEN:
        for field, name in _WHEN_SEEN.items():
            if getattr(content, field) is not None:
                raise Rejected(
                    "only_when_performed",
                    f"{name} kan bara fyllas i när bedömningen är utförd. Lämna det tomt.",
                    field=field,
                )
    if content.counts_as_performed and content.outcome is not AssessmentOutcome.PARTLY_PERFORMED:
        raise Rejected(
            "only_when_partly",
            "Bara en delvis utförd bedömning kan räknas som utförd. Ändra resultatet.",
            field="counts_as_performed",
        )
    if content.staff and content.staff_took_part is False:
        raise Rejected(
            "staff_contradicts",
            "Personal är namngiven fast ingen deltog. Ta bort namnet, eller ange att personal "
            "deltog.",
            field="staff",
        )


def check_day(content: AssessmentContent, person: Person, *, today: date) -> None:
    """Refuse a day to come, one before birth and one after death.

    Whoever had died when the visit was made was not there: that is a true outcome.
    """
    if content.day > today:
        raise Rejected(
            "day_in_future",
            "Besökets dag ligger framåt i tiden. Ange den dag besöket gjordes.",
            field="day",
        )
    born = parse(person.number, today=today).birth_date
    too_early = person.birth_year is not None and content.day.year < person.birth_year
    if too_early or (born is not None and content.day < born):
        raise Rejected(
            "before_birth", "Besökets dag ligger före personens födelse. Rätta den.", field="day"
        )
    died = person.died_on
    if (
        died is not None
        and died < content.day
        and content.outcome is not AssessmentOutcome.NOT_PRESENT
    ):
        raise Rejected(
            "person_deceased",
            "Personen är registrerad som avliden före besökets dag. Kontrollera dagen, eller ange "
            "resultatet inte på plats.",
            field="day",
        )


def check_findings(findings: Findings, content: AssessmentContent) -> None:
    """Refuse half a ROAG, gums without teeth, and a dentures item without dentures."""
    if content.outcome not in SEEN:
        raise Rejected(
            "only_when_performed",
            "Vårdgivarens del kan bara fyllas i när bedömningen är utförd. Lämna den tom.",
            field="outcome",
        )
    _within(findings, ("own_teeth", "implants"), lowest=0, highest=MOST_TEETH)
    _within(findings, AREAS, lowest=1, highest=3)
    if all(getattr(findings, area) is None for area in AREAS):
        return
    _check_areas(findings)


def _check_areas(findings: Findings) -> None:
    if findings.own_teeth is None:
        raise Rejected(
            "own_teeth_missing",
            "Ange antalet egna tänder, 0 om det inte finns några, innan områdena graderas.",
            field="own_teeth",
        )
    toothless = findings.own_teeth == 0
    without_gums = toothless and not findings.implants
    has_dentures = findings.upper_denture is not None or findings.lower_denture is not None
    if without_gums and findings.gums is not None:
        raise _not_there("gums", "Tandkött graderas bara när det finns tänder. Lämna det tomt.")
    if toothless and findings.teeth is not None:
        raise _not_there("teeth", "Tänder graderas bara när det finns tänder. Lämna det tomt.")
    if not has_dentures and findings.dentures is not None:
        raise _not_there(
            "dentures", "Proteser graderas bara när personen har protes. Lämna det tomt."
        )
    wanted = [
        *_ALWAYS_GRADED,
        *(() if toothless else ("gums", "teeth")),
        *(("dentures",) if has_dentures else ()),
    ]
    for area in wanted:
        if getattr(findings, area) is None:
            raise Rejected(
                "roag_incomplete",
                "Alla områden ska graderas, eller inget. Fyll i det som saknas.",
                field=area,
            )


def _not_there(field: str, message: str) -> Rejected:
    return Rejected("not_there_to_grade", message, field=field)


def _within(findings: Findings, names: Iterable[str], *, lowest: int, highest: int) -> None:
    for name in names:
        value = getattr(findings, name)
        if value is not None and not lowest <= value <= highest:
            raise Rejected(
                "number_invalid",
                f"Värdet ska vara ett helt tal från {lowest} till {highest}.",
                field=name,
            )


def offers_deviation(content: AssessmentContent, responses: Iterable[Response]) -> bool:
    """Whether the visit shows a deviation: the wrong unit, or a no where a yes was registered."""
    if content.outcome is AssessmentOutcome.WRONG_UNIT:
        return True
    answer = response_on(content.day, responses)
    return (
        content.outcome is AssessmentOutcome.DECLINED_AT_VISIT
        and answer is not None
        and answer.wants
    )


def can_be_double(mine: Assessment, other: Assessment) -> bool:
    """Whether both stand for themselves, and may be the same visit."""
    alone = mine.duplicate_of_id is None and other.duplicate_of_id is None
    return alone and _may_be_same_visit(mine, other)


def _may_be_same_visit(mine: Assessment, other: Assessment) -> bool:
    return mine.id != other.id and (mine.person_id, mine.day) == (other.person_id, other.day)


def check_duplicate(mine: Assessment, other: Assessment) -> None:
    """Refuse to mark it as a duplicate of one that does not stand for the same visit."""
    if not _may_be_same_visit(mine, other):
        raise Rejected(
            "not_a_duplicate",
            "En dubblett är en annan bedömning av samma person samma dag. Välj den som ska gälla.",
            field="of",
        )
    for one, field in ((mine, "assessment"), (other, "of")):
        if one.duplicate_of_id is not None:
            raise Rejected(
                "already_duplicate",
                "Bedömningen är redan markerad som dubblett. Ångra det först.",
                field=field,
            )


def same_day_notices(content: AssessmentContent, others: Iterable[Assessment]) -> list[Notice]:
    """That there is another assessment of the day: both are kept until one is marked."""
    if not any(one.day == content.day and one.duplicate_of_id is None for one in others):
        return []
    return [
        Notice(
            code="same_day",
            message="Det finns redan en munhälsobedömning samma dag. Båda sparas. Markera den ena "
            "som dubblett om det är samma besök.",
        )
    ]


def values_of(content: AssessmentContent | Findings) -> dict[str, Any]:
    """Its fields by name, without those of the record that it may be."""
    kind = Findings if isinstance(content, Findings) else AssessmentContent
    return {one.name: getattr(content, one.name) for one in fields(kind)}
