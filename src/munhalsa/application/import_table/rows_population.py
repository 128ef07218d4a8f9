"""Rows of the kind befolkning, from the kind's own columns or a statistics table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from munhalsa.application.import_table.cells import (
    AGE_PATTERN,
    Surroundings,
    clean_text,
    fold_word,
    read_whole_number,
)
from munhalsa.application.import_table.columns import (
    CellFault,
    Converted,
    RejectedRow,
    read_columns,
)
from munhalsa.application.import_table.headings import (
    fold_heading,
    headings_missing,
    is_year_table,
    labels,
    match_headings,
    year_of,
)
from munhalsa.application.import_table.kinds import (
    NO_MAPPING,
    Kind,
    TableMapping,
    YearColumnsLayout,
)
from munhalsa.application.import_table.raw_table import Cell, RawTable
from munhalsa.domain.refusal import FileUnusable, Notice
from munhalsa.domain.swedish import rows_told

_REGION = re.compile(r"(\d{2}|\d{4})(?:\D.*)?", re.DOTALL)
_MUNICIPALITY_DIGITS = 4
_OLDEST = 100
_LISTS_END_AFTER = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class PopulationRow:
    """Inhabitants on 31 December of ``year`` in the age class that begins with ``age_from``.

    A class ends before the next one of the same municipality and year; the last has no end.
    """

    row: int
    notices: tuple[Notice, ...]
    municipality_code: str
    year: int
    age_from: int
    count: int


def convert_population(
    table: RawTable, *, kind: Kind, around: Surroundings, mapping: TableMapping = NO_MAPPING
) -> Converted[PopulationRow]:
    """Every row as a PopulationRow or rejected; a statistics table is summed over the sexes."""
    layout = kind.year_columns
    plain = not match_headings(kind, table.headings, mapping).missing
    if layout is not None and not plain and is_year_table(kind, table.headings):
        return _convert_year_table(table, layout)
    sex = None if layout is None else _position(table.headings, layout.sex)
    if layout is not None and sex is not None:
        table = _without_totals(table, sex, {fold_word(word) for word in layout.totals})
    values = read_columns(table, kind=kind, around=around, mapping=mapping)
    found = values.assemble(PopulationRow)
    rows = [row for index, row in enumerate(found) if index not in values.faults]
    if sex is not None:
        missing = _Missing(found[index] for index in values.faults)
        rows = _added_up(row for row in rows if not missing.may_belong_with(row))
    known = () if sex is None else (table.headings[sex],)
    return Converted(
        rows=rows,
        rejected=values.rejected(),
        unknown_columns=tuple(heading for heading in values.unknown if heading not in known),
        notices=(*values.about, *_doubtful_classes(rows)),
    )


def _without_totals(table: RawTable, sex: int, totals: set[str]) -> RawTable:
    """The table without the rows for both sexes together, where it has them apart too."""
    words = [fold_word(_plain(cells[sex])) for _, cells in table.rows]
    if not set(words) - totals:
        return table
    kept = [row for row, word in zip(table.rows, words, strict=True) if word not in totals]
    return replace(table, rows=kept)


class _Missing:
    """Rows that could not be read: what they would be added up with is only a part."""

    def __init__(self, rows: Iterable[PopulationRow]) -> None:
        self._keys: dict[tuple[int, ...], set[tuple[object, ...]]] = {}
        for row in rows:
            key = (row.municipality_code, row.year, row.age_from)
            # What is not even known of a row may be anything.
            known = tuple(place for place, part in enumerate(key) if part is not None)
            self._keys.setdefault(known, set()).add(tuple(key[place] for place in known))

    def may_belong_with(self, row: PopulationRow) -> bool:
        """Whether one of them may be of the same municipality, year and age."""
        key = (row.municipality_code, row.year, row.age_from)
        return any(
            tuple(key[place] for place in known) in keys for known, keys in self._keys.items()
        )


def _added_up(rows: Iterable[PopulationRow]) -> list[PopulationRow]:
    """One row for each municipality, year and age, whatever else the table was divided by."""
    sums: dict[tuple[str, int, int], PopulationRow] = {}
    for row in rows:
        key = (row.municipality_code, row.year, row.age_from)
        known = sums.get(key)
        sums[key] = row if known is None else replace(known, count=known.count + row.count)
    return list(sums.values())


def _doubtful_classes(rows: Iterable[PopulationRow]) -> Iterator[Notice]:
    """Warn where counts look like "so old or older": they would be added up twice."""
    ages: dict[tuple[str, int], dict[int, int]] = {}
    for row in rows:
        ages.setdefault((row.municipality_code, row.year), {})[row.age_from] = row.count
    for (code, year), counts in sorted(ages.items()):
        ordered = [counts[age] for age in sorted(counts)]
        falling = all(younger >= older for younger, older in pairwise(ordered))
        if len(ordered) > 1 and falling and max(counts) < _LISTS_END_AFTER:
            yield Notice(
                code="population_classes",
                message=f"Antalen för {code} år {year} läses som åldersklasser som börjar vid "
                "Ålder från och slutar före nästa, och läggs ihop. Står de för ”så gammal eller "
                "äldre” ska bara en rad vara kvar.",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    """Where things stand in a statistics table; ``years`` is column index → year."""

    region: int
    age: int
    others: tuple[int, ...]
    years: dict[int, int]


@dataclass(slots=True, kw_only=True)
class _Sums:
    """What has been added up so far, by municipality, year and age."""

    rows: dict[tuple[str, int, int], PopulationRow] = field(default_factory=dict)
    faults: dict[tuple[str, int, int], RejectedRow] = field(default_factory=dict)
    rejected: list[RejectedRow] = field(default_factory=list)
    wider: int = 0


def _convert_year_table(table: RawTable, layout: YearColumnsLayout) -> Converted[PopulationRow]:
    columns = _find_columns(table, layout)
    totals = {fold_word(word) for word in layout.totals}
    rows = list(_filled_down(table, columns))
    split = _split_columns(rows, columns, totals)
    sums = _Sums()
    for number, cells in rows:
        if not any(fold_word(_plain(cells[index])) in totals for index in split):
            _add(number, cells, columns=columns, sums=sums)
    kept = [row for key, row in sums.rows.items() if key not in sums.faults]
    rejected = sorted((*sums.rejected, *sums.faults.values()), key=lambda fault: fault.row)
    notices = (
        Notice(
            code="regions_left_out",
            message=f"{rows_told(sums.wider)} för län eller riket har lämnats utanför.",
        ),
    )
    known = {columns.region, columns.age, *columns.others, *columns.years}
    return Converted(
        rows=kept,
        rejected=rejected,
        unknown_columns=tuple(
            heading
            for index, heading in enumerate(table.headings)
            if index not in known and heading
        ),
        notices=notices if sums.wider else (),
    )


def _find_columns(table: RawTable, layout: YearColumnsLayout) -> _Columns:
    counts = {fold_heading(word) for word in layout.count}
    years = {
        index: year
        for index, heading in enumerate(table.headings)
        if (year := year_of(heading)) is not None and _counts_people(heading, year, counts)
    }
    if not years:
        raise headings_missing([f"{layout.count[0]} med årtal"])
    if len(set(years.values())) < len(years):
        raise FileUnusable(
            "headings_repeated",
            "Tabellen har mer än en kolumn för samma år. Hämta den igen med bara folkmängden.",
        )
    first = min(years)
    named = [_position(table.headings, words) for words in (layout.region, layout.age)]
    region, age = (index if index is not None else at for at, index in enumerate(named))
    others = tuple(
        index for index in range(first) if index not in (region, age) and index not in years
    )
    return _Columns(region=region, age=age, others=others, years=years)


def _counts_people(heading: str, year: int, counts: set[str]) -> bool:
    """Whether the figures below are inhabitants: nothing but the year, or what they are called."""
    said = {fold_heading(part).replace(str(year), "") for part in labels(heading)} - {""}
    return not said or bool(said & counts)


def _position(headings: Sequence[str], words: Iterable[str]) -> int | None:
    wanted = {fold_heading(word) for word in words}
    return next(
        (at for at, text in enumerate(headings) if wanted & set(map(fold_heading, labels(text)))),
        None,
    )


def _plain(cell: Cell) -> str:
    """The text of a label that has its code before it."""
    return labels(clean_text(cell))[-1]


def _filled_down(table: RawTable, columns: _Columns) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    """The rows that hold counts, with empty cells left of the counts taken from the row above."""
    above: tuple[Cell, ...] = ()
    left = min(columns.years)
    for number, cells in table.rows:
        if all(cells[index] == "" for index in columns.years):
            continue
        stub = tuple(
            above[index] if cell == "" and above else cell
            for index, cell in enumerate(cells[:left])
        )
        above = stub
        yield number, stub + cells[left:]


def _split_columns(
    rows: Iterable[tuple[int, tuple[Cell, ...]]], columns: _Columns, totals: set[str]
) -> tuple[int, ...]:
    """The columns where totals stand beside the parts, and so must be left out of the sum."""
    rows = list(rows)
    words = {
        index: {fold_word(_plain(cells[index])) for _, cells in rows}
        for index in (columns.age, *columns.others)
    }
    return tuple(index for index, found in words.items() if found - totals)


def _add(number: int, cells: tuple[Cell, ...], *, columns: _Columns, sums: _Sums) -> None:
    region = _REGION.fullmatch(clean_text(cells[columns.region]))
    age = AGE_PATTERN.fullmatch(_plain(cells[columns.age]))
    if region is not None and len(region[1]) < _MUNICIPALITY_DIGITS:
        sums.wider += 1
        return
    if region is None or age is None:
        sums.rejected.append(_unreadable(number, region_read=region is not None))
        return
    for index, year in columns.years.items():
        key = (region[1], year, min(int(age[1]), _OLDEST))
        count = read_whole_number(cells[index])
        if count is None or count < 0:
            sums.faults.setdefault(key, _count_missing(number, year))
            continue
        known = sums.rows.get(key)
        if known is None:
            sums.rows[key] = PopulationRow(
                row=number,
                notices=(),
                municipality_code=key[0],
                year=year,
                age_from=key[2],
                count=count,
            )
        else:
            sums.rows[key] = replace(known, count=known.count + count)


def _unreadable(number: int, *, region_read: bool) -> RejectedRow:
    if region_read:
        fault = CellFault(
            code="age_not_single",
            column="ålder",
            message="Åldern går inte att läsa. Hämta tabellen med ettårsklasser.",
        )
    else:
        fault = CellFault(
            code="municipality_code_invalid",
            column="region",
            message="Regionen ska börja med kommunens fyra siffror, till exempel 1490. Hämta "
            "tabellen igen med koder, eller med både koder och texter.",
        )
    return RejectedRow(row=number, faults=(fault,))


def _count_missing(number: int, year: int) -> RejectedRow:
    fault = CellFault(
        code="integer_invalid",
        column=str(year),
        message=f"Antalet för {year} är inget heltal. Rätta cellen.",
    )
    return RejectedRow(row=number, faults=(fault,))
