"""What search finds people by; written by the unit of work in the deed's own transaction.

Kinds of terms: ``f`` family name first and ``g`` given name first, as sort keys, so that a typed
prefix is an index range in name order; ``F`` and ``G`` the same folded, where that differs;
``n`` numbers, whole and without century, old ones too; ``t`` the last four characters.
Those of a protected identity carry a ``!`` before the kind: a hit would give the name away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, text

from munhalsa.adapters.store import rows
from munhalsa.adapters.store.bulk import insert_rows
from munhalsa.domain.person import ProtectedIdentity
from munhalsa.domain.swedish import search_key, sort_key

INDEXED = frozenset({"person", "former_number", "contact"})
PROTECTED = "!"
_CHUNK = 500
_BLOCK = 10_000


def term_of(name: str) -> str:
    """A name, whole or begun, as the terms have it: a sort key in which every gap is alike."""
    return sort_key(name).replace(" ", "-")


def folded_term_of(name: str) -> str:
    """The same without the letters of Swedish: typing o finds ö."""
    return search_key(name).replace(" ", "-")


def refresh(connection: Connection, persons: Sequence[str]) -> None:
    """Make the index of these persons agree with their rows; those that are gone leave it."""
    for start in range(0, len(persons), _BLOCK):
        _refresh_block(connection, persons[start : start + _BLOCK])


def _refresh_block(connection: Connection, persons: Sequence[str]) -> None:
    """Read in small chunks, write the terms of all in their order: so the index grows evenly."""
    terms: set[tuple[str, str, str, str]] = set()
    texts: list[dict[str, Any]] = []
    for start in range(0, len(persons), _CHUNK):
        ids = list(persons[start : start + _CHUNK])
        _forget(connection, ids)
        for row, former in _named(connection, ids):
            terms.update(_terms(row, former))
            texts.append({"person_id": row.id, "text": _text(row), "protected": _is_protected(row)})
    names = ("kind", "term", "order_key", "person_id")
    insert_rows(
        connection,
        rows.search_term,
        [dict(zip(names, term, strict=True)) for term in sorted(terms)],
    )
    _remember_texts(connection, texts)


def _named(connection: Connection, ids: list[str]) -> list[tuple[Any, list[str]]]:
    """Number and name of those that there are, each with the numbers had before."""
    person, old = rows.person_table.c, rows.former_number.c
    former: dict[str, list[str]] = {}
    for row in connection.execute(select(old.person_id, old.number).where(old.person_id.in_(ids))):
        former.setdefault(row.person_id, []).append(row.number)
    found = connection.execute(
        select(
            person.id,
            person.number,
            person.given_name,
            person.family_name,
            person.sort_key,
            person.protected_identity,
        ).where(person.id.in_(ids))
    )
    return [(row, former.get(row.id, [])) for row in found.all()]


def _forget(connection: Connection, ids: list[str]) -> None:
    stale = connection.execute(
        select(rows.search_text.c.line).where(rows.search_text.c.person_id.in_(ids))
    ).scalars()
    lines = [{"line": line} for line in stale]
    if not lines:
        return
    if connection.dialect.name == "sqlite":
        connection.execute(text("DELETE FROM search_fts WHERE rowid = :line"), lines)
    connection.execute(delete(rows.search_text).where(rows.search_text.c.person_id.in_(ids)))
    connection.execute(delete(rows.search_term).where(rows.search_term.c.person_id.in_(ids)))


def _remember_texts(connection: Connection, texts: list[dict[str, Any]]) -> None:
    insert_rows(connection, rows.search_text, texts)
    if connection.dialect.name != "sqlite":
        return
    for start in range(0, len(texts), _CHUNK):
        connection.execute(
            text(
                "INSERT INTO search_fts (rowid, text) "
                "SELECT line, text FROM search_text WHERE person_id IN :ids"
            ).bindparams(bindparam("ids", expanding=True)),
            {"ids": [each["person_id"] for each in texts[start : start + _CHUNK]]},
        )


def _is_protected(row: Any) -> bool:
    return bool(row.protected_identity != ProtectedIdentity.NONE.value)


def _text(row: Any) -> str:
    return search_key(f"{row.family_name} {row.given_name}")


def _terms(row: Any, former: Iterable[str]) -> Iterator[tuple[str, str, str, str]]:
    mark = PROTECTED if _is_protected(row) else ""
    names = (
        ("f", "F", row.family_name, row.given_name),
        ("g", "G", row.given_name, row.family_name),
    )
    for exact, folded, first, second in names:
        key = term_of(f"{first} {second}")
        fold = folded_term_of(f"{first} {second}")
        yield mark + exact, key, row.sort_key, row.id
        if fold != key:
            yield mark + folded, fold, row.sort_key, row.id
    for number in (row.number, *former):
        yield mark + "n", number, row.sort_key, row.id
        yield mark + "n", number[2:], row.sort_key, row.id
        yield mark + "t", number[-4:], row.sort_key, row.id
