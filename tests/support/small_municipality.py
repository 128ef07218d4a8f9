"""A municipality of a handful of people, each there for a reason; numbers are for tests only."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Somebody:
    """A row of the list of persons."""

    number: str
    given_name: str
    family_name: str
    unit: str = ""
    protected: str = ""
    ground: str = ""
    issued: str = ""
    valid_to: str = ""
    wants: str = ""
    answered: str = ""


WITH_YES = Somebody(
    "193601016987", "Ragnhild", "Åkesson", "A1", "", "2a", "2024-02-01", "", "Ja", "2024-02-10"
)
WITH_NO = Somebody(
    "194001042383", "Torvald", "Ekwall", "A1", "", "2a", "2024-03-01", "", "Nej", "2024-03-05"
)
NOT_ASKED = Somebody("195001182046", "Birgitta", "Öberg", "B2", "", "1", "2025-05-01")
ENDING = Somebody("196001062626", "Sixten", "Wallgren", "B2", "", "2a", "2025-01-10", "2026-12-20")
PROTECTED = Somebody(
    "193701139051", "Gunvor", "Dolderman", "A1", "Sekretessmarkering", "2a", "2025-02-01"
)
WITHOUT = Somebody("194001079120", "Hillevi", "Zetterqvist", "A1")
UNCONFIRMED_AGE = Somebody("200601012396", "Leon", "Granath", "B2")
TOO_YOUNG = Somebody("201001012382", "Elvira", "Norling", "B2")

PEOPLE = (*(WITH_YES, WITH_NO, NOT_ASKED, ENDING, PROTECTED, WITHOUT, UNCONFIRMED_AGE, TOO_YOUNG),)
NEWCOMER = "195001232296"

_UNITS = (
    ("Enhetskod", "Boendenamn", "Boendetyp", "Gatuadress", "Postnummer", "Postort", "Platsantal")
    + ("Ansvarig", "Telefon"),
    ("A1", "Björkgården", "Särskilt boende", "Storgatan 1", "501 15", "Borås", "24")
    + ("Enhetschefen på Björkgården", "033-390 06 01"),
    ("B2", "Åsens LSS-boende", "LSS-boende", "Åsgatan 9", "501 16", "Borås", "6")
    + ("Enhetschefen på Åsen", "033-390 06 02"),
)
_PERSONS = (
    "Personnummer",
    "Förnamn",
    "Efternamn",
    "Boendeenhet",
    "Boende från",
    "Skyddade uppgifter",
) + ("Grund", "Intyg utfärdat", "Giltigt till", "Önskar munhälsobedömning", "Svarsdatum")
_POPULATION = (
    ("Kommunkod", "År", "Ålder från", "Antal"),
    *(("1490", "2025", str(age), "25") for age in range(20, 30)),
)


def write_lists(folder: Path) -> dict[str, Path]:
    """The lists as the municipality has them, by kind in the order they are taken in."""
    folder.mkdir(exist_ok=True)
    persons = [
        (one.number, one.given_name, one.family_name, one.unit, "2024-01-01", one.protected)
        + (one.ground, one.issued, one.valid_to, one.wants, one.answered)
        for one in PEOPLE
    ]
    return {
        "boendeenheter": _write(folder / "boendeenheter.csv", *_UNITS),
        "personer": _write(folder / "personer.csv", _PERSONS, *persons),
        "befolkning": _write(folder / "befolkning.csv", *_POPULATION),
    }


def _write(path: Path, *rows: tuple[str, ...]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    return path
