"""Who stands on which list, worked out a second time from the definitions, person by person.

Nothing here is shared with the program but the records themselves, which are read field by field.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

Records = Mapping[str, list[Any]]


def year_before(day: date) -> date:
    """The same day a year earlier, or the last day of that month."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def of(records: Records, kind: str, person: str) -> list[Any]:
    """The person's records of a kind, in the order in which they were entered."""
    return [one for one in records[kind] if one.person_id == person]


def valid(records: Records, person: str, day: date) -> Any:
    """The certificate of this municipality that is valid that day, or None."""
    for one in of(records, "certificates", person):
        ends = (one.valid_to, one.ended, one.handed_over_on)
        lasts = [end for end in ends if end is not None]
        if one.voided_on is None and one.issued <= day and all(day <= end for end in lasts):
            return one
    return None


def answer(records: Records, person: str, day: date) -> Any:
    """The response that counts that day, or None."""
    newest = None
    for one in of(records, "responses", person):
        if one.answered <= day and (newest is None or one.answered >= newest.answered):
            newest = one
    return newest


def stands(records: Records, person: str, day: date, rounds: int) -> tuple[Any, int, list[date]]:
    """Since when the answer stands, how many offers were made since, and the days of all."""
    newest = answer(records, person, day)
    made = sorted(
        one.offered
        for one in of(records, "offers", person)
        if one.offered <= day and (newest is None or newest.answered < one.offered)
    )
    since, left = (None if newest is None else newest.answered), 0
    for offered in made:
        left += 1
        if newest is not None and left == rounds:
            since, left = offered, 0
    return since, left, made


def unit_of(records: Records, person: str, day: date) -> str | None:
    """The unit lived at, else the one that answers for the care."""
    found: dict[str, str] = {}
    for one in of(records, "residences", person):
        if one.unit_id and one.from_day <= day and (one.to_day is None or day <= one.to_day):
            found.setdefault(one.kind.value, one.unit_id)
    return found.get("home") or found.get("responsible")


def care_unit(records: Records, person: str, day: date) -> str | None:
    """As ``unit_of``, else the unit of the newest support that has not ended."""
    supports = [
        one
        for one in of(records, "supports", person)
        if one.unit_id and (one.to_day is None or day <= one.to_day)
    ]
    newest = max(supports, key=lambda one: (one.from_day or date.min, one.id), default=None)
    return unit_of(records, person, day) or (newest.unit_id if newest else None)


def months_earlier(day: date, months: int) -> date:
    """The same day of an earlier month, or the last day of that month."""
    year, month = day.year, day.month - months
    while month < 1:
        year, month = year - 1, month + 12
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    raise AssertionError


def assessed(records: Records, person: str, day: date) -> list[date]:
    """The days up to that day on which the person got the assessment."""
    days = []
    for one in of(records, "assessments", person):
        partly = one.outcome.value == "partly_performed" and one.counts_as_performed
        if one.duplicate_of_id is None and one.day <= day:
            days += [one.day] if partly or one.outcome.value == "performed" else []
    return days


def cared(records: Records, person: str, day: date) -> list[date]:
    """The days up to that day on which the person was treated."""
    return [one.day for one in of(records, "visits", person) if one.day <= day]


def due_lists(
    records: Records,
    day: date,
    *,
    hidden: int = 30,
    rounds: int = 2,
    ending: int = 60,
    late: int = 3,
    need: int = 6,
    by_calendar: bool = False,
) -> dict[str, dict[str, tuple[date, int]]]:
    """List → person → (since when, contacts made)."""
    lists: dict[str, dict[str, tuple[date, int]]] = {
        name: {}
        for name in (
            *("candidates", "assessment", "offer", "never-asked", "ending", "unregistered"),
            *("late", "unmet-need", "no-care", "no-dentist"),
        )
    }
    for person in records["persons"]:
        marks = _marks(records, person, day, hidden=hidden, rounds=rounds, ending=ending)
        marks |= _visit_marks(
            records, person.id, day, late=late, need=need, by_calendar=by_calendar
        )
        contacts = stands(records, person.id, day, rounds)[1]
        for name, since in marks.items():
            if since is not None:
                lists[name][person.id] = (since, contacts)
    return lists


def _marks(
    records: Records, person: Any, day: date, *, hidden: int, rounds: int, ending: int
) -> dict[str, date | None]:
    held = valid(records, person.id, day)
    newest = answer(records, person.id, day)
    waiting = [
        one.since
        for one in of(records, "registrations", person.id)
        if one.state == "to_register" and one.since <= day
    ]
    dentists = [
        one
        for one in of(records, "dentists", person.id)
        if one.from_day is None or one.from_day <= day
    ]
    marks: dict[str, date | None] = {
        "candidates": _candidate(records, person, day),
        "unregistered": min(waiting, default=None),
    }
    if held is None:
        return marks
    marks["never-asked"] = held.issued if newest is None else None
    marks["no-dentist"] = None if dentists else held.issued
    marks["ending"] = _ending(records, person.id, held, day, ending)
    if newest is not None and not newest.wants:
        since, _, made = stands(records, person.id, day, rounds)
        pending = [one for one in made if day - one < timedelta(days=hidden)]
        if since <= year_before(day) and not pending:
            marks["offer"] = _year_after(since)
    return marks


