"""Why somebody is counted, and why not, in sentences with the records that decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from munhalsa.domain.assessment import Assessment, AssessmentOutcome, DentalVisit
from munhalsa.domain.certificate import Certificate, Ground
from munhalsa.domain.deviation import Deviation, Direction
from munhalsa.domain.explanation import Explanation, PersonFacts, explain
from munhalsa.domain.quarter import Quarter
from munhalsa.domain.response import Response
from munhalsa.domain.visit_figures import Period

Q3 = Quarter(year=2026, number=3)
HELD = Certificate(
    id="c", number="1490-2026-0001", person_id="p", ground=Ground.LSS, issued=date(2026, 1, 10)
)
SEEN = Assessment(id="a", person_id="p", day=date(2026, 8, 1), outcome=AssessmentOutcome.PERFORMED)
YES = Response(id="r", person_id="p", answered=date(2026, 2, 1), wants=True)
WRONG = Deviation(
    id="d", day=date(2026, 7, 1), direction=Direction.TO_MUNICIPALITY, category="wrong_unit",
    person_id="p", cooperation_failure=True,
)  # fmt: skip
HER = PersonFacts(
    birth_year=1940,
    certificates=(HELD,),
    responses=(YES,),
    assessments=(SEEN,),
    visits=(DentalVisit(id="v", person_id="p", day=date(2026, 9, 30)),),
    deviations=(WRONG,),
    words={"wrong_unit": "fel boendeenhet", "unwell": "för trött eller sjuk"},
)


def why(figure: str, *, period: Period = Period.QUARTER, **changes: Any) -> Explanation:
    found = explain(replace(HER, **changes), figure, Q3, period=period)
    assert found is not None
    assert all(one.text.endswith(".") for one in found.because)
    return found


def texts(found: Explanation) -> str:
    return " ".join(one.text for one in found.because)


@pytest.mark.parametrize("figure", ["M1", "M2", "M3", "M4", "M6", "K1", "T1", "A1", "A2", "A3"])
def test_she_is_counted_by_records_that_are_named(figure: str) -> None:
    found = why(figure)
    assert found.counted
    assert any(one.record is not None for one in found.because)


def test_what_counts_no_persons_has_no_explanation() -> None:
    assert explain(HER, "M5", Q3) is None


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"voided_on": date(2026, 5, 1)}, "makulerat 2026-05-01"),
        ({"issued": date(2026, 10, 1)}, "börjar gälla 2026-10-01"),
        ({"last_day": date(2026, 9, 29)}, "gällde till och med 2026-09-29"),
        ({"handed_over_on": date(2026, 9, 29)}, "ansvarade till och med 2026-09-29"),
    ],
)
def test_why_a_certificate_does_not_count(changes: dict[str, Any], words: str) -> None:
    found = why("M1", certificates=(replace(HELD, **changes),))
    assert not found.counted
    assert words in texts(found)
    assert not why("M2", certificates=(replace(HELD, **changes),)).counted


def test_nothing_at_all_is_said_too() -> None:
    assert texts(why("M1", certificates=())) == "Det finns inget intyg."
    assert texts(why("M3", assessments=())) == "Uppgift om munhälsobedömning saknas."
    assert "Ingen avvikelse" in texts(why("M7"))
    assert "Ingen avvikelse" in texts(why("K1", deviations=()))


def test_a_no_and_no_answer_are_told_apart() -> None:
    no = why("M2", responses=(replace(YES, wants=False),))
    none = why("M2", responses=())
    assert not no.counted
    assert not none.counted
    assert "är nej, från 2026-02-01" in texts(no)
    assert "inte tillfrågad" in texts(none)


@pytest.mark.parametrize(
    ("visit", "words"),
    [
        ({"day": date(2026, 6, 30)}, "utanför 2026-07-01–2026-09-30"),
        ({"duplicate_of_id": "b"}, "dubblett"),
        ({"outcome": AssessmentOutcome.UNWELL}, "resultatet är för trött eller sjuk"),
        ({"outcome": AssessmentOutcome.NOT_PRESENT}, "resultatet är not_present"),
    ],
)
def test_why_a_visit_does_not_count(visit: dict[str, Any], words: str) -> None:
    found = why("M3", assessments=(replace(SEEN, **visit),))
    assert not found.counted
    assert words in texts(found)


def test_a_visit_in_vain_counts_as_tried() -> None:
    assert why("A2", assessments=(replace(SEEN, outcome=AssessmentOutcome.UNWELL),)).counted


def test_without_a_certificate_on_the_day_no_visit_counts() -> None:
    later = replace(HELD, issued=date(2026, 8, 2))
    assert "inget intyg gällde den dagen" in texts(why("M3", certificates=(later,)))


def test_the_longer_periods_reach_further_back() -> None:
    earlier = (replace(SEEN, day=date(2026, 2, 1)),)
    assert not why("M3", assessments=earlier).counted
    assert why("M3", assessments=earlier, period=Period.YEAR_TO_DATE).counted
    assert why("A1", assessments=earlier).counted


def test_where_no_visits_are_imported_the_figure_is_missing_for_all() -> None:
    assert "saknas för alla" in texts(why("M4", visits=(), visits_known=False))


def test_the_age_of_the_coverage_is_told() -> None:
    assert not why("T1", birth_year=None).counted
    young = why("T1", birth_year=2003)
    assert not young.counted
    assert "Åldern i måttet är 23 år; det räknar från 24 år" in texts(young)


def test_a_deviation_of_another_quarter_is_named_and_not_counted() -> None:
    found = why("M6", deviations=(replace(WRONG, day=date(2026, 6, 30)),))
    assert not found.counted
    assert "(fel boendeenhet) utanför kvartalet" in texts(found)
