"""What the import does on the store's worker with a list that was read: plan it, take it in."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path

from munhalsa.application.import_table.commit import commit_import, plan_import
from munhalsa.application.import_table.conflicts import without_conflict
from munhalsa.application.import_table.earlier import must_ask_if_registered
from munhalsa.application.import_table.kinds import Kind
from munhalsa.application.import_table.known_table import MappingKept, remember_mapping
from munhalsa.application.import_table.plan import ConflictKind, ImportChoices, ImportPlan
from munhalsa.application.import_table.raw_table import RawTable
from munhalsa.application.import_table.receipt import Receipt
from munhalsa.application.keep_store import back_up_if_changed
from munhalsa.application.ports import Changes
from munhalsa.application.workplace import Workplace
from munhalsa.desktop.models.plan_rows import PlanLines, plan_lines
from munhalsa.desktop.screens.exchange_reading import ListFile
from munhalsa.desktop.tasks import Control
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Notice, Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What would happen; ``must_ask``: it must be said if Intygsbeställningen knows it already."""

    file: ListFile
    plan: ImportPlan
    lines: PlanLines
    must_ask: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """What did happen."""

    file: ListFile
    receipt: Receipt
    lines: PlanLines
    kept: MappingKept

    @property
    def told(self) -> tuple[Receipt, Kind, RawTable]:
        """What the receipt to keep is made of."""
        return self.receipt, self.file.kind, self.file.table

    @property
    def changes(self) -> Changes:
        """What the commit touched."""
        return self.receipt.changes


def plan_list(
    place: Workplace,
    file: ListFile,
    choices: ImportChoices,
    control: Control,
    *,
    here: Collection[ConflictKind] = (),
) -> Planned:
    """What would happen with the list, its columns read as its mapping says.

    ``here``: the kinds of conflict in which nothing that is known gives way.
    """
    context, choices = place.context, replace(choices, mapping=file.mapping)

    def plan_with(chosen: ImportChoices) -> ImportPlan:
        return plan_import(context, file.table, file.kind, chosen, progress=_told(control))

    plan = without_conflict(plan_with(choices), plan_with, lambda one: one.kind in here)
    return Planned(
        file=file,
        plan=plan,
        lines=plan_lines(
            plan.rows, plan.notices, table=file.table, kind=file.kind, mapping=choices.mapping
        ),
        must_ask=must_ask_if_registered(context, file.kind.name),
    )


def commit_list(
    place: Workplace, planned: Planned, choices: ImportChoices, control: Control
) -> TakenIn:
    """Take in what was planned, after a backup; all of it or nothing.

    A choice that changes no verdict may be made after the plan: it is then made again with it, and
    must come to the same.
    """
    file, expected = planned.file, planned.plan
    choices = replace(choices, mapping=file.mapping)
    if choices != expected.choices:
        expected = replace(expected, choices=choices, moment="")
    receipt = commit_import(
        place.context,
        file.table,
        file.kind,
        choices,
        expected=expected,
        file_now=lambda: place.tables.sha256(file.path),
        before_commit=lambda: _back_up(place),
        progress=_told(control),
    )
    lines = plan_lines(
        receipt.rows, receipt.warnings, table=file.table, kind=file.kind, mapping=choices.mapping
    )
    return TakenIn(file=file, receipt=receipt, lines=lines, kept=_remember(place, file))


def save_rejected(place: Workplace, taken: TakenIn, path: Path) -> int:
    """The rows that were not taken in, each with its reason; how many."""
    table, reasons = taken.file.table, taken.receipt.reasons
    return place.tables.write_rejected(path, table=table, reasons=reasons)


def _remember(place: Workplace, file: ListFile) -> MappingKept:
    """Keep the mapping; a list that has been taken in is so whatever becomes of that."""
    if not file.keep:
        return MappingKept()
    try:
        return remember_mapping(place.context, file.table, file.kind, file.mapping)
    except Refusal as refusal:
        return MappingKept(warnings=(Notice(code=refusal.code, message=refusal.message),))


def _back_up(place: Workplace) -> None:
    back_up_if_changed(place.context, place.keeper)


def _told(control: Control) -> Callable[[int, int], bool]:
    def tell(done: int, total: int) -> bool:
        control.report(done, total)
        return True

    return tell
