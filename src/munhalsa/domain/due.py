"""What about a person waits to be done on a day (spec: metrics, D0 to D8)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from munhalsa.domain.dates import add_months, months_before
from munhalsa.domain.lazy_dataclass import dataclass

MONTHS_TO_NEW_OFFER = 12
"""How long a no stands before the person is asked again."""

MONTHS_OF_CARE = 12
"""How long an assessment holds, and how long somebody may be without dental care."""


class DueList(StrEnum):
    """The lists of people who wait; the value is the word on the command line."""

    CANDIDATES = "candidates"
    ASSESSMENT = "assessment"
    OFFER = "offer"
    NEVER_ASKED = "never-asked"
    ENDING = "ending"
    UNREGISTERED = "unregistered"
    LATE = "late"
    UNMET_NEED = "unmet-need"
    NO_CARE = "no-care"
    NO_DENTIST = "no-dentist"


class AssessmentPeriod(StrEnum):
    """How long an assessment holds before the next is due; the value is that of the setting."""

    TWELVE_MONTHS = "12_months"
    CALENDAR_YEAR = "calendar_year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """What the municipality has set for its lists.

    ``hidden_days``: an offer hides the person so long. ``offers_to_still_no``: after so many in a
    row without an answer the no stands anew. ``ending_days``: so long before its last day a
    certificate soon ends. ``late_months``: so long after it was issued the assessment is late.
    ``need_months``: so long after a need of care was found it is to have been met.
    """

    hidden_days: int = 30
    offers_to_still_no: int = 2
    ending_days: int = 60
    period: AssessmentPeriod = AssessmentPeriod.TWELVE_MONTHS
    late_months: int = 3
    need_months: int = 6


PRACTICE = Practice()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """How far the yearly question has come.

    ``stands_since``: the day that the answer counts from, that of the answer or of the last offer
    after which it stood as still no; None where nobody has answered. ``made``: offers since then.
    ``last``: the day of the newest offer since the answer.
    """

    stands_since: date | None
    made: int
    last: date | None


def asking_on(
    day: date, *, answered: date | None, offered: Iterable[date], practice: Practice = PRACTICE
) -> Asking:
    """Where the question stands; an offer made by the day of an answer is what was answered."""
    made = sorted(one for one in offered if one <= day and (answered is None or one > answered))
    if answered is None:
        return Asking(stands_since=None, made=len(made), last=max(made, default=None))
    over = len(made) - len(made) % practice.offers_to_still_no
    return Asking(
        stands_since=made[over - 1] if over else answered,
        made=len(made) - over,
        last=max(made, default=None),
    )


def is_due_again(asking: Asking, day: date, *, practice: Practice = PRACTICE) -> bool:
    """Whether a no is to be asked about again: it has stood for a year, no offer is pending."""
    if asking.stands_since is None or asking.stands_since > asked_before(day):
        return False
    return asking.last is None or asking.last <= offered_before(day, practice)


class ToDo(StrEnum):
    """What waits; the order is that in which it is shown."""

    ON_PAPER = "on_paper"
    ASK = "ask"
    EXPIRES = "expires"
    ASK_AGAIN = "ask_again"
    REGISTER = "register"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a person stands on a day.

    ``valid_to`` and ``renewed`` are of the certificate that is valid that day, ``wants`` and
    ``answered`` of the response that counts, ``waits`` whether anything is to be registered,
    ``offered`` the days of the offers made.
    """

    protected: bool
    certified: bool
    valid_to: date | None
    renewed: bool
    wants: bool | None
    answered: date | None
    waits: bool
    offered: tuple[date, ...] = ()


def asked_before(day: date) -> date:
    """A no given on this day or earlier is to be asked about again on ``day``."""
    return months_before(day, MONTHS_TO_NEW_OFFER)


def offered_before(day: date, practice: Practice = PRACTICE) -> date:
    """An offer of this day or an earlier one hides nobody any more on ``day``."""
    return day - timedelta(days=practice.hidden_days)


def expires_by(day: date, practice: Practice = PRACTICE) -> date:
    """A certificate valid to this day or an earlier one soon ends on ``day``."""
    return day + timedelta(days=practice.ending_days)


def assessed_after(day: date, practice: Practice = PRACTICE) -> date:
    """An assessment performed after this day still holds on ``day``."""
    if practice.period is AssessmentPeriod.CALENDAR_YEAR:
        return date(day.year - 1, 12, 31)
    return months_before(day, MONTHS_OF_CARE)


def late_before(day: date, practice: Practice = PRACTICE) -> date:
    """Of a certificate issued before this day the assessment is late on ``day``."""
    return months_before(day, practice.late_months)


def found_by(day: date, practice: Practice = PRACTICE) -> date:
    """A need of care found on this day or earlier is to have been met on ``day``."""
    return months_before(day, practice.need_months)


def cared_after(day: date) -> date:
    """Dental care received after this day lies within the year that ends on ``day``."""
    return months_before(day, MONTHS_OF_CARE)


def due_since(which: DueList, mark: date, *, practice: Practice = PRACTICE) -> date:
    """Since when somebody has waited; ``mark`` is the day that the list's rule counts from.

    Of the yearly assessment and of dental care it is that day itself: since then there was none.
    """
    if which is DueList.OFFER:
        return add_months(mark, MONTHS_TO_NEW_OFFER)
    if which is DueList.LATE:
        return add_months(mark, practice.late_months)
    if which is DueList.UNMET_NEED:
        return add_months(mark, practice.need_months)
    if which is DueList.ENDING:
        return mark - timedelta(days=practice.ending_days)
    return mark


def to_do_of(standing: Standing, day: date, practice: Practice = PRACTICE) -> tuple[ToDo, ...]:
    """Everything that waits, in the order of ToDo."""
    waiting = {
        ToDo.ON_PAPER: standing.protected,
        ToDo.ASK: standing.certified and standing.wants is None,
        ToDo.EXPIRES: standing.certified
        and standing.valid_to is not None
        and standing.valid_to <= expires_by(day, practice)
        and not standing.renewed,
        ToDo.ASK_AGAIN: standing.certified
        and standing.wants is False
        and is_due_again(_asking_of(standing, day, practice), day, practice=practice),
        ToDo.REGISTER: standing.waits,
    }
    return tuple(one for one, waits in waiting.items() if waits)


def _asking_of(standing: Standing, day: date, practice: Practice) -> Asking:
    return asking_on(day, answered=standing.answered, offered=standing.offered, practice=practice)
