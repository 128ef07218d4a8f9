"""The first start, by keys only, from an empty folder to the first list; and what can go wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from munhalsa.adapters.example import copy_example
from munhalsa.adapters.store.keeping import StoreKeeper
from munhalsa.application.view_person import list_persons
from munhalsa.application.waiting_registrations import count_waiting
from munhalsa.application.workplace import WhichStore
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.dialogs.confirm import ConfirmDialog
from munhalsa.desktop.first_start.choosing import ExamplePage, ExistingPage
from munhalsa.desktop.first_start.founding import PassphrasePage, PlacePage, WhoPage
from munhalsa.desktop.first_start.keeping import RecoveryPage, TypeBackPage
from munhalsa.desktop.first_start.lists import ListsPage, RegisteredPage
from munhalsa.desktop.first_start.page import Goal
from munhalsa.desktop.first_start.restoring import RestoringPage
from munhalsa.desktop.first_start.wizard import FirstStart
from munhalsa.desktop.look import Look
from munhalsa.desktop.preferences import Preferences
from munhalsa.desktop.printing.preview import PreviewDialog
from munhalsa.desktop.start import Running, Surroundings
from munhalsa.desktop.tasks import Tasks
from munhalsa.desktop.theme import ThemeName
from tests.gui.first_start import (
    DOWN,
    RETURN,
    TAB,
    go_on,
    keyring,
    new_desk,
    step,
    to_lists,
    to_passphrase,
    to_recovery,
    type_back,
    wizard,
)
from tests.support.accessibility import faults, read_in_another_order
from tests.support.founded import CHEAP, PASSPHRASE, make_store, open_store
from tests.support.keys import MemoryKeyring
from tests.support.preferences import KeptPreferences
from tests.support.stores import TODAY
from tests.support.typing import ALT, choose_in_file_dialog, press, shown_dialog, write, write_over
from tests.support.whole_program import whole_program
from tests.support.windows import settle

__all__ = ["keyring", "new_desk", "wizard"]


def test_while_the_register_is_made_no_key_shows_the_passphrase(wizard: FirstStart) -> None:
    to_passphrase(wizard)
    page = step(wizard, PassphrasePage)
    page.ui.passphrase.setText(PASSPHRASE)
    page.ui.again.setText(PASSPHRASE)
    QTest.mouseClick(wizard.ui.next, Qt.MouseButton.LeftButton)
    assert wizard.ui.busy.isVisible()
    for key in (Qt.Key.Key_Space, RETURN, Qt.Key.Key_Space):
        press(key)
    assert not page.ui.show_passphrase.isChecked()
    assert page.ui.passphrase.echoMode() is QLineEdit.EchoMode.Password
    settle(wizard.desk.tasks)
    assert step(wizard, RecoveryPage).ui.print.hasFocus()


def test_from_an_empty_folder_to_the_first_lists_by_keys(
    wizard: FirstStart, tmp_path: Path
) -> None:
    lists = dict(copy_example(tmp_path / "listor", today=TODAY).lists)
    to_lists(wizard)
    page = step(wizard, ListsPage)
    for kind in ("boendeenheter", "personer"):
        assert wizard.focusWidget() is page.importing.ui.choose
        press(RETURN)
        choose_in_file_dialog(lists[kind])
        settle(wizard.desk.tasks)
        assert wizard.ui.next.isHidden()
        press(Qt.Key.Key_I, ALT)
        settle(wizard.desk.tasks)
        assert wizard.ui.next.isVisible()
        press(Qt.Key.Key_E, ALT)
    assert page.ui.taken.text() == "Intaget: Boendeenheter, Personer och intyg."
    press(Qt.Key.Key_T, ALT)
    settle(wizard.desk.tasks)
    assert wizard.result() == FirstStart.DialogCode.Accepted.value
    assert wizard.answers.goal is Goal.NEW
    persons: list[int] = []
    waiting: list[int] = []
    desk = wizard.desk
    desk.read(wizard, lambda context: len(list_persons(context)), done=persons.append)
    desk.read(wizard, lambda context: count_waiting(context).certificates, done=waiting.append)
    settle(desk.tasks)
    assert persons[0] >= 600
    assert waiting == [0]
    assert desk.session is not None
    assert desk.session.name == "Kim Lind"
    assert not desk.session.confirmed


def test_the_store_is_the_one_last_used_afterwards(wizard: FirstStart, tmp_path: Path) -> None:
    to_recovery(wizard)
    program, profile = whole_program(), tmp_path / "profil"
    assert program.has_store(WhichStore(profile=profile))
    assert not program.has_store(WhichStore(profile=tmp_path / "en annan"))


def test_municipality_and_name_are_told_at_the_field(wizard: FirstStart) -> None:
    go_on(wizard)
    page = step(wizard, WhoPage)
    write("Stockholm")
    go_on(wizard)
    assert wizard.page is page
    assert wizard.focusWidget() is page.ui.municipality
    first = page.faults.first()
    assert first is not None
    assert first.text().startswith("Välj en av kommunerna")
    write_over("göteborgs kommun")
    go_on(wizard)
    assert page.ui.municipality.text() == "Göteborg"
    assert wizard.focusWidget() is page.ui.user
    write("Kim Lind")
    go_on(wizard)
    step(wizard, PlacePage)
    assert wizard.answers.municipality == "1480"


@pytest.mark.parametrize(
    ("passphrase", "again", "word"),
    [
        ("kort", "kort", "för kort"),
        ("qwertyuiopqwerty", "qwertyuiopqwerty", ""),
        ("Kim Lind Borås", "Kim Lind Borås", "gissa"),
        (PASSPHRASE, PASSPHRASE + "x", "inte lika"),
    ],
)
def test_a_passphrase_is_held_to_the_rules_at_the_field(
    wizard: FirstStart, tmp_path: Path, passphrase: str, again: str, word: str
) -> None:
    to_passphrase(wizard)
    page = step(wizard, PassphrasePage)
    write(passphrase)
    press(TAB)
    write(again)
    go_on(wizard)
    assert wizard.page is page
    message = page.faults.first()
    assert message is not None
    assert word in message.text()
    assert wizard.focusWidget() is message.field
    assert not (tmp_path / "profil" / "data" / "register").exists()


def test_secrets_have_the_password_role_and_can_be_pasted(wizard: FirstStart) -> None:
    to_passphrase(wizard)
    page = step(wizard, PassphrasePage)
    for field in (page.ui.passphrase, page.ui.again):
        assert QAccessible.queryAccessibleInterface(field).state().passwordEdit
        QApplication.clipboard().setText(PASSPHRASE)
        field.setFocus()
        field.paste()
        assert field.text() == PASSPHRASE
    page.ui.show_passphrase.setChecked(True)
    assert page.ui.again.echoMode() is QLineEdit.EchoMode.Normal
    go_on(wizard)
    step(wizard, RecoveryPage)
    assert page.ui.passphrase.text() == ""


def test_the_keyring_opens_the_store_where_one_says_so(
    wizard: FirstStart, keyring: MemoryKeyring, tmp_path: Path
) -> None:
    to_passphrase(wizard)
    page = step(wizard, PassphrasePage)
    assert "inte mot den som kommer åt datorn" in page.ui.keyring_note.text()
    press(Qt.Key.Key_H, ALT)
    page.ui.passphrase.setText(PASSPHRASE)
    page.ui.again.setText(PASSPHRASE)
    go_on(wizard)
    step(wizard, RecoveryPage)
    assert len(keyring.entries) == 1


def test_without_a_keyring_nothing_is_said_of_it(tasks: Tasks, look: Look, tmp_path: Path) -> None:
    desk = Desk(whole_program(), WhichStore(today=TODAY, profile=tmp_path / "p"), tasks)
    wizard = FirstStart(desk, look, tmp_path)
    wizard.open()
    settle(tasks)
    to_passphrase(wizard)
    page = step(wizard, PassphrasePage)
    assert page.ui.keyring.isHidden()
    wizard.reject()


def test_the_code_is_shown_printed_and_typed_back(wizard: FirstStart, tmp_path: Path) -> None:
    code = to_recovery(wizard)
    page = step(wizard, RecoveryPage)
    assert page.ui.code.text() == code.replace("-", " ")
    assert wizard.ui.back.isHidden()
    press(RETURN)
    settle(wizard.desk.tasks)
    preview = shown_dialog(PreviewDialog)
    assert preview.page_count == 1
    preview.save_to(tmp_path / "kod.pdf")
    settle(wizard.desk.tasks)
    assert (tmp_path / "kod.pdf").read_bytes().startswith(b"%PDF")
    preview.reject()
    assert {file.name for file in wizard.temp.rglob("*.pdf")} == {"kod.pdf"}
    press(Qt.Key.Key_F, ALT)
    settle(wizard.desk.tasks)
    back = step(wizard, TypeBackPage)
    write("0000")
    go_on(wizard)
    assert wizard.page is back
    assert wizard.focusWidget() is back.ui.first
    press(Qt.Key.Key_K, ALT)
    step(wizard, RecoveryPage)
    press(Qt.Key.Key_F, ALT)
    back.ui.first.clear()
    type_back(code)
    go_on(wizard)
    step(wizard, RegisteredPage)
    assert wizard.answers.recovery_code is None
    assert wizard.ui.back.isHidden()


def test_leaving_with_the_code_unsaved_asks_first(wizard: FirstStart) -> None:
    to_recovery(wizard)
    press(Qt.Key.Key_Escape)
    question = shown_dialog(ConfirmDialog)
    question.reject()
    assert wizard.isVisible()
    press(Qt.Key.Key_Escape)
    shown_dialog(ConfirmDialog).accept()
    assert not wizard.isVisible()


def test_whether_it_is_registered_must_be_answered(wizard: FirstStart) -> None:
    code = to_recovery(wizard)
    press(Qt.Key.Key_F, ALT)
    type_back(code)
    go_on(wizard)
    page = step(wizard, RegisteredPage)
    go_on(wizard)
    assert page.message.text() == "Välj ett av svaren."
    press(Qt.Key.Key_N, ALT)
    go_on(wizard)
    step(wizard, ListsPage)
    assert wizard.answers.registered is False


def test_the_lists_can_wait(wizard: FirstStart) -> None:
    to_lists(wizard)
    press(Qt.Key.Key_T, ALT)
    assert wizard.result() == FirstStart.DialogCode.Accepted.value


def test_an_existing_register_is_opened(wizard: FirstStart, tmp_path: Path) -> None:
    make_store(tmp_path / "gammalt")
    press(DOWN)
    go_on(wizard)
    page = step(wizard, ExistingPage)
    go_on(wizard)
    assert page._store_message.text() == "Välj mappen eller skriv adressen."
    write(str(tmp_path / "saknas"))
    go_on(wizard)
    assert page._store_message.text().startswith("Det finns inget register i den mappen")
    write_over(str(tmp_path / "gammalt"))
    go_on(wizard)
    assert wizard.focusWidget() is page.ui.passphrase
    write("fel fras helt och hållet")
    go_on(wizard)
    first = page.faults.first()
    assert first is not None
    assert first.field is page.ui.passphrase
    page.ui.user.setText("Ingen Alls")
    write_over(PASSPHRASE)
    go_on(wizard)
    assert wizard.focusWidget() is page.ui.user
    page.ui.user.clear()
    go_on(wizard)
    assert wizard.result() == FirstStart.DialogCode.Accepted.value
    assert wizard.desk.session is not None


def test_a_backup_is_read_back_beside_what_there_is(wizard: FirstStart, tmp_path: Path) -> None:
    make_store(tmp_path / "gammalt")
    with open_store(tmp_path / "gammalt") as opened:
        kept = StoreKeeper(opened, cost=CHEAP).keep_backup(to=tmp_path, months=13)
    (tmp_path / "gammalt" / "store.db").write_bytes(b"skadat")
    press(DOWN)
    press(DOWN)
    go_on(wizard)
    page = step(wizard, RestoringPage)
    assert page.ui.to.text().endswith("-aterlast")
    page.ui.passphrase.setText(PASSPHRASE)
    for name, field, text, wrong in (
        ("file", page.ui.backup, str(tmp_path / "saknas.mhbackup"), None),
        ("to", page.ui.to, "", str(tmp_path / "gammalt")),
        ("passphrase", page.ui.passphrase, "", "fel fras helt och hållet"),
    ):
        for typed in (text, wrong):
            if typed is not None:
                field.setText(typed)
                go_on(wizard)
                first = page.faults.first()
                assert first is not None, (name, typed)
                assert wizard.focusWidget() is field, (name, typed)
        field.setText({"file": str(kept.file), "to": str(tmp_path / "nytt")}.get(name, PASSPHRASE))
    go_on(wizard)
    assert wizard.result() == FirstStart.DialogCode.Accepted.value
    assert wizard.desk.session is not None
    assert wizard.desk.which.store == str(tmp_path / "nytt")
    assert (tmp_path / "gammalt" / "store.db").read_bytes() == b"skadat"


def test_the_example_is_made_once_and_never_the_store_last_used(
    wizard: FirstStart, tmp_path: Path
) -> None:
    for _ in range(3):
        press(DOWN)
    go_on(wizard)
    page = step(wizard, ExamplePage)
    assert page.ui.passphrase.text()
    press(Qt.Key.Key_K, ALT)
    go_on(wizard)
    assert wizard.page is page
    go_on(wizard)
    assert wizard.answers.goal is Goal.EXAMPLE
    persons: list[int] = []
    wizard.desk.read(wizard, lambda context: len(list_persons(context)), done=persons.append)
    settle(wizard.desk.tasks)
    assert persons[0] >= 600
    assert not whole_program().has_store(WhichStore(profile=tmp_path / "profil"))


def test_every_step_is_without_fault_in_every_theme(wizard: FirstStart, look: Look) -> None:
    seen = []

    def look_at() -> None:
        for theme in (ThemeName.DARK, ThemeName.CONTRAST, ThemeName.LIGHT):
            look.choose(theme=theme)
            wizard.page.enter()
            settle(wizard.desk.tasks)
            assert faults(wizard) == [], (type(wizard.page).__name__, theme)
            assert list(read_in_another_order(wizard)) == [], type(wizard.page).__name__
        seen.append(type(wizard.page))
        wizard.page.enter()
        settle(wizard.desk.tasks)

    look_at()
    go_on(wizard)
    look_at()
    write("bor")
    press(TAB)
    write("Kim Lind")
    go_on(wizard)
    look_at()
    go_on(wizard)
    look_at()
    write(PASSPHRASE)
    press(TAB)
    write(PASSPHRASE)
    go_on(wizard)
    look_at()
    code = wizard.answers.recovery_code
    assert code is not None
    press(Qt.Key.Key_F, ALT)
    look_at()
    type_back(code)
    go_on(wizard)
    look_at()
    press(Qt.Key.Key_J, ALT)
    go_on(wizard)
    look_at()
    assert len(set(seen)) == 8


def test_the_program_begins_with_the_first_start_where_there_is_no_store(
    new_desk: Desk, look: Look, tmp_path: Path, qapp: QApplication
) -> None:
    surroundings = Surroundings(
        preferences=KeptPreferences(), profile="p", temp=tmp_path, log_bug=lambda _: None
    )
    running = Running(qapp, new_desk, look, Preferences(KeptPreferences()), surroundings)
    running.begin()
    settle(new_desk.tasks)
    wizard = shown_dialog(FirstStart)
    wizard.showMinimized()
    running.come_forward()
    assert not wizard.isMinimized()
    to_lists(wizard)
    press(Qt.Key.Key_T, ALT)
    settle(new_desk.tasks)
    assert running.window is not None
    assert running.window.pages.here == "new_certificate"
    running.window.close()
    settle(new_desk.tasks)
