"""Swedish identity numbers: personnummer, samordningsnummer and the two kinds of reserve number.

The check digit stands over the last ten characters, so the century is never covered by it.
Messages never quote the number.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import field
from datetime import date
from enum import StrEnum

from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Rejected

FIELD = "number"

_EARLIEST_YEAR = 1800
_COORDINATION_OFFSET = 60
_LAST_COORDINATION_DAY = 91
_LAST_MONTH = 12

# NRID: capitals in use, and the two digits that stand for the century (19 and 20, plus 3 for each
# of at most 26 series; 18-21 are kept free so that no personnummer looks alike).
_NRID_LETTERS = "ABCDEFGHJKLMNPRSTUXYZ"
_NRID_SHAPE = re.compile(rf"\d{{8}}[{_NRID_LETTERS}]{{2}}[\d{_NRID_LETTERS}]\d")
_NRID_UNKNOWN_DATE = re.compile(r"00\d\d[2-9]\d[45]\d")
_NRID_CENTURIES = {
    f"{century + 3 * step:02}": century for century in (19, 20) for step in range(1, 27)
}

# LRID: K (woman), M (man), X (unknown), and what each counts as in the check digit.
_LRID_SHAPE = re.compile(r"\d{8}[KMX]\d{3}")
_LRID_VALUES = str.maketrans("KMX", "578")

_LAST_FOUR_AFTER_PLUS = re.compile(r"[^+]*\+[^+]{4}")
_MINUS_SIGN = "\N{MINUS SIGN}"
# The same by ASCII alone, which nearly every number is typed in: what is unseen, a blank, a dash.
_ASCII_SEPARATORS = dict.fromkeys([*range(0x21), ord("-"), 0x7F])


class IdentityKind(StrEnum):
    """Which register the number comes from."""

    PERSONAL = "personal_identity_number"
    COORDINATION = "coordination_number"
    VGR_RESERVE = "vgr_reserve_number"
    NATIONAL_RESERVE = "national_reserve_number"


class Sex(StrEnum):
    """Sex as the number tells it."""

    FEMALE = "female"
    MALE = "male"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityNumber:
    """A valid number; ``birth_date`` is None where only the year, or nothing, can be known.

    The number and the date are left out of ``repr`` so that they cannot end up in a log.
    """

    value: str = field(repr=False)
    kind: IdentityKind
    birth_year: int | None = field(repr=False)
    birth_date: date | None = field(repr=False)
    sex: Sex


# Looked up once: a file has 50,000 numbers, and Python 3.11 finds a member by a function.
_PERSONAL, _COORDINATION = IdentityKind.PERSONAL, IdentityKind.COORDINATION
_FEMALE, _MALE = Sex.FEMALE, Sex.MALE


def _pair_sums() -> dict[str, int]:
    """Luhn's contribution of every pair of digits, the first of them doubled."""
    return {
        f"{first}{second}": first * 2 // 10 + first * 2 % 10 + second
        for first in range(10)
        for second in range(10)
    }


_PAIR_SUMS = _pair_sums()


def parse(text: str, *, today: date) -> IdentityNumber:
    """Read a number typed or pasted by somebody, with 10 or 12 characters."""
    number, _ = read(text, today=today)
    return number


def read(text: str, *, today: date) -> tuple[IdentityNumber, bool]:
    """Like ``parse``, and tells whether the century had to be worked out from ``today``."""
    century_missing = False
    plus = False
    if len(text) == 12 and text.isdecimal() and text.isascii():
        value = text
    else:
        value, plus = _clean(text)
    if len(value) == 10:
        century_missing = True
        value = _with_century(value, plus=plus, today=today)
    number = describe(value)
    if _is_after(number, today):
        raise Rejected(
            "identity_number_date",
            "Numrets födelsedatum ligger efter dagens datum. Kontrollera numret mot underlaget.",
            field=FIELD,
        )
    return number, century_missing


