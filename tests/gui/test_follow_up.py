"""Uppföljning on a real store, by keys: tiles, chart, rows, the records behind, closing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from munhalsa.adapters.ids import new_id
from munhalsa.application.context import Context
from munhalsa.application.follow_up import Beside, FollowUp, Headline
from munhalsa.application.ports import Changes
from munhalsa.application.report_table import Value
from munhalsa.desktop import screens
from munhalsa.desktop.clipboard import Clipboard
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.dialogs.confirm import ConfirmDialog
from munhalsa.desktop.dialogs.fields import FieldsDialog
from munhalsa.desktop.dialogs.reasons import ReasonsDialog
from munhalsa.desktop.dialogs.records import RecordsDialog
from munhalsa.desktop.look import Look
from munhalsa.desktop.preferences import Preferences
from munhalsa.desktop.printing.preview import PreviewDialog
from munhalsa.desktop.screens.follow_up import FollowUpView
from munhalsa.desktop.screens.follow_up_words import (
    closing_words,
    otherwise_words,
    state_words,
    tile_words,
    value_words,
)
from munhalsa.desktop.view import Place
from munhalsa.desktop.widgets.bar_chart import Bar, BarChart
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.domain.closed_quarter import ClosedQuarter
from munhalsa.domain.person import Person
from munhalsa.domain.quarter import Quarter
from munhalsa.domain.unit import Population
from tests.support.deeds import add, alter, born, found, issue, register, unit
from tests.support.person_view import press, run, shortcut
from tests.support.preferences import KeptPreferences
from tests.support.reports import cell, report_of
from tests.support.typing import choose_in_file_dialog, focused, shown_dialog
from tests.support.windows import settle
from tests.unit.application.test_report_form import DEFINITIONS

THIS = Quarter(year=2026, number=4)


def fill(context: Context) -> None:
    """Two with a certificate since 2025, one since this quarter; inhabitants are known."""
    add(context, unit())
    for age in (24, 25):
        row = Population(id=new_id(), municipality_code="1490", year=2025, age=age, count=50)
        add(context, row)
    for year, issued in ((1941, 2025), (1942, 2025), (1943, 2026)):
        register(context, born(year), family_name=f"Person {year}", unit="SB01")
        issue(context, born(year), issued=date(issued, 11, 1))


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
def view(window: MainWindow) -> FollowUpView:
    """The view, when all its quarters have come."""
    shortcut(window, "Ctrl+Alt+0")
    settle(window.desk.tasks)
    shown = window.pages.views["follow_up"]
    assert isinstance(shown, FollowUpView)
    assert shown.is_complete
    return shown


def rows(view: FollowUpView) -> list[list[str]]:
    table = view.pane.table
    items = [
        [table.item(row, column) for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]
    return [[item.text() for item in row if item is not None] for row in items]


def test_what_comes_of_a_quarter_that_was_left_changes_nothing(
    window: MainWindow, view: FollowUpView, qapp: QApplication
) -> None:
    tasks = window.desk.tasks
    view.reload(Changes())
    while not tasks.awaits(view, "beside"):
        qapp.processEvents()
    qapp.processEvents()
    view.ui.quarter.setCurrentIndex(1)
    settle(tasks)
    assert view.tiles.cards["M1"].accessibleName().startswith("M1  Personer med intyg, 2, ")


def test_each_figure_has_its_number_and_what_has_changed(view: FollowUpView) -> None:
    tiles = {name: card.accessibleName() for name, card in view.tiles.cards.items()}
    assert list(tiles)[:3] == ["M1", "M2", "M3"]
    assert tiles["M1"] == (
        "M1  Personer med intyg, 3, +1 mot kvartal 3 2026, +1 mot kvartal 4 2025, "
        "+1 mot kv\u00a03\u00a026\n+1 mot kv\u00a04\u00a025"
    )
    assert view.tiles.cards["T1"].figure.text() == "3,00 %"
    assert view.tiles.cards["M4"].figure.text() == "saknas"
    assert set(view.lists.cards) == {f"D{number}" for number in range(9)}
    assert view.ui.state.text() == "Enligt dagens uppgifter. Kvartalet är inte fastställt."


def test_a_figure_has_its_words_its_chart_and_every_row(
    window: MainWindow, view: FollowUpView
) -> None:
    view.tiles.cards["T1"].setFocus()
    press(window, Qt.Key.Key_Space)
    assert view.ui.figure_name.text().startswith("T1")
    assert view.ui.otherwise.text() == "Räknat från 25 år: 6,00 %. Så här: från 24 år."
    described = view.pane.chart.accessibleDescription()
    assert described.startswith("T1  Täckningsgrad: kv\u00a01\u00a025 saknas, ")
    assert described.endswith("kv\u00a03\u00a026 2,00 %, kv\u00a04\u00a026 3,00 %. Mål 3,00 %.")
    assert rows(view)[0] == ["Personer med intyg, från 24 år", "3", "2", ""]


def test_the_records_behind_a_row_lead_to_the_card(window: MainWindow, view: FollowUpView) -> None:
    view.show_figure("M1")
    assert rows(view)[0] == ["Antal personer", "3", "2", "2"]
    shortcut(window, "Ctrl+Return")
    dialog = shown_dialog(RecordsDialog)
    settle(window.desk.tasks)
    assert dialog.told.text() == "3 personer."
    assert dialog.model.rowCount() == 3
    dialog.card.click()
    settle(window.desk.tasks)
    assert window.pages.here == "persons"


def test_the_protected_are_counted_but_not_named(window: MainWindow, view: FollowUpView) -> None:
    def protect(context: Context) -> None:
        (person,) = found(context, Person, number=born(1941))
        alter(context, person, protected_identity="confidentiality_marking")

    run(window.desk, protect)
    view.show_figure("M1")
    view.ui.records.click()
    settle(window.desk.tasks)
    dialog = shown_dialog(RecordsDialog)
    settle(window.desk.tasks)
    assert (dialog.told.text(), dialog.model.rowCount()) == ("3 personer.", 2)
    dialog.reject()


def test_a_figure_of_units_leads_to_the_unit(window: MainWindow, view: FollowUpView) -> None:
    view.show_figure("K2")
    view.pane.open_records()
    settle(window.desk.tasks)
    assert window.pages.here == "units"


def test_through_the_quarters_and_closing_one(window: MainWindow, view: FollowUpView) -> None:
    shortcut(window, "Ctrl+Shift+F")
    settle(window.desk.tasks)
    assert window.messages.text.startswith("Kvartalet är inte slut.")
    shortcut(window, "Alt+PgUp")
    settle(window.desk.tasks)
    assert view.quarter == THIS.previous
    shortcut(window, "Ctrl+Shift+F")
    settle(window.desk.tasks)
    dialog = shown_dialog(ConfirmDialog)
    assert dialog.ui.question.text() == "Fastställa kvartal 3 2026?"
    dialog.ui.yes.click()
    settle(window.desk.tasks)
    assert len(run(window.desk, lambda context: found(context, ClosedQuarter, year=2026))) == 1
    assert "Inget har ändrats sedan dess." in view.ui.state.text()
    run(
        window.desk,
        lambda context: issue(
            context, register(context, born(1950)).number, issued=date(2026, 9, 30)
        ),
    )
    window.go(Place(view="follow_up", about="M1"))
    view._load()
    settle(window.desk.tasks)
    assert "Ändrat sedan dess: M1 (1)" in view.ui.state.text()
    focused()
    shortcut(window, "Ctrl+Shift+D")
    settle(window.desk.tasks)
    records = shown_dialog(RecordsDialog)
    assert records.told.text() == "1 person."
    records.reject()
    view.show_figure("M6")
    focused()
    shortcut(window, "Ctrl+Shift+D")
    assert window.messages.text == "Inget skiljer från det som är fastställt."
    focused()
    shortcut(window, "Alt+PgDown")
    settle(window.desk.tasks)
    assert view.quarter == THIS


def test_the_report_is_shown_on_paper_and_leaves_nothing(
    window: MainWindow, view: FollowUpView, tmp_path: Path
) -> None:
    shortcut(window, "Ctrl+Shift+P")
    settle(window.desk.tasks)
    preview = shown_dialog(PreviewDialog)
    assert len(list(tmp_path.glob("*.pdf"))) == 1
    preview.reject()
    settle(window.desk.tasks)
    assert list(tmp_path.glob("*.pdf")) == []


def test_the_figures_are_saved_as_a_workbook(
    window: MainWindow, view: FollowUpView, tmp_path: Path
) -> None:
    shortcut(window, "Ctrl+S")
    out = tmp_path / "siffror.xlsx"
    choose_in_file_dialog(out)
    settle(window.desk.tasks)
    book = load_workbook(out, read_only=True)
    assert {"M1", "T1", "D8"} < set(book.sheetnames)
    book.close()


def test_why_somebody_is_counted_or_not(window: MainWindow, view: FollowUpView) -> None:
    shortcut(window, "Ctrl+Shift+V")
    asked = shown_dialog(FieldsDialog)
    number = asked.fields["number"]
    assert isinstance(number, QLineEdit)
    number.setText("19410101-0000")
    press(window, Qt.Key.Key_Return)
    assert asked.isVisible()
    number.setText(born(1941))
    press(window, Qt.Key.Key_Return)
    answer = shown_dialog(ReasonsDialog)
    assert answer.answer.text() == "Räknas i M1, kvartal 4 2026"
    assert answer.because.rowCount() > 0
    answer.reject()


def test_the_years_self_check_is_shown(window: MainWindow, view: FollowUpView) -> None:
    shortcut(window, "Ctrl+Alt+P")
    settle(window.desk.tasks)
    shown_dialog(PreviewDialog).reject()


def test_what_a_tile_says_of_a_change() -> None:
    def quarter(of: Quarter, headline: Headline) -> tuple[Quarter, Beside]:
        return of, Beside(quarter=of, headlines={"T1": headline}, values={})

    known = dict(
        [
            quarter(THIS, Headline(value=Fraction(3, 100), share=True)),
            quarter(THIS.previous, Headline(value=Fraction(5, 100), share=True)),
            quarter(Quarter(year=2025, number=4), Headline(value=None, share=True)),
        ]
    )
    assert tile_words("T1", THIS, known) == (
        "3,00 %",
        "\u22122,00 mot kv\u00a03\u00a026",
        "3,00 %, \u22122,00 procentenheter mot kvartal 3 2026",
    )


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Value(key="a", label="", value="saknas"), "saknas"),
        (Value(key="a", label="", value=1.5), "1,5"),
        (Value(key="a", label="", value=12345.25), "12345,25"),
        (Value(key="a", label="", value=0.0312, share=True), "3,12 %"),
        (Value(key="a", label="", value=12345), "12\u00a0345"),
        (None, ""),
    ],
)
def test_values_in_words(value: Value | None, words: str) -> None:
    assert value_words(value) == words


def test_a_chart_is_drawn_with_what_is_known(look: Look, qapp: QApplication) -> None:
    from PySide6.QtWidgets import QWidget

    parent = QWidget()
    chart = BarChart(look, parent)
    chart.resize(600, chart.sizeHint().height())
    empty = chart.grab().toImage()
    bars = [Bar(label="kv 1", height=None, shown="saknas"), Bar(label="kv 2", height=3, shown="3")]
    chart.show_bars(bars, name="M1")
    some = chart.grab().toImage()
    chart.show_bars(bars, name="M1", goal=(5, "Mål 5"))
    with_goal = chart.grab().toImage()
    chart.show_bars([Bar(label="kv 1", height=0, shown="0")], name="M1", goal=(0, "Mål 0"))
    none = chart.grab().toImage()
    assert len({bytes(image.constBits()) for image in (empty, some, with_goal, none)}) == 4
    assert chart.accessibleDescription() == "M1: kv 1 0. Mål 0."


def test_a_part_is_named_and_what_it_cannot_know_is_said() -> None:
    def shown(*part: str) -> FollowUp:
        return FollowUp(
            report=report_of([], population=None, part=part),
            beside=Beside(quarter=Quarter(year=2026, number=3), headlines={}, values={}),
            frozen=None,
            other_coverage=None,
        )

    part, whole = shown("Norr", "Eken"), shown()
    assert state_words(part) == "Enligt dagens uppgifter, för Norr, Eken."
    assert otherwise_words("T1", part).endswith("inte för en del av den.")
    assert otherwise_words("T1", whole) == "Täckningsgraden saknas: befolkningen saknas."
    assert "utanför den här delen" in otherwise_words("M5", part)
    assert "utanför" not in otherwise_words("M5", whole)
    told = report_of([], population=None, definitions=DEFINITIONS)
    closing = closing_words(told).splitlines()
    assert "T1 Namn T1 saknas: befolkningen saknas." in closing
    assert closing[-1] == "Ta först in det som saknas, om det finns."
    complete = report_of([cell(9, received=True)], definitions=DEFINITIONS[:3])
    assert len(closing_words(complete).splitlines()) == 1
