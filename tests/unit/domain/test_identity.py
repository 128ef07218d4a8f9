"""Every test number that Skatteverket reserves, the reserve numbers, and what must be refused."""

import contextlib
import json
import random
import string
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from personnummer import personnummer

from munhalsa.domain.identity import (
    IdentityKind,
    IdentityNumber,
    Sex,
    century_before,
    describe,
    earlier_century,
    formatted,
    masked,
    masked_as_written,
    parse,
    read,
)
from munhalsa.domain.refusal import Rejected

TODAY = date(2026, 11, 22)
NUMBERS = Path(__file__).parents[2] / "fixtures" / "numbers"
PERSONAL: list[str] = sorted(
    set(json.loads((NUMBERS / "personal_identity_numbers.json").read_text()))
)
COORDINATION: list[str] = json.loads((NUMBERS / "coordination_numbers.json").read_text())
VGR_RESERVE = {
    "19810829M071": Sex.MALE,
    "19450829K088": Sex.FEMALE,
    "19930829X802": Sex.UNKNOWN,
}
NATIONAL_RESERVE = {
    "22950606FH20": (1995, Sex.FEMALE),
    "25780404KHD5": (1978, Sex.UNKNOWN),
    "00342145BZ31": (None, Sex.MALE),
    "00749852BZK0": (None, Sex.UNKNOWN),
}


def code_of(text: str, today: date = TODAY) -> str:
    with pytest.raises(Rejected) as caught:
        parse(text, today=today)
    assert caught.value.field == "number"
    assert not any(
        character.isdigit() for character in caught.value.message.replace("10 eller 12", "")
    )
    return caught.value.code


def right(elevens: Iterable[str]) -> list[IdentityNumber]:
    """What is right, of eleven characters with every check digit."""
    found = []
    for eleven in elevens:
        for digit in string.digits:
            with contextlib.suppress(Rejected):
                found.append(describe(eleven + digit))
    return found


