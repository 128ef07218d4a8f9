"""What is at hand before a certificate is issued."""

from __future__ import annotations

from datetime import date

import pytest

from munhalsa.application.context import Context
from munhalsa.application.prepare_certificate import prepare_certificate
from munhalsa.application.settings import AGE_LIMIT, set_setting
from munhalsa.domain.account import Role
from munhalsa.domain.refusal import NotAllowed
from tests.support.deeds import add, unit, user


def test_the_day_the_units_and_the_rules_as_the_municipality_has_set_them(
    context: Context,
) -> None:
    add(context, unit("Öster", "B"), unit("Ängen", "A"))
    set_setting(context, key=AGE_LIMIT, value="24", valid_from=date(2026, 1, 1), source="Beslut")
    desk = prepare_certificate(context)
    assert desk.today == context.today
    assert [one.name for one in desk.units] == ["Ängen", "Öster"]
    assert desk.rules.age_limit_on(context.today).years == 24


def test_only_those_who_issue(context: Context) -> None:
    with pytest.raises(NotAllowed):
        prepare_certificate(user(context, Role.UNIT_MANAGER))
