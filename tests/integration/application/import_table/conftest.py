"""What the tests of imports share."""

from __future__ import annotations

import pytest

from munhalsa.application.context import Context
from tests.support.imports import units


@pytest.fixture
def place(context: Context) -> Context:
    """A store with two homes and a home-care area."""
    units(context)
    return context
