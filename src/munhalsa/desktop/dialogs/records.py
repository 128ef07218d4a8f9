"""The persons behind a figure: a list that leads to each card, and can be saved."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from munhalsa.desktop.look import set_look
from munhalsa.desktop.models.record_model import RecordSource, record_model
from munhalsa.desktop.view import Frame
from munhalsa.desktop.widgets.fitting_table import FittingTable
from munhalsa.desktop.window.saving import saving_button


class RecordsDialog(QDialog):
    """``wanted`` carries the id of whoever's card is asked for; the dialog closes then."""

    wanted = Signal(str)

    def __init__(self, title: str, ids: Sequence[str], frame: Frame, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Uppgifterna bakom"))
        self.setMinimumSize(frame.look.sizes.px(600), frame.look.sizes.px(420))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(12)
        heading = QLabel(title, self)
        set_look(heading, "page")
        heading.setWordWrap(True)
        column.addWidget(heading)
        self.told = QLabel(self)
        self.told.setWordWrap(True)
        column.addWidget(self.told)
        self.model = record_model(frame.desk, self)
        self.list = FittingTable(
            self.model,
            frame.look,
            name=self.tr("Personer"),
            give_way=(),
            grow=("name", "unit"),
            parent=self,
        )
        column.addWidget(self.list, 1)
        buttons = QDialogButtonBox(self)
        self.card = buttons.addButton(
            self.tr("Visa kortet"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        buttons.addButton(self.tr("Stäng"), QDialogButtonBox.ButtonRole.RejectRole)
        self.save = saving_button(self, frame, name="records")
        buttons.addButton(self.save, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.accepted.connect(self._choose)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.told.setText(
            self.tr("1 person.") if len(ids) == 1 else self.tr("{0} personer.").format(len(ids))
        )
        self._filled(0)
        self.model.filled.connect(self._filled)
        self.list.opened.connect(lambda _: self._choose())
        self.model.show(RecordSource(ids))

    def _filled(self, count: int) -> None:
        self.card.setEnabled(bool(count))
        self.save.setEnabled(bool(count))
        if count:
            self.list.choose_first()

    def _choose(self) -> None:
        if self.list.current_id:
            self.wanted.emit(self.list.current_id)
            self.accept()
