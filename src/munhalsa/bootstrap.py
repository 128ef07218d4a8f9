"""The composition root: the only file that knows everybody."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from munhalsa.adapters import tools
from munhalsa.adapters.clock import MachineClock
from munhalsa.adapters.ids import new_id
from munhalsa.adapters.logs import describe_error, set_up_logging, stop_logging
from munhalsa.adapters.municipalities import load_municipalities
from munhalsa.adapters.paths import (
    PrivateTemp,
    ProgramPaths,
    program_paths,
    refuse_unsafe_place,
)
from munhalsa.adapters.rules import load_rules
from munhalsa.adapters.settings import SettingsFile, WindowPreferences
from munhalsa.adapters.store.unlock import WayIn, enter
from munhalsa.adapters.vault.key_slots import WRONG_KEY, users_in
from munhalsa.adapters.vault.keyring_copy import WHAT_IT_PROTECTS, KeyringCopy
from munhalsa.adapters.vault.passphrases import accept_passphrase, ask_for_new, read_passphrase_file
from munhalsa.application.context import Context
from munhalsa.application.keep_store import BACKUP_INTERVAL, back_up_if_changed
from munhalsa.application.workplace import (
    DemoDone,
    Example,
    Founding,
    ReadBackDone,
    Tried,
    WhichStore,
    Workplace,
)
from munhalsa.cli.common import profile_in
from munhalsa.cli.main import main
from munhalsa.domain.refusal import FileUnusable, Refusal, StoreUnavailable

if TYPE_CHECKING:
    from munhalsa.adapters.store.opening import OpenStore
    from munhalsa.adapters.vault.sealing import KdfCost
    from munhalsa.application.ports import Clock
    from munhalsa.application.ports_keeping import Check, LogState
    from munhalsa.desktop.start import Surroundings

STORE_VARIABLE = "MUNHALSA_STORE"
_SHARED = ("postgresql://", "postgres://")
R = TypeVar("R")
_ANCHORS = "anchors"
_EXAMPLE = "exempel"
_LOADING = Lock()
_log = logging.getLogger(__name__)


class MunhalsaProgram:
    """Opens stores and does what needs none; made once, when the program starts.

    ``cost`` is what a guess at a passphrase is made to cost in slots that this program makes, and
    ``keyring`` where copies of ways in lie; None, as the program itself is started: the full cost,
    and the keyring of the machine. Nothing outside the code can say otherwise.
    """

    def __init__(self, *, cost: KdfCost | None = None, keyring: KeyringCopy | None = None) -> None:
        self._cost = cost
        self._keyring = keyring

    @contextmanager
    def open(self, which: WhichStore) -> Iterator[Workplace]:
        """Open a store and log in; logs out and closes at the end."""
        paths = program_paths(which.profile)
        address = _address(which, paths)
        with self._opened(address, which, paths) as opened:
            from munhalsa.adapters.store.keeping import StoreKeeper

            if which.remember:
                _remember(address, paths)
            context = Context(
                store=opened.store,
                clock=opened.clock,
                rules=load_rules(),
                session=opened.session,
                new_id=new_id,
            )
            workplace = Workplace(
                context=context,
                tables=tools.tables(paths.own_profiles),
                exporter=tools.exporter(),
                printer=tools.printer(),
                keeper=StoreKeeper(opened, keyring=self._keyring, cost=self._cost),
                region=load_municipalities(),
            )
            yield workplace
            _back_up_at_end(workplace)

    def load_store(self) -> None:
        """Load what an open store is made of, so that opening one takes less."""
        # One at a time: SQLAlchemy's modules import each other, and two threads would meet.
        with _LOADING:
            import_module("munhalsa.adapters.store.keeping")
            # What is wrong with them is told by whoever opens the store.
            with suppress(Refusal):
                load_rules()

    def has_store(self, which: WhichStore) -> bool:
        """Whether a store was asked for or used before; it need not be there any longer."""
        return _chosen(which, program_paths(which.profile)) is not None

    def users(self, which: WhichStore) -> Sequence[str]:
        """Who has a way in, as it can be told before a store is open; none of a shared one."""
        address = _chosen(which, program_paths(which.profile))
        return () if address is None or _is_shared(address) else users_in(Path(address))

    def asks_name(self, which: WhichStore) -> bool:
        """Whether who logs in has to tell a name."""
        return _is_shared(_chosen(which, program_paths(which.profile)) or "")

    def municipalities(self) -> Mapping[str, str]:
        """The municipalities that a store can be made for: name by code."""
        return load_municipalities()

    def proposed_place(self, which: WhichStore) -> str:
        """Where a new store is proposed."""
        return str(program_paths(which.profile).default_store)

    def check_place(self, place: str) -> None:
        """Refuse a place where a new store cannot be; makes nothing."""
        from munhalsa.adapters.store.found import refuse_occupied

        address = _checked(place)
        if not _is_shared(address):
            refuse_unsafe_place(Path(address))
            refuse_occupied(Path(address))

    def check_new_passphrase(self, passphrase: str, *, own_words: Sequence[str]) -> None:
        """Refuse a passphrase that the rules do not accept; makes nothing."""
        accept_passphrase(passphrase, own_words=own_words)

    def keyring_words(self) -> str | None:
        """What the system's key store protects against and not; None where none is to trust."""
        keyring = self._keyring or KeyringCopy.of_this_machine()
        return WHAT_IT_PROTECTS if keyring.is_secure else None

    def try_example(self, which: WhichStore) -> Tried:
        """A store of the example municipality in a folder of its own, made unless it is there."""
        from munhalsa.application.try_example import try_example

        folder = program_paths(which.profile).data / _EXAMPLE
        return try_example(self, which, folder=folder)

    def found(self, which: WhichStore, *, municipality: str) -> Founding:
        """Make a new store and its first user."""
        from munhalsa.adapters.store.found import found_embedded, found_postgres

        paths = program_paths(which.profile)
        address = _new_address(which, paths)
        clock = MachineClock(which.today)
        if _is_shared(address):
            made = _with_password(
                which,
                lambda password: found_postgres(
                    address,
                    password=password,
                    municipality=municipality,
                    clock=clock,
                    user=which.user,
                ),
            )
        else:
            made = found_embedded(
                Path(address),
                municipality=municipality,
                passphrase=_passphrase_to_set(which),
                clock=clock,
                user=which.user,
                cost=self._cost,
            )
        if which.remember:
            _remember(made.store, paths)
        return Founding(store=made.store, user=made.user, recovery_code=made.recovery_code)

    def recover(self, which: WhichStore, *, recovery_code: str, user: str, passphrase: str) -> None:
        """Set a user's passphrase by the recovery code."""
        from munhalsa.adapters.store.recover import recover

        address = _address(which, program_paths(which.profile))
        if _is_shared(address):
            from munhalsa.adapters.store.keeping import shared_database

            raise shared_database(
                "I en delad databas byts lösenordet av databasens administratör, med ALTER ROLE."
            )
        recover(
            Path(address),
            recovery_code=recovery_code,
            user=user,
            passphrase=passphrase,
            clock=MachineClock(which.today),
            cost=self._cost,
        )

    def restore(self, which: WhichStore, *, backup: Path, to: Path) -> str:
        """A new store out of a backup; its folder."""
        from munhalsa.adapters.store.restore import restore_backup

        named = which.store or os.environ.get(STORE_VARIABLE)
        if named is not None and _is_shared(_checked(named)):
            from munhalsa.adapters.store.keeping import shared_database

            raise shared_database(
                "En delad databas återläses av databasens administratör, med pg_restore."
            )
        gives = which.passphrase_file is not None or which.confirm
        way_in = self._way_in(which) if gives else None
        return str(restore_backup(backup, to, clock=MachineClock(which.today), way_in=way_in))

    def read_back(
        self, which: WhichStore, *, file: Path, key_file: Path, protected_key_file: Path
    ) -> ReadBackDone:
        """A new store out of the file of a whole municipality."""
        from munhalsa.adapters.store.whole.back import read_back

        paths = program_paths(which.profile)
        read = read_back(
            file,
            _new_address(which, paths),
            key_files=(key_file, protected_key_file),
            passphrase=lambda: _passphrase_to_set(which),
            reach=partial(_with_password, which),
            clock=MachineClock(which.today),
            user=which.user,
            cost=self._cost,
        )
        if which.remember:
            _remember(read.store, paths)
        return read

    def verify(self, which: WhichStore) -> Sequence[Check]:
        """Check a store, also one that does not open."""
        from munhalsa.adapters.store.verify import verify_embedded, verify_postgres

        paths = program_paths(which.profile)
        address = _address(which, paths)
        if _is_shared(address):
            return _with_password(
                which,
                lambda password: verify_postgres(
                    address, password=password, anchors_folder=paths.data / _ANCHORS
                ),
            )
        return verify_embedded(
            Path(address), way_in=self._way_in(which), clock=MachineClock(which.today)
        )

    def verify_log(self, which: WhichStore) -> LogState:
        """Check the log of a store, without logging in to it."""
        from munhalsa.adapters.store.verify import verify_log_embedded, verify_log_postgres

        paths = program_paths(which.profile)
        address = _address(which, paths)
        if _is_shared(address):
            return _with_password(
                which,
                lambda password: verify_log_postgres(
                    address, password=password, anchors_folder=paths.data / _ANCHORS
                ),
            )
        return verify_log_embedded(
            Path(address), way_in=self._way_in(which), clock=MachineClock(which.today)
        )

    def doctor(self, which: WhichStore) -> Sequence[Check]:
        """Versions, paths, key store and engine; what is wrong and how to mend it."""
        from munhalsa.adapters.store.doctor import examine

        paths = program_paths(which.profile)
        return examine(
            paths, keyring=self._keyring, store=_chosen(which, paths), password=_password(which)
        )

    def read_passphrase(self, path: Path) -> str:
        """The passphrase in a file."""
        return read_passphrase_file(path)

    def template(self, kind: str, out: Path) -> None:
        """An empty workbook, for which no store is needed."""
        tables = tools.tables()
        tables.write_template(out, kind=tables.kind(kind))

    def example(self, folder: Path, *, today: date) -> Example:
        """The lists of the bundled example municipality, moved to a day, in a folder."""
        from munhalsa.adapters.example import copy_example

        return copy_example(folder, today=today)

    def demo(self, which: WhichStore, *, folder: Path) -> DemoDone:
        """The whole job on the bundled example municipality, into a folder."""
        from munhalsa.application.demonstrate import demonstrate

        return demonstrate(self, which, folder=folder)

    def window(self, which: WhichStore) -> int:
        """Open the window; its exit code."""
        from munhalsa.desktop import start

        with _window_surroundings(which) as surroundings:
            return start.run(self, which, ["munhalsa"], surroundings=surroundings)

    def pictures(
        self, which: WhichStore, *, folder: Path, theme: str, scale: int
    ) -> tuple[Path, ...]:
        """Every view and dialog of the store as PNG, drawn without a screen."""
        from munhalsa.desktop.draw import draw
        from munhalsa.desktop.theme import ThemeName

        with _window_surroundings(which) as surroundings:
            return draw(
                self,
                which,
                folder,
                surroundings=surroundings,
                theme=ThemeName(theme),
                scale=scale,
            )

    @contextmanager
    def _opened(self, address: str, which: WhichStore, paths: ProgramPaths) -> Iterator[OpenStore]:
        clock = MachineClock(which.today)
        if _is_shared(address):
            from munhalsa.adapters.store.opening import open_postgres

            anchors = paths.data / _ANCHORS
            store = _with_password(
                which,
                lambda password: open_postgres(
                    address, password=password, clock=clock, user=which.user, anchors_folder=anchors
                ),
            )
        else:
            store = self._opened_embedded(Path(address), which, clock=clock)
        with store:
            yield store

    def _opened_embedded(self, folder: Path, which: WhichStore, *, clock: Clock) -> OpenStore:
        way_in = self._way_in(which)
        with ExitStack() as stack:
            entered = enter(folder, way_in=way_in, clock=clock, cost=self._cost, stack=stack)
            self.load_store()
            from munhalsa.adapters.store.opening import open_entered

            return open_entered(entered, clock=clock, stack=stack)

    def _way_in(self, which: WhichStore) -> WayIn:
        return WayIn(
            user=which.user,
            passphrase=_password(which),
            keyring=self._keyring or KeyringCopy.of_this_machine(),
            ask=which.ask,
        )


