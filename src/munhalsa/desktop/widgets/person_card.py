"""The card of one person: who, certificate, answer, contacts and history, with what can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from munhalsa.application.ports import HistoryLine
from munhalsa.desktop.forms.person_card import PersonCardForm
from munhalsa.desktop.look import set_look
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.widgets.announce import announce
from munhalsa.desktop.widgets.flow import Flow

if TYPE_CHECKING:
    from munhalsa.application.view_person import PersonCard
    from munhalsa.desktop.person_text import CardText, Section

_CHIPS = {
    Tone.OK: "chip-ok",
    Tone.WARN: "chip-warn",
    Tone.BAD: "chip-bad",
}
MayUndo = Callable[[HistoryLine], bool]
"""Whether whoever looks may take back what a line of the history tells of."""

_FIRST_LINES = 8
_SHOWN_FOR = 30_000
"""Milliseconds that a whole number stays on screen."""


class PersonCardView(QWidget):
    """Shows a PersonCard; ``undo_wanted`` carries the line of the history to take back.

    ``number_shown`` says that the whole number came on screen, ``copy_wanted`` that it is asked
    for in the clipboard.
    """

    number_shown = Signal()
    copy_wanted = Signal()
    undo_wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.ui = PersonCardForm()
        self.ui.set_up(self)
        self._text: CardText | None = None
        self._history: Sequence[HistoryLine] = ()
        self._may_undo: MayUndo = lambda _: False
        self._hide = QTimer(self, singleShot=True, interval=_SHOWN_FOR)
        self._hide.timeout.connect(self._mask)
        self._menus = {button: _menu_of(button) for button in (self.ui.print, self.ui.more)}
        self.ui.certificate_text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
        )
        for widget in (self.ui.certificate_title, self.ui.response_title):
            widget.setTextFormat(Qt.TextFormat.PlainText)
        for head, state in (
            (self.ui.certificate_head, self.ui.certificate_state),
            (self.ui.response_head, self.ui.response_state),
        ):
            head.setStretch(0, 1)
            state.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = Flow(self.ui.buttons, 8)
        for button in (self.ui.answer, self.ui.print, self.ui.more):
            row.addWidget(button)
        top_left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        self.ui.care_rows.setLabelAlignment(top_left)
        self.ui.care_rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.ui.care_rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.ui.show_number.clicked.connect(self.toggle_number)
        self.ui.copy_number.clicked.connect(self.copy_wanted)
        self.ui.whole_history.clicked.connect(lambda: self._show_history(whole=True))
        self.ui.copy_number.setAccessibleName(self.tr("Kopiera personnumret"))

    def set_actions(
        self, main: QAction, prints: Sequence[QAction], more: Sequence[QAction]
    ) -> None:
        """What the buttons do; ``main`` is what role and state call for."""
        _show_action(self.ui.answer, main)
        for button, actions in ((self.ui.print, prints), (self.ui.more, more)):
            menu = self._menus[button]
            menu.clear()
            menu.addActions(list(actions))
            button.setVisible(bool(actions))

    def show_card(self, card: PersonCard, *, may_undo: MayUndo) -> None:
        """Show somebody; the number is masked again."""
        from munhalsa.desktop.person_text import card_text

        self._text = text = card_text(card)
        self._history, self._may_undo = card.history, may_undo
        self.ui.name.setText(text.name)
        self.ui.where.setText(text.where)
        self._mask()
        self._show_section(
            text.certificate,
            self.ui.certificate,
            self.ui.certificate_title,
            self.ui.certificate_state,
            self.ui.certificate_text,
        )
        self._show_section(
            text.response,
            self.ui.response,
            self.ui.response_title,
            self.ui.response_state,
            self.ui.response_text,
        )
        self._show_care(text.care)
        self._show_history(whole=False)
        self.setAccessibleName(text.name)

    def announce_card(self) -> None:
        """Have the card said in short."""
        if self._text is not None:
            announce(self, self._text.spoken)

    def clear(self) -> None:
        """Nobody's card: no name or number stays in the widgets."""
        self._text, self._history = None, ()
        self._hide.stop()
        for label in self.findChildren(QLabel):
            if label not in (self.ui.care_title, self.ui.history_title):
                label.clear()
        self._show_care(())
        self._show_history(whole=False)
        self.setAccessibleName("")

    @property
    def whole_number(self) -> str:
        """The number as it is written; empty when nobody is shown."""
        return self._text.whole_number if self._text is not None else ""

    def toggle_number(self) -> None:
        """Show the whole number for half a minute, or mask it again."""
        if self._text is None:
            return
        if self._hide.isActive():
            self._mask()
            return
        self.ui.number.setText(self._text.whole_number)
        self.ui.show_number.setText(self.tr("Dölj"))
        self.ui.show_number.setAccessibleName(self.tr("Dölj personnumret"))
        self._hide.start()
        announce(self.ui.number, self._text.whole_number)
        self.number_shown.emit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Texts that wrap need other heights with another text size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.updateGeometry()

    def _mask(self) -> None:
        self._hide.stop()
        self.ui.number.setText(self._text.masked_number if self._text is not None else "")
        self.ui.show_number.setText(self.tr("Visa"))
        self.ui.show_number.setAccessibleName(self.tr("Visa hela personnumret"))

    def _show_section(
        self, section: Section, frame: QFrame, title: QLabel, state: QLabel, text: QLabel
    ) -> None:
        title.setText(section.title)
        text.setText("\n".join(section.lines))
        state.setVisible(section.chip is not None)
        if section.chip is not None:
            state.setText(section.chip.text)
            set_look(state, _CHIPS.get(section.chip.tone, "chip-neutral"))
        set_look(frame, "card-warn" if section.warns else "card")
        frame.setAccessibleName(section.title)

    def _show_care(self, rows: Sequence[tuple[str, str]]) -> None:
        while self.ui.care_rows.rowCount():
            self.ui.care_rows.removeRow(0)
        for title, words in rows:
            label, value = QLabel(title, self.ui.care), QLabel(words, self.ui.care)
            set_look(label, "muted")
            for each in (label, value):
                each.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            label.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
            value.setAlignment(Qt.AlignmentFlag.AlignTop)
            value.setWordWrap(True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            value.setAccessibleName(f"{title}: {words}")
            self.ui.care_rows.addRow(label, value)
        for widget in (self.ui.care_title, self.ui.care):
            widget.setVisible(bool(rows))

    def _show_history(self, *, whole: bool) -> None:
        _empty(self.ui.history_column)
        lines = self._history if whole else self._history[:_FIRST_LINES]
        for line in lines:
            self.ui.history_column.addWidget(self._history_row(line))
        hidden = len(self._history) - len(lines)
        self.ui.whole_history.setVisible(hidden > 0)
        self.ui.whole_history.setText(self.tr("Visa {0} äldre").format(hidden))
        self.ui.history_title.setVisible(bool(self._history))

    def _history_row(self, line: HistoryLine) -> QWidget:
        from munhalsa.desktop.person_text import history_text

        row = QWidget(self.ui.history)
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(6)
        words = QLabel(history_text(line), row)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        set_look(words, "muted")
        across.addWidget(words, 1)
        if not line.undone and self._may_undo(line):
            undo = QPushButton(self.tr("Ångra"), row)
            undo.setAccessibleName(self.tr("Ångra: {0}").format(words.text()))
            set_look(undo, "link")
            undo.clicked.connect(lambda _=False: self.undo_wanted.emit(line))
            across.addWidget(undo, 0, Qt.AlignmentFlag.AlignTop)
        return row


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


def _menu_of(button: QPushButton) -> QMenu:
    """An empty menu that the button opens."""
    menu = QMenu(button.text().replace("&", ""), button)
    button.setMenu(menu)
    button.setProperty("menu", "true")
    return menu


def _empty(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
