"""Printing the certificate, its basis and the information letter for one person or for many."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from munhalsa.application.context import Context
from munhalsa.application.find_records import (
    certificate_by_number,
    home_on,
    person_by_number,
    the_municipality,
)
from munhalsa.application.forms import (
    Answer,
    BasisForm,
    CertificateForm,
    Contact,
    CriterionRow,
    FormPerson,
    LetterForm,
    Letterhead,
    Outcome,
    Printed,
    RuleSaid,
)
from munhalsa.application.issue_certificate import OUTSIDE
from munhalsa.application.ports import Deed, Reader
from munhalsa.domain.account import Permission
from munhalsa.domain.certificate import (
    Certificate,
    Disclosure,
    DisclosureBasis,
    EligibilityDecision,
    IssuedBy,
    Recipient,
    Registration,
    RegistrationKind,
    RegistrationState,
)
from munhalsa.domain.identity import IdentityKind, describe, formatted
from munhalsa.domain.person import Person, Residence
from munhalsa.domain.refusal import NotAllowed, Rejected
from munhalsa.domain.rules import RuleBook
from munhalsa.domain.unit import Municipality, Unit

Progress = Callable[[int, int], None]

_LABELS = {
    IdentityKind.PERSONAL: "Personnummer",
    IdentityKind.COORDINATION: "Samordningsnummer",
    IdentityKind.VGR_RESERVE: "Reservnummer",
    IdentityKind.NATIONAL_RESERVE: "Reservnummer",
}
_DECIDED_BY = {
    IssuedBy.DOCTOR: "Läkare",
    IssuedBy.VGR: "Västra Götalandsregionen",
    IssuedBy.OTHER_MUNICIPALITY: "Annan kommun",
}
_RECIPIENTS = {
    Recipient.VGR: "Västra Götalandsregionen",
    Recipient.DENTAL_PROVIDER: "Tandvården",
    Recipient.OTHER_MUNICIPALITY: "Annan kommun",
    Recipient.UNIT: "Boendeenheten",
}
_BASES = {
    DisclosureBasis.CONSENT: "samtycke",
    DisclosureBasis.HARM_TEST: "menprövning",
    DisclosureBasis.LAW: "bestämmelse i lag",
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """One person to print for, and the certificate if there is one."""

    person: Person
    certificate: Certificate | None
    home: Residence | None
    unit: Unit | None


def print_certificates(
    context: Context,
    printer: FormPrinter,
    *,
    numbers: Sequence[str] | None,
    out: Path,
    progress: Progress | None = None,
) -> Printed:
    """Certificates for these numbers, or for everybody with a valid one, in name order."""
    context.require(Permission.PRINT)
    with context.store.read() as reader:
        municipality = the_municipality(reader)
        if numbers is None:
            sheets = _all_sheets(context, reader)
        else:
            found = [certificate_by_number(reader, text, today=context.today) for text in numbers]
            sheets = _sheets(context, reader, found)
        registered = _registered_days(reader, sheets)
        forms = [
            _certificate_form(context, municipality, sheet, registered)
            for sheet in sheets
            if sheet.certificate is not None
        ]
    printed = printer.certificates(
        forms,
        letterhead=_letterhead(municipality),
        created=context.clock.now(),
        out=out,
        progress=progress,
    )
    _note(context, "print.certificate", [sheet.person for sheet in sheets])
    return printed


def print_basis(context: Context, printer: FormPrinter, *, number: str, out: Path) -> Printed:
    """What the newest decision about somebody rests on, also when no certificate was issued."""
    context.require(Permission.PRINT)
    with context.store.read() as reader:
        municipality = the_municipality(reader)
        person = person_by_number(reader, number, today=context.today)
        _refuse_protected(context, person)
        decisions = reader.find(EligibilityDecision, person_id=person.id)
        if not decisions:
            raise Rejected(
                "decision_not_found",
                "Det finns inget underlag för personen. Bedöm rätten till intyg först.",
                field="number",
            )
        form = _basis_form(context, reader, municipality, person, decisions[-1])
    printed = printer.bases(
        [form], letterhead=_letterhead(municipality), created=context.clock.now(), out=out
    )
    _note(context, "print.basis", [person])
    return printed


def print_letters(
    context: Context,
    printer: FormPrinter,
    *,
    numbers: Sequence[str],
    easy_read: bool,
    out: Path,
    progress: Progress | None = None,
) -> Printed:
    """The information letter with its reply slip, to each person's own address."""
    context.require(Permission.PRINT)
    with context.store.read() as reader:
        municipality = the_municipality(reader)
        persons = [person_by_number(reader, text, today=context.today) for text in numbers]
        for person in persons:
            _refuse_protected(context, person)
        forms = [
            _letter_form(context, reader, municipality, person, easy_read) for person in persons
        ]
    printed = printer.letters(
        forms,
        letterhead=_letterhead(municipality),
        created=context.clock.now(),
        out=out,
        progress=progress,
    )
    _note(context, "print.letter", persons)
    return printed


