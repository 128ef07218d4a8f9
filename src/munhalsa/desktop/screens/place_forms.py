"""Asking which unit answers for somebody's care, or where the visit is made."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from munhalsa.application.context import Context
from munhalsa.application.prepare_units import UnitsDesk, prepare_units
from munhalsa.application.set_care import (
    PlaceSet,
    SetPlace,
    set_responsible_unit,
    set_visiting_place,
)
from munhalsa.application.undo import undo_event
from munhalsa.application.view_person import PersonCard
from munhalsa.desktop.dialogs.move import Mover
from munhalsa.desktop.dialogs.place import PlaceDialog
from munhalsa.desktop.view import Frame
from munhalsa.domain.person import ResidenceKind
from munhalsa.domain.refusal import Refusal

Set = Callable[[Context, SetPlace], PlaceSet]

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
            dialog.given.connect(lambda asked: self._save(dialog, asked, run))
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

        self._frame.desk.read(self, prepare_units, done=ask)

    def _save(self, dialog: PlaceDialog, asked: SetPlace, run: Set) -> None:
        def done(saved: PlaceSet) -> None:
            dialog.accept()
            self._frame.say(self.tr("Ändringen är sparad."), undo=lambda: self._undo(saved.event))

        def failed(error: BaseException) -> None:
            if not (isinstance(error, Refusal) and dialog.show_refusal(error)):
                dialog.reject()
                self._frame.explain(error)

        self._frame.desk.do(self, lambda context: run(context, asked), done=done, failed=failed)

    def _undo(self, event: str) -> None:
        self._frame.desk.do(
            self,
            lambda context: undo_event(context, event),
            done=lambda _: self._frame.say(self.tr("Ändringen är ångrad.")),
            failed=self._frame.explain,
        )
