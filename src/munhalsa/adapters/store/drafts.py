"""Drafts in the store: written at once, outside the log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy import Connection, Engine, Executable, bindparam, delete, select, text

from munhalsa.adapters.store.checks import reading
from munhalsa.adapters.store.columns import Instant
from munhalsa.adapters.store.log_rows import draft
from munhalsa.application.ports_drafts import KeptDraft

_KEEP = text(
    "INSERT INTO draft (account_id, kind, content, changed_at) "
    "VALUES (:account_id, :kind, :content, :changed_at) "
    "ON CONFLICT (account_id, kind) DO UPDATE "
    "SET content = excluded.content, changed_at = excluded.changed_at"
).bindparams(bindparam("changed_at", type_=Instant))


class SqlDrafts:
    """The table of drafts; ``in_transaction`` is the store's, ``engine`` what it is on now."""

    def __init__(
        self,
        engine: Callable[[], Engine],
        in_transaction: Callable[[Callable[[Connection], None]], None],
        now: Callable[[], datetime],
    ) -> None:
        self._engine = engine
        self._in_transaction = in_transaction
        self._now = now

    def keep(self, *, account_id: str, kind: str, content: str) -> None:
        """Keep it in place of the one before."""
        values = {
            "account_id": account_id,
            "kind": kind,
            "content": content,
            "changed_at": self._now(),
        }
        self._write(_KEEP, values)

    def kept(self, *, account_id: str, kind: str) -> KeptDraft | None:
        """The draft, if there is one."""
        wanted = select(draft.c.content, draft.c.changed_at).where(
            draft.c.account_id == account_id, draft.c.kind == kind
        )
        with reading(self._engine()) as connection:
            row = connection.execute(wanted).one_or_none()
        return None if row is None else KeptDraft(content=row.content, changed_at=row.changed_at)

    def drop(self, *, account_id: str, kind: str) -> None:
        """It is not wanted any longer; nothing happens if there is none."""
        gone = delete(draft).where(draft.c.account_id == account_id, draft.c.kind == kind)
        self._write(gone, {})

    def _write(self, statement: Executable, values: Mapping[str, object]) -> None:
        def write(connection: Connection) -> None:
            connection.execute(statement, values)

        self._in_transaction(write)
