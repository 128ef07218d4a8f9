"""What the keeping of a store needs from the outside: checks, backups, keys."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from munhalsa.domain.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from munhalsa.application.ports import Head, Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at; ``detail`` says in Swedish what was found and what to do."""

    name: str
    ok: bool
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LogState:
    """What was found of the log, and the head of each chain."""

    checks: Sequence[Check]
    heads: Mapping[str, Head]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A backup that was made and tried: where it is, and how many rows each table holds."""

    file: Path
    taken: datetime
    rows: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogOld:
    """How many events of the log are older than a day, and of which days they are."""

    count: int
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LogDropped:
    """The receipt of what is gone from the log: how many, and of which days; of nobody by name.

    ``before`` is the first day that is kept, ``event`` the signed checkpoint, and ``key`` the
    fingerprint of what signed it.
    """

    event: str
    count: int
    first: date
    last: date
    before: date
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeWritten:
    """The whole municipality, or some persons, in one file, and the two passphrases.

    Nobody else is told them; ``sha256`` is that of the file.

    ``protected_rows`` are of what concerns persons with protected identity, in a part of its own.
    """

    file: Path
    rows: Mapping[str, int]
    protected_rows: Mapping[str, int]
    passphrase: str
    protected_passphrase: str
    sha256: str


class Keeper(Protocol):
    """What is done to a store as a whole; a shared database refuses most of it (Rejected)."""

    @property
    def has_key_slots(self) -> bool:
        """Whether each user has a way in of this program's; not so in a shared database."""

    @property
    def lost(self) -> str | None:
        """What must be told where the store, as it was opened, lacks what had been done in it."""

    def verify(self) -> Sequence[Check]:
        """Look at everything."""

    def tables_to_check(self) -> Sequence[str]:
        """What can be looked at piece by piece, so that nobody waits; none of a shared store."""

    def check_table(self, name: str) -> Check:
        """Whether one of them can be read and hangs together."""

    def let_go_of_memory(self) -> None:
        """Hand back the memory that nothing needs now, such as pages of the store read earlier."""

    def newest_backup(self) -> datetime | None:
        """When the newest backup in the store's own folder was taken; None without one."""

    def changed_since_backup(self) -> bool:
        """Whether any record has changed since the newest backup in the store's own folder."""

    def keep_backup(self, *, to: Path | None, months: int) -> Kept:
        """Make a backup and restore it on trial, in the store's own folder or in another.

        Those in the store's own folder are thinned, and none is kept for more than so many months.
        """

    def write_whole(
        self,
        out: Path,
        *,
        day: date,
        settle: Callable[[WholeWritten], object],
        progress: Callable[[int, int], None] | None = None,
        persons: Collection[str] | None = None,
    ) -> WholeWritten:
        """Write all that is kept to one file of open files, encrypted (FileUnusable).

        With ``persons`` only what is about them, for an archive.

        ``settle`` is called when all is written and the file is not there yet; if it fails, it
        never is. ``progress`` is told how many rows are written, of how many, and can end it.
        """

    def write_over(self) -> None:
        """Write the database anew, so that nothing is left of what was taken away (FileUnusable).

        A shared one only gives the room back for what is written next.
        """

    def old_log(self, before: datetime) -> LogOld | None:
        """What was logged before that time and can be dropped; None: nothing was."""

    def drop_log(self, before: datetime, *, event: str, session: Session) -> LogDropped | None:
        """Drop what was logged before that time, behind a signed checkpoint; None: nothing was.

        ``event`` becomes the id of the checkpoint.
        """

    def renew_data_key(self, *, session: Session) -> None:
        """Encrypt everything with a new data key, and log it; every way in still opens."""

    def renew_recovery_code(self, *, before: Callable[[], object]) -> str:
        """A new recovery code, after which the former opens nothing (not of a shared store).

        ``before`` is called when nothing is changed yet.
        """

    def set_passphrase(self, user: str, passphrase: str, *, before: Callable[[], object]) -> None:
        """Another passphrase for a user who has one, or the first for one who has none.

        ``before`` is called when the rules have accepted it and nothing is changed yet.
        """

    def check_passphrase(self, passphrase: str) -> None:
        """Refuse unless it is that of whoever is logged in; every try is counted.

        A shared database is asked whether it takes it as the password.
        """

    def remember_in_keyring(self) -> None:
        """Let the system's key store open the store for whoever is logged in (else Rejected)."""

    def remove_user(self, user: str) -> None:
        """Take away every way in that a user has."""
