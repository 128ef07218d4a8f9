"""The band at the top over a store of a newer program, and why what would change it is off."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAction, QHelpEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QToolButton,
    QToolTip,
    QWidget,
)

from munhalsa.application.reading_only import OPEN_FOR_READING
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.look import Look, set_look
from munhalsa.desktop.widgets.announce import announce


class ReadingOnly(QFrame):
    """Shown as long as such a store is open; it cannot be closed away."""

    def __init__(self, desk: Desk, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        set_look(self, "band")
        sign = QToolButton(self)
        sign.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        sign.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        sign.setAccessibleName(self.tr("Bara läsning"))
        set_look(sign, "quiet")
        look.put_icon(sign, "triangle-alert", tone="warn")
        self.text = QLabel(OPEN_FOR_READING, self)
        self.text.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 20, 4)
        row.addWidget(sign)
        row.addWidget(self.text, 1)
        self.setVisible(False)

    def take_in(self) -> None:
        """Somebody logged in, to a store that can be changed or one that cannot."""
        application = QCoreApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
            if self._desk.reads_only:
                application.installEventFilter(self)
        self.setVisible(self._desk.reads_only)
        if self._desk.reads_only:
            QTimer.singleShot(0, self, lambda: announce(self, OPEN_FOR_READING, urgent=True))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """What is off tells why, in a menu too, also where something else would hinder it."""
        if not isinstance(event, QHelpEvent) or event.type() is not QEvent.Type.ToolTip:
            return False
        off: QAbstractButton | QAction | None = None
        if isinstance(watched, QAbstractButton):
            off = watched
        elif isinstance(watched, QMenu):
            off = watched.actionAt(event.pos())
        if off is None or off.isEnabled():
            return False
        why = self.tr("Registret är öppet bara för läsning: det som ändrar något är avstängt.")
        told = [one for one in (off.toolTip(), why) if one]
        QToolTip.showText(event.globalPos(), "\n".join(told))
        return True
