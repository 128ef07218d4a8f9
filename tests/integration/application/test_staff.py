"""The register of care staff, on both engines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from munhalsa.adapters.documents.printing import PdfForms
from munhalsa.application.add_training import AddTraining, add_training
from munhalsa.application.close_unit import CloseUnit, close_unit
from munhalsa.application.context import Context
from munhalsa.application.keep_staff import (
    AddStaff,
    ChangeStaff,
    EndStaff,
    StaffDetails,
    add_staff,
    change_staff,
    end_staff,
)
from munhalsa.application.list_rounds import show_round
from munhalsa.application.list_staff import (
    list_staff,
    staff_around,
    staff_names,
    staff_to_train,
)
from munhalsa.application.print_training import print_attendance_list
from munhalsa.application.sight import OUTSIDE_SCOPE
from munhalsa.application.undo import undo_event
from munhalsa.application.view_unit import open_unit, open_unit_card
from munhalsa.domain.account import Role
from munhalsa.domain.refusal import NotAllowed, Rejected
from munhalsa.domain.round import Round
from munhalsa.domain.staff import StaffMember
from munhalsa.domain.training import TrainingState
from tests.support.deeds import add, assert_refused, found, latest, register, unit, user
from tests.support.pdf_reading import plain_text, unbroken

HELD, LAST = date(2026, 11, 20), date(2026, 12, 31)


def session(context: Context, **given: Any) -> str:
    values = {"day": HELD, "kind": "practical", "hundredths": 150, "units": ("B",), **given}
    return add_training(context, AddTraining(**values)).sheet.training.id


def test_from_the_first_day_to_the_last_and_back(context: Context, out: Path) -> None:
    add(context, unit("Björk", "B"), unit("Ek", "E"))
    added = add_staff(context, AddStaff(unit="B", details={"name": "Sara Lind"}))
    twice = add_staff(context, AddStaff(unit="B", details={"name": "Lind Sara"}))
    assert [one.code for one in twice.warnings] == ["same_name"]
    undo_event(context, twice.event)
    bo = add_staff(context, AddStaff(unit="B", details={"name": "Bo Ek", "from_day": HELD}))
    add_staff(context, AddStaff(unit="E", details={"name": "Åsa Öberg", "from_day": LAST}))
    changed = change_staff(
        context,
        ChangeStaff(unit="Björk", name=added.member.id, details={"title": "undersköterska"}),
    )
    assert changed.member.title == "undersköterska"
    with pytest.raises(Rejected) as caught:
        change_staff(context, ChangeStaff(unit="B", name="Bo Ek", details={"title": None}))
    assert_refused(caught, "nothing_to_change", None)
    old = ChangeStaff(unit="B", name="Sara Lind", details={"title": None}, version=1)
    with pytest.raises(Rejected) as caught:
        change_staff(context, old)
    assert_refused(caught, "conflict", None)

    session(context, participants=("Sara Lind", "Någon Annan"))
    session(context, kind="issuer_training", participants=("Bo Ek",))
    lines = [(one.unit.name, one.standing.member.name) for one in list_staff(context)]
    assert lines == [("Björk", "Bo Ek"), ("Björk", "Sara Lind"), ("Ek", "Åsa Öberg")]
    assert dict(staff_to_train(context)) == {bo.member.unit_id: ["Bo Ek"]}
    assert staff_names(context) == ("Bo Ek", "Sara Lind")
    signe = register(context, unit="B", from_day=HELD)
    assert staff_around(context, signe.id) == ("Bo Ek", "Sara Lind")
    shown = [(one.member.name, one.named) for one in open_unit(context, "B").staff]
    assert shown == [("Bo Ek", None), ("Sara Lind", HELD)]

    planned = session(context, day=date(2026, 12, 1), state=TrainingState.PLANNED)
    print_attendance_list(context, PdfForms(), training=planned, out=out)
    text = unbroken(plain_text(out))
    assert ("Sara Lind" in text, "Bo Ek" in text, "Åsa Öberg" in text) == (True, True, False)

    ended = end_staff(context, EndStaff(unit="B", name="Bo Ek", day=date(2026, 11, 21)))
    assert [one.standing.member.name for one in list_staff(context, unit="B")] == ["Sara Lind"]
    everybody = list_staff(context, unit="B", former=True)
    assert [one.standing.member.name for one in everybody] == ["Bo Ek", "Sara Lind"]
    add(context, unit("Lind", "L"))
    closed = close_unit(context, CloseUnit(unit="B", day=LAST, move_to="L"))
    days = {one.name: one.to_day for one in found(context, StaffMember)}
    assert days == {"Bo Ek": date(2026, 11, 21), "Sara Lind": LAST, "Åsa Öberg": None}
    undo_event(context, closed.event)
    undo_event(context, ended.event)
    assert [one.to_day for one in found(context, StaffMember, unit_id=bo.member.unit_id)] == [
        None,
        None,
    ]
    history = [line.action for line in open_unit_card(context, bo.member.unit_id).history]
    assert {"unit.staff_add", "unit.staff_change", "unit.staff_end"} <= set(history)


def test_who_was_to_begin_after_the_unit_closed_never_worked_there(context: Context) -> None:
    add(context, unit("Björk", "B"))
    details: StaffDetails = {"name": "Sara Lind", "from_day": date(2027, 2, 1)}
    add_staff(context, AddStaff(unit="B", details=details))
    close_unit(context, CloseUnit(unit="B", day=LAST))
    (sara,) = found(context, StaffMember)
    assert (sara.from_day, sara.to_day) == (date(2027, 2, 1), date(2027, 2, 1))


def test_a_unit_manager_keeps_those_of_the_own_units(context: Context) -> None:
    here, there = unit("Björk", "B"), unit("Ek", "E")
    add(context, here, there)
    for home in ("B", "E"):
        add_staff(context, AddStaff(unit=home, details={"name": f"Sara {home}"}))
    scopes = {Role.UNIT_MANAGER: frozenset({here.id})}
    manager = user(context, Role.UNIT_MANAGER, scopes=scopes)
    bo = add_staff(manager, AddStaff(unit="B", details={"name": "Bo Ek"}))
    undo_event(manager, bo.event)
    end_staff(manager, EndStaff(unit="B", name="Sara B", day=LAST))
    assert [one.unit.code for one in list_staff(manager)] == ["B"]
    assert list(staff_to_train(manager)) == [here.id]
    assert open_unit(manager, "E").staff == ()
    tries: tuple[Callable[[], object], ...] = (
        lambda: add_staff(manager, AddStaff(unit="E", details={"name": "Bo Ek"})),
        lambda: change_staff(manager, ChangeStaff(unit="E", name="Sara E", details={})),
        lambda: end_staff(manager, EndStaff(unit="E", name="Sara E", day=LAST)),
    )
    for refused in tries:
        with pytest.raises(NotAllowed) as caught:
            refused()
        assert caught.value.code == OUTSIDE_SCOPE
        assert latest(context)[0].action == "access.refused"
    with pytest.raises(NotAllowed):
        add_staff(user(context, Role.ISSUER), AddStaff(unit="B", details={"name": "Bo Ek"}))


def test_a_hygienist_sees_the_staff_of_the_own_rounds(context: Context) -> None:
    here, there = unit("Björk", "B"), unit("Ek", "E")
    add(context, here, there)
    for home in ("B", "E"):
        add_staff(context, AddStaff(unit=home, details={"name": f"Sara {home}"}))
    alma = user(context, Role.HYGIENIST, scopes={Role.HYGIENIST: frozenset()})
    day = Round(id=here.id, unit_id=here.id, day=LAST, hygienist_id=alma.session.account_id)
    add(context, day)
    assert staff_names(alma) == ("Sara B",)
    assert show_round(alma, day.id).staff == ("Sara B",)
