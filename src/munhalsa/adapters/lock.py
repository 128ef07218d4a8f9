"""One program per store: a lock that the operating system holds and drops with the program."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from munhalsa.domain.refusal import StoreUnavailable

FILE_NAME = "store.lock"

_LOCKED_AT = 1 << 30
"""Windows lets nobody read a locked byte, so the locked one lies far behind the process id."""


class FileLock:
    """An exclusive lock on a file, tried once; it goes when the process ends in whatever way.

    The file stays: taking it away could leave two programs with a lock on two files of one name.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    @property
    def is_held(self) -> bool:
        """True between ``acquire`` and ``release``."""
        return self._descriptor is not None

    def acquire(self) -> bool:
        """Take the lock and write one's process id; False when it is held by somebody.

        Raises OSError when there can be no such file.
        """
        if self.is_held:
            return False
        try:
            self._take(wait=False)
        except BlockingIOError:
            return False
        return True

    def wait(self) -> None:
        """Take the lock as soon as it is free; only for what is held for a moment.

        Raises OSError, on Windows also when it was not free within ten seconds.
        """
        self._take(wait=True)

    def release(self) -> None:
        """Let the next one in; nothing to do when it is not held."""
        if self._descriptor is not None:
            _unlock(self._descriptor)
            os.close(self._descriptor)
            self._descriptor = None

    def holder(self) -> int | None:
        """The process id that was written last; only for telling people."""
        try:
            with self._path.open("rb") as file:
                text = file.read(20)
        except OSError:
            return None
        return int(text) if text.isdigit() else None

    def _take(self, *, wait: bool) -> None:
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
        descriptor = os.open(self._path, flags, 0o600)
        try:
            _lock(descriptor, wait=wait)
        except BaseException:
            os.close(descriptor)
            raise
        self._descriptor = descriptor
        with contextlib.suppress(OSError):
            os.ftruncate(descriptor, 0)
            os.write(descriptor, str(os.getpid()).encode())


class StoreLock:
    """The lock of a store, taken before anything in it is opened."""

    def __init__(self, folder: Path, *, name: str = FILE_NAME) -> None:
        self._lock = FileLock(folder / name)

    @property
    def is_held(self) -> bool:
        """True between ``acquire`` and ``release``."""
        return self._lock.is_held

    def acquire(self) -> None:
        """Take the lock; raises StoreUnavailable."""
        try:
            taken = self._lock.acquire()
        except (FileNotFoundError, NotADirectoryError):
            raise StoreUnavailable(
                "store_missing",
                "Mappen med registret finns inte. Kontrollera sökvägen, och att disken är "
                "ansluten om registret ligger på en flyttbar disk.",
            ) from None
        except OSError:
            raise StoreUnavailable(
                "store_not_writable",
                "Det går inte att skriva i registrets mapp. Kontrollera att du har rätt att "
                "skriva där och att disken inte är skrivskyddad eller full.",
            ) from None
        if not taken:
            raise _in_use(self._lock.holder())

    def release(self) -> None:
        """Let the next program in."""
        self._lock.release()

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


def _in_use(holder: int | None) -> StoreUnavailable:
    process = "" if holder is None else f" (process {holder})"
    return StoreUnavailable(
        "store_in_use",
        f"Registret används redan av ett annat Munhälsa{process}. Stäng det först, eller vänta "
        "tills det är klart.",
    )


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int, *, wait: bool) -> None:
        os.lseek(descriptor, _LOCKED_AT, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        except PermissionError:
            raise BlockingIOError from None
        os.lseek(descriptor, 0, os.SEEK_SET)

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, _LOCKED_AT, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int, *, wait: bool) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
