"""Recording an answer, and what it is worth when somebody else gave it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from munhalsa.adapters.ids import new_id
from munhalsa.application.context import Context
from munhalsa.application.record_response import (
    RecordResponse,
    ResponseRecorded,
    record_response,
)
from munhalsa.domain.account import Role
from munhalsa.domain.certificate import RegistrationKind
from munhalsa.domain.person import Authority, Contact, Person, Relation
from munhalsa.domain.refusal import NotAllowed, Rejected
from munhalsa.domain.response import AnsweredBy, Response, response_on
from tests.support.deeds import (
    SIGNE,
    add,
    alter,
    assert_refused,
    changes_of,
    found,
    issue,
    latest,
    mark_registered,
    register,
    user,
    waiting,
)

DAY = date(2026, 11, 20)


def answer(context: Context, **changes: Any) -> ResponseRecorded:
    values: dict[str, Any] = {
        "number": SIGNE,
        "answered": DAY,
        "wants": True,
        "answered_by": AnsweredBy.SELF,
    }
    return record_response(context, RecordResponse(**{**values, **changes}))


def contact(context: Context, person: Person, relation: Relation, authority: Authority) -> Contact:
    made = Contact(
        id=new_id(),
        person_id=person.id,
        name="Karin Exempel",
        relation=relation,
        authority=authority,
        from_day=date(2026, 1, 1),
        to_day=date(2026, 12, 31),
    )
    add(context, made)
    return made


def test_an_answer_of_ones_own(context: Context) -> None:
    person = register(context)
    done = answer(context, wants=False)
    assert done.response == found(context, Response, person_id=person.id)[0]
    assert (done.response.wants, done.response.passed_on) == (False, False)
    assert done.warnings == ()
    (event,) = latest(context)
    assert (event.event, event.action, event.subject_id) == (
        done.event,
        "response.record",
        person.id,
    )
    (change,) = changes_of(context, done.event, "response")
    assert (change["before"], change["after"]["wants"]) == (None, False)


def test_of_two_on_one_day_the_one_entered_last_counts(context: Context) -> None:
    person = register(context)
    answer(context, wants=True)
    last = answer(context, wants=False).response
    assert response_on(DAY, found(context, Response, person_id=person.id)) == last


def test_the_answer_waits_to_be_registered_for_what_is_valid_or_yet_to_be(
    context: Context,
) -> None:
    register(context)
    over = issue(context, issued=date(2025, 1, 1), valid_to=date(2025, 12, 31)).certificate
    valid = issue(context, valid_to=context.today).certificate
    coming = issue(context, issued=context.today + timedelta(days=1)).certificate
    for certificate in (over, valid, coming):
        mark_registered(context, certificate.id)
    answer(context)
    assert waiting(context, over.id) == set()
    assert waiting(context, valid.id) == {RegistrationKind.RESPONSE}
    assert waiting(context, coming.id) == {RegistrationKind.RESPONSE}


@pytest.mark.parametrize(
    ("by", "relation"),
    [
        (AnsweredBy.GUARDIAN, Relation.GUARDIAN),
        (AnsweredBy.GUARDIAN, Relation.ADMINISTRATOR),
        (AnsweredBy.GUARDIAN, Relation.LASTING_POWER),
        (AnsweredBy.RELATIVE, Relation.RELATIVE),
        (AnsweredBy.OTHER, Relation.CONTACT_STAFF),
        (AnsweredBy.OTHER, Relation.OTHER),
    ],
)
def test_somebody_with_a_mandate_answers_for_the_person(
    context: Context, by: AnsweredBy, relation: Relation
) -> None:
    person = register(context)
    contact(context, person, relation, Authority.REPRESENTS)
    done = answer(context, answered_by=by, name="Karin Exempel")
    assert (done.response.passed_on, done.warnings) == (False, ())
    assert done.response.answered_by_name == "Karin Exempel"


@pytest.mark.parametrize("relation", [None, Relation.GUARDIAN])
def test_without_a_mandate_it_is_passed_on_with_a_warning(
    context: Context, relation: Relation | None
) -> None:
    person = register(context)
    if relation is not None:
        contact(context, person, relation, Authority.PASSES_ON)
    done = answer(context, answered_by=AnsweredBy.GUARDIAN, name="Karin Exempel")
    assert done.response.passed_on
    (notice,) = done.warnings
    assert notice.code == "passed_on"
    assert "Karin" not in notice.message


def test_it_is_refused_when_none_of_that_relation_may_answer(context: Context) -> None:
    person = register(context)
    contact(context, person, Relation.RELATIVE, Authority.NONE)
    with pytest.raises(Rejected) as caught:
        answer(context, answered_by=AnsweredBy.RELATIVE)
    assert_refused(caught, "no_mandate", "answered_by", "Karin")
    assert found(context, Response) == []
    assert answer(context, answered_by=AnsweredBy.GUARDIAN).response.passed_on
    contact(context, person, Relation.RELATIVE, Authority.PASSES_ON)
    assert answer(context, answered_by=AnsweredBy.RELATIVE).response.passed_on


@pytest.mark.parametrize(
    "period",
    [
        {"from_day": DAY + timedelta(days=1)},
        {"to_day": DAY - timedelta(days=1)},
    ],
)
def test_only_a_contact_of_that_day_counts(context: Context, period: dict[str, Any]) -> None:
    person = register(context)
    alter(context, contact(context, person, Relation.GUARDIAN, Authority.REPRESENTS), **period)
    assert answer(context, answered_by=AnsweredBy.GUARDIAN).response.passed_on


def test_an_open_period_counts(context: Context) -> None:
    person = register(context)
    known = contact(context, person, Relation.GUARDIAN, Authority.REPRESENTS)
    alter(context, known, from_day=None, to_day=None)
    assert not answer(context, answered_by=AnsweredBy.GUARDIAN).response.passed_on


@pytest.mark.parametrize(
    ("answered", "code"),
    [
        (date(2026, 11, 23), "answered_in_future"),
        (date(2026, 11, 2), "person_deceased"),
        (date(1940, 12, 31), "answered_before_birth"),
    ],
)
def test_a_day_that_cannot_be(context: Context, answered: date, code: str) -> None:
    person = register(context)
    alter(context, person, died_on=date(2026, 11, 1))
    with pytest.raises(Rejected) as caught:
        answer(context, answered=answered)
    assert_refused(caught, code, "answered")
    assert found(context, Response) == []


def test_an_answer_on_the_day_of_death_is_taken_and_so_is_one_of_unknown_age(
    context: Context,
) -> None:
    person = register(context, "00342145BZ31")
    alter(context, person, died_on=DAY)
    assert answer(context, number=person.number).response.answered == DAY


def test_a_unit_manager_may_but_not_the_statistician(context: Context) -> None:
    register(context)
    assert answer(user(context, Role.UNIT_MANAGER)).response.wants
    with pytest.raises(NotAllowed) as caught:
        answer(user(context, Role.STATISTICS))
    assert_refused(caught, "not_allowed", None)
    assert latest(context)[0].subject_id == "record_responses"
