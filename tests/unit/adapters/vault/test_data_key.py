"""The data key: random, never shown, gone when it is wiped."""

from __future__ import annotations

import pytest

from munhalsa.adapters.vault.data_key import DataKey


def test_a_new_key_is_256_random_bits() -> None:
    keys = [DataKey.generate().reveal() for _ in range(50)]
    assert {len(key) for key in keys} == {32}
    assert len(set(keys)) == 50


def test_a_key_of_another_length_is_no_key() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        DataKey(bytes(31))


def test_texts_never_show_the_key() -> None:
    key = DataKey(b"A" * 32)
    for text in (repr(key), str(key), f"{key}", f"{[key]}"):
        assert "A" not in text
        assert "41" not in text


def test_equal_by_value() -> None:
    assert DataKey(b"A" * 32) == DataKey(b"A" * 32)
    assert DataKey(b"A" * 32) != DataKey(b"B" * 32)
    assert DataKey(b"A" * 32) != b"A" * 32


def test_hex_is_what_the_engine_takes() -> None:
    assert DataKey(b"A" * 32).hex() == "41" * 32


def test_a_wiped_key_is_gone() -> None:
    key = DataKey(b"A" * 32)
    inner = key._key
    key.wipe()
    assert key.is_wiped
    assert inner == bytes(32)
    with pytest.raises(ValueError, match="wiped"):
        key.reveal()
    key.wipe()
