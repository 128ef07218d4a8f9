"""What every printed form has in common: whom it is about, who sends it, what the log keeps."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from munhalsa.application.addresses import city_line, residence_text
from munhalsa.application.care_forms import CareCardForm, UnitReportForm, UnitSheetForm
from munhalsa.application.context import Context
from munhalsa.application.deviation_forms import AgendaForm, DeviationReportForm
from munhalsa.application.find_records import home_on, the_municipality
from munhalsa.application.forms import (
    AnswerListForm,
    BasisForm,
    CertificateForm,
    Contact,
    FormPerson,
    HandOverForm,
    LetterForm,
    Letterhead,
    PaperApplicationForm,
    Printed,
    RecoveryCodeForm,
)
from munhalsa.application.label_forms import LabelsForm
from munhalsa.application.letter_languages import LetterLanguage, OwnTexts, TextHead
from munhalsa.application.logged_files import gone_unless_logged
from munhalsa.application.ports import Deed, Reader
from munhalsa.application.report_forms import ReportForm
from munhalsa.application.training_forms import AttendanceForm, TrainingCertificateForm
from munhalsa.application.visit_forms import VisitListForm
from munhalsa.domain.account import Permission
from munhalsa.domain.identity import IdentityKind, describe, formatted
from munhalsa.domain.label_sheet import LabelSheet
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.municipality import whole_name
from munhalsa.domain.own_text import LetterText
from munhalsa.domain.person import Person, Residence
from munhalsa.domain.refusal import NotAllowed
from munhalsa.domain.unit import Logo, Municipality, Unit

Progress = Callable[[int, int], None]

_LABELS = {
    IdentityKind.PERSONAL: "Personnummer",
    IdentityKind.COORDINATION: "Samordningsnummer",
    IdentityKind.VGR_RESERVE: "Reservnummer",
    IdentityKind.NATIONAL_RESERVE: "Reservnummer",
}


class FormPrinter(Protocol):
    """Lays forms out and writes them to a file."""

    def certificates(
        self,
        forms: Iterable[CertificateForm],
        *,
        letterhead: Letterhead,
        created: datetime,
        out: Path,
        progress: Progress | None = None,
    ) -> Printed:
        """Certificates, one for each form."""

    def bases(
        self,
        forms: Iterable[BasisForm],
        *,
        letterhead: Letterhead,
        created: datetime,
        out: Path,
        progress: Progress | None = None,
    ) -> Printed:
        """Bases of certificates, one for each form."""

    def letters(
        self,
        forms: Iterable[LetterForm],
        *,
        letterhead: Letterhead,
        created: datetime,
        out: Path,
        progress: Progress | None = None,
    ) -> Printed:
        """Information letters with their reply slips, one for each form."""

    def hand_overs(
        self,
        forms: Iterable[HandOverForm],
        *,
        letterhead: Letterhead,
        created: datetime,
        out: Path,
        progress: Progress | None = None,
    ) -> Printed:
        """Hand-overs to other municipalities, one for each form."""

    def paper_applications(
        self,
        forms: Iterable[PaperApplicationForm],
        *,
        letterhead: Letterhead,
        created: datetime,
        out: Path,
        progress: Progress | None = None,
    ) -> Printed:
        """Paper applications of protected identities, one for each form."""

    def answer_lists(
        self,
        forms: Iterable[AnswerListForm],
        *,
        letterhead: Letterhead,
        created: datetime,
        out: Path,
        progress: Progress | None = None,
    ) -> Printed:
        """Lists of units to fill in by hand, one for each form."""

    def visit_lists(
        self,
        forms: Iterable[VisitListForm],
        *,
        letterhead: Letterhead,
        created: datetime,
        out: Path,
        progress: Progress | None = None,
    ) -> Printed:
        """Lists of a day's visits, one for each form."""

    def check_logo(self, picture: bytes) -> None:
        """Raise FileUnusable for a picture that no form could show."""

    def deviation_reports(
        self,
        forms: Iterable[DeviationReportForm],
        *,
        letterhead: Letterhead,
        created: datetime,
        out: Path,
        progress: Progress | None = None,
    ) -> Printed:
        """Reports of deviations, one for each form."""

    def agenda(
        self, form: AgendaForm, *, letterhead: Letterhead, created: datetime, out: Path
    ) -> Printed:
        """What to talk about with the provider."""

    def care_cards(
        self,
        forms: Iterable[CareCardForm],
        *,
        letterhead: Letterhead,
        created: datetime,
        out: Path,
        progress: Progress | None = None,
    ) -> Printed:
        """Care cards, one page for each form."""

    def unit_sheet(
        self, form: UnitSheetForm, *, letterhead: Letterhead, created: datetime, out: Path
    ) -> Printed:
        """What the staff of a unit need to know of the residents' dental care."""

    def unit_report(
        self, form: UnitReportForm, *, letterhead: Letterhead, created: datetime, out: Path
    ) -> Printed:
        """What the visits at a unit led to."""

    def report(
        self, form: ReportForm, *, letterhead: Letterhead, created: datetime, out: Path
    ) -> Printed:
        """The quarterly report, or the yearly self-check."""

    def attendance_list(
        self, form: AttendanceForm, *, letterhead: Letterhead, created: datetime, out: Path
    ) -> Printed:
        """The list to sign at a session of training."""

    def training_certificates(
        self,
        forms: Iterable[TrainingCertificateForm],
        *,
        letterhead: Letterhead,
        created: datetime,
        out: Path,
        progress: Progress | None = None,
    ) -> Printed:
        """Certificates of training, one for each form."""

    def letter_languages(
        self, day: date, *, easy_read: bool, own: OwnTexts
    ) -> Sequence[LetterLanguage]:
        """The languages that the letter has a text in on the day, Swedish first."""

    def texts(self, day: date, *, own: OwnTexts) -> Sequence[TextHead]:
        """Every text of the letters that holds on the day."""

    def text_template(self, form: LetterText, language: str, *, own: OwnTexts) -> str:
        """A file to begin with: the text as it is, else the Swedish one to be translated."""

    def check_text(self, content: str, day: date) -> TextHead:
        """What the file is, if the form can be printed with it; else Rejected."""

    def label_sheets(self, day: date) -> Sequence[LabelSheet]:
        """The sheets of labels that can be printed on."""

    def labels(self, form: LabelsForm, *, created: datetime, out: Path) -> Printed:
        """Addresses on sheets of labels."""

    def recovery_code(
        self, form: RecoveryCodeForm, *, letterhead: Letterhead, created: datetime, out: Path
    ) -> Printed:
        """The recovery code for the safe."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressed:
    """A person with the home of the day."""

    person: Person
    home: Residence | None
    unit: Unit | None

    def on_form(self) -> FormPerson:
        """The person as every form shows them."""
        return FormPerson(
            name=self.name,
            identity_number=formatted(self.person.number),
            identity_label=_LABELS[describe(self.person.number).kind],
            residence=residence_text(self.home, self.unit),
        )

    @property
    def name(self) -> str:
        """Given name first, as people are addressed."""
        return f"{self.person.given_name} {self.person.family_name}"


def with_homes(context: Context, reader: Reader, persons: Iterable[Person]) -> list[Addressed]:
    """The persons in name order, each once."""
    known = {person.id: person for person in persons}
    homes: dict[str, list[Residence]] = {}
    for residence in reader.find(Residence, person_id=list(known)):
        homes.setdefault(residence.person_id, []).append(residence)
    units = {unit.id: unit for unit in reader.find(Unit)}
    addressed = []
    for person in sorted(known.values(), key=lambda each: (each.sort_key.encode(), each.id)):
        home = home_on(homes.get(person.id, []), context.today)
        unit = None if home is None or home.unit_id is None else units[home.unit_id]
        addressed.append(Addressed(person=person, home=home, unit=unit))
    return addressed


def is_hidden(context: Context, person: Person) -> bool:
    """Whether this user may not know who it is."""
    return person.is_protected and not context.session.sees_protected


def refuse_protected(context: Context, addressed: Iterable[Addressed]) -> None:
    """Refuse, and log the refused try, when one of them is hidden from this user."""
    hidden = [each.person.id for each in addressed if is_hidden(context, each.person)]
    if not hidden:
        return
    deed = Deed(
        action="access.refused",
        subject_kind="person",
        subject_id=hidden[0] if len(hidden) == 1 else "",
        details={"because": "protected_identity"},
    )
    context.store.note(deed, session=context.session, persons=hidden)
    raise NotAllowed(
        "protected_identity",
        "Personen har skyddade uppgifter. Bara den som har fått särskild rätt kan skriva ut.",
    )


def note_printed(
    context: Context, action: str, addressed: Sequence[Addressed], printed: Printed
) -> Printed:
    """Log that the form was printed and for whom; without that the file is taken away again."""
    persons = [each.person.id for each in addressed]
    deed = Deed(
        action=action,
        subject_kind="person",
        subject_id=persons[0] if len(persons) == 1 else "",
        details={"persons": len(persons)},
    )
    with gone_unless_logged(*(printed.files or (printed.path,))):
        context.store.note(deed, session=context.session, persons=persons)
    return printed


def print_report_form(
    context: Context,
    printer: FormPrinter,
    form: ReportForm,
    *,
    leave: Permission,
    deed: Deed,
    out: Path,
) -> Printed:
    """Print a report that names nobody, and log it; without that the file is taken away again."""
    with context.read(leave) as reader:
        letterhead = letterhead_of(reader, the_municipality(reader))
    printed = printer.report(form, letterhead=letterhead, created=context.clock.now(), out=out)
    with gone_unless_logged(printed.path):
        context.store.note(deed, session=context.session)
    return printed


def letterhead_of(reader: Reader, municipality: Municipality) -> Letterhead:
    """The municipality as sender, with its logo."""
    logo = reader.find(Logo)
    address = (municipality.street, city_line(municipality.postal_code, municipality.city))
    return Letterhead(
        municipality=whole_name(municipality.name),
        department=municipality.department,
        address=tuple(line for line in address if line),
        phone=municipality.phone,
        logo=base64.b64decode(logo[0].picture) if logo else None,
    )


def whom_to_ask(context: Context, municipality: Municipality) -> Contact:
    """Who prints is who answers questions, at the municipality's number."""
    return Contact(name=context.session.name, phone=municipality.phone)
