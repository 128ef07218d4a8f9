"""One way into a store: its parts, how it is made, opened and sealed anew."""

from __future__ import annotations

import secrets
import uuid
from dataclasses import replace
from enum import StrEnum

from munhalsa.adapters.vault.data_key import DataKey
from munhalsa.adapters.vault.sealing import (
    SALT_BYTES,
    Box,
    KdfCost,
    KeyPair,
    Letter,
    SealBroken,
    context,
    derive,
    seal,
    stretch,
    unseal,
    unwrap,
    wrap,
)
from munhalsa.domain.lazy_dataclass import dataclass


class SlotKind(StrEnum):
    """What opens a slot."""

    USER = "user"
    RECOVERY = "recovery"
    KEYRING = "keyring"


class WrongSecret(Exception):
    """The secret does not open this slot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A way in; ``user`` is empty for the recovery code, ``cost`` None for a random secret.

    The data key is sealed to ``public``, whose private half lies in ``private`` under the secret:
    so a new data key can be sealed without knowing the secret. ``next_data_key`` is there only
    while the store is being re-encrypted.
    """

    id: str
    kind: SlotKind
    user: str
    cost: KdfCost | None
    salt: bytes
    public: bytes
    private: Box
    data_key: Letter
    next_data_key: Letter | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotPlace:
    """The store and the generation of its data key, which every sealed part is bound to."""

    store_id: str
    generation: int


def make_slot(
    place: SlotPlace,
    *,
    kind: SlotKind,
    user: str,
    secret: bytes,
    cost: KdfCost | None,
    data_key: DataKey,
) -> Slot:
    """A new slot that opens with ``secret``; ``cost`` None only for a secret of random bytes."""
    slot_id = str(uuid.uuid4())
    salt = secrets.token_bytes(SALT_BYTES)
    pair = KeyPair.generate()
    bound_to = _bound_private(place.store_id, slot_id, kind, user)
    private = wrap(_wrapping_key(secret, salt, cost, bound_to), pair.private, bound_to=bound_to)
    return Slot(
        id=slot_id,
        kind=kind,
        user=user,
        cost=cost,
        salt=salt,
        public=pair.public,
        private=private,
        data_key=_seal_key(place, slot_id, kind, pair.public, data_key),
    )


def open_slot(slot: Slot, place: SlotPlace, secret: bytes) -> tuple[DataKey, DataKey | None]:
    """The data key and, while the store is being re-encrypted, the next one.

    Raises WrongSecret, or SealBroken when the secret is right but the sealed key is not.
    """
    bound_to = _bound_private(place.store_id, slot.id, slot.kind, slot.user)
    wrapping_key = _wrapping_key(secret, slot.salt, slot.cost, bound_to)
    try:
        private = unwrap(wrapping_key, slot.private, bound_to=bound_to)
    except SealBroken:
        raise WrongSecret from None
    pair = KeyPair(private=private, public=slot.public)
    current = _unseal_key(place, slot, pair, slot.data_key)
    if slot.next_data_key is None:
        return current, None
    following = replace(place, generation=place.generation + 1)
    return current, _unseal_key(following, slot, pair, slot.next_data_key)


def with_next(slot: Slot, place: SlotPlace, next_key: DataKey) -> Slot:
    """The slot with the next data key beside the present one."""
    following = replace(place, generation=place.generation + 1)
    letter = _seal_key(following, slot.id, slot.kind, slot.public, next_key)
    return replace(slot, next_data_key=letter)


def with_next_committed(slot: Slot) -> Slot:
    """The slot with the next data key as the only one."""
    if slot.next_data_key is None:
        raise ValueError("the slot has no next data key")
    return replace(slot, data_key=slot.next_data_key, next_data_key=None)


def _wrapping_key(secret: bytes, salt: bytes, cost: KdfCost | None, bound_to: bytes) -> bytes:
    if cost is None:
        return derive(secret, salt=salt, purpose=b"munhalsa wrap" + bound_to)
    return stretch(secret, salt=salt, cost=cost)


def _seal_key(
    place: SlotPlace, slot_id: str, kind: SlotKind, public: bytes, data_key: DataKey
) -> Letter:
    return seal(public, data_key.reveal(), bound_to=_bound_data_key(place, slot_id, kind))


def _unseal_key(place: SlotPlace, slot: Slot, pair: KeyPair, letter: Letter) -> DataKey:
    plain = unseal(pair, letter, bound_to=_bound_data_key(place, slot.id, slot.kind))
    return DataKey(plain)


def _bound_private(store_id: str, slot_id: str, kind: SlotKind, user: str) -> bytes:
    return context("private key", store_id, slot_id, kind.value, user)


def _bound_data_key(place: SlotPlace, slot_id: str, kind: SlotKind) -> bytes:
    return context("data key", place.store_id, place.generation, slot_id, kind.value)
