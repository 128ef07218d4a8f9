"""Looking through a zip-based workbook (xlsx, ods) before any other code unpacks it.

Every part is unpacked here once, within bounds: what the directory of the file claims about sizes
must be true. Nothing is run, and nothing with a DTD, macros or a password is let through.
"""

from __future__ import annotations

import html
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from munhalsa.domain.refusal import FileUnusable

LARGEST_UNPACKED = 200 * 1024 * 1024
MOST_CELLS = 40_000_000
_HIGHEST_RATIO = 500
_RATIO_MATTERS_FROM = 10 * 1024 * 1024
_MOST_PARTS = 10_000
_LOCAL_HEADER = struct.Struct("<26xHH")
_ENCRYPTED_FLAG = 0x1
_WIDTH_THAT_ALWAYS_FITS = 38  # columns, even with every row of the largest sheet

_XML_NAMES = (".xml", ".rels", ".vml")
_MACROS = re.compile(r"(^|/)(vba\w*\.bin|macrosheets/|basic/|scripts/)", re.IGNORECASE)
_XLSX_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_SHEET_ROWS = 1_048_576
_MOST_ROW_TAGS = 4 * _SHEET_ROWS
# Of all references, those beyond column Z or row 999,999; then every one. Every other attribute is
# the type (t) or the style (s) of a cell, and passed by: the reference is called r.
_FAR_REFERENCE = re.compile(rb"=(?<![ts]=)\s*+[\"'](?:([A-Za-z]{2,3}+)(\d+)|[A-Za-z]?+(\d{7,}))")
_ANY_REFERENCE = re.compile(rb"\sr\s*=\s*[\"'][A-Za-z]{0,3}(\d+)")
_ODS_COLUMNS = re.compile(rb"number-columns-repeated\s*=\s*[\"'](\d+)")
_ODS_TABLE = re.compile(rb'<table:table\s[^>]*?table:name="([^"]*)"')
_ODS_ROWS = re.compile(rb"number-rows-repeated\s*=\s*[\"'](\d+)")
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b[^>]*>")
_ODS_ROW_END = b"</table:table-row>"


class Packed(StrEnum):
    """Which kind of zip-based workbook it is."""

    XLSX = "xlsx"
    ODS = "ods"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspected:
    """A workbook that may be read.

    ``parts`` holds, of an xlsx, the list of sheets and those with formula errors; ``covered``, of
    an ods, the rows (from 0) with merged cells by sheet name.
    """

    kind: Packed
    parts: dict[str, bytes]
    covered: dict[str, list[int]]


def inspect_packed(data: bytes) -> Inspected:
    """What the file is; FileUnusable unless it is a plain, whole, unlocked workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, struct.error):
        raise damaged() from None
    _check_directory(entries)
    kind = _kind_of({entry.filename for entry in entries})
    kept: dict[str, bytes] = {}
    covered: dict[str, list[int]] = {}
    for name, content in _unpacked(data, entries):
        if not name.lower().endswith(_XML_NAMES):
            continue
        _refuse_dtd(content)
        if kind is Packed.XLSX and _checked_xlsx_part(name, content):
            kept[name] = content
        elif kind is Packed.ODS and name == "content.xml":
            covered = _covered_rows(content)
        elif name == "META-INF/manifest.xml" and b"encryption-data" in content:
            raise is_locked()
    return Inspected(kind=kind, parts=kept, covered=covered)


def _checked_xlsx_part(name: str, content: bytes) -> bool:
    """Whether the part is needed to find formulas that failed; FileUnusable for a bad one."""
    if name == "[Content_Types].xml" and b"macroEnabled" in content:
        raise has_macros()
    if _XLSX_SHEET.fullmatch(name):
        _refuse_far_cells(content)
        return b"#" in content and b't="e"' in content
    return name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")


def damaged() -> FileUnusable:
    """The refusal of a file that is cut off or otherwise not whole."""
    return FileUnusable(
        "file_damaged",
        "Filen är skadad eller ofullständig. Öppna den i kalkylprogrammet, spara den på nytt och "
        "försök igen.",
    )


def has_macros() -> FileUnusable:
    """The refusal of a file that carries a program."""
    return FileUnusable(
        "file_has_macros",
        "Filen innehåller makron. Spara den som en vanlig arbetsbok (.xlsx) och försök igen.",
    )


def is_locked() -> FileUnusable:
    """The refusal of a file with a password."""
    return FileUnusable(
        "file_encrypted",
        "Filen är skyddad med lösenord. Ta bort lösenordet i kalkylprogrammet och försök igen.",
    )


def too_large() -> FileUnusable:
    """The refusal of a file that would take too much room."""
    return FileUnusable(
        "file_too_large",
        "Filen är större än 200 MB uppackad, eller har innehåll långt utanför tabellen. Spara bara "
        "tabellen i en ny fil, eller dela upp den.",
    )


def _check_directory(entries: list[zipfile.ZipInfo]) -> None:
    """What the file's own directory already tells, before anything is unpacked."""
    names = [entry.filename for entry in entries]
    if len(names) > _MOST_PARTS or len(set(names)) < len(names):
        raise damaged()
    if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
        raise is_locked()
    if any(_MACROS.search(name) for name in names):
        raise has_macros()
    if sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
        raise too_large()
    for entry in entries:
        if entry.file_size > max(_RATIO_MATTERS_FROM, entry.compress_size * _HIGHEST_RATIO):
            raise too_large()


