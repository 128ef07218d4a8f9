"""A convenience copy of the way in, kept by the operating system's keyring.

The keyring keeps 32 random bytes that open one slot; never the data key, never a passphrase.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from munhalsa.adapters.vault.data_key import DataKey
from munhalsa.adapters.vault.key_slots import WRONG_KEY, KeySlots, Opened
from munhalsa.adapters.vault.slots import Slot
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Rejected, StoreUnavailable

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "munhalsa"
SECRET_BYTES = 32
TRUSTED_BACKENDS = frozenset(
    {
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.Windows.WinVaultKeyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.kwallet.DBusKeyringKWallet4",
        "keyring.backends.libsecret.Keyring",
        "keyring.backends.macOS.Keyring",
    }
)
"""Those that the operating system encrypts; any other may be plain text, so none is trusted."""

WHAT_IT_PROTECTS = (
    "Nyckelringen öppnar registret utan lösenfras: den skyddar när datorn är avstängd eller någon "
    "annan är inloggad, men inte mot den som kommer åt datorn medan du är inloggad eller mot "
    "skadliga program som körs i ditt namn."
)


class KeyringTrouble(StrEnum):
    """Why the passphrase has to be asked for."""

    NONE_KEPT = "none_kept"
    NOT_SECURE = "not_secure"
    BROKEN = "broken"
    CHANGED = "changed"

    @property
    def message(self) -> str:
        """The same in words."""
        return _MESSAGES[self]


_MESSAGES = {
    KeyringTrouble.NONE_KEPT: "Datorn öppnar inte registret av sig själv. Skriv lösenfrasen.",
    KeyringTrouble.NOT_SECURE: "Datorn har inget säkert ställe för lösenfrasen. Skriv den.",
    KeyringTrouble.BROKEN: "Datorns lösenordshanterare svarar inte. Skriv lösenfrasen.",
    KeyringTrouble.CHANGED: "Det som datorn har sparat passar inte längre till registret. "
    "Skriv lösenfrasen.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyringAnswer:
    """Either the opened slot or why there is none."""

    opened: Opened | None = None
    trouble: KeyringTrouble | None = None


class KeyringCopy:
    """The keyring's copies for one person at one machine.

    Nothing here ever writes a secret anywhere but to a trusted keyring.
    """

    def __init__(
        self, backend: KeyringBackend | None, *, trusted: frozenset[str] = TRUSTED_BACKENDS
    ) -> None:
        self._backend, self._trusted = backend, trusted

    @classmethod
    def of_this_machine(cls) -> KeyringCopy:
        """The keyring that the operating system offers, if any; reached when it is asked."""
        return cls(None)

    @property
    def is_secure(self) -> bool:
        """True when there is a keyring to trust."""
        return self._entries is not None

    @cached_property
    def _entries(self) -> _Entries | None:
        import keyring

        backend = keyring.get_keyring() if self._backend is None else self._backend
        secure = _first_trusted(backend, self._trusted)
        return None if secure is None else _Entries(secure)

    def open(self, slots: KeySlots, user: str | None = None) -> KeyringAnswer:
        """Open a slot, of one user or of anybody; raises only when the key slots are no good."""
        if self._entries is None:
            return KeyringAnswer(trouble=KeyringTrouble.NOT_SECURE)
        trouble = KeyringTrouble.NONE_KEPT
        for slot in slots.keyring_slots(user):
            try:
                secret = self._entries.get(_name(slots, slot))
            except _Broken:
                return KeyringAnswer(trouble=KeyringTrouble.BROKEN)
            if secret is None:
                continue
            try:
                return KeyringAnswer(opened=slots.open_with_keyring_secret(slot, secret))
            except StoreUnavailable as refusal:
                if refusal.code != WRONG_KEY:
                    raise
                trouble = KeyringTrouble.CHANGED
        return KeyringAnswer(trouble=trouble)

    def remember(self, slots: KeySlots, user: str, data_key: DataKey) -> None:
        """Keep a new secret for ``user``, read back before it counts; raises Rejected."""
        if self._entries is None:
            raise Rejected("keyring_not_secure", KeyringTrouble.NOT_SECURE.message)
        secret = secrets.token_bytes(SECRET_BYTES)
        slot = slots.prepare_keyring_slot(user, secret, data_key)
        if not self._entries.keep(_name(slots, slot), secret):
            raise Rejected(
                "keyring_not_kept",
                "Datorns lösenordshanterare kunde inte spara lösenfrasen. Du öppnar registret "
                "genom att skriva den.",
            )
        self.forget(slots, user, data_key)
        slots.add_prepared(slot, data_key)

    def forget(self, slots: KeySlots, user: str, data_key: DataKey) -> None:
        """Take away the user's slots that this keyring opens, and its secrets.

        Slots that another machine's or another person's keyring opens stay.
        """
        if self._entries is None:
            return
        for slot in slots.keyring_slots(user):
            with suppress(_Broken):
                if self._entries.get(_name(slots, slot)) is not None:
                    slots.remove_slot(slot, data_key)
                    self._entries.drop(_name(slots, slot))


class _Broken(Exception):
    """The keyring raised something; which of its many libraries did does not matter."""


class _Entries:
    """A keyring's entries as bytes."""

    def __init__(self, backend: KeyringBackend) -> None:
        self._backend = backend

    def get(self, name: str) -> bytes | None:
        """What is kept, empty if it is not ours; raises _Broken."""
        with _breaking():
            text = self._backend.get_password(SERVICE, name)
        if text is None:
            return None
        try:
            return base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            return b""

    def keep(self, name: str, secret: bytes) -> bool:
        """False, and nothing kept, unless the secret was written and reads back the same."""
        try:
            with _breaking():
                self._backend.set_password(SERVICE, name, base64.b64encode(secret).decode())
            if hmac.compare_digest(self.get(name) or b"", secret):
                return True
        except _Broken:
            pass
        with suppress(_Broken):
            self.drop(name)
        return False

    def drop(self, name: str) -> None:
        """Take the entry away; raises _Broken, also when there is none."""
        with _breaking():
            self._backend.delete_password(SERVICE, name)


@contextmanager
def _breaking() -> Iterator[None]:
    """Each keyring has exceptions of its own: whatever it raises, it is broken."""
    try:
        yield
    except Exception as error:
        raise _Broken from error


def _name(slots: KeySlots, slot: Slot) -> str:
    return f"{slots.store_id}/{slot.id}"


def _first_trusted(backend: KeyringBackend, trusted: frozenset[str]) -> KeyringBackend | None:
    """The backend, or of a chain the first one, whose very class is trusted."""
    from keyring.backends.chainer import ChainerBackend

    chain = list(backend.backends) if isinstance(backend, ChainerBackend) else [backend]
    for each in chain:
        if f"{type(each).__module__}.{type(each).__qualname__}" in trusted:
            return each
    return None
