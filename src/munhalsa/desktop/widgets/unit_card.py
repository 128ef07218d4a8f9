"""The card of one unit: how to reach it, who is there, what it was, and what can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QMenu,
    QPushButton,
    QWidget,
)

from munhalsa.application.ports import HistoryLine
from munhalsa.application.unit_residents import Resident
from munhalsa.application.view_unit import UnitCard
from munhalsa.desktop.forms.unit_card import UnitCardForm
from munhalsa.desktop.look import Look, set_look
from munhalsa.desktop.person_text import history_text
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.unit_text import resident_words, unit_text
from munhalsa.desktop.widgets.announce import announce
from munhalsa.desktop.widgets.flow import Flow
from munhalsa.desktop.widgets.staff_part import StaffPart

_CHIPS = {Tone.OK: "chip-ok", Tone.WARN: "chip-warn", Tone.BAD: "chip-bad"}
_FIRST_ROWS, _FIRST_LINES = 60, 8


class UnitCardView(QWidget):
    """Shows a UnitCard with its residents.

    ``person_wanted`` carries a person's id, ``undo_wanted`` a line of the history, ``ticked`` how
    many residents are ticked.
    """

    person_wanted = Signal(str)
    undo_wanted = Signal(object)
    ticked = Signal(int)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.ui = UnitCardForm()
        self.ui.set_up(self)
        self.staff = StaffPart(look, self)
        self.ui.column.insertWidget(self.ui.column.indexOf(self.ui.residents_head), self.staff)
        self._residents: Sequence[Resident] = ()
        self._boxes: dict[str, QCheckBox] = {}
        self._may_move = False
        self._chips = Flow(self.ui.chips, 6)
        self._buttons = Flow(self.ui.buttons, 8)
        self.main = QPushButton(self.ui.buttons)
        set_look(self.main, "primary")
        self.other = QPushButton(self.ui.buttons)
        self.more = QPushButton(self.tr("&Mer"), self.ui.buttons)
        self._menu = QMenu(self.tr("Mer"), self.more)
        self.more.setMenu(self._menu)
        self.more.setProperty("menu", "true")
        for button in (self.main, self.other, self.more):
            self._buttons.addWidget(button)
        for label in (self.ui.name, self.ui.where, self.ui.contact_text, self.ui.confirmed):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.ui.contact_text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.ui.facts_rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.ui.tick_all.clicked.connect(self._tick_all)

    def set_actions(self, main: QAction, other: QAction, more: Sequence[QAction]) -> None:
        """What the buttons do; ``main`` is what the unit calls for."""
        for button, action in ((self.main, main), (self.other, other)):
            _show_action(button, action)
        self._menu.clear()
        self._menu.addActions(list(more))
        self.more.setVisible(bool(more))

    def set_move(self, action: QAction) -> None:
        """The command below the residents."""
        _show_action(self.ui.move, action)

    def show_card(
        self,
        card: UnitCard,
        residents: Sequence[Resident],
        *,
        may_undo: Callable[[HistoryLine], bool],
        may_move: bool,
        in_sight: bool = True,
    ) -> None:
        """Show a unit; who was ticked and is still there stays so.

        ``in_sight``: who is there may be seen; otherwise nobody being shown says nothing.
        """
        kept = set(self.chosen)
        text = unit_text(card.record)
        self.ui.name.setText(text.name)
        self.ui.where.setText(text.where)
        self.ui.contact_text.setText(text.contact)
        self.ui.confirmed.setText(text.confirmed)
        warns = card.record.confirm_contacts
        set_look(self.ui.contact, "card-warn" if warns else "card")
        set_look(self.ui.confirmed, "warn" if warns else "muted")
        self.ui.contact.setAccessibleName(self.ui.contact_title.text())
        _empty(self._chips)
        for chip in text.chips:
            label = QLabel(chip.text, self.ui.chips)
            set_look(label, _CHIPS.get(chip.tone, "chip-neutral"))
            self._chips.addWidget(label)
        self.ui.chips.setVisible(bool(text.chips))
        self._show_facts(text.facts)
        self._may_move = may_move
        self._residents = residents
        self.ui.nobody.setText(
            self.tr("Ingen bor här i dag.")
            if in_sight
            else self.tr("Vilka som bor här visas för dem vars roll gäller enheten.")
        )
        self._show_residents(kept, whole=False)
        self._show_history(card.history, may_undo=may_undo)
        self.setAccessibleName(text.name)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of those who are ticked."""
        return tuple(person for person, box in self._boxes.items() if box.isChecked())

    @property
    def count(self) -> int:
        """How many residents there are."""
        return len(self._residents)

    def announce_card(self) -> None:
        """Have the card said in short."""
        announce(self, f"{self.ui.name.text()}. {self.ui.where.text()}")

    def clear(self) -> None:
        """No unit and nobody's name stays in the widgets."""
        self._residents = ()
        self._show_residents(set(), whole=False)
        self._show_history((), may_undo=lambda _: False)
        self._show_facts(())
        for label in (self.ui.name, self.ui.where, self.ui.contact_text, self.ui.confirmed):
            label.clear()
        self.setAccessibleName("")

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Texts that wrap need other heights with another text size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.updateGeometry()

    # Within.

    def _show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        while self.ui.facts_rows.rowCount():
            self.ui.facts_rows.removeRow(0)
        for title, words in facts:
            label, value = QLabel(title, self.ui.facts), QLabel(words, self.ui.facts)
            set_look(label, "muted")
            for each in (label, value):
                each.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            value.setWordWrap(True)
            value.setAccessibleName(f"{title}: {words}")
            self.ui.facts_rows.addRow(label, value)
        self.ui.facts.setVisible(bool(facts))

    def _show_residents(self, kept: set[str], *, whole: bool) -> None:
        _empty(self.ui.residents_column)
        self._boxes = {}
        shown = self._residents if whole else self._residents[:_FIRST_ROWS]
        for resident in shown:
            self.ui.residents_column.addWidget(self._row(resident, resident.person_id in kept))
        hidden = len(self._residents) - len(shown)
        if hidden:
            more = QPushButton(self.tr("Visa {0} till").format(hidden), self.ui.residents)
            set_look(more, "link")
            more.clicked.connect(lambda: self._show_residents(set(self.chosen), whole=True))
            self.ui.residents_column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        count = len(self._residents)
        self.ui.residents_title.setText(self.tr("Här finns {0}").format(count))
        self.ui.nobody.setVisible(not count)
        for widget in (self.ui.residents, self.ui.residents_title):
            widget.setVisible(bool(count))
        for button in (self.ui.tick_all, self.ui.move):
            button.setVisible(bool(count) and self._may_move)
        self._tell_ticked()

    def _row(self, resident: Resident, ticked: bool) -> QWidget:
        row = QWidget(self.ui.residents)
        grid = QGridLayout(row)
        grid.setContentsMargins(0, 0, 0, 4)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        name = resident.row.name
        box = QCheckBox(row)
        box.setAccessibleName(self.tr("Markera {0}").format(name))
        box.setChecked(ticked)
        box.setVisible(self._may_move)
        box.toggled.connect(lambda _: self._tell_ticked())
        self._boxes[resident.person_id] = box
        link = QPushButton(name.replace("&", "&&"), row)
        link.setAccessibleName(self.tr("Öppna {0}").format(name))
        set_look(link, "link")
        link.clicked.connect(lambda _=False: self.person_wanted.emit(resident.person_id))
        words = QLabel(resident_words(resident), row)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        words.setIndent(4)
        set_look(words, "muted")
        grid.addWidget(box, 0, 0)
        grid.addWidget(link, 0, 1, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(words, 1, 1)
        return row

    def _tick_all(self) -> None:
        wanted = len(self.chosen) < len(self._boxes)
        if wanted and len(self._boxes) < len(self._residents):
            self._show_residents(set(), whole=True)
        for box in self._boxes.values():
            box.setChecked(wanted)

    def _tell_ticked(self) -> None:
        count = len(self.chosen)
        everybody = bool(self._boxes) and count == len(self._boxes)
        self.ui.tick_all.setText(
            self.tr("Avmarkera alla") if everybody else self.tr("Markera alla")
        )
        self.ticked.emit(count)

    def _show_history(
        self, history: Sequence[HistoryLine], *, may_undo: Callable[[HistoryLine], bool]
    ) -> None:
        _empty(self.ui.history_column)
        for line in history[:_FIRST_LINES]:
            row = QWidget(self.ui.history)
            across = QHBoxLayout(row)
            across.setContentsMargins(0, 0, 0, 0)
            across.setSpacing(6)
            words = QLabel(history_text(line), row)
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.setWordWrap(True)
            set_look(words, "muted")
            across.addWidget(words, 1)
            if not line.undone and may_undo(line):
                undo = QPushButton(self.tr("Ångra"), row)
                undo.setAccessibleName(self.tr("Ångra: {0}").format(words.text()))
                set_look(undo, "link")
                undo.clicked.connect(lambda _=False, line=line: self.undo_wanted.emit(line))
                across.addWidget(undo, 0, Qt.AlignmentFlag.AlignTop)
            self.ui.history_column.addWidget(row)
        self.ui.history_title.setVisible(bool(history))


def _show_action(button: QPushButton, action: QAction) -> None:
    """The button does what the action does, and is no more enabled than it."""
    for old in button.actions():
        button.removeAction(old)
        button.clicked.disconnect(old.trigger)
        old.enabledChanged.disconnect(button.setEnabled)
    button.addAction(action)
    button.setText(action.text())
    button.setToolTip(action.toolTip())
    button.setEnabled(action.isEnabled())
    button.clicked.connect(action.trigger)
    action.enabledChanged.connect(button.setEnabled)


def _empty(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
