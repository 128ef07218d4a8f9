"""A spreadsheet program opens every file the program writes, and shows what was written."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.cell import Cell as BookCell
from openpyxl.cell.cell import MergedCell

from munhalsa.adapters.ids import new_id
from munhalsa.adapters.tables.kinds import load_kind
from munhalsa.adapters.tables.table_files import TableFiles
from munhalsa.application.context import Context
from munhalsa.application.import_table.kinds import KindName
from munhalsa.application.import_table.plan import RowVerdict, Verdict
from munhalsa.application.import_table.receipt import Receipt
from munhalsa.application.import_table.receipt_paper import receipt_book
from munhalsa.application.import_table.receipt_report import receipt_report
from munhalsa.application.report_book import report_book
from munhalsa.application.save_list import ListColumn, ListRow, SaveList, save_list
from munhalsa.domain.certificate import Ground
from munhalsa.domain.identity import Sex
from munhalsa.domain.person import Person
from munhalsa.domain.swedish import sort_key
from tests.support.deeds import add, born, issue, unit
from tests.support.exports import UNITS, export, home
from tests.support.libreoffice import PLAIN_COLUMNS, TEXT_COLUMNS, Sheets, Shown, opened
from tests.support.reports import cell, report_of
from tests.support.stores import context_for, sqlcipher_store
from tests.support.tables import raw, write_xlsx

pytestmark = pytest.mark.long

HOSTILE = [
    "=cmd|' /C calc'!A1",
    '=HYPERLINK("x";"y")',
    "+1",
    "-1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1;2)",
    "\tflik",
    'rad\nbruten; med "citat"',
    "'tis",
    "'=1+1",
    "\u202eסבתא",
    "A\u030angstro\u0308m",
    "0123",
    "194101012385",
    "1e5",
    "2026-03-01",
    "TRUE",
    "#REF!",
]
MONDAY = date(2026, 3, 2)


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    with sqlcipher_store(tmp_path) as store:
        yield context_for(store)


@pytest.fixture
def out_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Beside the store's folder, in which nothing is written."""
    return tmp_path_factory.mktemp("ut")


def settle(context: Context) -> None:
    """Somebody with a certificate and a unit for each hostile name."""
    for place, name in enumerate(HOSTILE):
        house = unit(name, f"0{place}", responsible_name=name, street=name, active_from=MONDAY)
        person = Person(
            id=new_id(),
            number=born(1930 + place),
            birth_year=1930 + place,
            sex=Sex.FEMALE,
            given_name=name,
            family_name=name,
            sort_key=sort_key(name),
        )
        add(context, house, person)
        home(context, person.id, unit_id=house.id, room="012")
        issue(context, person.number, ground=Ground.CARE_HOUSING, issued=MONDAY)


def saved(context: Context, out: Path) -> Path:
    command = SaveList(
        name="test",
        title=HOSTILE[0],
        columns=(ListColumn(title="Text"), ListColumn(title="Dag"), ListColumn(title="Antal")),
        told=(("Filter", HOSTILE[1]),),
        of_persons=False,
        recipient=HOSTILE[0],
        purpose=HOSTILE[2],
    )
    rows = [ListRow((text, MONDAY, place)) for place, text in enumerate(HOSTILE)]
    save_list(context, TableFiles(), command, windows=lambda _: [rows], out=out)
    return out


def books(context: Context, folder: Path) -> list[Path]:
    """One of each kind of workbook."""
    tables = TableFiles()
    made = [folder / f"mall-{kind}.xlsx" for kind in KindName]
    for kind, path in zip(KindName, made, strict=True):
        tables.write_template(path, kind=load_kind(kind))
    everything = folder / "profil.xlsx"
    export(context, everything, everything=True)
    of_units = folder / "profil-enheter.xlsx"
    export(context, of_units, UNITS, everything=True)
    table = raw(("Namn", "Född"), *((text, MONDAY) for text in HOSTILE))
    rejected = folder / "att-ratta.xlsx"
    tables.write_rejected(rejected, table=table, reasons={2: HOSTILE[0], 3: "Fel."})
    rows = tuple(
        RowVerdict(row=row, verdict=Verdict.REJECTED, code="x", column=text, message=text)
        for row, text in enumerate(HOSTILE, start=2)
    )
    receipt = Receipt(
        kind=KindName.PERSONS, sha256="", batch=None, event=None, rows_in=len(rows),
        new=0, changed=0, unchanged=0, duplicate=0, rejected=len(rows), rows=rows,
        warnings=(), unknown_columns=(),
    )  # fmt: skip
    told = folder / "kvitto.xlsx"
    report = receipt_report(receipt, load_kind(KindName.PERSONS), None)
    tables.write_book(told, receipt_book(report))
    figures = folder / "siffror.xlsx"
    tables.write_book(figures, report_book(report_of([cell(3), cell(2, unit_id=None)])))
    listed = saved(context, folder / "lista.xlsx")
    return [*made, everything, of_units, rejected, told, figures, listed]


