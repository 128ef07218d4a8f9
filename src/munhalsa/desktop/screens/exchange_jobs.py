"""What the import does on the store's worker: read and recognise a file, plan it, take it in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from munhalsa.application.import_table.commit import commit_import, plan_import
from munhalsa.application.import_table.earlier import must_ask_if_registered
from munhalsa.application.import_table.kinds import NO_MAPPING, Kind, KindName
from munhalsa.application.import_table.known_table import memory_of
from munhalsa.application.import_table.plan import ImportChoices, ImportPlan
from munhalsa.application.import_table.raw_table import RawTable
from munhalsa.application.import_table.receipt import Receipt
from munhalsa.application.keep_store import back_up_if_changed
from munhalsa.application.ports import Changes
from munhalsa.application.workplace import Workplace
from munhalsa.desktop.models.plan_rows import PlanLines, plan_lines
from munhalsa.desktop.tasks import Control
from munhalsa.domain.refusal import FileUnusable

translate = QCoreApplication.translate
KIND_UNCLEAR = "kind_unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFile:
    """A list that was read."""

    path: Path
    kind: Kind
    table: RawTable


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

    @property
    def changes(self) -> Changes:
        """What the commit touched."""
        return self.receipt.changes


def read_list(place: Workplace, path: Path, kind: KindName | None) -> ListFile:
    """The list in a file; FileUnusable(KIND_UNCLEAR) where somebody must say what it is."""
    tables = place.tables
    if kind is not None:
        found = tables.kind(kind.value)
    else:
        fitting = tables.recognise(path, known=memory_of(place.context))
        if not fitting:
            raise FileUnusable(
                KIND_UNCLEAR,
                translate(
                    "ImportPanel",
                    "Rubrikerna visar inte vad det är för lista. Välj det här nedanför.",
                ),
                field="kind",
            )
        found = fitting[0]
    table = tables.read(path, kind=found, mapping=NO_MAPPING)
    return ListFile(path=path, kind=found, table=table)


def plan_list(
    place: Workplace, file: ListFile, choices: ImportChoices, control: Control
) -> Planned:
    """What would happen with the list."""
    context = place.context
    plan = plan_import(context, file.table, file.kind, choices, progress=_told(control))
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
    if choices != expected.choices:
        expected = replace(expected, choices=choices, moment="")
    receipt = commit_import(
        place.context,
        file.table,
        file.kind,
        choices,
        expected=expected,
        before_commit=lambda: _back_up(place),
        progress=_told(control),
    )
    lines = plan_lines(
        receipt.rows, receipt.warnings, table=file.table, kind=file.kind, mapping=choices.mapping
    )
    return TakenIn(file=file, receipt=receipt, lines=lines)


def save_rejected(place: Workplace, taken: TakenIn, path: Path) -> int:
    """The rows that were not taken in, each with its reason; how many."""
    reasons = {
        row.row: row.message or "" for row in taken.receipt.rows if row.verdict.value == "rejected"
    }
    return place.tables.write_rejected(path, table=taken.file.table, reasons=reasons)


def _back_up(place: Workplace) -> None:
    back_up_if_changed(place.context, place.keeper)


def _told(control: Control) -> Callable[[int, int], bool]:
    def tell(done: int, total: int) -> bool:
        control.report(done, total)
        return True

    return tell
