"""The small untidiness of lists kept by hand; every cell can still be read without doubt."""

from collections.abc import Iterable
from datetime import date

from tools.example_municipality.chance import Chance
from tools.example_municipality.headings import DATE_COLUMNS, HEADINGS, Cell, Row

SHORT_ANSWERS = {"Ja": ("ja", "J", "JA"), "Nej": ("nej", "N", "NEJ")}


def untidy(kind: str, rows: Iterable[Row], *, share: float, chance: Chance) -> list[Row]:
    """The rows, about `share` of them with one cell written in another way."""
    headings = HEADINGS[kind]

    def perhaps(row: Row) -> Row:
        if not chance.happens(share):
            return row
        column = int(chance.fraction() * len(headings))
        cell = respelled(kind, headings[column], row[column], chance)
        return (*row[:column], cell, *row[column + 1 :])

    return [perhaps(row) for row in rows]


def respelled(kind: str, heading: str, cell: Cell, chance: Chance) -> Cell:
    """The same value in other characters, where people do that; else the cell as it is."""
    if heading in DATE_COLUMNS[kind] and isinstance(cell, date):
        return cell.isoformat()
    if not isinstance(cell, str):
        return cell
    if heading == "Personnummer":
        return respelled_number(cell, chance)
    if heading == "Önskar munhälsobedömning":
        return chance.pick(SHORT_ANSWERS[cell])
    if heading == "Postnummer":
        return int(cell.replace(" ", "")) if chance.happens(0.5) else cell.replace(" ", "")
    if heading in ("Telefon", "Kontakttelefon"):
        return cell.replace("-", " ") if chance.happens(0.5) else cell.replace(" ", "")
    if heading in ("Förnamn", "Efternamn", "Boendeenhet", "Gatuadress"):
        return f" {cell}" if chance.happens(0.3) else f"{cell} "
    return cell


def respelled_number(number: str, chance: Chance) -> Cell:
    """With a hyphen, without the century where that is certain, or as a number cell."""
    fraction = chance.fraction()
    if fraction < 0.45:
        return f"{number[:8]}-{number[8:]}"
    if fraction < 0.8 and "1930" <= number[:4] <= "1999":
        return f"{number[2:8]}-{number[8:]}"
    if fraction < 0.9:
        return f"{number[:8]} {number[8:]}"
    return int(number)
