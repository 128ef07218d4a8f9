"""Nytt intyg: the parts of the page together, and what they ask the use case for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtWidgets import QFormLayout

from munhalsa.application.issue_certificate import IssueCertificate
from munhalsa.application.prepare_certificate import CertificateDesk
from munhalsa.application.record_response import RecordResponse
from munhalsa.application.register_and_issue import RegisterAndIssue
from munhalsa.application.register_person import RegisterPerson
from munhalsa.application.view_person import PersonRecord
from munhalsa.desktop.forms.new_certificate_person import NewCertificatePersonForm
from munhalsa.desktop.forms.new_certificate_rest import NewCertificateRestForm
from munhalsa.desktop.forms.new_certificate_view import NewCertificateViewForm
from munhalsa.desktop.look import Look
from munhalsa.desktop.screens.new_certificate_answer import AnswerSection
from munhalsa.desktop.screens.new_certificate_assessment import AssessmentSection
from munhalsa.desktop.screens.new_certificate_disclosure import DisclosureSection
from munhalsa.desktop.screens.new_certificate_home import HomeSection
from munhalsa.desktop.screens.new_certificate_person import PersonSection
from munhalsa.desktop.widgets.choice import order_tabs
from munhalsa.desktop.widgets.field_message import Faults, FieldMessage
from munhalsa.domain.identity import IdentityNumber
from munhalsa.domain.person import ProtectedIdentity
from munhalsa.domain.refusal import Refusal, Rejected


class _Section(Protocol):
    """What every part of the page can do."""

    changed: SignalInstance

    @property
    def messages(self) -> Mapping[str, FieldMessage]:
        """The messages of its fields, by the names that refusals give."""

    def fit(self) -> None:
        """The text may have another size."""

    def check(self) -> None:
        """Say at each field what stands in the way."""

    def clear(self) -> None:
        """Somebody else."""

    def draft(self) -> dict[str, Any]:
        """What is filled in."""

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Show what was filled in."""


