"""Sheets of labels: which label comes where."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from munhalsa.domain.label_sheet import LabelSheet
from munhalsa.domain.refusal import Rejected

SHEET = LabelSheet(
    code="3x8", name="24 per ark", columns=3, rows=8, width=70, height=37, left=0, top=0.5,
    across=70, down=37,
)  # fmt: skip


def test_labels_lie_row_by_row() -> None:
    places = [SHEET.place(number) for number in (1, 3, 4, 24)]
    assert places == [(0, 0.5), (140, 0.5), (0, 37.5), (140, 259.5)]


@given(st.integers(0, 60), st.integers(1, 24))
def test_a_begun_sheet_is_filled_and_then_the_next(count: int, start: int) -> None:
    places = SHEET.spread(count, start=start)
    whole = [page * SHEET.labels + number for page, number in places]
    assert whole == list(range(start, start + count))
    assert all(1 <= number <= SHEET.labels for _, number in places)


def test_there_is_a_label_to_begin_on() -> None:
    SHEET.check_start(24)
    for start in (0, 25):
        with pytest.raises(Rejected) as caught:
            SHEET.check_start(start)
        assert caught.value.field == "start"
