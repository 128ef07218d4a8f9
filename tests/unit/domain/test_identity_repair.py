"""Cells as Excel leaves them: mended where that is certain, refused where it is not."""

from datetime import date

import pytest

from munhalsa.domain.identity_repair import RepairKind, parse_for_import
from munhalsa.domain.refusal import Rejected

TODAY = date(2026, 11, 22)
NUMBER_CELL, LEADING_ZERO, CENTURY = RepairKind


def imported(cell: object, lowest_age: int = 20) -> tuple[str, tuple[RepairKind, ...]]:
    number, repair = parse_for_import(cell, today=TODAY, lowest_age=lowest_age)
    return number.value, () if repair is None else repair.kinds


def code_of(cell: object) -> str:
    with pytest.raises(Rejected) as caught:
        parse_for_import(cell, today=TODAY, lowest_age=20)
    assert caught.value.field == "number"
    return caught.value.code


@pytest.mark.parametrize(
    "cell",
    ["193601016987", "19360101-6987", "360101-6987", "3601016987", " 360101 6987", "'3601016987"],
)
def test_what_is_not_damaged_is_not_repaired(cell: str) -> None:
    assert imported(cell) == ("193601016987", ())
    assert parse_for_import(cell, today=TODAY, lowest_age=20)[1] is None


@pytest.mark.parametrize("digit", "0123456789")
def test_no_zeros_are_put_before_anything_but_digits(digit: str) -> None:
    """Else one of ten reserve numbers that had lost its first signs would pass as another."""
    assert code_of(f"829K06{digit}") == "identity_number_format"


@pytest.mark.parametrize(
    "cell",
    [
        193601016987,
        193601016987.0,
        3601016987,
        3601016987.0,
        "193601016987.0",
        "193601016987,00",
        "3601016987.0",
        "1,93601016987E+11",
        "1.93601016987e11",
        "3,601016987E+09",
    ],
)
def test_a_number_cell_is_read_whole(cell: object) -> None:
    assert imported(cell) == ("193601016987", (NUMBER_CELL,))


@pytest.mark.parametrize(
    ("cell", "value", "kinds"),
    [
        (101012391, "200101012391", (NUMBER_CELL, LEADING_ZERO)),
        ("101012391", "200101012391", (LEADING_ZERO,)),
        ("1,01012391E+08", "200101012391", (NUMBER_CELL, LEADING_ZERO)),
        (601237, "200000601237", (NUMBER_CELL, LEADING_ZERO)),
    ],
)
def test_zeros_lost_at_the_front_come_back(
    cell: object, value: str, kinds: tuple[RepairKind, ...]
) -> None:
    assert imported(cell) == (value, kinds)


def test_the_age_limit_settles_a_century_that_is_not_written() -> None:
    assert imported("210101-2397") == ("192101012397", (CENTURY,))
    assert imported(2101012397) == ("192101012397", (NUMBER_CELL, CENTURY))
    assert imported("210101-2397", lowest_age=5) == ("202101012397", ())


def test_a_century_that_is_written_stays() -> None:
    assert imported("20210101-2397") == ("202101012397", ())
    assert imported("210101+2397") == ("192101012397", ())


def test_the_repair_is_told_without_the_number() -> None:
    _, repair = parse_for_import(2101012397, today=TODAY, lowest_age=20)
    assert repair is not None
    assert repair.message == (
        "Numret stod som tal i cellen och har lästs som text. Århundradet saknades och det senaste "
        "gav någon under åldersgränsen, så århundradet före har valts."
    )


@pytest.mark.parametrize(
    "cell", ["193601016988", 193601016988, 3601016988, "3601016988", 101012398]
)
def test_a_wrong_check_digit_is_never_mended(cell: object) -> None:
    assert code_of(cell) == "identity_number_checksum"


@pytest.mark.parametrize("cell", ["1,93601E+11", "1,9360101698E+11", "2E+11", "1,936010169870E+11"])
def test_digits_that_a_spreadsheet_rounded_away_are_gone(cell: str) -> None:
    assert code_of(cell) == "identity_number_rounded"


@pytest.mark.parametrize(
    "cell",
    [
        None,
        True,
        -3601016987,
        3601016987.5,
        float("nan"),
        float("inf"),
        date(1936, 1, 1),
        "",
        "12345",
        12345,
        36010169870,
    ],
)
def test_what_is_no_number_is_refused(cell: object) -> None:
    assert code_of(cell) == "identity_number_format"


def test_a_birth_date_alone_is_not_taken_for_a_number() -> None:
    assert code_of(19360101) == "identity_number_date"
    assert code_of("20010112") == "identity_number_date"
