"""One munhälsobedömning on paper, as a basis for the provider's own patient record."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from munhalsa.application.assessment_words import (
    AREA_WORDS,
    DENTURE_WORDS,
    HELP_WORDS,
    NEED_WORDS,
    OUTCOME_WORDS,
    TITLE_WORDS,
)
from munhalsa.application.context import Context
from munhalsa.application.find_records import the_municipality
from munhalsa.application.forms import FormPerson, Printed
from munhalsa.application.printing import FormPrinter, letterhead_of, note_printed, with_homes
from munhalsa.application.report_forms import PaperTable, ReportForm, ReportPart
from munhalsa.application.view_assessments import show_assessment
from munhalsa.domain.account import Permission
from munhalsa.domain.assessment import Assessment, Findings
from munhalsa.domain.person import Person
from munhalsa.domain.unit import Unit

_TITLE = "Underlag till tandvårdens journal"
_AS_NOTED = "Graderna står som de noterades vid besöket, 1 till 3. Inget är summerat eller tolkat."
_NONE_KEPT = (
    "Tänder, proteser och grader är inte registrerade. De registreras bara där kommunen har valt "
    "det, och av den som gör munhälsobedömningar."
)


def print_assessment(
    context: Context, printer: FormPrinter, *, assessment: str, purpose: str = "", out: Path
) -> Printed:
    """Both parts of one assessment, for whoever records them; opening it is logged as a card."""
    context.require(Permission.RECORD_ASSESSMENTS)
    view = show_assessment(context, assessment, purpose=purpose)
    with context.read(Permission.RECORD_ASSESSMENTS) as reader:
        person = reader.get(Person, view.assessment.person_id)
        addressed = with_homes(context, reader, [person])
        places = [] if view.assessment.unit_id is None else [view.assessment.unit_id]
        unit = "".join(one.name for one in reader.find(Unit, id=places))
        letterhead = letterhead_of(reader, the_municipality(reader))
    form = ReportForm(
        texts="assessment",
        printed_on=context.today,
        title=_TITLE,
        facts=_filled(_facts(view.assessment, addressed[0].on_form(), unit)),
        parts=(_findings_part(view.findings),),
    )
    printed = printer.report(form, letterhead=letterhead, created=context.clock.now(), out=out)
    return note_printed(context, "print.assessment", addressed, printed)


def _facts(one: Assessment, person: FormPerson, unit: str) -> Iterable[tuple[str, object]]:
    """What the municipality keeps of it; what is not known is None or empty."""
    staff = {None: None, True: "ja", False: "ingen"}[one.staff_took_part]
    signed = f"{one.signed_by}, {one.signed_on}" if one.signed_by else None
    return (
        ("Namn", person.name),
        (person.identity_label, person.identity_number),
        ("Dag", one.day),
        ("Plats", unit or one.address),
        ("Resultat av besöket", OUTCOME_WORDS[one.outcome]),
        ("Skäl", one.reason),
        ("Utförd av", one.performed_by),
        ("Titel", one.title and TITLE_WORDS[one.title]),
        ("Telefon", one.phone),
        ("Personal som deltog", one.staff or staff),
        ("Klarar munvården", one.help_need and HELP_WORDS[one.help_need]),
        ("Preliminärt vårdbehov", one.care_need and NEED_WORDS[one.care_need]),
        ("Remitterad till", one.referred_to),
        ("Informerad", one.told),
        ("Signerad", signed),
        ("Rättad", one.corrected_on),
    )


def _findings_part(findings: Findings | None) -> ReportPart:
    if findings is None:
        return ReportPart(heading="I munnen", paragraphs=(_NONE_KEPT,))
    seen = (
        ("Egna tänder", findings.own_teeth),
        ("Implantat", findings.implants),
        ("Överkäksprotes", findings.upper_denture and DENTURE_WORDS[findings.upper_denture]),
        ("Underkäksprotes", findings.lower_denture and DENTURE_WORDS[findings.lower_denture]),
    )
    graded = _filled((words, getattr(findings, area)) for area, words in AREA_WORDS.items())
    rows = (*_filled(seen), *((words, f"grad {grade}") for words, grade in graded))
    table = PaperTable(heads=("Vad", "Noterat"), shares=(0.6, 0.4), rows=rows)
    return ReportPart(heading="I munnen", paragraphs=(_AS_NOTED,), tables=(table,))


def _filled(facts: Iterable[tuple[str, object]]) -> tuple[tuple[str, str], ...]:
    """Those that are known, a count of none among them."""
    return tuple((label, str(value)) for label, value in facts if value not in (None, ""))
