"""What the database itself refuses, said in plain words and without anybody's data."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from munhalsa.adapters.ids import new_id
from munhalsa.adapters.store.engine import sqlcipher_engine
from munhalsa.adapters.store.errors import explained, of_surroundings
from munhalsa.adapters.store.store import SqlStore
from munhalsa.application.ports import Deed
from munhalsa.domain.account import Account
from munhalsa.domain.certificate import Certificate, Ground
from munhalsa.domain.person import Residence, ResidenceKind
from munhalsa.domain.refusal import FileUnusable, Refusal, Rejected, StoreUnavailable
from munhalsa.domain.unit import Unit, UnitType
from tests.support.people import register, somebody
from tests.support.stores import COORDINATOR

DEED = Deed(action="tried", subject_kind="person", subject_id="-")
DAYS = st.dates(date(2026, 1, 1), date(2026, 2, 28))
PERIODS = st.tuples(DAYS, st.none() | DAYS).filter(
    lambda period: period[1] is None or period[1] >= period[0]
)


def _add(store: SqlStore, *records: Any) -> None:
    with store.write(DEED, session=COORDINATOR) as work:
        for record in records:
            work.add(record)
        work.commit()


def _certificate(person: str, issued: date, last_day: date | None, **other: Any) -> Certificate:
    return Certificate(
        id=new_id(),
        number=new_id(),
        person_id=person,
        ground=Ground.CARE_HOUSING,
        issued=issued,
        valid_to=last_day,
        last_day=last_day,
        **other,
    )


def _overlap(one: tuple[date, date | None], two: tuple[date, date | None]) -> bool:
    return (one[1] is None or one[1] >= two[0]) and (two[1] is None or two[1] >= one[0])


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(first=PERIODS, second=PERIODS, voided=st.booleans())
def test_two_certificates_never_share_a_day(
    store: SqlStore,
    first: tuple[date, date | None],
    second: tuple[date, date | None],
    voided: bool,
) -> None:
    person = somebody()
    register(store, [person])
    old = _certificate(person.id, *first)
    if voided:
        old = replace(old, voided_on=date(2026, 3, 1))
    _add(store, old)
    new = _certificate(person.id, *second)
    if _overlap(first, second) and not voided:
        with pytest.raises(Rejected) as refused:
            _add(store, new)
        assert refused.value.code == "certificate_overlap"
    else:
        _add(store, new)


def test_a_certificate_is_not_moved_onto_another(store: SqlStore) -> None:
    person = somebody()
    register(store, [person])
    early = _certificate(person.id, date(2026, 1, 1), date(2026, 1, 31))
    late = _certificate(person.id, date(2026, 2, 1), None)
    _add(store, early, late)
    with store.write(DEED, session=COORDINATOR) as work:
        work.change(early, last_day=date(2026, 2, 1))
        with pytest.raises(Rejected) as refused:
            work.flush()
    assert refused.value.code == "certificate_overlap"


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(first=PERIODS, second=PERIODS, same_kind=st.booleans())
def test_two_homes_never_share_a_day(
    store: SqlStore,
    first: tuple[date, date | None],
    second: tuple[date, date | None],
    same_kind: bool,
) -> None:
    person = somebody()
    register(store, [person])
    kind = ResidenceKind.HOME if same_kind else ResidenceKind.VISIT
    _add(store, Residence(id=new_id(), person_id=person.id, from_day=first[0], to_day=first[1]))
    other = Residence(
        id=new_id(), person_id=person.id, kind=kind, from_day=second[0], to_day=second[1]
    )
    if _overlap(first, second) and same_kind:
        with pytest.raises(Rejected) as refused:
            _add(store, other)
        assert refused.value.code == "residence_overlap"
    else:
        _add(store, other)


def _unit(code: str) -> Unit:
    return Unit(
        id=new_id(),
        code=code,
        name="Almgården",
        sort_key="almg{rden",
        type=UnitType.NURSING_HOME,
        responsible_name="Eva Ek",
        responsible_phone="033-1",
    )


def test_a_unit_code_and_a_user_name_are_given_once(store: SqlStore) -> None:
    _add(store, _unit("A1"))
    with pytest.raises(Rejected) as refused:
        _add(store, _unit("A1"))
    assert (refused.value.code, refused.value.field) == ("unit_code_taken", "code")
    _add(store, Account(id=new_id(), name="Eva Ek"))
    with pytest.raises(Rejected) as refused:
        _add(store, Account(id=new_id(), name="Eva Ek"))
    assert (refused.value.code, refused.value.field) == ("user_taken", "name")
    assert "Eva" not in refused.value.message


def test_a_bug_stays_a_bug_but_names_nobody(store: SqlStore) -> None:
    no_day: Any = None
    timeless = Residence(id=new_id(), person_id="Eva Eksdotter", from_day=no_day)
    with pytest.raises(DBAPIError) as bug:
        _add(store, timeless)
    assert not isinstance(bug.value, Refusal)
    assert "residence" in str(bug.value)
    assert "Eksdotter" not in str(bug.value)


def test_a_date_that_ends_before_it_begins_is_stopped_in_the_end(store: SqlStore) -> None:
    person = somebody()
    register(store, [person])
    with pytest.raises(DBAPIError):
        _add(
            store,
            Residence(
                id=new_id(),
                person_id=person.id,
                from_day=date(2026, 2, 1),
                to_day=date(2026, 1, 1),
            ),
        )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET action = 'x'",
        "DELETE FROM audit_event",
        "UPDATE audit_entry SET digest = 'x'",
        "DELETE FROM audit_entry",
        "UPDATE audit_payload SET changes = 'x'",
    ],
)
def test_nobody_changes_the_log(store: SqlStore, statement: str) -> None:
    register(store, [somebody()])
    with pytest.raises(DBAPIError, match="append_only"):
        store.in_transaction(lambda connection: connection.execute(text(statement)).close())


def test_a_log_whose_head_was_moved_back_takes_nothing_more(store: SqlStore) -> None:
    register(store, [somebody()])
    store.in_transaction(
        lambda connection: connection.execute(text("UPDATE audit_chain SET seq = seq - 1")).close()
    )
    with pytest.raises(StoreUnavailable) as refused:
        register(store, [somebody()])
    assert refused.value.code == "audit_chain_broken"


def test_a_log_without_a_chain_takes_nothing(store: SqlStore) -> None:
    store.in_transaction(
        lambda connection: connection.execute(text("DELETE FROM audit_chain")).close()
    )
    with pytest.raises(StoreUnavailable) as refused:
        register(store, [somebody()])
    assert refused.value.code == "audit_chain_missing"


@pytest.mark.parametrize(
    ("cause", "kind", "code"),
    [
        ("database or disk is full", FileUnusable, "disk_full"),
        ("could not extend file: No space left on device", FileUnusable, "disk_full"),
        ("attempt to write a readonly database", FileUnusable, "store_read_only"),
        ("cannot execute INSERT in a read-only transaction", FileUnusable, "store_read_only"),
        ("disk I/O error", FileUnusable, "store_io"),
        ("unable to open database file", FileUnusable, "store_io"),
        ("database disk image is malformed", StoreUnavailable, "store_damaged"),
        ("file is not a database", StoreUnavailable, "store_damaged"),
        ("database is locked", StoreUnavailable, "store_in_use"),
        ("server closed the connection unexpectedly", StoreUnavailable, "store_lost"),
        ("the connection is closed", StoreUnavailable, "store_lost"),
        ("could not serialize access due to concurrent update", Rejected, "conflict"),
        ("deadlock detected", Rejected, "conflict"),
        ("permission denied for table person", StoreUnavailable, "database_permission"),
    ],
)
def test_the_surroundings_faults_by_the_engines_own_words(
    cause: str, kind: type[Refusal], code: str
) -> None:
    refusal = of_surroundings(cause)
    assert (type(refusal), refusal and refusal.code) == (kind, code)


def test_what_nobody_foresaw_is_a_bug() -> None:
    assert of_surroundings("no such table: ingen") is None
    unforeseen = DBAPIError("SELECT 1", None, Exception("no such table: ingen\nDETAIL: Eva"))
    bug = explained(unforeseen)
    assert isinstance(bug, DBAPIError)
    assert "no such table: ingen" in str(bug)
    assert "Eva" not in str(bug)


def test_a_lost_connection_is_said(store: SqlStore) -> None:
    lost = DBAPIError("SELECT 1", None, Exception("x"), connection_invalidated=True)
    refusal = explained(lost)
    assert isinstance(refusal, StoreUnavailable)
    assert refusal.code == "store_lost"


def test_a_store_opened_read_only_takes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    engine = sqlcipher_engine(path, bytes(32), mode="rwc")
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE t (a)")
    engine.dispose()
    engine = sqlcipher_engine(path, bytes(32), mode="ro")
    with engine.connect() as connection, pytest.raises(DBAPIError) as fault:
        connection.exec_driver_sql("INSERT INTO t VALUES (1)")
    engine.dispose()
    refusal = explained(fault.value)
    assert isinstance(refusal, FileUnusable)
    assert refusal.code == "store_read_only"


@pytest.mark.parametrize("store", ["sqlcipher"], indirect=True)
def test_what_is_deleted_is_overwritten_in_the_file_and_in_the_index(store: SqlStore) -> None:
    with store.engine.connect() as connection:
        assert connection.execute(text("PRAGMA secure_delete")).scalar_one() == 1
        index = text("SELECT v FROM search_fts_config WHERE k = 'secure-delete'")
        assert connection.execute(index).scalar_one() == 1
