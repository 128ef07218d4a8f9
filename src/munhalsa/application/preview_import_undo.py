"""What taking back a whole import would change, kind by kind, and what stands in the way."""

from __future__ import annotations

from collections import Counter

from munhalsa.application.context import Context
from munhalsa.application.memory import without_cycle_search
from munhalsa.application.preview_undo import UndoLine, UndoPreview
from munhalsa.application.record_words import RECORD_WORDS
from munhalsa.application.undo import UndoBlocked, undo_import
from munhalsa.application.undo_steps import is_bookkeeping
from munhalsa.domain.account import ImportBatch, Permission
from munhalsa.domain.undo import RecordChange, net_changes

_GOES, _BACK = "tas bort", "blir som före intaget"


def preview_import_undo(context: Context, batch: str) -> UndoPreview:
    """As a trial of ``undo_import``; other refusals than UndoBlocked are raised.

    An import may have brought hundreds of thousands of records, so they are counted and not told.
    """
    in_the_way: tuple[str, ...] = ()
    records = 0
    with without_cycle_search():
        try:
            records = undo_import(context, batch, dry_run=True).records
        except UndoBlocked as blocked:
            in_the_way = blocked.events
        with context.read(Permission.IMPORT) as reader:
            (found,) = reader.find(ImportBatch, id=batch)
            event = found.event_id or ""
            changes = [] if in_the_way else net_changes(reader.undo.changes(event))
            (line,) = reader.history.of_events([event])
            lines = _counted(changes)
            return UndoPreview(
                event=line,
                records=records,
                lines=lines,
                more=0,
                in_the_way=tuple(reader.history.of_events(in_the_way)),
                asks_again=True,
            )


def _counted(changes: list[RecordChange]) -> tuple[UndoLine, ...]:
    kinds: Counter[tuple[str, bool]] = Counter()
    for change in changes:
        what = RECORD_WORDS.get(change.kind.__name__)
        if what is not None and not is_bookkeeping(change):
            kinds[(what, change.before is None)] += 1
    return tuple(
        UndoLine(
            what=what,
            now=f"{count} som kom med listan" if came else f"{count} som ändrades",
            becomes=_GOES if came else _BACK,
        )
        for (what, came), count in sorted(kinds.items())
    )
