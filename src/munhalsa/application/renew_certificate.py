"""Renewing a certificate: a new application, and a new certificate linked to the one before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date

from munhalsa.application.came_under import note_number_used
from munhalsa.application.certificate_steps import (
    Replaced,
    certificate_meant,
    make_way,
)
from munhalsa.application.context import Context
from munhalsa.application.issue_certificate import (
    DisclosureDraft,
    IssueCertificate,
    add_certificate,
    check_request,
)
from munhalsa.application.ports import Changes, Deed
from munhalsa.domain.account import Permission
from munhalsa.domain.certificate import Certificate, Ground
from munhalsa.domain.certificate_changes import check_not_void, renewal_start
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewCertificate:
    """``number`` is an identity number or a certificate number.

    ``issued`` None: the day after the last one, or today if there is none or it has passed.
    ``ground`` None: what the answers give, or the ground it has where there are no answers.
    """

    number: str
    issued: date | None = None
    ground: Ground | None = None
    valid_to: date | None = None
    answers: Mapping[str, bool | str] | None = None
    reason: str | None = None
    disclosures: Sequence[DisclosureDraft] = field(default=())


def renew_certificate(
    context: Context, command: RenewCertificate, *, dry_run: bool = False
) -> Replaced:
    """Issue a new certificate after the one that is named; an open one ends the day before."""
    context.require(Permission.ISSUE_CERTIFICATES)
    found = certificate_meant(context, command.number)
    deed = Deed(action="certificate.renew", subject_kind="person", subject_id=found.person_id)
    with context.write(deed, Permission.ISSUE_CERTIFICATES) as work:
        old = work.get(Certificate, found.id)
        check_not_void(old)
        issue = _application(command, old, context.today)
        check_request(context, issue)
        replaced = make_way(context, work, old, issue.issued)
        person = work.get(Person, old.person_id)
        certificate, warnings = add_certificate(context, work, person, issue, replaces=replaced)
        note_number_used(context, work, command.number)
        done = None if dry_run else work.commit()
    return Replaced(
        certificate=certificate,
        replaced=replaced,
        event=None if done is None else done.event,
        changes=Changes() if done is None else done.changes,
        warnings=warnings,
    )


def _application(command: RenewCertificate, old: Certificate, today: date) -> IssueCertificate:
    ground = old.ground if command.ground is None and command.answers is None else command.ground
    return IssueCertificate(
        number=old.number,
        ground=ground,
        issued=command.issued or renewal_start(old, today=today),
        valid_to=command.valid_to,
        answers=command.answers,
        reason=command.reason,
        disclosures=command.disclosures,
        letter_to=old.letter_to,
    )
