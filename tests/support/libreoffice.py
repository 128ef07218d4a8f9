"""What LibreOffice shows of a file: every cell as text and kind, read from what it saves itself."""

from __future__ import annotations

import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OWN = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_SECONDS = 240
_MOST_REPEATED = 1000
TEXT_COLUMNS = "CSV:59,34,76,1," + "/".join(f"{place}/2" for place in range(1, 41))
"""How to open a file of ours as a person does who marks every column as text."""
PLAIN_COLUMNS = "CSV:59,34,76,1"
"""How it is opened by whoever just clicks on."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell: ``kind`` is string, float, date, percentage, boolean, empty or error."""

    kind: str
    text: str
    value: str
    formula: bool


Sheets = Mapping[str, Sequence[Sequence[Shown]]]


def opened(files: Sequence[Path], folder: Path, *, how: str | None = None) -> dict[Path, Sheets]:
    """What LibreOffice shows of each file, sheet by sheet."""
    told = folder / (how or "books").replace(":", "-").replace("/", "-").replace(",", "-")[:20]
    told.mkdir()
    command = [
        *("soffice", "--headless", "--norestore", "--nologo"),
        f"-env:UserInstallation=file://{folder / 'libreoffice'}",
        *([f"--infilter={how}"] if how else []),
        *("--convert-to", "fods", "--outdir", str(told)),
        *map(str, files),
    ]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=_SECONDS)
    assert done.returncode == 0, done.stderr
    answers = {}
    for file in files:
        flat = told / f"{file.stem}.fods"
        assert flat.exists(), f"LibreOffice did not open {file.name}: {done.stdout}{done.stderr}"
        answers[file] = _sheets(flat)
    return answers


def _sheets(flat: Path) -> Sheets:
    # What LibreOffice itself wrote a moment ago needs no hardened parser.
    root = ET.parse(flat).getroot()  # noqa: S314
    return {table.get(f"{_TABLE}name", ""): _rows(table) for table in root.iter(f"{_TABLE}table")}


def _rows(table: ET.Element) -> list[list[Shown]]:
    rows: list[list[Shown]] = []
    for row in table.iter(f"{_TABLE}table-row"):
        cells = _cells(row)
        repeated = int(row.get(f"{_TABLE}number-rows-repeated", "1"))
        if cells or repeated < _MOST_REPEATED:
            rows += [cells] * (repeated if cells else min(repeated, 1))
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _cells(row: ET.Element) -> list[Shown]:
    cells: list[Shown] = []
    for cell in row:
        if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        kind = cell.get(f"{_OFFICE}value-type", "empty")
        kind = "error" if cell.get(f"{_OWN}value-type") == "error" else kind
        text = "\n".join(_text(part) for part in cell.findall(f"{_TEXT}p"))
        value = cell.get(f"{_OFFICE}date-value") or cell.get(f"{_OFFICE}value") or text
        shown = Shown(kind, text, value, cell.get(f"{_TABLE}formula") is not None)
        cells += [shown] * min(
            int(cell.get(f"{_TABLE}number-columns-repeated", "1")), _MOST_REPEATED
        )
    while cells and cells[-1].kind == "empty" and not cells[-1].formula:
        cells.pop()
    return cells


def _text(part: ET.Element) -> str:
    told = part.text or ""
    for child in part:
        if child.tag == f"{_TEXT}s":
            told += " " * int(child.get(f"{_TEXT}c", "1"))
        elif child.tag == f"{_TEXT}tab":
            told += "\t"
        elif child.tag == f"{_TEXT}line-break":
            told += "\n"
        else:
            told += _text(child)
        told += child.tail or ""
    return told
