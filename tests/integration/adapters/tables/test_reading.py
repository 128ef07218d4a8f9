"""The same table out of every kind of file, and what is found out about the file by itself."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from munhalsa.adapters.tables.delimited import escape, unescape
from munhalsa.adapters.tables.kinds import load_kind
from munhalsa.adapters.tables.mapping import mapping_from, read_mapping
from munhalsa.adapters.tables.reader import read_table, survey_table
from munhalsa.application.import_table.kinds import NO_MAPPING, TableMapping
from munhalsa.application.import_table.raw_table import FileForm, RawTable
from munhalsa.application.import_table.rows_population import convert_population
from munhalsa.application.import_table.rows_units import convert_units
from munhalsa.domain.refusal import FileUnusable
from tests.support.tables import AROUND, FIXTURES, change_parts, write_ods, write_xlsx

UNITS, VISITS = load_kind("boendeenheter"), load_kind("tandvardsbesok")
HEADINGS = ["Enhetskod", "Boendenamn", "Boendetyp", "Ansvarig", "Telefon", "Aktiv från"]
ROWS: list[list[Any]] = [
    ["B-1", "Åsgården", "Särskilt boende", "Eva Ö", "033-1", date(2020, 1, 31)],
    ["B-2", "Ängen; östra", "LSS", "Bo Ä", "033-2", date(2021, 2, 1)],
]


def _csv(path: Path, *rows: Sequence[Any], delimiter: str = ";", encoding: str = "utf-8") -> Path:
    lines = [
        delimiter.join(f'"{cell}"' if delimiter in str(cell) else str(cell) for cell in row)
        for row in rows
    ]
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return path


def _read(path: Path, mapping: TableMapping = NO_MAPPING) -> RawTable:
    return read_table(path, kind=UNITS, mapping=mapping)


def _names(path: Path, mapping: TableMapping = NO_MAPPING) -> list[str]:
    table = _read(path, mapping)
    return [row.name for row in convert_units(table, kind=UNITS, around=AROUND).rows]


@pytest.mark.parametrize(
    "write",
    [
        write_xlsx,
        write_ods,
        _csv,
        lambda path, *rows: _csv(path, *rows, delimiter=","),
        lambda path, *rows: _csv(path, *rows, delimiter="\t"),
        lambda path, *rows: _csv(path, *rows, encoding="utf-8-sig"),
        lambda path, *rows: _csv(path, *rows, encoding="cp1252"),
    ],
)
@pytest.mark.parametrize("name", ["fil.csv", "fil.xlsx", "fil"])
def test_every_format_gives_the_same_rows_whatever_its_name(
    tmp_path: Path, write: Callable[..., Path], name: str
) -> None:
    path = write(tmp_path / name, ["Enheter 2026"], [], HEADINGS, ROWS[0], [], ROWS[1])
    table = _read(path)
    units = convert_units(table, kind=UNITS, around=AROUND)
    assert units.rejected == []
    assert [(row.row, row.code, row.name, row.active_from) for row in units.rows] == [
        (4, "B-1", "Åsgården", date(2020, 1, 31)),
        (6, "B-2", "Ängen; östra", date(2021, 2, 1)),
    ]
    assert table.header_row == 3
    assert table.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_an_old_workbook(tmp_path: Path) -> None:
    table = _read(FIXTURES / "boendeenheter.xls")
    units = convert_units(table, kind=UNITS, around=AROUND).rows
    assert (table.sheet, table.header_row) == ("Enheter", 3)
    assert [(unit.row, unit.name, unit.postal_code, unit.places) for unit in units] == [
        (4, "Åsgården", "504 30", 40),
        (5, "Ängen", "504 31", 6),
    ]
    assert units[0].active_from == date(2020, 1, 31)


@pytest.mark.parametrize(
    ("delimiter", "encoding", "told"),
    [(";", "utf-8", "utf-8"), (",", "utf-8-sig", "utf-8-sig"), ("\t", "cp1252", "cp1252")],
)
def test_what_was_found_out_is_told(
    tmp_path: Path, delimiter: str, encoding: str, told: str
) -> None:
    table = _read(_csv(tmp_path / "f", HEADINGS, *ROWS, delimiter=delimiter, encoding=encoding))
    assert (table.delimiter, table.encoding, table.sheet) == (delimiter, told, None)


def test_the_first_sheet_with_the_headings_is_read_a_visible_one_before_a_hidden(
    tmp_path: Path,
) -> None:
    book = openpyxl.Workbook()
    hidden, notes, wanted = book.worksheets[0], book.create_sheet("Om"), book.create_sheet("Nu")
    hidden.sheet_state = "hidden"
    book.active = 1
    for sheet, name in ((hidden, "Gammal"), (wanted, "Ny")):
        sheet.append(HEADINGS)
        sheet.append(["", name, "LSS", "Eva", "1"])
    notes.append(["Läs detta"])
    book.save(tmp_path / "f.xlsx")
    assert _names(tmp_path / "f.xlsx") == ["Ny"]
    assert _read(tmp_path / "f.xlsx").sheet == "Nu"


def test_a_table_that_does_not_begin_in_the_corner_keeps_its_row_numbers(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for column, (heading, cell) in enumerate(zip(HEADINGS, ROWS[0], strict=True), start=3):
        sheet.cell(5, column, heading)
        sheet.cell(9, column, cell)
    book.save(tmp_path / "f.xlsx")
    table = _read(tmp_path / "f.xlsx")
    assert (table.header_row, [number for number, _ in table.rows]) == (5, [9])


def test_formulas_are_read_as_their_stored_values_and_failed_ones_are_rejected(
    tmp_path: Path,
) -> None:
    path = write_xlsx(tmp_path / "f.xlsx", HEADINGS, *ROWS, title="Å & Ö")
    change_parts(
        path,
        replaced={
            "xl/worksheets/sheet1.xml": (
                b'<c r="E3" t="inlineStr">',
                b'<c r="E3" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="H3" t="inlineStr">',
            )
        },
    )
    units = convert_units(_read(path), kind=UNITS, around=AROUND)
    assert [(row.row, row.code, row.column) for row in units.rejected] == [
        (3, "cell_error", "Telefon")
    ]
    formula = write_xlsx(tmp_path / "g.xlsx", HEADINGS, ROWS[0])
    change_parts(
        formula,
        replaced={
            "xl/worksheets/sheet1.xml": (
                b'<c r="B2" t="inlineStr">',
                b'<c r="B2" t="str"><f>A1&amp;"x"</f><v>Svaret</v></c><c r="H2" t="inlineStr">',
            )
        },
    )
    assert _names(formula) == ["Svaret"]


def test_the_user_can_overrule_delimiter_encoding_and_heading_row(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    lines = ["Boendenamn|Boendetyp|Ansvarig|Telefon", "Namn|Typ|Chef|Tfn", "Ängen|LSS|Eva|1"]
    path.write_bytes("\n".join(lines).encode("cp1252"))
    mapping = mapping_from({"delimiter": "|", "encoding": "windows-1252", "header_row": 2})
    table = _read(path, mapping)
    assert (table.header_row, table.headings[0]) == (2, "Namn")
    assert _names(path, mapping) == ["Ängen"]


def test_a_heading_row_further_down_than_is_looked_for_can_be_pointed_out(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["x"]] * 24
    for path in (
        write_xlsx(tmp_path / "f.xlsx", *rows, HEADINGS, *ROWS),
        _csv(tmp_path / "f.csv", *rows, HEADINGS, *ROWS),
    ):
        with pytest.raises(FileUnusable) as refused:
            _read(path)
        assert refused.value.code == "headings_missing"
        assert _read(path, TableMapping(header_row=25)).header_row == 25


def test_an_empty_heading_at_the_end_of_a_text_line_is_no_column(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text("Personnummer;Datum;;\n194101012393;2025-01-01;;\n1;2;3\n1;2;;4\n\n;;\n")
    table = read_table(path, kind=VISITS)
    assert table.headings == ("Personnummer", "Datum")
    assert [len(cells) for _, cells in table.rows] == [2, 3, 4]
    assert [number for number, _ in table.rows] == [2, 3, 4]


def test_quotes_and_line_breaks_inside_a_cell(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_bytes(
        'Boendenamn;Boendetyp;Ansvarig;Telefon\r\n"Ängen ""nya""\r\nhuset; b";LSS;Eva;1\r\n'
        "Ön;LSS;Bo;2".encode()
    )
    table = _read(path)
    assert [number for number, _ in table.rows] == [2, 3]
    assert _names(path) == ['Ängen "nya" huset; b', "Ön"]


def test_the_apostrophe_before_a_formula_is_taken_away_again(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text(
        "Boendenamn;Boendetyp;Ansvarig;Telefon\n'=1+1;LSS;'-;'+46331\n't Hof;LSS;''=x;1\n"
    )
    first, second = (cells for _, cells in _read(path).rows)
    assert first == ("=1+1", "LSS", "-", "+46331")
    assert second == ("'t Hof", "LSS", "'=x", "1")


@given(st.text(alphabet="'=+-@\t\r\n\x00\x7faå", max_size=6) | st.text())
def test_escaping_can_always_be_undone_and_leaves_no_formula(text: str) -> None:
    assert unescape(escape(text)) == text
    assert escape(text)[:1] not in tuple("=+-@\t\r\n")


def test_statistics_as_they_come(tmp_path: Path) -> None:
    kind = load_kind("befolkning")
    table = read_table(FIXTURES / "scb_pxweb_example.csv", kind=kind)
    converted = convert_population(table, kind=kind, around=AROUND)
    counts = {(row.municipality_code, row.year, row.age_from): row.count for row in converted.rows}
    assert converted.rows_in == len(counts) == 2 * 2 * 101
    assert (counts["1490", 2024, 0], counts["1490", 2025, 0]) == (648 + 658, 659 + 645)
    assert counts["1442", 2025, 100] == 2 + 8
    book = write_xlsx(
        tmp_path / "f.xlsx",
        ["Folkmängd efter region, ålder, kön och år"],
        [],
        ["", "", "", "2024", "2025"],
        ["1490 Borås", "0 år", "män", 648, 659],
        [None, None, "kvinnor", 658, 645],
        [],
        ["Källa: SCB"],
    )
    converted = convert_population(read_table(book, kind=kind), kind=kind, around=AROUND)
    assert [(row.year, row.count) for row in converted.rows] == [(2024, 1306), (2025, 1304)]


def test_a_mapping_out_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "val.toml"
    path.write_text(
        'delimiter = "tab"\nencoding = "UTF-8"\n[columns]\n"Hus" = "Boendenamn"\n'
        '[values."Boendetyp"]\n"Villa" = "LSS-boende"\n',
        encoding="utf-8-sig",
    )
    mapping = read_mapping(path)
    assert (mapping.delimiter, mapping.encoding) == ("\t", "utf-8-sig")
    table = _csv(
        tmp_path / "f",
        ["Hus", "Boendetyp", "Ansvarig", "Telefon"],
        ["Ön", "villa", "Eva", "1"],
        delimiter="\t",
    )
    units = convert_units(_read(table, mapping), kind=UNITS, around=AROUND, mapping=mapping)
    assert [unit.name for unit in units.rows] == ["Ön"]


@pytest.mark.parametrize(
    "text",
    [
        "inte toml",
        'okänt = "x"',
        "[columns]\nA = 1",
        "columns = 3",
        "values = 3",
        "[values]\nA = 3",
        'delimiter = "ab"',
        "delimiter = 3",
        'encoding = "utf-32"',
        "header_row = -1",
        "header_row = true",
    ],
)
def test_a_mapping_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "val.toml").write_text(text)
    with pytest.raises(FileUnusable) as refused:
        read_mapping(tmp_path / "val.toml")
    assert refused.value.code == "mapping_invalid"


def test_a_file_of_unknown_headings_is_looked_at_where_it_is_likeliest(tmp_path: Path) -> None:
    rows = [("Våra hus",), ("Hus", "Sort", "Nås på"), ("Björkgården", "SÄBO", "033-10 00 00")]
    other = [("Personnummer", "Förnamn"), ("19410101-2384", "Signe")]
    book = openpyxl.load_workbook(write_xlsx(tmp_path / "a.xlsx", *rows, title="Mars"))
    more = book.create_sheet("Fler")
    for row in other:
        more.append(row)
    book.save(tmp_path / "a.xlsx")
    table = survey_table(tmp_path / "a.xlsx", kind=UNITS, mapping=NO_MAPPING)
    assert (table.sheet, table.sheets, table.header_row) == ("Mars", ("Mars", "Fler"), 2)
    assert table.form is FileForm.XLSX
    chosen = survey_table(tmp_path / "a.xlsx", kind=UNITS, mapping=TableMapping(sheet="Fler"))
    assert chosen.headings == ("Personnummer", "Förnamn")
    text = tmp_path / "a.csv"
    text.write_text("\n".join(",".join(row) for row in rows), encoding="cp1252")
    found = survey_table(text, kind=UNITS, mapping=NO_MAPPING)
    assert (found.delimiter, found.encoding, found.header_row) == (",", "cp1252", 2)
    bare = survey_table(text, kind=UNITS, mapping=TableMapping(header_row=0, delimiter=","))
    assert (bare.headings, len(bare.rows)) == (("", "", ""), 3)


@pytest.mark.parametrize(
    ("mapping", "code"),
    [
        (TableMapping(sheet="Finns inte"), "sheet_not_found"),
        (TableMapping(header_row=9), "headings_missing"),
        (NO_MAPPING, "headings_missing"),
    ],
)
def test_what_is_not_in_the_file_is_not_looked_at(
    tmp_path: Path, mapping: TableMapping, code: str
) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", ("Hej",))
    with pytest.raises(FileUnusable) as refused:
        survey_table(path, kind=UNITS, mapping=mapping)
    assert refused.value.code == code