def earlier_century(text: str, *, today: date, lowest_age: int) -> IdentityNumber | None:
    """The person a hundred years older that a number without century may mean instead.

    None unless the century was left out and the latest one gives somebody who does not reach
    ``lowest_age`` in the year of ``today``.
    """
    number, century_missing = read(text, today=today)
    if not century_missing:
        return None
    return century_before(number, today=today, lowest_age=lowest_age)


def century_before(
    number: IdentityNumber, *, today: date, lowest_age: int
) -> IdentityNumber | None:
    """The same ten characters a century earlier, where ``number`` is below ``lowest_age``."""
    if number.birth_year is None or today.year - number.birth_year >= lowest_age:
        return None
    older = f"{int(number.value[:2]) - 1}{number.value[2:]}"
    try:
        return describe(older)
    except Rejected:  # 29 February of a year that was no leap year
        return None


def describe(value: str) -> IdentityNumber:
    """What a number of 12 characters says; refused unless it is right in every part."""
    if len(value) != 12 or not value.isascii():
        raise _malformed()
    if value.isdecimal():
        return _describe_digits(value)
    if _LRID_SHAPE.fullmatch(value):
        return _describe_vgr_reserve(value)
    if _NRID_SHAPE.fullmatch(value):
        return _describe_national_reserve(value)
    raise _malformed()


def masked(value: str) -> str:
    """The number as people see it on screen: ``YYYYMMDD-••••``."""
    return f"{value[:8]}-••••"


def masked_as_written(text: str) -> str:
    """What stands for a number in somebody's list, right or wrong, without its last four signs."""
    left, kept = 4, []
    for sign in reversed(text):
        hides = left and sign.isalnum()
        kept.append("•" if hides else sign)
        left -= bool(hides)
    return "".join(reversed(kept))


def formatted(value: str) -> str:
    """The whole number as it is printed: ``YYYYMMDD-NNNN``."""
    return f"{value[:8]}-{value[8:]}"


def without_separators(text: str) -> str:
    """What is left of a number, typed or pasted, without any dash, blank or unseen character."""
    if text.isascii():
        return text.translate(_ASCII_SEPARATORS)
    kept = []
    for character in unicodedata.normalize("NFKC", text):
        category = unicodedata.category(character)
        if category in ("Pd", "Cf", "Cc", "Zs", "Zl", "Zp") or character == _MINUS_SIGN:
            continue
        kept.append(character)
    return "".join(kept)


def _clean(text: str) -> tuple[str, bool]:
    """The bare characters, in capitals, and whether a plus sign stood before the last four."""
    bare = without_separators(text)
    plus = "+" in bare
    if plus and not _LAST_FOUR_AFTER_PLUS.fullmatch(bare):
        raise _malformed()
    return bare.replace("+", "").upper(), plus


def _with_century(value: str, *, plus: bool, today: date) -> str:
    """The latest century whose date is not after ``today``; with a plus, the one before that."""
    if not (value[:6].isascii() and value[:6].isdecimal()):
        raise _malformed()
    day = int(value[:6])
    if int(value[4:6]) >= _COORDINATION_OFFSET:
        day -= _COORDINATION_OFFSET
    century = today.year // 100
    if century * 1_000_000 + day > _as_number(today):
        century -= 1
    if plus:
        century -= 1
    return f"{century}{value}"


