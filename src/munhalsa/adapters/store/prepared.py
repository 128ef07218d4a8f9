"""Statements worked out once and said to the driver itself, for what somebody waits for.

SQLAlchemy's work for a small statement costs several times the engine's own.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any, NamedTuple, Protocol

from sqlalchemy import ARRAY, ColumnElement, Connection, String, any_, bindparam, func, select
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError

from munhalsa.adapters.store.sight import confined

# From so many rows on PostgreSQL takes them as a stream: its driver works as long on each
# statement as the server does.
MANY = 100

Convert = Callable[[Any], Any]
Row = Sequence[Any]


class Fetch(Protocol):
    """Fetches all rows of a statement in the open transaction, as ``Run`` executes one."""

    def __call__(self, statement: Prepared, values: Mapping[str, Any], /) -> list[Row]: ...


class _Spoken(NamedTuple):
    """One engine's own text.

    ``names`` are the values in the order of its marks, None where it takes them by name;
    ``given`` and ``fetched`` are how values become the driver's, and the driver's become values:
    None as they are.
    """

    text: str
    names: tuple[str, ...] | None
    given: tuple[tuple[str, Convert | None], ...]
    fetched: tuple[tuple[int, Convert], ...]


class Prepared:
    """A statement for both engines; ``make`` gets the name of the dialect and gives SQLAlchemy's.

    Only a ``select`` brings types for what comes back; of a ``text`` it is what the driver gives.
    With ``of_all`` it tells of everybody, also where the user's sight ends: it may answer no more
    than that somebody is there.
    """

    def __init__(self, make: Callable[[str], Any], *, of_all: bool = False) -> None:
        self._make = make
        self._of_all = of_all
        self._spoken: dict[str, _Spoken] = {}

    def rows(self, connection: Connection, values: Mapping[str, Any]) -> list[Row]:
        """Every row; a transaction must be open."""
        spoken = self._in(connection.dialect)
        said, ready = spoken.text, _ready(spoken, values)
        if not self._of_all:
            said, ready = confined(connection, said, ready)
        cursor = say(connection, said, ready)
        found: list[Row] = cursor.fetchall()
        cursor.close()
        return _converted(found, spoken.fetched) if spoken.fetched else found

    def done(self, connection: Connection, values: Mapping[str, Any]) -> None:
        """Carry out what gives no rows; a transaction must be open."""
        spoken = self._in(connection.dialect)
        say(connection, spoken.text, _ready(spoken, values)).close()

    def met(self, connection: Connection, many: Sequence[Mapping[str, Any]]) -> int:
        """Carry it out for each of the values; how many rows they met. A transaction is open."""
        spoken = self._in(connection.dialect)
        ready = [_ready(spoken, values) for values in many]
        # PostgreSQL's driver makes itself ready for many, which takes longer than a row.
        alone = len(ready) == 1
        cursor = say(connection, spoken.text, ready[0] if alone else ready, many=not alone)
        rows: int = cursor.rowcount
        cursor.close()
        return rows

    def _in(self, dialect: Dialect) -> _Spoken:
        spoken = self._spoken.get(dialect.name)
        if spoken is None:
            spoken = self._spoken[dialect.name] = _worked_out(self._make(dialect.name), dialect)
        return spoken


def say(connection: Connection, text: str, values: Any, *, many: bool = False) -> Any:
    """The driver's cursor after the engine's own text was said to it; errors as SQLAlchemy's."""
    dialect: Any = connection.dialect
    cursor: Any = connection.connection.cursor()
    try:
        if many:
            dialect.do_executemany(cursor, text, values)
        else:
            dialect.do_execute(cursor, text, values)
    except dialect.loaded_dbapi.Error as error:
        cursor.close()
        raise _fault(connection, text, error) from error
    return cursor


