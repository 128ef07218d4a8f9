"""The yearly self-check out of real stores, and on paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from munhalsa.adapters.documents.printing import PdfForms
from munhalsa.adapters.ids import new_id
from munhalsa.application.close_quarter import close_quarter
from munhalsa.application.context import Context
from munhalsa.application.self_check import print_self_check, self_check
from munhalsa.domain.account import Role
from munhalsa.domain.deviation import Deviation, DeviationState, Direction, Disagreement
from munhalsa.domain.duties import Finding
from munhalsa.domain.quarter import Quarter
from munhalsa.domain.refusal import NotAllowed, Rejected
from munhalsa.domain.unit import MunicipalityContact
from tests.support.deeds import add, assert_refused, latest, unit
from tests.support.pdf_reading import plain_text
from tests.support.stores import FixedDay


def test_a_year_against_the_agreement(context: Context, out: Path) -> None:
    told = Deviation(
        id=new_id(), day=date(2026, 3, 1), direction=Direction.TO_PROVIDER, category="other",
        state=DeviationState.REPORTED, answer_due=date(2026, 5, 1),
    )  # fmt: skip
    add(
        context,
        unit(),
        unit("Ekbacken", "SB02", verified_on=date(2026, 5, 1)),
        unit("Nya huset", "SB03", active_from=date(2027, 1, 1)),
        told,
        MunicipalityContact(id=new_id(), municipality_code="1490", name="Kim Lind"),
        MunicipalityContact(
            id=new_id(), municipality_code="1490", name="Bo Ek", to_day=date(2026, 1, 1)
        ),
    )
    close_quarter(context, Quarter(year=2026, number=3))
    check = self_check(context, 2026)
    assert (check.year, check.day, check.municipality) == (2026, context.today, "Borås")
    assert latest(context)[0].action == "report.self_check"
    found = {row.duty.id: row for row in check.rows}
    assert found["units"].gaps == ("Björkgläntan har gamla kontaktuppgifter.",)
    assert found["contact"].finding is Finding.FULFILLED
    assert found["contact"].evidence == "1 kontaktpersoner."
    assert found["deviations"].gaps == ("1 har inte besvarats i tid.",)
    assert [gap[:9] for gap in found["report"].gaps] == ["Kvartal 1", "Kvartal 2"]
    assert found["find"].finding is Finding.UNKNOWN
    printed = print_self_check(context, PdfForms(), check, out=out)
    text = " ".join(plain_text(printed.path).split())
    assert "Egenkontroll mot överenskommelsen 2026" in text
    assert "Björkgläntan har gamla kontaktuppgifter." in text
    assert latest(context)[0].action == "print.self_check"


def test_from_2027_disagreements_are_followed_up(context: Context) -> None:
    add(
        context,
        Disagreement(
            id=new_id(), day=date(2027, 2, 1), about="Tider", temporary_solution="Som förut",
            closed_on=date(2027, 3, 1),
        ),
    )  # fmt: skip
    later = replace(context, clock=FixedDay(day=date(2027, 6, 1)))
    found = {row.duty.id: row for row in self_check(later, 2027).rows}
    assert found["disagreements"].gaps == ("1 avslutade är inte uppföljda.",)


def test_a_year_to_come_and_a_part_of_the_municipality_are_refused(context: Context) -> None:
    with pytest.raises(Rejected) as caught:
        self_check(context, 2027)
    assert_refused(caught, "year_in_future", "year")
    session = replace(
        context.session,
        roles=frozenset({Role.COORDINATOR}),
        scopes={Role.COORDINATOR: frozenset({"x"})},
    )
    with pytest.raises(NotAllowed):
        self_check(replace(context, session=session), 2026)
