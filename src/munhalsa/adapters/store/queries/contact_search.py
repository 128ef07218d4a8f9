"""Finding people by who stands around them: relatives call, and say their own name or number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sqlalchemy import text

from munhalsa.adapters.store.prepared import Fetch, Prepared, listed
from munhalsa.adapters.store.queries.run import prefixed
from munhalsa.adapters.store.search_index import (
    CONTACT,
    CONTACT_FOLDED,
    CONTACT_PHONE,
    PROTECTED,
    contact_keys,
    folded_term_of,
    term_of,
)
from munhalsa.domain.contact import phone_digits

_SHORTEST_NAME = 3
_SHORTEST_PHONE = 5
_BEGINS_NO_PHONE = frozenset("123456789")
_AMONG = {
    "sqlite": "person_id IN (SELECT value FROM json_each(:ids))",
    "postgresql": "person_id = ANY (:ids)",
}
_CONTACTS = Prepared(
    lambda dialect: text(
        f"SELECT person_id, name, phone FROM contact WHERE {_AMONG[dialect]} ORDER BY id"  # noqa: S608 - our own words
    )
)


class _Wanted(NamedTuple):
    """Kinds of terms to look among, and how the terms begin."""

    kinds: tuple[str, ...]
    prefix: str


def by_contact(
    fetch: Fetch, typed: str, *, dialect: str, limit: int, see_protected: bool
) -> dict[str, str]:
    """The persons in name order, each with the name of the contact that was found."""
    wanted = _wanted(typed)
    if wanted is None:
        return {}
    hits = sorted(
        hit
        for kind in wanted.kinds
        for marked in ([kind, PROTECTED + kind] if see_protected else [kind])
        for hit in prefixed(fetch, marked, wanted.prefix, limit)
    )
    persons = list(dict.fromkeys(person for _, person in hits))[:limit]
    if not persons:
        return {}
    names: dict[str, str] = {}
    for person, name, phone in fetch(_CONTACTS, {"ids": listed(persons, dialect)}):
        if any(key.startswith(wanted.prefix) for key in _keys(name, phone, wanted.kinds)):
            names.setdefault(person, name)
    return {person: names[person] for person in persons if person in names}


def _wanted(typed: str) -> _Wanted | None:
    if any(character.isdigit() for character in typed):
        return _phone(typed)
    key = term_of(typed)
    if len(key) < _SHORTEST_NAME:
        return None
    # Typing o finds ö; typing ö means just that.
    kinds = (CONTACT, CONTACT_FOLDED) if key == folded_term_of(typed) else (CONTACT,)
    return _Wanted(kinds, key)


def _phone(typed: str) -> _Wanted | None:
    """Only what can be no identity number but a young one's: the others are typed no slower."""
    if typed[0] in _BEGINS_NO_PHONE:
        return None
    digits = phone_digits(typed)
    if len(digits) < _SHORTEST_PHONE or not digits.startswith("0"):
        return None
    if any(character.isalpha() for character in typed):
        return None
    return _Wanted((CONTACT_PHONE,), digits)


def _keys(name: str, phone: str | None, kinds: Iterable[str]) -> Iterator[str]:
    for kind, key in contact_keys(name, phone):
        if kind in kinds:
            yield key
