"""Identity numbers as spreadsheets damage them, mended only where the answer is certain."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

from munhalsa.domain.identity import FIELD, IdentityNumber, century_before, read
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Rejected

_WITH_DECIMALS = re.compile(r"(\d+)[.,]0+")
_SCIENTIFIC = re.compile(r"(\d)(?:[.,](\d+))?[eE]\+?(\d+)")
_SHORTEST_DAMAGED = 6  # year 2000, month 00: four zeros lost
_WITHOUT_CENTURY = 10


class RepairKind(StrEnum):
    """What was mended."""

    NUMBER_CELL = "number_cell"
    LEADING_ZERO = "leading_zero"
    CENTURY = "century"


_SENTENCES = {
    RepairKind.NUMBER_CELL: "Numret stod som tal i cellen och har lästs som text.",
    RepairKind.LEADING_ZERO: "Inledande nollor hade gått förlorade och har satts tillbaka.",
    RepairKind.CENTURY: (
        "Århundradet saknades och det senaste gav någon under åldersgränsen, så århundradet "
        "före har valts."
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """What was mended in one cell, as codes and as a Swedish text that quotes no number."""

    kinds: tuple[RepairKind, ...]
    message: str


def parse_for_import(
    cell: object, *, today: date, lowest_age: int
) -> tuple[IdentityNumber, Repair | None]:
    """Read the cell of a table; ``lowest_age`` settles a century that is not written out.

    A wrong check digit is never mended.
    """
    text, kinds = _cell_text(cell)
    number, century_missing = read(text, today=today)
    if century_missing:
        older = century_before(number, today=today, lowest_age=lowest_age)
        if older is not None:
            number = older
            kinds = (*kinds, RepairKind.CENTURY)
    if not kinds:
        return number, None
    return number, Repair(kinds=kinds, message=" ".join(_SENTENCES[kind] for kind in kinds))


def _cell_text(cell: object) -> tuple[str, tuple[RepairKind, ...]]:
    """The text that the cell must have held, and what had happened to it."""
    if isinstance(cell, str):
        return _written_text(cell)
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, bool) or not isinstance(cell, int) or cell < 0:
        raise Rejected(
            "identity_number_format",
            "Cellen innehåller inget personnummer. Skriv numret som text med 10 eller 12 tecken.",
            field=FIELD,
        )
    return _restored(str(cell), (RepairKind.NUMBER_CELL,))


def _written_text(cell: str) -> tuple[str, tuple[RepairKind, ...]]:
    """A text cell, which may hold what a spreadsheet showed of a number cell."""
    if len(cell) == 12 and cell.isdecimal():
        return cell, ()
    text = cell.strip().lstrip("'\N{RIGHT SINGLE QUOTATION MARK}")
    if decimals := _WITH_DECIMALS.fullmatch(text):
        return _restored(decimals[1], (RepairKind.NUMBER_CELL,))
    if scientific := _SCIENTIFIC.fullmatch(text):
        digits = scientific[1] + (scientific[2] or "")
        if len(digits) != int(scientific[3]) + 1:
            raise Rejected(
                "identity_number_rounded",
                "Kalkylprogrammet har avrundat numret så att siffror saknas. Hämta numret från "
                "underlaget och skriv det som text.",
                field=FIELD,
            )
        return _restored(digits, (RepairKind.NUMBER_CELL,))
    if text.isascii() and text.isdecimal():
        return _restored(text, ())
    return text, ()


def _restored(digits: str, kinds: tuple[RepairKind, ...]) -> tuple[str, tuple[RepairKind, ...]]:
    """Ten digits again where zeros at the front can be what is missing."""
    if _SHORTEST_DAMAGED <= len(digits) < _WITHOUT_CENTURY:
        return digits.zfill(_WITHOUT_CENTURY), (*kinds, RepairKind.LEADING_ZERO)
    return digits, kinds
