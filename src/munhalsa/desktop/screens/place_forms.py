"""Asking which room somebody has, which unit answers for the care, or where the visit is made."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from munhalsa.application.context import Context
from munhalsa.application.move_person import Moved, MovePerson, move_person
from munhalsa.application.prepare_units import UnitsDesk, prepare_units
from munhalsa.application.set_care import (
    PlaceSet,
    set_responsible_unit,
    set_visiting_place,
)
from munhalsa.application.view_person import PersonCard
from munhalsa.desktop.dialogs.change import ChangeDialog, ChangeForm, Filled
from munhalsa.desktop.dialogs.move import Mover
from munhalsa.desktop.dialogs.place import PlaceDialog
from munhalsa.desktop.screens.form_steps import explain_at_field
from munhalsa.desktop.screens.place_actions import housing_of
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.undoing import take_back
from munhalsa.desktop.view import Frame
from munhalsa.domain.person import ResidenceKind
from munhalsa.domain.refusal import Rejected

Set = Callable[[Context, Any], PlaceSet | Moved]

_RUN: dict[ResidenceKind, Set] = {
    ResidenceKind.RESPONSIBLE: set_responsible_unit,
    ResidenceKind.VISIT: set_visiting_place,
}


class PlaceForms(QObject):
    """Opened by PlaceActions; gone with the view."""

    def __init__(self, frame: Frame, view: QWidget) -> None:
        super().__init__(view)
        self._frame, self._view = frame, view

    def open(self, card: PersonCard, kind: ResidenceKind) -> None:
        """Ask for the unit, and save it."""
        record, run = card.record, _RUN[kind]
        mover = Mover(number=record.person.number, residences=record.residences, certified=False)

        def ask(desk: UnitsDesk) -> None:
            dialog = PlaceDialog(mover, kind, desk, look=self._frame.look, parent=self._view)
            dialog.given.connect(lambda asked: self._save(card, dialog, asked, run))
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

        self._frame.desk.read(self, prepare_units, done=ask)

    def open_room(self, card: PersonCard) -> None:
        """Another room at the same housing, or the right name of it."""
        found = housing_of(card)
        if found is None:
            return
        home, unit = found

        def command(filled: Filled) -> MovePerson:
            if (filled.words or None) == home.room:
                words = self.tr("Det rummet står redan. Skriv det nya, eller avbryt.")
                raise Rejected("nothing_changed", words, field="room")
            day = filled.day or card.day
            number = card.record.person.number
            return MovePerson(number=number, day=day, unit=unit.id, room=filled.words)

        form = ChangeForm(
            what=self.tr("Byt rum"),
            explanation=self.tr("Personen bor kvar på {0}.").format(unit.name),
            save=self.tr("&Spara"),
            day_label=self.tr("&Från dag"),
            day=card.day,
            words_label=self.tr("&Rum"),
            words=home.room or "",
            command=command,
        )
        dialog = ChangeDialog(form, today=card.day, look=self._frame.look, parent=self._view)
        dialog.given.connect(lambda asked: self._save(card, dialog, asked, move_person))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        dialog.ui.words.setFocus()
        dialog.ui.words.selectAll()

    def _save(
        self, card: PersonCard, dialog: PlaceDialog | ChangeDialog, asked: Any, run: Set
    ) -> None:
        def done(saved: PlaceSet | Moved) -> None:
            dialog.accept()
            warnings = saved.warnings if isinstance(saved, Moved) else ()
            notes = " ".join(one.message for one in warnings)
            self._frame.say(
                self.tr("Ändringen är sparad. {0}").format(notes).strip(),
                tone=Tone.WARN if notes else Tone.OK,
                undo=lambda: take_back(saved.event, self._frame, self),
            )

        failed = partial(explain_at_field, self._frame, dialog)

        self._frame.desk.do(
            self, lambda context: run(context, asked), shown=card.record, done=done, failed=failed
        )
