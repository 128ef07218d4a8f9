"""The forms about deviations and disagreements: what each asks for, and the command it makes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from PySide6.QtCore import QCoreApplication

from munhalsa.application.deviation_fields import DeviationDetails
from munhalsa.application.deviation_words import DIRECTION_WORDS, SEVERITY_WORDS
from munhalsa.application.disagreements import (
    AnswerStep,
    CloseDisagreement,
    FollowUp,
    RecordDisagreement,
    TakeStep,
)
from munhalsa.application.handle_deviation import AnswerDeviation, ReportDeviation
from munhalsa.application.prepare_deviations import DeviationsDesk
from munhalsa.application.view_deviations import DeviationLine
from munhalsa.application.view_disagreements import DisagreementLine
from munhalsa.desktop.dialogs.fields import Field, FieldKind, FieldsForm
from munhalsa.domain.deviation import Direction, Severity
from munhalsa.domain.refusal import Rejected

translate = QCoreApplication.translate
_LONG, _CHOICE, _DAY = FieldKind.LONG, FieldKind.CHOICE, FieldKind.DAY


def new_form(desk: DeviationsDesk) -> FieldsForm:
    """A deviation of its own."""
    return FieldsForm(
        what=translate("DeviationForms", "Ny avvikelse"),
        explanation=translate(
            "DeviationForms",
            "Sparas som utkast. Person och enhet är valfria. Skriv inga uppgifter om hälsa.",
        ),
        save=translate("DeviationForms", "&Spara utkast"),
        fields=_fields(desk, None),
        command=_details,
    )


def change_form(desk: DeviationsDesk, line: DeviationLine) -> FieldsForm:
    """Other details for one."""
    return FieldsForm(
        what=translate("DeviationForms", "Ändra avvikelsen"),
        explanation=translate("DeviationForms", "Det som stod förut går att läsa i historiken."),
        save=translate("DeviationForms", "&Spara"),
        fields=_fields(desk, line),
        command=_details,
    )


def values_of(desk: DeviationsDesk, line: DeviationLine) -> Mapping[str, Any]:
    """What the form holds of a deviation before anybody has touched it."""
    return {field.name: field.value for field in _fields(desk, line)}


def report_form(desk: DeviationsDesk, line: DeviationLine) -> FieldsForm:
    """It has been handed in."""
    handling = desk.handling
    explanation = (
        translate("DeviationForms", "Förs in i {0}. Den ska besvaras skyndsamt.")
        if handling.promptly
        else translate("DeviationForms", "Förs in i {0}. Svar väntas inom {1} månader (antagande).")
    )

    def command(filled: Mapping[str, Any]) -> ReportDeviation:
        return ReportDeviation(
            deviation=line.id,
            reported_on=filled["reported_on"],
            reported_by=filled["reported_by"],
            answer_due=filled["answer_due"],
            service_reference=filled["service_reference"],
        )

    return FieldsForm(
        what=translate("DeviationForms", "Rapportera avvikelsen"),
        explanation=explanation.format(handling.service, handling.answer_months),
        save=translate("DeviationForms", "&Spara som rapporterad"),
        fields=(
            Field(
                name="reported_on",
                label=translate("DeviationForms", "&Rapporterad"),
                kind=_DAY,
                value=desk.today,
            ),
            Field(
                name="reported_by",
                label=translate("DeviationForms", "Av (t&omt: du)"),
            ),
            Field(
                name="answer_due",
                label=translate("DeviationForms", "S&var senast (tomt: enligt avtalet)"),
                kind=_DAY,
            ),
            Field(
                name="service_reference",
                label=translate("DeviationForms", "&Nummer i it-stödet"),
                value=line.service_reference,
            ),
        ),
        command=command,
    )


def answer_form(desk: DeviationsDesk, line: DeviationLine) -> FieldsForm:
    """An answer has come, or has been given."""

    def command(filled: Mapping[str, Any]) -> AnswerDeviation:
        return AnswerDeviation(
            deviation=line.id,
            answered_on=filled["answered_on"],
            answer=filled["answer"],
            analysis=filled["analysis"],
            measures=filled["measures"],
        )

    return FieldsForm(
        what=translate("DeviationForms", "Svar på avvikelsen"),
        explanation=line.category_word,
        save=translate("DeviationForms", "&Spara svaret"),
        fields=(
            Field(
                name="answered_on",
                wide=True,
                label=translate("DeviationForms", "&Besvarad"),
                kind=_DAY,
                value=desk.today,
            ),
            Field(
                name="answer",
                label=translate("DeviationForms", "S&var"),
                kind=_LONG,
                value=line.answer,
            ),
            Field(
                name="analysis",
                label=translate("DeviationForms", "Ana&lys"),
                kind=_LONG,
                value=line.analysis,
            ),
            Field(
                name="measures",
                label=translate("DeviationForms", "Åt&gärder"),
                kind=_LONG,
                value=line.measures,
            ),
        ),
        command=command,
    )


def disagreement_form(desk: DeviationsDesk, about: tuple[str, ...]) -> FieldsForm:
    """A disagreement; ``about`` are the deviations it rests on."""

    def command(filled: Mapping[str, Any]) -> RecordDisagreement:
        return RecordDisagreement(
            about=filled["about"] or "",
            temporary_solution=filled["temporary_solution"] or "",
            day=filled["day"],
            number=filled["number"],
            unit=filled["unit"],
            deviations=about,
        )

    count = len(about)
    return FieldsForm(
        what=translate("DeviationForms", "Ny oenighet"),
        explanation=translate("DeviationForms", "Den gäller {0} markerade avvikelser.").format(
            count
        )
        if count
        else translate("DeviationForms", "Markera avvikelser i registret om den gäller några."),
        save=translate("DeviationForms", "&Spara"),
        fields=(
            Field(
                name="day",
                label=translate("DeviationForms", "&Dag"),
                kind=_DAY,
                value=desk.today,
            ),
            Field(name="number", label=translate("DeviationForms", "&Personnummer (valfritt)")),
            _unit_field(desk, None),
            Field(
                name="about",
                label=translate("DeviationForms", "Vad den &gäller"),
                kind=_LONG,
            ),
            Field(
                name="temporary_solution",
                label=translate("DeviationForms", "Vad som gäller så &länge"),
                kind=_LONG,
            ),
        ),
        command=command,
    )


def step_form(desk: DeviationsDesk, line: DisagreementLine) -> FieldsForm:
    """The next step of the ladder."""
    after = line.step or 0
    choices = [(f"{row.step}. {row.holder}", row.step) for row in desk.ladder if row.step > after]

    def command(filled: Mapping[str, Any]) -> TakeStep:
        if filled["step"] is None:
            raise Rejected(
                "step_taken",
                translate("DeviationForms", "Det finns inget högre steg. Avsluta oenigheten."),
                field="step",
            )
        return TakeStep(
            disagreement=line.id,
            step=filled["step"],
            day=filled["day"],
            holder=filled["holder"],
        )

    return FieldsForm(
        what=translate("DeviationForms", "Ta upp oenigheten i ett steg"),
        explanation=translate(
            "DeviationForms",
            "Stegen tas i ordning. Avvikelser som återkommer får gå direkt till sista steget.",
        ),
        save=translate("DeviationForms", "&Spara steget"),
        fields=(
            Field(
                name="step",
                label=translate("DeviationForms", "S&teg"),
                kind=_CHOICE,
                choices=choices,
            ),
            Field(
                name="day", label=translate("DeviationForms", "&Dag"), kind=_DAY, value=desk.today
            ),
            Field(name="holder", label=translate("DeviationForms", "&Vem (tomt: enligt avtalet)")),
        ),
        command=command,
    )


def step_answer_form(desk: DeviationsDesk, line: DisagreementLine) -> FieldsForm:
    """What was answered and decided."""

    def command(filled: Mapping[str, Any]) -> AnswerStep:
        return AnswerStep(disagreement=line.id, **filled)

    return FieldsForm(
        what=translate("DeviationForms", "Svar i steg {0}").format(line.step),
        explanation=line.about or "",
        save=translate("DeviationForms", "&Spara svaret"),
        fields=(
            Field(
                name="answered_on",
                wide=True,
                label=translate("DeviationForms", "&Besvarad"),
                kind=_DAY,
                value=desk.today,
            ),
            Field(name="answer", label=translate("DeviationForms", "S&var"), kind=_LONG),
            Field(name="decision", label=translate("DeviationForms", "B&eslut"), kind=_LONG),
        ),
        command=command,
    )


def end_form(desk: DeviationsDesk, line: DisagreementLine) -> FieldsForm:
    """How the disagreement ended."""

    def command(filled: Mapping[str, Any]) -> CloseDisagreement:
        return CloseDisagreement(
            disagreement=line.id,
            outcome=filled["outcome"] or "",
            closed_on=filled["closed_on"],
        )

    return FieldsForm(
        what=translate("DeviationForms", "Avsluta oenigheten"),
        explanation=line.about or "",
        save=translate("DeviationForms", "&Avsluta"),
        fields=(
            Field(
                name="closed_on",
                wide=True,
                label=translate("DeviationForms", "Avslutad &den"),
                kind=_DAY,
                value=desk.today,
            ),
            Field(
                name="outcome", label=translate("DeviationForms", "&Hur den slutade"), kind=_LONG
            ),
        ),
        command=command,
    )


def follow_form(desk: DeviationsDesk, line: DisagreementLine) -> FieldsForm:
    """What came of it, and with whom that was shared."""

    def command(filled: Mapping[str, Any]) -> FollowUp:
        return FollowUp(
            disagreement=line.id,
            follow_up=filled["follow_up"] or "",
            followed_up_on=filled["followed_up_on"],
            shared_with=filled["shared_with"],
        )

    return FieldsForm(
        what=translate("DeviationForms", "Följ upp oenigheten"),
        explanation=line.about or "",
        save=translate("DeviationForms", "&Spara"),
        fields=(
            Field(
                name="followed_up_on",
                label=translate("DeviationForms", "&Dag"),
                kind=_DAY,
                value=desk.today,
            ),
            Field(name="shared_with", label=translate("DeviationForms", "De&lad med")),
            Field(
                name="follow_up",
                label=translate("DeviationForms", "Vad &uppföljningen visade"),
                kind=_LONG,
                value=line.follow_up,
            ),
        ),
        command=command,
    )


def _fields(desk: DeviationsDesk, line: DeviationLine | None) -> tuple[Field, ...]:
    def of(name: str) -> Any:
        return None if line is None else getattr(line, name)

    return (
        Field(
            name="category",
            label=translate("DeviationForms", "Vad den &gäller"),
            kind=_CHOICE,
            value=None if line is None else f"{line.direction} {line.category}",
            wide=True,
            choices=_categories(desk, line),
        ),
        Field(
            name="day",
            label=translate("DeviationForms", "&Dag då det hände"),
            kind=_DAY,
            value=desk.today if line is None else line.day,
        ),
        Field(
            name="number",
            label=translate("DeviationForms", "&Personnummer (valfritt)"),
            value=of("personal_identity_number"),
        ),
        _unit_field(desk, of("unit_id")),
        Field(
            name="severity",
            label=translate("DeviationForms", "&Klass"),
            kind=_CHOICE,
            value=None if line is None or line.severity is None else line.severity.value,
            choices=(
                (translate("DeviationForms", "Inte angiven"), None),
                *((words, one.value) for one, words in SEVERITY_WORDS.items()),
            ),
        ),
        Field(
            name="cooperation_failure",
            label=translate("DeviationForms", "&Brist i samverkan"),
            kind=_CHOICE,
            value=of("cooperation_failure") or False,
            choices=(
                (translate("DeviationForms", "Nej"), False),
                (translate("DeviationForms", "Ja"), True),
            ),
        ),
        Field(
            name="description",
            label=translate("DeviationForms", "Vad som &hände"),
            kind=_LONG,
            value=of("description"),
        ),
        Field(
            name="reason",
            label=translate("DeviationForms", "&Orsak"),
            kind=_LONG,
            value=of("reason"),
        ),
        Field(
            name="agreement",
            label=translate("DeviationForms", "A&vtal eller rutin som inte följdes"),
            value=of("agreement"),
        ),
        Field(
            name="record_number",
            label=translate("DeviationForms", "D&iarienummer"),
            value=of("record_number"),
        ),
    )


def _unit_field(desk: DeviationsDesk, unit: str | None) -> Field:
    nothing = (translate("DeviationForms", "Ingen, eller personens boende"), None)
    return Field(
        name="unit",
        label=translate("DeviationForms", "&Enhet"),
        kind=_CHOICE,
        value=unit,
        choices=(nothing, *((one.name, one.id) for one in desk.units)),
        wide=True,
    )


def _categories(desk: DeviationsDesk, line: DeviationLine | None) -> tuple[tuple[str, str], ...]:
    """Those of today, and the one of the deviation if it is of another agreement."""
    found = {
        f"{row.direction} {row.code}": f"{DIRECTION_WORDS[row.direction]}: {row.word}"
        for row in desk.categories
    }
    if line is not None:
        words = f"{DIRECTION_WORDS[line.direction]}: {line.category_word}"
        found.setdefault(f"{line.direction} {line.category}", words)
    return tuple((words, value) for value, words in found.items())


def _details(filled: Mapping[str, Any]) -> DeviationDetails:
    direction, category = filled["category"].split(" ", 1)
    severity = filled["severity"]
    if filled["day"] is None:
        raise Rejected("missing", translate("DeviationForms", "Ange dagen."), field="day")
    details: dict[str, Any] = {
        **filled,
        "direction": Direction(direction),
        "category": category,
        "severity": None if severity is None else Severity(severity),
    }
    return cast(DeviationDetails, details)