def _note(context: Context, action: str, persons: Sequence[Person]) -> None:
    context.store.note(
        Deed(
            action=action,
            subject_kind="person",
            subject_id=persons[0].id if len(persons) == 1 else "",
            details={"persons": len(persons)},
        ),
        session=context.session,
        persons=[person.id for person in persons],
    )


def _refuse_protected(context: Context, person: Person) -> None:
    if person.is_protected and not context.session.sees_protected:
        raise NotAllowed(
            "protected_identity",
            "Personen har skyddade uppgifter. Bara den som har fått särskild rätt kan skriva ut.",
        )


def _all_sheets(context: Context, reader: Reader) -> list[_Sheet]:
    ids = list(reader.figures.persons_behind(context.today))
    persons = {person.id: person for person in reader.find(Person, id=ids)}
    valid = {
        certificate.person_id: certificate
        for certificate in reader.find(Certificate, person_id=ids)
        if certificate.is_valid_on(context.today)
    }
    shown = [
        person
        for person in (persons[found] for found in ids)
        if context.session.sees_protected or not person.is_protected
    ]
    return _with_homes(context, reader, [(person, valid[person.id]) for person in shown])


def _sheets(context: Context, reader: Reader, certificates: Sequence[Certificate]) -> list[_Sheet]:
    pairs = []
    for certificate in certificates:
        person = reader.get(Person, certificate.person_id)
        _refuse_protected(context, person)
        pairs.append((person, certificate))
    return _with_homes(context, reader, pairs)


def _with_homes(
    context: Context, reader: Reader, pairs: Sequence[tuple[Person, Certificate | None]]
) -> list[_Sheet]:
    homes: dict[str, list[Residence]] = {}
    for residence in reader.find(Residence, person_id=[person.id for person, _ in pairs]):
        homes.setdefault(residence.person_id, []).append(residence)
    units = {unit.id: unit for unit in reader.find(Unit)}
    sheets = []
    for person, certificate in pairs:
        home = home_on(homes.get(person.id, []), context.today)
        unit = None if home is None or home.unit_id is None else units[home.unit_id]
        sheets.append(_Sheet(person=person, certificate=certificate, home=home, unit=unit))
    return sheets


def _registered_days(reader: Reader, sheets: Sequence[_Sheet]) -> dict[str, date]:
    found = reader.find(Registration, person_id=[sheet.person.id for sheet in sheets])
    return {
        row.certificate_id: row.registered_on
        for row in found
        if row.kind is RegistrationKind.NEW
        and row.state is RegistrationState.REGISTERED
        and row.registered_on is not None
    }


def _certificate_form(
    context: Context, municipality: Municipality, sheet: _Sheet, registered: dict[str, date]
) -> CertificateForm:
    certificate = sheet.certificate
    if certificate is None:
        raise AssertionError("a certificate form needs a certificate")
    own = certificate.issued_by is IssuedBy.MUNICIPALITY
    return CertificateForm(
        printed_on=context.today,
        number=certificate.number,
        person=_form_person(sheet.person, _residence(sheet.home, sheet.unit)),
        valid_from=certificate.issued,
        valid_to=certificate.last_day,
        registered_on=registered.get(certificate.id),
        issuer=Contact(name=certificate.issuer) if own and certificate.issuer else None,
        decided_by=None if own else _DECIDED_BY[certificate.issued_by],
        ask=_ask(context, municipality),
    )


def _form_person(person: Person, residence: str | None) -> FormPerson:
    return FormPerson(
        name=f"{person.given_name} {person.family_name}",
        identity_number=formatted(person.number),
        identity_label=_LABELS[describe(person.number).kind],
        residence=residence,
    )


