"""The store behind the application's port, the same for both engines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import DBAPIError

from munhalsa.adapters.store import audit
from munhalsa.adapters.store.drafts import SqlDrafts
from munhalsa.adapters.store.errors import explained
from munhalsa.adapters.store.newer import reads_only, values_known
from munhalsa.adapters.store.reader import StoreReader
from munhalsa.adapters.store.rows import municipality
from munhalsa.adapters.store.sight import confine
from munhalsa.application.ports import Deed, Session
from munhalsa.application.ports_drafts import Drafts
from munhalsa.application.sight import Sight
from munhalsa.domain.refusal import Refusal

if TYPE_CHECKING:
    from munhalsa.adapters.store.unit_of_work import StoreUnitOfWork

PERSONS_AN_EVENT = 5_000


class SqlStore:
    """Hands out read views and units of work on one engine; ``chain`` is where it logs.

    ``reads_only``: it is of a newer program, and nothing but the log is ever written.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        chain: str,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
        municipality: str | None = None,
        reads_only: bool = False,
    ) -> None:
        self.engine = engine
        self.chain = chain
        self.reads_only = reads_only
        self._now = now
        self._new_id = new_id
        self._municipality = municipality
        self.drafts: Drafts = SqlDrafts(lambda: self.engine, self.in_transaction, now)

    @contextmanager
    def read(self, sight: Sight | None = None) -> Iterator[StoreReader]:
        """A read transaction: everything read in it is of one moment, and in sight."""
        connection = self._connect()
        try:
            confine(connection, sight)
            connection.begin()
            with values_known() if self.reads_only else nullcontext():
                yield StoreReader(connection)
            # Nothing was written; but at a rollback psycopg forgets what it has prepared.
            connection.commit()
        except DBAPIError as error:
            raise explained(error) from None
        finally:
            connection.close()

    def write(
        self,
        deed: Deed,
        *,
        session: Session,
        sight: Sight | None = None,
        seen: Mapping[str, int] | None = None,
    ) -> StoreUnitOfWork:
        """A write transaction for one deed; without commit nothing of it is written."""
        from munhalsa.adapters.store.unit_of_work import StoreUnitOfWork

        self._require_writable()
        connection = self._connect()
        try:
            connection = connection.execution_options(writing=True)
            connection.begin()
            municipality = self.municipality_code(connection)
            confine(connection, sight)
            return StoreUnitOfWork(
                connection,
                deed=deed,
                session=session,
                chain=self.chain,
                municipality=municipality,
                event=self._new_id(),
                now=self._now(),
                seen=seen or {},
            )
        except DBAPIError as error:
            connection.close()
            raise explained(error) from None
        except Refusal:
            connection.close()
            raise

    def note(self, deed: Deed, *, session: Session, persons: Iterable[str] = ()) -> str:
        """Log something that changed no record, and which persons it concerned; the first event.

        As many persons as one event holds; all the events are there, or none.
        """
        those = list(persons)
        starts = range(0, max(len(those), 1), PERSONS_AN_EVENT)
        events = [self._new_id() for _ in starts]

        def write(connection: Connection) -> None:
            for event, start in zip(events, starts, strict=True):
                part = those[start : start + PERSONS_AN_EVENT]
                audit.append(
                    connection,
                    chain=self.chain,
                    id=event,
                    time=self._now(),
                    session=session,
                    deed=deed,
                    entries=[audit.Entry("person", person, ()) for person in part],
                )

        self.log(write)
        return events[0]

    def in_transaction(self, write: Callable[[Connection], None]) -> None:
        """Do something in a write transaction of its own, whole or not at all."""
        self._require_writable()
        self.log(write)

    def log(self, write: Callable[[Connection], None]) -> None:
        """As ``in_transaction``, for the log, which grows also where records are only read."""
        with self._connect() as opened:
            connection = opened.execution_options(writing=True)
            try:
                with connection.begin():
                    write(connection)
            except DBAPIError as error:
                raise explained(error) from None

    def _require_writable(self) -> None:
        if self.reads_only:
            raise reads_only()

    def municipality_code(self, connection: Connection) -> str:
        """The code of the store's one municipality; empty before it has been named."""
        if self._municipality is None:
            self._municipality = connection.scalar(select(municipality.c.id))
        return self._municipality or ""

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()

    def _connect(self) -> Connection:
        try:
            return self.engine.connect()
        except DBAPIError as error:
            raise explained(error) from None
