"""Merging and unmerging is as if nothing had been, save for what was done in between.

On a real encrypted store, with two records of one person that anything may have been done with.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from munhalsa.adapters.ids import new_id
from munhalsa.application.add_candidate import AddCandidate, add_candidate
from munhalsa.application.context import Context
from munhalsa.application.end_certificate import EndCertificate, end_certificate
from munhalsa.application.find_records import certificate_by_number
from munhalsa.application.issue_certificate import IssueCertificate, issue_certificate
from munhalsa.application.mark_registered import mark_certificate_registered
from munhalsa.application.merge_persons import MergePersons, merge_persons
from munhalsa.application.move_person import MovePerson, move_person
from munhalsa.application.ports import Deed
from munhalsa.application.record_response import RecordResponse, record_response
from munhalsa.application.renew_certificate import RenewCertificate, renew_certificate
from munhalsa.application.undo import undo_event
from munhalsa.application.unmerge_persons import unmerge_persons
from munhalsa.domain.candidate import Candidate
from munhalsa.domain.certificate import Certificate, EndReason, Ground, Registration
from munhalsa.domain.merge import HANGING
from munhalsa.domain.person import Note, Person, Residence
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.response import AnsweredBy
from tests.support.deeds import add, born, found, register, unit
from tests.support.stores import TODAY, context_for, sqlcipher_store

KEEP, OTHER = born(1941), born(1941, 241)
KINDS: tuple[type[Any], ...] = (Person, *HANGING)
MAY_FIND_NO_ROOM = (Residence, Certificate, Candidate)


class Action(NamedTuple):
    """Something done with whoever has the number, that many days ago."""

    what: Callable[[Context, str, date], Any]
    number: str
    day: date


def _answer(context: Context, number: str, day: date) -> Any:
    return record_response(
        context,
        RecordResponse(number=number, answered=day, wants=True, answered_by=AnsweredBy.SELF),
    )


def _move(context: Context, number: str, day: date) -> Any:
    return move_person(context, MovePerson(number=number, day=day, unit="SB02"))


def _move_back(context: Context, number: str, day: date) -> Any:
    return move_person(context, MovePerson(number=number, day=day, street="Storgatan 1"))


def _issue(context: Context, number: str, day: date) -> Any:
    command = IssueCertificate(number=number, ground=Ground.CARE_HOUSING, issued=day)
    return issue_certificate(context, command)


def _renew(context: Context, number: str, _day: date) -> Any:
    return renew_certificate(context, RenewCertificate(number=number))


def _end(context: Context, number: str, day: date) -> Any:
    return end_certificate(
        context, EndCertificate(number=number, day=day, reason=EndReason.NOT_ENTITLED)
    )


def _tell(context: Context, number: str, _day: date) -> Any:
    with context.store.read() as reader:
        certificate = certificate_by_number(reader, number, today=TODAY)
    return mark_certificate_registered(context, certificate_id=certificate.id)


def _list(context: Context, number: str, _day: date) -> Any:
    return add_candidate(context, AddCandidate(number=number))


def _note(context: Context, number: str, day: date) -> Any:
    with context.store.read() as reader:
        person = reader.persons.by_number(number)
    assert person is not None
    note = Note(id=new_id(), person_id=person, day=day, text="Ringt", author="Kim Lind")
    deed = Deed(action="test.add", subject_kind="person", subject_id=person)
    with context.write(deed) as work:
        work.add(note)
        return work.commit()


actions = st.lists(
    st.builds(
        Action,
        st.sampled_from([_answer, _move, _move_back, _issue, _renew, _end, _tell, _list, _note]),
        st.sampled_from([KEEP, OTHER]),
        st.integers(-300, 0).map(lambda days: TODAY + timedelta(days=days)),
    ),
    max_size=9,
)


def records(context: Context) -> dict[str, Any]:
    """Every person and what hangs on them, by id."""
    every: list[Any] = [one for kind in KINDS for one in found(context, kind)]
    return {one.id: one for one in every}


def values(record: Any) -> dict[str, Any]:
    """Its fields, but for what only rises."""
    names = (field.name for field in fields(record))
    return {name: getattr(record, name) for name in names if name not in ("version", "marked_at")}


def plain(every: dict[str, Any]) -> dict[str, Any]:
    return {key: values(one) for key, one in every.items()}


def do(context: Context, action: Action) -> str | None:
    """The event, if no rule said no and it changed something: else there is nothing to undo."""
    try:
        done = action.what(context, action.number, action.day)
    except Rejected:
        return None
    event = getattr(done, "event", None)
    return event if isinstance(event, str) and done.changes.kinds else None


def merge_and_unmerge(
    before: Sequence[Action], between: Sequence[Action], *, taken_back: bool
) -> None:
    folder = Path(tempfile.mkdtemp(dir=os.environ.get("PYTEST_DEBUG_TEMPROOT")))
    with sqlcipher_store(folder) as store:
        context = context_for(store)
        add(context, unit(), unit("Ekbacken", "SB02"))
        for number in (KEEP, OTHER):
            register(context, number, unit="SB01", from_day=TODAY - timedelta(days=200))
        for action in before:
            do(context, action)
        start = records(context)
        done = merge_persons(
            context, MergePersons(keep=KEEP, other=OTHER), before_commit=lambda: None
        )
        merged = records(context)
        came: set[str] = set()
        events = []
        for action in between:
            known = set(records(context))
            event = do(context, action)
            if event is not None:
                events.append(event)
            if action.number == OTHER and action.what is not _note:
                came |= set(records(context)) - known
        if taken_back:
            for event in reversed(events):
                undo_event(context, event)
        last = records(context)
        unmerge_persons(context, done.merge)
        end = records(context)
        if not between:
            assert plain(end) == plain(start)
        check(start, merged, last, end, came)


def check(
    start: dict[str, Any],
    merged: dict[str, Any],
    last: dict[str, Any],
    end: dict[str, Any],
    came: set[str],
) -> None:
    """Each record as it was, save for what was done with it; and what is new where it belongs."""
    keep, other = (next(one.id for one in start.values() if _is(one, n)) for n in (KEEP, OTHER))
    for key, was in start.items():
        if isinstance(was, Registration):
            continue
        changed = {
            name
            for name, value in (values(last[key]) if key in last else {}).items()
            if value != getattr(merged[key], name)
        }
        differs = {name for name, value in values(was).items() if value != getattr(end[key], name)}
        if changed and isinstance(was, MAY_FIND_NO_ROOM):
            changed |= {"person_id", "voided_on"}
        assert differs <= changed
    for key, now in end.items():
        if isinstance(now, Registration):
            assert now.person_id == end[now.certificate_id].person_id
        elif key not in start:
            whose = {other} if key in came else {keep}
            assert now.person_id in whose | ({keep} if isinstance(now, MAY_FIND_NO_ROOM) else set())


def _is(record: Any, number: str) -> bool:
    return isinstance(record, Person) and record.number == number


often = settings(
    max_examples=8,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)


@often
@given(before=actions)
def test_at_once_it_is_as_if_nothing_had_been(before: list[Action]) -> None:
    merge_and_unmerge(before, [], taken_back=False)


TWICE_TOLD = [Action(_tell, KEEP, TODAY), Action(_tell, KEEP, TODAY)]


@often
@example(before=[Action(_issue, KEEP, TODAY)], between=TWICE_TOLD, taken_back=True)
@given(before=actions, between=actions, taken_back=st.booleans())
def test_with_changes_in_between(
    before: list[Action], between: list[Action], taken_back: bool
) -> None:
    merge_and_unmerge(before, between, taken_back=taken_back)


@pytest.mark.long
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(before=actions, between=actions, taken_back=st.booleans())
def test_the_long_life_of_two_records(
    before: list[Action], between: list[Action], taken_back: bool
) -> None:
    merge_and_unmerge(before, between, taken_back=taken_back)
