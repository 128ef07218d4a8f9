"""Files that must not be read, each with its exact outcome."""

from __future__ import annotations

import io
import os
import struct
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pytest

from munhalsa.adapters.tables import files, pages, unreadable
from munhalsa.adapters.tables.kinds import load_kind
from munhalsa.adapters.tables.reader import read_table
from munhalsa.application.import_table.kinds import TableMapping
from munhalsa.application.import_table.rows_units import convert_units
from munhalsa.domain.refusal import FileUnusable
from tests.support.tables import AROUND, FIXTURES, change_parts, write_ods, write_xlsx

UNITS = load_kind("boendeenheter")
HEADINGS = ["Boendenamn", "Boendetyp", "Ansvarig", "Telefon"]
ROW = ["Ängen", "LSS", "Eva", "1"]
SHEET = "xl/worksheets/sheet1.xml"
XLS = FIXTURES / "boendeenheter.xls"


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


def test_the_files_that_are_spoilt_below_can_be_read_whole(xlsx: Path, ods: Path) -> None:
    for path in (xlsx, ods, XLS):
        assert read_table(path, kind=UNITS).rows


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    assert _code(tmp_path / "finns-inte.xlsx") == "file_not_found"
    assert _code(tmp_path) == "file_is_folder"


def test_an_empty_file_and_an_empty_workbook(tmp_path: Path) -> None:
    (tmp_path / "tom.csv").write_bytes(b"")
    assert _code(tmp_path / "tom.csv") == "headings_missing"
    assert _code(write_xlsx(tmp_path / "tom.xlsx")) == "headings_missing"


def test_what_the_best_row_lacks_is_what_is_named(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "f.xlsx", ["Boendetyp"], HEADINGS[:3], ["x"])
    with pytest.raises(FileUnusable) as refused:
        read_table(path, kind=UNITS)
    assert "”Telefon”" in refused.value.message
    assert "Boendenamn" not in refused.value.message


def test_a_heading_that_stands_twice(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "f.xlsx", [*HEADINGS, "Telefon"], [*ROW, "2"])
    with pytest.raises(FileUnusable) as refused:
        convert_units(read_table(path, kind=UNITS), kind=UNITS, around=AROUND)
    assert refused.value.code == "headings_repeated"


@pytest.mark.parametrize("end", [4, 30, 200, 900, -1, -200])
def test_a_truncated_workbook(xlsx: Path, ods: Path, tmp_path: Path, end: int) -> None:
    for whole in (xlsx, ods):
        path = tmp_path / "kapad"
        path.write_bytes(whole.read_bytes()[:end])
        assert _code(path) == "file_damaged"


@pytest.mark.parametrize("end", [8, 600, 2048])
def test_a_truncated_old_workbook(tmp_path: Path, end: int) -> None:
    (tmp_path / "kapad.xls").write_bytes(XLS.read_bytes()[:end])
    assert _code(tmp_path / "kapad.xls") == "file_damaged"


def test_anything_before_the_first_bytes(xlsx: Path) -> None:
    xlsx.write_bytes(b"\0" + xlsx.read_bytes())
    assert _code(xlsx) == "file_not_text"
    xlsx.write_bytes(b"hej" + xlsx.read_bytes()[1:])
    assert _code(xlsx) == "file_not_text"


def test_another_zip_file_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert _code(path) == "file_not_a_table"


@pytest.mark.parametrize(
    "name", ["xl/vbaProject.bin", "xl/vbaProjectSignature.bin", "xl/macrosheets/sheet1.xml"]
)
def test_a_workbook_with_macros(xlsx: Path, name: str) -> None:
    assert _code(change_parts(xlsx, added={name: b"x"})) == "file_has_macros"


def test_a_workbook_that_says_it_has_macros(xlsx: Path) -> None:
    change_parts(
        xlsx, replaced={"[Content_Types].xml": (b"sheet.main+xml", b"sheet.macroEnabled.main+xml")}
    )
    assert _code(xlsx) == "file_has_macros"


