"""The persons behind a figure: a list that leads to each card."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from munhalsa.application.follow_up import persons_behind
from munhalsa.application.ports import PersonLine
from munhalsa.desktop.look import set_look
from munhalsa.desktop.person_words import NOTHING
from munhalsa.desktop.view import Frame
from munhalsa.desktop.widgets.plain_list import PlainList
from munhalsa.domain.identity import masked

_MOST = 500


class RecordsDialog(QDialog):
    """``wanted`` carries the id of whoever's card is asked for; the dialog closes then."""

    wanted = Signal(str)

    def __init__(self, title: str, ids: Sequence[str], frame: Frame, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Uppgifterna bakom"))
        self.setMinimumWidth(frame.look.sizes.px(560))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(12)
        heading = QLabel(title, self)
        set_look(heading, "section")
        heading.setWordWrap(True)
        column.addWidget(heading)
        self.told = QLabel(self)
        self.told.setWordWrap(True)
        column.addWidget(self.told)
        self.list = PlainList(
            (self.tr("Namn"), self.tr("Personnummer"), self.tr("Boende")),
            frame.look,
            name=self.tr("Personer"),
            parent=self,
        )
        column.addWidget(self.list)
        buttons = QDialogButtonBox(self)
        self.card = buttons.addButton(
            self.tr("Visa kortet"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        buttons.addButton(self.tr("Stäng"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._choose)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.list.doubleClicked.connect(lambda _: self._choose())
        self._show(ids, ())
        frame.desk.read(
            self,
            lambda context: persons_behind(context, ids[:_MOST]),
            done=lambda lines: self._show(ids, lines),
        )

    def _choose(self) -> None:
        if self.list.chosen:
            self.wanted.emit(self.list.chosen)
            self.accept()

    def _show(self, ids: Sequence[str], lines: Sequence[PersonLine]) -> None:
        told = self.tr("1 person.") if len(ids) == 1 else self.tr("{0} personer.").format(len(ids))
        if len(ids) > _MOST:
            told += " " + self.tr("De första {0} visas.").format(_MOST)
        self.told.setText(told)
        self.card.setEnabled(bool(lines))
        self.list.show_rows(
            [
                (line.id, (line.name, masked(line.number), line.unit or NOTHING))
                for line in lines
                if not line.masked
            ]
        )