def _back_up_at_end(workplace: Workplace) -> None:
    """A backup when something changed and the newest one is older than half an hour.

    A failed backup never turns a done command into a failed one.
    """
    newest = workplace.keeper.newest_backup()
    if newest is not None and workplace.context.clock.now() - newest < BACKUP_INTERVAL:
        return
    try:
        back_up_if_changed(workplace.context, workplace.keeper)
    except Refusal as refusal:
        _log.warning("no backup at the end: %s", refusal.code)
        sys.stderr.write(f"{refusal.message}\n")


def _password(which: WhichStore) -> str | None:
    """What was given in this very command, by file or, where it must be, at the keyboard."""
    if which.passphrase_file is not None:
        return read_passphrase_file(which.passphrase_file)
    if which.confirm and which.ask is not None:
        return which.ask("Det här kräver att lösenfrasen anges igen.")
    return None


def _with_password(which: WhichStore, reach: Callable[[str | None], R]) -> R:
    """Reach a shared database; asks for its password only if it wants one and somebody is there."""
    password = _password(which)
    try:
        return reach(password)
    except StoreUnavailable as refusal:
        if password is not None or which.ask is None or refusal.code != WRONG_KEY:
            raise
        return reach(which.ask("Databasen vill ha ett lösenord."))


def _passphrase_to_set(which: WhichStore) -> str:
    if which.passphrase_file is not None:
        return read_passphrase_file(which.passphrase_file)
    return ask_for_new(which.ask)


