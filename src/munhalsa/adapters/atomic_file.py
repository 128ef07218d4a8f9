"""Files that are either the old one or the new one, whatever happens in between."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from pathlib import Path

_PART = ".part"


def write_atomically(path: Path, content: bytes) -> None:
    """Replace ``path``, readable by its owner only, on the disk when this returns.

    Raises OSError with the old file untouched.
    """
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=_PART, dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename in ``folder`` survive a power loss (Windows does so by itself)."""
    if sys.platform != "win32":
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def remove_leftovers(path: Path) -> None:
    """Remove what a killed program left of ``path``; only for the one program that may write it."""
    for part in path.parent.glob(f".{path.name}.*{_PART}"):
        with contextlib.suppress(OSError):
            part.unlink()
