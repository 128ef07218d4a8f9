"""Two records side by side: which value is kept of each field, and what would follow."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from munhalsa.application.compare_persons import Compared, ComparedField, Stand
from munhalsa.application.merge_persons import MergePersons
from munhalsa.application.record_words import NOTHING
from munhalsa.desktop.forms.merge_dialog import MergeDialogForm
from munhalsa.desktop.look import Look
from munhalsa.desktop.widgets.field_message import FieldMessage
from munhalsa.desktop.widgets.two_columns import TwoColumns
from munhalsa.domain.identity import masked
from munhalsa.domain.refusal import Refusal

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
        self.both = TwoColumns(self)
        self.ui.column.insertWidget(self.ui.column.indexOf(self.ui.explanation) + 1, self.both)
        self.message = FieldMessage(self.ui.join, self)
        self.ui.column.insertWidget(self.ui.column.indexOf(self.ui.buttons), self.message)
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
        return replace(self._command, from_other=self.both.taken)

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
        ui, tr, both = self.ui, self.tr, self.both
        keep, other = compared.keep, compared.other
        both.put_heading(tr("Finns kvar"), tr("Slås ihop med den"))
        both.put_heading(keep.name, other.name, look="strong")
        both.put_row(tr("Personnummer"), masked(keep.number), masked(other.number))
        both.put_row(tr("Enhet"), keep.unit or "–", other.unit or "–")
        both.put_row(tr("Intyg"), keep.certificate or "–", other.certificate or "–")
        for field in compared.fields:
            if field.stand is Stand.OPEN:
                both.put_choice(field.field, field.title, field.keep, field.other)
            elif field.stand is not Stand.SAME:
                self._put_settled(field)
        same = [
            f"{one.title.lower()} {one.keep}"
            for one in compared.fields
            if one.stand is Stand.SAME and one.keep != NOTHING
        ]
        for label, words, found in (
            (ui.same, tr("Samma i båda posterna: {0}."), same),
            (ui.moves, tr("Följer med: {0}."), compared.moves),
            (ui.aside, tr("Läggs åt sidan, till en återställning: {0}."), compared.set_aside),
            (ui.voided, tr("Makuleras hos VGR, för att de överlappar: {0}."), compared.voided),
        ):
            label.setText(words.format(", ".join(found)))
            label.setVisible(bool(found))

    def _put_settled(self, field: ComparedField) -> None:
        """The value that holds says so."""
        holds = self.tr("{0} (gäller)")
        taken = field.stand is Stand.TAKES
        keep = field.keep if taken else holds.format(field.keep)
        other = holds.format(field.other) if taken else field.other
        self.both.put_row(field.title, keep, other)

    def _put_in_order(self) -> None:
        buttons = (self.ui.swap, self.ui.leave, self.ui.join)
        chain: list[QWidget] = [*self.both.choices, *buttons]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)
        chain[0].setFocus()

    def _swap(self) -> None:
        keep, other = self._command.other, self._command.keep
        self.swapped.emit(MergePersons(keep=keep, other=other))
