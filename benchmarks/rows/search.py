"""Search as typed, the first 50 rows (floor: the bare statements for the ids, one for the rows)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from benchmarks.measuring import Measure, Work
from benchmarks.places import Bare, Place, bare
from munhalsa.adapters.store.search_index import term_of
from munhalsa.domain.swedish import search_key
from tests.support.stores import TODAY

LIMIT = 50
GOAL = 3.0
QUERIES = 20
_ROUNDS = 60

_LINES = """
SELECT p.id, p.number, p.given_name, p.family_name, p.protected_identity, u.id, u.name, c.number,
       c.ground, (SELECT r.wants FROM response r WHERE r.person_id = p.id AND r.answered <= {day}
                   ORDER BY r.answered DESC, r.id DESC LIMIT 1)
  FROM person p
  LEFT JOIN certificate c ON c.person_id = p.id AND c.voided_on IS NULL
       AND c.issued <= {day} AND (c.last_day IS NULL OR c.last_day >= {day})
  LEFT JOIN residence h ON h.person_id = p.id AND h.kind = 'home'
       AND h.from_day <= {day} AND (h.to_day IS NULL OR h.to_day >= {day})
  LEFT JOIN unit u ON u.id = h.unit_id
 WHERE p.id IN ({marks})
""".replace("{day}", f"'{TODAY.isoformat()}'")

_RANGE = (
    "SELECT person_id FROM search_term WHERE kind = ? AND term >= ? AND term < ? "
    f"ORDER BY term, order_key LIMIT {LIMIT}"
)
_FULL_TEXT = (
    "SELECT t.person_id FROM search_fts f JOIN search_text t ON t.line = f.rowid "
    "WHERE search_fts MATCH ? LIMIT 200"
)
_TRIGRAMS = "SELECT person_id FROM search_text WHERE {liked} LIMIT 200"
_SHORTEST_PART = 3


@dataclass(frozen=True, slots=True)
class Typed:
    """What is typed, and the bare statements that find it: the next where one gives too few."""

    text: str
    statements: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class _Name:
    number: str
    given: str
    family: str


def _persons(place: Place) -> list[_Name]:
    """The same persons in every store of a size, any of them as likely."""
    with bare(place.filled.engine) as connection:
        rows = _fetch(
            connection,
            "SELECT number, given_name, family_name FROM person "
            "WHERE protected_identity = 'none' ORDER BY number",
            (),
        )
    return [_Name(*row) for row in Random(3).sample(rows, min(QUERIES, len(rows)))]


def _by_prefix(place: Place, text: str) -> Typed:
    """Names that begin so, and where they are too few, names with it as a part."""
    key = term_of(text)
    words = [word for word in search_key(text).split() if len(word) >= _SHORTEST_PART]
    parts = [_by_parts(place, words)] if words else []
    return Typed(text, ((_RANGE, ("f", key, key + "\x7f")), *parts))


def _by_parts(place: Place, words: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    if place.engine == "sqlcipher":
        return _FULL_TEXT, (" AND ".join(f'"{word}"' for word in words),)
    liked = " AND ".join(["text LIKE ?"] * len(words))
    return _TRIGRAMS.format(liked=liked), tuple(f"%{word}%" for word in words)


def name_prefix(place: Place) -> Measure:
    """The first five letters of a family name."""
    return _measure(place, "search: name prefix", name_prefixes(place))


def name_prefixes(place: Place) -> Sequence[Typed]:
    """The first five letters of some family names."""
    return [_by_prefix(place, person.family[:5]) for person in _persons(place)]


def two_letters(place: Place) -> Measure:
    """The first two letters of a family name."""
    typed = [_by_prefix(place, person.family[:2]) for person in _persons(place)]
    return _measure(place, "search: two letters", typed)


def two_words(place: Place) -> Measure:
    """A family name and the first letter of a given name."""
    typed = [_by_prefix(place, f"{person.family} {person.given[:1]}") for person in _persons(place)]
    return _measure(place, "search: two words", typed)


def name_part(place: Place) -> Measure:
    """Four letters out of the middle of a family name."""
    typed = []
    for person in _persons(place):
        part = search_key(person.family)[1:5]
        typed.append(Typed(part, (_by_parts(place, [part]),)))
    return _measure(place, "search: part of a name", typed)


def last_four(place: Place) -> Measure:
    """The last four digits of a number."""
    typed = []
    for person in _persons(place):
        digits = person.number[-4:]
        both = f"{_bracketed(_RANGE)} UNION ALL {_bracketed(_RANGE)}"
        values = ("n", digits, digits + "\x7f", "t", digits, digits + "\x7f")
        typed.append(Typed(digits, ((both, values),)))
    return _measure(place, "search: last four digits", typed)


def whole_number(place: Place) -> Measure:
    """A number in full, with the hyphen."""
    typed = []
    for person in _persons(place):
        number = person.number
        values = ("n", number, number + "\x7f")
        typed.append(Typed(f"{number[:8]}-{number[8:]}", ((_RANGE, values),)))
    return _measure(place, "search: whole number", typed)


def old_number(place: Place) -> Measure:
    """A number that somebody had before."""
    with bare(place.filled.engine) as connection:
        found = _fetch(connection, "SELECT number FROM former_number ORDER BY number", ())
    typed = [Typed(number, ((_RANGE, ("n", number, number + "\x7f")),)) for (number,) in found]
    return _measure(place, "search: old number", typed)


def _bracketed(statement: str) -> str:
    return f"SELECT * FROM ({statement}) AS found"


def _measure(place: Place, name: str, typed: Sequence[Typed]) -> Measure:
    store = place.filled
    connection = place.held.enter_context(bare(store.engine))

    def ours(number: int) -> Work:
        text = typed[number % len(typed)].text

        def search() -> object:
            with store.read() as reader:
                return reader.persons.search(text, limit=LIMIT, day=TODAY, see_protected=False)

        return search

    def floor(number: int) -> Work:
        return lambda: answer(place, connection, typed[number % len(typed)])

    return Measure(
        name=name,
        size=place.persons,
        rounds=place.rounds(_ROUNDS),
        ours=ours,
        floor=floor,
        goal=GOAL,
    )


def answer(place: Place, connection: Bare, one: Typed) -> Sequence[tuple[Any, ...]]:
    """The bare statements and one fetch of the rows."""
    cursor = connection.cursor()
    cursor.execute("BEGIN")
    found: dict[str, None] = {}
    for statement, values in one.statements:
        if len(found) < LIMIT:
            cursor.execute(place.sql(statement), values)
            found.update((row[0], None) for row in cursor.fetchall())
    ids = list(found)[:LIMIT]
    rows: list[tuple[Any, ...]] = []
    if ids:
        cursor.execute(place.sql(_LINES.format(marks=", ".join("?" * len(ids)))), ids)
        rows = cursor.fetchall()
    cursor.execute("COMMIT")
    return rows


def _fetch(connection: Bare, statement: str, values: Sequence[str]) -> list[tuple[Any, ...]]:
    cursor = connection.cursor()
    cursor.execute(statement, values)
    rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
