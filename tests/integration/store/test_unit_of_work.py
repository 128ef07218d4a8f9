"""One deed, one transaction: rows, event and index together, wholly or not at all."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from munhalsa.adapters.ids import new_id
from munhalsa.adapters.store.audit_check import check_log
from munhalsa.adapters.store.checks import reading
from munhalsa.adapters.store.store import SqlStore
from munhalsa.adapters.store.unit_of_work import StoreUnitOfWork
from munhalsa.application.ports import Deed, Edit
from munhalsa.domain.account import Account, DeliveredExport, DeliveredPart, Role, RoleGrant
from munhalsa.domain.person import FormerNumber, Person
from munhalsa.domain.refusal import Refusal, Rejected
from tests.support.people import register, somebody
from tests.support.stores import COORDINATOR, TODAY

DEED = Deed(action="person.tried", subject_kind="person", subject_id="-")


def _work(store: SqlStore, deed: Deed = DEED) -> StoreUnitOfWork:
    return store.write(deed, session=COORDINATOR)


def _add(store: SqlStore, record: Any, deed: Deed = DEED) -> None:
    with _work(store, deed) as work:
        work.add(record)
        work.commit()


def _counts(store: SqlStore) -> tuple[int, ...]:
    tables = ("person", "audit_event", "audit_entry", "audit_payload", "search_term", "search_text")
    with store.read() as reader:
        return tuple(
            reader.run(text(f"SELECT count(*) FROM {table}")).scalar_one() for table in tables
        )


def _found(store: SqlStore, typed: str) -> list[str]:
    with store.read() as reader:
        lines = reader.persons.search(typed, limit=9, day=TODAY, see_protected=False)
    return [line.id for line in lines]


def test_row_event_and_index_are_written_together(store: SqlStore) -> None:
    person = somebody("Öberg", "Åke")
    before = _counts(store)
    with _work(store) as work:
        work.add(person)
        done = work.commit()
    with store.read() as reader:
        assert reader.get(Person, person.id) == person
        content = reader.history.content(done.event)
        (line,) = reader.history.of_subject(person.id)
    assert done.changes.kinds == {"person"}
    assert done.changes.subjects == {person.id}
    assert content is not None
    (change,) = content.changes
    assert (change["table"], change["before"], change["after"]["family_name"]) == (
        "person",
        None,
        "Öberg",
    )
    assert (line.event, line.user, line.undone) == (done.event, "Kim Lind", False)
    assert _found(store, "öberg") == [person.id]
    after = _counts(store)
    assert [new - old for new, old in zip(after[:4], before[:4], strict=True)] == [1, 1, 1, 1]


def test_the_index_knows_somebody_new_as_the_deed_leaves_them(store: SqlStore) -> None:
    kept, gone = somebody("Öberg", "Åke"), somebody("Öqvist", "Eva")
    with _work(store) as work:
        work.add(kept)
        work.add(gone)
        work.remove(gone)
        work.change(kept, family_name="Zetterlund")
        work.commit()
    assert [_found(store, typed) for typed in ("zetter", "öberg", "öqvist")] == [[kept.id], [], []]


def test_without_commit_nothing_is_written(store: SqlStore) -> None:
    before = _counts(store)
    with _work(store) as work:
        work.add(somebody("Öberg", "Åke"))
        work.flush()
    assert _counts(store) == before
    assert _found(store, "öberg") == []


def test_after_an_error_nothing_is_written(store: SqlStore) -> None:
    def fail_half_way() -> None:
        with _work(store) as work:
            work.add(somebody())
            work.flush()
            raise KeyError

    before = _counts(store)
    with pytest.raises(KeyError):
        fail_half_way()
    assert _counts(store) == before
    register(store, [somebody()])


def test_what_was_tried_and_failed_is_taken_back_and_nothing_else(store: SqlStore) -> None:
    before, kept, tried = _counts(store), somebody(), somebody("Öberg", "Åke")

    def try_and_fail(work: StoreUnitOfWork) -> None:
        with work.attempt():
            work.add(tried)
            work.flush()
            work.add(somebody("Ek", "Eva"))
            raise KeyError

    with _work(store) as work:
        work.add(kept)
        with pytest.raises(KeyError):
            try_and_fail(work)
        with work.attempt():
            work.change(kept, given_name="Siv")
        done = work.commit()
    after = _counts(store)
    assert done.changes.subjects == {kept.id}
    assert (after[0] - before[0], _found(store, "öberg")) == (1, [])
    with store.read() as reader:
        content = reader.history.content(done.event)
        assert content is not None
        assert [change["id"] for change in content.changes] == [kept.id, kept.id]
        assert reader.get(Person, kept.id).given_name == "Siv"


def test_what_is_written_at_once_stands_in_the_event_unless_its_attempt_failed(
    store: SqlStore,
) -> None:
    export = DeliveredExport(
        id=new_id(), profile="p", file_sha256="0" * 64, row_count=2, left_out_protected=0,
        made_at=datetime.now(UTC),
    )  # fmt: skip
    first, failed, second = (
        DeliveredPart(id=new_id(), export_id=export.id, position=place, subjects="", lines="")
        for place in (0, 1, 1)
    )

    def try_and_fail(work: StoreUnitOfWork) -> None:
        with work.attempt():
            work.add_at_once(failed)
            raise KeyError

    with _work(store) as work:
        work.add_at_once(first)
        with pytest.raises(KeyError):
            try_and_fail(work)
        with work.attempt():
            work.add_at_once(second)
        work.add(export)
        done = work.commit()
    with store.read() as reader:
        content = reader.history.content(done.event)
        assert content is not None
        assert [one["id"] for one in content.changes] == [first.id, second.id, export.id]
    with reading(store.engine) as connection:
        assert check_log(connection).faults == []


def test_a_part_without_what_it_belongs_to_is_refused_by_the_commit(store: SqlStore) -> None:
    part = DeliveredPart(id=new_id(), export_id=new_id(), position=0, subjects="", lines="")
    before = _counts(store)
    with _work(store) as work:
        work.add_at_once(part)
        with pytest.raises((DBAPIError, Refusal)):
            work.commit()
    assert _counts(store) == before


def test_an_error_in_the_very_commit_leaves_nothing(store: SqlStore) -> None:
    before = _counts(store)
    with pytest.raises(TypeError):
        _add(store, somebody(), replace(DEED, details={"bad": object()}))
    assert _counts(store) == before


def test_a_change_counts_the_version_up_and_stamps_who_and_when(store: SqlStore) -> None:
    person = somebody("Ek")
    register(store, [person])
    begun = datetime.now(UTC)
    other = replace(COORDINATOR, account_id=new_id(), name="Bo Ek")
    with store.write(DEED, session=other) as work:
        changed = work.change(person, family_name="Ask", given_name=person.given_name)
        event = work.commit().event
    assert changed == replace(person, family_name="Ask", version=2)
    with store.read() as reader:
        content = reader.history.content(event)
        row = reader.run(
            text(
                "SELECT created_by, changed_by, created_at, changed_at FROM person WHERE id = :id"
            ),
            {"id": person.id},
        ).one()
    assert content is not None
    assert [(change["before"], change["after"]) for change in content.changes] == [
        ({"family_name": "Ek"}, {"family_name": "Ask"})
    ]
    assert (row.created_by, row.changed_by) == (COORDINATOR.account_id, other.account_id)
    assert datetime.fromisoformat(row.created_at) < begun
    assert datetime.fromisoformat(row.changed_at) >= begun


def test_a_change_to_the_same_is_no_change(store: SqlStore) -> None:
    person = somebody()
    register(store, [person])
    with _work(store) as work:
        assert work.change(person, family_name=person.family_name) == person
        done = work.commit()
    assert done.changes.kinds == frozenset()


def test_the_index_follows_a_change_and_a_removal(store: SqlStore) -> None:
    person = somebody("Ek", "Bo")
    register(store, [person])
    with _work(store) as work:
        person = work.change(person, family_name="Ask", sort_key="ask bo")
        work.commit()
    assert (_found(store, "ek"), _found(store, "ask")) == ([], [person.id])
    with _work(store) as work:
        work.remove(person)
        work.commit()
    assert _found(store, "ask") == []
    assert _counts(store)[4:] == (0, 0)


def test_parents_are_written_before_children_whatever_the_order(store: SqlStore) -> None:
    account = Account(id=new_id(), name="Bo Ek")
    with _work(store) as work:
        work.add(RoleGrant(id=new_id(), account_id=account.id, role=Role.ISSUER))
        work.add(account)
        work.commit()
    with store.read() as reader:
        assert len(reader.find(RoleGrant, account_id=account.id)) == 1


def test_the_deed_sees_what_it_has_written(store: SqlStore) -> None:
    person = somebody()
    with _work(store) as work:
        work.add(person)
        assert work.get(Person, person.id) == person
        assert work.find(Person, number=person.number) == [person]
        assert work.persons.by_number(person.number) == person.id


@pytest.mark.parametrize(
    "change",
    [
        lambda work, person: work.change(person, given_name="Ida"),
        lambda work, person: work.remove(person),
        lambda work, person: work.change_all([_edit(person, given_name="Ida")]),
    ],
)
def test_whoever_comes_second_is_told(
    store: SqlStore, change: Callable[[StoreUnitOfWork, Person], object]
) -> None:
    person = somebody()
    register(store, [person])
    with _work(store) as work:
        work.change(person, given_name="Eva")
        work.commit()
    before = _counts(store)

    def come_second(work: StoreUnitOfWork) -> None:
        change(work, person)
        work.flush()

    with _work(store) as work, pytest.raises(Rejected) as refused:
        come_second(work)
    assert refused.value.code == "conflict"
    assert _counts(store) == before


def _edit(person: Person, **after: str) -> Edit:
    before = {name: getattr(person, name) for name in after}
    return Edit(
        kind=Person,
        id=person.id,
        version=person.version,
        subject=person.id,
        before=before,
        after=after,
    )


def test_two_at_the_same_time_and_no_change_is_lost(store: SqlStore) -> None:
    """The second waits for the first, and then finds another version than it read."""
    person = somebody()
    register(store, [person])
    second_is_off = threading.Event()
    refusals: list[str] = []

    def change_too() -> None:
        second_is_off.set()
        try:
            with _work(store) as other:
                other.change(person, given_name="Ida")
                other.commit()
        except Rejected as refusal:
            refusals.append(refusal.code)

    with _work(store) as work:
        work.change(person, given_name="Eva")
        work.flush()
        second = threading.Thread(target=change_too)
        second.start()
        second_is_off.wait()
        work.commit()
    second.join()
    with store.read() as reader:
        kept = reader.get(Person, person.id)
    assert refusals == ["conflict"]
    assert (kept.given_name, kept.version) == ("Eva", 2)


def test_many_changes_at_once(store: SqlStore) -> None:
    people = [somebody() for _ in range(5)]
    register(store, people)
    with _work(store) as work:
        work.change_all([_edit(person, given_name=f"Eva{i}") for i, person in enumerate(people)])
        done = work.commit()
    with store.read() as reader:
        names = [reader.get(Person, person.id).given_name for person in people]
        content = reader.history.content(done.event)
    assert names == [f"Eva{i}" for i in range(5)]
    assert content is not None
    assert len(content.changes) == 5


def test_numbers_run_and_are_never_given_again(store: SqlStore) -> None:
    with _work(store) as work:
        assert [work.next_number("a"), work.next_number("a"), work.next_number("b")] == [1, 2, 1]
        assert work.next_numbers("a", 3) == 3
        work.commit()
    with _work(store) as work:
        assert work.next_number("a") == 6
    with _work(store) as work:
        assert work.next_number("a") == 6
        work.commit()
    with _work(store) as work:
        assert work.next_number("a") == 7


def test_two_at_the_same_time_get_different_numbers(store: SqlStore) -> None:
    numbers: list[int] = []

    def draw() -> None:
        with _work(store) as work:
            numbers.append(work.next_number("a"))
            work.commit()

    _at_once([draw] * 4)
    assert sorted(numbers) == [1, 2, 3, 4]


def _at_once(jobs: list[Callable[[], None]]) -> None:
    # The pools hold three connections; what is behind waits, and none of it is lost.
    threads = [threading.Thread(target=job) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_the_truth_about_a_deed_may_come_late(store: SqlStore) -> None:
    with _work(store) as work:
        work.redeem(replace(DEED, action="person.done", details={"rows": 3}))
        event = work.commit().event
    with store.read() as reader:
        assert reader.history.latest(1)[0].action == "person.done"
        details = reader.run(
            text("SELECT details FROM audit_event WHERE id = :id"), {"id": event}
        ).scalar_one()
    assert details == '{"rows":3}'


def test_a_note_tells_whom_it_concerned(store: SqlStore) -> None:
    people = [somebody(), somebody()]
    register(store, people)
    event = store.note(DEED, session=COORDINATOR, persons=[person.id for person in people])
    with store.read() as reader:
        for person in people:
            assert reader.history.of_subject(person.id)[0].event == event
        content = reader.history.content(event)
    assert content is not None
    assert content.changes == ()


def test_a_number_is_one_persons_only(store: SqlStore) -> None:
    person, other = somebody(), somebody()
    register(store, [person, other])
    with pytest.raises(Rejected) as refused:
        register(store, [somebody(number=person.number)])
    assert (refused.value.code, refused.value.field) == ("number_taken", "number")
    _add(store, FormerNumber(id=new_id(), person_id=other.id, number="194001019999"))
    taken = FormerNumber(id=new_id(), person_id=person.id, number="194001019999")
    with pytest.raises(Rejected) as refused:
        _add(store, taken)
    assert refused.value.code == "number_taken"
