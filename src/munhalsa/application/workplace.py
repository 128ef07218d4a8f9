"""What the command line and the window are given: a program that opens stores, and an open one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from munhalsa.domain.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from munhalsa.application.context import Context
    from munhalsa.application.export_profile import (
        ExportCell,
        ExportProfile,
        FileType,
        ProfileFound,
    )
    from munhalsa.application.export_registrations import ExportWriter
    from munhalsa.application.import_table.kinds import Kind, KindName, TableMapping
    from munhalsa.application.import_table.raw_table import RawTable
    from munhalsa.application.ports_keeping import Check, Keeper, LogState
    from munhalsa.application.printing import FormPrinter
    from munhalsa.application.report_book import BookSheet
    from munhalsa.application.save_list import About, ListColumn


@dataclass(frozen=True, slots=True, kw_only=True)
class WhichStore:
    """Which store, who, and on which day; None: what the program finds out by itself.

    ``ask`` asks a person for the passphrase, told why; None where nobody is at the keyboard.
    ``confirm``: the passphrase must be given anew if somebody is there to give it. ``remember``:
    it becomes the store last used.
    """

    store: str | None = None
    user: str | None = None
    passphrase_file: Path | None = None
    today: date | None = None
    profile: Path | None = None
    ask: Callable[[str], str] | None = None
    confirm: bool = False
    remember: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Founding:
    """A new store; ``recovery_code`` is shown once (None: a shared database has none)."""

    store: str
    user: str
    recovery_code: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBackDone:
    """A new store out of the file of a whole municipality, and who has the first way in."""

    store: str
    user: str
    recovery_code: str | None
    rows: Mapping[str, int]
    municipality: str
    made: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """The bundled example municipality as files; ``lists`` are (kind, file) in import order.

    ``issuers`` are the names of those who issue its certificates, ``staff`` name and title of those
    who work at some units, by the unit's code.
    """

    municipality: str
    lists: tuple[tuple[str, Path], ...]
    passphrase: str
    sender: Mapping[str, str]
    issuers: tuple[str, ...]
    staff: Mapping[str, Sequence[Mapping[str, str]]]
    new_person: Mapping[str, str]
    answers: Mapping[str, bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoDone:
    """What the demonstration made, and what it says it did."""

    store: str
    passphrase: str
    files: tuple[Path, ...]
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A store of the example municipality to try things in, and what opens it."""

    store: str
    user: str
    passphrase: str


