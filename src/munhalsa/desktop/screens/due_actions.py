"""What can be done about those who are marked in a list: one key each, for many where it fits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog

from munhalsa.application.assess_candidate import AssessCandidate, assess_candidate
from munhalsa.application.context import Context
from munhalsa.application.due_list import DueRow
from munhalsa.application.mark_registered import mark_persons_registered
from munhalsa.application.name_dentists import NameDentists, name_dentists
from munhalsa.application.record_offers import RecordOffers, record_offers
from munhalsa.application.record_response import RecordResponse
from munhalsa.application.record_responses import (
    GivenAnswer,
    RecordResponses,
    record_responses,
)
from munhalsa.application.view_person import PersonCard, open_card
from munhalsa.desktop.commands import command
from munhalsa.desktop.dialogs.candidate import CandidateDialog
from munhalsa.desktop.dialogs.fields import Field, FieldKind, FieldsDialog, FieldsForm
from munhalsa.desktop.dialogs.offer import OfferDialog
from munhalsa.desktop.dialogs.response import ResponseDialog
from munhalsa.desktop.due_words import persons_of
from munhalsa.desktop.person_text import certificate_of
from munhalsa.desktop.screens.form_steps import Asks, explain_at_field
from munhalsa.desktop.screens.views import REGISTRATION
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.undoing import take_back
from munhalsa.desktop.view import Frame, Place
from munhalsa.domain.account import Permission
from munhalsa.domain.candidate import Candidate
from munhalsa.domain.due import DueList
from munhalsa.domain.person import Dentist
from munhalsa.domain.refusal import Notice

if TYPE_CHECKING:
    from munhalsa.desktop.screens.due_view import DueView

translate = QCoreApplication.translate
NEW_CERTIFICATE = "new_certificate"


class _Done(Protocol):
    @property
    def event(self) -> str: ...
    @property
    def warnings(self) -> Sequence[Notice]: ...


class DueActions(QObject):
    """Commands for menus, keys and the buttons below the list."""

    def __init__(self, frame: Frame, view: DueView) -> None:
        super().__init__(view)
        self._frame, self._view = frame, view
        self.issue = command(self, self.tr("&Utfärda intyg"), self._issue, key="Ctrl+Shift+N")
        self.assess = command(
            self, self.tr("Be&döm: inget intyg nu …"), self._assess, key="Ctrl+Shift+B"
        )
        self.answer = command(self, self.tr("Registrera &svar …"), self._answer, key="Ctrl+R")
        self.offer = command(
            self, self.tr("Registrera er&bjudande …"), self._offer, key="Ctrl+Shift+R"
        )
        self.letters = command(self, self.tr("Skriv ut &brev …"), self._letters, key="Ctrl+P")
        self.labels = command(
            self, self.tr("Skriv ut e&tiketter …"), self._labels, key="Ctrl+Shift+T"
        )
        self.registered = command(
            self, self.tr("Markera &registrerad"), self._register, key="Ctrl+M"
        )
        self.help = command(self, self.tr("Registrerings&hjälp"), self._help, key="Ctrl+Shift+H")
        self.renew = command(self, self.tr("&Förnya intyg …"), self._renew, key="Ctrl+Shift+F")
        self.dentist = command(self, self.tr("Behan&dlare …"), self._dentist, key="Ctrl+I")
        self.card = command(self, self.tr("Öppna &kort"), view.open_card, key="Ctrl+O")
        self.allow((), 0)

    def of(self, which: DueList) -> Sequence[QAction]:
        """What the list calls for, the likeliest first."""
        return {
            DueList.CANDIDATES: (self.issue, self.assess, self.card),
            DueList.ASSESSMENT: (self.card, self.answer),
            DueList.OFFER: (self.answer, self.offer, self.letters, self.labels, self.card),
            DueList.NEVER_ASKED: (self.answer, self.offer, self.letters, self.labels, self.card),
            DueList.ENDING: (self.renew, self.card, self.answer),
            DueList.UNREGISTERED: (self.help, self.registered, self.card),
            DueList.LATE: (self.card, self.answer),
            DueList.UNMET_NEED: (self.card,),
            DueList.NO_CARE: (self.card,),
            DueList.NO_DENTIST: (self.dentist, self.card),
        }[which]

    def allow(self, rows: Sequence[DueRow], marked: int) -> None:
        """What role and marks allow; nothing is done here about a protected identity."""
        may = self._frame.desk.may
        open_ones = bool(marked) and not any(row.masked for row in rows)
        alone = open_ones and marked == 1
        self.issue.setEnabled(alone and may(Permission.ISSUE_CERTIFICATES))
        self.assess.setEnabled(alone and may(Permission.ISSUE_CERTIFICATES))
        self.answer.setEnabled(open_ones and may(Permission.RECORD_RESPONSES))
        self.offer.setEnabled(open_ones and may(Permission.RECORD_RESPONSES))
        for printing in (self.letters, self.labels):
            printing.setEnabled(open_ones and may(Permission.PRINT))
        self.registered.setEnabled(open_ones and may(Permission.REGISTER))
        self.help.setEnabled(alone and may(Permission.REGISTER))
        self.renew.setEnabled(alone and may(Permission.ISSUE_CERTIFICATES))
        self.dentist.setEnabled(open_ones and may(Permission.EDIT_PERSONS))
        self.card.setEnabled(marked == 1)

    # Within.

    def _issue(self) -> None:
        self._frame.go(Place(view=NEW_CERTIFICATE, about=self._view.marked_ids()[0]))

    def _assess(self) -> None:
        row = self._view.marked()[0]

        def ask(found: tuple[date, Sequence[Any]]) -> None:
            today, shown = found
            dialog = CandidateDialog(
                row.identity or "", today=today, look=self._frame.look, parent=self._view
            )
            dialog.given.connect(lambda asked: self._save_finding(dialog, asked, shown))
            _open(dialog)

        self._with(Candidate, (row.id,), ask)

    def _save_finding(self, dialog: CandidateDialog, asked: AssessCandidate, shown: object) -> None:
        def done(found: Any) -> None:
            dialog.accept()
            again = found.candidate.again_on
            self._say(
                self.tr("Sparat.")
                if again is None
                else self.tr("Sparat. Personen visas igen {0}.").format(again),
                found.event,
            )

        self._do(dialog, lambda context: assess_candidate(context, asked), done, shown=shown)

    def _answer(self) -> None:
        persons = self._view.marked_ids()

        def ask(today: date) -> None:
            dialog = ResponseDialog("", today=today, look=self._frame.look, parent=self._view)
            if len(persons) > 1:
                dialog.ui.question.setText(
                    self.tr("Vad svarar {0} på erbjudandet om munhälsobedömning?").format(
                        persons_of(len(persons))
                    )
                )
            dialog.given.connect(lambda asked: self._save_answer(dialog, persons, asked))
            _open(dialog)

        self._on_day(ask)

    def _save_answer(
        self, dialog: ResponseDialog, persons: Sequence[str], asked: RecordResponse
    ) -> None:
        answers = tuple(
            GivenAnswer(
                person_id=person,
                wants=asked.wants,
                answered_by=asked.answered_by,
                name=asked.name,
            )
            for person in persons
        )
        deed = RecordResponses(answered=asked.answered, answers=answers)
        words = self.tr("Svaret är sparat för {0}.").format(persons_of(len(persons)))
        self._do(
            dialog,
            lambda context: record_responses(context, deed),
            self._saved(dialog, words),
            shown=(),
        )

    def _offer(self) -> None:
        persons = self._view.marked_ids()

        def ask(today: date) -> None:
            dialog = OfferDialog(persons, today=today, look=self._frame.look, parent=self._view)
            dialog.given.connect(lambda asked: self._save_offer(dialog, asked))
            _open(dialog)

        self._on_day(ask)

    def _save_offer(self, dialog: OfferDialog, asked: RecordOffers) -> None:
        words = self.tr("Erbjudandet är sparat för {0}.").format(persons_of(len(asked.persons)))
        done = self._saved(dialog, words)
        self._do(dialog, lambda context: record_offers(context, asked), done, shown=())

    def _renew(self) -> None:
        """By the criteria, as from the card; the opening is logged as there."""
        from munhalsa.desktop.screens.change_forms import ChangeForms

        person = self._view.marked_ids()[0]

        def show(card: PersonCard) -> None:
            found = certificate_of(card.record, card.day)
            if found is not None:
                ChangeForms(self._frame, self._view).renew(card, found)

        self._frame.desk.read(
            self,
            lambda context: open_card(context, person),
            done=show,
            failed=self._frame.explain,
        )

    def _dentist(self) -> None:
        persons = self._view.marked_ids()

        def ask(found: tuple[date, Sequence[Any]]) -> None:
            today, shown = found
            form = dentists_form(persons, today=today)
            dialog = FieldsDialog(form, today=today, look=self._frame.look, parent=self._view)
            words = self.tr("Behandlaren är sparad för {0}.").format(persons_of(len(persons)))
            dialog.given.connect(
                lambda asked: self._do(
                    dialog,
                    lambda context: name_dentists(context, asked),
                    self._saved(dialog, words),
                    shown=shown,
                )
            )
            dialog.open()

        self._with(Dentist, persons, ask)

    def _letters(self) -> None:
        from munhalsa.desktop.screens.due_letters import ask_for_letters

        persons = self._view.marked_ids()
        self._on_day(lambda today: ask_for_letters(self._frame, self._view, persons, today=today))

    def _labels(self) -> None:
        from munhalsa.desktop.screens.due_labels import ask_for_labels

        persons = self._view.marked_ids()
        self._on_day(lambda today: ask_for_labels(self._frame, self._view, persons, today=today))

    def _register(self) -> None:
        persons = self._view.marked_ids()
        words = self.tr("{0} är markerade som registrerade.").format(persons_of(len(persons)))
        self._frame.desk.do(
            self,
            lambda context: mark_persons_registered(context, persons=persons),
            shown=(),
            done=lambda found: self._say(words, found.event),
            failed=self._frame.explain,
        )

    def _help(self) -> None:
        """To the fields of whoever is marked, and from there to the others."""
        person = self._view.marked_ids()[0]
        self._frame.go(Place(view="exchange", about=f"{REGISTRATION}:{person}"))

    def _saved(self, dialog: QDialog, words: str) -> Callable[[_Done], None]:
        def done(found: _Done) -> None:
            dialog.accept()
            notes = " ".join(one.message for one in found.warnings)
            tone = Tone.WARN if notes else Tone.OK
            self._say(f"{words} {notes}".strip(), found.event, tone=tone)

        return done

    def _say(self, words: str, event: str, *, tone: Tone = Tone.OK) -> None:
        self._frame.say(words, tone=tone, undo=lambda: take_back(event, self._frame, self))

    def _on_day(self, ask: Callable[[date], None]) -> None:
        self._frame.desk.read(self, lambda context: context.today, done=ask)

    def _with(
        self,
        kind: type[Any],
        persons: Sequence[str],
        ask: Callable[[tuple[date, Sequence[Any]]], None],
    ) -> None:
        """Ask about what these persons have of a kind, as it stands now, today."""

        def read(context: Context) -> tuple[date, Sequence[Any]]:
            with context.read() as reader:
                return context.today, (reader.find(kind, person_id=list(persons)),)

        self._frame.desk.read(self, read, done=ask)

    def _do(
        self,
        dialog: Asks,
        job: Callable[[Context], Any],
        done: Callable[[Any], None],
        *,
        shown: object,
    ) -> None:
        failed = partial(explain_at_field, self._frame, dialog)

        self._frame.desk.do(self, job, shown=shown, done=done, failed=failed)


def _open(dialog: QDialog) -> None:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def dentists_form(persons: tuple[str, ...], *, today: date) -> FieldsForm:
    """The same dentist or clinic for everybody who is marked."""
    return FieldsForm(
        what=translate("DueActions", "Behandlare för {0}").format(persons_of(len(persons))),
        explanation=translate(
            "DueActions",
            "Den tandläkare eller klinik som de har valt. Personalen behöver veta vem det är.",
        ),
        save=translate("DueActions", "&Spara"),
        fields=(
            Field(name="name", label=translate("DueActions", "&Klinik eller tandläkare")),
            Field(
                name="from",
                label=translate("DueActions", "Från och &med"),
                kind=FieldKind.DAY,
                value=today,
            ),
        ),
        command=lambda filled: NameDentists(
            persons=persons, name=filled["name"] or "", from_day=filled["from"] or today
        ),
    )
