"""Many answers at once, for example a whole unit's: one deed, all or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from munhalsa.application.context import Context
from munhalsa.application.ports import Changes, Deed
from munhalsa.application.record_response import RecordResponse, add_response, check_answer
from munhalsa.domain.account import Permission
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Person
from munhalsa.domain.refusal import Notice, Rejected
from munhalsa.domain.response import AnsweredBy, Response


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenAnswer:
    """One person's answer, and who gave it; ``name`` if not the person."""

    person_id: str
    wants: bool
    answered_by: AnsweredBy = AnsweredBy.SELF
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordResponses:
    """Answers given on one day."""

    answered: date
    answers: tuple[GivenAnswer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponsesRecorded:
    """The answers, by one event that is undone as one."""

    responses: tuple[Response, ...]
    event: str
    changes: Changes
    warnings: tuple[Notice, ...]


class AnswerRejected(Rejected):
    """One of many answers cannot be taken, so none was; ``person_id`` tells whose."""

    def __init__(self, refusal: Rejected, *, person_id: str) -> None:
        super().__init__(refusal.code, refusal.message, field=refusal.field)
        self.person_id = person_id


def record_responses(context: Context, command: RecordResponses) -> ResponsesRecorded:
    """Record every answer; the first that is refused names its person and stops all."""
    context.require(Permission.RECORD_RESPONSES)
    answers = {one.person_id: one for one in command.answers}
    if not answers:
        raise Rejected("nobody_chosen", "Fyll i minst ett svar.", field="answers")
    whose = tuple(answers)
    deed = Deed(
        action="response.record",
        subject_kind="person",
        subject_id=whose[0] if len(whose) == 1 else "",
        details={"persons": len(whose)},
    )
    responses: list[Response] = []
    warnings: dict[str, Notice] = {}
    with context.write(deed, Permission.RECORD_RESPONSES) as work:
        people = {one.id: one for one in work.find(Person, id=list(whose))}
        for person in _in_order(people, whose):
            asked = _command(person, answers[person.id], command.answered)
            try:
                check_answer(context, asked)
                response, noted = add_response(context, work, person, asked)
            except Rejected as refusal:
                raise AnswerRejected(refusal, person_id=person.id) from None
            responses.append(response)
            warnings |= {one.code: one for one in noted}
        done = work.commit()
    return ResponsesRecorded(
        responses=tuple(responses),
        event=done.event,
        changes=done.changes,
        warnings=tuple(warnings.values()),
    )


def _in_order(people: dict[str, Person], ids: Sequence[str]) -> list[Person]:
    missing = [one for one in ids if one not in people]
    if missing:
        fault = Rejected("not_found", "Personen finns inte i registret.", field="answers")
        raise AnswerRejected(fault, person_id=missing[0])
    return [people[one] for one in ids]


def _command(person: Person, given: GivenAnswer, answered: date) -> RecordResponse:
    return RecordResponse(
        number=person.number,
        answered=answered,
        wants=given.wants,
        answered_by=given.answered_by,
        name=given.name,
    )
