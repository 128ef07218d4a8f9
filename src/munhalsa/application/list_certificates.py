"""All certificates, or those valid on a day, in the order of their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from munhalsa.application.context import Context
from munhalsa.application.ports import Deed
from munhalsa.domain.account import Permission
from munhalsa.domain.certificate import Certificate, Ground
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateLine:
    """A certificate in a list; ``masked`` tells of it only its number and whether it holds."""

    number: str
    personal_identity_number: str | None
    ground: Ground | None
    issued: date | None
    valid_to: date | None
    ended: date | None
    valid: bool
    masked: bool


def list_certificates(
    context: Context, *, valid_on: date | None = None
) -> Sequence[CertificateLine]:
    """Certificates that are not void; ``valid`` is said of ``valid_on``, else of today."""
    context.require(Permission.SEE_PERSONS)
    day = valid_on or context.today
    with context.read() as reader:
        certificates = [
            certificate
            for certificate in sorted(reader.find(Certificate), key=_running)
            if certificate.voided_on is None
            and (valid_on is None or certificate.is_valid_on(valid_on))
        ]
        persons = {person.id: person for person in reader.find(Person)}
    context.store.note(
        Deed(
            action="certificate.list",
            subject_kind="search",
            subject_id="",
            details={"hits": len(certificates)},
        ),
        session=context.session,
    )
    return [_line(context, one, persons[one.person_id], day) for one in certificates]


def _running(certificate: Certificate) -> tuple[int, ...]:
    """Municipality, year and running number as numbers: the tenth thousand has a digit more."""
    return tuple(map(int, certificate.number.split("-")))


def _line(context: Context, certificate: Certificate, person: Person, day: date) -> CertificateLine:
    masked = person.is_protected and not context.session.sees_protected
    return CertificateLine(
        number=certificate.number,
        personal_identity_number=None if masked else person.number,
        ground=None if masked else certificate.ground,
        issued=None if masked else certificate.issued,
        valid_to=None if masked else certificate.valid_to,
        ended=None if masked else certificate.ended,
        valid=certificate.is_valid_on(day),
        masked=masked,
    )
