"""The municipalities of Västra Götaland, by code."""

from __future__ import annotations

import csv
from importlib.resources import files

_FILE = "municipalities_vastra_gotaland.csv"


def load_municipalities() -> dict[str, str]:
    """Name by code of four digits, in the order of the codes."""
    text = (files("munhalsa.resources") / _FILE).read_text(encoding="utf-8")
    rows = csv.reader(text.splitlines(), delimiter=";")
    next(rows)
    return {row[0]: row[1] for row in rows}
