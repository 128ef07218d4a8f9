"""Ta in och lämna ut: the way to the reconciliation with a list out of Intygsbeställningen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout

from munhalsa.desktop.look import set_look


class CompareCard(QFrame):
    """``wanted`` when somebody wants to go there."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        set_look(self, "card")
        heading, text = QLabel(self.tr("Avstämning"), self), QLabel(self)
        set_look(heading, "section")
        set_look(text, "muted")
        text.setWordWrap(True)
        text.setText(
            self.tr(
                "Jämför en lista ur Intygsbeställningen med registret, och avgör det som skiljer."
            )
        )
        self.go = QPushButton(self.tr("St&äm av mot en lista"), self)
        self.go.setAutoDefault(False)
        self.go.clicked.connect(self.wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(8)
        column.addWidget(heading)
        column.addWidget(text)
        column.addWidget(self.go, 0, Qt.AlignmentFlag.AlignLeft)
