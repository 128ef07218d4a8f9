"""Whom the new persons of a plan are very like: for whoever is to decide about them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from munhalsa.application.context import Context
from munhalsa.application.import_table.plan import Conflict, ConflictKind, ImportPlan
from munhalsa.application.ports import Deed, PersonLine, Reader
from munhalsa.domain.account import Permission
from munhalsa.domain.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """A row, the persons of the register and the rows of the file that it is like."""

    row: int
    persons: tuple[PersonLine, ...]
    rows: tuple[int, ...]


def find_likenesses(context: Context, plan: ImportPlan) -> Sequence[Likeness]:
    """Row by row; those of the register are logged as seen."""
    context.require_everywhere(Permission.IMPORT)
    alike = [one for one in plan.conflicts if one.kind is ConflictKind.LIKENESS]
    with context.read(Permission.IMPORT) as reader:
        lines = lines_of(context, reader, alike)
    if lines:
        deed = Deed(
            action="import.alike_seen",
            subject_kind="import_batch",
            subject_id="",
            details={"kind": plan.kind.value},
        )
        context.store.note(deed, session=context.session, persons=list(lines))
    return [
        Likeness(
            row=one.row,
            persons=tuple(lines[person] for person in one.persons if person in lines),
            rows=one.rows,
        )
        for one in alike
    ]


def lines_of(context: Context, reader: Reader, alike: Iterable[Conflict]) -> dict[str, PersonLine]:
    """The persons of the register by id, as this user may see them."""
    ids = list(dict.fromkeys(person for one in alike for person in one.persons))
    sees = context.session.sees_protected
    return {
        line.id: line for line in reader.persons.lines(ids, day=context.today, see_protected=sees)
    }
