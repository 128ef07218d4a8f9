"""The municipality's choices: what can be set, what holds, and on whose word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from munhalsa.application.context import Context
from munhalsa.application.ports import Changes, Deed, Reader
from munhalsa.application.seen import check_shown
from munhalsa.domain.account import Permission, Setting
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.rules import RuleBook, SettingDefinition

Held = Callable[[str], str]

AGE_LIMIT = "age_limit"
OWN_CHOICE = "kommunens inställning"


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingLine:
    """One setting as it holds today; ``assumption`` where no source settles it."""

    key: str
    name: str
    value: str
    default: str
    source: str
    assumption: str | None
    valid_from: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingChanged:
    """The setting as it now holds."""

    setting: SettingLine
    event: str
    changes: Changes


def setting_value(reader: Reader, rules: RuleBook, key: str, *, day: date) -> str:
    """What holds on the day: the municipality's newest choice, else the default."""
    definition = rules.setting(key, day=day)
    return _line(definition, reader.find(Setting, key=key), day).value


def settings_held(reader: Reader, rules: RuleBook, *, day: date) -> Held:
    """What holds on the day, by key: every choice is read at once, for whoever needs several."""
    return held_among(reader.find(Setting), rules, day=day)


def held_among(chosen: Sequence[Setting], rules: RuleBook, *, day: date) -> Held:
    """The same among choices that have been read."""

    def value(key: str) -> str:
        own = [one for one in chosen if one.key == key]
        return _line(rules.setting(key, day=day), own, day).value

    return value


def rules_of_municipality(reader: Reader, rules: RuleBook) -> RuleBook:
    """The rules with what an administrator has set in their place, each from its day."""
    return rules_as_chosen(rules, reader.find(Setting, order_by="valid_from", key=AGE_LIMIT))


def rules_as_chosen(rules: RuleBook, chosen: Sequence[Setting]) -> RuleBook:
    """The same with choices that have been read, in the order of their days."""
    for one in chosen:
        if one.key == AGE_LIMIT:
            rules = rules.with_age_limit(
                years=int(one.value), valid_from=one.valid_from, source=one.source or OWN_CHOICE
            )
    return rules


def list_settings(context: Context) -> Sequence[SettingLine]:
    """Every setting, in the order of the rule data."""
    with context.read() as reader:
        chosen = reader.find(Setting)
    return [
        _line(definition, [one for one in chosen if one.key == definition.key], context.today)
        for definition in context.rules.settings
        if definition.holds_on(context.today)
    ]


def choices_made(context: Context) -> tuple[Setting, ...]:
    """Every choice of the municipality, those of days to come too."""
    with context.read() as reader:
        return tuple(reader.find(Setting))


def get_setting(context: Context, key: str) -> SettingLine:
    """One setting as it holds today."""
    definition = context.rules.setting(key, day=context.today)
    with context.read() as reader:
        return _line(definition, reader.find(Setting, key=key), context.today)


def set_setting(
    context: Context,
    *,
    key: str,
    value: str,
    valid_from: date | None = None,
    source: str | None = None,
) -> SettingChanged:
    """Choose a value from a day; what was chosen from an earlier day holds until then."""
    context.require_everywhere(Permission.CHANGE_SETTINGS)
    definition = context.rules.setting(key, day=context.today)
    definition.check(value)
    first_day = valid_from or context.today
    deed = Deed(
        action="setting.set", subject_kind="setting", subject_id=key, details={"value": value}
    )
    with context.write(deed, Permission.CHANGE_SETTINGS) as work:
        chosen = work.find(Setting, key=key, valid_from=first_day)
        if chosen:
            check_shown(context.seen, chosen[0], what="valet")
            setting = work.change(chosen[0], value=value, source=source)
        else:
            setting = Setting(
                id=context.new_id(), key=key, value=value, valid_from=first_day, source=source
            )
            work.add(setting)
        done = work.commit()
    return SettingChanged(
        setting=_line(definition, [setting], first_day), event=done.event, changes=done.changes
    )


def _line(definition: SettingDefinition, chosen: Sequence[Setting], day: date) -> SettingLine:
    holding = [one for one in chosen if one.valid_from <= day]
    own = max(holding, key=lambda one: one.valid_from, default=None)
    return SettingLine(
        key=definition.key,
        name=definition.name,
        value=definition.default if own is None else own.value,
        default=definition.default,
        source=definition.source if own is None else own.source or OWN_CHOICE,
        assumption=definition.assumption if own is None else None,
        valid_from=definition.valid_from if own is None else own.valid_from,
    )
