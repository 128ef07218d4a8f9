"""The results as a table on the screen and as a file."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.measuring import Growth, Result, Unit

FLAT_GROWTH = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Grown:
    """How the time of a row grew from the smallest to the largest size; per item where linear."""

    name: str
    engine: str
    growth: Growth
    sizes: tuple[int, int]
    times: float


def growth_of(results: Sequence[Result]) -> list[Grown]:
    """For every row that was measured at more than one size."""
    rows: dict[tuple[str, str], list[Result]] = {}
    for result in results:
        rows.setdefault((result.engine, result.name), []).append(result)
    grown = []
    for (engine, name), found in rows.items():
        first, last = min(found, key=_size), max(found, key=_size)
        if first.n == last.n:
            continue
        times = last.ours_median / first.ours_median
        if last.growth is Growth.LINEAR:
            times /= last.n / first.n
        grown.append(
            Grown(
                name=name,
                engine=engine,
                growth=last.growth,
                sizes=(first.n, last.n),
                times=times,
            )
        )
    return grown


def _size(result: Result) -> int:
    return result.n


def show(results: Sequence[Result], console: Console) -> None:
    """Times in milliseconds, sizes in MB; what is over its goal stands out."""
    table = Table(title="Ours beside the floor, median of the rounds, milliseconds (or MB)")
    table.add_column("row")
    table.add_column("engine")
    for heading in ("persons", "n", "ours", "p95", "floor", "ratio", "goal", "MB", "rounds"):
        table.add_column(heading, justify="right")
    for result in sorted(results, key=lambda result: (result.engine, result.name, result.persons)):
        table.add_row(
            result.name,
            result.engine,
            f"{result.persons:,}",
            f"{result.n:,}",
            _number(result.ours_median, result.unit),
            _number(result.ours_p95, result.unit),
            _number(result.floor_median, result.unit),
            f"{result.ratio:.2f}",
            "" if result.goal is None else f"{result.goal:g}",
            f"{result.bytes / 1e6:.1f}",
            str(result.rounds),
            style="bold red" if result.is_over else None,
        )
    console.print(table)
    _show_growth(growth_of(results), console)


def told(result: Result) -> str:
    """A result in a line."""
    ours, floor = (
        _number(value, result.unit) for value in (result.ours_median, result.floor_median)
    )
    return f"{ours} beside {floor}: {result.ratio:.2f}"


def _show_growth(grown: Sequence[Grown], console: Console) -> None:
    if not grown:
        return
    table = Table(title="Growth of ours with the size (linear: of the time for one)")
    for heading in ("row", "engine", "from", "to", "kind", "times"):
        table.add_column(heading, justify="left" if heading in ("row", "engine") else "right")
    for one in grown:
        over = one.times > FLAT_GROWTH
        table.add_row(
            one.name,
            one.engine,
            f"{one.sizes[0]:,}",
            f"{one.sizes[1]:,}",
            one.growth.value,
            f"{one.times:.2f}",
            style="bold red" if over else None,
        )
    console.print(table)


def _number(value: float, unit: Unit) -> str:
    if unit is Unit.BYTES:
        return f"{value / 1e6:,.1f} MB"
    return f"{value * 1000:,.2f}" if value < 1 else f"{value * 1000:,.0f}"


def write(results: Sequence[Result], path: Path, *, versions: dict[str, str]) -> None:
    """What was measured with, and one entry for each row, engine and size; others stay."""
    rows = {_key(row): row for row in _kept(path)}
    rows |= {_key(row): row for row in map(_entry, results)}
    document: dict[str, Any] = {
        "machine": {
            "system": f"{platform.system()} {platform.machine()}",
            "processors": os.cpu_count(),
            "python": platform.python_version(),
            **versions,
        },
        "rows": list(rows.values()),
    }
    path.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


def _kept(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        return []
    rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["rows"]
    return rows


def _key(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["engine"], row["name"], row["persons"]


def _entry(result: Result) -> dict[str, Any]:
    return {
        "name": result.name,
        "engine": result.engine,
        "n": result.n,
        "persons": result.persons,
        "ours": {"median": round(result.ours_median, 7), "p95": round(result.ours_p95, 7)},
        "floor": round(result.floor_median, 7),
        "ratio": round(result.ratio, 3),
        "goal": result.goal,
        "most": result.most,
        "unit": result.unit.value,
        "bytes": result.bytes,
        "rounds": result.rounds,
    }
