"""Another identity number for the open card; and, told twice and with the passphrase, the break."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from munhalsa.application.break_link import (
    WHAT_GOES,
    WHAT_STAYS,
    BreakLink,
    LinkBroken,
    break_link,
)
from munhalsa.application.change_number import ChangeNumber, NumberChanged, change_number
from munhalsa.application.view_person import PersonCard
from munhalsa.desktop.dialogs.change import ChangeDialog, ChangeForm
from munhalsa.desktop.dialogs.confirm import ConfirmDialog
from munhalsa.desktop.dialogs.passphrase import PassphraseDialog
from munhalsa.desktop.screens.form_steps import explain_at_field
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.undoing import ask_to_undo
from munhalsa.desktop.view import Frame
from munhalsa.domain.person import Person
from munhalsa.domain.refusal import Rejected

translate = QCoreApplication.translate


def number_form(person: Person) -> ChangeForm:
    """The number that follows."""
    return ChangeForm(
        what=translate("Number", "Nytt personnummer"),
        explanation=translate(
            "Number",
            "Det gamla numret finns kvar och hittas i sökningen. Intyget ställs i kön till "
            "Intygsbeställningen, och bytet går att ångra.",
        ),
        save=translate("Number", "&Byt nummer"),
        words_label=translate("Number", "&Nytt nummer"),
        command=lambda filled: ChangeNumber(number=person.number, to=filled.words or ""),
    )


def link_form(person: Person) -> ChangeForm:
    """Why the link is broken, and all that goes with it."""
    return ChangeForm(
        what=translate("Number", "Bryt kopplingen till tidigare nummer"),
        explanation=WHAT_GOES,
        save=translate("Number", "&Gå vidare …"),
        words_label=translate(
            "Number", "&Varför; det sparas i loggen, utan den tidigare identiteten"
        ),
        command=lambda filled: BreakLink(number=person.number, reason=filled.words or ""),
    )


def confirmation(frame: Frame, parent: QWidget) -> ConfirmDialog:
    """The last question, whose safe answer is the one Enter gives."""
    return ConfirmDialog(
        translate("Number", "Bryta kopplingen för gott?"),
        translate("Number", "Det går inte att ångra. {0}").format(WHAT_STAYS),
        yes=translate("Number", "&Bryt kopplingen"),
        look=frame.look,
        parent=parent,
    )


class NumberSteps(QObject):
    """One way through, from the card."""

    def __init__(self, frame: Frame, view: QWidget) -> None:
        super().__init__(view)
        self._frame, self._view = frame, view

    def change(self, card: PersonCard) -> None:
        """Ask for the number, and change it."""
        dialog = self._ask(number_form(card.record.person), card)
        dialog.given.connect(lambda asked: self._change(dialog, asked, card))

    def break_link(self, card: PersonCard) -> None:
        """Ask why, then whether it is meant, then for the passphrase."""
        dialog = self._ask(link_form(card.record.person), card)
        dialog.given.connect(lambda asked: self._confirm(dialog, asked))

    def _ask(self, form: ChangeForm, card: PersonCard) -> ChangeDialog:
        dialog = ChangeDialog(form, today=card.day, look=self._frame.look, parent=self._view)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _change(self, dialog: ChangeDialog, asked: ChangeNumber, card: PersonCard) -> None:
        def done(changed: NumberChanged) -> None:
            dialog.accept()
            self._frame.say(
                self.tr("Det nya numret gäller."), undo=lambda: self._undo(changed.event)
            )

        self._frame.desk.do(
            self,
            lambda context: change_number(context, asked),
            shown=card.record,
            done=done,
            failed=partial(explain_at_field, self._frame, dialog),
        )

    def _confirm(self, dialog: ChangeDialog, asked: BreakLink) -> None:
        if not asked.reason:
            missing = self.tr("Skriv med några ord varför. Det sparas i loggen.")
            dialog.show_refusal(Rejected("reason_missing", missing, field="reason"))
            return
        question = confirmation(self._frame, dialog)
        question.finished.connect(question.deleteLater)
        question.ask(lambda: self._ask_passphrase(dialog, asked))

    def _ask_passphrase(self, dialog: ChangeDialog, asked: BreakLink) -> None:
        why = self.tr("Att bryta kopplingen kräver lösenfrasen, och går inte att ångra.")
        asking = PassphraseDialog(why, self._frame.look, dialog)

        def done(broken: LinkBroken) -> None:
            asking.done_well()
            dialog.accept()
            notes = " ".join(one.message for one in broken.warnings)
            self._frame.say(self.tr("Kopplingen är bruten. {0}").format(notes), tone=Tone.WARN)

        def failed(error: BaseException) -> None:
            if not asking.refuse(error):
                explain_at_field(self._frame, dialog, error)

        asking.given.connect(
            lambda passphrase: self._frame.desk.do_at(
                self,
                lambda place: break_link(place.context, asked),
                done=done,
                failed=failed,
                passphrase=passphrase,
            )
        )
        asking.open()

    def _undo(self, event: str) -> None:
        ask_to_undo(
            event,
            self._frame,
            self._view,
            done=lambda _: self._frame.say(self.tr("Ändringen är ångrad.")),
        )
