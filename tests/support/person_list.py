"""Some people for the view of persons, each there for a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from munhalsa.adapters.ids import new_id
from munhalsa.application.context import Context
from munhalsa.application.issue_certificate import IssueCertificate, issue_certificate
from munhalsa.application.record_response import RecordResponse, record_response
from munhalsa.application.register_person import RegisterPerson, register_person
from munhalsa.domain.certificate import Disclosure, DisclosureBasis, Ground, Recipient
from munhalsa.domain.person import (
    Authority,
    Contact,
    Dentist,
    FormerNumber,
    ProtectedIdentity,
    Relation,
)
from munhalsa.domain.response import AnsweredBy
from munhalsa.domain.unit import UnitType
from tests.support.deeds import add, identity, mark_registered, unit

MARTA = identity("19340412", 241)
SVEN = identity("19390127", 243)
NILS = identity("19440924", 245)
BO = identity("19550318", 247)
ULLA = identity("19600805", 249)
AINA = identity("19500101", 251)
OLD_NUMBER = identity("19340472", 241)
PEOPLE = 6
"""Of whom five have a certificate and one, Ulla, has none; Aina is protected."""


@dataclass(frozen=True, slots=True)
class _Row:
    number: str
    given: str
    family: str
    unit: str | None
    ground: Ground | None = None
    valid_to: date | None = None
    wants: bool | None = None
    answered: date = date(2026, 2, 26)


def fill(context: Context) -> None:
    """Two units and six people."""
    add(
        context,
        unit("Hemgården", "HG", responsible_name="Eva Sand", responsible_phone="033-35 70 12"),
        unit("Ängsro LSS", "LS", type=UnitType.LSS_HOUSING),
    )
    soon = context.today + timedelta(days=20)
    housing = Ground.CARE_HOUSING
    for row in (
        _Row(MARTA, "Märta", "Andersson", "HG", housing, None, True),
        _Row(SVEN, "Sven-Erik", "Nilsson", "HG", housing),
        _Row(NILS, "Nils", "Åström", "LS", Ground.LSS, None, False, date(2023, 9, 2)),
        _Row(BO, "Bo", "Johansson", "HG", housing, soon, True),
        _Row(ULLA, "Ulla", "Öberg", None),
        _Row(AINA, "Aina", "Abrahamsson", "HG", housing, None, True),
    ):
        _settle_in(context, row)


def _settle_in(context: Context, row: _Row) -> None:
    hidden = ProtectedIdentity.PROTECTED_REGISTRATION
    person = register_person(
        context,
        RegisterPerson(
            number=row.number,
            given_name=row.given,
            family_name=row.family,
            unit=row.unit,
            room="avd. 2" if row.number == MARTA else None,
            from_day=date(2024, 1, 1),
            protected_identity=hidden if row.number == AINA else ProtectedIdentity.NONE,
        ),
    ).person_id
    if row.number == MARTA:
        _know_marta(context, person)
    if row.ground is None:
        return
    certificate = issue_certificate(
        context,
        IssueCertificate(
            number=row.number,
            ground=row.ground,
            issued=date(2024, 3, 5),
            valid_to=row.valid_to,
        ),
    ).certificate
    if row.wants is not None:
        by_self = AnsweredBy.SELF
        record_response(
            context,
            RecordResponse(
                number=row.number, answered=row.answered, wants=row.wants, answered_by=by_self
            ),
        )
    mark_registered(context, certificate.id)


def _know_marta(context: Context, person: str) -> None:
    add(
        context,
        Contact(
            id=new_id(),
            person_id=person,
            name="Per Holm",
            relation=Relation.GUARDIAN,
            authority=Authority.REPRESENTS,
            phone="070-123 45 67",
            gets_letters=True,
        ),
        Dentist(id=new_id(), person_id=person, name="Folktandvården Torget"),
        Disclosure(
            id=new_id(),
            person_id=person,
            recipient=Recipient.VGR,
            basis=DisclosureBasis.CONSENT,
            details="Muntligt vid besök",
            decided_on=date(2024, 3, 5),
        ),
        FormerNumber(id=new_id(), person_id=person, number=OLD_NUMBER),
    )
