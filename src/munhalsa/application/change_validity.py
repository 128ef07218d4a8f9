"""Changing how long a certificate is valid; also back to until further notice."""

from __future__ import annotations

from datetime import date

from munhalsa.application.certificate_steps import (
    CertificateChanged,
    certificate_meant,
    tell,
)
from munhalsa.application.context import Context
from munhalsa.application.ports import Deed, UnitOfWork
from munhalsa.domain.account import Permission
from munhalsa.domain.certificate import Certificate, RegistrationKind, last_day_of
from munhalsa.domain.certificate_changes import check_validity
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeValidity:
    """``number`` is an identity or certificate number; ``valid_to`` None: until further notice."""

    number: str
    valid_to: date | None


def change_validity(context: Context, command: ChangeValidity) -> CertificateChanged:
    """Give the certificate another last day, or none, unless it would overlap another one."""
    context.require(Permission.ISSUE_CERTIFICATES)
    found = certificate_meant(context, command.number)
    deed = Deed(action="certificate.validity", subject_kind="person", subject_id=found.person_id)
    with context.write(deed, Permission.ISSUE_CERTIFICATES) as work:
        certificate = give_validity(context, work, found.id, command.valid_to)
        done = work.commit()
    return CertificateChanged(certificate=certificate, event=done.event, changes=done.changes)


def give_validity(
    context: Context, work: UnitOfWork, certificate: str, valid_to: date | None
) -> Certificate:
    """The same in a deed that has begun; ``certificate`` is its id."""
    old = work.get(Certificate, certificate)
    check_validity(
        old,
        valid_to=valid_to,
        others=work.find(Certificate, order_by="issued", person_id=old.person_id),
        died_on=work.get(Person, old.person_id).died_on,
    )
    changed = work.change(old, valid_to=valid_to, last_day=last_day_of(valid_to, None))
    tell(context, work, changed, RegistrationKind.VALIDITY)
    return changed
