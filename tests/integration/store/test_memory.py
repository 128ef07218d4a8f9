"""What was read is handed back when nobody needs it, and read again when somebody does."""

from __future__ import annotations

from munhalsa.adapters.store.engine import let_go_of_pages
from munhalsa.adapters.store.store import SqlStore
from munhalsa.application.context import Context
from munhalsa.application.find_records import the_municipality


def test_pages_are_let_go_of_and_read_again(store: SqlStore, context: Context) -> None:
    with context.read() as reader:
        before = the_municipality(reader)
    said: list[str] = []
    embedded = store.engine.dialect.name == "sqlite"
    if embedded:
        with store.engine.connect() as connection:
            connection.connection.driver_connection.set_trace_callback(said.append)  # type: ignore[union-attr]
    let_go_of_pages(store.engine)
    assert ("PRAGMA shrink_memory" in said) is embedded
    with context.read() as reader:
        assert the_municipality(reader) == before
