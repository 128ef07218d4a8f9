"""Reading no more than is in sight, whatever is asked.

Where a user's role holds for a part of the municipality only, every SELECT of a connection is said
with the tables of persons replaced by views of the same names, which hold what is in sight. A
query is thereby narrowed before it sorts, counts or limits, and none can forget to take part.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, event

from munhalsa.application.sight import DAYS_AFTER, Sight

_OPTION = "sight"
_OF_A_PERSON = "{} IN (SELECT id FROM in_sight)"
_OF_A_UNIT = "unit_id IN (SELECT id FROM units_in_sight)"
_OF_A_PLACE = """(unit_id IN (SELECT id FROM units_in_sight)
                  OR unit_id IN (SELECT unit_id FROM own_rounds))"""
# A session of training is shared by its units: whoever sees one of them sees it.
_OF_A_TRAINING = """{} IN (SELECT training_id FROM training_unit
                             WHERE unit_id IN (SELECT id FROM units_in_sight))"""
_OF_A_ROUND = """(unit_id IN (SELECT id FROM units_in_sight)
                  OR {} IN (SELECT id FROM own_rounds))"""
_OF_EITHER = f"({_OF_A_PERSON} OR ({{}} IS NULL AND {_OF_A_UNIT}))"


@cache
def _tables() -> Mapping[str, str]:
    """By table the condition of what is in sight of it.

    Units themselves are a directory that everybody may read; what is to be done at them is work.
    """
    from munhalsa.adapters.store.shelves import SHELVES

    return {
        **{
            shelf.table.name: _OF_A_PERSON.format(shelf.subject_column)
            for shelf in SHELVES
            if shelf.subject_kind == "person"
        },
        **{name: _OF_A_PERSON.format("person_id") for name in ("search_term", "search_text")},
        **dict.fromkeys(("unit_registration", "training_unit"), _OF_A_UNIT),
        "staff_member": _OF_A_PLACE,
        "round": _OF_A_ROUND.format("id"),
        "round_change": _OF_A_ROUND.format("round_id"),
        "training": _OF_A_TRAINING.format("id"),
        "participant": _OF_A_TRAINING.format("training_id"),
        **{
            shelf.table.name: _OF_EITHER.format(shelf.about, shelf.about)
            for shelf in SHELVES
            if shelf.about is not None
        },
    }


@cache
def _named() -> re.Pattern[str]:
    return re.compile(rf"\b({'|'.join(_tables())})\b")


_READS = re.compile(r"\s*(SELECT|WITH(?:\s+RECURSIVE)?)\b", re.IGNORECASE)

_IN_SIGHT = """units_in_sight(id) AS ({units}),
own_rounds(id, unit_id) AS (
    SELECT k.id, k.unit_id FROM {schema}.round k
     WHERE k.hygienist_id = {rounds_of} AND k.day >= {since} AND k.state <> 'cancelled'),
