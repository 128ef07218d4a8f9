"""One printing job: any number of forms of one kind in one PDF, checked before it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from munhalsa.adapters.atomic_file import write_atomically
from munhalsa.adapters.documents.characters import missing_characters, ready
from munhalsa.adapters.documents.finishing import finished
from munhalsa.adapters.documents.ink import Element, Sheet
from munhalsa.adapters.documents.tagged import TaggedCanvas
from munhalsa.adapters.documents.texts import form_texts
from munhalsa.application.care_forms import CareCardForm, UnitReportForm, UnitSheetForm
from munhalsa.application.deviation_forms import AgendaForm, DeviationReportForm
from munhalsa.application.forms import (
    AnswerListForm,
    BasisForm,
    CertificateForm,
    HandOverForm,
    LetterForm,
    Letterhead,
    PaperApplicationForm,
    Printed,
    PrintedForm,
    RecoveryCodeForm,
)
from munhalsa.application.label_forms import LabelsForm
from munhalsa.application.memory import without_cycle_search
from munhalsa.application.outputs import check_out
from munhalsa.application.report_forms import ReportForm
from munhalsa.application.training_forms import AttendanceForm, TrainingCertificateForm
from munhalsa.application.visit_forms import VisitListForm
from munhalsa.domain.refusal import FileUnusable, Rejected

Progress = Callable[[int, int], None]
F = TypeVar(
    "F",
    CertificateForm,
    BasisForm,
    LetterForm,
    AnswerListForm,
    HandOverForm,
    PaperApplicationForm,
    RecoveryCodeForm,
    VisitListForm,
    DeviationReportForm,
    AgendaForm,
    CareCardForm,
    UnitSheetForm,
    UnitReportForm,
    ReportForm,
    AttendanceForm,
    TrainingCertificateForm,
    LabelsForm,
)
L = TypeVar("L", Letterhead, None)
_Form = (
    PrintedForm
    | DeviationReportForm
    | AgendaForm
    | CareCardForm
    | UnitSheetForm
    | UnitReportForm
    | VisitListForm
    | ReportForm
    | AttendanceForm
    | TrainingCertificateForm
    | LabelsForm
)
_Layout = Callable[[F, L, Element], list[Sheet]]


@without_cycle_search()
def print_forms(
    lay_out: _Layout[F, L],
    forms: Sequence[F],
    letterhead: L,
    created: datetime,
    out: Path,
    progress: Progress | None,
) -> Printed:
    """Lay every form out, check them all, and write the file; see PdfForms.

    None is no letterhead: what is printed is not a letter from anybody.
    """
    if not forms:
        raise Rejected("nothing_to_print", "Det finns inget att skriva ut. Välj minst en person.")
    check_out(out)
    _check_characters((letterhead, *forms))
    canvas = TaggedCanvas()
    starts: list[int] = []
    for done, form in enumerate(forms, start=1):
        starts.append(len(canvas.page_owners))
        canvas.draw_sheets(lay_out(form, letterhead, canvas.root))
        if progress is not None:
            progress(done, len(forms))
    content = finished(
        canvas,
        title=_title(forms[0]),
        language=_language(forms[0]),
        created=created,
        bookmarks=_bookmarks(forms, starts),
    )
    try:
        write_atomically(out, content)
    except OSError as error:
        raise FileUnusable(
            "file_not_written",
            "Filen kunde inte skrivas. Kontrollera att mappen finns, att det finns plats "
            "och att filen inte är öppen i ett annat program.",
            field="out",
        ) from error
    return Printed(path=out, pages=len(canvas.page_owners))


def _check_characters(holders: Iterable[object]) -> None:
    missing: dict[str, None] = {}
    concerned = 0
    for holder in holders:
        found = missing_characters(holder)
        concerned += bool(found)
        missing.update(dict.fromkeys(found))
    if missing:
        codes = ", ".join(f"U+{ord(character):04X}" for character in list(missing)[:10])
        raise Rejected(
            "character_missing_in_font",
            f"{concerned} av blanketterna har tecken som typsnittet saknar: {codes}. "
            "Skriv om namnet eller texten med latinska bokstäver och skriv ut igen.",
        )


def _title(form: _Form) -> str:
    """The document's title: the form's, never anything about a person."""
    day = form.printed_on
    match form:
        case BasisForm():
            issued = form.certificate_number is not None
            return form_texts("basis", "sv", day).word(
                "title_issued" if issued else "title_not_issued"
            )
        case LetterForm():
            name = "letter_easy" if form.easy_read else "letter"
            return form_texts(name, form.language, day, form.own_letter).word("title")
        case ReportForm():
            return form.title
        case _:
            return form_texts(_TEXTS[type(form)], "sv", day).word("title")


_TEXTS: Mapping[type[object], str] = MappingProxyType(
    {
        AgendaForm: "agenda",
        AnswerListForm: "answer_list",
        AttendanceForm: "attendance_list",
        TrainingCertificateForm: "training_certificate",
        CareCardForm: "care_card",
        CertificateForm: "certificate",
        DeviationReportForm: "deviation_report",
        HandOverForm: "hand_over",
        LabelsForm: "labels",
        PaperApplicationForm: "paper_application",
        RecoveryCodeForm: "recovery",
        UnitReportForm: "unit_report",
        UnitSheetForm: "unit_sheet",
        VisitListForm: "visit_list",
    }
)


def _language(form: _Form) -> str:
    return form.language if isinstance(form, LetterForm) else "sv"


def _bookmarks(forms: Sequence[_Form], starts: Sequence[int]) -> list[tuple[str, int]]:
    """One for each form of a job with several: its own number, or its place in the job."""
    if len(forms) == 1:
        return []
    return [
        (f"{_title(form)} {_own_number(form) or place}", start)
        for place, (form, start) in enumerate(zip(forms, starts, strict=True), start=1)
    ]


def _own_number(form: _Form) -> str | None:
    match form:
        case CertificateForm() | HandOverForm():
            return ready(form.number)
        case BasisForm():
            return form.certificate_number and ready(form.certificate_number)
        case _:
            return None
