"""From cells to values."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from munhalsa.application.import_table.cells import (
    Repaired,
    clean_text,
    converter_for,
    read_whole_number,
)
from munhalsa.application.import_table.kinds import Choice, Column, ValueType
from munhalsa.application.import_table.raw_table import Cell
from munhalsa.domain.identity import IdentityNumber
from munhalsa.domain.refusal import Rejected
from tests.support.tables import AROUND


def _read(kind: ValueType, cell: Cell, **settings: Any) -> Any:
    found = _outcome(kind, cell, **settings)
    return found.value if isinstance(found, Repaired) else found


def _outcome(kind: ValueType, cell: Cell, **settings: Any) -> Any:
    column = Column(key="k", heading="Kolumn", type=kind, explanation="", **settings)
    return converter_for(column, AROUND)(cell)


def _fault(kind: ValueType, cell: Cell, **settings: Any) -> str:
    with pytest.raises(Rejected) as refused:
        _read(kind, cell, **settings)
    return refused.value.code


@pytest.mark.parametrize("kind", list(ValueType))
def test_an_empty_cell_is_nothing_and_not_enough_where_it_is_required(kind: ValueType) -> None:
    for empty in ("", " ", "\u00a0"):
        assert _read(kind, empty) is None
        assert _fault(kind, empty, required=True) == "value_missing"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  Anna   Karin ", "Anna Karin"),
        ("Anna\u00a0Karin\r\nBerg", "Anna Karin Berg"),
        ("A\u030asa", "Åsa"),
        ("Anna\u202eBerg\u200b\x07", "AnnaBerg"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        (12.0, "12"),
        (12.5, "12,5"),
        (7, "7"),
        (True, "Sant"),
        (False, "Falskt"),
        (date(2026, 3, 1), "2026-03-01"),
        (datetime.combine(date(2026, 3, 1), time()), "2026-03-01"),
        (datetime.combine(date(2026, 3, 1), time(8, 30)), "2026-03-01 08:30"),
        (time(8, 30), "08:30:00"),
    ],
)
def test_text_is_one_clean_line(cell: Cell, text: str) -> None:
    assert clean_text(cell) == text


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)


def test_a_text_longer_than_the_column_holds_is_refused() -> None:
    assert _read(ValueType.TEXT, "x" * 500) == "x" * 500
    assert _fault(ValueType.TEXT, "x" * 501) == "text_too_long"


def test_a_column_of_many_lines_keeps_its_lines() -> None:
    text = _read(ValueType.TEXT, " a  b \r\n\x07c\n", many_lines=True)
    assert text == "a b\nc"
    assert _read(ValueType.TEXT, 3.0, many_lines=True) == "3"


@pytest.mark.parametrize(
    "cell",
    [
        date(2026, 3, 1),
        datetime.combine(date(2026, 3, 1), time(23, 59)),
        46082,
        46082.75,
        "46082",
        20260301.0,
        260301,
        "2026-03-01",
        "260301",
        "20260301",
        "1/3 2026",
    ],
)
def test_dates_in_every_shape(cell: Cell) -> None:
    assert _read(ValueType.DATE, cell) == date(2026, 3, 1)


@pytest.mark.parametrize(
    "cell",
    ["2026-02-30", "igår", True, time(1, 2), timedelta(days=2), date(1850, 1, 1), 12, -5, 1e12],
)
def test_what_is_no_date_is_refused(cell: Cell) -> None:
    assert _fault(ValueType.DATE, cell) == "date_invalid"


def test_the_refusal_of_a_day_names_the_column_for_a_row_may_have_many() -> None:
    with pytest.raises(Rejected, match="Kolumn går inte att läsa"):
        _read(ValueType.DATE, "juni 2025")


def test_words_that_say_as_much_as_an_empty_cell_are_no_day() -> None:
    for word in ("Tills vidare", "TILLS  VIDARE."):
        assert _read(ValueType.DATE, word, unanswered=("Tills vidare",)) is None
        assert _fault(ValueType.DATE, word) == "date_invalid"


@given(st.dates(date(1950, 1, 1), date(2046, 12, 31)))
def test_the_number_that_a_spreadsheet_keeps_for_a_day_is_that_day(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    assert _read(ValueType.DATE, float(serial)) == day


@pytest.mark.parametrize(
    ("kind", "cell", "code"),
    [
        (ValueType.DATE, 46082, "date_repaired"),
        (ValueType.DATE, "46082", "date_repaired"),
        (ValueType.DATE, "260301", None),
        (ValueType.MUNICIPALITY_CODE, 114, "municipality_code_repaired"),
        (ValueType.MUNICIPALITY_CODE, 1490, None),
        (ValueType.PHONE, 33100000, "phone_repaired"),
        (ValueType.IDENTITY_NUMBER, 193601016987.0, "identity_number_repaired"),
    ],
)
def test_what_a_spreadsheet_made_of_a_cell_is_mended_and_told(
    kind: ValueType, cell: Cell, code: str | None
) -> None:
    found = _outcome(kind, cell)
    assert (found.code if isinstance(found, Repaired) else None) == code


@pytest.mark.parametrize("cell", ["Ja", "J", "1", 1, 1.0, True, "Sant", "SANT", "x", "Vill."])
def test_yes(cell: Cell) -> None:
    assert _read(ValueType.YES_NO, cell, yes=("Vill",)) is True


@pytest.mark.parametrize("cell", ["Nej", "n", "0", 0, False, "falskt", "vill  inte"])
def test_no(cell: Cell) -> None:
    assert _read(ValueType.YES_NO, cell, no=("Vill inte",)) is False


def test_a_blank_is_no_only_where_the_column_says_so() -> None:
    assert _read(ValueType.YES_NO, "", blank=False) is False
    assert _read(ValueType.YES_NO, " ", blank=False) is False
    assert _read(ValueType.YES_NO, "Ej tillfrågad", unanswered=("Ej tillfrågad",)) is None
    assert _fault(ValueType.YES_NO, "kanske") == "yes_no_unknown"


CHOICES = (
    Choice(code="2a", word="2a", also=("Särskilt boende",)),
    Choice(code="other", word="Annan", also=("Särskilt boende",)),
)


@pytest.mark.parametrize("cell", ["2a", "2A", " 2 a", "särskilt  BOENDE"])
def test_words_for_a_choice(cell: Cell) -> None:
    assert _read(ValueType.CHOICE, cell, choices=CHOICES) == "2a"


def test_an_unknown_word_is_refused_with_the_words_there_are() -> None:
    with pytest.raises(Rejected) as refused:
        _read(ValueType.CHOICE, "Lisa", choices=CHOICES)
    assert refused.value.code == "choice_unknown"
    assert "2a, Annan" in refused.value.message
    assert "Lisa" not in refused.value.message


def test_an_unknown_word_becomes_the_rest_where_there_is_one_and_it_is_said() -> None:
    read = _outcome(ValueType.CHOICE, "Granne", choices=CHOICES, otherwise="other")
    assert isinstance(read, Repaired)
    assert (read.value, read.code) == ("other", "word_unknown")


@pytest.mark.parametrize(
    ("cell", "number"),
    [("12", 12), (12.0, 12), ("1 234", 1234), ("1\u00a0234,00", 1234), ("-3", -3), ("−3", -3)],
)
def test_whole_numbers(cell: Cell, number: int) -> None:
    assert _read(ValueType.INTEGER, cell) == number


@pytest.mark.parametrize("cell", [1.5, "1,5", "tolv", "12 34", date(2026, 1, 1), time(1)])
def test_what_is_no_whole_number_is_refused(cell: Cell) -> None:
    assert _fault(ValueType.INTEGER, cell) == "integer_invalid"


def test_a_truth_value_is_no_number() -> None:
    assert read_whole_number(True) is None


@pytest.mark.parametrize(("cell", "number"), [("1,5", 1.5), ("2.25", 2.25), (3, 3.0), ("-1", -1.0)])
def test_decimal_numbers(cell: Cell, number: float) -> None:
    assert _read(ValueType.DECIMAL, cell) == number


@pytest.mark.parametrize("cell", ["halv", "1,5,5", True, timedelta(hours=2), date(2026, 1, 1)])
def test_what_is_no_number_is_refused(cell: Cell) -> None:
    assert _fault(ValueType.DECIMAL, cell) == "number_invalid"


def test_a_number_stays_within_its_bounds() -> None:
    bounds = {"lowest": 0, "highest": 10}
    assert _read(ValueType.INTEGER, "10", **bounds) == 10
    assert _fault(ValueType.INTEGER, "-1", **bounds) == "number_too_small"
    assert _fault(ValueType.DECIMAL, "10,1", **bounds) == "number_too_large"


@pytest.mark.parametrize(
    ("cell", "age"),
    [
        ("24", 24),
        (24.0, 24),
        ("24 år", 24),
        ("100+", 100),
        ("100+ år", 100),
        ("85 år och äldre", 85),
    ],
)
def test_ages(cell: Cell, age: int) -> None:
    assert _read(ValueType.AGE, cell, lowest=0, highest=130) == age


def test_an_age_class_is_no_age() -> None:
    assert _fault(ValueType.AGE, "0-4 år") == "age_invalid"


def test_an_identity_number_that_was_damaged_is_mended_and_it_is_said() -> None:
    assert isinstance(_read(ValueType.IDENTITY_NUMBER, "19410101-2393"), IdentityNumber)
    mended = _outcome(ValueType.IDENTITY_NUMBER, 194101012393.0)
    assert isinstance(mended, Repaired)
    assert mended.value.value == "194101012393"
    assert mended.code == "identity_number_repaired"
    assert _fault(ValueType.IDENTITY_NUMBER, "194101012394") == "identity_number_checksum"


@pytest.mark.parametrize(
    ("cell", "code"), [("1490", "1490"), (1490.0, "1490"), ("1490 Borås", "1490"), (180, "0180")]
)
def test_municipality_codes(cell: Cell, code: str) -> None:
    assert _read(ValueType.MUNICIPALITY_CODE, cell) == code


@pytest.mark.parametrize("cell", ["Borås", "14", "14900"])
def test_what_is_no_municipality_code_is_refused(cell: Cell) -> None:
    assert _fault(ValueType.MUNICIPALITY_CODE, cell) == "municipality_code_invalid"


@pytest.mark.parametrize("cell", [50430, 50430.0, "50430", "504 30", "SE-504 30", "50430.0"])
def test_postal_codes_are_written_alike(cell: Cell) -> None:
    assert _read(ValueType.POSTAL_CODE, cell) == "504 30"


def test_a_foreign_postal_code_is_kept() -> None:
    assert _read(ValueType.POSTAL_CODE, "N-0150") == "N-0150"


@pytest.mark.parametrize(
    ("cell", "phone"), [(701234567.0, "0701234567"), (46701234567, "+46701234567")]
)
def test_a_phone_number_kept_as_a_number_gets_its_beginning_back(cell: Cell, phone: str) -> None:
    read = _outcome(ValueType.PHONE, cell)
    assert isinstance(read, Repaired)
    assert (read.value, read.code) == (phone, "phone_repaired")


def test_a_phone_number_as_text_is_kept_as_it_is() -> None:
    assert _read(ValueType.PHONE, "701234567") == "701234567"
    assert _read(ValueType.PHONE, "033-35 70 00 vx") == "033-35 70 00 vx"
