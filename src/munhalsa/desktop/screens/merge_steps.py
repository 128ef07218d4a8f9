"""Two records of one person, step by step: found, compared, and joined with the passphrase."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from munhalsa.application.compare_persons import Compared, compare_persons
from munhalsa.application.find_duplicates import Pair, find_duplicates
from munhalsa.application.keep_store import back_up_if_changed
from munhalsa.application.merge_persons import Merged, MergePersons, merge_persons
from munhalsa.application.merge_words import REASON_WORDS
from munhalsa.application.not_same import Apart, note_not_same
from munhalsa.application.view_person import PersonCard
from munhalsa.application.workplace import Workplace
from munhalsa.desktop.dialogs.change import ChangeDialog, ChangeForm, Filled
from munhalsa.desktop.dialogs.duplicates import DuplicatesDialog
from munhalsa.desktop.dialogs.merge import MergeDialog
from munhalsa.desktop.dialogs.passphrase import PassphraseDialog
from munhalsa.desktop.screens.form_steps import explain_at_field
from munhalsa.desktop.undoing import ask_to_undo
from munhalsa.desktop.view import Frame, Place
from munhalsa.domain.identity import masked
from munhalsa.domain.person import Person
from munhalsa.domain.refusal import Refusal, Rejected

_PERSONS = "persons"


class MergeSteps(QObject):
    """One way through, from the list of all who are alike or from a card."""

    def __init__(self, frame: Frame, view: QWidget) -> None:
        super().__init__(view)
        self._frame, self._view = frame, view
        self._list: DuplicatesDialog | None = None

    def open_list(self) -> None:
        """Everybody who is alike, to compare two by two."""
        dialog = self._list = DuplicatesDialog(self._frame, self._view)
        dialog.wanted.connect(self._compare_pair)
        dialog.apart.connect(self._note_apart)
        dialog.finished.connect(self._list_left)
        dialog.open()
        self._read_list()

    def open_merge(self, card: PersonCard) -> None:
        """Ask who is the double of the one on the card."""
        person = card.record.person.id
        self._frame.desk.read(
            self,
            lambda context: find_duplicates(context, of=person),
            done=lambda pairs: self._ask_who(card, pairs),
        )

    # Within.

    def _read_list(self) -> None:
        dialog = self._list
        if dialog is not None:
            self._frame.desk.read(
                dialog, find_duplicates, done=dialog.show_pairs, latest="duplicates"
            )

    def _list_left(self) -> None:
        self._list = None

    def _compare_pair(self, pair: Pair) -> None:
        asked = MergePersons(keep=pair.first.number, other=pair.second.number)
        self._compare(asked, self._list or self._view, failed=self._frame.explain)

    def _note_apart(self, pair: Pair) -> None:
        def done(apart: Apart) -> None:
            self._frame.say(
                self.tr("Noterat: de två är inte samma person."),
                undo=lambda: self._undo(apart.event, self.tr("Paret visas igen.")),
            )
            self._read_list()

        self._frame.desk.do(
            self,
            lambda context: note_not_same(
                context, number=pair.first.number, other=pair.second.number
            ),
            shown=(),
            done=done,
            failed=self._frame.explain,
        )

    def _ask_who(self, card: PersonCard, pairs: Sequence[Pair]) -> None:
        own = card.record.person
        alike = [
            (one, REASON_WORDS[pair.reason])
            for pair in pairs
            for one in (pair.first, pair.second)
            if one.id != own.id
        ]
        choices = [
            (f"{one.name}, {masked(one.number)} ({why[0].lower()}{why[1:]})", one.number)
            for one, why in alike
        ]
        other = self.tr("Någon annan; skriv numret nedanför")

        def asked(filled: Filled) -> MergePersons:
            number = filled.words or filled.choice
            if not number:
                raise Rejected("missing", self.tr("Skriv den andra postens nummer."), field="other")
            return MergePersons(keep=own.number, other=number)

        form = ChangeForm(
            what=self.tr("Slå ihop {0} {1} med en dubblett").format(
                own.given_name, own.family_name
            ),
            explanation=self.tr(
                "Först jämförs de två fält för fält. Inget ändras förrän du har valt."
            ),
            save=self.tr("&Jämför …"),
            choice_label=self.tr("&Liknar") if choices else "",
            choices=[*choices, (other, None)],
            words_label=self.tr("&Den andra postens nummer"),
            command=asked,
        )
        dialog = ChangeDialog(form, today=card.day, look=self._frame.look, parent=self._view)
        dialog.given.connect(lambda merge: self._compare_from(dialog, merge))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _compare_from(self, dialog: ChangeDialog, asked: MergePersons) -> None:
        failed = partial(explain_at_field, self._frame, dialog)

        self._compare(asked, self._view, failed=failed, then=dialog.accept)

    def _compare(
        self,
        asked: MergePersons,
        parent: QWidget,
        *,
        failed: Callable[[BaseException], None],
        then: Callable[[], object] = lambda: None,
    ) -> None:
        def show(compared: Compared) -> None:
            then()
            dialog = MergeDialog(compared, self._frame.look, parent)
            dialog.given.connect(
                lambda merge: self._ask_passphrase(dialog, merge, shown=compared.persons)
            )
            dialog.swapped.connect(
                lambda other: self._compare(other, parent, failed=failed, then=dialog.accept)
            )
            dialog.open()

        self._frame.desk.read(
            self, lambda context: compare_persons(context, asked), done=show, failed=failed
        )

    def _ask_passphrase(
        self, dialog: MergeDialog, asked: MergePersons, *, shown: tuple[Person, Person]
    ) -> None:
        why = self.tr("Att slå ihop två poster kräver lösenfrasen.")
        asking = PassphraseDialog(why, self._frame.look, dialog)

        def done(merged: Merged) -> None:
            asking.done_well()
            dialog.accept()
            self._merged(merged)

        def failed(error: BaseException) -> None:
            if asking.refuse(error):
                return
            if isinstance(error, Refusal):
                dialog.show_refusal(error)
            else:
                self._frame.explain(error)

        asking.given.connect(
            lambda passphrase: self._frame.desk.do_at(
                self,
                lambda place: _merge(place, asked),
                shown=shown,
                done=done,
                failed=failed,
                passphrase=passphrase,
            )
        )
        asking.open()

    def _merged(self, merged: Merged) -> None:
        if self._list is None:
            self._frame.go(Place(view=_PERSONS, about=merged.preview.keep.id))
        self._frame.say(
            self.tr("Posterna är sammanslagna."),
            undo=lambda: self._undo(merged.event, self.tr("Posterna är åtskilda igen.")),
        )
        self._read_list()

    def _undo(self, event: str, said: str) -> None:
        ask_to_undo(event, self._frame, self._view, done=lambda _: self._frame.say(said))


def _merge(place: Workplace, asked: MergePersons) -> Merged:
    return merge_persons(
        place.context,
        asked,
        before_commit=lambda: back_up_if_changed(place.context, place.keeper),
    )
