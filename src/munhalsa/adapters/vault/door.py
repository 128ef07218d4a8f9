"""The way into a store for somebody who types: every try is counted."""

from __future__ import annotations

from collections.abc import Callable

from munhalsa.adapters.vault.key_slots import WRONG_KEY, KeySlots, Opened
from munhalsa.adapters.vault.recovery_code import read_recovery_code
from munhalsa.adapters.vault.tries import TryCounter
from munhalsa.domain.refusal import Refusal


class Door:
    """Opens key slots by what somebody typed, and makes them wait after five wrong tries."""

    def __init__(self, slots: KeySlots, tries: TryCounter) -> None:
        self._slots = slots
        self._tries = tries

    def by_passphrase(self, passphrase: str, *, user: str | None = None) -> Opened:
        """Open by a user's passphrase; raises StoreUnavailable."""
        return self._count(lambda: self._slots.open_with_passphrase(passphrase, user))

    def by_recovery_code(self, code: str) -> Opened:
        """Open by the recovery code; one with a slip of the pen costs no try."""
        read_recovery_code(code)
        return self._count(lambda: self._slots.open_with_recovery(code))

    def _count(self, attempt: Callable[[], Opened]) -> Opened:
        self._tries.begin()
        try:
            opened = attempt()
        except Refusal as refusal:
            if refusal.code != WRONG_KEY:
                self._tries.take_back()
            raise
        self._tries.forget()
        return opened