@pytest.mark.parametrize("name", ["Basic/Standard/Module1.xml", "Scripts/python/x.py"])
def test_an_open_document_with_macros(ods: Path, name: str) -> None:
    assert _code(change_parts(ods, added={name: b"x"})) == "file_has_macros"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("_VBA_PROJECT_CUR", "file_has_macros"),
        ("EncryptedPackage", "file_encrypted"),
    ],
)
def test_an_old_container_with_macros_or_a_locked_workbook(
    tmp_path: Path, name: str, code: str
) -> None:
    data = bytearray(XLS.read_bytes())
    text = name.encode("utf-16-le") + b"\0\0"
    entry = data.index("Root Entry".encode("utf-16-le")) + 2 * 128
    data[entry : entry + len(text)] = text
    data[entry + 64 : entry + 66] = len(text).to_bytes(2, "little")
    (tmp_path / "f.xls").write_bytes(data)
    assert _code(tmp_path / "f.xls") == code


def test_a_macro_name_in_a_cell_is_only_text(tmp_path: Path) -> None:
    data = XLS.read_bytes() + b"\0" * 8 + "_VBA_PROJECT_CUR".encode("utf-16-le") + b"\0" * 600
    (tmp_path / "f.xls").write_bytes(data)
    assert read_table(tmp_path / "f.xls", kind=UNITS).rows


def test_an_old_workbook_with_a_password(tmp_path: Path) -> None:
    data = bytearray(XLS.read_bytes())
    begins = data.index(struct.pack("<HHH", 0x0809, 16, 0x0600))
    data[begins + 20 : begins + 22] = struct.pack("<H", 0x002F)  # FILEPASS
    (tmp_path / "f.xls").write_bytes(data)
    assert _code(tmp_path / "f.xls") == "file_encrypted"


def test_a_locked_open_document(ods: Path) -> None:
    change_parts(
        ods,
        replaced={
            "META-INF/manifest.xml": (
                b"</manifest:manifest>",
                b"<manifest:encryption-data/></manifest:manifest>",
            )
        },
    )
    assert _code(ods) == "file_encrypted"


def test_a_locked_zip_entry(xlsx: Path) -> None:
    data = bytearray(xlsx.read_bytes())
    central = data.index(b"PK\x01\x02")
    data[central + 8] |= 1
    xlsx.write_bytes(data)
    assert _code(xlsx) == "file_encrypted"


@pytest.mark.parametrize(
    "declared",
    [b'<!DOCTYPE x [<!ENTITY a "b">]>', b'<!DOCTYPE x SYSTEM "file:///etc/passwd">'],
)
def test_xml_with_entities(xlsx: Path, ods: Path, declared: bytes) -> None:
    change_parts(xlsx, replaced={SHEET: (b"<worksheet", declared + b"<worksheet")})
    change_parts(
        ods, replaced={"content.xml": (b"<office:document", declared + b"<office:document")}
    )
    assert (_code(xlsx), _code(ods)) == ("file_unsafe", "file_unsafe")


def test_xml_in_another_encoding_cannot_hide_anything(xlsx: Path) -> None:
    with zipfile.ZipFile(xlsx) as archive:
        text = archive.read(SHEET).decode()
    change_parts(xlsx, added={SHEET: text.encode("utf-16")})
    assert _code(xlsx) == "file_unsafe"


def test_broken_xml(xlsx: Path) -> None:
    change_parts(xlsx, replaced={SHEET: (b"</sheetData>", b"</sheetDat")})
    assert _code(xlsx) == "file_damaged"


@pytest.mark.parametrize("filler", [b"\0", b" "])
def test_a_zip_bomb_is_seen_before_it_is_unpacked(xlsx: Path, filler: bytes) -> None:
    change_parts(xlsx, added={"xl/media/image1.png": filler * (unreadable.LARGEST_UNPACKED + 1)})
    tracemalloc.start()
    try:
        assert _code(xlsx) == "file_too_large"
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def test_a_part_that_is_packed_too_tightly_to_be_honest(xlsx: Path) -> None:
    change_parts(xlsx, added={"xl/media/image1.png": b"\0" * 11_000_000})
    assert _code(xlsx) == "file_too_large"