def _visit_marks(
    records: Records, person: str, day: date, *, late: int, need: int, by_calendar: bool
) -> dict[str, date | None]:
    held, newest = valid(records, person, day), answer(records, person, day)
    marks: dict[str, date | None] = {}
    if held is None:
        return marks
    days, treated = assessed(records, person, day), cared(records, person, day)
    if newest is not None and newest.wants:
        holds_from = date(day.year, 1, 1) if by_calendar else year_before(day) + timedelta(1)
        if not [one for one in days if one >= holds_from]:
            marks["assessment"] = max(days, default=held.issued)
        if held.issued < months_earlier(day, late) and max(days, default=date.min) < held.issued:
            marks["late"] = _later(held.issued, late)
    if records["batches"]:
        if not [one for one in treated if one > year_before(day)]:
            marks["no-care"] = max(treated, default=held.issued)
        unmet = _unmet(records, person, months_earlier(day, need), day)
        marks["unmet-need"] = None if unmet is None else _later(unmet, need)
    return marks


def _unmet(records: Records, person: str, by: date, day: date) -> date | None:
    """The first need found by a day that was neither treated nor found to be gone since."""
    found = [
        one
        for one in of(records, "assessments", person)
        if one.day in assessed(records, person, day)
        and one.duplicate_of_id is None
        and (
            one.outcome.value == "performed"
            or (one.outcome.value == "partly_performed" and one.counts_as_performed)
        )
    ]
    gone = [one.day for one in found if one.care_need == "none"]
    unmet = [
        one.day
        for one in found
        if one.care_need in ("urgent", "not_urgent")
        and one.day <= by
        and max(gone, default=date.min) <= one.day
        and max(cared(records, person, day), default=date.min) < one.day
    ]
    return min(unmet, default=None)


def _later(day: date, months: int) -> date:
    year, month = day.year, day.month + months
    while month > 12:
        year, month = year + 1, month - 12
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    raise AssertionError


def _ending(records: Records, person: str, held: Any, day: date, ending: int) -> date | None:
    last: date | None = held.valid_to
    if last is None or (last - day).days > ending:
        return None
    for other in of(records, "certificates", person):
        if other.voided_on is None and other.issued > held.issued:
            return None
    return last - timedelta(days=ending)


def _candidate(records: Records, person: Any, day: date) -> date | None:
    gone = [one for one in (person.died_on, person.moved_out_on) if one is not None and one <= day]
    holds = [
        one
        for one in of(records, "certificates", person.id)
        if one.voided_on is None
        and all(end is None or end >= day for end in (one.last_day, one.handed_over_on))
    ]
    for one in of(records, "candidates", person.id):
        if gone or holds:
            return None
        listed: date = one.listed_on
        if one.state == "not_assessed":
            return listed
        wanted: date | None = one.answered_on if one.state == "needs_judgement" else one.again_on
        return wanted if wanted is not None and wanted <= day else None
    return None


def _year_after(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def broken_down(
    records: Records, name: str, people: Iterable[str], day: date
) -> dict[str, dict[str, int]]:
    """How many of the people of a list have each home, ground, sex and age group that day."""
    known = {one.id: one for one in records["persons"]}
    codes = {one.id: one.code for one in records["units"]}
    sums: dict[str, dict[str, int]] = {"unit": {}, "ground": {}, "sex": {}, "age": {}}
    for person in people:
        held = valid(records, person, day)
        keys = {
            "unit": _home(records, name, person, day, codes),
            "ground": "none" if held is None else held.ground.value,
            "sex": known[person].sex.value,
            "age": _age_group(known[person].birth_year, day),
        }
        for dimension, key in keys.items():
            sums[dimension][key] = sums[dimension].get(key, 0) + 1
    return sums


def _home(records: Records, name: str, person: str, day: date, codes: Mapping[str, str]) -> str:
    for one in of(records, "residences", person):
        begun = one.kind.value == "home" and one.from_day <= day
        if begun and (one.to_day is None or day <= one.to_day):
            return codes[one.unit_id] if one.unit_id else "own_home"
    if name != "candidates":
        return "unknown"
    # As ``care_unit`` for somebody who lives nowhere and is in nobody's care.
    alone = {**records, "residences": []}
    unit = care_unit(alone, person, day)
    return codes[unit] if unit else "unknown"


def _age_group(born: int | None, day: date) -> str:
    if born is None:
        return "unknown"
    for key, least in (("80_and_over", 80), ("65_79", 65), ("24_64", 24)):
        if day.year - born >= least:
            return key
    return "under_24"


def with_those_under(records: Records, units: set[str]) -> set[str]:
    """The units, their wards, and so on down."""
    more = {one.id for one in records["units"] if one.parent_id in units} - units
    return with_those_under(records, units | more) if more else units


def narrowed(
    records: Records,
    name: str,
    people: Iterable[str],
    day: date,
    units: set[str],
) -> set[str]:
    """Those of the people whose unit is among some, the protected left out."""
    place = care_unit if name == "candidates" else unit_of
    return {
        one for one in people if place(records, one, day) in units and not protected(records, one)
    }


def protected(records: Records, person: str) -> bool:
    """Whether the person's identity is protected."""
    (found,) = [one for one in records["persons"] if one.id == person]
    return bool(found.protected_identity != "none")
