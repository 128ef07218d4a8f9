"""A store as a newer program might leave it: another revision, and more than this one knows."""

from __future__ import annotations

from sqlalchemy import Engine, text

MORE = (
    "UPDATE alembic_version SET version_num = '9999'",
    "CREATE TABLE wish (id VARCHAR(36) PRIMARY KEY)",
    "ALTER TABLE person ADD COLUMN shoe_size INTEGER",
    "CREATE INDEX ix_event_role ON audit_event (role)",
)


def make_newer(engine: Engine, *changes: str) -> None:
    """Change the store's form as its newer program would, and in ``changes`` further."""
    with engine.connect() as opened:
        connection = opened.execution_options(writing=True)
        with connection.begin():
            for statement in (*MORE, *changes):
                connection.execute(text(statement))
