"""What an assessment is and when it counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from munhalsa.domain.assessment import (
    Assessment,
    AssessmentContent,
    AssessmentOutcome,
    CareNeed,
    Denture,
    Findings,
    HelpNeed,
)
from munhalsa.domain.assessment_rules import check_content, check_duplicate, check_findings
from munhalsa.domain.identity import Sex
from munhalsa.domain.person import Person
from munhalsa.domain.refusal import Rejected

TODAY = date(2026, 11, 22)
SIGNE = Person(
    id="p",
    number="194101012393",
    birth_year=1941,
    sex=Sex.MALE,
    given_name="Signe",
    family_name="Lind",
    sort_key="lind signe",
    died_on=date(2026, 11, 21),
)
CONTENT = AssessmentContent(day=date(2026, 11, 20), outcome=AssessmentOutcome.PERFORMED)
ROAG = Findings(
    own_teeth=14,
    upper_denture=Denture.PARTIAL,
    voice=1,
    lips=2,
    mucosa=1,
    tongue=1,
    gums=2,
    teeth=3,
    dentures=1,
    saliva=1,
    swallowing=1,
)

VISIT = Assessment(
    id="a", person_id="p", day=date(2026, 11, 20), outcome=AssessmentOutcome.PERFORMED
)


def test_somebody_may_be_assessed_on_the_day_of_death() -> None:
    check_content(replace(CONTENT, day=date(2026, 11, 21)), SIGNE, today=TODAY)


@pytest.mark.parametrize("outcome", AssessmentOutcome)
def test_only_performed_counts_and_partly_where_the_hygienist_says_so(
    outcome: AssessmentOutcome,
) -> None:
    visit = replace(VISIT, outcome=outcome)
    partly = outcome is AssessmentOutcome.PARTLY_PERFORMED
    assert visit.is_performed is (outcome is AssessmentOutcome.PERFORMED)
    assert replace(visit, counts_as_performed=True).is_performed is (visit.is_performed or partly)


def test_a_duplicate_never_counts() -> None:
    assert not replace(VISIT, duplicate_of_id="b").is_performed


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"day": date(2026, 11, 23)}, "day_in_future", "day"),
        ({"day": date(2026, 11, 22)}, "person_deceased", "day"),
        ({"day": date(1940, 12, 31)}, "before_birth", "day"),
        (
            {"outcome": AssessmentOutcome.UNWELL, "care_need": CareNeed.NONE},
            "only_when_performed",
            "care_need",
        ),
        (
            {"outcome": AssessmentOutcome.WRONG_UNIT, "help_need": HelpNeed.ALL},
            "only_when_performed",
            "help_need",
        ),
        ({"counts_as_performed": True}, "only_when_partly", "counts_as_performed"),
        ({"staff": "Sara", "staff_took_part": False}, "staff_contradicts", "staff"),
    ],
)
def test_what_cannot_be_is_refused_at_the_field(
    changes: dict[str, object], code: str, field: str
) -> None:
    with pytest.raises(Rejected) as caught:
        check_content(replace(CONTENT, **changes), SIGNE, today=TODAY)  # type: ignore[arg-type]
    assert (caught.value.code, caught.value.field) == (code, field)


def test_a_day_before_the_birthday_of_the_first_year_is_refused() -> None:
    born_later = replace(SIGNE, number="194103012391", died_on=None)
    with pytest.raises(Rejected) as caught:
        check_content(replace(CONTENT, day=date(1941, 2, 28)), born_later, today=TODAY)
    assert caught.value.code == "before_birth"
    check_content(replace(CONTENT, day=date(1941, 3, 1)), born_later, today=TODAY)
    unknown = replace(SIGNE, number="00342145BZ31", birth_year=None)
    check_content(replace(CONTENT, day=date(1941, 2, 28)), unknown, today=TODAY)


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"own_teeth": None}, "own_teeth_missing", "own_teeth"),
        ({"own_teeth": 33}, "number_invalid", "own_teeth"),
        ({"lips": 4}, "number_invalid", "lips"),
        ({"tongue": None}, "roag_incomplete", "tongue"),
        ({"gums": None}, "roag_incomplete", "gums"),
        ({"dentures": None}, "roag_incomplete", "dentures"),
        ({"own_teeth": 0}, "not_there_to_grade", "gums"),
        ({"own_teeth": 0, "implants": 2}, "not_there_to_grade", "teeth"),
        ({"upper_denture": None}, "not_there_to_grade", "dentures"),
    ],
)
def test_half_a_roag_and_what_is_not_there_are_refused(
    changes: dict[str, object], code: str, field: str
) -> None:
    with pytest.raises(Rejected) as caught:
        check_findings(replace(ROAG, **changes), CONTENT)  # type: ignore[arg-type]
    assert (caught.value.code, caught.value.field) == (code, field)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"own_teeth": 0, "gums": None, "teeth": None},
        {"own_teeth": 0, "implants": 2, "teeth": None},
        {"upper_denture": None, "lower_denture": Denture.FULL},
        {"upper_denture": None, "dentures": None},
    ],
)
def test_all_that_is_there_is_graded(changes: dict[str, object]) -> None:
    check_findings(replace(ROAG, **changes), CONTENT)  # type: ignore[arg-type]
    check_findings(Findings(own_teeth=3), CONTENT)


def test_no_grades_without_a_visit() -> None:
    with pytest.raises(Rejected) as caught:
        check_findings(ROAG, replace(CONTENT, outcome=AssessmentOutcome.UNWELL))
    assert (caught.value.code, caught.value.field) == ("only_when_performed", "outcome")


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"id": "a"}, "not_a_duplicate", "of"),
        ({"person_id": "q"}, "not_a_duplicate", "of"),
        ({"day": date(2026, 11, 19)}, "not_a_duplicate", "of"),
        ({"duplicate_of_id": "c"}, "already_duplicate", "of"),
    ],
)
def test_a_duplicate_is_another_of_the_same_day(
    changes: dict[str, object], code: str, field: str
) -> None:
    other = replace(VISIT, **{"id": "b", **changes})  # type: ignore[arg-type]
    with pytest.raises(Rejected) as caught:
        check_duplicate(VISIT, other)
    assert (caught.value.code, caught.value.field) == (code, field)
    with pytest.raises(Rejected) as caught:
        check_duplicate(replace(VISIT, duplicate_of_id="b"), replace(VISIT, id="b"))
    assert caught.value.field == "assessment"
