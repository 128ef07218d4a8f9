"""The window: navigation, search, actions, the view that is shown, and what is said about it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QShortcut,
)
from PySide6.QtWidgets import QMainWindow, QPushButton, QToolButton, QWidget

from munhalsa.application.ports import Changes
from munhalsa.desktop.clipboard import Clipboard
from munhalsa.desktop.commands import is_main
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.forms.main_window import MainWindowForm
from munhalsa.desktop.look import Look
from munhalsa.desktop.preferences import Preferences
from munhalsa.desktop.tasks import Cancelled
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.view import HasUnsaved, Place, TakesFiles, TakesSearch, ViewEntry
from munhalsa.desktop.widgets.field_hint import add_hint
from munhalsa.desktop.widgets.message_bar import MessageBar
from munhalsa.desktop.widgets.typed import fill, on_typed
from munhalsa.desktop.window.frame_commands import FrameCommands
from munhalsa.desktop.window.history import History
from munhalsa.desktop.window.main_button import MainButton
from munhalsa.desktop.window.menus import fill_menus
from munhalsa.desktop.window.navigation import Navigation
from munhalsa.desktop.window.pages import Pages
from munhalsa.desktop.window.reading_only import ReadingOnly
from munhalsa.desktop.window.status import Status
from munhalsa.desktop.window.todo import ToDo
from munhalsa.desktop.window.undo import Undo
from munhalsa.domain.refusal import Refusal

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class MainWindow(QMainWindow):
    """The frame that views live in (see view.Frame); ``ended`` when it was closed for good."""

    ended = Signal()
    lock_wanted = Signal()
    log_out_wanted = Signal()

    def __init__(
        self, desk: Desk, look: Look, preferences: Preferences, clipboard: Clipboard,
        entries: Sequence[ViewEntry], *, temp: Path,
    ) -> None:  # fmt: skip
        super().__init__()
        self._desk, self._look = desk, look
        self._preferences, self._clipboard = preferences, clipboard
        self._temp = temp
        self.ui = MainWindowForm()
        self.ui.set_up(self)
        self.history = History()
        self.pages = Pages(self.ui.stack, entries, self)
        self.navigation = Navigation(look, self.ui.side)
        self.messages = MessageBar(look, self.ui.ground)
        self.ui.side_column.replaceWidget(self.ui.navigation, self.navigation)
        self.ui.navigation.deleteLater()
        self.ui.messages.addWidget(self.messages)
        self.messages.shown.connect(self._make_room)
        self.reading = ReadingOnly(desk, look, self.ui.ground)
        self.ui.column.insertWidget(0, self.reading)
        self.status = Status(
            desk,
            municipality=self.ui.municipality,
            user=self.ui.user,
            backup=self.ui.backup,
            parent=self,
        )
        self.todo = ToDo(desk, self.navigation, self)
        self.undo = Undo(self, self)
        self.commands = FrameCommands(self)
        add_hint(self.ui.search, "Ctrl+F")
        room = self.ui.search.sizePolicy()
        room.setRetainSizeWhenHidden(True)
        self.ui.search.setSizePolicy(room)
        self._listen()
        self.setAcceptDrops(True)
        look.changed.connect(self._take_sizes)
        self._take_sizes()

    # What views may use: see view.Frame.

    @property
    def desk(self) -> Desk:
        """Runs use cases."""
        return self._desk

    @property
    def look(self) -> Look:
        """Colours, sizes and icons."""
        return self._look

    @property
    def preferences(self) -> Preferences:
        """What is remembered for this user at this machine."""
        return self._preferences

    @property
    def clipboard(self) -> Clipboard:
        """Copies what must not stay in the clipboard."""
        return self._clipboard

    @property
    def temp(self) -> Path:
        """A private folder for what must lie in a file for a moment; emptied at the end."""
        return self._temp

    def go(self, place: Place) -> None:
        """Go somewhere; back leads here again."""
        if self.pages.entry(place.view) is not None:
            self.history.visit(place)
            self._show(place)

    def say(
        self, text: str, *, tone: Tone = Tone.OK, undo: Callable[[], None] | None = None
    ) -> None:
        """Tell what happened, also aloud; with a button to undo it where that can be done."""
        self.messages.say(text, tone=tone, undo=undo)

    def _make_room(self, said: bool) -> None:
        """Below a message, and none where nothing is said: what is above then goes all the way."""
        self.ui.messages.setContentsMargins(20, 0, 20, 12 if said else 0)

    def explain(self, error: BaseException) -> None:
        """Tell why something was not done; a bug gets its own dialog."""
        if isinstance(error, Cancelled):
            self.say(self.tr("Avbrutet. Ingenting har ändrats."), tone=Tone.WARN)
        elif isinstance(error, Refusal):
            self.say(error.message, tone=Tone.BAD)
        else:
            sys.excepthook(type(error), error, error.__traceback__)

    # What the frame itself does.

    def start(self) -> None:
        """Somebody logged in: show what the roles can open, and go where work begins."""
        self.reading.take_in()
        entries = self.pages.open_entries()
        self.navigation.fill(entries)
        self.todo.watch(entries)
        searching = any(entry.takes_search for entry in entries)
        self.ui.search.setVisible(searching)
        self.commands.search.setEnabled(searching)
        self.commands.fill_places(entries)
        here = self.history.here
        if here is not None and self.pages.entry(here.view) is not None:
            self._show(here)
        elif entries:
            self.go(Place(view=entries[0].name))
        self.status.reload()
        self.todo.reload()

    def forget(self) -> None:
        """Leave nothing of what was looked at, for whoever comes now."""
        fill(self.ui.search, "")
        self.pages.forget()
        self.history.clear()

    def refresh(self) -> None:
        """Fetch everything anew, as anything may have been changed meanwhile."""
        self.pages.reload_all()
        self.status.reload()
        self.todo.reload()

    def keep_drafts(self) -> None:
        """Have every view keep what is not saved."""
        self.pages.each(lambda view: view.keep_draft() if isinstance(view, HasUnsaved) else None)

    def all_commands(self) -> Sequence[QAction]:
        """Everything that can be done now: in the view, then in the frame."""
        current = self.pages.current
        return [*(current.commands() if current is not None else ()), *self.commands.all()]

    def go_back(self) -> None:
        """To where one came from."""
        if self.history.can_go_back:
            self._show(self.history.back())

    def go_forward(self) -> None:
        """To where one went back from."""
        if self.history.can_go_forward:
            self._show(self.history.forward())

    def go_to_search(self) -> None:
        """Put the focus in the search field."""
        self.ui.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.ui.search.selectAll()

    def open_palette(self) -> None:
        """Everything that can be done, by a few letters."""
        from munhalsa.desktop.window.palette import CommandPalette

        found = [*self.all_commands(), *self.commands.parts]
        CommandPalette(found, self._look, self).open()

    def save_list(self) -> None:
        """Save a list that is shown in a file."""
        from munhalsa.desktop.window.saving import open_saving

        view: object = self.pages.current
        if isinstance(view, QWidget):
            searched = self.ui.search.text() if isinstance(view, TakesSearch) else ""
            if open_saving(view, self, name=self.pages.here, searched=searched) is None:
                self.say(self.tr("Här visas ingen lista att spara."), tone=Tone.WARN)

    def open_help(self) -> None:
        """What this view is for."""
        from munhalsa.desktop.dialogs.help import HelpDialog

        HelpDialog(self.pages.here, self._look, self).open()

    def go_to_next_area(self) -> None:
        """From the view to the navigation, to the search, to the view again."""
        focus = self.focusWidget()
        if self.navigation.isAncestorOf(focus):
            self.go_to_search()
        elif focus is self.ui.search and self.pages.current is not None:
            self.pages.current.widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.focusNextChild()
        else:
            self.navigation.focus_here()

    # What Qt calls.

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Drafts are kept; what is on its way is finished by who listens to ``ended``."""
        self.keep_drafts()
        self._clipboard.clear()
        self._preferences.set("window", bytes(self.saveGeometry().toHex().data()).decode())
        event.accept()
        self.ended.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter presses the button that has the focus, as in a dialog; Qt leaves it to Space."""
        focus = self.focusWidget()
        if event.key() in _ENTER and isinstance(focus, (QPushButton, QToolButton)):
            focus.click()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Files are welcome where a view takes them."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Files go to the view that takes them; anything else is said to be of no use."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        self.take_files(paths)

    def take_files(self, paths: Sequence[Path]) -> None:
        """Bring files to the view that knows what to do with them."""
        entry = next((one for one in self.pages.open_entries() if one.takes_files), None)
        if entry is None or not paths:
            self.say(self.tr("Det går inte att släppa det här i fönstret."), tone=Tone.WARN)
            return
        self.go(Place(view=entry.name))
        view: object = self.pages.current
        if isinstance(view, TakesFiles):
            view.take_files(paths)

    # Within.

    def _listen(self) -> None:
        self.navigation.wanted.connect(lambda name: self.go(Place(view=name)))
        on_typed(self.ui.search, self._search)
        self.ui.search.returnPressed.connect(self._open_first)
        self._give_search_keys()
        self.ui.back.setDefaultAction(self.commands.back)
        self.ui.forward.setDefaultAction(self.commands.forward)
        self._desk.changed.connect(self._take_in)
        self._desk.overtaken.connect(self.pages.reload_all)
        self._desk.tasks.failed.connect(self.explain)

    def _give_search_keys(self) -> None:
        """Down goes to the hits, Escape empties the field; Qt gives its button no name."""
        search = self.ui.search
        for key, run in ((Qt.Key.Key_Down, self._open_first), (Qt.Key.Key_Escape, self._unsearch)):
            shortcut = QShortcut(key, search)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(run)
        for clear in search.findChildren(QAction):
            clear.setText(self.tr("Töm sökfältet"))
            clear.setShortcut(Qt.Key.Key_Escape)
            clear.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)

    def _unsearch(self) -> None:
        if self.ui.search.text():
            self.ui.search.clear()

    def _show(self, place: Place) -> None:
        view = self.pages.show(place)
        entry = self.pages.entry(place.view)
        title = entry.title if entry is not None else ""
        self.setWindowTitle(f"{title} – munhalsa")
        self.navigation.show_here(place.view)
        self.messages.clear()
        if not isinstance(view, TakesSearch):
            fill(self.ui.search, "")
        self.commands.show_history(self.history)
        self._fill_commands()

    def _fill_commands(self) -> None:
        commands = self.all_commands()
        fill_menus(self.menuBar(), commands)
        for action in self.actions():
            self.removeAction(action)
        self.addActions(list(commands))
        while (item := self.ui.actions.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        mains = [action for action in commands if is_main(action)]
        buttons = [MainButton(action, self.ui.bar, primary=action is mains[0]) for action in mains]
        for button in buttons:
            self.ui.actions.addWidget(button)
        self._order_tabs(buttons)

    def _order_tabs(self, buttons: Sequence[QWidget]) -> None:
        """The navigation and the bar; the view comes after, and then what is said."""
        ui = self.ui
        chain = (*self.navigation.buttons, ui.back, ui.forward, ui.search, *buttons)
        for before, after in pairwise(chain):
            self.setTabOrder(before, after)

    def _search(self, text: str) -> None:
        here = self.pages.entry(self.pages.here)
        if here is None or not here.takes_search:
            entry = next((one for one in self.pages.open_entries() if one.takes_search), None)
            if entry is None:
                return
            self.go(Place(view=entry.name))
            self.ui.search.setFocus()
        view: object = self.pages.current
        if isinstance(view, TakesSearch):
            view.search(text)

    def _open_first(self) -> None:
        view: object = self.pages.current
        if isinstance(view, TakesSearch):
            view.open_first()

    def _take_in(self, changes: Changes) -> None:
        self.pages.take_in(changes)
        self.todo.take_in(changes)

    def _take_sizes(self) -> None:
        sizes = self._look.sizes
        self.setMinimumSize(min(sizes.px(760), 1200), min(sizes.px(520), 700))
        self.ui.search.setMinimumWidth(sizes.px(90))
