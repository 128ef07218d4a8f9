"""Many answers in one deed, on both engines."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from munhalsa.application.context import Context
from munhalsa.application.record_responses import (
    AnswerRejected,
    GivenAnswer,
    RecordResponses,
    ResponsesRecorded,
    record_responses,
)
from munhalsa.application.undo import undo_event
from munhalsa.domain.account import Role
from munhalsa.domain.certificate import RegistrationKind
from munhalsa.domain.refusal import NotAllowed, Rejected
from munhalsa.domain.response import AnsweredBy, Response
from tests.support.deeds import (
    SIGNE,
    alter,
    assert_refused,
    born,
    found,
    issue,
    mark_registered,
    register,
    user,
    waiting,
)


def record(context: Context, *answers: GivenAnswer, **changes: Any) -> ResponsesRecorded:
    command = RecordResponses(answered=changes.get("answered", context.today), answers=answers)
    return record_responses(context, command)


def test_a_whole_unit_answers_in_one_event(context: Context) -> None:
    first, second = register(context), register(context, born(1942))
    certificate = issue(context).certificate
    mark_registered(context, certificate.id)
    done = record(
        context,
        GivenAnswer(person_id=first.id, wants=True),
        GivenAnswer(
            person_id=second.id, wants=False, answered_by=AnsweredBy.RELATIVE, name="Disa Falk"
        ),
    )
    assert done.changes.subjects == {first.id, second.id}
    kept = {one.person_id: one for one in found(context, Response)}
    assert (kept[first.id].wants, kept[first.id].passed_on) == (True, False)
    assert (kept[second.id].wants, kept[second.id].answered_by_name) == (False, "Disa Falk")
    assert [one.code for one in done.warnings] == ["passed_on"]
    assert waiting(context, certificate.id) == {RegistrationKind.RESPONSE}
    undo_event(context, done.event)
    assert found(context, Response) == []


def test_one_that_cannot_be_taken_stops_all_and_is_pointed_at(context: Context) -> None:
    well, dead = register(context), register(context, born(1942))
    alter(context, dead, died_on=date(2026, 1, 1))
    answers = [GivenAnswer(person_id=one.id, wants=True) for one in (well, dead)]
    with pytest.raises(AnswerRejected) as caught:
        record(context, *answers)
    assert_refused(caught, "person_deceased", "answered")
    assert caught.value.person_id == dead.id
    with pytest.raises(AnswerRejected) as caught:
        record(context, answers[0], GivenAnswer(person_id="gone", wants=True))
    assert (caught.value.code, caught.value.person_id) == ("not_found", "gone")
    with pytest.raises(AnswerRejected) as caught:
        record(context, answers[0], answered=date(2026, 11, 23))
    assert caught.value.code == "answered_in_future"
    assert found(context, Response) == []


def test_nobody_and_nobody_allowed(context: Context) -> None:
    with pytest.raises(Rejected) as caught:
        record(context)
    assert_refused(caught, "nobody_chosen", "answers")
    person = register(context, SIGNE)
    with pytest.raises(NotAllowed):
        record(user(context, Role.MAS), GivenAnswer(person_id=person.id, wants=True))
