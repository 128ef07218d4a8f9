"""What an import did, for the user to keep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime

from munhalsa.application.context import Context
from munhalsa.application.import_table.kinds import KindName
from munhalsa.application.import_table.plan import ImportPlan, RowVerdict, Verdict
from munhalsa.application.ports import Changes
from munhalsa.domain.account import ImportBatch, Permission
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Notice, Rejected

_SAID_BY_NUMBERS = (Verdict.NEW, Verdict.UNCHANGED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Counts that add up to ``rows_in``, and every row that there is something to say about.

    ``batch``, ``event``, ``time`` and ``user`` are None for a plan that was only shown.
    ``kept_in_full`` is False for an earlier import: its rows and warnings are not in the store.
    """

    kind: KindName
    sha256: str
    batch: str | None
    event: str | None
    rows_in: int
    new: int
    changed: int
    unchanged: int
    duplicate: int
    rejected: int
    rows: tuple[RowVerdict, ...]
    warnings: tuple[Notice, ...]
    unknown_columns: tuple[str, ...]
    changes: Changes = field(default_factory=Changes)
    time: datetime | None = None
    user: str | None = None
    undone: bool = False
    kept_in_full: bool = True

    def count(self, verdict: Verdict) -> int:
        """How many rows have the verdict."""
        count: int = getattr(self, verdict.value)
        return count

    @property
    def reasons(self) -> Mapping[int, str]:
        """Why each row that was not taken in was not, by its number."""
        return {row.row: row.message or "" for row in self.rows if row.verdict is Verdict.REJECTED}


def receipt_of(
    plan: ImportPlan,
    *,
    batch: str | None = None,
    event: str | None = None,
    changes: Changes | None = None,
    time: datetime | None = None,
    user: str | None = None,
) -> Receipt:
    """The plan as a receipt; without a batch it is one of a plan that was only shown."""
    return Receipt(
        kind=plan.kind,
        sha256=plan.sha256,
        batch=batch,
        event=event,
        rows_in=plan.rows_in,
        new=plan.counts[Verdict.NEW],
        changed=plan.counts[Verdict.CHANGED],
        unchanged=plan.counts[Verdict.UNCHANGED],
        duplicate=plan.counts[Verdict.DUPLICATE],
        rejected=plan.counts[Verdict.REJECTED],
        rows=tuple(
            row for row in plan.rows if row.verdict not in _SAID_BY_NUMBERS or row.code is not None
        ),
        warnings=plan.notices,
        unknown_columns=plan.unknown_columns,
        changes=changes or Changes(),
        time=time,
        user=user,
    )


def receipt_again(context: Context, batch: str) -> Receipt:
    """What the store still knows of an earlier import: the sums, but neither rows nor warnings."""
    context.require_everywhere(Permission.IMPORT)
    with context.read(Permission.IMPORT) as reader:
        found = reader.find(ImportBatch, id=batch)
        events = [one.event_id for one in found if one.event_id is not None]
        lines = reader.history.of_events(events)
    if not lines:
        raise Rejected(
            "batch_not_found",
            "Det finns inget intag med det numret. Kontrollera det.",
            field="batch",
        )
    kept, line = found[0], lines[0]
    return Receipt(
        kind=KindName(kept.kind),
        sha256=kept.file_sha256,
        batch=kept.id,
        event=line.event,
        rows_in=kept.rows_in,
        new=kept.new,
        changed=kept.changed,
        unchanged=kept.unchanged,
        duplicate=kept.duplicate,
        rejected=kept.rejected,
        rows=(),
        warnings=(),
        unknown_columns=(),
        time=line.time,
        user=line.user,
        undone=kept.undone,
        kept_in_full=False,
    )
