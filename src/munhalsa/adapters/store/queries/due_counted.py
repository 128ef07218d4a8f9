"""Everybody on the lists by home, ground, sex and year of birth: one statement for all lists."""

from __future__ import annotations

from munhalsa.adapters.store.queries.counted import home, valid
from munhalsa.adapters.store.queries.due_text import ON_LIST
from munhalsa.domain.due import DueList

_WAITS = "SELECT '{which}' AS list, d.person_id FROM ({on_list}) AS d"
# Where the home of somebody on the list of candidates is not known, the unit of the newest care
# that has not ended stands for it: a list out of the care system tells no more.
_WITH = """
    WITH waits AS MATERIALIZED ({waits}),
    who AS MATERIALIZED (
        SELECT near.*, CASE WHEN near.unit_id IS NULL THEN (
                   SELECT s.unit_id FROM support s
                    WHERE s.person_id = near.id AND s.unit_id IS NOT NULL
                      AND (s.to_day IS NULL OR s.to_day >= :day)
                    ORDER BY s.from_day IS NULL, s.from_day DESC, s.id DESC LIMIT 1)
               END AS cared_for_at
          FROM (SELECT p.id, p.sort_key, p.sex, p.birth_year, {home} AS unit_id,
                       (SELECT c.ground FROM certificate c
                         WHERE c.person_id = p.id AND {valid}) AS ground
                  FROM person p WHERE p.id IN (SELECT person_id FROM waits)) AS near)
    {told}"""
_UNIT = (
    f"CASE w.list WHEN '{DueList.CANDIDATES}' THEN coalesce(who.unit_id, who.cared_for_at)"
    " ELSE who.unit_id END"
)
_ADDED_UP = """
    SELECT w.list, '{name}' AS dimension, {value} AS value, count(*) AS persons
      FROM waits w JOIN who ON who.id = w.person_id GROUP BY 1, 3"""
_BY_NAME = """
    SELECT who.id, {unit}, who.ground, who.sex, who.birth_year
      FROM waits w JOIN who ON who.id = w.person_id ORDER BY who.sort_key, who.id"""
_DIMENSIONS = {
    "unit": _UNIT,
    "ground": "who.ground",
    "sex": "who.sex",
    "year": "CAST(who.birth_year AS VARCHAR)",
}


def margins_of(lists: tuple[DueList, ...]) -> str:
    """Rows (list, dimension, value as text, persons)."""
    sums = (_ADDED_UP.format(name=name, value=value) for name, value in _DIMENSIONS.items())
    return _said(lists, " UNION ALL ".join(sums))


def waiting_on(which: DueList) -> str:
    """Everybody on one list with their keys, in name order."""
    return _said((which,), _BY_NAME.format(unit=_UNIT))


def _said(lists: tuple[DueList, ...], told: str) -> str:
    waits = (_WAITS.format(which=which, on_list=ON_LIST[which]) for which in lists)
    return _WITH.format(
        waits=" UNION ALL ".join(waits),
        home=home("p.id", ":day"),
        valid=valid(":day"),
        told=told,
    )
