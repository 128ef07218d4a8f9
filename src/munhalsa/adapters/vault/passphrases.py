"""Passphrases from files, from the bundled lists, and made by the program."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from functools import cache
from importlib import resources
from pathlib import Path

from munhalsa.application.asking import ask_twice
from munhalsa.domain.passphrase import (
    LONGEST,
    check_passphrase,
    common_passphrases,
    normalise_passphrase,
)
from munhalsa.domain.refusal import FileUnusable, Rejected, StoreUnavailable

WORDS_IN_PASSPHRASE = 6

_LARGEST_FILE = 16 * 1024
_BYTE_ORDER_MARK = "\ufeff"
_FIELD = "passphrase_file"


def accept_passphrase(passphrase: str, *, own_words: Iterable[str] = ()) -> str:
    """The normalised new passphrase; raises Rejected when a rule or the bundled list says no."""
    return check_passphrase(passphrase, common=bundled_common_passphrases(), own_words=own_words)


def generate_passphrase() -> str:
    """Six words drawn from the bundled list, at least 66 bits."""
    words = bundled_words()
    return "-".join(secrets.choice(words) for _ in range(WORDS_IN_PASSPHRASE))


def read_passphrase_file(path: Path) -> str:
    """The normalised passphrase in a UTF-8 file, one final line break dropped."""
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST_FILE + 1)
    except FileNotFoundError:
        raise FileUnusable(
            "passphrase_file_missing",
            "Lösenfrasfilen finns inte. Kontrollera sökvägen.",
            field=_FIELD,
        ) from None
    except OSError:
        raise FileUnusable(
            "passphrase_file_unreadable",
            "Lösenfrasfilen gick inte att läsa. Kontrollera att det är en fil och att du har rätt "
            "att läsa den.",
            field=_FIELD,
        ) from None
    return _passphrase_in(content)


def ask_for_new(ask: Callable[[str], str] | None) -> str:
    """The passphrase of a store to be, asked for twice; refused where nobody is there to ask."""
    if ask is None:
        raise StoreUnavailable(
            "passphrase_needed",
            "Registret behöver en lösenfras. Ange --passphrase-file.",
            field="passphrase",
        )
    words = "Välj en lösenfras med minst 12 tecken. Den skyddar allt i registret."
    return ask_twice(ask, words, untouched="Inget register är skapat")


@cache
def bundled_common_passphrases() -> frozenset[str]:
    """The common passphrases that are refused."""
    return common_passphrases(_lines("common_passphrases.txt"))


@cache
def bundled_words() -> tuple[str, ...]:
    """The words that passphrases are made of, each once."""
    return tuple(line for line in _lines("words.txt") if line and not line.startswith("#"))


def _passphrase_in(content: bytes) -> str:
    if len(content) > _LARGEST_FILE:
        raise FileUnusable(
            "passphrase_file_too_large",
            f"Lösenfrasfilen är för stor. Den ska bara hålla lösenfrasen, högst {LONGEST} tecken.",
            field=_FIELD,
        )
    try:
        text = content.decode().removeprefix(_BYTE_ORDER_MARK)
        passphrase = normalise_passphrase(_without_final_line_break(text))
    except (UnicodeDecodeError, Rejected):
        raise FileUnusable(
            "passphrase_file_not_utf8",
            "Lösenfrasfilen är inte text i UTF-8. Spara den om som UTF-8.",
            field=_FIELD,
        ) from None
    if not passphrase:
        raise FileUnusable(
            "passphrase_file_empty",
            "Lösenfrasfilen är tom. Skriv lösenfrasen på dess första rad.",
            field=_FIELD,
        )
    return passphrase


def _without_final_line_break(text: str) -> str:
    for line_break in ("\r\n", "\n", "\r"):
        if text.endswith(line_break):
            return text.removesuffix(line_break)
    return text


def _lines(name: str) -> list[str]:
    folder = resources.files("munhalsa.resources").joinpath("security")
    return folder.joinpath(name).read_text(encoding="utf-8").splitlines()
