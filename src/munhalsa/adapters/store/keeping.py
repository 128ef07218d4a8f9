"""What is done to a store as a whole, behind the application's port."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from munhalsa.adapters.store.backup import backups_in, changed_since_backup, keep_backup
from munhalsa.adapters.store.backup_file import time_in
from munhalsa.adapters.store.checks import reading
from munhalsa.adapters.store.engine import let_go_of_pages, postgres_engine
from munhalsa.adapters.store.errors import explained
from munhalsa.adapters.store.newer import reads_only
from munhalsa.adapters.store.opening import OpenStore, Vault, checkpoint_key
from munhalsa.adapters.store.store import SqlStore
from munhalsa.adapters.vault.anchors import AnchorReason
from munhalsa.adapters.vault.door import Door
from munhalsa.adapters.vault.keyring_copy import KeyringCopy
from munhalsa.adapters.vault.passphrases import accept_passphrase
from munhalsa.adapters.vault.sealing import KdfCost
from munhalsa.adapters.vault.tries import TryCounter
from munhalsa.application.ports import Session
from munhalsa.application.ports_keeping import Check, Kept, LogDropped, LogOld, WholeWritten
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import FileUnusable, Rejected
from munhalsa.domain.unit import Municipality


@dataclass(frozen=True, slots=True)
class StoreKeeper:
    """Keeps one open store, embedded or shared."""

    opened: OpenStore
    keyring: KeyringCopy | None = None
    cost: KdfCost | None = None

    @property
    def has_key_slots(self) -> bool:
        """Whether each user has a way in of this program's; not so in a shared database."""
        return self.opened.vault is not None

    def verify(self) -> Sequence[Check]:
        """Look at everything."""
        from munhalsa.adapters.store.verify import verify_open

        return verify_open(self.opened)

    @property
    def lost(self) -> str | None:
        """What must be told where the store lacks what was last anchored."""
        return self.opened.lost

    def tables_to_check(self) -> Sequence[str]:
        """What can be looked at piece by piece, so that nobody waits; none of a shared store."""
        from munhalsa.adapters.store.verify import tables_to_check

        return tables_to_check(self.opened.store.engine)

    def check_table(self, name: str) -> Check:
        """Whether one of them can be read and hangs together."""
        from munhalsa.adapters.store.verify import check_table

        return check_table(self.opened.store.engine, name)

    def let_go_of_memory(self) -> None:
        """Hand back what was read; it is read again when it is needed."""
        let_go_of_pages(self.opened.store.engine)

    def newest_backup(self) -> datetime | None:
        """When the newest backup was taken; None without one, and for a shared database."""
        vault = self.opened.vault
        found = [] if vault is None else backups_in(vault.folder.backups)
        return time_in(found[0]) if found else None

    def changed_since_backup(self) -> bool:
        """Whether any record has changed since the newest backup; never so for a shared one."""
        vault = self.opened.vault
        if vault is None:
            return False
        store = self.opened.store
        if store.reads_only:
            return False
        return changed_since_backup(store.engine, vault.folder.backups, chain=store.chain)

    def keep_backup(self, *, to: Path | None, months: int) -> Kept:
        """Make a backup and restore it on trial; raises FileUnusable, Rejected."""
        self._require_writable()
        vault = self._vault(
            "Säkerhetskopior av en delad databas görs av databasens administratör, med pg_dump "
            "eller pg_basebackup."
        )
        kept = keep_backup(
            _backup_folder(vault, to),
            vault.slots,
            self.opened.store.engine,
            vault.data_key,
            now=self.opened.clock.now(),
            thin=months if to is None else None,
        )
        self.opened.anchor(AnchorReason.BACKUP)
        return kept

    def write_whole(
        self,
        out: Path,
        *,
        day: date,
        settle: Callable[[WholeWritten], object],
        progress: Callable[[int, int], None] | None = None,
        persons: Collection[str] | None = None,
    ) -> WholeWritten:
        """Write all that is kept, or is about some, to one file of open files, encrypted."""
        from munhalsa.adapters.store.whole.age import work_factor
        from munhalsa.adapters.store.whole.write import write_whole

        # A newer program may keep more than this one would take along.
        self._require_writable()
        return write_whole(
            self.opened.store.engine,
            out.expanduser().absolute(),
            made=day.isoformat(),
            settle=settle,
            progress=progress,
            work_factor=work_factor(self.cost),
            persons=persons,
        )

    def write_over(self) -> None:
        """Write the database anew, so that nothing is left of what was taken away."""
        from munhalsa.adapters.store.disposing import write_over

        try:
            write_over(self.opened.store.engine)
        except DBAPIError as error:
            raise explained(error) from None

    def old_log(self, before: datetime) -> LogOld | None:
        """What was logged before that time and can be dropped; None: nothing was."""
        from munhalsa.adapters.store.log_dropping import count_old

        return count_old(self.opened.store.engine, before)

    def drop_log(self, before: datetime, *, event: str, session: Session) -> LogDropped | None:
        """Drop what was logged before that time, behind a signed checkpoint; None: nothing was."""
        from munhalsa.adapters.store.log_dropping import drop_events

        self._require_writable()
        opened = self.opened
        key = checkpoint_key(opened.vault, opened.anchors, make=True)
        if key is None:
            raise shared_database("Loggens äldsta händelser tas bort från en dator med en profil.")
        dropped = drop_events(
            opened.store, before, event=event, key=key, session=session, now=opened.clock.now()
        )
        if dropped is not None:
            opened.anchor(AnchorReason.CHECKPOINT)
        return dropped

    def renew_data_key(self, *, session: Session) -> None:
        """Encrypt everything with a new data key; every way in still opens."""
        from munhalsa.adapters.store.rekey import rekey

        self._require_writable()
        vault = self._vault(
            "En delad databas har ingen egen nyckel. Diskens kryptering och lösenorden byts av "
            "databasens administratör."
        )
        rekey(self.opened, vault, session=session)

    def renew_recovery_code(self, *, before: Callable[[], object]) -> str:
        """A new recovery code, after which the former opens nothing."""
        self._require_writable()
        vault = self._vault(
            "En delad databas har ingen återställningskod: lösenord byts av databasens "
            "administratör, med ALTER ROLE."
        )
        before()
        return vault.slots.add_recovery(vault.data_key)

    def set_passphrase(self, user: str, passphrase: str, *, before: Callable[[], object]) -> None:
        """Another passphrase for a user who has one, or the first for one who has none."""
        self._require_writable()
        set_passphrase(self.opened.store, self.opened.vault, user, passphrase, before=before)

    def check_passphrase(self, passphrase: str) -> None:
        """Refuse unless it is that of whoever is logged in; every try is counted."""
        vault = self.opened.vault
        if vault is None:
            _check_password(self.opened.store.engine, passphrase)
            return
        door = Door(vault.slots, TryCounter(vault.folder.path, self.opened.clock.now))
        for key in door.by_passphrase(passphrase, user=vault.user).keys:
            key.wipe()

    def remember_in_keyring(self) -> None:
        """Let the system's key store open the store for whoever is logged in (else Rejected)."""
        self._require_writable()
        vault = self._vault("Lösenordet till en delad databas sparas inte av datorn.")
        keyring = self.keyring or KeyringCopy.of_this_machine()
        keyring.remember(vault.slots, vault.user, vault.data_key)

    def remove_user(self, user: str) -> None:
        """Take away every way in that a user has."""
        self._require_writable()
        vault = self._vault(
            "I en delad databas tas inloggningen bort av databasens administratör, med DROP ROLE."
        )
        if user in vault.slots.users:
            vault.slots.remove(user, vault.data_key)

    def _require_writable(self) -> None:
        if self.opened.store.reads_only:
            raise reads_only()

    def _vault(self, instead: str) -> Vault:
        return embedded(self.opened.vault, instead)


