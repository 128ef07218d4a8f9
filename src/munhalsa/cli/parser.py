"""The commands' own grammar: argparse, speaking Swedish and refusing as the rest of the program."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from dataclasses import field
from typing import Any, NoReturn

from munhalsa.cli.answer import Answer
from munhalsa.cli.common import HELP
from munhalsa.cli.desk import Desk
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import WrongUsage

Run = Callable[[Desk, argparse.Namespace], Answer]


@dataclass(frozen=True, slots=True)
class Argument:
    """A positional argument, or with leading dashes an option; ``more`` is argparse's own."""

    name: str
    help: str
    more: dict[str, Any] = field(default_factory=dict)


def word(name: str, help: str, *, shown: str, optional: bool = False) -> Argument:
    """A positional argument, shown as ``shown`` in the help."""
    more: dict[str, Any] = {"metavar": shown}
    return Argument(name, help, more | {"nargs": "?"} if optional else more)


def flag(name: str, help: str) -> Argument:
    """An option without a value."""
    return Argument(name, help, {"action": "store_true"})


def option(name: str, help: str, *, word: str, required: bool = False) -> Argument:
    """An option with a value, shown as ``word`` in the help."""
    return Argument(name, help, {"metavar": word, "required": required})


def many(name: str, help: str, *, shown: str) -> Argument:
    """A positional argument that may be given several times, or not at all."""
    return Argument(name, help, {"nargs": "*", "metavar": shown})


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One command: its words, what it does, an example and who runs it."""

    words: str
    help: str
    run: Run
    arguments: Sequence[Argument] = ()
    example: str


class HelpWanted(Exception):
    """Somebody asked for help; the text is the exception's own."""


class _Help(argparse.Action):
    """Gives the help to whoever runs the command, instead of printing it and ending."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> NoReturn:
        raise HelpWanted(parser.format_help())


class VersionWanted(Exception):
    """Somebody asked which version it is."""


class _Version(argparse.Action):
    """Leaves the answer to whoever runs the command, as ``_Help`` does."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> NoReturn:
        raise VersionWanted


class Parser(argparse.ArgumentParser):
    """Raises WrongUsage instead of ending the program; help in Swedish."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(
            **settings,
            add_help=False,
            allow_abbrev=False,
            formatter_class=_SwedishFormatter,
        )
        own = self.add_argument_group("Val")
        own.add_argument("--help", "-h", action=_Help, nargs=0, help="visa den här hjälpen")
        self.options = own
        self.words = self.add_argument_group("Uppgifter")

    def error(self, message: str) -> NoReturn:
        raise WrongUsage("wrong_usage", f"{_swedish(message)} Se {self.prog} --help.")


_COLUMN = 18


class _SwedishFormatter(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=32, width=100)
        self._action_max_length = _COLUMN

    def add_usage(
        self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, "Användning: " if prefix is None else prefix)


def build_parser(commands: Sequence[Command]) -> Parser:
    """A parser of all commands; a command's words make the levels."""
    top = Parser(
        prog="munhalsa",
        description="munhalsa: uppsökande munhälsovård i kommunen. Utan kommando öppnas fönstret.",
        epilog=_epilog([one for one in commands if one.words in _FIRST_STEPS]),
    )
    top.options.add_argument(
        "--version", action=_Version, nargs=0, help="visa vilken version programmet har"
    )
    groups = {"": _sub(top)}
    for command in commands:
        group, _, name = command.words.rpartition(" ")
        _add(_group(groups, group, commands), name, command)
    return top


def _group(groups: dict[str, Any], words: str, commands: Sequence[Command]) -> Any:
    """The commands below these words, within those of fewer words; made when first asked for."""
    if words not in groups:
        outer, _, name = words.rpartition(" ")
        about = _GROUPS[words]
        parent = _group(groups, outer, commands).add_parser(
            name,
            help=about,
            description=about[0].upper() + about[1:] + ".",
            epilog=_epilog([one for one in commands if one.words.startswith(f"{words} ")]),
        )
        groups[words] = _sub(parent)
    return groups[words]


_GROUPS = {
    "person": "personer i registret",
    "certificate": "intyg om N-tandvård",
    "response": "svar på erbjudandet om munhälsobedömning",
    "offer": "erbjudanden om munhälsobedömning",
    "assessment": "munhälsobedömningar",
    "care-card": "munvårdskort",
    "candidate": "möjligen berättigade",
    "setting": "kommunens inställningar",
    "user": "användare",
    "unit": "enheter",
    "staff": "enheternas egen personal",
    "round": "besöksdagar",
    "training": "utbildningar",
    "issuer": "intygsutfärdare",
    "training kind": "vilka utbildningar som kan väljas",
    "deviation": "avvikelser mellan kommunen och tandvården",
    "disagreement": "oenigheter med tandvården, steg för steg",
    "disclosure": "sekretessprövningar och samtycken",
    "district": "organisationsdelar",
    "municipality": "kommunen: avsändare, kontaktpersoner och vårdgivare",
    "municipality contact": "kommunens kontaktpersoner",
    "municipality provider": "vårdgivaren som gör munhälsobedömningarna",
    "mapping": "kolumnval: vad kolumnerna i en lista läses som",
    "audit": "loggen",
    "registration": "det som väntar på att registreras i Intygsbeställningen",
    "disposal": "gallra: ta bort uppgifter vars tid har gått ut, när två har godkänt det",
    "whole": "hela kommunen ut i öppna filer, och tillbaka",
    "text": "brevens texter på olika språk",
    "print": "utskrifter till PDF",
}


_FIRST_STEPS = ("init", "import", "certificate issue", "print certificate", "metrics")


def _epilog(commands: Sequence[Command]) -> str:
    examples = "\n".join(f"  munhalsa {command.example}" for command in commands)
    return f"Exempel:\n{examples}\n\n{HELP}"


def _sub(parser: Parser) -> Any:
    return parser.add_subparsers(
        title="Kommandon", metavar="KOMMANDO", required=True, parser_class=Parser
    )


def _add(group: Any, name: str, command: Command) -> None:
    parser = group.add_parser(
        name,
        help=command.help,
        description=command.help[0].upper() + command.help[1:] + ".",
        epilog=_epilog([command]),
    )
    for argument in command.arguments:
        place = parser.options if argument.name.startswith("-") else parser.words
        place.add_argument(argument.name, help=argument.help, **argument.more)
    parser.set_defaults(run=command.run)


_FAULTS = (
    (re.compile(r"the following arguments are required: (.+)"), "Det saknas: {}."),
    (re.compile(r"argument (\S+): expected .*"), "{} saknar värde."),
    (re.compile(r"unrecognized arguments: (--[a-z-]+)(?![^\s=]).*"), "Valet {} finns inte."),
    (re.compile(r"argument KOMMANDO: invalid choice: .*"), "Kommandot finns inte."),
)


def _swedish(message: str) -> str:
    """The fault in Swedish; what was typed is not repeated, since it may be somebody's number."""
    for pattern, sentence in _FAULTS:
        found = pattern.fullmatch(message)
        if found:
            return sentence.format(*found.groups())
    return "Kommandot är inte rätt skrivet."
