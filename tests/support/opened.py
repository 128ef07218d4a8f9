"""Several commands with one log-in: what is asked, not how the door is opened."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

from munhalsa.application.workplace import WhichStore, Workplace
from munhalsa.cli.answer import as_json, full_document
from munhalsa.cli.commands import COMMANDS
from munhalsa.cli.common import take_common
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import build_parser
from tests.support.commands import CommandLine


class Opened:
    """The program with somebody logged in once for all commands."""

    def __init__(self, program: Any, workplace: Workplace) -> None:
        self._program, self._workplace = program, workplace

    def open(self, _which: WhichStore) -> AbstractContextManager[Workplace]:
        return nullcontext(self._workplace)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._program, name)


@contextmanager
def opened(line: CommandLine, *options: str) -> Iterator[Workplace]:
    """The store as the command line opens it."""
    common, _ = take_common([*line.common(), *options])
    with Desk(program=line.program, common=common).open() as workplace:
        yield workplace


def desk_at(line: CommandLine, workplace: Workplace) -> Desk:
    """What a command finds at hand, at a store that is open already."""
    return Desk(
        program=Opened(line.program, workplace),
        common=take_common(line.common())[0],
    )


def answers(line: CommandLine, *commands: Sequence[str]) -> list[dict[str, Any]]:
    """The answers of several commands, as --json gives them."""
    parser = build_parser(COMMANDS)
    with opened(line) as workplace:
        desk = desk_at(line, workplace)
        given = [(asked := parser.parse_args(words)).run(desk, asked) for words in commands]
    return [json.loads(as_json(full_document(one))) for one in given]
