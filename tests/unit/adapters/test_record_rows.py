"""What the row of every kind of record carries besides its own fields."""

from __future__ import annotations

import pytest
from sqlalchemy import String, Table
from sqlalchemy.dialects import postgresql

from munhalsa.adapters.store.columns import Instant
from munhalsa.adapters.store.shelves import SHELVES

TABLES = [shelf.table for shelf in SHELVES]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_record_has_its_municipality_its_version_and_who_made_and_changed_it(
    table: Table,
) -> None:
    columns = table.columns
    assert list(table.primary_key.columns) == [columns["id"]]
    assert not any(
        columns[name].nullable
        for name in ("version", "municipality_id", "created_by", "changed_by")
    )
    for name in ("created_at", "changed_at"):
        assert isinstance(columns[name].type, Instant)


@pytest.mark.parametrize("name", ["person", "unit", "district"])
def test_names_are_sorted_by_a_key_that_is_compared_as_bytes_and_indexed(name: str) -> None:
    (table,) = (table for table in TABLES if table.name == name)
    key = table.columns["sort_key"]
    assert isinstance(key.type, String)
    shared = key.type.dialect_impl(postgresql.dialect())  # type: ignore[no-untyped-call]
    assert isinstance(shared, String)
    assert shared.collation == "C"
    indexed = [set(index.columns) for index in table.indexes]
    unique = [set(one.columns) for one in table.constraints if hasattr(one, "columns")]
    assert any(key in columns for columns in (*indexed, *unique))
