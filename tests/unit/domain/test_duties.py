"""Each duty checked: fulfilled, with a gap, or not to be known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from munhalsa.adapters.rules import load_rules
from munhalsa.domain.duties import Checked, Finding, YearFacts, check_duties
from munhalsa.domain.duty import Duty, Evidence, Party
from munhalsa.domain.metrics import Hidden
from munhalsa.domain.visit_figures import VisitCell, needs_of, reach_of
from munhalsa.domain.work_figures import DeviationCount, TrainedIssuers, TrainedUnits
from tests.support.reports import cell, report_of
from tests.support.rules import ALWAYS

DAY = date(2026, 12, 31)
VISITS = (VisitCell(0, "performed", True, True, "urgent", True, 9),)
GOOD = replace(
    report_of([cell(40, received=True)]),
    waiting={f"D{number}": 0 for number in range(9)},
    trained_units=TrainedUnits(units=2, trained=2, share=Fraction(1), missing=()),
    trained_issuers=TrainedIssuers(trained=3, active=3),
    reach=reach_of(VISITS),
    needs=needs_of(VISITS, visits_known=True),
)
FACTS = YearFacts(
    day=DAY, report=GOOD, unverified=(), contact_persons=1, deviations=2, overdue=0,
    disagreements=0, not_followed_up=0, unmet=0, closed=(1, 2, 3, 4), over=(1, 2, 3, 4),
)  # fmt: skip


def checked(evidence: Evidence, facts: YearFacts) -> Checked:
    duty = Duty(**ALWAYS, id="d", party=Party.BOTH, text="Åtagande.", evidence=evidence)
    (found,) = check_duties([duty], facts)
    return found


@pytest.mark.parametrize("evidence", Evidence)
def test_a_good_year_fulfils_every_duty(evidence: Evidence) -> None:
    found = checked(evidence, FACTS)
    assert (found.finding, found.gaps) == (Finding.FULFILLED, ()), found
    assert found.evidence.endswith(".")


def of_report(**changes: Any) -> YearFacts:
    return replace(FACTS, report=replace(GOOD, **changes))


def waiting(figure: str) -> YearFacts:
    return of_report(waiting={**GOOD.waiting, figure: 7})


ALONE = VISITS[0]._replace(staff_took_part=False)


@pytest.mark.parametrize(
    ("evidence", "facts", "gap"),
    [
        (Evidence.COVERAGE, of_report(coverage=report_of([cell(4)]).coverage), "26 personer"),
        (Evidence.COVERAGE, waiting("D0"), "7 möjligen berättigade"),
        (Evidence.ASKED, waiting("D3"), "7 har aldrig tillfrågats"),
        (Evidence.ASKED, waiting("D2"), "7 ska frågas igen"),
        (Evidence.REGISTERED, waiting("D5"), "7 väntar på att registreras"),
        (Evidence.ASSESSED, waiting("D1"), "7 har inte fått någon"),
        (Evidence.ASSESSED, waiting("D6"), "7 har väntat för länge"),
        (Evidence.STAFF_PRESENT, of_report(reach=reach_of([ALONE])), "Vid 9"),
        (Evidence.CARED_FOR, replace(FACTS, unmet=9), "9 har väntat längre än 6 månader"),
        (Evidence.DENTIST_KNOWN, waiting("D7"), "7 saknar känd behandlare"),
        (
            Evidence.UNITS_TRAINED,
            of_report(
                trained_units=TrainedUnits(units=2, trained=1, share=None, missing=("Eken",))
            ),
            "Eken saknar utbildning",
        ),
        (
            Evidence.ISSUERS_TRAINED,
            of_report(trained_issuers=TrainedIssuers(trained=1, active=3)),
            "Minst 2",
        ),
        (Evidence.UNITS_RIGHT, replace(FACTS, unverified=("Eken",)), "Eken har gamla"),
        (
            Evidence.UNITS_RIGHT,
            of_report(deviations={"M6": DeviationCount(persons=1, deviations=1)}),
            "fel boendeenhet",
        ),
        (Evidence.CONTACT_PERSON, replace(FACTS, contact_persons=0), "Kontaktperson saknas"),
        (Evidence.DEVIATIONS_ANSWERED, replace(FACTS, overdue=3), "3 har inte besvarats"),
        (Evidence.QUARTERS_REPORTED, replace(FACTS, closed=(1, 2)), "Kvartal 3 är inte"),
        (Evidence.DISAGREEMENTS_FOLLOWED_UP, replace(FACTS, not_followed_up=2), "2 avslutade"),
    ],
)
def test_each_gap_is_named(evidence: Evidence, facts: YearFacts, gap: str) -> None:
    found = checked(evidence, facts)
    assert found.finding is Finding.GAP
    assert any(text.startswith(gap) or gap in text for text in found.gaps)


@pytest.mark.parametrize(
    ("evidence", "facts"),
    [
        (Evidence.COVERAGE, of_report(coverage=None)),
        (Evidence.STAFF_PRESENT, of_report(reach=reach_of([]))),
        (Evidence.CARED_FOR, of_report(needs=needs_of([], visits_known=False))),
        (Evidence.UNITS_TRAINED, of_report(
            trained_units=TrainedUnits(units=0, trained=0, share=None, missing=())
        )),
        (Evidence.ISSUERS_TRAINED, of_report(trained_issuers=TrainedIssuers(trained=1, active=0))),
    ],
)  # fmt: skip
def test_what_the_records_cannot_tell_is_unknown(evidence: Evidence, facts: YearFacts) -> None:
    assert checked(evidence, facts).finding is Finding.UNKNOWN


def test_more_trained_than_active_is_no_gap() -> None:
    facts = of_report(trained_issuers=TrainedIssuers(trained=5, active=3))
    assert checked(Evidence.ISSUERS_TRAINED, facts).finding is Finding.FULFILLED


def test_the_dentist_is_known_of_those_who_do_not_wait_for_one() -> None:
    told = checked(Evidence.DENTIST_KNOWN, waiting("D7")).evidence
    assert told == "Behandlaren är känd för 33 personer med intyg."


@pytest.mark.parametrize("evidence", [Evidence.COVERAGE, Evidence.ASKED, Evidence.REGISTERED])
def test_a_list_that_cannot_be_known_has_nobody_on_it(evidence: Evidence) -> None:
    unknown = of_report(waiting=dict.fromkeys(GOOD.waiting))
    assert checked(evidence, unknown) == checked(evidence, FACTS)


def test_a_hidden_number_is_no_gap() -> None:
    coverage = GOOD.coverage
    assert coverage is not None
    hidden = replace(coverage, missing_to_target=Hidden.WITHHELD)
    assert checked(Evidence.COVERAGE, of_report(coverage=hidden)).finding is Finding.FULFILLED


def test_the_duties_are_those_of_the_day() -> None:
    duties = load_rules().duties
    now = check_duties(duties, FACTS)
    then = check_duties(duties, replace(FACTS, day=date(2027, 12, 31)))
    assert {row.duty.id for row in then} - {row.duty.id for row in now} == {"disagreements"}
    assert all(row.duty.assumption for row in (*now, *then))
