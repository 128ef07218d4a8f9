"""What was taken in before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from munhalsa.application.context import Context
from munhalsa.application.import_table.kinds import KindName
from munhalsa.domain.account import ImportBatch, Permission
from munhalsa.domain.lazy_dataclass import dataclass

# What these bring is told to Intygsbeställningen, unless it is there already.
TOLD_KINDS = frozenset({KindName.UNITS, KindName.PERSONS})


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierImport:
    """A list that was taken in: when and by whom; ``undone`` when it is as good as none."""

    batch: str
    kind: KindName
    rows_in: int
    new: int
    changed: int
    rejected: int
    time: datetime
    user: str
    undone: bool


def list_imports(context: Context) -> Sequence[EarlierImport]:
    """What was taken in, newest first."""
    context.require_everywhere(Permission.IMPORT)
    with context.read(Permission.IMPORT) as reader:
        batches = {one.event_id: one for one in reader.find(ImportBatch) if one.event_id}
        lines = reader.history.of_events(tuple(batches))
    found = [(line, batches[line.event]) for line in lines]
    found.sort(key=lambda one: one[0].time, reverse=True)
    return [
        EarlierImport(
            batch=batch.id,
            kind=KindName(batch.kind),
            rows_in=batch.rows_in,
            new=batch.new,
            changed=batch.changed,
            rejected=batch.rejected,
            time=line.time,
            user=line.user,
            undone=batch.undone,
        )
        for line, batch in found
    ]


def must_ask_if_registered(context: Context, kind: KindName) -> bool:
    """Whether it must be asked if Intygsbeställningen knows it all: at the first table of a kind.

    An import that was undone is as good as none.
    """
    context.require_everywhere(Permission.IMPORT)
    if kind not in TOLD_KINDS:
        return False
    with context.read(Permission.IMPORT) as reader:
        return all(batch.kind != kind for batch in reader.find(ImportBatch, undone=False))
