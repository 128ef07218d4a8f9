"""The manual tells what the program had to choose by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from munhalsa.adapters.rules import load_rules

HANDBOOK = Path(__file__).resolve().parents[2] / "docs" / "handbok.md"
ASSUMED = [row.key for row in load_rules().settings if row.assumption]


@pytest.mark.parametrize("key", ASSUMED)
def test_every_assumption_among_the_settings_is_listed(key: str) -> None:
    text = HANDBOOK.read_text(encoding="utf-8")
    listed = text[text.index("\n## Antaganden\n") :]
    assert f"`{key}`" in listed
