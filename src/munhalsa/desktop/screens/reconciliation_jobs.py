"""What the reconciliation does on the store's worker: read the list, compare, settle, report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from munhalsa.application.context import Context
from munhalsa.application.import_table.kinds import KindName
from munhalsa.application.import_table.known_table import remember_mapping
from munhalsa.application.ports import Changes
from munhalsa.application.reconcile import Reconciliation, compare_again, reconcile
from munhalsa.application.settle_differences import Settled, SettleDifferences, settle_differences
from munhalsa.application.workplace import Workplace
from munhalsa.desktop.models.difference_rows import DifferenceRows, difference_rows
from munhalsa.desktop.screens.exchange_reading import (
    ListFile,
    Looked,
    read_as_chosen,
    read_list,
)
from munhalsa.desktop.tasks import Control
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.reconciliation import Choice
from munhalsa.domain.refusal import Notice
from munhalsa.domain.rules import EndReasonRule

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadList:
    """A list that was read and compared; ``reasons`` are why a certificate can end today.

    ``not_kept`` is why its columns will not be remembered, where somebody asked for that.
    """

    file: ListFile
    found: Reconciliation
    rows: DifferenceRows
    reasons: tuple[EndReasonRule, ...]
    day: date
    not_kept: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledRows:
    """What was settled, and the rows as they are then."""

    settled: Settled
    rows: DifferenceRows

    @property
    def event(self) -> str:
        """The deed, to be taken back."""
        return self.settled.event

    @property
    def changes(self) -> Changes:
        """What the commit touched."""
        return self.settled.changes


def read_and_compare(place: Workplace, path: Path, control: Control) -> ReadList | Looked:
    """Read the list as one with these headings was read before, and compare it.

    What there is of it, where somebody must tell which column is which.
    """
    file = read_list(place, path, KindName.LISTED)
    return file if isinstance(file, Looked) else _compared(place, file, control)


def compare_as_chosen(place: Workplace, file: ListFile, control: Control) -> ReadList:
    """The list by the columns that were chosen, which are remembered if that was asked."""
    read = _compared(place, read_as_chosen(place, file), control)
    if not file.keep:
        return read
    kept = remember_mapping(place.context, file.table, file.kind, file.mapping)
    return replace(read, not_kept=kept.warnings)


def _compared(place: Workplace, file: ListFile, control: Control) -> ReadList:
    context = place.context
    found = reconcile(context, file.table, file.kind, file.mapping, progress=control.report)
    return ReadList(
        file=file,
        found=found,
        rows=difference_rows(found),
        reasons=context.rules.end_reasons_on(context.today),
        day=context.today,
    )


def compare_anew(context: Context, read: ReadList) -> ReadList:
    """The same list with the register as it is now."""
    file = read.file
    found = compare_again(context, file.table, file.kind, file.mapping)
    return replace(read, found=found, rows=difference_rows(found))


def settle_rows(
    context: Context,
    rows: DifferenceRows,
    command: SettleDifferences,
    control: Control | None = None,
) -> SettledRows:
    """Settle them; ``control`` for many, which can be stopped."""
    if control is None:
        done = settle_differences(context, command)
    else:
        done = settle_differences(context, command, progress=control.report)
    return SettledRows(settled=done, rows=rows.after(done, Choice(command.choice)))
