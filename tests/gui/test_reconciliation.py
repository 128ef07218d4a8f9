"""Avstämning by keys on a real store: read, settled one by one and alike, refused, undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from munhalsa.application.context import Context
from munhalsa.desktop.dialogs.fields import FieldsDialog
from munhalsa.desktop.dialogs.save_reconciliation import SaveReportDialog
from munhalsa.desktop.dialogs.undo import UndoDialog
from munhalsa.desktop.models.difference_rows import LEFT, SETTLED, Narrowing, State
from munhalsa.desktop.screens import reconciliation_settling
from munhalsa.desktop.screens.new_certificate import NewCertificateView
from munhalsa.desktop.screens.reconciliation import ReconciliationPage
from munhalsa.desktop.screenshots import Stage
from munhalsa.desktop.view import Place
from munhalsa.desktop.window.main_window import MainWindow
from tests.gui.exchange import counted, open_file, table, view_of, waiting_in
from tests.support.deeds import SIGNE, add, born, issue, mark_registered, register, unit
from tests.support.founded import PASSPHRASE
from tests.support.typing import (
    ALT,
    CONTROL,
    SHIFT,
    choose_in_file_dialog,
    press,
    shown_dialog,
    write,
)
from tests.support.windows import settle

BO, CIA, DAN = born(1942), born(1943), born(1944)
HEADINGS = ("Personnummer", "Önskar munhälsobedömning", "Avslutat")


@pytest.fixture
def window(stage: Stage) -> Iterator[MainWindow]:
    stage.window.activateWindow()
    yield stage.window
    settle(stage.window.desk.tasks)


def fill(context: Context) -> None:
    """Signe, Bo and Cia with certificates that are registered and no answers."""
    add(context, unit())
    for number in (SIGNE, BO, CIA):
        register(context, number, unit="SB01")
        mark_registered(context, issue(context, number).certificate.id)


def opened(window: MainWindow, path: Path, *rows: tuple[str, ...]) -> ReconciliationPage:
    """Ctrl+Alt+A, then the list."""
    counted(window, fill)
    press(Qt.Key.Key_A, CONTROL | ALT)
    settle(window.desk.tasks)
    open_file(window, table(path, HEADINGS, *rows))
    settle(window.desk.tasks)
    return view_of(window).reconciliation


def states(page: ReconciliationPage) -> list[State]:
    rows = (page.result.model.row(place) for place in range(len(page.result.model.ids)))
    return [row.state for row in rows if row is not None]


def test_several_are_marked_settled_alike_and_taken_back(
    window: MainWindow, tmp_path: Path
) -> None:
    lines = [(number, "Ja", "") for number in (SIGNE, BO, CIA, DAN)]
    page = opened(window, tmp_path / "lista.csv", *lines, ("194", "Ja", ""))
    assert page.heading.text() == "Avstämning mot lista.csv"
    assert page.result.summary.text().startswith("5 rader jämförda: 0 lika, 4 skillnader")
    counts = page.result.rows.counts
    assert (counts[Narrowing(LEFT)], counts[Narrowing(SETTLED)]) == (4, 0)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down, SHIFT)
    assert page.result.count.text() == "2 markerade"
    assert "läggs i kön" in page.result.detail.text()
    press(Qt.Key.Key_H, CONTROL)
    settle(window.desk.tasks)
    assert window.messages.text == "2 skillnader är avgjorda."
    assert waiting_in(window)[0] == 2
    assert page.result.summary.text().startswith("5 rader jämförda: 0 lika, 2 skillnader")
    assert states(page) == [State.OPEN, State.OPEN]
    press(Qt.Key.Key_Z, CONTROL)
    settle(window.desk.tasks)
    shown_dialog(UndoDialog).accept()
    settle(window.desk.tasks)
    assert waiting_in(window)[0] == 0
    assert page.result.rows.counts[Narrowing(LEFT)] == 4
    page.result.filter.setCurrentIndex(page.result.filter.count() - 1)
    settle(window.desk.tasks)
    assert states(page) == [State.UNREADABLE]
    assert page.result.detail.text()
    assert not page.here.isEnabled()


def test_a_refusal_stands_at_its_row_and_a_certificate_is_offered(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reconciliation_settling, "AT_ONCE", 1)
    page = opened(window, tmp_path / "l.csv", (SIGNE, "Ja", ""), (BO, "", ""), (DAN, "", ""))
    press(Qt.Key.Key_A, CONTROL)
    press(Qt.Key.Key_I, CONTROL)
    settle(window.desk.tasks)
    dialog = shown_dialog(FieldsDialog)
    assert dialog.ui.what.text() == "Varför har intyget avslutats?"
    dialog.ui.save.click()
    settle(window.desk.tasks)
    assert window.messages.text.startswith("2 skillnader är avgjorda. Det går inte att ta över")
    assert states(page) == [State.REFUSED]
    assert page.result.detail.text().startswith("Det går inte att ta över ur listan")
    assert not page.card.isEnabled()
    page.new.trigger()
    settle(window.desk.tasks)
    issuing = window.pages.views["new_certificate"]
    assert isinstance(issuing, NewCertificateView)
    assert (found := issuing.sheet.person.number) is not None
    assert found.value == DAN
    press(Qt.Key.Key_A, CONTROL | ALT)
    settle(window.desk.tasks)
    assert states(page) == [State.REFUSED]
    press(Qt.Key.Key_J, CONTROL)
    settle(window.desk.tasks)
    assert window.messages.text == "1 skillnad är avgjord."
    page.result.filter.setCurrentIndex(page.result.filter.count() - 1)
    settle(window.desk.tasks)
    assert set(states(page)) == {State.THERE, State.LEAVE}
    page.report.trigger()
    for text in ("Kontaktpersonen", "uppföljning"):
        write(text)
        press(Qt.Key.Key_Tab)
    saving = shown_dialog(SaveReportDialog)
    saving.passphrase.setText(PASSPHRASE)
    saving.go_on.click()
    choose_in_file_dialog(tmp_path / "rapport.pdf")
    settle(window.desk.tasks)
    assert (tmp_path / "rapport.pdf").read_bytes().startswith(b"%PDF")
    page.result.table.opened.emit(page.result.model.ids[-1])
    settle(window.desk.tasks)
    assert window.pages.here == "persons"


def test_what_cannot_be_read_is_told_where_one_chooses(window: MainWindow, tmp_path: Path) -> None:
    window.go(Place(view="exchange"))
    settle(window.desk.tasks)
    view_of(window).comparing.go.click()
    settle(window.desk.tasks)
    page = view_of(window).reconciliation
    nameless = table(tmp_path / "a.csv", ("Namn", "Svar"), ("Signe", "Ja"))
    drop(page, nameless, nameless)
    assert page.message.text() == "Stäm av en fil i taget. Släpp bara en."
    drop(page, nameless)
    settle(window.desk.tasks)
    assert page.mapping.isVisible()
    assert page.mapping.message.text() == "Välj vilken kolumn som är Personnummer."
    assert (page.read, page.report.isEnabled()) == (None, False)
    page.mapping.rows.boxes[0].setCurrentIndex(1)
    settle(window.desk.tasks)
    page.mapping.ui.go_on.click()
    settle(window.desk.tasks)
    assert (page.read is not None, page.result.isVisible()) == (True, True)
    page.columns.trigger()
    settle(window.desk.tasks)
    assert page.mapping.isVisible()
    page.mapping.ui.leave.click()
    assert page.result.isVisible()
    # Remembered: the same headings are asked about no more.
    page.start_over()
    drop(page, nameless)
    settle(window.desk.tasks)
    assert page.result.isVisible()
    page.start_over()
    drop(page, tmp_path / "finns-inte.csv")
    settle(window.desk.tasks)
    assert page.message.text()
    page.back.trigger()
    settle(window.desk.tasks)
    assert view_of(window).exporting.isVisible()


def drop(page: ReconciliationPage, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))
