"""A month as a grid of weeks; each day with what is on it in words, gone through by the arrows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from munhalsa.desktop.due_words import long_day
from munhalsa.desktop.look import Look
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.widgets.day_delegate import DAY, MARKS, OUTSIDE, TODAY, DayDelegate
from munhalsa.domain.dates import EARLIEST, LATEST, add_months
from munhalsa.domain.lazy_dataclass import dataclass

_SWEDISH = QLocale(QLocale.Language.Swedish, QLocale.Country.Sweden)
_WEEK = 7
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_DAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -_WEEK, Qt.Key.Key_Down: _WEEK}
_MONTHS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_WIDE, _TALL = 104, 70


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on a day: what it is, and how it stands; ``tone`` only goes with the words."""

    what: str
    state: str
    tone: Tone


class MonthCalendar(QTableWidget):
    """``came`` to another day, ``turned`` to another month, ``opened`` a day with Enter.

    ``set_today`` tells it where to begin.
    """

    came = Signal()
    turned = Signal()
    opened = Signal()

    def __init__(self, look: Look, *, name: str, parent: QWidget) -> None:
        super().__init__(0, _WEEK, parent)
        self._look, self._today, self._day = look, EARLIEST, EARLIEST
        self._marks: Mapping[date, Sequence[Mark]] | None = None
        self._filling = False
        self.setAccessibleName(name)
        self.setItemDelegate(DayDelegate(look, self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalHeaderLabels(
            [_SWEDISH.standaloneDayName(day).capitalize() for day in range(1, _WEEK + 1)]
        )
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
            header.setSectionsClickable(False)
            header.setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.currentCellChanged.connect(self._moved)
        self.cellDoubleClicked.connect(lambda *_: self.opened.emit())
        look.changed.connect(self._take_sizes)
        self._lay_out()

    @property
    def day(self) -> date:
        """The day that the keyboard stands on."""
        return self._day

    @property
    def first(self) -> date:
        """The Monday at the top."""
        first = self._day.replace(day=1)
        return first - timedelta(days=first.weekday())

    @property
    def last(self) -> date:
        """The Sunday at the end."""
        return self.first + timedelta(days=_WEEK * self.rowCount() - 1)

    @property
    def month(self) -> str:
        """November 2026."""
        return f"{_SWEDISH.standaloneMonthName(self._day.month).capitalize()} {self._day.year}"

    def set_today(self, today: date) -> None:
        """The store has told its own day."""
        if today != self._today:
            follows, self._today = self._day == self._today, today
            if follows:
                self.go(today)
            self._tell()

    def go(self, day: date) -> None:
        """Stand on a day, in its month."""
        if not EARLIEST <= day <= LATEST:
            return
        turned = (day.year, day.month) != (self._day.year, self._day.month)
        self._day = day
        if turned:
            self._marks = None
            self._lay_out()
            self.turned.emit()
        else:
            self._stand()
        self.came.emit()

    def go_months(self, months: int) -> None:
        """The same day so many months on."""
        self.go(add_months(self._day, months))

    def go_today(self) -> None:
        """Back to where one is."""
        self.go(self._today)

    @property
    def is_known(self) -> bool:
        """Whether it has been told what is on the days that are shown."""
        return self._marks is not None

    def show_marks(self, marks: Mapping[date, Sequence[Mark]]) -> None:
        """What is on the days of the grid."""
        self._marks = marks
        self._tell()

    def sentence(self, day: date) -> str:
        """A day in words, with all that is on it as soon as that is known."""
        told = long_day(day)
        if day == self._today:
            told = self.tr("{0}, i dag").format(told)
        if self._marks is None:
            return f"{told}."
        marks = "; ".join(f"{one.what}, {one.state}" for one in self._marks.get(day, ()))
        return f"{told}: {marks or self.tr('ingen besöksdag')}."

    # What Qt calls.

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Arrows go by days and over the edges, Page Up and Down by months, Home to today."""
        key = Qt.Key(event.key())
        if key in _ENTER:
            self.opened.emit()
        elif key in _DAYS:
            self.go(self._day + timedelta(days=_DAYS[key]))
        elif key in _MONTHS:
            self.go_months(_MONTHS[key])
        elif key == Qt.Key.Key_Home:
            self.go_today()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The day stays in sight."""
        super().resizeEvent(event)
        self._into_sight()

    # Within.

    def _lay_out(self) -> None:
        self._filling = True
        first = self.first
        end = add_months(self._day.replace(day=1), 1)
        self.setRowCount(-((first - end).days // _WEEK))
        for row in range(self.rowCount()):
            week = (first + timedelta(days=row * _WEEK)).isocalendar().week
            self.setVerticalHeaderItem(row, QTableWidgetItem(self.tr("v. {0}").format(week)))
            for column in range(_WEEK):
                self.setItem(row, column, QTableWidgetItem())
        self._filling = False
        self._tell()
        self._stand()
        self._take_sizes()

    def _tell(self) -> None:
        for place in range(self.rowCount() * _WEEK):
            day = self.first + timedelta(days=place)
            index = self.model().index(place // _WEEK, place % _WEEK)
            said = self.sentence(day)
            for role, value in (
                (DAY, str(day.day)),
                (MARKS, tuple((self._marks or {}).get(day, ()))),
                (OUTSIDE, day.month != self._day.month),
                (TODAY, day == self._today),
                (Qt.ItemDataRole.AccessibleTextRole, said),
                (Qt.ItemDataRole.ToolTipRole, said),
            ):
                self.model().setData(index, value, role)

    def _stand(self) -> None:
        place = (self._day - self.first).days
        self._filling = True
        self.setCurrentCell(place // _WEEK, place % _WEEK)
        self._filling = False
        self._into_sight()

    def _into_sight(self) -> None:
        """Also where the page is what scrolls."""
        self.scrollTo(self.currentIndex())
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        page = None if above is None else above.widget()
        if above is not None and page is not None and self.hasFocus():
            cell = self.visualRect(self.currentIndex())
            middle = self.viewport().mapTo(page, cell.center())
            above.ensureVisible(middle.x(), middle.y(), cell.width() // 2, cell.height() // 2)

    def _moved(self, row: int, column: int, *_: int) -> None:
        if not self._filling and row >= 0:
            self.go(self.first + timedelta(days=row * _WEEK + column))

    def _take_sizes(self) -> None:
        sizes = self._look.sizes
        self.horizontalHeader().setMinimumHeight(sizes.row)
        self.verticalHeader().setMinimumSectionSize(sizes.px(_TALL))
        self.horizontalHeader().setMinimumSectionSize(sizes.px(_WIDE))
        bar = self.horizontalScrollBar().sizeHint().height()
        head = max(sizes.row, self.horizontalHeader().sizeHint().height())
        self.setMinimumHeight(head + bar + sizes.px(8) + self.rowCount() * sizes.px(_TALL))
