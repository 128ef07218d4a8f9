"""M1, M2 and T1 worked out a second time, from the definitions alone.

Nothing here is shared with the program: plain dictionaries and lists, counted person by person.

Records are a dictionary of lists of dictionaries:
``persons`` (id, sex, birth_year) · ``certificates`` (person, ground, issued, valid_to, ended, void,
handed_over: the last day of this municipality's responsibility)
· ``homes`` (person, unit: a key, or None for an own address, from_day, to_day) ·
``responses`` (person, answered, wants; in the order they were entered) ·
``population`` (year, age, count; an age class begins at ``age``).
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections import Counter
from datetime import date, datetime, timedelta
from math import ceil
from pathlib import Path
from typing import Any

import openpyxl

Records = dict[str, list[dict[str, Any]]]
_YES = {"ja", "j", "1", "sant", "x"}
_NO = {"nej", "n", "0", "falskt"}


def last_day_of_quarter(year: int, quarter: int) -> date:
    """d2 of the definitions."""
    following = date(year + quarter // 4, quarter % 4 * 3 + 1, 1)
    return following - timedelta(days=1)


def valid_on(certificate: dict[str, Any], day: date) -> bool:
    """issued <= d <= the earliest of its ends that exist, and neither void nor handed over."""
    if certificate["void"] or certificate["issued"] > day:
        return False
    ends = (certificate["valid_to"], certificate["ended"], certificate["handed_over"])
    lasts = [end for end in ends if end is not None]
    return all(day <= end for end in lasts)


def answer_on(records: Records, person: Any, day: date) -> bool | None:
    """The newest answer that day; of two on one day the one entered last; None: not asked."""
    newest: dict[str, Any] | None = None
    for response in records["responses"]:
        if response["person"] != person or response["answered"] > day:
            continue
        if newest is None or response["answered"] >= newest["answered"]:
            newest = response
    return None if newest is None else newest["wants"]


def home_on(records: Records, person: Any, day: date) -> str:
    """The key of the unit, own_home for an own address, unknown where nothing is known."""
    for home in records["homes"]:
        begun = home["person"] == person and home["from_day"] <= day
        if begun and (home["to_day"] is None or day <= home["to_day"]):
            return "own_home" if home["unit"] is None else home["unit"]
    return "unknown"


def age_group(birth_year: int | None, day: date) -> str:
    """The key of the age group: under 24, 24-64, 65-79, 80 and over; age by calendar year."""
    if birth_year is None:
        return "unknown"
    age = day.year - birth_year
    if age < 24:
        return "under_24"
    if age <= 64:
        return "24_64"
    return "65_79" if age <= 79 else "80_and_over"


def figures(records: Records, year: int, quarter: int, *, base: str = "from_24") -> dict[str, Any]:
    """M1, M2, T1 and the breakdowns (rows that count somebody, by key) of a quarter."""
    day = last_day_of_quarter(year, quarter)
    grounds: dict[Any, str] = {}
    for certificate in records["certificates"]:
        if valid_on(certificate, day):
            grounds[certificate["person"]] = certificate["ground"]
    wishes: Counter[bool | None] = Counter()
    breakdowns: dict[str, dict[str, Counter[str]]] = {
        figure: {name: Counter() for name in ("unit", "ground", "sex", "age")}
        for figure in ("M1", "M2")
    }
    aged = 0
    lowest = 25 if base == "over_24" else 24
    for person in records["persons"]:
        if person["id"] not in grounds:
            continue
        wants = answer_on(records, person["id"], day)
        wishes[wants] += 1
        born = person["birth_year"]
        aged += born is not None and day.year - born >= lowest
        keys = {
            "unit": home_on(records, person["id"], day),
            "ground": grounds[person["id"]],
            "sex": person["sex"],
            "age": age_group(born, day),
        }
        for name, key in keys.items():
            breakdowns["M1"][name][key] += 1
            breakdowns["M2"][name][key] += wants is True
    return {
        "M1": len(grounds),
        "M2": {"yes": wishes[True], "no": wishes[False], "not_asked": wishes[None]},
        "T1": _coverage(records["population"], aged, year - 1, lowest),
        "breakdowns": {
            figure: {name: dict(+counts) for name, counts in parts.items()}
            for figure, parts in breakdowns.items()
        },
    }


def _coverage(
    population: list[dict[str, Any]], aged: int, year: int, lowest: int
) -> dict[str, Any] | None:
    classes = {row["age"]: row["count"] for row in population if row["year"] == year}
    inhabitants = sum(count for age, count in classes.items() if age >= lowest)
    if lowest not in classes or inhabitants == 0:
        return None
    return {
        "certificates": aged,
        "population": inhabitants,
        "share": aged / inhabitants,
        "missing_to_target": max(0, ceil(3 * inhabitants / 100) - aged),
    }


def of_document(document: dict[str, Any]) -> dict[str, Any]:
    """What ``metrics --json`` answered of these figures, in the shape of ``figures``."""
    return {
        **{figure: document["figures"][figure] for figure in ("M1", "M2", "T1")},
        "breakdowns": {
            figure: {
                name: {row["key"]: row["count"] for row in rows if row["count"] != 0}
                for name, rows in document["breakdowns"][figure].items()
            }
            for figure in ("M1", "M2")
        },
    }


def figures_of_files(
    folder: Path, year: int, quarter: int, *, answers: bool = False
) -> dict[str, Any]:
    """The figures straight from a municipality's files; ``answers``: the table svar counts too."""
    return figures(records_of_files(folder, answers=answers), year, quarter)


