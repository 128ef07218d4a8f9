"""A whole name in one cell, as lists kept by hand have it, parted into given and family name."""

from __future__ import annotations

from munhalsa.application.import_table.columns import CellFault, TableValues
from munhalsa.application.import_table.headings import fold_heading
from munhalsa.application.import_table.kinds import Column
from munhalsa.domain.refusal import Notice

_PREFIXES = frozenset(
    {"af", "av", "von", "van", "de", "der", "den", "del", "della", "di", "da", "dos", "du"}
    | {"la", "le", "ten", "ter", "zu", "al", "el", "bin", "ibn", "abu"}
)
_FAMILY, _GIVEN = "efternamn", "fornamn"


def part_names(values: TableValues, column: Column) -> None:
    """Put given and family names in place of the column; a name that cannot be parted is a fault.

    A name of more words than two is told of: where a double name ends only somebody can know.
    """
    wholes = values.columns.pop(column.key)
    heading = values.headings.get(column.key)
    if heading is None:
        return
    folded = fold_heading(heading)
    at = folded.find(_FAMILY)
    family_first = at == 0 or -1 < at < folded.find(_GIVEN)
    parted = [part_name(whole or "", family_first=family_first) for whole in wholes]
    values.columns["given_name"] = [name and name[0] for name in parted]
    values.columns["family_name"] = [name and name[1] for name in parted]
    for index, (whole, name) in enumerate(zip(wholes, parted, strict=True)):
        if name is None:
            values.faults.setdefault(index, []).append(_fault(column))
        elif "," not in whole and " " in name[0]:
            values.notices.setdefault(index, []).append(_notice(values.numbers[index], column))


def part_name(whole: str, *, family_first: bool = False) -> tuple[str, str] | None:
    """Given and family name: at the comma, else one word and its prefixes; None for one only."""
    if "," in whole:
        before, _, after = (part.strip() for part in whole.partition(","))
        return (after, before) if after and before else None
    words = whole.split()
    if family_first:
        at = next((i for i, word in enumerate(words) if word.lower() not in _PREFIXES), 0) + 1
        given, family = words[at:], words[:at]
    else:
        at = len(words) - 1
        while at > 0 and words[at - 1].lower() in _PREFIXES:
            at -= 1
        given, family = words[:at], words[at:]
    return (" ".join(given), " ".join(family)) if given and family else None


def _fault(column: Column) -> CellFault:
    return CellFault(
        code="name_not_whole",
        column=column.heading,
        message="Namnet ska ha både förnamn och efternamn. Rätta cellen och läs in raden igen.",
    )


def _notice(row: int, column: Column) -> Notice:
    return Notice(
        code="name_parted",
        message="Namnet har fler ord än två. Ett av dem har lästs som efternamn. Kontrollera var "
        "efternamnet börjar; ett komma mellan efternamn och förnamn säger det säkert.",
        row=row,
        column=column.heading,
    )
