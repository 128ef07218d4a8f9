"""The recovery code: 128 random bits as a person can print, read aloud and type.

Twenty-six figures in base 32 (no I, L, O or U) and two check figures, the number modulo the prime
1021: any single wrong figure, and any two that have changed places, give another remainder.
"""

from __future__ import annotations

import secrets
import unicodedata

from munhalsa.domain.refusal import StoreUnavailable

CODE_BITS = 128

_FIGURES = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ALIKE = str.maketrans("OIL", "011")
_CODE_LENGTH = 26
_CHECK_LENGTH = 2
_CHECK_PRIME = 1021
_GROUP = 4


def generate_recovery_code() -> str:
    """A new code in groups of four."""
    return format_recovery_code(secrets.randbits(CODE_BITS))


def format_recovery_code(number: int) -> str:
    """The code of a number of 128 bits, in groups of four."""
    check = _write(number % _CHECK_PRIME, _CHECK_LENGTH)
    figures = _write(number, _CODE_LENGTH) + check
    return "-".join(figures[at : at + _GROUP] for at in range(0, len(figures), _GROUP))


def read_recovery_code(text: str) -> bytes:
    """The 16 bytes of a typed code, whatever its case, spaces, dashes and O for 0.

    Raises StoreUnavailable when it is not a code, or one with a slip of the pen.
    """
    plain = unicodedata.normalize("NFKC", text).upper().translate(_ALIKE)
    figures = "".join(sign for sign in plain if not sign.isspace() and not _is_dash(sign))
    if len(figures) != _CODE_LENGTH + _CHECK_LENGTH or not set(figures) <= set(_FIGURES):
        raise _mistyped()
    number = _read(figures[:_CODE_LENGTH])
    if number >> CODE_BITS or number % _CHECK_PRIME != _read(figures[_CODE_LENGTH:]):
        raise _mistyped()
    return number.to_bytes(CODE_BITS // 8)


def _is_dash(sign: str) -> bool:
    return unicodedata.category(sign) == "Pd"


def _write(number: int, length: int) -> str:
    return "".join(_FIGURES[number >> 5 * place & 31] for place in reversed(range(length)))


def _read(figures: str) -> int:
    number = 0
    for figure in figures:
        number = number << 5 | _FIGURES.index(figure)
    return number


def _mistyped() -> StoreUnavailable:
    return StoreUnavailable(
        "recovery_code_mistyped",
        "Återställningskoden är inte rätt skriven. Den har sju grupper med fyra tecken; jämför "
        "med den utskrivna koden, tecken för tecken.",
        field="recovery_code",
    )