def test_a_part_that_is_larger_than_it_says(xlsx: Path) -> None:
    """The directory claims the first bytes only, with their right checksum: the rest is hidden."""
    claimed = b"<worksheet/>"
    content = claimed + b" " * 5_000_000
    buffer = io.BytesIO()
    with zipfile.ZipFile(xlsx) as whole, zipfile.ZipFile(buffer, "w") as archive:
        for name in whole.namelist():
            if name != SHEET:
                archive.writestr(name, whole.read(name))
        archive.writestr(SHEET, content, zipfile.ZIP_DEFLATED)
    data = buffer.getvalue()
    truth = struct.pack("<I", zlib.crc32(content))
    lie = struct.pack("<I", zlib.crc32(claimed))
    data = data.replace(truth, lie).replace(
        struct.pack("<I", len(content)), struct.pack("<I", len(claimed))
    )
    xlsx.write_bytes(data)
    assert _code(xlsx) == "file_damaged"


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "rör")
    assert _code(tmp_path / "rör") == "file_unusable"


def test_the_same_part_twice(xlsx: Path) -> None:
    with zipfile.ZipFile(xlsx, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(SHEET, "<worksheet/>")
    assert _code(xlsx) == "file_damaged"


def test_an_unusual_way_of_packing(xlsx: Path) -> None:
    with zipfile.ZipFile(xlsx) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    with zipfile.ZipFile(xlsx, "w", zipfile.ZIP_LZMA) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert _code(xlsx) == "file_damaged"
    with zipfile.ZipFile(xlsx, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert read_table(xlsx, kind=UNITS).rows


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        (b'r="1048576"', b'r="XFD1048576"'),
        (b'r="1048576"', b"r = 'XFD1048576'"),
        (b'r="1048576"', b'r="xfd1048576"'),
        (b'r="9"', b'r="A99999999999"'),
        (b'r="9"', b'r="AB400000000"'),
        (b'r="4294967295"', b""),
        (b"r='1048577'", b""),
    ],
)
def test_a_cell_far_outside_the_table(xlsx: Path, row: bytes, cell: bytes) -> None:
    far = b"<row " + row + b"><c " + cell + b"><v>1</v></c></row></sheetData>"
    change_parts(xlsx, replaced={SHEET: (b"</sheetData>", far)})
    assert _code(xlsx) == "file_too_large"


def test_a_printers_resolution_is_no_row(xlsx: Path) -> None:
    setup = b'</sheetData><pageSetup horizontalDpi="4294967293"/>'
    change_parts(xlsx, replaced={SHEET: (b"</sheetData>", setup)})
    assert read_table(xlsx, kind=UNITS).rows


def test_the_last_row_of_a_sheet_is_within_it(xlsx: Path) -> None:
    last = b'<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>'
    change_parts(xlsx, replaced={SHEET: (b"</sheetData>", last)})
    assert [number for number, _ in read_table(xlsx, kind=UNITS).rows] == [2, 1048576]


def test_rows_without_numbers_are_counted(xlsx: Path) -> None:
    rows = b"<row></row>" * 2_100_000 + b"</sheetData>"
    change_parts(xlsx, replaced={SHEET: (b"</sheetData>", rows)})
    assert _code(xlsx) == "file_too_large"


def test_a_text_that_the_sheet_points_to_and_nobody_wrote(xlsx: Path) -> None:
    lost = b'<row r="9"><c r="A9" t="s"><v>999</v></c></row></sheetData>'
    change_parts(xlsx, replaced={SHEET: (b"</sheetData>", lost)})
    assert _code(xlsx) == "file_damaged"


def test_a_wide_table_with_few_rows_is_read(tmp_path: Path) -> None:
    wide = [f"Extra {number}" for number in range(800)]
    path = write_xlsx(tmp_path / "f.xlsx", [*HEADINGS, *wide], ROW)
    assert len(read_table(path, kind=UNITS).headings) == 804


ROWS_REPEATED = b'<table:table-row table:number-rows-repeated="%d">'
CELLS_REPEATED = b'<table:table-cell table:number-columns-repeated="%d"'
FILLED = b' office:value-type="float" office:value="1"/>'
ROW_END = b"</table:table-row>"


def _with_rows(ods: Path, rows: bytes) -> Path:
    end = b"</table:table>"
    return change_parts(ods, replaced={"content.xml": (end, rows + end)})