def records_of_files(folder: Path, *, answers: bool = False) -> Records:
    """The records that the files of the example municipality tell of."""
    about = tomllib.loads((folder / "example.toml").read_text(encoding="utf-8"))
    names = {entry["kind"]: folder / entry["file"] for entry in about["files"]}
    today: date = about["reference_day"]
    units: dict[str, str] = {}
    for row in _table(names["boendeenheter"]):
        units[_plain(row["Enhetskod"])] = units[_plain(row["Boendenamn"])] = row["Enhetskod"]
    rows = _table(names["personer"])
    persons = {}
    homes: dict[str, dict[date, str | None]] = {}
    certificates, responses = [], []
    for row in rows:
        number = _number(row["Personnummer"], today)
        persons[number] = {
            "id": number,
            "sex": "male" if int(number[10]) % 2 else "female",
            "birth_year": int(number[:4]),
        }
        issued = _day(row["Intyg utfärdat"])
        since = _day(row["Boende från"]) or issued or today
        unit = row["Boendeenhet"]
        homes.setdefault(number, {})[since] = None if unit is None else units[_plain(unit)]
        if issued is not None:
            certificates.append(
                {
                    "person": number,
                    "ground": str(row["Grund"]),
                    "issued": issued,
                    "valid_to": _day(row["Giltigt till"]),
                    "ended": _day(row["Avslutat"]),
                    "void": False,
                    "handed_over": None,
                }
            )
        responses += _response(number, row)
    if answers:
        for row in _table(names["svar"]):
            responses += _response(_number(row["Personnummer"], today), row)
    return {
        "persons": list(persons.values()),
        "certificates": certificates,
        "homes": [home for number, places in homes.items() for home in _homes(number, places)],
        "responses": responses,
        "population": _population(names["befolkning"], about["municipality"]["code"]),
    }


def _table(path: Path) -> list[dict[str, Any]]:
    book = openpyxl.load_workbook(path, data_only=True)
    headings, *rows = book.worksheets[0].iter_rows(values_only=True)
    book.close()
    return [dict(zip(map(str, headings), row, strict=True)) for row in rows if any(row)]


def _plain(word: str) -> str:
    return " ".join(word.split()).lower()


def _number(cell: Any, today: date) -> str:
    digits = re.sub(r"\D", "", str(cell))
    if len(digits) == 12:
        return digits
    this_century = int(f"20{digits[:2]}")
    old_enough = this_century <= today.year - 20
    return ("20" if old_enough and "+" not in str(cell) else "19") + digits


def _day(cell: Any) -> date | None:
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return None
    return cell.date() if isinstance(cell, datetime) else date.fromisoformat(cell.strip())


def _response(number: str, row: dict[str, Any]) -> list[dict[str, Any]]:
    word = _plain(str(row["Önskar munhälsobedömning"] or ""))
    if not word:
        return []
    if word not in _YES | _NO:
        raise ValueError("an answer that is neither yes nor no")
    answered = _day(row["Svarsdatum"])
    return [{"person": number, "answered": answered, "wants": word in _YES}]


def _homes(number: str, places: dict[date, str | None]) -> list[dict[str, Any]]:
    """Each home lasts to the day before the next one."""
    days = sorted(places)
    ends = [day - timedelta(days=1) for day in days[1:]] + [None]
    return [
        {"person": number, "unit": places[day], "from_day": day, "to_day": end}
        for day, end in zip(days, ends, strict=True)
    ]


def _population(path: Path, code: str) -> list[dict[str, Any]]:
    sums: Counter[tuple[int, int]] = Counter()
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if not row["region"].startswith(code):
                continue
            age = int(re.sub(r"\D", "", row["ålder"]))
            for heading, count in row.items():
                if heading.startswith("Folkmängd "):
                    sums[int(heading.removeprefix("Folkmängd ")), age] += int(count)
    return [{"year": year, "age": age, "count": count} for (year, age), count in sums.items()]
