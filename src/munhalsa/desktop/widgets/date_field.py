"""A date as people type it: i or = for today, +3d, -1m, 260301, arrows, or out of a calendar."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QVBoxLayout, QWidget

from munhalsa.desktop.look import Look
from munhalsa.desktop.widgets.typed import fill
from munhalsa.domain.dates import EARLIEST, LATEST, add_months, read_typed_day
from munhalsa.domain.refusal import Rejected

_ICON = "calendar"


class DateField(QLineEdit):
    """Writes the day out in full when it is left; ``left`` after that, also with a fault in it.

    ``today`` is the day that i, = and the steps count from.
    """

    left = Signal()

    def __init__(self, look: Look, *, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.setPlaceholderText(self.tr("ÅÅÅÅ-MM-DD"))
        self.setToolTip(
            self.tr(
                "i eller = är i dag, +3d om tre dagar, -1m för en månad sedan. Alt+Ned: kalender."
            )
        )
        self._open = QAction(self.tr("Välj i kalender"), self)
        self._open.setShortcut(QKeySequence("Alt+Down"))
        self._open.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._open.triggered.connect(self.open_calendar)
        self.addAction(self._open, QLineEdit.ActionPosition.TrailingPosition)
        look.put_icon(self._open, _ICON)
        self.editingFinished.connect(self._write_out)

    def set_today(self, today: date) -> None:
        """Count from another day, when the store has told its own or midnight has passed."""
        self._today = today

    def set_day(self, day: date | None) -> None:
        """Show a day, or none."""
        fill(self, "" if day is None else day.isoformat())

    def day(self, *, field: str | None = None) -> date | None:
        """The day, None if the field is empty; Rejected if it cannot be read."""
        if not self.text().strip():
            return None
        return read_typed_day(self.text(), today=self._today, field=field)

    def open_calendar(self) -> QCalendarWidget:
        """Show the calendar below the field; a chosen day comes into the field."""
        popup = QWidget(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget(popup)
        calendar.setAccessibleName(self._open.text())
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        calendar.setDateRange(_as_qt(EARLIEST), _as_qt(LATEST))
        calendar.setSelectedDate(_as_qt(self._readable() or self._today))

        def choose(chosen: QDate) -> None:
            self.setText(date(chosen.year(), chosen.month(), chosen.day()).isoformat())
            popup.close()
            self.left.emit()

        calendar.activated.connect(choose)
        calendar.clicked.connect(choose)
        column = QVBoxLayout(popup)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(calendar)
        popup.move(self.mapToGlobal(QPoint(0, self.height())))
        popup.show()
        calendar.setFocus()
        return calendar

    # What Qt calls.

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Arrows go by days, Page Up and Down by months."""
        days: dict[int, int] = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        months: dict[int, int] = {Qt.Key.Key_PageUp: 1, Qt.Key.Key_PageDown: -1}
        key = event.key()
        if event.modifiers() or (key not in days and key not in months):
            super().keyPressEvent(event)
            return
        day = self._readable() or self._today
        moved = day + timedelta(days=days[key]) if key in days else add_months(day, months[key])
        if EARLIEST <= moved <= LATEST:
            self.setText(moved.isoformat())

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """What was typed is written out."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._write_out()
            self.left.emit()

    def _readable(self) -> date | None:
        try:
            return self.day()
        except Rejected:
            return None

    def _write_out(self) -> None:
        day = self._readable()
        if day is not None and self.text() != day.isoformat():
            self.set_day(day)


def _as_qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
