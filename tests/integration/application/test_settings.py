"""The municipality's choices, each from its day."""

from __future__ import annotations

from datetime import date

import pytest

from munhalsa.application.context import Context
from munhalsa.application.settings import (
    get_setting,
    list_settings,
    rules_of_municipality,
    set_setting,
    setting_value,
)
from munhalsa.domain.account import Role, Setting
from munhalsa.domain.refusal import NotAllowed, Rejected
from tests.support.deeds import assert_refused, changes_of, found, latest, user
from tests.support.stores import on_day

KEY = "coverage_base"


def value_on(context: Context, key: str, day: date) -> str:
    with context.store.read() as reader:
        return setting_value(reader, context.rules, key, day=day)


def test_the_default_holds_with_its_source_until_something_is_chosen(context: Context) -> None:
    line = get_setting(context, KEY)
    assert (line.value, line.default) == ("from_24", "from_24")
    assert "Överenskommelse" in line.source
    assert line.assumption is not None
    assert [one.key for one in list_settings(context)] == [
        one.key for one in context.rules.settings
    ]


def test_a_choice_holds_from_today_on_whose_word(context: Context) -> None:
    done = set_setting(context, key=KEY, value="over_24", source="Beslut 2026-11-20")
    assert done.setting == get_setting(context, KEY)
    assert (done.setting.value, done.setting.valid_from) == ("over_24", context.today)
    assert (done.setting.source, done.setting.assumption) == ("Beslut 2026-11-20", None)
    assert value_on(context, KEY, date(2026, 11, 21)) == "from_24"
    (event,) = latest(context)
    assert (event.event, event.action, event.subject_id) == (done.event, "setting.set", KEY)
    (change,) = changes_of(context, done.event, "setting")
    assert (change["before"], change["after"]["value"]) == (None, "over_24")


def test_without_a_source_the_choice_is_the_municipalitys_own(context: Context) -> None:
    done = set_setting(context, key=KEY, value="over_24")
    assert done.setting.source == "kommunens inställning"


def test_a_choice_to_come_leaves_todays_alone(context: Context) -> None:
    set_setting(context, key=KEY, value="over_24", valid_from=date(2026, 1, 1))
    set_setting(context, key=KEY, value="from_24", valid_from=date(2027, 1, 1))
    assert get_setting(context, KEY).value == "over_24"
    assert value_on(context, KEY, date(2025, 12, 31)) == "from_24"
    assert value_on(context, KEY, date(2026, 12, 31)) == "over_24"
    assert value_on(context, KEY, date(2027, 1, 1)) == "from_24"
    assert get_setting(on_day(context, date(2027, 2, 1)), KEY).valid_from == date(2027, 1, 1)


def test_the_same_day_again_changes_the_choice_and_keeps_what_it_was(context: Context) -> None:
    set_setting(context, key=KEY, value="over_24", source="Beslut")
    done = set_setting(context, key=KEY, value="from_24")
    (setting,) = found(context, Setting)
    assert (setting.value, setting.source, setting.version) == ("from_24", None, 2)
    (change,) = changes_of(context, done.event, "setting")
    assert change["before"] == {"value": "over_24", "source": "Beslut"}


def test_age_limits_hold_each_from_its_day_in_whatever_order_they_were_set(
    context: Context,
) -> None:
    set_setting(context, key="age_limit", value="22", valid_from=date(2027, 1, 1), source="VGR")
    set_setting(context, key="age_limit", value="23", valid_from=date(2026, 1, 1))
    with context.store.read() as reader:
        rules = rules_of_municipality(reader, context.rules)
    days = [date(2024, 12, 31), date(2025, 12, 31), date(2026, 1, 1), date(2027, 1, 1)]
    assert [rules.age_limit_on(day).years for day in days] == [24, 20, 23, 22]
    assert rules.age_limit_on(date(2026, 1, 1)).source == "kommunens inställning"
    assert rules.age_limit_on(date(2027, 1, 1)).source == "VGR"


@pytest.mark.parametrize(
    ("key", "value", "code", "field"),
    [
        ("unknown", "1", "setting_unknown", "key"),
        (KEY, "över 24", "setting_value", "value"),
        ("age_limit", "15", "setting_value", "value"),
        ("show_identity_numbers", "ja", "setting_value", "value"),
    ],
)
def test_what_cannot_be_set(context: Context, key: str, value: str, code: str, field: str) -> None:
    with pytest.raises(Rejected) as caught:
        set_setting(context, key=key, value=value)
    assert_refused(caught, code, field)
    assert found(context, Setting) == []


def test_only_an_administrator_sets(context: Context) -> None:
    with pytest.raises(NotAllowed) as caught:
        set_setting(user(context, Role.COORDINATOR), key=KEY, value="over_24")
    assert_refused(caught, "not_allowed", None)
    assert latest(context)[0].subject_id == "change_settings"
    set_setting(user(context, Role.ADMINISTRATOR), key=KEY, value="over_24")
