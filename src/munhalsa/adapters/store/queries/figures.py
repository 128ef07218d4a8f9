"""Counting: few statements, each of which gives every breakdown at once; the rest is adding up."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import Date, bindparam, text

from munhalsa.adapters.store.prepared import Fetch, Prepared
from munhalsa.adapters.store.queries.counted import (
    ATTENDED,
    CUBE,
    DEVIATION_PERSONS,
    DEVIATIONS,
    HOLDERS,
    IMPORTED,
    REACHED_CUBE,
    SESSIONS,
    TOLD_OF,
    VISIT_LINES,
    VISITS,
    counted_visits,
    visitors,
)
from munhalsa.adapters.store.queries.run import Run
from munhalsa.domain.metrics import NO_CERTIFICATE, OWN_HOME, Behind, CubeCell
from munhalsa.domain.quarter import Quarter
from munhalsa.domain.visit_figures import MarginCell, VisitCell, VisitLine, first_days, year_before
from munhalsa.domain.work_figures import DeviationFacts, SessionFacts

_BEHIND = text(
    """
    SELECT p.id FROM certificate c JOIN person p ON p.id = c.person_id
     WHERE c.voided_on IS NULL AND c.issued <= :day
       AND (c.last_day IS NULL OR c.last_day >= :day)
       AND (c.handed_over_on IS NULL OR c.handed_over_on >= :day)
     ORDER BY p.sort_key, p.id
    """
).bindparams(bindparam("day", type_=Date))

_UNITS = Prepared(lambda _dialect: text("SELECT id, code, name FROM unit ORDER BY sort_key, id"))
_ASSESSED = counted_visits("assessment")
_CARED_FOR = counted_visits("dental_visit")
_VISITORS = visitors("assessment")
_CARED_FOR_VISITORS = visitors("dental_visit")


class SqlFigureQueries:
    """Every answer is of one moment: the reader's transaction."""

    def __init__(self, run: Run, fetch: Fetch) -> None:
        self._run = run
        self._fetch = fetch

    def certificate_cube(self, day: date) -> Sequence[CubeCell]:
        return self._cells(CUBE, {"day": day, "own_home": OWN_HOME})

    def reached_cube(self, day: date) -> Sequence[CubeCell]:
        values = {"day": day, "own_home": OWN_HOME, "after": year_before(day)}
        return self._cells(REACHED_CUBE, values)

    def _cells(self, statement: Prepared, values: dict[str, object]) -> Sequence[CubeCell]:
        return [
            CubeCell(
                unit_id=unit,
                ground=ground,
                sex=sex,
                birth_year=birth_year,
                wants=None if wants is None else bool(wants),
                received=bool(received),
                count=count,
            )
            for unit, ground, sex, birth_year, wants, received, count in self._fetch(
                statement, values
            )
        ]

    def assessed(self, quarter: Quarter) -> Sequence[MarginCell]:
        return [MarginCell._make(row) for row in self._fetch(_ASSESSED, _bounds(quarter))]

    def cared_for(self, quarter: Quarter) -> Sequence[MarginCell]:
        return [MarginCell._make(row) for row in self._fetch(_CARED_FOR, _bounds(quarter))]

    def visits(self, quarter: Quarter) -> Sequence[VisitCell]:
        values = _bounds(quarter)
        del values["own_home"]
        return [
            VisitCell(
                period=period,
                outcome=outcome,
                performed=bool(performed),
                staff_took_part=None if staff is None else bool(staff),
                care_need=care_need,
                cared=bool(cared),
                visits=visits,
            )
            for period, outcome, performed, staff, care_need, cared, visits in self._fetch(
                VISITS, values
            )
        ]

    def visits_imported(self) -> tuple[bool, date | None]:
        ((known, newest),) = self._fetch(IMPORTED, {"kind": "tandvardsbesok"})
        return bool(known), None if newest is None else date.fromisoformat(newest[:10])

    def sessions(self, quarter: Quarter, *, for_issuers: Collection[str]) -> Sequence[SessionFacts]:
        found: dict[str, SessionFacts] = {}
        for session, kind, hundredths, participants, unit in self._fetch(SESSIONS, _days(quarter)):
            if kind in for_issuers:
                continue
            known = found.get(session)
            units = () if known is None else known.units
            found[session] = SessionFacts(
                session, kind, hundredths, participants, units if unit is None else (*units, unit)
            )
        return list(found.values())

    def issuers_attended(
        self, first: date, last: date, *, for_issuers: Collection[str]
    ) -> Sequence[tuple[str | None, str]]:
        return [
            (issuer, name)
            for kind, issuer, name in self._fetch(ATTENDED, {"first": first, "last": last})
            if kind in for_issuers
        ]

    def deviations(self, quarter: Quarter) -> Sequence[DeviationFacts]:
        return [DeviationFacts._make(row) for row in self._fetch(DEVIATIONS, _days(quarter))]

    def deviation_persons(
        self, quarter: Quarter, categories: Collection[str]
    ) -> Mapping[str, Sequence[CubeCell]]:
        found: dict[str, list[CubeCell]] = {category: [] for category in categories}
        values = {**_days(quarter), "own_home": OWN_HOME}
        for category, unit, ground, sex, year, persons in self._fetch(DEVIATION_PERSONS, values):
            if category in found:
                found[category].append(
                    CubeCell(
                        unit_id=unit,
                        ground=ground or NO_CERTIFICATE,
                        sex=sex,
                        birth_year=year,
                        wants=None,
                        count=persons,
                    )
                )
        return found

    def units(self) -> Sequence[tuple[str, str, str]]:
        return [(unit, code or unit, name) for unit, code, name in self._fetch(_UNITS, {})]

    def holders(self, day: date) -> Sequence[Behind]:
        values = {"day": day, "own_home": OWN_HOME, "after": year_before(day)}
        return [
            Behind(
                person_id=person,
                unit_id=unit,
                ground=ground,
                sex=sex,
                birth_year=year,
                wants=None if wants is None else bool(wants),
                received=bool(received),
            )
            for person, unit, ground, sex, year, wants, received in self._fetch(HOLDERS, values)
        ]

    def visitors(self, quarter: Quarter, *, cared_for: bool) -> Sequence[Behind]:
        statement = _CARED_FOR_VISITORS if cared_for else _VISITORS
        return [
            Behind(
                person_id=person,
                unit_id=unit,
                ground=ground,
                sex=sex,
                birth_year=year,
                period=period,
            )
            for person, unit, ground, sex, year, period in self._fetch(statement, _bounds(quarter))
        ]

    def told_of(self, quarter: Quarter) -> Sequence[Behind]:
        values = {**_days(quarter), "own_home": OWN_HOME}
        return [
            Behind(
                person_id=person,
                unit_id=unit,
                ground=ground or NO_CERTIFICATE,
                sex=sex,
                birth_year=year,
                category=category,
            )
            for person, _, category, unit, ground, sex, year in self._fetch(TOLD_OF, values)
        ]

    def visit_lines(self, quarter: Quarter) -> Sequence[VisitLine]:
        values = _bounds(quarter)
        del values["own_home"]
        return [VisitLine._make(row) for row in self._fetch(VISIT_LINES, values)]

    def persons_behind(self, day: date) -> Sequence[str]:
        return list(self._run(_BEHIND, {"day": day}).scalars())


def _bounds(quarter: Quarter) -> dict[str, object]:
    first, year, rolling = first_days(quarter)
    return {
        "first": first,
        "year": year,
        "rolling": rolling,
        "last": quarter.last_day,
        "own_home": OWN_HOME,
    }


def _days(quarter: Quarter) -> dict[str, object]:
    return {"first": quarter.first_day, "last": quarter.last_day}
