"""A quarter beside those before it, what could be counted otherwise, and what a row counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from munhalsa.application.close_quarter import close_quarter
from munhalsa.application.context import Context
from munhalsa.application.figure_records import Row
from munhalsa.application.follow_up import (
    Headline,
    beside,
    follow_up,
    is_list,
    persons_behind,
    quarters_beside,
    quarters_to_choose,
    row_of,
    seen_behind,
)
from munhalsa.application.report_table import Value
from munhalsa.domain.account import Role
from munhalsa.domain.person import ProtectedIdentity
from munhalsa.domain.quarter import Quarter
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.unit import Population
from munhalsa.domain.visit_figures import Period
from tests.support.deeds import add, alter, born, issue, register, unit, user
from tests.support.stores import TODAY

THIS, LAST = Quarter(year=2026, number=4), Quarter(year=2026, number=3)


def populate(context: Context) -> None:
    for age, count in ((24, 40), (25, 60)):
        row = Population(
            id=context.new_id(), municipality_code="1490", year=2025, age=age, count=count
        )
        add(context, row)


def test_a_quarter_and_the_one_before(context: Context) -> None:
    add(context, unit())
    populate(context)
    for year in (1941, 2002):
        register(context, born(year), unit="SB01")
    issue(context, born(1941), issued=date(2026, 8, 1))
    issue(context, born(2002), issued=date(2026, 11, 1))
    found, before = follow_up(context, THIS), beside(context, LAST)
    now = found.beside.headlines
    assert (now["M1"], before.headlines["M1"]) == (Headline(value=2), Headline(value=1))
    assert (now["M4"], now["D8"]) == (Headline(value=None), Headline(value=None))
    assert now["T1"] == Headline(value=Fraction(2, 100), share=True)
    assert found.report.coverage is not None
    assert found.other_coverage is not None
    assert (found.report.coverage.lowest_age, found.report.coverage.certificates) == (24, 2)
    assert (found.other_coverage.lowest_age, found.other_coverage.certificates) == (25, 1)
    values = found.beside.values["M1"]
    assert values["", "total"].value == 2
    assert values["Boendeenhet", "SB01"].value == 2
    assert found.frozen is None
    close_quarter(context, LAST)
    assert follow_up(context, LAST).frozen is not None


def test_one_whose_role_holds_for_a_part_sees_that_part(context: Context) -> None:
    add(context, unit())
    populate(context)
    part = user(context, Role.COORDINATOR, scopes={Role.COORDINATOR: frozenset()})
    found = follow_up(part, THIS)
    assert (found.other_coverage, found.beside.headlines["T1"].value) == (None, None)
    assert found.beside.headlines["M5"] == Headline(value=0)
    assert found.report.part == ("inga enheter",)


def test_quarters_to_choose_among() -> None:
    newest = quarters_to_choose(TODAY)
    assert (newest[0], newest[1], len(newest)) == (THIS, LAST, 24)
    assert quarters_beside(THIS) == newest[1:8]


def test_a_quarter_to_come_is_refused(context: Context) -> None:
    with pytest.raises(Rejected):
        beside(context, Quarter(year=2027, number=1))


@pytest.mark.parametrize(
    ("figure", "value", "row"),
    [
        ("M1", Value(key="total", label="", value=1), Row()),
        ("M2", Value(key="no", label="", value=1), Row(answer="no")),
        ("M3", Value(key="year_to_date", label="", value=1), Row(period=Period.YEAR_TO_DATE)),
        ("M4", Value(key="imported_on", label="", value=1), Row()),
        (
            "M3",
            Value(breakdown="Kön, 12 månader", key="male", label="Män", value=1),
            Row(period=Period.ROLLING, breakdown="sex", key="male"),
        ),
        (
            "M1",
            Value(breakdown="Boendeenhet", key="SB01", label="", value=1),
            Row(breakdown="unit", key="SB01"),
        ),
    ],
)
def test_the_row_that_a_value_counts(figure: str, value: Value, row: Row) -> None:
    assert row_of(figure, value) == row


def test_lists_are_told_from_figures() -> None:
    assert (is_list("D1"), is_list("M1")) == (True, False)


def test_who_is_behind(context: Context) -> None:
    person = register(context)
    (line,) = persons_behind(context, [person.id])
    assert line.id == person.id
    hidden = register(context, born(1942))
    alter(context, hidden, protected_identity=ProtectedIdentity.CONFIDENTIALITY_MARKING)
    both = [hidden.id, person.id]
    assert seen_behind(context, both) == [person.id]
    sees = replace(context, session=replace(context.session, sees_protected=True))
    assert seen_behind(sees, both) == both
