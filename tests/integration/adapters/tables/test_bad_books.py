"""Workbooks that claim more than they hold, each with its exact outcome: none is unfolded."""

from __future__ import annotations

import re
import struct
import zipfile
from pathlib import Path

import openpyxl
import pytest

from munhalsa.adapters.tables import workbook
from munhalsa.adapters.tables.kinds import load_kind
from munhalsa.adapters.tables.reader import read_table
from munhalsa.application.import_table.rows_units import convert_units
from munhalsa.domain.refusal import FileUnusable
from tests.support.spoiling import FORMATS, packed, parts_of, whole
from tests.support.tables import AROUND, FIXTURES, change_parts, write_ods, write_xlsx

UNITS = load_kind("boendeenheter")
HEADINGS = ["Boendenamn", "Boendetyp", "Ansvarig", "Telefon"]
ROW = ["Ängen", "LSS", "Eva", "1"]
SHEET, TEXTS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
XLS = (FIXTURES / "boendeenheter.xls").read_bytes()

ROW_END, TABLE_END = b"</table:table-row>", b"</table:table>"
ROWS_REPEATED = b'<table:table-row table:number-rows-repeated="%d">'
CELL = b'<table:table-cell office:value-type="string"><text:p>%s</text:p></table:table-cell>'


def _code(path: Path) -> str:
    with pytest.raises(FileUnusable) as refused:
        read_table(path, kind=UNITS)
    return refused.value.code


@pytest.fixture
def xlsx(tmp_path: Path) -> Path:
    return write_xlsx(tmp_path / "f.xlsx", HEADINGS, ROW)


@pytest.fixture
def ods(tmp_path: Path) -> Path:
    return write_ods(tmp_path / "f.ods", HEADINGS, ROW)


def _content(ods: Path, old: bytes, new: bytes) -> Path:
    return change_parts(ods, replaced={"content.xml": (old, new)})


class TestOpenDocument:
    def test_a_table_that_never_ends_is_not_waited_for(self, ods: Path) -> None:
        assert _code(_content(ods, TABLE_END, b"")) == "file_damaged"

    @pytest.mark.parametrize(
        ("times", "code"),
        [
            (b"&#49;000000000", "file_too_large"),
            (b"+1000000", "file_damaged"),
            (b"many", "file_damaged"),
            (b"1000000000", "file_too_large"),
        ],
    )
    def test_a_number_is_read_as_other_code_would_read_it(
        self, ods: Path, times: bytes, code: str
    ) -> None:
        for name in (b"rows", b"columns"):
            repeated = b'<table:table-row a=">" table:number-%s-repeated="%s">' % (name, times)
            cell = b'<table:table-cell table:number-%s-repeated="%s"' % (name, times)
            row = (repeated + CELL % b"x" if name == b"rows" else b"<table:table-row>" + cell) + (
                b"" if name == b"rows" else b' office:value="1" office:value-type="float"/>'
            )
            path = write_ods(ods, HEADINGS, ROW)
            assert _code(_content(path, TABLE_END, row + ROW_END + TABLE_END)) == code

    def test_rows_before_a_filled_one_are_counted_however_they_are_written(self, ods: Path) -> None:
        rows = b"<table:table-row/>"
        rows += b'<table:table-row table:number-rows-repeated="999999999"/>'
        rows += b"<table:table-row>" + CELL % b"x" + ROW_END
        assert _code(_content(ods, TABLE_END, rows + TABLE_END)) == "file_too_large"

    def test_many_sheets_that_are_only_together_too_large(self, ods: Path) -> None:
        filled = b'<table:table-row table:number-rows-repeated="1000000">' + CELL % b"x" + ROW_END
        sheet = b'<table:table table:name="%d">' + filled + TABLE_END
        many = b"".join(sheet % number for number in range(50))
        assert _code(_content(ods, TABLE_END, TABLE_END + many)) == "file_too_large"

    @pytest.mark.parametrize(
        ("row", "cell"),
        [
            (b"", b' table:number-columns-repeated="16000"'),
            (b' table:number-rows-repeated="16000"', b""),
        ],
    )
    def test_a_long_text_that_is_repeated(self, ods: Path, row: bytes, cell: bytes) -> None:
        text = (CELL % (b"x" * 30_000)).replace(b"-cell", b"-cell" + cell, 1)
        rows = b"<table:table-row" + row + b">" + text + ROW_END
        assert _code(_content(ods, TABLE_END, rows + TABLE_END)) == "file_too_large"

    def test_spaces_that_are_only_counted(self, ods: Path) -> None:
        spaces = CELL % b'<text:s text:c="900000000"/>'
        rows = b"<table:table-row>" + spaces + ROW_END
        assert _code(_content(ods, TABLE_END, rows + TABLE_END)) == "file_too_large"

    def test_what_follows_the_last_row_does_not_fill_it(self, ods: Path) -> None:
        edge = b'<table:table-row table:number-rows-repeated="1048000">'
        edge += b'<table:table-cell table:number-columns-repeated="16384"/>' + ROW_END
        after = b"<table:named-expressions><table:named-range/></table:named-expressions>"
        path = _content(ods, TABLE_END, edge + after + TABLE_END)
        assert len(read_table(path, kind=UNITS).rows) == 1


