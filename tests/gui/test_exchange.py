"""Tables in, by keys on a real store: plan, commit, receipt and undo."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from munhalsa.application.import_table.commit import KINDS_TAKEN_IN, commit_import
from munhalsa.application.import_table.plan import Progress
from munhalsa.application.import_table.receipt import Receipt
from munhalsa.application.workplace import Workplace
from munhalsa.desktop.dialogs.passphrase import PassphraseDialog
from munhalsa.desktop.dialogs.progress import ProgressDialog
from munhalsa.desktop.dialogs.undo import UndoDialog
from munhalsa.desktop.models.plan_rows import Outcome
from munhalsa.desktop.printing.preview import PreviewDialog
from munhalsa.desktop.screens import exchange_jobs
from munhalsa.desktop.screens.exchange_reading import ListFile, read_list
from munhalsa.desktop.screens.exchange_words import kind_word
from munhalsa.desktop.window.main_window import MainWindow
from tests.gui.exchange import (
    PERSON,
    PERSON_HEADINGS,
    UNIT,
    UNIT_HEADINGS,
    lists,
    open_file,
    outcomes,
    persons_in,
    table,
    take_units,
    units_in,
    view_of,
    waiting_in,
    window,
)
from tests.support.founded import PASSPHRASE
from tests.support.typing import (
    ALT,
    choose_in_file_dialog,
    press,
    shown_dialog,
    write,
)
from tests.support.windows import settle

__all__ = ["lists", "window"]


def test_the_example_lists_are_taken_in_by_keys(window: MainWindow, lists: dict[str, Path]) -> None:
    panel = view_of(window).importing
    open_file(window, lists["boendeenheter"])
    assert panel.ui.title.text() == "Boendeenheter ur boendeenheter.xlsx"
    assert panel.planned is not None
    assert units_in(window) == 0
    press(Qt.Key.Key_J, ALT)
    press(Qt.Key.Key_I, ALT)
    settle(window.desk.tasks)
    assert panel.taken is not None
    assert units_in(window) == panel.taken.receipt.new
    press(Qt.Key.Key_E, ALT)
    open_file(window, lists["personer"])
    press(Qt.Key.Key_N, ALT)
    press(Qt.Key.Key_I, ALT)
    settle(window.desk.tasks)
    receipt = panel.taken.receipt
    assert receipt.new > 600
    assert window.messages.text == (
        f"Personer och intyg är intagna: {receipt.new} nya och {receipt.changed} ändrade."
    )
    assert panel.ui.title.text() == "Kvitto: Personer och intyg ur personer.xlsx"
    assert waiting_in(window)[0] > 600


def test_the_same_file_again_brings_nothing(window: MainWindow, tmp_path: Path) -> None:
    take_units(window, tmp_path)
    open_file(window, tmp_path / "enheter.csv")
    panel = view_of(window).importing
    assert outcomes(window) == {Outcome.UNCHANGED: 1}
    assert not panel.ui.commit.isEnabled()
    assert panel.ui.choices.isHidden()


def test_the_first_time_it_must_be_said_what_is_registered(
    window: MainWindow, tmp_path: Path
) -> None:
    open_file(window, table(tmp_path / "e.csv", UNIT_HEADINGS, UNIT))
    press(Qt.Key.Key_I, ALT)
    settle(window.desk.tasks)
    panel = view_of(window).importing
    assert panel.result.registered_message.text().startswith("Svara på frågan först")
    assert panel.taken is None
    press(Qt.Key.Key_N, ALT)
    press(Qt.Key.Key_I, ALT)
    settle(window.desk.tasks)
    assert waiting_in(window) == (0, 1)
    other = ("B2", "Ekgården", *UNIT[2:])
    open_file(window, table(tmp_path / "f.csv", UNIT_HEADINGS, other))
    assert panel.ui.registered_no.isChecked()


def test_rows_are_told_with_reason_cell_and_repair_and_filtered(
    window: MainWindow, tmp_path: Path
) -> None:
    take_units(window, tmp_path)
    headings = (*PERSON_HEADINGS, "Skostorlek")
    rows = [
        (*PERSON, "39"),
        (*PERSON, "39"),
        ("19340412-2384", "Fel", "Siffra", "B1", "2024-03-05", "2a", ""),
        ("360101-6987", "Märta", "Andersson", "B9", "2025-03-05", "", ""),
    ]
    open_file(window, table(tmp_path / "p.csv", headings, *rows))
    panel = view_of(window).importing
    assert outcomes(window)[Outcome.REJECTED] == 2
    assert panel.ui.columns_note.text() == "Kolumner i filen som inte används: Skostorlek."
    assert panel.ui.filter.currentText() == "Tas inte in (2)"
    assert panel.ui.filter.width() >= panel.ui.filter.sizeHint().width()
    model = panel.result.model
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    settle(window.desk.tasks)
    line = model.row(0)
    assert line is not None
    assert (line.row, line.column, line.value) == (4, "Personnummer", "19340412-2384")
    assert line.message in panel.ui.detail.text()
    assert model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole).startswith(
        "Rad: 4. Utfall: Tas inte in. Kolumn: Personnummer."
    )
    press(Qt.Key.Key_S, ALT)
    assert window.focusWidget() is panel.ui.filter
    press(Qt.Key.Key_Home)
    settle(window.desk.tasks)
    assert panel.ui.filter.currentText().startswith("Alla")
    assert model.rowCount() == sum(outcomes(window).values())
    for column in range(model.columnCount()):
        model.sort(column, Qt.SortOrder.DescendingOrder)
        settle(window.desk.tasks)
        assert model.rowCount() == sum(outcomes(window).values())


def test_unknown_units_are_added_where_one_says_so(window: MainWindow, tmp_path: Path) -> None:
    open_file(window, table(tmp_path / "p.csv", PERSON_HEADINGS, PERSON))
    panel = view_of(window).importing
    assert outcomes(window) == {Outcome.REJECTED: 1}
    assert panel.ui.add_units.text() == "Lägg till okända &boendeenheter (1 rad)"
    press(Qt.Key.Key_B, ALT)
    settle(window.desk.tasks)
    assert outcomes(window)[Outcome.NEW] == 1
    press(Qt.Key.Key_J, ALT)
    press(Qt.Key.Key_I, ALT)
    settle(window.desk.tasks)
    assert persons_in(window) == 1


def test_rejected_rows_are_saved_with_their_reason(window: MainWindow, tmp_path: Path) -> None:
    take_units(window, tmp_path)
    wrong = ("19340412-2384", "Fel", "Siffra", "B1", "2024-03-05", "2a")
    open_file(window, table(tmp_path / "p.csv", PERSON_HEADINGS, PERSON, wrong))
    press(Qt.Key.Key_J, ALT)
    press(Qt.Key.Key_I, ALT)
    settle(window.desk.tasks)
    press(Qt.Key.Key_P, ALT)
    choose_in_file_dialog(tmp_path / "fel.xlsx")
    settle(window.desk.tasks)
    sheet = openpyxl.load_workbook(tmp_path / "fel.xlsx").worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == 2
    assert "Varför raden inte togs in" in rows[0]
    assert "Fel" in rows[1]
    assert window.messages.text == "Sparat: 1 rad. Rätta och ta in filen igen."


def test_an_import_is_undone_with_the_passphrase_only(window: MainWindow, tmp_path: Path) -> None:
    take_units(window, tmp_path)
    assert units_in(window) == 1
    press(Qt.Key.Key_N, ALT)
    settle(window.desk.tasks)
    assert shown_dialog(UndoDialog).rows == [("Enhet", "1 som kom med listan", "tas bort")]
    press(Qt.Key.Key_Return)
    dialog = shown_dialog(PassphraseDialog)
    assert dialog.ui.why.text().startswith("1 uppgift ändras tillbaka")
    write("inte den rätta frasen")
    press(Qt.Key.Key_Return)
    settle(window.desk.tasks)
    assert dialog.message.text()
    assert dialog.focusWidget() is dialog.ui.passphrase
    assert units_in(window) == 1
    write(PASSPHRASE)
    press(Qt.Key.Key_Return)
    settle(window.desk.tasks)
    assert units_in(window) == 0
    assert window.messages.text.startswith("Intaget är ångrat: ")
    assert window.focusWidget() is view_of(window).importing.ui.choose


def test_an_earlier_import_is_undone_from_the_list(window: MainWindow, tmp_path: Path) -> None:
    earlier = view_of(window).earlier
    assert not earlier.isVisible()
    take_units(window, tmp_path)
    assert not earlier.isVisible()
    for number in range(6):
        path = table(
            tmp_path / f"{number}.csv", UNIT_HEADINGS, (f"C{number}", f"Hem {number}", *UNIT[2:])
        )
        open_file(window, path)
        press(Qt.Key.Key_I, ALT)
        settle(window.desk.tasks)
    press(Qt.Key.Key_E, ALT)
    assert earlier.isVisible()
    assert len(earlier.texts) == 5
    assert earlier.texts[0].endswith("· Boendeenheter · 1 rad, 1 nya och 0 ändrade · Kim Lind")
    earlier.older.click()
    assert len(earlier.texts) == 7
    newest = earlier.buttons[0]
    assert newest.accessibleName() == f"Ångra …: {earlier.texts[0]}"
    newest.setFocus()
    earlier.receipts[0].click()
    settle(window.desk.tasks)
    shown_dialog(PreviewDialog).reject()
    newest.setFocus()
    press(Qt.Key.Key_Space)
    settle(window.desk.tasks)
    press(Qt.Key.Key_Return)
    assert shown_dialog(PassphraseDialog).ui.why.text().startswith("1 uppgift ändras tillbaka")
    write(PASSPHRASE)
    press(Qt.Key.Key_Return)
    settle(window.desk.tasks)
    assert units_in(window) == 6
    assert earlier.texts[0].startswith("Rättad: ")
    assert len(earlier.buttons) == 4
    assert window.focusWidget() is earlier.buttons[0]


def test_the_passphrase_that_opened_the_store_undoes_nothing(window: MainWindow) -> None:
    assert window.desk.session is not None
    assert not window.desk.session.confirmed


def test_cancel_leaves_nothing(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """The button is clicked when the work stands in the middle of the transaction."""
    open_file(window, table(tmp_path / "e.csv", UNIT_HEADINGS, UNIT))
    press(Qt.Key.Key_J, ALT)
    halfway, clicked = Event(), Event()

    def gated(*given: Any, progress: Progress, **more: Any) -> Receipt:
        def report(done: int, total: int) -> bool:
            halfway.set()
            assert clicked.wait(20)
            return progress(done, total)

        return commit_import(*given, progress=report, **more)

    monkeypatch.setattr(exchange_jobs, "commit_import", gated)
    press(Qt.Key.Key_I, ALT)
    qtbot.waitUntil(halfway.is_set, timeout=20_000)
    QTest.mouseClick(shown_dialog(ProgressDialog).ui.cancel, Qt.MouseButton.LeftButton)
    clicked.set()
    settle(window.desk.tasks)
    assert window.messages.text == "Avbrutet. Ingenting har ändrats."
    assert units_in(window) == 0
    monkeypatch.undo()
    press(Qt.Key.Key_I, ALT)
    settle(window.desk.tasks)
    assert units_in(window) == 1


def test_a_backup_is_made_before(window: MainWindow, tmp_path: Path) -> None:
    take_units(window, tmp_path)
    newest: list[object] = []
    window.desk.do_at(window, lambda place: place.keeper.newest_backup(), done=newest.append)
    settle(window.desk.tasks)
    assert newest[0] is not None


def test_what_changed_since_the_plan_is_shown_anew(window: MainWindow, tmp_path: Path) -> None:
    path = table(tmp_path / "e.csv", UNIT_HEADINGS, UNIT)
    open_file(window, path)
    window.desk.do_at(window, lambda place: _take(place, path), done=lambda _: None)
    settle(window.desk.tasks)
    press(Qt.Key.Key_J, ALT)
    press(Qt.Key.Key_I, ALT)
    settle(window.desk.tasks)
    assert "Gå igenom planen på nytt" in window.messages.text
    assert outcomes(window) == {Outcome.UNCHANGED: 1}


def _take(place: Workplace, path: Path) -> None:
    file = read_list(place, path, None)
    assert isinstance(file, ListFile)
    commit_import(place.context, file.table, file.kind)


BAD = {
    "damaged": (b"PK\x03\x04" + b"\0" * 80, "skadad"),
    "not a table": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), ""),
    "empty": (b"", ""),
    "encrypted": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ""),
}


@pytest.mark.parametrize("name", BAD)
def test_any_file_gets_its_sentence_where_it_happened(
    window: MainWindow, tmp_path: Path, name: str
) -> None:
    content, word = BAD[name]
    path = tmp_path / "lista.xlsx"
    path.write_bytes(content)
    window.take_files([path])
    settle(window.desk.tasks)
    panel = view_of(window).importing
    assert panel.message.isVisible()
    assert panel.message.text().endswith(".")
    assert word in panel.message.text()
    assert panel.ui.choose.isVisible()
    window.take_files([table(tmp_path / "e.csv", UNIT_HEADINGS, UNIT)])
    settle(window.desk.tasks)
    assert panel.planned is not None
    assert panel.message.isHidden()


def test_a_file_dropped_on_the_panel_is_read(window: MainWindow, tmp_path: Path) -> None:
    panel = view_of(window).importing
    path = table(tmp_path / "e.csv", UNIT_HEADINGS, UNIT)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    middle = panel.rect().center()
    entering = QDragEnterEvent(middle, Qt.DropAction.CopyAction, mime, left, none)
    panel.dragEnterEvent(entering)
    assert entering.isAccepted()
    panel.dropEvent(QDropEvent(QPointF(middle), Qt.DropAction.CopyAction, mime, left, none))
    settle(window.desk.tasks)
    assert panel.planned is not None
    press(Qt.Key.Key_N, ALT)
    press(Qt.Key.Key_I, ALT)
    settle(window.desk.tasks)
    assert panel.ui.title.text() == "Kvitto: Boendeenheter ur e.csv"


def test_a_missing_file_a_folder_and_two_files(window: MainWindow, tmp_path: Path) -> None:
    panel = view_of(window).importing
    for paths, word in (
        ([tmp_path / "finns-inte.csv"], "finns inte"),
        ([tmp_path], "mapp"),
        ([tmp_path / "a.csv", tmp_path / "b.csv"], "en fil i taget"),
    ):
        window.take_files(paths)
        settle(window.desk.tasks)
        assert word in panel.message.text()


def test_a_list_that_is_not_known_by_its_headings_is_asked_about(
    window: MainWindow, tmp_path: Path
) -> None:
    path = table(tmp_path / "x.csv", ("Namn", "Typ"), ("Björkgården", "Särskilt boende"))
    window.take_files([path])
    settle(window.desk.tasks)
    panel = view_of(window).importing
    assert window.focusWidget() is panel.ui.kind
    press(Qt.Key.Key_O, ALT)
    settle(window.desk.tasks)
    assert panel.mapping.isVisible()
    assert "Telefon" in panel.mapping.message.text()


def test_a_template_is_saved_and_can_be_read_back(window: MainWindow, tmp_path: Path) -> None:
    panel = view_of(window).importing
    menu = panel.ui.template.menu()
    names = [action.text() for action in menu.actions()]
    assert names == [kind_word(kind) for kind in KINDS_TAKEN_IN]
    assert {"Boendeenheter", "Svar", "Munhälsobedömningar", "Tandvårdsbesök"} < set(names)
    menu.actions()[1].trigger()
    assert shown_dialog(QFileDialog).selectedFiles()[0].endswith("personer.xlsx")
    choose_in_file_dialog(tmp_path / "mall.xlsx")
    settle(window.desk.tasks)
    assert window.messages.text == "Mallen är sparad. Fyll i den och ta in den här."
    open_file(window, tmp_path / "mall.xlsx")
    assert panel.planned is not None
    assert panel.planned.file.kind.name.value == "personer"
