"""The bundled lists, and passphrases that the program makes."""

from __future__ import annotations

import math
import re

import pytest

from munhalsa.adapters.vault.passphrases import (
    accept_passphrase,
    bundled_common_passphrases,
    bundled_words,
    generate_passphrase,
)
from munhalsa.domain.refusal import Rejected


def test_the_words_are_many_short_and_each_there_once() -> None:
    words = bundled_words()
    assert len(words) >= 2048
    assert len(set(words)) == len(words)
    assert [word for word in words if not re.fullmatch("[a-zåäö]{3,8}", word)] == []


def test_a_made_passphrase_is_six_words_and_passes_the_rules() -> None:
    made = [generate_passphrase() for _ in range(200)]
    assert len(set(made)) == 200
    for passphrase in made:
        words = passphrase.split("-")
        assert len(words) == 6
        assert set(words) <= set(bundled_words())
        assert accept_passphrase(passphrase) == passphrase
    assert 6 * math.log2(len(bundled_words())) >= 66


def test_words_are_drawn_from_the_whole_list() -> None:
    drawn = {word for _ in range(2000) for word in generate_passphrase().split("-")}
    assert len(drawn) > 0.9 * len(bundled_words())


def test_the_common_list_is_of_use() -> None:
    common = bundled_common_passphrases()
    assert sum(len(each) >= 12 for each in common) >= 300
    assert all(each.isalnum() for each in common)


@pytest.mark.parametrize(
    "passphrase",
    [
        "Correct Horse Battery Staple",
        "korrekthästbatterihäftklammer",
        "jag älskar dig för alltid",
        "Du gamla, du fria!",
        "Välkommen2026!",
        "passwordpassword",
        "1qaz2wsx3edc4rfv",
        "Karius och Baktus 1",
    ],
)
def test_what_everybody_tries_first_is_refused(passphrase: str) -> None:
    with pytest.raises(Rejected):
        accept_passphrase(passphrase)


def test_what_an_outsider_knows_is_refused() -> None:
    with pytest.raises(Rejected) as caught:
        accept_passphrase("Ulricehamn 2026-11", own_words=["Ulricehamn"])
    assert caught.value.code == "passphrase_guessable"
