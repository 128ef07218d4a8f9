"""From the command line to a use case and back: an answer, or an error with its exit code."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from munhalsa.application.workplace import Program
from munhalsa.cli import (
    audit_commands,
    certificate_commands,
    exchange_commands,
    figure_commands,
    person_commands,
    print_commands,
    setting_commands,
    store_commands,
    unit_commands,
)
from munhalsa.cli.answer import Answer, as_json, error_document, with_warnings
from munhalsa.cli.common import take_common, wants_json
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import build_parser
from munhalsa.domain.refusal import (
    FileUnusable,
    NotAllowed,
    Refusal,
    Rejected,
    StoreUnavailable,
    WrongUsage,
)

COMMANDS = (
    *store_commands.COMMANDS,
    *exchange_commands.COMMANDS,
    *person_commands.COMMANDS,
    *certificate_commands.COMMANDS,
    *figure_commands.COMMANDS,
    *print_commands.COMMANDS,
    *unit_commands.COMMANDS,
    *setting_commands.COMMANDS,
    *audit_commands.COMMANDS,
)

_STATUS: tuple[tuple[type[Refusal], int], ...] = (
    (Rejected, 1),
    (WrongUsage, 2),
    (StoreUnavailable, 3),
    (FileUnusable, 4),
    (NotAllowed, 5),
)
BUG = 70


def main(
    arguments: Sequence[str], *, program: Program, report_bug: Callable[[BaseException], None]
) -> int:
    """Run one command; the exit code (spec: command line). Without a command: the window."""
    json = wants_json(arguments)
    try:
        common, words = take_common(arguments)
        desk = Desk(program=program, common=common)
        if not words:
            return program.window(desk.which)
        asked = build_parser(COMMANDS).parse_args(words)
        answer: Answer = asked.run(desk, asked)
    except Refusal as refusal:
        return _refused(refusal, json=json)
    except KeyboardInterrupt:
        print("Avbrutet. Inget sparades.", file=sys.stderr)
        return 130
    except Exception as error:
        report_bug(error)
        bug = Refusal("bug", "Ett fel i programmet gjorde att det avbröts. Inget sparades.")
        return _refused(bug, json=json)
    _give(answer, json=json)
    return answer.status


def _refused(refusal: Refusal, *, json: bool) -> int:
    if json:
        print(as_json(error_document(refusal)))
    else:
        print(refusal.message, file=sys.stderr)
    return next((status for kind, status in _STATUS if isinstance(refusal, kind)), BUG)


def _give(answer: Answer, *, json: bool) -> None:
    for note in answer.notes:
        print(note, file=sys.stderr)
    for warning in answer.warnings or ():
        if not json:
            place = "" if warning.row is None else f"Rad {warning.row}: "
            print(f"{place}{warning.message}", file=sys.stderr)
    if json:
        print(as_json(with_warnings(answer)))
    else:
        for line in answer.lines:
            print(line)
