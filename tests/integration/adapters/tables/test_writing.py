"""Tables out: what is written is what can be read, no formula, all or nothing."""

from __future__ import annotations

import contextlib
import csv
import tracemalloc
import zipfile
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from munhalsa.adapters.tables import files, writer
from munhalsa.adapters.tables.delimited import unescape
from munhalsa.adapters.tables.kinds import load_kind
from munhalsa.adapters.tables.reader import read_table
from munhalsa.adapters.tables.template_book import write_rejected, write_template
from munhalsa.adapters.tables.writer import TableFormat, format_for, write_table
from munhalsa.application.export_profile import ExportCell, FileType
from munhalsa.application.import_table.columns import Converted
from munhalsa.application.import_table.headings import REASON_HEADING, match_headings
from munhalsa.application.import_table.kinds import KindName
from munhalsa.application.import_table.rows_persons import PersonRow, convert_persons
from munhalsa.application.import_table.template import template_of
from munhalsa.domain.refusal import FileUnusable
from tests.support.tables import AROUND, write_xlsx

CSV = TableFormat(file_type=FileType.CSV)
XLSX = TableFormat(file_type=FileType.XLSX)
RISKY = ["=1+1", "+46", "-", "@x", "\tx", "\rx", "'=x", "'tis", '=HYPERLINK("x")', "a=b"]
PERSONS = load_kind("personer")


def _code(path: Path, rows: Iterator[list[ExportCell]], form: TableFormat) -> str:
    with pytest.raises(FileUnusable) as refused:
        write_table(path, ["A"], rows, form)
    return refused.value.code


def test_csv_is_what_a_swedish_spreadsheet_opens(tmp_path: Path) -> None:
    path = tmp_path / "ut.csv"
    rows: list[list[ExportCell]] = [
        ["Å;ä", date(2026, 3, 1), 3, 1.5, 2.0, None, True, 'a "b"'],
        ["", None, 1, -2.5, None, "x", 1, "rad\nbruten"],
    ]
    assert write_table(path, [f"H{number}" for number in range(8)], rows, CSV) == 2
    assert path.read_bytes().decode() == (
        "\ufeffH0;H1;H2;H3;H4;H5;H6;H7\r\n"
        '"Å;ä";2026-03-01;3;1,5;2;;Ja;"a ""b"""\r\n'
        ';;1;-2,5;;x;1;"rad\nbruten"\r\n'
    )


def test_csv_holds_no_formula_and_comes_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "ut.csv"
    write_table(path, ["=A"], [[text] for text in RISKY], CSV)
    with path.open(encoding="utf-8-sig", newline="") as file:
        told = [row[0] for row in csv.reader(file, delimiter=";")]
    assert [unescape(text) for text in told] == ["=A", *RISKY]
    assert not [text for text in told if text[0] in "=+-@\t\r"]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1))
def test_any_text_comes_back_out_of_csv(texts: list[str]) -> None:
    cells = writer._safe_column(texts, writer._Written("%Y"))
    assert [unescape(cell) for cell in cells] == texts


def test_xlsx_holds_text_as_text_and_days_as_days(tmp_path: Path) -> None:
    path = tmp_path / "ut.xlsx"
    form = TableFormat(date_format="%d/%m %Y", sheet="Ut")
    rows: list[list[ExportCell]] = [
        [text, date(2026, 3, 1), 12, 1.5, None, "0012", "https://x.se"] for text in RISKY
    ]
    assert write_table(path, list("ABCDEFG"), rows, form) == len(RISKY)
    sheet = openpyxl.load_workbook(path)["Ut"]
    for row, text in enumerate(RISKY, start=2):
        cell = sheet.cell(row, 1)
        assert cell.data_type == "s"
        assert str(cell.value).replace("_x000D_", "\r") == text
    assert sheet["B2"].value == datetime.combine(date(2026, 3, 1), time())
    assert sheet["B2"].number_format == "dd/mm yyyy"
    assert (sheet["C2"].value, sheet["D2"].value, sheet["E2"].value) == (12, 1.5, None)
    assert (sheet["F2"].data_type, sheet["G2"].hyperlink) == ("s", None)


def test_the_name_of_the_file_chooses_its_type() -> None:
    assert format_for(Path("x.CSV")).file_type is FileType.CSV
    assert format_for(Path("x.xlsx")).file_type is FileType.XLSX
    assert format_for(Path("x")).file_type is FileType.XLSX


