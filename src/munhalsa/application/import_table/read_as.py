"""How a file was read, in words; and how it is to be read, when somebody knows better."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from munhalsa.application.import_table.kinds import TableMapping
from munhalsa.application.import_table.raw_table import FileForm, RawTable
from munhalsa.domain.refusal import WrongUsage

FORM_WORDS: Mapping[FileForm, str] = MappingProxyType(
    {
        FileForm.XLSX: "Excel-arbetsbok (xlsx)",
        FileForm.XLS: "äldre Excel-arbetsbok (xls)",
        FileForm.ODS: "kalkylblad ur LibreOffice (ods)",
        FileForm.TEXT: "textfil (csv)",
    }
)
ENCODING_WORDS: Mapping[str, str] = MappingProxyType(
    {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "cp1252": "Windows-1252"}
)
DELIMITER_WORDS: Mapping[str, str] = MappingProxyType(
    {";": "semikolon", ",": "komma", "\t": "tabb", "|": "lodstreck"}
)
ENCODINGS: Mapping[str, str] = MappingProxyType(
    {
        "utf-8": "utf-8-sig",
        "utf8": "utf-8-sig",
        "utf-8-sig": "utf-8-sig",
        "windows-1252": "cp1252",
        "cp1252": "cp1252",
        "ansi": "cp1252",
        "iso-8859-1": "cp1252",
        "latin-1": "cp1252",
        "latin1": "cp1252",
    }
)
"""What people call an encoding → what Python does."""
DELIMITERS: Mapping[str, str] = MappingProxyType(
    {word: word for word in DELIMITER_WORDS}
    | {word: delimiter for delimiter, word in DELIMITER_WORDS.items()}
    | {"tab": "\t"}
)
"""What people call a delimiter → the character."""


def how_it_was_read(table: RawTable) -> str:
    """The file's form, the sheet or the encoding and delimiter, and where the headings stand."""
    parts = [FORM_WORDS[table.form]]
    if table.sheet is not None:
        count = len(table.sheets)
        among = f" (det enda som läses av {count} blad)" if count > 1 else ""
        parts.append(f"bladet {table.sheet}{among}")
    if table.encoding is not None and table.delimiter is not None:
        parts.append(ENCODING_WORDS.get(table.encoding, table.encoding))
        parts.append(f"{DELIMITER_WORDS.get(table.delimiter, table.delimiter)} mellan kolumnerna")
    where = f"rubriker på rad {table.header_row}" if table.header_row else "utan rubriker"
    return ", ".join([*parts, where])


def read_as(
    *, sheet: str | None, header_row: str | None, encoding: str | None, delimiter: str | None
) -> TableMapping:
    """How a file is to be read, from what somebody typed; None: as the program finds out."""
    if header_row is not None and not (header_row.isascii() and header_row.isdecimal()):
        raise WrongUsage(
            "header_row_invalid",
            "Raden med rubriker ska vara ett nummer, eller 0 om den saknas.",
            field="header_row",
        )
    return TableMapping(
        sheet=sheet,
        header_row=None if header_row is None else int(header_row),
        encoding=_one_of(encoding, ENCODINGS, field="encoding"),
        delimiter=_one_of(delimiter, DELIMITERS, field="delimiter"),
    )


def _one_of(text: str | None, allowed: Mapping[str, str], *, field: str) -> str | None:
    if text is None:
        return None
    if text.lower() not in allowed:
        words = ", ".join(word if word != "\t" else "\\t" for word in allowed)
        raise WrongUsage("word_unknown", f"Välj något av: {words}.", field=field)
    return allowed[text.lower()]
