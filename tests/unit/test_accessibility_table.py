"""docs/accessibility.md names tests that exist, and leaves no clause out."""

from __future__ import annotations

import re
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
TABLE = (TESTS.parent / "docs" / "accessibility.md").read_text(encoding="utf-8")
LAST = {
    "11.1.2": 5, "11.1.3": 5, "11.3.2": 2, "11.3.3": 4, "11.4.1": 3, "11.5.2": 17, "11.8": 5,
}  # fmt: skip
"""The parts whose clauses are numbered without a gap, and how many each has."""

WORDS = ("**tested**", "**not applicable**", "**manual, not done**", "**fails**")


def test_every_test_that_is_named_exists() -> None:
    named = re.findall(r"`([\w/]+\.py)(?:::(\w+))?`", TABLE)
    assert len(named) > 30
    for file, name in named:
        source = (TESTS / file).read_text(encoding="utf-8")
        assert not name or f"def {name}(" in source, f"{file}::{name}"


def test_every_line_says_how_it_stands() -> None:
    rows = re.findall(r"^\| (11[\d.]+) \| .+? \| (.+) \|$", TABLE, re.MULTILINE)
    assert {clause for clause, said in rows if not any(word in said for word in WORDS)} == set()
    clauses = [clause for clause, _ in rows]
    assert len(clauses) == len(set(clauses))
    whole = {f"{part}.{number}" for part, last in LAST.items() for number in range(1, last + 1)}
    assert whole - set(clauses) == set()
