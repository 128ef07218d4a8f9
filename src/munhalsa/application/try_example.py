"""A store of the example municipality to try things in: filled and nothing more."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

from munhalsa.application.demonstrate import LISTS, STORE, USER
from munhalsa.application.fill_example import fill_example
from munhalsa.application.workplace import Program, Tried, WhichStore

_DRAFT = f"{STORE}.ny"


def try_example(program: Program, which: WhichStore, *, folder: Path) -> Tried:
    """Make the store in a folder, or find it there; it never becomes the store last used.

    It is filled beside its place and put there by one rename: one that was cut short is made anew.
    """
    today = which.today or date.today()  # noqa: DTZ011 - the machine's own day is meant
    example = program.example(folder / LISTS, today=today)
    store, draft = folder / STORE, folder / _DRAFT
    here = replace(
        which,
        store=str(draft),
        user=USER,
        passphrase_file=None,
        ask=lambda _: example.passphrase,
        confirm=True,
        remember=False,
    )
    if not store.exists():
        shutil.rmtree(draft, ignore_errors=True)
        program.found(here, municipality=example.municipality)
        with program.open(here) as workplace:
            fill_example(workplace, example)
        draft.rename(store)
    return Tried(store=str(store), user=USER, passphrase=example.passphrase)
