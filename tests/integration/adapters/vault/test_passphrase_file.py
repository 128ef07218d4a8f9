"""Passphrases from files, as editors on every system save them."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from munhalsa.adapters.vault.passphrases import read_passphrase_file
from munhalsa.domain.refusal import FileUnusable

PASSPHRASE = "gröna stolar dansar tyst"


def _file(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "losen.txt"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\r"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_one_final_line_break_is_dropped_and_the_rest_is_nfc(
    tmp_path: Path, start: str, end: str, form: str
) -> None:
    text = start + unicodedata.normalize("NFC" if form == "NFC" else "NFD", PASSPHRASE) + end
    assert read_passphrase_file(_file(tmp_path, text.encode())) == PASSPHRASE


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("a b\n\n", "a b\n"),
        ("a\nb\n", "a\nb"),
        (" a ", " a "),
        ("\n\n", "\n"),
        ("a\r\n\n", "a\r\n"),
    ],
)
def test_nothing_else_is_dropped(tmp_path: Path, content: str, expected: str) -> None:
    assert read_passphrase_file(_file(tmp_path, content.encode())) == expected


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "passphrase_file_empty"),
        (b"\n", "passphrase_file_empty"),
        (b"\xef\xbb\xbf\r\n", "passphrase_file_empty"),
        (PASSPHRASE.encode("latin-1"), "passphrase_file_not_utf8"),
        (PASSPHRASE.encode("utf-16"), "passphrase_file_not_utf8"),
        (b"\xed\xa0\xbd", "passphrase_file_not_utf8"),
        (b"x" * 20_000, "passphrase_file_too_large"),
    ],
)
def test_what_is_no_passphrase_is_said(tmp_path: Path, content: bytes, code: str) -> None:
    with pytest.raises(FileUnusable) as caught:
        read_passphrase_file(_file(tmp_path, content))
    assert caught.value.code == code
    assert caught.value.field == "passphrase_file"


def test_what_is_no_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileUnusable) as caught:
        read_passphrase_file(tmp_path / "nowhere")
    assert caught.value.code == "passphrase_file_missing"
    with pytest.raises(FileUnusable) as caught:
        read_passphrase_file(tmp_path)
    assert caught.value.code == "passphrase_file_unreadable"


def test_a_pipe_will_do(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.write(writing, b"a b c\n")
    os.close(writing)
    try:
        assert read_passphrase_file(Path(f"/dev/fd/{reading}")) == "a b c"
    finally:
        os.close(reading)
