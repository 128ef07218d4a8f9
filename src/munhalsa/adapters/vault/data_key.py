"""The key a store is encrypted with, kept out of texts and wiped as far as Python allows."""

from __future__ import annotations

import hmac
import secrets

DATA_KEY_BYTES = 32


class DataKey:
    """256 random bits; equal by value, never shown, gone after ``wipe``."""

    __slots__ = ("_key",)

    def __init__(self, key: bytes) -> None:
        if len(key) != DATA_KEY_BYTES:
            raise ValueError(f"a data key is {DATA_KEY_BYTES} bytes")
        self._key = bytearray(key)

    @classmethod
    def generate(cls) -> DataKey:
        """A new key from the operating system's random source."""
        return cls(secrets.token_bytes(DATA_KEY_BYTES))

    @property
    def is_wiped(self) -> bool:
        """True once the key has been dropped."""
        return not self._key

    def reveal(self) -> bytes:
        """The key itself, for the one who seals or derives with it."""
        if self.is_wiped:
            raise ValueError("the data key has been wiped")
        return bytes(self._key)

    def hex(self) -> str:
        """64 hexadecimal digits, as SQLCipher takes a raw key."""
        return self.reveal().hex()

    def wipe(self) -> None:
        """Overwrite and drop the key; copies handed out by ``reveal`` are beyond reach."""
        for index in range(len(self._key)):
            self._key[index] = 0
        self._key = bytearray()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DataKey) and hmac.compare_digest(self._key, other._key)

    def __repr__(self) -> str:
        return "DataKey(…)"
