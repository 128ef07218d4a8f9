"""Carries a disposal out again and again, killed before one step after the other.

Run as a program: ``python -m tests.support.disposal_crash FOLDER REQUEST``. Each child works on a
copy of the store, FOLDER-0, FOLDER-1, …, and ends by SIGKILL just before its step; the last one has
no step left to die at and gets through.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import Any

from munhalsa.adapters.store import disposing, forgetting, search_index
from munhalsa.adapters.store.keeping import StoreKeeper
from munhalsa.adapters.store.opening import OpenStore
from munhalsa.adapters.store.unit_of_work import StoreUnitOfWork
from munhalsa.application import carry_out_disposal as carrying
from munhalsa.application.carry_out_disposal import carry_out_disposal
from munhalsa.application.context import Context
from tests.support.founded import open_store
from tests.support.stores import context_for

# What a store holds is stamped by the real time, and what the provider sees is kept ten years.
LATER = date(datetime.now(UTC).year + 11, 1, 15)

_STEPS: tuple[tuple[Any, str], ...] = (
    (carrying, "back_up_unasked"),
    (disposing, "_clean_lines"),
    (disposing, "_clean_quarters"),
    (forgetting, "drop_drafts"),
    (disposing, "_let_go"),
    (search_index, "refresh"),
    (search_index, "fill_anew"),
    (disposing, "_drop_contents"),
    (disposing, "_drop_others"),
    (StoreUnitOfWork, "redeem"),
    (StoreUnitOfWork, "commit"),
    (StoreUnitOfWork, "_write_out"),
    (carrying, "list_disposals"),
    (StoreKeeper, "write_over"),
    (disposing, "say"),
)


def later(opened: OpenStore) -> Context:
    """Whoever is logged in, when it is time to dispose."""
    return context_for(opened.store, today=LATER, session=opened.session)


def carry_out(opened: OpenStore, request: str) -> int:
    """How many were disposed of."""
    return carry_out_disposal(later(opened), StoreKeeper(opened), request).order.disposed or 0


def _die_before(step: int) -> None:
    """Count every call of a step, and die before the one that is meant."""
    calls = count()

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **named: Any) -> Any:
            if next(calls) == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **named)

        return call

    for owner, name in _STEPS:
        setattr(owner, name, counted(getattr(owner, name)))


def main(folder: Path, request: str) -> int:
    """The number of steps that were died at; -1 when a child failed in another way."""
    for step in count():
        copy = folder.with_name(f"{folder.name}-{step}")
        shutil.copytree(folder, copy)
        child = os.fork()
        if child == 0:
            with open_store(copy) as opened:
                _die_before(step)
                os._exit(0 if carry_out(opened, request) else 1)
        _, status = os.waitpid(child, 0)
        code = os.waitstatus_to_exitcode(status)
        if code != -signal.SIGKILL:
            return step if code == 0 else -1
    raise AssertionError("the loop above returns")


if __name__ == "__main__":
    sys.stdout.write(f"{main(Path(sys.argv[1]), sys.argv[2])}\n")
