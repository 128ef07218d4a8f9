"""The figures of the yearly work in random municipalities, beside an independent script."""

from __future__ import annotations

from random import Random

from tests.support.random_work import working_municipality
from tests.support.work_oracle import work_figures


def test_random_work_has_something_of_everything_to_count() -> None:
    found = [
        work_figures(working_municipality(Random(seed), persons=120), 2025, 4) for seed in range(8)
    ]
    assert {one["M4"] is None for one in found} == {True, False}
    assert sum(one["M3"]["quarter"] for one in found) > 10
    assert sum(one["M5"]["participant_hours"] for one in found) > 10
    assert sum(one["M6"]["persons"] + one["M7"]["persons"] for one in found) > 1
    assert sum(len(one["K1"]) for one in found) > 1
    assert {bool(one["K2"]["missing"]) for one in found} == {True, False}
    assert sum(one["K3"] for one in found) > 1
    assert all(0 < one["A1"][0] < one["A1"][1] for one in found)
    assert any(len(rows) > 1 for rows in found[0]["breakdowns"]["M3"]["quarter"].values())
