"""The program as it is, with a cheap key and a keyring of its own."""

from __future__ import annotations

from munhalsa.adapters.vault.keyring_copy import KeyringCopy
from munhalsa.bootstrap import MunhalsaProgram
from tests.support.founded import CHEAP
from tests.support.keys import TRUSTED, MemoryKeyring


def whole_program(keyring: MemoryKeyring | None = None) -> MunhalsaProgram:
    """Everything it can do; without a keyring there is none that can be trusted."""
    backend = MemoryKeyring() if keyring is None else keyring
    trusted = frozenset() if keyring is None else TRUSTED
    return MunhalsaProgram(cost=CHEAP, keyring=KeyringCopy(backend, trusted=trusted))
