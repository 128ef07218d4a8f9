"""Two users at one person at the same moment: exactly one wins, the other is told what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from threading import Barrier, Event

import pytest

from munhalsa.adapters.ids import new_id
from munhalsa.adapters.store import disposing
from munhalsa.adapters.store.audit_check import check_log
from munhalsa.application.change_ground import ChangeGround, change_ground
from munhalsa.application.change_validity import ChangeValidity, change_validity
from munhalsa.application.context import Context
from munhalsa.application.end_certificate import EndCertificate, end_certificate
from munhalsa.application.issue_certificate import IssueCertificate, add_certificate
from munhalsa.application.ports import Deed
from munhalsa.application.record_death import RecordDeath, record_death
from munhalsa.application.renew_certificate import RenewCertificate, renew_certificate
from munhalsa.domain.certificate import Certificate, EndReason, Ground, overlapping
from munhalsa.domain.person import Note, Person
from munhalsa.domain.refusal import Rejected
from tests.support.deeds import SIGNE, add, found, issue, register
from tests.support.stores import context_for, postgres_pair, sqlcipher_pair

Pair = tuple[Context, Context]
Job = Callable[[Context], object]
FIRST = date(2026, 3, 1)
LATE = {"conflict", "replacement_too_early", "certificate_overlap"}
"""What whoever comes second may be told, as far as the first had come."""
WAITS = 60
"""Seconds that a stuck thread is waited for before the test fails."""


@pytest.fixture(params=["sqlcipher", "postgresql"])
def pair(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Pair]:
    """Two users, each with a connection, at one new store."""
    if request.param == "sqlcipher":
        with sqlcipher_pair(tmp_path) as (one, other):
            yield context_for(one), context_for(other)
    else:
        with postgres_pair(request.getfixturevalue("postgres_server")) as (one, other):
            yield context_for(one), context_for(other)


def outcome(job: Job, context: Context) -> str:
    try:
        job(context)
    except Rejected as refusal:
        return refusal.code
    return "done"


def at_once(pair: Pair, first: Job, second: Job) -> list[str]:
    """How both went, begun at the same moment; what one does before the other is left to chance."""
    gate = Barrier(2)

    def run(job: Job, context: Context) -> str:
        gate.wait(WAITS)
        return outcome(job, context)

    with ThreadPoolExecutor(max_workers=2) as workers:
        tries = [
            workers.submit(run, job, context)
            for job, context in zip((first, second), pair, strict=True)
        ]
        return sorted(one.result(WAITS) for one in tries)


def assert_whole(context: Context) -> None:
    """At most one certificate on any day, each number once, and a log that hangs together."""
    certificates = found(context, Certificate)
    for one in certificates:
        others = [other for other in certificates if other.id != one.id]
        alone = one.voided_on is not None or not overlapping(
            others, issued=one.issued, last_day=one.last_day
        )
        assert alone
    assert len({one.number for one in certificates}) == len(certificates)
    with context.store.engine.connect() as connection:  # type: ignore[attr-defined]
        assert check_log(connection).faults == []


def renew(context: Context) -> object:
    return renew_certificate(context, RenewCertificate(number=SIGNE))


def to_home(context: Context) -> object:
    command = ChangeGround(number=SIGNE, ground=Ground.AT_HOME, day=context.today)
    return change_ground(context, command)


def limit(context: Context) -> object:
    last = context.today + timedelta(days=300)
    return change_validity(context, ChangeValidity(number=SIGNE, valid_to=last))


def end(context: Context) -> object:
    reason = EndReason.NOT_ENTITLED
    return end_certificate(context, EndCertificate(number=SIGNE, day=context.today, reason=reason))


def die(context: Context) -> object:
    return record_death(context, RecordDeath(number=SIGNE, day=context.today))


def test_one_of_two_certificates_is_issued(pair: Pair) -> None:
    register(pair[0])
    assert at_once(pair, issue, issue) == ["certificate_overlap", "done"]
    assert len(found(pair[0], Certificate)) == 1
    assert_whole(pair[0])


def test_the_database_itself_holds_it_while_the_first_is_not_confirmed_yet(pair: Pair) -> None:
    """The first has written and not committed: the second could not have seen it."""
    first, second = pair
    person = register(first)
    written, begun = Event(), Event()

    def slow(context: Context) -> None:
        command = IssueCertificate(number=SIGNE, ground=Ground.CARE_HOUSING, issued=context.today)
        deed = Deed(action="certificate.issue", subject_kind="person", subject_id=person.id)
        with context.write(deed) as work:
            add_certificate(context, work, work.get(Person, person.id), command)
            work.flush()
            written.set()
            assert begun.wait(WAITS)
            work.commit()

    def late(context: Context) -> None:
        assert written.wait(WAITS)
        begun.set()
        issue(context, issued=FIRST)

    with ThreadPoolExecutor(max_workers=2) as workers:
        slowly = workers.submit(slow, first)
        lately = workers.submit(late, second)
        slowly.result(WAITS)
        with pytest.raises(Rejected) as caught:
            lately.result(WAITS)
    assert caught.value.code == "certificate_overlap"
    assert "avsluta det i stället" in caught.value.message
    assert [one.issued for one in found(first, Certificate)] == [first.today]
    assert_whole(first)


@pytest.mark.parametrize("pair", ["postgresql"], indirect=True)
def test_who_gets_a_record_meanwhile_is_not_taken_away(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At a merge or a disposal, when all that was there to move or take away had been found."""
    first, second = pair
    person = register(first)
    deed = Deed(action="test", subject_kind="person", subject_id=person.id)

    def write_meanwhile(*_: object) -> None:
        add(second, Note(id=new_id(), person_id=person.id, day=FIRST, text="Ny", author="Kim"))

    with first.write(deed) as work:
        seen = work.get(Person, person.id)
        write_meanwhile()
        assert outcome(lambda _: work.remove(seen), first) == "conflict"
    monkeypatch.setattr(disposing, "_clean_lines", write_meanwhile)
    with first.write(deed) as work:
        assert outcome(lambda _: work.dispose([person.id]), first) == "conflict"
    assert found(first, Person) == [person]


@pytest.mark.parametrize(
    ("first", "second", "loses"),
    [
        (renew, renew, LATE),
        (renew, to_home, LATE | {"certificate_not_valid"}),
        (limit, limit, {"conflict", "validity_unchanged"}),
        (end, die, {"conflict", "certificate_already_ended", "done"}),
    ],
)
def test_of_two_changes_one_wins_or_both_in_turn(
    pair: Pair, first: Job, second: Job, loses: set[str]
) -> None:
    register(pair[0])
    issue(pair[0], issued=FIRST)
    went = at_once(pair, first, second)
    assert "done" in went
    went.remove("done")
    assert set(went) <= loses
    assert_whole(pair[0])
