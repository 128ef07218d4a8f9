"""Printing behind the application's port; what draws is loaded when first something is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

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
from munhalsa.application.letter_languages import LetterLanguage, OwnTexts, TextHead
from munhalsa.application.report_forms import ReportForm
from munhalsa.application.training_forms import AttendanceForm, TrainingCertificateForm
from munhalsa.application.visit_forms import VisitListForm
from munhalsa.domain.label_sheet import LabelSheet
from munhalsa.domain.own_text import LetterText

Progress = Callable[[int, int], None]


class PdfForms:
    """Prints forms to PDF files built to PDF/UA-1 and PDF/A-2a.

    Every method raises Rejected when a character cannot be shown or there is nothing to print, and
    FileUnusable when the file cannot be written; then nothing is written. ``created`` is an aware
    time and the only thing about the file that is not in the forms: the same call gives the same
    bytes. ``progress`` is told how many forms are laid out, and of how many.
    """

    def certificates(
        self,
        forms: Iterable[CertificateForm],
        *,
        letterhead: Letterhead,
        created: datetime,
        out: Path,
        progress: Progress | None = None,
    ) -> Printed:
        """N1, one for each form."""
        from munhalsa.adapters.documents.certificate import certificate_sheets
        from munhalsa.adapters.documents.job import print_forms

        job = tuple(forms)
        return print_forms(certificate_sheets, job, letterhead, created, out, progress)

    def bases(
        self,
        forms: Iterable[BasisForm],
        *,
        letterhead: Letterhead,
        created: datetime,
        out: Path,
        progress: Progress | None = None,
    ) -> Printed:
        """N2, one for each form."""
        from munhalsa.adapters.documents.basis import basis_sheets
        from munhalsa.adapters.documents.job import print_forms

        return print_forms(basis_sheets, tuple(forms), letterhead, created, out, progress)

    def letters(
        self,
        forms: Iterable[LetterForm],
        *,
        letterhead: Letterhead,
        created: datetime,
        out: Path,
        progress: Progress | None = None,
    ) -> Printed:
        """N3 with N4, one for each form."""
        from munhalsa.adapters.documents.job import print_forms
        from munhalsa.adapters.documents.letter import letter_sheets

        return print_forms(letter_sheets, tuple(forms), letterhead, created, out, progress)

    def hand_overs(
        self,
        forms: Iterable[HandOverForm],
        *,
        letterhead: Letterhead,
        created: datetime,
        out: Path,
        progress: Progress | None = None,
    ) -> Printed:
        """N11, one for each form."""
        from munhalsa.adapters.documents.hand_over import hand_over_sheets
        from munhalsa.adapters.documents.job import print_forms

        return print_forms(hand_over_sheets, tuple(forms), letterhead, created, out, progress)

    def paper_applications(
        self,
        forms: Iterable[PaperApplicationForm],
        *,
        letterhead: Letterhead,
        created: datetime,
        out: Path,
        progress: Progress | None = None,
    ) -> Printed:
        """N5, one for each form."""
        from munhalsa.adapters.documents.job import print_forms
        from munhalsa.adapters.documents.paper_application import paper_application_sheets

        return print_forms(
            paper_application_sheets, tuple(forms), letterhead, created, out, progress
        )

    def answer_lists(
        self,
        forms: Iterable[AnswerListForm],
        *,
        letterhead: Letterhead,
        created: datetime,
        out: Path,
        progress: Progress | None = None,
    ) -> Printed:
        """N12, one for each form."""
        from munhalsa.adapters.documents.answer_list import answer_list_sheets
        from munhalsa.adapters.documents.job import print_forms

        return print_forms(answer_list_sheets, tuple(forms), letterhead, created, out, progress)

    def visit_lists(
        self,
        forms: Iterable[VisitListForm],
        *,
        letterhead: Letterhead,
        created: datetime,
        out: Path,
        progress: Progress | None = None,
    ) -> Printed:
        """M5, one for each form."""
        from munhalsa.adapters.documents.job import print_forms
        from munhalsa.adapters.documents.visit_list import visit_list_sheets

        return print_forms(visit_list_sheets, tuple(forms), letterhead, created, out, progress)

    def check_logo(self, picture: bytes) -> None:
        """Raise FileUnusable for a picture that cannot be read."""
        from munhalsa.adapters.documents.letterhead import shape_of

        shape_of(picture)

    def deviation_reports(
        self,
        forms: Iterable[DeviationReportForm],
        *,
        letterhead: Letterhead,
        created: datetime,
        out: Path,
        progress: Progress | None = None,
    ) -> Printed:
        """N13, one for each form."""
        from munhalsa.adapters.documents.deviation_report import deviation_report_sheets
        from munhalsa.adapters.documents.job import print_forms

        return print_forms(
            deviation_report_sheets, tuple(forms), letterhead, created, out, progress
        )

    def agenda(
        self, form: AgendaForm, *, letterhead: Letterhead, created: datetime, out: Path
    ) -> Printed:
        """N14."""
        from munhalsa.adapters.documents.agenda import agenda_sheets
        from munhalsa.adapters.documents.job import print_forms

        return print_forms(agenda_sheets, (form,), letterhead, created, out, None)

    def care_cards(
        self,
        forms: Iterable[CareCardForm],
        *,
        letterhead: Letterhead,
        created: datetime,
        out: Path,
        progress: Progress | None = None,
    ) -> Printed:
        """M1, one page for each form; Rejected for one that cannot be read on a page."""
        from munhalsa.adapters.documents.care_card import care_card_sheets
        from munhalsa.adapters.documents.job import print_forms

        return print_forms(care_card_sheets, tuple(forms), letterhead, created, out, progress)

    def unit_sheet(
        self, form: UnitSheetForm, *, letterhead: Letterhead, created: datetime, out: Path
    ) -> Printed:
        """M2."""
        from munhalsa.adapters.documents.job import print_forms
        from munhalsa.adapters.documents.unit_sheets import unit_sheet_sheets

        return print_forms(unit_sheet_sheets, (form,), letterhead, created, out, None)

    def unit_report(
        self, form: UnitReportForm, *, letterhead: Letterhead, created: datetime, out: Path
    ) -> Printed:
        """M3."""
        from munhalsa.adapters.documents.job import print_forms
        from munhalsa.adapters.documents.unit_sheets import unit_report_sheets

        return print_forms(unit_report_sheets, (form,), letterhead, created, out, None)

    def report(
        self, form: ReportForm, *, letterhead: Letterhead, created: datetime, out: Path
    ) -> Printed:
        """N15 or N16."""
        from munhalsa.adapters.documents.job import print_forms
        from munhalsa.adapters.documents.report import report_sheets

        return print_forms(report_sheets, (form,), letterhead, created, out, None)

    def attendance_list(
        self, form: AttendanceForm, *, letterhead: Letterhead, created: datetime, out: Path
    ) -> Printed:
        """N17."""
        from munhalsa.adapters.documents.job import print_forms
        from munhalsa.adapters.documents.training import attendance_sheets

        return print_forms(attendance_sheets, (form,), letterhead, created, out, None)

    def training_certificates(
        self,
        forms: Iterable[TrainingCertificateForm],
        *,
        letterhead: Letterhead,
        created: datetime,
        out: Path,
        progress: Progress | None = None,
    ) -> Printed:
        """N18, one for each form."""
        from munhalsa.adapters.documents.job import print_forms
        from munhalsa.adapters.documents.training import training_certificate_sheets

        return print_forms(
            training_certificate_sheets, tuple(forms), letterhead, created, out, progress
        )

    def letter_languages(
        self, day: date, *, easy_read: bool, own: OwnTexts
    ) -> Sequence[LetterLanguage]:
        """Those that the data has for the day."""
        from munhalsa.adapters.documents.letter_texts import letter_languages_on

        return letter_languages_on(day, easy_read=easy_read, own=own)

    def texts(self, day: date, *, own: OwnTexts) -> Sequence[TextHead]:
        """Every text of the letters that holds on the day."""
        from munhalsa.adapters.documents.letter_texts import heads_on

        return heads_on(day, own)

    def text_template(self, form: LetterText, language: str, *, own: OwnTexts) -> str:
        """The text as it is, else the Swedish one as a draft to be translated."""
        from munhalsa.adapters.documents.letter_texts import template

        return template(form, language, own)

    def check_text(self, content: str, day: date) -> TextHead:
        """What the file is; Rejected says what is wrong in it."""
        from munhalsa.adapters.documents.letter_texts import head_of_own

        return head_of_own(content, day)

    def label_sheets(self, day: date) -> Sequence[LabelSheet]:
        """Those that the data has for the day."""
        from munhalsa.adapters.documents.labels import label_sheets_on

        return label_sheets_on(day)

    def labels(self, form: LabelsForm, *, created: datetime, out: Path) -> Printed:
        """N19; Rejected for an address that has no room on its label."""
        from munhalsa.adapters.documents.job import print_forms
        from munhalsa.adapters.documents.labels import labels_sheets

        forms = (form,) if form.labels else ()
        return print_forms(labels_sheets, forms, None, created, out, None)

    def recovery_code(
        self, form: RecoveryCodeForm, *, letterhead: Letterhead, created: datetime, out: Path
    ) -> Printed:
        """N9."""
        from munhalsa.adapters.documents.job import print_forms
        from munhalsa.adapters.documents.recovery import recovery_sheets

        return print_forms(recovery_sheets, (form,), letterhead, created, out, None)

    def missing_characters(self, form: PrintedForm | Letterhead) -> list[str]:
        """The characters the forms' fonts cannot show, so that they can be told before printing."""
        from munhalsa.adapters.documents.characters import missing_characters

        return missing_characters(form)
