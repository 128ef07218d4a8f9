"""What an import did, for the user to keep."""

from __future__ import annotations

from dataclasses import dataclass, field

from munhalsa.application.import_table.kinds import KindName
from munhalsa.application.import_table.plan import ImportPlan, RowVerdict, Verdict
from munhalsa.application.ports import Changes
from munhalsa.domain.refusal import Notice

_SAID_BY_NUMBERS = (Verdict.NEW, Verdict.UNCHANGED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Counts that add up to ``rows_in``, and every row that there is something to say about.

    ``batch`` and ``event`` are None for a plan that was only shown.
    """

    kind: KindName
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


def receipt_of(
    plan: ImportPlan,
    *,
    batch: str | None = None,
    event: str | None = None,
    changes: Changes | None = None,
) -> Receipt:
    """The plan as a receipt; without a batch it is one of a plan that was only shown."""
    return Receipt(
        kind=plan.kind,
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
    )
