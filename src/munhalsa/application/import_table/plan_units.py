"""What a table of units would change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from munhalsa.application.import_table.open_sheet import open_sheet
from munhalsa.application.import_table.plan import Desk, Sheet, Verdict
from munhalsa.application.import_table.plan_queue import QueuePlanner
from munhalsa.application.import_table.raw_table import RawTable
from munhalsa.application.import_table.rows_units import UnitRow, convert_units
from munhalsa.application.import_table.unit_index import UnitIndex, folded
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.swedish import sort_key
from munhalsa.domain.unit import (
    Unit,
    UnitChange,
    UnitName,
    UnitRegistration,
    changes_between,
)

_CONTACT_DETAILS = ("responsible_name", "responsible_phone", "email")


def plan_units(table: RawTable, desk: Desk) -> Sheet:
    """A verdict for every row of the table."""
    converted = convert_units(
        table, kind=desk.kind, around=desk.around, mapping=desk.choices.mapping
    )
    sheet, rows = open_sheet(desk, converted)
    planner = _UnitPlanner(desk, sheet)
    for row in rows:
        planner.judge(row)
    return sheet


class _UnitPlanner:
    def __init__(self, desk: Desk, sheet: Sheet) -> None:
        self._desk = desk
        self._sheet = sheet
        self._headings = desk.headings
        self._index = UnitIndex(desk.reader.find(Unit), desk.reader.find(UnitName))
        self._seen: dict[tuple[str, str], UnitRow] = {}
        self._queue = QueuePlanner(desk, sheet)
        self._lines: dict[str, dict[UnitChange, UnitRegistration]] = {}
        for line in desk.reader.find(UnitRegistration):
            self._lines.setdefault(line.unit_id, {})[line.kind] = line

    def judge(self, row: UnitRow) -> None:
        self._sheet.ledger.row = row.row
        self._sheet.notices.extend(row.notices)
        key = ("name", folded(row.name)) if row.code is None else ("code", folded(row.code))
        first = self._seen.get(key)
        if first is not None:
            differing = self._sheet.differing(first, row, self._headings)
            self._sheet.duplicate(row.row, first=first.row, differing=differing)
            return
        self._seen[key] = row
        try:
            unit = self._known(row)
            if unit is None:
                self._add(row)
            else:
                self._change(unit, row)
        except Rejected as fault:
            self._sheet.reject(row.row, fault)

    def _known(self, row: UnitRow) -> Unit | None:
        """By the code, or by the name; a unit without code that is found by name is given one."""
        if row.code is None:
            return self._index.find_named(
                row.name, day=self._desk.day, heading=self._headings["name"]
            )
        unit = self._index.with_code(row.code)
        if unit is None:
            without_code = [each for each in self._index.named(row.name) if each.code is None]
            unit = without_code[0] if len(without_code) == 1 else None
        return unit

    def _add(self, row: UnitRow) -> None:
        fields = {key: getattr(row, key) for key in self._headings}
        fields |= {
            "id": self._desk.new_id(),
            "sort_key": sort_key(row.name),
            "verified_on": self._desk.day,
        }
        self._sheet.ledger.add(Unit, **fields)
        unit = Unit(**fields)
        self._index.put(unit)
        self._queue.write_unit(unit.id, [UnitChange.NEW], {})
        self._sheet.judge(row.row, Verdict.NEW)

    def _change(self, unit: Unit, row: UnitRow) -> None:
        told = {key: getattr(row, key) for key in self._headings}
        if row.code is None:
            del told["name"]  # the key of the row, perhaps a name from before
        for key in self._sheet.kept.get(row.row, ()):
            told.pop(key, None)
        new = {
            key: value
            for key, value in told.items()
            if value is not None and value != getattr(unit, key)
        }
        changed = [self._headings[key] for key in new]
        if new:
            self._write(unit, new, row)
        self._sheet.judge_known(row.row, changed)

    def _write(self, unit: Unit, new: dict[str, Any], row: UnitRow) -> None:
        later = replace(unit, **new)
        if later.active_from and later.active_to and later.active_to < later.active_from:
            raise Rejected(
                "active_to_before_active_from",
                "Aktiv till ligger före den dag enheten blev aktiv. Rätta ett av datumen.",
                field=self._headings["active_to"],
            )
        if "name" in new:
            new["sort_key"] = sort_key(row.name)
            self._keep_name(unit)
        if any(key in new for key in _CONTACT_DETAILS):
            new["verified_on"] = self._desk.day
        if "active_to" in new:
            self._warn_if_lived_in(unit, new["active_to"], row)
        self._sheet.ledger.edit(Unit, unit, subject=unit.id, **new)
        later = replace(unit, **new)
        self._index.put(later)
        lines = self._lines.get(unit.id, {})
        self._queue.write_unit(unit.id, changes_between(unit, later), lines)

    def _keep_name(self, unit: Unit) -> None:
        """A renamed home stays the same unit, and is found by its old name."""
        until = self._desk.day - timedelta(days=1)
        self._sheet.ledger.add(
            UnitName, id=self._desk.new_id(), unit_id=unit.id, name=unit.name, until=until
        )

    def _warn_if_lived_in(self, unit: Unit, last: date, row: UnitRow) -> None:
        if self._desk.reader.exchange.is_lived_in_after(unit.id, day=last):
            self._sheet.warn(
                row.row,
                "unit_still_lived_in",
                "Enheten stängs men har boende kvar efter sista dagen. Flytta dem till en annan "
                "enhet.",
                column=self._headings["active_to"],
            )
