"""Lists out of the care system and the population register, a few weeks newer than the rest."""

from datetime import date

from tools.example_municipality.chance import Chance
from tools.example_municipality.days import Days
from tools.example_municipality.headings import Row
from tools.example_municipality.numbers import NumberBook
from tools.example_municipality.people import AT_HOME, LSS, Episode, PeopleMaker, Person, workday
from tools.example_municipality.places import STREETS, Place
from tools.example_municipality.units import Unit, home_locality

SERVICES = {
    "nursing": ("Särskilt boende", "Särskilt boende"),
    "home_help": ("Hemtjänst", "Hemtjänst, personlig omvårdnad"),
    "home_care": ("Hemsjukvård", "Hemsjukvård"),
    "lss_home": ("LSS-boende", "LSS, bostad med särskild service"),
    "lss_day": ("Daglig verksamhet", "LSS, daglig verksamhet"),
}
GROUPS_DRAWN = ("nursing", "nursing", "home_help", "home_help", "home_help", "home_care", *LSS)
YOUNG = 2
"""Rows for people of 20 to 23 years, where the age limit is not settled."""


def service_rows(
    *,
    maker: PeopleMaker,
    episodes: list[Episode],
    days: Days,
    chance: Chance,
) -> list[Row]:
    """One row for each eight certificates; every fifth is of somebody who has one."""
    today = maker.today
    current = [
        episode
        for episode in episodes
        if episode.issued and episode.last_day(today) == today and not episode.person.protected
    ]
    dated: list[tuple[int, Row]] = []
    young = NumberBook(last_birth=date(date.fromordinal(today).year - 20, 1, 1))
    for number in range(len(episodes) // 8):
        if number % 5 == 4 and current:
            known = current.pop(int(chance.fraction() * len(current)))
            dated.append((known.since, service_row(known.person, known.unit, known.since, 0, days)))
            continue
        since = workday(today - chance.between(10, 700))
        if number < YOUNG:
            person = young_person(maker, young, today - int(365.25 * 22) + number * 40)
        else:
            person = maker.person(group_name=chance.pick(GROUPS_DRAWN), around=today)
        kind = SERVICES[person.group][0]
        unit = maker.unit(kind, since, today)
        ended = workday(since + (today - since) // 2) if chance.happens(0.1) else 0
        dated.append((since, service_row(person, unit, since, ended, days)))
    dated.sort(key=lambda row: row[0])
    return [row for _, row in dated]


def young_person(maker: PeopleMaker, numbers: NumberBook, birth: int) -> Person:
    """Somebody with LSS who was born on that day or soon after."""
    person = maker.person(group_name="lss_home", around=maker.today)
    person.number, person.birth = numbers.draw(birth=birth, woman=person.woman)
    year = date.fromordinal(birth).year
    person.given, person.family = maker.names.draw(
        maker.chance, woman=person.woman, birth_year=year
    )
    return person


def service_row(person: Person, unit: Unit, since: int, ended: int, days: Days) -> Row:
    service = dict(SERVICES.values()).get(unit.type, unit.type)
    return (
        person.number,
        person.given,
        person.family,
        service,
        unit.name,
        days[since],
        days[ended],
    )


def register_rows(
    *, maker: PeopleMaker, episodes: list[Episode], place: Place, days: Days, chance: Chance
) -> list[Row]:
    """Changes of some of those with a certificate today, and of people nobody here knows."""
    today = maker.today
    rows: list[Row] = []
    for episode in episodes:
        person = episode.person
        valid = episode.issued and episode.last_day(today) == today
        if not valid or person.protected or person.died:
            continue
        if chance.happens(0.2 if person.group in AT_HOME else 0.05):
            row = change_row(person, episode.issued, maker, place, days, chance)
            rows.extend([row] if row else [])
    rows.extend(new_number_rows(maker, episodes))
    for _ in range(max(3, len(rows) // 4)):
        stranger = maker.person(group_name="nursing", around=today)
        rows.append((stranger.number, days[today - chance.between(1, 20)], *[None] * 9))
    return rows


def change_row(
    person: Person, issued: int, maker: PeopleMaker, place: Place, days: Days, chance: Chance
) -> Row | None:
    """A death, a new address, a new name, protection or a move out of the municipality."""
    today = maker.today
    fraction = chance.fraction()
    if fraction < 0.42:
        died = max(issued, today - chance.between(0, 9))
        return (person.number, days[died], *[None] * 9)
    if fraction < 0.75:
        if person.group not in AT_HOME:
            return None
        street = f"{chance.pick(STREETS)} {chance.between(1, 62)}"
        postal_code, city = home_locality(place, chance)
        return (person.number, *[None] * 6, street, postal_code, city, None)
    if fraction < 0.85:
        _, family = maker.names.draw(chance, woman=person.woman, birth_year=1950)
        return (person.number, *[None] * 4, person.given, family, *[None] * 4)
    if fraction < 0.91:
        return (person.number, *[None] * 9, "Sekretessmarkering")
    if fraction < 0.97:
        return (person.number, None, None, "Skara", *[None] * 7)
    return (person.number, None, days[today - 20], *[None] * 8)


def new_number_rows(maker: PeopleMaker, episodes: list[Episode]) -> list[Row]:
    """One person with a samordningsnummer has been given a personnummer."""
    for episode in reversed(episodes):
        person = episode.person
        if int(person.number[6:8]) > 60 and not person.died:
            new, _ = maker.numbers.draw(birth=person.birth, woman=person.woman)
            return [(person.number, None, None, None, new, *[None] * 6)]
    return []
