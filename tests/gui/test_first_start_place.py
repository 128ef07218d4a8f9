"""Where the first start puts the register: a folder that is fit, or a shared database."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from munhalsa.desktop.first_start.founding import PassphrasePage, PlacePage
from munhalsa.desktop.first_start.lists import RegisteredPage
from munhalsa.desktop.first_start.wizard import FirstStart
from tests.gui.first_start import TAB, go_on, keyring, new_desk, step, to_place, wizard
from tests.support.typing import ALT, choose_in_file_dialog, press, shown_dialog, write, write_over
from tests.support.windows import settle, unexpected

__all__ = ["keyring", "new_desk", "wizard"]


@pytest.mark.parametrize(
    ("folder", "word"),
    [("OneDrive - Borås/register", "OneDrive"), ("Dropbox/r", "Dropbox"), ("full", "inte tom")],
)
def test_a_place_that_is_not_fit_is_refused_with_the_way_out(
    wizard: FirstStart, tmp_path: Path, folder: str, word: str
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "fil").write_text("", encoding="utf-8")
    to_place(wizard)
    page = step(wizard, PlacePage)
    proposed = page.ui.folder.text()
    page.ui.folder.setText(str(tmp_path / folder))
    go_on(wizard)
    assert wizard.page is page
    message = page._messages["folder"].text()
    assert word in message
    assert "Välj" in message
    assert wizard.focusWidget() is page.ui.folder
    page.ui.folder.setText(proposed)
    go_on(wizard)
    step(wizard, PassphrasePage)


def test_a_folder_is_chosen_in_a_dialog(wizard: FirstStart, tmp_path: Path) -> None:
    to_place(wizard)
    (tmp_path / "ny").mkdir()
    press(Qt.Key.Key_V, ALT)
    dialog = shown_dialog(QFileDialog)
    assert dialog.fileMode() is QFileDialog.FileMode.Directory
    choose_in_file_dialog(tmp_path / "ny")
    page = step(wizard, PlacePage)
    assert page.ui.folder.text() == str(tmp_path / "ny")


def test_an_address_of_a_shared_database_is_checked(wizard: FirstStart) -> None:
    to_place(wizard)
    page = step(wizard, PlacePage)
    press(Qt.Key.Key_D, ALT)
    page.ui.address.setFocus()
    go_on(wizard)
    assert page._messages["address"].text() == "Ange var registret ska ligga."
    write("postgresql://kim:hemligt@server/db")
    go_on(wizard)
    assert "lösenordet i adressen" in page._messages["address"].text()


def test_a_shared_database_is_founded_without_passphrase_and_code(
    wizard: FirstStart, postgres_url: str, postgres_password: str
) -> None:
    to_place(wizard)
    page = step(wizard, PlacePage)
    press(Qt.Key.Key_D, ALT)
    page.ui.address.setFocus()
    write(postgres_url)
    press(TAB)
    write("inte rätt")
    go_on(wizard)
    assert page._messages["passphrase"].text().startswith("Databasen godtar inte lösenordet")
    write_over(postgres_password)
    go_on(wizard)
    step(wizard, RegisteredPage)
    assert wizard.desk.session is not None
    assert wizard.ui.back.isHidden()
    wizard.desk.close(wizard, done=lambda _: None, failed=unexpected)
    settle(wizard.desk.tasks)
