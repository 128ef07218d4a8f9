"""The band at the top over a store of a newer program, and why what would change it is off."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
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
        """A button that is off tells why, also where something else would hinder it too."""
        if not (
            isinstance(event, QHelpEvent)
            and event.type() is QEvent.Type.ToolTip
            and isinstance(watched, QAbstractButton)
            and not watched.isEnabled()
        ):
            return False
        why = self.tr("Registret är öppet bara för läsning: det som ändrar något är avstängt.")
        told = [one for one in (watched.toolTip(), why) if one]
        QToolTip.showText(event.globalPos(), "\n".join(told), watched)
        return True
