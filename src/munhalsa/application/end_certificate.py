"""Ending a certificate; the date is the last day it is valid."""

from __future__ import annotations

from datetime import date

from munhalsa.application.certificate_steps import certificate_meant, end_on
from munhalsa.application.context import Context
from munhalsa.application.ports import Changes, Deed
from munhalsa.domain.account import Permission
from munhalsa.domain.certificate import Certificate, EndReason, check_end
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Rejected


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
    _check_not_told_ahead(context, command)
    found = certificate_meant(context, command.number)
    deed = Deed(action="certificate.end", subject_kind="person", subject_id=found.person_id)
    with context.write(deed, Permission.ISSUE_CERTIFICATES) as work:
        certificate = work.get(Certificate, found.id)
        check_end(certificate, command.day)
        certificate = end_on(context, work, certificate, day=command.day, reason=command.reason)
        done = work.commit()
    return Ended(certificate=certificate, event=done.event, changes=done.changes)


def _check_not_told_ahead(context: Context, command: EndCertificate) -> None:
    if command.reason is EndReason.DECEASED and command.day > context.today:
        raise Rejected(
            "date_in_future",
            "Dödsdagen ligger framåt i tiden. Rätta datumet.",
            field="date",
        )
