"""The queue beside the fields: which of the two, how much waits, and who is left out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from munhalsa.application.export_profile import Subject
from munhalsa.application.registration_help import WaitingLine
from munhalsa.desktop.look import Look, set_look
from munhalsa.desktop.models.window_model import WindowModel
from munhalsa.desktop.widgets.choice import Choice, Option
from munhalsa.desktop.widgets.fitting_table import FittingTable
from munhalsa.domain.refusal import Notice
from munhalsa.domain.swedish import spaced

_ROWS, _TARGET = 5, 44
_ANY = 16777215
"""Qt's word for no greatest height."""


class RegistrationSide(QFrame):
    """``chosen`` carries the subject of the queue that somebody wants."""

    chosen = Signal(object)

    def __init__(self, model: WindowModel[WaitingLine], look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        set_look(self, "card")
        tr = self.tr
        self.back = QPushButton(tr("Ta in och lämna ut"), self)
        look.put_icon(self.back, "arrow-left")
        set_look(self.back, "quiet")
        self.heading = QLabel(tr("Registreringshjälp"), self)
        set_look(self.heading, "page")
        self.which: Choice[Subject] = Choice(
            [Option(Subject.CERTIFICATE, tr("Intyg")), Option(Subject.UNIT, tr("Boendeenheter"))],
            name=tr("Vilken kö"),
            parent=self,
        )
        self.which.chosen.connect(self._choose)
        self.count, self.left_out = QLabel(self), QLabel(self)
        set_look(self.left_out, "warn")
        self.table = FittingTable(
            model,
            look,
            name=tr("Väntar på att registreras"),
            give_way=("since", "number"),
            grow=("name", "action"),
            parent=self,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        for label in (self.heading, self.count, self.left_out):
            label.setWordWrap(True)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self.heading, self.which, self.count, self.left_out):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        column.addStretch(0)

    def show_subject(self, subject: Subject) -> None:
        """Which queue it is."""
        self.which.set_value(subject)

    def tell(self, count: int, left_out: Sequence[Notice]) -> None:
        """How much waits, and how many are left out of it."""
        self.count.setText(self.tr("{0} att registrera").format(spaced(count)))
        self.table.show()
        self.left_out.setText(" ".join(one.message for one in left_out))
        self.left_out.setVisible(bool(left_out))

    def empty(self) -> None:
        """Nothing can be shown; why is told beside."""
        self.count.setText("")
        for part in (self.left_out, self.table):
            part.hide()

    def _choose(self) -> None:
        """One of the two is always chosen."""
        self.chosen.emit(self.which.value or Subject.CERTIFICATE)

    def fit(self, *, tall: bool) -> None:
        """Rows that a finger hits; beside the fields as tall as they are, above them a few rows."""
        px = self._look.sizes.px
        self.table.verticalHeader().setDefaultSectionSize(px(_TARGET))
        for button in self.which.buttons:
            button.setMinimumHeight(px(_TARGET))
        rows = px(_TARGET) * _ROWS + self._look.sizes.row
        self.table.setMinimumHeight(rows if tall else px(_TARGET) * 3 + self._look.sizes.row)
        self.table.setMaximumHeight(_ANY if tall else rows)
