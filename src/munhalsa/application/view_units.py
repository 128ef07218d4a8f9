"""Reading units."""

from __future__ import annotations

from collections.abc import Sequence

from munhalsa.application.context import Context
from munhalsa.domain.account import Permission
from munhalsa.domain.unit import Unit


def list_units(context: Context) -> Sequence[Unit]:
    """Every unit, in name order."""
    context.require(Permission.SEE_PERSONS)
    with context.read() as reader:
        return reader.find(Unit, order_by="sort_key")
