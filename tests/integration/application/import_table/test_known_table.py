"""Mappings that are kept by the set of headings: used by themselves, changed, forgotten, undone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from munhalsa.adapters.tables.table_files import TableFiles
from munhalsa.application.context import Context
from munhalsa.application.import_table.commit import commit_import
from munhalsa.application.import_table.kinds import KindName, TableMapping
from munhalsa.application.import_table.known_table import (
    KnownTable,
    as_before,
    forget_mapping,
    list_mappings,
    memory_of,
    read_known_table,
    remember_mapping,
)
from munhalsa.application.import_table.plan import ImportChoices
from munhalsa.application.undo import undo_event
from munhalsa.domain.account import RememberedMapping, Role
from munhalsa.domain.refusal import FileUnusable, NotAllowed, Rejected
from tests.support.deeds import user
from tests.support.imports import every

TABLES = TableFiles()
UNITS = TABLES.kind("boendeenheter")
HEADINGS = ("Hus", "Sort", "Chef", "Nås på")
ROW = ("Björkgården", "äldreboendet", "Eva Ek", "033-10 00 00")
MAPPING = TableMapping(
    columns={"Hus": "Boendenamn", "Sort": "Boendetyp", "Chef": "Ansvarig", "Nås på": "Telefon"},
    values={"Sort": {"äldreboendet": "Särskilt boende"}},
)


def written(path: Path, *rows: tuple[str, ...], delimiter: str = ";") -> Path:
    path.write_text("\n".join(map(delimiter.join, rows)), encoding="utf-8")
    return path


def read(context: Context, path: Path, *, use_memory: bool = True) -> KnownTable:
    return read_known_table(context, TABLES, path, UNITS, use_memory=use_memory)


def test_a_mapping_is_kept_by_the_set_of_headings_and_used_by_itself(
    context: Context, tmp_path: Path
) -> None:
    path = written(tmp_path / "a.csv", ("Hus på gatan",), HEADINGS, ROW)
    with pytest.raises(FileUnusable):
        read(context, path)
    told = read_known_table(context, TABLES, path, UNITS, MAPPING)
    assert told.remembered is None
    kept = remember_mapping(context, told.table, UNITS, MAPPING)
    assert kept.event is not None
    turned = [tuple(reversed(row)) for row in (tuple(map(str.upper, HEADINGS)), ROW)]
    other = written(tmp_path / "b.csv", *turned, delimiter=",")
    known = read(context, other)
    assert known.remembered == list_mappings(context)[0]
    choices = ImportChoices(mapping=known.mapping)
    assert commit_import(context, known.table, UNITS, choices).new == 1
    assert TABLES.recognise(other, known=memory_of(context)) == [UNITS]
    seen = KnownTable(table=known.table, kind=UNITS, mapping=TableMapping(header_row=1))
    again = as_before(context, seen)
    assert (again.mapping.columns, again.mapping.header_row) == (known.mapping.columns, 1)
    assert as_before(context, told) is told
    people = replace(seen, kind=TABLES.kind("personer"))
    assert as_before(context, people) is people
    with pytest.raises(FileUnusable):
        read(context, other, use_memory=False)


def test_the_same_again_writes_nothing_and_another_takes_its_place(
    context: Context, tmp_path: Path
) -> None:
    path = written(tmp_path / "a.csv", HEADINGS, ROW)
    table = read_known_table(context, TABLES, path, UNITS, MAPPING).table
    remember_mapping(context, table, UNITS, MAPPING)
    assert remember_mapping(context, table, UNITS, MAPPING).event is None
    changed = TableMapping(columns=MAPPING.columns)
    again = remember_mapping(context, table, UNITS, changed)
    (kept,) = every(context, RememberedMapping)
    assert (kept.words, kept.version) == ("{}", 2)
    assert again.event is not None
    undo_event(context, again.event)
    assert read(context, path).mapping.values == {"Boendetyp": MAPPING.values["Sort"]}
    gone = remember_mapping(context, table, UNITS, TableMapping())
    assert list_mappings(context) == []
    assert gone.event is not None
    undo_event(context, gone.event)
    assert [KindName(one.kind) for one in list_mappings(context)] == [UNITS.name]


def test_what_is_not_there_or_must_not_be_kept_changes_nothing(
    context: Context, tmp_path: Path
) -> None:
    with pytest.raises(Rejected) as refused:
        forget_mapping(context, "finns-inte")
    assert refused.value.code == "mapping_not_found"
    path = written(tmp_path / "a.csv", ROW)
    places = {
        f"Kolumn {letter}": heading
        for letter, heading in zip("ABCD", MAPPING.columns.values(), strict=True)
    }
    bare = TableMapping(columns=places, values={"Boendetyp": MAPPING.values["Sort"]}, header_row=0)
    table = read_known_table(context, TABLES, path, UNITS, bare).table
    assert commit_import(context, table, UNITS, ImportChoices(mapping=bare)).new == 1
    kept = remember_mapping(context, table, UNITS, bare)
    assert (kept.event, [one.code for one in kept.warnings]) == (None, ["mapping_not_kept"])
    assert remember_mapping(context, table, UNITS, TableMapping()).event is None
    with pytest.raises(NotAllowed):
        list_mappings(user(context, Role.ISSUER))
