"""Who stands on each list (spec: metrics, D0 to D7): one statement a list, for both engines.

Each gives ``person_id``, ``mark`` (the day that the rule counts from) and ``detail`` (what the
reason needs beyond it). At most one certificate of a person is valid on any day.
"""

from __future__ import annotations

from munhalsa.domain.due import DueList

_VALID = """
       c.voided_on IS NULL AND c.issued <= :day AND (c.last_day IS NULL OR c.last_day >= :day)
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
                          AND (c.last_day IS NULL OR c.last_day >= :day))
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
              FROM certificate c
              JOIN response a ON a.id = (
                   SELECT r.id FROM response r
                    WHERE r.person_id = c.person_id AND r.answered <= :day
                    ORDER BY r.answered DESC, r.id DESC LIMIT 1)
             WHERE {valid} AND NOT a.wants AND a.answered <= :asked_before
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
     WHERE g.state = 'to_register' AND g.since <= :day
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

_CERTIFIED = """
    SELECT c.person_id, NULL AS detail, c.issued AS mark FROM certificate c WHERE {valid}
"""

CERTIFIED = _CERTIFIED.format(valid=_VALID)
"""Everybody with a certificate valid on the day: whom the answers of a unit are about."""

ON_LIST: dict[DueList, str] = {
    which: statement.format(valid=_VALID)
    for which, statement in (
        (DueList.CANDIDATES, _CANDIDATES),
        (DueList.OFFER, _OFFER),
        (DueList.NEVER_ASKED, _NEVER_ASKED),
        (DueList.ENDING, _ENDING),
        (DueList.UNREGISTERED, _UNREGISTERED),
        (DueList.NO_DENTIST, _NO_DENTIST),
    )
}
