"""Every person of the list as it is shown, into a file: columns, order, log and all."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import xlsxwriter

from benchmarks.measuring import Growth, Measure, Work, rounds_of_long_work
from benchmarks.places import Bare, Place, bare
from benchmarks.recording import Said, recorded, replay
from munhalsa.adapters.tables.table_files import TableFiles
from munhalsa.application.context import Context
from munhalsa.application.export_profile import ExportCell
from munhalsa.application.ports_lists import PersonFilter
from munhalsa.application.save_list import About, ListColumn, SaveList, Windows, save_list
from munhalsa.desktop.models.person_model import PersonSource, person_columns
from munhalsa.desktop.models.window_model import Order, windows_of
from tests.support.stores import context_for

GOAL = 2.0
_BESIDE = 1_000_000

Ready = Sequence[Sequence[ExportCell]]
Write = Callable[[Path, Sequence[str], Ready], None]


def list_csv(place: Place) -> Measure:
    """From the store to the file, logged (floor: the same SQL bare, its log too, csv.writer)."""
    return _saving(place, "list to CSV", "list.csv", _csv_bare)


def list_xlsx(place: Place) -> Measure:
    """From the store to the file, logged (floor: the same SQL bare, its log too, XlsxWriter)."""
    return _saving(place, "list to XLSX", "list.xlsx", _xlsx_bare)


class _Kept(TableFiles):
    """Keeps the rows instead of writing them."""

    rows: Ready = ()

    def write_list(
        self,
        path: Path,
        *,
        columns: Sequence[ListColumn],
        rows: Iterable[Sequence[ExportCell]],
        about: Callable[[], About],
        settle: Callable[[], None],
    ) -> None:
        self.rows = [tuple(row) for row in rows]


def _saving(place: Place, name: str, file: str, write: Write) -> Measure:
    context, out = context_for(place.filled), place.scratch / file
    command, windows = _asked(context)
    kept = _Kept()
    save_list(context, kept, command, windows=windows, out=out)
    headings = [column.title for column in command.columns]

    def save() -> object:
        return save_list(context, TableFiles(), command, windows=windows, out=out)

    with recorded(place.filled.engine) as said:
        save()
    selects = [one for one in said if one.reads]
    connection = place.held.enter_context(bare(place.filled.engine))
    noted = _of_log(said) if place.engine == "sqlcipher" else _of_shared_log(said, connection, name)

    def ours(_number: int) -> Work:
        return save

    def floor(number: int) -> Work:
        rows_of_log = noted(number)

        def read_and_write() -> None:
            replay(connection, selects)
            write(out, headings, kept.rows)
            replay(connection, rows_of_log)

        return read_and_write

    rows = len(kept.rows)
    return Measure(
        name=name,
        size=rows,
        rounds=place.rounds(rounds_of_long_work(rows)),
        ours=ours,
        floor=floor,
        goal=GOAL,
        growth=Growth.LINEAR,
    )


def _asked(context: Context) -> tuple[SaveList, Windows]:
    """The list of everybody, with the columns it has from the start."""
    source = PersonSource(PersonFilter())
    page = source.page(context, Order(column="name"))
    columns = [column for column in person_columns() if column.shown]
    windows = windows_of(
        source, page.ids, columns, id_of=lambda row: row.id, person_of=lambda row: row.id
    )
    command = SaveList(
        name="persons",
        title="Personer",
        columns=tuple(column.of_file for column in columns),
        of_persons=True,
        recipient="mätningen",
        purpose="mätning",
    )
    return command, windows


def _of_shared_log(
    said: Sequence[Said], connection: Bare, name: str
) -> Callable[[int], Sequence[Said]]:
    """What was written to PostgreSQL's log by its function and by COPY, in a chain of that name."""
    written = [one for one in said if one.writes]
    connection.cursor().execute("SELECT audit_start(%s)", (name,))
    events = [one.values for one in written if not one.many]
    links = count(1)

    def beside(number: int) -> Sequence[Said]:
        renamed = {event["id"]: f"{number:04d}{event['id'][4:]}" for event in events}

        def linked(event: Mapping[str, Any]) -> Mapping[str, Any]:
            place = next(links)
            head, previous = (f"{each:064d}" for each in (place, place - 1))
            chain = {"chain": name, "seq": place, "hash": head, "previous": previous}
            return {**event, **chain, "id": renamed[event["id"]]}

        return [
            Said(
                one.statement,
                [tuple(renamed.get(value, value) for value in row) for row in one.values]
                if one.many
                else linked(one.values),
                many=one.many,
            )
            for one in written
        ]

    return beside


def _of_log(said: Sequence[Said]) -> Callable[[int], Sequence[Said]]:
    """What was written to the log, for each round anew beside the chain, whose head stays."""
    written = [one for one in said if one.writes and not one.statement.startswith("UPDATE")]
    events = [_names(one.statement) for one in written]
    known = {
        one.values[names.index("id")]
        for one, names in zip(written, events, strict=True)
        if "seq" in names
    }

    def beside(number: int) -> Sequence[Said]:
        renamed = {event: f"{number:04d}{event[4:]}" for event in known}

        def row(values: Sequence[Any], names: Sequence[str]) -> tuple[Any, ...]:
            return tuple(
                value + _BESIDE * (number + 1)
                if name == "seq"
                else renamed.get(value, value)
                if isinstance(value, str)
                else value
                for name, value in zip(names, values, strict=True)
            )

        return [
            Said(
                one.statement,
                [row(values, names) for values in one.values]
                if one.many
                else row(one.values, names),
                many=one.many,
            )
            for one, names in zip(written, events, strict=True)
        ]

    return beside


def _names(statement: str) -> list[str]:
    return [name.strip() for name in statement.partition("(")[2].partition(")")[0].split(",")]


def _csv_bare(out: Path, headings: Sequence[str], rows: Ready) -> None:
    with out.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(headings)
        writer.writerows(rows)


def _xlsx_bare(out: Path, headings: Sequence[str], rows: Ready) -> None:
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        for column, heading in enumerate(headings):
            sheet.write_string(0, column, heading)
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(number, column, cell)
                elif isinstance(cell, date):
                    sheet.write_datetime(number, column, cell, day)
                elif cell is not None:
                    sheet.write_number(number, column, cell)
