"""The small forms that change a certificate, or tell of a death or a move away."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from munhalsa.application.find_records import the_municipality
from munhalsa.application.forms import Printed
from munhalsa.application.hand_over_certificate import HandedOver
from munhalsa.application.prepare_certificate import CertificateDesk, prepare_certificate
from munhalsa.application.print_hand_overs import print_hand_overs
from munhalsa.application.view_person import PersonCard
from munhalsa.application.workplace import Workplace
from munhalsa.desktop.dialogs.change import ChangeDialog, ChangeForm
from munhalsa.desktop.printing.showing import print_and_show
from munhalsa.desktop.screens import certificate_changes
from munhalsa.desktop.screens.certificate_changes import Change
from munhalsa.desktop.screens.criteria_dialog import CriteriaDialog, CriteriaForm, subject_of
from munhalsa.desktop.screens.form_steps import explain_at_field
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.undoing import take_back
from munhalsa.desktop.view import Frame
from munhalsa.domain.account import Permission
from munhalsa.domain.certificate import Certificate
from munhalsa.domain.refusal import Refusal
from munhalsa.domain.swedish import sort_key

_Form = ChangeDialog | CriteriaDialog


class ChangeForms(QObject):
    """Opened by PersonChanges; each tells first what would follow."""

    def __init__(self, frame: Frame, view: QWidget) -> None:
        super().__init__(view)
        self._frame, self._view = frame, view

    def renew(self, card: PersonCard, found: Certificate) -> None:
        """A new certificate after this one."""
        self._assess(card, certificate_changes.renewal(found, today=card.day))

    def ground(self, card: PersonCard, found: Certificate) -> None:
        """The next one takes over on another ground."""
        self._assess(card, certificate_changes.other_ground(found, today=card.day))

    def validity(self, card: PersonCard, found: Certificate) -> None:
        """Another last day."""
        self._open(card, certificate_changes.other_validity(found))

    def copy(self, card: PersonCard, found: Certificate) -> None:
        """A copy by letter."""
        self._open(card, certificate_changes.letter_copy(found))

    def void(self, card: PersonCard, found: Certificate) -> None:
        """As if it had never been issued."""
        self._open(card, certificate_changes.voiding(found))

    def hand_over(self, card: PersonCard, found: Certificate) -> None:
        """To another municipality, with the document that goes along."""

        def others(place: Workplace) -> list[tuple[str, str]]:
            with place.context.read(Permission.ISSUE_CERTIFICATES) as reader:
                own = the_municipality(reader).id
            return [(name, code) for code, name in place.region.items() if code != own]

        def ask(region: list[tuple[str, str]]) -> None:
            choices = sorted(region, key=lambda one: sort_key(one[0]))
            change = certificate_changes.hand_over(found, today=card.day, region=choices)
            self._open(card, change)

        self._frame.desk.do_at(self, others, done=ask)

    def died(self, card: PersonCard) -> None:
        """Everything that ends with somebody."""
        self._open(card, certificate_changes.death(card.record.person.number))

    def leaves(self, card: PersonCard) -> None:
        """Out of the region, where its certificates do not hold."""
        number = card.record.person.number
        self._open(card, certificate_changes.leaving(number, today=card.day))

    def _open(self, card: PersonCard, change: Change) -> None:
        form = change.form
        if isinstance(form, ChangeForm):
            look = self._frame.look
            dialog = ChangeDialog(form, today=card.day, look=look, parent=self._view)
            dialog.finished.connect(dialog.deleteLater)
            self._show(card, dialog, change)

    def _assess(self, card: PersonCard, change: Change) -> None:
        """With the criteria of the day, as at a first certificate."""

        def show(desk: CertificateDesk) -> None:
            form = change.form
            if isinstance(form, CriteriaForm):
                about, look = subject_of(card), self._frame.look
                dialog = CriteriaDialog(form, about, desk.rules, look=look, parent=self._view)
                self._show(card, dialog, change)

        self._frame.desk.read(self, prepare_certificate, done=show, failed=self._frame.explain)

    def _show(self, card: PersonCard, dialog: _Form, change: Change) -> None:
        dialog.given.connect(lambda asked: self._do(card, dialog, change, asked))
        dialog.asked.connect(lambda asked: self._tell(dialog, change, asked))
        dialog.open()
        dialog.ask_first()

    def _tell(self, dialog: _Form, change: Change, asked: Any) -> None:
        """What would follow; what a rule says no to is told when it is to be done."""
        self._frame.desk.do_at(
            dialog, lambda place: _would_follow(place, change, asked), done=dialog.show_follows
        )

    def _do(self, card: PersonCard, dialog: _Form, change: Change, asked: Any) -> None:
        def done(result: Any) -> None:
            dialog.accept()
            notes = " ".join(one.message for one in result.warnings)
            self._frame.say(
                f"{change.done} {notes}".strip(),
                tone=Tone.WARN if notes else Tone.OK,
                undo=lambda: take_back(result.event, self._frame, self),
            )
            if isinstance(result, HandedOver):
                self._print(result)

        self._frame.desk.do_at(
            self,
            lambda place: change.do(place, asked),
            shown=card.record,
            done=done,
            failed=partial(explain_at_field, self._frame, dialog),
        )

    def _print(self, handed: HandedOver) -> None:
        """The document for the other municipality, shown before anything is done with it."""
        print_and_show(
            self._frame,
            lambda place, out: _printed(place, handed, out),
            name="overlamnande",
            title=self.tr("Överlämnande till annan kommun"),
            parent=self._view,
        )


def _would_follow(place: Workplace, change: Change, asked: Any) -> Sequence[str]:
    try:
        return tuple(change.tell(place, asked))
    except Refusal:
        return ()


def _printed(place: Workplace, handed: HandedOver, out: Path) -> Printed:
    return print_hand_overs(
        place.context,
        place.printer,
        numbers=[handed.certificate.number],
        region=place.region,
        out=out,
    )
