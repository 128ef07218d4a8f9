"""Writes a municipality as the files it would have: workbooks, PxWeb's CSV and a note of both."""

import csv
from datetime import UTC, date, datetime
from pathlib import Path

import xlsxwriter

from tools.example_municipality.headings import DATE_COLUMNS, Row
from tools.example_municipality.municipality import Municipality, Table

LEAST_WIDTH = 11
FILE_DATE = datetime(2026, 9, 30, 12, 0, tzinfo=UTC)
"""Written into each workbook as when it was made, so that the same table is the same file."""


def write_files(municipality: Municipality, folder: Path) -> list[Path]:
    """One file for each table, named after its kind, and `example.toml` that describes them."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for kind, table in municipality.tables.items():
        path = folder / file_name(kind)
        if kind == "befolkning":
            write_csv(table, path)
        else:
            write_workbook(table, path, sheet=kind)
        written.append(path)
    note = folder / "example.toml"
    note.write_text(description(municipality), "utf-8")
    return [*written, note]


def file_name(kind: str) -> str:
    return "befolkning.csv" if kind == "befolkning" else f"{kind}.xlsx"


def write_workbook(table: Table, path: Path, *, sheet: str) -> None:
    """Row by row in little memory; text is always written as text, never as a formula."""
    options = {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}
    with xlsxwriter.Workbook(path, options) as workbook:
        workbook.set_properties({"created": FILE_DATE})
        bold = workbook.add_format({"bold": True, "bottom": 1})
        page = workbook.add_worksheet(sheet)
        for column, heading in enumerate(table.headings):
            page.set_column(column, column, max(LEAST_WIDTH, len(heading) + 2))
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, len(table.rows), len(table.headings) - 1)
        for column, heading in enumerate(table.headings):
            page.write_string(0, column, heading, bold)
        whole = workbook.add_format({"num_format": "0"})
        for number, row in enumerate(table.rows, start=1):
            write_row(page, number, row, whole)


def write_row(
    page: xlsxwriter.worksheet.Worksheet, number: int, row: Row, whole: xlsxwriter.format.Format
) -> None:
    for column, cell in enumerate(row):
        if cell is None:
            continue
        if isinstance(cell, str):
            page.write_string(number, column, cell)
        elif isinstance(cell, date):
            page.write_datetime(number, column, cell)
        else:
            page.write_number(number, column, cell, whole if isinstance(cell, int) else None)


def write_csv(table: Table, path: Path) -> None:
    """As PxWeb does: UTF-8, commas, text in quotation marks and numbers bare."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
        writer.writerow(table.headings)
        writer.writerows(table.rows)


def description(municipality: Municipality) -> str:
    """TOML that says what day the files are true on and where dates stand in them."""
    place = municipality.place
    lines = [
        "# Made by: python -m tools.example_municipality; change the generator, not this file.",
        f"reference_day = {municipality.today.isoformat()}",
        f'name = "{place.name} (påhittat exempel)"',
        'description = """',
        "Påhittade enheter, personer och händelser i en liten kommun. Alla personnummer är",
        "testnummer, alla telefonnummer är reserverade för böcker och filmer, och ingen rad",
        'handlar om någon verklig person eller verksamhet."""',
        f"seed = {municipality.seed}",
        f"persons = {municipality.persons}",
        f"years = {municipality.years}",
        "",
        "[municipality]",
        f'code = "{place.code}"',
        f'name = "{place.name}"',
        "",
        "# In the order in which they can be imported. To move the example to another day, move",
        "# every date in date_columns (real dates, a few as ISO text) by the same number of days",
        "# and the years of years_in_headings by whole years.",
    ]
    for kind, table in municipality.tables.items():
        columns = ", ".join(f'"{name}"' for name in DATE_COLUMNS.get(kind, ()))
        lines += [
            "",
            "[[files]]",
            f'kind = "{kind}"',
            f'file = "{file_name(kind)}"',
            f"rows = {len(table.rows)}",
            f"date_columns = [{columns}]",
            f"years_in_headings = {'true' if kind == 'befolkning' else 'false'}",
        ]
    return "\n".join(lines) + "\n"
