"""Puts a municipality together out of its parts."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from tools.example_municipality.certificates import certificate_rows, settle
from tools.example_municipality.chance import Chance
from tools.example_municipality.days import Days
from tools.example_municipality.headings import HEADINGS, KINDS, Row
from tools.example_municipality.names import NameBook, name_book
from tools.example_municipality.people import Episode, PeopleMaker
from tools.example_municipality.places import GOTENE, Place
from tools.example_municipality.population import population_table
from tools.example_municipality.registers import register_rows, service_rows
from tools.example_municipality.sessions import deviation_rows, training_rows
from tools.example_municipality.spelling import untidy
from tools.example_municipality.units import Unit, make_units, staff, unit_rows
from tools.example_municipality.visits import VisitMaker, Visits, in_order

AFTER_THE_CERTIFICATE = ("svar", "bedomningar", "tandvardsbesok", "avvikelser")
UNTIDY_KINDS = ("personer", "svar", "bedomningar", "tandvardsbesok")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One file's headings and rows; a date is a `datetime.date`, an empty cell None."""

    headings: tuple[str, ...]
    rows: list[Row]


@dataclass(frozen=True, slots=True, kw_only=True)
class Municipality:
    """All tables that were asked for, by kind, and the day they are true on."""

    place: Place
    today: date
    years: int
    seed: int
    persons: int
    tables: dict[str, Table]


def generate(
    *,
    persons: int,
    seed: int,
    years: int,
    today: date,
    municipality: Place = GOTENE,
    kinds: Collection[str] = KINDS,
    untidy_share: float = 0.0,
) -> Municipality:
    """The same answer for the same arguments; a kind is the same whichever others are made."""
    return Generator(
        persons=persons,
        seed=seed,
        years=years,
        today=today,
        place=municipality,
        untidy_share=untidy_share,
    ).municipality(kinds)


class Generator:
    """The steps, each with draws of its own so that none depends on what else was asked for."""

    def __init__(
        self,
        *,
        persons: int,
        seed: int,
        years: int,
        today: date,
        place: Place,
        untidy_share: float,
    ) -> None:
        self.persons, self.seed, self.years, self.place = persons, seed, years, place
        self.today = today.toordinal()
        self.start = (today - timedelta(days=round(365.25 * years))).toordinal()
        self.untidy_share = untidy_share
        self.days = Days()
        self.names: NameBook = name_book()
        self.units: dict[str, list[Unit]] = make_units(
            persons=persons,
            start=self.start,
            today=self.today,
            place=place,
            names=self.names,
            chance=self._chance("units"),
        )
        self.hygienists = staff(
            count=max(4, persons // 2500), names=self.names, chance=self._chance("hygienists")
        )

    def municipality(self, kinds: Collection[str]) -> Municipality:
        episodes, maker = self._people()
        wanted = set(kinds)
        visits = self._visits(episodes) if wanted & set(AFTER_THE_CERTIFICATE) else Visits()
        lists = self._lists(episodes, maker) if wanted & {"insatser", "folkbokforing"} else {}
        tables = {
            kind: self._table(kind, episodes, visits, lists) for kind in KINDS if kind in wanted
        }
        return Municipality(
            place=self.place,
            today=date.fromordinal(self.today),
            years=self.years,
            seed=self.seed,
            persons=self.persons,
            tables=tables,
        )

    def _chance(self, part: str) -> Chance:
        return Chance(f"{self.seed}/{part}")

    def _people(self) -> tuple[list[Episode], PeopleMaker]:
        """Certificates in the order of issue; those of one person have the same Person."""
        maker = PeopleMaker(
            persons=self.persons,
            start=self.start,
            today=self.today,
            place=self.place,
            units=self.units,
            names=self.names,
            chance=self._chance("people"),
        )
        episodes = [
            episode for _ in range(self.persons) for episode in maker.episodes_of_new_person()
        ]
        settle(episodes, self.today)
        maker.chance = self._chance("others")
        return episodes, maker

    def _visits(self, episodes: list[Episode]) -> Visits:
        maker = VisitMaker(
            today=self.today,
            chance=self._chance("visits"),
            hygienists=self.hygienists,
            dentist=f"Folktandvården {self.place.name}",
            days=self.days,
        )
        by_person = sorted(episodes, key=lambda episode: episode.person.number)
        for _, of_one in groupby(by_person, key=lambda episode: episode.person.number):
            maker.visit(of_one)
        return maker.visits

    def _lists(self, episodes: list[Episode], maker: PeopleMaker) -> dict[str, list[Row]]:
        """Both always in this order, as they draw persons from the same maker."""
        services = service_rows(
            maker=maker,
            episodes=episodes,
            days=self.days,
            chance=self._chance("insatser"),
        )
        changes = register_rows(
            maker=maker,
            episodes=episodes,
            place=self.place,
            days=self.days,
            chance=self._chance("folkbokforing"),
        )
        return {"insatser": services, "folkbokforing": changes}

    def _table(
        self, kind: str, episodes: list[Episode], visits: Visits, lists: dict[str, list[Row]]
    ) -> Table:
        if kind == "befolkning":
            headings, rows = population_table(
                place=self.place,
                episodes=episodes,
                today=self.today,
                years=self.years,
                chance=self._chance(kind),
            )
            return Table(headings=headings, rows=rows)
        rows = lists[kind] if kind in lists else self._rows(kind, episodes, visits)
        if self.untidy_share and kind in UNTIDY_KINDS:
            chance = self._chance(f"{kind}/spelling")
            rows = untidy(kind, rows, share=self.untidy_share, chance=chance)
        return Table(headings=HEADINGS[kind], rows=rows)

    def _rows(self, kind: str, episodes: list[Episode], visits: Visits) -> list[Row]:
        match kind:
            case "boendeenheter":
                return unit_rows(self.units)
            case "personer":
                return certificate_rows(episodes, self.days)
            case "svar":
                return list(in_order(visits.svar))
            case "bedomningar":
                return list(in_order(visits.bedomningar))
            case "tandvardsbesok":
                return list(in_order(visits.tandvardsbesok))
            case "utbildningar":
                return self._trainings()
            case _:
                return deviation_rows(
                    went_wrong=visits.went_wrong,
                    units=self.units,
                    start=self.start,
                    today=self.today,
                    days=self.days,
                    chance=self._chance("avvikelser"),
                )

    def _trainings(self) -> list[Row]:
        return training_rows(
            units=self.units,
            start=self.start,
            today=self.today,
            trainers=self.hygienists,
            staff=staff(count=40, names=self.names, chance=self._chance("staff")),
            days=self.days,
            chance=self._chance("utbildningar"),
        )