def test_every_workbook_shows_what_was_written(context: Context, out_folder: Path) -> None:
    settle(context)
    files = books(context, out_folder)
    shown = opened(files, out_folder)
    cells = 0
    for file in files:
        book = openpyxl.load_workbook(file)
        assert list(shown[file]) == book.sheetnames, file.name
        for sheet in book.worksheets:
            cells += same(file.name, sheet.iter_rows(), shown[file][sheet.title])
    seen = {text for file in files for text in texts(shown[file])}
    assert set(HOSTILE) <= seen
    assert cells > 500


def test_text_files_show_no_formula_and_as_text_what_was_written(
    context: Context, out_folder: Path
) -> None:
    settle(context)
    everything, listed = out_folder / "profil.csv", saved(context, out_folder / "lista.csv")
    export(context, everything, everything=True)
    plain = opened([everything, listed], out_folder, how=PLAIN_COLUMNS)
    shown = opened([everything, listed], out_folder, how=TEXT_COLUMNS)
    for file in (everything, listed):
        for sheets in (plain[file], shown[file]):
            assert [one for one in every(sheets) if one.formula or one.kind == "error"] == []
        (rows,) = shown[file].values()
        with file.open(encoding="utf-8-sig", newline="") as text:
            written = [trimmed(row) for row in csv.reader(text, delimiter=";")]
        assert [[one.text for one in row] for row in rows] == written
    (rows,) = plain[listed].values()
    assert {row[1].kind for row in rows[1:]} == {"date"}


def same(
    file: str,
    written: Iterable[tuple[BookCell | MergedCell, ...]],
    shown: Sequence[Sequence[Shown]],
) -> int:
    """Every cell of a sheet, as written and as shown; how many there were."""
    count = 0
    for row, line in enumerate(written):
        for column, wanted in enumerate(line):
            there = shown[row][column] if row < len(shown) and column < len(shown[row]) else None
            where = f"{file} {wanted.coordinate} {wanted.value!r}: {there}"
            assert wanted.data_type != "f", where
            if wanted.value in (None, ""):
                assert there is None or there.kind == "empty", where
                continue
            count += 1
            assert there is not None, where
            assert not there.formula, where
            assert is_same(wanted, there), where
    return count


def is_same(wanted: BookCell | MergedCell, there: Shown) -> bool:
    value = wanted.value
    if isinstance(value, datetime):
        return there.kind == "date" and there.value[:10] == value.date().isoformat()
    if isinstance(value, bool):
        return there.kind == "boolean"
    if isinstance(value, int | float):
        return there.kind in ("float", "percentage") and float(there.value) == value
    return there.kind == "string" and there.text == value


def every(sheets: Sheets) -> Iterator[Shown]:
    return (one for rows in sheets.values() for row in rows for one in row)


def texts(sheets: Sheets) -> set[str]:
    return {one.text for one in every(sheets)}


def trimmed(row: list[str]) -> list[str]:
    while row and not row[-1]:
        row.pop()
    return row


def test_a_formula_and_a_lost_zero_would_be_seen(out_folder: Path) -> None:
    path = write_xlsx(out_folder / "annan.xlsx", ["=1+1", 12, "=1/0", "012"])
    (rows,) = opened([path], out_folder)[path].values()
    assert [(one.kind, one.text, one.formula) for one in rows[0]] == [
        ("float", "2", True),
        ("float", "12", False),
        ("error", "#DIV/0!", True),
        ("string", "012", False),
    ]
