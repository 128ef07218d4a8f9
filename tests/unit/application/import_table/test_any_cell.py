"""Any cell whatever is read as what it says, or refused: never as something else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from munhalsa.application.import_table.cells import Repaired, converter_for
from munhalsa.application.import_table.kinds import Choice, Column, ValueType
from munhalsa.application.import_table.raw_table import Cell
from munhalsa.domain.identity import IdentityNumber
from munhalsa.domain.refusal import Rejected
from tests.support.tables import AROUND

CHOICES = (Choice(code="2a", word="2a", also=("Boende",)), Choice(code="other", word="Annan"))

# What people and programs put into cells that are meant for days, numbers and yes or no.
WORDS = """
    0 1 2 3 12 13 28 29 30 31 99 00 19 20 26 1900 1936 2026 2068 2199 260301 20260301 46082 360101
    19360101-6987 6987 + - − / . , : T ja nej J x mars mar maj feb sant Falskt e E E+11 ' ’ år och
    äldre 504 30 SE- SE nan inf 1,000 1.5 ٣ Ⅷ ３ ½ å
"""
HIDDEN = [" ", "\n", "\t", "\u00a0", "\u202f", "\u200b", "\ufeff", "\u202e"]
PIECES = st.sampled_from([*WORDS.split(), *HIDDEN])
TEXTS = st.lists(PIECES, max_size=7).map("".join) | st.text(max_size=12)
NUMBERS = st.floats() | st.integers(-(10**14), 10**14) | st.sampled_from([46082, 193601016987.0])
OTHERS = st.booleans() | st.dates() | st.datetimes() | st.times() | st.timedeltas()
CELLS: st.SearchStrategy[Cell] = TEXTS | NUMBERS | OTHERS


def _read(kind: ValueType, cell: Cell) -> Any:
    """The value; None where the cell is empty or refused."""
    column = Column(
        key="k", heading="Kolumn", type=kind, explanation="", choices=CHOICES, required=False
    )
    try:
        value = converter_for(column, AROUND)(cell)
    except Rejected:
        return None
    return value.value if isinstance(value, Repaired) else value


def _groups(text: str) -> list[str]:
    shown = "".join(sign for sign in text if sign.isprintable() or sign.isspace())
    return re.findall(r"\d+", shown, re.ASCII)


SMALL, LARGE = settings(max_examples=120), settings(max_examples=10_000)
YES = ("ja", "j", "1", "sant", "x", "true", "yes", "y")
NO = ("nej", "n", "0", "falskt", "false", "no", "")
MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


def _days_that_it_says(text: str) -> Iterator[tuple[int, int, int]]:
    """Every year, month and day that the digits of a text can be read as, by anybody."""
    for groups in (_groups(text), _groups(text)[:3], _groups(text)[:2], _groups(text)[:1]):
        numbers = [int(group) for group in groups]
        if len(groups) == 1 and len(groups[0]) in (6, 8):
            yield int(groups[0][:-4]), int(groups[0][-4:-2]), int(groups[0][-2:])
        if len(groups) == 1 and len(groups[0]) <= 5:
            serial = date(1899, 12, 30) + timedelta(days=numbers[0])
            yield serial.year, serial.month, serial.day
        if len(groups) == 3:
            yield from ((y, m, d) for y, m, d in permutations(numbers))
        for number, name in enumerate(MONTHS, start=1):
            if len(groups) == 2 and name in text.lower():
                yield numbers[1], number, numbers[0]


def _check_day(cell: Cell) -> None:
    day = _read(ValueType.DATE, cell)
    if day is None:
        return
    assert type(day) is date
    assert date(1900, 1, 1) <= day or isinstance(cell, date)
    if isinstance(cell, datetime | date):
        assert day.isoformat() == cell.isoformat()[:10]
    elif isinstance(cell, str):
        said = {(year % 100, month, of) for year, month, of in _days_that_it_says(cell)}
        assert (day.year % 100, day.month, day.day) in said
    else:
        assert not isinstance(cell, bool | time | timedelta)
        in_digits = int(day.strftime("%Y%m%d")), int(day.strftime("%y%m%d"))
        since_1900 = (day - date(1899, 12, 30)).days
        assert int(cell) in (*in_digits, since_1900)


def _check_number(cell: Cell) -> None:
    for kind in (ValueType.INTEGER, ValueType.DECIMAL):
        number = _read(kind, cell)
        if number is None:
            continue
        assert not isinstance(cell, bool | date | time | timedelta)
        if isinstance(cell, str):
            plain = "".join(cell.replace(",", ".").replace("−", "-").split())
            plain = "".join(sign for sign in plain if sign.isascii() and sign.isprintable())
            assert Decimal(plain) == number or float(plain) == number
            assert kind is ValueType.DECIMAL or not re.search(r"[.,]\d{3}", cell)
        else:
            assert number == cell


def _check_answer(cell: Cell) -> None:
    answer = _read(ValueType.YES_NO, cell)
    if answer is None:
        return
    word = "".join(sign for sign in str(cell).casefold() if sign.isalnum() and sign.isprintable())
    if isinstance(cell, float):
        word = word.removesuffix("0")
    assert word in (YES if answer else NO)


def _check_identity(cell: Cell) -> None:
    number = _read(ValueType.IDENTITY_NUMBER, cell)
    if number is None:
        return
    assert isinstance(number, IdentityNumber)
    assert not isinstance(cell, bool | date | time | timedelta)
    written = str(int(cell)) if isinstance(cell, int | float) else cell
    if re.search(r"[eE]", written):
        written = str(int(Decimal(written.strip().lstrip("'’").replace(",", "."))))
    digits = "".join(str(int(sign)) for sign in written if sign.isdecimal())
    digits = digits[: len(digits) - 1] if re.search(r"[.,]0$", written.strip()) else digits
    assert number.value.endswith(digits.lstrip("0")) or digits.startswith(number.value)


def _check_words(cell: Cell) -> None:
    chosen = _read(ValueType.CHOICE, cell)
    words = {"2a": {"2a", "boende"}, "other": {"annan", "other"}, None: None}[chosen]
    shown = "".join(sign for sign in str(cell).casefold() if sign.isalnum())
    assert words is None or shown in words
    age = _read(ValueType.AGE, cell)
    assert age is None or str(age) == (_groups(str(cell))[0].lstrip("0") or "0")
    for kind in (ValueType.TEXT, ValueType.PHONE, ValueType.POSTAL_CODE):
        text = _read(kind, cell)
        assert text is None or (isinstance(text, str) and text == " ".join(text.split()))
    code = _read(ValueType.MUNICIPALITY_CODE, cell)
    assert code is None or code.lstrip("0") == _groups(str(cell))[0].lstrip("0")


CHECKS = [_check_day, _check_number, _check_answer, _check_identity, _check_words]


@pytest.mark.parametrize("check", CHECKS)
@SMALL
@given(cell=CELLS)
def test_a_cell_is_read_as_it_says_or_refused(check: Any, cell: Cell) -> None:
    check(cell)


@pytest.mark.long
@pytest.mark.parametrize("check", CHECKS)
@LARGE
@given(cell=CELLS)
def test_a_great_many_cells_are_read_as_they_say(check: Any, cell: Cell) -> None:
    check(cell)


@pytest.mark.parametrize("text", ["1,000", "1.000", "12,000", "1 000,000"])
def test_a_number_that_may_mean_thousands_is_refused(text: str) -> None:
    assert _read(ValueType.INTEGER, text) is None
    assert _read(ValueType.INTEGER, text[:-1]) is not None
