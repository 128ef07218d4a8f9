"""Counting: one statement gives every breakdown at once, the rest is adding up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Date, bindparam, text

from munhalsa.adapters.store.prepared import Fetch, Prepared
from munhalsa.adapters.store.queries.run import Run
from munhalsa.domain.metrics import OWN_HOME, CubeCell

# Persons with a valid certificate that this municipality answers for on the day (spec: metrics,
# validity), each once: at most one is valid on any day, and homes of a kind do not overlap.
_CUBE_TEXT = text(
    """
    SELECT unit_id, ground, sex, birth_year, wants, count(*) AS persons FROM (
        SELECT (SELECT coalesce(h.unit_id, :own_home) FROM residence h
                 WHERE h.person_id = p.id AND h.kind = 'home' AND h.from_day <= :day
                   AND (h.to_day IS NULL OR h.to_day >= :day)) AS unit_id,
               c.ground, p.sex, p.birth_year,
               (SELECT r.wants FROM response r
                 WHERE r.person_id = p.id AND r.answered <= :day
                 ORDER BY r.answered DESC, r.id DESC LIMIT 1) AS wants
          FROM certificate c
          JOIN person p ON p.id = c.person_id
         WHERE c.voided_on IS NULL AND c.issued <= :day
           AND (c.last_day IS NULL OR c.last_day >= :day)
           AND (c.handed_over_on IS NULL OR c.handed_over_on >= :day)
    ) AS valid GROUP BY unit_id, ground, sex, birth_year, wants
    """
).bindparams(bindparam("day", type_=Date))

_CUBE = Prepared(lambda _dialect: _CUBE_TEXT)

_BEHIND = text(
    """
    SELECT p.id FROM certificate c JOIN person p ON p.id = c.person_id
     WHERE c.voided_on IS NULL AND c.issued <= :day
       AND (c.last_day IS NULL OR c.last_day >= :day)
       AND (c.handed_over_on IS NULL OR c.handed_over_on >= :day)
     ORDER BY p.sort_key, p.id
    """
).bindparams(bindparam("day", type_=Date))

_UNITS = Prepared(lambda _dialect: text("SELECT id, code, name FROM unit ORDER BY sort_key, id"))


class SqlFigureQueries:
    """Every answer is of one moment: the reader's transaction."""

    def __init__(self, run: Run, fetch: Fetch) -> None:
        self._run = run
        self._fetch = fetch

    def certificate_cube(self, day: date) -> Sequence[CubeCell]:
        return [
            CubeCell(
                unit_id=unit,
                ground=ground,
                sex=sex,
                birth_year=birth_year,
                wants=None if wants is None else bool(wants),
                count=count,
            )
            for unit, ground, sex, birth_year, wants, count in self._fetch(
                _CUBE, {"day": day, "own_home": OWN_HOME}
            )
        ]

    def units(self) -> Sequence[tuple[str, str, str]]:
        return [(unit, code or unit, name) for unit, code, name in self._fetch(_UNITS, {})]

    def persons_behind(self, day: date) -> Sequence[str]:
        return list(self._run(_BEHIND, {"day": day}).scalars())
