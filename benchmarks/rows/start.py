"""A cold start to a list one can type in, and what it holds then (floor: a bare window).

Both are processes of their own, offscreen: what the system has read of their files it keeps.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measuring import Measure, Prepare, Reading, Unit, Work
from benchmarks.places import Place, Stage
from benchmarks.window.processes import Started
from munhalsa.adapters.store.folder import StoreFolder
from munhalsa.adapters.vault.key_slots import KeySlots
from tests.support.founded import FOUNDER, PASSPHRASE, open_store
from tests.support.stores import TODAY

GOAL = 1.5
MOST_BYTES = 200e6
_SECONDS = 10.0


def start(place: Place) -> Measure:
    """From nothing to the list painted, with the passphrase in a file; compiled once before."""
    windows = _windows(place)
    for window in (windows.ours, windows.floor):
        _prepared(windows.folder, window.until_ready)(0)()
    return Measure(
        name="cold start",
        size=place.persons,
        rounds=place.rounds(7),
        ours=_prepared(windows.folder, windows.ours.until_ready),
        floor=_prepared(windows.folder, windows.floor.until_ready),
        goal=GOAL,
    )


def memory(place: Place) -> Measure:
    """Resident bytes ten seconds after the list was painted."""
    windows = _windows(place)
    # Where only a quick look is wanted it does not wait.
    seconds = _SECONDS * min(place.rounds_share, 1.0)
    return Measure(
        name="memory 10 s after start",
        size=place.persons,
        rounds=place.rounds(3),
        ours=_prepared(windows.folder, lambda: Reading(windows.ours.size_after(seconds))),
        floor=_prepared(windows.folder, lambda: Reading(windows.floor.size_after(seconds))),
        goal=GOAL,
        most=MOST_BYTES,
        unit=Unit.BYTES,
    )


def _prepared(folder: StoreFolder, work: Work) -> Prepare:
    """The last window ended without closing the store: that was no crash to look into."""

    def prepare(_number: int) -> Work:
        folder.unmark_open()
        return work

    return prepare


@dataclass(frozen=True, slots=True)
class _Windows:
    """The same store for both."""

    folder: StoreFolder
    ours: Started
    floor: Started


def _windows(place: Place) -> _Windows:
    scratch = Path(place.held.enter_context(TemporaryDirectory(dir=place.scratch)))
    register = scratch / "register"
    shutil.copytree(place.stock.store(place.persons, Stage.FILLED), register)
    with open_store(register) as opened:
        if opened.vault is None:
            raise LookupError("an embedded store has its keys beside it")
        data_key = opened.vault.data_key
        # The prepared stores open fast; this one shall cost what any store does.
        KeySlots.load(register).change_passphrase(FOUNDER, PASSPHRASE, data_key)
        key = data_key.reveal().hex()
    passphrase = scratch / "passphrase.txt"
    passphrase.write_text(PASSPHRASE, encoding="utf-8")
    passphrase.chmod(0o600)
    arguments = [
        *("--profile", str(scratch / "profile"), "--store", str(register)),
        *("--passphrase-file", str(passphrase), "--today", TODAY.isoformat()),
    ]
    folder = StoreFolder(register)
    bytecode = place.stock.temp / "bytecode"
    return _Windows(
        folder,
        ours=Started(module="benchmarks.window.ours", arguments=arguments, bytecode=bytecode),
        floor=Started(
            module="benchmarks.window.bare",
            arguments=[str(folder.database)],
            bytecode=bytecode,
            told=key,
        ),
    )
