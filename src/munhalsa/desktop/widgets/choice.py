"""One of a few answers: buttons in a row, each with a key of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from munhalsa.desktop.widgets.flow import Flow
from munhalsa.domain.lazy_dataclass import dataclass

V = TypeVar("V")

_GAP = 12
_REACHED = Qt.FocusPolicy.ClickFocus
"""No stop for Tab, and yet not out of reach of the Alt key of the label beside it."""
_NOTHING = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


@dataclass(frozen=True, slots=True)
class Option(Generic[V]):
    """What can be answered; ``key`` is the letter that answers so and goes on."""

    value: V
    text: str
    key: str = ""


class Choice(QWidget, Generic[V]):
    """The answer, or None so far; Backspace takes it back. ``chosen`` at each change by the user.

    ``name`` is what is asked; every button says it, so that none is a mere yes.
    """

    chosen = Signal()

    def __init__(
        self, options: Sequence[Option[V]], *, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.after: Callable[[], QWidget | None] = lambda: None
        """Where a letter goes on to, if not to the next field."""
        self._name = name
        self._group = QButtonGroup(self)
        self._options: tuple[Option[V], ...] = ()
        self._buttons: tuple[QRadioButton, ...] = ()
        self._row = Flow(self, _GAP)
        self.setAccessibleName(name)
        self.setFocusPolicy(_REACHED)
        self.set_options(options)

    @property
    def value(self) -> V | None:
        """What is answered."""
        for option, button in zip(self._options, self._buttons, strict=True):
            if button.isChecked():
                return option.value
        return None

    @property
    def values(self) -> tuple[V, ...]:
        """What can be answered, in order."""
        return tuple(option.value for option in self._options)

    @property
    def buttons(self) -> tuple[QRadioButton, ...]:
        """The buttons, in order."""
        return self._buttons

    def set_value(self, value: V | None) -> None:
        """Show an answer, or none, without telling of it."""
        self._group.setExclusive(False)
        for option, button in zip(self._options, self._buttons, strict=True):
            button.setChecked(value is not None and option.value == value)
        self._group.setExclusive(True)
        self._settle_focus()

    def set_options(self, options: Sequence[Option[V]]) -> None:
        """Other answers to choose from; none is chosen."""
        if tuple(options) == self._options:
            return
        for button in self._buttons:
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.deleteLater()
        self._options = tuple(options)
        self._buttons = tuple(self._button(option) for option in options)
        self._settle_focus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Letters answer and go on; Backspace takes the answer back."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() in _NOTHING and self.value is not None:
            self.set_value(None)
            self.chosen.emit()
            return True
        if event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            return False
        typed = event.text().casefold()
        for option in self._options:
            if typed and typed == option.key.casefold():
                self.set_value(option.value)
                self.chosen.emit()
                self._go_on()
                return True
        return False

    def come_after(self, before: QWidget) -> QWidget:
        """Take the place after another field in the order of Tab; gives the last button.

        Tab goes on from the button, yet stops at whatever lends it its focus: left behind, that
        would lead back here for ever. Qt moves it only while it takes the focus itself.
        """
        self.setFocusProxy(None)  # type: ignore[arg-type]
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        last: QWidget = self
        self.setTabOrder(before, self)
        for button in self._buttons:
            self.setTabOrder(last, button)
            last = button
        self.setFocusPolicy(_REACHED)
        self._settle_focus()
        return last

    def _go_on(self) -> None:
        field = self.after()
        if field is not None:
            field.setFocus()
            return
        self.setFocus()
        self.focusNextChild()

    def _clicked(self) -> None:
        self._settle_focus()
        self.chosen.emit()

    def _settle_focus(self) -> None:
        """Tab comes to what is answered, or else to the first; arrows go on from there."""
        checked = [button for button in self._buttons if button.isChecked()]
        home = (checked or list(self._buttons))[:1]
        for button in self._buttons:
            policy = Qt.FocusPolicy.StrongFocus if button in home else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)
        for button in home:
            self.setFocusProxy(button)

    def _button(self, option: Option[V]) -> QRadioButton:
        button = QRadioButton(option.text, self)
        button.setAccessibleName(f"{self._name}: {option.text}")
        if option.key:
            button.setToolTip(self.tr("Tangent {0}").format(option.key.upper()))
        button.installEventFilter(self)
        button.clicked.connect(lambda _=False: self._clicked())
        self._group.addButton(button)
        self._row.addWidget(button)
        return button


def order_tabs(fields: Sequence[QWidget]) -> None:
    """Have Tab go from field to field, whatever they are made of."""
    first = fields[0]
    before = first.buttons[-1] if isinstance(first, Choice) else first
    for field in fields[1:]:
        if isinstance(field, Choice):
            before = field.come_after(before) if field.buttons else before
        else:
            QWidget.setTabOrder(before, field)
            before = field
