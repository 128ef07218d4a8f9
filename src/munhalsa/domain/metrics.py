"""The figures of a quarter, from persons counted by every key at once (spec: metrics)."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any, Protocol

from munhalsa.domain.identity import Sex
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.rules import CoverageTarget, RuleBook

UNKNOWN = "unknown"
OWN_HOME = "own_home"
NO_CERTIFICATE = "none"
DIMENSIONS = ("unit", "ground", "sex", "age")
_ONLY_IF_SOME = {UNKNOWN, NO_CERTIFICATE}
_SEX_NAMES = {Sex.FEMALE: "Kvinnor", Sex.MALE: "Män", Sex.UNKNOWN: "Okänt"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CubeCell:
    """Persons with a valid certificate who share every key; ``wants`` None: not asked.

    ``unit_id`` is OWN_HOME for an own address, None where no home is known. ``received``: they got
    an assessment in the 12 months that end on the day.
    """

    unit_id: str | None
    ground: str
    sex: str
    birth_year: int | None
    wants: bool | None
    count: int
    received: bool = False


class Counted(Protocol):
    """A number of persons who share the keys of every breakdown."""

    @property
    def unit_id(self) -> str | None: ...
    @property
    def ground(self) -> str | None: ...
    @property
    def sex(self) -> str: ...
    @property
    def birth_year(self) -> int | None: ...
    @property
    def count(self) -> int: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """Somebody whom a figure counts, with the keys that they are counted under.

    ``period`` is the number of the shortest period, ``category`` that of a deviation; what does
    not concern the figure is None.
    """

    person_id: str
    unit_id: str | None
    ground: str
    sex: str
    birth_year: int | None
    wants: bool | None = None
    received: bool = False
    period: int = 0
    category: str | None = None


class Hidden(StrEnum):
    """What stands in place of a count that is not to be spread (spec: metrics, small numbers)."""

    SMALL = "<5"
    WITHHELD = ".."


Count = int | Hidden


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One row of a breakdown."""

    key: str
    name: str
    count: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """M2: the answers that count on the quarter's last day; the three add up to M1."""

    yes: Count
    no: Count
    not_asked: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """T1: ``share`` is an unrounded fraction; ``missing_to_target`` is a number of persons.

    ``unknown_age`` are persons with a certificate whose birth year nobody knows: not counted.
    Where the count is withheld, so is all that it could be worked out from: ``share`` is None.
    """

    certificates: Count
    population: int
    share: Fraction | None
    target: Fraction
    missing_to_target: Count
    lowest_age: int
    unknown_age: Count


def age_on(day: date, birth_year: int | None) -> int | None:
    """Age as the figures count it: calendar year of the day minus year of birth."""
    return None if birth_year is None else day.year - birth_year


def wishes_of(cells: Iterable[CubeCell]) -> Wishes:
    """How many want the assessment, do not, and were never asked."""
    counts: Counter[bool | None] = Counter()
    for cell in cells:
        counts[cell.wants] += cell.count
    return Wishes(yes=counts[True], no=counts[False], not_asked=counts[None])


def coverage_of(
    cells: Sequence[CubeCell],
    *,
    day: date,
    population: int | None,
    target: CoverageTarget,
    lowest_age: int,
) -> Coverage | None:
    """T1; None without a population (or with none at the ages that count)."""
    if not population:
        return None
    ages = [(age_on(day, cell.birth_year), cell.count) for cell in cells]
    certificates = sum(count for age, count in ages if age is not None and age >= lowest_age)
    return Coverage(
        certificates=certificates,
        population=population,
        share=Fraction(certificates, population),
        target=target.share,
        missing_to_target=max(0, target.persons_wanted(population) - certificates),
        lowest_age=lowest_age,
        unknown_age=sum(count for age, count in ages if age is None),
    )