def _residence(home: Residence | None, unit: Unit | None) -> str | None:
    if home is None:
        return None
    if unit is not None:
        parts = [unit.name, home.room, unit.street, _city(unit.postal_code, unit.city)]
    else:
        parts = [home.care_of, home.street, _city(home.postal_code, home.city)]
    return ", ".join(part for part in parts if part) or None


def _city(postal_code: str | None, city: str | None) -> str | None:
    return " ".join(part for part in (postal_code, city) if part) or None


def _letterhead(municipality: Municipality) -> Letterhead:
    address = (municipality.street, _city(municipality.postal_code, municipality.city))
    return Letterhead(
        municipality=f"{municipality.name} kommun",
        department=municipality.department,
        address=tuple(line for line in address if line),
        phone=municipality.phone,
    )


def _ask(context: Context, municipality: Municipality) -> Contact:
    return Contact(name=context.session.name, phone=municipality.phone)


def _basis_form(
    context: Context,
    reader: Reader,
    municipality: Municipality,
    person: Person,
    decision: EligibilityDecision,
) -> BasisForm:
    certificate = (
        None
        if decision.certificate_id is None
        else reader.get(Certificate, decision.certificate_id)
    )
    (sheet,) = _with_homes(context, reader, [(person, certificate)])
    because = json.loads(decision.because)
    rule = None
    if decision.verdict != OUTSIDE and because:
        _, sentence, source = because[0] if len(because) == 1 else because[1]
        rule = RuleSaid(
            outcome=Outcome(decision.verdict),
            rule=sentence,
            source=source,
            version=decision.rule_set_version,
        )
    disclosures = reader.find(Disclosure, person_id=person.id)
    ground = None
    if decision.ground is not None:
        law = context.rules.ground_rule(decision.ground, day=decision.decided_on)
        ground = f"{decision.ground}: {law.text}"
    return BasisForm(
        printed_on=context.today,
        person=_form_person(person, _residence(sheet.home, sheet.unit)),
        assessed_on=decision.decided_on,
        criteria=_criteria(context.rules, decision),
        rule=rule,
        reason=decision.reason,
        issuer=Contact(name=decision.decided_by),
        ask=_ask(context, municipality),
        certificate_number=None if certificate is None else certificate.number,
        ground=ground,
        valid_from=None if certificate is None else certificate.issued,
        valid_to=None if certificate is None else certificate.valid_to,
        refusal_reasons=() if decision.issued else tuple(row[1] for row in because),
        disclosures=tuple(_disclosure_line(row) for row in disclosures),
    )


def _criteria(rules: RuleBook, decision: EligibilityDecision) -> tuple[CriterionRow, ...]:
    answers = json.loads(decision.answers)
    rows = []
    for question in rules.questions_on(decision.decided_on):
        if question.id not in answers:
            continue
        answer = answers[question.id]
        rows.append(
            CriterionRow(
                text=question.text,
                answer=Answer.YES if answer is not False else Answer.NO,
                source=question.source,
                remark=answer if isinstance(answer, str) else None,
            )
        )
    return tuple(rows)


def _disclosure_line(row: Disclosure) -> str:
    line = f"{_RECIPIENTS[row.recipient]}: {_BASES[row.basis]}, {row.decided_on.isoformat()}"
    if row.details:
        line += f" ({row.details})"
    if row.withdrawn_on is not None:
        line += f", återkallat {row.withdrawn_on.isoformat()}"
    return line


def _letter_form(
    context: Context,
    reader: Reader,
    municipality: Municipality,
    person: Person,
    easy_read: bool,
) -> LetterForm:
    (sheet,) = _with_homes(context, reader, [(person, None)])
    name = f"{person.given_name} {person.family_name}"
    certificates = reader.find(Certificate, order_by="issued", person_id=person.id)
    return LetterForm(
        printed_on=context.today,
        recipient=(name, *_address_lines(sheet.home, sheet.unit)),
        person_name=name,
        ask=_ask(context, municipality),
        reference=certificates[-1].number if certificates else None,
        easy_read=easy_read,
    )


def _address_lines(home: Residence | None, unit: Unit | None) -> tuple[str, ...]:
    if home is None:
        return ()
    if unit is not None:
        lines = [unit.name, unit.street, _city(unit.postal_code, unit.city)]
    else:
        lines = [
            None if home.care_of is None else f"c/o {home.care_of}",
            home.street,
            _city(home.postal_code, home.city),
        ]
    return tuple(line for line in lines if line)
