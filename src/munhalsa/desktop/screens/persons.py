"""Personer: the list that searches as one types, its filters, and the card beside it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from munhalsa.application.person_list import MOST_HITS
from munhalsa.application.ports import Changes
from munhalsa.application.ports_lists import PersonFilter
from munhalsa.application.view_units import list_units
from munhalsa.desktop.commands import command
from munhalsa.desktop.forms.persons_view import PersonsViewForm
from munhalsa.desktop.kept import KeptColumns, KeptSplitter
from munhalsa.desktop.look import read_in_order
from munhalsa.desktop.models.person_model import PersonSource, person_model
from munhalsa.desktop.screens.merging import DUPLICATES
from munhalsa.desktop.screens.person_views import PersonViews
from munhalsa.desktop.screens.persons_actions import PersonActions
from munhalsa.desktop.view import Frame, Place
from munhalsa.desktop.widgets.announce import announce
from munhalsa.desktop.widgets.card_pane import CardPane
from munhalsa.desktop.widgets.empty_state import EmptyState
from munhalsa.desktop.widgets.filter_bar import FilterBar
from munhalsa.desktop.widgets.person_table import PersonTable
from munhalsa.domain.refusal import Refusal, Rejected
from munhalsa.domain.swedish import spaced

if TYPE_CHECKING:
    from munhalsa.application.context import Context
    from munhalsa.application.view_person import PersonCard
    from munhalsa.domain.unit import Unit

NAME = "persons"
SETTLED = 1000
"""Milliseconds without a key after which a search is noted in the log."""

_CARD, _NARROWEST_CARD, _NARROWEST_LIST = 368, 330, 380
"""Widths at the usual text size; narrower than both, list and card take turns."""


class PersonsView(QWidget):
    """The list keeps its place; Enter or a click opens a card, and each opening is logged.

    ``settled`` runs out when a search has stood for a while, and is then noted in the log.
    """

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self.ui = PersonsViewForm()
        self.ui.set_up(self)
        self.model = person_model(frame.desk, self)
        self.table = PersonTable(self.model, frame.look, parent=self)
        self.filters = FilterBar(self.ui.list_area)
        self.empty = EmptyState(self.ui.empty_page)
        self.pane = CardPane(frame.look, self.ui.card_area)
        self.views = PersonViews(frame, self, self.filters)
        self.actions_ = PersonActions(frame, self, self.pane.card)
        self._source = PersonSource(PersonFilter())
        self._open_id = ""
        self._reason = ""
        self._into_list = self._into_card = False
        self._loaded = False
        self._sized = False
        self.settled = QTimer(self, singleShot=True, interval=SETTLED)
        self._pending: PersonSource | None = None
        self._put_together()
        self._commands = self._make_commands()
        self._listen()
        self.views.recall()
        KeptColumns(self.table, frame, "persons")
        self._sized = KeptSplitter(self.ui.splitter, frame, "persons").is_kept
        self.pane.tell(self.tr("Välj en person i listan så visas kortet här."))

    @property
    def widget(self) -> QWidget:
        """The view itself."""
        return self

    def commands(self) -> Sequence[QAction]:
        """What can be done with the list and with the card."""
        return (*self.actions_.all(), *self._commands)

    def load(self, place: Place) -> None:
        """Show the list, and the card that was asked for."""
        if not self._loaded:
            self._loaded = True
            self._ask()
            self._read_units()
        if place.about == DUPLICATES:
            self.actions_.merging.open_list()
        elif place.about:
            self._open(place.about)
        elif self.isVisible():
            self.table.setFocus()

    def touched_by(self, changes: Changes) -> bool:
        """Whether the list or the card may be other than what is shown."""
        return self.model.is_touched_by(changes) or self._is_card_touched(changes)

    def reload(self, changes: Changes) -> None:
        """Fetch what was changed."""
        if not changes.kinds or "unit" in changes.kinds:
            self._read_units()
        self.model.take_in(changes)
        if self._is_card_touched(changes) and self.pane.is_open:
            self._read_card(self._open_id)

    def search(self, text: str) -> None:
        """The text as typed so far; somebody else is looked for, so the open card goes."""
        self._close_card()
        self._ask(typed=text)

    def open_first(self) -> None:
        """Into the list, at once or as soon as the hits are there."""
        self._into_list = True
        if not self.model.is_asking:
            self._go_into_list()

    def keep_draft(self) -> None:
        """What was shown is noted before the window locks; nobody's card stays in it."""
        self._note_now()
        self._close_card()

    # Putting it together.

    def _put_together(self) -> None:
        ui = self.ui
        ui.list_column.replaceWidget(ui.filters, self.filters)
        ui.filters.deleteLater()
        ui.list_page_column.addWidget(self.table)
        ui.empty_page_column.addWidget(self.empty)
        ui.list_column.setStretch(ui.list_column.indexOf(ui.pages), 1)
        ui.card_column.addWidget(self.pane, 1)
        ui.card_column.setAlignment(ui.back, Qt.AlignmentFlag.AlignLeft)
        self._frame.look.put_icon(ui.back, "arrow-left")
        read_in_order(ui.list_area, ui.card_area)
        read_in_order(ui.heading, ui.count, self.filters, ui.pages)
        ui.splitter.setStretchFactor(0, 1)
        ui.splitter.setStretchFactor(1, 0)
        self._take_sizes()
        for first, second in (
            (self.filters.certified, self.filters.whose),
            (self.filters.whose, self.filters.unit),
            (self.filters.unit, self.filters.answer),
            (self.filters.answer, self.filters.to_do),
            (self.filters.to_do, self.filters.views),
            (self.filters.views, self.filters.columns),
            (self.filters.columns, self.filters.duplicates),
            (self.filters.duplicates, self.table),
            (self.table, ui.back),
            (ui.back, self.pane),
        ):
            QWidget.setTabOrder(first, second)

    def _make_commands(self) -> Sequence[QAction]:
        make = command
        return (
            make(self, self.tr("&Alla med intyg"), self._toggle_certified, key="Ctrl+Shift+A"),
            make(self, self.tr("Välj &enhet …"), self.filters.open_units, key="Ctrl+Shift+E"),
            make(self, self.tr("Visa &alla personer"), self.filters.clear, key="Ctrl+Shift+X"),
            self.views.open,
            make(
                self, self.tr("&Kolumner och sortering …"), self._open_columns, key="Ctrl+Shift+K"
            ),
        )

    def _listen(self) -> None:
        self.model.filled.connect(self._show_count)
        self.table.opened.connect(self._open_by_key)
        self.table.clicked.connect(lambda index: self._go_to(self.model.ids[index.row()]))
        self.table.chosen.connect(self._leave_card)
        self.filters.changed.connect(self._narrow)
        self.filters.columns.clicked.connect(self._open_columns)
        merging = self.actions_.merging
        self.filters.duplicates.setVisible(merging.duplicates.isEnabled())
        self.filters.duplicates.clicked.connect(merging.open_list)
        self.pane.reason_given.connect(self._give_reason)
        self.settled.timeout.connect(self._note_now)
        self._frame.look.changed.connect(self._take_sizes)
        self.ui.back.clicked.connect(self._back_to_list)
        self.pane.currentChanged.connect(self._share_room)
        for parent, run in ((self.table, self._back_to_search), (self.pane, self._back_to_list)):
            back = QShortcut(Qt.Key.Key_Escape, parent)
            back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            back.activated.connect(run)

    # The list.

    def _ask(self, typed: str | None = None) -> None:
        """Show what another question answers; the rows shown stay until the answer is there."""
        self.settled.stop()
        text = self._source.typed if typed is None else typed
        self._source = source = PersonSource(self.filters.wanted, text, seen=self.table.rows_seen)
        self.filters.rest(bool(source.typed))
        self._pending = None
        self.model.show(source, done=lambda: self._answered(source))

    def _answered(self, source: PersonSource) -> None:
        self._pending = source
        self.settled.start()
        if self._into_list:
            self._go_into_list()

    def _go_into_list(self) -> None:
        self._into_list = False
        if self.model.rowCount():
            self.table.choose_first()
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _note_now(self) -> None:
        """Tell the log, after painting; a list that nobody saw is never noted."""
        self.settled.stop()
        source, self._pending = self._pending, None
        if source is not None:
            self._frame.desk.read(self, source.note, done=lambda _: None)

    def _narrow(self) -> None:
        self.views.keep()
        self._ask()

    def _toggle_certified(self) -> None:
        if self.filters.certified.isEnabled():
            self.filters.certified.click()

    def _show_count(self, count: int) -> None:
        total = self._source.total
        if not self._source.typed and (total is None or self.model.is_asking):
            # The first rows are there; how many there are comes with the rest.
            shown = said = "…"
        elif total is None:
            shown = said = self.tr("1 träff") if count == 1 else self._hits(count)
        else:
            shown = self.tr("{0} av {1}").format(spaced(count), spaced(total))
            said = self.tr("{0} personer").format(shown)
        self.ui.count.setText(shown)
        self.ui.count.setAccessibleName(said)
        self.ui.pages.setCurrentWidget(self.ui.list_page if count else self.ui.empty_page)
        if not count:
            self._tell_empty(total)
        elif self._source.typed:
            announce(self.table, self.tr("{0} träffar").format(count))

    def _hits(self, count: int) -> str:
        most = self.tr("De {0} första träffarna") if count >= MOST_HITS else self.tr("{0} träffar")
        return most.format(count)

    def _tell_empty(self, total: int | None) -> None:
        if self._source.typed:
            self.empty.tell(
                self.tr("Ingen träff"),
                self.tr(
                    "Kontrollera stavningen, eller sök på del av namnet eller de fyra sista "
                    "siffrorna. Finns personen inte här kan du utfärda ett nytt intyg."
                ),
                self.actions_.new_for_anybody,
            )
        elif total:
            self.empty.tell(
                self.tr("Ingen stämmer med filtren"),
                self.tr("Ta bort något filter för att se fler."),
                self._commands[2],
            )
        else:
            self.empty.tell(
                self.tr("Inga personer ännu"),
                self.tr(
                    "Här visas alla som har eller kan ha rätt till N-tandvård. Utfärda ett "
                    "första intyg, eller ta in en lista ni redan har."
                ),
                self.actions_.new_for_anybody,
            )
        announce(self.empty, self.empty.accessibleName() or self.tr("Listan är tom"))

    def _read_units(self) -> None:
        self._frame.desk.read(self, list_units, done=self._take_units, latest="units")

    def _take_units(self, units: Sequence[Unit]) -> None:
        session = self._frame.desk.session
        sees = session is not None and session.sees_protected
        if session is not None:
            self.filters.set_own(session.account_id, session.own_units)
        self.filters.set_choices([(unit.id, unit.name) for unit in units], sees_protected=sees)

    # The card.

    def _open_by_key(self, id: str) -> None:
        self._into_card = True
        self._go_to(id)

    def _go_to(self, id: str) -> None:
        self._frame.go(Place(view=NAME, about=id))

    def _open(self, id: str) -> None:
        self._note_now()
        self._open_id, self._reason = id, ""
        self.table.choose(id)
        self._read_card(id)

    def _read_card(self, id: str) -> None:
        reason = self._reason

        def card(context: Context) -> PersonCard:
            from munhalsa.application.view_person import open_card

            return open_card(context, id, purpose=reason)

        self._frame.desk.read(
            self,
            card,
            done=self._show_card,
            failed=partial(self._refused, id),
            latest="card",
        )

    def _show_card(self, card: PersonCard) -> None:
        if card.record.person.id != self._open_id:
            return
        self.actions_.show_card(card)
        self.pane.show_card(card, may_undo=self._frame.desk.may_undo)
        if self._into_card:
            self._into_card = False
            self.pane.focus_card()

    def _refused(self, id: str, error: BaseException) -> None:
        if id != self._open_id:
            return
        self.actions_.show_card(None)
        if isinstance(error, Rejected) and error.field == "reason":
            self._into_card = False
            self.pane.ask_reason(error.message)
        elif isinstance(error, Refusal):
            self.pane.tell(error.message)
            announce(self.pane, error.message, urgent=True)
        else:
            self._frame.explain(error)

    def _give_reason(self, reason: str) -> None:
        self._reason = reason
        self._into_card = True
        self._read_card(self._open_id)

    def _leave_card(self, id: str) -> None:
        """Another row was come to: its card opens by Enter, so that passing by opens nobody's."""
        if id != self._open_id:
            self._close_card()
            self.pane.tell(self.tr("Tryck på Enter för att öppna kortet."))

    def _close_card(self) -> None:
        if self._open_id:
            self._open_id, self._reason = "", ""
            self.actions_.show_card(None)
        self.pane.tell(self.tr("Välj en person i listan så visas kortet här."))

    def _is_card_touched(self, changes: Changes) -> bool:
        touched = not changes.subjects or self._open_id in changes.subjects
        return bool(self._open_id) and touched

    def _back_to_list(self) -> None:
        if self._is_narrow():
            self._close_card()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _back_to_search(self) -> None:
        self._frame.go_to_search()

    # What is kept.

    def _open_columns(self) -> None:
        menu = self.table.columns_menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chip = self.filters.columns
        menu.popup(chip.mapToGlobal(QPoint(0, chip.height() + 2)))

    def _take_sizes(self) -> None:
        px = self._frame.look.sizes.px
        self.ui.list_area.setMinimumWidth(px(_NARROWEST_LIST))
        self.ui.card_area.setMinimumWidth(px(_NARROWEST_CARD))
        self._share_room()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """List and card side by side where there is room for both."""
        super().resizeEvent(event)
        self._share_room()

    def _is_narrow(self) -> bool:
        """Both side by side keep the view from becoming any narrower than they are together."""
        px = self._frame.look.sizes.px
        both = px(_NARROWEST_LIST) + px(_NARROWEST_CARD) + self.ui.splitter.handleWidth()
        return self.width() <= both

    def _share_room(self) -> None:
        narrow, busy = self._is_narrow(), not self.pane.hint
        self.ui.back.setVisible(narrow)
        self.ui.list_area.setVisible(not (narrow and busy))
        self.ui.card_area.setVisible(busy or not narrow)
        if not narrow and not self._sized and self.isVisible():
            self._sized = True
            card = self._frame.look.sizes.px(_CARD)
            self.ui.splitter.setSizes([self.width() - card, card])
