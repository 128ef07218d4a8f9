"""The list of every view: rows chosen by keyboard or mouse, kept by id when rows come and go."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from munhalsa.desktop.look import Look
from munhalsa.desktop.models.listing import Listing
from munhalsa.desktop.models.window_model import WindowModel
from munhalsa.desktop.widgets.row_delegate import RowDelegate

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Table(QTableView):
    """Shows a WindowModel; ``chosen`` carries the id of the row come to, ``opened`` of Enter's."""

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, model: WindowModel[Any], look: Look, *, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = model
        self._look = look
        self._kept: tuple[str | None, int] = (None, 0)
        self._follow: str | None = None
        self._quiet = False
        self._delegate = RowDelegate(model, look, self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self._set_up_headers()
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)
        self.selectionModel().currentRowChanged.connect(self._announce)
        self.doubleClicked.connect(lambda index: self.opened.emit(self._rows.ids[index.row()]))
        look.changed.connect(self._take_sizes)
        self._take_sizes()

    @property
    def current_id(self) -> str | None:
        """The id of the row that the keyboard stands on."""
        place = self.currentIndex().row()
        return self._rows.ids[place] if 0 <= place < len(self._rows.ids) else None

    @property
    def rows_seen(self) -> int:
        """How many rows there is room for at once, cut ones counted."""
        return self.viewport().height() // self.verticalHeader().defaultSectionSize() + 2

    def choose(self, id: str) -> bool:
        """Go to the row with that id; if it is not there yet, as soon as it comes."""
        place = self._rows.place_of(id)
        if place is None:
            self._follow = id
            return False
        self._follow = None
        self._go_to(place)
        return True

    def choose_first(self) -> None:
        """Go to the first row, if there is one."""
        if self._rows.rowCount():
            self._go_to(0)

    def widths(self) -> Mapping[str, int]:
        """The width of each column that is shown, by name, in the order shown; to be kept."""
        header = self.horizontalHeader()
        shown = (header.logicalIndex(place) for place in range(header.count()))
        return {
            self._rows.columns[column].name: header.sectionSize(column)
            for column in shown
            if not header.isSectionHidden(column)
        }

    def set_widths(self, widths: Mapping[str, int]) -> None:
        """Show those columns, so wide and in that order; names that are gone are passed over."""
        header = self.horizontalHeader()
        numbers = {column.name: number for number, column in enumerate(self._rows.columns)}
        known = {name: width for name, width in widths.items() if name in numbers}
        if not known:
            return
        for name, number in numbers.items():
            header.setSectionHidden(number, name not in known and number != 0)
        for place, (name, width) in enumerate(known.items()):
            header.moveSection(header.visualIndex(numbers[name]), place)
            header.resizeSection(numbers[name], max(width, header.minimumSectionSize()))

    def listing(self) -> Listing:
        """What is shown here, to be saved in a file."""
        named = {column.name: column for column in self._rows.columns}
        shown = [named[name] for name in self.widths()]
        return Listing(
            name=self.accessibleName(),
            columns=tuple(column.of_file for column in shown),
            order=self._order_words(),
            count=len(self._rows.ids),
            of_persons=self._rows.tells_of_persons,
            windows=self._rows.to_save(shown),
            remark=self._rows.remark,
        )

    def columns_menu(self, parent: QWidget) -> QMenu:
        """Which columns are shown and what the list is sorted by, for those without a mouse."""
        menu = QMenu(self.tr("Kolumner och sortering"), parent)
        order = self._rows.order
        header = self.horizontalHeader()
        for number, column in enumerate(self._rows.columns):
            if column.sortable:
                by = QAction(self.tr("Sortera efter {0}").format(column.title), menu)
                by.setCheckable(True)
                by.setChecked(order.column == column.name)
                by.triggered.connect(lambda _=False, number=number: self._sort_by(number))
                menu.addAction(by)
        menu.addSeparator()
        for number, column in enumerate(self._rows.columns[1:], start=1):
            shown = QAction(self.tr("Visa {0}").format(column.title), menu)
            shown.setCheckable(True)
            shown.setChecked(not header.isSectionHidden(number))
            shown.toggled.connect(lambda on, number=number: header.setSectionHidden(number, not on))
            menu.addAction(shown)
        return menu

    # What Qt calls.

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter opens the row."""
        if event.key() in _ENTER and self.current_id is not None:
            self.opened.emit(self.current_id)
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, text: str) -> None:  # noqa: N802
        """Nothing: Qt would read every row. Looking something up is the search field's work."""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """The row under the mouse is shown."""
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: Any) -> None:  # noqa: N802
        """No row is under the mouse."""
        super().leaveEvent(event)
        self._hover(-1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The view may have more room for its columns."""
        super().resizeEvent(event)
        self.viewport().update()

    def moveCursor(  # noqa: N802
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """The keyboard stays in the first column, whose cell speaks for the whole row."""
        index = super().moveCursor(action, modifiers)
        home = QAbstractItemView.CursorAction.MoveHome
        if action is home or action is QAbstractItemView.CursorAction.MoveEnd:
            last = self._rows.rowCount() - 1
            return self._rows.index(0 if action is home else last, 0)
        return index.siblingAtColumn(0) if index.isValid() else index

    # Within.

    def _set_up_headers(self) -> None:
        rows, header = self.verticalHeader(), self.horizontalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionsMovable(True)
        header.setFirstSectionMovable(False)
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setStretchLastSection(True)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setSortIndicatorShown(True)
        header.setAccessibleName(self.tr("Kolumnrubriker"))
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        header.sectionClicked.connect(self._sort_by)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._open_columns_menu)
        for number, column in enumerate(self._rows.columns):
            header.setSectionHidden(number, not column.shown)
        self._show_order()

    def _open_columns_menu(self, place: QPoint) -> None:
        menu = self.columns_menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.horizontalHeader().mapToGlobal(place))

    def _sort_by(self, number: int) -> None:
        column, order = self._rows.columns[number], self._rows.order
        again = column.name == order.column and not order.descending
        self._rows.sort(
            number, Qt.SortOrder.DescendingOrder if again else Qt.SortOrder.AscendingOrder
        )
        self._show_order()

    def _show_order(self) -> None:
        order = self._rows.order
        names = [column.name for column in self._rows.columns]
        down = Qt.SortOrder.DescendingOrder if order.descending else Qt.SortOrder.AscendingOrder
        number = names.index(order.column) if order.column in names else -1
        self.horizontalHeader().setSortIndicator(number, down)

    def _order_words(self) -> str:
        order = self._rows.order
        title = next((one.title for one in self._rows.columns if one.name == order.column), "")
        falling = self.tr("{0}, fallande").format(title)
        return falling if title and order.descending else title

    def _take_sizes(self) -> None:
        sizes = self._look.sizes
        self.verticalHeader().setDefaultSectionSize(sizes.row)
        self.horizontalHeader().setMinimumHeight(sizes.row)
        self.horizontalHeader().setMinimumSectionSize(sizes.px(48))
        for number, column in enumerate(self._rows.columns):
            self.horizontalHeader().resizeSection(number, sizes.px(column.width * 8 + 20))

    def _hover(self, row: int) -> None:
        before, self._delegate.hovered = self._delegate.hovered, row
        if before != row:
            for changed in (before, row):
                if changed >= 0:
                    top = self.rowViewportPosition(changed)
                    self.viewport().update(0, top, self.viewport().width(), self.rowHeight(changed))

    def _go_to(self, place: int) -> None:
        index = self._rows.index(place, 0)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def _announce(self, current: QModelIndex) -> None:
        if current.isValid() and not self._quiet:
            self.chosen.emit(self._rows.ids[current.row()])

    def _remember(self) -> None:
        self._kept = (self.current_id, self.verticalScrollBar().value())

    def _restore(self) -> None:
        kept, scrolled = self._kept
        wanted = self._follow or kept
        place = self._rows.place_of(wanted) if wanted is not None else None
        if place is None:
            return
        self._follow = None
        self._quiet = wanted == kept
        self._go_to(place)
        if self._quiet:
            self.verticalScrollBar().setValue(scrolled)
            self.scrollTo(self._rows.index(place, 0))
        self._quiet = False
