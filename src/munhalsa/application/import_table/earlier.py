"""What was taken in before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

from munhalsa.application.context import Context
from munhalsa.application.import_table.kinds import KindName
from munhalsa.domain.account import ImportBatch, Permission
from munhalsa.domain.lazy_dataclass import dataclass

# What these bring is told to Intygsbeställningen, unless it is there already.
_BY_TIME = 7
_AFTER_TIME = 80  # Bits of such an id behind its milliseconds.
TOLD_KINDS = frozenset({KindName.UNITS, KindName.PERSONS})


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierImport:
    """A list that was taken in: when and by whom; ``undone`` when it is as good as none.

    Once the log of that time is dropped nobody knows by whom, and it cannot be undone: ``user`` is
    None, and ``time`` what its id tells of when it was made.
    """

    batch: str
    kind: KindName
    rows_in: int
    new: int
    changed: int
    rejected: int
    time: datetime | None
    user: str | None
    undone: bool

    @property
    def is_logged(self) -> bool:
        """Whether the log still has it."""
        return self.user is not None


def list_imports(context: Context) -> Sequence[EarlierImport]:
    """What was taken in, newest first; last those whose log is dropped, which are the oldest."""
    context.require_everywhere(Permission.IMPORT)
    with context.read(Permission.IMPORT) as reader:
        batches = reader.find(ImportBatch)
        events = tuple(one.event_id for one in batches if one.event_id)
        lines = {line.event: line for line in reader.history.of_events(events)}
    logged = [(one, lines[one.event_id]) for one in batches if one.event_id in lines]
    logged.sort(key=lambda pair: pair[1].time, reverse=True)
    dropped = [one for one in reversed(batches) if one.event_id and one.event_id not in lines]
    return [
        *(_as_listed(batch, time=line.time, user=line.user) for batch, line in logged),
        *(_as_listed(batch, time=_made_at(batch.id), user=None) for batch in dropped),
    ]


def _as_listed(batch: ImportBatch, *, time: datetime | None, user: str | None) -> EarlierImport:
    return EarlierImport(
        batch=batch.id,
        kind=KindName(batch.kind),
        rows_in=batch.rows_in,
        new=batch.new,
        changed=batch.changed,
        rejected=batch.rejected,
        time=time,
        user=user,
        undone=batch.undone,
    )


def _made_at(id: str) -> datetime | None:
    """When an id was made, which one of version 7 tells by itself; None for any other."""
    try:
        known = UUID(id)
    except ValueError:
        return None
    if known.version != _BY_TIME:
        return None
    return datetime.fromtimestamp((known.int >> _AFTER_TIME) / 1000, UTC)


def must_ask_if_registered(context: Context, kind: KindName) -> bool:
    """Whether it must be asked if Intygsbeställningen knows it all: at the first table of a kind.

    An import that was undone is as good as none.
    """
    context.require_everywhere(Permission.IMPORT)
    if kind not in TOLD_KINDS:
        return False
    with context.read(Permission.IMPORT) as reader:
        return all(batch.kind != kind for batch in reader.find(ImportBatch, undone=False))
