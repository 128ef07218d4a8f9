"""What can be done everywhere: go, search, lock, enlarge, ask for help."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from munhalsa.desktop.commands import OTHER_WORDS, Menu, command
from munhalsa.desktop.theme import LARGEST_TEXT, SMALLEST_TEXT
from munhalsa.desktop.view import Place, ViewEntry, ViewPart
from munhalsa.desktop.window.history import History

if TYPE_CHECKING:
    from munhalsa.desktop.window.main_window import MainWindow

_STEP = 25


class FrameCommands(QObject):
    """The frame's own commands."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._places: list[QAction] = []
        self._parts: list[QAction] = []
        look = window.look
        go, show, file = Menu.GO, Menu.SHOW, Menu.FILE
        self.back = command(
            self, self.tr("&Bakåt"), window.go_back,
            key="Alt+Left", menu=go, icon=(look, "arrow-left"),
        )  # fmt: skip
        self.forward = command(
            self, self.tr("&Framåt"), window.go_forward,
            key="Alt+Right", menu=go, icon=(look, "arrow-right"),
        )  # fmt: skip
        self.search = command(self, self.tr("&Sök"), window.go_to_search, key="Ctrl+F", menu=go)
        self.undo = command(
            self, self.tr("&Ångra senaste ändringen"), window.undo.last,
            key="Ctrl+Z", menu=Menu.EDIT,
        )  # fmt: skip
        self._fixed = [
            command(
                self, self.tr("&Gör eller gå till …"), window.open_palette, key="Ctrl+K", menu=go
            ),
            command(
                self, self.tr("&Nästa del av fönstret"), window.go_to_next_area, key="F6", menu=go
            ),
            self.undo,
            command(self, self.tr("S&törre text"), self._larger, key="Ctrl++", menu=show),
            command(self, self.tr("&Mindre text"), self._smaller, key="Ctrl+-", menu=show),
            command(self, self.tr("&Vanlig text"), self._usual, key="Ctrl+0", menu=show),
            command(
                self, self.tr("Spara &listan …"), window.save_list, key="Ctrl+Alt+S", menu=file
            ),
            command(self, self.tr("&Lås"), window.lock_wanted.emit, key="Ctrl+L", menu=file),
            command(
                self,
                self.tr("Logga &ut"),
                window.log_out_wanted.emit,
                key="Ctrl+Shift+Q",
                menu=file,
            ),
            command(self, self.tr("&Avsluta"), window.close, key="Ctrl+Q", menu=file),
            command(
                self, self.tr("&Hjälp om den här vyn"), window.open_help, key="F1", menu=Menu.HELP
            ),
        ]

    def all(self) -> Sequence[QAction]:
        """Every command, places first."""
        return [*self._places, self.back, self.forward, self.search, *self._fixed]

    @property
    def parts(self) -> Sequence[QAction]:
        """The parts of long pages, which are in no menu."""
        return self._parts

    def fill_places(self, entries: Sequence[ViewEntry]) -> None:
        """One command for each view that the roles can open, and for each page within one.

        Somebody logged in: where nothing can be changed there is nothing to take back either.
        """
        self.undo.setEnabled(not self._window.desk.reads_only)
        for action in (*self._places, *self._parts):
            action.deleteLater()
        self._places = [
            command(
                self,
                entry.title,
                partial(self._window.go, Place(view=entry.name)),
                key=entry.key,
                menu=Menu.GO,
            )
            for entry in entries
        ]
        self._places += [
            command(
                self,
                page.title,
                partial(self._window.go, Place(view=entry.name, about=page.about)),
                key=page.key,
                menu=Menu.GO,
            )
            for entry in entries
            for page in entry.pages
            if self._window.desk.may(page.permission)
        ]
        self._parts = [
            self._part(entry, part)
            for entry in entries
            for part in entry.parts()
            if part.is_open_to(self._window.desk)
        ]

    def _part(self, entry: ViewEntry, part: ViewPart) -> QAction:
        action = QAction(f"{part.title} – {entry.title}", self)
        action.setProperty(OTHER_WORDS, part.words)
        place = Place(view=entry.name, about=part.about)
        action.triggered.connect(lambda _=False: self._window.go(place))
        return action

    def show_history(self, history: History) -> None:
        """Back and forward only where there is somewhere to go."""
        self.back.setEnabled(history.can_go_back)
        self.forward.setEnabled(history.can_go_forward)

    def _larger(self) -> None:
        self._resize(self._window.look.text_percent + _STEP)

    def _smaller(self) -> None:
        self._resize(self._window.look.text_percent - _STEP)

    def _usual(self) -> None:
        self._resize(SMALLEST_TEXT)

    def _resize(self, percent: int) -> None:
        percent = max(SMALLEST_TEXT, min(percent, LARGEST_TEXT))
        self._window.look.choose(text_percent=percent)
        self._window.preferences.set("text_percent", percent)
