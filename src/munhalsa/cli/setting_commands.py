"""The municipality's settings on the command line."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from munhalsa.application.settings import SettingLine, get_setting, list_settings, set_setting
from munhalsa.cli.answer import Answer, table_lines
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Argument, Command, option, word
from munhalsa.cli.values import day_or_none


def _list(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        settings = list_settings(workplace.context)
    return Answer(document={"settings": settings}, lines=_lines(settings))


def _get(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        setting = get_setting(workplace.context, asked.key)
    return Answer(document={"setting": setting}, lines=_lines([setting]))


def _set(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        done = set_setting(
            workplace.context,
            key=asked.key,
            value=asked.value,
            valid_from=day_or_none(asked.valid_from, field="from"),
            source=asked.source,
        )
    return Answer(
        document={"setting": done.setting, "event": done.event},
        lines=_lines([done.setting]),
        warnings=(),
    )


def _lines(settings: Sequence[SettingLine]) -> list[str]:
    rows = [
        (one.key, one.value or "–", one.name, "antagande" if one.assumption else one.source)
        for one in settings
    ]
    return table_lines(("Inställning", "Värde", "Betydelse", "Källa"), rows)


_KEY = word("key", "inställningens namn", shown="NAMN")

COMMANDS = (
    Command(
        words="setting list", help="visa alla inställningar", run=_list, example="setting list"
    ),
    Command(
        words="setting get",
        help="visa en inställning",
        run=_get,
        arguments=(_KEY,),
        example="setting get coverage_base",
    ),
    Command(
        words="setting set",
        help="ändra en inställning",
        run=_set,
        arguments=(
            _KEY,
            word("value", "det nya värdet", shown="VÄRDE"),
            Argument(
                "--from", "första dagen det gäller", {"metavar": "DATUM", "dest": "valid_from"}
            ),
            option("--source", "beslut eller källa", word="TEXT"),
        ),
        example="setting set coverage_base over_24 --source 'Beslut 2026-10-01'",
    ),
)
