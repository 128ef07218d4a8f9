"""The export's statement stays linear: every row of a table is found by an index of its own."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Executable, Result, event

from munhalsa.adapters.store.queries.registrations import SqlRegistrationQueries
from tests.support.stores import TODAY, sqlcipher_store


@pytest.mark.parametrize("everything", [False, True])
@pytest.mark.parametrize("since", [None, TODAY])
def test_no_index_is_made_up_for_the_occasion(
    tmp_path: Path, everything: bool, since: date | None
) -> None:
    with sqlcipher_store(tmp_path) as store, store.engine.connect() as connection:
        statements: list[tuple[str, Any]] = []

        @event.listens_for(connection, "before_cursor_execute")
        def remember(_: Connection, __: Any, sql: str, values: Any, *rest: Any) -> None:
            statements.append((sql, values))

        def run(statement: Executable, values: Any = None, /) -> Result[Any]:
            return connection.execute(statement, values)

        queries = SqlRegistrationQueries(run)
        assert list(queries.export_sources(TODAY, everything=everything, since=since)) == []
        ((sql, values),) = statements
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values).all()
    steps = [row.detail for row in plan]
    assert any(step.startswith("SEARCH") for step in steps)
    assert not [step for step in steps if "AUTOMATIC" in step]
