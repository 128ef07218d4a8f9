"""The database of an embedded store, opened by the right key of two."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Engine

from munhalsa.adapters.store.engine import sqlcipher_engine
from munhalsa.adapters.store.folder import StoreFolder
from munhalsa.adapters.vault.data_key import DataKey
from munhalsa.adapters.vault.key_slots import KeySlots
from munhalsa.domain.refusal import StoreUnavailable


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
