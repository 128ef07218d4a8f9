"""Finding people: search as typed, lists in name order, possible duplicates."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Date, bindparam, text

from munhalsa.adapters.store.prepared import Fetch, Prepared, listed
from munhalsa.adapters.store.queries.contact_search import by_contact
from munhalsa.adapters.store.queries.run import Run, prefixed
from munhalsa.adapters.store.search_index import PROTECTED, folded_term_of, term_of
from munhalsa.application.ports import PersonLine
from munhalsa.domain.identity import without_separators
from munhalsa.domain.likeness import birth_mark
from munhalsa.domain.person import ProtectedIdentity
from munhalsa.domain.swedish import search_key

# Parts of names: this many hits are fetched and then put in order (spec: performance).
PART_HITS = 200
_SHORTEST_PART = 3
MASKED_NAME = "Skyddad uppgift"
MASKED_NUMBER = "••••••••-••••"

_OPEN_TO_ALL = ProtectedIdentity.NONE.value

_BY_NUMBER = Prepared(
    lambda _dialect: text(
        "SELECT id FROM person WHERE number = :number "
        "UNION ALL SELECT person_id FROM former_number WHERE number = :number"
    ),
    of_all=True,
)

_LINES_TEXT = """
    SELECT p.id, p.number, p.given_name, p.family_name, p.protected_identity,
           u.id, u.name, c.number, c.ground,
           (SELECT r.wants FROM response r
             WHERE r.person_id = p.id AND r.answered <= :day
             ORDER BY r.answered DESC, r.id DESC LIMIT 1)
      FROM person p
      LEFT JOIN certificate c ON c.person_id = p.id AND c.voided_on IS NULL
           AND c.issued <= :day AND (c.last_day IS NULL OR c.last_day >= :day)
           AND (c.handed_over_on IS NULL OR c.handed_over_on >= :day)
      LEFT JOIN residence h ON h.person_id = p.id AND h.kind = 'home'
           AND h.from_day <= :day AND (h.to_day IS NULL OR h.to_day >= :day)
      LEFT JOIN unit u ON u.id = h.unit_id
     WHERE """

_AMONG = {
    "sqlite": "p.id IN (SELECT value FROM json_each(:ids))",
    "postgresql": "p.id = ANY (:ids)",
}


def _lines(which: Callable[[str], str]) -> Prepared:
    """List lines of the persons that the condition, written for the dialect, lets through."""
    return Prepared(
        lambda dialect: text(_LINES_TEXT + which(dialect)).bindparams(bindparam("day", type_=Date))
    )


_LINES = _lines(_AMONG.__getitem__)
# A number has mostly found one, and a list of one costs both engines more than the one.
_LINE = _lines(lambda _dialect: "p.id = :id")


class SqlPersonQueries:
    """The same statements on both engines, save for full text."""

    def __init__(self, run: Run, fetch: Fetch, *, dialect: str) -> None:
        self._run = run
        self._fetch = fetch
        self._dialect = dialect

    def by_number(self, number: str) -> str | None:
        found = self._fetch(_BY_NUMBER, {"number": number})
        return found[0][0] if found else None

    def search(
        self, text: str, *, limit: int, day: date, see_protected: bool
    ) -> Sequence[PersonLine]:
        hits = self.hits(text, limit=limit, see_protected=see_protected)
        through: Mapping[str, str] = {}
        if len(hits) < limit:
            through = self.by_contact(text, limit=limit, see_protected=see_protected)
        ids = list(dict.fromkeys([*hits, *through]))[:limit]
        lines = self.lines(ids, day=day, see_protected=see_protected)
        known = set(hits)
        return [
            line if line.id in known else replace(line, contact=through[line.id]) for line in lines
        ]

    def by_contact(self, text: str, *, limit: int, see_protected: bool) -> Mapping[str, str]:
        return by_contact(
            self._fetch, text, dialect=self._dialect, limit=limit, see_protected=see_protected
        )

    def hits(self, text: str, *, limit: int, see_protected: bool) -> Sequence[str]:
        return self._hits(text, limit=limit, see_protected=see_protected)[:limit]

    def _hits(self, typed: str, *, limit: int, see_protected: bool) -> list[str]:
        digits = without_separators(typed).replace("+", "")
        is_number = len(digits) >= 4 and digits[:4].isdigit() and digits.isalnum()
        if is_number:
            ranges = [("n", digits.upper())] + ([("t", digits)] if len(digits) == 4 else [])
        else:
            key = term_of(typed)
            ranges = [("f", key), ("g", key)]
            # Typing o finds ö; typing ö means just that.
            if key == folded_term_of(typed):
                ranges += [("F", key), ("G", key)]
        found: dict[str, None] = {}
        for kind, prefix in ranges:
            if prefix and len(found) < limit:
                found.update(dict.fromkeys(self._range(kind, prefix, limit, see_protected)))
        if len(found) < limit and not is_number:
            found.update(dict.fromkeys(self._parts(typed, see_protected)))
        return list(found)

    def _range(self, kind: str, prefix: str, limit: int, see_protected: bool) -> Sequence[str]:
        kinds = [kind, PROTECTED + kind] if see_protected else [kind]
        hits: list[tuple[str, str]] = []
        for one in kinds:
            hits += prefixed(self._fetch, one, prefix, limit)
        return [person for _, person in sorted(hits)]

    def _parts(self, typed: str, see_protected: bool) -> Sequence[str]:
        words = [word for word in search_key(typed).split() if word]
        long = [word for word in words if len(word) >= _SHORTEST_PART]
        if not long:
            return []
        exact = term_of(typed) == folded_term_of(typed)
        if self._dialect == "sqlite":
            match = " AND ".join('"' + word.replace('"', '""') + '"' for word in long)
            rows = self._fetch(_FULL_TEXT, {"match": match})
        else:
            values = {f"word{place}": f"%{_literal(word)}%" for place, word in enumerate(long)}
            rows = self._fetch(_like(len(long)), values)
        hits = [
            (sort_key, person)
            for person, sort_key, family, given, text, protected in rows
            if (see_protected or not protected)
            and all(word in text for word in words)
            and (exact or _keeps_letters(typed, f"{family} {given}"))
        ]
        return [person for _, person in sorted(hits)]

    def first(self, *, limit: int | None, day: date, see_protected: bool) -> Sequence[PersonLine]:
        most = -1 if limit is None else limit
        hidden = [] if see_protected else self._ids(_HIDDEN, most)
        rest = self._ids(_ALL if see_protected else _OPEN, most)
        ids = [*hidden, *rest]
        return self.lines(
            ids if limit is None else ids[:limit], day=day, see_protected=see_protected
        )

    def _ids(self, statement: str, limit: int) -> list[str]:
        ending = "" if limit < 0 else f" LIMIT {int(limit)}"
        return list(self._run(text(statement + ending), {}).scalars())

    def lines(self, ids: Sequence[str], *, day: date, see_protected: bool) -> list[PersonLine]:
        """The persons as list lines, in the order of the ids."""
        if not ids:
            return []
        if len(ids) == 1:
            rows = self._fetch(_LINE, {"id": ids[0], "day": day})
        else:
            rows = self._fetch(_LINES, {"ids": listed(ids, self._dialect), "day": day})
        found = {row[0]: _line(row, see_protected=see_protected) for row in rows}
        return [found[person] for person in ids if person in found]

    def possible_duplicates(
        self,
        *,
        number: str,
        given_name: str,
        family_name: str,
        unit_id: str | None,
        see_protected: bool,
    ) -> Sequence[str]:
        from rapidfuzz.distance import OSA

        name = search_key(f"{family_name} {given_name}")
        values = {
            **_born_that_day(number),
            "number": number,
            "name": term_of(f"{family_name} {given_name}"),
            "unit": unit_id,
            "any_protection": see_protected,
        }
        found = {
            person: None
            for person, family, given in self._fetch(_POSSIBLY_THE_SAME, values)
            if family is None or OSA.distance(name, search_key(f"{family} {given}")) <= 1
        }
        return list(found)

    def pairs_alike(self, *, see_protected: bool) -> Sequence[tuple[str, str, str]]:
        from rapidfuzz.distance import OSA

        pairs: dict[tuple[str, str], str] = {}
        two = {frozenset(row) for row in self._run(_LOOKED_AT)}
        for row in self._run(_PAIRS, {"any_protection": see_protected}):
            why, first, second, mine, theirs = tuple(row)
            if frozenset((first, second)) in two:
                continue
            if why == _SAME_HOME or OSA.distance(mine, theirs) <= 1:
                pairs.setdefault((first, second), why)
        return [(first, second, why) for (first, second), why in pairs.items()]


# Digits and capitals end a number; every collation has Z last of them.
_LAST_OF_A_DAY = "ZZZZ"


def _born_that_day(number: str) -> dict[str, str]:
    """The ranges of numbers of the birth date, as a samordningsnummer tells it and as others do."""
    born = birth_mark(number)
    coordinated = f"{born[:6]}{int(born[6:]) + 60}" if born.isdecimal() else born
    return {
        "born": born,
        "born_end": f"{born}{_LAST_OF_A_DAY}",
        "coordinated": coordinated,
        "coordinated_end": f"{coordinated}{_LAST_OF_A_DAY}",
    }


_HIDDEN = "SELECT id FROM person WHERE protected_identity <> 'none' ORDER BY id"
_OPEN = "SELECT id FROM person WHERE protected_identity = 'none' ORDER BY sort_key, id"
_ALL = "SELECT id FROM person ORDER BY sort_key, id"

# Born that day, whose name is to be compared, and of the same name at the same unit. SQLite takes
# joined tables in their order where it says CROSS: few have a name, many have lived at a unit.
_POSSIBLY_THE_SAME = Prepared(
    lambda _dialect: text(
        "SELECT id, family_name, given_name FROM person "
        "WHERE ((number >= :born AND number <= :born_end) "
        "OR (number >= :coordinated AND number <= :coordinated_end)) "
        "AND number <> :number AND (:any_protection OR protected_identity = 'none') "
        "UNION ALL "
        "SELECT s.person_id, NULL, NULL FROM search_term s CROSS JOIN residence h "
        "WHERE s.kind IN ('f', '!f') AND (:any_protection OR s.kind = 'f') AND s.term = :name "
        "AND h.person_id = s.person_id AND h.unit_id = :unit AND h.to_day IS NULL "
        "AND s.person_id NOT IN (SELECT id FROM person WHERE number = :number)"
    )
)

# Whoever was joined to somebody is that one; what they were not, that one is not.
_LOOKED_AT = text(
    "SELECT n.person_id, coalesce(m.person_id, n.other_id) "
    "FROM not_same n LEFT JOIN merge m ON m.other_id = n.other_id"
)

_SAME_HOME = "name_and_unit"
# The day of a samordningsnummer is 60 more than the day of birth. The older record comes first.
# Not materialized, SQLite joins by the id instead of by the day (10,000 persons: 10 s, else 0.1 s).
# One typing error leaves the beginning or the end of a longer name as it was: that is asked here,
# so that few of the many who share a day are compared (50,000 persons: 0.7 s, else 2.4 s).
_PAIRS = text(
    """
    WITH shown AS MATERIALIZED (
        SELECT p.id, p.sort_key, t.text AS name, length(t.text) AS long,
               substr(t.text, 1, 3) AS head, substr(t.text, length(t.text) - 2) AS tail,
               CAST(substr(p.number, 1, 8) AS INTEGER)
               - CASE WHEN substr(p.number, 7, 2) > '60' THEN 60 ELSE 0 END AS born
          FROM person p JOIN search_text t ON t.person_id = p.id
         WHERE :any_protection OR p.protected_identity = 'none'
    ), living AS MATERIALIZED (
        SELECT s.id, s.sort_key, r.unit_id
          FROM residence r JOIN shown s ON s.id = r.person_id
         WHERE r.unit_id IS NOT NULL AND r.to_day IS NULL
    )
    SELECT 'birth_date_and_name', a.id, b.id, a.name, b.name
      FROM shown a JOIN shown b ON b.born = a.born AND b.id > a.id
     WHERE abs(a.long - b.long) <= 1
       AND (a.long < 8 OR b.head = a.head OR b.tail = a.tail)
     UNION ALL
    SELECT DISTINCT 'name_and_unit', a.id, b.id, '', ''
      FROM living a
      JOIN living b ON b.sort_key = a.sort_key AND b.unit_id = a.unit_id AND b.id > a.id
     ORDER BY 2, 3, 1
    """
)

_MATCH = (
    "SELECT p.id, p.sort_key, p.family_name, p.given_name, t.text, t.protected "
    "FROM search_fts f JOIN search_text t ON t.line = f.rowid "
    "JOIN person p ON p.id = t.person_id WHERE search_fts MATCH :match LIMIT {:d}"
)
_FULL_TEXT = Prepared(lambda _dialect: text(_MATCH.format(PART_HITS)))
_LIKE = (
    "SELECT p.id, p.sort_key, p.family_name, p.given_name, t.text, t.protected "
    "FROM search_text t JOIN person p ON p.id = t.person_id WHERE {} LIMIT {:d}"
)


@lru_cache(maxsize=32)
def _like(words: int) -> Prepared:
    """PostgreSQL's trigram index serves one LIKE for each word, but no LIKE ALL of a list."""
    likes = " AND ".join(f"t.text LIKE :word{place}" for place in range(words))
    return Prepared(lambda _dialect: text(_LIKE.format(likes, PART_HITS)))


def _literal(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _keeps_letters(typed: str, name: str) -> bool:
    kept = term_of(name)
    return all(word in kept for word in term_of(typed).split("-"))


def _line(row: Sequence[Any], *, see_protected: bool) -> PersonLine:
    person, number, given, family, protection, unit_id, unit, certificate, ground, wants = row
    protected = protection != _OPEN_TO_ALL
    if protected and not see_protected:
        return PersonLine(
            id=person,
            number=MASKED_NUMBER,
            name=MASKED_NAME,
            unit_id=None,
            unit=None,
            certificate=None,
            ground=None,
            wants=None,
            protected=True,
            masked=True,
        )
    return PersonLine(
        id=person,
        number=number,
        name=f"{family}, {given}",
        unit_id=unit_id,
        unit=unit,
        certificate=certificate,
        ground=ground,
        wants=None if wants is None else bool(wants),
        protected=protected,
    )
