"""What an import did, for the user to keep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from enum import StrEnum

from munhalsa.application.import_table.kinds import KindName
from munhalsa.application.import_table.plan import ImportPlan, RowVerdict, Verdict
from munhalsa.application.ports import Changes
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Notice

_SAID_BY_NUMBERS = (Verdict.NEW, Verdict.UNCHANGED)


class Told(StrEnum):
    """How much a receipt says: of an earlier import at most what the store has kept."""

    IN_FULL = "in_full"
    IN_SHORT = "in_short"
    IN_PART = "in_part"
    SUMS = "sums"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Counts that add up to ``rows_in``, and every row that there is something to say about.

    ``batch``, ``event``, ``time`` and ``user`` are None for a plan that was only shown; all but
    ``batch`` also where the log of that time is dropped.
    ``told`` is how much of it there is for an earlier import.
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
    told: Told = Told.IN_FULL

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
