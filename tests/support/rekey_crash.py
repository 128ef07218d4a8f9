"""Renews the data key of a store again and again, killed before one step after the other.

Run as a program: ``python -m tests.support.rekey_crash FOLDER``. Each child works on a copy of the
store, FOLDER-0, FOLDER-1, …, and is gone without a word just before its step; the last one has no
step left to die at and gets through.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from munhalsa.adapters.store import rekey
from munhalsa.adapters.store.folder import StoreFolder
from munhalsa.adapters.store.keeping import StoreKeeper
from munhalsa.adapters.vault import key_slots
from tests.support.founded import open_store

_STEPS: tuple[tuple[Any, str], ...] = (
    (key_slots, "write_atomically"),
    (StoreFolder, "fresh_work"),
    (rekey, "copy_database"),
    (rekey, "encrypt_anew"),
    (rekey, "leave_wal"),
    (StoreFolder, "swap_database"),
    (Path, "replace"),
    (StoreFolder, "clear_work"),
    (rekey, "open_database"),
    (key_slots.KeySlots, "settle"),
)
DIED = 9


def _die_before(step: int) -> None:
    """Count every call of a step, and die before the one that is meant."""
    calls = count()

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **named: Any) -> Any:
            if next(calls) == step:
                os._exit(DIED)
            return real(*args, **named)

        return call

    for owner, name in _STEPS:
        setattr(owner, name, counted(getattr(owner, name)))


def main(folder: Path) -> int:
    """The number of steps that were died at."""
    for step in count():
        copy = folder.with_name(f"{folder.name}-{step}")
        shutil.copytree(folder, copy)
        child = os.fork()
        if child == 0:
            with open_store(copy) as opened:
                _die_before(step)
                StoreKeeper(opened).renew_data_key(session=opened.session)
                os._exit(0)
        _, status = os.waitpid(child, 0)
        code = os.waitstatus_to_exitcode(status)
        if code != DIED:
            return step if code == 0 else -1
    raise AssertionError("the loop above returns")


if __name__ == "__main__":
    sys.stdout.write(f"{main(Path(sys.argv[1]))}\n")
