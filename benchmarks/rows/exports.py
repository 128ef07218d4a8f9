"""Every certificate written by the profile for Intygsbeställningen, to CSV and to XLSX."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import xlsxwriter

from benchmarks.measuring import Growth, Measure, Work, rounds_of_long_work
from benchmarks.places import Place, bare
from benchmarks.recording import recorded, replay
from munhalsa.adapters.tables.export_writer import ProfileExportWriter
from munhalsa.adapters.tables.profiles import load_profile
from munhalsa.application.export_profile import ExportCell, ExportProfile, ExportRow, cells_of
from munhalsa.application.export_registrations import export_registrations
from tests.support.stores import TODAY, context_for

GOAL = 2.0
_PROFILE = "intygsbestallningen"

Ready = Sequence[Sequence[ExportCell]]


def write_csv(place: Place) -> Measure:
    """Rows that have been read, into a file (floor: csv.writer on ready tuples)."""
    return _writing(place, "write CSV", "export.csv", _csv_bare)


def write_xlsx(place: Place) -> Measure:
    """Rows that have been read, into a file (floor: XlsxWriter in constant memory)."""
    return _writing(place, "write XLSX", "export.xlsx", _xlsx_bare)


def export_csv(place: Place) -> Measure:
    """From the store to the file, with its event (floor: the same SQL bare, and csv.writer)."""
    return _exporting(place, "export CSV", "export.csv", _csv_bare)


def export_xlsx(place: Place) -> Measure:
    """From the store to the file, with its event (floor: the same SQL bare, and XlsxWriter)."""
    return _exporting(place, "export XLSX", "export.xlsx", _xlsx_bare)


def _writing(
    place: Place, name: str, file: str, write: Callable[[Path, ExportProfile, Ready], None]
) -> Measure:
    profile = load_profile(_PROFILE)
    rows = _rows(place)
    ready = list(cells_of(profile, rows))
    out = place.scratch / file
    writer = ProfileExportWriter()

    def ours(_number: int) -> Work:
        return lambda: writer.write_export(
            out, profile=profile, rows=cells_of(profile, rows), settle=lambda _sha256: None
        )

    def floor(_number: int) -> Work:
        return lambda: write(out, profile, ready)

    return _measure(place, name, len(ready), ours, floor)


def _exporting(
    place: Place, name: str, file: str, write: Callable[[Path, ExportProfile, Ready], None]
) -> Measure:
    profile = load_profile(_PROFILE)
    ready = list(cells_of(profile, _rows(place)))
    out = place.scratch / file
    context = context_for(place.filled)
    writer = ProfileExportWriter()

    def export() -> object:
        return export_registrations(context, writer, profile=profile, out=out, everything=True)

    with recorded(place.filled.engine) as said:
        export()
    selects = [one for one in said if one.reads]
    connection = place.held.enter_context(bare(place.filled.engine))

    def ours(_number: int) -> Work:
        return export

    def floor(_number: int) -> Work:
        def read_and_write() -> None:
            replay(connection, selects)
            write(out, profile, ready)

        return read_and_write

    return _measure(place, name, len(ready), ours, floor)


def _measure(
    place: Place,
    name: str,
    rows: int,
    ours: Callable[[int], Work],
    floor: Callable[[int], Work],
) -> Measure:
    return Measure(
        name=name,
        size=rows,
        rounds=place.rounds(rounds_of_long_work(rows)),
        ours=ours,
        floor=floor,
        goal=GOAL,
        growth=Growth.LINEAR,
    )


def _rows(place: Place) -> list[ExportRow]:
    with place.filled.read() as reader:
        sources = reader.registrations.export_sources(TODAY, everything=True, since=None)
        return [source.row for source in sources if not source.protected]


def _csv_bare(out: Path, profile: ExportProfile, rows: Ready) -> None:
    with out.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=profile.delimiter)
        writer.writerow(profile.headings)
        writer.writerows(rows)


def _xlsx_bare(out: Path, profile: ExportProfile, rows: Ready) -> None:
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        for column, heading in enumerate(profile.headings):
            sheet.write_string(0, column, heading)
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(number, column, cell)
                elif isinstance(cell, date):
                    sheet.write_datetime(number, column, cell, day)
                elif cell is not None:
                    sheet.write_number(number, column, cell)
