"""The program's window in this process, offscreen, at the list of a place's store."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import cast

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from benchmarks.places import Place
from munhalsa.adapters.documents.printing import PdfForms
from munhalsa.adapters.municipalities import load_municipalities
from munhalsa.adapters.store.keeping import StoreKeeper
from munhalsa.adapters.store.opening import OpenStore
from munhalsa.adapters.tables.export_writer import ProfileExportWriter
from munhalsa.adapters.tables.table_files import TableFiles
from munhalsa.application.workplace import Program, WhichStore, Workplace
from munhalsa.desktop import screens
from munhalsa.desktop.clipboard import Clipboard
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.look import Look
from munhalsa.desktop.preferences import Preferences
from munhalsa.desktop.screens.persons import NAME, PersonsView
from munhalsa.desktop.start import make_application
from munhalsa.desktop.tasks import Tasks
from munhalsa.desktop.theme import ThemeName
from munhalsa.desktop.view import Place as Spot
from munhalsa.desktop.window.main_window import MainWindow
from tests.support.founded import CLOCK
from tests.support.preferences import KeptPreferences
from tests.support.stores import context_for
from tests.support.windows import settle, unexpected

_ROOM = (1280, 800)


@dataclass(frozen=True, slots=True)
class Shown:
    """An open window, and its list."""

    window: MainWindow
    view: PersonsView

    def settle(self) -> None:
        """Until all is answered and painted."""
        settle(self.window.desk.tasks)


class _OpenAlready:
    """A program whose store the bench has open."""

    def __init__(self, place: Place) -> None:
        self._place = place

    @contextmanager
    def open(self, _which: WhichStore) -> Iterator[Workplace]:
        """Whoever works at the bench's store."""
        store = self._place.filled
        context = context_for(store)
        opened = OpenStore(
            store=store,
            session=context.session,
            vault=None,
            anchors=None,
            clock=CLOCK,
            resources=ExitStack(),
        )
        yield Workplace(
            context=context,
            tables=TableFiles(),
            exporter=ProfileExportWriter(),
            printer=PdfForms(),
            keeper=StoreKeeper(opened),
            region=load_municipalities(),
        )


def shown(place: Place) -> Shown:
    """The window at everybody in the store; gone when the row is done."""
    app = make_application(["munhalsa"])
    look = next(iter(app.findChildren(Look)), None) or Look(app)
    look.choose(theme=ThemeName.LIGHT, text_percent=100)
    tasks = Tasks()
    place.held.callback(tasks.close)
    desk = Desk(cast(Program, _OpenAlready(place)), WhichStore(), tasks)
    desk.open(desk, passphrase=None, done=lambda _: None, failed=unexpected)
    settle(tasks)
    kept = KeptPreferences()
    clipboard = Clipboard(QApplication.clipboard())
    window = MainWindow(
        desk, look, Preferences(kept), clipboard, screens.entries(), temp=place.scratch
    )
    place.held.callback(lambda: _end(window, desk))
    window.resize(*_ROOM)
    window.show()
    window.start()
    window.go(Spot(view=NAME))
    view = window.pages.views[NAME]
    if not isinstance(view, PersonsView):
        raise TypeError("the window opened at something else")
    view.filters.clear()
    found = Shown(window, view)
    found.settle()
    return found


def _end(window: MainWindow, desk: Desk) -> None:
    window.close()
    desk.close(desk, done=lambda _: None, failed=unexpected)
    settle(desk.tasks)
    window.deleteLater()
    QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)
