"""Planning a besöksdag: a unit, a day, and those of its people who are due on that day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from munhalsa.application.context import Context
from munhalsa.application.find_records import unit_by_code_or_name
from munhalsa.application.ports import Deed, Reader, UnitOfWork
from munhalsa.application.round_steps import (
    RoundDone,
    RoundSheet,
    due_on,
    round_by_id,
    sheet_of,
    visits_of,
)
from munhalsa.domain.account import Account, Permission, Role, RoleGrant
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Person
from munhalsa.domain.refusal import Notice, Rejected
from munhalsa.domain.round import PlannedVisit, Round, RoundState, check_day, check_planned
from munhalsa.domain.swedish import search_key
from munhalsa.domain.unit_details import tidy

ON_PAPER = "on_paper"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRound:
    """``persons`` are whom to visit; None: everybody who is due on that day."""

    unit: str
    day: date
    hygienist: str | None = None
    persons: Sequence[str] | None = None
    note: str | None = None


def preview_round(context: Context, unit: str, day: date) -> RoundSheet:
    """The round as it would be: who is due at the unit on that day."""
    context.require(Permission.PLAN_ROUNDS)
    with context.read(Permission.PLAN_ROUNDS) as reader:
        place = unit_by_code_or_name(reader, unit)
        check_day(place, day, today=context.today)
        draft = Round(id="", unit_id=place.id, day=day)
        due = {one.person_id: one for one in due_on(context, reader, place, day)}
        return RoundSheet(
            round=draft,
            unit=place,
            visits=visits_of(context, reader, list(due), due, draft),
            changes=(),
            on_paper=sum(one.protected for one in due.values()),
        )


def plan_round(context: Context, command: PlanRound) -> RoundDone:
    """Plan the day; whoever has a protected identity is left out, and counted."""
    context.require(Permission.PLAN_ROUNDS)
    with context.read(Permission.PLAN_ROUNDS) as reader:
        unit = unit_by_code_or_name(reader, command.unit)
    check_day(unit, command.day, today=context.today)
    planned = Round(
        id=context.new_id(),
        unit_id=unit.id,
        day=command.day,
        hygienist=tidy(command.hygienist, field="hygienist"),
        note=tidy(command.note, field="note"),
    )
    deed = Deed(action="round.plan", subject_kind="unit", subject_id=unit.id)
    with context.write(deed, Permission.PLAN_ROUNDS) as work:
        _check_once(work, planned)
        planned = with_hygienist(context, work, planned)
        work.add(planned)
        due = due_on(context, work, unit, command.day)
        persons = command.persons
        if persons is None:
            persons = [one.person_id for one in due if not one.protected]
        people = work.find(Person, id=sorted(set(persons)))
        for person in people:
            check_open(person, command.day)
            visit = PlannedVisit(id=context.new_id(), person_id=person.id, round_id=planned.id)
            work.add(visit)
        sheet = sheet_of(context, work, planned)
        done = work.commit()
    return RoundDone(
        sheet=sheet, event=done.event, changes=done.changes, warnings=warnings_of(sheet, context)
    )


def warnings_of(sheet: RoundSheet, context: Context) -> tuple[Notice, ...]:
    """What to mind about a round that was planned or moved."""
    found = []
    if sheet.round.day < context.today:
        found.append(
            Notice(code="round_in_past", message="Besöksdagen har redan varit. Den är sparad ändå.")
        )
    if sheet.on_paper:
        found.append(
            Notice(
                code=ON_PAPER,
                message=f"{sheet.on_paper} som hanteras på papper är inte med på besöksdagen.",
            )
        )
    not_due = sum(one.reason is None for one in sheet.visits)
    if not_due:
        found.append(
            Notice(
                code="not_due",
                message=f"{not_due} av dem som ska besökas väntar inte på munhälsobedömning "
                "den dagen.",
            )
        )
    if not sheet.visits:
        found.append(
            Notice(code="nobody_due", message="Ingen på enheten väntar på besök den dagen.")
        )
    return tuple(found)


def check_open(person: Person, day: date) -> None:
    """Refuse a visit to somebody who is handled on paper, or will not be there."""
    if person.is_protected:
        raise Rejected(
            ON_PAPER,
            "Den som har skyddade uppgifter hanteras på papper och står inte på någon besöksdag.",
            field="person",
        )
    gone = [one for one in (person.died_on, person.moved_out_on) if one is not None]
    if any(one < day for one in gone):
        raise Rejected(
            "person_gone",
            "Personen är avliden eller har flyttat före den dagen. Ta bort personen från dagen.",
            field="person",
        )


def with_hygienist(context: Context, reader: Reader, planned: Round) -> Round:
    """The round with the account of its hygienist, where the name is that of one here."""
    if planned.hygienist is None:
        return planned
    hygienists = {
        grant.account_id
        for grant in reader.find(RoleGrant, role=Role.HYGIENIST)
        if grant.holds_on(context.today)
    }
    for account in reader.find(Account, id=sorted(hygienists)):
        if search_key(account.name) == search_key(planned.hygienist):
            return replace(planned, hygienist=account.name, hygienist_id=account.id)
    return planned


def _check_once(reader: Reader, planned: Round) -> None:
    same = reader.find(Round, unit_id=planned.unit_id, day=planned.day, state=RoundState.PLANNED)
    if any(one.hygienist == planned.hygienist for one in same):
        raise Rejected(
            "round_planned_already",
            "Enheten har redan en besöksdag planerad den dagen. Ändra den, eller välj en annan "
            "dag.",
            field="date",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeVisits:
    """Persons put on the list of a day, or taken off it; ``reason`` is why they are taken off."""

    round: str
    add: Sequence[str] = ()
    remove: Sequence[str] = ()
    reason: str | None = None


def change_visits(context: Context, command: ChangeVisits) -> RoundDone:
    """Put persons (by id) on a planned day, or take them off it."""
    context.require(Permission.PLAN_ROUNDS)
    with context.read(Permission.PLAN_ROUNDS) as reader:
        found = round_by_id(reader, command.round)
    deed = Deed(action="round.visits", subject_kind="unit", subject_id=found.unit_id)
    with context.write(deed, Permission.PLAN_ROUNDS) as work:
        planned = round_by_id(work, found.id)
        check_planned(planned)
        known: dict[str, list[PlannedVisit]] = {}
        for visit in work.find(PlannedVisit, round_id=planned.id):
            known.setdefault(visit.person_id, []).append(visit)
        for one in dict.fromkeys(command.add):
            _put_on(context, work, planned, work.get(Person, one), known.get(one, []))
        for one in dict.fromkeys(command.remove):
            _take_off(context, work, known.get(one, []), command.reason)
        sheet = sheet_of(context, work, planned)
        done = work.commit()
    return RoundDone(sheet=sheet, event=done.event, changes=done.changes)


def _put_on(
    context: Context,
    work: UnitOfWork,
    planned: Round,
    person: Person,
    known: Sequence[PlannedVisit],
) -> None:
    check_open(person, planned.day)
    if not known:
        visit = PlannedVisit(id=context.new_id(), person_id=person.id, round_id=planned.id)
        work.add(visit)
    elif any(one.cancelled_on is None for one in known):
        raise Rejected(
            "visit_planned_already", "Personen är redan med på besöksdagen.", field="person"
        )
    else:
        work.change(known[0], cancelled_on=None, reason=None)


def _take_off(
    context: Context, work: UnitOfWork, known: Sequence[PlannedVisit], reason: str | None
) -> None:
    """Two records of one person that were merged may both have been planned."""
    there = [one for one in known if one.cancelled_on is None]
    if not there:
        raise Rejected("visit_not_planned", "Personen är inte med på besöksdagen.", field="person")
    for one in there:
        work.change(one, cancelled_on=context.today, reason=tidy(reason, field="reason"))
