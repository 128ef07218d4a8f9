"""``python -m benchmarks``: every row at every size, on both engines."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
import sqlcipher3.dbapi2 as sqlcipher
from rich.console import Console

from benchmarks.measuring import Result, taken
from benchmarks.places import Place, PostgresPlace, SqlcipherPlace, Stock, postgres_server
from benchmarks.rows import ROWS, WITHOUT_SERVER
from benchmarks.table import show, write
from tests.support.postgres import Server

SIZES = (1_000, 10_000, 50_000)
ENGINES = ("sqlcipher", "postgresql")
WIDTH = 120
LATEST = Path(__file__).parent / "latest.json"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, show and keep; a run of only some rows is not kept."""
    chosen = _parser().parse_args(arguments)
    console = Console(width=WIDTH) if not sys.stdout.isatty() else Console()
    results = list(
        measured(
            sizes=chosen.sizes,
            names=chosen.only or list(ROWS),
            engines=[chosen.engine] if chosen.engine else ENGINES,
            console=console,
        )
    )
    show(results, console)
    if not chosen.only and not chosen.engine:
        write(results, LATEST, versions=_versions())
        console.print(f"Kept in {LATEST.name}.")
    return 0


def measured(
    *,
    sizes: Sequence[int],
    names: Sequence[str],
    engines: Sequence[str],
    console: Console,
    stock: Stock | None = None,
    rounds_share: float = 1.0,
) -> Iterator[Result]:
    """One result for each row, size and engine that it concerns."""
    stock = stock or Stock()
    with ExitStack() as stack:
        for engine in engines:
            server = None
            if engine == "postgresql":
                server = stack.enter_context(postgres_server(stock))
            for persons in sizes:
                with _place(server, persons, stock, rounds_share) as place:
                    for name in names:
                        if engine == "postgresql" and name in WITHOUT_SERVER:
                            continue
                        console.print(f"{engine:<10}  {persons:>7,}  {name}", highlight=False)
                        with place.held:
                            yield taken(ROWS[name](place), engine=engine)


@contextmanager
def _place(
    server: Server | None, persons: int, stock: Stock, rounds_share: float
) -> Iterator[Place]:
    place: Place
    if server is None:
        place = SqlcipherPlace(persons=persons, stock=stock, rounds_share=rounds_share)
    else:
        place = PostgresPlace(
            persons=persons, stock=stock, rounds_share=rounds_share, server=server
        )
    try:
        yield place
    finally:
        place.close()


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
    parser.add_argument("--engine", choices=ENGINES, help="this engine alone")
    return parser


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(","))


if __name__ == "__main__":
    sys.exit(main())
