"""A backup with its trial restore (floor: the engine's VACUUM INTO and quick_check)."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

from benchmarks.measuring import Growth, Measure, Work
from benchmarks.places import Place, Stage, bare, open_copy
from munhalsa.adapters.store.backup import keep_backup
from munhalsa.adapters.store.engine import sqlcipher_connection
from munhalsa.adapters.store.opening import OpenStore, Vault
from tests.support.founded import CLOCK

GOAL = 2.0


def backup(place: Place) -> Measure:
    """Copied, packed, unpacked, opened, checked and counted."""
    opened = place.held.enter_context(
        open_copy(place.stock, place.persons, Stage.FILLED, place.scratch)
    )
    vault = _vault(opened)
    connection = place.held.enter_context(bare(opened.store.engine))
    folder = place.scratch / "backups"

    def ours(number: int) -> Work:
        _empty(folder)
        now = CLOCK.now() + timedelta(seconds=number)
        return lambda: keep_backup(
            folder, vault.slots, opened.store.engine, vault.data_key, now=now
        )

    def floor(_number: int) -> Work:
        _empty(folder)
        return lambda: _copy_and_check(connection, folder / "copy.db", vault.data_key.reveal())

    return Measure(
        name="backup with trial restore",
        size=place.persons,
        rounds=place.rounds(5 if place.persons <= 10_000 else 3),
        ours=ours,
        floor=floor,
        goal=GOAL,
        growth=Growth.LINEAR,
    )


def _vault(opened: OpenStore) -> Vault:
    if opened.vault is None:
        raise LookupError("an embedded store has its keys beside it")
    return opened.vault


def _empty(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()


def _copy_and_check(connection: Any, copy: Path, key: bytes) -> None:
    cursor = connection.cursor()
    cursor.execute("VACUUM INTO ?", (str(copy),))
    checked = sqlcipher_connection(copy, key, mode="ro")
    checked.execute("PRAGMA quick_check").fetchall()
    checked.close()
