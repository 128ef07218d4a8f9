"""Looking through a zip-based workbook (xlsx, ods) before any other code unpacks it.

Every part is unpacked here once, within bounds: what the directory of the file claims about sizes
must be true. Nothing is run, and nothing with a DTD, macros or a password is let through.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from enum import StrEnum

from munhalsa.adapters.tables.opendocument import Content, inspect_content
from munhalsa.adapters.tables.unreadable import (
    LARGEST_UNPACKED,
    MOST_CELLS,
    damaged,
    has_macros,
    is_locked,
    is_unsafe,
    no_table,
    too_large,
)
from munhalsa.domain.lazy_dataclass import dataclass

_HIGHEST_RATIO = 500
_RATIO_MATTERS_FROM = 10 * 1024 * 1024
_MOST_PARTS = 10_000
_LOCAL_HEADER = struct.Struct("<26xHH")
_ENCRYPTED_FLAG = 0x1
_WIDTH_THAT_ALWAYS_FITS = 38  # columns, even with every row of the largest sheet

_XML_NAMES = (".xml", ".rels", ".vml")
_MACROS = re.compile(r"(^|/)(vba\w*\.bin|macrosheets/|basic/|scripts/)", re.IGNORECASE)
_BOOK, _BINARY_BOOK, _CONTENT = "xl/workbook.xml", "xl/workbook.bin", "content.xml"
_TEXTS = "xl/sharedstrings.xml"
_TEXT_BEGINS = re.compile(rb"<(?:\w+:)?si\b")
_TEXT_USED = re.compile(rb">\s*(\d{1,9})\s*</(?:\w+:)?v\s*>")
_LONG_TEXT = 200  # bytes; shorter ones can't grow into much, however often they are used
_SHEET_ROWS = 1_048_576
_MOST_ROW_TAGS = 4 * _SHEET_ROWS
# Of all references, those beyond column Z or row 999,999; then every one. Every other attribute is
# the type (t) or the style (s) of a cell, and passed by: the reference is called r.
_FAR_REFERENCE = re.compile(rb"=(?<![ts]=)\s*+[\"'](?:([A-Za-z]{2,3}+)(\d+)|[A-Za-z]?+(\d{7,}))")
_ANY_REFERENCE = re.compile(rb"\sr\s*=\s*[\"'][A-Za-z]{0,3}(\d+)")


class Packed(StrEnum):
    """Which kind of zip-based workbook it is."""

    XLSX = "xlsx"
    ODS = "ods"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspected:
    """A workbook that may be read.

    ``parts`` holds, of an xlsx, the list of sheets and those with formulas or their errors;
    ``content`` is that of an ods.
    """

    kind: Packed
    parts: dict[str, bytes]
    content: Content


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
    found = Content()
    texts = _LongTexts()
    for name, content in _unpacked(data, entries):
        sheet = b"sheetData" in content
        if not sheet and not name.lower().endswith(_XML_NAMES):
            continue
        _refuse_dtd(content)
        if kind is Packed.ODS:
            if name == "content.xml":
                found = inspect_content(content)
            elif name == "META-INF/manifest.xml" and b"encryption-data" in content:
                raise is_locked()
        elif _checked_xlsx_part(name, content, texts, sheet=sheet):
            kept[name] = content
    return Inspected(kind=kind, parts=kept, content=found)


def _checked_xlsx_part(name: str, content: bytes, texts: _LongTexts, *, sheet: bool) -> bool:
    """Whether the part is needed to find formulas that failed; FileUnusable for a bad one."""
    if name == "[Content_Types].xml" and b"macroEnabled" in content:
        raise has_macros()
    if sheet:
        _refuse_far_cells(content)
        texts.count(content)
        return b"<f" in content or (b"#" in content and b't="e"' in content)
    if name.casefold() == _TEXTS:
        texts.note(content)
    return name in (_BOOK, "xl/_rels/workbook.xml.rels")


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
    found = names & {_BOOK, _BINARY_BOOK, _CONTENT}
    if found == {_BOOK}:
        return Packed.XLSX
    if found == {_CONTENT}:
        return Packed.ODS
    raise no_table() if found <= {_BINARY_BOOK} else damaged()


def _unpacked(data: bytes, entries: list[zipfile.ZipInfo]) -> Iterator[tuple[str, bytes]]:
    """Name and content of each part, shared texts first, never more than the directory claims."""
    for entry in sorted(entries, key=lambda entry: entry.filename.casefold() != _TEXTS):
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


class _LongTexts:
    """How much room the texts take that a workbook writes once and uses in many cells."""

    def __init__(self) -> None:
        self._sizes: dict[int, int] = {}
        self._used = 0

    def note(self, content: bytes) -> None:
        """The long ones among all texts, by their number."""
        begins = [found.start() for found in _TEXT_BEGINS.finditer(content)]
        ends = [*begins[1:], len(content)]
        sizes = enumerate(map(int.__sub__, ends, begins))
        self._sizes = {number: size for number, size in sizes if size > _LONG_TEXT}

    def count(self, content: bytes) -> None:
        """A sheet that uses them; FileUnusable when it comes to too much."""
        if not self._sizes:
            return
        for found in _TEXT_USED.finditer(content):
            self._used += self._sizes.get(int(found[1]), 0)
        if self._used > LARGEST_UNPACKED:
            raise too_large()


def _refuse_dtd(content: bytes) -> None:
    """No part of a workbook has a DTD, nor is it anything but UTF-8."""
    declares = b"!" in content and (b"<!DOCTYPE" in content or b"<!ENTITY" in content)
    if declares or b"\0" in content[:4096]:
        raise is_unsafe()


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
