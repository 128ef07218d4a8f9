"""Ordering a copy of the letter about a certificate, which keeps its number."""

from __future__ import annotations

from munhalsa.application.certificate_steps import (
    CertificateChanged,
    certificate_meant,
    tell,
)
from munhalsa.application.context import Context
from munhalsa.application.ports import Deed
from munhalsa.domain.account import Permission
from munhalsa.domain.certificate import Certificate, RegistrationKind
from munhalsa.domain.certificate_changes import check_copy


def order_letter_copy(context: Context, *, number: str) -> CertificateChanged:
    """Put a copy of the letter in the queue: VGR sends it once it is registered there."""
    context.require(Permission.ISSUE_CERTIFICATES)
    found = certificate_meant(context, number)
    deed = Deed(action="certificate.copy", subject_kind="person", subject_id=found.person_id)
    with context.write(deed, Permission.ISSUE_CERTIFICATES) as work:
        certificate = work.get(Certificate, found.id)
        check_copy(certificate, today=context.today)
        tell(context, work, certificate, RegistrationKind.LETTER_COPY)
        done = work.commit()
    return CertificateChanged(certificate=certificate, event=done.event, changes=done.changes)
