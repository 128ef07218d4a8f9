"""What a session of training may be told to be, and what follows when one is called off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from munhalsa.domain.dates import EARLIEST, months_before
from munhalsa.domain.deviation import Direction
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.swedish import search_words
from munhalsa.domain.training import CancelledBy, Training, TrainingState

MOST_PARTICIPANTS = 10_000
MOST_HUNDREDTHS = 10_000
REPEATEDLY_WITHIN_MONTHS = 12
LONGEST_NAME = 120
_HOURS = re.compile(r"(\d{1,3})(?:[.,](\d{1,2}))?", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)", re.ASCII)


def hundredths_of(text: str, *, field: str = "hours") -> int:
    """Hours as people write them (2; 1,5; 1:30) in hundredths of an hour."""
    plain = "".join(text.split())
    if found := _HOURS.fullmatch(plain):
        hundredths = int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))
    elif found := _CLOCK.fullmatch(plain):
        hundredths = int(found[1]) * 100 + round(int(found[2]) * 100 / 60)
    else:
        raise Rejected(
            "hours_invalid",
            "Skriv timmarna som ett tal med högst två decimaler, till exempel 1,5.",
            field=field,
        )
    return check_hours(hundredths, field=field)


def hours_text(hundredths: int) -> str:
    """Hours as Swedes write them: 2; 1,5; 0,75."""
    whole, part = divmod(hundredths, 100)
    return f"{whole},{part:02d}".rstrip("0") if part else str(whole)


def check_hours(hundredths: int, *, field: str = "hours") -> int:
    """Refuse a session of no length, and one that is longer than any is."""
    if not 0 < hundredths <= MOST_HUNDREDTHS:
        raise Rejected(
            "hours_out_of_range",
            f"Antalet timmar ska vara mer än 0 och högst {MOST_HUNDREDTHS // 100}.",
            field=field,
        )
    return hundredths


def names_of(text: str | None, *, field: str = "participants") -> tuple[str, ...]:
    """The names in a list with semicolons, in its order; the same name twice is two people."""
    names = tuple(" ".join(part.split()) for part in (text or "").split(";"))
    for name in names:
        if len(name) > LONGEST_NAME or not name.isprintable():
            raise Rejected(
                "name_invalid",
                f"Ett namn får ha högst {LONGEST_NAME} tecken, alla synliga. Skilj namnen åt "
                "med semikolon.",
                field=field,
            )
    return tuple(name for name in names if name)


def participants_of(
    text: str | None, *, field: str = "participants"
) -> tuple[int | None, tuple[str, ...] | None]:
    """A number of people, or names parted by semicolons; both None where nothing is written."""
    plain = (text or "").strip()
    if not plain:
        return None, None
    digits = plain.removeprefix("-")
    if digits.isascii() and digits.isdigit():
        return check_participants(int(plain), (), field=field), None
    return None, names_of(plain, field=field)


def check_participants(
    count: int | None, named: Sequence[str], *, field: str = "participants"
) -> int | None:
    """How many took part: what was counted, else as many as are named; None: not known."""
    if count is None:
        return len(named) or None
    if not 0 <= count <= MOST_PARTICIPANTS:
        raise Rejected(
            "participants_out_of_range",
            f"Antalet deltagare ska vara ett helt tal från 0 till {MOST_PARTICIPANTS}.",
            field=field,
        )
    if count < len(named):
        raise Rejected(
            "participants_below_named",
            "Antalet deltagare är mindre än antalet namn. Rätta det ena eller det andra.",
            field=field,
        )
    return count


def check_day(day: date, state: TrainingState, *, today: date, field: str = "day") -> None:
    """Refuse a session that is held in the future, and one before anybody's records."""
    if day < EARLIEST:
        raise Rejected("day_too_early", "Datumet ligger för långt bak. Rätta det.", field=field)
    if state is TrainingState.HELD and day > today:
        raise Rejected(
            "held_in_future",
            "Dagen ligger framåt i tiden. Lägg in utbildningen som planerad i stället.",
            field=field,
        )


def check_can_hold(training: Training, *, today: date) -> None:
    """Refuse to note as held what is not planned, or whose day has not come."""
    if training.state is not TrainingState.PLANNED:
        raise Rejected(
            "not_planned",
            "Bara en planerad utbildning kan noteras som hållen. "
            "Ångra den senaste ändringen om den är fel.",
            field="training",
        )
    check_day(training.day, TrainingState.HELD, today=today)


def check_can_cancel(training: Training, *, cancelled_on: date, today: date) -> None:
    """Refuse to call off what is not planned, or on a day that has not come."""
    if training.state is not TrainingState.PLANNED:
        raise Rejected(
            "not_planned",
            "Bara en planerad utbildning kan ställas in. "
            "Ångra den senaste ändringen om den är fel.",
            field="training",
        )
    if cancelled_on > today:
        raise Rejected(
            "cancelled_in_future",
            "Dagen ligger framåt i tiden. Ange den dag utbildningen ställdes in.",
            field="cancelled_on",
        )


def check_can_change(training: Training) -> None:
    """Refuse to change one that was called off."""
    if training.state is TrainingState.CANCELLED:
        raise Rejected(
            "training_cancelled",
            "Utbildningen är inställd. Ångra det först, eller lägg in en ny utbildning.",
            field="training",
        )


def deviation_of(
    training: Training, by: CancelledBy, earlier: Iterable[Training]
) -> tuple[Direction, str]:
    """The deviation to offer when it is called off; ``earlier`` are others at the same units.

    Called off by the provider a second time within a year: repeatedly.
    """
    if by is CancelledBy.MUNICIPALITY:
        return Direction.TO_MUNICIPALITY, "training_not_attended"
    since = months_before(training.day, REPEATEDLY_WITHIN_MONTHS)
    again = any(
        one.state is TrainingState.CANCELLED
        and one.cancelled_by == CancelledBy.PROVIDER
        and since < one.day <= training.day
        for one in earlier
        if one.id != training.id
    )
    category = "training_repeatedly_cancelled" if again else "training_not_held"
    return Direction.TO_PROVIDER, category


def kind_code(name: str) -> str:
    """The code of an own kind, made of its name."""
    words = search_words(name)
    if not words:
        raise Rejected("missing", "Ange vad utbildningen kallas.", field="name")
    return "_".join(("own", *words))


def name_key(name: str) -> tuple[str, ...]:
    """What two writings of one name have in common: Ek, Eva is Eva Ek."""
    return tuple(sorted(search_words(name)))
