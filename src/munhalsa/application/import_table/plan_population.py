"""What a population table would change: the count of an age in a year."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from munhalsa.application.import_table.open_sheet import open_sheet
from munhalsa.application.import_table.plan import Desk, Sheet, Verdict
from munhalsa.application.import_table.raw_table import RawTable
from munhalsa.application.import_table.rows_population import PopulationRow, convert_population
from munhalsa.domain.unit import Population

_Key = tuple[str, int, int]


def plan_population(table: RawTable, desk: Desk) -> Sheet:
    """A verdict for every count of the table."""
    converted = convert_population(
        table, kind=desk.kind, around=desk.around, mapping=desk.choices.mapping
    )
    sheet, rows = open_sheet(desk, converted)
    codes = {row.municipality_code for row in rows}
    stored = desk.reader.find(Population, municipality_code=codes)
    known = {(each.municipality_code, each.year, each.age): each for each in stored}
    seen: dict[_Key, PopulationRow] = {}
    for row in rows:
        sheet.ledger.row = row.row
        sheet.notices.extend(row.notices)
        key = (row.municipality_code, row.year, row.age_from)
        first = seen.setdefault(key, row)
        if first is not row:
            differing = [desk.headings["count"]] if first.count != row.count else []
            sheet.duplicate(row.row, first=first.row, differing=differing)
        else:
            _judge(row, known.get(key), desk, sheet)
    named = {(row.municipality_code, row.year, row.age_from) for row in converted.rows}
    _warn_of_mixed_classes(seen, set(known) - named, sheet)
    return sheet


def _judge(row: PopulationRow, known: Population | None, desk: Desk, sheet: Sheet) -> None:
    if known is None:
        sheet.ledger.add(
            Population,
            id=desk.new_id(),
            municipality_code=row.municipality_code,
            year=row.year,
            age=row.age_from,
            count=row.count,
        )
        sheet.judge(row.row, Verdict.NEW)
    elif known.count != row.count:
        sheet.ledger.edit(Population, known, subject=known.municipality_code, count=row.count)
        sheet.judge_known(row.row, [desk.headings["count"]])
    else:
        sheet.judge_known(row.row, [])


def _warn_of_mixed_classes(
    seen: dict[_Key, PopulationRow], others: Collection[_Key], sheet: Sheet
) -> None:
    """Ages that only the store has, in a year that the file brings, would be counted twice."""
    brought = _first_rows(seen.values())
    left = {key[:2] for key in others}
    for key, row in brought.items():
        if key in left:
            sheet.warn(
                row,
                "population_classes_mixed",
                f"För {key[0]} år {key[1]} finns andra åldrar i registret än i filen. "
                "Kontrollera att samma invånare inte räknas två gånger.",
            )


def _first_rows(rows: Iterable[PopulationRow]) -> dict[tuple[str, int], int]:
    found: dict[tuple[str, int], int] = {}
    for row in rows:
        found.setdefault((row.municipality_code, row.year), row.row)
    return found
