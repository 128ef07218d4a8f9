"""Matching the headings of a file with the columns of a kind."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from munhalsa.application.import_table.kinds import NO_MAPPING, Kind, TableMapping
from munhalsa.application.import_table.raw_table import Cell
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import FileUnusable

# The column that tells why a row was rejected, in the workbook of rejected rows.
REASON_HEADING = "Varför raden inte togs in"

_PARENTHESIS = re.compile(r"\([^)]*\)")
_CODE_AND_TEXT = " - "
_DIGITS = re.compile(r"\d{3}")
_YEAR_HEADING = re.compile(r"(?:.*\D)?((?:19|20)\d\d)\D*$", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingMatch:
    """Where each column of the kind stands in the file, and what did not fit.

    ``positions`` goes from column key to index, ``unknown`` holds headings as the file has them,
    ``missing`` and ``repeated`` headings of the kind.
    """

    positions: Mapping[str, int]
    unknown: tuple[str, ...]
    missing: tuple[str, ...]
    repeated: tuple[str, ...]


def fold_heading(heading: str) -> str:
    """The heading without case, marks, spaces and punctuation: "Boende från:" gives boendefran."""
    plain = unicodedata.normalize("NFKD", heading.casefold())
    return "".join(character for character in plain if character.isalnum())


def fingerprint(headings: Iterable[str]) -> str:
    """The same for the same set of headings in any order: the key to remember a mapping by."""
    folded = sorted({fold_heading(heading) for heading in headings} - {""})
    return hashlib.sha256("\n".join(folded).encode()).hexdigest()


def column_letters(index: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def by_letter(index: int) -> str:
    """What a column is called that has no heading of its own."""
    return f"Kolumn {column_letters(index)}"


def column_names(headings: Sequence[str]) -> tuple[str, ...]:
    """What each column is called: its heading, or its letter where that is empty or not alone."""
    folded = list(map(fold_heading, headings))
    times = Counter(folded)
    return tuple(
        heading if fold and times[fold] == 1 else by_letter(index)
        for index, (heading, fold) in enumerate(zip(headings, folded, strict=True))
    )


def heading_texts(cells: Sequence[Cell]) -> tuple[str, ...]:
    """The cells of a heading row as text; a number such as the year 2025 without decimals."""
    return tuple(_as_text(cell) for cell in cells)


def match_headings(
    kind: Kind, headings: Sequence[str], mapping: TableMapping = NO_MAPPING
) -> HeadingMatch:
    """Which column of the file is which of the kind's.

    The user's mapping goes first, then the kind's own heading, then its synonyms. A column for
    several in one is read only where none of them has its own.
    """
    chosen = chosen_columns(kind, headings, mapping)
    free = [index for index in range(len(headings)) if index not in chosen]
    found: dict[str, list[int]] = {}
    for index, wanted in chosen.items():
        if wanted:
            found.setdefault(wanted, []).append(index)
    for names in (_own_names(kind), _other_names(kind)):
        hits: dict[str, list[int]] = {}
        for index in free:
            key = _look_up(names, headings[index])
            if key is not None and key not in found:
                hits.setdefault(key, []).append(index)
        found |= hits
    for column in kind.columns:
        if found.keys() & set(column.parts):
            found.pop(column.key, None)
    there = {part for column in kind.columns if column.key in found for part in column.parts}
    read = {index for indexes in found.values() for index in indexes}
    return HeadingMatch(
        positions={key: indexes[0] for key, indexes in found.items()},
        unknown=tuple(
            heading
            for index, heading in enumerate(headings)
            if index not in read and heading.strip() not in ("", REASON_HEADING)
        ),
        missing=tuple(
            column.heading for column in kind.required if column.key not in found.keys() | there
        ),
        repeated=tuple(
            column.heading for column in kind.columns if len(found.get(column.key, ())) > 1
        ),
    )


def checked_match(
    kind: Kind, headings: Sequence[str], mapping: TableMapping = NO_MAPPING
) -> HeadingMatch:
    """The match; FileUnusable when a required heading is missing or a known one stands twice."""
    match = match_headings(kind, headings, mapping)
    if match.missing:
        raise headings_missing(match.missing)
    if match.repeated:
        raise FileUnusable(
            "headings_repeated",
            f"Filen har mer än en kolumn för {_listed(match.repeated)}. "
            "Ta bort eller byt namn på den kolumn som inte ska läsas.",
            field=match.repeated[0],
        )
    return match


def headings_missing(missing: Sequence[str]) -> FileUnusable:
    """The refusal of a file without the headings it must have."""
    return FileUnusable(
        "headings_missing",
        f"Filen saknar {_listed(missing)}. Lägg till kolumnen, eller ange vilken kolumn i filen "
        "som är vilken.",
        field=missing[0],
    )


def is_year_table(kind: Kind, headings: Sequence[str]) -> bool:
    """Whether the headings are those of a statistics table with a column a year."""
    layout = kind.year_columns
    if layout is None or not any(year_of(heading) is not None for heading in headings):
        return False
    folded = {fold_heading(part) for heading in headings for part in labels(heading)}
    named = all(
        folded & {fold_heading(word) for word in words} for words in (layout.region, layout.age)
    )
    unnamed = len(headings) > 2 and not headings[0].strip() and not headings[1].strip()
    return named or unnamed


def labels(text: str) -> list[str]:
    """The parts of a label that has both code and text: "Alder - ålder"; else only itself."""
    return text.split(_CODE_AND_TEXT)


def year_of(heading: str) -> int | None:
    """The year that a heading such as "Folkmängd 2025" or "2025" ends with."""
    found = _YEAR_HEADING.match(heading)
    return int(found.group(1)) if found else None


def heading_score(
    kind: Kind, headings: Sequence[str], mapping: TableMapping = NO_MAPPING
) -> tuple[int, int]:
    """How likely these are headings: how many the kind knows, then how many are words."""
    known = len(match_headings(kind, headings, mapping).positions)
    words = {fold_heading(heading) for heading in headings if not _DIGITS.search(heading)}
    return known, len(words - {""})


def chosen_columns(kind: Kind, headings: Sequence[str], mapping: TableMapping) -> dict[int, str]:
    """Index in the file → column key ("" for a column to leave out), as the user said."""
    if not mapping.columns:
        return {}
    names = _other_names(kind) | _own_names(kind)
    wanted: dict[str, str] = {}
    for theirs, ours in mapping.columns.items():
        key = _look_up(names, ours) if ours.strip() else ""
        if key is None:
            raise FileUnusable(
                "mapping_unknown_heading",
                f"Kolumnvalen pekar på en rubrik som inte finns för {kind.name}. "
                f"Rubrikerna är {_listed([column.heading for column in kind.columns])}.",
                field="columns",
            )
        wanted[fold_heading(theirs)] = key
    chosen: dict[int, str] = {}
    for index, (name, heading) in enumerate(zip(column_names(headings), headings, strict=True)):
        key = wanted.get(fold_heading(name), wanted.get(fold_heading(heading)))
        if key is not None:
            chosen[index] = key
    return chosen


def _own_names(kind: Kind) -> dict[str, str]:
    return {fold_heading(column.heading): column.key for column in kind.columns}


def _other_names(kind: Kind) -> dict[str, str]:
    return {fold_heading(name): column.key for column in kind.columns for name in column.synonyms}


def _look_up(names: Mapping[str, str], heading: str) -> str | None:
    """The key for a heading, also when the file explains it within parentheses."""
    key = names.get(fold_heading(heading))
    if key is None:
        key = names.get(fold_heading(_PARENTHESIS.sub("", heading)))
    return key


def _listed(headings: Sequence[str]) -> str:
    return ", ".join(f"”{heading}”" for heading in headings)


def _as_text(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())
