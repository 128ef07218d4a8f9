"""The export's statement stays linear: every row of a table is found by an index of its own."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Executable, Result, event

from munhalsa.adapters.store.queries import registrations
from munhalsa.adapters.store.queries.registrations import SqlRegistrationQueries
from tests.support.people import register, somebody
from tests.support.stores import TODAY, sqlcipher_store


@pytest.mark.parametrize("everything", [False, True])
@pytest.mark.parametrize("since", [None, TODAY])
@pytest.mark.parametrize("persons", [0, 3])
def test_no_index_is_made_up_for_the_occasion(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    everything: bool,
    since: date | None,
    persons: int,
) -> None:
    """Nor where there are so many that they come in stretches of names: two here, one beyond."""
    monkeypatch.setattr(registrations, "_PERSONS_A_STRETCH", 2)
    with sqlcipher_store(tmp_path) as store, store.engine.connect() as connection:
        register(store, [somebody() for _ in range(persons)])
        statements: list[tuple[str, Any]] = []

        @event.listens_for(connection, "before_cursor_execute")
        def remember(_: Connection, __: Any, sql: str, values: Any, *rest: Any) -> None:
            statements.append((sql, values))

        def run(statement: Executable, values: Any = None, /) -> Result[Any]:
            return connection.execute(statement, values)

        queries = SqlRegistrationQueries(run, dialect="sqlite")
        assert list(queries.export_sources(TODAY, everything=everything, since=since)) == []
        stretches = [one for one in statements if "FROM certificate" in one[0]]
        assert len(stretches) == (2 if persons else 1)
        for sql, values in stretches:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values).all()
            steps = [row.detail for row in plan]
            assert any(step.startswith("SEARCH") for step in steps)
            assert not [step for step in steps if "AUTOMATIC" in step]
            assert not [step for step in steps if "sort_key" in step]
