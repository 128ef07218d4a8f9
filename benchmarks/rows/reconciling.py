"""Comparing a list out of Intygsbeställningen with every certificate in the store."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from python_calamine import CalamineWorkbook

from benchmarks.measuring import Growth, Measure, Work, rounds_of_long_work
from benchmarks.places import Place, bare
from benchmarks.recording import recorded, replay
from munhalsa.adapters.tables.kinds import load_kind
from munhalsa.adapters.tables.reader import read_table
from munhalsa.adapters.tables.writer import write_table
from munhalsa.application.export_profile import ExportRow
from munhalsa.application.reconcile import compare_again
from tests.support.stores import TODAY, context_for

GOAL = 4.0
_KIND = "avstamning"
_HEADINGS = ("Personnummer", "Boendeenhet", "Önskar munhälsobedömning", "Grund", "Giltigt till")
_WORDS = {True: "Ja", False: "Nej", None: ""}
_OTHER_EVERY, _GONE_EVERY = 20, 50


def reconcile_list(place: Place) -> Measure:
    """A line for each certificate, some of them other (floor: calamine, the same SQL, a dict)."""
    context, kind = context_for(place.filled), load_kind(_KIND)
    held = _held(place)
    file = place.scratch / "lista.xlsx"
    write_table(file, _HEADINGS, _listed(held))

    def compare() -> object:
        return compare_again(context, read_table(file, kind=kind), kind)

    with recorded(place.filled.engine) as said:
        compare()
    selects = [one for one in said if one.reads and "certificate c" in one.statement]
    connection = place.held.enter_context(bare(place.filled.engine))

    def ours(_number: int) -> Work:
        return compare

    def floor(_number: int) -> Work:
        def read_and_compare() -> object:
            listed = _read_bare(file)
            replay(connection, selects)
            return _differences(listed, held)

        return read_and_compare

    return Measure(
        name="reconcile a list",
        size=len(held),
        rounds=place.rounds(rounds_of_long_work(len(held))),
        ours=ours,
        floor=floor,
        goal=GOAL,
        growth=Growth.LINEAR,
    )


def _held(place: Place) -> list[tuple[str, ...]]:
    with place.filled.read() as reader:
        sources = reader.registrations.export_sources(TODAY, everything=True, since=None)
        return [_told(source.row) for source in sources if not source.protected]


def _told(row: ExportRow) -> tuple[str, ...]:
    last = "" if row.last_day is None else row.last_day.isoformat()
    return (
        row.personal_identity_number,
        row.unit_name or "",
        _WORDS[row.wants],
        row.ground.value,
        last,
    )


def _listed(held: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Some are not in the list, and some have another unit there."""
    return [
        (one[0], "En annan enhet", *one[2:]) if place % _OTHER_EVERY == 0 else one
        for place, one in enumerate(held)
        if place % _GONE_EVERY != 1
    ]


def _read_bare(file: Path) -> Sequence[Sequence[object]]:
    return CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()[1:]


def _differences(
    listed: Sequence[Sequence[object]], held: Sequence[tuple[str, ...]]
) -> Sequence[object]:
    mine = {one[0]: one[1:] for one in held}
    theirs = {str(one[0]): tuple(one[1:]) for one in listed}
    return [number for number, one in theirs.items() if mine.get(number) != one] + [
        number for number in mine if number not in theirs
    ]
