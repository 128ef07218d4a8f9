"""What the empty workbook for a kind of table holds, before anything is written.

The example row is known again when it comes back unchanged, and is then left out with a notice
(``columns.read_columns``); a row that somebody has typed over it is read like any other.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from munhalsa.application.import_table.kinds import Column, Kind, ValueType
from munhalsa.application.import_table.raw_table import Cell
from munhalsa.domain.lazy_dataclass import dataclass

EXPLANATION_HEADINGS = ("Kolumn", "Måste fyllas i", "Skrivs som", "Förklaring", "Exempel")

_WRITTEN_AS: Mapping[ValueType, str] = {
    ValueType.TEXT: "Text",
    ValueType.DATE: "Datum, till exempel 2026-03-01",
    ValueType.YES_NO: "Ja eller Nej",
    ValueType.CHOICE: "Ett ord ur listan",
    ValueType.INTEGER: "Heltal",
    ValueType.DECIMAL: "Tal, till exempel 1,5",
    ValueType.IDENTITY_NUMBER: "10 eller 12 tecken, som text",
    ValueType.MUNICIPALITY_CODE: "Fyra siffror",
    ValueType.POSTAL_CODE: "Fem siffror",
    ValueType.PHONE: "Telefonnummer",
    ValueType.AGE: "Ålder i hela år",
}
_NUMBERS = (ValueType.INTEGER, ValueType.AGE)


class CellLook(StrEnum):
    """How the cells of a column are formatted; text keeps what a spreadsheet would damage."""

    TEXT = "text"
    DATE = "date"
    NUMBER = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateColumn:
    """One column: heading, example, and the words to choose from, none where it is free."""

    heading: str
    required: bool
    example: Cell
    words: tuple[str, ...]
    look: CellLook


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """The workbook: a table to fill in, and a sheet of explanations."""

    sheet: str
    columns: tuple[TemplateColumn, ...]
    introduction: str
    explanations: tuple[tuple[str, ...], ...]


def template_of(kind: Kind) -> Template:
    """The template for a kind; it has no column for what it has the parts of."""
    return Template(
        sheet=kind.title,
        columns=tuple(_column(column) for column in kind.single),
        introduction=kind.explanation,
        explanations=tuple(_explained(column) for column in kind.single),
    )


def _column(column: Column) -> TemplateColumn:
    words = tuple(choice.word for choice in column.choices)
    if column.type is ValueType.YES_NO:
        words = ("Ja", "Nej")
    look = CellLook.TEXT
    example: Cell = column.example
    if column.type is ValueType.DATE:
        look = CellLook.DATE
        example = date.fromisoformat(column.example) if column.example else ""
    elif column.type is ValueType.DECIMAL:
        look = CellLook.NUMBER
        example = float(column.example.replace(",", ".")) if column.example else ""
    elif column.type in _NUMBERS:
        look = CellLook.NUMBER
        example = int(column.example) if column.example else ""
    return TemplateColumn(
        heading=column.heading,
        required=column.required,
        example=example,
        words=words,
        look=look,
    )


def _explained(column: Column) -> tuple[str, ...]:
    words = ", ".join(choice.word for choice in column.choices)
    written = f"{_WRITTEN_AS[column.type]}: {words}" if words else _WRITTEN_AS[column.type]
    required = "Ja" if column.required else "Nej"
    return (column.heading, required, written, column.explanation, column.example)
