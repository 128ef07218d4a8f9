"""From the command line to a use case and back: an answer, or an error with its exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress

from munhalsa.application.program_version import program_version
from munhalsa.application.workplace import Program
from munhalsa.cli.answer import Answer, as_json, error_document, full_document
from munhalsa.cli.common import take_common, wants_json
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Command, HelpWanted, VersionWanted, build_parser
from munhalsa.domain.refusal import (
    FileUnusable,
    NotAllowed,
    Refusal,
    Rejected,
    StoreUnavailable,
    WrongUsage,
)

_STATUS: tuple[tuple[type[Refusal], int], ...] = (
    (Rejected, 1),
    (WrongUsage, 2),
    (StoreUnavailable, 3),
    (FileUnusable, 4),
    (NotAllowed, 5),
)
BUG = 70
INTERRUPTED = 130
_INTERRUPTED = "Avbrutet. Det som inte hann bli klart är inte sparat."
_BUG = (
    "Ett fel i programmet gjorde att kommandot avbröts. Felet är noterat i programmets logg, "
    "utan personuppgifter."
)


def main(
    arguments: Sequence[str], *, program: Program, report_bug: Callable[[BaseException], None]
) -> int:
    """Run one command; the exit code (spec: command line). Without a command: the window."""
    json = wants_json(arguments)
    try:
        return _run(arguments, program, json=json)
    except Refusal as refusal:
        return _refused(refusal, json=json)
    except KeyboardInterrupt:
        return _refused(Refusal("interrupted", _INTERRUPTED), json=json, status=INTERRUPTED)
    except Exception as error:  # noqa: BLE001 - the last boundary: a bug is reported, not shown
        report_bug(error)
        return _refused(Refusal("bug", _BUG), json=json)


def _run(arguments: Sequence[str], program: Program, *, json: bool) -> int:
    common, words = take_common(arguments)
    desk = Desk(program=program, common=common)
    if not words:
        return program.window(desk.which)
    # The window needs no command, and begins sooner without them.
    from munhalsa.cli.commands import COMMANDS

    try:
        asked = build_parser(_beginning_with(words[0], COMMANDS)).parse_args(words)
    except HelpWanted as wanted:
        _write(as_json({"help": str(wanted)}) if json else str(wanted).rstrip("\n"))
        return 0
    except VersionWanted:
        version = program_version()
        _write(as_json({"version": version}) if json else f"munhalsa {version}")
        return 0
    answer: Answer = asked.run(desk, asked)
    _give(answer, json=json)
    return answer.status


def _beginning_with(word: str, commands: Sequence[Command]) -> Sequence[Command]:
    """The commands that can be meant; all of them where the word begins none."""
    return [one for one in commands if one.words.partition(" ")[0] == word] or commands


def _refused(refusal: Refusal, *, json: bool, status: int | None = None) -> int:
    """The error, as JSON where that is wanted, and for people always."""
    with suppress(OSError):
        print(refusal.message, file=sys.stderr)
    if json:
        with suppress(FileUnusable):
            _write(as_json(error_document(refusal)))
    if status is not None:
        return status
    return next((status for kind, status in _STATUS if isinstance(refusal, kind)), BUG)


def _give(answer: Answer, *, json: bool) -> None:
    if answer.error is not None:
        print(answer.error.message, file=sys.stderr)
    if json:
        _write(as_json(full_document(answer)))
        return
    for warning in answer.warnings or ():
        place = "" if warning.row is None else f"Rad {warning.row}: "
        print(f"{place}{warning.message}", file=sys.stderr)
    if answer.lines:
        _write("\n".join(answer.lines))


def _write(text: str) -> None:
    """To standard output, down to the last byte; a reader who has had enough is no error."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        _let_go_of_output()
    except OSError:
        _let_go_of_output()
        raise FileUnusable(
            "output_not_written",
            "Svaret kunde inte skrivas ut: disken kan vara full. Kommandot är utfört.",
        ) from None


def _let_go_of_output() -> None:
    """What is left in the buffer goes nowhere, or Python would try again when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
