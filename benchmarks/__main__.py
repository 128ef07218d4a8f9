"""``python -m benchmarks``: every row at every size, on both engines."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import psycopg
import sqlcipher3.dbapi2 as sqlcipher
from rich.console import Console

from benchmarks.measuring import Result, taken
from benchmarks.places import Place, Stock, embedded_places, postgres_server, shared_places
from benchmarks.rows import ONLY_SERVER, ROWS, WITHOUT_SERVER
from benchmarks.table import show, told, write

SIZES = (1_000, 10_000, 50_000)
ENGINES = ("sqlcipher", "postgresql")
WIDTH = 120
LATEST = Path(__file__).parent / "latest.json"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, show and keep; a run of only some rows or sizes is kept when asked for."""
    chosen = _parser().parse_args(arguments)
    console = Console() if sys.stdout.isatty() else Console(width=WIDTH)
    names = chosen.only or list(ROWS)
    engines = [chosen.engine] if chosen.engine else ENGINES
    results: list[Result] = []
    with ExitStack() as stack:
        stock = stack.enter_context(Stock())
        if "sqlcipher" in engines:
            places = embedded_places(sizes=chosen.sizes, stock=stock)
            results += measured(places, names=names, console=console)
        if "postgresql" in engines:
            server = stack.enter_context(postgres_server(stock))
            places = shared_places(sizes=chosen.sizes, stock=stock, server=server)
            results += measured(places, names=names, console=console)
    show(results, console)
    if chosen.keep or (not chosen.only and not chosen.engine and tuple(chosen.sizes) == SIZES):
        write(results, LATEST, versions=_versions())
        console.print(f"Kept in {LATEST.name}.")
    return 0


def measured(
    places: Iterable[Place], *, names: Sequence[str], console: Console
) -> Iterator[Result]:
    """One result for each row at each place that it concerns."""
    for place in places:
        for name in names:
            if name in (WITHOUT_SERVER if place.engine == "postgresql" else ONLY_SERVER):
                continue
            console.print(f"{place.engine:<10}  {place.persons:>7,}  {name}", highlight=False)
            with place.held:
                result = taken(ROWS[name](place), engine=place.engine, persons=place.persons)
            # The table comes last; a run that is cut off has told what it had.
            console.print(f"{'':<21}{told(result)}", highlight=False)
            yield result


def _versions() -> dict[str, str]:
    return {"sqlite": sqlcipher.sqlite_version, "psycopg": psycopg.__version__}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--sizes",
        type=_sizes,
        default=SIZES,
        help="persons, with commas between (500000 is possible, and takes its time)",
    )
    parser.add_argument("--only", nargs="+", choices=list(ROWS), metavar="NAME", help="these rows")
    parser.add_argument("--keep", action="store_true", help="renew these rows in latest.json")
    parser.add_argument("--engine", choices=ENGINES, help="this engine alone")
    return parser


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(","))


if __name__ == "__main__":
    sys.exit(main())
