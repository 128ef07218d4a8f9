"""The order in which the window comes up, and in which it goes."""

from __future__ import annotations

import gc
import logging
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTimer, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox

from munhalsa.application.memory import without_cycle_search
from munhalsa.application.workplace import Program, WhichStore
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.dialogs.crash import CrashDialog, CrashHook
from munhalsa.desktop.dialogs.unlock import UnlockDialog
from munhalsa.desktop.dialogs.who import MayLogIn, may_log_in
from munhalsa.desktop.key_names import KeyNames
from munhalsa.desktop.look import Look
from munhalsa.desktop.preferences import LAST_USER, Preferences, PreferencesFile
from munhalsa.desktop.single_instance import SingleInstance
from munhalsa.desktop.tasks import Tasks
from munhalsa.desktop.view import Place
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Refusal

if TYPE_CHECKING:
    from munhalsa.desktop.first_start.page import Goal
    from munhalsa.desktop.window.main_window import MainWindow

DONE, STORE_UNAVAILABLE, BUG = 0, 3, 70
_FIRST_WORK = "new_certificate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the window is given of the machine.

    ``profile`` tells one person's window from another's; ``temp`` is private and emptied by the
    caller; ``log_bug`` writes kinds and places of an error, never its words.
    """

    preferences: PreferencesFile
    profile: str
    temp: Path
    log_bug: Callable[[BaseException], None]


def run(
    program: Program, which: WhichStore, argv: Sequence[str], *, surroundings: Surroundings
) -> int:
    """Open the window and stay until it is closed; the exit code."""
    app = make_application(argv)
    instance = SingleInstance(surroundings.profile)
    if not instance.is_first():
        return DONE
    preferences = Preferences(surroundings.preferences)
    look = Look(app)
    look.choose(theme=preferences.theme, text_percent=preferences.text_percent)
    tasks = Tasks()
    running = Running(app, Desk(program, which, tasks), look, preferences, surroundings)
    instance.wanted.connect(running.come_forward)
    try:
        return running.run()
    finally:
        instance.close()
        tasks.close()


def make_application(argv: Sequence[str]) -> QApplication:
    """The application, in Swedish, sharp on any screen."""
    existing = QApplication.instance()
    if not isinstance(existing, QApplication):
        policy = Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
        QGuiApplication.setHighDpiScaleFactorRoundingPolicy(policy)
    app = existing if isinstance(existing, QApplication) else QApplication(list(argv))
    app.setApplicationName("munhalsa")
    app.setApplicationDisplayName("munhalsa")
    app.setDesktopFileName("munhalsa")
    swedish = QLocale(QLocale.Language.Swedish, QLocale.Country.Sweden)
    QLocale.setDefault(swedish)
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(swedish, "qtbase", "_", folder):
        app.installTranslator(translator)
    app.installTranslator(KeyNames(app))
    return app


class Running(QObject):
    """From the passphrase to the end."""

    def __init__(
        self,
        app: QApplication,
        desk: Desk,
        look: Look,
        preferences: Preferences,
        surroundings: Surroundings,
    ) -> None:
        super().__init__()
        self._app, self._desk, self._look = app, desk, look
        self._preferences = preferences
        self._temp = surroundings.temp
        self._code = DONE
        self._box: QDialog | None = None
        self._runs = False
        self.window: MainWindow | None = None
        self.hook = CrashHook(surroundings.log_bug, self.crash)

    def run(self) -> int:
        """The exit code, when all is closed."""
        self._app.setQuitOnLastWindowClosed(False)
        self.hook.install()
        try:
            self.begin()
            self._runs = True
            self._app.exec()
        finally:
            self._runs = False
            self.hook.uninstall()
        return self._code

    def begin(self) -> None:
        """Unlock the store last used; the first time there is none."""
        program, which = self._desk.program, self._desk.which
        self._desk.tasks.on_store(
            self,
            lambda: may_log_in(self._desk) if program.has_store(which) else None,
            done=lambda users: self.first_start() if users is None else self.unlock(users),
            failed=self._not_opened,
        )

    def first_start(self) -> None:
        """Make a register, open one that exists, or try the example."""
        from munhalsa.desktop.first_start.wizard import FirstStart

        wizard = FirstStart(self._desk, self._look, self._temp)
        wizard.accepted.connect(lambda: self._first_opened(wizard.answers.goal))
        wizard.rejected.connect(self.end)
        wizard.finished.connect(wizard.deleteLater)
        wizard.open()

    def _first_opened(self, goal: Goal) -> None:
        from munhalsa.desktop.first_start.page import Goal

        self.open_window()
        if goal is Goal.NEW and self.window is not None:
            self.window.go(Place(view=_FIRST_WORK))

    def unlock(self, users: MayLogIn) -> None:
        """Ask for the passphrase, or do without where the system keeps the key."""
        asked_for = self._desk.which.user
        last = self._preferences.get(LAST_USER, "")
        if asked_for is None and (last in users.names or (users.by_name and last)):
            self._desk.turn_to(replace(self._desk.which, user=last))
        dialog = UnlockDialog(self._desk, self._look, users=users)
        dialog.accepted.connect(self.open_window)
        dialog.rejected.connect(lambda: self._not_opened(dialog.error))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        dialog.unlocking.begin(users, user=asked_for)
        QTimer.singleShot(0, self, self._load)

    def _load(self) -> None:
        """What store and window are made of is loaded while the store's worker derives the key."""
        with without_cycle_search():
            self._desk.program.load_store()
            import_module("munhalsa.desktop.window.opening")
        # It stays to the end; a search for garbage passes it by.
        gc.freeze()

    def open_window(self) -> None:
        """Somebody is logged in."""
        from munhalsa.desktop.window.opening import open_window

        with without_cycle_search():
            self.window = open_window(
                self._app, self._desk, self._look, self._preferences, temp=self._temp
            )
        gc.freeze()
        self.window.ended.connect(self.end)

    def come_forward(self) -> None:
        """A second start was tried: show whatever is open, what waits for an answer on top."""
        kinds = (Qt.WindowType.Window, Qt.WindowType.Dialog)
        tops = [
            widget
            for widget in QApplication.topLevelWidgets()
            if widget.isVisible() and widget.windowType() in kinds
        ]
        for front in sorted(
            tops, key=lambda one: (one.isModal(), one is QApplication.activeModalWidget())
        ):
            front.setWindowState(front.windowState() & ~Qt.WindowState.WindowMinimized)
            front.raise_()
            front.activateWindow()

    def crash(self, error: BaseException) -> None:
        """A bug: keep what is not saved, show the report, then end in order."""
        self._code = BUG
        if self.window is not None:
            with suppress(Exception):
                self.window.keep_drafts()
        self._box = CrashDialog(error, self._look, self.window)
        self._box.finished.connect(self.end)
        self._box.open()

    def end(self) -> None:
        """Close the store after what is on its way, then the program."""
        if self.window is not None:
            self.window.clipboard.clear()
            self.window.hide()
        self._desk.close(self, done=self._leave, failed=self._leave)

    def _leave(self, trouble: object) -> None:
        if isinstance(trouble, Refusal):
            sys.stderr.write(f"{trouble.message}\n")
        elif isinstance(trouble, BaseException):
            logging.getLogger(__name__).error("closing failed: %s", type(trouble).__name__)
        # ``quit`` would ask every window that is still there, and one could keep the program.
        if self._runs:
            self._app.exit()

    def _not_opened(self, error: BaseException | None) -> None:
        if error is None:
            self.end()
        elif isinstance(error, Refusal):
            self._code = STORE_UNAVAILABLE
            self._box = self._told_with_way_out(error)
            self._box.open()
        else:
            sys.excepthook(type(error), error, error.__traceback__)

    def _told_with_way_out(self, refusal: Refusal) -> QMessageBox:
        """What is wrong with the store, and another one to open instead."""
        box = QMessageBox(QMessageBox.Icon.Warning, "munhalsa", refusal.message)
        other = box.addButton(
            self.tr("&Ett annat register, eller en kopia …"), QMessageBox.ButtonRole.ActionRole
        )
        leave = box.addButton(self.tr("&Avsluta"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(leave)

        def answered() -> None:
            if box.clickedButton() is other:
                self._code = DONE
                self.first_start()
            else:
                self.end()

        box.finished.connect(answered)
        return box
