"""What a list of training would change: sessions held, which are new or known as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from datetime import date

from munhalsa.application.import_table.added_unit import added_unit
from munhalsa.application.import_table.open_sheet import open_sheet
from munhalsa.application.import_table.plan import Desk, Sheet, Verdict
from munhalsa.application.import_table.raw_table import RawTable
from munhalsa.application.import_table.rows_trainings import (
    TrainingRow,
    convert_trainings,
    with_own_kinds,
)
from munhalsa.application.import_table.unit_index import UnitIndex, folded
from munhalsa.application.training_steps import issuers_by_name, participant_of
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.training import (
    Participant,
    Training,
    TrainingKind,
    TrainingState,
    TrainingUnit,
)
from munhalsa.domain.unit import Unit, UnitName, UnitType


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What a session is told by: everything that a row can say of it."""

    day: date
    kind: str
    hundredths: int
    count: int | None
    names: frozenset[tuple[str, int]]
    units: frozenset[str]
    trainer: str


def plan_trainings(table: RawTable, desk: Desk) -> Sheet:
    """A verdict for every row of the table."""
    kind = with_own_kinds(desk.kind, desk.reader.find(TrainingKind, order_by="name"))
    converted = convert_trainings(
        table, kind=kind, around=desk.around, mapping=desk.choices.mapping
    )
    sheet, rows = open_sheet(desk, converted)
    planner = _TrainingPlanner(desk, sheet)
    for row in rows:
        sheet.ledger.row = row.row
        sheet.notices.extend(row.notices)
        planner.judge(row)
    return sheet


class _TrainingPlanner:
    def __init__(self, desk: Desk, sheet: Sheet) -> None:
        self._desk = desk
        self._sheet = sheet
        self._heading = desk.headings["unit"]
        self._index = UnitIndex(desk.reader.find(Unit), desk.reader.find(UnitName))
        self._issuers = issuers_by_name(desk.reader)
        self._known = set(_sessions(desk))
        self._seen: dict[Hashable, int] = {}

    def judge(self, row: TrainingRow) -> None:
        """A verdict for one row; what it brings is put in the ledger."""
        try:
            units = self._units(row)
        except Rejected as fault:
            self._sheet.reject(row.row, fault)
            return
        told = _told(row, units)
        first = self._seen.setdefault(told, row.row)
        if first != row.row:
            self._sheet.duplicate(row.row, first=first, differing=())
            return
        if told in self._known:
            self._sheet.leave(row.row)
            return
        self._bring(row, units)
        self._warn(row, units)
        self._sheet.judge(row.row, Verdict.NEW)

    def _units(self, row: TrainingRow) -> Sequence[Unit]:
        """The units of the row, each once; an unknown one is added where the user chose so."""
        found: dict[str, Unit] = {}
        unknown = []
        for text in row.unit_texts:
            unit = self._index.find(text, day=row.day, heading=self._heading)
            if unit is None:
                unknown.append(text)
            else:
                found[unit.id] = unit
        if unknown and not self._desk.choices.add_units:
            raise Rejected(
                "unit_unknown",
                f"Enheten {', '.join(unknown)} finns inte i registret. Läs in boendeenheterna "
                "först, rätta namnet eller välj att lägga till okända enheter.",
                field=self._heading,
            )
        for text in unknown:
            unit = self._added(row, text)
            found[unit.id] = unit
        return tuple(found.values())

    def _added(self, row: TrainingRow, name: str) -> Unit:
        return added_unit(
            self._sheet,
            self._index,
            id=self._desk.new_id(),
            row=row.row,
            name=name,
            otherwise=UnitType.NURSING_HOME,
            heading=self._heading,
        )

    def _bring(self, row: TrainingRow, units: Sequence[Unit]) -> None:
        session = self._desk.new_id()
        ledger = self._sheet.ledger
        ledger.add(
            Training,
            id=session,
            day=row.day,
            kind=row.training_kind,
            hundredths=row.hundredths,
            state=TrainingState.HELD,
            trainer=row.trainer,
            participant_count=row.count,
        )
        for unit in units:
            ledger.add(TrainingUnit, id=self._desk.new_id(), training_id=session, unit_id=unit.id)
        for name in row.names:
            person = participant_of(
                self._desk.new_id(), session, name, units=units, issuers=self._issuers
            )
            ledger.add(
                Participant,
                id=person.id,
                training_id=session,
                name=name,
                unit_id=person.unit_id,
                issuer_id=person.issuer_id,
            )

    def _warn(self, row: TrainingRow, units: Sequence[Unit]) -> None:
        closed = [unit.name for unit in units if not unit.is_active_on(row.day)]
        if closed:
            self._sheet.warn(
                row.row,
                "unit_not_active",
                f"{', '.join(closed)}: inte aktiv den dagen. Utbildningen har tagits in och "
                "räknas i uppföljningen.",
                column=self._heading,
            )
        if row.count is None:
            self._sheet.warn(
                row.row,
                "participants_unknown",
                "Antalet deltagare är inte angivet, så det räknas som okänt.",
                column=self._desk.headings["participant_count"],
            )


def _told(row: TrainingRow, units: Iterable[Unit]) -> _Known:
    return _Known(
        day=row.day,
        kind=row.training_kind,
        hundredths=row.hundredths,
        count=row.count,
        names=_counted(row.names),
        units=frozenset(unit.id for unit in units),
        trainer=folded(row.trainer or ""),
    )


def _sessions(desk: Desk) -> Iterable[_Known]:
    """Every session held that the store knows of."""
    reader = desk.reader
    names: dict[str, list[str]] = {}
    for person in reader.find(Participant):
        names.setdefault(person.training_id, []).append(person.name)
    units: dict[str, set[str]] = {}
    for link in reader.find(TrainingUnit):
        units.setdefault(link.training_id, set()).add(link.unit_id)
    for one in reader.find(Training, state=TrainingState.HELD):
        yield _Known(
            day=one.day,
            kind=one.kind,
            hundredths=one.hundredths,
            count=one.participant_count,
            names=_counted(names.get(one.id, ())),
            units=frozenset(units.get(one.id, ())),
            trainer=folded(one.trainer or ""),
        )


def _counted(names: Iterable[str]) -> frozenset[tuple[str, int]]:
    return frozenset(Counter(map(folded, names)).items())
