"""What happened after the certificate: later answers, assessments and dental care."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tools.example_municipality import phones
from tools.example_municipality.certificates import ANSWERS
from tools.example_municipality.chance import Chance, pool
from tools.example_municipality.days import Days
from tools.example_municipality.headings import Row
from tools.example_municipality.people import Episode, workday

OUTCOMES = pool(
    {
        "Utförd": 80.0,
        "Ej närvarande": 6.0,
        "Avböjd vid besök": 5.0,
        "Orkar ej": 4.0,
        "Inställd av tandvården": 3.0,
        "Fel boendeenhet": 2.0,
    },
    size=200,
)
CARE_NEEDS = pool({"Inget": 60.0, "Ej akut": 33.0, "Akut": 7.0}, size=100)
TITLES = ("leg. tandhygienist", "leg. tandhygienist", "leg. tandhygienist", "leg. tandläkare")


@dataclass(slots=True)
class Visits:
    """Rows of three kinds, and (day, number, unit, outcome) of the visits that went wrong."""

    svar: list[tuple[int, Row]] = field(default_factory=list)
    bedomningar: list[tuple[int, Row]] = field(default_factory=list)
    tandvardsbesok: list[tuple[int, Row]] = field(default_factory=list)
    went_wrong: list[tuple[int, str, str, str]] = field(default_factory=list)


class VisitMaker:
    """Draws the visits to one person after the other."""

    def __init__(
        self, *, today: int, chance: Chance, hygienists: list[str], dentist: str, days: Days
    ) -> None:
        self.today, self.chance, self.days, self.dentist = today, chance, days, dentist
        self.hygienists = [
            (name, chance.pick(TITLES), phones.mobile(chance)) for name in hygienists
        ]
        self.visits = Visits()

    def visit(self, episodes: Iterable[Episode]) -> None:
        """Adds what happened while each certificate was valid; they are of one person."""
        for episode in episodes:
            if episode.issued:
                willing_from = self._answers(episode)
                if willing_from:
                    self._assessments(episode, willing_from)
                self._dental_care(episode)

    def _answers(self, episode: Episode) -> int:
        """Later answers, asked for about once a year; the first day of a yes, or 0."""
        chance = self.chance
        last = episode.last_day(self.today)
        if episode.wants:
            return episode.answered
        if episode.wants is None and chance.happens(0.88):
            return 0
        asked = episode.answered or episode.issued
        while True:
            asked = workday(asked + chance.between(355, 440))
            if asked > last:
                return 0
            if chance.happens(0.72):
                wants = chance.happens(0.18)
                row = (episode.person.number, self.days[asked], ANSWERS[wants], by_whom(episode))
                self.visits.svar.append((asked, row))
                if wants:
                    return asked

    def _assessments(self, episode: Episode, willing_from: int) -> None:
        chance = self.chance
        last = episode.last_day(self.today)
        day = workday(willing_from + chance.between(14, 170))
        while day <= last:
            outcome = chance.pick(OUTCOMES)
            self._assessment(episode, day, outcome)
            done = outcome == "Utförd"
            day = workday(day + (chance.between(330, 400) if done else chance.between(25, 80)))

    def _assessment(self, episode: Episode, day: int, outcome: str) -> None:
        chance, number, unit = self.chance, episode.person.number, episode.unit.name
        done = outcome == "Utförd"
        name, title, phone = chance.pick(self.hygienists)
        row = (
            number,
            self.days[day],
            outcome,
            name,
            title,
            phone,
            ("Ja" if chance.happens(0.83) else "Nej") if done else None,
            chance.pick(CARE_NEEDS) if done else None,
            unit,
        )
        self.visits.bedomningar.append((day, row))
        if outcome in ("Fel boendeenhet", "Avböjd vid besök", "Inställd av tandvården"):
            self.visits.went_wrong.append((day, number, unit, outcome))

    def _dental_care(self, episode: Episode) -> None:
        chance = self.chance
        last = episode.last_day(self.today)
        day = episode.issued
        often = 420.0 if episode.person.dentist else 1100.0
        while True:
            day = workday(day + 12 + chance.waiting_time(often))
            if day > last:
                return
            provider = episode.person.dentist or self.dentist
            self.visits.tandvardsbesok.append(
                (day, (episode.person.number, self.days[day], provider))
            )


def by_whom(episode: Episode) -> str:
    """Who gave the answer: a contact that is on record, else the person."""
    contact = episode.person.contact
    if contact is None:
        return "Själv"
    return "God man" if contact[1] in ("God man", "Förvaltare") else "Närstående"


def in_order(rows: list[tuple[int, Row]]) -> Iterator[Row]:
    """By day; the order in which they were drawn decides within a day."""
    rows.sort(key=lambda dated: dated[0])
    return (row for _, row in rows)
