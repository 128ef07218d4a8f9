"""What tests of use cases share."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where a printed form is to be written."""
    return tmp_path / "utskrift.pdf"
