"""Persons and their certificates, as chains of draws: no two certificates of one overlap."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tools.example_municipality import phones
from tools.example_municipality.chance import Chance, pool
from tools.example_municipality.names import NameBook
from tools.example_municipality.numbers import COORDINATION_NUMBERS, NumberBook
from tools.example_municipality.places import DENTISTS, STREETS, Place
from tools.example_municipality.units import Unit, full_name, home_locality

YOUNGEST = 26
"""Years at issue by calendar year: two more than the limit, so that moved dates keep to it."""

UNIQUE_NAMES_UP_TO = 3000
"""Persons; beyond that full names repeat as they do in the country."""


@dataclass(slots=True)
class Group:
    """How one group lives: unit, ground, years of age at issue, mean days until the end."""

    unit_type: str
    ground: str
    ages: tuple[int, int, int]
    mean_days: float
    deaths: float
    guardian: float


GROUPS = {
    "nursing": Group("Särskilt boende", "2a", (68, 102, 87), 1300, 0.93, 0.25),
    "short_stay": Group("Korttidsboende", "2a", (66, 98, 83), 700, 0.85, 0.2),
    "lss_home": Group("LSS-boende", "1", (26, 72, 48), 8000, 0.5, 0.85),
    "lss_day": Group("Daglig verksamhet", "1", (26, 64, 38), 7000, 0.2, 0.7),
    "home_care": Group("Hemsjukvård", "2b", (45, 97, 80), 1450, 0.8, 0.12),
    "home_help": Group("Hemtjänst", "2c", (52, 99, 83), 1450, 0.8, 0.12),
    "day_care": Group("Dagverksamhet", "2c", (65, 95, 80), 1300, 0.7, 0.1),
}
SHARES: dict[str, float] = {
    "nursing": 56,
    "short_stay": 3,
    "lss_home": 9,
    "lss_day": 4,
    "home_care": 12,
    "home_help": 14,
    "day_care": 2,
}
AT_HOME = ("home_care", "home_help", "day_care")
LSS = ("lss_home", "lss_day")


@dataclass(slots=True)
class Person:
    number: str
    given: str
    family: str
    woman: bool
    birth: int
    group: str
    protected: str | None
    dentist: str | None
    contact: tuple[str, str, str] | None
    wants: bool | None
    address: tuple[str, str, str] | None
    died: int = 0


@dataclass(slots=True)
class Episode:
    """A certificate, or with `issued` 0 only a person; days are proleptic ordinals, 0 is none."""

    person: Person
    unit: Unit
    ground: str
    since: int
    issued: int
    valid_to: int
    ended: int
    reason: str | None
    issuer: str
    wants: bool | None
    answered: int
    last_of_person: bool = True
    room: str | None = None

    def last_day(self, today: int) -> int:
        """Last day on which it counts, no later than today."""
        return min(self.valid_to or today, self.ended or today, today)


class PeopleMaker:
    """Draws one person after the other; holds what has to be different among them."""

    def __init__(
        self,
        *,
        persons: int,
        start: int,
        today: int,
        place: Place,
        units: dict[str, list[Unit]],
        names: NameBook,
        chance: Chance,
    ) -> None:
        self.chance = chance
        self.start, self.today = start, today
        self.units, self.names, self.place = units, names, place
        self.numbers = NumberBook(last_birth=date(date.fromordinal(today).year - YOUNGEST, 12, 31))
        self.dentists = [name.format(name=place.name) for name in DENTISTS]
        self.groups = pool(SHARES, size=400)
        self.women = 0.62 if persons < 150_000 else 0.5
        self.present_from_start = min(0.3, 1.5 * 365 / (today - start))
        self._guardians = [
            (full_name(names, chance, birth_year=1955), phones.mobile(chance))
            for _ in range(max(9, persons // 60))
        ]
        self._coordination = list(COORDINATION_NUMBERS)
        self._full_names: set[str] | None = set() if persons <= UNIQUE_NAMES_UP_TO else None

    def episodes_of_new_person(self) -> list[Episode]:
        chance = self.chance
        group_name = chance.pick(self.groups)
        issued = self._issue_day()
        person = self.person(group_name=group_name, around=issued)
        eldest = date.fromordinal(person.birth).year + YOUNGEST
        issued = max(issued, date(eldest, 1, 1).toordinal())
        group = GROUPS[person.group]
        if chance.happens(0.015):
            unit = self.unit(group.unit_type, issued, self.today)
            return [self._episode(person, unit, group.ground, issued=0, since=issued)]
        end = issued + 6 + chance.waiting_time(group.mean_days)
        if chance.happens(0.012):
            return [self._issued_in_error(person, group, issued)]
        if person.group in AT_HOME and chance.happens(0.28) and end - issued > 150:
            episodes = self._moves_to_nursing_home(person, group, issued, end)
        elif person.group in AT_HOME and chance.happens(0.25):
            episodes = list(self._limited_in_time(person, group, issued, end))
        else:
            unit = self.unit(group.unit_type, issued, min(end, self.today))
            episodes = [self._episode(person, unit, group.ground, issued=issued)]
        self._end(episodes, group, end)
        for episode in episodes:
            self._answer(episode)
        return episodes

    def person(self, *, group_name: str, around: int) -> Person:
        """Somebody of an age that fits the group on that day, as far as there are numbers."""
        chance = self.chance
        youngest, eldest, usual = GROUPS[group_name].ages
        ages = (youngest, usual) if chance.happens(0.5) else (usual, eldest)
        spread = chance.fraction() * chance.fraction()
        age = ages[0] + (ages[1] - ages[0]) * (1 - spread if ages[1] == usual else spread)
        woman = chance.happens(0.45 if group_name in LSS else self.women)
        number, birth = self.numbers.draw(birth=around - int(age * 365.25), woman=woman)
        if (around - birth) / 365.25 < youngest - 3:
            group_name = "lss_home"
        if self._coordination and chance.happens(0.007):
            number, birth, woman = self._coordination_number(around, group_name) or (
                number,
                birth,
                woman,
            )
        given, family = self._name(woman=woman, birth_year=int(number[:4]))
        address = None
        if group_name in AT_HOME or group_name == "lss_day":
            flat = f" lgh 1{chance.between(0, 3)}0{chance.between(1, 6)}"
            street = f"{chance.pick(STREETS)} {chance.between(1, 62)}"
            postal_code, city = home_locality(self.place, chance)
            address = (street + (flat if chance.happens(0.3) else ""), postal_code, city)
        return Person(
            number=number,
            given=given,
            family=family,
            woman=woman,
            birth=birth,
            group=group_name,
            protected=self._protected(),
            dentist=chance.pick(self.dentists) if chance.happens(0.86) else None,
            contact=self._contact(family, GROUPS[group_name].guardian),
            wants=self._wish(),
            address=address,
        )

    def _coordination_number(self, around: int, group: str) -> tuple[str, int, bool] | None:
        """One not used yet, of an age that fits the group, with birthday and sex."""
        youngest, eldest, _ = GROUPS[group].ages
        year = date.fromordinal(around).year
        for number in self._coordination:
            if youngest <= year - int(number[:4]) <= eldest:
                self._coordination.remove(number)
                birth = date(int(number[:4]), int(number[4:6]), int(number[6:8]) - 60)
                return number, birth.toordinal(), int(number[10]) % 2 == 0
        return None

    def _name(self, *, woman: bool, birth_year: int) -> tuple[str, str]:
        name = self.names.draw(self.chance, woman=woman, birth_year=birth_year)
        taken = self._full_names
        if taken is not None:
            while " ".join(name) in taken:
                name = self.names.draw(self.chance, woman=woman, birth_year=birth_year)
            taken.add(" ".join(name))
        return name

    def _wish(self) -> bool | None:
        fraction = self.chance.fraction()
        return True if fraction < 0.75 else False if fraction < 0.88 else None

    def _protected(self) -> str | None:
        if not self.chance.happens(0.006):
            return None
        return "Skyddad folkbokföring" if self.chance.happens(0.3) else "Sekretessmarkering"

    def _contact(self, family: str, guardian: float) -> tuple[str, str, str] | None:
        chance = self.chance
        if chance.happens(guardian):
            name, phone = chance.pick(self._guardians)
            return name, "God man" if chance.happens(0.8) else "Förvaltare", phone
        if not chance.happens(0.5):
            return None
        given, own_family = self.names.draw(chance, woman=chance.happens(0.6), birth_year=1958)
        name = f"{given} {family if chance.happens(0.55) else own_family}"
        relation = "Framtidsfullmakt" if chance.happens(0.1) else "Närstående"
        phone = phones.mobile(chance) if chance.happens(0.8) else phones.landline(chance)
        return name, relation, phone

    def _issue_day(self) -> int:
        chance = self.chance
        if chance.happens(self.present_from_start):
            day = self.start + int(chance.fraction() * chance.fraction() * 330)
        else:
            day = self.start + int(chance.fraction() * (self.today - self.start - 2))
        return max(self.start, workday(day))

    def unit(self, kind: str, first: int, last: int) -> Unit:
        """A unit that was open all those days; the first of each type always was."""
        for _ in range(4):
            unit = self.chance.pick(self.units[kind])
            if unit.open_through(first, last):
                return unit
        return self.units[kind][0]

    def _episode(
        self,
        person: Person,
        unit: Unit,
        ground: str,
        *,
        issued: int,
        since: int = 0,
        valid_to: int = 0,
    ) -> Episode:
        if not since:
            years_before = 2500 if person.group in LSS else 60
            since = max(unit.opened, issued - self.chance.between(0, years_before))
        return Episode(
            person=person,
            unit=unit,
            ground=ground,
            since=since,
            issued=issued,
            valid_to=valid_to,
            ended=0,
            reason=None,
            issuer=self.chance.pick(unit.issuers),
            wants=None,
            answered=0,
        )

    def _issued_in_error(self, person: Person, group: Group, issued: int) -> Episode:
        unit = self.unit(group.unit_type, issued, self.today)
        episode = self._episode(person, unit, group.ground, issued=issued)
        ended = issued + self.chance.between(1, 20)
        if ended <= self.today:
            episode.ended, episode.reason = ended, "Felaktigt utfärdat"
        return episode

    def _moves_to_nursing_home(
        self, person: Person, group: Group, issued: int, end: int
    ) -> list[Episode]:
        """Another ground from the day of the move; the old certificate ends the day before."""
        moved = workday(issued + int((end - issued) * (0.3 + 0.5 * self.chance.fraction())))
        home = self.unit(group.unit_type, issued, min(end, self.today))
        at_home = self._episode(person, home, group.ground, issued=issued)
        if moved > self.today or moved <= issued:
            return [at_home]
        at_home.ended, at_home.reason, at_home.last_of_person = moved - 1, "Ersatt", False
        unit = self.unit("Särskilt boende", moved, min(end, self.today))
        return [at_home, self._episode(person, unit, "2a", issued=moved, since=moved)]

    def _limited_in_time(
        self, person: Person, group: Group, issued: int, end: int
    ) -> Iterator[Episode]:
        """For a year at a time, renewed from the day after; one in five is let to lapse."""
        unit = self.unit(group.unit_type, issued, min(end, self.today))
        since = max(unit.opened, issued - self.chance.between(0, 60))
        while True:
            valid_to = issued + (181 if self.chance.happens(0.3) else 364)
            episode = self._episode(
                person, unit, group.ground, issued=issued, since=since, valid_to=valid_to
            )
            renewed = valid_to < end and valid_to < self.today and self.chance.happens(0.8)
            episode.last_of_person = not renewed
            yield episode
            if not renewed:
                return
            issued = valid_to + 1

    def _end(self, episodes: list[Episode], group: Group, end: int) -> None:
        last = episodes[-1]
        if end > self.today or (last.valid_to and last.valid_to < end):
            return
        fraction = self.chance.fraction()
        last.ended = end
        if fraction < group.deaths:
            last.reason, last.person.died = "Avliden", end
        elif fraction < group.deaths + (1 - group.deaths) * 0.6:
            last.reason = "Flyttat"
        else:
            last.reason = "Ej längre berättigad"

    def _answer(self, episode: Episode) -> None:
        """What was answered first stands until the last certificate; who was never asked, never."""
        wants = episode.person.wants
        if wants is None:
            return
        if not episode.last_of_person and self.chance.happens(0.1):
            wants = not wants
        delay = self.chance.between(0, 45)
        episode.wants = wants
        episode.answered = min(episode.issued + delay, episode.last_day(self.today))


def workday(day: int) -> int:
    """The day, or the Friday before a weekend."""
    return day - max(0, (day - 1) % 7 - 4)
