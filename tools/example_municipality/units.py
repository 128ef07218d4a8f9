"""Units (boendeenheter) of the municipality, with their staff."""

import heapq
import unicodedata
from dataclasses import dataclass, field
from datetime import date

from tools.example_municipality import phones
from tools.example_municipality.chance import Chance
from tools.example_municipality.headings import Row
from tools.example_municipality.names import NameBook
from tools.example_municipality.places import (
    NAME_BEGINNINGS,
    NAME_ENDINGS,
    STREETS,
    UNIT_NAMES,
    Place,
)

CODE_LETTERS = {
    "Särskilt boende": "SB",
    "Korttidsboende": "KB",
    "LSS-boende": "LS",
    "Hemtjänst": "HT",
    "Hemsjukvård": "HS",
    "Daglig verksamhet": "DV",
    "Dagverksamhet": "DA",
}

NAME_STARTS = {
    "Särskilt boende": "",
    "Korttidsboende": "Korttiden ",
    "LSS-boende": "Gruppbostaden ",
    "Hemtjänst": "Hemtjänst ",
    "Hemsjukvård": "Hemsjukvård ",
    "Daglig verksamhet": "Daglig verksamhet ",
    "Dagverksamhet": "Dagverksamheten ",
}

LIVES_IN = ("Särskilt boende", "Korttidsboende", "LSS-boende")
"""Types with beds; the residents of the others live at addresses of their own."""

ROWS_PER_UNIT = 45
"""Persons in the lists for each unit, over the years."""


@dataclass(slots=True)
class Unit:
    """A unit; `opened` and `closed` are proleptic ordinals, `closed` 0 for a unit that is open."""

    code: str
    name: str
    type: str
    street: str
    postal_code: str
    city: str
    responsible: str
    phone: str
    email: str
    door_code: str | None
    opened: int
    closed: int
    issuers: tuple[str, ...]
    residents: int = 0
    rooms: int = 0
    free_rooms: list[tuple[int, int]] = field(default_factory=list)

    def take_room(self, first: int, last: int) -> str:
        """A room nobody else has in those days; call in the order of the first days."""
        if self.free_rooms and self.free_rooms[0][0] < first:
            _, number = heapq.heappop(self.free_rooms)
        else:
            number = self.rooms
            self.rooms += 1
        heapq.heappush(self.free_rooms, (last, number))
        return str(100 * (1 + number // 14) + number % 14 + 1)

    @property
    def has_beds(self) -> bool:
        return self.type in LIVES_IN

    def open_through(self, first: int, last: int) -> bool:
        return self.opened <= first and (not self.closed or last <= self.closed)


def make_units(
    *, persons: int, start: int, today: int, place: Place, names: NameBook, chance: Chance
) -> dict[str, list[Unit]]:
    """Units by type; the first of each type is open all the time, one closes and one opens."""
    issuers = staff(count=max(7, persons // 250), names=names, chance=chance)
    units: dict[str, list[Unit]] = {}
    smallest = sum(len(known) for known in UNIT_NAMES.values())
    scale = max(1.0, persons / (ROWS_PER_UNIT * smallest))
    used: set[str] = set()
    for kind, known in UNIT_NAMES.items():
        units[kind] = []
        for number in range(round(len(known) * scale)):
            name = known[number] if number < len(known) else new_name(kind, used, chance)
            used.add(name)
            responsible = full_name(names, chance, birth_year=1974)
            postal_code, city = home_locality(place, chance)
            units[kind].append(
                Unit(
                    code=f"{CODE_LETTERS[kind]}{number + 1:02d}",
                    name=name,
                    type=kind,
                    street=f"{chance.pick(STREETS)} {chance.between(1, 48)}",
                    postal_code=postal_code,
                    city=city,
                    responsible=responsible,
                    phone=phones.landline(chance),
                    email=f"{mail_name(responsible)}@{place.domain}",
                    door_code=f"{chance.between(1000, 9999)}" if chance.happens(0.4) else None,
                    opened=first_of_month(start - chance.between(3000, 12000)),
                    closed=0,
                    issuers=(chance.pick(issuers), chance.pick(issuers)),
                )
            )
    homes = units["Särskilt boende"]
    homes[-1].closed = first_of_month(today - 500) - 1
    homes[-2].opened = first_of_month(start + (today - start) // 3)
    return units


def first_of_month(day: int) -> int:
    return date.fromordinal(day).replace(day=1).toordinal()


def new_name(kind: str, used: set[str], chance: Chance) -> str:
    """A name no other unit has; numbered when the plain ones are used up."""
    made = f"{NAME_STARTS[kind]}{chance.pick(NAME_BEGINNINGS)}{chance.pick(NAME_ENDINGS)}"
    number = 1
    name = made
    while name in used:
        number += 1
        name = f"{made} {number}"
    return name


def home_locality(place: Place, chance: Chance) -> tuple[str, str]:
    """Half of the addresses lie in the first half of the place's localities, and so on down."""
    fraction = chance.fraction()
    return place.localities[int(fraction * fraction * len(place.localities))]


def staff(*, count: int, names: NameBook, chance: Chance) -> list[str]:
    """Different full names of people of working age."""
    found: dict[str, None] = {}
    while len(found) < count:
        found[full_name(names, chance, birth_year=1968 + 10 * (len(found) % 3))] = None
    return list(found)


def full_name(names: NameBook, chance: Chance, *, birth_year: int) -> str:
    return " ".join(names.draw(chance, woman=chance.happens(0.8), birth_year=birth_year))


def mail_name(name: str) -> str:
    """`Åsa Öberg` as `asa.oberg`; letters without a plain form fall away."""
    folded = unicodedata.normalize("NFKD", name.lower().replace("ø", "o").replace("ł", "l"))
    return ".".join(
        "".join(letter for letter in word if letter.isascii() and letter.isalnum())
        for word in folded.split()
    )


def unit_rows(units: dict[str, list[Unit]]) -> list[Row]:
    """Rows for `boendeenheter`; places are what the residents of today need and some more."""
    rows: list[Row] = []
    for kind in units.values():
        for unit in kind:
            places = (unit.residents * 9 // 8 + 2) // 2 * 2 if unit.has_beds else None
            rows.append(
                (
                    unit.code,
                    unit.name,
                    unit.type,
                    unit.street,
                    unit.postal_code,
                    unit.city,
                    None if unit.closed else places,
                    max(6, unit.residents * 4 // 5),
                    unit.responsible,
                    unit.phone,
                    unit.email,
                    unit.door_code,
                    date.fromordinal(unit.opened),
                    date.fromordinal(unit.closed) if unit.closed else None,
                )
            )
    return rows
