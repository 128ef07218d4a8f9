"""From a start to an end: the passphrase, one window for each profile, a bug, pictures."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, QTimer, qInstallMessageHandler, qWarning
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from munhalsa.application.workplace import WhichStore
from munhalsa.desktop import draw, screenshots, start
from munhalsa.desktop.dialogs.crash import CrashDialog
from munhalsa.desktop.dialogs.unlock import UnlockDialog
from munhalsa.desktop.qt_messages import known_messages_left_out
from munhalsa.desktop.single_instance import SingleInstance
from munhalsa.desktop.start import Surroundings
from munhalsa.desktop.window.main_window import MainWindow
from tests.support.founded import PASSPHRASE
from tests.support.opening_program import opening_program
from tests.support.preferences import KeptPreferences


class Follower(QObject):
    """Acts once on each kind of window when it is shown, as somebody at the keyboard would.

    What another test has left on the screen is not what this one waits for. A report of a bug that
    nobody waits for is put away and kept in ``bugs``, so that the program ends and the test tells;
    so does a program that stays although there is nothing more to act on.
    """

    def __init__(self, acts: dict[type, Callable[[Any], object]], *, longest: int = 60_000) -> None:
        super().__init__()
        self._acts = acts
        self.done: set[type] = set()
        self.bugs: list[str] = []
        self._left = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
        self._timer = QTimer(self, interval=5)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        self._deadline = QTimer(self, singleShot=True, interval=longest)
        self._deadline.timeout.connect(self._end)
        self._deadline.start()

    def _end(self) -> None:
        shown = [type(one).__name__ for one in QApplication.topLevelWidgets() if one.isVisible()]
        self.bugs.append(f"still there, showing {shown}, done {self.done}")
        QApplication.exit()

    def _look(self) -> None:
        for widget in QApplication.topLevelWidgets():
            kind = type(widget)
            if widget in self._left or not widget.isVisible():
                continue
            if isinstance(widget, CrashDialog) and kind not in self._acts:
                self.bugs.append(widget.ui.report.toPlainText())
                widget.reject()
                return
            if kind in self._acts and kind not in self.done:
                self.done.add(kind)
                self._acts[kind](widget)
                return


def type_passphrase(dialog: UnlockDialog) -> None:
    dialog.ui.passphrase.setText(PASSPHRASE)
    dialog.unlocking.try_typed()


def close(window: MainWindow) -> None:
    assert window.desk.session is not None
    window.close()


@pytest.fixture
def surroundings(tmp_path: Path) -> Surroundings:
    logged: list[BaseException] = []
    return Surroundings(
        preferences=KeptPreferences(),
        profile=str(tmp_path),
        temp=tmp_path,
        log_bug=logged.append,
    )


def run(which: WhichStore, surroundings: Surroundings) -> int:
    return start.run(opening_program(), which, ["munhalsa"], surroundings=surroundings)


def test_unlock_work_and_close(
    which: WhichStore, surroundings: Surroundings, qapp: QApplication
) -> None:
    follower = Follower({UnlockDialog: type_passphrase, MainWindow: close})
    assert (run(which, surroundings), follower.bugs) == (start.DONE, [])
    assert follower.done == {UnlockDialog, MainWindow}


def test_leaving_at_the_passphrase_is_no_error(
    which: WhichStore, surroundings: Surroundings, qapp: QApplication
) -> None:
    follower = Follower({UnlockDialog: lambda dialog: dialog.ui.leave.click()})
    assert (run(which, surroundings), follower.bugs) == (start.DONE, [])
    assert follower.done == {UnlockDialog}


def test_a_store_that_cannot_be_opened_is_told_in_words(
    which: WhichStore, surroundings: Surroundings, tmp_path: Path, qapp: QApplication
) -> None:
    (tmp_path / "register" / "keyslots.json").unlink()
    told: list[str] = []

    def read(box: QMessageBox) -> None:
        told.append(box.text())
        box.accept()

    follower = Follower({QMessageBox: read})
    assert (run(which, surroundings), follower.bugs) == (start.STORE_UNAVAILABLE, [])
    assert follower.done == {QMessageBox}
    assert told[0].endswith(".")


class Stubborn(QWidget):
    """A window that does not let itself be closed."""

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        event.ignore()


def test_a_window_that_will_not_close_does_not_keep_the_program(
    qtbot: QtBot, which: WhichStore, surroundings: Surroundings
) -> None:
    stubborn = Stubborn()
    stubborn.show()
    follower = Follower({UnlockDialog: lambda dialog: dialog.ui.leave.click()}, longest=10_000)
    assert (run(which, surroundings), follower.bugs) == (start.DONE, [])
    stubborn.hide()
    stubborn.deleteLater()


def test_a_bug_is_shown_and_ends_the_program_in_order(
    which: WhichStore, surroundings: Surroundings, qapp: QApplication
) -> None:
    def break_it(window: MainWindow) -> None:
        window.clipboard.copy("19360101-6987")
        window.explain(ZeroDivisionError())

    def read(dialog: CrashDialog) -> None:
        assert "ZeroDivisionError" in dialog.ui.report.toPlainText()
        dialog.accept()

    follower = Follower({UnlockDialog: type_passphrase, MainWindow: break_it, CrashDialog: read})
    assert run(which, surroundings) == start.BUG
    assert CrashDialog in follower.done
    assert QApplication.clipboard().text() == ""


def test_a_second_start_brings_the_first_window_forward(
    qtbot: QtBot, which: WhichStore, surroundings: Surroundings, tmp_path: Path
) -> None:
    first = SingleInstance(surroundings.profile)
    assert first.is_first()
    try:
        with qtbot.waitSignal(first.wanted):
            assert run(which, surroundings) == start.DONE
        other = SingleInstance(str(tmp_path / "another"))
        assert other.is_first()
        other.close()
    finally:
        first.close()
    again = SingleInstance(surroundings.profile)
    assert again.is_first()
    again.close()


def test_a_second_start_brings_the_question_for_the_passphrase_forward(
    qtbot: QtBot, which: WhichStore, surroundings: Surroundings, qapp: QApplication
) -> None:
    def start_again(dialog: UnlockDialog) -> None:
        dialog.showMinimized()
        assert not SingleInstance(surroundings.profile).is_first()
        qtbot.waitUntil(lambda: dialog.isActiveWindow() and not dialog.isMinimized())
        dialog.reject()

    follower = Follower({UnlockDialog: start_again})
    assert (run(which, surroundings), follower.bugs) == (start.DONE, [])
    assert follower.done == {UnlockDialog}


@pytest.mark.parametrize("every", [12, pytest.param(1, marks=pytest.mark.long)])
def test_every_scene_is_drawn(
    which: WhichStore,
    surroundings: Surroundings,
    tmp_path: Path,
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
    every: int,
) -> None:
    chosen = screenshots.scenes()[::every]
    monkeypatch.setattr(screenshots, "scenes", lambda: chosen)
    by_itself = WhichStore(
        store=which.store, today=which.today, profile=which.profile,
        passphrase_file=tmp_path / "fras.txt",
    )  # fmt: skip
    (tmp_path / "fras.txt").write_text(PASSPHRASE, encoding="utf-8")
    said: list[str] = []
    before = qInstallMessageHandler(lambda *told: said.append(told[2]))
    try:
        files = draw.draw(
            opening_program(), by_itself, tmp_path / "bilder", surroundings=surroundings
        )
    finally:
        qInstallMessageHandler(before)
    assert said == []
    assert QApplication.clipboard().text() == ""
    assert [file.stem for file in files] == [scene.name for scene in chosen]
    assert all(file.read_bytes().startswith(b"\x89PNG") for file in files)


def test_of_what_qt_says_only_what_means_nothing_is_left_out(
    capfd: pytest.CaptureFixture[str],
) -> None:
    heard: list[str] = []
    before = qInstallMessageHandler(lambda *told: heard.append(told[2]))
    try:
        _warn_twice()
        qInstallMessageHandler(None)
        _warn_twice()
    finally:
        qInstallMessageHandler(before)
    assert heard == ["something else"]
    assert capfd.readouterr().err == "something else\n"


def _warn_twice() -> None:
    with known_messages_left_out():
        qWarning("This plugin does not support propagateSizeHints()")
        qWarning("something else")


def test_nothing_is_loaded_at_the_start_that_the_list_does_not_need() -> None:
    heavy = {
        *("alembic", "keyring", "pikepdf", "psycopg", "pypdfium2", "python_calamine", "rapidfuzz"),
        *("reportlab", "xlsxwriter", "munhalsa.desktop.printing", "sqlalchemy.dialects.postgresql"),
        # The yearly work, what writes, and what a card, a figure or a file is made of.
        *("munhalsa.adapters.store.work_rows", "munhalsa.adapters.store.unit_of_work"),
        *("munhalsa.adapters.store.verify", "munhalsa.application.view_person"),
        *("munhalsa.desktop.person_text", "munhalsa.domain.report", "munhalsa.domain.metrics"),
        *("munhalsa.application.save_list", "munhalsa.application.due_list"),
    }
    code = f"""
import sys, munhalsa.bootstrap
print(sorted({{'PySide6', 'sqlalchemy'}} & set(sys.modules)))
munhalsa.bootstrap.MunhalsaProgram().load_store()
import munhalsa.desktop.start, munhalsa.desktop.window.opening
import munhalsa.desktop.screens.overview, munhalsa.desktop.screens.persons
import munhalsa.adapters.store.queries.person_list
print(sorted({heavy} & set(sys.modules)))
dialogs = [name.rpartition('.')[2] for name in sys.modules if '.desktop.dialogs.' in name]
print(' '.join(sorted(dialogs)))
"""
    command = [sys.executable, "-c", code]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert told == "[]\n[]\ncrash secret unlock unlocking who\n"