class Sheet(QObject):
    """``changed`` at each change by the user; ``numbered`` when it is about another number."""

    changed = Signal()
    numbered = Signal()
    ordered = Signal()

    def __init__(self, ui: NewCertificateViewForm, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self.person_ui, self.rest_ui = NewCertificatePersonForm(), NewCertificateRestForm()
        self.person_ui.set_up(ui.person)
        self.rest_ui.set_up(ui.rest)
        self.person = PersonSection(self.person_ui, look, self)
        self.home = HomeSection(self.person_ui, look, self)
        self.assessment = AssessmentSection(self.rest_ui, look, self)
        self.disclosure = DisclosureSection(self.rest_ui, look, self)
        self.answer = AnswerSection(self.rest_ui, look, self)
        self._sections: dict[str, _Section] = {
            "person": self.person,
            "home": self.home,
            "assessment": self.assessment,
            "disclosure": self.disclosure,
            "answer": self.answer,
        }
        for section in self._sections.values():
            section.changed.connect(self.changed)
        self.person.numbered.connect(self._numbered)
        self.home.moved.connect(self._moved)
        self.answer.dated.connect(self._dated)
        self.assessment.built.connect(self._order_tabs)
        self._ui = ui
        self._record: PersonRecord | None = None
        self._pristine = self.draft()
        self._order_tabs()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is filled in."""
        return self.draft() == self._pristine

    @property
    def faults(self) -> Faults:
        """The messages of all fields in the page's order, by the names that refusals give."""
        messages: dict[str, FieldMessage] = {}
        for section in self._sections.values():
            messages.update(section.messages)
        return Faults(messages)

    def use(self, desk: CertificateDesk) -> None:
        """The day, the rules and the units."""
        empty = self.is_empty
        self.person.use(today=desk.today, rules=desk.rules)
        self.home.use(today=desk.today, units=desk.units)
        self.answer.use(desk.today)
        self.assessment.set_day(self.answer.first_day or desk.today)
        self.assessment.use(desk.rules)
        self._moved()
        if empty:
            self._pristine = self.draft()

    def know(self, record: PersonRecord | None) -> None:
        """It is about somebody registered; None: about somebody new."""
        self._record = record
        self.person.know(record)
        self.home.know(record)
        self._moved()

    @property
    def forms(self) -> tuple[QFormLayout, ...]:
        """The rows of labels and fields."""
        return self.person_ui.person_form, self.rest_ui.basis_form, self.rest_ui.rest_form

    def fit(self) -> None:
        """The text may have another size."""
        for section in self._sections.values():
            section.fit()

    def check(self) -> None:
        """Say at every field what stands in the way."""
        for section in self._sections.values():
            section.check()

    def command(self) -> RegisterAndIssue:
        """What is asked for; Rejected where the page cannot say it."""
        number, issued = self.person.number, self.answer.first_day
        if number is None or issued is None:
            raise Rejected(
                "number_missing", self.tr("Personnummer saknas. Fyll i det."), field="number"
            )
        box = self.assessment.box
        return RegisterAndIssue(
            register=None if self.person.is_known else self._registration(number),
            certificate=IssueCertificate(
                number=number.value,
                ground=box.ground,
                issued=issued,
                valid_to=self.answer.last_day,
                answers=self.assessment.answers,
                reason=box.reason,
                disclosures=self.disclosure.drafts,
                letter_to=self.answer.letter_to,
            ),
            response=self._response(number),
        )

    def show(self, refusal: Refusal) -> bool:
        """Show a refusal at its field; False if the page has no such field."""
        return self.faults.show(refusal)

    def clear(self) -> None:
        """Somebody else."""
        self.know(None)
        for section in self._sections.values():
            section.clear()
        self._moved()

    def draft(self) -> dict[str, Any]:
        """Everything that is filled in, as JSON can hold it."""
        return {name: section.draft() for name, section in self._sections.items()}

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Show what was filled in; about whom is asked anew by the number."""
        self.clear()
        for name, section in self._sections.items():
            section.restore(draft[name])
        self._moved()
        self.numbered.emit()

    # Within.

    def _registration(self, number: IdentityNumber) -> RegisterPerson:
        home = self.home.home
        given, family = self.person.names
        return RegisterPerson(
            number=number.value,
            given_name=given,
            family_name=family,
            unit=home.unit,
            room=home.room,
            care_of=home.care_of,
            street=home.street,
            postal_code=home.postal_code,
            city=home.city,
            from_day=home.from_day,
            protected_identity=self.person.protected.value or ProtectedIdentity.NONE,
        )

    def _response(self, number: IdentityNumber) -> RecordResponse | None:
        answer = self.answer.answer
        if answer is None:
            return None
        return RecordResponse(
            number=number.value,
            answered=answer.answered,
            wants=answer.wants,
            answered_by=answer.answered_by,
            name=answer.name,
        )

    def _numbered(self) -> None:
        number = self.person.number
        year = None if number is None else number.birth_year
        self.assessment.set_birth_year(year, has_number=number is not None)
        self.numbered.emit()

    def _moved(self) -> None:
        self.assessment.set_home(self.home.kind)
        unit = self.home.unit
        self.answer.offer_letter(unit=None if unit is None else unit.name, record=self._record)

    def _order_tabs(self) -> None:
        """Tab goes down the page, also through what was put into it later."""
        ui = self._ui
        fields = [
            *self.person.fields,
            *self.home.fields,
            self.rest_ui.basis,
            *self.assessment.fields,
            *self.disclosure.fields,
            self.rest_ui.information,
            *self.answer.fields,
            ui.issue_and_print,
            ui.issue,
            ui.save_draft,
            ui.clear,
        ]
        order_tabs(fields)
        self.ordered.emit()

    def _dated(self) -> None:
        day = self.answer.first_day
        if day is not None:
            self.assessment.set_day(day)
