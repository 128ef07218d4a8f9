"""A store's folder: which file is what, and the swap of one database file for another."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from munhalsa.adapters.atomic_file import sync_folder
from munhalsa.adapters.vault import key_slots
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import StoreUnavailable

_BESIDE = ("-wal", "-shm", "-journal")
_PLAIN_HEADER = b"SQLite format 3\x00"


@dataclass(frozen=True, slots=True)
class StoreFolder:
    """Names of what lies in a store's folder; nothing is made by asking for them."""

    path: Path

    @property
    def database(self) -> Path:
        """The encrypted file."""
        return self.path / "store.db"

    @property
    def key_slots(self) -> Path:
        """The ways in."""
        return self.path / key_slots.FILE_NAME

    @property
    def backups(self) -> Path:
        """Where backups are kept."""
        return self.path / "backups"

    @property
    def work(self) -> Path:
        """Where a copy of the database is made ready; what lies there after a crash is waste."""
        return self.path / "work"

    @property
    def open_mark(self) -> Path:
        """Stands there while a program has the store open, and after it ended in disorder."""
        return self.path / "store.open"

    @property
    def holds_store(self) -> bool:
        """Whether there is a store, or the remains of one."""
        return self.database.exists() or self.key_slots.exists()

    def require_store(self) -> None:
        """Refuse a folder without a store, before anything is written in it."""
        if not self.holds_store:
            raise StoreUnavailable(
                "store_missing",
                "Det finns inget register i den mappen. Välj en annan mapp, "
                "eller skapa ett nytt register med munhalsa init.",
            )

    def clear_work(self) -> None:
        """Throw away what a cut-off migration, rekey or trial restore left behind."""
        shutil.rmtree(self.work, ignore_errors=True)

    def fresh_work(self) -> Path:
        """An empty folder on the same disk as the database; raises OSError."""
        self.clear_work()
        self.work.mkdir(mode=0o700)
        return self.work

    def swap_database(self, ready: Path) -> None:
        """Put a finished, closed copy in the database's place: the old one or the new, never both.

        The old one must be closed and out of WAL mode: a log left beside it would be played into
        the new one.
        """
        if any(beside.exists() for file in (self.database, ready) for beside in files_beside(file)):
            raise StoreUnavailable(
                "store_in_use",
                "Registret används redan av ett annat program. Stäng det och försök igen.",
            )
        ready.chmod(0o600)
        with ready.open("rb+") as file:
            os.fsync(file.fileno())
        ready.replace(self.database)
        sync_folder(self.path)

    def mark_open(self) -> None:
        """Leave the mark of a store in use."""
        self.open_mark.touch(mode=0o600)

    def unmark_open(self) -> None:
        """The store was closed in good order."""
        with suppress(OSError):
            self.open_mark.unlink(missing_ok=True)


def files_beside(database: Path) -> list[Path]:
    """The files that SQLite may keep beside a database."""
    return [database.with_name(database.name + ending) for ending in _BESIDE]


def check_encrypted_file(path: Path) -> None:
    """Refuse a missing, empty or plain file where an encrypted store is expected."""
    try:
        with path.open("rb") as file:
            header = file.read(len(_PLAIN_HEADER))
    except FileNotFoundError:
        raise StoreUnavailable(
            "store_missing",
            "Det finns inget register i den mappen. Välj en annan mapp, "
            "eller skapa ett nytt register med munhalsa init.",
        ) from None
    except OSError:
        raise StoreUnavailable(
            "store_unreadable",
            "Registrets fil kan inte läsas. Kontrollera att du har rätt till mappen.",
        ) from None
    if header == _PLAIN_HEADER:
        raise StoreUnavailable(
            "store_not_encrypted",
            "Filen är inte krypterad och öppnas därför inte. Det kan vara fel fil.",
        )
    if len(header) < len(_PLAIN_HEADER):
        raise StoreUnavailable(
            "store_damaged",
            "Registrets fil är skadad. Läs tillbaka den senaste säkerhetskopian "
            "med munhalsa restore.",
        )
