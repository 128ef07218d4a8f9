"""Carrying out the steps of an undo in bulk: an import of 50,000 persons goes in one breath."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from munhalsa.adapters.store.first_shelves import Shelf
from munhalsa.adapters.store.records import plain
from munhalsa.adapters.store.shelves import SHELF_OF
from munhalsa.application.ports_undo import PutBack, Remove, Reset, Step
from munhalsa.domain.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A step with the row it meets, None for one to be put back, and whose it is."""

    step: Step
    shelf: Shelf
    subject: str
    row: Mapping[str, Any] | None
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Moves that one statement can do."""

    kind: type[Any]
    shelf: Shelf
    moves: Sequence[Move]


def wanted_rows(steps: Iterable[Step]) -> dict[type[Any], list[str]]:
    """Ids of the records that must be read first, by kind."""
    wanted: dict[type[Any], list[str]] = {}
    for step in steps:
        if not isinstance(step, PutBack):
            wanted.setdefault(step.kind, []).append(step.id)
    return wanted


def moves_of(
    steps: Iterable[Step], rows: Mapping[tuple[type[Any], str], Mapping[str, Any]]
) -> Iterator[Move]:
    """The steps with their rows; a reset that would change nothing falls away.

    KeyError when a record that must exist is gone.
    """
    for step in steps:
        shelf = SHELF_OF[step.kind]
        if isinstance(step, PutBack):
            subject = step.values[shelf.subject_column]
            yield Move(step=step, shelf=shelf, subject=subject, row=None, values=step.values)
            continue
        row = rows[step.kind, step.id]
        values: dict[str, Any] = {}
        if isinstance(step, Reset):
            values = {
                name: plain(value)
                for name, value in step.values.items()
                if row[name] != plain(value)
            }
            if not values:
                continue
        yield Move(
            step=step, shelf=shelf, subject=row[shelf.subject_column], row=row, values=values
        )


def batches(moves: Iterable[Move]) -> Iterator[Batch]:
    """What can go together: the n-th moves of many subjects, alike in what they do.

    The order within a subject stands; kinds of subjects stay apart, for persons live in units.
    """
    for _, block in groupby(moves, key=lambda move: move.shelf.subject_kind):
        waves: list[dict[tuple[type[Any], str, tuple[str, ...]], list[Move]]] = []
        turns: dict[str, int] = defaultdict(int)
        for move in block:
            turn = turns[move.subject]
            turns[move.subject] += 1
            if turn == len(waves):
                waves.append({})
            names = () if isinstance(move.step, Remove) else tuple(move.values)
            key = (type(move.step), move.shelf.table.name, names)
            waves[turn].setdefault(key, []).append(move)
        for wave in waves:
            for (kind, _, _), alike in wave.items():
                yield Batch(kind=kind, shelf=alike[0].shelf, moves=alike)
