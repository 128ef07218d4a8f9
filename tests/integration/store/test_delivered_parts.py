"""Deliveries of a store from before their lines were rows of their own, brought up to date."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, inspect, text

from munhalsa.adapters.ids import new_id
from munhalsa.adapters.store import audit, migrate
from munhalsa.adapters.store.audit_check import check_log
from munhalsa.adapters.store.checks import reading
from munhalsa.adapters.store.engine import postgres_address, postgres_engine, sqlcipher_engine
from munhalsa.adapters.store.store import SqlStore
from munhalsa.application.mark_registered import mark_registered
from munhalsa.application.ports import Deed
from munhalsa.domain.account import Account, DeliveredExport, DeliveredPart
from munhalsa.domain.certificate import (
    Certificate,
    Ground,
    Registration,
    RegistrationKind,
    RegistrationState,
)
from munhalsa.domain.person import Person
from munhalsa.domain.unit import Municipality
from tests.support.deeds import found
from tests.support.people import somebody
from tests.support.stores import COORDINATOR, TODAY, context_for

_BEFORE, _MANY = "0018", 1_200
_FILE, _EMPTY = "a" * 64, "b" * 64
_MADE = "2026-05-04T08:30:00.000000+00:00"


@pytest.fixture(params=["sqlcipher", "postgresql"])
def older(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[SqlStore]:
    """A store of the form before, with nobody in it, once on each engine."""
    versions = tmp_path / "versions"
    versions.mkdir()
    for folder in migrate.version_folders():
        for file in folder.glob("[0-9]*.py"):
            if file.name < _BEFORE:
                shutil.copy(file, versions)
    if request.param == "sqlcipher":
        engine = sqlcipher_engine(tmp_path / "a.db", os.urandom(32), mode="rwc")
    else:
        url = postgres_address(request.getfixturevalue("postgres_url"))
        engine = postgres_engine(url, request.getfixturevalue("postgres_password"))
    with monkeypatch.context() as before:
        before.setattr(migrate, "version_folders", lambda: (versions,))
        migrate.upgrade(engine)
    store = SqlStore(engine, chain="main", now=lambda: datetime.now(UTC), new_id=new_id)
    store.in_transaction(lambda connection: audit.start_chain(connection, "main"))
    with store.write(_deed("store.founded"), session=COORDINATOR) as work:
        work.add(Municipality(id="1490", name="Borås"))
        work.add(Account(id=COORDINATOR.account_id, name=COORDINATOR.name))
        work.commit()
    yield store
    store.close()


def _deed(action: str) -> Deed:
    return Deed(action=action, subject_kind="export", subject_id="")


def _certificate(store: SqlStore) -> Registration:
    """Somebody's certificate, which waits; the line of the queue."""
    person: Person = somebody()
    certificate = Certificate(
        id=new_id(), number="1490-2026-0001", person_id=person.id, ground=Ground.CARE_HOUSING,
        issued=TODAY,
    )  # fmt: skip
    line = Registration(
        id=new_id(), certificate_id=certificate.id, person_id=person.id,
        kind=RegistrationKind.NEW, since=TODAY, marked_at=datetime.now(UTC),
    )  # fmt: skip
    with store.write(_deed("test.add"), session=COORDINATOR) as work:
        for record in (person, certificate, line):
            work.add(record)
        work.commit()
    return line


def _deliver(store: SqlStore, sha256: str, subjects: list[str], lines: list[str]) -> str:
    """As the program did before: all of it in one row, and once more in one event; the event."""
    told: dict[str, Any] = {
        "id": new_id(), "version": 1, "profile": "p", "file_sha256": sha256,
        "row_count": len(subjects), "left_out_protected": 0, "left_out_consent": 0,
        "made_at": _MADE, "subjects": "\n".join(subjects), "lines": "\n".join(lines),
    }  # fmt: skip
    stamps = {
        "municipality_id": "1490", "created_at": _MADE, "created_by": COORDINATOR.account_id,
        "changed_at": _MADE, "changed_by": COORDINATOR.account_id,
    }  # fmt: skip
    row, event = told | stamps, new_id()
    change = {"table": "delivered_export", "id": told["id"], "before": None, "after": told}

    def write(connection: Any) -> None:
        marks = ", ".join(f":{name}" for name in row)
        insert = f"INSERT INTO delivered_export ({', '.join(row)}) VALUES ({marks})"
        connection.execute(text(insert), row)
        audit.append(
            connection, chain="main", id=event, time=datetime.now(UTC), session=COORDINATOR,
            deed=_deed("export.write"),
            entries=[audit.Entry("delivered_export", told["id"], [change])],
        )  # fmt: skip

    store.in_transaction(write)
    return event


def _columns(engine: Engine) -> set[str]:
    with reading(engine) as connection:
        return {column["name"] for column in inspect(connection).get_columns("delivered_export")}


def test_what_was_delivered_before_is_divided_and_all_that_reads_it_still_does(
    older: SqlStore,
) -> None:
    line = _certificate(older)
    subjects = [line.certificate_id, *(new_id() for _ in range(_MANY - 1))]
    lines = [*(f"{new_id()} 1" for _ in range(_MANY // 2)), f"{line.id} 1"]
    event = _deliver(older, _FILE, subjects, lines)
    _deliver(older, _EMPTY, [], [])

    migrate.upgrade(older.engine)

    assert not {"subjects", "lines"} & _columns(older.engine)
    context = context_for(older)
    whole, empty = found(context, DeliveredExport)
    assert (whole.file_sha256, whole.row_count, empty.row_count) == (_FILE, _MANY, 0)
    assert found(context, DeliveredPart, export_id=empty.id) == []
    with older.read() as reader:
        parts = reader.find(DeliveredPart, order_by="position")
        (change,) = reader.undo.changes(event)
        assert reader.registrations.deliveries([line.certificate_id]) == [whole.id]
        assert reader.registrations.deliveries([]) == []
    assert [part.position for part in parts] == [0, 1, 2]
    assert "\n".join(part.subjects for part in parts) == "\n".join(subjects)
    assert [one for part in parts for one in part.lines.splitlines()] == lines
    assert (change.after or {})["subjects"] == "\n".join(subjects), "the log tells what it told"
    with reading(older.engine) as connection:
        assert check_log(connection).faults == []
        made = connection.scalars(text("SELECT DISTINCT created_at FROM delivered_part")).all()
    assert made == [_MADE]
    assert mark_registered(context, file_sha256=_FILE).lines == 1
    (kept,) = found(context, Registration)
    assert kept.state is RegistrationState.REGISTERED
