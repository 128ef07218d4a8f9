"""Enheter: the list of units, its filters, and the card beside it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from munhalsa.application.context import Context
from munhalsa.application.ports import Changes
from munhalsa.application.ports_units import UnitSort
from munhalsa.application.prepare_units import UnitsDesk, prepare_units
from munhalsa.application.unit_residents import Resident, unit_residents
from munhalsa.application.view_unit import UnitCard, open_unit_card
from munhalsa.desktop.commands import command
from munhalsa.desktop.forms.units_view import UnitsViewForm
from munhalsa.desktop.kept import KeptColumns, KeptSplitter, keep_filters
from munhalsa.desktop.look import read_in_order, set_look
from munhalsa.desktop.models.unit_model import UnitSource, unit_model
from munhalsa.desktop.screens.units_actions import UnitActions
from munhalsa.desktop.view import TO_CONFIRM, Frame, Place
from munhalsa.desktop.widgets.announce import announce
from munhalsa.desktop.widgets.empty_state import EmptyState
from munhalsa.desktop.widgets.fitting_table import FittingTable
from munhalsa.desktop.widgets.typed import on_typed
from munhalsa.desktop.widgets.unit_card import UnitCardView
from munhalsa.desktop.widgets.unit_filters import UnitFilters
from munhalsa.domain.account import Permission
from munhalsa.domain.refusal import Refusal

NAME = "units"
PERSONS = "persons"
_ON_CARD = frozenset({"participant", "round", "staff_member", "training", "training_unit"})
_CARD, _NARROWEST_CARD, _NARROWEST_LIST = 446, 360, 380
"""Widths at the usual text size; narrower than both, list and card take turns."""


class UnitsView(QWidget):
    """The list keeps its place; Enter or a click opens a card."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self.ui = UnitsViewForm()
        self.ui.set_up(self)
        self.model = unit_model(frame.desk, self)
        self.table = FittingTable(
            self.model,
            frame.look,
            name=self.tr("Enheter"),
            give_way=(
                UnitSort.DISTRICT.value,
                "responsible",
                UnitSort.TYPE.value,
                UnitSort.VERIFIED.value,
                UnitSort.RESIDENTS.value,
            ),
            grow=(UnitSort.NAME.value,),
            parent=self,
        )
        self.filters = UnitFilters(self.ui.list_area)
        self.empty = EmptyState(self.ui.empty_page)
        self.pane = QStackedWidget(self.ui.card_area)
        self.hint = QLabel(self.pane)
        self.area = QScrollArea(self.pane)
        self.card = UnitCardView(frame.look, self.area)
        self.actions_ = UnitActions(frame, self, self.card)
        keep_filters(self.filters, frame, "units")
        self._source = UnitSource(self.filters.wanted)
        self._open_id = ""
        self._into_list = self._into_card = False
        self._loaded = self._sized = False
        self._put_together()
        self._commands = self._make_commands()
        self._listen()
        KeptColumns(self.table, frame, "units")
        self._sized = KeptSplitter(self.ui.splitter, frame, "units").is_kept
        self._close_card()

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
            self._read_districts()
            self._ask()
        if place.about == TO_CONFIRM:
            self.filters.only_to_confirm()
            self.table.setFocus()
        elif place.about:
            self._open(place.about)
        elif self._own_unit and not self._open_id:
            self._open(self._own_unit)
            self.table.setFocus()
        elif self.isVisible():
            self.table.setFocus()

    def touched_by(self, changes: Changes) -> bool:
        """Whether the list or the card may be other than what is shown."""
        return self.model.is_touched_by(changes) or bool(_ON_CARD & changes.kinds)

    def reload(self, changes: Changes) -> None:
        """Fetch what was changed."""
        if not changes.kinds or "district" in changes.kinds:
            self._read_districts()
        self.model.take_in(Changes(kinds=changes.kinds))
        if self._open_id:
            self._read_card(self._open_id)

    def keep_draft(self) -> None:
        """Nobody's name stays in the card when the window locks."""
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
        self.hint.setWordWrap(True)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        set_look(self.hint, "muted")
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self.card)
        page = QWidget(self.pane)
        self._hint_column = QVBoxLayout(page)
        self._hint_column.addWidget(self.hint)
        self.pane.addWidget(page)
        self.pane.addWidget(self.area)
        ui.splitter.setStretchFactor(0, 1)
        ui.splitter.setStretchFactor(1, 0)
        self._take_sizes()
        QWidget.setTabOrder(ui.typed, self.filters.to_confirm)
        QWidget.setTabOrder(self.filters.columns, self.table)
        QWidget.setTabOrder(self.table, ui.back)
        read_in_order(ui.list_area, ui.card_area)
        read_in_order(ui.heading, ui.count, ui.typed, self.filters, ui.pages)

    def _make_commands(self) -> Sequence[QAction]:
        filters = self.filters
        return (
            command(self, self.tr("&Sök enhet"), self._go_to_search, key="Ctrl+Shift+F"),
            command(
                self,
                self.tr("&Kontakt att bekräfta"),
                filters.to_confirm.click,
                key="Ctrl+Shift+A",
            ),
            command(self, self.tr("Visa &alla enheter"), filters.clear, key="Ctrl+Shift+X"),
            command(
                self, self.tr("&Kolumner och sortering …"), self._open_columns, key="Ctrl+Shift+K"
            ),
        )

    def _listen(self) -> None:
        self.model.filled.connect(self._show_count)
        self.table.opened.connect(self._open_by_key)
        self.table.clicked.connect(lambda index: self._go_to(self.model.ids[index.row()]))
        self.table.chosen.connect(self._leave_card)
        on_typed(self.ui.typed, self._search)
        self.ui.typed.returnPressed.connect(self._open_first)
        self.filters.changed.connect(self._ask)
        self.filters.columns.clicked.connect(self._open_columns)
        self.actions_.added.connect(self._go_to)
        self.card.person_wanted.connect(
            lambda person: self._frame.go(Place(view=PERSONS, about=person))
        )
        self._frame.look.changed.connect(self._take_sizes)
        self.ui.back.clicked.connect(self._back_to_list)
        self.pane.currentChanged.connect(self._share_room)
        for parent, run in (
            (self.table, self._go_to_search),
            (self.pane, self._back_to_list),
        ):
            back = QShortcut(Qt.Key.Key_Escape, parent)
            back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            back.activated.connect(run)
        down = QShortcut(Qt.Key.Key_Down, self.ui.typed)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self._open_first)

    # The list.

    def _search(self, text: str) -> None:
        """The text as typed so far; another unit is looked for, so the open card goes."""
        self._close_card()
        self._ask(typed=text)

    def _open_first(self) -> None:
        """Into the list, at once or as soon as the hits are there."""
        self._into_list = True
        if not self.model.is_asking:
            self._go_into_list()

    def _go_to_search(self) -> None:
        self.ui.typed.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.ui.typed.selectAll()

    def _ask(self, typed: str | None = None) -> None:
        """Show what another question answers; the rows shown stay until the answer is there."""
        text = self._source.typed if typed is None else typed
        self._source = UnitSource(self.filters.wanted, text)
        self.model.show(self._source, done=self._answered)

    def _answered(self) -> None:
        if self._into_list:
            self._go_into_list()

    def _go_into_list(self) -> None:
        self._into_list = False
        if self.model.rowCount():
            self.table.choose_first()
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_count(self, count: int) -> None:
        total = self._source.total
        self.ui.count.setText(self.tr("{0} av {1}").format(count, total))
        self.ui.count.setAccessibleName(self.tr("{0} av {1} enheter").format(count, total))
        self.ui.pages.setCurrentWidget(self.ui.list_page if count else self.ui.empty_page)
        if not count:
            self._tell_empty(total)
        elif self._source.typed:
            announce(self.table, self.tr("{0} träffar").format(count))

    def _tell_empty(self, total: int) -> None:
        if total:
            self.empty.tell(
                self.tr("Ingen enhet stämmer"),
                self.tr("Ta bort något filter, eller sök på namn, ort, kod eller ansvarig."),
                self._commands[2],
            )
        else:
            self.empty.tell(
                self.tr("Inga enheter ännu"),
                self.tr(
                    "Här visas boenden, hemtjänst, hemsjukvård och dagverksamheter. Lägg till en, "
                    "eller ta in en lista ni redan har."
                ),
                self.actions_.new,
            )
        announce(self.empty, self.tr("Listan är tom"))

    def _read_districts(self) -> None:
        def take(desk: UnitsDesk) -> None:
            self.filters.set_districts(desk.districts)

        self._frame.desk.read(self, prepare_units, done=take, latest="districts")

    # The card.

    @property
    def _own_unit(self) -> str:
        """The unit of whoever has but one."""
        session = self._frame.desk.session
        units = None if session is None else session.units_for(Permission.SEE_PERSONS)
        return next(iter(units)) if units is not None and len(units) == 1 else ""

    def _open_by_key(self, id: str) -> None:
        self._into_card = True
        self._go_to(id)

    def _go_to(self, id: str) -> None:
        self._frame.go(Place(view=NAME, about=id))

    def _open(self, id: str) -> None:
        self._open_id = id
        self.table.choose(id)
        self._read_card(id)

    def _read_card(self, id: str) -> None:
        def both(context: Context) -> tuple[UnitCard, Sequence[Resident]]:
            return open_unit_card(context, id), unit_residents(context, id)

        self._frame.desk.read(
            self, both, done=self._show_card, failed=partial(self._refused, id), latest="unit card"
        )

    def _show_card(self, answer: tuple[UnitCard, Sequence[Resident]]) -> None:
        card, residents = answer
        if card.record.unit.id != self._open_id:
            return
        new = self.pane.currentWidget() is not self.area
        self.actions_.show_card(card)
        self.card.show_card(
            card,
            residents,
            may_undo=self._frame.desk.may_undo,
            may_move=self.actions_.may_move,
            in_sight=self._frame.desk.may_at(Permission.SEE_PERSONS, card.record.unit.id),
        )
        self.pane.setCurrentWidget(self.area)
        if new:
            self.area.verticalScrollBar().setValue(0)
            self.card.announce_card()
        if self._into_card:
            self._into_card = False
            self.card.main.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refused(self, id: str, error: BaseException) -> None:
        if id != self._open_id:
            return
        self._close_card()
        if isinstance(error, Refusal):
            self.hint.setText(error.message)
            announce(self.hint, error.message, urgent=True)
        else:
            self._frame.explain(error)

    def _leave_card(self, id: str) -> None:
        """Another row was come to: its card opens by Enter."""
        if id != self._open_id:
            self._close_card()
            self.hint.setText(self.tr("Tryck på Enter för att öppna kortet."))

    def _close_card(self) -> None:
        self._open_id = ""
        self.actions_.show_card(None)
        self.card.clear()
        self.hint.setText(self.tr("Välj en enhet i listan så visas kortet här."))
        self.pane.setCurrentIndex(0)

    def _back_to_list(self) -> None:
        if self._is_narrow():
            self._close_card()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # Sizes.

    def _open_columns(self) -> None:
        menu = self.table.columns_menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chip = self.filters.columns
        menu.popup(chip.mapToGlobal(QPoint(0, chip.height() + 2)))

    def _take_sizes(self) -> None:
        px = self._frame.look.sizes.px
        self.ui.list_area.setMinimumWidth(px(_NARROWEST_LIST))
        self.ui.card_area.setMinimumWidth(px(_NARROWEST_CARD))
        self._hint_column.setContentsMargins(px(24), px(72), px(24), px(24))
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
        narrow, busy = self._is_narrow(), self.pane.currentWidget() is self.area
        self.ui.back.setVisible(narrow)
        self.ui.list_area.setVisible(not (narrow and busy))
        self.ui.card_area.setVisible(busy or not narrow)
        if not narrow and not self._sized and self.isVisible():
            self._sized = True
            card = self._frame.look.sizes.px(_CARD)
            self.ui.splitter.setSizes([self.width() - card, card])
