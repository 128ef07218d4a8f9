"""Made-up sheets, laid out as they are on paper, before they are printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from munhalsa.application.forms import CertificateForm, Contact, FormPerson, LetterForm, Letterhead
from munhalsa.application.letter_languages import LetterLanguage, draft_words
from munhalsa.application.workplace import Workplace
from munhalsa.desktop.printing.preview import PreviewDialog
from munhalsa.desktop.scenes_settled import wait_for
from munhalsa.desktop.window.main_window import MainWindow

translate = QCoreApplication.translate
_DAY = date(2026, 11, 22)
_CREATED = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
_NUMBER = "1490-2026-0412"
_ASK = Contact(
    name="Kim Lind", title=translate("Scenes", "biståndshandläggare"), phone="033-35 70 00"
)
_LETTERHEAD = Letterhead(
    municipality=translate("Scenes", "Borås kommun"),
    department=translate("Scenes", "Vård- och äldreförvaltningen"),
    address=("Kungsgatan 55", translate("Scenes", "501 80 Borås")),
    phone="033-35 70 00",
)
_PERSON = FormPerson(
    name=translate("Scenes", "Märta Andersson"),
    identity_number="193601016987",
    residence=translate("Scenes", "Björkgården, Parkgatan 4, 504 30 Borås"),
)


def certificate(window: MainWindow) -> QWidget:
    """A certificate as it will be printed."""
    form = CertificateForm(
        printed_on=_DAY,
        number=_NUMBER,
        person=_PERSON,
        valid_from=_DAY,
        registered_on=_DAY,
        issuer=_ASK,
        ask=_ASK,
    )
    sheet = window.temp / "blad.pdf"

    def lay_out(place: Workplace) -> None:
        place.printer.certificates([form], letterhead=_LETTERHEAD, created=_CREATED, out=sheet)

    window.desk.do_at(window, lay_out, done=lambda _: None)
    wait_for(window.desk.tasks)
    return PreviewDialog(
        sheet,
        name="blad",
        title=translate("Scenes", "Intyg om N-tandvård"),
        tasks=window.desk.tasks,
        look=window.look,
        parent=window,
    )


def letter(window: MainWindow) -> QWidget:
    """A letter whose text nobody has reviewed, before it is printed."""
    form = LetterForm(
        printed_on=_DAY,
        recipient=(_PERSON.name, "Parkgatan 4", translate("Scenes", "504 30 Borås")),
        person_name=_PERSON.name,
        ask=_ASK,
        reference=_NUMBER,
        language="fi",
    )
    sheet = window.temp / "brev.pdf"

    def lay_out(place: Workplace) -> None:
        place.printer.letters([form], letterhead=_LETTERHEAD, created=_CREATED, out=sheet)

    window.desk.do_at(window, lay_out, done=lambda _: None)
    wait_for(window.desk.tasks)
    language = LetterLanguage(code="fi", name=window.tr("finska"), called=(), draft=True)
    return PreviewDialog(
        sheet,
        name="brev",
        title=window.tr("Brev"),
        tasks=window.desk.tasks,
        look=window.look,
        parent=window,
        note=draft_words(language),
    )


SCENES: Mapping[str, Callable[[MainWindow], QWidget]] = MappingProxyType(
    {"preview": certificate, "letter-draft": letter}
)
