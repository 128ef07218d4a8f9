"""What can be done with the person whose card is open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QWidget

from munhalsa.application.end_certificate import EndCertificate, Ended, end_certificate
from munhalsa.application.forms import Printed
from munhalsa.application.move_person import Moved, MovePerson, move_person
from munhalsa.application.ports import HistoryLine
from munhalsa.application.prepare_units import UnitsDesk, prepare_units
from munhalsa.application.print_basis import print_basis
from munhalsa.application.print_certificates import print_certificates
from munhalsa.application.print_letters import print_letters
from munhalsa.application.record_response import (
    RecordResponse,
    ResponseRecorded,
    record_response,
)
from munhalsa.application.undo import undo_event
from munhalsa.application.view_person import PersonCard, note_number_shown
from munhalsa.application.workplace import Workplace
from munhalsa.desktop.commands import command
from munhalsa.desktop.dialogs.end_certificate import EndDialog
from munhalsa.desktop.dialogs.move import MoveDialog, Mover
from munhalsa.desktop.dialogs.response import ResponseDialog
from munhalsa.desktop.person_text import certificate_of
from munhalsa.desktop.printing.preview import PreviewDialog
from munhalsa.desktop.screens.assessment_actions import AssessmentActions
from munhalsa.desktop.screens.contact_actions import ContactActions
from munhalsa.desktop.screens.merging import Merging
from munhalsa.desktop.screens.number_actions import NumberActions
from munhalsa.desktop.screens.person_changes import PersonChanges
from munhalsa.desktop.screens.place_actions import PlaceActions
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.undoing import ask_to_undo
from munhalsa.desktop.view import Frame, Place
from munhalsa.desktop.widgets.person_card import PersonCardView
from munhalsa.domain.account import Permission
from munhalsa.domain.certificate import Certificate
from munhalsa.domain.refusal import Refusal
from munhalsa.domain.rules import EndReasonRule

NEW_CERTIFICATE = "new_certificate"
Print = Callable[[Workplace, Path], Printed]


class PersonActions(QObject):
    """Commands for menus, keys and the buttons of the card; none without an open card."""

    def __init__(self, frame: Frame, view: QWidget, card: PersonCardView) -> None:
        super().__init__(view)
        self._frame, self._view, self._widget = frame, view, card
        self._card: PersonCard | None = None
        self.new_for_anybody = command(
            self, self.tr("&Nytt intyg"), self._new_for_anybody, key="Ctrl+N", main=True
        )
        self.answer = command(self, self.tr("Registrera &svar"), self.open_answer, key="Ctrl+R")
        self.renew = command(
            self, self.tr("Nytt intyg för &personen"), self._new, key="Ctrl+Shift+N"
        )
        self.move = command(self, self.tr("&Flytta …"), self.open_move, key="Ctrl+M")
        self.places = PlaceActions(frame, view)
        self.end = command(self, self.tr("&Avsluta intyg …"), self.open_end, key="Ctrl+E")
        self.print_certificate = command(
            self, self.tr("Skriv ut &intyg"), self._print_certificate, key="Ctrl+P"
        )
        self.print_basis = command(
            self, self.tr("Skriv ut &underlag"), self._print_basis, key="Ctrl+Shift+U"
        )
        self.print_letter = command(
            self, self.tr("Skriv ut &brev"), self._print_letter, key="Ctrl+Shift+B"
        )
        self.print_paper = command(
            self, self.tr("Skriv ut p&appersansökan …"), self._print_paper, key="Ctrl+Alt+P"
        )
        self.number = command(
            self, self.tr("Visa hela person&numret"), card.toggle_number, key="Ctrl+D"
        )
        self.copy = command(
            self, self.tr("&Kopiera personnumret"), self.copy_number, key="Ctrl+Shift+C"
        )
        card.number_shown.connect(lambda: self._note_number(copied=False))
        card.copy_wanted.connect(self.copy_number)
        card.undo_wanted.connect(self.preview_undo)
        self.visit = AssessmentActions(frame, view)
        self.around = ContactActions(frame, view)
        self.changes = PersonChanges(frame, view)
        self.merging = Merging(frame, view)
        self.numbers = NumberActions(frame, view)
        self.show_card(None)

    def all(self) -> Sequence[QAction]:
        """Every command, the main one first."""
        return (
            self.new_for_anybody,
            self.answer,
            *self.visit.all(),
            self.renew,
            self.move,
            *self.places.all(),
            *self.around.all(),
            self.end,
            *self.changes.all(),
            *self.merging.all(),
            *self.numbers.all(),
            self.print_certificate,
            self.print_basis,
            self.print_letter,
            self.print_paper,
            self.number,
            self.copy,
        )

    def show_card(self, card: PersonCard | None) -> None:
        """What role and state allow with this one."""
        self._card = card
        self.changes.show_card(card)
        self.around.show_card(card)
        self.visit.show_card(card)
        self.merging.show_card(card)
        self.numbers.show_card(card)
        may = self._frame.desk.may
        valid = self._valid_certificate()
        any_certificate = card is not None and certificate_of(card.record, card.day) is not None
        here = card is not None
        issues = may(Permission.ISSUE_CERTIFICATES)
        prints = may(Permission.PRINT)
        alive = card is not None and card.record.person.died_on is None
        self.new_for_anybody.setEnabled(issues)
        self.answer.setEnabled(here and may(Permission.RECORD_RESPONSES))
        self.renew.setEnabled(alive and issues)
        self.places.show_card(card)
        self.move.setEnabled(here and may(Permission.KEEP_ROOMS))
        self.end.setEnabled(issues and valid is not None and valid.ended is None)
        self.print_certificate.setEnabled(prints and any_certificate)
        self.print_basis.setEnabled(prints and card is not None and bool(card.record.decisions))
        self.print_letter.setEnabled(prints and alive)
        protected = card is not None and card.record.person.is_protected
        self.print_paper.setEnabled(prints and protected and any_certificate)
        for action in (self.number, self.copy):
            action.setEnabled(here)
        if card is not None:
            self._fill_card(issue_first=valid is None and alive and issues)

    def open_answer(self) -> None:
        """Ask for the answer and save it."""
        card = self._card
        if card is None:
            return
        dialog = ResponseDialog(
            card.record.person.number, today=card.day, look=self._frame.look, parent=self._view
        )
        dialog.given.connect(lambda asked: self._save_answer(dialog, asked))
        _open(dialog)

    def open_move(self) -> None:
        """Ask where the person moves, and move them."""
        card = self._card
        if card is None:
            return
        mover = Mover(
            number=card.record.person.number,
            residences=card.record.residences,
            certified=self._valid_certificate() is not None,
        )

        def ask(desk: UnitsDesk) -> None:
            dialog = MoveDialog(mover, desk, look=self._frame.look, parent=self._view)
            dialog.given.connect(lambda asked: self._move(dialog, asked))
            _open(dialog)

        self._frame.desk.read(self, prepare_units, done=ask)

    def open_end(self) -> None:
        """Ask why and when the certificate ends, and end it."""
        card, certificate = self._card, self._valid_certificate()
        if card is None or certificate is None:
            return

        def ask(reasons: Sequence[EndReasonRule]) -> None:
            dialog = EndDialog(
                certificate.number,
                reasons=reasons,
                today=card.day,
                look=self._frame.look,
                parent=self._view,
            )
            dialog.given.connect(lambda asked: self._end(dialog, asked))
            _open(dialog)

        self._frame.desk.read(
            self, lambda context: context.rules.end_reasons_on(context.today), done=ask
        )

    def copy_number(self) -> None:
        """The whole number into the clipboard, for half a minute."""
        if self._card is not None:
            self._frame.clipboard.copy(self._widget.whole_number)
            self._note_number(copied=True)
            self._frame.say(self.tr("Personnumret är kopierat. Det tas bort om 30 sekunder."))

    def preview_undo(self, line: HistoryLine) -> None:
        """Say what would be taken back, and take it back if that is wanted."""
        ask_to_undo(
            line.event,
            self._frame,
            self._view,
            done=lambda _: self._frame.say(self.tr("Ändringen är ångrad.")),
        )

    # Within.

    def _fill_card(self, *, issue_first: bool) -> None:
        main, other = (self.renew, self.answer) if issue_first else (self.answer, self.renew)
        prints = (
            *(self.print_certificate, self.print_basis, self.print_letter),
            *(self.visit.print_card, self.print_paper),
        )
        self._widget.set_actions(
            main,
            [one for one in prints if one.isEnabled()],
            [one for one in self._more(other) if one.isEnabled()],
        )

    def _more(self, other: QAction) -> Sequence[QAction]:
        """What the button Mer opens."""
        around = self.around.all()
        changes = (self.end, *self.changes.all(), *self.numbers.all(), self.merging.merge)
        visit = self.visit.all()[:-1]
        return (other, *visit, self.move, *self.places.all(), *around, *changes)

    def _valid_certificate(self) -> Certificate | None:
        card = self._card
        if card is None:
            return None
        found = certificate_of(card.record, card.day)
        return found if found is not None and found.is_valid_on(card.day) else None

    def _save_answer(self, dialog: ResponseDialog, asked: RecordResponse) -> None:
        def done(saved: ResponseRecorded) -> None:
            dialog.accept()
            notes = " ".join(one.message for one in saved.warnings)
            self._frame.say(
                self.tr("Svaret är sparat. {0}").format(notes).strip(),
                tone=Tone.WARN if notes else Tone.OK,
                undo=lambda: self._undo(saved.event),
            )

        self._frame.desk.do(
            self,
            lambda context: record_response(context, asked),
            done=done,
            failed=lambda error: self._refused(dialog, error),
        )

    def _end(self, dialog: EndDialog, asked: EndCertificate) -> None:
        def done(ended: Ended) -> None:
            dialog.accept()
            self._frame.say(
                self.tr("Intyg {0} är avslutat, sista dag {1}.").format(
                    ended.certificate.number, ended.certificate.last_day
                ),
                undo=lambda: self._undo(ended.event),
            )

        self._frame.desk.do(
            self,
            lambda context: end_certificate(context, asked),
            done=done,
            failed=lambda error: self._refused(dialog, error),
        )

    def _move(self, dialog: MoveDialog, asked: MovePerson) -> None:
        def done(moved: Moved) -> None:
            dialog.accept()
            notes = " ".join(one.message for one in moved.warnings)
            self._frame.say(
                self.tr("Flytten är sparad. {0}").format(notes).strip(),
                tone=Tone.WARN if notes else Tone.OK,
                undo=lambda: self._undo(moved.event),
            )

        self._frame.desk.do(
            self,
            lambda context: move_person(context, asked),
            done=done,
            failed=lambda error: self._refused(dialog, error),
        )

    def _refused(
        self, dialog: ResponseDialog | EndDialog | MoveDialog, error: BaseException
    ) -> None:
        """At the field it belongs to; what belongs to none closes the dialog."""
        if isinstance(error, Refusal) and dialog.show_refusal(error):
            return
        dialog.reject()
        self._frame.explain(error)

    def _undo(self, event: str) -> None:
        self._frame.desk.do(
            self,
            lambda context: undo_event(context, event),
            done=lambda _: self._frame.say(self.tr("Ändringen är ångrad.")),
            failed=self._frame.explain,
        )

    def _note_number(self, *, copied: bool) -> None:
        card = self._card
        if card is not None:
            person = card.record.person.id
            self._frame.desk.read(
                self,
                lambda context: note_number_shown(context, person, copied=copied),
                done=lambda _: None,
            )

    def _new(self) -> None:
        if self._card is not None:
            self._frame.go(Place(view=NEW_CERTIFICATE, about=self._card.record.person.id))

    def _new_for_anybody(self) -> None:
        self._frame.go(Place(view=NEW_CERTIFICATE))

    def _print_certificate(self) -> None:
        card = self._card
        found = certificate_of(card.record, card.day) if card is not None else None
        if found is not None:
            self._preview(
                lambda place, out: print_certificates(
                    place.context, place.printer, numbers=[found.number], out=out
                ),
                name="intyg",
                title=self.tr("Intyg"),
            )

    def _print_basis(self) -> None:
        if self._card is not None:
            number = self._card.record.person.number
            self._preview(
                lambda place, out: print_basis(
                    place.context, place.printer, number=number, out=out
                ),
                name="underlag",
                title=self.tr("Underlag för intyg"),
            )

    def _print_letter(self) -> None:
        if self._card is not None:
            number = self._card.record.person.number
            self._preview(
                lambda place, out: print_letters(
                    place.context, place.printer, numbers=[number], easy_read=False, out=out
                ),
                name="brev",
                title=self.tr("Brev"),
            )

    def _print_paper(self) -> None:
        if self._card is not None:
            from munhalsa.desktop.screens.paper_printing import ask_and_print

            ask_and_print(self._frame, self._view, self._card)

    def _preview(self, make: Print, *, name: str, title: str) -> None:
        """Print into the program's private folder, and show it before anything else."""
        out = self._frame.temp / f"{uuid4().hex}.pdf"

        def show(printed: Printed) -> None:
            dialog = PreviewDialog(
                printed.path,
                name=name,
                title=title,
                tasks=self._frame.desk.tasks,
                look=self._frame.look,
                parent=self._view,
            )
            dialog.finished.connect(lambda _: out.unlink(missing_ok=True))
            _open(dialog)

        self._frame.desk.do_at(
            self, lambda place: make(place, out), done=show, failed=self._frame.explain
        )


def _open(dialog: QDialog) -> None:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
