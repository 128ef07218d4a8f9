"""Finding the one person, certificate or unit that somebody names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from munhalsa.application.ports import Reader
from munhalsa.domain.certificate import Certificate
from munhalsa.domain.identity import parse
from munhalsa.domain.merge import Merge
from munhalsa.domain.person import Person, Residence, ResidenceKind
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.swedish import sort_key
from munhalsa.domain.unit import Municipality, Unit, UnitName

_CERTIFICATE_NUMBER = re.compile(r"\d{4}-\d{4}-\d{4,}")


def the_municipality(reader: Reader) -> Municipality:
    """The one municipality that the store belongs to."""
    (municipality,) = reader.find(Municipality)
    return municipality


def person_by_number(reader: Reader, text: str, *, today: date) -> Person:
    """The person with that identity number, present or former."""
    number = parse(text, today=today)
    present = reader.find(Person, number=number.value)
    if present:
        return present[0]
    found = reader.persons.by_number(number.value)
    if found is None:
        raise Rejected(
            "person_not_found",
            "Ingen person i registret har det numret. Kontrollera numret, "
            "eller registrera personen först.",
            field="number",
        )
    return reader.get(Person, found)


def person_by_id(reader: Reader, id: str) -> Person:
    """The person of that id, also by one that was joined to another and leads there."""
    joined = reader.find(Merge, other_id=id)
    return reader.get(Person, joined[0].person_id if joined else id)


def is_certificate_number(text: str) -> bool:
    """Whether it names a certificate, not a person."""
    return _CERTIFICATE_NUMBER.fullmatch(text.strip()) is not None


def certificate_by_number(reader: Reader, text: str, *, today: date) -> Certificate:
    """The certificate of that number; by identity number the valid one, else the newest."""
    if is_certificate_number(text):
        return certificates_by_number(reader, [text], today=today)[0]
    person = person_by_number(reader, text, today=today)
    certificates = [
        certificate
        for certificate in reader.find(Certificate, order_by="issued", person_id=person.id)
        if certificate.voided_on is None
    ]
    if not certificates:
        raise Rejected(
            "certificate_not_found", "Personen har inget intyg. Utfärda ett först.", field="number"
        )
    valid = [certificate for certificate in certificates if certificate.is_valid_on(today)]
    return (valid or certificates)[-1]


def certificates_by_number(
    reader: Reader, texts: Sequence[str], *, today: date
) -> list[Certificate]:
    """The same for many, in their order: all that are certificate numbers in one question."""
    numbers = [text.strip() for text in texts if is_certificate_number(text)]
    found = {one.number: one for one in reader.find(Certificate, number=numbers)}
    if not found.keys() >= set(numbers):
        raise Rejected(
            "certificate_not_found",
            "Det finns inget intyg med det numret. Kontrollera intygsnumret.",
            field="number",
        )
    return [
        found[text.strip()]
        if is_certificate_number(text)
        else certificate_by_number(reader, text, today=today)
        for text in texts
    ]


def unit_by_code_or_name(reader: Reader, text: str) -> Unit:
    """The unit with that code or id, else with that name, now or formerly."""
    code, key = text.strip(), sort_key(text)
    named = reader.units.called(code, sort_key=key)
    coded = [one for one in named if code in (one.id, one.code)]
    if coded:
        return coded[0]
    if not named:
        former = {one.unit_id for one in reader.find(UnitName) if sort_key(one.name) == key}
        named = reader.find(Unit, id=former)
    if len(named) == 1:
        return named[0]
    if named:
        raise Rejected(
            "unit_ambiguous",
            "Flera enheter har det namnet. Ange enhetskoden i stället.",
            field="unit",
        )
    raise Rejected(
        "unit_not_found",
        "Det finns ingen enhet med den koden eller det namnet. Kontrollera stavningen, "
        "eller lägg in enheten först.",
        field="unit",
    )


def home_on(residences: list[Residence], day: date) -> Residence | None:
    """Where somebody lives that day."""
    for residence in residences:
        if (
            residence.kind is ResidenceKind.HOME
            and residence.from_day <= day
            and (residence.to_day is None or day <= residence.to_day)
        ):
            return residence
    return None
