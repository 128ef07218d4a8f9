"""The main job as one deed: a person, new or known, gets a certificate and gives an answer."""

from __future__ import annotations

from dataclasses import replace

from munhalsa.application.came_under import note_number_used
from munhalsa.application.context import Context
from munhalsa.application.find_records import person_by_number
from munhalsa.application.issue_certificate import (
    IssueCertificate,
    add_certificate,
    check_request,
)
from munhalsa.application.ports import Changes, Deed
from munhalsa.application.record_response import RecordResponse, add_response, check_answer
from munhalsa.application.register_person import RegisterPerson, add_person, new_person
from munhalsa.domain.account import Permission
from munhalsa.domain.certificate import Certificate
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Person
from munhalsa.domain.refusal import Notice
from munhalsa.domain.response import Response


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterAndIssue:
    """``register`` None: the person that the certificate's number belongs to is known already.

    ``response`` None: nobody has answered yet. Whom it is about is the certificate's number; the
    other parts are about the same person.
    """

    certificate: IssueCertificate
    register: RegisterPerson | None = None
    response: RecordResponse | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredAndIssued:
    """What was made, by one event that is undone as one."""

    person: Person
    certificate: Certificate
    response: Response | None
    event: str
    changes: Changes
    warnings: tuple[Notice, ...]


def register_and_issue(context: Context, command: RegisterAndIssue) -> RegisteredAndIssued:
    """Register, issue and record the answer: all of it, or nothing and the rule that says no."""
    context.require(Permission.ISSUE_CERTIFICATES)
    if command.register is not None:
        context.require(Permission.EDIT_PERSONS)
    if command.response is not None:
        context.require(Permission.RECORD_RESPONSES)
        check_answer(context, command.response)
    check_request(context, command.certificate)
    new = None if command.register is None else new_person(context, command.register)
    deed = Deed(action="certificate.issue", subject_kind="person", subject_id="")
    with context.write(deed, Permission.ISSUE_CERTIFICATES) as work:
        person = new or person_by_number(work, command.certificate.number, today=context.today)
        work.redeem(replace(deed, subject_id=person.id))
        warnings: list[Notice] = []
        if command.register is not None:
            warnings += add_person(context, work, person, command.register)
        certificate, noted = add_certificate(context, work, person, command.certificate)
        warnings += noted
        response = None
        if command.response is not None:
            response, noted = add_response(
                context, work, person, command.response, told_with=certificate.id
            )
            warnings += noted
        if command.register is None:
            note_number_used(context, work, command.certificate.number)
        done = work.commit()
    return RegisteredAndIssued(
        person=person,
        certificate=certificate,
        response=response,
        event=done.event,
        changes=done.changes,
        warnings=tuple(warnings),
    )
