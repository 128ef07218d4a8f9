"""Avvikelser: the register, disagreements, how it goes, and what to bring to the meeting."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QFrame, QScrollArea, QVBoxLayout, QWidget

from munhalsa.application.ports import Changes
from munhalsa.application.prepare_deviations import DeviationsDesk, prepare_deviations
from munhalsa.application.view_deviations import DeviationLine
from munhalsa.desktop.commands import command
from munhalsa.desktop.forms.deviations_view import DeviationsViewForm
from munhalsa.desktop.kept import KeptColumns, keep_filters
from munhalsa.desktop.look import read_in_order
from munhalsa.desktop.models.deviation_model import DeviationSource, deviation_model
from munhalsa.desktop.screens.deviation_actions import DeviationActions
from munhalsa.desktop.screens.disagreements_panel import (
    DISAGREEMENT_KINDS,
    DisagreementsPanel,
    button_of,
)
from munhalsa.desktop.screens.meeting_panel import MeetingPanel
from munhalsa.desktop.view import Frame, Place
from munhalsa.desktop.widgets.announce import announce
from munhalsa.desktop.widgets.deviation_filters import DeviationFilters
from munhalsa.desktop.widgets.empty_state import EmptyState
from munhalsa.desktop.widgets.fitting_table import FittingTable
from munhalsa.desktop.widgets.flow import Flow
from munhalsa.domain.account import Permission

NAME = "deviations"
WAITING = "waiting"
SETTLED = 1000
"""Milliseconds after which a register that stands is noted in the log."""

_LOWEST = 260
_MEETING_KINDS = frozenset({"round_change", "training", "assessment", "response", "certificate"})


class DeviationsView(QWidget):
    """Tabs for the parts; Enter on a row of the register opens it in full."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self.ui = DeviationsViewForm()
        self.ui.set_up(self)
        self.model = deviation_model(frame.desk, self)
        self.table = FittingTable(
            self.model,
            frame.look,
            name=self.tr("Avvikelser"),
            give_way=("person", "unit", "task", "day"),
            grow=("category", "unit"),
            parent=self.ui.list_page,
        )
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.filters = DeviationFilters(self.ui.register_page)
        self.empty = EmptyState(self.ui.empty_page)
        self.actions_ = DeviationActions(frame, self, self)
        self.disagreements = DisagreementsPanel(frame, self.ui, self.actions_.asker, self)
        self.meeting = MeetingPanel(frame, self.ui, self)
        keep_filters(self.filters, frame, "deviations")
        KeptColumns(self.table, frame, "deviations")
        self._source = DeviationSource(self.filters.wanted)
        self._loaded = False
        self.settled = QTimer(self, singleShot=True, interval=SETTLED)
        self._show_all = command(
            self, self.tr("Visa &alla avvikelser"), self.filters.clear, key="Ctrl+Shift+X"
        )
        self._tab_commands = tuple(
            command(
                self,
                self.ui.tabs.tabText(place),
                partial(self.ui.tabs.setCurrentIndex, place),
                key=f"Alt+{place + 1}",
            )
            for place in range(self.ui.tabs.count())
        )
        self._put_together()
        self._listen()

    @property
    def widget(self) -> QWidget:
        """The view itself."""
        return self

    def commands(self) -> Sequence[QAction]:
        """What can be done with what is marked, and with each part."""
        return (
            *self.actions_.all(),
            self._show_all,
            *self.disagreements.all(),
            *self.meeting.all(),
            *self._tab_commands,
        )

    def load(self, place: Place) -> None:
        """The register; ``waiting`` narrows it to what waits for an answer."""
        if not self._loaded:
            self._loaded = True
            self._frame.desk.read(self, prepare_deviations, done=self._take_desk, latest="desk")
            self._ask()
            self.disagreements.read()
            self.meeting.read()
        if place.about == WAITING:
            self.ui.tabs.setCurrentIndex(0)
            self.filters.show_waiting()
        elif place.about:
            self.actions_.show(place.about)
        self.table.setFocus()

    def touched_by(self, changes: Changes) -> bool:
        """Whether anything here may be other than what is shown."""
        kinds = DISAGREEMENT_KINDS | _MEETING_KINDS
        return self.model.is_touched_by(changes) or bool(kinds & changes.kinds)

    def reload(self, changes: Changes) -> None:
        """Fetch what was changed."""
        if not self._loaded:
            return
        self.model.take_in(changes)
        if not changes.kinds or DISAGREEMENT_KINDS & changes.kinds:
            self.disagreements.read()
        self.meeting.read()

    def marked(self) -> Sequence[DeviationLine]:
        """The rows that are marked, as far as they are there."""
        chosen = self.table.selectionModel().selectedRows()
        rows = [self.model.row(index.row()) for index in chosen]
        return [row for row in rows if row is not None]

    def keep_draft(self) -> None:
        """What was shown is noted before the window locks."""
        self._note()

    # Within.

    def _put_together(self) -> None:
        ui = self.ui
        ui.register_page_column.replaceWidget(ui.filters, self.filters)
        ui.filters.deleteLater()
        ui.list_page_column.addWidget(self.table)
        ui.empty_page_column.addWidget(self.empty)
        ui.register_page_column.setStretch(ui.register_page_column.indexOf(ui.pages), 1)
        row = Flow(ui.deeds, 8)
        before: QWidget = self.table
        for action in self.actions_.row():
            button = button_of(action, ui.deeds)
            row.addWidget(button)
            QWidget.setTabOrder(before, button)
            before = button
        for first, second in pairwise((*self.filters.chips, self.table)):
            QWidget.setTabOrder(first, second)
        read_in_order(ui.heading, ui.count, ui.tabs)
        read_in_order(self.filters, ui.pages, ui.deeds)
        for page in (ui.disagreements_page, ui.trends_page, ui.meeting_page):
            _let_scroll(page)
        self._take_sizes()

    def _listen(self) -> None:
        self.model.filled.connect(self._filled)
        self.model.dataChanged.connect(lambda *_: self._marks_changed())
        self.table.opened.connect(self.actions_.show)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._marks_changed())
        self.filters.changed.connect(self._ask)
        self.settled.timeout.connect(self._note)
        self._frame.look.changed.connect(self._take_sizes)

    def _take_desk(self, desk: DeviationsDesk) -> None:
        self.filters.set_choices(desk)

    def _ask(self) -> None:
        self.settled.stop()
        self._source = DeviationSource(self.filters.wanted)
        self.model.show(self._source, done=self.settled.start)

    def _note(self) -> None:
        if self.settled.isActive():
            self.settled.stop()
        source = self._source
        if source.ids:
            self._frame.desk.read(self, source.note, done=lambda _: None)

    def _filled(self, count: int) -> None:
        self.ui.pages.setCurrentWidget(self.ui.list_page if count else self.ui.empty_page)
        self.ui.deeds.setVisible(bool(count))
        if count and self.table.current_id is None:
            self.table.choose_first()
        self._marks_changed()
        if not count:
            self._tell_empty()

    def _tell_empty(self) -> None:
        about = self.tr(
            "Här finns avvikelser mellan kommunen och tandvården: när något inte blev som "
            "det var överenskommet."
        )
        is_whole = self.filters.as_at_first or not self.filters.narrows
        if is_whole and not self._frame.desk.may(Permission.EDIT_DEVIATIONS):
            self.empty.tell(
                self.tr("Ingen avvikelse att visa"),
                about
                + " "
                + self.tr("Säg till kommunens kontaktperson eller MAS, som skriver avvikelsen."),
                self._show_all,
            )
        elif self.filters.as_at_first:
            self.empty.tell(
                self.tr("Ingen avvikelse är öppen"),
                about
                + " "
                + self.tr("Registrera en, eller välj Även stängda för att se de som är avslutade."),
                self.actions_.new,
            )
        elif self.filters.narrows:
            self.empty.tell(
                self.tr("Ingen avvikelse att visa"),
                self.tr("Ta bort något filter, eller visa alla, också de som är stängda."),
                self._show_all,
            )
        else:
            self.empty.tell(
                self.tr("Inga avvikelser ännu"),
                about + " " + self.tr("Registrera en, eller ta in en lista ni redan har."),
                self.actions_.new,
            )
        announce(self.empty, self.tr("Listan är tom"))

    def _marks_changed(self) -> None:
        count, marked = len(self.model.ids), self.marked()
        words = self.tr("1 avvikelse") if count == 1 else self.tr("{0} avvikelser").format(count)
        if len(marked) > 1:
            words = self.tr("{0}, {1} markerade").format(words, len(marked))
        self.ui.count.setText(words)
        self.actions_.allow(marked)

    def _take_sizes(self) -> None:
        self.table.setMinimumHeight(self._frame.look.sizes.px(_LOWEST))
        self.ui.heading.setAlignment(Qt.AlignmentFlag.AlignVCenter)


def _let_scroll(page: QWidget) -> None:
    """A part scrolls by itself, so that none takes the room of another that is taller."""
    contents = page.layout()
    inner = QWidget(page)
    if contents is not None:
        inner.setLayout(contents)
    area = QScrollArea(page)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(area)
