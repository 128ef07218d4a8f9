"""The recovery code: read back however it is typed, and no slip of the pen goes unseen."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from munhalsa.adapters.vault.recovery_code import (
    CODE_BITS,
    format_recovery_code,
    generate_recovery_code,
    read_recovery_code,
)
from munhalsa.domain.refusal import StoreUnavailable

FIGURES = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
NUMBERS = st.integers(0, 2**CODE_BITS - 1)


def _is_refused(code: str) -> bool:
    try:
        read_recovery_code(code)
    except StoreUnavailable as refusal:
        return refusal.code == "recovery_code_mistyped"
    return False


def test_a_code_has_seven_groups_of_four_that_cannot_be_mixed_up() -> None:
    codes = {generate_recovery_code() for _ in range(50)}
    assert len(codes) == 50
    for code in codes:
        assert re.fullmatch(rf"[{FIGURES}]{{4}}(-[{FIGURES}]{{4}}){{6}}", code)


@given(NUMBERS)
def test_a_code_is_read_back(number: int) -> None:
    assert read_recovery_code(format_recovery_code(number)) == number.to_bytes(16)


@given(NUMBERS)
def test_case_spaces_dashes_and_letters_like_figures_are_forgiven(number: int) -> None:
    code = format_recovery_code(number)
    sloppy = code.lower().replace("0", "o").replace("1", "l").replace("-", " – ")
    assert read_recovery_code(f"  {sloppy}\r\n") == number.to_bytes(16)
    assert read_recovery_code(code.replace("-", "").replace("1", "I")) == number.to_bytes(16)


@settings(max_examples=10)  # each with every wrong character at every place
@given(NUMBERS)
def test_every_single_wrong_character_is_seen(number: int) -> None:
    code = format_recovery_code(number).replace("-", "")
    for place, right in enumerate(code):
        for wrong in FIGURES:
            if wrong != right:
                assert _is_refused(code[:place] + wrong + code[place + 1 :])


@settings(max_examples=20)
@given(NUMBERS)
def test_every_two_characters_that_changed_places_are_seen(number: int) -> None:
    code = format_recovery_code(number).replace("-", "")
    for one in range(len(code)):
        for two in range(one):
            if code[one] != code[two]:
                swapped = list(code)
                swapped[one], swapped[two] = code[two], code[one]
                assert _is_refused("".join(swapped))


@pytest.mark.parametrize(
    "text",
    ["", "   ", "ABCD", "U" * 28, "å" * 28, "0" * 27, "0" * 29, "\ud83d" * 28],
)
def test_what_is_no_code_is_refused_with_a_sentence(text: str) -> None:
    assert _is_refused(text)


@given(st.integers(2**CODE_BITS, 2 ** (26 * 5) - 1))
def test_a_number_too_large_is_refused_although_its_check_figures_fit(number: int) -> None:
    assert _is_refused(format_recovery_code(number))


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    assert _is_refused(text) or len(read_recovery_code(text)) == 16