@pytest.mark.parametrize("form", [CSV, XLSX])
def test_no_rows_at_all(tmp_path: Path, form: TableFormat) -> None:
    assert write_table(tmp_path / "ut", ["A"], [], form) == 0
    assert (tmp_path / "ut").stat().st_size


def _text_and_number(number: int) -> tuple[ExportCell, ...]:
    return (f"text {number}", number)


@pytest.mark.parametrize("form", [CSV, XLSX])
def test_memory_does_not_grow_with_the_rows(tmp_path: Path, form: TableFormat) -> None:
    def peak(count: int) -> int:
        tracemalloc.start()
        try:
            rows = (_text_and_number(number) for number in range(count))
            write_table(tmp_path / "ut", ["A", "B"], rows, form)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(10)
    # Were they held, 6,000 rows more would take twice that.
    assert peak(10_000) < peak(4_000) + 400_000


@pytest.mark.parametrize("form", [CSV, XLSX])
def test_what_fails_on_the_way_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, form: TableFormat
) -> None:
    def rows() -> Iterator[list[ExportCell]]:
        yield ["ett"]
        raise KeyboardInterrupt

    path = tmp_path / "ut"
    path.write_text("den gamla")
    with pytest.raises(KeyboardInterrupt):
        write_table(path, ["A"], rows(), form)
    assert path.read_text() == "den gamla"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("form", [CSV, XLSX])
