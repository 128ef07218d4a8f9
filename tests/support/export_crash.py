"""Writes a file for Intygsbeställningen and is killed at one moment after the other.

Run as a program: ``python -m tests.support.export_crash STORE FILE MOMENT…``. Each child opens the
store, exports everything with two rows a part, and ends by SIGKILL at its moment.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

from munhalsa.adapters.store.unit_of_work import StoreUnitOfWork
from munhalsa.application import export_registrations as exporting
from tests.support.exports import export
from tests.support.founded import open_store
from tests.support.stores import context_for

HALF, WRITTEN, DONE = "half", "written", "done"


def _die(*_: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _export(store: Path, file: Path, moment: str) -> None:
    add, commit = StoreUnitOfWork.add_at_once, StoreUnitOfWork.commit

    def added(work: StoreUnitOfWork, record: Any) -> None:
        add(work, record)
        if moment == HALF and record.position == 1:  # with the engine, and the file begun
            _die()

    def committed(work: StoreUnitOfWork) -> Any:
        if moment == WRITTEN:  # every row is with the engine, and nothing is committed
            _die()
        return commit(work)

    exporting.ROWS_A_PART = 2
    patched: Any = StoreUnitOfWork
    patched.add_at_once, patched.commit = added, committed
    opened = open_store(store)
    export(context_for(opened.store, session=opened.session), file, everything=True)
    _die()


def main(store: Path, file: Path, moments: list[str]) -> int:
    """0 when every child died as it should."""
    for moment in moments:
        child = os.fork()
        if not child:
            _export(store, file, moment)
        _, status = os.waitpid(child, 0)
        if not (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL):
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]))
