"""Munhälsobedömningar on the command line."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from typing import Any

from munhalsa.application.assessment_words import NEED_WORDS, OUTCOME_WORDS
from munhalsa.application.context import Context
from munhalsa.application.correct_assessment import (
    AssessmentCorrected,
    CorrectAssessment,
    correct_assessment,
    mark_duplicate,
)
from munhalsa.application.find_records import unit_by_code_or_name
from munhalsa.application.print_assessment import print_assessment
from munhalsa.application.record_assessment import RecordAssessment, record_assessment
from munhalsa.application.view_assessments import (
    AssessmentView,
    list_assessments,
    show_assessment,
)
from munhalsa.cli.answer import Answer, table_lines
from munhalsa.cli.assessment_file import UNIT, content_values, findings_of, read_assessment
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Command, flag, option, word
from munhalsa.cli.print_commands import print_answer
from munhalsa.cli.values import choice_of, day_of, yes_or_no
from munhalsa.domain.assessment import (
    Assessment,
    AssessmentContent,
    AssessmentOutcome,
    AssessorTitle,
    CareNeed,
    HelpNeed,
)
from munhalsa.domain.refusal import WrongUsage

_NO_STAFF = frozenset({"none", "ingen"})


def _add(desk: Desk, asked: Namespace) -> Answer:
    document = {} if asked.file is None else read_assessment(Path(asked.file))
    values = content_values(document) | _values(asked)
    for name in ("day", "outcome"):
        if values.get(name) is None:
            option_name = "--date" if name == "day" else "--outcome"
            raise WrongUsage(
                "option_missing", f"Ange {option_name}, eller skriv det i filen.", field=name
            )
    with desk.open() as workplace:
        content = AssessmentContent(**_with_unit(workplace.context, values))
        command = RecordAssessment(
            number=asked.number,
            content=content,
            findings=findings_of(document),
            with_deviation=False if asked.no_deviation else None,
        )
        done = record_assessment(workplace.context, command)
    lines = [f"Bedömningen är sparad och signerad: {OUTCOME_WORDS[content.outcome]}."]
    if done.deviation is not None:
        lines.append("En avvikelse är registrerad i samma steg, som utkast.")
    return Answer(
        document={
            "event": done.event,
            "assessment": done.assessment,
            "findings": done.findings,
            "deviation": done.deviation,
        },
        lines=lines,
        warnings=done.warnings,
    )


def _list(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        views = list_assessments(workplace.context, asked.number, purpose=asked.reason or "")
    rows = [
        (
            view.assessment.day,
            OUTCOME_WORDS[view.assessment.outcome],
            _need(view.assessment),
            view.assessment.performed_by,
            "dubblett" if view.assessment.duplicate_of_id else "",
            view.assessment.id,
        )
        for view in views
    ]
    return Answer(
        document={"assessments": [_document(view) for view in views]},
        lines=table_lines(("Dag", "Resultat", "Vårdbehov", "Utförd av", "", "Id"), rows),
    )


def _show(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        view = show_assessment(workplace.context, asked.assessment, purpose=asked.reason or "")
    one = view.assessment
    lines = [f"{one.day}: {OUTCOME_WORDS[one.outcome]}."]
    if one.signed_by is not None:
        lines.append(f"Signerad av {one.signed_by} {one.signed_on}.")
    if one.corrected_on is not None:
        lines.append(f"Rättad {one.corrected_on}: {one.correction}")
    lines += [f"Ändrad av {text.user} {text.time:%Y-%m-%d %H:%M}." for text in view.earlier]
    return Answer(document=_document(view), lines=lines)


def _correct(desk: Desk, asked: Namespace) -> Answer:
    document = {} if asked.file is None else read_assessment(Path(asked.file))
    values = content_values(document) | _values(asked)
    with desk.open() as workplace:
        values = _with_unit(workplace.context, values)
        done = correct_assessment(
            workplace.context,
            CorrectAssessment(
                id=asked.assessment,
                reason=asked.reason,
                revise=lambda content: replace(content, **values),
                findings=findings_of(document),
            ),
        )
    return _corrected(done, "Bedömningen är rättad. Det som stod förut finns i historiken.")


def _print(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        printed = print_assessment(
            workplace.context,
            workplace.printer,
            assessment=asked.assessment,
            purpose=asked.reason or "",
            out=Path(asked.out),
        )
    return print_answer(printed)


def _duplicate(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        done = mark_duplicate(workplace.context, id=asked.assessment, of=asked.of)
    return _corrected(done, "Bedömningen är markerad som dubblett och räknas inte.")


def _corrected(done: AssessmentCorrected, told: str) -> Answer:
    return Answer(
        document={"event": done.event, "assessment": done.assessment},
        lines=[told],
        warnings=done.warnings,
    )


def _document(view: AssessmentView) -> dict[str, Any]:
    return {
        "assessment": view.assessment,
        "findings": view.findings,
        "deviations": view.deviations,
        "earlier": view.earlier,
    }


def _need(one: Assessment) -> str:
    return "" if one.care_need is None else NEED_WORDS[one.care_need]


def _values(asked: Namespace) -> dict[str, Any]:
    """What the options say; what is not given is left out."""
    values: dict[str, Any] = {
        "reason": asked.why,
        "performed_by": asked.performed_by,
        "phone": asked.phone,
        "referred_to": asked.referred_to,
        "told": asked.told,
        UNIT: asked.unit,
    }
    if asked.date is not None:
        values["day"] = day_of(asked.date, field="date")
    for name, kind in (
        ("outcome", AssessmentOutcome),
        ("title", AssessorTitle),
        ("help_need", HelpNeed),
        ("care_need", CareNeed),
    ):
        given = getattr(asked, name)
        if given is not None:
            values[name] = choice_of(given, kind, field=name)
    if asked.counts_as_performed is not None:
        values["counts_as_performed"] = yes_or_no(
            asked.counts_as_performed, field="counts_as_performed"
        )
    values = {name: value for name, value in values.items() if value is not None}
    return values | _staff(asked.staff)


def _staff(given: str | None) -> dict[str, Any]:
    if given is None:
        return {}
    if given.strip().lower() in _NO_STAFF:
        return {"staff_took_part": False, "staff": None}
    return {"staff_took_part": True, "staff": given.strip()}


def _with_unit(context: Context, values: dict[str, Any]) -> dict[str, Any]:
    """The same with the unit that was named by code or name."""
    if values.get(UNIT) is None:
        return {name: value for name, value in values.items() if name != UNIT}
    with context.read() as reader:
        unit = unit_by_code_or_name(reader, values[UNIT])
    rest = {name: value for name, value in values.items() if name != UNIT}
    return rest | {"unit_id": unit.id}


_FIELDS = (
    option("--care-need", "none, not_urgent eller urgent", word="BEHOV"),
    option("--help-need", "none, some eller all", word="HJÄLP"),
    option("--staff", "namn på personal som deltog, eller none", word="NAMN"),
    option("--performed-by", "vem som gjorde bedömningen", word="NAMN"),
    option("--title", "dental_hygienist, dentist eller other", word="TITEL"),
    option("--phone", "telefon till den som gjorde bedömningen", word="TELEFON"),
    option("--unit", "enheten där besöket gjordes, annars personens", word="ENHET"),
    option("--referred-to", "vart personen är remitterad", word="TEXT"),
    option("--told", "vem som har informerats", word="TEXT"),
    option("--why", "skäl till resultatet", word="TEXT"),
    option("--counts-as-performed", "yes om en delvis utförd ska räknas", word="JA"),
    option("--file", "hela bedömningen som JSON", word="FIL"),
)
_NUMBER = word("number", "personnummer, samordningsnummer eller reservnummer", shown="NUMMER")
_ID = word("assessment", "bedömningens id, se assessment list", shown="BEDÖMNING")
_PURPOSE = option("--reason", "varför, om uppgifterna är skyddade", word="TEXT")

COMMANDS = (
    Command(
        words="assessment add",
        help="spara och signera en munhälsobedömning",
        run=_add,
        arguments=(
            _NUMBER,
            option("--date", "besökets dag", word="DATUM"),
            option("--outcome", "performed, declined_at_visit med flera", word="RESULTAT"),
            *_FIELDS,
            flag("--no-deviation", "registrera inte den avvikelse som resultatet visar"),
        ),
        example="assessment add 19360101-6987 --date 2026-11-20 --outcome performed "
        "--care-need none --staff Sara",
    ),
    Command(
        words="assessment list",
        help="visa en persons munhälsobedömningar",
        run=_list,
        arguments=(_NUMBER, _PURPOSE),
        example="assessment list 19360101-6987",
    ),
    Command(
        words="assessment show",
        help="visa en munhälsobedömning och vad som stod före en rättelse",
        run=_show,
        arguments=(_ID, _PURPOSE),
        example="assessment show 01a2b3c4-…",
    ),
    Command(
        words="assessment correct",
        help="rätta en signerad munhälsobedömning, synligt",
        run=_correct,
        arguments=(
            _ID,
            option("--reason", "varför den rättas", word="TEXT", required=True),
            option("--date", "besökets dag", word="DATUM"),
            option("--outcome", "performed, declined_at_visit med flera", word="RESULTAT"),
            *_FIELDS,
        ),
        example='assessment correct 01a2b3c4-… --reason "fel dag" --date 2026-11-19',
    ),
    Command(
        words="assessment duplicate",
        help="markera en bedömning som dubblett av en annan samma dag",
        run=_duplicate,
        arguments=(
            _ID,
            option("--of", "den bedömning som gäller", word="BEDÖMNING", required=True),
        ),
        example="assessment duplicate 01a2b3c4-… --of 01a2b3c5-…",
    ),
    Command(
        words="print assessment",
        help="skriv ut en munhälsobedömning som underlag till tandvårdens egen journal",
        run=_print,
        arguments=(
            _ID,
            option("--out", "PDF-filen som skrivs", word="FIL", required=True),
            _PURPOSE,
        ),
        example="print assessment 01a2b3c4-… --out underlag.pdf",
    ),
)
