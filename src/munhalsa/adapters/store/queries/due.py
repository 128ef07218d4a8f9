"""The lists of people who wait, sorted, filtered and counted where the records are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from itertools import chain
from typing import Any

from sqlalchemy import ARRAY, Boolean, Date, Integer, String, bindparam, column, text

from munhalsa.adapters.store.prepared import Fetch, Prepared, listed
from munhalsa.adapters.store.queries.due_counted import margins_of, waiting_on
from munhalsa.adapters.store.queries.due_text import CERTIFIED, ON_LIST, on_list_among
from munhalsa.application.packed_ids import PackedIds
from munhalsa.application.ports_due import DueFacts, DueFilter, DueOrder, DueSort, Moment, Tally
from munhalsa.domain.due import (
    PRACTICE,
    DueList,
    asked_before,
    assessed_after,
    cared_after,
    expires_by,
    found_by,
    late_before,
    offered_before,
)
from munhalsa.domain.metrics import NO_CERTIFICATE, OWN_HOME, Behind, Margins

# The unit that the person lives at, else the one that answers for the care. Of somebody who is only
# on a list out of the care system: the unit named there.
_PLACE = """
      LEFT JOIN residence h ON h.id = (
           SELECT l.id FROM residence l
            WHERE l.person_id = p.id AND l.unit_id IS NOT NULL
              AND l.kind IN ('home', 'responsible')
              AND l.from_day <= :day AND (l.to_day IS NULL OR l.to_day >= :day)
            ORDER BY l.kind, l.id LIMIT 1)
      LEFT JOIN unit u ON u.id = {unit}
"""
_OF_HOME = "h.unit_id"
_OF_CARE = """coalesce(h.unit_id, (
           SELECT s.unit_id FROM support s
            WHERE s.person_id = p.id AND s.unit_id IS NOT NULL
              AND (s.to_day IS NULL OR s.to_day >= :day)
            ORDER BY s.from_day IS NULL, s.from_day DESC, s.id DESC LIMIT 1))"""
_MADE = """
    (SELECT count(*) FROM offer o
      WHERE o.person_id = p.id AND o.offered <= :day AND NOT EXISTS (
            SELECT 1 FROM response r
             WHERE r.person_id = o.person_id AND r.answered <= :day AND r.answered >= o.offered))
"""
# After the last offer of a round the no stands anew, and counting begins again.
_NUMBERED = """
    (CASE WHEN EXISTS (SELECT 1 FROM response r WHERE r.person_id = p.id AND r.answered <= :day)
          THEN {made} % :rounds ELSE {made} END)
"""
_CONTACTS = _NUMBERED.format(made=_MADE)
# A unit or a part of the organisation, each with all units under it, as a role's scope reaches.
_UNDER = """
    u.id IN (WITH RECURSIVE under(id) AS (
                 SELECT o.id FROM unit o WHERE {first}
                  UNION
                 SELECT b.id FROM unit b JOIN under ON b.parent_id = under.id)
             SELECT id FROM under)
"""
_PROTECTED = "p.protected_identity <> 'none'"
# The same, said so that an index finds these few first, and not everybody who waits.
_HIDDEN = (
    "IN (SELECT x.id FROM person x "
    "WHERE x.protected_identity < 'none' OR x.protected_identity > 'none')"
)
_FROM = " FROM ({waiting}) AS d JOIN person p ON p.id = d.person_id {place} WHERE {where}"
_TOLD = """
    SELECT p.id, p.number, p.given_name, p.family_name, {protected} AS protected,
           u.name AS unit, CASE h.kind WHEN 'home' THEN h.room END AS room,
           EXISTS (SELECT 1 FROM residence l
                    WHERE l.person_id = p.id AND l.kind = 'home' AND l.unit_id IS NULL
                      AND l.from_day <= :day AND (l.to_day IS NULL OR l.to_day >= :day)) AS own,
           d.mark, d.detail, {contacts} AS contacts
