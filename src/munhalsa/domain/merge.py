"""Two records of the same person joined into one (spec: records, merge)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """That ``other_id`` is now ``person_id``: its number and id still lead there.

    ``event_id`` is the event that did it and holds what the other record was.
    """

    id: str
    version: int = 1
    person_id: str
    other_id: str
    other_number: str
    event_id: str
    merged_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CameUnder:
    """A record added since under the number of the one that was joined: its own at an unmerge."""

    id: str
    version: int = 1
    person_id: str
    merge_id: str
    kind: str
    record_id: str
