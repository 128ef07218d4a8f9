"""Where files that leave the program may be put: anywhere but in the folder of a store."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from munhalsa.domain.refusal import FileUnusable

_OF_A_STORE = ("store.db", "keyslots.json")


def is_inside_store(place: Path) -> bool:
    """Whether the place, which need not exist, is in a store's folder or in one below it."""
    return any(
        (folder / name).exists() for folder in place.resolve().parents for name in _OF_A_STORE
    )


def check_out(out: Path) -> None:
    """Refuse a place among a store's own files, which may be all that there is, and a device."""
    if is_inside_store(out):
        raise FileUnusable(
            "place_in_store",
            "Platsen ligger i ett registers egen mapp, och registret kan förstöras om något annat "
            "skrivs där. Välj en annan mapp.",
            field="out",
        )
    if out.exists() and not out.is_file() and not out.is_dir():
        raise FileUnusable(
            "not_a_file", "Där finns något som inte är en fil. Välj ett annat namn.", field="out"
        )


def copy_out(file: Path, out: Path) -> None:
    """A copy where the user wants it: all of it, or what was there before.

    Raises FileUnusable for a place that ``check_out`` refuses, OSError for what the disk says.
    """
    check_out(out)
    descriptor, name = tempfile.mkstemp(prefix=".munhalsa-", suffix=".tmp", dir=out.parent)
    os.close(descriptor)
    draft = Path(name)
    try:
        shutil.copyfile(file, draft)
        draft.replace(out)
    finally:
        draft.unlink(missing_ok=True)
