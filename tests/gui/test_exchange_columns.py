"""Which column is which: chosen by keys with a sample beside, remembered, changed and forgotten."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from PySide6.QtCore import Qt

from munhalsa.application.import_table.known_table import list_mappings
from munhalsa.desktop.models.plan_rows import Outcome
from munhalsa.desktop.screens.exchange_mapping import MappingStep
from munhalsa.desktop.window.main_window import MainWindow
from tests.gui.exchange import (
    counted,
    open_file,
    outcomes,
    table,
    units_in,
    view_of,
    window,
)
from tests.support.tables import write_xlsx
from tests.support.typing import ALT, press
from tests.support.windows import settle

__all__ = ["window"]

HEADINGS = ("Namn", "Sort", "Chef", "Nås på", "Våning")
ROW = ("Björkgården", "guldkant", "Eva Ek", "033-10 00 00", "2")


def columns(window: MainWindow) -> MappingStep:
    return view_of(window).importing.mapping


def choose(window: MainWindow, row: int, word: str) -> None:
    """Choose in a box of a column as somebody who types its first letters."""
    box = columns(window).rows.boxes[row]
    box.setFocus()
    for _ in range(box.count()):
        if box.currentText().startswith(word):
            break
        press(Qt.Key.Key_Down)
    settle(window.desk.tasks)
    assert box.currentText().startswith(word)


def map_units(window: MainWindow, path: Path) -> None:
    """The kind of list, the columns and the word that are not known; on to the plan."""
    open_file(window, path)
    panel = view_of(window).importing
    panel.ui.kind.setFocus()
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_O, ALT)
    settle(window.desk.tasks)
    choose(window, 1, "Boendetyp")
    choose(window, 3, "Telefon")
    word = columns(window).word_rows.boxes[0]
    word.setFocus()
    press(Qt.Key.Key_Down)
    settle(window.desk.tasks)


def test_columns_are_chosen_by_keys_and_remembered_for_the_next_list(
    window: MainWindow, tmp_path: Path
) -> None:
    panel = view_of(window).importing
    open_file(window, table(tmp_path / "a.csv", HEADINGS, ROW))
    press(Qt.Key.Key_O, ALT)
    settle(window.desk.tasks)
    step = columns(window)
    assert step.isVisible()
    assert panel.ui.steps.accessibleName() == "Steg 2 av 4: Kolumner."
    assert step.message.text() == "Välj vilken kolumn som är Boendetyp, Telefon."
    assert window.focusWidget() is step.rows.boxes[1]
    press(Qt.Key.Key_P, ALT)
    assert step.isVisible()
    map_units(window, tmp_path / "a.csv")
    assert step.message.isHidden()
    assert step.word_rows.boxes[0].accessibleName() == "Boendetyp: guldkant"
    assert step.ui.keep.isChecked()
    press(Qt.Key.Key_P, ALT)
    settle(window.desk.tasks)
    assert outcomes(window) == {Outcome.NEW: 1}
    assert panel.ui.columns_note.text() == "Kolumner i filen som inte används: Våning."
    press(Qt.Key.Key_J, ALT)
    press(Qt.Key.Key_I, ALT)
    settle(window.desk.tasks)
    assert units_in(window) == 1
    assert len(counted(window, list_mappings)) == 1
    turned = [tuple(reversed(row)) for row in (HEADINGS, ("Ekbo", *ROW[1:]))]
    open_file(window, table(tmp_path / "b.csv", *turned))
    assert panel.planned is not None
    assert "Kolumnerna läses som de valdes" in panel.ui.read_note.text()
    press(Qt.Key.Key_D, ALT)
    settle(window.desk.tasks)
    assert step.isVisible()
    press(Qt.Key.Key_D, ALT)
    settle(window.desk.tasks)
    assert counted(window, list_mappings) == []
    assert step.ui.memory_row.isHidden()
    assert step.message.text() == "Välj vilken kolumn som är Boendetyp, Telefon."
    choose(window, 3, "Boendetyp")
    assert step.message.text() == "Välj vilken kolumn som är Telefon."


def test_the_sheet_the_row_and_the_kind_are_shown_and_overruled(
    window: MainWindow, tmp_path: Path
) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", ("Enheter i mars",), HEADINGS, ROW, title="Mars")
    book = openpyxl.load_workbook(path)
    for row in (HEADINGS[:4], ("Ekbo", "LSS", "Bo Berg", "033-1", "")):
        (book["April"] if "April" in book.sheetnames else book.create_sheet("April")).append(row)
    book.save(path)
    open_file(window, path)
    press(Qt.Key.Key_O, ALT)
    settle(window.desk.tasks)
    step = columns(window)
    assert step.ui.read_text.text() == (
        "Läst som Excel-arbetsbok (xlsx), bladet Mars (det enda som läses av 2 blad), "
        "rubriker på rad 2."
    )
    assert not step.ui.encoding_field.isVisible()
    press(Qt.Key.Key_B, ALT)
    press(Qt.Key.Key_Down)
    settle(window.desk.tasks)
    assert "bladet April" in step.ui.read_text.text()
    assert window.focusWidget() is step.ui.sheet
    assert [box.accessibleName() for box in step.rows.boxes] == list(HEADINGS[:4])
    assert step.rows.boxes[0].accessibleDescription() == "Ekbo"
    step.ui.header_row.setFocus()
    press(Qt.Key.Key_Home)
    settle(window.desk.tasks)
    assert step.rows.boxes[0].accessibleName() == "Kolumn A"
    assert not step.ui.keep.isEnabled()
    assert "ingen rad med rubriker" in step.ui.keep_note.text()
    step.ui.kind.setFocus()
    press(Qt.Key.Key_Down)
    settle(window.desk.tasks)
    assert "Personnummer" in step.message.text()
    press(Qt.Key.Key_Y, ALT)
    assert view_of(window).importing.ui.choose.isVisible()


def test_what_was_read_as_another_kind_is_asked_about_all_the_same(
    window: MainWindow, tmp_path: Path
) -> None:
    headings = ("Personnummer", "Förnamn", "Efternamn", "Insats", "Intyg utfärdat", "Grund")
    row = ("19360101-6987", "Märta", "Andersson", "Hemtjänst", "2024-03-05", "2a")
    open_file(window, table(tmp_path / "a.csv", headings[:4], row[:4]))
    assert view_of(window).importing.ui.registered_no.isChecked()
    table(tmp_path / "a.csv", headings, row)
    press(Qt.Key.Key_D, ALT)
    settle(window.desk.tasks)
    kind = columns(window).ui.kind
    kind.setCurrentIndex(kind.findData("personer"))
    settle(window.desk.tasks)
    press(Qt.Key.Key_P, ALT)
    settle(window.desk.tasks)
    assert outcomes(window)[Outcome.NEW] == 1
    assert not view_of(window).importing.ui.registered_no.isChecked()


def test_a_column_is_read_from_one_place_and_can_be_changed_from_the_plan(
    window: MainWindow, tmp_path: Path
) -> None:
    headings = ("Enhetskod", "Boendenamn", "Boendetyp", "Ansvarig", "Telefon", "Jourtelefon")
    row = ("B1", "Björkgården", "LSS", "Eva Ek", "033-10 00 00", "033-10 99 99")
    open_file(window, table(tmp_path / "a.csv", headings, row))
    press(Qt.Key.Key_D, ALT)
    settle(window.desk.tasks)
    step = columns(window)
    assert window.focusWidget() is step.rows.boxes[0]
    choose(window, 5, "Telefon")
    press(Qt.Key.Key_P, ALT)
    assert step.message.text() == "Mer än en kolumn läses som Telefon. Välj en av dem."
    assert window.focusWidget() is step.rows.boxes[4]
    press(Qt.Key.Key_Home)
    settle(window.desk.tasks)
    assert step.message.isHidden()
    step.ui.keep.setChecked(False)
    press(Qt.Key.Key_P, ALT)
    settle(window.desk.tasks)
    planned = view_of(window).importing.planned
    assert planned is not None
    assert planned.plan.choices.mapping.columns == {"Jourtelefon": "Telefon", "Telefon": ""}
    press(Qt.Key.Key_J, ALT)
    press(Qt.Key.Key_I, ALT)
    settle(window.desk.tasks)
    assert units_in(window) == 1
    assert counted(window, list_mappings) == []
