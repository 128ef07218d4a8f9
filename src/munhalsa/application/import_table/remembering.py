"""What of a mapping can be kept for the next table with the same headings, and how it is kept."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date

from munhalsa.application.import_table.headings import (
    chosen_columns,
    column_names,
    fingerprint,
    fold_heading,
    match_headings,
)
from munhalsa.application.import_table.kinds import Column, Kind, TableMapping, ValueType
from munhalsa.application.import_table.raw_table import RawTable
from munhalsa.domain.account import RememberedMapping
from munhalsa.domain.refusal import Notice

_WORD_TYPES = frozenset({ValueType.CHOICE, ValueType.YES_NO})
_PLACES = frozenset({"unit"})
"""Columns of free text whose words are names of places, not of persons."""

_ONLY_DIGITS = re.compile(r"\+?[\d\s./:()\-–]*")
_IDENTITY = re.compile(r"(?:\d{2})?\d{6}[-+ ]?[\dA-Za-z]{4}(?!\d)")
_DATA_DIGITS = 5


def takes_words(column: Column) -> bool:
    """Whether the column holds words of a list, which can be other words in another list."""
    return column.type in _WORD_TYPES


def why_not_kept(table: RawTable, kind: Kind, mapping: TableMapping) -> Notice | None:
    """Why the mapping must not or cannot be kept; None where it can.

    A file without headings has somebody's data where headings should be: that is never kept.
    """
    if table.header_row == 0:
        return _notice("Filen har ingen rad med rubriker, så kolumnvalen sparas inte.")
    if any(map(_looks_like_data, table.headings)):
        return _notice(
            "Raden med rubriker ser ut att innehålla någons uppgifter, så kolumnvalen sparas inte."
        )
    if not _named(table.headings, kind, mapping):
        return _notice(
            "En kolumn som har valts saknar egen rubrik i filen, så kolumnvalen sparas inte."
        )
    for name, words in mapping.values.items():
        column = _column_called(name, table, kind, mapping)
        kept = column is not None and (takes_words(column) or column.key in _PLACES)
        if not kept or any(map(_looks_like_data, words)):
            return _notice("Ord som kan gälla en person sparas inte, så inte heller kolumnvalen.")
    return None


def as_kept(
    table: RawTable, kind: Kind, mapping: TableMapping, *, id: str, day: date
) -> RememberedMapping:
    """The record of it; only what ``why_not_kept`` has nothing against.

    A heading that was read as nothing stays so, also when a later version knows it.
    """
    places = chosen_columns(kind, table.headings, mapping)
    match = match_headings(kind, table.headings, mapping)
    read = {fold_heading(table.headings[index]) for index in match.positions.values()}
    unused = {heading: "" for heading in match.unknown if fold_heading(heading) not in read}
    words: dict[str, dict[str, str]] = {}
    for name, of_column in mapping.values.items():
        if (column := _column_called(name, table, kind, mapping)) is not None:
            words.setdefault(column.key, {}).update(of_column)
    return RememberedMapping(
        id=id,
        kind=kind.name.value,
        fingerprint=fingerprint(table.headings),
        columns=_text(unused | {table.headings[index]: key for index, key in places.items()}),
        words=_text(words),
        noted_on=day,
    )


def recalled(kind: Kind, kept: RememberedMapping) -> TableMapping:
    """The mapping as it was kept; what a newer program has no column for is left out."""
    known = {column.key: column.heading for column in kind.columns}
    return TableMapping(
        columns={theirs: known.get(key, "") for theirs, key in json.loads(kept.columns).items()},
        values={known[key]: words for key, words in json.loads(kept.words).items() if key in known},
    )


def _named(headings: Sequence[str], kind: Kind, mapping: TableMapping) -> bool:
    """Whether headings alone tell every column that was chosen from every one that was left out."""
    names = column_names(headings)
    chosen = chosen_columns(kind, headings, mapping)
    left_out = {fold_heading(headings[index]) for index, key in chosen.items() if not key}
    others = {fold_heading(name) for i, name in enumerate(headings) if chosen.get(i) != ""}
    return not (left_out - {""}) & others and all(
        names[index] == headings[index] for index, key in chosen.items() if key
    )


def _column_called(name: str, table: RawTable, kind: Kind, mapping: TableMapping) -> Column | None:
    """The column of the kind, by either of its headings; None for words that meet no column."""
    folded = fold_heading(name)
    places = match_headings(kind, table.headings, mapping).positions
    for column in kind.columns:
        theirs = table.headings[places[column.key]] if column.key in places else ""
        if folded in (fold_heading(column.heading), fold_heading(theirs)):
            return column
    return None


def _looks_like_data(text: str) -> bool:
    """Whether it is a number of somebody, a day, a phone or an address of mail, and no heading."""
    if "@" in text or _IDENTITY.search(text):
        return True
    digits = sum(character.isdigit() for character in text)
    return digits >= _DATA_DIGITS and _ONLY_DIGITS.fullmatch(text) is not None


def _text(words: object) -> str:
    return json.dumps(words, ensure_ascii=False, sort_keys=True)


def _notice(message: str) -> Notice:
    return Notice(code="mapping_not_kept", message=message)