def luhn(nine: str) -> int:
    products = [int(digit) * (2 - index % 2) for index, digit in enumerate(nine)]
    return -sum(product // 10 + product % 10 for product in products) % 10


def with_check_digit(eleven: str) -> str:
    return eleven + str(luhn(eleven[2:]))


class TestReservedForTests:
    def test_every_personnummer_is_accepted_as_it_stands(self) -> None:
        assert len(PERSONAL) == 41_127
        for value in PERSONAL:
            number = parse(value, today=TODAY)
            assert number.value == value
            assert number.kind is IdentityKind.PERSONAL
            assert number.birth_date is not None
            assert f"{number.birth_date:%Y%m%d}" == value[:8]
            assert number.birth_year == int(value[:4])
            assert number.sex is (Sex.MALE if int(value[10]) % 2 else Sex.FEMALE)

    def test_every_samordningsnummer_is_accepted_with_what_it_tells(self) -> None:
        assert len(COORDINATION) == 2_264
        without_birthday = 0
        for value in COORDINATION:
            number = parse(value, today=TODAY)
            assert number.value == value
            assert number.kind is IdentityKind.COORDINATION
            assert number.birth_year == int(value[:4])
            if number.birth_date is None:
                without_birthday += 1
            else:
                day = f"{number.birth_date.day + 60}"
                assert f"{number.birth_date:%Y%m}{day}" == value[:8]
        assert without_birthday == 194

    def test_the_oracle_agrees_wherever_it_has_an_answer(self) -> None:
        refused = [value for value in PERSONAL if not personnummer.valid(value)]
        assert refused == []
        for value in COORDINATION:
            known = parse(value, today=TODAY).birth_date is not None
            assert personnummer.valid(value) is known

    def test_every_single_wrong_digit_of_five_hundred_is_refused(self) -> None:
        chosen = random.Random(2026).sample(PERSONAL + COORDINATION, 500)
        for value in chosen:
            for place in range(2, 12):
                for digit in "0123456789":
                    if digit != value[place]:
                        wrong = value[:place] + digit + value[place + 1 :]
                        with pytest.raises(Rejected):
                            describe(wrong)


class TestReserveNumbers:
    @pytest.mark.parametrize("value", VGR_RESERVE)
    def test_a_vgr_reserve_number_tells_date_and_sex(self, value: str) -> None:
        number = parse(value, today=TODAY)
        assert number.kind is IdentityKind.VGR_RESERVE
        assert number.birth_date == date.fromisoformat(value[:8])
        assert number.birth_year == int(value[:4])
        assert number.sex is VGR_RESERVE[value]

    @pytest.mark.parametrize("value", NATIONAL_RESERVE)
    def test_a_national_reserve_number_tells_what_is_known(self, value: str) -> None:
        number = parse(value, today=TODAY)
        assert number.kind is IdentityKind.NATIONAL_RESERVE
        assert (number.birth_year, number.sex) == NATIONAL_RESERVE[value]
        assert (number.birth_date is None) is (number.birth_year is None)

    def test_the_century_of_a_national_reserve_number(self) -> None:
        assert describe("22950606FH20").birth_date == date(1995, 6, 6)
        assert describe("25780404KHD5").birth_date == date(1978, 4, 4)
        assert describe("23080606FH25").birth_date == date(2008, 6, 6)
        assert [one.birth_date for one in right(["97951106FH2", "98951206FH2"])] == [
            date(1995, 11, 6),
            date(2095, 12, 6),
        ]

    def test_the_serial_of_a_vgr_reserve_number_tells_the_sex(self) -> None:
        serials = {
            letter: [
                int(one.value[9:11])
                for one in right(f"19811229{letter}{serial:02}" for serial in range(100))
            ]
            for letter in "KMX"
        }
        assert serials == {
            "K": list(range(6, 79, 2)),
            "M": list(range(7, 80, 2)),
            "X": list(range(80, 90)),
        }

    @pytest.mark.parametrize("value", [*VGR_RESERVE, *NATIONAL_RESERVE])
    def test_any_other_check_digit_is_refused(self, value: str) -> None:
        for digit in "0123456789":
            if digit != value[11]:
                assert code_of(value[:11] + digit) == "identity_number_checksum"

    @pytest.mark.parametrize(
        "value",
        [
            "19810829M060",  # even for a man
            "19810829K071",  # odd for a woman
            "19810829X072",  # below 80 for unknown
            "19810829M059",  # below 06
            "19810829M819",  # above 79
            "19810829K809",
            "19810829X904",  # above 89
            "19810829A071",  # no such letter
            "21950606FH20",  # 18 to 21 are kept free
            "24950606FH20",  # a step of the 18th or 21st century
            "99950606FH20",  # above 26 steps
            "00341945BZ31",  # month of an unknown date below 20
            "00342139BZ31",  # day below 40
            "00342160BZ31",  # day above 59
            "22950606IH20",  # letters that are left out
            "22950606FO20",
            "22950606FHQ0",
            "22950606FHVA",
        ],
    )
    def test_what_the_formats_do_not_allow(self, value: str) -> None:
        assert code_of(value) == "identity_number_format"

    @pytest.mark.parametrize("value", ["19810231M071", "22950631FH20"])
    def test_a_reserve_number_needs_a_day_of_the_calendar(self, value: str) -> None:
        assert code_of(value) == "identity_number_date"

    def test_small_letters_and_a_hyphen_are_taken(self) -> None:
        assert parse("19810829-m071", today=TODAY).value == "19810829M071"
        assert parse("00342145-bz31", today=TODAY).value == "00342145BZ31"

    def test_ten_characters_get_a_century(self) -> None:
        assert parse("810829-M071", today=TODAY).value == "19810829M071"
        assert code_of("950606FH20") == "identity_number_format"


class TestWriting:
    @pytest.mark.parametrize(
        "text",
        [
            "193601016987",
            "19360101-6987",
            "360101-6987",
            "3601016987",
            " 19360101 6987 ",
            "19360101–6987",
            "19360101\u22126987",
            "1936\u00a00101\u00a06987",
            "\ufeff19360101\u200b-6987\u200e",
            "１９３６０１０１－６９８７",
            "19360101+6987",
            "19360101-6987\r\n",
        ],
    )
    def test_hyphens_spaces_and_pasted_rubbish_are_taken(self, text: str) -> None:
        assert parse(text, today=TODAY).value == "193601016987"

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "-",
            "1936",
            "36010169",
            "36010169870",
            "1936010169870",
            "+3601016987",
            "360101++6987",
            "3601016+987",
            "36010a6987",
            "a601016987",
            "19360101698a",
            "١٩٣٦٠١٠١٦٩٨٧",
            "1936.0101.6987",
        ],
    )
    def test_anything_else_is_no_number(self, text: str) -> None:
        assert code_of(text) == "identity_number_format"

    @pytest.mark.parametrize("sign", [chr(code) for code in (*range(0x21), 0x7F)])
    def test_what_cannot_be_seen_is_passed_over(self, sign: str) -> None:
        assert parse(f"19360101{sign}6987", today=TODAY).value == "193601016987"

    @pytest.mark.parametrize("sign", sorted(set(string.punctuation) - set("-+")))
    def test_no_other_sign_is(self, sign: str) -> None:
        assert code_of(f"19360101{sign}6987") == "identity_number_format"

    def test_what_is_stored_is_plain_and_has_twelve_characters(self) -> None:
        for value in ("3601016987", "١٩٣٦٠١٠١٦٩٨٧", "19360101-698"):
            with pytest.raises(Rejected, match="10 eller 12 tecken"):
                describe(value)

    def test_masked_and_formatted(self) -> None:
        assert masked("193601016987") == "19360101-••••"
        assert formatted("193601016987") == "19360101-6987"

    def test_neither_number_nor_birthday_is_in_the_repr(self) -> None:
        shown = repr(describe("193601016987"))
        assert "1936" not in shown
        assert "personal_identity_number" in shown


