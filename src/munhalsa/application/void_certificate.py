"""Voiding a certificate (makulera): as if it had never been; its number is not used again."""

from __future__ import annotations

from munhalsa.application.certificate_steps import (
    CertificateChanged,
    certificate_meant,
    void_now,
)
from munhalsa.application.context import Context
from munhalsa.application.ports import Deed, Reader
from munhalsa.domain.account import Permission
from munhalsa.domain.certificate import Certificate, EndReason
from munhalsa.domain.certificate_changes import check_not_void
from munhalsa.domain.refusal import Notice


def void_certificate(context: Context, *, number: str) -> CertificateChanged:
    """Void the certificate; one that it replaced stays ended, which is pointed out."""
    context.require(Permission.ISSUE_CERTIFICATES)
    found = certificate_meant(context, number)
    deed = Deed(action="certificate.void", subject_kind="person", subject_id=found.person_id)
    with context.write(deed, Permission.ISSUE_CERTIFICATES) as work:
        certificate = work.get(Certificate, found.id)
        check_not_void(certificate)
        certificate = void_now(context, work, certificate)
        warnings = _warnings(work, certificate)
        done = work.commit()
    return CertificateChanged(
        certificate=certificate, event=done.event, changes=done.changes, warnings=warnings
    )


def _warnings(reader: Reader, certificate: Certificate) -> tuple[Notice, ...]:
    if certificate.replaces_id is None:
        return ()
    replaced = reader.get(Certificate, certificate.replaces_id)
    if replaced.voided_on is not None or replaced.end_reason is not EndReason.REPLACED:
        return ()
    notice = Notice(
        code="replaced_stays_ended",
        message=f"Intyg {replaced.number}, som det ersatte, är fortfarande avslutat. "
        "Ska det gälla igen: ångra makuleringen och sedan det som ersatte intyget.",
    )
    return (notice,)
