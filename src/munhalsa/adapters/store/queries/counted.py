"""The statements behind the figures, put together from the few conditions that they share."""

from __future__ import annotations

from sqlalchemy import Boolean, Date, String, TextClause, bindparam, column, text

from munhalsa.adapters.store.prepared import Prepared
from munhalsa.adapters.store.queries.performed import performed
from munhalsa.domain.visit_figures import MONTHS_TO_CARE

_DAYS = ("day", "after", "first", "year", "rolling", "last")


def dated(statement: str) -> TextClause:
    """The statement with its days bound as days."""
    made = text(statement)
    named = set(made.compile().params)
    return made.bindparams(*(bindparam(day, type_=Date) for day in _DAYS if day in named))


_VALID = (
    "({c}.voided_on IS NULL AND {c}.issued <= {day}"
    " AND ({c}.last_day IS NULL OR {c}.last_day >= {day})"
    " AND ({c}.handed_over_on IS NULL OR {c}.handed_over_on >= {day}))"
)
_HOME = (
    "(SELECT coalesce(h.unit_id, :own_home) FROM residence h"
    " WHERE h.person_id = {person} AND h.kind = 'home' AND h.from_day <= {day}"
    " AND (h.to_day IS NULL OR h.to_day >= {day}))"
)
_ANSWER = (
    "(SELECT r.wants FROM response r"
    " WHERE r.person_id = {person} AND r.answered <= {day}"
    " ORDER BY r.answered DESC, r.id DESC LIMIT 1)"
)


def valid(day: str, alias: str = "c") -> str:
    """That the certificate is valid and this municipality's on the day (spec: metrics, validity).

    At most one of a person's is, on any day.
    """
    return _VALID.format(c=alias, day=day)


def home(person: str, day: str) -> str:
    """Where the person lives on the day: homes do not overlap."""
    return _HOME.format(person=person, day=day)


def answer(person: str, day: str) -> str:
    """What the person answered, as it counts on the day."""
    return _ANSWER.format(person=person, day=day)


def shortest(day: str) -> str:
    """The number of the shortest period that the day lies in: quarter, year, 12 months."""
    return f"CASE WHEN {day} >= :first THEN 0 WHEN {day} >= :year THEN 1 ELSE 2 END"


_GOT = """EXISTS (
    SELECT 1 FROM assessment a JOIN certificate held ON held.person_id = a.person_id
     WHERE a.person_id = p.id AND a.day > :after AND a.day <= :day
       AND {performed} AND {valid})"""
_RECEIVED = _GOT.format(performed=performed("a"), valid=valid("a.day", "held"))

# Everybody with a valid certificate, each once, with every key.
_HOLDERS = """
    SELECT {columns} {home} AS unit_id, c.ground, p.sex, p.birth_year,
           {answer} AS wants, {received} AS received
      FROM certificate c JOIN person p ON p.id = c.person_id
     WHERE {valid}"""
_CUBE = """
    SELECT unit_id, ground, sex, birth_year, wants, received, count(*) AS persons
      FROM ({holders}) AS holder GROUP BY unit_id, ground, sex, birth_year, wants, received"""


def _holders(received: str, columns: str = "") -> str:
    return _HOLDERS.format(
        columns=columns,
        home=home("p.id", ":day"),
        answer=answer("p.id", ":day"),
        received=received,
        valid=valid(":day"),
    )


def _cube(received: str) -> Prepared:
    statement = dated(_CUBE.format(holders=_holders(received)))
    return Prepared(lambda _dialect: statement)


CUBE = _cube("FALSE")
REACHED_CUBE = _cube(_RECEIVED)

# Visits on a day on which a valid certificate was held, with home and ground of the day.
_VISITED = """
    SELECT a.person_id, {home} AS unit_id, c.ground, {period} AS period
      FROM {table} a JOIN certificate c ON c.person_id = a.person_id
     WHERE a.day >= :rolling AND a.day <= :last AND {counts} AND {valid}"""
_COUNTED = """
    WITH counted AS MATERIALIZED ({visited}),
    once AS MATERIALIZED (
        SELECT person_id, min(period) AS period FROM counted GROUP BY person_id)
    SELECT 'unit' AS dimension, unit_id AS value, period, count(*) AS persons FROM (
        SELECT person_id, unit_id, min(period) AS period FROM counted
         GROUP BY person_id, unit_id) AS by_unit GROUP BY unit_id, period
     UNION ALL
    SELECT 'ground', ground, period, count(*) FROM (
        SELECT person_id, ground, min(period) AS period FROM counted
         GROUP BY person_id, ground) AS by_ground GROUP BY ground, period
     UNION ALL
    SELECT 'sex', p.sex, once.period, count(*)
      FROM once JOIN person p ON p.id = once.person_id GROUP BY p.sex, once.period
     UNION ALL
    SELECT 'year', CAST(p.birth_year AS VARCHAR), once.period, count(*)
      FROM once JOIN person p ON p.id = once.person_id GROUP BY p.birth_year, once.period"""


def _visited(table: str) -> str:
    return _VISITED.format(
        table=table,
        home=home("a.person_id", "a.day"),
        period=shortest("a.day"),
        counts=performed("a") if table == "assessment" else "TRUE",
        valid=valid("a.day"),
    )


def counted_visits(table: str) -> Prepared:
    """Distinct persons by one key at a time, and by the shortest period they count in."""
    statement = dated(_COUNTED.format(visited=_visited(table)))
    return Prepared(lambda _dialect: statement)


