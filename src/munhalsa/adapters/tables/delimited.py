"""Reading and writing text tables (csv): encoding, delimiter, formulas made harmless."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice

from munhalsa.domain.refusal import FileUnusable

DELIMITERS = (";", ",", "\t")
FIRST_LINES = 20

_BOM = b"\xef\xbb\xbf"
_UTF8_SWEDISH = re.compile("Ã[¥¤¶…„–©¼]")
_FORMULA = re.compile(r"'*[=+\-@\x00-\x1f\x7f]")
_APOSTROPHES = re.compile(r"'+[=+\-@\x00-\x1f\x7f]")


def decode(data: bytes, encoding: str | None) -> tuple[str, str]:
    """The text and the encoding it was read with; FileUnusable where it can't be right."""
    if b"\0" in data:
        raise FileUnusable(
            "file_not_text",
            "Filen är varken en arbetsbok eller en textfil i UTF-8 eller Windows-1252. Spara den "
            "som .xlsx eller som CSV (UTF-8).",
        )
    if encoding is not None:
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            raise _wrong_encoding() from None
    try:
        return data.decode("utf-8-sig"), "utf-8-sig" if data.startswith(_BOM) else "utf-8"
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise _wrong_encoding() from None
    if data.startswith(_BOM) or _UTF8_SWEDISH.search(text):
        raise _wrong_encoding()
    return text, "cp1252"


def records(text: str, delimiter: str) -> Iterator[list[str]]:
    """Every record of the text, an empty line as an empty list."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise FileUnusable(
                "csv_quotes",
                f"Textfilen är fel på rad {reader.line_num}: ett citattecken saknas eller står på "
                "fel plats. Rätta raden och försök igen.",
            ) from None
        yield row


def first_records(text: str, delimiter: str, *, count: int) -> list[list[str]]:
    """The records where headings are looked for; fewer where the quotes don't add up."""
    found: list[list[str]] = []
    try:
        found.extend(islice(records(text, delimiter), count))
    except FileUnusable:
        return found
    return found


def has_escapes(text: str) -> bool:
    """Whether any cell can begin with an apostrophe that was put there on writing."""
    return _APOSTROPHES.search(text) is not None


def escape(cell: str) -> str:
    """The cell so that no spreadsheet takes it for a formula; ``unescape`` takes it back."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unescape(cell: str) -> str:
    """The cell as it was before ``escape``."""
    return cell[1:] if _APOSTROPHES.match(cell) else cell


def _wrong_encoding() -> FileUnusable:
    return FileUnusable(
        "encoding_unknown",
        "Filens teckenkodning går inte att läsa, eller så blandar den flera. Spara den som "
        "CSV (UTF-8) och försök igen.",
    )
