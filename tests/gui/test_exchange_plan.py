"""A plan decided about, row by row and alike, carried out, and its receipt kept."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import openpyxl
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox

from munhalsa.application.context import Context
from munhalsa.application.import_table.kinds import KindName
from munhalsa.application.import_table.ledger import Ledger
from munhalsa.application.import_table.plan import (
    Conflict,
    ConflictKind,
    ImportChoices,
    ImportPlan,
    RowVerdict,
    Verdict,
)
from munhalsa.application.view_person import list_persons
from munhalsa.desktop.dialogs.import_row import ImportRowDialog
from munhalsa.desktop.models.plan_rows import Outcome
from munhalsa.desktop.printing.preview import PreviewDialog
from munhalsa.desktop.screens.exchange_decisions import Alike, Decisions, RowChoice, RowDecision
from munhalsa.desktop.screens.exchange_result import Result
from munhalsa.desktop.widgets.plain_list import PlainList
from munhalsa.desktop.window.main_window import MainWindow
from tests.gui.exchange import (
    PERSON,
    PERSON_HEADINGS,
    counted,
    lists,
    open_file,
    outcomes,
    table,
    take_units,
    view_of,
    window,
)
from tests.support.deeds import identity
from tests.support.typing import ALT, choose_in_file_dialog, press, shown_dialog
from tests.support.windows import settle

__all__ = ["lists", "window"]
BO = ("19410101-2393", "Bo", "Ek", "B1", "2024-03-05", "2a")


def names(context: Context) -> list[str]:
    return sorted(line.name for line in list_persons(context))


def rows_of(result: Result) -> list[int]:
    """The rows of the file that are listed."""
    lines = [result.model.row(place) for place in range(result.model.rowCount())]
    return [line.row for line in lines if line is not None]


def texts(shown: PlainList) -> list[str]:
    """The first row of a list."""
    items = [shown.item(0, place) for place in range(shown.columnCount())]
    return [item.text() for item in items if item is not None]


def choose(box: QComboBox, data: object) -> None:
    """Choose by the keyboard, as ``activated`` is only told then."""
    box.setFocus()
    place, now = box.findData(data), box.currentIndex()
    for _ in range(abs(place - now)):
        press(Qt.Key.Key_Down if place > now else Qt.Key.Key_Up)


def click(button: QAbstractButton) -> None:
    """On the mark itself, as people do."""
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(10, button.height() // 2))


def saved_of(result: Result) -> set[object]:
    """The cells of the file as a saved list of those not taken in has them."""
    (column,) = [one for one in result.model.columns if one.name == "value"]
    lines = [result.model.row(place) for place in range(result.model.rowCount())]
    return {column.saved(line) for line in lines if line is not None}


def test_a_plan_is_filtered_decided_about_and_kept(window: MainWindow, tmp_path: Path) -> None:
    take_units(window, tmp_path)
    panel = view_of(window).importing
    open_file(window, table(tmp_path / "a.csv", PERSON_HEADINGS, PERSON, BO))
    press(Qt.Key.Key_J, ALT)
    press(Qt.Key.Key_I, ALT)
    settle(window.desk.tasks)
    rows = [
        (PERSON[0], "Marta", "Anderson", *PERSON[3:]),
        (BO[0], "Bosse", *BO[2:]),
        (BO[0], "Bertil", *BO[2:]),
        ("19340412-2384", "Fel", "Siffra", "B1", "2024-03-05", "2a"),
        ("19360103-7710", "Okänd", "Enhet", "B9", "2024-03-05", "2a"),
        (identity("19410101", 241), *BO[1:]),
    ]
    open_file(window, table(tmp_path / "b.csv", PERSON_HEADINGS, *rows))
    ui, result = panel.ui, panel.result
    assert ui.filter.currentText() == "Tas inte in (2)"
    assert (ui.reason.count(), ui.column_filter.count()) == (3, 3)
    assert saved_of(result) == {"19340412-••••", "B9"}
    choose(ui.reason, "unit_unknown")
    settle(window.desk.tasks)
    assert rows_of(result) == [6]
    assert ui.column_filter.currentText() == "Alla kolumner (1)"

    box = result.conflicts
    box.rows[ConflictKind.LIKENESS].show_rows.click()
    settle(window.desk.tasks)
    result.open_row()
    settle(window.desk.tasks)
    alike = shown_dialog(ImportRowDialog)
    assert texts(alike.like) == ["Ek, Bo", "19410101-••••", "Björkgården"]
    press(Qt.Key.Key_K, ALT)
    assert box.heading.text().startswith("4 rader att ta ställning till.")
    replacing = box.rows[ConflictKind.REPLACES]
    replacing.show_rows.click()
    settle(window.desk.tasks)
    assert rows_of(result) == [2, 3]
    choose(box.rows[ConflictKind.DUPLICATE].side, Alike.HERE)
    settle(window.desk.tasks)
    assert rows_of(result) == [2, 4]
    choose(replacing.side, Alike.HERE)
    settle(window.desk.tasks)
    assert (outcomes(window)[Outcome.UNCHANGED], rows_of(result)) == (2, [2, 4])
    assert replacing.side.currentData() == Alike.HERE

    result.table.setFocus()
    press(Qt.Key.Key_Return)
    settle(window.desk.tasks)
    dialog = shown_dialog(ImportRowDialog)
    assert dialog.heading.text() == "Rad 2: oförändrad"
    assert dialog.lines.rowCount() == 2
    assert texts(dialog.lines) == ["Person: förnamn", "Märta", "Marta"]
    assert dialog.radios[RowChoice.HERE].isChecked()
    assert not dialog.columns["Efternamn"].isVisible()
    click(dialog.radios[RowChoice.EACH])
    assert [box.isChecked() for box in dialog.columns.values()] == [True, True]
    assert dialog.width() <= 800
    assert dialog.height() <= 700
    for part in (dialog.lines, dialog.cells, dialog.choices):
        assert part.visibleRegion().boundingRect() == part.rect()
    click(dialog.columns["Förnamn"])
    press(Qt.Key.Key_N, ALT)
    settle(window.desk.tasks)
    assert dialog.row == 4
    click(dialog.radios[RowChoice.FILE])
    press(Qt.Key.Key_K, ALT)
    settle(window.desk.tasks)
    assert replacing.side.currentData() == Alike.MIXED
    assert outcomes(window)[Outcome.CHANGED] == 2

    ui.all_or_nothing.click()
    assert not ui.commit.isEnabled()
    assert ui.summary.text().startswith("2 rader kan inte tas in, och du har valt allt eller")
    ui.all_or_nothing.click()
    press(Qt.Key.Key_I, ALT)
    settle(window.desk.tasks)
    assert counted(window, names) == ["Andersson, Marta", "Ek, Bertil", "Ek, Bo"]
    assert "6 rader i filen = 1 nya + 2 ändrade + 0 oförändrade" in ui.read_note.text()
    assert "Av: Kim Lind" in ui.read_note.text()
    assert not ui.open_row.isVisible()

    ui.show_receipt.click()
    settle(window.desk.tasks)
    pages = shown_dialog(PreviewDialog)
    pages.reject()
    ui.save_receipt.click()
    choose_in_file_dialog(tmp_path / "kvitto.xlsx")
    settle(window.desk.tasks)
    assert window.messages.text == "Kvittot är sparat."
    told = openpyxl.load_workbook(tmp_path / "kvitto.xlsx")["Rader"]
    assert [row[0].value for row in told.iter_rows(min_row=4)] == [2, 3, 5, 6]
    open_file(window, tmp_path / "b.csv")
    assert result.decisions.choices == ImportChoices()


def plan(choices: ImportChoices, verdicts: dict[int, Verdict], *found: Conflict) -> ImportPlan:
    rows = tuple(RowVerdict(row=row, verdict=one) for row, one in verdicts.items())
    return ImportPlan(
        kind=KindName.PERSONS,
        sha256="",
        day=date(2026, 11, 22),
        choices=choices,
        moment="",
        rows=rows,
        notices=(),
        unknown_columns=(),
        counts=Counter(row.verdict for row in rows),
        conflicts=found,
        ledger=Ledger(),
    )


def test_what_is_decided_is_remembered_while_the_plan_is_made_again() -> None:
    replaces = Conflict(row=2, kind=ConflictKind.REPLACES, column="Rum")
    moves = Conflict(row=6, kind=ConflictKind.MOVES, column="Boendeenhet")
    other = Conflict(row=6, kind=ConflictKind.REPLACES, column="Efternamn")
    doubled = Conflict(row=4, kind=ConflictKind.DUPLICATE, first=3)
    verdicts = {2: Verdict.CHANGED, 3: Verdict.NEW, 4: Verdict.DUPLICATE, 5: Verdict.REJECTED}
    decisions = Decisions()
    assert (decisions.conflicts, decisions.open_to(2)) == ((), ())
    first = plan(ImportChoices(), {**verdicts, 6: Verdict.UNCHANGED}, replaces, doubled)
    decisions.take(first)
    assert decisions.open_to(2) == (RowChoice.FILE, RowChoice.HERE, RowChoice.OUT)
    assert decisions.open_to(3) == decisions.open_to(5) == (RowChoice.FILE, RowChoice.OUT)
    assert decisions.open_to(4) == (RowChoice.FILE, RowChoice.COUNTS)
    assert decisions.open_to(6) == ()
    assert (decisions.is_faulty(5), decisions.is_faulty(3)) == (True, False)
    decisions.decide(2, RowDecision(choice=RowChoice.HERE))
    decisions.decide(4, RowDecision(choice=RowChoice.COUNTS))
    decisions.decide(3, RowDecision(choice=RowChoice.OUT))
    assert decisions.choices.preferred == frozenset({4})
    later = plan(decisions.choices, {2: Verdict.UNCHANGED, 3: Verdict.REJECTED, 4: Verdict.NEW})
    decisions.take(later)
    assert decisions.conflicts == [replaces]
    assert decisions.alike(ConflictKind.REPLACES) is Alike.HERE
    assert decisions.plan_of(2) is first
    assert decisions.plan_of(4) is later
    assert [decisions.chosen(row).choice.value for row in (2, 3, 4)] == ["here", "out", "file"]
    assert decisions.open_to(3) == (RowChoice.FILE, RowChoice.OUT)
    assert decisions.choices.kept_cells == {(2, "Rum")}
    decisions.decide_alike(ConflictKind.REPLACES, Alike.FILE)
    assert decisions.choices.decided == {3, 4}
    several = {**verdicts, 6: Verdict.CHANGED}
    decisions.take(plan(ImportChoices(), several, replaces, moves, other))
    assert decisions.open_to(6)[2] is RowChoice.EACH
    decisions.decide(6, RowDecision(choice=RowChoice.EACH, kept=frozenset({"Efternamn"})))
    assert decisions.chosen(6) == RowDecision(choice=RowChoice.EACH, kept=frozenset({"Efternamn"}))
    decisions.take(plan(decisions.choices, several, replaces, moves))
    assert decisions.rows(ConflictKind.REPLACES) == {2, 6}
    assert decisions.alike(ConflictKind.REPLACES) is Alike.MIXED
    assert decisions.alike(ConflictKind.MOVES) is Alike.FILE
    decisions.decide(6, RowDecision(choice=RowChoice.HERE))
    assert decisions.chosen(6).choice is RowChoice.HERE
    decisions.decide(6, RowDecision(choice=RowChoice.FILE))
    assert decisions.choices.decided == frozenset()
    decisions.take(first)
    decisions.decide_alike(ConflictKind.DUPLICATE, Alike.HERE)
    assert decisions.choices.preferred == frozenset({4})
    decisions.take(plan(decisions.choices, verdicts, Conflict(row=3, kind=doubled.kind, first=4)))
    assert decisions.alike(ConflictKind.DUPLICATE) is Alike.HERE
    decisions.decide_alike(ConflictKind.DUPLICATE, Alike.FILE)
    assert decisions.choices == ImportChoices()
