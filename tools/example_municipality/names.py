"""Names as common as they are in Sweden, by sex and year of birth."""

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path

from tools.example_municipality.chance import Chance, pool

FOREIGN_SHARE = 0.12
"""Of the persons; about the share of those over 65 who were born abroad."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Names of one part of the world."""

    women: list[str]
    men: list[str]
    family: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameBook:
    """Pools to pick from; a name stands there as many times as it is common."""

    family: list[str]
    women: dict[int, list[str]]
    men: dict[int, list[str]]
    origins: list[Origin]

    def draw(self, chance: Chance, *, woman: bool, birth_year: int) -> tuple[str, str]:
        """Given name and family name."""
        if chance.happens(FOREIGN_SHARE):
            origin = chance.pick(self.origins)
            given = chance.pick(origin.women if woman else origin.men)
            return given, chance.pick(origin.family)
        by_decade = self.women if woman else self.men
        return chance.pick(by_decade[cohort(birth_year)]), chance.pick(self.family)


def cohort(birth_year: int) -> int:
    """The year from which the list of given names of somebody born that year counts."""
    return 1900 if birth_year < 1930 else min(birth_year // 10 * 10, 1980)


@functools.cache
def name_book() -> NameBook:
    data = tomllib.loads(Path(__file__).with_name("names.toml").read_text("utf-8"))
    given = {int(year): lists for year, lists in data["given"].items()}
    return NameBook(
        family=pool(data["family"], size=16384),
        women={year: ranked(lists["women"]) for year, lists in given.items()},
        men={year: ranked(lists["men"]) for year, lists in given.items()},
        origins=[
            Origin(women=part["women"], men=part["men"], family=part["family"])
            for part in data["origin"].values()
            for _ in range(part["weight"])
        ],
    )


def ranked(names: list[str]) -> list[str]:
    """A pool in which the first name of the list is some five times as common as the last."""
    return pool({name: 1 / (rank + 7) for rank, name in enumerate(names)})
