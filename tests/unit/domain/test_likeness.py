"""Names one typing error apart, against the full distance; birth dates of every kind of number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from munhalsa.domain.likeness import birth_mark, one_slip_apart

NAMES = st.text(alphabet="abå ", max_size=6)


@given(first=NAMES, second=NAMES)
def test_one_slip_is_a_distance_of_at_most_one(first: str, second: str) -> None:
    assert one_slip_apart(first, second) is (OSA.distance(first, second) <= 1)


@given(name=st.text(min_size=1, max_size=20), at=st.integers(0, 19), letter=st.characters())
def test_a_changed_letter_is_one_slip(name: str, at: int, letter: str) -> None:
    at %= len(name)
    assert one_slip_apart(name, name[:at] + letter + name[at + 1 :])


@pytest.mark.parametrize(
    ("number", "mark"),
    [
        ("194101012399", "19410101"),
        ("194101612399", "19410101"),
        ("194101912399", "19410131"),
        ("19810829M071", "19810829"),
        ("22950606FH20", "22950606"),
    ],
)
def test_every_kind_of_number_of_one_day_is_alike(number: str, mark: str) -> None:
    assert birth_mark(number) == mark
