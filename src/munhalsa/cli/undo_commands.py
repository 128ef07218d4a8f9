"""Taking back a change on the command line."""

from __future__ import annotations

from argparse import Namespace

from munhalsa.application.keep_store import back_up_if_changed
from munhalsa.application.undo import UndoBlocked, undo_event
from munhalsa.cli.answer import Answer
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Command, flag, word
from munhalsa.domain.swedish import counted


def _undo(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        try:
            done = undo_event(
                workplace.context,
                asked.event,
                dry_run=asked.dry_run,
                before_merge=lambda: back_up_if_changed(workplace.context, workplace.keeper),
            )
        except UndoBlocked as blocked:
            return stands_in_the_way(blocked)
    return Answer(
        document={"event": done.event, "undone": done.records},
        lines=[put_back_told(done.records, tried=asked.dry_run)],
        warnings=(),
    )


def put_back_told(records: int, *, tried: bool) -> str:
    """What was put back, or would be where it was only tried."""
    if tried:
        told = counted(records, "uppgift", "uppgifter")
        return f"{told} skulle återställas. Inget är sparat."
    return counted(records, "uppgift är återställd", "uppgifter är återställda") + "."


def stands_in_the_way(blocked: UndoBlocked) -> Answer:
    """The answer when later changes rest on what was to be taken back: which those are."""
    return Answer(
        document={"event": None, "stands_in_the_way": blocked.events},
        status=1,
        error=blocked,
        warnings=(),
    )


COMMANDS = (
    Command(
        words="undo",
        help="ångra en ändring; numret står i personens historik",
        run=_undo,
        arguments=(
            word("event", "ändringens nummer, från munhalsa history", shown="ÄNDRING"),
            flag("--dry-run", "visa bara hur mycket som skulle återställas"),
        ),
        example="undo 01a200cd-dd70-7cc2-8190-e27cd13e6b56",
    ),
)