def _as_number(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day


def _is_after(number: IdentityNumber, today: date) -> bool:
    """Whether the birth lies after ``today``, as far as the number tells."""
    if number.birth_date is not None:
        return number.birth_date > today
    if number.birth_year is None:
        return False
    return int(number.value[:8]) - _COORDINATION_OFFSET > _as_number(today)


def _describe_digits(value: str) -> IdentityNumber:
    year, month, day = int(value[:4]), int(value[4:6]), int(value[6:8])
    if day < _COORDINATION_OFFSET:
        kind = _PERSONAL
        birth_date: date | None = _calendar_date(year, month, day)
    else:
        kind = _COORDINATION
        birth_date = _coordination_date(year, month, day)
    _require_check_digit(value)
    return IdentityNumber(
        value=value,
        kind=kind,
        birth_year=year,
        birth_date=birth_date,
        sex=_MALE if value[10] in "13579" else _FEMALE,
    )


def _describe_vgr_reserve(value: str) -> IdentityNumber:
    birth_date = _calendar_date(int(value[:4]), int(value[4:6]), int(value[6:8]))
    letter, serial = value[8], int(value[9:11])
    right_serial = {
        "K": 6 <= serial <= 79 and serial % 2 == 0,
        "M": 6 <= serial <= 79 and serial % 2 == 1,
        "X": 80 <= serial <= 89,
    }
    if not right_serial[letter]:
        raise _malformed()
    _require_check_digit(value.translate(_LRID_VALUES))
    return IdentityNumber(
        value=value,
        kind=IdentityKind.VGR_RESERVE,
        birth_year=birth_date.year,
        birth_date=birth_date,
        sex={"K": Sex.FEMALE, "M": Sex.MALE, "X": Sex.UNKNOWN}[letter],
    )


def _describe_national_reserve(value: str) -> IdentityNumber:
    birth_date = None
    if not _NRID_UNKNOWN_DATE.match(value):
        century = _NRID_CENTURIES.get(value[:2])
        if century is None:
            raise _malformed()
        birth_date = _calendar_date(
            century * 100 + int(value[2:4]), int(value[4:6]), int(value[6:8])
        )
    if _national_check_digit(value[:11]) != int(value[11]):
        raise _wrong_check_digit()
    sign = value[10]
    known = Sex.MALE if sign in "13579" else Sex.FEMALE
    return IdentityNumber(
        value=value,
        kind=IdentityKind.NATIONAL_RESERVE,
        birth_year=None if birth_date is None else birth_date.year,
        birth_date=birth_date,
        sex=known if sign.isdecimal() else Sex.UNKNOWN,
    )


def _national_check_digit(first_eleven: str) -> int:
    """Luhn over all eleven, a letter counting as its ASCII code, digits of each product added."""
    total = 0
    for index, character in enumerate(first_eleven):
        amount = int(character) if character.isdecimal() else ord(character)
        total += sum(map(int, str(amount * (2 - index % 2))))
    return -total % 10


def _require_check_digit(digits: str) -> None:
    sums = _PAIR_SUMS
    total = (
        sums[digits[2:4]]
        + sums[digits[4:6]]
        + sums[digits[6:8]]
        + sums[digits[8:10]]
        + sums[digits[10:12]]
    )
    if total % 10:
        raise _wrong_check_digit()


def _calendar_date(year: int, month: int, day: int) -> date:
    if year < _EARLIEST_YEAR:
        raise _no_such_date()
    try:
        return date(year, month, day)
    except ValueError:
        raise _no_such_date() from None


def _coordination_date(year: int, month: int, day: int) -> date | None:
    """The birth date, or None where it is unknown or is a day that the calendar lacks."""
    if year < _EARLIEST_YEAR or month > _LAST_MONTH or day > _LAST_COORDINATION_DAY:
        raise _no_such_date()
    try:
        return date(year, month, day - _COORDINATION_OFFSET)
    except ValueError:
        return None


def _malformed() -> Rejected:
    return Rejected(
        "identity_number_format",
        "Numret ska ha 10 eller 12 tecken, i formen ÅÅÅÅMMDD-NNNN. Kontrollera numret mot "
        "underlaget.",
        field=FIELD,
    )


def _no_such_date() -> Rejected:
    return Rejected(
        "identity_number_date",
        "Numrets datum finns inte i kalendern. Kontrollera numret mot underlaget.",
        field=FIELD,
    )


def _wrong_check_digit() -> Rejected:
    return Rejected(
        "identity_number_checksum",
        "Kontrollsiffran stämmer inte, så någon siffra är fel. Kontrollera numret mot underlaget.",
        field=FIELD,
    )
