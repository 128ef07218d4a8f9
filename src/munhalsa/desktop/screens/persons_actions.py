"""What can be done with the person whose card is open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from munhalsa.application.ports import HistoryLine
from munhalsa.desktop.commands import command
from munhalsa.desktop.screens.assessment_actions import AssessmentActions
from munhalsa.desktop.screens.contact_actions import ContactActions
from munhalsa.desktop.screens.merging import Merging
from munhalsa.desktop.screens.number_actions import NumberActions
from munhalsa.desktop.screens.person_changes import PersonChanges
from munhalsa.desktop.screens.place_actions import PlaceActions
from munhalsa.desktop.view import Frame, Place
from munhalsa.desktop.widgets.person_card import PersonCardView
from munhalsa.domain.account import Permission

if TYPE_CHECKING:
    from munhalsa.application.context import Context
    from munhalsa.application.view_person import PersonCard
    from munhalsa.desktop.screens.person_forms import PersonForms
    from munhalsa.domain.certificate import Certificate

NEW_CERTIFICATE = "new_certificate"


class PersonActions(QObject):
    """Commands for menus, keys and the buttons of the card; none without an open card."""

    def __init__(self, frame: Frame, view: QWidget, card: PersonCardView) -> None:
        super().__init__(view)
        self._frame, self._view, self._widget = frame, view, card
        self._card: PersonCard | None = None
        self.new_for_anybody = command(
            self, self.tr("&Nytt intyg"), self._new_for_anybody, key="Ctrl+N", main=True
        )
        self.answer = command(
            self,
            self.tr("Registrera &svar"),
            lambda: self._open(lambda forms, card: forms.answer(card)),
            key="Ctrl+R",
        )
        self.renew = command(
            self, self.tr("Nytt intyg för &personen"), self._new, key="Ctrl+Shift+N"
        )
        self.move = command(
            self,
            self.tr("&Flytta …"),
            lambda: self._open(lambda forms, card: forms.move(card)),
            key="Ctrl+M",
        )
        self.places = PlaceActions(frame, view)
        self.end = command(
            self,
            self.tr("&Avsluta intyg …"),
            lambda: self._open(lambda forms, card: forms.end(card)),
            key="Ctrl+E",
        )
        self.print_certificate = command(
            self,
            self.tr("Skriv ut &intyg"),
            lambda: self._open(lambda forms, card: forms.print_certificate(card)),
            key="Ctrl+P",
        )
        self.print_basis = command(
            self,
            self.tr("Skriv ut &underlag"),
            lambda: self._open(lambda forms, card: forms.print_basis(card)),
            key="Ctrl+Shift+U",
        )
        self.print_letter = command(
            self,
            self.tr("Skriv ut &brev"),
            lambda: self._open(lambda forms, card: forms.print_letter(card)),
            key="Ctrl+Shift+B",
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
        self.extract = command(self, self.tr("Re&gisterutdrag …"), self._extract, key="Ctrl+Alt+E")
        self.log = command(self, self.tr("&Loggutdrag …"), self._log, key="Ctrl+Alt+L")
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
            *(self.extract, self.log),
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
        any_certificate, valid = _certificates_of(card)
        here = card is not None
        issues = may(Permission.ISSUE_CERTIFICATES)
        prints = may(Permission.PRINT)
        alive = card is not None and card.record.person.died_on is None
        self.new_for_anybody.setEnabled(issues)
        self.new_for_anybody.setVisible(issues)
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
        self.extract.setEnabled(here and may(Permission.EXPORT))
        self.log.setEnabled(here and self._reads_log())
        for action in (self.number, self.copy):
            action.setEnabled(here)
        if card is not None:
            self._fill_card(issue_first=valid is None and alive and issues)

    def preview_undo(self, line: HistoryLine) -> None:
        """Say what would be taken back, and take it back if that is wanted."""
        self._forms.preview_undo(line)

    def copy_number(self) -> None:
        """The whole number into the clipboard, for half a minute."""
        if self._card is not None:
            self._frame.clipboard.copy(self._widget.whole_number)
            self._note_number(copied=True)
            self._frame.say(self.tr("Personnumret är kopierat. Det tas bort om 30 sekunder."))

    # Within.

    def _fill_card(self, *, issue_first: bool) -> None:
        main, other = (self.renew, self.answer) if issue_first else (self.answer, self.renew)
        prints = (
            *(self.print_certificate, self.print_basis, self.print_letter),
            *(self.visit.print_card, self.visit.print_assessment, self.print_paper),
        )
        self._widget.set_actions(
            main,
            [one for one in prints if one.isEnabled()],
            [one for one in self._more(other) if one.isEnabled()],
        )

    def _more(self, other: QAction) -> Sequence[QAction]:
        """What the button Mer opens."""
        around = self.around.all()
        changes = (
            *(self.end, *self.changes.all(), *self.numbers.all()),
            *(self.merging.merge, self.extract, self.log),
        )
        visit = self.visit.all()[:-1]
        return (other, *visit, self.move, *self.places.all(), *around, *changes)

    def _note_number(self, *, copied: bool) -> None:
        card = self._card
        if card is not None:
            person = card.record.person.id

            def note(context: Context) -> None:
                from munhalsa.application.view_person import note_number_shown

                note_number_shown(context, person, copied=copied)

            self._frame.desk.read(self, note, done=lambda _: None)

    def _new(self) -> None:
        if self._card is not None:
            self._frame.go(Place(view=NEW_CERTIFICATE, about=self._card.record.person.id))

    def _new_for_anybody(self) -> None:
        self._frame.go(Place(view=NEW_CERTIFICATE))

    def _extract(self) -> None:
        if self._card is not None:
            from munhalsa.desktop.screens.extract_steps import ExtractSteps

            ExtractSteps(self._frame, self._view, self._card).open()

    def _log(self) -> None:
        card = self._card
        if card is not None:
            from munhalsa.desktop.screens.log_extract import ask_for_log

            number = card.record.person.number
            ask_for_log(self._frame, self._view, today=card.day, number=number)

    def _reads_log(self) -> bool:
        return self._frame.desk.may_everywhere(Permission.SEE_AUDIT)

    def _print_paper(self) -> None:
        if self._card is not None:
            from munhalsa.desktop.screens.paper_printing import ask_and_print

            ask_and_print(self._frame, self._view, self._card)

    @cached_property
    def _forms(self) -> PersonForms:
        from munhalsa.desktop.screens.person_forms import PersonForms

        return PersonForms(self._frame, self._view)

    def _open(self, form: Callable[[PersonForms, PersonCard], None]) -> None:
        if self._card is not None:
            form(self._forms, self._card)


def _certificates_of(card: PersonCard | None) -> tuple[bool, Certificate | None]:
    """Whether there is a certificate, and the one that holds."""
    if card is None:
        return False, None
    from munhalsa.desktop.person_text import certificate_of, valid_certificate_of

    return certificate_of(card.record, card.day) is not None, valid_certificate_of(card)
