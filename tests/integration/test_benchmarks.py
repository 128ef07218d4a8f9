"""Every measure runs, so that none of them rots between two looks at the speed."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

from benchmarks.__main__ import measured
from benchmarks.measuring import Growth, Result, percentile
from benchmarks.places import Stock, embedded_places, shared_places
from benchmarks.rows import ONLY_SERVER, ROWS
from benchmarks.table import growth_of, show, write
from tests.support.postgres import Server

PERSONS = 40
_QUICK = ("search-part", "card-logged", "register-and-issue", "write-csv")
"""Some that need no more than the filled store; all of them are among the long tests."""


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stock]:
    """Prepared stores of a hamlet."""
    with Stock(tmp_path_factory.mktemp("stock")) as prepared:
        yield prepared


@pytest.fixture(scope="module")
def results(stock: Stock) -> list[Result]:
    """One round of some rows in an embedded store."""
    return _one_round(stock, list(_QUICK))


def _one_round(stock: Stock, names: list[str]) -> list[Result]:
    places = embedded_places(sizes=[PERSONS], stock=stock, rounds_share=0.0)
    return list(measured(places, names=names, console=Console(quiet=True)))


def _check(results: list[Result], count: int) -> None:
    assert len({result.name for result in results}) == len(results) == count
    assert all(result.ours_median > 0 and result.floor_median > 0 for result in results)
    assert {(result.engine, result.rounds) for result in results} == {("sqlcipher", 1)}


def test_a_row_is_measured_and_both_sides_take_some_time(results: list[Result]) -> None:
    _check(results, len(_QUICK))


@pytest.mark.long
def test_every_row_is_measured(stock: Stock) -> None:
    _check(_one_round(stock, list(ROWS)), len(ROWS) - len(ONLY_SERVER))


@pytest.mark.long
def test_many_clients_at_once_are_measured(stock: Stock, postgres_server: Server) -> None:
    places = shared_places(sizes=[PERSONS], stock=stock, rounds_share=0.0, server=postgres_server)
    (result,) = measured(places, names=list(ONLY_SERVER), console=Console(quiet=True))
    assert result.ours_median > 0
    assert result.floor_median > 0


@pytest.mark.long
def test_a_shared_store_is_filled_and_measured_in_the_same_way(
    stock: Stock, postgres_server: Server
) -> None:
    places = shared_places(sizes=[PERSONS], stock=stock, rounds_share=0.0, server=postgres_server)
    names = ["search-part", "card-logged", "backup"]
    results = list(measured(places, names=names, console=Console(quiet=True)))
    assert [result.name for result in results] == ["search: part of a name", "open a card, logged"]
    assert all(result.ours_median > 0 and result.floor_median > 0 for result in results)


def test_the_results_are_shown_and_kept_with_what_they_were_measured_on(
    results: list[Result], tmp_path: Path
) -> None:
    console = Console(record=True, file=io.StringIO(), width=160)
    show(results, console)
    write(results, tmp_path / "latest.json", versions={"sqlite": "3"})
    write(results[:1], tmp_path / "latest.json", versions={"sqlite": "3"})
    kept = json.loads((tmp_path / "latest.json").read_text(encoding="utf-8"))
    assert "open a card, logged" in console.export_text()
    assert kept["machine"]["sqlite"] == "3"
    assert [row["name"] for row in kept["rows"]] == [result.name for result in results]
    assert set(kept["rows"][0]) == {
        "name", "engine", "persons", "n", "ours", "floor", "ratio", "goal", "most", "unit", "bytes",
        "rounds",
    }  # fmt: skip


def _result(*, n: int, seconds: float, growth: Growth) -> Result:
    return Result(
        name="row",
        engine="sqlcipher",
        persons=n,
        n=n,
        ours_median=seconds,
        ours_p95=seconds,
        floor_median=seconds / 2,
        bytes=0,
        rounds=1,
        goal=None,
        growth=growth,
    )


@pytest.mark.parametrize(("growth", "times"), [(Growth.FLAT, 20.0), (Growth.LINEAR, 2.0)])
def test_growth_is_of_the_whole_or_of_the_time_for_one(growth: Growth, times: float) -> None:
    small, large = (_result(n=n, seconds=s, growth=growth) for n, s in ((10, 1.0), (100, 20.0)))
    (grown,) = growth_of([large, small])
    assert grown.times == pytest.approx(times)
    assert grown.sizes == (10, 100)


def test_a_row_of_one_size_has_no_growth() -> None:
    assert growth_of([_result(n=10, seconds=1.0, growth=Growth.FLAT)]) == []


def test_the_95th_percentile_is_a_time_that_was_measured() -> None:
    assert percentile([float(number) for number in range(1, 101)], 0.95) == 95.0
    assert percentile([3.0, 1.0], 0.95) == 3.0
    assert percentile([2.0], 0.95) == 2.0