@contextmanager
def together(connection: Connection, *, what: str, rows: int) -> Iterator[None]:
    """What is said meanwhile goes to a server without waiting for each answer.

    Its errors come at the latest at the end, told as ``say`` tells them; ``what`` stands there for
    the statement, for the driver no longer tells which of them it was. Not so where there are
    MANY ``rows``: those are streamed, and a stream has the line to itself.
    """
    if connection.dialect.name == "sqlite" or rows >= MANY:
        yield
        return
    driver: Any = connection.connection.driver_connection
    dialect: Any = connection.dialect
    try:
        with driver.pipeline() as line:
            try:
                yield
            except Exception:
                # What came after the fault is given up here: else its end is logged as one more.
                with suppress(dialect.loaded_dbapi.Error):
                    line.sync()
                raise
    except dialect.loaded_dbapi.Error as error:
        raise _fault(connection, what, error) from error


def can_pour(connection: Connection) -> bool:
    """Whether rows can be streamed: to PostgreSQL, while nothing else is on the line."""
    if connection.dialect.name != "postgresql":
        return False
    driver: Any = connection.connection.driver_connection
    return not driver.pgconn.pipeline_status


def pour(connection: Connection, text: str, rows: Iterable[Row]) -> None:
    """Stream rows into a COPY of PostgreSQL's; errors as SQLAlchemy's."""
    dialect: Any = connection.dialect
    cursor: Any = connection.connection.cursor()
    try:
        with cursor, cursor.copy(text) as copy:
            for row in rows:
                copy.write_row(row)
    except dialect.loaded_dbapi.Error as error:
        raise _fault(connection, text, error) from error


def _ready(spoken: _Spoken, values: Mapping[str, Any]) -> Any:
    ready = {name: put(values[name]) if put else values[name] for name, put in spoken.given}
    return ready if spoken.names is None else [ready[name] for name in spoken.names]


def among(column: ColumnElement[Any], name: str, dialect: str) -> ColumnElement[bool]:
    """That the column is in a list of any length, bound as the one value of ``listed``."""
    if dialect == "sqlite":
        values = func.json_each(bindparam(name, type_=String)).table_valued("value")
        return column.in_(select(values.c.value))
    return column == any_(bindparam(name, type_=ARRAY(column.type)))


def listed(values: Iterable[Any], dialect: str) -> Any:
    """The list as ``among`` takes it."""
    return _LIST.encode(list(values)) if dialect == "sqlite" else list(values)


_LIST = json.JSONEncoder(default=str)


def _worked_out(statement: Any, dialect: Dialect) -> _Spoken:
    compiled = statement.compile(dialect=dialect)
    given = (
        (name, bind.type.dialect_impl(dialect).bind_processor(dialect))
        for name, bind in compiled.binds.items()
    )
    fetched = (
        (position, column.type.dialect_impl(dialect).result_processor(dialect, None))
        for position, column in enumerate(getattr(statement, "selected_columns", ()))
    )
    return _Spoken(
        text=str(compiled),
        names=tuple(compiled.positiontup) if dialect.positional else None,
        given=tuple(given),
        fetched=tuple((position, take) for position, take in fetched if take is not None),
    )


def _converted(found: list[Any], fetched: Sequence[tuple[int, Convert]]) -> list[Row]:
    """Each distinct value of a column once: of days there are few, however many the rows are."""
    rows: list[Any] = list(map(list, found))
    for position, take in fetched:
        taken = {value: take(value) for value in {row[position] for row in rows}}
        for row in rows:
            row[position] = taken[row[position]]
    return rows


def _fault(connection: Connection, statement: str, error: Any) -> BaseException:
    """The driver's error as SQLAlchemy tells it; a lost connection is never used again."""
    dialect = connection.dialect
    driver: Any = dialect.loaded_dbapi
    lost = dialect.is_disconnect(error, connection.connection.dbapi_connection, None)
    if lost:
        connection.invalidate(error)
    told: BaseException = DBAPIError.instance(
        statement,
        None,
        error,
        driver.Error,
        hide_parameters=True,
        connection_invalidated=lost,
        dialect=dialect,
    )
    return told