def _kind_of(names: set[str]) -> Packed:
    if "xl/workbook.xml" in names:
        return Packed.XLSX
    if "content.xml" in names:
        return Packed.ODS
    raise FileUnusable(
        "file_not_a_table",
        "Filen är ingen tabell som går att läsa. Spara den som .xlsx, .xls, .ods eller .csv.",
    )


def _unpacked(data: bytes, entries: list[zipfile.ZipInfo]) -> Iterator[tuple[str, bytes]]:
    """Name and content of each part, one at a time, never more than the directory claims."""
    for entry in entries:
        try:
            content = _inflate(data, entry)
        except (struct.error, zlib.error):
            raise damaged() from None
        if len(content) != entry.file_size or zlib.crc32(content) != entry.CRC:
            raise damaged()
        yield entry.filename, content


def _inflate(data: bytes, entry: zipfile.ZipInfo) -> bytes:
    name_length, extra_length = _LOCAL_HEADER.unpack_from(data, entry.header_offset)
    start = entry.header_offset + _LOCAL_HEADER.size + name_length + extra_length
    packed = memoryview(data)[start : start + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        return bytes(packed)
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        raise damaged()
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    content = inflater.decompress(packed, entry.file_size + 1)
    return content if inflater.eof else b""


def _refuse_dtd(content: bytes) -> None:
    """No part of a workbook has a DTD, nor is it anything but UTF-8."""
    declares = b"!" in content and (b"<!DOCTYPE" in content or b"<!ENTITY" in content)
    if declares or b"\0" in content[:4096]:
        raise FileUnusable(
            "file_unsafe",
            "Filen innehåller XML som ingen arbetsbok ska ha och läses därför inte. Spara tabellen "
            "på nytt i kalkylprogrammet.",
        )


def _refuse_far_cells(content: bytes) -> None:
    """A cell far to the right or far down would make a table of every cell up to it."""
    end = content.rfind(b"sheetData>")
    found = _FAR_REFERENCE.findall(content, 0, max(end, 0))
    rows = (int(digits[-10:]) for far in found for digits in far[1:] if digits)
    letters = {far[0].upper().decode() for far in found} - {""}
    width = max(map(column_number, letters), default=0) + 1
    if max(rows, default=0) > _SHEET_ROWS or content.count(b"row") > _MOST_ROW_TAGS:
        raise too_large()
    if width > _WIDTH_THAT_ALWAYS_FITS:
        height = max(map(int, _ANY_REFERENCE.findall(content, 0, end)), default=0)
        if width * max(height, content.count(b"<row")) > MOST_CELLS:
            raise too_large()


def column_number(letters: str) -> int:
    """A is 0, Z is 25, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _covered_rows(content: bytes) -> dict[str, list[int]]:
    """The rows with merged cells; refused where repeated cells grow into more than a table holds.

    Empty cells at the end of a row and empty rows at the end of a sheet take no room.
    """
    covered: dict[str, list[int]] = {}
    sheet = ""
    width = height = at = 0
    for row in content.split(_ODS_ROW_END):
        if (begun := _ODS_TABLE.search(row)) is not None:
            sheet, at = html.unescape(begun[1].decode("utf-8", "replace")), 0
        repeated = int(found[1]) if (found := _ODS_ROWS.search(row)) else 1
        if b"<table:covered-table-cell" in row:
            covered.setdefault(sheet, []).append(at)
        at += repeated
        if filled := _ods_width(row):
            width, height = max(width, filled), max(height, at)
    if width * height > MOST_CELLS:
        raise too_large()
    return covered


def _ods_width(row: bytes) -> int:
    """How many cells the row has up to its last filled one."""
    width = filled = 0
    for cell in _ODS_CELL.findall(row):
        repeated = _ODS_COLUMNS.search(cell)
        width += int(repeated[1]) if repeated else 1
        if b"value" in cell or not cell.endswith(b"/>"):
            filled = width
    return filled
