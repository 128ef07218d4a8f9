"""Sessions of training, and what follows from them for units and issuers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ARRAY, Date, String, bindparam, column, text

from munhalsa.adapters.store.prepared import Fetch, Prepared, listed
from munhalsa.application.ports_training import TrainingFilter, TrainingOrder, TrainingSort
from munhalsa.domain.unit_training import UnitTraining

# Once through the sessions: asked for each unit by itself a server reads them all each time.
_WHEEL = """
    SELECT u.id, u.code, u.name, u.district_id, w.held, w.planned
      FROM unit u LEFT JOIN (
        SELECT x.unit_id,
               max(CASE WHEN t.state = 'held' AND t.day <= :day THEN t.day END) AS held,
               min(CASE WHEN t.state = 'planned' AND t.day >= :day THEN t.day END) AS planned
          FROM training t JOIN training_unit x ON x.training_id = t.id
         WHERE {of_staff} GROUP BY x.unit_id) AS w ON w.unit_id = u.id
     WHERE (u.active_from IS NULL OR u.active_from <= :day)
       AND (u.active_to IS NULL OR u.active_to >= :day)
     ORDER BY u.sort_key, u.id
"""
_WHEEL_COLUMNS = (
    column("id", String),
    column("code", String),
    column("name", String),
    column("district_id", String),
    column("held", Date),
    column("planned", Date),
)


def _wheel(dialect: str) -> Any:
    of_staff = "t.kind NOT IN (SELECT value FROM json_each(:for_issuers))"
    kind: Any = String()
    if dialect != "sqlite":
        of_staff, kind = "t.kind <> ALL(:for_issuers)", ARRAY(String())
    return (
        text(_WHEEL.format(of_staff=of_staff))
        .bindparams(bindparam("day", type_=Date), bindparam("for_issuers", type_=kind))
        .columns(*_WHEEL_COLUMNS)
    )


_WHEEL_OF_UNITS = Prepared(_wheel)

_ORDERS = {
    TrainingSort.DAY: "",
    TrainingSort.PARTICIPANTS: "coalesce(t.participant_count, -1){way}, ",
}
_NARROWED = {
    "unit_id": "t.id IN (SELECT x.training_id FROM training_unit x WHERE x.unit_id = :unit_id)",
    "year": "t.day BETWEEN :first AND :last",
    "state": "t.state = :state",
    "kind": "t.kind = :kind",
    "before": "t.day < :before",
}


_LISTED = "SELECT t.id FROM training t WHERE {where} ORDER BY {by}t.day{day}, t.id{day}"


@cache
def _listing(narrowed: frozenset[str], order: TrainingOrder) -> Prepared:
    where = " AND ".join(_NARROWED[name] for name in sorted(narrowed)) or "1 = 1"
    way = " DESC" if order.descending else ""
    by = _ORDERS[order.by].format(way=way)
    day = way if order.by is TrainingSort.DAY else " DESC"
    statement = _LISTED.format(where=where, by=by, day=day)
    days = [bindparam(name, type_=Date) for name in ("first", "last") if "year" in narrowed]
    days += [bindparam("before", type_=Date)] if "before" in narrowed else []
    return Prepared(lambda _dialect: text(statement).bindparams(*days))


_OVERDUE = Prepared(
    lambda _dialect: text(
        "SELECT count(*) FROM training t WHERE t.state = 'planned' AND t.day < :day"
    ).bindparams(bindparam("day", type_=Date))
)

# Of all: whether a session is shared with units out of sight, which is all that is asked.
_UNITS_OF = Prepared(
    lambda _dialect: text("SELECT x.unit_id FROM training_unit x WHERE x.training_id = :session"),
    of_all=True,
)

_TRAINED = """
    SELECT p.issuer_id AS id, max(t.day) AS day
      FROM participant p JOIN training t ON t.id = p.training_id
     WHERE p.issuer_id IS NOT NULL AND t.state = 'held' AND t.day <= :day AND {of_issuers}
     GROUP BY p.issuer_id
"""
_BY_DAY = (column("id", String), column("day", Date))


def _trained(dialect: str) -> Any:
    of_issuers = "t.kind IN (SELECT value FROM json_each(:kinds))"
    kind: Any = String()
    if dialect != "sqlite":
        of_issuers, kind = "t.kind = ANY(:kinds)", ARRAY(String())
    return (
        text(_TRAINED.format(of_issuers=of_issuers))
        .bindparams(bindparam("day", type_=Date), bindparam("kinds", type_=kind))
        .columns(*_BY_DAY)
    )


# Of all: when an issuer was trained and last issued is told of the issuer, not of any person.
_LAST_TRAINED = Prepared(_trained, of_all=True)
_LAST_ISSUED = Prepared(
    lambda _dialect: (
        text(
            "SELECT c.issuer AS id, max(c.issued) AS day FROM certificate c "
            "WHERE c.issuer IS NOT NULL AND c.voided_on IS NULL AND c.issued <= :day "
            "GROUP BY c.issuer"
        )
        .bindparams(bindparam("day", type_=Date))
        .columns(*_BY_DAY)
    ),
    of_all=True,
)
_HANDLED = Prepared(
    lambda _dialect: text(
        "SELECT p.handler_id, count(*) FROM person p WHERE p.handler_id IS NOT NULL "
        "GROUP BY p.handler_id"
    )
)


class SqlTrainingQueries:
    """The same statements on both engines, each worked out once."""

    def __init__(self, fetch: Fetch, *, dialect: str) -> None:
        self._fetch = fetch
        self._dialect = dialect

    def ids(self, wanted: TrainingFilter, order: TrainingOrder) -> Sequence[str]:
        year = wanted.year
        values: dict[str, Any] = {
            "unit_id": wanted.unit_id,
            "state": wanted.state,
            "kind": wanted.kind,
            "before": wanted.before,
            "first": None if year is None else date(year, 1, 1),
            "last": None if year is None else date(year, 12, 31),
        }
        narrowed = frozenset(name for name in _NARROWED if getattr(wanted, name) is not None)
        return [row[0] for row in self._fetch(_listing(narrowed, order), values)]

    def units_of(self, session: str) -> Sequence[str]:
        return [row[0] for row in self._fetch(_UNITS_OF, {"session": session})]

    def overdue(self, day: date) -> int:
        return int(self._fetch(_OVERDUE, {"day": day})[0][0])

    def last_trained(self, day: date, *, kinds: Collection[str]) -> Mapping[str, date]:
        values = {"day": day, "kinds": listed(sorted(kinds), self._dialect)}
        return _by_key(self._fetch(_LAST_TRAINED, values))

    def last_issued(self, day: date) -> Mapping[str, date]:
        return _by_key(self._fetch(_LAST_ISSUED, {"day": day}))

    def handled(self) -> Mapping[str, int]:
        return _by_key(self._fetch(_HANDLED, {}))

    def wheel(self, day: date, *, for_issuers: Collection[str]) -> Sequence[UnitTraining]:
        values = {"day": day, "for_issuers": listed(sorted(for_issuers), self._dialect)}
        return [
            UnitTraining(
                unit_id=unit,
                code=code,
                name=name,
                district_id=part,
                day=day,
                held=held,
                planned=planned,
            )
            for unit, code, name, part, held, planned in self._fetch(_WHEEL_OF_UNITS, values)
        ]


def _by_key(rows: Sequence[Sequence[Any]]) -> dict[str, Any]:
    return {row[0]: row[1] for row in rows}
