"""The queue out to a file, and marked as registered, by keys on a real store."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from munhalsa.adapters.paths import program_paths
from munhalsa.application.workplace import WhichStore
from munhalsa.desktop.dialogs.passphrase import PassphraseDialog
from munhalsa.desktop.window.main_window import MainWindow
from tests.gui.exchange import (
    PERSON,
    PERSON_HEADINGS,
    UNIT,
    UNIT_HEADINGS,
    open_file,
    table,
    take_units,
    view_of,
    waiting_in,
    window,
)
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

__all__ = ["window"]

OWN = """
name = "intygsbestallningen"
title = "Egen"
source = "test"
subject = "certificate"
file_type = "csv"
columns = [{ heading = "Nr", field = "personal_identity_number" }]
"""


def test_the_queue_goes_out_to_a_file_and_is_marked(window: MainWindow, tmp_path: Path) -> None:
    take_units(window, tmp_path)
    open_file(window, table(tmp_path / "p.csv", PERSON_HEADINGS, PERSON))
    press(Qt.Key.Key_N, ALT)
    press(Qt.Key.Key_I, ALT)
    settle(window.desk.tasks)
    press(Qt.Key.Key_E, ALT)
    panel = view_of(window).exporting
    settle(window.desk.tasks)
    assert panel.ui.waiting.text() == "1 intyg väntar på att registreras."
    assert not panel.ui.write_units.isEnabled()
    press(Qt.Key.Key_E, CONTROL)
    settle(window.desk.tasks)
    choose_in_file_dialog(tmp_path / "ut.xlsx")
    shown_dialog(PassphraseDialog)
    write(PASSPHRASE)
    press(Qt.Key.Key_Return)
    settle(window.desk.tasks)
    assert (tmp_path / "ut.xlsx").exists()
    assert window.messages.text == "Filen är skriven med 1 rad."
    assert window.focusWidget() is panel.ui.reference
    write("VGR-17")
    press(Qt.Key.Key_R, CONTROL)
    settle(window.desk.tasks)
    assert window.messages.text == "Markerat som registrerat: 1 intyg."
    assert panel.ui.waiting.text() == "Inget väntar på att registreras."
    assert waiting_in(window) == (0, 0)


def test_units_go_out_on_their_own(window: MainWindow, tmp_path: Path) -> None:
    open_file(window, table(tmp_path / "e.csv", UNIT_HEADINGS, UNIT))
    press(Qt.Key.Key_N, ALT)
    press(Qt.Key.Key_I, ALT)
    settle(window.desk.tasks)
    press(Qt.Key.Key_E, ALT)
    press(Qt.Key.Key_E, CONTROL | SHIFT)
    settle(window.desk.tasks)
    choose_in_file_dialog(tmp_path / "enheter-ut.xlsx")
    write(PASSPHRASE)
    press(Qt.Key.Key_Return)
    settle(window.desk.tasks)
    press(Qt.Key.Key_K, ALT)
    settle(window.desk.tasks)
    assert window.messages.text == "Markerat som registrerat: 1 boendeenhet."


def test_a_file_from_elsewhere_is_not_marked(window: MainWindow, tmp_path: Path) -> None:
    path = table(tmp_path / "annan.csv", ("a",), ("1",))
    press(Qt.Key.Key_N, ALT)
    choose_in_file_dialog(path)
    settle(window.desk.tasks)
    assert "inte skriven härifrån" in view_of(window).exporting.message.text()
    press(Qt.Key.Key_R, CONTROL)
    settle(window.desk.tasks)
    assert "inte skriven härifrån" in view_of(window).exporting.message.text()


def test_where_the_file_cannot_be_written_it_is_told(window: MainWindow, tmp_path: Path) -> None:
    open_file(window, table(tmp_path / "e.csv", UNIT_HEADINGS, UNIT))
    press(Qt.Key.Key_N, ALT)
    press(Qt.Key.Key_I, ALT)
    settle(window.desk.tasks)
    press(Qt.Key.Key_E, ALT)
    panel = view_of(window).exporting
    panel._ask_passphrase("intygsbestallningen-enheter", tmp_path / "saknas" / "ut.xlsx")
    write(PASSPHRASE)
    press(Qt.Key.Key_Return)
    settle(window.desk.tasks)
    assert panel.message.text().startswith("Filen eller mappen finns inte")
    assert waiting_in(window) == (0, 1)


def test_an_own_profile_says_what_kind_of_file_it_is_or_what_is_wrong_with_it(
    window: MainWindow, which: WhichStore
) -> None:
    assert which.profile is not None
    own = program_paths(which.profile).own_profiles / "intygsbestallningen.toml"
    own.parent.mkdir(parents=True)
    own.write_text('name = "intygsbestallningen"', encoding="utf-8")
    panel = view_of(window).exporting
    panel.choose_file("intygsbestallningen")
    settle(window.desk.tasks)
    assert panel.message.text() == "Exportprofilen är fel: subject saknas. Rätta filen."
    own.write_text(OWN, encoding="utf-8")
    panel.choose_file("intygsbestallningen")
    settle(window.desk.tasks)
    chooser = shown_dialog(QFileDialog)
    assert chooser.defaultSuffix() == "csv"
    assert panel.message.text() == ""
    chooser.reject()
