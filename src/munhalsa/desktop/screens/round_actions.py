"""What can be done with a besöksdag, from the list of them and from the day itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from munhalsa.application.change_round import ChangeRound, change_round, offered_for
from munhalsa.application.context import Context
from munhalsa.application.find_records import person_by_number
from munhalsa.application.keep_round import confirm_round, hold_round
from munhalsa.application.list_rounds import show_round
from munhalsa.application.plan_round import (
    ChangeVisits,
    change_visits,
    plan_round,
    preview_round,
)
from munhalsa.application.print_visit_list import print_visit_list
from munhalsa.application.record_assessment import PROVIDER_PART, record_assessment
from munhalsa.application.round_steps import RoundSheet, Visit
from munhalsa.application.settings import setting_value
from munhalsa.application.usual_performer import Performer, usual_performer
from munhalsa.desktop.commands import command
from munhalsa.desktop.dialogs.assessment import AssessmentDialog, Assessor, Visited
from munhalsa.desktop.dialogs.fields import FieldsDialog, FieldsForm
from munhalsa.desktop.dialogs.plan_round import PlanRoundDialog
from munhalsa.desktop.printing.showing import print_and_show
from munhalsa.desktop.screens.form_steps import explain_at_field
from munhalsa.desktop.screens.round_forms import (
    RoundDesk,
    add_form,
    change_form,
    confirm_form,
    plan_form,
    strike_form,
)
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.undoing import ask_to_undo
from munhalsa.desktop.view import Frame
from munhalsa.domain.account import Permission
from munhalsa.domain.assessment import AssessorTitle
from munhalsa.domain.refusal import Refusal
from munhalsa.domain.response import Response
from munhalsa.domain.round import RoundState, Side


class RoundActions(QObject):
    """Commands about the day that is chosen; ``take`` says which."""

    def __init__(self, frame: Frame, view: QWidget) -> None:
        super().__init__(view)
        self._frame, self._view = frame, view
        self._desk: RoundDesk | None = None
        self._round: str | None = None
        self._assessor = Assessor()
        self._hygienist: str | None = None
        tr = self.tr
        self.confirm = command(
            self, tr("Enheten har &bekräftat …"), self._confirm, key="Ctrl+Shift+B"
        )
        self.move = command(self, tr("&Flytta dagen …"), self._move, key="Ctrl+Shift+F")
        self.cancel = command(self, tr("Ställ &in dagen …"), self._cancel, key="Ctrl+Shift+S")
        self.hold = command(self, tr("N&otera som hållen"), self._hold, key="Ctrl+H")
        self.print = command(self, tr("Skriv &ut besökslistan"), self._print, key="Ctrl+P")
        self.of_list = (self.move, self.cancel, self.print)
        self.all = (self.confirm, self.move, self.cancel, self.hold, self.print)
        may = frame.desk.may
        for action in (self.move, self.cancel, self.hold):
            action.setVisible(may(Permission.PLAN_ROUNDS))
        self.confirm.setVisible(may(Permission.CONFIRM_ROUNDS))

    def take_desk(self, desk: RoundDesk) -> None:
        """What the forms choose from."""
        self._desk = desk

    def take(self, round_id: str | None, state: RoundState | None) -> None:
        """The day that is chosen, if any."""
        self._round = round_id
        for action in (self.confirm, self.move, self.cancel, self.hold):
            action.setEnabled(state is RoundState.PLANNED)
        self.print.setEnabled(round_id is not None)

    def ask_plan(
        self, unit: str | None, day: date | None, *, planned: Callable[[str, date], None]
    ) -> None:
        """A new day; ``planned`` is told which it became."""
        if self._desk is None:
            return

        def done(result: Any) -> None:
            self._hygienist = result.sheet.round.hygienist
            planned(result.sheet.round.id, result.sheet.round.day)

        dialog = PlanRoundDialog(
            plan_form(self._desk, unit=unit, day=day, hygienist=self._hygienist),
            today=self._desk.today,
            look=self._frame.look,
            parent=self._view.window(),
        )

        def tell(of_unit: str, on_day: date) -> None:
            self._frame.desk.read(
                dialog,
                lambda context: preview_round(context, of_unit, on_day),
                done=dialog.show_due,
                failed=lambda error: self._not_due(dialog, error),
                latest="due",
            )

        dialog.wanted.connect(tell)
        dialog.ask()
        self._run(dialog, plan_round, self.tr("Besöksdagen är planerad."), shown=(), done=done)

    def ask_add(self, sheet: RoundSheet) -> None:
        """Somebody more."""

        def add(context: Context, number: str) -> Any:
            with context.read() as reader:
                person = person_by_number(reader, number, today=context.today)
            return change_visits(context, ChangeVisits(round=sheet.round.id, add=[person.id]))

        self._ask(add_form(), add, self.tr("Personen är med på besöksdagen."), shown=sheet.round)

    def ask_strike(self, sheet: RoundSheet, visit: Visit) -> None:
        """Somebody less."""
        form = strike_form(sheet, visit)
        said = self.tr("Personen är struken från besöksdagen.")
        self._ask(form, change_visits, said, shown=sheet.round)

    def ask_result(self, sheet: RoundSheet, visit: Visit) -> None:
        """What came of a visit."""

        def ask(found: tuple[Sequence[Response], bool, Performer | None]) -> None:
            responses, provider_part, usual = found
            remembered = self._assessor
            if not remembered.name and sheet.round.hygienist:
                title = AssessorTitle.DENTAL_HYGIENIST
                remembered = Assessor(name=sheet.round.hygienist, title=title)
            elif not remembered.name:
                remembered = Assessor.of(usual)
            visited = Visited(
                number=visit.identity,
                name=visit.name,
                before=visit.reason or "",
                responses=responses,
                provider_part=provider_part,
                assessor=remembered,
                staff=sheet.staff,
            )
            window = self._view.window()
            dialog = AssessmentDialog(
                visited, today=sheet.round.day, look=self._frame.look, parent=window
            )
            dialog.staff.setText(sheet.round.staff or "")
            dialog.finished.connect(dialog.deleteLater)
            said = self.tr("Resultatet är sparat och signerat.")
            self._run(dialog, record_assessment, said, shown=())

        self._frame.desk.read(self, lambda context: _known(context, visit), done=ask)

    # Within.

    def _not_due(self, dialog: PlanRoundDialog, error: BaseException) -> None:
        """A day that cannot be is said at its field, before anything is saved."""
        if not (isinstance(error, Refusal) and dialog.show_refusal(error)):
            self._frame.explain(error)

    def _confirm(self) -> None:
        self._of_sheet(
            lambda sheet, today: self._ask(
                confirm_form(sheet, today=today),
                confirm_round,
                self.tr("Enhetens bekräftelse är sparad."),
                shown=sheet.round,
            )
        )

    def _move(self) -> None:
        self._change(move=True)

    def _cancel(self) -> None:
        self._change(move=False)

    def _change(self, *, move: bool) -> None:
        said = self.tr("Besöksdagen är flyttad.") if move else self.tr("Besöksdagen är inställd.")

        def ask(found: tuple[RoundSheet, Mapping[Side, str]]) -> None:
            sheet, offered = found
            if self._desk is not None:
                form = change_form(sheet, offered, today=self._desk.today, move=move)
                self._ask(form, change_round, said, shown=sheet.round)

        one = self._round
        if one is not None:
            self._frame.desk.read(
                self, lambda context: (show_round(context, one), _offered(context, one)), done=ask
            )

    def _of_sheet(self, ask: Callable[[RoundSheet, date], None]) -> None:
        one, desk = self._round, self._desk
        if one is not None and desk is not None:
            self._frame.desk.read(
                self,
                lambda context: show_round(context, one),
                done=lambda sheet: ask(sheet, desk.today),
            )

    def _hold(self) -> None:
        one = self._round
        if one is not None:
            self._frame.desk.do(
                self,
                lambda context: hold_round(context, one),
                shown=(),
                done=lambda result: self._say(
                    self.tr("Besöksdagen är noterad som hållen."), result
                ),
                failed=self._frame.explain,
            )

    def _print(self) -> None:
        one = self._round
        if one is None:
            return
        print_and_show(
            self._frame,
            lambda place, out: print_visit_list(place.context, place.printer, round=one, out=out),
            name="besokslista",
            title=self.tr("Besökslista"),
            parent=self._view.window(),
        )

    def _ask(
        self,
        form: FieldsForm,
        run: Callable[[Context, Any], Any],
        said: str,
        *,
        shown: object,
        done: Callable[[Any], None] = lambda _: None,
    ) -> None:
        if self._desk is None:
            return
        dialog = FieldsDialog(
            form, today=self._desk.today, look=self._frame.look, parent=self._view.window()
        )
        self._run(dialog, run, said, shown=shown, done=done)

    def _run(
        self,
        dialog: FieldsDialog | AssessmentDialog,
        run: Callable[[Context, Any], Any],
        said: str,
        *,
        shown: object,
        done: Callable[[Any], None] = lambda _: None,
    ) -> None:
        def finished(result: Any) -> None:
            if isinstance(dialog, AssessmentDialog):
                self._assessor = dialog.assessor
            dialog.accept()
            self._say(said, result)
            done(result)

        failed = partial(explain_at_field, self._frame, dialog)

        dialog.given.connect(
            lambda asked: self._frame.desk.do(
                self,
                lambda context: run(context, asked),
                shown=shown,
                done=finished,
                failed=failed,
            )
        )
        dialog.open()

    def _say(self, said: str, result: Any) -> None:
        notes = [one.message for one in result.warnings]
        if getattr(result, "deviation", None) is not None:
            notes.insert(0, self.tr("Avvikelsen är noterad i samma steg."))
        self._frame.say(
            " ".join([said, *notes]),
            tone=Tone.WARN if notes else Tone.OK,
            undo=lambda: ask_to_undo(
                result.event,
                self._frame,
                self._view.window(),
                done=lambda _: self._frame.say(self.tr("Ändringen är ångrad.")),
            ),
        )


def _known(context: Context, visit: Visit) -> tuple[Sequence[Response], bool, Performer | None]:
    """The person's answers, whether the provider's part is kept here, and who usually comes."""
    usual = usual_performer(context, visit.person_id)
    with context.read(Permission.RECORD_ASSESSMENTS) as reader:
        kept = setting_value(reader, context.rules, PROVIDER_PART, day=context.today)
        return reader.find(Response, person_id=visit.person_id), kept == "yes", usual


def _offered(context: Context, one: str) -> Mapping[Side, str]:
    """What deviation it would be by each side, with notice today; no words where it is none."""
    found = {}
    for side in Side if context.may(Permission.PLAN_ROUNDS) else ():
        offered = offered_for(context, ChangeRound(round=one, by_side=side, reason="?"))
        found[side] = (
            ""
            if offered is None
            else context.rules.deviations.category(
                offered.category, direction=offered.direction, day=context.today
            ).word.lower()
        )
    return found
