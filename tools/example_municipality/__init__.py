"""A made-up Swedish municipality in any size, for the bundled example, benchmarks and tests."""

from tools.example_municipality.files import write_files
from tools.example_municipality.headings import DATE_COLUMNS, HEADINGS, KINDS, Cell, Row
from tools.example_municipality.municipality import Municipality, Table, generate
from tools.example_municipality.places import GOTENE, Place

__all__ = [
    "DATE_COLUMNS",
    "GOTENE",
    "HEADINGS",
    "KINDS",
    "Cell",
    "Municipality",
    "Place",
    "Row",
    "Table",
    "generate",
    "write_files",
]
