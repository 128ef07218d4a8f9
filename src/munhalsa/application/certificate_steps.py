"""What several deeds do to a certificate, and what is answered when one was changed."""

from __future__ import annotations

from datetime import date

from munhalsa.application.context import Context
from munhalsa.application.find_records import certificate_by_number
from munhalsa.application.ports import Changes, UnitOfWork
from munhalsa.application.registration_queue import mark_to_register
from munhalsa.domain.account import Permission
from munhalsa.domain.certificate import (
    Certificate,
    EndReason,
    RegistrationKind,
    check_end,
    last_day_of,
)
from munhalsa.domain.certificate_changes import last_day_before
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateChanged:
    """The certificate as it now stands, and what to mind about it."""

    certificate: Certificate
    event: str
    changes: Changes
    warnings: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced:
    """The new certificate, and the one it follows on as it now stands.

    ``event`` is None where it was only tried.
    """

    certificate: Certificate
    replaced: Certificate
    event: str | None
    changes: Changes
    warnings: tuple[Notice, ...]

    @property
    def told(self) -> tuple[str, ...]:
        """What was done, one sentence each, with nobody's name or number."""
        old, new = self.replaced, self.certificate
        until = "tills vidare" if new.valid_to is None else f"till och med {new.valid_to}"
        ended = old.end_reason is EndReason.REPLACED
        ends = "avslutas, sista dag" if ended else "har som förut sista dag"
        return (
            f"Intyg {old.number} {ends} {old.last_day}.",
            f"Ett nytt intyg, personkrets {new.ground}, gäller från {new.issued} {until}.",
        )


def certificate_meant(context: Context, number: str) -> Certificate:
    """The certificate that an identity number or a certificate number stands for."""
    with context.read(Permission.ISSUE_CERTIFICATES) as reader:
        return certificate_by_number(reader, number, today=context.today)


def tell(
    context: Context, work: UnitOfWork, certificate: Certificate, kind: RegistrationKind
) -> None:
    """Put what has changed about the certificate in the queue toward Intygsbeställningen."""
    mark_to_register(
        work,
        new_id=context.new_id,
        certificate_id=certificate.id,
        person_id=certificate.person_id,
        kinds=[kind],
        day=context.today,
    )


def end_on(
    context: Context, work: UnitOfWork, certificate: Certificate, *, day: date, reason: EndReason
) -> Certificate:
    """End it with the day as its last, and tell of it."""
    ended = work.change(
        certificate,
        ended=day,
        end_reason=reason,
        last_day=last_day_of(certificate.valid_to, day),
    )
    tell(context, work, ended, RegistrationKind.ENDED)
    return ended


def make_way(
    context: Context, work: UnitOfWork, certificate: Certificate, start: date
) -> Certificate:
    """End it as replaced so that another one can begin, unless it is over by then."""
    last = last_day_before(certificate, start)
    if last is None:
        return certificate
    check_end(certificate, last)
    return end_on(context, work, certificate, day=last, reason=EndReason.REPLACED)


def void_now(context: Context, work: UnitOfWork, certificate: Certificate) -> Certificate:
    """Make it as if it had never been, and tell of it."""
    voided = work.change(certificate, voided_on=context.today)
    tell(context, work, voided, RegistrationKind.VOIDED)
    return voided