class TestDates:
    @pytest.mark.parametrize(
        ("eleven", "birth_date"),
        [
            ("19360061239", None),  # month unknown
            ("19360360239", None),  # day unknown
            ("19360060239", None),
            ("19360491239", None),  # 31 April
            ("19360361239", date(1936, 3, 1)),
        ],
    )
    def test_a_samordningsnummer_may_lack_a_birthday(
        self, eleven: str, birth_date: date | None
    ) -> None:
        number = parse(with_check_digit(eleven), today=TODAY)
        assert number.birth_date == birth_date
        assert number.birth_year == 1936

    @pytest.mark.parametrize(
        "eleven",
        [
            "19360231239",  # 31 February
            "19360100239",
            "19361301239",
            "19360132239",
            "19360159239",
            "19361361239",  # month 13
            "19360192239",  # day 32
            "17360101239",  # before anybody who has got a number
            "17360161239",
            "00000101239",
        ],
    )
    def test_a_date_that_cannot_be_is_refused(self, eleven: str) -> None:
        assert code_of(with_check_digit(eleven)) == "identity_number_date"

    @pytest.mark.parametrize("eleven", ["20261123239", "20261183239", "20270060239", "20261260239"])
    def test_nobody_is_born_after_today(self, eleven: str) -> None:
        number = with_check_digit(eleven)
        assert code_of(number) == "identity_number_date"
        assert parse(number, today=date(2027, 12, 31)).value == number
        assert describe(number).value == number

    @pytest.mark.parametrize("eleven", ["20261122239", "20261182239", "20261160239", "20260060239"])
    def test_born_today_or_earlier_this_year_is_taken(self, eleven: str) -> None:
        assert parse(with_check_digit(eleven), today=TODAY).birth_year == 2026


