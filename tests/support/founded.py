"""Stores made and opened the way the program does it."""

from __future__ import annotations

import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

from munhalsa.adapters.store.found import Founded, found_embedded
from munhalsa.adapters.store.opening import OpenStore, open_embedded
from munhalsa.adapters.store.unlock import WayIn
from munhalsa.adapters.vault.sealing import KdfCost
from tests.support.postgres import SESSION_FOLDER
from tests.support.stores import TODAY, FixedDay

PASSPHRASE = "korrekt häst batteri klammer"
OTHER_PASSPHRASE = "sju gråa svanar över isen"
FOUNDER = "Kim Lind"
CLOCK = FixedDay(TODAY)
# Guessing is made dear by Argon2id; the tests of the vault hold what it costs.
CHEAP = KdfCost(memory_kib=64, iterations=1, lanes=1)


def make_store(folder: Path, *, passphrase: str = PASSPHRASE) -> Founded:
    """A new embedded store of Borås (1490)."""
    return found_embedded(
        folder,
        municipality="1490",
        passphrase=passphrase,
        clock=CLOCK,
        user=FOUNDER,
        cost=CHEAP,
    )


def copied_store(folder: Path) -> Path:
    """Such a store, founded once by this process and copied: all of them have the same keys."""
    shutil.copytree(_template(), folder)
    return folder


@cache
def _template() -> Path:
    folder = Path(tempfile.mkdtemp(dir=os.environ.get(SESSION_FOLDER))) / "register"
    make_store(folder)
    return folder


def open_store(
    folder: Path, *, passphrase: str | None = PASSPHRASE, user: str | None = None
) -> OpenStore:
    """Open an embedded store by passphrase and log in."""
    way_in = WayIn(user=user, passphrase=passphrase)
    return open_embedded(folder, way_in=way_in, clock=CLOCK, cost=CHEAP)
