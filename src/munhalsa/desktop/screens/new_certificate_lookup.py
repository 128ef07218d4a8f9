"""Nytt intyg: whoever has the number, and whoever is like the person, found while typing."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from munhalsa.application.find_known import KnownAlready, WhoIsThis, find_known
from munhalsa.application.person_list import note_search
from munhalsa.application.view_person import PersonCard, open_card
from munhalsa.desktop.screens.new_certificate_known import KnownPanel
from munhalsa.desktop.screens.new_certificate_sheet import Sheet
from munhalsa.desktop.view import Frame

PURPOSE = "nytt intyg"
"""Why a card is opened, as the log tells it."""

_SETTLED_AFTER = 1_000
"""Milliseconds without a key before what was shown is logged."""


class Lookup(QObject):
    """Asks at every key, shows the newest answer, and logs whom it showed when it has settled."""

    def __init__(self, frame: Frame, sheet: Sheet, panel: KnownPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._frame, self._sheet, self._panel = frame, sheet, panel
        self._noted: frozenset[str] = frozenset()
        self.settled = QTimer(self, singleShot=True, interval=_SETTLED_AFTER)
        self.settled.timeout.connect(self._note)
        sheet.changed.connect(self._ask)
        sheet.numbered.connect(self._number_changed)
        panel.same.connect(sheet.person.take_number)

    def clear(self) -> None:
        """Somebody else."""
        self._noted = frozenset()
        self._panel.clear()

    def _number_changed(self) -> None:
        if self._sheet.person.is_known:
            self._sheet.know(None)
        self._sheet.person.set_obstacle(None)
        self._ask()

    def _ask(self) -> None:
        given, family = self._sheet.person.names
        unit = self._sheet.home.unit
        asked = WhoIsThis(
            number=self._number(),
            given_name=given,
            family_name=family,
            unit_id=None if unit is None else unit.id,
        )
        self._frame.desk.read(
            self,
            lambda context: find_known(context, asked),
            done=lambda known: self._show(known, asked),
            latest="known",
        )

    def _show(self, known: KnownAlready, asked: WhoIsThis) -> None:
        person, same = self._sheet.person, known.same
        if self._number() != asked.number:
            return
        self._panel.show(known, has_number=asked.number is not None)
        hidden = same is not None and same.masked
        person.set_obstacle(self._panel.text if hidden else None)
        if same is not None and not hidden and not person.is_known:
            self._open(same.id, asked.number)
        self.settled.start()

    def _open(self, person: str, number: str | None) -> None:
        def know(card: PersonCard) -> None:
            if self._number() == number:
                self._sheet.know(card.record)

        self._frame.desk.read(
            self,
            lambda context: open_card(context, person, purpose=PURPOSE),
            done=know,
            latest="card",
        )

    def _note(self) -> None:
        shown = frozenset(line.id for line in self._panel.shown)
        if not shown or shown <= self._noted:
            return
        self._noted = shown
        typed = self._number() or ""
        self._frame.desk.read(
            self, lambda context: note_search(context, typed, sorted(shown)), done=lambda _: None
        )

    def _number(self) -> str | None:
        number = self._sheet.person.number
        return None if number is None else number.value
