"""A program that opens a real store with a cheap key, so that a test opens it in no time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from munhalsa.adapters.documents.printing import PdfForms
from munhalsa.adapters.ids import new_id
from munhalsa.adapters.municipalities import load_municipalities
from munhalsa.adapters.paths import program_paths
from munhalsa.adapters.rules import load_rules
from munhalsa.adapters.store.keeping import StoreKeeper
from munhalsa.adapters.store.opening import open_embedded
from munhalsa.adapters.store.recover import recover
from munhalsa.adapters.store.unlock import WayIn
from munhalsa.adapters.tables.export_writer import ProfileExportWriter
from munhalsa.adapters.tables.table_files import TableFiles
from munhalsa.adapters.vault.key_slots import users_in
from munhalsa.application.context import Context
from munhalsa.application.workplace import Program, WhichStore, Workplace
from tests.support.founded import CHEAP, CLOCK
from tests.support.stores import FixedDay


class _Opens:
    def load_store(self) -> None:
        """It is loaded already."""

    def has_store(self, which: WhichStore) -> bool:
        return which.store is not None

    def users(self, which: WhichStore) -> Sequence[str]:
        assert which.store is not None
        return users_in(Path(which.store))

    def asks_name(self, which: WhichStore) -> bool:
        return False

    def recover(self, which: WhichStore, *, recovery_code: str, user: str, passphrase: str) -> None:
        assert which.store is not None
        recover(
            Path(which.store),
            recovery_code=recovery_code,
            user=user,
            passphrase=passphrase,
            clock=CLOCK,
            cost=CHEAP,
        )

    @contextmanager
    def open(self, which: WhichStore) -> Iterator[Workplace]:
        assert which.store is not None
        given = which.passphrase_file
        way_in = WayIn(
            user=which.user,
            passphrase=None if given is None else given.read_text(encoding="utf-8"),
            ask=which.ask,
        )
        clock = CLOCK if which.today is None else FixedDay(which.today)
        with open_embedded(Path(which.store), way_in=way_in, clock=clock, cost=CHEAP) as opened:
            yield Workplace(
                context=Context(
                    store=opened.store,
                    clock=opened.clock,
                    rules=load_rules(),
                    session=opened.session,
                    new_id=new_id,
                ),
                tables=TableFiles(program_paths(which.profile).own_profiles),
                exporter=ProfileExportWriter(),
                printer=PdfForms(),
                keeper=StoreKeeper(opened, cost=CHEAP),
                region=load_municipalities(),
            )


def opening_program() -> Program:
    """The program as the window uses it while it runs; founding and the like are not in it."""
    return cast(Program, _Opens())
