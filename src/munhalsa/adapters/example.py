"""The bundled example municipality, its dates moved so that its last day is the day asked."""

from __future__ import annotations

import csv
import re
import shutil
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import python_calamine as calamine

from munhalsa.adapters.tables.files import unusable
from munhalsa.adapters.tables.writer import TableFormat, write_table
from munhalsa.application.export_profile import ExportCell, FileType
from munhalsa.application.workplace import Example
from munhalsa.domain.lazy_dataclass import dataclass

_YEAR = re.compile(r"(?<=\s)\d{4}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Move:
    """How far the example is moved: days for dates, whole years for headings."""

    days: timedelta
    years: int

    def cell(self, value: Any) -> ExportCell:
        """A date, real or in ISO text, moved; anything else as it is."""
        if isinstance(value, datetime):
            value = value.date()
        if isinstance(value, date):
            return value + self.days
        if isinstance(value, str) and value.strip():
            return date.fromisoformat(value.strip()) + self.days
        return None

    def heading(self, text: str) -> str:
        """A heading that ends in a year, moved."""
        return _YEAR.sub(lambda found: str(int(found[0]) + self.years), text)


def copy_example(folder: Path, *, today: date) -> Example:
    """Write the example's lists into a folder and tell what the demonstration does with them.

    Raises FileUnusable when they cannot be written.
    """
    try:
        return _copied(folder, today=today)
    except OSError as error:
        raise unusable(error) from error


def _copied(folder: Path, *, today: date) -> Example:
    with as_file(files("munhalsa.resources") / "example") as place:
        described = tomllib.loads((place / "example.toml").read_text(encoding="utf-8"))
        story = tomllib.loads((place / "demo.toml").read_text(encoding="utf-8"))
        reference: date = described["reference_day"]
        move = _Move(days=today - reference, years=today.year - reference.year)
        folder.mkdir(parents=True, exist_ok=True)
        lists = []
        for entry in described["files"]:
            _copy(place / entry["file"], folder / entry["file"], entry, move)
            lists.append((entry["kind"], folder / entry["file"]))
    return Example(
        municipality=described["municipality"]["code"],
        lists=tuple(lists),
        passphrase=story["passphrase"],
        sender=story["sender"],
        issuers=tuple(story["issuers"]),
        staff=story["staff"],
        new_person=story["new_person"],
        answers=story["answers"],
    )


def _copy(source: Path, target: Path, entry: dict[str, Any], move: _Move) -> None:
    if entry["years_in_headings"]:
        _copy_years(source, target, move)
    elif move.days:
        _copy_dates(source, target, entry["date_columns"], move)
    else:
        shutil.copyfile(source, target)


def _copy_years(source: Path, target: Path, move: _Move) -> None:
    with source.open(encoding="utf-8-sig", newline="") as file:
        headings, *rows = csv.reader(file)
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC)
        writer.writerow([move.heading(heading) for heading in headings])
        writer.writerows(rows)


def _copy_dates(source: Path, target: Path, date_columns: Sequence[str], move: _Move) -> None:
    sheet = calamine.CalamineWorkbook.from_path(source).get_sheet_by_index(0)
    headings, *rows = sheet.to_python(skip_empty_area=False)
    moved = {position for position, heading in enumerate(headings) if heading in date_columns}
    write_table(
        target,
        [str(heading) for heading in headings],
        _moved(rows, moved, move),
        TableFormat(file_type=FileType.XLSX),
    )


def _moved(
    rows: Sequence[Sequence[Any]], columns: set[int], move: _Move
) -> Iterator[tuple[ExportCell, ...]]:
    for row in rows:
        yield tuple(
            move.cell(cell) if position in columns else cell or None
            for position, cell in enumerate(row)
        )
