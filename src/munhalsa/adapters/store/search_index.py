"""What search finds people by; written by the unit of work in the deed's own transaction.

Kinds of terms: ``f`` family name first and ``g`` given name first, as sort keys, so that a typed
prefix is an index range in name order; ``F`` and ``G`` the same folded, where that differs;
``n`` numbers, whole and without century, old ones too; ``t`` the last four characters;
``c`` a contact's name from each of its words on, ``C`` that folded, ``p`` a contact's telephone.
Those of a protected identity carry a ``!`` before the kind: a hit would give the name away.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from sqlalchemy import Column, Connection, delete, select, text

from munhalsa.adapters.store import log_rows, rows
from munhalsa.adapters.store.bulk import insert_rows
from munhalsa.adapters.store.prepared import Prepared, among, listed
from munhalsa.domain.contact import phone_digits
from munhalsa.domain.person import ProtectedIdentity
from munhalsa.domain.swedish import search_key, sort_key

INDEXED = frozenset({"person", "former_number", "contact"})
PROTECTED = "!"
CONTACT, CONTACT_FOLDED, CONTACT_PHONE = "c", "C", "p"
# PostgreSQL reads a table that grows in the same transaction from end to end for each chunk.
_CHUNK = 5000
_BLOCK = 10_000


class _Named(NamedTuple):
    """What a person is found by."""

    id: str
    number: str
    given_name: str
    family_name: str
    sort_key: str
    protected_identity: str


def term_of(name: str) -> str:
    """A name, whole or begun, as the terms have it: a sort key in which every gap is alike."""
    return sort_key(name).replace(" ", "-")


def folded_term_of(name: str) -> str:
    """The same without the letters of Swedish: typing o finds ö."""
    return search_key(name).replace(" ", "-")


def refresh(
    connection: Connection,
    persons: Sequence[str],
    *,
    born: Collection[str] = (),
    written: Collection[str] = INDEXED,
    named: Mapping[str, Mapping[str, Any]] = MappingProxyType({}),
) -> None:
    """Make the index of these persons agree with their rows; those that are gone leave it.

    ``born``: new in this deed; of them no table but those ``written`` in it can know anything.
    ``named``: the rows of whom nobody needs to ask.
    """
    for start in range(0, len(persons), _BLOCK):
        _refresh_block(connection, persons[start : start + _BLOCK], born, written, named)


def _refresh_block(
    connection: Connection,
    persons: Sequence[str],
    born: Collection[str],
    written: Collection[str],
    named: Mapping[str, Mapping[str, Any]],
) -> None:
    """Read in chunks, write the terms of all in their order: so the index grows evenly."""
    terms: set[tuple[str, str, str, str]] = set()
    texts: list[dict[str, Any]] = []
    for start in range(0, len(persons), _CHUNK):
        ids = list(persons[start : start + _CHUNK])
        known = [person for person in ids if person not in born]
        if known:
            _forget(connection, known)
        contacts = _contacts(connection, ids if "contact" in written else known)
        former = _former_numbers(connection, ids if "former_number" in written else known)
        for row in _named(connection, ids, named):
            terms.update(_terms(row, former.get(row.id, [])))
            terms.update(_contact_terms(row, contacts.get(row.id, ())))
            texts.append({"person_id": row.id, "text": _text(row), "protected": _is_protected(row)})
    names = ("kind", "term", "order_key", "person_id")
    insert_rows(
        connection,
        log_rows.search_term,
        [dict(zip(names, term, strict=True)) for term in sorted(terms)],
    )
    _remember_texts(connection, texts)


def _named(
    connection: Connection, ids: list[str], told: Mapping[str, Mapping[str, Any]]
) -> list[_Named]:
    """Number and name of those that there are."""
    known = [
        _Named(**{name: told[one][name] for name in _Named._fields}) for one in ids if one in told
    ]
    asked = [one for one in ids if one not in told]
    if asked:
        values = {"ids": listed(asked, connection.dialect.name)}
        known += map(_Named._make, _NAMED.rows(connection, values))
    return known


def _former_numbers(connection: Connection, ids: list[str]) -> dict[str, list[str]]:
    """The numbers that each had before."""
    former: dict[str, list[str]] = {}
    if not ids:
        return former
    for person, number in _FORMER.rows(connection, {"ids": listed(ids, connection.dialect.name)}):
        former.setdefault(person, []).append(number)
    return former


def _contacts(connection: Connection, ids: list[str]) -> dict[str, list[tuple[str, str | None]]]:
    """Name and telephone of those around each person, former ones too."""
    around: dict[str, list[tuple[str, str | None]]] = {}
    if not ids:
        return around
    values = {"ids": listed(ids, connection.dialect.name)}
    for person, name, phone in _AROUND.rows(connection, values):
        around.setdefault(person, []).append((name, phone))
    return around


def _forget(connection: Connection, ids: list[str]) -> None:
    values = {"ids": listed(ids, connection.dialect.name)}
    if not _STALE.rows(connection, values):
        return
    if connection.dialect.name == "sqlite":
        _FORGET_PARTS.done(connection, values)
    _FORGET_TEXTS.done(connection, values)
    _FORGET_TERMS.done(connection, values)


def _remember_texts(connection: Connection, texts: list[dict[str, Any]]) -> None:
    insert_rows(connection, log_rows.search_text, texts)
    if connection.dialect.name == "sqlite":
        ids = [each["person_id"] for each in texts]
        _REMEMBER_PARTS.done(connection, {"ids": listed(ids, "sqlite")})


def fill_anew(connection: Connection) -> None:
    """Let nothing be left in the index of who has left it: else it only marks them as gone."""
    if connection.dialect.name == "sqlite":
        _EMPTY_PARTS.done(connection, {})
        _FILL_PARTS.done(connection, {})


def make_anew(connection: Connection) -> None:
    """The whole index once more, without taking each person out of the old one first."""
    persons = list(connection.scalars(select(_person.id)))
    if connection.dialect.name == "sqlite":
        _EMPTY_PARTS.done(connection, {})
    connection.execute(delete(log_rows.search_text))
    connection.execute(delete(log_rows.search_term))
    refresh(connection, persons, born=set(persons))


def _of_persons(make: Callable[[Any], Any], column: Column[Any]) -> Prepared:
    """A statement narrowed to the persons of a list."""
    return Prepared(lambda dialect: make(among(column, "ids", dialect)))


_person, _former, _contact, _text_of, _term = (
    table.c
    for table in (
        *(rows.person_table, rows.former_number, rows.contact),
        *(log_rows.search_text, log_rows.search_term),
    )
)
_NAMED = _of_persons(
    select(
        _person.id,
        _person.number,
        _person.given_name,
        _person.family_name,
        _person.sort_key,
        _person.protected_identity,
    ).where,
    _person.id,
)
_FORMER = _of_persons(select(_former.person_id, _former.number).where, _former.person_id)
_AROUND = _of_persons(
    select(_contact.person_id, _contact.name, _contact.phone).where, _contact.person_id
)
_STALE = _of_persons(select(_text_of.line).where, _text_of.person_id)
_FORGET_TEXTS = _of_persons(delete(log_rows.search_text).where, _text_of.person_id)
_FORGET_TERMS = _of_persons(delete(log_rows.search_term).where, _term.person_id)
_FORGET_PARTS = Prepared(
    lambda _dialect: text(
        "DELETE FROM search_fts WHERE rowid IN (SELECT line FROM search_text "
        "WHERE person_id IN (SELECT value FROM json_each(:ids)))"
    )
)
_REMEMBER_PARTS = Prepared(
    lambda _dialect: text(
        "INSERT INTO search_fts (rowid, text) SELECT line, text FROM search_text "
        "WHERE person_id IN (SELECT value FROM json_each(:ids))"
    )
)

# FTS5's secure-delete does nothing in a table without content of its own.
_EMPTY_PARTS = Prepared(
    lambda _dialect: text("INSERT INTO search_fts (search_fts) VALUES ('delete-all')")
)
_FILL_PARTS = Prepared(
    lambda _dialect: text("INSERT INTO search_fts (rowid, text) SELECT line, text FROM search_text")
)


def _is_protected(row: _Named) -> bool:
    return row.protected_identity != ProtectedIdentity.NONE.value


def _text(row: _Named) -> str:
    return search_key(f"{row.family_name} {row.given_name}")


def _terms(row: _Named, former: Iterable[str]) -> Iterator[tuple[str, str, str, str]]:
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


def contact_keys(name: str, phone: str | None) -> Iterator[tuple[str, str]]:
    """The kinds and terms that a contact is found by: a name from each of its words on."""
    words = name.split()
    for place in range(len(words)):
        turned = " ".join([*words[place:], *words[:place]])
        key, fold = term_of(turned), folded_term_of(turned)
        yield CONTACT, key
        if fold != key:
            yield CONTACT_FOLDED, fold
    digits = phone_digits(phone or "")
    if digits:
        yield CONTACT_PHONE, digits


def _contact_terms(
    row: _Named, contacts: Iterable[tuple[str, str | None]]
) -> Iterator[tuple[str, str, str, str]]:
    mark = PROTECTED if _is_protected(row) else ""
    for name, phone in contacts:
        for kind, key in contact_keys(name, phone):
            yield mark + kind, key, row.sort_key, row.id
