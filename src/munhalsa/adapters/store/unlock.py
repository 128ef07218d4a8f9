"""From what somebody brings to the key of a store: its lock, its key slots, the keyring.

No library of the databases is needed here: they are loaded while the key is derived.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from munhalsa.adapters.lock import StoreLock
from munhalsa.adapters.paths import refuse_unsafe_place
from munhalsa.adapters.store.folder import StoreFolder, check_encrypted_file
from munhalsa.adapters.vault.door import Door
from munhalsa.adapters.vault.key_slots import KeySlots, Opened
from munhalsa.adapters.vault.keyring_copy import KeyringAnswer, KeyringCopy, KeyringTrouble
from munhalsa.adapters.vault.sealing import KdfCost
from munhalsa.adapters.vault.slot_file import damaged
from munhalsa.adapters.vault.tries import TryCounter
from munhalsa.application.accounts import unknown_user
from munhalsa.application.ports import Clock
from munhalsa.domain.lazy_dataclass import dataclass
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """A store that is locked for us, and whose key we have."""

    folder: StoreFolder
    slots: KeySlots
    unlocked: Unlocked


def enter(
    folder: Path, *, way_in: WayIn, clock: Clock, cost: KdfCost | None, stack: ExitStack
) -> Entered:
    """As far as the key, which costs time; ``stack`` gets what must be let go of in the end."""
    place = StoreFolder(folder.expanduser().absolute())
    place.require_store()
    refuse_unsafe_place(place.path)
    stack.enter_context(StoreLock(place.path))
    slots = KeySlots.load(place.path, cost=cost)
    check_encrypted_file(place.database)
    return Entered(folder=place, slots=slots, unlocked=unlock(place, slots, way_in, clock))


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