class TestNewWorkbook:
    def test_one_long_text_in_many_cells(self, xlsx: Path) -> None:
        text = b"<sst><si><t>kort</t></si><si><t>" + b"x" * 30_000 + b"</t></si></sst>"
        cells = b'<row r="9">' + b'<c t="s"><v>1</v></c>' * 8000 + b"</row></sheetData>"
        change_parts(xlsx, added={TEXTS: text}, replaced={SHEET: (b"</sheetData>", cells)})
        assert _code(xlsx) == "file_too_large"

    def test_a_sheet_by_another_name_is_looked_through_too(self, xlsx: Path) -> None:
        far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
        with zipfile.ZipFile(xlsx) as archive:
            sheet = archive.read(SHEET).replace(b"</sheetData>", far)
        rels = "xl/_rels/workbook.xml.rels"
        change_parts(
            xlsx,
            replaced={rels: (b"/xl/worksheets/sheet1.xml", b"/xl/media/bild.png")},
            added={"xl/media/bild.png": sheet},
        )
        assert _code(xlsx) == "file_too_large"

    def test_many_sheets_that_are_only_together_too_large(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(workbook, "MOST_CELLS", 7)
        path = write_xlsx(tmp_path / "f.xlsx", ["a"] * 7)
        assert _code(path) == "headings_missing"
        book = openpyxl.load_workbook(path)
        book.create_sheet("Blad2").append(["a"])
        book.save(path)
        assert _code(path) == "file_too_large"

    def test_a_file_that_is_two_kinds_at_once(self, xlsx: Path) -> None:
        assert _code(change_parts(xlsx, added={"content.xml": b"<x/>"})) == "file_damaged"

    def test_a_binary_workbook(self, tmp_path: Path) -> None:
        path = tmp_path / "f.xlsb"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("xl/workbook.bin", b"\x83\x01\x00")
        assert _code(path) == "file_not_a_table"


SECTOR, HEADER = 512, 512
FAT_AT, POWER_AT, FURTHER_AT = 76, 30, 68
TEXT, EXTENT, ALL_TEXTS, BOOK_SHEET, MERGED, WINDOW = 0xFD, 0x200, 0xFC, 0x85, 0xE5, 0x23E


def _record(kind: int) -> tuple[int, int]:
    """Place and length of the first record of a kind in the old workbook."""
    at = XLS.index(struct.pack("<HHH", 0x0809, 16, 0x0600))
    while True:
        found, length = struct.unpack_from("<HH", XLS, at)
        at += 4
        if found == kind:
            return at, length
        at += length


def _last_record(kind: int) -> tuple[int, int]:
    """The same for the last one, which is in the sheet with the table."""
    at, found = XLS.index(struct.pack("<HHH", 0x0809, 16, 0x0600)), (0, 0)
    while (head := struct.unpack_from("<HH", XLS, at)) != (0, 0):
        if head[0] == kind:
            found = at + 4, head[1]
        at += 4 + head[1]
    return found


def _put(path: Path, *changes: tuple[int, bytes], data: bytes = XLS) -> Path:
    spoilt = bytearray(data)
    for at, new in changes:
        spoilt[at : at + len(new)] = new
    path.write_bytes(spoilt)
    return path


def _long(number: int) -> bytes:
    return struct.pack("<I", number)


@pytest.fixture
def xls(tmp_path: Path) -> Path:
    return tmp_path / "f.xls"


class TestOldWorkbook:
    def test_a_sheet_said_to_be_larger_than_any(self, xls: Path) -> None:
        at, _ = _record(EXTENT)
        for change in ((at + 4, _long(0x7FFFFFFF)), (at + 10, b"\xff\xff"), (at, _long(9_999))):
            assert _code(_put(xls, change)) == "file_damaged"
        assert _code(_put(xls, (at - 2, b"\x0d\x00"))) == "file_damaged"

    def test_more_texts_than_there_is_room_for(self, xls: Path) -> None:
        at, _ = _record(ALL_TEXTS)
        assert _code(_put(xls, (at + 4, _long(0x7FFFFFFF)))) == "file_damaged"

    def test_a_cell_beyond_the_last_column(self, xls: Path) -> None:
        at, _ = _record(TEXT)
        assert _code(_put(xls, (at + 2, b"\x00\x01"))) == "file_damaged"

    def test_sheets_that_share_their_rows(self, xls: Path) -> None:
        first = XLS[_record(BOOK_SHEET)[0] :][:4]
        second = XLS.index(struct.pack("<H", BOOK_SHEET), _record(BOOK_SHEET)[0]) + 4
        inside = struct.pack("<I", struct.unpack("<I", first)[0] + 20)
        assert _code(_put(xls, (second, inside))) == "file_damaged"

    def test_many_sheets_that_are_only_together_too_large(
        self, xls: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("munhalsa.adapters.tables.old_workbook.MOST_CELLS", 3)
        assert _code(_put(xls)) == "file_too_large"

    @pytest.mark.parametrize("kind", [BOOK_SHEET, 0x0042, 0x0809])
    def test_a_record_that_is_shorter_than_what_it_says(
        self, xls: Path, kind: int, capfd: pytest.CaptureFixture[str]
    ) -> None:
        at, length = _record(0x0042)
        empty = struct.pack("<HHHH", kind, 0, 0x0033, length - 4 if length >= 4 else 0)
        spoilt = XLS[: at - 4] + empty[:4] + XLS[at + length :]
        assert _code(_put(xls, data=spoilt + bytes(4 + length))) == "file_damaged"
        assert capfd.readouterr().err == ""

    def test_chains_that_go_round(self, xls: Path) -> None:
        fat = HEADER + struct.unpack_from("<I", XLS, FAT_AT)[0] * SECTOR
        assert _code(_put(xls, (fat, _long(0)))) == "file_damaged"
        further = HEADER + 3 * SECTOR
        itself = (FURTHER_AT, _long(3)), (further + SECTOR - 4, _long(3))
        assert _code(_put(xls, *itself)) == "file_damaged"

    @pytest.mark.parametrize("at", [40, 44, 64, 72])
    def test_more_sectors_than_the_file_has(self, xls: Path, at: int) -> None:
        assert _code(_put(xls, (at, _long(0x10000000)))) == "file_damaged"

    def test_sectors_of_any_other_size(self, xls: Path) -> None:
        assert _code(_put(xls, (POWER_AT, b"\x20\x00"))) == "file_damaged"

    def test_a_chain_out_of_the_file(self, xls: Path) -> None:
        assert _code(_put(xls, (FAT_AT, _long(4000)))) == "file_damaged"

    def test_a_stream_longer_than_the_file(self, xls: Path) -> None:
        entry = XLS.index("Workbook".encode("utf-16-le"))
        assert _code(_put(xls, (entry + 120, _long(0x7FFFFFFF)))) == "file_damaged"

    def test_a_file_cut_off_in_its_directory(self, xls: Path) -> None:
        directory = HEADER + struct.unpack_from("<I", XLS, 48)[0] * SECTOR
        assert directory + SECTOR == len(XLS)
        assert _code(_put(xls, data=XLS[: directory + 200])) == "file_damaged"

    def test_a_file_cut_off_in_a_list_of_its_chains(self, xls: Path) -> None:
        begun = bytearray(XLS[: HEADER + 3])
        begun[FURTHER_AT : FURTHER_AT + 4] = _long(0)
        assert _code(_put(xls, data=bytes(begun))) == "file_damaged"

    def test_an_old_document_of_another_program(self, xls: Path) -> None:
        entry = XLS.index("Workbook".encode("utf-16-le"))
        name = "WordDocu".encode("utf-16-le")
        assert _code(_put(xls, (entry, name))) == "file_not_a_table"

    def test_a_small_workbook_lies_in_the_small_sectors(self, xls: Path) -> None:
        """Its stream is below 4,096 bytes, so it is looked for in the root's."""
        entry = XLS.index("Workbook".encode("utf-16-le"))
        assert _code(_put(xls, (entry + 120, _long(100)))) == "file_damaged"

    def test_merged_cells_among_the_rows(self, xls: Path) -> None:
        at, length = _last_record(WINDOW)
        assert length == 18  # as two merged ranges take
        merged = struct.pack("<HHH", MERGED, length, 2) + struct.pack("<8H", 3, 4, 1, 1, 4, 4, 2, 2)
        assert _code(_put(xls, (at - 4, merged))) == "merged_cells"


@pytest.mark.parametrize("ending", ["ods", "xls"])
def test_formulas_that_failed_are_no_empty_cells(ending: str) -> None:
    """Made by LibreOffice; the first row lacks what may be empty, the second what may not."""
    path = FIXTURES / f"failed_formulas.{ending}"
    units = convert_units(read_table(path, kind=UNITS), kind=UNITS, around=AROUND)
    assert [(row.row, row.code, row.column) for row in units.rejected] == [
        (2, "cell_error", "Postort"),
        (3, "cell_error", "Ansvarig"),
    ]


def test_a_formula_that_nobody_has_worked_out_is_no_empty_cell(tmp_path: Path) -> None:
    """As other programs write them; a formula of text may well come to an empty one."""
    path = write_xlsx(tmp_path / "f.xlsx", [*HEADINGS, "Postort"], [*ROW, "=A1"], [*ROW, "=A1"])
    empty = b'<c r="E3" t="str"><f>A1</f><v></v></c>'
    with zipfile.ZipFile(path) as archive:
        written = re.search(rb'<c r="E3".*?</c>', archive.read(SHEET))
    assert written is not None
    change_parts(path, replaced={SHEET: (written[0], empty)})
    units = convert_units(read_table(path, kind=UNITS), kind=UNITS, around=AROUND)
    assert [(row.row, row.code, row.column) for row in units.rejected] == [
        (2, "cell_error", "Postort")
    ]
    assert [row.row for row in units.rows] == [3]


def test_a_failed_formula_that_stands_for_a_million(ods: Path) -> None:
    failed = b'<table:table-row table:number-rows-repeated="1000000">'
    failed += b'<table:table-cell calcext:value-type="error"/>' + ROW_END
    _content(ods, b"<office:document-content ", b'<office:document-content xmlns:calcext="c" ')
    assert _code(_content(ods, TABLE_END, failed + TABLE_END)) == "file_too_large"


def _headed(path: Path, format: str, old: bytes, new: bytes) -> Path:
    """A file of the format with another word for a heading."""
    if format in ("xlsx", "ods"):
        parts = {name: part.replace(old, new) for name, part in parts_of(format).items()}
        path.write_bytes(packed(parts))
    else:
        path.write_bytes(whole(format).replace(old, new))
    return path


@pytest.mark.parametrize("format", FORMATS)
def test_headings_that_are_not_there_or_stand_twice(tmp_path: Path, format: str) -> None:
    assert (
        _code(_headed(tmp_path / "f", format, b"Boendenamn", b"Gunilla  1")) == "headings_missing"
    )
    path = _headed(tmp_path / "f", format, b"Platsantal", b"Boendenamn")
    with pytest.raises(FileUnusable) as refused:
        convert_units(read_table(path, kind=UNITS), kind=UNITS, around=AROUND)
    assert refused.value.code == "headings_repeated"


@pytest.mark.parametrize("packing", ["xlsx", "ods"])
def test_a_character_that_no_xml_may_hold(tmp_path: Path, packing: str) -> None:
    assert _code(_headed(tmp_path / "f", packing, b"LSS", b"L&#0;S")) == "file_damaged"


@pytest.mark.long
def test_more_rows_than_any_spreadsheet_holds(tmp_path: Path) -> None:
    line = "Ängen;LSS;Eva;1\n"
    (tmp_path / "f.csv").write_text(";".join(HEADINGS) + "\n" + line * 1_048_577, encoding="utf-8")
    assert _code(tmp_path / "f.csv") == "too_many_rows"
    rows = ROWS_REPEATED % 1_048_577 + CELL % b"x" + ROW_END
    path = write_ods(tmp_path / "f.ods", HEADINGS, ROW)
    assert _code(_content(path, TABLE_END, rows + TABLE_END)) == "too_many_rows"


def test_a_file_larger_than_may_be_is_not_opened(tmp_path: Path) -> None:
    with (tmp_path / "f.csv").open("wb") as file:
        file.truncate(200 * 1024 * 1024 + 1)
    assert _code(tmp_path / "f.csv") == "file_too_large"
