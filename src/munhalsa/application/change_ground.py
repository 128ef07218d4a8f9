"""Changing the ground (personkrets): one certificate ends and the next begins, without a gap."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from munhalsa.application.came_under import note_number_used
from munhalsa.application.certificate_steps import (
    Replaced,
    certificate_meant,
    make_way,
)
from munhalsa.application.context import Context
from munhalsa.application.issue_certificate import (
    IssueCertificate,
    add_certificate,
    check_request,
)
from munhalsa.application.ports import Changes, Deed, UnitOfWork
from munhalsa.domain.account import Permission
from munhalsa.domain.certificate import Certificate, Ground, RegistrationKind
from munhalsa.domain.certificate_changes import check_ground
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Person
from munhalsa.domain.refusal import Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeGround:
    """``number`` is an identity number or a certificate number; ``day`` the first of the new.

    ``answers`` None: the decision was made outside the program.
    """

    number: str
    ground: Ground
    day: date
    answers: Mapping[str, bool | str] | None = None
    reason: str | None = None


def change_ground(context: Context, command: ChangeGround, *, dry_run: bool = False) -> Replaced:
    """End the certificate the day before and issue one by the other ground, in one deed."""
    context.require(Permission.ISSUE_CERTIFICATES)
    found = certificate_meant(context, command.number)
    deed = Deed(action="certificate.ground", subject_kind="person", subject_id=found.person_id)
    with context.write(deed, Permission.ISSUE_CERTIFICATES) as work:
        certificate, replaced, warnings = follow_on(context, work, found.id, command)
        note_number_used(context, work, command.number)
        done = None if dry_run else work.commit()
    return Replaced(
        certificate=certificate,
        replaced=replaced,
        event=None if done is None else done.event,
        changes=Changes() if done is None else done.changes,
        warnings=warnings,
    )


def follow_on(
    context: Context, work: UnitOfWork, certificate: str, command: ChangeGround
) -> tuple[Certificate, Certificate, tuple[Notice, ...]]:
    """The same in a deed that has begun: the new one, the old one by its id, and what to mind."""
    old = work.get(Certificate, certificate)
    check_ground(old, ground=command.ground, day=command.day)
    issue = IssueCertificate(
        number=old.number,
        ground=command.ground,
        issued=command.day,
        valid_to=old.valid_to,
        answers=command.answers,
        reason=command.reason,
        letter_to=old.letter_to,
    )
    check_request(context, issue)
    replaced = make_way(context, work, old, command.day)
    new, warnings = add_certificate(
        context,
        work,
        work.get(Person, old.person_id),
        issue,
        replaces=replaced,
        told_as=RegistrationKind.GROUND,
    )
    return new, replaced, warnings
