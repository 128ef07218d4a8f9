"""Sessions of training, and what follows from them for units and issuers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ARRAY, Date, String, bindparam, column, text

from munhalsa.adapters.store.prepared import Fetch, Prepared, listed
from munhalsa.domain.unit_training import UnitTraining

_WHEEL = """
    SELECT u.id, u.code, u.name, u.district_id,
           (SELECT max(t.day) FROM training_unit x JOIN training t ON t.id = x.training_id
             WHERE x.unit_id = u.id AND t.state = 'held' AND t.day <= :day
               AND {of_staff}) AS held,
           (SELECT min(t.day) FROM training_unit x JOIN training t ON t.id = x.training_id
             WHERE x.unit_id = u.id AND t.state = 'planned' AND t.day >= :day
               AND {of_staff}) AS planned
      FROM unit u
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


class SqlTrainingQueries:
    """The same statements on both engines, each worked out once."""

    def __init__(self, fetch: Fetch, *, dialect: str) -> None:
        self._fetch = fetch
        self._dialect = dialect

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