in_sight(id) AS MATERIALIZED (
    SELECT r.person_id FROM {schema}.residence r
     WHERE r.unit_id IN (SELECT id FROM units_in_sight)
       AND r.from_day <= {day} AND (r.to_day IS NULL OR r.to_day >= {day})
     UNION
    SELECT p.id FROM {schema}.person p
     WHERE p.handler_id = {own} AND NOT EXISTS (
           SELECT 1 FROM {schema}.residence r
            WHERE r.person_id = p.id AND r.unit_id IS NOT NULL
              AND r.from_day <= {day} AND (r.to_day IS NULL OR r.to_day >= {day}))
     UNION
    SELECT s.person_id FROM {schema}.support s
     WHERE s.unit_id IN (SELECT id FROM units_in_sight)
       AND (s.to_day IS NULL OR s.to_day >= {day}) AND NOT EXISTS (
           SELECT 1 FROM {schema}.residence r
            WHERE r.person_id = s.person_id AND r.unit_id IS NOT NULL
              AND r.from_day <= {day} AND (r.to_day IS NULL OR r.to_day >= {day}))
     UNION
    SELECT v.person_id FROM {schema}.planned_visit v
     WHERE v.round_id IN (SELECT id FROM own_rounds) AND v.cancelled_on IS NULL
     UNION
    {also})"""
_VIEW = "{table} AS NOT MATERIALIZED (SELECT * FROM {schema}.{table} WHERE {seen})"


class _Marks(NamedTuple):
    """How one engine marks values, and where its tables stand."""

    schema: str
    units: str
    own: str
    day: str
    also: str
    rounds_of: str
    since: str


_MARKS = {
    "sqlite": _Marks(
        "main",
        "SELECT value FROM json_each(?)",
        "?",
        "?",
        "SELECT value FROM json_each(?)",
        *("?", "?"),
    ),
    "postgresql": _Marks(
        "public",
        "SELECT unnest(%(sight_units)s::text[])",
        "%(sight_own)s",
        "%(sight_day)s",
        "SELECT unnest(%(sight_also)s::text[])",
        "%(sight_rounds_of)s",
        "%(sight_since)s",
    ),
}


def confine(connection: Connection, sight: Sight | None) -> None:
    """From here on read only what is in sight; None: everything."""
    if sight is None:
        return
    look_by(connection, sight)
    event.listen(connection, "before_cursor_execute", _before_execute, retval=True)


def look_by(connection: Connection, sight: Sight | None) -> None:
    """Another sight for a connection that is confined."""
    connection.execution_options(**{_OPTION: sight})


@contextmanager
def lifted(connection: Connection) -> Iterator[None]:
    """See everything for a moment: for the store's own bookkeeping, never for an answer."""
    sight = sight_of(connection)
    if sight is None:
        yield
        return
    look_by(connection, None)
    try:
        yield
    finally:
        look_by(connection, sight)


def let_in(connection: Connection, person: str) -> None:
    """Keep somebody in sight to the end of the deed that has been let in to them."""
    sight = sight_of(connection)
    if sight is not None:
        look_by(connection, replace(sight, also=sight.also | {person}))


def sight_of(connection: Connection) -> Sight | None:
    """What the connection is confined to."""
    sight: Sight | None = connection.get_execution_options().get(_OPTION)
    return sight


def confined(connection: Connection, statement: str, values: Any) -> tuple[str, Any]:
    """The engine's own text and values, narrowed to what the connection may see."""
    sight = sight_of(connection)
    if sight is None:
        return statement, values
    dialect = connection.dialect.name
    narrowed = _narrowed(statement, dialect)
    if narrowed is None:
        return statement, values
    if dialect == "sqlite":
        return narrowed, (*_in_order(sight), *values)
    return narrowed, {**values, **_by_name(sight)}


def _before_execute(
    connection: Connection, _cursor: Any, statement: str, values: Any, *_rest: Any
) -> tuple[str, Any]:
    return confined(connection, statement, values)


def _in_order(sight: Sight) -> Sequence[str]:
    day = sight.day.isoformat()
    return (
        json.dumps(sorted(sight.units)),
        *(sight.rounds_of or "", _since(sight).isoformat()),
        *(day, day),
        *(sight.own, day, day),
        *(day, day, day),
        json.dumps(sorted(sight.also)),
    )


def _by_name(sight: Sight) -> Mapping[str, Any]:
    return {
        "sight_units": sorted(sight.units),
        "sight_own": sight.own,
        "sight_day": sight.day,
        "sight_also": sorted(sight.also),
        "sight_rounds_of": sight.rounds_of or "",
        "sight_since": _since(sight),
    }


def _since(sight: Sight) -> date:
    return sight.day - timedelta(days=DAYS_AFTER)


@lru_cache(maxsize=512)
def _narrowed(statement: str, dialect: str) -> str | None:
    """The statement over what is in sight; None where it reads nothing of persons."""
    begins = _READS.match(statement)
    tables = sorted(set(_named().findall(statement)))
    if begins is None or not tables:
        return None
    marks = _MARKS[dialect]._asdict()
    views = [
        _IN_SIGHT.format(**marks),
        *(_view(table, marks["schema"]) for table in tables),
    ]
    word = begins.group(1)
    if word.upper() == "SELECT":
        return f"WITH {', '.join(views)} {statement}"
    return f"{word} {', '.join(views)}, {statement[begins.end() :]}"


def _view(table: str, schema: str) -> str:
    return _VIEW.format(table=table, seen=_tables()[table], schema=schema)
