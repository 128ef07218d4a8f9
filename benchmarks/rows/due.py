"""A due list, first page and count (floor: the bare query of who, and of the rows of a page)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from benchmarks.measuring import Growth, Measure, Work
from benchmarks.places import Place, bare
from benchmarks.rows.card import unlogged
from munhalsa.adapters.store.store import SqlStore
from munhalsa.application.due_list import due_page
from munhalsa.domain.due import DueList, asked_before, assessed_after, cared_after, found_by
from tests.support.stores import TODAY, context_for

GOAL = 3.0
_ROUNDS = 20
_PAGE = 60

# Person by person, as the program goes: in the order of the days each person is another page.
_VALID = "c.voided_on IS NULL AND NOT (c.issued > ?) AND (c.last_day IS NULL OR c.last_day >= ?)"
_NEVER_ASKED = (
    "SELECT p.id FROM certificate c JOIN person p ON p.id = c.person_id "
    "WHERE {valid} AND NOT EXISTS (SELECT 1 FROM response r WHERE r.person_id = c.person_id "
    "AND r.answered <= ?) ORDER BY coalesce(c.issued, c.issued), p.sort_key, p.id"
)
_ASK_AGAIN = (
    "SELECT p.id FROM certificate c JOIN person p ON p.id = c.person_id "
    "JOIN response a ON a.id = (SELECT r.id FROM response r WHERE r.person_id = c.person_id "
    "AND r.answered <= ? ORDER BY r.answered DESC, r.id DESC LIMIT 1) "
    "WHERE {valid} AND NOT a.wants AND a.answered <= ? "
    "AND NOT EXISTS (SELECT 1 FROM offer o WHERE o.person_id = c.person_id) "
    "ORDER BY a.answered, p.sort_key, p.id"
)
_PERFORMED = (
    "{a}.duplicate_of_id IS NULL AND ({a}.outcome = 'performed' "
    "OR ({a}.outcome = 'partly_performed' AND {a}.counts_as_performed))"
)
_ASSESSMENT = (
    "SELECT p.id FROM certificate c JOIN person p ON p.id = c.person_id "
    "WHERE {valid} AND NOT EXISTS (SELECT 1 FROM assessment a WHERE a.person_id = c.person_id "
    "AND a.day > ? AND a.day <= ? AND {performed}) "
    "AND (SELECT r.wants FROM response r WHERE r.person_id = c.person_id "
    "AND r.answered <= ? ORDER BY r.answered DESC, r.id DESC LIMIT 1) "
    "ORDER BY coalesce(c.issued, c.issued), p.sort_key, p.id"
)
_NO_CARE = (
    "SELECT p.id FROM certificate c JOIN person p ON p.id = c.person_id "
    "WHERE {valid} AND NOT EXISTS (SELECT 1 FROM dental_visit v WHERE v.person_id = c.person_id "
    "AND v.day > ? AND v.day <= ?) ORDER BY coalesce(c.issued, c.issued), p.sort_key, p.id"
)
_UNMET_NEED = (
    "SELECT p.id FROM certificate c CROSS JOIN assessment n JOIN person p ON p.id = c.person_id "
    "WHERE {valid} AND n.person_id = c.person_id "
    "AND n.care_need IN ('not_urgent', 'urgent') AND n.day <= ? AND {found} "
    "AND NOT EXISTS (SELECT 1 FROM dental_visit v WHERE v.person_id = n.person_id "
    "AND v.day >= n.day AND v.day <= ?) "
    "AND NOT EXISTS (SELECT 1 FROM assessment a WHERE a.person_id = n.person_id "
    "AND a.care_need = 'none' AND a.day > n.day AND a.day <= ? AND {performed}) "
    "GROUP BY p.id ORDER BY min(n.day), p.sort_key, p.id"
)
_ROW = (
    "SELECT p.number, p.given_name, p.family_name, u.name, h.room FROM person p "
    "LEFT JOIN residence h ON h.person_id = p.id AND h.kind = 'home' AND h.from_day <= ? "
    "AND (h.to_day IS NULL OR h.to_day >= ?) LEFT JOIN unit u ON u.id = h.unit_id WHERE p.id = ?"
)


def never_asked(place: Place) -> Measure:
    """Everybody with a certificate who never got the question."""
    statement = _NEVER_ASKED.format(valid=_VALID)
    days = (TODAY, TODAY, TODAY)
    return _measure(place, DueList.NEVER_ASKED, statement, days, store=place.filled)


def ask_again(place: Place) -> Measure:
    """Everybody who said no a year ago; nobody in the town has been offered anything since."""
    days = (TODAY, TODAY, TODAY, asked_before(TODAY))
    statement = _ASK_AGAIN.format(valid=_VALID)
    return _measure(place, DueList.OFFER, statement, days, store=place.filled)


def assessment(place: Place) -> Measure:
    """Everybody who is due, among a million assessments where there are 50,000 persons."""
    statement = _ASSESSMENT.format(valid=_VALID, performed=_PERFORMED.format(a="a"))
    days = (TODAY, TODAY, assessed_after(TODAY), TODAY, TODAY)
    return _measure(place, DueList.ASSESSMENT, statement, days, store=place.worked)


def no_care(place: Place) -> Measure:
    """Everybody without dental care for a year."""
    days = (TODAY, TODAY, cared_after(TODAY), TODAY)
    statement = _NO_CARE.format(valid=_VALID)
    return _measure(place, DueList.NO_CARE, statement, days, store=place.worked)


def unmet_need(place: Place) -> Measure:
    """Everybody whose need of care nobody met."""
    days = (TODAY, TODAY, found_by(TODAY), TODAY, TODAY)
    found, performed = (_PERFORMED.format(a=name) for name in ("n", "a"))
    statement = _UNMET_NEED.format(valid=_VALID, found=found, performed=performed)
    return _measure(place, DueList.UNMET_NEED, statement, days, store=place.worked)


def _measure(
    place: Place, which: DueList, statement: str, days: Sequence[date], *, store: SqlStore
) -> Measure:
    context = replace(context_for(store), store=unlogged(store))
    connection = place.held.enter_context(bare(store.engine))
    values = [day if place.engine == "postgresql" else day.isoformat() for day in days]

    def ours(_number: int) -> Work:
        return lambda: due_page(context, which, rows=_PAGE)

    def floor(_number: int) -> Work:
        return lambda: _read(place, connection, statement, values)

    return Measure(
        name=f"due list: {which.value}",
        size=place.persons,
        rounds=place.rounds(_ROUNDS),
        ours=ours,
        floor=floor,
        goal=GOAL,
        growth=Growth.LINEAR,
    )


def _read(place: Place, connection: Any, statement: str, values: Sequence[Any]) -> int:
    """How many there are, and the rows of the first page."""
    cursor = connection.cursor()
    cursor.execute("BEGIN")
    cursor.execute(place.sql(statement), values)
    ids = [person for (person,) in cursor.fetchall()]
    today = values[0]
    for person in ids[:_PAGE]:
        cursor.execute(place.sql(_ROW), (today, today, person))
        cursor.fetchall()
    cursor.execute("COMMIT")
    return len(ids)
