"""The forms and prints of a person's card, loaded when one is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from munhalsa.application.end_certificate import EndCertificate, Ended, end_certificate
from munhalsa.application.forms import Printed
from munhalsa.application.letter_languages import BY_PERSON
from munhalsa.application.move_person import Moved, MovePerson, move_person
from munhalsa.application.ports import HistoryLine
from munhalsa.application.prepare_units import UnitsDesk, prepare_units
from munhalsa.application.print_basis import print_basis
from munhalsa.application.print_certificates import print_certificates
from munhalsa.application.print_job import PrintJob
from munhalsa.application.print_letters import print_letters
from munhalsa.application.record_response import (
    RecordResponse,
    ResponseRecorded,
    record_response,
)
from munhalsa.application.view_person import PersonCard
from munhalsa.application.workplace import Workplace
from munhalsa.desktop.dialogs.end_certificate import EndDialog
from munhalsa.desktop.dialogs.move import MoveDialog, Mover
from munhalsa.desktop.dialogs.response import ResponseDialog
from munhalsa.desktop.person_text import certificate_of, valid_certificate_of
from munhalsa.desktop.printing.showing import print_and_show
from munhalsa.desktop.screens.due_letters import ask_for_letters
from munhalsa.desktop.screens.form_steps import explain_at_field
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.undoing import ask_to_undo, take_back
from munhalsa.desktop.view import Frame
from munhalsa.domain.certificate import Certificate
from munhalsa.domain.rules import EndReasonRule

Print = Callable[[Workplace, Path], Printed]


class PersonForms(QObject):
    """Opened by PersonActions; each saves by its use case and says so."""

    def __init__(self, frame: Frame, view: QWidget) -> None:
        super().__init__(view)
        self._frame, self._view = frame, view

    def answer(self, card: PersonCard) -> None:
        """Ask for the answer and save it."""
        dialog = ResponseDialog(
            card.record.person.number, today=card.day, look=self._frame.look, parent=self._view
        )
        dialog.given.connect(lambda asked: self._save_answer(dialog, asked))
        _open(dialog)

    def move(self, card: PersonCard) -> None:
        """Ask where the person moves, and move them."""
        mover = Mover(
            number=card.record.person.number,
            residences=card.record.residences,
            certified=valid_certificate_of(card) is not None,
        )

        def ask(desk: UnitsDesk) -> None:
            dialog = MoveDialog(mover, desk, look=self._frame.look, parent=self._view)
            dialog.given.connect(lambda asked: self._move(dialog, asked, card))
            _open(dialog)

        self._frame.desk.read(self, prepare_units, done=ask)

    def end(self, card: PersonCard) -> None:
        """Ask why and when the certificate ends, and end it."""
        certificate = valid_certificate_of(card)
        if certificate is None:
            return

        def ask(reasons: Sequence[EndReasonRule]) -> None:
            dialog = EndDialog(
                certificate.number,
                reasons=reasons,
                today=card.day,
                look=self._frame.look,
                parent=self._view,
            )
            dialog.given.connect(lambda asked: self._end(dialog, asked, certificate))
            _open(dialog)

        self._frame.desk.read(
            self, lambda context: context.rules.end_reasons_on(context.today), done=ask
        )

    def preview_undo(self, line: HistoryLine) -> None:
        """Say what would be taken back, and take it back if that is wanted."""
        ask_to_undo(
            line.event,
            self._frame,
            self._view,
            done=lambda _: self._frame.say(self.tr("Ändringen är ångrad.")),
        )

    def _save_answer(self, dialog: ResponseDialog, asked: RecordResponse) -> None:
        def done(saved: ResponseRecorded) -> None:
            dialog.accept()
            notes = " ".join(one.message for one in saved.warnings)
            self._frame.say(
                self.tr("Svaret är sparat. {0}").format(notes).strip(),
                tone=Tone.WARN if notes else Tone.OK,
                undo=lambda: take_back(saved.event, self._frame, self),
            )

        self._frame.desk.do(
            self,
            lambda context: record_response(context, asked),
            shown=(),
            done=done,
            failed=partial(explain_at_field, self._frame, dialog),
        )

    def _end(self, dialog: EndDialog, asked: EndCertificate, shown: Certificate) -> None:
        def done(ended: Ended) -> None:
            dialog.accept()
            self._frame.say(
                self.tr("Intyg {0} är avslutat, sista dag {1}.").format(
                    ended.certificate.number, ended.certificate.last_day
                ),
                undo=lambda: take_back(ended.event, self._frame, self),
            )

        self._frame.desk.do(
            self,
            lambda context: end_certificate(context, asked),
            shown=shown,
            done=done,
            failed=partial(explain_at_field, self._frame, dialog),
        )

    def _move(self, dialog: MoveDialog, asked: MovePerson, card: PersonCard) -> None:
        def done(moved: Moved) -> None:
            dialog.accept()
            notes = " ".join(one.message for one in moved.warnings)
            self._frame.say(
                self.tr("Flytten är sparad. {0}").format(notes).strip(),
                tone=Tone.WARN if notes else Tone.OK,
                undo=lambda: take_back(moved.event, self._frame, self),
            )

        self._frame.desk.do(
            self,
            lambda context: move_person(context, asked),
            shown=card.record,
            done=done,
            failed=partial(explain_at_field, self._frame, dialog),
        )

    def print_certificate(self, card: PersonCard) -> None:
        """The certificate that matters today."""
        found = certificate_of(card.record, card.day)
        if found is not None:
            self._preview(
                lambda place, out: print_certificates(
                    place.context, place.printer, numbers=[found.number], job=PrintJob(out=out)
                ),
                name="intyg",
                title=self.tr("Intyg"),
            )

    def print_basis(self, card: PersonCard) -> None:
        """What the certificate rests on."""
        number = card.record.person.number
        self._preview(
            lambda place, out: print_basis(place.context, place.printer, number=number, out=out),
            name="underlag",
            title=self.tr("Underlag för intyg"),
        )

    def print_letter(self, card: PersonCard) -> None:
        """The letter that tells of it; whoever has a language noted is asked about which."""
        person = card.record.person
        if person.language is not None:
            ask_for_letters(
                self._frame, self._view, [person.id], today=card.day, language=BY_PERSON
            )
            return
        number = person.number
        self._preview(
            lambda place, out: print_letters(
                place.context,
                place.printer,
                numbers=[number],
                easy_read=False,
                job=PrintJob(out=out),
            ),
            name="brev",
            title=self.tr("Brev"),
        )

    def _preview(self, make: Print, *, name: str, title: str) -> None:
        """Shown before anything else is done with it."""
        print_and_show(self._frame, make, name=name, title=title, parent=self._view)


def _open(dialog: QDialog) -> None:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
