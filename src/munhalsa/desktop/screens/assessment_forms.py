"""The forms of the yearly visit: the assessment, the care card, and that the unit has it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from munhalsa.application.care_cards import (
    AddCareCard,
    CareCardChanged,
    enter_in_care_plan,
    phrases_on,
    receive_care_card,
)
from munhalsa.application.context import Context
from munhalsa.application.correct_assessment import (
    correct_assessment,
    mark_duplicate,
    provider_part_of,
)
from munhalsa.application.list_staff import staff_around
from munhalsa.application.preview_care_card import preview_care_card, sign_care_card
from munhalsa.application.print_assessment import print_assessment
from munhalsa.application.print_care import print_care_card
from munhalsa.application.record_assessment import (
    PROVIDER_PART,
    AssessmentRecorded,
    record_assessment,
)
from munhalsa.application.settings import setting_value
from munhalsa.application.usual_performer import Performer, usual_performer
from munhalsa.application.view_person import PersonCard
from munhalsa.desktop.dialogs.assessment import AssessmentDialog, Assessor, Visited
from munhalsa.desktop.dialogs.care_card import CareCardDialog
from munhalsa.desktop.dialogs.change import ChangeDialog, ChangeForm, Filled
from munhalsa.desktop.printing.showing import page_file, print_and_show, show_pages
from munhalsa.desktop.screens.form_steps import Asks, explain_at_field
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.undoing import take_back
from munhalsa.desktop.view import Frame
from munhalsa.desktop.visit_text import (
    assessment_words,
    last_assessment,
    same_day_pairs,
    standing_assessments,
)
from munhalsa.domain.account import Permission
from munhalsa.domain.assessment import Assessment, Findings
from munhalsa.domain.care_phrases import CarePhrase
from munhalsa.domain.refusal import Notice, Rejected


class _Done(Protocol):
    @property
    def event(self) -> str: ...

    @property
    def warnings(self) -> tuple[Notice, ...]: ...


class AssessmentForms(QObject):
    """Remembers who does the assessments, from one person to the next."""

    def __init__(self, frame: Frame, view: QWidget) -> None:
        super().__init__(view)
        self._frame, self._view = frame, view
        self._assessor = Assessor()
        self._signed_by = ""

    def assess(self, card: PersonCard) -> None:
        """The yearly visit."""
        person = card.record.person

        def ask(found: tuple[bool, Performer | None, Sequence[str]]) -> None:
            provider_part, usual, staff = found
            remembered = self._assessor if self._assessor.name else Assessor.of(usual)
            visited = Visited(
                number=person.number,
                name=f"{person.given_name} {person.family_name}",
                before=last_assessment(card.record),
                responses=card.record.responses,
                provider_part=provider_part,
                assessor=remembered,
                staff=staff,
            )
            dialog = AssessmentDialog(
                visited, today=card.day, look=self._frame.look, parent=self._view
            )
            dialog.given.connect(lambda asked: self._record(dialog, asked))
            _open(dialog)

        self._frame.desk.read(
            self,
            lambda context: (
                _keeps_provider_part(context),
                usual_performer(context, person.id),
                staff_around(context, person.id),
            ),
            done=ask,
        )

    def correct(self, card: PersonCard) -> None:
        """Another text for a signed one."""
        self._choose(
            card,
            self.tr("Rätta munhälsobedömning"),
            self.tr("Välj vilken bedömning som ska rättas."),
            lambda chosen: self._correct(card, chosen),
        )

    def print_assessment(self, card: PersonCard) -> None:
        """Both its parts, for whoever keeps the dental record."""
        title = self.tr("Underlag till tandvårdens journal")

        def show(chosen: Assessment) -> None:
            print_and_show(
                self._frame,
                lambda place, out: print_assessment(
                    place.context, place.printer, assessment=chosen.id, purpose=title, out=out
                ),
                name="munhalsobedomning",
                title=title,
                parent=self._view,
            )

        question = self.tr("Välj vilken bedömning som ska skrivas ut.")
        self._choose(card, self.tr("Skriv ut munhälsobedömning"), question, show)

    def duplicate(self, card: PersonCard) -> None:
        """Which of the same day stands instead of which."""
        pairs = same_day_pairs(standing_assessments(card.record))
        words = self.tr("{0} är dubblett av {1}")
        form = ChangeForm(
            what=self.tr("Dubblett"),
            explanation=self.tr("Båda finns kvar, men dubbletten räknas inte. Det går att ångra."),
            save=self.tr("&Markera"),
            choice_label=self.tr("&Bedömningar"),
            choices=[
                (words.format(assessment_words(mine), assessment_words(other)), (mine, other))
                for mine, other in pairs
            ],
            command=lambda filled: filled.choice,
        )
        said = self.tr("Bedömningen är markerad som dubblett.")
        self._ask(
            card,
            form,
            lambda context, pair: mark_duplicate(context, id=pair[0].id, of=pair[1].id),
            said,
        )

    def card(self, card: PersonCard) -> None:
        """A new care card, printed when it is saved."""
        person = card.record.person

        def ask(phrases: Sequence[CarePhrase]) -> None:
            session = self._frame.desk.session
            usual = self._signed_by or ("" if session is None else session.name)
            dialog = CareCardDialog(
                person.number,
                f"{person.given_name} {person.family_name}",
                phrases,
                signed_by=usual,
                today=card.day,
                look=self._frame.look,
                parent=self._view,
            )
            dialog.given.connect(lambda asked: self._add_card(card, dialog, asked))
            dialog.look_wanted.connect(lambda asked: self._look_at_card(dialog, asked))
            _open(dialog)

        self._frame.desk.read(self, lambda context: phrases_on(context, context.today), done=ask)

    def received(self, card: PersonCard) -> None:
        """That the unit has the card."""
        number = card.record.person.number
        form = ChangeForm(
            what=self.tr("Munvårdskort mottaget"),
            explanation=self.tr("Notera vem på enheten som har tagit emot kortet, och när."),
            save=self.tr("&Spara"),
            day_label=self.tr("&Dag"),
            day=card.day,
            words_label=self.tr("&Mottaget av"),
            command=self._named,
        )
        self._ask(
            card,
            form,
            lambda context, filled: receive_care_card(
                context, number=number, by=filled.words or "", day=filled.day
            ),
            self.tr("Noterat: enheten har tagit emot munvårdskortet."),
        )

    def planned(self, card: PersonCard) -> None:
        """That the card is entered in the care plan."""
        number = card.record.person.number
        form = ChangeForm(
            what=self.tr("Munvårdskort i planen"),
            explanation=self.tr(
                "Notera att munvårdskortet är inskrivet i personens genomförandeplan."
            ),
            save=self.tr("&Spara"),
            day_label=self.tr("&Dag"),
            day=card.day,
            command=lambda filled: filled,
        )
        self._ask(
            card,
            form,
            lambda context, filled: enter_in_care_plan(context, number=number, day=filled.day),
            self.tr("Noterat: munvårdskortet är inskrivet i planen."),
        )

    def print_card(self, card: PersonCard) -> None:
        """The valid card, shown before anything is done with it."""
        number = card.record.person.number
        print_and_show(
            self._frame,
            lambda place, out: print_care_card(
                place.context, place.printer, number=number, out=out
            ),
            name="munvardskort",
            title=self.tr("Munvårdskort"),
            parent=self._view,
        )

    def _look_at_card(self, dialog: CareCardDialog, asked: AddCareCard) -> None:
        """The page as it will be, before it is signed."""
        out, title = page_file(self._frame), self.tr("Munvårdskort")
        self._frame.desk.do_at(
            dialog,
            lambda place: preview_care_card(place.context, place.printer, asked, out=out),
            done=lambda _: show_pages(
                self._frame, out, name="munvardskort", title=title, parent=dialog, only_look=True
            ),
            failed=partial(explain_at_field, self._frame, dialog),
        )

    def _choose(
        self, card: PersonCard, what: str, question: str, go_on: Callable[[Assessment], None]
    ) -> None:
        """Which assessment, where there are several."""
        standing = standing_assessments(card.record)
        if len(standing) == 1:
            go_on(standing[0])
            return
        form = ChangeForm(
            what=what,
            explanation=question,
            save=self.tr("&Fortsätt"),
            choice_label=self.tr("&Bedömning"),
            choices=[(assessment_words(one), one) for one in standing],
            command=lambda filled: filled.choice,
        )
        dialog = ChangeDialog(form, today=card.day, look=self._frame.look, parent=self._view)

        def chosen(assessment: Assessment) -> None:
            dialog.accept()
            go_on(assessment)

        dialog.given.connect(chosen)
        _open(dialog)

    # Saving.

    def _correct(self, card: PersonCard, chosen: Assessment) -> None:
        person = card.record.person
        said = self.tr("Bedömningen är rättad. Det som stod förut finns i historiken.")

        def ask(found: tuple[Findings | None, Sequence[str]]) -> None:
            findings, staff = found
            visited = Visited(
                number=person.number,
                name=f"{person.given_name} {person.family_name}",
                before="",
                responses=card.record.responses,
                provider_part=findings is not None,
                assessor=Assessor(),
                correcting=chosen,
                findings=findings,
                staff=staff,
            )
            dialog = AssessmentDialog(
                visited, today=card.day, look=self._frame.look, parent=self._view
            )
            dialog.given.connect(
                lambda asked: self._do(
                    dialog,
                    lambda context: correct_assessment(context, asked),
                    lambda saved: self._saved(dialog, said, saved),
                    shown=(chosen, findings),
                )
            )
            _open(dialog)

        self._frame.desk.read(
            self,
            lambda context: (
                provider_part_of(context, chosen.id),
                staff_around(context, person.id),
            ),
            done=ask,
        )

    def _named(self, filled: Filled) -> Filled:
        if filled.words is None:
            raise Rejected("missing", self.tr("Ange vem som tog emot kortet."), field="name")
        return filled

    def _record(self, dialog: AssessmentDialog, asked: Any) -> None:
        def done(saved: AssessmentRecorded) -> None:
            self._assessor = dialog.assessor
            said = self.tr("Bedömningen är sparad och signerad.")
            if saved.deviation is not None:
                said = self.tr("{0} En avvikelse är registrerad som utkast.").format(said)
            self._saved(dialog, said, saved)

        self._do(dialog, lambda context: record_assessment(context, asked), done, shown=())

    def _add_card(self, card: PersonCard, dialog: CareCardDialog, asked: AddCareCard) -> None:
        trial = page_file(self._frame)

        def done(saved: CareCardChanged) -> None:
            self._signed_by = dialog.signed_by
            self._saved(dialog, self.tr("Munvårdskortet är sparat och signerat."), saved)
            if self._frame.desk.may(Permission.RECEIVE_CARE_CARDS):
                self.print_card(card)

        self._frame.desk.do_at(
            self,
            lambda place: sign_care_card(place.context, place.printer, asked, trial=trial),
            done=done,
            failed=partial(explain_at_field, self._frame, dialog),
        )

    def _ask(
        self,
        card: PersonCard,
        form: ChangeForm,
        run: Callable[[Context, Any], _Done],
        said: str,
    ) -> None:
        dialog = ChangeDialog(form, today=card.day, look=self._frame.look, parent=self._view)
        dialog.given.connect(
            lambda filled: self._do(
                dialog,
                lambda context: run(context, filled),
                lambda saved: self._saved(dialog, said, saved),
                shown=card.record,
            )
        )
        _open(dialog)

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

    def _saved(self, dialog: Asks, said: str, saved: _Done) -> None:
        dialog.accept()
        notes = " ".join(one.message for one in saved.warnings)
        self._frame.say(
            f"{said} {notes}".strip(),
            tone=Tone.WARN if notes else Tone.OK,
            undo=lambda: take_back(saved.event, self._frame, self),
        )


def _keeps_provider_part(context: Context) -> bool:
    with context.read() as reader:
        kept = setting_value(reader, context.rules, PROVIDER_PART, day=context.today)
    return kept == "yes"


def _open(dialog: QDialog) -> None:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
