"""The newest note about each person, over every table that holds any."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Date, Table, bindparam, func, select

from munhalsa.adapters.store import rows, work_rows
from munhalsa.adapters.store.columns import Instant
from munhalsa.adapters.store.prepared import Fetch, Prepared
from munhalsa.adapters.store.shelves import SHELVES

_LIE_AHEAD = {
    ("certificate", "valid_to"),
    ("candidate", "again_on"),
    ("deviation", "answer_due"),
}


class SqlDisposalQueries:
    """The same statements on both engines."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch

    def last_notes(self, *, until: date) -> Mapping[str, date]:
        midnight = datetime.combine(until + timedelta(days=1), time.min).astimezone()
        newest: dict[str, date] = {}
        for statement in _statements():
            for person, *told in self._fetch(statement, {"before": midnight}):
                days = (_day_of(one) for one in told if one is not None)
                newest[person] = max(newest.get(person, date.min), *days)
        return {person: day for person, day in newest.items() if day <= until}


def _day_of(told: date | datetime) -> date:
    return told.astimezone().date() if isinstance(told, datetime) else told


@cache
def _statements() -> tuple[Prepared, ...]:
    """One a table: of those whose own row was last written before a moment, the newest days."""
    by_number = rows.person_table.c.number == work_rows.settled_difference.c.number
    step, disagreement = work_rows.disagreement_step, work_rows.disagreement
    of_step = step.c.disagreement_id == disagreement.c.id
    return (
        *(_newest(table, owner, table) for table, owner in _owned()),
        _newest(step, disagreement.c.person_id, step.join(disagreement, of_step)),
        _newest(
            work_rows.settled_difference,
            rows.person_table.c.id,
            work_rows.settled_difference.join(rows.person_table, by_number),
        ),
    )


def _owned() -> Iterator[tuple[Table, Any]]:
    """The tables that say by a column whose a row is."""
    for shelf in SHELVES:
        if shelf.subject_kind == "person":
            yield shelf.table, shelf.table.c[shelf.subject_column]
        elif shelf.about is not None:
            yield shelf.table, shelf.table.c[shelf.about]


def _newest(table: Table, owner: Any, source: Any) -> Prepared:
    person = rows.person_table.alias("old")
    old = select(person.c.id).where(person.c.changed_at < bindparam("before", type_=Instant))
    statement = (
        select(owner, func.max(table.c.changed_at, type_=Instant), *_days(table))
        .select_from(source)
        .where(owner.in_(old))
        .group_by(owner)
    )
    return Prepared(lambda _dialect: statement)


def _days(table: Table) -> Iterator[Any]:
    for column in table.columns:
        if isinstance(column.type, Date) and (table.name, column.name) not in _LIE_AHEAD:
            yield func.max(column, type_=Date)
