"""What the reconciliation does on the store's worker: read the list, compare, settle, report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from munhalsa.application.context import Context
from munhalsa.application.import_table.kinds import KindName
from munhalsa.application.import_table.known_table import KnownTable, read_known_table
from munhalsa.application.ports import Changes
from munhalsa.application.reconcile import Reconciliation, compare_again, reconcile
from munhalsa.application.settle_differences import Settled, SettleDifferences, settle_differences
from munhalsa.application.workplace import Workplace
from munhalsa.desktop.dialogs.progress import ProgressDialog
from munhalsa.desktop.models.difference_rows import DifferenceRows, difference_rows
from munhalsa.desktop.tasks import Control
from munhalsa.desktop.view import Frame
from munhalsa.domain.reconciliation import Choice
from munhalsa.domain.rules import EndReasonRule

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadList:
    """A list that was read and compared; ``reasons`` are why a certificate can end today."""

    path: Path
    known: KnownTable
    found: Reconciliation
    rows: DifferenceRows
    reasons: tuple[EndReasonRule, ...]
    day: date


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


def read_and_compare(place: Workplace, path: Path, control: Control) -> ReadList:
    """Read the list, as one with these headings was read before, and compare it."""
    context, tables = place.context, place.tables
    kind = tables.kind(KindName.LISTED.value)
    known = read_known_table(context, tables, path, kind)
    found = reconcile(context, known.table, kind, known.mapping, progress=control.report)
    return ReadList(
        path=path,
        known=known,
        found=found,
        rows=difference_rows(found),
        reasons=context.rules.end_reasons_on(context.today),
        day=context.today,
    )


def compare_anew(context: Context, read: ReadList) -> ReadList:
    """The same list with the register as it is now."""
    known = read.known
    found = compare_again(context, known.table, known.kind, known.mapping)
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


def run_long(
    frame: Frame,
    page: QWidget,
    what: str,
    job: Callable[[Workplace, Control], T],
    *,
    done: Callable[[T], None],
    failed: Callable[[BaseException], None],
) -> None:
    """Run long work behind a dialog that tells how far it has come and can stop it."""
    dialog = ProgressDialog(what, frame.look, page)
    dialog.finished.connect(dialog.deleteLater)

    def arrived(answer: T) -> None:
        dialog.finish()
        done(answer)

    def refused(error: BaseException) -> None:
        dialog.finish()
        failed(error)

    dialog.follow(
        frame.desk.do_long(page, job, progress=dialog.show_progress, done=arrived, failed=refused)
    )
