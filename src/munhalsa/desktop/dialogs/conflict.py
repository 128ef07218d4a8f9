"""Somebody else was first: both values of each field that both have changed, to choose from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from munhalsa.desktop.forms.conflict_dialog import ConflictDialogForm
from munhalsa.desktop.look import Look
from munhalsa.desktop.widgets.two_columns import TwoColumns

_WIDE = 560


class ConflictDialog(QDialog):
    """``clashes`` are (name, title, now, mine) in words; what others have saved is chosen first."""

    def __init__(
        self, clashes: Sequence[tuple[str, str, str, str]], *, look: Look, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.ui = ConflictDialogForm()
        self.ui.set_up(self)
        self.both = TwoColumns(self)
        self.ui.column.insertWidget(self.ui.column.indexOf(self.ui.explanation) + 1, self.both)
        self.both.put_heading(self.tr("Sparat av någon annan"), self.tr("Du skrev"), look="strong")
        for name, title, now, mine in clashes:
            self.both.put_choice(name, title, now, mine)
        chain: list[QWidget] = [*self.both.choices, self.ui.leave, self.ui.go_on]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)
        self.ui.go_on.clicked.connect(self.accept)
        self.ui.leave.clicked.connect(self.reject)
        self.finished.connect(self.deleteLater)
        self.setMinimumWidth(look.sizes.px(_WIDE))
        chain[0].setFocus()

    def ask(self, then: Callable[[frozenset[str]], None]) -> None:
        """Show it; ``then`` gets the names of the fields of which the own value is kept."""
        self.accepted.connect(lambda: then(self.both.taken))
        self.open()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """As high as the words need: lines that wrap are not told by a size hint."""
        super().showEvent(event)
        self.ui.column.activate()
        self.resize(self.width(), self.ui.column.totalHeightForWidth(self.width()))
