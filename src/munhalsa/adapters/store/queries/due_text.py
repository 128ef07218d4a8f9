"""Who stands on each list (spec: metrics, D0 to D8): one statement a list, for both engines.

Each gives ``person_id``, ``mark`` (the day that the rule counts from) and ``detail`` (what the
reason needs beyond it). At most one certificate of a person is valid on any day.
"""

from __future__ import annotations

from munhalsa.adapters.store.queries.performed import performed
from munhalsa.domain.due import DueList

# The day of issue is asked for so that no engine goes by an index of those days: person by person,
# in the order of their ids, whatever else is looked up lies side by side, page after page. In the
# order of the days each person is another page, and of many persons not all pages can be kept.
_VALID = """
       c.voided_on IS NULL AND NOT (c.issued > :day) AND (c.last_day IS NULL OR c.last_day >= :day)
       AND (c.handed_over_on IS NULL OR c.handed_over_on >= :day)
"""

_CANDIDATES = """
    SELECT k.person_id,
           k.state || coalesce(' ' || (
               SELECT string_agg(s.name, ', ') FROM support s
                WHERE s.person_id = k.person_id AND (s.to_day IS NULL OR s.to_day >= :day)
           ), '') AS detail,
           CASE k.state WHEN 'not_assessed' THEN k.listed_on
                        WHEN 'needs_judgement' THEN k.answered_on ELSE k.again_on END AS mark
      FROM candidate k JOIN person b ON b.id = k.person_id
     WHERE (k.state = 'not_assessed'
            OR (k.state IN ('not_entitled', 'declines') AND k.again_on <= :day)
            OR (k.state = 'needs_judgement' AND k.answered_on <= :day))
       AND (b.died_on IS NULL OR b.died_on > :day)
       AND (b.moved_out_on IS NULL OR b.moved_out_on > :day)
       AND NOT EXISTS (SELECT 1 FROM certificate c
                        WHERE c.person_id = k.person_id AND c.voided_on IS NULL
                          AND (c.last_day IS NULL OR c.last_day >= :day)
                          AND (c.handed_over_on IS NULL OR c.handed_over_on >= :day))
"""

# The offers since the answer, numbered: the last of each full round is where the no stands anew.
_OFFER = """
    SELECT s.person_id, s.answered AS detail, coalesce(s.stood, s.answered) AS mark
      FROM (SELECT a.person_id, a.answered,
                   (SELECT max(n.offered)
                      FROM (SELECT o.offered,
                                   row_number() OVER (ORDER BY o.offered, o.id) AS place
                              FROM offer o
                             WHERE o.person_id = a.person_id AND o.offered <= :day
                               AND o.offered > a.answered) AS n
                     WHERE n.place % :rounds = 0) AS stood
              FROM (SELECT c.person_id, {declined} AS answered
                      FROM certificate c WHERE {valid}) AS a
             WHERE a.answered <= :asked_before
               AND NOT EXISTS (SELECT 1 FROM offer o
                                WHERE o.person_id = a.person_id AND o.offered <= :day
                                  AND o.offered > :offered_before AND o.offered > a.answered)
           ) AS s
     WHERE s.stood IS NULL OR s.stood <= :asked_before
"""

_NEVER_ASKED = """
    SELECT c.person_id, NULL AS detail, c.issued AS mark
      FROM certificate c
     WHERE {valid}
       AND NOT EXISTS (SELECT 1 FROM response r
                        WHERE r.person_id = c.person_id AND r.answered <= :day)
"""

_ENDING = """
    SELECT c.person_id, c.number AS detail, c.valid_to AS mark
      FROM certificate c
     WHERE {valid} AND c.valid_to <= :expires_by
       AND NOT EXISTS (SELECT 1 FROM certificate l
                        WHERE l.person_id = c.person_id AND l.voided_on IS NULL
                          AND l.issued > c.issued)
"""

_UNREGISTERED = """
    SELECT g.person_id, string_agg(g.kind, ' ') AS detail, min(g.since) AS mark
      FROM registration g
     WHERE g.state = 'to_register' AND g.since <= :day {among}
     GROUP BY g.person_id
"""

_NO_DENTIST = """
    SELECT c.person_id, NULL AS detail, c.issued AS mark
      FROM certificate c
     WHERE {valid}
       AND NOT EXISTS (SELECT 1 FROM dentist d
                        WHERE d.person_id = c.person_id
                          AND (d.from_day IS NULL OR d.from_day <= :day))
"""

