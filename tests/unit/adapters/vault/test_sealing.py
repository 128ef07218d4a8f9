"""What is sealed opens with its own key, in its own context, unaltered, and in no other case."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from munhalsa.adapters.vault.sealing import (
    Box,
    KdfCost,
    KeyPair,
    SealBroken,
    context,
    derive,
    seal,
    stretch,
    unseal,
    unwrap,
    wrap,
)
from tests.support.keys import CHEAP

KEY = bytes(range(32))


def test_a_new_slot_costs_at_least_64_mib_and_three_passes() -> None:
    assert KdfCost().memory_kib >= 64 * 1024
    assert KdfCost().iterations >= 3


def test_what_a_seal_is_bound_to_has_one_form_for_ever() -> None:
    """Written otherwise, no store that exists would open any more."""
    assert context("private key", 1, "Åsa") == '["private key",1,"Åsa"]'.encode()


def test_stretching_is_argon2id_of_rfc_9106() -> None:
    """The reference implementation's answer for these inputs."""
    cost = KdfCost(memory_kib=64 * 1024, iterations=2, lanes=1)
    expected = "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7"
    assert stretch(b"password", salt=b"somesalt", cost=cost).hex() == expected


def test_stretching_depends_on_everything() -> None:
    keys = {
        stretch(secret, salt=salt, cost=cost)
        for secret in (b"one", b"two")
        for salt in (b"s" * 16, b"t" * 16)
        for cost in (CHEAP, replace(CHEAP, iterations=2), replace(CHEAP, memory_kib=16))
    }
    assert len(keys) == 12


@given(st.binary(max_size=64))
def test_wrapped_bytes_are_unwrapped(plain: bytes) -> None:
    box = wrap(KEY, plain, bound_to=b"here")
    assert plain not in box.sealed or len(plain) < 4
    assert unwrap(KEY, box, bound_to=b"here") == plain


@given(st.integers(0, 8 * (12 + 48) - 1))
def test_no_bit_of_a_box_can_be_changed(bit: int) -> None:
    box = wrap(KEY, b"x" * 32, bound_to=b"here")
    content = bytearray(box.nonce + box.sealed)
    content[bit // 8] ^= 1 << bit % 8
    altered = Box(nonce=bytes(content[:12]), sealed=bytes(content[12:]))
    with pytest.raises(SealBroken):
        unwrap(KEY, altered, bound_to=b"here")


def test_another_key_or_context_opens_no_box() -> None:
    box = wrap(KEY, b"plain", bound_to=b"here")
    with pytest.raises(SealBroken):
        unwrap(bytes(32), box, bound_to=b"here")
    with pytest.raises(SealBroken):
        unwrap(KEY, box, bound_to=b"there")


def test_a_letter_opens_for_its_recipient_only() -> None:
    mine, yours = KeyPair.generate(), KeyPair.generate()
    letter = seal(mine.public, b"plain", bound_to=b"here")
    assert unseal(mine, letter, bound_to=b"here") == b"plain"
    with pytest.raises(SealBroken):
        unseal(yours, letter, bound_to=b"here")
    with pytest.raises(SealBroken):
        unseal(mine, letter, bound_to=b"there")
    with pytest.raises(SealBroken):
        unseal(mine, replace(letter, ephemeral=yours.public), bound_to=b"here")


def test_a_public_half_that_would_give_a_known_key_is_refused() -> None:
    with pytest.raises(SealBroken):
        seal(bytes(32), b"plain", bound_to=b"here")


def test_no_two_letters_are_alike() -> None:
    pair = KeyPair.generate()
    letters = [seal(pair.public, b"plain", bound_to=b"here") for _ in range(20)]
    assert len({letter.ephemeral for letter in letters}) == 20
    assert len({letter.box.nonce for letter in letters}) == 20


def test_contexts_cannot_be_mistaken_for_each_other() -> None:
    parts = [("ab", "c"), ("a", "bc"), ("abc",), ("a", "b", "c"), ('a","b', "c"), (1,), ("1",)]
    assert len({context(*each) for each in parts}) == len(parts)


def test_a_derived_key_serves_one_purpose() -> None:
    purposes = [derive(KEY, salt=b"s", purpose=purpose) for purpose in (b"one", b"two")]
    assert purposes[0] != purposes[1]
