"""Registreringshjälp by keys on a real store: copied, marked, skipped, undone, and left alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from munhalsa.adapters.paths import program_paths
from munhalsa.application.add_unit import AddUnit, add_unit
from munhalsa.application.change_person import ChangePerson, change_person
from munhalsa.application.change_unit import ChangeUnit, change_unit
from munhalsa.application.context import Context
from munhalsa.application.mark_registered import mark_certificate_registered, mark_unit_registered
from munhalsa.application.workplace import WhichStore
from munhalsa.desktop.dialogs.undo import UndoDialog
from munhalsa.desktop.screens.overview import OverviewView
from munhalsa.desktop.screens.registration import RegistrationPage
from munhalsa.desktop.screenshots import Stage
from munhalsa.desktop.view import Place
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.domain.certificate import Certificate, RegistrationKind
from munhalsa.domain.due import DueList
from munhalsa.domain.person import ProtectedIdentity
from munhalsa.domain.unit import UnitType
from tests.gui.exchange import counted, view_of, waiting_in
from tests.support.deeds import SIGNE, born, issue, latest, register
from tests.support.exports import answer, tell
from tests.support.typing import ALT, CONTROL, SHIFT, press, shown_dialog, write
from tests.support.windows import settle

BO = born(1943)


@pytest.fixture
def window(stage: Stage) -> Iterator[MainWindow]:
    stage.window.activateWindow()
    yield stage.window
    settle(stage.window.desk.tasks)


def fill(context: Context) -> dict[str, str]:
    """Signe with a new certificate, Bo with a changed name, and somebody hidden."""
    register(context)
    register(context, BO, given_name="Bo", family_name="Alm")
    register(context, born(1944), protected_identity=ProtectedIdentity.CONFIDENTIALITY_MARKING)
    issued = {number: issue(context, number) for number in (SIGNE, BO, born(1944))}
    mark_certificate_registered(context, certificate_id=issued[BO].certificate.id)
    change_person(context, ChangePerson(number=BO, fields={"given_name": "Boel"}))
    return {number: one.certificate.id for number, one in issued.items()}


def opened(window: MainWindow) -> RegistrationPage:
    press(Qt.Key.Key_J, CONTROL | ALT)
    settle(window.desk.tasks)
    return view_of(window).registration


def copied() -> str:
    return QApplication.clipboard().text()


def f2(window: MainWindow, times: int = 1) -> str:
    for _ in range(times):
        press(Qt.Key.Key_F2)
    return copied()


def test_copied_field_by_field_marked_skipped_and_undone(window: MainWindow) -> None:
    counted(window, fill)
    page = opened(window)
    assert page.side.count.text() == "2 att registrera"
    assert page.side.left_out.text().startswith("1 med skyddade uppgifter är inte med.")
    assert page.card.about.text() == "Att föra in: Ändrat namn eller nummer."
    assert not page.back.isEnabled()
    # A change: its number, then what has changed, then what else it is found by.
    assert [f2(window) for _ in range(4)] == [BO, "Boel", "Alm", "1490-2026-0002"]
    assert page.card.status.text() == "I urklipp i 30 sekunder: Intygsnummer."
    assert f2(window) == "1490-2026-0002"
    assert page.card.status.text().startswith("Alla fält är kopierade.")
    press(Qt.Key.Key_F2, SHIFT)
    assert copied() == "Alm"
    window.clipboard.timer.timeout.emit()
    assert copied() == ""
    assert page.card.status.text().startswith("Urklippet är tömt.")
    page.card.reference.setFocus()
    write("VGR-7")
    press(Qt.Key.Key_Return, CONTROL)
    settle(window.desk.tasks)
    assert window.messages.text == "Markerad som registrerad: Boel Alm."
    assert page.card.name.text() == "Signe Wåhlström"
    assert (page.card.reference.text(), page.side.count.text()) == ("", "1 att registrera")
    # What is new: everything that is filled in.
    assert f2(window, 2) == "Signe"
    assert not page.skip.isEnabled()
    press(Qt.Key.Key_Return, CONTROL)
    settle(window.desk.tasks)
    assert copied() == ""
    assert page.card.empty.isVisible()
    assert waiting_in(window) == (1, 0)
    press(Qt.Key.Key_Z, CONTROL)
    settle(window.desk.tasks)
    shown_dialog(UndoDialog).accept()
    settle(window.desk.tasks)
    assert page.card.name.text() == "Signe Wåhlström"
    press(Qt.Key.Key_Escape)
    settle(window.desk.tasks)
    assert view_of(window).exporting.isVisible()
    assert not page.isVisible()
    # What nobody sees is not read, and so not logged.
    tried = ("registration.show", "response.record")
    counted(window, lambda context: answer(context, SIGNE))
    window.pages.reload_all()
    settle(window.desk.tasks)
    done = [one.action for one in counted(window, lambda context: latest(context, 9))]
    assert next(one for one in done if one in tried) == "response.record"


def test_units_one_chosen_by_the_mouse_and_one_that_a_colleague_marked(window: MainWindow) -> None:
    details: Any = {"type": UnitType.LSS_HOUSING, "responsible_name": "Eva Ek"}
    details |= {"responsible_phone": "033-10 00 00", "email": "eva@example.se"}

    def units(context: Context) -> list[str]:
        made = [add_unit(context, AddUnit(name=one, details=details)).unit.id for one in "ABC"]
        for unit in made:
            mark_unit_registered(context, unit_id=unit)
            change_unit(context, ChangeUnit(unit=unit, details={"email": None}))
        return made

    first, second, _ = counted(window, units)
    page = opened(window)
    assert page.card.empty.isVisible()
    press(Qt.Key.Key_2, ALT)
    settle(window.desk.tasks)
    assert (page.side.count.text(), page.card.name.text()) == ("3 att registrera", "A")
    fields = page.card.fields
    assert page.card.row is not None
    headings = [one.heading for one in page.card.row.fields]
    place = headings.index("Telefon")
    where = fields.visualRect(fields.model().index(place, 1)).center()
    QTest.mouseClick(fields.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert copied() == "033-10 00 00"
    window.clipboard.clear()
    fields.setFocus()
    press(Qt.Key.Key_Return)
    assert copied() == "033-10 00 00"
    press(Qt.Key.Key_F2)
    assert page.card.status.text() == "E-post ska vara tomt: töm fältet."
    assert copied() == ""
    counted(window, lambda context: mark_unit_registered(context, unit_id=first))
    press(Qt.Key.Key_Return, CONTROL)
    settle(window.desk.tasks)
    assert window.messages.text.startswith("Det väntar inte längre")
    assert (page.side.count.text(), page.card.name.text()) == ("2 att registrera", "B")
    page.card.reference.setText("VGR-7")
    press(Qt.Key.Key_J, CONTROL)
    settle(window.desk.tasks)
    assert (page.card.name.text(), page.card.reference.text()) == ("C", "")
    counted(window, lambda context: mark_unit_registered(context, unit_id=second))
    press(Qt.Key.Key_J, CONTROL)
    settle(window.desk.tasks)
    assert window.messages.text.startswith("Det väntar inte längre")
    assert page.card.name.text() == "C"


def test_from_the_queue_on_oversikt_to_that_person_and_what_changed_is_shown(
    window: MainWindow,
) -> None:
    certificates = counted(window, fill)
    window.go(Place(view="overview", about=DueList.UNREGISTERED.value))
    settle(window.desk.tasks)
    view = window.pages.current
    assert isinstance(view, OverviewView)
    model = view.list.model
    rows = [model.row(place) for place in range(len(model.ids))]
    view.list.table.choose(next(one.id for one in rows if one and "Wåhlström" in one.name))
    settle(window.desk.tasks)
    press(Qt.Key.Key_H, CONTROL | SHIFT)
    settle(window.desk.tasks)
    page = view_of(window).registration
    assert page.card.name.text() == "Signe Wåhlström"
    f2(window, 2)

    def change(context: Context) -> None:
        with context.read() as reader:
            certificate = reader.get(Certificate, certificates[SIGNE])
        tell(context, certificate, RegistrationKind.ENDED)

    counted(window, change)
    press(Qt.Key.Key_Return, CONTROL)
    settle(window.desk.tasks)
    assert "ligger kvar i kön" in window.messages.text
    assert page.side.count.text() == "2 att registrera"


def test_an_own_profile_that_is_wrong_is_told_and_mended(
    window: MainWindow, which: WhichStore
) -> None:
    assert which.profile is not None
    own = program_paths(which.profile).own_profiles / "intygsbestallningen.toml"
    own.parent.mkdir(parents=True)
    own.write_text("name = 3", encoding="utf-8")
    page = opened(window)
    told = [one.text() for one in page.card.empty.findChildren(QLabel)]
    assert "Exportprofilen är fel: subject saknas. Rätta filen." in told
    assert not page.card.page.isVisible()
    assert not page.side.table.isVisible()
    own.unlink()
    page = opened(window)
    assert page.side.count.text() == "0 att registrera"
    assert page.side.table.isVisible()
