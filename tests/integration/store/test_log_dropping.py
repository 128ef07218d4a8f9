"""The oldest of the log goes behind a signed checkpoint, and nothing else ever does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from munhalsa.adapters.ids import new_id
from munhalsa.adapters.store import audit
from munhalsa.adapters.store.audit_check import LogFindings, check_anchors, check_log
from munhalsa.adapters.store.checkpoint import ACTION
from munhalsa.adapters.store.checks import reading
from munhalsa.adapters.store.log_dropping import drop_events
from munhalsa.adapters.store.store import SqlStore
from munhalsa.adapters.vault.checkpoint_key import CheckpointKey
from munhalsa.adapters.vault.data_key import DataKey
from munhalsa.application.ports import Deed
from munhalsa.application.ports_keeping import LogDropped
from munhalsa.domain.log_cleaning import GONE, LINK_BROKEN
from munhalsa.domain.refusal import Refusal
from tests.support.attack import tamper, tampered
from tests.support.people import register, somebody
from tests.support.stores import COORDINATOR

NOW = datetime.now(UTC)
KEY = CheckpointKey.of_store(DataKey.generate(), "one")
READ = Deed(action="person.view", subject_kind="person", subject_id="p")
AT_WORK = "session-of-old"


def _ago(years: float) -> datetime:
    return NOW - timedelta(days=365.25 * years)


def _log(store: SqlStore, chain: str, *years: float, deed: Deed = READ) -> None:
    """Events of so many years ago, in a chain of their own."""
    store.in_transaction(lambda connection: audit.start_chain(connection, chain))
    times = iter([_ago(one) for one in years])
    then = SqlStore(store.engine, chain=chain, now=lambda: next(times), new_id=new_id)
    for _ in years:
        then.note(deed, session=COORDINATOR, persons=["p"])


@pytest.fixture
def old(store: SqlStore) -> SqlStore:
    """A store whose log holds events of eight years, three and now."""
    _log(store, AT_WORK, 8, 7.9, 6, 3, 0)
    return store


def _drop(store: SqlStore, *, years: float) -> LogDropped | None:
    return drop_events(
        store, _ago(years), event=new_id(), key=KEY, session=COORDINATOR, now=datetime.now(UTC)
    )


def _checked(store: SqlStore) -> LogFindings:
    with reading(store.engine) as connection:
        return check_log(connection)


def _events(store: SqlStore) -> Sequence[tuple[int, str]]:
    statement = text("SELECT seq, hash FROM audit_event WHERE chain = :chain ORDER BY seq")
    with reading(store.engine) as connection:
        return [tuple(row) for row in connection.execute(statement, {"chain": AT_WORK})]


def test_the_oldest_goes_and_the_rest_still_holds(old: SqlStore) -> None:
    before = _events(old)
    gone = _drop(old, years=7)
    assert gone is not None
    assert (gone.count, gone.first, gone.last) == (
        2,
        _ago(8).astimezone().date(),
        _ago(7.9).astimezone().date(),
    )
    found = _checked(old)
    with reading(old.engine) as connection:
        left = connection.scalar(text("SELECT count(*) FROM audit_event"))
    assert (found.total, found.dropped, found.events) == (0, 2, left)
    assert found.checkpoint is not None
    assert (found.checkpoint.key, found.checkpoint.before) == (KEY.public, gone.before)
    assert _events(old) == before[2:]
    with reading(old.engine) as connection:
        for table in ("audit_entry", "audit_payload"):
            left = text(
                f"SELECT count(*) FROM {table} WHERE event_id NOT IN (SELECT id FROM audit_event)"
            )
            assert connection.scalar(left) == 0
        anchored = [(AT_WORK, seq, head) for seq, head in before]
        assert check_anchors(connection, anchored)[0] == []
        assert check_anchors(connection, [(AT_WORK, 2, "f" * 64)])[0]
    assert _drop(old, years=7) is None
    again = _drop(old, years=5.5)
    assert again is not None
    assert (again.count, _checked(old).total, _checked(old).dropped) == (1, 0, 3)
    assert _events(old) == before[3:]


def test_nothing_is_missing_without_a_checkpoint_that_is_signed(old: SqlStore) -> None:
    assert _drop(old, years=7) is not None
    mine = f"chain = '{AT_WORK}'"
    push = (
        "UPDATE audit_chain SET dropped = 3, dropped_hash = (SELECT hash FROM audit_event "
        f"WHERE {mine} AND seq = 3) WHERE {mine}"
    )
    emptied = [
        f"DELETE FROM {table} WHERE event_id IN "
        f"(SELECT id FROM audit_event WHERE {mine} AND seq = 3)"
        for table in ("audit_payload", "audit_entry")
    ]
    forged = f"UPDATE audit_event SET details = replace(details, '\"count\":2', '\"count\":1') WHERE action = '{ACTION}'"  # noqa: E501
    for attack in (
        (f"DELETE FROM audit_event WHERE {mine} AND seq = 4",),
        (f"DELETE FROM audit_event WHERE {mine} AND seq = 3",),
        (push, *emptied, f"DELETE FROM audit_event WHERE {mine} AND seq = 3"),
        (f"UPDATE audit_chain SET dropped = 0 WHERE {mine}",),
        (forged,),
        (f"DELETE FROM audit_event WHERE action = '{ACTION}'",),
    ):
        with tampered(old.engine, *attack) as connection:
            faults = check_log(connection)
        assert faults.total, attack
    assert _checked(old).total == 0


def test_what_is_altered_and_hashed_again_is_not_what_was_signed(old: SqlStore) -> None:
    assert _drop(old, years=7) is not None
    with reading(old.engine) as connection:
        row = connection.execute(
            text("SELECT * FROM audit_event WHERE action = :action"), {"action": ACTION}
        ).one()
    event = dict(row._mapping)
    event["details"] = event["details"].replace('"count":2', '"count":1')
    tamper(
        old.engine,
        f"UPDATE audit_event SET details = '{event['details']}', hash = "
        f"'{audit.event_hash(event)}' WHERE id = '{event['id']}'",
        f"UPDATE audit_chain SET hash = '{audit.event_hash(event)}' "
        f"WHERE chain = '{event['chain']}'",
    )
    assert "undertecknad" in _checked(old).faults[0]


def test_the_database_itself_keeps_five_years(old: SqlStore) -> None:
    with pytest.raises((Refusal, DBAPIError)):
        _drop(old, years=2)
    assert _checked(old).dropped == 0
    with old.engine.connect() as opened:
        connection = opened.execution_options(writing=True)
        connection.execute(text("UPDATE audit_chain SET dropped = seq"))
        with pytest.raises(DBAPIError, match="append_only"):
            connection.execute(text("DELETE FROM audit_event"))


def test_what_was_cleaned_stays_told_when_its_receipt_goes(old: SqlStore) -> None:
    person = somebody()
    register(old, [person])
    with reading(old.engine) as connection:
        event = connection.scalar(
            text("SELECT event_id FROM audit_entry WHERE subject_id = :id"), {"id": person.id}
        )
    old.in_transaction(
        lambda connection: connection.execute(
            text("DELETE FROM audit_payload WHERE event_id = :event"), {"event": event}
        ).close()
    )
    assert _checked(old).total == 1
    receipt = Deed(
        action=LINK_BROKEN,
        subject_kind="person",
        subject_id=person.id,
        details={GONE: {event: [0]}},
    )
    _log(old, "receipts", 9, deed=receipt)
    assert _checked(old).total == 0
    assert _drop(old, years=7) is not None
    assert _checked(old).total == 0
