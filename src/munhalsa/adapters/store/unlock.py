"""From what somebody brings to an open database: key slots, keyring, the right key of two."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Engine

from munhalsa.adapters.store.engine import sqlcipher_engine
from munhalsa.adapters.store.folder import StoreFolder
from munhalsa.adapters.vault.data_key import DataKey
from munhalsa.adapters.vault.door import Door
from munhalsa.adapters.vault.key_slots import KeySlots, Opened
from munhalsa.adapters.vault.keyring_copy import KeyringAnswer, KeyringCopy, KeyringTrouble
from munhalsa.adapters.vault.slot_file import damaged
from munhalsa.adapters.vault.tries import TryCounter
from munhalsa.application.accounts import unknown_user
from munhalsa.application.ports import Clock
from munhalsa.domain.refusal import StoreUnavailable


@dataclass(frozen=True, slots=True, kw_only=True)
class WayIn:
    """What somebody brings: a name (else the first user's), a passphrase, a keyring, a keyboard.

    ``ask`` gets the reason why the passphrase is needed and gives it; None where nobody is there.
    With ``recovery_code`` the user needs no key slot.
    """

    user: str | None = None
    passphrase: str | None = None
    recovery_code: str | None = None
    keyring: KeyringCopy | None = None
    ask: Callable[[str], str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlocked:
    """The user whose slot was opened; ``confirmed`` when it was by the passphrase itself."""

    user: str
    opened: Opened
    confirmed: bool


def unlock(folder: StoreFolder, slots: KeySlots, way_in: WayIn, clock: Clock) -> Unlocked:
    """Open the user's slot; raises StoreUnavailable, or NotAllowed for a name without a slot."""
    door = Door(slots, TryCounter(folder.path, clock.now))
    if way_in.recovery_code is not None:
        opened = door.by_recovery_code(way_in.recovery_code)
        return Unlocked(user=way_in.user or _user(slots, None), opened=opened, confirmed=True)
    user = _user(slots, way_in.user)
    passphrase = way_in.passphrase
    if passphrase is None:
        answer = _by_keyring(slots, way_in, user)
        if answer.opened is not None:
            return Unlocked(user=user, opened=answer.opened, confirmed=False)
        passphrase = _asked(way_in, answer.trouble or KeyringTrouble.NONE_KEPT)
    opened = door.by_passphrase(passphrase, user=user)
    return Unlocked(user=user, opened=opened, confirmed=True)


def _by_keyring(slots: KeySlots, way_in: WayIn, user: str) -> KeyringAnswer:
    if way_in.keyring is None:
        return KeyringAnswer(trouble=KeyringTrouble.NOT_SECURE)
    return way_in.keyring.open(slots, user)


def _asked(way_in: WayIn, trouble: KeyringTrouble) -> str:
    if way_in.ask is None:
        raise StoreUnavailable(
            "passphrase_needed",
            "Registret kan inte öppnas utan lösenfras. Ange --passphrase-file.",
            field="passphrase",
        )
    return way_in.ask(trouble.message)


def _user(slots: KeySlots, name: str | None) -> str:
    users = slots.users
    if not users:
        raise damaged()
    if name is None:
        return users[0]
    plain = unicodedata.normalize("NFC", name).strip()
    if plain not in users:
        raise unknown_user()
    return plain


def open_database(
    folder: StoreFolder, slots: KeySlots, keys: Sequence[DataKey]
) -> tuple[Engine, DataKey]:
    """The engine and the key that opened it; ends a rekey that was cut short, either way."""
    for key in keys[:-1]:
        try:
            return _open_with(folder, slots, key)
        except StoreUnavailable as refusal:
            if refusal.code != "store_damaged":
                raise
    return _open_with(folder, slots, keys[-1])


def _open_with(folder: StoreFolder, slots: KeySlots, key: DataKey) -> tuple[Engine, DataKey]:
    engine = sqlcipher_engine(folder.database, key.reveal())
    try:
        engine.connect().close()
        slots.settle(key)
    except BaseException:
        engine.dispose()
        raise
    return engine, key
