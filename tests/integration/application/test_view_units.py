"""Units as they are listed."""

from __future__ import annotations

import pytest

from munhalsa.application.context import Context
from munhalsa.application.view_units import list_units
from munhalsa.domain.account import Role
from munhalsa.domain.refusal import NotAllowed
from tests.support.deeds import add, unit, user


def test_units_in_swedish_name_order(context: Context) -> None:
    for place, name in enumerate(("Öst", "Alm", "Ängen", "Åsen", "Wik", "Vik Norr")):
        add(context, unit(name, f"B{place}"))
    assert [one.name for one in list_units(context)] == [
        "Alm",
        "Vik Norr",
        "Wik",
        "Åsen",
        "Ängen",
        "Öst",
    ]


def test_it_takes_the_right(context: Context) -> None:
    outsider = user(context, Role.STATISTICS)
    with pytest.raises(NotAllowed):
        list_units(outsider)
