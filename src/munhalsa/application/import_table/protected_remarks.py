"""A remark that somebody's particulars are protected, in a column that nobody reads."""

from __future__ import annotations

import re

from munhalsa.application.import_table.columns import CellFault, TableValues
from munhalsa.application.import_table.headings import REASON_HEADING, match_headings
from munhalsa.application.import_table.kinds import Kind, TableMapping
from munhalsa.application.import_table.raw_table import RawTable
from munhalsa.domain.person import ProtectedIdentity

_REMARK = re.compile(
    r"\bskydda(?:de?|t)(?:\W*$|\s+(?:id|pers|folkbok|uppgift|adress))"
    r"|\bsekr(?:etess)?(?:\W*mark|\W*$)|kvarskriv|\bfingerad",
    re.IGNORECASE,
)

_PROTECTED = "protected_identity"
PROTECTED_ELSEWHERE = "protected_elsewhere"
PROTECTED_IN_WORDS = (
    "En kolumn som inte används säger att uppgifterna är skyddade. Fyll i "
    "Skyddade uppgifter, eller ta bort anmärkningen om den inte gäller."
)


def rows_with_remark(table: RawTable, *, kind: Kind, mapping: TableMapping) -> set[int]:
    """The numbers of the rows that say so."""
    read = set(match_headings(kind, table.headings, mapping).positions.values())
    unread = [
        index
        for index, heading in enumerate(table.headings)
        if index not in read and heading.strip() != REASON_HEADING
    ]
    return {
        number
        for number, row in table.rows
        for index in unread
        if isinstance(cell := row[index], str) and _REMARK.search(cell)
    }


def refuse_unread_protection(
    table: RawTable, values: TableValues, *, kind: Kind, mapping: TableMapping
) -> None:
    """Take in nobody as if there were nothing to protect, when a remark in a row says there is.

    Where the column for it says so too, all is well. The person's other rows are kept out as well.
    """
    marked = rows_with_remark(table, kind=kind, mapping=mapping)
    if not marked:
        return
    untold = [told in (None, ProtectedIdentity.NONE) for told in values.columns[_PROTECTED]]
    persons = values.columns["identity"]
    about = {
        persons[index]
        for index, number in enumerate(values.numbers)
        if number in marked and untold[index]
    }
    for index, number in enumerate(values.numbers):
        of_marked = persons[index] is not None and persons[index] in about
        if untold[index] and (number in marked or of_marked):
            values.faults.setdefault(index, []).append(
                CellFault(
                    code=PROTECTED_ELSEWHERE,
                    column=kind.column(_PROTECTED).heading,
                    message=PROTECTED_IN_WORDS,
                )
            )
