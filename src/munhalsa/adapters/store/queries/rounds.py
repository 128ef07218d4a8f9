"""Who is due where visits are made, and how far each round has come."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ARRAY, Boolean, Date, Integer, String, bindparam, column, text

from munhalsa.adapters.store.prepared import Fetch, Prepared, listed
from munhalsa.adapters.store.queries.due_text import ON_LIST, PLANNED_FOR, VISITED
from munhalsa.application.ports_due import Moment
from munhalsa.application.ports_rounds import DueVisit, RoundCount, UnitDue
from munhalsa.domain.due import DueList, assessed_after

_DUE_VISITS = """
    SELECT d.person_id, p.protected_identity <> 'none' AS protected, d.mark, d.detail,
           {visited} AS unit_id, p.sort_key
      FROM ({due}) AS d JOIN person p ON p.id = d.person_id
"""
_DUE = _DUE_VISITS.format(visited=VISITED.format(person="p.id"), due=ON_LIST[DueList.ASSESSMENT])
_AT = """
    SELECT w.person_id, w.protected, w.mark, w.detail
      FROM ({due}) AS w JOIN unit u ON u.id = w.unit_id
      LEFT JOIN residence h ON h.id = (
           SELECT l.id FROM residence l
            WHERE l.person_id = w.person_id AND l.kind = 'home' AND l.unit_id IS NOT NULL
              AND l.from_day <= :day AND (l.to_day IS NULL OR l.to_day >= :day)
            ORDER BY l.id LIMIT 1)
     WHERE w.unit_id {among}
     ORDER BY u.sort_key, h.room IS NULL, h.room, w.sort_key, w.person_id
"""
_BY_UNIT = """
    SELECT w.unit_id, count(*), sum(w.is_parked), sum(w.is_planned), min(w.mark) FROM (
        SELECT d.unit_id, d.mark, d.is_planned,
               CASE WHEN d.is_planned = 0 AND d.detail LIKE '% parked' THEN 1 ELSE 0 END
               AS is_parked
          FROM (SELECT w.unit_id, w.mark, w.detail, w.protected,
                       CASE WHEN {planned} IS NULL THEN 0 ELSE 1 END AS is_planned
                  FROM ({due}) AS w) AS d
         WHERE NOT d.protected) AS w
     GROUP BY w.unit_id
"""
_BETWEEN = "SELECT r.id FROM round r WHERE r.day >= :first AND r.day <= :last ORDER BY r.day, r.id"
_COUNTS = """
    SELECT v.round_id, count(DISTINCT v.person_id),
           count(DISTINCT CASE WHEN NOT EXISTS (
                   SELECT 1 FROM assessment a
                    WHERE a.person_id = v.person_id AND (a.round_id = k.id OR a.day = k.day))
               THEN v.person_id END)
      FROM planned_visit v JOIN round k ON k.id = v.round_id
     WHERE v.cancelled_on IS NULL AND v.round_id {among}
     GROUP BY v.round_id
"""
_DAYS = ("day", "assessed_after")


class SqlRoundQueries:
    """The same statements on both engines."""

    def __init__(self, fetch: Fetch, *, dialect: str) -> None:
        self._fetch = fetch
        self._dialect = dialect

    def due_at(self, units: Collection[str], moment: Moment) -> Sequence[DueVisit]:
        values = _days(moment) | {"ids": listed(units, self._dialect)}
        return [
            DueVisit(person_id=person, protected=bool(protected), mark=mark, detail=detail)
            for person, protected, mark, detail in self._fetch(_DUE_AT, values)
        ]

    def due_by_unit(self, moment: Moment) -> Sequence[UnitDue]:
        return [
            UnitDue(unit_id=unit, due=due, parked=parked, planned=planned, oldest=oldest)
            for unit, due, parked, planned, oldest in self._fetch(_DUE_BY_UNIT, _days(moment))
        ]

    def between(self, first: date, last: date) -> Sequence[str]:
        return [row[0] for row in self._fetch(_ROUNDS, {"first": first, "last": last})]

    def counts(self, rounds: Collection[str]) -> Sequence[RoundCount]:
        values = {"ids": listed(rounds, self._dialect)}
        return [
            RoundCount(round_id=one, planned=planned, left=left)
            for one, planned, left in self._fetch(_ROUND_COUNTS, values)
        ]


def _days(moment: Moment) -> dict[str, Any]:
    return {"day": moment.day, "assessed_after": assessed_after(moment.day, moment.practice)}


def _among(statement: str, *columns: Any, days: Sequence[str] = ()) -> Callable[[str], Any]:
    """A statement about some ids, which each engine takes as one value in its own way."""

    def make(dialect: str) -> Any:
        many, kind = "IN (SELECT value FROM json_each(:ids))", String()
        if dialect != "sqlite":
            many, kind = "= ANY(:ids)", ARRAY(String())  # type: ignore[assignment]
        return (
            text(statement.replace("{among}", many))
            .bindparams(bindparam("ids", type_=kind), *(bindparam(one, type_=Date) for one in days))
            .columns(*columns)
        )

    return make


_DUE_AT = Prepared(
    _among(
        _AT.replace("{due}", _DUE),
        column("person_id", String),
        column("protected", Boolean),
        column("mark", Date),
        column("detail", String),
        days=_DAYS,
    )
)
_ROUND_COUNTS = Prepared(
    _among(_COUNTS, column("id", String), column("planned", Integer), column("open", Integer))
)
_DUE_BY_UNIT = Prepared(
    lambda _dialect: (
        text(_BY_UNIT.format(due=_DUE, planned=PLANNED_FOR.format(person="w.person_id")))
        .bindparams(*(bindparam(one, type_=Date) for one in _DAYS))
        .columns(
            column("unit_id", String),
            column("due", Integer),
            column("parked", Integer),
            column("planned", Integer),
            column("oldest", Date),
        )
    )
)
_ROUNDS = Prepared(
    lambda _dialect: text(_BETWEEN).bindparams(
        bindparam("first", type_=Date), bindparam("last", type_=Date)
    )
)
