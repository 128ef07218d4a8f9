"""Bringing an older embedded store up to date: backup, copy, migrate the copy, check, swap."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine

from munhalsa.adapters.store import migrate
from munhalsa.adapters.store.backup import keep_backup
from munhalsa.adapters.store.checks import quick_check, reading
from munhalsa.adapters.store.copy import copy_database, leave_wal
from munhalsa.adapters.store.engine import sqlcipher_engine
from munhalsa.adapters.store.folder import StoreFolder
from munhalsa.adapters.vault.data_key import DataKey
from munhalsa.adapters.vault.key_slots import KeySlots
from munhalsa.application.ports import Clock
from munhalsa.domain.refusal import FileUnusable


def migrate_embedded(
    folder: StoreFolder, slots: KeySlots, engine: Engine, data_key: DataKey, *, clock: Clock
) -> None:
    """Replace the store by a migrated copy; on any failure the old one opens as before."""
    try:
        folder.backups.mkdir(mode=0o700, exist_ok=True)
        keep_backup(folder.backups, slots, engine, data_key, now=clock.now())
        ready = folder.fresh_work() / "store.db"
        copy_database(engine, ready)
        _migrate_copy(ready, data_key)
        leave_wal(engine)
        folder.swap_database(ready)
    except OSError:
        raise FileUnusable(
            "migration_not_written",
            "Registret måste uppdateras, men det finns inte plats eller rätt att skriva i mappen. "
            "Registret är orört.",
        ) from None
    finally:
        folder.clear_work()


def _migrate_copy(ready: Path, data_key: DataKey) -> None:
    copy = sqlcipher_engine(ready, data_key.reveal())
    try:
        migrate.upgrade(copy)
        with reading(copy) as connection:
            quick_check(connection)
        leave_wal(copy)
    finally:
        copy.dispose()
