"""Two records side by side: which value is kept of each field, and what would follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QDialog, QLabel, QRadioButton, QWidget

from munhalsa.application.compare_persons import Compared, ComparedField, Stand
from munhalsa.application.merge_persons import MergePersons
from munhalsa.application.ports import PersonLine
from munhalsa.desktop.forms.merge_dialog import MergeDialogForm
from munhalsa.desktop.look import Look, set_look
from munhalsa.desktop.widgets.field_message import FieldMessage
from munhalsa.domain.identity import masked
from munhalsa.domain.refusal import Refusal

_KEEP, _OTHER = 1, 2
_WIDE = 640


class MergeDialog(QDialog):
    """``given`` carries the merge to be done, ``swapped`` the two the other way round."""

    given = Signal(object)
    swapped = Signal(object)

    def __init__(self, compared: Compared, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.ui = MergeDialogForm()
        self.ui.set_up(self)
        self._command = compared.command
        self._groups: dict[str, QButtonGroup] = {}
        self.message = FieldMessage(self.ui.join, self)
        self.ui.column.insertWidget(self.ui.column.indexOf(self.ui.buttons), self.message)
        self.ui.grid.setColumnStretch(_KEEP, 1)
        self.ui.grid.setColumnStretch(_OTHER, 1)
        self._fill(compared)
        self.ui.join.clicked.connect(lambda: self.given.emit(self.command))
        self.ui.swap.clicked.connect(self._swap)
        self.ui.leave.clicked.connect(self.reject)
        self.finished.connect(self.deleteLater)
        self.setMinimumWidth(look.sizes.px(_WIDE))
        self._put_in_order()

    @property
    def command(self) -> MergePersons:
        """The merge as it is chosen."""
        taken = {name for name, group in self._groups.items() if group.checkedId() == _OTHER}
        return replace(self._command, from_other=frozenset(taken))

    @property
    def choices(self) -> Sequence[QRadioButton]:
        """The buttons of the fields that can be chosen, row by row."""
        return self.ui.both.findChildren(QRadioButton)

    def show_refusal(self, refusal: Refusal) -> None:
        """A rule says no to the merge as it is chosen."""
        self.message.say(refusal.message)
        self._grow()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """As high as the words need: lines that wrap are not told by a size hint."""
        super().showEvent(event)
        self._grow()

    # Within.

    def _grow(self) -> None:
        self.ui.column.activate()
        self.resize(self.width(), self.ui.column.totalHeightForWidth(self.width()))

    def _fill(self, compared: Compared) -> None:
        ui, tr = self.ui, self.tr
        for column, title, person in (
            (_KEEP, tr("Finns kvar"), compared.keep),
            (_OTHER, tr("Slås ihop med den"), compared.other),
        ):
            self._put(0, column, title, look="muted")
            self._put(1, column, person.name, look="strong")
        rows = [
            (tr("Personnummer"), *(masked(one.number) for one in _two(compared))),
            (tr("Enhet"), *(one.unit or "–" for one in _two(compared))),
            (tr("Intyg"), *(one.certificate or "–" for one in _two(compared))),
        ]
        for title, keep, other in rows:
            self._put_row(title, keep, other)
        for field in compared.fields:
            if field.stand is Stand.OPEN:
                self._put_choice(field)
            elif field.stand is not Stand.SAME:
                self._put_settled(field)
        same = [one.title.lower() for one in compared.fields if one.stand is Stand.SAME]
        for label, words, found in (
            (ui.same, tr("Lika i båda: {0}."), same),
            (ui.moves, tr("Följer med: {0}."), compared.moves),
            (ui.aside, tr("Läggs åt sidan, till en återställning: {0}."), compared.set_aside),
            (ui.voided, tr("Makuleras hos VGR, för att de överlappar: {0}."), compared.voided),
        ):
            label.setText(words.format(", ".join(found)))
            label.setVisible(bool(found))

    def _put_row(self, title: str, keep: str, other: str) -> int:
        row = self.ui.grid.rowCount()
        self._put(row, 0, title, look="muted")
        for column, text in ((_KEEP, keep), (_OTHER, other)):
            self._put(row, column, text).setAccessibleName(f"{title}: {text}")
        return row

    def _put_settled(self, field: ComparedField) -> None:
        """The value that holds stands out, and says so."""
        holds = self.tr("{0} (gäller)")
        taken = field.stand is Stand.TAKES
        keep = field.keep if taken else holds.format(field.keep)
        self._put_row(field.title, keep, holds.format(field.other) if taken else field.other)

    def _put_choice(self, field: ComparedField) -> None:
        row = self.ui.grid.rowCount()
        self._put(row, 0, field.title, look="muted")
        group = QButtonGroup(self)
        for column, text in ((_KEEP, field.keep), (_OTHER, field.other)):
            button = QRadioButton(text, self.ui.both)
            button.setAccessibleName(f"{field.title}: {text}")
            button.setChecked(column == _KEEP)
            button.ensurePolished()
            button.setMinimumHeight(button.sizeHint().height())
            group.addButton(button, column)
            self.ui.grid.addWidget(button, row, column)
        self._groups[field.field] = group

    def _put(self, row: int, column: int, text: str, *, look: str = "") -> QLabel:
        label = QLabel(text, self.ui.both)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(column > 0)
        if look:
            set_look(label, look)
        self.ui.grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignVCenter)
        return label

    def _put_in_order(self) -> None:
        buttons = (self.ui.swap, self.ui.leave, self.ui.join)
        chain: list[QWidget] = [*self.choices, *buttons]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)
        chain[0].setFocus()

    def _swap(self) -> None:
        keep, other = self._command.other, self._command.keep
        self.swapped.emit(MergePersons(keep=keep, other=other))


def _two(compared: Compared) -> tuple[PersonLine, PersonLine]:
    return compared.keep, compared.other