class TestCentury:
    def test_the_latest_that_is_not_in_the_future(self) -> None:
        today_ten = with_check_digit("20261122239")[2:]
        tomorrow_ten = with_check_digit("20261123239")[2:]
        assert parse(today_ten, today=TODAY).birth_year == 2026
        assert parse(tomorrow_ten, today=TODAY).birth_year == 1926
        assert parse(tomorrow_ten, today=date(2026, 11, 23)).birth_year == 2026

    def test_a_plus_means_a_hundred_years_earlier(self) -> None:
        ten = with_check_digit("20250101239")[2:]
        assert parse(f"{ten[:6]}-{ten[6:]}", today=TODAY).birth_year == 2025
        assert parse(f"{ten[:6]}+{ten[6:]}", today=TODAY).birth_year == 1925

    def test_a_samordningsnummer_counts_by_its_real_day(self) -> None:
        today_ten = with_check_digit("20261182239")[2:]
        unknown_day = with_check_digit("20260060239")[2:]
        unknown_day_of_this_month = with_check_digit("20261160239")[2:]
        assert parse(unknown_day_of_this_month, today=TODAY).birth_year == 2026
        assert parse(today_ten, today=TODAY).birth_year == 2026
        assert parse(unknown_day, today=TODAY).birth_year == 2026
        assert parse(today_ten, today=date(2026, 11, 21)).birth_year == 1926

    def test_a_leap_day_that_the_century_lacks_is_refused(self) -> None:
        ten = with_check_digit("20000229239")[2:]
        assert parse(ten, today=TODAY).birth_year == 2000
        assert code_of(f"{ten[:6]}+{ten[6:]}") == "identity_number_date"

    def test_whether_the_century_was_left_out(self) -> None:
        assert read("193601016987", today=TODAY)[1] is False
        assert read("360101-6987", today=TODAY)[1] is True

    def test_the_century_before_is_offered_for_somebody_below_the_age_limit(self) -> None:
        ten = with_check_digit("20100101239")[2:]
        older = earlier_century(ten, today=TODAY, lowest_age=20)
        assert older is not None
        assert older.birth_date == date(1910, 1, 1)
        assert older.value[2:] == ten

    def test_the_century_before_is_not_offered_otherwise(self) -> None:
        twelve = with_check_digit("20100101239")
        grown_up = with_check_digit("20060101239")[2:]
        leap_day = with_check_digit("20000229239")[2:]
        assert earlier_century(twelve, today=TODAY, lowest_age=20) is None
        assert earlier_century(grown_up, today=TODAY, lowest_age=20) is None
        assert earlier_century(grown_up, today=TODAY, lowest_age=21) is not None
        assert earlier_century(leap_day, today=TODAY, lowest_age=40) is None
        unknown = describe("00342145BZ31")
        assert century_before(unknown, today=TODAY, lowest_age=20) is None


days = st.dates(min_value=date(1850, 1, 1), max_value=TODAY)


@st.composite
def numbers(draw: st.DrawFn) -> IdentityNumber:
    """Any personnummer or samordningsnummer of somebody born by ``TODAY``."""
    born = draw(days)
    offset = draw(st.sampled_from([0, 60]))
    serial = draw(st.integers(min_value=0, max_value=999))
    return describe(with_check_digit(f"{born:%Y%m}{born.day + offset:02}{serial:03}"))


def as_number(day: date) -> int:
    return int(f"{day:%Y%m%d}")


@given(numbers())
def test_what_is_printed_reads_back(number: IdentityNumber) -> None:
    assert parse(formatted(number.value), today=TODAY) == number


@given(numbers(), days)
def test_ten_digits_and_today_give_the_number_back(number: IdentityNumber, today: date) -> None:
    born = number.birth_date
    assert born is not None
    assume(born <= today)
    ten = number.value[2:]
    centuries_since = (as_number(today) - as_number(born)) // 1_000_000
    if centuries_since == 0:
        assert parse(ten, today=today) == number
    elif centuries_since == 1:
        assert parse(f"{ten[:6]}+{ten[6:]}", today=today) == number


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        number = parse(text, today=TODAY)
    except Rejected:
        return
    assert describe(number.value) == number


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("19410101-2393", "19410101-••••"),
        ("410101 2393", "410101 ••••"),
        ("19810829M071", "19810829••••"),
        ("1-2", "•-•"),
        ("", ""),
    ],
)
def test_a_number_as_somebody_wrote_it_loses_its_last_four_signs(written: str, shown: str) -> None:
    assert masked_as_written(written) == shown
