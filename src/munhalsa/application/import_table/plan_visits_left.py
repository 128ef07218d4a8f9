"""A move in a table: planned days of visits that no longer reach whoever moved."""

from __future__ import annotations

from functools import cached_property

from munhalsa.application.import_table.person_file import PersonFile
from munhalsa.application.import_table.plan import Desk, Sheet
from munhalsa.application.import_table.rows_persons import PersonRow
from munhalsa.application.planned_visits import visited_unit
from munhalsa.domain.person import Residence, ResidenceKind
from munhalsa.domain.round import PlannedVisit, Round, RoundState
from munhalsa.domain.unit import Unit, with_those_under


class VisitsLeftPlanner:
    """As a move that is recorded by hand; the planned days are read once for the whole table."""

    def __init__(self, desk: Desk, sheet: Sheet) -> None:
        self._desk = desk
        self._sheet = sheet

    def settle(self, file: PersonFile, row: PersonRow) -> None:
        """Take the person off the days at units where they are no longer visited."""
        planned = self._planned.get(file.id)
        if planned is None or not any(home.id in file.touched for home in file.homes):
            return
        lived = self._desk.reader.find(Residence, order_by="from_day", person_id=file.id)
        stretches = [one for one in lived if one.kind is not ResidenceKind.HOME]
        stretches += [
            Residence(
                id=home.id,
                person_id=file.id,
                unit_id=home.unit_id,
                from_day=home.from_day,
                to_day=home.to_day,
            )
            for home in file.homes
        ]
        for visit, round_ in planned:
            here = with_those_under([round_.unit_id], self._units)
            if visited_unit(stretches, round_.day) in here:
                continue
            fields = {"cancelled_on": self._desk.day, "reason": "flyttad"}
            self._sheet.ledger.edit(PlannedVisit, visit, subject=file.id, **fields)
            self._sheet.warn(
                row.row,
                "visit_ended",
                f"Personen är struken från besöksdagen {round_.day}.",
                column=self._desk.headings["unit"],
            )

    @cached_property
    def _planned(self) -> dict[str, list[tuple[PlannedVisit, Round]]]:
        rounds = {
            one.id: one
            for one in self._desk.reader.find(Round, state=RoundState.PLANNED)
            if one.day >= self._desk.day
        }
        found: dict[str, list[tuple[PlannedVisit, Round]]] = {}
        for visit in self._desk.reader.find(PlannedVisit, round_id=list(rounds), cancelled_on=None):
            found.setdefault(visit.person_id, []).append((visit, rounds[visit.round_id]))
        return found

    @cached_property
    def _units(self) -> list[Unit]:
        return self._desk.reader.find(Unit)
