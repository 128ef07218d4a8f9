"""A new data key: the store is encrypted anew, and every way in still opens.

A crash at any moment leaves a store that opens, under the old key or the new: the steps are those
of vault/key_slots.py.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from munhalsa.adapters.ids import new_id
from munhalsa.adapters.store.checks import count_rows, quick_check, reading, store_damaged
from munhalsa.adapters.store.copy import copy_database, encrypt_anew, leave_wal
from munhalsa.adapters.store.database import open_database
from munhalsa.adapters.store.engine import sqlcipher_engine
from munhalsa.adapters.store.opening import OpenStore, Vault
from munhalsa.adapters.store.store import SqlStore
from munhalsa.adapters.vault.data_key import DataKey
from munhalsa.application.ports import Deed, Session
from munhalsa.domain.refusal import FileUnusable

REKEYED = Deed(action="store.rekeyed", subject_kind="store", subject_id="")


def rekey(opened: OpenStore, vault: Vault, *, session: Session) -> None:
    """Encrypt everything with a new data key; on a failure the old one holds. Not to be cut short.

    Raises FileUnusable, StoreUnavailable.
    """
    next_key = DataKey.generate()
    vault.slots.seal_next(vault.data_key, next_key)
    try:
        ready = vault.folder.fresh_work() / "store.db"
        copy_database(opened.store.engine, ready)
        encrypt_anew(ready, vault.data_key, next_key)
        _check_and_note(ready, next_key, opened, session=session)
        leave_wal(opened.store.engine)
        vault.folder.swap_database(ready)
    except OSError:
        raise FileUnusable(
            "rekey_not_written",
            "Det finns inte plats eller rätt att skriva i mappen, så nyckeln är inte bytt. "
            "Registret är orört.",
        ) from None
    finally:
        vault.folder.clear_work()
        opened.store.engine.dispose()
        engine, key = open_database(vault.folder, vault.slots, (vault.data_key, next_key))
        opened.take_over(engine, replace(vault, data_key=key))


def _check_and_note(ready: Path, key: DataKey, opened: OpenStore, *, session: Session) -> None:
    """The event is written in the copy, so that it is there exactly if the key was renewed."""
    with reading(opened.store.engine) as connection:
        expected = count_rows(connection)
    engine = sqlcipher_engine(ready, key.reveal())
    try:
        with reading(engine) as connection:
            if connection.exec_driver_sql("PRAGMA cipher_integrity_check").first() is not None:
                raise store_damaged()
            quick_check(connection)
            if count_rows(connection) != expected:
                raise store_damaged()
        copy = SqlStore(engine, chain=opened.store.chain, now=opened.clock.now, new_id=new_id)
        copy.note(REKEYED, session=session)
        leave_wal(engine)
    finally:
        engine.dispose()
