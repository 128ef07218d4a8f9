"""Nytt intyg, at the right: is there somebody like this already?"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from munhalsa.application.find_known import KnownAlready
from munhalsa.application.ports import PersonLine
from munhalsa.desktop.forms.new_certificate_view import NewCertificateViewForm
from munhalsa.desktop.look import set_look
from munhalsa.desktop.widgets.announce import announce
from munhalsa.desktop.widgets.flow import Flow
from munhalsa.domain.identity import masked

_GAP = 8


class KnownPanel(QObject):
    """``wanted`` carries the id of somebody to look at, ``same`` the number of who it is.

    Tab comes here after ``before``.
    """

    wanted = Signal(str)
    same = Signal(str)

    def __init__(self, ui: NewCertificateViewForm, before: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._ui, self._before = ui, before
        self._not_same: set[str] = set()
        self._shown: tuple[PersonLine, ...] = ()
        self._cards: list[QWidget] = []
        self.clear()

    @property
    def shown(self) -> tuple[PersonLine, ...]:
        """Who is shown as like the new person."""
        return self._shown

    @property
    def text(self) -> str:
        """What is said of the number."""
        return self._ui.known_text.text()

    def clear(self) -> None:
        """Nothing is asked yet."""
        self._not_same.clear()
        self._tell(self.tr("Skriv numret först. Liknande personer visas här medan du skriver."))
        self._show(())

    def show(self, known: KnownAlready, *, has_number: bool) -> None:
        """What was found."""
        alike = tuple(line for line in known.alike if line.id not in self._not_same)
        if known.same is not None:
            self._tell(self._of_same(known.same))
            alike = ()
        elif not has_number:
            self._tell(self.tr("Skriv numret först. Liknande personer visas här medan du skriver."))
        else:
            self._tell(self.tr("Ingen annan har det här numret."))
        self._show(alike)

    def _tell(self, text: str) -> None:
        self._ui.known_text.setText(text)

    def _of_same(self, line: PersonLine) -> str:
        if line.masked:
            return self.tr(
                "Numret tillhör någon med skyddade uppgifter. Be den som har särskild rätt att "
                "utfärda intyget."
            )
        if line.certificate is not None:
            return self.tr(
                "{0} finns redan och har intyget {1}. Förnya eller ändra det i stället."
            ).format(line.name, line.certificate)
        return self.tr("{0} finns redan i registret, utan intyg.").format(line.name)

    def _show(self, alike: tuple[PersonLine, ...]) -> None:
        if alike == self._shown:
            return
        came = {line.id for line in alike} - {line.id for line in self._shown}
        self._shown = alike
        for card in self._cards:
            self._ui.alike_column.removeWidget(card)
            card.deleteLater()
        self._cards = [self._card(line) for line in alike]
        for card in self._cards:
            self._ui.alike_column.addWidget(card)
            card.show()  # At once, or the next Tab goes past it.
        self.order_tabs()
        if came:
            announce(self._ui.panel, self.tr("{0} personer liknar den här.").format(len(alike)))

    def _card(self, line: PersonLine) -> QFrame:
        card = QFrame(self._ui.alike)
        card.setFrameShape(QFrame.Shape.NoFrame)
        set_look(card, "card-warn")
        parts = [line.name, masked(line.number), *([line.unit] if line.unit else [])]
        text = QLabel(self.tr("Liknar: {0}.").format(", ".join(parts)), card)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        set_look(text, "warn")
        buttons = QWidget(card)
        flow = Flow(buttons, _GAP)
        for words, run in (
            (self.tr("Visa"), partial(self.wanted.emit, line.id)),
            (self.tr("Samma person"), partial(self.same.emit, line.number)),
            (self.tr("Inte samma"), partial(self._dismiss, line.id)),
        ):
            button = QPushButton(words, buttons)
            button.setAutoDefault(False)
            button.setAccessibleName(f"{words}: {line.name}")
            set_look(button, "link")
            button.clicked.connect(lambda _=False, run=run: run())
            flow.addWidget(button)
        column = QVBoxLayout(card)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        column.addWidget(text)
        column.addWidget(buttons)
        return card

    def order_tabs(self) -> None:
        """Whoever has written the names comes to the likenesses next."""
        before = self._before
        for card in self._cards:
            for button in card.findChildren(QPushButton):
                QWidget.setTabOrder(before, button)
                before = button

    def _dismiss(self, person: str) -> None:
        self._not_same.add(person)
        self._show(tuple(line for line in self._shown if line.id != person))