def embedded(vault: Vault | None, instead: str) -> Vault:
    """The vault, or for a shared database what its administrator does instead (Rejected)."""
    if vault is None:
        raise shared_database(instead)
    return vault


def shared_database(instead: str) -> Rejected:
    """What a shared database answers, whose own administrator does it."""
    return Rejected("shared_database", instead)


def set_passphrase(
    store: SqlStore,
    vault: Vault | None,
    user: str,
    passphrase: str,
    *,
    before: Callable[[], object],
) -> None:
    """Set a passphrase that the rules accept; ``before`` is called when nothing can refuse it."""
    own = embedded(
        vault,
        "I en delad databas byts lösenordet av databasens administratör, med ALTER ROLE.",
    )
    with store.read() as reader:
        municipalities = reader.find(Municipality)
    own_words = (user, *(one.name for one in municipalities))
    accept_passphrase(passphrase, own_words=own_words)
    before()
    change = own.slots.change_passphrase if user in own.slots.users else own.slots.add_passphrase
    change(user, passphrase, own.data_key, own_words=own_words)


def _check_password(engine: Engine, password: str) -> None:
    """Refuse unless the database lets the same user in by that password."""
    other = postgres_engine(engine.url, password)
    try:
        with reading(other):
            pass
    finally:
        other.dispose()


def _backup_folder(vault: Vault, to: Path | None) -> Path:
    """The store's own folder is made again if it is gone; another one must be there."""
    if to is not None:
        return to.expanduser().absolute()
    try:
        vault.folder.backups.mkdir(mode=0o700, exist_ok=True)
    except OSError:
        raise FileUnusable(
            "backup_not_written",
            "Mappen för säkerhetskopior kan inte skapas i registrets mapp. Kontrollera att du har "
            "rätt att skriva där.",
        ) from None
    return vault.folder.backups
