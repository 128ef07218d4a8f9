"""Recording a yes or no to the yearly assessment, and who gave it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from munhalsa.application.came_under import note_number_used
from munhalsa.application.context import Context
from munhalsa.application.find_records import person_by_number
from munhalsa.application.ports import Changes, Deed, UnitOfWork
from munhalsa.application.registration_queue import concerned, mark_to_register
from munhalsa.domain.account import Permission
from munhalsa.domain.certificate import Certificate, RegistrationKind
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Authority, Contact, Person, Relation
from munhalsa.domain.refusal import Notice, Rejected
from munhalsa.domain.response import AnsweredBy, Response

_RELATIONS = {
    AnsweredBy.GUARDIAN: {Relation.GUARDIAN, Relation.ADMINISTRATOR, Relation.LASTING_POWER},
    AnsweredBy.RELATIVE: {Relation.RELATIVE},
    AnsweredBy.OTHER: {Relation.CONTACT_STAFF, Relation.OTHER},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordResponse:
    """An answer given on ``answered``; ``name`` is who gave it if not the person."""

    number: str
    answered: date
    wants: bool
    answered_by: AnsweredBy
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseRecorded:
    """The answer as it was taken."""

    response: Response
    event: str
    changes: Changes
    warnings: tuple[Notice, ...]


def record_response(context: Context, command: RecordResponse) -> ResponseRecorded:
    """Record an answer; without a mandate it is taken as passed on, with a warning."""
    context.require(Permission.RECORD_RESPONSES)
    check_answer(context, command)
    with context.read(Permission.RECORD_RESPONSES) as reader:
        found = person_by_number(reader, command.number, today=context.today)
    deed = Deed(action="response.record", subject_kind="person", subject_id=found.id)
    with context.write(deed, Permission.RECORD_RESPONSES) as work:
        response, warnings = add_response(context, work, work.get(Person, found.id), command)
        note_number_used(context, work, command.number)
        done = work.commit()
    return ResponseRecorded(
        response=response, event=done.event, changes=done.changes, warnings=warnings
    )


def check_answer(context: Context, command: RecordResponse) -> None:
    """Refuse what can be refused without looking at the person."""
    if command.answered > context.today:
        raise Rejected(
            "answered_in_future",
            "Svarsdatumet ligger framåt i tiden. Ange den dag svaret gavs.",
            field="answered",
        )


def add_response(
    context: Context,
    work: UnitOfWork,
    person: Person,
    command: RecordResponse,
    *,
    told_with: str | None = None,
) -> tuple[Response, tuple[Notice, ...]]:
    """Add the answer to a deed that has begun, and tell VGR of it with each certificate.

    ``told_with`` is one that is new in the same deed and takes everything about it along.
    """
    check_life(person, command.answered)
    contacts = work.find(Contact, person_id=person.id)
    passed_on = is_passed_on(command.answered_by, contacts, answered=command.answered)
    response = Response(
        id=context.new_id(),
        person_id=person.id,
        answered=command.answered,
        wants=command.wants,
        answered_by=command.answered_by,
        answered_by_name=command.name,
        passed_on=passed_on,
    )
    work.add(response)
    for certificate in concerned(work.find(Certificate, person_id=person.id), day=context.today):
        if certificate.id != told_with:
            mark_to_register(
                work,
                new_id=context.new_id,
                certificate_id=certificate.id,
                person_id=person.id,
                kinds=[RegistrationKind.RESPONSE],
                day=context.today,
            )
    return response, _warnings(passed_on=passed_on)


def check_life(person: Person, answered: date) -> None:
    """Refuse an answer from before somebody was born or after they died."""
    if person.died_on is not None and person.died_on < answered:
        raise Rejected(
            "person_deceased",
            "Personen är registrerad som avliden före svarsdatumet. Kontrollera datumet.",
            field="answered",
        )
    if person.birth_year is not None and answered.year < person.birth_year:
        raise Rejected(
            "answered_before_birth",
            "Svarsdatumet ligger före personens födelseår. Rätta datumet.",
            field="answered",
        )


def is_passed_on(answered_by: AnsweredBy, contacts: Sequence[Contact], *, answered: date) -> bool:
    """Whether whoever answered has no mandate; Rejected where none of that kind may answer."""
    if answered_by is AnsweredBy.SELF:
        return False
    relations = _RELATIONS[answered_by]
    known = [
        contact.authority
        for contact in contacts
        if contact.relation in relations and contact.is_current_on(answered)
    ]
    if known and all(authority is Authority.NONE for authority in known):
        raise Rejected(
            "no_mandate",
            "Den kontakt som är registrerad får inte svara för personen. "
            "Fråga personen själv eller någon annan kontakt.",
            field="answered_by",
        )
    return Authority.REPRESENTS not in known


def _warnings(*, passed_on: bool) -> tuple[Notice, ...]:
    if not passed_on:
        return ()
    return (
        Notice(
            code="passed_on",
            message="Den som svarade har inget registrerat uppdrag att företräda personen. "
            "Svaret är sparat som framfört.",
        ),
    )
