"""The fields of one row, copied one after another, and what VGR answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from munhalsa.application.export_profile import Subject
from munhalsa.application.registration_help import HelpRow
from munhalsa.desktop.key_names import key_words
from munhalsa.desktop.look import read_in_order, set_look
from munhalsa.desktop.view import Frame
from munhalsa.desktop.widgets.announce import announce
from munhalsa.desktop.widgets.choice import order_tabs
from munhalsa.desktop.widgets.empty_state import EmptyState
from munhalsa.desktop.widgets.field_list import FieldList
from munhalsa.desktop.widgets.flow import Flow

_MOST_REFERENCE, _REFERENCE = 100, 220


class RegistrationCard(QFrame):
    """Knows which field was copied last; ``row`` is what is shown, None while nothing is."""

    def __init__(
        self, frame: Frame, copying: Sequence[QAction], marking: Sequence[QAction], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._frame = frame
        self.row: HelpRow | None = None
        self._at: int | None = None
        self._held: int | None = None
        self._copied: frozenset[int] = frozenset()
        set_look(self, "card")
        self._build(copying, marking)
        frame.clipboard.timer.timeout.connect(self._emptied)

    @property
    def given_reference(self) -> str | None:
        """VGR's reference, if there is one."""
        return " ".join(self.reference.text().split()) or None

    @property
    def can_go_back(self) -> bool:
        """Whether there is a field before the one that was copied."""
        return self._step(-1) is not None

    def show_row(self, row: HelpRow | None) -> None:
        """Show a row; the same one as before keeps what was copied of it."""
        if row is not None and row == self.row:
            return
        before, self.row = self.row, row
        if row is None or before is None or row.fields != before.fields or row.id != before.id:
            self._at = self._held = None
            self._copied = frozenset()
        if row is None or before is None or row.id != before.id:
            self.reference.clear()
        self.name.setText("" if row is None else row.name)
        self.about.setText("" if row is None else self._about(row))
        self.status.setText("" if row is None else self.tr("Inget fält är kopierat."))
        for part in (self.reference, self.fields):
            part.setEnabled(row is not None)
        self._paint()
        if row is not None and self.isAncestorOf(self.window().focusWidget()):
            announce(self.name, f"{row.name}. {self.about.text()}")

    def tell_empty(self, subject: Subject, *, empty: bool) -> None:
        """Fields, or that nothing waits."""
        self.page.setVisible(not empty)
        self.empty.setVisible(empty)
        what = (
            self.tr("Här kommer det som ändras om en boendeenhet: ansvarig, telefon, adress.")
            if subject is Subject.UNIT
            else self.tr("Här kommer nya intyg, ändrade svar, flyttar och annat som VGR ska veta.")
        )
        self.empty.tell(self.tr("Inget väntar på att registreras"), what)

    def tell_fault(self, text: str) -> None:
        """Nothing can be typed in, and why."""
        self.page.hide()
        self.empty.show()
        self.empty.tell(self.tr("Registreringshjälpen kan inte visas"), text)
        announce(self.empty, text, urgent=True)

    def copy_next(self) -> None:
        """The next field that is to be typed in."""
        place = self._step(1)
        if place is None:
            self._say(
                self.tr("Alla fält är kopierade. Markera som registrerad när allt är infört.")
            )
        else:
            self.copy(place)

    def copy_last(self) -> None:
        """The field before."""
        place = self._step(-1)
        if place is not None:
            self.copy(place)

    def copy(self, place: int) -> None:
        """Put a field in the clipboard; one that shall be empty takes away what lies there."""
        if self.row is None:
            return
        field = self.row.fields[place]
        self._at = place
        self._copied |= {place}
        if field.text:
            self._held = place
            self._frame.clipboard.copy(field.text)
            self._say(self.tr("I urklipp i 30 sekunder: {0}.").format(field.heading))
        else:
            self.let_go()
            self._say(self.tr("{0} ska vara tomt: töm fältet.").format(field.heading))
        self._paint()

    def let_go(self) -> None:
        """Nothing of the row stays in the clipboard."""
        self._held = None
        self._frame.clipboard.clear()

    # Within.

    def _build(self, copying: Sequence[QAction], marking: Sequence[QAction]) -> None:
        tr = self.tr
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 20)
        self.page = QWidget(self)
        self.empty = EmptyState(self)
        self.empty.hide()
        outer.addWidget(self.page, 1)
        outer.addWidget(self.empty, 1)
        column = QVBoxLayout(self.page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.name, self.about, self.status = (QLabel(self.page) for _ in range(3))
        set_look(self.name, "page")
        set_look(self.status, "strong")
        for label in (self.name, self.about, self.status):
            label.setWordWrap(True)
        self.fields = FieldList(self._frame.look, name=tr("Fält att föra in"), parent=self.page)
        self.fields.wanted.connect(self.copy)
        self.reference = QLineEdit(self.page)
        self.reference.setMaxLength(_MOST_REFERENCE)
        self.reference.setFixedWidth(self._frame.look.sizes.px(_REFERENCE))
        self.reference.setProperty("large", True)
        label = QLabel(tr("VGR:s refere&ns, om du har fått någon"), self.page)
        label.setBuddy(self.reference)
        self.reference.setAccessibleName(label.text().replace("&", ""))
        copy_row, self.copy_buttons = self._buttons(copying)
        mark_row, self.mark_buttons = self._buttons(marking, self.reference)
        set_look(self.copy_buttons[0], "primary")
        parts: list[QWidget] = [self.name, self.about, self.fields, self.status]
        parts += [copy_row, label, mark_row]
        for part in parts:
            column.addWidget(part, 1 if part is self.fields else 0)
        read_in_order(*parts)
        order_tabs([self.fields, *self.copy_buttons, self.reference, *self.mark_buttons])

    def _buttons(
        self, actions: Iterable[QAction], *before: QWidget
    ) -> tuple[QWidget, list[QPushButton]]:
        """Buttons that name their keys, as they are for the keys; behind what goes with them."""
        row = QWidget(self.page)
        flow = Flow(row, 8)
        for widget in before:
            widget.setParent(row)
            flow.addWidget(widget)
        made = []
        for action in actions:
            button = QPushButton(f"{action.text()}  ({key_words(action.shortcut())})", row)
            button.setToolTip(action.toolTip())
            button.setProperty("large", True)
            button.setAutoDefault(False)
            button.clicked.connect(action.trigger)
            action.enabledChanged.connect(button.setEnabled)
            flow.addWidget(button)
            made.append(button)
        return row, made

    def _about(self, row: HelpRow) -> str:
        told = self.tr("Att föra in: {0}.").format(", ".join(row.changes))
        if row.reference is None:
            return told
        before = self.tr("VGR:s referens sedan tidigare: {0}.").format(row.reference)
        return f"{told} {before}"

    def _step(self, way: int) -> int | None:
        """The next place to copy in that direction; None at the end."""
        if self.row is None:
            return None
        start = -1 if self._at is None else self._at
        last = len(self.row.fields) if way > 0 else -1
        places = range(start + way, last, way)
        return next((place for place in places if self.row.fields[place].step), None)

    def _emptied(self) -> None:
        if self._held is not None:
            self._held = None
            self._say(self.tr("Urklippet är tömt. Kopiera fältet igen om det behövs."))
            self._paint()

    def _paint(self) -> None:
        fields = () if self.row is None else self.row.fields
        self.fields.show_fields(fields, copied=self._copied, held=self._held)
        self.fields.go_to(self._at)

    def _say(self, text: str) -> None:
        self.status.setText(text)
        announce(self.status, text)
