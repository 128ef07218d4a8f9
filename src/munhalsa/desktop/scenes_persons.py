"""Made-up pictures of what is done around a person's card."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from munhalsa.application.compare_persons import Compared, ComparedField, Stand
from munhalsa.application.find_duplicates import Pair
from munhalsa.application.letter_languages import LetterLanguage
from munhalsa.application.merge_persons import MergePersons
from munhalsa.application.ports import PersonLine
from munhalsa.application.prepare_certificate import CertificateDesk, prepare_certificate
from munhalsa.desktop.dialogs.change import ChangeDialog
from munhalsa.desktop.dialogs.conflict import ConflictDialog
from munhalsa.desktop.dialogs.duplicates import DuplicatesDialog
from munhalsa.desktop.dialogs.fields import FieldsDialog
from munhalsa.desktop.dialogs.merge import MergeDialog
from munhalsa.desktop.scenes_settled import scroll_to, wait_for
from munhalsa.desktop.screens.certificate_changes import renewal
from munhalsa.desktop.screens.criteria_dialog import CriteriaDialog, CriteriaForm, Subject
from munhalsa.desktop.screens.due_actions import dentists_form
from munhalsa.desktop.screens.due_labels import labels_form
from munhalsa.desktop.screens.due_letters import letters_form
from munhalsa.desktop.screens.number_steps import confirmation, link_form, number_form
from munhalsa.desktop.screens.person_steps import details_form
from munhalsa.desktop.screens.person_view_forms import name_form
from munhalsa.desktop.screens.protect_forms import print_form
from munhalsa.desktop.screens.settings import SettingsView
from munhalsa.desktop.screens.settings_organisation import (
    Organisation,
    contact_form,
    provider_form,
)
from munhalsa.desktop.screens.settings_sender import sender_form
from munhalsa.desktop.view import Place
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.domain.certificate import Certificate, Ground
from munhalsa.domain.identity import Sex
from munhalsa.domain.label_sheet import LabelSheet
from munhalsa.domain.person import Person
from munhalsa.domain.rules import HomeKind
from munhalsa.domain.unit import Municipality

_DAY = date(2026, 11, 22)


def merge(window: MainWindow) -> QWidget:
    """Two to be joined, with one field to choose."""
    tr, pair = window.tr, _pair(window)
    fields = (
        _field("name", tr("Namn"), pair.first.name, pair.second.name, Stand.OPEN),
        _field("language", tr("Språk"), "–", tr("finska"), Stand.TAKES),
        _field("died_on", tr("Avliden"), "–", "–", Stand.SAME),
        _field("moved_out", tr("Utflyttad"), "–", "–", Stand.SAME),
    )
    compared = Compared(
        command=MergePersons(keep="", other=""),
        persons=(_aina(window), _aina(window)),
        keep=pair.first,
        other=pair.second,
        fields=fields,
        moves=(tr("svar ({0})").format(2), tr("kontakter ({0})").format(1)),
        set_aside=(tr("Intyg {0}").format("1490-2026-0231"),),
        voided=(),
    )
    return MergeDialog(compared, window.look, window)


def paper(window: MainWindow) -> QWidget:
    """Why the form about somebody protected is printed."""
    form = print_form(_aina(window))
    return ChangeDialog(form, today=_DAY, look=window.look, parent=window)


def number(window: MainWindow) -> QWidget:
    """Another number."""
    form = number_form(_aina(window))
    return ChangeDialog(form, today=_DAY, look=window.look, parent=window)


def link(window: MainWindow) -> QWidget:
    """What goes when the link to earlier numbers is broken."""
    form = link_form(_aina(window))
    return ChangeDialog(form, today=_DAY, look=window.look, parent=window)


def link_for_good(window: MainWindow) -> QWidget:
    """The last question before it."""
    return confirmation(window, window)


def organisation(window: MainWindow) -> QWidget:
    """Inställningar where the municipality's parts are."""
    window.go(Place(view="settings"))
    view = window.pages.current

    def show(_: None) -> None:
        if isinstance(view, SettingsView):
            scroll_to(window, view.organisation.rename_district)

    window.desk.read(window, lambda _: None, done=show)
    return window


def contact_person(window: MainWindow) -> QWidget:
    """A new contact person of the municipality."""
    shown = Organisation(today=_DAY, contacts=(), contracts=(), districts=())
    return FieldsDialog(contact_form(shown), today=_DAY, look=window.look, parent=window)


def sender(window: MainWindow) -> QWidget:
    """What the forms say of the municipality."""
    form = sender_form(Municipality(id="1490", name=window.tr("Borås"), phone="033-35 70 00"))
    return FieldsDialog(form, today=_DAY, look=window.look, parent=window)


