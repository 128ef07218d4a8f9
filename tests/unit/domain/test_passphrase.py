"""Which passphrases are taken and which are refused, and why."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from munhalsa.domain.passphrase import (
    LONGEST,
    SHORTEST,
    check_passphrase,
    common_passphrases,
    normalise_passphrase,
)
from munhalsa.domain.refusal import Rejected

COMMON = common_passphrases(
    ["# remark", "", "lösenord", "sommar", "borta bra men hemma bäst", "password", "helloworld"]
)


def _code(passphrase: str, *own_words: str) -> str:
    with pytest.raises(Rejected) as caught:
        check_passphrase(passphrase, common=COMMON, own_words=own_words)
    assert caught.value.field == "passphrase"
    assert not passphrase or passphrase not in caught.value.message
    return caught.value.code


@pytest.mark.parametrize(
    "passphrase",
    [
        "gröna stolar dansar tyst",
        "kvrxmtpwzhbn",
        "839174652083",
        "天地玄黄宇宙洪荒日月盈昃",
        "\t tre \n rader \x00 här",
        "Göteborg är regnigt i maj",
        "abc def ghi 72 kullar",
    ],
)
def test_any_characters_and_no_composition_rules(passphrase: str) -> None:
    assert check_passphrase(passphrase, common=COMMON, own_words=["Göteborg"]) == passphrase


@pytest.mark.parametrize(
    ("passphrase", "code"),
    [
        ("", "passphrase_too_short"),
        ("kvrxmtpwzhb", "passphrase_too_short"),
        ("kvrxmtpwzhbn" * 22, "passphrase_too_long"),
        ("borta bra men hemma bäst", "passphrase_common"),
        ("BortaBraMenHemmaBäst!", "passphrase_common"),
        ("bortabra menhemmabast", "passphrase_common"),
        ("Sommar202612!", "passphrase_common"),
        ("2026!!!Sommar", "passphrase_common"),
        ("P@$$w0rd20261", "passphrase_common"),
        ("he110w0r1d???", "passphrase_common"),
        ("lösenord lösenord", "passphrase_common"),
        ("aaaaaaaaaaaa", "passphrase_pattern"),
        ("abababababab", "passphrase_pattern"),
        ("häst7häst7häst7hä", "passphrase_pattern"),
        ("abcdefghijkl", "passphrase_pattern"),
        ("987654321098", "passphrase_pattern"),
        ("qwertyuiopåasdf", "passphrase_pattern"),
        ("1qaz2wsx3edc", "passphrase_pattern"),
        ("aaaabbbbccccdddd", "passphrase_pattern"),
        ("198507099805", "passphrase_guessable"),
        ("19850709-9805", "passphrase_guessable"),
        ("munhälsa2026!", "passphrase_guessable"),
        ("Tandvård-intyg-1", "passphrase_guessable"),
        ("Borås kommun 42!", "passphrase_guessable"),
        ("kim lind 0701234", "passphrase_guessable"),
    ],
)
def test_easily_guessed_ones_are_refused_by_their_reason(passphrase: str, code: str) -> None:
    assert _code(passphrase, "Borås", "Kim Lind", "å") == code


def test_the_limits_are_twelve_and_two_hundred_and_fifty_six() -> None:
    assert (SHORTEST, LONGEST) == (12, 256)
    longest = "".join(chr(0x4E00 + number) for number in range(256))
    assert check_passphrase(longest[:12], common=COMMON) == longest[:12]
    assert check_passphrase(longest, common=COMMON) == longest
    assert _code(longest[:11]) == "passphrase_too_short"
    assert _code(longest + "x") == "passphrase_too_long"


def test_length_counts_composed_characters() -> None:
    decomposed = unicodedata.normalize("NFD", "åäöéüñôêîâû")
    assert len(decomposed) == 22
    assert _code(decomposed) == "passphrase_too_short"


def test_half_a_surrogate_pair_is_refused() -> None:
    assert _code("gröna stolar \ud83d dansar") == "passphrase_unreadable"


@given(st.text(max_size=40))
def test_the_keyboards_way_of_composing_makes_no_difference(text: str) -> None:
    composed = normalise_passphrase(text)
    assert normalise_passphrase(unicodedata.normalize("NFD", text)) == composed
    assert normalise_passphrase(composed) == composed


@given(st.text(max_size=300))
def test_an_answer_is_the_normalised_passphrase_or_a_rejection(text: str) -> None:
    try:
        accepted = check_passphrase(text, common=COMMON, own_words=["Borås"])
    except Rejected:
        return
    assert accepted == unicodedata.normalize("NFC", text)
    assert SHORTEST <= len(accepted) <= LONGEST


@given(
    st.sampled_from(sorted(COMMON)),
    st.text("0123456789!?.-_ ", min_size=12, max_size=20),
    st.booleans(),
)
def test_figures_and_signs_around_a_common_word_do_not_help(
    word: str, extra: str, before: bool
) -> None:
    assert _code(extra + word if before else word.upper() + extra) == "passphrase_common"


@given(st.text(min_size=1, max_size=11), st.integers(2, 23))
def test_repeating_a_short_text_never_makes_a_passphrase(unit: str, times: int) -> None:
    assume(unicodedata.is_normalized("NFC", unit * times))
    with pytest.raises(Rejected):
        check_passphrase(unit * times, common=COMMON)
