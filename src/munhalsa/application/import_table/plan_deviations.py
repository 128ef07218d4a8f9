"""What a list of deviations would change: each is new, or known as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from munhalsa.application.import_table.added_unit import added_unit
from munhalsa.application.import_table.open_sheet import open_sheet
from munhalsa.application.import_table.plan import Desk, Sheet, Verdict
from munhalsa.application.import_table.raw_table import RawTable
from munhalsa.application.import_table.rows_deviations import DeviationRow, convert_deviations
from munhalsa.application.import_table.unit_index import UnitIndex, folded
from munhalsa.domain.deviation import Deviation, Direction
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.unit import Unit, UnitName, UnitType


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """Everything that a row can say of a deviation: what one is known by."""

    day: date
    direction: str
    category: str
    person_id: str | None
    unit_id: str | None
    cooperation_failure: bool
    reason: str
    description: str


def plan_deviations(table: RawTable, desk: Desk) -> Sheet:
    """A verdict for every row of the table."""
    converted = convert_deviations(
        table,
        kind=desk.kind,
        around=desk.around,
        rules=desk.rules.deviations,
        mapping=desk.choices.mapping,
    )
    sheet, rows = open_sheet(desk, converted)
    planner = _DeviationPlanner(desk, sheet, rows)
    for row in rows:
        sheet.ledger.row = row.row
        sheet.notices.extend(row.notices)
        planner.judge(row)
    return sheet


class _DeviationPlanner:
    def __init__(self, desk: Desk, sheet: Sheet, rows: Sequence[DeviationRow]) -> None:
        self._desk = desk
        self._sheet = sheet
        self._headings = desk.headings
        self._units = UnitIndex(desk.reader.find(Unit), desk.reader.find(UnitName))
        numbers = {row.identity.value for row in rows if row.identity is not None}
        self._persons = desk.reader.exchange.persons_by_number(numbers)
        sheet.ledger.under = [
            number for number, person in self._persons.items() if person.number != number
        ]
        self._known = {_of_record(one) for one in desk.reader.find(Deviation)}
        self._seen: dict[_Told, int] = {}

    def judge(self, row: DeviationRow) -> None:
        """A verdict for one row; what it brings is put in the ledger."""
        try:
            told = self._told(row)
        except Rejected as fault:
            self._sheet.reject(row.row, fault)
            return
        first = self._seen.setdefault(told, row.row)
        if first != row.row:
            self._sheet.duplicate(row.row, first=first, differing=())
            return
        if told in self._known:
            self._sheet.leave(row.row)
            return
        self._sheet.ledger.add(
            Deviation,
            id=self._desk.new_id(),
            day=row.day,
            direction=Direction(row.direction),
            category=row.category,
            person_id=told.person_id,
            unit_id=told.unit_id,
            cooperation_failure=row.cooperation_failure,
            reason=row.reason,
            description=row.description,
        )
        self._sheet.judge(row.row, Verdict.NEW)

    def _told(self, row: DeviationRow) -> _Told:
        return _Told(
            day=row.day,
            direction=row.direction,
            category=row.category,
            person_id=self._person(row),
            unit_id=self._unit(row),
            cooperation_failure=row.cooperation_failure,
            reason=folded(row.reason or ""),
            description=folded(row.description or ""),
        )

    def _person(self, row: DeviationRow) -> str | None:
        if row.identity is None:
            return None
        person = self._persons.get(row.identity.value)
        if person is None:
            raise Rejected(
                "person_unknown",
                "Personen finns inte i registret. Läs in personerna först, rätta numret eller "
                "lämna det tomt.",
                field=self._headings["identity"],
            )
        return person.id

    def _unit(self, row: DeviationRow) -> str | None:
        if row.unit is None:
            return None
        heading = self._headings["unit"]
        unit = self._units.find(row.unit, day=row.day, heading=heading)
        if unit is None and not self._desk.choices.add_units:
            raise Rejected(
                "unit_unknown",
                "Enheten finns inte i registret. Läs in boendeenheterna först, rätta namnet "
                "eller välj att lägga till okända enheter.",
                field=heading,
            )
        if unit is None:
            unit = added_unit(
                self._sheet,
                self._units,
                id=self._desk.new_id(),
                row=row.row,
                name=row.unit,
                otherwise=UnitType.NURSING_HOME,
                heading=heading,
            )
        return unit.id


def _of_record(one: Deviation) -> _Told:
    return _Told(
        day=one.day,
        direction=one.direction.value,
        category=one.category,
        person_id=one.person_id,
        unit_id=one.unit_id,
        cooperation_failure=one.cooperation_failure,
        reason=folded(one.reason or ""),
        description=folded(one.description or ""),
    )
