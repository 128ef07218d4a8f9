"""Personnummer that belong to nobody: individual numbers 980 to 999 are kept for tests."""

from datetime import date

FIRST_BIRTH = date(1906, 1, 1)
DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)
PER_DAY = 10
"""Numbers of each sex that one day has room for."""

COORDINATION_NUMBERS = (
    "193107632386",
    "193407672389",
    "193601752383",
    "193811682396",
    "194111692382",
    "194505722399",
    "194804642397",
    "195112722391",
    "195501862394",
    "195810722396",
    "196205862391",
    "196602652387",
    "197002822398",
    "197403872380",
)
"""Out of the Swedish Tax Agency's list of samordningsnummer for tests (CC0)."""


class NumbersUsedUp(ValueError):
    """More persons were asked for than there are numbers for tests."""


class NumberBook:
    """Hands out each number once; a full day gives one of the nearest later day with room."""

    def __init__(self, *, last_birth: date) -> None:
        self._first = FIRST_BIRTH.toordinal()
        self._last = last_birth.toordinal()
        days = self._last - self._first + 1
        self._used = {woman: bytearray(days) for woman in (True, False)}
        self._onward = {woman: list(range(days + 1)) for woman in (True, False)}

    def draw(self, *, birth: int, woman: bool) -> tuple[str, int]:
        """A new number and the birthday in it, both days as proleptic ordinals."""
        wanted = min(max(birth, self._first), self._last) - self._first
        day = self._with_room(wanted, woman)
        used = self._used[woman]
        if day == len(used):
            day = self._with_room(0, woman)
            if day == len(used):
                raise NumbersUsedUp("There are no more personnummer for tests to hand out.")
        count = used[day]
        used[day] = count + 1
        if count + 1 == PER_DAY:
            self._onward[woman][day] = day + 1
        ordinal = self._first + day
        slot = (ordinal * 7 + count * 3) % PER_DAY
        individual = 980 + 2 * slot + (0 if woman else 1)
        return personnummer(date.fromordinal(ordinal), individual), ordinal

    def _with_room(self, day: int, woman: bool) -> int:
        onward = self._onward[woman]
        root = day
        while onward[root] != root:
            root = onward[root]
        while onward[day] != root:
            onward[day], day = root, onward[day]
        return root


def personnummer(birth: date, individual: int) -> str:
    """Twelve characters, with the check digit that belongs to them."""
    text = f"{birth.year:04d}{birth.month:02d}{birth.day:02d}{individual:03d}"
    total = sum(DOUBLED[int(digit)] for digit in text[2::2])
    total += sum(int(digit) for digit in text[3::2])
    return text + str(-total % 10)
