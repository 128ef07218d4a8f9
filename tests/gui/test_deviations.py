"""Avvikelser by keys and clicks: the register, its forms, disagreements and the meeting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit

from munhalsa.application.change_deviation import ChangeDeviation, change_deviation
from munhalsa.application.context import Context
from munhalsa.application.deviation_fields import DeviationDetails
from munhalsa.application.handle_deviation import ReportDeviation, report_deviation
from munhalsa.application.ports import Changes
from munhalsa.application.prepare_deviations import prepare_deviations
from munhalsa.application.record_deviation import record_deviation
from munhalsa.application.undo import undo_event
from munhalsa.application.view_deviations import DeviationFilter
from munhalsa.application.workplace import WhichStore
from munhalsa.desktop import screens
from munhalsa.desktop.clipboard import Clipboard
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.dialogs.deviation import DeviationDialog
from munhalsa.desktop.dialogs.fields import FieldsDialog
from munhalsa.desktop.dialogs.undo import UndoDialog
from munhalsa.desktop.look import Look
from munhalsa.desktop.preferences import Preferences
from munhalsa.desktop.printing.preview import PreviewDialog
from munhalsa.desktop.screens.deviations import DeviationsView
from munhalsa.desktop.screens.overview import OverviewView
from munhalsa.desktop.view import Place
from munhalsa.desktop.widgets.plain_list import PlainList
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.domain.deviation import OPEN_STATES, Deviation, Direction
from munhalsa.domain.person import Person, ProtectedIdentity
from tests.support.deeds import SIGNE, add, alter, born, found, latest, register, unit
from tests.support.founded import copied_store
from tests.support.person_view import press, run, shortcut
from tests.support.preferences import KeptPreferences
from tests.support.typing import shown_dialog
from tests.support.windows import settle

OTHER = born(1942)
DAY = date(2027, 3, 1)


@pytest.fixture
def which(tmp_path: Path) -> WhichStore:
    """A store of Borås on a day when there is a ladder."""
    made = copied_store(tmp_path / "register")
    return WhichStore(store=str(made), today=DAY, profile=tmp_path / "profile")


def told(context: Context, **details: Any) -> Deviation:
    given: DeviationDetails = {"category": "wrong_unit", "number": SIGNE, **details}  # type: ignore[typeddict-item]
    return record_deviation(context, given).deviation


def fill(context: Context) -> None:
    """A draft, one that is late, and one about somebody protected."""
    add(context, unit())
    register(context, unit="SB01", from_day=date(2026, 1, 1))
    register(context, OTHER, given_name="Stig", unit="SB01", from_day=date(2026, 1, 1))
    told(context, day=date(2027, 2, 1))
    late = told(context, category="staff_absent", number=None, day=date(2026, 12, 1), unit="SB01")
    report_deviation(context, ReportDeviation(deviation=late.id, reported_on=date(2026, 12, 2)))
    told(context, number=OTHER, day=date(2027, 1, 1))
    (hidden,) = found(context, Person, number=OTHER)
    alter(context, hidden, protected_identity=ProtectedIdentity.CONFIDENTIALITY_MARKING)


@pytest.fixture
def window(
    desk: Desk, look: Look, kept: KeptPreferences, qapp: QApplication, tmp_path: Path
) -> Iterator[MainWindow]:
    run(desk, fill)
    clipboard = Clipboard(qapp.clipboard())
    opened = MainWindow(desk, look, Preferences(kept), clipboard, screens.entries(), temp=tmp_path)
    opened.resize(1280, 800)
    opened.show()
    opened.activateWindow()
    opened.start()
    settle(desk.tasks)
    yield opened
    opened.close()
    opened.deleteLater()


@pytest.fixture
def view(window: MainWindow) -> DeviationsView:
    window.go(Place(view="deviations"))
    settle(window.desk.tasks)
    shown = window.pages.current
    assert isinstance(shown, DeviationsView)
    return shown


def rows(window: MainWindow, view: DeviationsView) -> list[tuple[str, str, str]]:
    """What it is about, how far it is, and by when; once all is there."""
    settle(window.desk.tasks)
    columns = [
        [one.name for one in view.model.columns].index(name)
        for name in ("category", "state", "due")
    ]
    return [
        (
            view.model.cell(place, columns[0]).text,
            view.model.cell(place, columns[1]).text,
            view.model.cell(place, columns[2]).text,
        )
        for place in range(view.model.rowCount())
    ]


def write(dialog: FieldsDialog, name: str, text: str) -> None:
    field = dialog.fields[name]
    if isinstance(field, QPlainTextEdit):
        field.setPlainText(text)
    else:
        assert isinstance(field, QLineEdit)
        field.setText(text)


def do(window: MainWindow, action: QAction) -> None:
    """Give a command; without a window manager keys are lost once a dialog has closed."""
    assert action.isEnabled()
    action.trigger()
    settle(window.desk.tasks)


def cell(table: PlainList, row: int, column: int) -> str:
    item = table.item(row, column)
    return "" if item is None else item.text()


def named(view: DeviationsView, words: str) -> QAction:
    (found,) = [one for one in view.commands() if one.text().replace("&", "") == words]
    return found


def save(window: MainWindow, dialog: FieldsDialog) -> None:
    dialog.ui.save.click()
    settle(window.desk.tasks)


def test_the_register_and_what_waits(
    window: MainWindow, view: DeviationsView, monkeypatch: pytest.MonkeyPatch
) -> None:
    QAbstractItemModelTester(view.model)
    assert rows(window, view) == [
        ("Fel boendeenhet", "Utkast", ""),
        ("Fel boendeenhet", "Utkast", ""),
        ("Personal saknades vid besöket", "Rapporterad", "Försenat, 2027-02-02"),
    ]
    spoken = view.model.index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Försenat, 2027-02-02" in spoken
    assert spoken.endswith(".")
    masked = view.model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Skyddad uppgift" in masked
    assert view.ui.count.text() == "3 avvikelser"
    assert view.filters.as_at_first
    view.filters.overdue.click()
    assert len(rows(window, view)) == 1
    view.filters.unit.click()
    shown_menu(window, "Björkgläntan")
    assert len(rows(window, view)) == 1
    view.filters.category.click()
    shown_menu(window, "Fel boendeenhet")
    assert rows(window, view) == []
    assert view.ui.pages.currentWidget() is view.ui.empty_page
    again = DeviationsView(window)
    assert again.filters.wanted == view.filters.wanted
    desk = run(window.desk, prepare_deviations)
    again.filters.set_choices(replace(desk, units=(), categories=()))
    assert again.filters.wanted == DeviationFilter(states=OPEN_STATES, overdue=True)
    do(window, named(view, "Visa alla avvikelser"))
    assert len(rows(window, view)) == 3
    with monkeypatch.context() as reading:
        reading.setattr(window.desk, "may", lambda _: False)
        view._tell_empty()
    assert "kontaktperson eller MAS, som skriver" in view.empty._text.text()
    view.settled.timeout.emit()
    settle(window.desk.tasks)
    assert run(window.desk, latest)[0].action == "deviation.list"
    window.go(Place(view="overview"))
    settle(window.desk.tasks)
    overview = window.pages.current
    assert isinstance(overview, OverviewView)
    card = overview.board.queues.cards["deviations"]
    assert card.figure.text() == "1"
    card.click()
    assert [state for _, state, _ in rows(window, view)] == ["Rapporterad"]


def shown_menu(window: MainWindow, text: str) -> None:
    """Choose by its words in the menu that is open."""
    menu = QApplication.activePopupWidget()
    assert menu is not None
    (action,) = [one for one in menu.actions() if one.text() == text]
    action.trigger()
    menu.close()
    settle(window.desk.tasks)


def test_from_a_new_draft_to_closed(window: MainWindow, view: DeviationsView) -> None:
    view.filters.clear()
    settle(window.desk.tasks)
    shortcut(window, "Ctrl+N")
    form = shown_dialog(FieldsDialog)
    category = form.fields["category"]
    assert isinstance(category, QComboBox)
    category.setCurrentIndex(category.findText("Kommun till tandvård: Utbildning inte hållen"))
    write(form, "number", "19")
    save(window, form)
    assert form.isVisible(), "the number is refused at its field"
    write(form, "number", "")
    write(form, "description", "Ingen kom")
    save(window, form)
    assert rows(window, view)[0] == ("Utbildning inte hållen", "Utkast", "")
    (made,) = run(
        window.desk, lambda context: found(context, Deviation, category="training_not_held")
    )
    assert (made.direction, made.description) == (Direction.TO_PROVIDER, "Ingen kom")
    view.table.choose(made.id)
    do(window, view.actions_.report)
    save(window, shown_dialog(FieldsDialog))
    assert rows(window, view)[0][1:] == ("Rapporterad", "Skyndsamt, 2027-03-31")
    do(window, view.actions_.answer)
    answer = shown_dialog(FieldsDialog)
    write(answer, "measures", "Ny dag bokas")
    save(window, answer)
    assert rows(window, view)[0][1] == "Besvarad"
    do(window, view.actions_.close)
    assert rows(window, view)[0][1] == "Stängd"
    run(window.desk, lambda context: undo_event(context, latest(context)[0].event))
    view.reload(Changes())
    settle(window.desk.tasks)
    assert rows(window, view)[0][1] == "Besvarad"
    view.table.selectAll()
    settle(window.desk.tasks)
    do(window, view.actions_.close)
    assert {state for _, state, _ in rows(window, view)} == {"Stängd"}


def test_one_in_full_changed_copied_and_printed(
    window: MainWindow, view: DeviationsView, qapp: QApplication, tmp_path: Path
) -> None:
    press(window, Qt.Key.Key_Return)
    dialog = shown_dialog(DeviationDialog)
    assert dialog.ui.what.text().endswith("Fel boendeenhet")
    dialog.copy.click()
    settle(window.desk.tasks)
    assert "Person: Signe" in qapp.clipboard().text()
    dialog.change.click()
    settle(window.desk.tasks)
    form = shown_dialog(FieldsDialog)
    write(form, "reason", "Flytten")
    (made,) = run(window.desk, lambda context: found(context, Deviation, day=date(2027, 2, 1)))
    first = ChangeDeviation(deviation=made.id, details={"record_number": "KS-1"})
    run(window.desk, lambda context: change_deviation(context, first))
    save(window, form)
    (both,) = run(window.desk, lambda context: found(context, Deviation, reason="Flytten"))
    assert both.record_number == "KS-1", "what the other wrote stays"
    do(window, view.actions_.open)
    again = shown_dialog(DeviationDialog)
    assert again.history.rowCount() == 3
    again.print.click()
    settle(window.desk.tasks)
    preview = shown_dialog(PreviewDialog)
    assert preview.page_count == 1
    assert len(list(tmp_path.glob("*.pdf"))) == 1
    preview.reject()
    settle(window.desk.tasks)
    assert list(tmp_path.glob("*.pdf")) == [], "no file is left behind"
    do(window, view.actions_.open)
    last = shown_dialog(DeviationDialog)
    last.undo.click()
    settle(window.desk.tasks)
    shown_dialog(UndoDialog).ui.yes.click()
    settle(window.desk.tasks)
    assert run(window.desk, lambda context: found(context, Deviation, reason="Flytten")) == []


def test_a_disagreement_up_the_ladder(window: MainWindow, view: DeviationsView) -> None:
    panel = view.disagreements
    shortcut(window, "Ctrl+Shift+N")
    form = shown_dialog(FieldsDialog)
    assert "1 markerade" in form.ui.explanation.text()
    write(form, "about", "Vem som bokar")
    save(window, form)
    assert form.isVisible(), "what holds meanwhile is asked for"
    write(form, "temporary_solution", "Kommunen bokar")
    save(window, form)
    do(window, named(view, "Oenigheter"))
    assert view.ui.tabs.currentWidget() is view.ui.disagreements_page
    for action, texts, state in (
        (panel.step, {}, "Öppen sedan 2027-03-01"),
        (panel.answer, {"answer": "Nej"}, "Besvarad 2027-03-01"),
        (panel.close, {"outcome": "Enade"}, "Avslutad 2027-03-01"),
        (panel.follow, {"follow_up": "Följs", "shared_with": "VGR"}, "Avslutad 2027-03-01"),
    ):
        do(window, action)
        step = shown_dialog(FieldsDialog)
        for name, text in texts.items():
            write(step, name, text)
        save(window, step)
        assert cell(panel.list, 0, 4) == state
    assert not panel.step.isEnabled()


def test_how_it_goes_and_what_to_bring(window: MainWindow, view: DeviationsView) -> None:
    meeting = view.meeting
    assert cell(meeting.categories, 0, 0).startswith("Fel boendeenhet")
    assert cell(meeting.categories, 0, 4) == "2"
    topics = {cell(meeting.agenda, place, 0) for place in range(meeting.agenda.rowCount())}
    assert {"Fel boendeenhet", "Öppna avvikelser"} <= topics
    meeting.print.trigger()
    settle(window.desk.tasks)
    preview = shown_dialog(PreviewDialog)
    assert preview.page_count >= 1
    preview.reject()