# The same day MONTHS_TO_CARE later, or the last day of that month where it is shorter.
_IN_TIME = {
    "sqlite": (
        f"min(date(a.day, '+{MONTHS_TO_CARE} months'),"
        f" date(a.day, 'start of month', '+{MONTHS_TO_CARE + 1} months', '-1 day'))"
    ),
    "postgresql": f"(a.day + interval '{MONTHS_TO_CARE} months')::date",
}
_VISITS = """
    SELECT period, outcome, performed, staff_took_part, care_need, cared, count(*) AS visits
      FROM (
        SELECT {period} AS period, a.outcome, {performed} AS performed,
               a.staff_took_part, a.care_need,
               (a.care_need IN ('not_urgent', 'urgent') AND EXISTS (
                   SELECT 1 FROM dental_visit v WHERE v.person_id = a.person_id
                      AND v.day >= a.day AND v.day <= {in_time})) AS cared
          FROM assessment a JOIN certificate c ON c.person_id = a.person_id
         WHERE a.day >= :rolling AND a.day <= :last AND a.duplicate_of_id IS NULL AND {valid}
    ) AS visit GROUP BY period, outcome, performed, staff_took_part, care_need, cared"""


def _visits(dialect: str) -> TextClause:
    return dated(
        _VISITS.format(
            period=shortest("a.day"),
            performed=performed("a"),
            in_time=_IN_TIME[dialect],
            valid=valid("a.day"),
        )
    )


VISITS = Prepared(_visits)

IMPORTED = Prepared(
    lambda _dialect: text(
        "SELECT EXISTS (SELECT 1 FROM dental_visit), "
        "(SELECT max(created_at) FROM import_batch WHERE kind = :kind AND NOT undone)"
    )
)

SESSIONS = Prepared(
    lambda _dialect: dated(
        """
        SELECT t.id, t.kind, t.hundredths,
               coalesce(t.participant_count,
                        (SELECT count(*) FROM participant q WHERE q.training_id = t.id)),
               x.unit_id
          FROM training t LEFT JOIN training_unit x ON x.training_id = t.id
         WHERE t.state = 'held' AND t.day >= :first AND t.day <= :last
         ORDER BY t.day, t.id, x.unit_id
        """
    )
)

# Of all: who came to an issuer training is told of the issuer, not of any person.
ATTENDED = Prepared(
    lambda _dialect: dated(
        """
        SELECT t.kind, q.issuer_id, q.name
          FROM training t JOIN participant q ON q.training_id = t.id
         WHERE t.state = 'held' AND t.day >= :first AND t.day <= :last
         ORDER BY q.id
        """
    ),
    of_all=True,
)

DEVIATIONS = Prepared(
    lambda _dialect: dated(
        """
        SELECT d.id, d.day, d.direction, d.category, d.person_id, d.cooperation_failure, d.reason
          FROM deviation d WHERE d.day >= :first AND d.day <= :last ORDER BY d.day, d.id
        """
    ).columns(
        column("id", String), column("day", Date), column("direction", String),
        column("category", String), column("person_id", String),
        column("cooperation_failure", Boolean), column("reason", String),
    )
)  # fmt: skip

# Everybody with a deviation in the quarter, once a category, with the keys of its last day.
_TOLD_OF = """
    SELECT p.id, p.sort_key, one.category, {home} AS unit_id,
           (SELECT c.ground FROM certificate c WHERE c.person_id = p.id AND {valid}) AS ground,
           p.sex, p.birth_year
      FROM (SELECT DISTINCT d.person_id, d.category FROM deviation d
             WHERE d.day >= :first AND d.day <= :last) AS one
      JOIN person p ON p.id = one.person_id"""
_DEVIATION_PERSONS = """
    SELECT category, unit_id, ground, sex, birth_year, count(*) AS persons
      FROM ({told_of}) AS told GROUP BY category, unit_id, ground, sex, birth_year"""


def _told_of() -> str:
    return _TOLD_OF.format(home=home("p.id", ":last"), valid=valid(":last"))


DEVIATION_PERSONS = Prepared(lambda _dialect: dated(_DEVIATION_PERSONS.format(told_of=_told_of())))


# One by one, in name order, for the records behind a figure.
_IN_ORDER = "{rows} ORDER BY p.sort_key, p.id"
_VISITORS = """
    SELECT a.person_id, {home} AS unit_id, c.ground, p.sex, p.birth_year, {period} AS period
      FROM {table} a JOIN certificate c ON c.person_id = a.person_id
      JOIN person p ON p.id = a.person_id
     WHERE a.day >= :rolling AND a.day <= :last AND {counts} AND {valid}"""


def _listed(rows: str) -> Prepared:
    statement = dated(_IN_ORDER.format(rows=rows))
    return Prepared(lambda _dialect: statement)


def visitors(table: str) -> Prepared:
    """Every visit that counts: person, home, ground, sex, year of birth, shortest period."""
    return _listed(
        _VISITORS.format(
            table=table,
            home=home("a.person_id", "a.day"),
            period=shortest("a.day"),
            counts=performed("a") if table == "assessment" else "TRUE",
            valid=valid("a.day"),
        )
    )


HOLDERS = _listed(_holders(_RECEIVED, "p.id,"))
TOLD_OF = _listed(_told_of())

_VISIT_LINES = """
    SELECT a.id, {period} AS period, a.outcome, {performed} AS performed, a.care_need
      FROM assessment a JOIN certificate c ON c.person_id = a.person_id
     WHERE a.day >= :rolling AND a.day <= :last AND a.duplicate_of_id IS NULL AND {valid}
     ORDER BY a.day, a.id"""

VISIT_LINES = Prepared(
    lambda _dialect: dated(
        _VISIT_LINES.format(
            period=shortest("a.day"), performed=performed("a"), valid=valid("a.day")
        )
    )
)
