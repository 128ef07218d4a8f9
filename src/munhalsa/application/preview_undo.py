"""What taking back an event would change, field by field in words, and what stands in the way."""

from __future__ import annotations

from munhalsa.application.changed_lines import changed_lines
from munhalsa.application.context import Context
from munhalsa.application.ports import HistoryLine
from munhalsa.application.ports_undo import ChangedLine
from munhalsa.application.record_words import NOTHING
from munhalsa.application.undo import UndoBlocked, leave_to_undo, undo_event
from munhalsa.domain.lazy_dataclass import dataclass

MOST_LINES = 20
_ASKS_AGAIN = ("person.merge", "person.unmerge", "table.imported")


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoLine:
    """One field or record: what it is, what it is now, and what it would be."""

    what: str
    now: str
    becomes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoPreview:
    """What an undo would do; nothing where something is ``in_the_way``.

    ``lines`` are the first of them, ``records`` how many records in all. ``asks_again``: it takes
    the passphrase.
    """

    event: HistoryLine
    records: int
    lines: tuple[UndoLine, ...]
    more: int
    in_the_way: tuple[HistoryLine, ...]
    asks_again: bool


def preview_undo(context: Context, event: str) -> UndoPreview:
    """As a trial of ``undo_event``, told in words; other refusals than UndoBlocked are raised."""
    in_the_way: tuple[str, ...] = ()
    records = 0
    try:
        records = undo_event(context, event, dry_run=True).records
    except UndoBlocked as blocked:
        in_the_way = blocked.events
    with context.read(leave_to_undo(context, event)) as reader:
        lines = [] if in_the_way else [_back(one) for one in changed_lines(context, reader, event)]
        (line,) = reader.history.of_events([event])
        return UndoPreview(
            event=line,
            records=records,
            lines=tuple(lines[:MOST_LINES]),
            more=max(0, len(lines) - MOST_LINES),
            in_the_way=tuple(reader.history.of_events(in_the_way)),
            asks_again=line.action in _ASKS_AGAIN,
        )


def _back(line: ChangedLine) -> UndoLine:
    """The way back: what is there now, and what comes in its place."""
    return UndoLine(
        what=line.what,
        now=NOTHING if line.after is None else line.after,
        becomes="tas bort" if line.before is None else line.before,
    )