"""
_FACTS = _TOLD.format(protected=_PROTECTED, contacts=_CONTACTS)
_COLUMNS = (
    column("id", String),
    column("number", String),
    column("given_name", String),
    column("family_name", String),
    column("protected", Boolean),
    column("unit", String),
    column("room", String),
    column("own", Boolean),
    column("mark", Date),
    column("detail", String),
    column("contacts", Integer),
)
_ORDERS = {
    # Not as the column that an index has in order: that order costs more than sorting those found.
    DueSort.SINCE: "coalesce(d.mark, d.mark){way}",
    DueSort.UNIT: "u.sort_key IS NULL, u.sort_key{way}",
    DueSort.REASON: "d.detail IS NULL, d.detail{way}, d.mark{way}",
    DueSort.CONTACTS: _CONTACTS + "{way}",
}
_TYPES: Mapping[str, Any] = {
    "day": Date(),
    "asked_before": Date(),
    "offered_before": Date(),
    "expires_by": Date(),
    "assessed_after": Date(),
    "late_before": Date(),
    "found_by": Date(),
    "cared_after": Date(),
    "rounds": Integer(),
    "unit": String(),
    "district": String(),
    "own_home": String(),
}
_MARKED = re.compile(r"(?<![:\w]):(\w+)")


class SqlDueQueries:
    """The same statements on both engines, each worked out once for its shape."""

    def __init__(self, fetch: Fetch, *, dialect: str) -> None:
        self._fetch = fetch
        self._dialect = dialect

    def ids(
        self, which: DueList, narrowed: DueFilter, order: DueOrder, moment: Moment
    ) -> Sequence[str]:
        values = _values(moment, narrowed)
        hidden: list[Any] = []
        if not (moment.see_protected or narrowed.narrows):
            hidden = self._fetch(_hidden(which), values)
        shown = self._fetch(
            _listed(which, _narrows_by(narrowed), order, moment.see_protected), values
        )
        return PackedIds(row[0] for row in chain(hidden, shown))

    def facts(self, which: DueList, ids: Sequence[str], moment: Moment) -> Sequence[DueFacts]:
        if not ids:
            return []
        values = _values(moment) | {"ids": listed(ids, self._dialect)}
        return [_facts(row) for row in self._fetch(_telling(which), values)]

    def tally(self, which: DueList, narrowed: DueFilter, moment: Moment) -> Tally:
        masked = not moment.see_protected and narrowed.narrows
        found = self._fetch(
            _counting(which, _narrows_by(narrowed), masked), _values(moment, narrowed)
        )
        count, oldest = found[0]
        return Tally(count=count, oldest=oldest)

    def margins(self, lists: Sequence[DueList], moment: Moment) -> Mapping[DueList, Margins]:
        found = {which: Margins() for which in lists}
        rows = self._fetch(_counted(tuple(lists)), _values(moment) | {"own_home": OWN_HOME})
        for which, dimension, value, persons in rows:
            found[DueList(which)].add(dimension, value, persons)
        return found

    def behind(self, which: DueList, moment: Moment) -> Sequence[Behind]:
        rows = self._fetch(_keyed(which), _values(moment) | {"own_home": OWN_HOME})
        return [
            Behind(
                person_id=person,
                unit_id=unit,
                ground=ground or NO_CERTIFICATE,
                sex=sex,
                birth_year=year,
            )
            for person, unit, ground, sex, year in rows
        ]

    def certified_at(self, unit_id: str, moment: Moment) -> Sequence[DueFacts]:
        wanted = _values(moment, DueFilter(unit_id=unit_id))
        found = self._fetch(_certified_at(moment.see_protected), wanted)
        return [_facts(row) for row in found]

    def candidates_at(self, day: date) -> dict[str | None, int]:
        moment = Moment(day=day, practice=PRACTICE, see_protected=False)
        return {row[0]: row[1] for row in self._fetch(_AT_UNITS, _values(moment))}


def _facts(row: Sequence[Any]) -> DueFacts:
    person, number, given, family, protected, unit, room, own, mark, detail, contacts = row
    return DueFacts(
        id=person,
        number=number,
        given_name=given,
        family_name=family,
        protected=bool(protected),
        unit=unit,
        room=room,
        own_home=bool(own),
        mark=mark,
        detail=None if detail is None else str(detail),
        contacts=contacts,
    )


def _narrows_by(narrowed: DueFilter) -> tuple[bool, bool]:
    """Which of the filter's fields a statement needs."""
    return narrowed.unit_id is not None, narrowed.district_id is not None