def provider(window: MainWindow) -> QWidget:
    """The next provider under contract."""
    return FieldsDialog(provider_form(), today=_DAY, look=window.look, parent=window)


def renew(window: MainWindow) -> QWidget:
    """The criteria at a renewal, two of them answered."""
    found: list[CertificateDesk] = []
    window.desk.read(window, prepare_certificate, done=found.append)
    wait_for(window.desk.tasks)
    certificate = Certificate(
        id="", number="1490-2024-0412", person_id="", ground=Ground.CARE_HOUSING, issued=_DAY
    )
    form = renewal(certificate, today=_DAY).form
    about = Subject(today=_DAY, birth_year=1934, home=HomeKind.NURSING_HOME)
    if not isinstance(form, CriteriaForm):
        raise TypeError
    dialog = CriteriaDialog(form, about, found[0].rules, look=window.look, parent=window)
    for row in dialog.section.rows.values():
        if not row.isHidden():
            row.choice.buttons[0].click()
    ends = window.tr("Intyg {0} avslutas, sista dag {1}.").format(certificate.number, _DAY)
    dialog.show_follows((ends,))
    return dialog


def letters(window: MainWindow) -> QWidget:
    """Letters to all who are marked."""
    names = (("sv", window.tr("svenska")), ("fi", window.tr("finska")))
    languages = [
        LetterLanguage(code=code, name=name, called=(), draft=code != "sv") for code, name in names
    ]
    form = letters_form(12, languages, "fi")
    return FieldsDialog(form, today=_DAY, look=window.look, parent=window)


def dentists(window: MainWindow) -> QWidget:
    """One dentist for several."""
    form = dentists_form(("a", "b"), today=_DAY)
    return FieldsDialog(form, today=_DAY, look=window.look, parent=window)


def details(window: MainWindow) -> QWidget:
    """The details of a person."""
    return FieldsDialog(details_form(_aina(window)), today=_DAY, look=window.look, parent=window)


def conflict(window: MainWindow) -> QWidget:
    """Two have changed the same fields."""
    tr = window.tr
    clashes = (
        ("phone", tr("Telefon"), "070-999 99 99", "070-111 11 11"),
        ("address", tr("Adress"), tr("Storgatan 1"), "–"),
    )
    return ConflictDialog(clashes, look=window.look, parent=window)


def _aina(window: MainWindow) -> Person:
    return Person(
        id="",
        number="195001012512",
        birth_year=1950,
        sex=Sex.FEMALE,
        given_name=window.tr("Aina"),
        family_name=window.tr("Abrahamsson"),
        sort_key="",
    )


def duplicates(window: MainWindow) -> QWidget:
    """The list with one pair."""
    dialog = DuplicatesDialog(window, window)
    dialog.show_pairs((_pair(window),))
    return dialog


def save_view(window: MainWindow) -> QWidget:
    """A name for the filters."""
    return ChangeDialog(name_form(str), today=_DAY, look=window.look, parent=window)


def _pair(window: MainWindow) -> Pair:
    home = window.tr("Hemgården")
    return Pair(
        first=_person(window.tr("Märta Andersson"), "193404122393", home, "1490-2024-0101"),
        second=_person(window.tr("Märtha Andersson"), "193404722390", None, "1490-2026-0231"),
        reason="birth_date_and_name",
    )


def _person(name: str, number: str, unit: str | None, certificate: str) -> PersonLine:
    return PersonLine(
        id=number,
        number=number,
        name=name,
        unit_id=None,
        unit=unit,
        certificate=certificate,
        ground=None,
        wants=None,
        protected=False,
    )


def _field(name: str, title: str, keep: str, other: str, stand: Stand) -> ComparedField:
    return ComparedField(field=name, title=title, keep=keep, other=other, stand=stand)


def labels(window: MainWindow) -> QWidget:
    """Labels for the same letters."""
    sheet = LabelSheet(
        code="3x8", name=window.tr("24 per ark, 70 × 37 mm"), columns=3, rows=8, width=70,
        height=37, left=0, top=0.5, across=70, down=37,
    )  # fmt: skip
    return FieldsDialog(labels_form(12, [sheet]), today=_DAY, look=window.look, parent=window)


SCENES: dict[str, Callable[[MainWindow], QWidget]] = {
    "merge": merge,
    "duplicates": duplicates,
    "paper": paper,
    "save_view": save_view,
    "settings-organisation": organisation,
    "contact_person": contact_person,
    "provider": provider,
    "renew": renew,
    "dentists": dentists,
    "letters": letters,
    "labels": labels,
    "details": details,
    "conflict": conflict,
    "number": number,
    "link": link,
    "link-for-good": link_for_good,
    "sender": sender,
}