def test_a_full_disk_is_told_and_leaves_nothing(
    tmp_path: Path, form: TableFormat, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every write to /dev/full finds the disk full."""

    def full(_path: Path, _settle: object) -> AbstractContextManager[Path]:
        with contextlib.suppress(FileExistsError):
            (tmp_path / "ut.tmp").symlink_to("/dev/full")
        return _told(tmp_path / "ut.tmp")

    monkeypatch.setattr(writer, "replacing", full)
    rows: list[list[ExportCell]] = [["x" * 30] for _ in range(5_000)]
    assert _code(tmp_path / "ut", iter(rows), form) == "disk_full"
    assert [entry.name for entry in tmp_path.iterdir()] == ["ut.tmp"]


@contextlib.contextmanager
def _told(path: Path) -> Iterator[Path]:
    try:
        yield path
    except OSError as error:
        raise files.unusable(error) from error


@pytest.mark.parametrize("form", [CSV, XLSX])
def test_a_folder_that_is_not_there(tmp_path: Path, form: TableFormat) -> None:
    assert _code(tmp_path / "ingen" / "ut", iter([["x"]]), form) == "file_not_found"


def test_a_folder_in_the_place_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "ut").mkdir()
    assert _code(tmp_path / "ut", iter([["x"]]), CSV) == "file_is_folder"


def test_a_character_that_the_encoding_lacks_is_told_and_not_replaced(tmp_path: Path) -> None:
    form = TableFormat(file_type=FileType.CSV, encoding="cp1252")
    assert _code(tmp_path / "ut", iter([["Łukasz"]]), form) == "encoding_lacks_character"
    assert list(tmp_path.iterdir()) == []


def test_no_row_and_no_text_is_cut_off_in_silence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _code(tmp_path / "ut", iter([["x" * 32_768]]), XLSX) == "text_too_long"
    monkeypatch.setattr(writer, "MOST_SHEET_ROWS", 3)
    assert write_table(tmp_path / "ut", ["A"], [["1"], ["2"]], XLSX) == 2
    assert _code(tmp_path / "ut", iter([["1"], ["2"], ["3"]]), XLSX) == "too_many_rows"


@pytest.mark.parametrize("name", list(KindName))
def test_a_template_has_headings_an_example_lists_and_explanations(
    tmp_path: Path, name: KindName
) -> None:
    kind = load_kind(name)
    path = tmp_path / "mall.xlsx"
    write_template(path, template_of(kind))
    table = read_table(path, kind=kind)
    match = match_headings(kind, table.headings)
    assert list(match.positions) == [column.key for column in kind.single]
    assert (len(table.rows), table.header_row, match.unknown) == (1, 1, ())
    book = openpyxl.load_workbook(path)
    lists = {column.heading: column.words for column in template_of(kind).columns if column.words}
    sheet, words = book[kind.title], book["Val"]
    assert words.sheet_state == "hidden"
    for rule in sheet.data_validations.dataValidation:
        index = next(iter(rule.sqref.ranges)).min_col
        offered = [row[0].value for row in words.iter_rows(min_col=index, max_col=index)]
        heading = sheet.cell(1, index).value
        assert tuple(filter(None, offered)) == lists.pop(str(heading))
        assert rule.formula1.startswith("Val!$")
    assert lists == {}
    explained = [row[0] for row in book["Förklaringar"].iter_rows(min_row=5, values_only=True)]
    assert explained == [column.heading for column in kind.single]


def test_the_template_keeps_numbers_as_text_and_days_as_days(tmp_path: Path) -> None:
    write_template(tmp_path / "mall.xlsx", template_of(PERSONS))
    sheet = openpyxl.load_workbook(tmp_path / "mall.xlsx")[PERSONS.title]
    at = {str(cell.value): get_column_letter(cell.column or 0) for cell in sheet[1]}
    assert sheet.column_dimensions[at["Personnummer"]].number_format == "@"
    assert sheet[f"{at['Personnummer']}2"].data_type == "s"
    assert sheet[f"{at['Intyg utfärdat']}2"].is_date


def _convert(path: Path) -> Converted[PersonRow]:
    return convert_persons(read_table(path, kind=PERSONS), kind=PERSONS, around=AROUND)


def test_a_template_unchanged_brings_nothing_in(tmp_path: Path) -> None:
    write_template(tmp_path / "mall.xlsx", template_of(PERSONS))
    converted = _convert(tmp_path / "mall.xlsx")
    assert converted.rows_in == 0
    assert [notice.code for notice in converted.notices] == ["example_row_left_out"]


def test_rejected_rows_can_be_mended_and_read_again(tmp_path: Path) -> None:
    headings = ["Pnr", "Förnamn", "Efternamn", "Skonummer", "Intyg utfärdat", "Grund"]
    path = write_xlsx(
        tmp_path / "in.xlsx",
        headings,
        ["194101012393", "Åsa", "Öst", 38, date(2025, 2, 1), "2a"],
        ["194101012394", "Bo", "Berg", 44, date(2025, 2, 2), "2b"],
    )
    table = read_table(path, kind=PERSONS)
    rejected = convert_persons(table, kind=PERSONS, around=AROUND).rejected
    reasons = {row.row: row.message for row in rejected}
    assert list(reasons) == [3]
    out = tmp_path / "att-rätta.xlsx"
    assert write_rejected(out, table=table, reasons=reasons) == 1
    book = openpyxl.load_workbook(out)
    sheet = book.worksheets[0]
    told = [cell.value for cell in sheet[1]]
    assert told == [*headings, REASON_HEADING]
    assert sheet.cell(2, len(told)).value == reasons[3]
    sheet.cell(2, 1, "194101106393")
    book.save(out)
    mended = _convert(out)
    assert [(row.family_name, row.issued) for row in mended.rows] == [("Berg", date(2025, 2, 2))]
    assert mended.unknown_columns == ("Skonummer",)


def test_every_kind_of_cell_survives_among_the_rejected(tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "in.xlsx",
        ["Personnummer", "Förnamn", "Efternamn", "A", "B", "C", "D"],
        ["fel", True, 1.5, datetime.combine(date(2025, 1, 1), time(8, 30)), date(2025, 1, 1),
         time(8, 30), "x"],
    )  # fmt: skip
    table = read_table(path, kind=PERSONS)
    write_rejected(tmp_path / "ut.xlsx", table=table, reasons={2: "fel"})
    again = read_table(tmp_path / "ut.xlsx", kind=PERSONS).rows[0][1]
    assert again == (
        "fel", True, 1.5, "2025-01-01 08:30", date(2025, 1, 1), "08:30:00", "x", "fel"
    )  # fmt: skip


def test_nothing_of_the_workbook_lies_outside_its_folder(tmp_path: Path) -> None:
    seen: list[list[str]] = []

    def rows() -> Iterator[list[ExportCell]]:
        yield ["hemlig"]
        seen.append(sorted(entry.name for entry in tmp_path.iterdir()))

    write_table(tmp_path / "ut.xlsx", ["A"], rows(), XLSX)
    assert all(name.startswith(".munhalsa-") for name in seen[0])
    assert [entry.name for entry in tmp_path.iterdir()] == ["ut.xlsx"]
    assert zipfile.is_zipfile(tmp_path / "ut.xlsx")
