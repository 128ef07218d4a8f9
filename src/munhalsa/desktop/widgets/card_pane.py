"""What stands beside the list: a card, or in words why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from munhalsa.desktop.look import Look, set_look
from munhalsa.desktop.widgets.announce import announce
from munhalsa.desktop.widgets.field_message import FieldMessage
from munhalsa.desktop.widgets.person_card import MayUndo, PersonCardView

if TYPE_CHECKING:
    from munhalsa.application.view_person import PersonCard


class CardPane(QStackedWidget):
    """One of: a hint, the question why a protected card must be opened, a card.

    ``reason_given`` carries the answer to that question.
    """

    reason_given = Signal(str)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._shown = ""
        self.card = PersonCardView(self)
        self._hint = QLabel(self)
        self._hint.setWordWrap(True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_look(self._hint, "muted")
        self.area = QScrollArea(self)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self.card)
        self._reason_page = self._make_reason_page()
        for page in (self._hint, self._reason_page, self.area):
            self.addWidget(page)
        look.changed.connect(self._take_sizes)
        self._take_sizes()

    @property
    def hint(self) -> str:
        """The words instead of a card; empty when there is one."""
        return self._hint.text() if self.currentWidget() is self._hint else ""

    @property
    def is_open(self) -> bool:
        """Whether a card is shown."""
        return self.currentWidget() is self.area

    def tell(self, text: str) -> None:
        """Words instead of a card."""
        if text == self.hint:
            return
        self.card.clear()
        self._hint.setText(text)
        self.setCurrentWidget(self._hint)

    def ask_reason(self, why: str) -> None:
        """Ask why the card of a protected person must be opened."""
        self.card.clear()
        self._why.setText(why)
        self.reason.clear()
        self.setCurrentWidget(self._reason_page)
        self.reason.setFocus()
        announce(self.reason, why)

    def show_card(self, card: PersonCard, *, may_undo: MayUndo) -> None:
        """Show somebody, from the top unless it is who was shown."""
        same = self.is_open and self._shown == card.record.person.id
        self._shown = card.record.person.id
        self.card.show_card(card, may_undo=may_undo)
        self.setCurrentWidget(self.area)
        if not same:
            self.area.verticalScrollBar().setValue(0)
            self.card.announce_card()

    def focus_card(self) -> None:
        """To the first thing to do on the card."""
        if self.is_open:
            self.card.ui.answer.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_reason_page(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(8)
        self._why = QLabel(page)
        self._why.setWordWrap(True)
        label = QLabel(self.tr("&Varför öppnas kortet?"), page)
        self.reason = QLineEdit(page)
        self.reason.setMaxLength(200)
        label.setBuddy(self.reason)
        self._reason_message = FieldMessage(self.reason, page)
        self._open = QPushButton(self.tr("Ö&ppna kortet"), page)
        set_look(self._open, "primary")
        for widget in (self._why, label, self.reason, self._reason_message, self._open):
            column.addWidget(widget)
        column.addStretch(1)
        self._open.clicked.connect(self._give_reason)
        self.reason.returnPressed.connect(self._give_reason)
        return page

    def _give_reason(self) -> None:
        reason = self.reason.text().strip()
        if not reason:
            self._reason_message.say(self.tr("Skriv med några ord varför. Det sparas i loggen."))
            self.reason.setFocus()
            return
        self._reason_message.clear()
        self.reason_given.emit(reason)

    def _take_sizes(self) -> None:
        px = self._look.sizes.px
        self._hint.setContentsMargins(px(24), px(24), px(24), px(24))