def _values(moment: Moment, narrowed: DueFilter | None = None) -> dict[str, Any]:
    practice = moment.practice
    return {
        "day": moment.day,
        "asked_before": asked_before(moment.day),
        "offered_before": offered_before(moment.day, practice),
        "expires_by": expires_by(moment.day, practice),
        "assessed_after": assessed_after(moment.day, practice),
        "late_before": late_before(moment.day, practice),
        "found_by": found_by(moment.day, practice),
        "cared_after": cared_after(moment.day),
        "rounds": practice.offers_to_still_no,
        "unit": narrowed and narrowed.unit_id,
        "district": narrowed and narrowed.district_id,
    }


@cache
def _listed(
    which: DueList, narrows: tuple[bool, bool], order: DueOrder, see_protected: bool
) -> Prepared:
    way = " DESC" if order.descending else ""
    by = _ORDERS[order.by].format(way=way) + ", " if order.by in _ORDERS else ""
    name = way if order.by is DueSort.NAME else ""
    return _prepared(
        "SELECT p.id"
        + _source(
            which,
            where=_where(narrows, masked=not see_protected),
            placed=any(narrows) or order.by is DueSort.UNIT,
        )
        + f" ORDER BY {by}p.sort_key{name}, p.id{name}"
    )


@cache
def _hidden(which: DueList) -> Prepared:
    return _prepared("SELECT p.id" + _source_among(which, _HIDDEN) + " ORDER BY p.id")


@cache
def _counting(which: DueList, narrows: tuple[bool, bool], masked: bool) -> Prepared:
    where = _where(narrows, masked=masked)
    earliest = f"min(CASE WHEN NOT ({_PROTECTED}) THEN d.mark END)"
    statement = f"SELECT count(*) AS count, {earliest} AS oldest" + _source(
        which, where=where, placed=any(narrows)
    )
    columns = (column("count", Integer), column("oldest", Date))
    return Prepared(lambda _dialect: _bound(statement).columns(*columns))


@cache
def _counted(lists: tuple[DueList, ...]) -> Prepared:
    return _prepared(margins_of(lists))


@cache
def _keyed(which: DueList) -> Prepared:
    return _prepared(waiting_on(which))


@cache
def _telling(which: DueList) -> Prepared:
    def make(dialect: str) -> Any:
        chosen = "IN (SELECT value FROM json_each(:ids))"
        kind: Any = String()
        if dialect != "sqlite":
            chosen, kind = "= ANY(:ids)", ARRAY(String())
        statement = _FACTS + _source_among(which, chosen, placed=True)
        return _bound(statement, bindparam("ids", type_=kind)).columns(*_COLUMNS)

    return Prepared(make)


def _source(which: DueList, *, where: str, placed: bool = False) -> str:
    return _FROM.format(waiting=ON_LIST[which], place=_place(which) if placed else "", where=where)


def _source_among(which: DueList, persons: str, *, placed: bool = False) -> str:
    """Those of a few persons who are on the list."""
    return _FROM.format(
        waiting=on_list_among(which, persons),
        place=_place(which) if placed else "",
        where=f"d.person_id {persons}",
    )


def _place(which: DueList) -> str:
    return _PLACE.format(unit=_OF_CARE if which is DueList.CANDIDATES else _OF_HOME)


def _where(narrows: tuple[bool, bool], *, masked: bool) -> str:
    in_unit, in_district = narrows
    parts = [f"NOT ({_PROTECTED})"] if masked else []
    parts += [_UNDER.format(first="o.id = :unit")] if in_unit else []
    parts += [_UNDER.format(first="o.district_id = :district")] if in_district else []
    return " AND ".join(parts) or "1 = 1"


def _prepared(statement: str) -> Prepared:
    return Prepared(lambda _dialect: _bound(statement))


def _bound(statement: str, *more: Any) -> Any:
    named = set(_MARKED.findall(statement)) & _TYPES.keys()
    return text(statement).bindparams(
        *(bindparam(name, type_=_TYPES[name]) for name in sorted(named)), *more
    )


@cache
def _certified_at(see_protected: bool) -> Prepared:
    statement = _FACTS + _FROM.format(
        waiting=CERTIFIED,
        place=_PLACE.format(unit=_OF_HOME),
        where=_where((True, False), masked=not see_protected),
    )
    ordered = statement + " ORDER BY h.room IS NULL, h.room, p.sort_key, p.id"
    return Prepared(lambda _dialect: _bound(ordered).columns(*_COLUMNS))


_AT_UNITS = _prepared(
    "SELECT u.id, count(*)"
    + _source(DueList.CANDIDATES, where=f"NOT ({_PROTECTED})", placed=True)
    + " GROUP BY u.id"
)
