"""A new store out of the files of a whole municipality: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, insert, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from munhalsa.adapters.ids import new_id
from munhalsa.adapters.paths import refuse_unsafe_place
from munhalsa.adapters.store import audit, migrate, rows, search_index
from munhalsa.adapters.store.audit_check import check_log
from munhalsa.adapters.store.engine import postgres_address, postgres_engine, sqlcipher_engine
from munhalsa.adapters.store.errors import explained
from munhalsa.adapters.store.folder import StoreFolder
from munhalsa.adapters.store.found import (
    building_in,
    founding_municipality,
    placed_when_whole,
    refuse_occupied,
)
from munhalsa.adapters.store.prepared import pour
from munhalsa.adapters.store.reader import StoreReader
from munhalsa.adapters.store.schema import metadata
from munhalsa.adapters.store.whole.packing import Part
from munhalsa.adapters.store.whole.shapes import KindShape, all_shapes
from munhalsa.adapters.store.whole.unpacking import WholeSet, opened_set, other_schema
from munhalsa.adapters.vault.data_key import DataKey
from munhalsa.adapters.vault.key_slots import KeySlots
from munhalsa.adapters.vault.passphrases import read_passphrase_file
from munhalsa.adapters.vault.sealing import KdfCost
from munhalsa.application.accounts import session_of
from munhalsa.application.ports import Clock, Deed, Session
from munhalsa.application.workplace import ReadBackDone
from munhalsa.domain.account import Role
from munhalsa.domain.refusal import FileUnusable, NotAllowed

_SHARED = ("postgresql://", "postgres://")
_CHUNK = 500
_PERSONS = 10_000


Reach = Callable[[Callable[[str | None], ReadBackDone]], ReadBackDone]
"""Calls with a password, or without one where the database lets somebody in as they are."""


def read_back(
    file: Path,
    address: str,
    *,
    key_files: tuple[Path, Path],
    passphrase: Callable[[], str],
    reach: Reach,
    clock: Clock,
    user: str | None = None,
    cost: KdfCost | None = None,
) -> ReadBackDone:
    """A new store in a folder or a shared database; the keys are of the municipality, and apart."""
    keys = dict(zip(Part, map(read_passphrase_file, key_files), strict=True))
    if address.startswith(_SHARED):
        return reach(
            lambda password: read_back_postgres(
                file, address, keys=keys, password=password, clock=clock, user=user
            )
        )
    return read_back_embedded(
        file,
        Path(address),
        keys=keys,
        passphrase=passphrase(),
        clock=clock,
        user=user,
        cost=cost,
    )


def read_back_embedded(
    file: Path,
    folder: Path,
    *,
    keys: Mapping[Part, str],
    passphrase: str,
    clock: Clock,
    user: str | None = None,
    cost: KdfCost | None = None,
) -> ReadBackDone:
    """An encrypted store in a folder that is empty or not there yet.

    ``passphrase`` becomes that of ``user`` (else the first user), the only one who has a way in
    until others get theirs.
    """
    target = folder.expanduser().absolute()
    refuse_unsafe_place(target)
    refuse_occupied(target)
    with _checked_set(file, keys) as whole, placed_when_whole(target) as draft:
        place, key = StoreFolder(draft), DataKey.generate()
        place.backups.mkdir(mode=0o700)
        place.database.touch(mode=0o600)
        engine = sqlcipher_engine(place.database, key.reveal(), mode="rwc")
        try:
            migrate.upgrade(engine)
            with engine.connect() as opened:
                connection = opened.execution_options(writing=True)
                connection.begin()
                session = _lay_and_log(
                    connection, whole, clock, user=user, chain=audit.EMBEDDED_CHAIN
                )
                connection.commit()
            slots = KeySlots.create(place.path, new_id(), cost=cost)
            own_words = (whole.origin.name, session.name)
            slots.add_passphrase(session.name, passphrase, key, own_words=own_words)
            code = slots.add_recovery(key)
        except DBAPIError as error:
            raise explained(error) from None
        finally:
            engine.dispose()
            key.wipe()
    return _done(whole, store=str(target), user=session.name, recovery_code=code)


def read_back_postgres(
    file: Path,
    address: str,
    *,
    keys: Mapping[Part, str],
    password: str | None,
    clock: Clock,
    user: str | None = None,
) -> ReadBackDone:
    """The schema and everything in it in an empty database, as its owner, in one transaction."""
    engine = postgres_engine(postgres_address(address), password)
    try:
        with _checked_set(file, keys) as whole, building_in(engine) as connection:
            session = _lay_and_log(connection, whole, clock, user=user, chain=new_id())
            connection.commit()
    except DBAPIError as error:
        raise explained(error) from None
    finally:
        engine.dispose()
    return _done(whole, store=address, user=session.name, recovery_code=None)


def _done(whole: WholeSet, *, store: str, user: str, recovery_code: str | None) -> ReadBackDone:
    return ReadBackDone(
        store=store,
        user=user,
        recovery_code=recovery_code,
        rows=whole.rows,
        municipality=whole.origin.municipality,
        made=date.fromisoformat(whole.origin.made),
    )


@contextmanager
def _checked_set(file: Path, keys: Mapping[Part, str]) -> Iterator[WholeSet]:
    with opened_set(file, keys) as whole:
        if whole.origin.schema != migrate.newest_revision():
            raise other_schema(whole.origin, migrate.newest_revision())
        founding_municipality(whole.origin.municipality)
        whole.check()
        yield whole


def _lay_and_log(
    connection: Connection, whole: WholeSet, clock: Clock, *, user: str | None, chain: str
) -> Session:
    lay_out(connection, whole)
    session = session_of(StoreReader(connection), name=user, today=clock.today(), confirmed=True)
    if Role.ADMINISTRATOR not in session.roles:
        raise NotAllowed(
            "not_administrator",
            "Den användaren är inte administratör och kan inte släppa in andra i det nya "
            "registret. Ange --user med en som är det.",
            field="user",
        )
    if chain not in audit.heads(connection):
        audit.start_chain(connection, chain)
    origin = whole.origin
    deed = Deed(
        action="store.read_back",
        subject_kind="municipality",
        subject_id=origin.municipality,
        details={"made": origin.made, "program": origin.program, "rows": sum(whole.rows.values())},
    )
    audit.append(
        connection,
        chain=chain,
        id=new_id(),
        time=clock.now(),
        session=session,
        deed=deed,
        entries=(),
    )
    return session


def lay_out(connection: Connection, whole: WholeSet) -> None:
    """Write every line of a checked set into an empty store, in the open transaction.

    Raises FileUnusable for what points nowhere, breaks a rule of the store, or a log that is not
    whole.
    """
    shapes = all_shapes()
    if connection.dialect.name == "sqlite":
        # Units, certificates and assessments point to others of their own kind, and any way.
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    for table in metadata.sorted_tables:
        if table.name in shapes:
            shape = shapes[table.name]
            _insert(connection, table, shape, _of_the_municipality(shape, whole))
    _index(connection)
    findings = check_log(connection)
    if findings.faults:
        raise FileUnusable(
            "whole_log_broken",
            f"Loggen i filen är inte hel: {findings.faults[0]}. Inget är gjort.",
            field="file",
        )


def _of_the_municipality(shape: KindShape, whole: WholeSet) -> Iterator[Mapping[str, Any]]:
    """The lines of a kind; nothing may say that it belongs to another municipality."""
    code = whole.origin.municipality
    for line in whole.lines(shape):
        named = line.get("id") if shape.name == "municipality" else line.get("municipality_code")
        if line.get("municipality_id", code) != code or (named or code) != code:
            raise FileUnusable(
                "whole_other_municipality",
                f"I data/{shape.name}.jsonl hör en rad till en annan kommun än {code}. "
                "Inget är gjort.",
                field="file",
            )
        yield line


def _insert(
    connection: Connection, table: Table, shape: KindShape, lines: Iterable[Mapping[str, Any]]
) -> None:
    names = [field.name for field in shape.fields]
    try:
        if connection.dialect.name == "postgresql":
            # One statement for all: what points within the table is looked at when it ends.
            quoted = connection.dialect.identifier_preparer
            into = f"{quoted.format_table(table)} ({', '.join(map(quoted.quote, names))})"
            pour(connection, f"COPY {into} FROM STDIN", _values(lines, names))
            return
        compiled = insert(table).inline().compile(dialect=connection.dialect, column_keys=names)
        values = _values(lines, compiled.positiontup or names)
        while chunk := list(islice(values, _CHUNK)):
            connection.exec_driver_sql(str(compiled), chunk)
    except IntegrityError:
        raise FileUnusable(
            "whole_rule_broken",
            f"data/{shape.name}.jsonl bryter mot en regel i registret, till exempel två lika "
            "nummer. Inget är gjort.",
            field="file",
        ) from None


def _values(lines: Iterable[Mapping[str, Any]], names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """Days and times stay text: so both engines are told them."""
    return (tuple(line[name] for name in names) for line in lines)


def _index(connection: Connection) -> None:
    """What people are found by is made anew."""
    persons: Sequence[str] = connection.scalars(select(rows.person_table.c.id)).all()
    for start in range(0, len(persons), _PERSONS):
        search_index.refresh(connection, persons[start : start + _PERSONS])
