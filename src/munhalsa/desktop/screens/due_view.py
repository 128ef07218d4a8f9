"""One list of people who wait: who, why, since when, and what can be done about them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QPushButton, QWidget

from munhalsa.application.context import Context
from munhalsa.application.due_list import DueRow
from munhalsa.application.ports import Changes
from munhalsa.application.ports_due import DueSort
from munhalsa.desktop.commands import command
from munhalsa.desktop.due_words import due_empty, due_purpose, due_title, persons_of
from munhalsa.desktop.forms.due_view import DueViewForm
from munhalsa.desktop.kept import KeptColumns
from munhalsa.desktop.look import read_in_order, set_look
from munhalsa.desktop.models.due_model import DueSource, due_model
from munhalsa.desktop.screens.due_actions import DueActions
from munhalsa.desktop.view import Frame, Place
from munhalsa.desktop.widgets.announce import announce
from munhalsa.desktop.widgets.due_filters import Choices, DueFilters
from munhalsa.desktop.widgets.empty_state import EmptyState
from munhalsa.desktop.widgets.fitting_table import FittingTable
from munhalsa.desktop.widgets.flow import Flow
from munhalsa.domain.due import DueList
from munhalsa.domain.swedish import spaced
from munhalsa.domain.unit import District, Unit

PERSONS = "persons"
SETTLED = 1000
"""Milliseconds after which a list that stands is noted in the log."""

_LOWEST = 260


class DueView(QWidget):
    """The list; several rows can be marked at once. ``left`` when somebody goes back."""

    left = Signal()

    def __init__(self, frame: Frame, parent: QWidget) -> None:
        super().__init__(parent)
        self._frame = frame
        self.ui = DueViewForm()
        self.ui.set_up(self)
        self.model = due_model(frame.desk, self)
        self.table = FittingTable(
            self.model,
            frame.look,
            name=self.tr("Personer som väntar"),
            give_way=("number", DueSort.CONTACTS, DueSort.UNIT, DueSort.SINCE),
            grow=(DueSort.UNIT, DueSort.REASON),
            parent=self,
        )
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.filters = DueFilters(self)
        self.empty = EmptyState(self.ui.empty_page)
        self.actions_ = DueActions(frame, self)
        self.which = DueList.CANDIDATES
        self._source = DueSource(self.which, self.filters.wanted)
        self._pending: DueSource | None = None
        self._loaded = False
        self.settled = QTimer(self, singleShot=True, interval=SETTLED)
        self._commands = (
            command(self, self.tr("Tillbaka till &Översikt"), self.left.emit, key="Ctrl+B"),
            command(self, self.tr("&Markera alla"), self.table.selectAll, key="Ctrl+Shift+M"),
            command(self, self.tr("Välj &enhet …"), self.filters.open_units, key="Ctrl+Shift+E"),
            command(
                self,
                self.tr("Välj &organisationsdel …"),
                self.filters.open_districts,
                key="Ctrl+Shift+O",
            ),
        )
        self._put_together()
        self._listen()
        KeptColumns(self.table, frame, "due")

    def commands(self) -> Sequence[QAction]:
        """What can be done about those who are marked, and with the list."""
        return (*self.actions_.of(self.which), *self._commands)

    def open(self, which: DueList) -> None:
        """Show a list; another one than before is shown whole."""
        if which is not self.which or not self._loaded:
            self.filters.clear()
        self.which = which
        self._loaded = True
        self.ui.heading.setText(due_title(which))
        self.ui.why.setText(due_purpose(which))
        self._show_deeds()
        self._frame.desk.read(self, _parts, done=self._take_parts, latest="parts")
        self._ask()
        self.table.setFocus()

    def touched_by(self, changes: Changes) -> bool:
        """Whether the list may be other than what is shown."""
        return self._loaded and self.model.is_touched_by(changes)

    def reload(self, changes: Changes) -> None:
        """Fetch what was changed."""
        if self._loaded:
            self.model.take_in(changes)

    def marked(self) -> Sequence[DueRow]:
        """The rows that are marked, as far as they are there."""
        chosen = self.table.selectionModel().selectedRows()
        rows = [self.model.row(index.row()) for index in chosen]
        return [row for row in rows if row is not None]

    def marked_ids(self) -> tuple[str, ...]:
        """Whom every marked row is about, in the order of the list."""
        places = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return tuple(self.model.ids[place] for place in places)

    def note_now(self) -> None:
        """Tell the log, after painting; a list that nobody saw is never noted."""
        self.settled.stop()
        source, self._pending = self._pending, None
        if source is not None:
            self._frame.desk.read(self, source.note, done=lambda _: None)

    # Within.

    def _put_together(self) -> None:
        ui = self.ui
        ui.column.replaceWidget(ui.filters, self.filters)
        ui.filters.deleteLater()
        ui.list_page_column.addWidget(self.table)
        ui.empty_page_column.addWidget(self.empty)
        ui.column.setStretch(ui.column.indexOf(ui.pages), 1)
        self._deeds = Flow(ui.deeds, spacing=8)
        self._frame.look.put_icon(ui.back, "arrow-left")
        self._take_sizes()
        read_in_order(ui.back, ui.heading, ui.count, ui.why, self.filters, ui.pages, ui.deeds)
        for first, second in (
            (ui.back, self.filters.unit),
            (self.filters.unit, self.filters.district),
            (self.filters.district, self.table),
        ):
            QWidget.setTabOrder(first, second)

    def _listen(self) -> None:
        self.model.filled.connect(self._filled)
        self.table.opened.connect(self.open_card)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._marks_changed())
        self.filters.changed.connect(self._ask)
        self.ui.back.clicked.connect(self.left)
        self.settled.timeout.connect(self.note_now)
        self._frame.look.changed.connect(self._take_sizes)
        back = QShortcut(Qt.Key.Key_Escape, self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.left)

    def open_card(self, person: str = "") -> None:
        """To the card of somebody on the list."""
        chosen = person or self.table.current_id
        if chosen:
            self._frame.go(Place(view=PERSONS, about=chosen))

    def _ask(self) -> None:
        self.settled.stop()
        self._source = source = DueSource(self.which, self.filters.wanted)
        self._pending = None
        self.model.show(source, done=lambda: self._answered(source))

    def _answered(self, source: DueSource) -> None:
        self._pending = source
        self.settled.start()

    def _filled(self, count: int) -> None:
        self.ui.pages.setCurrentWidget(self.ui.list_page if count else self.ui.empty_page)
        self.ui.deeds.setVisible(bool(count))
        self._marks_changed()
        if count:
            if self.table.current_id is None:
                self.table.choose_first()
            return
        narrowed = self.filters.wanted.narrows
        self.empty.tell(
            self.tr("Listan är tom."),
            self.tr("Här finns ingen som väntar. Välj en annan del, eller visa alla.")
            if narrowed
            else due_empty(self.which),
            None if narrowed else self._commands[0],
        )
        announce(self.empty, self.tr("Listan är tom."))

    def _marks_changed(self) -> None:
        ids = self.marked_ids()
        count = len(self.model.ids)
        told = persons_of(count)
        if len(ids) > 1:
            told = self.tr("{0}, {1} markerade").format(told, spaced(len(ids)))
        self.ui.count.setText(told)
        self.actions_.allow(self.marked(), len(ids))

    def _show_deeds(self) -> None:
        while (item := self._deeds.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        before: QWidget = self.table
        for place, action in enumerate(self.actions_.of(self.which)):
            button = _button(action, self.ui.deeds, primary=place == 0)
            self._deeds.addWidget(button)
            button.show()
            QWidget.setTabOrder(before, button)
            before = button
        self.ui.deeds.updateGeometry()

    def _take_parts(self, found: tuple[Choices, Choices]) -> None:
        self.filters.set_choices(*found)

    def _take_sizes(self) -> None:
        self.table.setMinimumHeight(self._frame.look.sizes.px(_LOWEST))


def _parts(context: Context) -> tuple[Choices, Choices]:
    """The units and the parts of the organisation, by id and name."""
    with context.read() as reader:
        units = reader.find(Unit, order_by="sort_key")
        districts = reader.find(District, order_by="sort_key")
    return [(one.id, one.name) for one in units], [(one.id, one.name) for one in districts]


def _button(action: QAction, parent: QWidget, *, primary: bool) -> QPushButton:
    button = QPushButton(action.text(), parent)
    button.setToolTip(action.toolTip())
    button.setEnabled(action.isEnabled())
    button.clicked.connect(action.trigger)
    action.enabledChanged.connect(button.setEnabled)
    if primary:
        set_look(button, "primary")
    return button
