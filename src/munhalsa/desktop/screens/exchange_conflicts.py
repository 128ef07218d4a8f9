"""The rows that go against the register, kind by kind: how many, and what holds for all of them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from munhalsa.application.import_table.plan import ConflictKind
from munhalsa.desktop.look import set_look
from munhalsa.desktop.screens.exchange_decisions import Alike, Decisions
from munhalsa.desktop.screens.exchange_words import rows_of
from munhalsa.desktop.widgets.flow_rows import flow_of
from munhalsa.desktop.widgets.still_wheel import keep_still

translate = QCoreApplication.translate


class ConflictBox(QFrame):
    """``decided`` when all of a kind are; ``asked`` for the rows of a kind to be shown."""

    decided = Signal(str, str)
    asked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        set_look(self, "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        self.heading = QLabel(self)
        set_look(self.heading, "strong")
        self.heading.setWordWrap(True)
        column.addWidget(self.heading)
        self.rows: dict[ConflictKind, ConflictRow] = {}
        for kind in ConflictKind:
            row = self.rows[kind] = ConflictRow(kind, self)
            row.side.activated.connect(partial(self._tell, kind))
            row.show_rows.clicked.connect(partial(self._ask, kind))
            column.addWidget(row)
        self.hide()

    def show_decisions(self, decisions: Decisions) -> None:
        """How many rows of each kind, and what holds for them."""
        total = len(decisions.rows(None))
        self.heading.setText(
            self.tr("{0} att ta ställning till. Filen gäller om du inte väljer annat.").format(
                rows_of(total)
            )
        )
        for kind, row in self.rows.items():
            count = len(decisions.rows(kind))
            row.setVisible(bool(count))
            if count:
                row.tell(count, decisions.alike(kind))
        self._line_up()
        self.setVisible(bool(total))

    def _line_up(self) -> None:
        """The same width for all words, and for all choices, so that they stand in columns."""
        rows = [row for row in self.rows.values() if not row.isHidden()]
        for parts in ([row.label for row in rows], [row.side for row in rows]):
            widest = max((part.sizeHint().width() for part in parts), default=0)
            for part in parts:
                part.setMinimumWidth(widest)

    def _tell(self, kind: ConflictKind, _place: int) -> None:
        side = self.rows[kind].side.currentData()
        if side != Alike.MIXED:
            self.decided.emit(kind.value, side)

    def _ask(self, kind: ConflictKind) -> None:
        self.asked.emit(kind.value)


class ConflictRow(QWidget):
    """One kind: in words, what holds for all of its rows, and a way to them."""

    def __init__(self, kind: ConflictKind, parent: QWidget) -> None:
        super().__init__(parent)
        self._kind = kind
        self.label = QLabel(self)
        self.side = QComboBox(self)
        self.side.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.show_rows = QPushButton(self.tr("Visa raderna"), self)
        self.show_rows.setAutoDefault(False)
        set_look(self.show_rows, "link")
        self.label.setBuddy(self.side)
        flow_of(self)
        keep_still(self)

    def tell(self, count: int, alike: Alike) -> None:
        """Fill it; that rows are decided otherwise is a choice only while it is so."""
        words = conflict_word(self._kind)
        self.label.setText(f"{words}: {rows_of(count)}")
        self.side.setAccessibleName(words)
        self.show_rows.setAccessibleName(self.tr("Visa raderna: {0}").format(words))
        self.side.clear()
        for side, text in side_words(self._kind).items():
            if side is not Alike.MIXED or alike is Alike.MIXED:
                self.side.addItem(text, side)
        self.side.setCurrentIndex(self.side.findData(alike))


def conflict_word(kind: ConflictKind) -> str:
    """What a kind of conflict is called."""
    return {
        ConflictKind.LIKENESS: translate("Conflicts", "Ny, men mycket lik en känd person"),
        ConflictKind.MOVES: translate("Conflicts", "Flyttar någon som bor någon annanstans"),
        ConflictKind.REPLACES: translate("Conflicts", "Ersätter en annan uppgift här"),
        ConflictKind.DUPLICATE: translate("Conflicts", "Samma uppgift två gånger i filen, olika"),
    }[kind]


def conflict_filter_word(kind: ConflictKind) -> str:
    """The choice of which rows are shown."""
    return {
        ConflictKind.LIKENESS: translate("Conflicts", "Lika en känd person"),
        ConflictKind.MOVES: translate("Conflicts", "Flyttar någon"),
        ConflictKind.REPLACES: translate("Conflicts", "Ersätter en uppgift"),
        ConflictKind.DUPLICATE: translate("Conflicts", "Samma uppgift två gånger"),
    }[kind]


def side_words(kind: ConflictKind) -> dict[Alike, str]:
    """What can hold for all rows of a kind."""
    mixed = translate("Conflicts", "Olika för olika rader")
    file, here = {
        ConflictKind.LIKENESS: (
            translate("Conflicts", "Ta in dem"),
            translate("Conflicts", "Ta inte in dem"),
        ),
        ConflictKind.DUPLICATE: (
            translate("Conflicts", "Den första raden räknas"),
            translate("Conflicts", "Den sista raden räknas"),
        ),
    }.get(
        kind,
        (
            translate("Conflicts", "Filen gäller"),
            translate("Conflicts", "Behåll det som finns här"),
        ),
    )
    return {Alike.FILE: file, Alike.HERE: here, Alike.MIXED: mixed}
