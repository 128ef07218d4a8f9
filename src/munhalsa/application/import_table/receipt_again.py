"""The receipt of an earlier import, shown again."""

from __future__ import annotations

from munhalsa.application.context import Context
from munhalsa.application.import_table.kinds import KindName
from munhalsa.application.import_table.receipt import Receipt
from munhalsa.application.import_table.remarks import NOTHING_KEPT, remembered
from munhalsa.domain.account import ImportBatch, ImportRemarks, Permission
from munhalsa.domain.refusal import Rejected


def receipt_again(context: Context, batch: str) -> Receipt:
    """What the store still knows of an earlier import: sums, and of single rows the reason.

    Who took it in and when is known by the log alone: None once that time is dropped from it.
    """
    context.require_everywhere(Permission.IMPORT)
    with context.read(Permission.IMPORT) as reader:
        found = reader.find(ImportBatch, id=batch)
        remarks = reader.find(ImportRemarks, batch_id=batch)
        events = [one.event_id for one in found if one.event_id is not None]
        lines = reader.history.of_events(events)
    if not found:
        raise Rejected(
            "batch_not_found",
            "Det finns inget intag med det numret. Kontrollera det.",
            field="batch",
        )
    kept, line = found[0], next(iter(lines), None)
    known = remembered(remarks[0]) if remarks else NOTHING_KEPT
    return Receipt(
        kind=KindName(kept.kind),
        sha256=kept.file_sha256,
        batch=kept.id,
        event=None if line is None else line.event,
        rows_in=kept.rows_in,
        new=kept.new,
        changed=kept.changed,
        unchanged=kept.unchanged,
        duplicate=kept.duplicate,
        rejected=kept.rejected,
        rows=known.rows,
        warnings=known.warnings,
        unknown_columns=(),
        time=None if line is None else line.time,
        user=None if line is None else line.user,
        undone=kept.undone,
        told=known.told,
    )
