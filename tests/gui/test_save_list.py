"""Spara listan … over real stores: what is shown goes into the file, from every view."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt

from munhalsa.adapters.tables.table_files import TableFiles
from munhalsa.application.context import Context
from munhalsa.application.export_profile import ExportCell
from munhalsa.application.save_list import ListRow, SaveList, save_list
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.dialogs.save_list import SaveListDialog, file_name, telling
from munhalsa.desktop.models.columns import saved_value
from munhalsa.desktop.models.listing import ShowsList
from munhalsa.desktop.screenshots import Stage
from munhalsa.desktop.tasks import Cancelled, Control
from munhalsa.desktop.view import Place
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.desktop.window.saving import lists_in
from munhalsa.domain.account import Permission
from munhalsa.domain.due import DueList
from tests.support.deeds import latest
from tests.support.exports import rows_of
from tests.support.founded import PASSPHRASE
from tests.support.person_list import BO, fill
from tests.support.person_view import run, shortcut, view_of
from tests.support.typing import choose_in_file_dialog, press, shown_dialog, write
from tests.support.windows import settle


def ask(window: MainWindow, recipient: str = "Folktandvården", purpose: str = "besök") -> None:
    shortcut(window, "Ctrl+Alt+S")
    for text in (recipient, purpose):
        write(text)
        press(Qt.Key.Key_Tab)


def test_what_is_shown_goes_into_the_file_and_the_protected_do_not(
    desk: Desk, open_window: Callable[[], MainWindow], tmp_path: Path
) -> None:
    run(desk, fill)
    window = open_window()
    view = view_of(window)
    view.table.set_widths({"name": 100, "answer": 80, "number": 90, "answered": 90})
    view.model.sort(0, Qt.SortOrder.DescendingOrder)
    settle(desk.tasks)
    ask(window)
    dialog = shown_dialog(SaveListDialog)
    assert dialog.about.text() == (
        "Personer: 5 rader med de kolumner som visas: Namn, Svar, Personnummer, Svarade."
    )
    dialog.passphrase.setText("en annan lösenfras")
    dialog.go_on.click()
    choose_in_file_dialog(tmp_path / "lista.xlsx")
    settle(desk.tasks)
    assert "lösenfras" in dialog._messages["passphrase"].text().casefold()
    assert not (tmp_path / "lista.xlsx").exists()
    dialog.passphrase.setText(PASSPHRASE)
    dialog.go_on.click()
    choose_in_file_dialog(tmp_path / "lista.xlsx")
    settle(desk.tasks)
    assert window.messages.text == (
        "Listan är sparad med 4 rader i lista.xlsx. 1 med skyddade uppgifter är inte med."
    )
    book = openpyxl.load_workbook(tmp_path / "lista.xlsx")
    rows = list(book["Lista"].iter_rows(values_only=True))
    assert rows[0] == ("Namn", "Svar", "Personnummer", "Svarade")
    assert [row[0] for row in rows[1:]] == [
        "Åström, Nils",
        "Nilsson, Sven-Erik",
        "Johansson, Bo",
        "Andersson, Märta",
    ]
    assert rows[1][2] == "19440924-••••"
    assert rows[1][3] == datetime(2023, 9, 2)  # noqa: DTZ001 - a cell has no zone
    about = {line[0]: line[1] for line in book["Om listan"].iter_rows(values_only=True)}
    assert (about["Vy"], about["Filter"]) == ("Personer", "Alla med intyg")
    assert (about["Ordning"], about["Antal rader"]) == ("Namn, fallande", 4)
    events = run(desk, lambda context: latest(context, 9))
    assert ("list.save", "persons") in [(one.action, one.subject_id) for one in events]


def test_a_search_and_whole_numbers_to_csv(
    desk: Desk, open_window: Callable[[], MainWindow], tmp_path: Path
) -> None:
    run(desk, fill)
    window = open_window()
    window.ui.search.setFocus()
    write("johan")
    settle(desk.tasks)
    shortcut(window, "Ctrl+Alt+S")
    dialog = shown_dialog(SaveListDialog)
    assert ("Sökning", "ja; orden står inte här") in dialog.offer.told
    dialog.passphrase.setText(PASSPHRASE)
    dialog.go_on.click()
    assert dialog._messages["recipient"].text().startswith("Ange vem")
    assert dialog.focusWidget() is dialog.recipient
    dialog.recipient.setText("Åsa")
    dialog.go_on.click()
    assert dialog._messages["purpose"].text().startswith("Ange vad")
    dialog.purpose.setText("ringa")
    dialog.whole_numbers.click()
    dialog.format.setCurrentIndex(1)
    dialog.go_on.click()
    choose_in_file_dialog(tmp_path / "lista.csv")
    settle(desk.tasks)
    (row,) = rows_of(tmp_path / "lista.csv")
    assert (row["Namn"], row["Personnummer"]) == ("Johansson, Bo", f"{BO[:8]}-{BO[8:]}")


def test_every_view_saves_what_it_lists(stage: Stage, desk: Desk) -> None:
    run(desk, fill)
    window, saved = stage.window, {}
    places = [Place(view=entry.name) for entry in window.pages.open_entries()]
    places += [Place(view="overview", about=which) for which in DueList]
    for place in places:
        window.go(place)
        settle(desk.tasks)
        view = window.pages.current
        assert view is not None
        for shown in lists_in(view.widget):
            assert isinstance(shown, ShowsList)
            listing = shown.listing()
            windows = listing.windows

            def every(context: Context) -> list[ListRow]:
                return [row for some in windows(context) for row in some]  # noqa: B023

            rows = run(desk, every)
            assert len(rows) == listing.count, listing.name
            assert {len(row.cells) for row in rows} <= {len(listing.columns)}
            assert all((row.person is not None) <= listing.of_persons for row in rows)
            saved[place, listing.name] = len(rows)
    assert len({name for _, name in saved}) >= 12
    assert sum(1 for count in saved.values() if count) >= 8


def test_whoever_may_not_hand_out_is_told_before_anything_is_typed(
    desk: Desk, open_window: Callable[[], MainWindow], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(desk, fill)
    window = open_window()
    allowed = desk.may
    monkeypatch.setattr(desk, "may", lambda one: one is not Permission.EXPORT and allowed(one))
    ask(window)
    dialog = shown_dialog(SaveListDialog)
    assert dialog.why.text().startswith("Din roll ger inte rätt")
    assert not dialog.passphrase.isVisible()
    assert not dialog.go_on.isEnabled()


def test_where_no_list_is_shown_it_is_told(window: MainWindow) -> None:
    shortcut(window, "Ctrl+Alt+S")
    assert window.messages.text == "Här visas ingen lista att spara."


def test_a_list_that_is_stopped_leaves_no_file(desk: Desk, tmp_path: Path) -> None:
    reported: list[tuple[int, int]] = []
    control = Control(lambda done, total: reported.append((done, total)))

    def stopping(_: Context) -> list[list[ListRow]]:
        control.stop()
        return [[ListRow(("a",))], [ListRow(("b",))]]

    asked = SaveList(
        name="units", title="", columns=(), of_persons=False, recipient="a", purpose="b"
    )

    def job(context: Context) -> None:
        windows = telling(stopping, control, 2)
        with pytest.raises(Cancelled):
            save_list(context, TableFiles(), asked, windows=windows, out=tmp_path / "lista.csv")

    run(desk, job)
    assert [one.name for one in tmp_path.iterdir() if "lista" in one.name] == []
    control = Control(lambda done, total: reported.append((done, total)))
    list(telling(lambda _: [[ListRow(("a",))]], control, 1)(None))  # type: ignore[arg-type]
    assert reported == [(0, 1), (1, 1)]


@pytest.mark.parametrize(
    ("text", "number", "value"),
    [
        ("", False, None),
        ("–", True, None),
        ("2026-03-01", False, date(2026, 3, 1)),
        ("2026-02-30", False, "2026-02-30"),
        ("012", True, "012"),
        ("0", True, 0),
        ("1\N{NO-BREAK SPACE}284", True, 1284),
        ("12", False, "12"),
        ("0703901234", True, "0703901234"),
        ("46703901234", True, "46703901234"),
        ("3 av 5", True, "3 av 5"),
    ],
)
def test_days_are_days_and_numbers_numbers_only_where_they_are(
    text: str, number: bool, value: ExportCell
) -> None:
    assert saved_value(text, number=number) == value


def test_a_file_is_named_after_its_list() -> None:
    assert file_name("Enheter där någon är dags") == "enheter-där-någon-är-dags"
    assert file_name("…") == "lista"
