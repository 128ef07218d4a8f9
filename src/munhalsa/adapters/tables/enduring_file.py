"""A file for an archive, that remembers the first error of the disk instead of raising it.

An archive that fails half-way tries again to write its end whenever it is thrown away, and tells
that on standard error; so nothing is let fail until the archive is closed.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO


class EnduringFile:
    """What an archive needs of a file to write to; after an error the rest goes nowhere."""

    def __init__(self, path: Path) -> None:
        self._file: BinaryIO = path.open("wb", buffering=0)
        self._at = 0
        self._error: OSError | None = None

    def seekable(self) -> bool:
        """An archive goes back to fill in sizes."""
        return True

    def tell(self) -> int:
        """Where the next byte goes, or would have gone."""
        return self._at

    def seek(self, offset: int) -> int:
        """Go to a place counted from the beginning."""
        self._attempt(lambda: self._file.seek(offset))
        self._at = offset
        return offset

    def write(self, data: bytes) -> int:
        """Write all of it, or remember why not."""
        self._attempt(lambda: self._write_all(memoryview(data)))
        self._at += len(data)
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """Close the file, and raise what it remembers."""
        self._attempt(self._file.close)
        self._file.close()
        if self._error is not None:
            raise self._error

    def _write_all(self, data: memoryview) -> None:
        while data:
            data = data[self._file.write(data) :]

    def _attempt(self, act: Callable[[], object]) -> None:
        if self._error is None:
            try:
                act()
            except OSError as error:
                self._error = error
