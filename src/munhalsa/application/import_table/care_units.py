"""The units that a list of insatser names; one that is not known is added if the user chose so."""

from __future__ import annotations

from munhalsa.application.import_table.added_unit import added_unit
from munhalsa.application.import_table.plan import Desk, Sheet
from munhalsa.application.import_table.rows_care import CareRow
from munhalsa.application.import_table.unit_index import UnitIndex, folded
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.unit import Unit, UnitName, UnitType

# Words of an insats that tell what kind of unit gives it; the first that fits counts.
_TYPE_BY_WORD = {
    "daglig": UnitType.DAY_ACTIVITY,
    "dagverksamhet": UnitType.DAY_CARE,
    "lss": UnitType.LSS_HOUSING,
    "korttid": UnitType.SHORT_STAY,
    "särskilt boende": UnitType.NURSING_HOME,
    "hemsjukvård": UnitType.HOME_HEALTH_CARE,
}


class CareUnits:
    """Finds the unit of a row by code or name."""

    def __init__(self, desk: Desk, sheet: Sheet) -> None:
        self._desk = desk
        self._sheet = sheet
        self._heading = desk.headings["unit"]
        self._index = UnitIndex(desk.reader.find(Unit), desk.reader.find(UnitName))

    def check(self, row: CareRow) -> Unit | None:
        """The unit of the row; Rejected when it is unknown and the user has not let it be added."""
        if row.unit is None:
            return None
        unit = self._index.find(row.unit, day=row.from_day or self._desk.day, heading=self._heading)
        if unit is None and not self._desk.choices.add_units:
            raise Rejected(
                "unit_unknown",
                "Enheten finns inte i registret. Läs in boendeenheterna först, rätta namnet "
                "eller välj att lägga till okända enheter.",
                field=self._heading,
            )
        return unit

    def add(self, row: CareRow) -> Unit:
        """A new unit of that name, of the type that the insats speaks for."""
        name = row.unit or ""
        said = folded(row.service)
        fits = (kind for word, kind in _TYPE_BY_WORD.items() if word in said)
        return added_unit(
            self._sheet,
            self._index,
            id=self._desk.new_id(),
            row=row.row,
            name=name,
            otherwise=next(fits, UnitType.HOME_HELP),
            heading=self._desk.headings["unit"],
        )
