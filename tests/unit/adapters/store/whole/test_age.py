"""The format age: what the tool itself wrote opens here, and nothing that was altered does."""

from __future__ import annotations

import base64
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from munhalsa.adapters.store.whole.age import AgeBroken, AgeReader, AgeWriter, WrongPassphrase

_PASSPHRASE = "sex-ord-på-annan-väg"
_CHUNK = 64 * 1024
_CHEAP = 2
# Made once with age 1.1.1 (age --passphrase), at what a guess costs there.
_BY_AGE = base64.b64decode(
    "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCBtWlJDZmRwRzZSajRBU01Qc054cmpRIDE4ClE1ZEVsK1gy"
    "enFmUzVlbUd0aFA5UzVZdU90VHk0SWhHNlVjZjFpTGV1Q1EKLS0tIFl2NFo5YVJ5N2psV0kwcDdjYXA2bGxOUnJm"
    "MzEvYWxmeXNLdlRFalp1aHcKgv4ntY+rk9KnxffLipjSEnXw5TFvZMLbNUGxieppnOfPlE663xOpGcbSNBxnLEUl"
    "O5J9YkKbDhs5WrGQglG/T7K8jh3r0sA="
)


def _sealed(content: bytes, *, step: int = 7001, passphrase: str = _PASSPHRASE) -> bytes:
    sink = io.BytesIO()
    with AgeWriter(sink, passphrase, work_factor=_CHEAP) as writer:
        for start in range(0, len(content), step):
            writer.write(content[start : start + step])
    return sink.getvalue()


def _opened(sealed: bytes, passphrase: str = _PASSPHRASE) -> bytes:
    return io.BufferedReader(AgeReader(io.BytesIO(sealed), passphrase)).read()


def test_a_file_of_the_tool_age_opens() -> None:
    assert _opened(_BY_AGE).decode() == "En hel kommun, krypterad av age 1.1.1.\n"


@pytest.mark.parametrize("length", [0, 1, _CHUNK - 1, _CHUNK, _CHUNK + 1, 3 * _CHUNK])
def test_what_was_written_is_read(length: int) -> None:
    content = bytes(number % 251 for number in range(length))
    sealed = _sealed(content)
    assert _opened(sealed) == content
    assert sealed.startswith(b"age-encryption.org/v1\n-> scrypt ")


@settings(max_examples=20, deadline=None)
@given(start=st.integers(0, 3 * _CHUNK), length=st.integers(0, _CHUNK + 10))
def test_any_place_can_be_read(start: int, length: int) -> None:
    reader = AgeReader(io.BytesIO(_OF_THREE), _PASSPHRASE)
    reader.seek(start)
    found = io.BufferedReader(reader).read(length)
    assert found == _THREE[start : start + length]
    assert reader.seek(0, io.SEEK_END) == len(_THREE)


_THREE = bytes(number % 253 for number in range(2 * _CHUNK + 100))
_OF_THREE = _sealed(_THREE)


def test_another_passphrase_opens_nothing() -> None:
    with pytest.raises(WrongPassphrase):
        AgeReader(io.BytesIO(_sealed(b"hemligt")), "sex-andra-ord")


@pytest.mark.parametrize("lost", [1, 16, 17, 100, 116, 117, _CHUNK, _CHUNK + 200])
def test_a_file_that_was_cut_off_opens_nothing(lost: int) -> None:
    with pytest.raises(AgeBroken):
        _opened(_OF_THREE[:-lost])


@settings(max_examples=30, deadline=None)
@given(place=st.integers(0, len(_OF_THREE) - 1), flip=st.integers(1, 255))
def test_a_file_that_was_altered_is_not_read(place: int, flip: int) -> None:
    altered = bytearray(_OF_THREE)
    altered[place] ^= flip
    with pytest.raises((AgeBroken, WrongPassphrase)):
        _opened(bytes(altered))


def test_more_after_the_end_is_not_read() -> None:
    with pytest.raises(AgeBroken):
        _opened(_sealed(b"slut") + b"mer")


def test_a_file_that_asks_for_endless_work_is_refused_at_once() -> None:
    head, _, rest = _sealed(b"x").partition(b" 2\n")
    with pytest.raises(AgeBroken):
        AgeReader(io.BytesIO(head + b" 30\n" + rest), _PASSPHRASE)


def test_there_is_nothing_before_the_beginning() -> None:
    with pytest.raises(OSError, match="before the beginning"):
        AgeReader(io.BytesIO(_OF_THREE), _PASSPHRASE).seek(-1)
