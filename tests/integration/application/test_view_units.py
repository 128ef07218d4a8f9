"""Units and users as they are listed and shown."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from munhalsa.adapters.ids import new_id
from munhalsa.application.context import Context
from munhalsa.application.view_units import UserLine, list_units, list_users
from munhalsa.domain.account import Account, Role, RoleGrant
from munhalsa.domain.refusal import NotAllowed
from tests.support.deeds import add, unit, user

DAY = timedelta(days=1)


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


def test_users_with_the_roles_that_hold_today(context: Context) -> None:
    today = context.today
    names = ("Östen", "Åke", "Bo")
    people = {name: Account(id=new_id(), name=name) for name in names}
    people["Bo"] = Account(id=new_id(), name="Bo", ended_on=today, sees_protected=True)
    add(context, *people.values())

    def grant(name: str, role: Role, **fields: Any) -> None:
        add(context, RoleGrant(id=new_id(), account_id=people[name].id, role=role, **fields))

    grant("Åke", Role.ISSUER, until=today)
    grant("Åke", Role.MAS, until=today - DAY)
    grant("Östen", Role.COORDINATOR)
    assert list_users(context) == [
        UserLine(name="Bo", roles=(), sees_protected=True, ended_on=today),
        UserLine(name="Åke", roles=(Role.ISSUER,), sees_protected=False, ended_on=None),
        UserLine(name="Östen", roles=(Role.COORDINATOR,), sees_protected=False, ended_on=None),
    ]


def test_it_takes_the_right(context: Context) -> None:
    outsider = user(context, Role.STATISTICS)
    with pytest.raises(NotAllowed):
        list_units(outsider)
    with pytest.raises(NotAllowed):
        list_users(user(context, Role.ISSUER))
