"""Reading the user's mapping file (TOML) for a table that has other headings or words."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from munhalsa.adapters.tables.files import read_bytes
from munhalsa.application.import_table.kinds import TableMapping
from munhalsa.application.import_table.read_as import DELIMITERS, ENCODINGS
from munhalsa.domain.refusal import FileUnusable

_KEYS = frozenset({"columns", "values", "delimiter", "encoding", "header_row", "sheet"})


def read_mapping(path: Path) -> TableMapping:
    """The mapping in the file; FileUnusable where it is not one."""
    try:
        data = tomllib.loads(read_bytes(path).decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        raise _invalid("Filen med kolumnval är inte giltig TOML i UTF-8.", None) from None
    return mapping_from(data)


def mapping_from(data: Mapping[str, Any]) -> TableMapping:
    """The mapping from its data, with the delimiter and encoding as Python calls them."""
    if unknown := sorted(set(data) - _KEYS):
        raise _invalid(f"Kolumnvalen innehåller ”{unknown[0]}”, som inte används.", unknown[0])
    columns, values = data.get("columns", {}), data.get("values", {})
    if not _is_words(columns):
        raise _invalid("[columns] ska vara rubriker inom citattecken.", "columns")
    if not isinstance(values, Mapping) or not all(_is_words(words) for words in values.values()):
        raise _invalid('[values."rubrik"] ska vara ord inom citattecken.', "values")
    header_row = data.get("header_row")
    if header_row is not None and (type(header_row) is not int or header_row < 0):
        raise _invalid("header_row ska vara radens nummer, eller 0 om rad saknas.", "header_row")
    sheet = data.get("sheet")
    if sheet is not None and not isinstance(sheet, str):
        raise _invalid("sheet ska vara bladets namn inom citattecken.", "sheet")
    return TableMapping(
        columns=columns,
        values=values,
        delimiter=_known(data, "delimiter", DELIMITERS),
        encoding=_known(data, "encoding", ENCODINGS),
        header_row=header_row,
        sheet=sheet,
    )


def _is_words(words: object) -> bool:
    return isinstance(words, Mapping) and all(isinstance(word, str) for word in words.values())


def _known(data: Mapping[str, Any], key: str, allowed: Mapping[str, str]) -> str | None:
    value = data.get(key)
    if value is None:
        return None
    if not isinstance(value, str) or value.lower() not in allowed:
        words = ", ".join(word if word != "\t" else "\\t" for word in allowed)
        raise _invalid(f"{key} ska vara något av: {words}.", key)
    return allowed[value.lower()]


def _invalid(sentence: str, field: str | None) -> FileUnusable:
    return FileUnusable("mapping_invalid", f"{sentence} Rätta filen och försök igen.", field=field)
