"""Keeping a backup: by the engine, tried by restoring it, and thinned with time."""

from __future__ import annotations

import errno
import json
import shutil
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from munhalsa.adapters.atomic_file import sync_folder, write_atomically
from munhalsa.adapters.store import audit
from munhalsa.adapters.store.backup_file import (
    DATABASE,
    SUFFIX,
    Manifest,
    backup_name,
    pack,
    read_manifest,
    time_in,
    unpack,
)
from munhalsa.adapters.store.checks import count_rows, quick_check, reading
from munhalsa.adapters.store.copy import copy_database
from munhalsa.adapters.store.engine import sqlcipher_engine
from munhalsa.adapters.store.errors import DISK_FULL, explained
from munhalsa.adapters.store.log_rows import CHANGED_SINCE
from munhalsa.adapters.store.migrate import revision_of
from munhalsa.adapters.vault.data_key import DataKey
from munhalsa.adapters.vault.key_slots import KeySlots
from munhalsa.application.backup_thinning import MONTHS_KEPT, outdated
from munhalsa.application.ports_keeping import Kept
from munhalsa.domain.refusal import FileUnusable

_TRIAL = ".trial.json"
_PART = ".part"


def keep_backup(
    folder: Path,
    slots: KeySlots,
    engine: Engine,
    data_key: DataKey,
    *,
    now: datetime,
    thin: int | None = MONTHS_KEPT,
) -> Kept:
    """Make a backup in the folder, restore it on trial, and thin out the older ones there.

    ``thin``: months to keep, None to leave the folder's others alone. Raises FileUnusable; then
    the store and the backups there are as they were.
    """
    part = folder / (backup_name(now) + _PART)
    try:
        _clear_parts(folder)
        part.mkdir(mode=0o700)
        kept = _make(folder, part, slots, engine, data_key, now)
    except OSError as error:
        raise _not_written(full=error.errno in (errno.ENOSPC, errno.EDQUOT)) from None
    except DBAPIError as error:
        raise explained(error) from None
    except FileUnusable as refusal:
        raise _not_written(full=refusal.code == DISK_FULL.code) from None
    finally:
        shutil.rmtree(part, ignore_errors=True)
    if thin is not None:
        thin_out(folder, now=now, months=thin)
    return kept


def _make(
    folder: Path, part: Path, slots: KeySlots, engine: Engine, data_key: DataKey, now: datetime
) -> Kept:
    copy, packed = part / DATABASE, part / "packed"
    manifest = _copy_counted(engine, copy, now)
    manifest = pack(packed, database=copy, slots=slots.to_bytes(), manifest=manifest)
    copy.unlink()
    _restore_on_trial(packed, part, manifest, data_key)
    file = folder / backup_name(now)
    report = {"ok": True, "backup": file.name, "bytes": packed.stat().st_size}
    content = report | {"rows": dict(manifest.rows), "heads": dict(manifest.heads)}
    write_atomically(trial_of(file), (json.dumps(content, indent=1) + "\n").encode())
    packed.rename(file)
    sync_folder(folder)
    return Kept(file=file, taken=now, rows=manifest.rows)


def _copy_counted(engine: Engine, target: Path, now: datetime) -> Manifest:
    """Copy and count at one moment: nobody writes while the write lock is held."""
    with engine.connect() as opened:
        connection = opened.execution_options(writing=True)
        with connection.begin():
            manifest = Manifest(
                taken=now,
                program=version("munhalsa"),
                schema=revision_of(connection) or "",
                heads=audit.heads(connection),
                rows=count_rows(connection),
                database_sha256="",
                key_slots_sha256="",
            )
            copy_database(engine, target)
    return manifest


def _restore_on_trial(packed: Path, part: Path, manifest: Manifest, data_key: DataKey) -> None:
    """Refuse a backup that does not open again with everything in it."""
    trial = part / "trial"
    trial.mkdir(mode=0o700)
    unpack(packed, trial)
    check_restored(trial / DATABASE, manifest, data_key)


def check_restored(database: Path, manifest: Manifest, data_key: DataKey) -> None:
    """Open, check and count an unpacked database; raises StoreUnavailable or FileUnusable."""
    engine = sqlcipher_engine(database, data_key.reveal(), mode="ro")
    try:
        with reading(engine) as connection:
            quick_check(connection)
            if count_rows(connection) != manifest.rows or audit.heads(connection) != manifest.heads:
                raise FileUnusable(
                    "backup_differs",
                    "Säkerhetskopian innehåller inte det den ska. Välj en annan säkerhetskopia.",
                    field="file",
                )
    finally:
        engine.dispose()


def backups_in(folder: Path) -> list[Path]:
    """The backups in a folder, newest first."""
    found = [path for path in folder.glob(f"*{SUFFIX}") if time_in(path) is not None]
    return sorted(found, key=lambda path: path.name, reverse=True)


def trial_of(file: Path) -> Path:
    """Where the result of a backup's trial restore is kept."""
    return file.with_name(file.name + _TRIAL)


def thin_out(folder: Path, *, now: datetime, months: int = MONTHS_KEPT) -> None:
    """Let older backups go, and results whose backup is gone; one that will not go is left."""
    by_time = {time: path for path in backups_in(folder) if (time := time_in(path)) is not None}
    with suppress(OSError):
        for time in outdated(by_time, now=now, months=months):
            by_time[time].unlink()
        for trial in folder.glob(f"*{SUFFIX}{_TRIAL}"):
            if not trial.with_name(trial.name.removesuffix(_TRIAL)).exists():
                trial.unlink()


def newest_heads(folder: Path) -> Mapping[str, tuple[int, str]]:
    """The heads of the log in the newest backup that can be read; empty without one."""
    for file in backups_in(folder):
        with suppress(FileUnusable):
            return read_manifest(file).heads
    return {}


def changed_since_backup(engine: Engine, folder: Path, *, chain: str) -> bool:
    """Whether any record has changed since the newest backup; reads alone do not count."""
    seq, _ = newest_heads(folder).get(chain, (0, ""))
    with reading(engine) as connection:
        return bool(connection.scalar(CHANGED_SINCE, {"chain": chain, "seq": seq}))


def _clear_parts(folder: Path) -> None:
    for left in folder.glob(f"*{SUFFIX}{_PART}"):
        shutil.rmtree(left, ignore_errors=True)


def _not_written(*, full: bool) -> FileUnusable:
    if full:
        return FileUnusable(
            "disk_full",
            "Disken är full, så ingen säkerhetskopia gjordes. Frigör utrymme och försök igen; "
            "registret är orört.",
        )
    return FileUnusable(
        "backup_not_written",
        "Säkerhetskopian kunde inte skrivas. Kontrollera att mappen finns och att du har rätt att "
        "skriva i den; registret är orört.",
    )
