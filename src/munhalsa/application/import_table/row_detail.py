"""One row of a plan opened: its cells as read, and what it would change, field by field."""

from __future__ import annotations

from collections.abc import Iterator

from munhalsa.application.changed_lines import field_lines
from munhalsa.application.context import Context
from munhalsa.application.import_table.headings import heading_texts
from munhalsa.application.import_table.likenesses import lines_of
from munhalsa.application.import_table.plan import ConflictKind, ImportPlan
from munhalsa.application.import_table.raw_table import RawTable
from munhalsa.application.ports import Deed, PersonLine
from munhalsa.application.ports_undo import ChangedLine
from munhalsa.domain.account import Permission
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Person
from munhalsa.domain.undo import RecordChange
from munhalsa.domain.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class RowDetail:
    """``cells`` are heading and text; ``lines`` what stands in the register and what it becomes.

    ``hidden``: it concerns somebody whose protected identity this user may not see. ``like`` are
    persons of the register, ``like_rows`` rows of the file, whom somebody new is very like.
    """

    row: int
    cells: tuple[tuple[str, str], ...]
    lines: tuple[ChangedLine, ...]
    like: tuple[PersonLine, ...] = ()
    like_rows: tuple[int, ...] = ()
    hidden: bool = False


def row_detail(context: Context, plan: ImportPlan, table: RawTable, row: int) -> RowDetail:
    """The row as the plan has it; that values of the register were seen is logged."""
    context.require_everywhere(Permission.IMPORT)
    cells = _cells(table, row)
    alike = [one for one in plan.conflicts if one.row == row and one.kind is ConflictKind.LIKENESS]
    changes = list(_changes(plan, row))
    subjects = {change.subject for change in changes}
    with context.read(Permission.IMPORT) as reader:
        persons = reader.find(Person, id=sorted(subjects))
        if any(one.is_protected for one in persons) and not context.session.sees_protected:
            return RowDetail(row=row, cells=cells, lines=(), hidden=True)
        like = tuple(lines_of(context, reader, alike).values())
        added = {
            fields["id"]: fields["name"]
            for _, kind, fields in plan.ledger.made_by_row()
            if kind is Unit
        }
        lines = tuple(
            line
            for change in changes
            for line in field_lines(context, reader, change, new_units=added)
        )
    seen = [*(one.id for one in persons), *(one.id for one in like)]
    if seen:
        deed = Deed(
            action="import.row_seen",
            subject_kind="person",
            subject_id=seen[0],
            details={"kind": plan.kind.value},
        )
        context.store.note(deed, session=context.session, persons=seen)
    return RowDetail(
        row=row,
        cells=cells,
        lines=lines,
        like=like,
        like_rows=tuple(other for one in alike for other in one.rows),
    )


def _cells(table: RawTable, row: int) -> tuple[tuple[str, str], ...]:
    cells = next((cells for number, cells in table.rows if number == row), ())
    return tuple(zip(table.headings, heading_texts(cells), strict=False))


def _changes(plan: ImportPlan, row: int) -> Iterator[RecordChange]:
    for number, edit in plan.ledger.changed_by_row():
        if number == row:
            yield RecordChange(
                kind=edit.kind,
                id=edit.id,
                subject=edit.subject,
                before=edit.before,
                after=edit.after,
            )
    for number, kind, fields in plan.ledger.made_by_row():
        if number == row:
            subject = fields.get("person_id", fields["id"])
            yield RecordChange(
                kind=kind, id=fields["id"], subject=subject, before=None, after=fields
            )
