"""M3 to M7, K1 to K3, A1 to A3 and D0 to D8 worked out a second time, from the definitions alone.

Nothing here is shared with the program: plain dictionaries and lists, counted one by one. Besides
the records of figures_oracle there are
``units`` (key, name, active_from, active_to) ·
``assessments`` (person, day, outcome, counts: said of a partly performed one, duplicate, staff,
need) · ``visits`` (person, day) ·
``trainings`` (day, kind, state, hours, count: a number or None, names, units: keys) ·
``deviations`` (day, direction, category, person or None, failure).
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tests.support.figures_oracle import (
    Records,
    age_group,
    answer_on,
    home_on,
    last_day_of_quarter,
    valid_on,
)

Period = tuple[date, date]


def months_earlier(day: date, months: int) -> date:
    """The same day of the month so many months earlier, or the last day of that month."""
    count = day.year * 12 + day.month - 1 - months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def periods(year: int, quarter: int) -> dict[str, Period]:
    """First and last day of the quarter, of the year so far and of the twelve months."""
    last = last_day_of_quarter(year, quarter)
    return {
        "quarter": (date(year, quarter * 3 - 2, 1), last),
        "year_to_date": (date(year, 1, 1), last),
        "rolling_12_months": (months_earlier(last, 12) + timedelta(days=1), last),
    }


def is_performed(assessment: dict[str, Any]) -> bool:
    """Performed, or partly and said to count; the one of two that is a duplicate does not."""
    if assessment["duplicate"]:
        return False
    outcome = assessment["outcome"]
    counts: bool = assessment["counts"]
    return outcome == "performed" or (outcome == "partly_performed" and counts)


def ground_on(records: Records, person: Any, day: date) -> str | None:
    """The ground of the certificate that is valid that day."""
    for certificate in records["certificates"]:
        if certificate["person"] == person and valid_on(certificate, day):
            ground: str = certificate["ground"]
            return ground
    return None


def work_figures(records: Records, year: int, quarter: int) -> dict[str, Any]:
    """The figures of the yearly work, with breakdowns by key of what counts anybody."""
    spans = periods(year, quarter)
    first, last = spans["quarter"]
    performed = [one for one in records["assessments"] if is_performed(one)]
    return {
        "M3": {name: len(_persons(records, performed, span)) for name, span in spans.items()},
        "M4": {
            name: len(_persons(records, records["visits"], span)) for name, span in spans.items()
        }
        if records["visits"]
        else None,
        "M5": _training(records, first, last),
        "M6": _deviations(records, "wrong_unit", first, last),
        "M7": _deviations(records, "declined_at_visit", first, last),
        "K1": dict(
            Counter(
                (one["direction"], one["category"])
                for one in records["deviations"]
                if first <= one["day"] <= last and one["failure"]
            )
        ),
        "K2": _trained_units(records, last),
        "K3": len(_issuers(records, date(year, 1, 1), last)),
        "A1": _reached(records, performed, spans["rolling_12_months"]),
        "A2": {name: _reach(records, span) for name, span in spans.items()},
        "A3": {name: _needs(records, performed, span) for name, span in spans.items()},
        "D": _waiting(records, performed, last),
        "breakdowns": {
            "M3": {
                name: _broken_down(records, performed, span, last) for name, span in spans.items()
            },
            "M4": {
                name: _broken_down(records, records["visits"], span, last)
                for name, span in spans.items()
            },
            "M5": dict(
                Counter(
                    unit
                    for one in _held(records, first, last, issuers=False)
                    for unit in one["units"]
                )
            ),
        },
    }


def _counted(records: Records, events: list[dict[str, Any]], span: Period) -> list[dict[str, Any]]:
    """Events in the span, on a day on which the person held a valid certificate."""
    return [
        one
        for one in events
        if span[0] <= one["day"] <= span[1]
        and ground_on(records, one["person"], one["day"]) is not None
    ]


def _persons(records: Records, events: list[dict[str, Any]], span: Period) -> set[Any]:
    return {one["person"] for one in _counted(records, events, span)}


def _broken_down(
    records: Records, events: list[dict[str, Any]], span: Period, last: date
) -> dict[str, dict[str, int]]:
    """Distinct persons by each key; home and ground are those of the day of the event."""
    people = {person["id"]: person for person in records["persons"]}
    keys: dict[str, Callable[[dict[str, Any]], str]] = {
        "unit": lambda one: home_on(records, one["person"], one["day"]),
        "ground": lambda one: str(ground_on(records, one["person"], one["day"])),
        "sex": lambda one: people[one["person"]]["sex"],
        "age": lambda one: age_group(people[one["person"]]["birth_year"], last),
    }
    found = _counted(records, events, span)
    return {
        name: dict(Counter(key for key, _ in {(key_of(one), one["person"]) for one in found}))
        for name, key_of in keys.items()
    }


def _held(records: Records, first: date, last: date, *, issuers: bool) -> list[dict[str, Any]]:
    return [
        one
        for one in records["trainings"]
        if one["state"] == "held"
        and (one["kind"] == "issuer_training") is issuers
        and first <= one["day"] <= last
    ]


def _took_part(training: dict[str, Any]) -> int:
    count: int | None = training["count"]
    return len(training["names"]) if count is None else count


def _training(records: Records, first: date, last: date) -> dict[str, Any]:
    held = _held(records, first, last, issuers=False)
    return {
        "sessions": len(held),
        "participants": sum(map(_took_part, held)),
        "session_hours": float(sum((one["hours"] for one in held), Decimal(0))),
        "participant_hours": float(
            sum((one["hours"] * _took_part(one) for one in held), Decimal(0))
        ),
    }


def _deviations(records: Records, category: str, first: date, last: date) -> dict[str, int]:
    found = [
        one
        for one in records["deviations"]
        if one["category"] == category and first <= one["day"] <= last
    ]
    people = {one["person"] for one in found if one["person"] is not None}
    return {"persons": len(people), "deviations": len(found)}


def _trained_units(records: Records, last: date) -> dict[str, Any]:
    since = months_earlier(last, 36)
    active = [
        unit
        for unit in records["units"]
        if (unit["active_from"] is None or unit["active_from"] <= last)
        and (unit["active_to"] is None or unit["active_to"] >= last)
    ]
    trained = {
        key
        for one in _held(records, since + timedelta(days=1), last, issuers=False)
        for key in one["units"]
    }
    return {
        "units": len(active),
        "trained": sum(unit["key"] in trained for unit in active),
        "missing": sorted(unit["name"] for unit in active if unit["key"] not in trained),
    }


def _issuers(records: Records, first: date, last: date) -> set[str]:
    return {name for one in _held(records, first, last, issuers=True) for name in one["names"]}


def _reached(records: Records, performed: list[dict[str, Any]], span: Period) -> tuple[int, int]:
    """A1: those who want it and received it, out of those who want it."""
    last = span[1]
    wanting = {
        person["id"]
        for person in records["persons"]
        if ground_on(records, person["id"], last) is not None
        and answer_on(records, person["id"], last) is True
    }
    return len(wanting & _persons(records, performed, span)), len(wanting)


def _reach(records: Records, span: Period) -> dict[str, Any]:
    """A2: visits by outcome, tried ones, performed ones, those in which staff took part."""
    kept = [one for one in records["assessments"] if not one["duplicate"]]
    visits = _counted(records, kept, span)
    outcomes = Counter(one["outcome"] for one in visits)
    done = [one for one in visits if is_performed(one)]
    return {
        "outcomes": dict(outcomes),
        "tried": sum(n for name, n in outcomes.items() if not name.startswith("cancelled")),
        "performed": len(done),
        "with_staff": sum(one["staff"] is True for one in done),
    }


def _needs(records: Records, performed: list[dict[str, Any]], span: Period) -> dict[str, Any]:
    """A3: performed ones by care need, and how many of those in need got care in six months."""
    done = _counted(records, performed, span)
    needs = Counter(one["need"] for one in done)
    in_need = [one for one in done if one["need"] in ("urgent", "not_urgent")]
    cared = sum(
        any(
            visit["person"] == one["person"]
            and one["day"] <= visit["day"] <= months_later(one["day"], 6)
            for visit in records["visits"]
        )
        for one in in_need
    )
    return {
        **{name: needs[name] for name in ("none", "not_urgent", "urgent")},
        "with_need": len(in_need),
        "cared_for": cared if records["visits"] else None,
    }


def _waiting(
    records: Records, performed: list[dict[str, Any]], day: date
) -> dict[str, dict[str, dict[str, int]] | None]:
    """The lists D0 to D8 of the day by every key: nobody is on D0 and D5, for these records know
    neither candidates nor what is to be registered, and nobody has a dentist or got an offer."""
    people = {person["id"]: person for person in records["persons"]}
    held = {one["person"]: one for one in reversed(records["certificates"]) if valid_on(one, day)}
    year_ago = months_earlier(day, 12)
    wanting = {person for person in held if answer_on(records, person, day) is True}
    lists: dict[str, set[Any] | None] = {
        "D0": set(),
        "D1": wanting - _seen(performed, year_ago + timedelta(days=1), day),
        "D2": {person for person in held if _long_no(records, person, day, year_ago)},
        "D3": {person for person in held if answer_on(records, person, day) is None},
        "D4": {person for person in held if _soon_ends(records, held[person], day)},
        "D5": set(),
        "D6": {
            person
            for person in wanting
            if held[person]["issued"] < months_earlier(day, 3)
            and person not in _seen(performed, held[person]["issued"], day)
        },
        "D7": set(held),
        "D8": set(held) - _seen(records["visits"], year_ago + timedelta(days=1), day)
        if records["visits"]
        else None,
    }
    keys: dict[str, Callable[[Any], str]] = {
        "unit": lambda person: home_on(records, person, day),
        "ground": lambda person: str(held[person]["ground"]),
        "sex": lambda person: people[person]["sex"],
        "age": lambda person: age_group(people[person]["birth_year"], day),
    }
    return {
        figure: None
        if found is None
        else {name: dict(Counter(map(key_of, found))) for name, key_of in keys.items()}
        for figure, found in lists.items()
    }


def _seen(events: list[dict[str, Any]], first: date, last: date) -> set[Any]:
    return {one["person"] for one in events if first <= one["day"] <= last}


def _long_no(records: Records, person: Any, day: date, year_ago: date) -> bool:
    """No that day, and already the year before: nothing was answered in between."""
    since = [
        one
        for one in records["responses"]
        if one["person"] == person and year_ago < one["answered"] <= day
    ]
    return not since and answer_on(records, person, day) is False


def _soon_ends(records: Records, held: dict[str, Any], day: date) -> bool:
    if held["valid_to"] is None or held["valid_to"] > day + timedelta(days=60):
        return False
    return not any(
        one["person"] == held["person"] and not one["void"] and one["issued"] > held["issued"]
        for one in records["certificates"]
    )


def months_later(day: date, months: int) -> date:
    """The same day of the month so many months later, or the last day of that month."""
    return months_earlier(day, -months)


def of_work_document(document: dict[str, Any]) -> dict[str, Any]:
    """What ``metrics --json`` answered, in the shape of ``work_figures``."""
    found = document["figures"]
    dental = found["M4"]
    return {
        **{name: found[name] for name in ("M3", "M5", "M6", "M7", "K3")},
        "M4": dental and {name: n for name, n in dental.items() if name != "imported_on"},
        "K1": {(row["direction"], row["category"]): row["count"] for row in found["K1"]},
        "K2": {
            "units": found["K2"]["units"],
            "trained": found["K2"]["trained"],
            "missing": sorted(found["K2"]["missing"]),
        },
        "A1": (found["A1"]["received"], found["A1"]["wanting"]),
        "A2": {
            name: {
                "outcomes": {key: n for key, n in reach["outcomes"].items() if n},
                **{key: reach[key] for key in ("tried", "performed", "with_staff")},
            }
            for name, reach in found["A2"].items()
        },
        "A3": {
            name: {
                key: needs[key]
                for key in ("none", "not_urgent", "urgent", "with_need", "cared_for")
            }
            for name, needs in found["A3"].items()
        },
        "D": {
            f"D{number}": None
            if found[f"D{number}"] is None
            else {name: _rows(rows) for name, rows in document["breakdowns"][f"D{number}"].items()}
            for number in range(9)
        },
        "breakdowns": {
            **{
                figure: {
                    name: {key: _rows(rows) for key, rows in parts.items()}
                    for name, parts in document["period_breakdowns"].get(figure, {}).items()
                }
                for figure in ("M3", "M4")
            },
            "M5": _rows(document["breakdowns"]["M5"]["unit"]),
        },
    }


def _rows(rows: list[dict[str, Any]]) -> dict[str, int]:
    return {row["key"]: row["count"] for row in rows if row["count"] != 0}
