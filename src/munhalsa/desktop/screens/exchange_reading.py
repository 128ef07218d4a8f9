"""Reading a list before its plan: what it is, how it is read, and what its columns are read as."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from munhalsa.application.context import Context
from munhalsa.application.import_table.cells import Surroundings
from munhalsa.application.import_table.file_columns import (
    FileColumns,
    UnknownWord,
    file_columns,
    unknown_words,
)
from munhalsa.application.import_table.kinds import NO_MAPPING, Kind, KindName, TableMapping
from munhalsa.application.import_table.known_table import (
    KnownTable,
    as_before,
    memory_of,
    read_known_table,
)
from munhalsa.application.import_table.raw_table import RawTable
from munhalsa.application.import_table.remembering import why_not_kept
from munhalsa.application.workplace import Workplace
from munhalsa.domain.account import RememberedMapping
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import FileUnusable, Notice

translate = QCoreApplication.translate
KIND_UNCLEAR = "kind_unclear"
_COLUMNS_UNCLEAR = frozenset({"headings_missing", "headings_repeated"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFile:
    """A list that was read; ``keep``: its mapping is remembered when it has been taken in."""

    path: Path
    kind: Kind
    table: RawTable
    mapping: TableMapping = NO_MAPPING
    remembered: RememberedMapping | None = None
    keep: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What the columns of a list are read as; ``why`` it must be looked at, where it must.

    ``not_kept`` is why the mapping cannot be remembered.
    """

    file: ListFile
    found: FileColumns
    words: tuple[UnknownWord, ...]
    not_kept: Notice | None
    why: str | None = None


def read_list(
    place: Workplace, path: Path, kind: KindName | None, mapping: TableMapping = NO_MAPPING
) -> ListFile | Looked:
    """The list in a file, or what there is of one whose columns somebody must tell.

    FileUnusable(KIND_UNCLEAR) where somebody must say first what it is.
    """
    tables = place.tables
    found = _recognised(place, path) if kind is None else tables.kind(kind.value)
    try:
        known = read_known_table(place.context, tables, path, found, mapping)
    except FileUnusable as refusal:
        if refusal.code not in _COLUMNS_UNCLEAR:
            raise
        looked = look_at_list(place, path, found.name, mapping)
        return replace(looked, why=refusal.message)
    return _file_of(path, known)


def _recognised(place: Workplace, path: Path) -> Kind:
    fitting = place.tables.recognise(path, known=memory_of(place.context))
    if not fitting:
        raise FileUnusable(
            KIND_UNCLEAR,
            translate(
                "ImportPanel",
                "Rubrikerna visar inte vad det är för lista. Välj det här nedanför.",
            ),
            field="kind",
        )
    return fitting[0]


def read_as_chosen(place: Workplace, file: ListFile) -> ListFile:
    """The list read anew as it was looked at: the same sheet, headings and columns."""
    how = replace(exactly(file.table), columns=file.mapping.columns, values=file.mapping.values)
    table = place.tables.read(file.path, kind=file.kind, mapping=how)
    return replace(file, table=table, mapping=how)


def look_at_list(
    place: Workplace, path: Path, kind: KindName, mapping: TableMapping = NO_MAPPING
) -> Looked:
    """What a list holds that may lack headings of the kind, by the mapping kept for its headings.

    What ``mapping`` says of columns goes before what is kept.
    """
    found = place.tables.kind(kind.value)
    table = place.tables.survey(path, kind=found, mapping=mapping)
    known = as_before(place.context, KnownTable(table=table, kind=found, mapping=mapping))
    return look_again(place.context, _file_of(path, known))


def look_again(context: Context, file: ListFile) -> Looked:
    """The columns of a list that has been read."""
    table, kind, mapping = file.table, file.kind, file.mapping
    around = Surroundings(today=context.today, lowest_age=context.rules.lowest_age_limit)
    return Looked(
        file=file,
        found=file_columns(table, kind, mapping),
        words=unknown_words(table, kind, mapping, around),
        not_kept=why_not_kept(table, kind, mapping),
    )


def exactly(table: RawTable) -> TableMapping:
    """How to find the very same table in its file."""
    return TableMapping(
        sheet=table.sheet,
        header_row=table.header_row,
        encoding=table.encoding,
        delimiter=table.delimiter,
    )


def _file_of(path: Path, known: KnownTable) -> ListFile:
    return ListFile(
        path=path,
        kind=known.kind,
        table=known.table,
        mapping=known.mapping,
        remembered=known.remembered,
    )