@dataclasses.dataclass(slots=True)
class Margins:
    """Persons by home, ground, sex and year of birth, each added up by itself."""

    homes: dict[Any, int] = field(default_factory=lambda: defaultdict(int))
    grounds: dict[Any, int] = field(default_factory=lambda: defaultdict(int))
    sexes: dict[Any, int] = field(default_factory=lambda: defaultdict(int))
    years: dict[Any, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, dimension: str, value: str | None, persons: int) -> None:
        """Persons with one value of unit, ground, sex or year (of birth, as text)."""
        if dimension == "year":
            self.years[None if value is None else int(value)] += persons
        elif dimension == "sex":
            self.sexes[value] += persons
        elif dimension == "unit":
            self.homes[value] += persons
        else:
            self.grounds[value] += persons

    @property
    def persons(self) -> int:
        """How many there are: everybody has one sex."""
        return sum(self.sexes.values())


def breakdowns_of(
    cells: Iterable[Counted],
    *,
    day: date,
    rules: RuleBook,
    units: Sequence[tuple[str, str, str]],
) -> dict[str, tuple[Share, ...]]:
    """Counts per unit, ground, sex and age group; ``units`` are (id, key, name) in name order."""
    return named_breakdowns(_added_up(cells), day=day, rules=rules, units=units)


def named_breakdowns(
    margins: Margins,
    *,
    day: date,
    rules: RuleBook,
    units: Sequence[tuple[str, str, str]],
) -> dict[str, tuple[Share, ...]]:
    """The margins under the keys and names of the day; ``units`` are (id, key, name) by name.

    Every ground, sex and age group stands there also when it counts nobody; of the units and of
    what is unknown only those that count somebody.
    """
    unit_names = (
        *units,
        (OWN_HOME, OWN_HOME, "Eget boende"),
        (UNKNOWN, UNKNOWN, "Okänt boende"),
    )
    homes = _by_key(margins.homes, lambda unit: unit or UNKNOWN)
    ground_names = [(row.ground.value, row.text) for row in rules.grounds_on(day)]
    ages = [(row.key, row.name) for row in rules.age_groups_on(day)]
    return {
        "unit": rows_of(homes, unit_names, all_shown=False),
        "ground": _known_rows(
            _by_key(margins.grounds, lambda ground: str(ground or NO_CERTIFICATE)),
            [*ground_names, (NO_CERTIFICATE, "Inget intyg den dagen")],
        ),
        "sex": _known_rows(_by_key(margins.sexes, str), list(_SEX_NAMES.items())),
        "age": _known_rows(
            _by_key(margins.years, lambda year: age_key(year, day, rules)),
            [*ages, (UNKNOWN, "Okänd")],
        ),
    }


def age_key(birth_year: int | None, day: date, rules: RuleBook) -> str:
    """The key of the age group in a breakdown of that day."""
    age = age_on(day, birth_year)
    return UNKNOWN if age is None else rules.age_group_of(age, day=day).key


def _added_up(cells: Iterable[Counted]) -> Margins:
    """Once through the cells, for they are many."""
    margins = Margins()
    homes, grounds = margins.homes, margins.grounds
    sexes, years = margins.sexes, margins.years
    for cell in cells:
        count = cell.count
        homes[cell.unit_id] += count
        grounds[cell.ground] += count
        sexes[cell.sex] += count
        years[cell.birth_year] += count
    return margins


def _by_key(of_values: Mapping[Any, int], key_of: Callable[[Any], str]) -> Counter[str]:
    """Persons by key; which key a value has is asked once a value."""
    counts: Counter[str] = Counter()
    for value, count in of_values.items():
        counts[key_of(value)] += count
    return counts


def _known_rows(counts: Counter[str], names: Sequence[tuple[str, str]]) -> tuple[Share, ...]:
    rows = rows_of(counts, [(key, key, name) for key, name in names])
    return tuple(row for row in rows if row.count or row.key not in _ONLY_IF_SOME)


def rows_of(
    counts: Counter[str], names: Sequence[tuple[str, str, str]], *, all_shown: bool = True
) -> tuple[Share, ...]:
    """The named rows, and behind them any key that has no name, so that nobody is lost."""
    unnamed = sorted(counts.keys() - {identity for identity, _, _ in names})
    return tuple(
        Share(key=str(key), name=name, count=counts[identity])
        for identity, key, name in (*names, *((key, key, key) for key in unnamed))
        if all_shown or counts[identity]
    )