def test_filled_cells_repeated_until_they_are_too_many(ods: Path) -> None:
    rows = ROWS_REPEATED % 1_000_000 + CELLS_REPEATED % 16_000 + FILLED + ROW_END
    assert _code(_with_rows(ods, rows)) == "file_too_large"


def test_empty_cells_repeated_before_a_filled_one(ods: Path) -> None:
    rows = ROWS_REPEATED % 1_000_000 + b"<table:table-cell/>" + ROW_END
    rows += b"<table:table-row>" + CELLS_REPEATED % 900 + b"/>"
    rows += b"<table:table-cell" + FILLED + ROW_END
    assert _code(_with_rows(ods, rows)) == "file_too_large"


def test_empty_cells_repeated_to_the_edge_of_the_sheet_are_no_harm(ods: Path) -> None:
    rows = ROWS_REPEATED % 1_048_000 + CELLS_REPEATED % 16_384 + b"/>" + ROW_END
    assert len(read_table(_with_rows(ods, rows), kind=UNITS).rows) == 1


def test_merged_cells_among_the_rows(tmp_path: Path, xlsx: Path) -> None:
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="%s"/></mergeCells>'
    assert (
        _code(change_parts(xlsx, replaced={SHEET: (b"</sheetData>", merged % b"A2:A3")}))
        == "merged_cells"
    )
    assert _code(write_ods(tmp_path / "m.ods", HEADINGS, ROW, merge=1)) == "merged_cells"


def test_merged_cells_above_the_headings_are_no_harm(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "f.xlsx", ["Enheter"], HEADINGS, ROW)
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:D1"/></mergeCells>'
    change_parts(path, replaced={SHEET: (b"</sheetData>", merged)})
    assert read_table(path, kind=UNITS).header_row == 2
    ods = write_ods(tmp_path / "m.ods", ["Enheter"], HEADINGS, ROW, merge=0)
    assert read_table(ods, kind=UNITS).header_row == 2


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"Boendenamn;\0", "file_not_text"),
        ("Boendenamn;Boendetyp;Ansvarig;Telefon\n\u00c5;LSS;E;1".encode("utf-16"), "file_not_text"),
        (b"Boendenamn;Boendetyp;Ansvarig;Telefon\n\x81;LSS;E;1", "encoding_unknown"),
        ("Boendenamn;Boendetyp;Ansvarig;Telefon\nÅ;LSS;".encode() + b"\xe5;1", "encoding_unknown"),
        (b"\xef\xbb\xbfBoendenamn;Boendetyp;Ansvarig;Telefon\n\xe5;;;", "encoding_unknown"),
        (b'Boendenamn;Boendetyp;Ansvarig;Telefon\n"Elin;LSS;E;1\nB;LSS;E;1', "csv_quotes"),
        (b'Boendenamn;Boendetyp;Ansvarig;Telefon\n"Elin"s;LSS;E;1', "csv_quotes"),
        (b'"Boendenamn;Boendetyp', "csv_quotes"),
        (b"Boendenamn Boendetyp Ansvarig Telefon\n", "headings_missing"),
        (b"A" * 200_000, "csv_quotes"),
    ],
)
def test_bad_text(tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "f.csv").write_bytes(content)
    assert _code(tmp_path / "f.csv") == code


def test_an_encoding_that_the_user_chose_and_the_file_lacks(tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_bytes(b"Boendenamn;\xe5")
    with pytest.raises(FileUnusable) as refused:
        read_table(tmp_path / "f.csv", kind=UNITS, mapping=TableMapping(encoding="utf-8-sig"))
    assert refused.value.code == "encoding_unknown"


def test_more_rows_than_there_may_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MOST_ROWS", 3)
    path = write_xlsx(tmp_path / "f.xlsx", HEADINGS, *[ROW] * 3)
    assert len(read_table(path, kind=UNITS).rows) == 3
    assert _code(write_xlsx(tmp_path / "f.xlsx", HEADINGS, *[ROW] * 4)) == "too_many_rows"


def test_a_file_of_more_bytes_than_there_may_be(xlsx: Path) -> None:
    size = xlsx.stat().st_size
    assert len(files.read_bytes(xlsx, largest=size)) == size
    with pytest.raises(FileUnusable) as refused:
        files.read_bytes(xlsx, largest=size - 1)
    assert refused.value.code == "file_too_large"
