"""What the command line and the window are given: a program that opens stores, and an open one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from munhalsa.application.context import Context
from munhalsa.application.export_profile import ExportProfile
from munhalsa.application.import_table.kinds import Kind, TableMapping
from munhalsa.application.import_table.raw_table import Cell, RawTable
from munhalsa.application.print_forms import FormPrinter


@dataclass(frozen=True, slots=True, kw_only=True)
class WhichStore:
    """Which store, who, and on which day; None: what the program finds out by itself.

    ``ask`` asks a person for the passphrase, told why; None where nobody is at the keyboard.
    """

    store: str | None = None
    user: str | None = None
    passphrase_file: Path | None = None
    today: date | None = None
    profile: Path | None = None
    ask: Callable[[str], str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at; ``detail`` says in Swedish what was found and what to do."""

    name: str
    ok: bool
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Founding:
    """A new store; ``recovery_code`` is shown once (None: a shared database has none)."""

    store: str
    user: str
    recovery_code: str | None


class Tables(Protocol):
    """Tables in files."""

    def kind(self, name: str) -> Kind:
        """The kind of table of that name; refused when there is none."""

    def mapping(self, path: Path) -> TableMapping:
        """The user's mapping of headings and words."""

    def read(self, path: Path, *, kind: Kind, mapping: TableMapping) -> RawTable:
        """The table in a file."""

    def write(
        self, path: Path, *, headings: Sequence[str], rows: Iterable[Sequence[Cell | None]]
    ) -> int:
        """Write a table, CSV or XLSX by the name's ending; the number of rows."""

    def write_template(self, path: Path, *, kind: Kind) -> None:
        """An empty workbook of a kind."""

    def profile(self, name: str) -> ExportProfile:
        """An export profile by name; refused when there is none."""

    def write_export(
        self, path: Path, *, profile: ExportProfile, rows: Iterable[Sequence[Cell | None]]
    ) -> int:
        """Write rows as a profile wants them; the number of rows."""


class Keeping(Protocol):
    """What is done with a store as a whole."""

    def verify(self) -> Sequence[Check]:
        """Integrity, audit chain, keys, backups."""

    def backup(self, to: Path | None) -> Mapping[str, Any]:
        """A tested backup; says where it lies and what it holds."""

    def rekey(self) -> None:
        """A new data key; every slot still opens."""

    def change_passphrase(self, new_passphrase_file: Path) -> None:
        """Change the own slot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """An open store with somebody logged in, and the tools beside it."""

    context: Context
    tables: Tables
    printer: FormPrinter
    keeping: Keeping
    address: str


class Program(Protocol):
    """Everything that can be done before a store is open."""

    def open(self, which: WhichStore) -> AbstractContextManager[Workplace]:
        """Open a store and log in; logs out and closes at the end."""

    def found(self, which: WhichStore, *, municipality: str) -> Founding:
        """Make a new store and its first user."""

    def recover(
        self, which: WhichStore, *, recovery_file: Path, user: str, new_passphrase_file: Path
    ) -> None:
        """Set a user's passphrase by the recovery code."""

    def restore(self, which: WhichStore, *, backup: Path, to: Path) -> str:
        """A new store out of a backup; its folder."""

    def verify(self, which: WhichStore) -> Sequence[Check]:
        """Check a store, also one that does not open."""

    def doctor(self, which: WhichStore) -> Sequence[Check]:
        """Versions, paths, key store and engine; what is wrong and how to mend it."""

    def template(self, kind: str, out: Path) -> None:
        """An empty workbook, for which no store is needed."""

    def window(self, which: WhichStore) -> int:
        """Open the window; its exit code."""
