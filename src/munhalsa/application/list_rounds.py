"""Rounds as a list and one by one, and what is to be planned at each unit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from munhalsa.application.context import Context
from munhalsa.application.find_records import unit_by_code_or_name
from munhalsa.application.ports import Deed, Reader
from munhalsa.application.ports_rounds import UnitDue
from munhalsa.application.round_steps import RoundSheet, moment_of, round_by_id, sheet_of
from munhalsa.domain.account import Permission
from munhalsa.domain.dates import add_months
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.round import Round, RoundState
from munhalsa.domain.unit import Unit, with_those_under

_BACK, _AHEAD = 12, 24


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundsWanted:
    """Which rounds; without days those of a year back and all that are planned ahead."""

    unit: str | None = None
    first: date | None = None
    last: date | None = None
    state: RoundState | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundLine:
    """A round in a list; ``left`` is for how many nothing is recorded yet."""

    round: Round
    unit: str
    unit_code: str | None
    planned: int
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitPlan:
    """A unit with somebody due, its last and its next round; no unit: visited at none."""

    unit_id: str | None
    unit: str | None
    due: int
    parked: int
    planned: int
    oldest: date
    last: date | None
    next: date | None
    no_visits_until: date | None

    @property
    def to_plan(self) -> int:
        """Those whom nobody has planned anything for."""
        return self.due - self.parked - self.planned


def list_rounds(context: Context, wanted: RoundsWanted) -> Sequence[RoundLine]:
    """The rounds of some days, by day."""
    context.require(Permission.SEE_ROUNDS)
    first = wanted.first or add_months(context.today, -_BACK)
    last = wanted.last or add_months(context.today, _AHEAD)
    with context.read(Permission.SEE_ROUNDS) as reader:
        units = {one.id: one for one in reader.find(Unit)}
        meant = None
        if wanted.unit is not None:
            unit = unit_by_code_or_name(reader, wanted.unit)
            meant = with_those_under([unit.id], units.values())
        rounds = [
            one
            for one in _between(reader, first, last)
            if (meant is None or one.unit_id in meant)
            and (wanted.state is None or one.state is wanted.state)
        ]
        counts = {one.round_id: one for one in reader.rounds.counts([one.id for one in rounds])}
    lines = []
    for one in rounds:
        count = counts.get(one.id)
        unit = units[one.unit_id]
        lines.append(
            RoundLine(
                round=one,
                unit=unit.name,
                unit_code=unit.code,
                planned=0 if count is None else count.planned,
                left=0 if count is None else count.left,
            )
        )
    return lines


def show_round(context: Context, id: str) -> RoundSheet:
    """One round with everybody on it; whom it showed is logged."""
    context.require(Permission.SEE_ROUNDS)
    with context.read(Permission.SEE_ROUNDS) as reader:
        sheet = sheet_of(context, reader, round_by_id(reader, id))
    deed = Deed(
        action="round.show",
        subject_kind="round",
        subject_id=sheet.round.id,
        details={"hits": len(sheet.visits)},
    )
    context.store.note(deed, session=context.session)
    return sheet


def unit_plans(context: Context) -> Sequence[UnitPlan]:
    """Every unit with somebody due, those with most to plan first."""
    context.require(Permission.SEE_PERSONS)
    with context.read() as reader:
        found = reader.rounds.due_by_unit(moment_of(context, reader, context.today))
        units = {one.id: one for one in reader.find(Unit)}
        days: dict[str, list[Round]] = {}
        first, last = add_months(context.today, -_BACK), add_months(context.today, _AHEAD)
        for one in _between(reader, first, last):
            days.setdefault(one.unit_id, []).append(one)
    plans = [_plan(one, units, days, context.today) for one in found]
    return sorted(plans, key=lambda one: (-one.to_plan, one.unit is None, one.unit or ""))


def rounds_to_do(context: Context) -> int:
    """How many wait to be planned for, and days that passed without being noted as held."""
    context.require(Permission.SEE_PERSONS)
    with context.read() as reader:
        due = reader.rounds.due_by_unit(moment_of(context, reader, context.today))
        yesterday = context.today - timedelta(days=1)
        passed = _between(reader, add_months(context.today, -_BACK), yesterday)
    open_days = sum(one.state is RoundState.PLANNED for one in passed)
    return sum(one.to_plan for one in due) + open_days


def _plan(
    due: UnitDue, units: dict[str, Unit], days: dict[str, list[Round]], today: date
) -> UnitPlan:
    unit = None if due.unit_id is None else units[due.unit_id]
    rounds = days.get(due.unit_id or "", [])
    held = [one.day for one in rounds if one.state is RoundState.HELD]
    ahead = [one.day for one in rounds if one.state is RoundState.PLANNED and one.day >= today]
    stopped = None if unit is None else unit.no_visits_until
    return UnitPlan(
        unit_id=due.unit_id,
        unit=None if unit is None else unit.name,
        due=due.due,
        parked=due.parked,
        planned=due.planned,
        oldest=due.oldest,
        last=max(held, default=None),
        next=min(ahead, default=None),
        no_visits_until=stopped if stopped is not None and stopped >= today else None,
    )


def _between(reader: Reader, first: date, last: date) -> Sequence[Round]:
    ids = list(reader.rounds.between(first, last))
    found = {one.id: one for one in reader.find(Round, id=ids)}
    return [found[one] for one in ids]
