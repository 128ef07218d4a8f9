"""A sample of the log (stickprov): drawn by the program, judged by a checker, and kept."""

from __future__ import annotations

from datetime import date

from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Rejected

LARGEST = 200
"""Events in one sample: more than anybody judges with care at once."""
LONGEST = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class LogSample:
    """Some events about persons out of a time, and what came of looking at them.

    ``events`` are their ids, one a line, in the order of the log; ``drawn_from`` is how many there
    were to draw among. ``remarks`` is how many of them something was the matter with.
    """

    id: str
    version: int = 1
    first_day: date
    last_day: date
    drawn_from: int
    drawn_on: date
    drawn_by: str
    events: str
    checked_on: date | None = None
    checked_by: str | None = None
    remarks: int | None = None
    result: str | None = None

    @property
    def event_ids(self) -> tuple[str, ...]:
        """The events that were drawn."""
        return tuple(self.events.splitlines())


def check_time(first: date, last: date, *, today: date, size: int) -> None:
    """Refuse a time that has not been, or that ends before it begins, and a sample of nothing."""
    if last < first:
        raise Rejected(
            "days_reversed", "Sista dagen ligger före den första. Byt plats på dem.", field="last"
        )
    if last > today:
        raise Rejected(
            "day_ahead", "Tiden har inte varit än. Välj dagar till och med i dag.", field="last"
        )
    if not 1 <= size <= LARGEST:
        raise Rejected(
            "sample_size", f"Ett stickprov har 1 till {LARGEST} händelser.", field="size"
        )


def checked(sample: LogSample, *, remarks: int, result: str) -> str:
    """The result as it is kept; refused where it says nothing, or was written before."""
    words = " ".join(result.split())
    if sample.checked_on is not None:
        raise Rejected(
            "already_checked",
            f"Resultatet skrevs redan {sample.checked_on}. Dra ett nytt stickprov.",
        )
    if not words or len(words) > LONGEST:
        raise Rejected(
            "result_missing",
            f"Skriv vad granskningen visade, högst {LONGEST} tecken. Skriv inget om enskilda.",
            field="result",
        )
    if not 0 <= remarks <= len(sample.event_ids):
        raise Rejected(
            "remarks_wrong",
            f"Antalet anmärkningar ska vara från 0 till {len(sample.event_ids)}.",
            field="remarks",
        )
    return words
