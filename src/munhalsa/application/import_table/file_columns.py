"""The columns of a file beside those of a kind: which is which, what stands in them, what to say.

What a person chooses column by column becomes a ``TableMapping`` here, and back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from munhalsa.application.import_table.cells import (
    Converter,
    Repaired,
    Surroundings,
    clean_text,
    converter_for,
    fold_word,
)
from munhalsa.application.import_table.columns import CELL_ERRORS
from munhalsa.application.import_table.headings import (
    REASON_HEADING,
    column_names,
    fold_heading,
    is_year_table,
    match_headings,
)
from munhalsa.application.import_table.kinds import Column, Kind, TableMapping, ValueType
from munhalsa.application.import_table.raw_table import Cell, RawTable
from munhalsa.application.import_table.remembering import takes_words
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Rejected

_LOOKED_AT = 500
"""Rows after which a column is known well enough by what was found."""
SAMPLE_ROWS = 5
MOST_WORDS = 40
"""A column with more unknown words than this holds no words of a list."""

YES_NO_WORDS = (("Ja", "Ja"), ("Nej", "Nej"))
AS_EMPTY = ""
"""A word of the file that is read as an empty cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownWord:
    """A word of the file that is none of the column's, and in how many rows it stands."""

    column: Column
    word: str
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FileColumn:
    """A column of the file; ``key`` is the kind's column that it is read as, None for none.

    ``sample`` are the first different texts in it. ``empty``: nothing stands in it.
    """

    index: int
    name: str
    key: str | None
    sample: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing in it to take in."""
        return not self.sample


@dataclass(frozen=True, slots=True, kw_only=True)
class FileColumns:
    """All columns of a file in its order; ``missing`` and ``repeated`` are headings of the kind."""

    columns: tuple[FileColumn, ...]
    missing: tuple[str, ...]
    repeated: tuple[str, ...]

    @property
    def good(self) -> bool:
        """Whether a plan can be made."""
        return not self.missing and not self.repeated


def file_columns(table: RawTable, kind: Kind, mapping: TableMapping) -> FileColumns:
    """What each column of the file is read as, with the first of what stands in it."""
    match = match_headings(kind, table.headings, mapping)
    keys = _all_keys(table, kind, mapping)
    columns = tuple(
        FileColumn(index=index, name=name, key=keys.get(index), sample=_sample(table, index))
        for index, name in enumerate(column_names(table.headings))
        if fold_heading(name) != fold_heading(REASON_HEADING)
    )
    whole = is_year_table(kind, table.headings)  # read as it is, a column a year
    return FileColumns(
        columns=columns, missing=() if whole else match.missing, repeated=match.repeated
    )


def with_choices(
    table: RawTable, kind: Kind, mapping: TableMapping, chosen: Mapping[int, str | None]
) -> TableMapping:
    """The mapping that reads each column as chosen, by index; it names only what differs.

    What the program finds out by itself is left to it, so that a mapping that is kept says no more
    than somebody did.
    """
    names = column_names(table.headings)
    said: dict[str, str] = {}
    while True:
        tried = replace(mapping, columns=said)
        match = match_headings(kind, table.headings, tried)
        found = {index: key for key, index in match.positions.items()}
        again = {
            names[index]: "" if key is None else kind.column(key).heading
            for index, key in chosen.items()
            if found.get(index) != key and names[index] not in said
        }
        if not again and match.repeated:
            again = {
                names[index]: ""
                for index, key in chosen.items()
                if key is None and names[index] not in said
            }
        if not again:
            return tried
        said |= again


def words_to_choose(column: Column) -> Sequence[tuple[str, str]]:
    """The words that a column knows: what it is kept as, and what people call it."""
    if column.type is ValueType.YES_NO:
        return YES_NO_WORDS
    return [(choice.code, choice.word) for choice in column.choices]


def chosen_word(column: Column, mapping: TableMapping, word: str) -> str | None:
    """What the mapping says of a word of the column, as ``words_to_choose`` keeps it."""
    for name, words in mapping.values.items():
        if fold_heading(name) != fold_heading(column.heading):
            continue
        for theirs, ours in words.items():
            if fold_word(theirs) == fold_word(word):
                known = {fold_word(said): code for code, said in words_to_choose(column)}
                return known.get(fold_word(ours), ours)
    return None


def unknown_words(
    table: RawTable, kind: Kind, mapping: TableMapping, around: Surroundings
) -> tuple[UnknownWord, ...]:
    """The words that rows would be rejected for, the most frequent of each column first.

    Words that ``mapping`` explains are among them still, so that they can be explained anew.
    """
    positions = match_headings(kind, table.headings, mapping).positions
    return tuple(
        UnknownWord(column=column, word=word, rows=rows)
        for column in kind.columns
        if takes_words(column) and column.key in positions
        for word, rows in _strange(table, positions[column.key], column, around)
    )


def with_words(
    kind: Kind, mapping: TableMapping, chosen: Iterable[tuple[str, str, str | None]]
) -> TableMapping:
    """The mapping with a word for each (column key, word of the file, word of the kind or None).

    What it says of words that are not among them stays.
    """
    values = {name: dict(words) for name, words in mapping.values.items()}
    for key, theirs, ours in chosen:
        words = values.setdefault(kind.column(key).heading, {})
        for known in [word for word in words if fold_word(word) == fold_word(theirs)]:
            del words[known]
        if ours is not None:
            words[theirs] = ours
    return replace(mapping, values={name: words for name, words in values.items() if words})


def _all_keys(table: RawTable, kind: Kind, mapping: TableMapping) -> dict[int, str]:
    """Index → column key, also of the columns that would be read as one that is read already."""
    headings = table.headings
    match = match_headings(kind, headings, mapping)
    keys = {index: key for key, index in match.positions.items()}
    twice = {column.key for column in kind.columns if column.heading in match.repeated}
    for index in set(range(len(headings))) - set(keys) if twice else ():
        alone = match_headings(kind, headings[index : index + 1], mapping).positions
        if (key := next(iter(alone), None)) in twice and key is not None:
            keys[index] = key
    return keys


def _sample(table: RawTable, index: int) -> tuple[str, ...]:
    found: list[str] = []
    for at, (_, row) in enumerate(table.rows):
        text = clean_text(row[index])
        if text and text not in found:
            found.append(text)
        if len(found) == SAMPLE_ROWS or (found and at > _LOOKED_AT):
            break
    return tuple(found)


def _strange(
    table: RawTable, index: int, column: Column, around: Surroundings
) -> Sequence[tuple[str, int]]:
    convert = converter_for(column, around)
    times: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for cell, rows in Counter(row[index] for _, row in table.rows).items():
        word = fold_word(clean_text(cell))
        if word and _is_strange(cell, convert):
            times[word] += rows
            shown.setdefault(word, clean_text(cell))
    if len(times) > MOST_WORDS:
        return ()
    return [(shown[word], rows) for word, rows in times.most_common()]


def _is_strange(cell: Cell, convert: Converter) -> bool:
    if cell in CELL_ERRORS:
        return False
    try:
        return isinstance(convert(cell), Repaired)
    except Rejected:
        return True
