"""What disposal (gallring) needs from the store."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Protocol

from munhalsa.domain.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Disposed:
    """What went for good: rows by table, and content of the log.

    ``contents`` are the positions whose content is gone from the log and that no entry of the
    disposing event answers for, by event: the deed must tell them.
    """

    rows: Mapping[str, int]
    contents: Mapping[str, Sequence[int]]
    log_contents: int


class DisposalQueries(Protocol):
    """Finding whose records may have stood their time."""

    def last_notes(self, *, until: date) -> Mapping[str, date]:
        """The newest day of any record of a person, by id, for those whose is no later.

        Of a record count the day it was written or changed and every day it tells of, but for days
        that only lie ahead (how long a limited certificate may last, when to look again, when an
        answer is due).
        """
