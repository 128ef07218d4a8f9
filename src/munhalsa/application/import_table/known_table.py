"""Reading a table as it was read the last time: mappings kept by the set of headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path

from munhalsa.application.context import Context
from munhalsa.application.import_table.headings import fingerprint
from munhalsa.application.import_table.kinds import NO_MAPPING, Kind, KindName, TableMapping
from munhalsa.application.import_table.raw_table import RawTable
from munhalsa.application.import_table.remembering import as_kept, recalled, why_not_kept
from munhalsa.application.ports import Changes, Deed
from munhalsa.application.workplace import Tables
from munhalsa.domain.account import Permission, RememberedMapping
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Notice, Rejected

Memory = Mapping[KindName, Mapping[str, RememberedMapping]]
"""What is remembered: kind of table → fingerprint of its headings → the mapping."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownTable:
    """A table that was read, and the mapping to read its rows with.

    ``remembered`` is the kept mapping that was used; None where none was.
    """

    table: RawTable
    kind: Kind
    mapping: TableMapping
    remembered: RememberedMapping | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MappingKept:
    """What became of the memory; ``event`` is None when it was left as it was."""

    event: str | None = None
    changes: Changes = field(default_factory=Changes)
    warnings: tuple[Notice, ...] = ()


def list_mappings(context: Context) -> Sequence[RememberedMapping]:
    """Every mapping that is kept, by kind and then the newest first."""
    context.require_everywhere(Permission.IMPORT)
    with context.read(Permission.IMPORT) as reader:
        found = reader.find(RememberedMapping)
    order = list(KindName)
    return sorted(
        found, key=lambda one: (order.index(KindName(one.kind)), -one.noted_on.toordinal())
    )


def memory_of(context: Context) -> Memory:
    """The kept mappings by what they are found by; of two for the same the newest."""
    memory: dict[KindName, dict[str, RememberedMapping]] = {}
    for one in list_mappings(context):
        memory.setdefault(KindName(one.kind), {}).setdefault(one.fingerprint, one)
    return memory


def read_known_table(
    context: Context,
    tables: Tables,
    path: Path,
    kind: Kind,
    mapping: TableMapping = NO_MAPPING,
    *,
    use_memory: bool = True,
) -> KnownTable:
    """The table in a file, with the mapping kept for its headings unless ``mapping`` says its own.

    What ``mapping`` says of how the file is read (sheet, heading row, encoding) holds in any case.
    FileUnusable as ``Tables.read``.
    """
    asks = use_memory and not mapping.says_columns
    kept = memory_of(context).get(kind.name, {}) if asks else {}
    known = {mark: with_columns(mapping, recalled(kind, one)) for mark, one in kept.items()}
    table = tables.read(path, kind=kind, mapping=mapping, known=known)
    mark = fingerprint(table.headings)
    return KnownTable(
        table=table,
        kind=kind,
        mapping=known.get(mark, mapping),
        remembered=kept.get(mark),
    )


def as_before(context: Context, known: KnownTable) -> KnownTable:
    """The table with the mapping kept for its headings, unless its own says something of them."""
    if known.mapping.says_columns:
        return known
    kept = memory_of(context).get(known.kind.name, {}).get(fingerprint(known.table.headings))
    if kept is None:
        return known
    mapping = with_columns(known.mapping, recalled(known.kind, kept))
    return replace(known, mapping=mapping, remembered=kept)


def remember_mapping(
    context: Context, table: RawTable, kind: Kind, mapping: TableMapping
) -> MappingKept:
    """Keep the mapping for tables with these headings, in place of what was kept before.

    One that says nothing of columns takes away what was kept. What must not be kept is told.
    """
    context.require_everywhere(Permission.IMPORT)
    earlier = memory_of(context).get(kind.name, {}).get(fingerprint(table.headings))
    if not mapping.says_columns:
        return MappingKept() if earlier is None else forget_mapping(context, earlier.id)
    if (why_not := why_not_kept(table, kind, mapping)) is not None:
        return MappingKept(warnings=(why_not,))
    kept = as_kept(
        table,
        kind,
        mapping,
        id=context.new_id() if earlier is None else earlier.id,
        day=context.today,
    )
    if earlier is not None and (kept.columns, kept.words) == (earlier.columns, earlier.words):
        return MappingKept()
    deed = Deed(
        action="mapping.remember",
        subject_kind="remembered_mapping",
        subject_id=kept.id,
        details={"kind": kept.kind},
    )
    with context.write(deed, Permission.IMPORT) as work:
        if earlier is None:
            work.add(kept)
        else:
            work.change(earlier, columns=kept.columns, words=kept.words, noted_on=kept.noted_on)
        done = work.commit()
    return MappingKept(event=done.event, changes=done.changes)


def forget_mapping(context: Context, id: str) -> MappingKept:
    """Take a kept mapping away; tables with its headings are read as if they were new."""
    context.require_everywhere(Permission.IMPORT)
    with context.read(Permission.IMPORT) as reader:
        found = reader.find(RememberedMapping, id=id)
    if not found:
        raise Rejected(
            "mapping_not_found",
            "Det finns inga sparade kolumnval med det numret. Kontrollera det.",
            field="mapping",
        )
    deed = Deed(
        action="mapping.forget",
        subject_kind="remembered_mapping",
        subject_id=id,
        details={"kind": found[0].kind},
    )
    with context.write(deed, Permission.IMPORT) as work:
        work.remove(found[0])
        done = work.commit()
    return MappingKept(event=done.event, changes=done.changes)


def with_columns(read_as: TableMapping, says: TableMapping) -> TableMapping:
    """How a file is read by one mapping, with headings and words of another."""
    return replace(read_as, columns=says.columns, values=says.values)
