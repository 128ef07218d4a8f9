"""Taking away for good whatever leads from somebody to the numbers and names they had before.

The events of the log stay, with who, when and what; of their content only the digests are left, and
the event that cleans is the receipt that the check of the log goes by.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, delete, or_, select, tuple_

from munhalsa.adapters.store import log_rows, rows, search_index, work_rows
from munhalsa.adapters.store.prepared import among, listed
from munhalsa.domain.identity import without_separators

_NUMBERS = ("number", "other_number")
_NAMING = ("person", "former_number", "merge")
_CHUNK = 400
_CENTURY = 2


def forget(connection: Connection, person: str) -> dict[str, list[int]]:
    """Clean records, log and drafts; the positions whose content is gone, by event."""
    merge, former = rows.merge_table, rows.former_number
    ids = [person, *connection.scalars(select(merge.c.other_id).where(merge.c.person_id == person))]
    numbers = _earlier_numbers(connection, person, ids)
    for table in (rows.came_under, merge, former):
        connection.execute(delete(table).where(table.c.person_id == person))
    settled = work_rows.settled_difference
    connection.execute(delete(settled).where(settled.c.number.in_(numbers)))
    places = sorted({*_places_of(connection, ids), *_places_with(connection, numbers)})
    payload = log_rows.audit_payload
    for start in range(0, len(places), _CHUNK):
        chosen = tuple_(payload.c.event_id, payload.c.position).in_(places[start : start + _CHUNK])
        connection.execute(delete(payload).where(chosen))
    drop_drafts(connection, numbers)
    search_index.fill_anew(connection)
    gone: dict[str, list[int]] = {}
    for event, position in places:
        gone.setdefault(event, []).append(position)
    return gone


def _earlier_numbers(connection: Connection, person: str, ids: list[str]) -> list[str]:
    """Every number that any of the records or the log gives them, but the one they have now."""
    merge, former = rows.merge_table.c, rows.former_number.c
    found = {
        *connection.scalars(select(merge.other_number).where(merge.person_id == person)),
        *connection.scalars(select(former.number).where(former.person_id == person)),
        *numbers_logged_of(connection, ids),
    }
    return sorted(found - _still_used(connection, person, found))


def numbers_logged_of(connection: Connection, ids: Collection[str]) -> set[str]:
    """Every number that the log gives those persons."""
    log, entry = log_rows.audit_payload.c, log_rows.audit_entry
    dialect = connection.dialect.name
    of_them = (
        select(log.changes)
        .join(entry, (entry.c.event_id == log.event_id) & (entry.c.position == log.position))
        .where(among(entry.c.subject_id, "wanted", dialect))
    )
    found: set[str] = set()
    for changes in connection.scalars(of_them, {"wanted": listed(ids, dialect)}):
        found.update(_numbers_in(json.loads(changes)))
    return found


def _still_used(connection: Connection, person: str, numbers: set[str]) -> set[str]:
    """Those that the person has now, or that lead to somebody else."""
    now, former = rows.person_table.c, rows.former_number.c
    used = select(now.number).where(now.number.in_(numbers))
    others = select(former.number).where(former.number.in_(numbers), former.person_id != person)
    return {*connection.scalars(used), *connection.scalars(others)}


def _numbers_in(changes: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for change in changes:
        if change["table"] in _NAMING:
            for image in (change["before"] or {}, change["after"] or {}):
                yield from (image[name] for name in _NUMBERS if name in image)


def _places_of(connection: Connection, ids: list[str]) -> Iterable[tuple[str, int]]:
    """Whatever the log holds of them; that they were read holds nothing."""
    entry, payload = log_rows.audit_entry, log_rows.audit_payload
    wanted = (
        select(payload.c.event_id, payload.c.position)
        .join(
            entry,
            (entry.c.event_id == payload.c.event_id) & (entry.c.position == payload.c.position),
        )
        .where(entry.c.subject_id.in_(ids), payload.c.changes != "[]")
    )
    return [(row.event_id, row.position) for row in connection.execute(wanted)]


def _places_with(connection: Connection, numbers: list[str]) -> Iterable[tuple[str, int]]:
    """What the log holds of others and gives such a number: of one they were joined to, say."""
    payload = log_rows.audit_payload.c
    if not numbers:
        return []
    holds = or_(*(payload.changes.contains(number, autoescape=True) for number in numbers))
    found = connection.execute(select(payload.event_id, payload.position).where(holds))
    return [(row.event_id, row.position) for row in found]


def drop_drafts(
    connection: Connection, numbers: Collection[str], ids: Collection[str] = frozenset()
) -> None:
    """Drafts about them, by an id or by a number however it was typed."""
    draft = log_rows.draft
    for row in connection.execute(select(draft)).all():
        typed = without_separators(row.content).replace("+", "").upper()
        by_number = any(number[_CENTURY:] in typed for number in numbers)
        if by_number or any(one in row.content for one in ids):
            connection.execute(
                delete(draft).where(draft.c.account_id == row.account_id, draft.c.kind == row.kind)
            )
