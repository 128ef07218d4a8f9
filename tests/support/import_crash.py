"""Takes a list of persons in and is killed at one moment after the other.

Run as a program: ``python -m tests.support.import_crash STORE FILE MOMENT…``. Each child opens the
store, reads the file, plans and commits as the program does, and ends by SIGKILL at its moment.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from munhalsa.adapters.tables.kinds import load_kind
from munhalsa.adapters.tables.reader import read_table
from munhalsa.application.import_table.commit import commit_import
from tests.support.founded import open_store
from tests.support.stores import context_for

PLANNED, WRITTEN, DONE = "planned", "written", "done"


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _take_in(store: Path, file: Path, moment: str) -> None:
    def written(_done: int, _total: int) -> bool:
        if moment == WRITTEN:  # every row is with the engine, and nothing is committed
            _die()
        return True

    def planned() -> None:
        if moment == PLANNED:
            _die()

    kind = load_kind("personer")
    opened = open_store(store)
    context = context_for(opened.store, session=opened.session)
    table = read_table(file, kind=kind)
    commit_import(context, table, kind, before_commit=planned, progress=written)
    _die()


def main(store: Path, file: Path, moments: list[str]) -> int:
    """0 when every child died as it should."""
    for moment in moments:
        child = os.fork()
        if not child:
            _take_in(store, file, moment)
        _, status = os.waitpid(child, 0)
        if not (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL):
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]))
