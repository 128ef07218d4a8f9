"""A hygienist sees whom the own rounds visit, writes what came of it, and reaches nobody else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from munhalsa.adapters.documents.printing import PdfForms
from munhalsa.adapters.ids import new_id
from munhalsa.application.accounts import session_of
from munhalsa.application.change_round import ChangeRound, change_round
from munhalsa.application.context import Context
from munhalsa.application.due_list import due_page
from munhalsa.application.keep_round import hold_round
from munhalsa.application.list_rounds import RoundsWanted, list_rounds, show_round
from munhalsa.application.move_person import MovePerson, move_person
from munhalsa.application.plan_round import PlanRound, plan_round
from munhalsa.application.print_visit_list import print_visit_list
from munhalsa.application.record_assessment import RecordAssessment, record_assessment
from munhalsa.application.view_person import list_persons, show_person
from munhalsa.domain.account import Account, Role, RoleGrant
from munhalsa.domain.assessment import AssessmentContent, AssessmentOutcome
from munhalsa.domain.due import DueList
from munhalsa.domain.refusal import Refusal
from munhalsa.domain.response import Response
from munhalsa.domain.round import Side
from tests.support.deeds import add, born, issue, latest, register, unit
from tests.support.stores import on_day

DAY = date(2026, 12, 7)
HERS, OTHERS, NOBODYS = born(1941), born(1942), born(1943)


def hygienist(context: Context, name: str, day: date | None = None) -> Context:
    """As the hygienist of that name logs in on a day."""
    at = on_day(context, day or context.today)
    with context.store.read() as reader:
        session = session_of(reader, name=name, today=at.today, confirmed=True)
    return replace(at, session=session)


@pytest.fixture
def rounds(context: Context) -> dict[str, str]:
    """Alma's day at one home and Bo's at another, where also nobody is who is not planned."""
    add(context, unit(), unit("Ekgården", "B2"))
    for number, home in ((HERS, "SB01"), (OTHERS, "B2"), (NOBODYS, "SB01")):
        person = register(context, number, unit=home)
        issue(context, number, issued=date(2026, 1, 1))
        if number != NOBODYS:
            add(context, Response(id=new_id(), person_id=person.id, answered=date(2026, 1, 1),
                                  wants=True))  # fmt: skip
    found = {}
    for name, home in (("Alma Ström", "SB01"), ("Bo Ek", "B2")):
        account = Account(id=new_id(), name=name)
        add(context, account, RoleGrant(id=new_id(), account_id=account.id, role=Role.HYGIENIST))
        command = PlanRound(unit=home, day=DAY, hygienist=name)
        found[name] = plan_round(context, command).sheet.round.id
    return found


def numbers(context: Context) -> list[str]:
    return [one.number for one in list_persons(context)]


def refused(run: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as caught:
        run()
    return caught.value.code


def visit(number: str, day: date = DAY) -> RecordAssessment:
    content = AssessmentContent(
        day=day, outcome=AssessmentOutcome.PERFORMED, performed_by="Alma Ström"
    )
    return RecordAssessment(number=number, content=content)


def test_only_whom_the_own_rounds_visit(
    context: Context, rounds: dict[str, str], tmp_path: Path
) -> None:
    alma = hygienist(context, "Alma Ström", DAY)
    assert numbers(alma) == [HERS]
    assert [row.identity for row in due_page(alma, DueList.ASSESSMENT).rows] == [HERS]
    assert [one.unit for one in list_rounds(alma, RoundsWanted())] == ["Björkgläntan"]
    assert len(show_round(alma, rounds["Alma Ström"]).visits) == 1
    out = tmp_path / "lista.pdf"
    assert print_visit_list(alma, PdfForms(), round=rounds["Alma Ström"], out=out).pages == 1
    done = record_assessment(alma, visit(HERS))
    assert done.assessment.round_id == rounds["Alma Ström"]
    for attempt in (
        lambda: show_round(alma, rounds["Bo Ek"]),
        lambda: show_person(alma, OTHERS),
        lambda: show_person(alma, NOBODYS),
        lambda: record_assessment(alma, visit(OTHERS)),
    ):
        assert refused(attempt) == "outside_scope"
        assert latest(context)[0].action == "access.refused"
    move = MovePerson(number=HERS, day=DAY, unit="B2")
    for forbidden in (
        lambda: move_person(alma, move),
        lambda: hold_round(alma, rounds["Alma Ström"]),
        lambda: plan_round(alma, PlanRound(unit="SB01", day=DAY)),
    ):
        assert refused(forbidden) == "not_allowed"


def test_not_longer_than_the_rounds_last(context: Context, rounds: dict[str, str]) -> None:
    assert numbers(hygienist(context, "Alma Ström", DAY + timedelta(days=30))) == [HERS]
    assert numbers(hygienist(context, "Alma Ström", DAY + timedelta(days=31))) == []
    change = ChangeRound(round=rounds["Alma Ström"], by_side=Side.PROVIDER, reason="sjukdom")
    change_round(context, change)
    assert numbers(hygienist(context, "Alma Ström", DAY)) == []


def test_with_another_role_besides(context: Context, rounds: dict[str, str]) -> None:
    account = next(one for one in _accounts(context) if one.name == "Alma Ström")
    with context.store.read() as reader:
        (other,) = reader.find(type(unit()), code="B2")
    add(context, RoleGrant(id=new_id(), account_id=account.id, role=Role.UNIT_MANAGER,
                           unit_id=other.id))  # fmt: skip
    alma = hygienist(context, "Alma Ström", DAY)
    assert sorted(numbers(alma)) == sorted([HERS, OTHERS])
    assert refused(lambda: record_assessment(alma, visit(OTHERS))) == "outside_scope"


def _accounts(context: Context) -> list[Account]:
    with context.store.read() as reader:
        return reader.find(Account)
