"""The population of the municipality in the layout in which PxWeb saves it; made-up numbers."""

import math
from datetime import date

from tools.example_municipality.chance import Chance
from tools.example_municipality.headings import Row
from tools.example_municipality.people import Episode
from tools.example_municipality.places import Place

OLDEST = 100
"""The last class holds everybody of that age and over."""

ADULT_FROM = 24
USUAL_COVERAGE = 0.028


def population_table(
    *, place: Place, episodes: list[Episode], today: int, years: int, chance: Chance
) -> tuple[tuple[str, ...], list[Row]]:
    """Headings and rows for the years whose 31 December the figures of the history need."""
    last = date.fromordinal(today).year - 1
    covered = range(last - years, last + 1)
    inhabitants = place.inhabitants or inhabitants_for(episodes, today)
    headings = ("region", "ålder", "kön", *(f"Folkmängd {year}" for year in covered))
    weights = [age_weight(age) for age in range(OLDEST + 1)]
    rows: list[Row] = []
    for age, weight in enumerate(weights):
        for sex, share in (("män", men_share(age)), ("kvinnor", 1 - men_share(age))):
            expected = inhabitants * weight / sum(weights) * share
            counts = []
            for year in covered:
                drift = 1 + 0.002 * (year - last) * (-1 if age < 20 else 1 if age > 70 else 0.3)
                noise = 1 + 0.12 * (chance.fraction() - 0.5)
                counts.append(round(expected * drift * noise))
            label = f"{age}+ år" if age == OLDEST else f"{age} år"
            rows.append((f"{place.code} {place.name}", label, sex, *counts))
    return headings, rows


def age_weight(age: int) -> float:
    """How many there are of an age beside the others, as in a small Swedish municipality."""
    if age < 19:
        return 1.05
    if age < 30:
        return 0.86
    if age < 62:
        return 1.12
    if age < 78:
        return 1.2
    weight = 1.2 * math.pow(0.975, (age - 77) * (1 + (age - 77) / 7))
    return weight * 2 if age == OLDEST else weight


def men_share(age: int) -> float:
    return 0.512 if age < 65 else max(0.2, 0.505 - 0.0075 * (age - 65))


def inhabitants_for(episodes: list[Episode], today: int) -> int:
    """So many that those with a certificate today make about the usual coverage."""
    certified = sum(
        1 for episode in episodes if episode.issued and episode.last_day(today) == today
    )
    weights = [age_weight(age) for age in range(OLDEST + 1)]
    adults = sum(weights[ADULT_FROM:]) / sum(weights)
    return round(certified / USUAL_COVERAGE / adults)
