"""Ending a certificate; the date is the last day it is valid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from munhalsa.application.context import Context
from munhalsa.application.find_records import certificate_by_number
from munhalsa.application.ports import Changes, Deed
from munhalsa.application.registration_queue import mark_to_register
from munhalsa.domain.account import Permission
from munhalsa.domain.certificate import (
    Certificate,
    EndReason,
    RegistrationKind,
    check_end,
    last_day_of,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EndCertificate:
    """``number`` is an identity number or a certificate number; ``day`` the last day."""

    number: str
    day: date
    reason: EndReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """The certificate as it now stands."""

    certificate: Certificate
    event: str
    changes: Changes


def end_certificate(context: Context, command: EndCertificate) -> Ended:
    """End a certificate for a reason; one that is void or already ended is refused."""
    context.require(Permission.ISSUE_CERTIFICATES)
    with context.read(Permission.ISSUE_CERTIFICATES) as reader:
        found = certificate_by_number(reader, command.number, today=context.today)
    deed = Deed(action="certificate.end", subject_kind="person", subject_id=found.person_id)
    with context.write(deed, Permission.ISSUE_CERTIFICATES) as work:
        certificate = work.get(Certificate, found.id)
        check_end(certificate, command.day)
        certificate = work.change(
            certificate,
            ended=command.day,
            end_reason=command.reason,
            last_day=last_day_of(certificate.valid_to, command.day),
        )
        mark_to_register(
            work,
            new_id=context.new_id,
            certificate_id=certificate.id,
            person_id=certificate.person_id,
            kinds=[RegistrationKind.ENDED],
            day=context.today,
        )
        done = work.commit()
    return Ended(certificate=certificate, event=done.event, changes=done.changes)
