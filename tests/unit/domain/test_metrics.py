"""Figures out of persons counted by every key at once."""

from __future__ import annotations

from collections import Counter
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from munhalsa.domain.metrics import (
    Coverage,
    CubeCell,
    Share,
    age_on,
    breakdowns_of,
    coverage_of,
    rows_of,
    wishes_of,
)
from munhalsa.domain.rules import GroundRule
from tests.support.reports import UNITS, cell, counts
from tests.support.rules import ALWAYS, rule_book

DAY = date(2026, 9, 30)
RULES = rule_book()
TARGET = RULES.coverage_target_on(DAY)

cells = st.lists(
    st.builds(
        cell,
        st.integers(1, 50),
        unit_id=st.sampled_from([None, "own_home", "id-A", "id-B"]),
        ground=st.sampled_from(["1", "2a", "2b", "2c"]),
        sex=st.sampled_from(["female", "male", "unknown"]),
        birth_year=st.none() | st.integers(1900, 2026),
        wants=st.none() | st.booleans(),
    ),
    max_size=12,
)


def coverage(
    found: list[CubeCell], *, population: int | None = 1000, lowest_age: int = 24
) -> Coverage | None:
    return coverage_of(found, day=DAY, population=population, target=TARGET, lowest_age=lowest_age)


def total(rows: tuple[Share, ...]) -> int:
    return sum(int(row.count) for row in rows)


def test_whoever_had_no_certificate_that_day_has_a_row_of_their_own() -> None:
    """A deviation may be about somebody without one; nobody is lost."""
    found = breakdowns_of([cell(3, ground=None)], day=DAY, rules=RULES, units=UNITS)
    rows = [(row.key, row.name, row.count) for row in found["ground"] if row.count]
    assert rows == [("none", "Inget intyg den dagen", 3)]


def test_keys_without_a_name_come_last_in_their_own_order() -> None:
    keys = [f"{number:02}" for number in range(30)]
    rows = rows_of(Counter(dict.fromkeys(reversed(keys), 1)), [("05", "05", "Fem")])
    assert [row.key for row in rows] == ["05", *(key for key in keys if key != "05")]


def test_age_is_counted_by_calendar_year() -> None:
    assert age_on(date(2026, 1, 1), 2002) == age_on(date(2026, 12, 31), 2002) == 24
    assert age_on(DAY, None) is None


@given(cells)
def test_every_breakdown_and_the_three_answers_add_up_to_the_figure(found: list[CubeCell]) -> None:
    everybody = sum(one.count for one in found)
    wishes = wishes_of(found)
    assert int(wishes.yes) + int(wishes.no) + int(wishes.not_asked) == everybody
    breakdowns = breakdowns_of(found, day=DAY, rules=RULES, units=UNITS)
    assert breakdowns.keys() == {"unit", "ground", "sex", "age"}
    assert {total(rows) for rows in breakdowns.values()} == {everybody}


@given(cells, st.integers(1, 5000))
def test_coverage_counts_known_ages_and_never_misses_less_than_nobody(
    found: list[CubeCell], population: int
) -> None:
    figure = coverage(found, population=population)
    assert figure is not None
    aged = sum(one.count for one in found if one.birth_year is not None and one.birth_year <= 2002)
    assert figure.certificates == aged
    assert figure.share == Fraction(aged, population)
    missing = int(figure.missing_to_target)
    assert missing >= 0
    assert aged + missing >= population * 3 / 100
    assert missing == 0 or aged + missing - 1 < population * 3 / 100


@pytest.mark.parametrize("population", [None, 0])
def test_without_a_population_the_coverage_is_missing_and_never_nought(
    population: int | None,
) -> None:
    assert coverage([cell(5)], population=population) is None


def test_the_base_decides_whether_somebody_who_turns_24_counts() -> None:
    found = [cell(3, birth_year=2002), cell(2, birth_year=2001), cell(1, birth_year=None)]
    from_24, over_24 = coverage(found), coverage(found, lowest_age=25)
    assert from_24 is not None
    assert over_24 is not None
    assert (from_24.certificates, over_24.certificates) == (5, 2)
    assert (from_24.unknown_age, over_24.unknown_age) == (1, 1)


def test_units_stand_in_their_order_when_they_count_somebody() -> None:
    found = [cell(2, unit_id="id-C"), cell(1), cell(4, unit_id="own_home"), cell(3, unit_id=None)]
    rows = breakdowns_of(found, day=DAY, rules=RULES, units=UNITS)["unit"]
    assert rows == (
        Share(key="A", name="Enhet A", count=1),
        Share(key="C", name="Enhet C", count=2),
        Share(key="own_home", name="Eget boende", count=4),
        Share(key="unknown", name="Okänt boende", count=3),
    )


def test_grounds_sexes_and_ages_stand_there_also_when_they_count_nobody() -> None:
    breakdowns = breakdowns_of([], day=DAY, rules=RULES, units=UNITS)
    assert counts(breakdowns["ground"]) == {"1": 0, "2a": 0, "2b": 0, "2c": 0}
    assert counts(breakdowns["sex"]) == {"female": 0, "male": 0}
    assert counts(breakdowns["age"]) == {"young": 0, "middle": 0, "old": 0}
    assert breakdowns["unit"] == ()


def test_unknown_sex_and_age_have_keys_of_their_own() -> None:
    found = [cell(2, sex="unknown", birth_year=None)]
    breakdowns = breakdowns_of(found, day=DAY, rules=RULES, units=UNITS)
    assert counts(breakdowns["sex"])["unknown"] == 2
    assert counts(breakdowns["age"])["unknown"] == 2


def test_somebody_on_a_ground_that_the_rules_no_longer_have_is_still_counted() -> None:
    grounds = tuple(
        GroundRule(**ALWAYS, ground=row.ground, text=row.text, law=row.law)
        for row in RULES.grounds
        if row.ground != "2b"
    )
    rules = rule_book(grounds=grounds)
    rows = breakdowns_of([cell(3, ground="2b")], day=DAY, rules=rules, units=UNITS)["ground"]
    assert counts(rows) == {"1": 0, "2a": 0, "2c": 0, "2b": 3}
