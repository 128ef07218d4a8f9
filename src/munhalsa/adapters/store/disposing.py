"""Disposal (gallring): everything about some persons gone for good, from every table and the log.

Of the log the events stay, with who, when and what, and the digests of what is gone; the event that
disposes is the receipt that the check of the log goes by. It names the disposed in its entries.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence, Set

from sqlalchemy import Column, Connection, Engine, Table, delete, select, tuple_, update

from munhalsa.adapters.store import forgetting, log_rows, own_rows, rows, search_index, work_rows
from munhalsa.adapters.store.of_persons import column_where, goes_with, pointing, rows_of
from munhalsa.adapters.store.prepared import among, listed, say
from munhalsa.application.close_quarter import DISPOSED
from munhalsa.application.ports_disposal import Disposed
from munhalsa.domain.lazy_dataclass import dataclass

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NUMBER = re.compile(r"(?<!\d)\d{8}[0-9A-Z]{4}(?!\d)")
_CHUNK = 400
_PAGE = 1000
_LINES = (
    own_rows.delivered_part.c.subjects,
    own_rows.delivered_part.c.lines,
    work_rows.disposal.c.persons,
)
"""Texts with an id a line, and what else the line tells of it."""


@dataclass(frozen=True, slots=True)
class Gone:
    """What was disposed of, and the subjects of the log that the deed must name."""

    disposed: Disposed
    subjects: Sequence[tuple[str, str]]


def dispose(connection: Connection, persons: Collection[str]) -> Gone:
    """Take away everything about these persons; the transaction is the caller's."""
    merge = rows.merge_table
    joined = column_where(connection, merge.c.other_id, merge.c.person_id, persons)
    ids = {*persons, *joined}
    numbers = _numbers(connection, ids)
    doomed = rows_of(connection, persons)
    subjects = [
        *(("person", one) for one in sorted(ids)),
        *(("deviation", one) for one in sorted(doomed[work_rows.deviation_table])),
        *(("disagreement", one) for one in sorted(doomed[work_rows.disagreement])),
    ]
    every = ids.union(*doomed.values())
    _clean_lines(connection, every)
    _clean_quarters(connection, ids)
    forgetting.drop_drafts(connection, numbers, every)
    gone = _delete(connection, doomed, numbers)
    search_index.refresh(connection, sorted(ids))
    search_index.fill_anew(connection)
    contents = _drop_contents(connection, {one for _, one in subjects})
    others = _drop_others(connection, every, numbers)
    return Gone(
        Disposed(
            rows=gone,
            contents=others,
            log_contents=contents + sum(map(len, others.values())),
        ),
        subjects,
    )


def _numbers(connection: Connection, ids: Collection[str]) -> set[str]:
    """Every number that leads to them or that the log gives them, but to nobody else."""
    person, former, merge = rows.person_table.c, rows.former_number.c, rows.merge_table.c
    found = {
        *column_where(connection, person.number, person.id, ids),
        *column_where(connection, former.number, former.person_id, ids),
        *column_where(connection, merge.other_number, merge.person_id, ids),
        *forgetting.numbers_logged_of(connection, ids),
    }
    others = {
        *_others(connection, person.number, person.id, found, ids),
        *_others(connection, former.number, former.person_id, found, ids),
    }
    return found - others


def _others(
    connection: Connection,
    number: Column[str],
    owner: Column[str],
    numbers: Collection[str],
    ids: Collection[str],
) -> Iterator[str]:
    dialect = connection.dialect.name
    statement = select(number, owner).where(among(number, "wanted", dialect))
    for row in connection.execute(statement, {"wanted": listed(numbers, dialect)}):
        if row[1] not in ids:
            yield row[0]


def _delete(
    connection: Connection, doomed: Mapping[Table, Collection[str]], numbers: Collection[str]
) -> dict[str, int]:
    """Rows that went, by table; children first."""
    dialect = connection.dialect.name
    settled = work_rows.settled_difference
    gone = Counter(
        {
            settled.name: connection.execute(
                delete(settled).where(among(settled.c.number, "wanted", dialect)),
                {"wanted": listed(numbers, dialect)},
            ).rowcount
        }
    )
    for table in reversed(list(doomed)):
        _let_go(connection, table, doomed)
        if doomed[table]:
            gone[table.name] += connection.execute(
                delete(table).where(among(table.c.id, "wanted", dialect)),
                {"wanted": listed(doomed[table], dialect)},
            ).rowcount
    return {name: count for name, count in sorted(gone.items()) if count}