class Tables(Protocol):
    """Tables in files."""

    def kind(self, name: str) -> Kind:
        """The kind of table of that name; refused when there is none."""

    def mapping(self, path: Path) -> TableMapping:
        """The user's mapping of headings and words."""

    def recognise(self, path: Path, *, known: Mapping[KindName, Collection[str]]) -> Sequence[Kind]:
        """The kinds whose headings a file has, the likeliest first; none where nothing fits.

        ``known`` are sets of headings that were mapped before, by their fingerprint.
        """

    def read(
        self,
        path: Path,
        *,
        kind: Kind,
        mapping: TableMapping,
        known: Mapping[str, TableMapping] = ...,
    ) -> RawTable:
        """The first table in a file with what the kind must have.

        ``known`` are the mappings of sets of headings, by their fingerprint.
        """

    def survey(self, path: Path, *, kind: Kind, mapping: TableMapping) -> RawTable:
        """The likeliest table in a file, also when it lacks what the kind must have."""

    def sha256(self, path: Path) -> str:
        """The SHA-256 (hex) of a file, by which it is known again."""

    def write(
        self,
        path: Path,
        *,
        headings: Sequence[str],
        rows: Iterable[Sequence[ExportCell]],
        file_type: FileType,
    ) -> int:
        """Write a table; the number of rows."""

    def write_list(
        self,
        path: Path,
        *,
        columns: Sequence[ListColumn],
        rows: Iterable[Sequence[ExportCell]],
        about: Callable[[], About],
        settle: Callable[[], None],
    ) -> None:
        """Write a list as it is shown, and what a workbook tells of it; see ListWriter."""

    def write_book(self, path: Path, sheets: Sequence[BookSheet]) -> None:
        """Write a workbook of several sheets."""

    def write_template(self, path: Path, *, kind: Kind) -> None:
        """An empty workbook of a kind, to fill in."""

    def write_rejected(self, path: Path, *, table: RawTable, reasons: Mapping[int, str]) -> int:
        """The rejected rows in the layout they came in, with the reason beside."""

    def write_json(self, path: Path, document: Mapping[str, Any]) -> None:
        """Write one JSON object."""

    def profile(self, name: str) -> ExportProfile:
        """The export profile of that name; refused when there is none."""

    def profiles(self) -> Sequence[ProfileFound]:
        """Every export profile, the municipality's own too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """An open store with somebody logged in, and the tools beside it.

    ``region`` is the municipalities of Västra Götaland, name by code.
    """

    context: Context
    tables: Tables
    exporter: ExportWriter
    printer: FormPrinter
    keeper: Keeper
    region: Mapping[str, str]


class Program(Protocol):
    """Everything that can be done before a store is open."""

    def open(self, which: WhichStore) -> AbstractContextManager[Workplace]:
        """Open a store and log in; logs out and closes at the end."""

    def load_store(self) -> None:
        """Load what an open store is made of, so that opening one takes less."""

    def has_store(self, which: WhichStore) -> bool:
        """Whether a store was asked for or used before; it need not be there any longer."""

    def users(self, which: WhichStore) -> Sequence[str]:
        """Who has a way in, as it can be told before a store is open; none of a shared one."""

    def asks_name(self, which: WhichStore) -> bool:
        """Whether who logs in has to tell a name: nobody can tell a shared store's users before."""

    def municipalities(self) -> Mapping[str, str]:
        """The municipalities that a store can be made for: name by code."""

    def proposed_place(self, which: WhichStore) -> str:
        """Where a new store is proposed."""

    def check_place(self, place: str) -> None:
        """Refuse a place where a new store cannot be; makes nothing."""

    def check_new_passphrase(self, passphrase: str, *, own_words: Sequence[str]) -> None:
        """Refuse a passphrase that the rules do not accept; makes nothing."""

    def keyring_words(self) -> str | None:
        """What the system's key store protects against and not; None where none is to trust."""

    def found(self, which: WhichStore, *, municipality: str) -> Founding:
        """Make a new store and its first user."""

    def try_example(self, which: WhichStore) -> Tried:
        """A store of the example municipality in a folder of its own, made unless it is there."""

    def example(self, folder: Path, *, today: date) -> Example:
        """The lists of the bundled example municipality, moved to a day, in a folder."""

    def demo(self, which: WhichStore, *, folder: Path) -> DemoDone:
        """The whole job on the bundled example municipality, into a folder."""

    def recover(self, which: WhichStore, *, recovery_code: str, user: str, passphrase: str) -> None:
        """Set a user's passphrase by the recovery code."""

    def restore(self, which: WhichStore, *, backup: Path, to: Path) -> str:
        """A new store out of a backup; its folder."""

    def read_back(
        self, which: WhichStore, *, file: Path, key_file: Path, protected_key_file: Path
    ) -> ReadBackDone:
        """A new store out of the file of a whole municipality."""

    def verify(self, which: WhichStore) -> Sequence[Check]:
        """Check a store, also one that does not open."""

    def verify_log(self, which: WhichStore) -> LogState:
        """Check the log of a store, without logging in to it."""

    def doctor(self, which: WhichStore) -> Sequence[Check]:
        """Versions, paths, key store and engine; what is wrong and how to mend it."""

    def read_passphrase(self, path: Path) -> str:
        """The passphrase in a file."""

    def template(self, kind: str, out: Path) -> None:
        """An empty workbook, for which no store is needed."""

    def pictures(
        self, which: WhichStore, *, folder: Path, theme: str, scale: int
    ) -> tuple[Path, ...]:
        """Every view and dialog of the store as PNG, drawn without a screen."""

    def window(self, which: WhichStore) -> int:
        """Open the window; its exit code."""
