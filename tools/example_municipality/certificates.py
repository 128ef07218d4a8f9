"""Rows for `personer`: one for each certificate, in the order in which they were issued."""

from tools.example_municipality.days import Days
from tools.example_municipality.headings import Row
from tools.example_municipality.people import Episode

ANSWERS = {True: "Ja", False: "Nej", None: None}


def settle(episodes: list[Episode], today: int) -> None:
    """Sorts by day of issue, gives rooms and counts who lives in each unit today."""
    episodes.sort(key=lambda episode: episode.issued or episode.since)
    for episode in episodes:
        last = episode.last_day(today)
        if episode.unit.has_beds:
            free_again = episode.ended if episode.ended and episode.ended <= today else today + 1
            episode.room = episode.unit.take_room(episode.since, free_again)
        if last == today and episode.issued:
            episode.unit.residents += 1


def certificate_rows(episodes: list[Episode], days: Days) -> list[Row]:
    return [certificate_row(episode, days) for episode in episodes]


def certificate_row(episode: Episode, days: Days) -> Row:
    person = episode.person
    street, postal_code, city = (
        person.address if person.address and not person.protected else (None, None, None)
    )
    contact, relation, phone = person.contact or (None, None, None)
    certified = episode.issued != 0
    return (
        person.number,
        person.given,
        person.family,
        episode.unit.name,
        days[episode.since],
        episode.room,
        street,
        postal_code,
        city,
        person.protected,
        days[person.died] if episode.last_of_person else None,
        person.dentist,
        contact,
        relation,
        phone,
        episode.ground if certified else None,
        days[episode.issued],
        days[episode.valid_to],
        days[episode.ended],
        episode.reason,
        episode.issuer if certified else None,
        ANSWERS[episode.wants],
        days[episode.answered],
    )