def _address(which: WhichStore, paths: ProgramPaths) -> str:
    """Which store: as asked for, else by the environment, else the one last used."""
    found = _chosen(which, paths)
    if found is None:
        raise StoreUnavailable(
            "store_not_chosen",
            "Inget register är valt. Ange --store, eller skapa ett med munhalsa init.",
            field="store",
        )
    return found


def _chosen(which: WhichStore, paths: ProgramPaths) -> str | None:
    found = (
        which.store
        or os.environ.get(STORE_VARIABLE)
        or SettingsFile(paths.config).read().last_store
    )
    return None if not found else _checked(found)


def _checked(address: str) -> str:
    """The address in full; one with a password in it is refused before anything is tried."""
    if _is_shared(address):
        from munhalsa.adapters.store.engine import postgres_address

        postgres_address(address)
        return address
    return str(Path(address).expanduser().absolute())


def _is_shared(address: str) -> bool:
    return address.startswith(_SHARED)


def _new_address(which: WhichStore, paths: ProgramPaths) -> str:
    return _checked(which.store or os.environ.get(STORE_VARIABLE) or str(paths.default_store))


def _remember(address: str, paths: ProgramPaths) -> None:
    """Keep the address as the store last used; a command never fails for that it cannot."""
    file = SettingsFile(paths.config)
    settings = file.read()
    if settings.last_store == address:
        return
    try:
        file.write(replace(settings, last_store=address))
    except FileUnusable as refusal:
        _log.warning("store last used not remembered: %s", refusal.code)


@contextmanager
def _window_surroundings(which: WhichStore) -> Iterator[Surroundings]:
    from munhalsa.desktop.start import Surroundings

    paths = program_paths(which.profile)
    temp = PrivateTemp(paths.temp)
    temp.open()
    try:
        yield Surroundings(
            preferences=WindowPreferences(SettingsFile(paths.config)),
            profile=str(paths.config),
            temp=temp.folder,
            log_bug=_report_bug,
        )
    finally:
        temp.close()


def run(arguments: Sequence[str]) -> int:
    """Run the program with the arguments of the command line; its exit code."""
    handler = set_up_logging(program_paths(profile_in(arguments)).logs)
    try:
        return main(arguments, program=MunhalsaProgram(), report_bug=_report_bug)
    finally:
        stop_logging(handler)


def _report_bug(error: BaseException) -> None:
    """Kinds and places of the error to the log, never its text, which may hold names."""
    _log.error("bug: %s", describe_error(error))
