"""What a passphrase must be: long, and not one that is guessed early. No composition rules."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

from munhalsa.domain.refusal import Rejected

SHORTEST = 12
LONGEST = 256
FEWEST_UNEXPECTED = 6
"""Characters that must be left when runs ("abcd", "8765", "qwert") count as their first one."""

PROGRAM_WORDS = frozenset({"munhälsa", "tandvård", "ntandvård", "kommun", "intyg", "register"})
"""Words that anybody who knows what the program is for would try first."""

_FIELD = "passphrase"
_RUNS = (
    "abcdefghijklmnopqrstuvwxyzåäö",
    "01234567890",
    "§1234567890+",
    '!"#¤%&/()=?',
    "!@#$%^&*()_+",
    "qwertyuiopå",
    "qwertyuiop[]",
    "asdfghjklöä'",
    "zxcvbnm,.-",
    *("1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm", "8ik,", "9ol.", "0pö-"),
)
_STEPS = frozenset(
    {pair for run in _RUNS for pair in pairwise(run)}
    | {pair for run in _RUNS for pair in pairwise(reversed(run))}
)
_LEET = (
    str.maketrans("01345789@$!", "oleastbgasi"),
    str.maketrans("01345789@$!", "oieastbgasi"),
)
_NUMBER_OF_SOMEBODY = re.compile(r"(18|19|20)?\d\d(0\d|1[0-2])([0-2]\d|3[01]|[6-9]\d)[-+ ]?\d{4}")


def normalise_passphrase(text: str) -> str:
    """The one form (NFC) in which a passphrase is used, however the keyboard composed it.

    Raises Rejected for text that no file or keyboard can give (half a surrogate pair).
    """
    normal = unicodedata.normalize("NFC", text)
    try:
        normal.encode()
    except UnicodeEncodeError:
        raise Rejected(
            "passphrase_unreadable",
            "Lösenfrasen innehåller ett tecken som inte kan läsas. Skriv den på nytt.",
            field=_FIELD,
        ) from None
    return normal


def common_passphrases(lines: Iterable[str]) -> frozenset[str]:
    """A list of common ones, made ready for ``check_passphrase``; lines with # are remarks."""
    return frozenset(_fold(line) for line in lines if not line.startswith("#")) - {""}


def check_passphrase(
    passphrase: str, *, common: frozenset[str], own_words: Iterable[str] = ()
) -> str:
    """The normalised passphrase; raises Rejected with the reason.

    ``own_words`` are what an outsider knows: the municipality, the user's name.
    """
    normal = normalise_passphrase(passphrase)
    _check_length(normal)
    if _is_common(normal, common):
        raise Rejected(
            "passphrase_common",
            "Lösenfrasen finns på listan över vanliga lösenord och gissas snabbt. Välj en annan, "
            "till exempel sex ord som inte hör ihop.",
            field=_FIELD,
        )
    if _is_pattern(normal):
        raise Rejected(
            "passphrase_pattern",
            "Lösenfrasen är ett mönster som upprepas eller följer tangentbordet. Välj en annan, "
            "till exempel sex ord som inte hör ihop.",
            field=_FIELD,
        )
    if _NUMBER_OF_SOMEBODY.fullmatch(normal) or _is_own_words(normal, own_words):
        raise Rejected(
            "passphrase_guessable",
            "Lösenfrasen går att gissa för den som vet vem du är eller vad programmet gör. Välj "
            "en annan, till exempel sex ord som inte hör ihop.",
            field=_FIELD,
        )
    return normal


def _check_length(passphrase: str) -> None:
    if len(passphrase) < SHORTEST:
        raise Rejected(
            "passphrase_too_short",
            f"Lösenfrasen är för kort. Den ska ha minst {SHORTEST} tecken.",
            field=_FIELD,
        )
    if len(passphrase) > LONGEST:
        raise Rejected(
            "passphrase_too_long",
            f"Lösenfrasen är för lång. Den får ha högst {LONGEST} tecken.",
            field=_FIELD,
        )


def _is_common(passphrase: str, common: frozenset[str]) -> bool:
    """As it stands, or without figures and signs around it, or with figures for letters."""
    whole = passphrase.casefold()
    core = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", whole)
    written = {form.translate(leet) for form in (whole, core) for leet in _LEET}
    folded = {_fold(form) for form in (whole, core, *written)}
    return any(form in common or _unit(form) in common for form in folded)


def _is_pattern(passphrase: str) -> bool:
    forms = (passphrase, passphrase.casefold())
    if any(len(_unit(form)) < SHORTEST for form in forms):
        return True
    return any(_count_unexpected(form) < FEWEST_UNEXPECTED for form in forms)


def _is_own_words(passphrase: str, own_words: Iterable[str]) -> bool:
    """True when little but figures is left without the words that an outsider knows."""
    rest = whole = _fold(passphrase)
    parts = {part for word in own_words for part in re.split(r"\W+", word)}
    known = {_fold(word) for word in {*PROGRAM_WORDS, *parts}}
    for word in sorted(known, key=len, reverse=True):
        if len(word) > 2:
            rest = rest.replace(word, " ")
    return rest != whole and sum(sign.isalpha() for sign in rest) < FEWEST_UNEXPECTED


def _count_unexpected(text: str) -> int:
    """Characters that neither repeat the one before nor go on with a run of three or more."""
    expected = set()
    for index in range(1, len(text)):
        step = (text[index - 1], text[index])
        if text[index - 1] == text[index]:
            expected.add(index)
        elif index > 1 and step in _STEPS and (text[index - 2], text[index - 1]) in _STEPS:
            expected.update({index - 1, index})
    return len(text) - len(expected)


def _unit(text: str) -> str:
    """The shortest beginning that, repeated and cut, gives the whole at least twice."""
    for length in range(1, len(text) // 2 + 1):
        if all(text[index] == text[index - length] for index in range(length, len(text))):
            return text[:length]
    return text


def _fold(text: str) -> str:
    """Letters and figures only, in small letters and without marks: "Hälsa på!" is "halsapa"."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if sign.isalnum())
