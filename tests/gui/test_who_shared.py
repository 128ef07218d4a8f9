"""Who logs in to a shared database: a name is typed, since nobody can tell its users before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from munhalsa.application.workplace import WhichStore
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.dialogs.unlock import UnlockDialog
from munhalsa.desktop.locking.lock import Lock
from munhalsa.desktop.look import Look
from munhalsa.desktop.preferences import LAST_USER, Preferences
from munhalsa.desktop.start import Running, Surroundings
from munhalsa.desktop.tasks import Tasks
from munhalsa.desktop.window.main_window import MainWindow
from tests.support.preferences import KeptPreferences
from tests.support.stores import TODAY
from tests.support.whole_program import whole_program
from tests.support.windows import settle, unexpected

KIM = "Kim Lind"


@pytest.fixture
def shared(tmp_path: Path, postgres_url: str, postgres_passphrase_file: Path) -> WhichStore:
    """A new shared store with one user."""
    which = WhichStore(store=postgres_url, today=TODAY, profile=tmp_path / "profile")
    asked = replace(which, user=KIM, passphrase_file=postgres_passphrase_file)
    whole_program().found(asked, municipality="1490")
    return which


@pytest.fixture
def running(
    qapp: QApplication, look: Look, shared: WhichStore, tasks: Tasks, kept: KeptPreferences,
    tmp_path: Path,
) -> Iterator[Running]:  # fmt: skip
    """The program from its first window on."""
    surroundings = Surroundings(
        preferences=kept, profile=str(tmp_path), temp=tmp_path, log_bug=lambda _: None
    )
    desk = Desk(whole_program(), shared, tasks)
    begun = Running(qapp, desk, look, Preferences(kept), surroundings)
    yield begun
    if begun.window is not None:
        begun.window.hide()
        begun.window.deleteLater()
    desk.close(desk, done=lambda _: None, failed=unexpected)
    settle(tasks)


def dialog_of(running: Running) -> UnlockDialog:
    """The dialog that the program begins with."""
    running.begin()
    settle(running._desk.tasks)
    (dialog,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, UnlockDialog)]
    loop = QEventLoop()
    QTimer.singleShot(0, loop.quit)
    loop.exec()
    return dialog


def answer(dialog: UnlockDialog, running: Running, *, name: str, password: str) -> None:
    dialog.ui.name.clear()
    dialog.ui.name.insert(name)
    dialog.ui.passphrase.setText(password)
    dialog.ui.unlock.click()
    settle(running._desk.tasks)


def told(dialog: UnlockDialog) -> dict[str, str]:
    """What is wrong, by field."""
    fields = {"user": dialog.ui.name, "passphrase": dialog.ui.passphrase}
    return {name: field.accessibleDescription() for name, field in fields.items()}


def test_the_name_is_asked_for_and_what_is_wrong_stands_at_its_field(
    running: Running, postgres_password: str, kept: KeptPreferences
) -> None:
    dialog = dialog_of(running)
    assert dialog.ui.name.isVisible()
    assert dialog.ui.name_label.text() == "&Ditt namn i registret"
    assert dialog.focusWidget() is dialog.ui.name
    answer(dialog, running, name=" ", password=postgres_password)
    assert told(dialog)["user"] == "Skriv ditt namn, så som det står i registret."
    answer(dialog, running, name="Eva Ek", password=postgres_password)
    assert told(dialog)["user"].startswith("Det finns ingen användare med det namnet")
    answer(dialog, running, name=KIM, password="fel lösenord")
    assert told(dialog)["user"] == ""
    assert told(dialog)["passphrase"].endswith(".")
    answer(dialog, running, name=KIM, password=postgres_password)
    assert running.window is not None
    assert running.window.ui.user.text().startswith(KIM)
    assert kept.values[LAST_USER] == KIM


def test_the_last_name_is_offered_and_the_cover_asks_too(
    running: Running, kept: KeptPreferences, postgres_password: str
) -> None:
    running._preferences.set(LAST_USER, KIM)
    dialog = dialog_of(running)
    assert dialog.ui.name.text() == KIM
    assert dialog.focusWidget() is dialog.ui.passphrase
    answer(dialog, running, name=KIM, password=postgres_password)
    window = running.window
    assert isinstance(window, MainWindow)
    lock = window.findChild(Lock)
    assert isinstance(lock, Lock)
    lock.log_out()
    settle(window.desk.tasks)
    cover = lock.cover.ui
    assert cover.name.isVisible()
    assert cover.name.text() == KIM
    QTest.keyClick(cover.unlock, Qt.Key.Key_Space)
    settle(window.desk.tasks)
    assert lock.is_locked
    cover.passphrase.setText(postgres_password)
    cover.unlock.click()
    settle(window.desk.tasks)
    assert not lock.cover.isVisible()
    lock.lock()
    settle(window.desk.tasks)
    assert cover.name.text() == KIM