_OF_ANSWER = """
       (SELECT {what} FROM response r WHERE r.person_id = c.person_id AND r.answered <= :day
         ORDER BY r.answered DESC, r.id DESC LIMIT 1)
"""
_LAST = """
       (SELECT a.day FROM assessment a
         WHERE a.person_id = c.person_id AND a.day <= :day AND {performed}
         ORDER BY a.day DESC LIMIT 1)
"""
VISITED = """
       (SELECT l.unit_id FROM residence l
         WHERE l.person_id = {person} AND l.unit_id IS NOT NULL
           AND l.from_day <= :day AND (l.to_day IS NULL OR l.to_day >= :day)
         ORDER BY CASE l.kind WHEN 'visit' THEN 1 WHEN 'home' THEN 2 ELSE 3 END, l.id LIMIT 1)
"""
"""The unit that somebody is visited at: where visits are made, else the home, else whose care."""
PLANNED_FOR = """
       (SELECT min(k.day) FROM planned_visit v JOIN round k ON k.id = v.round_id
         WHERE v.person_id = {person} AND v.cancelled_on IS NULL
           AND k.state = 'planned' AND k.day >= :day)
"""
"""The day of the round that somebody is planned for."""
# The newest visit since the last assessment that was tried and led to none. It parks the person to
# the next round where visits are made.
_TRIED = """
       (SELECT t.day || ' ' || t.outcome || CASE WHEN EXISTS (
                   SELECT 1 FROM round k
                    WHERE k.unit_id = {visited} AND k.state <> 'cancelled'
                      AND k.day > t.day AND k.day <= :day) THEN '' ELSE ' parked' END
          FROM assessment t
         WHERE t.person_id = c.person_id AND t.day <= :day AND t.duplicate_of_id IS NULL
           AND t.outcome NOT IN ('performed', 'cancelled_by_provider', 'cancelled_by_unit')
           AND NOT EXISTS (SELECT 1 FROM assessment a
                            WHERE a.person_id = t.person_id AND a.day >= t.day AND a.day <= :day
                              AND {performed})
         ORDER BY t.day DESC, t.id DESC LIMIT 1)
"""
# Most have been assessed: how somebody answered is looked up for the few who have not.
_ASSESSMENT = """
    SELECT c.person_id, coalesce({last}, c.issued) AS mark,
           coalesce({last} || ' ', '- ') || coalesce({planned} || ' ', '- ')
           || coalesce({tried}, '') AS detail
      FROM certificate c
     WHERE {valid}
       AND NOT EXISTS (SELECT 1 FROM assessment a
                        WHERE a.person_id = c.person_id AND a.day > :assessed_after
                          AND a.day <= :day AND {performed})
       AND {wants}
"""

_LATE = """
    SELECT c.person_id, c.issued AS mark, c.issued AS detail
      FROM certificate c
     WHERE {valid} AND NOT (c.issued >= :late_before)
       AND NOT EXISTS (SELECT 1 FROM assessment a
                        WHERE a.person_id = c.person_id AND a.day >= c.issued
                          AND a.day <= :day AND {performed})
       AND {wants}
"""

# A municipality that takes in no payment data knows of no visits: that says nothing of anybody.
_CARE_IS_KNOWN = """
       (EXISTS (SELECT 1 FROM import_batch i WHERE i.kind = 'tandvardsbesok' AND NOT i.undone)
        OR EXISTS (SELECT 1 FROM dental_visit))
"""
_NO_CARE = """
    SELECT c.person_id, coalesce(({seen}), c.issued) AS mark, ({seen}) AS detail
      FROM certificate c
     WHERE {valid} AND {known}
       AND NOT EXISTS (SELECT 1 FROM dental_visit v
                        WHERE v.person_id = c.person_id AND v.day > :cared_after
                          AND v.day <= :day)
"""
_SEEN = """
       SELECT max(v.day) FROM dental_visit v WHERE v.person_id = c.person_id AND v.day <= :day
"""

# Each bound is looked up once for a person: what was found before it is met, or found to be gone.
_NEEDED = """
       (SELECT {what} FROM assessment n
         WHERE n.person_id = c.person_id AND n.care_need IN ('not_urgent', 'urgent')
           AND n.day <= :found_by AND {found}
           AND n.day > coalesce((SELECT max(v.day) FROM dental_visit v
                                  WHERE v.person_id = c.person_id AND v.day <= :day), '1900-01-01')
           AND n.day >= coalesce((SELECT a.day FROM assessment a
                                   WHERE a.person_id = c.person_id AND a.day <= :day
                                     AND a.care_need = 'none' AND {performed}
                                   ORDER BY a.day DESC LIMIT 1), '1900-01-01'))
"""
_UNMET_NEED = """
    SELECT c.person_id, {first_need} AS mark, {worst_need} AS detail
      FROM certificate c
     WHERE {valid} AND {known} AND {first_need} IS NOT NULL
"""

_CERTIFIED = """
    SELECT c.person_id, NULL AS detail, c.issued AS mark FROM certificate c WHERE {valid}
"""

CERTIFIED = _CERTIFIED.format(valid=_VALID)
"""Everybody with a certificate valid on the day: whom the answers of a unit are about."""

_PARTS = {
    "among": "",
    "valid": _VALID,
    "wants": _OF_ANSWER.format(what="r.wants"),
    "declined": _OF_ANSWER.format(what="CASE WHEN NOT r.wants THEN r.answered END"),
    "known": _CARE_IS_KNOWN,
    "seen": _SEEN,
    "performed": performed("a"),
    **{
        name: _NEEDED.format(what=what, found=performed("n"), performed=performed("a"))
        for name, what in (("first_need", "min(n.day)"), ("worst_need", "max(n.care_need)"))
    },
    "last": _LAST.format(performed=performed("a")),
    "planned": PLANNED_FOR.format(person="c.person_id"),
    "tried": _TRIED.format(performed=performed("a"), visited=VISITED.format(person="t.person_id")),
}

ON_LIST: dict[DueList, str] = {
    which: statement.format(**_PARTS)
    for which, statement in (
        (DueList.CANDIDATES, _CANDIDATES),
        (DueList.ASSESSMENT, _ASSESSMENT),
        (DueList.OFFER, _OFFER),
        (DueList.NEVER_ASKED, _NEVER_ASKED),
        (DueList.ENDING, _ENDING),
        (DueList.UNREGISTERED, _UNREGISTERED),
        (DueList.LATE, _LATE),
        (DueList.UNMET_NEED, _UNMET_NEED),
        (DueList.NO_CARE, _NO_CARE),
        (DueList.NO_DENTIST, _NO_DENTIST),
    )
}


def on_list_among(which: DueList, persons: str) -> str:
    """ON_LIST for a few: whose id is ``persons`` (an IN or = ANY).

    The statement around it says so too; but what is added up by person an engine adds up for
    everybody before it looks at that.
    """
    if which is DueList.UNREGISTERED:
        return _UNREGISTERED.format(among=f"AND g.person_id {persons}")
    return ON_LIST[which]
