"""What is asked and shown about deviations, as it is drawn: with examples, of nobody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from munhalsa.application.ports import HistoryLine
from munhalsa.application.prepare_deviations import DeviationsDesk
from munhalsa.application.view_deviations import DeviationLine, DeviationRecord
from munhalsa.application.view_disagreements import DisagreementLine
from munhalsa.desktop.dialogs.deviation import DeviationDialog
from munhalsa.desktop.dialogs.fields import FieldsDialog, FieldsForm
from munhalsa.desktop.screens import deviation_forms
from munhalsa.desktop.screens.deviations import DeviationsView
from munhalsa.desktop.view import Place
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.domain.deviation import DeviationState, DeviationTask, Direction, Severity
from munhalsa.domain.deviation_rules import DeviationCategory, DeviationHandling, LadderStep

_DAY = date(2027, 3, 22)
translate = QCoreApplication.translate


def detail(window: MainWindow) -> QWidget:
    """One in full, whose answer is late."""
    events = ("deviation.report", "deviation.record")
    history = tuple(
        HistoryLine(
            event=action,
            time=datetime(2027, 1, 10, 9, 30, tzinfo=UTC),
            user="Kim Lind",
            action=action,
            undone=False,
        )
        for action in events
    )
    record = DeviationRecord(deviation=_line(), disagreements=(), history=history)
    return DeviationDialog(
        record, may_edit=True, may_undo=lambda _: True, look=window.look, parent=window
    )


def form(name: str) -> Callable[[MainWindow], QWidget]:
    """One of the forms by its name."""

    def show(window: MainWindow) -> QWidget:
        return FieldsDialog(_FORMS[name](), today=_DAY, look=window.look, parent=window)

    return show


def tab(place: int) -> Callable[[MainWindow], QWidget]:
    """The view at one of its parts."""

    def show(window: MainWindow) -> QWidget:
        window.go(Place(view="deviations"))
        view = window.pages.current
        if isinstance(view, DeviationsView):
            view.ui.tabs.setCurrentIndex(place)
        return window

    return show


def _desk() -> DeviationsDesk:
    text = translate("Scenes", "Chef närmast patienten")
    return DeviationsDesk(
        today=_DAY,
        units=(),
        categories=(
            DeviationCategory(
                valid_from=_DAY,
                source="",
                code="wrong_unit",
                direction=Direction.TO_MUNICIPALITY,
                word=translate("Scenes", "Fel boendeenhet"),
            ),
        ),
        handling=DeviationHandling(
            valid_from=_DAY,
            source="",
            term="",
            service=translate("Scenes", "det utpekade it-stödet"),
            promptly=True,
            answer_months=0,
            answer_days=30,
        ),
        ladder=(LadderStep(valid_from=_DAY, source="", step=1, holder=text, text=""),),
    )


def _line() -> DeviationLine:
    return DeviationLine(
        id="",
        version=1,
        day=date(2027, 1, 8),
        direction=Direction.TO_MUNICIPALITY,
        category="wrong_unit",
        category_word=translate("Scenes", "Fel boendeenhet"),
        term=translate("Scenes", "avvikelse mellan vårdgivare"),
        state=DeviationState.REPORTED,
        task=DeviationTask.ANSWER,
        overdue=True,
        severity=Severity.INCIDENT,
        person_id=None,
        personal_identity_number=None,
        name=None,
        masked=False,
        unit_id=None,
        unit_code=None,
        unit=translate("Scenes", "Hemgården"),
        cooperation_failure=True,
        agreement=None,
        description=translate("Scenes", "Tandhygienisten kom till fel boende."),
        reason=translate("Scenes", "Flytten var inte registrerad."),
        record_number="KS-2027-3",
        service_reference=None,
        reported_by="Kim Lind",
        reported_on=date(2027, 1, 10),
        answer_due=date(2027, 2, 9),
        promptly=True,
        answered_on=None,
        answer=None,
        analysis=None,
        measures=None,
        closed_on=None,
    )


def _disagreement() -> DisagreementLine:
    return DisagreementLine(
        id="",
        version=1,
        day=_DAY,
        about=translate("Scenes", "Vem som bokar besöket"),
        temporary_solution=translate("Scenes", "Kommunen bokar"),
        person_id=None,
        personal_identity_number=None,
        name=None,
        masked=False,
        unit=None,
        step=None,
        holder=None,
        step_day=None,
        answered_on=None,
        closed_on=None,
        outcome=None,
        followed_up_on=None,
        follow_up=None,
        shared_on=None,
        shared_with=None,
    )


_FORMS: dict[str, Callable[[], FieldsForm]] = {
    "new": lambda: deviation_forms.new_form(_desk()),
    "report": lambda: deviation_forms.report_form(_desk(), _line()),
    "answer": lambda: deviation_forms.answer_form(_desk(), _line()),
    "disagreement": lambda: deviation_forms.disagreement_form(_desk(), ()),
    "step": lambda: deviation_forms.step_form(_desk(), _disagreement()),
}
FORMS = tuple(_FORMS)
