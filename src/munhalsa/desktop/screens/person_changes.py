"""Commands that change the certificate of the open card, or tell of a death or a move away."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from munhalsa.application.find_records import the_municipality
from munhalsa.application.forms import Printed
from munhalsa.application.hand_over_certificate import HandedOver
from munhalsa.application.print_hand_overs import print_hand_overs
from munhalsa.application.undo import undo_event
from munhalsa.application.view_person import PersonCard
from munhalsa.application.workplace import Workplace
from munhalsa.desktop.commands import command
from munhalsa.desktop.dialogs.change import ChangeDialog
from munhalsa.desktop.person_text import certificate_of
from munhalsa.desktop.printing.preview import PreviewDialog
from munhalsa.desktop.screens import certificate_changes
from munhalsa.desktop.screens.certificate_changes import Change
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.view import Frame
from munhalsa.domain.account import Permission
from munhalsa.domain.certificate import Certificate
from munhalsa.domain.refusal import Refusal
from munhalsa.domain.swedish import sort_key


class PersonChanges(QObject):
    """Enabled by what role, person and certificate allow; each opens a small form."""

    def __init__(self, frame: Frame, view: QWidget) -> None:
        super().__init__(view)
        self._frame, self._view = frame, view
        self._card: PersonCard | None = None
        self.renew = command(self, self.tr("&Förnya intyg …"), self._renew, key="Ctrl+Shift+F")
        self.ground = command(
            self, self.tr("Ändra &personkrets …"), self._ground, key="Ctrl+Shift+P"
        )
        self.validity = command(
            self, self.tr("Ändra &giltighet …"), self._validity, key="Ctrl+Shift+G"
        )
        self.copy = command(self, self.tr("&Kopia på brev …"), self._copy, key="Ctrl+Shift+Y")
        self.void = command(self, self.tr("&Makulera intyg …"), self._void, key="Ctrl+Shift+V")
        self.hand_over = command(
            self, self.tr("&Lämna över till annan kommun …"), self._hand_over, key="Ctrl+Shift+H"
        )
        self.died = command(self, self.tr("A&vliden …"), self._died, key="Ctrl+Shift+D")
        self.leaves = command(
            self, self.tr("Flyttar från &regionen …"), self._leaves, key="Ctrl+Shift+T"
        )

    def all(self) -> Sequence[QAction]:
        """Every command, in the order of the menu."""
        return (
            *(self.renew, self.ground, self.validity, self.copy, self.void),
            *(self.hand_over, self.leaves, self.died),
        )

    def show_card(self, card: PersonCard | None) -> None:
        """What role and state allow with this one."""
        self._card = card
        found = self._certificate()
        issues = self._frame.desk.may(Permission.ISSUE_CERTIFICATES) and found is not None
        alive = card is not None and card.record.person.died_on is None
        holds = issues and card is not None and found is not None and found.is_valid_on(card.day)
        ours = holds and found is not None and found.handed_over_on is None
        edits = card is not None and self._frame.desk.may(Permission.EDIT_PERSONS)
        self.renew.setEnabled(issues and alive)
        for action in (self.ground, self.hand_over):
            action.setEnabled(ours and alive)
        self.validity.setEnabled(ours and found is not None and found.ended is None)
        self.copy.setEnabled(holds)
        self.void.setEnabled(issues)
        self.died.setEnabled(edits)
        self.leaves.setEnabled(edits and alive)

    def _certificate(self) -> Certificate | None:
        card = self._card
        return None if card is None else certificate_of(card.record, card.day)

    def _renew(self) -> None:
        found = self._certificate()
        if found is not None:
            self._open(certificate_changes.renewal(found))

    def _ground(self) -> None:
        card, found = self._card, self._certificate()
        if card is not None and found is not None:
            self._open(certificate_changes.other_ground(found, today=card.day))

    def _validity(self) -> None:
        found = self._certificate()
        if found is not None:
            self._open(certificate_changes.other_validity(found))

    def _copy(self) -> None:
        found = self._certificate()
        if found is not None:
            self._open(certificate_changes.letter_copy(found))

    def _void(self) -> None:
        found = self._certificate()
        if found is not None:
            self._open(certificate_changes.voiding(found))

    def _hand_over(self) -> None:
        card, found = self._card, self._certificate()
        if card is None or found is None:
            return

        def others(place: Workplace) -> list[tuple[str, str]]:
            with place.context.read(Permission.ISSUE_CERTIFICATES) as reader:
                own = the_municipality(reader).id
            return [(name, code) for code, name in place.region.items() if code != own]

        def ask(region: list[tuple[str, str]]) -> None:
            choices = sorted(region, key=lambda one: sort_key(one[0]))
            self._open(certificate_changes.hand_over(found, today=card.day, region=choices))

        self._frame.desk.do_at(self, others, done=ask)

    def _died(self) -> None:
        if self._card is not None:
            self._open(certificate_changes.death(self._card.record.person.number))

    def _leaves(self) -> None:
        card = self._card
        if card is not None:
            number = card.record.person.number
            self._open(certificate_changes.leaving(number, today=card.day))

    def _open(self, change: Change) -> None:
        card = self._card
        if card is None:
            return
        dialog = ChangeDialog(change.form, today=card.day, look=self._frame.look, parent=self._view)
        dialog.given.connect(lambda asked: self._do(dialog, change, asked))
        dialog.asked.connect(lambda asked: self._tell(dialog, change, asked))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        dialog.ask_first()

    def _tell(self, dialog: ChangeDialog, change: Change, asked: Any) -> None:
        """What would follow; what a rule says no to is told when it is to be done."""
        self._frame.desk.do_at(
            dialog,
            lambda place: tuple(change.tell(place, asked)),
            done=dialog.show_follows,
            failed=lambda _: dialog.show_follows(()),
        )

    def _do(self, dialog: ChangeDialog, change: Change, asked: Any) -> None:
        def done(result: Any) -> None:
            dialog.accept()
            notes = " ".join(one.message for one in result.warnings)
            self._frame.say(
                f"{change.done} {notes}".strip(),
                tone=Tone.WARN if notes else Tone.OK,
                undo=lambda: self._undo(result.event),
            )
            if isinstance(result, HandedOver):
                self._print(result)

        self._frame.desk.do_at(
            self,
            lambda place: change.do(place, asked),
            done=done,
            failed=lambda error: self._refused(dialog, error),
        )

    def _refused(self, dialog: ChangeDialog, error: BaseException) -> None:
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

    def _print(self, handed: HandedOver) -> None:
        """The document for the other municipality, shown before anything is done with it."""
        out = self._frame.temp / f"{uuid4().hex}.pdf"

        def show(printed: Printed) -> None:
            preview = PreviewDialog(
                printed.path,
                name="overlamnande",
                title=self.tr("Överlämnande till annan kommun"),
                tasks=self._frame.desk.tasks,
                look=self._frame.look,
                parent=self._view,
            )
            preview.finished.connect(lambda _: out.unlink(missing_ok=True))
            preview.finished.connect(preview.deleteLater)
            preview.open()

        self._frame.desk.do_at(
            self,
            lambda place: _printed(place, handed, out),
            done=show,
            failed=self._frame.explain,
        )


def _printed(place: Workplace, handed: HandedOver, out: Path) -> Printed:
    return print_hand_overs(
        place.context,
        place.printer,
        numbers=[handed.certificate.number],
        region=place.region,
        out=out,
    )