def _let_go(connection: Connection, table: Table, doomed: Mapping[Table, Collection[str]]) -> None:
    """Rows of the table that may stand without what goes no longer point there."""
    dialect = connection.dialect.name
    for column, target in pointing(table):
        if doomed.get(target) and not goes_with(column):
            connection.execute(
                update(table).where(among(column, "wanted", dialect)).values({column.name: None}),
                {"wanted": listed(doomed[target], dialect)},
            )


def _clean_lines(connection: Connection, ids: Set[str]) -> None:
    for column in _LINES:
        table = column.table
        wanted = select(table.c.id, column).order_by(table.c.id).limit(_PAGE)
        last = ""
        while found := connection.execute(wanted.where(table.c.id > last)).all():
            for row in found:
                lines = row[1].splitlines()
                kept = [line for line in lines if ids.isdisjoint(_ID.findall(line))]
                if len(kept) < len(lines):
                    _put(connection, column, row[0], "\n".join(kept))
            last = found[-1][0]


def _clean_quarters(connection: Connection, ids: Collection[str]) -> None:
    """Of a closed quarter how many stays, not who: a blank for each."""
    column = work_rows.closed_quarter.c.persons
    for row in connection.execute(select(column.table.c.id, column)).all():
        counted = json.loads(row[1])
        blanked = {
            figure: [DISPOSED if one in ids else one for one in found]
            for figure, found in counted.items()
        }
        if blanked != counted:
            _put(connection, column, row[0], json.dumps(blanked, sort_keys=True))


def _put(connection: Connection, column: Column[str], id: str, content: str) -> None:
    table = column.table
    connection.execute(update(table).where(table.c.id == id).values({column.name: content}))


def _drop_contents(connection: Connection, subjects: Collection[str]) -> int:
    """Whatever the log holds of these subjects, with its salt; how much that was."""
    dialect = connection.dialect.name
    entry, payload = log_rows.audit_entry, log_rows.audit_payload
    theirs = select(entry.c.event_id, entry.c.position).where(
        among(entry.c.subject_id, "wanted", dialect)
    )
    done = connection.execute(
        delete(payload).where(tuple_(payload.c.event_id, payload.c.position).in_(theirs)),
        {"wanted": listed(subjects, dialect)},
    )
    return done.rowcount


def _drop_others(connection: Connection, ids: Set[str], numbers: Set[str]) -> dict[str, list[int]]:
    """What the log holds of others and names one of them: found in one pass over all of it."""
    payload = log_rows.audit_payload
    wanted = select(payload.c.event_id, payload.c.position, payload.c.changes).where(
        payload.c.changes != "[]"
    )
    options = {"stream_results": True, "yield_per": _PAGE}
    places = [
        (row.event_id, row.position)
        for row in connection.execute(wanted, execution_options=options)
        if not ids.isdisjoint(_ID.findall(row.changes))
        or not numbers.isdisjoint(_NUMBER.findall(row.changes))
    ]
    for start in range(0, len(places), _CHUNK):
        chosen = tuple_(payload.c.event_id, payload.c.position).in_(places[start : start + _CHUNK])
        connection.execute(delete(payload).where(chosen))
    gone: dict[str, list[int]] = {}
    for event, position in sorted(places):
        gone.setdefault(event, []).append(position)
    return gone


def write_over(engine: Engine) -> None:
    """Write the database anew, so that no page holds what was taken away.

    On PostgreSQL the room is given back for what is written next; the server writes over it then.
    """
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            say(connection, "VACUUM", []).close()
            say(connection, "PRAGMA wal_checkpoint(TRUNCATE)", []).close()
        else:
            alone = connection.execution_options(isolation_level="AUTOCOMMIT")
            say(alone, "VACUUM", None).close()
