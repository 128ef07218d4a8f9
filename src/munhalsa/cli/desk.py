"""What each command finds at hand: the common options and the program, opened when needed."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path

from munhalsa.application.asking import ask_twice
from munhalsa.application.reading_only import OPEN_FOR_READING
from munhalsa.application.workplace import Program, WhichStore, Workplace
from munhalsa.cli.common import Common
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import StoreUnavailable, WrongUsage


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The program and what was said before or after the command."""

    program: Program
    common: Common

    @property
    def which(self) -> WhichStore:
        """Which store, who and when; the passphrase is asked for only at a terminal."""
        return WhichStore(
            store=self.common.store,
            user=self.common.user,
            passphrase_file=self.common.passphrase_file,
            today=self.common.today,
            profile=self.common.profile,
            ask=_ask if _somebody_is_there() else None,
        )

    def open(self, *, confirm: bool = False) -> AbstractContextManager[Workplace]:
        """The store, with somebody logged in; ``confirm``: the passphrase is needed anew."""
        return _warned(self.program.open(replace(self.which, confirm=confirm)))

    def new_passphrase(self, file: str | None) -> str:
        """The one to be: in a file, or asked for twice where somebody is at the keyboard."""
        if file is not None:
            return self.program.read_passphrase(Path(file))
        ask = self.which.ask
        if ask is None:
            raise WrongUsage(
                "wrong_usage",
                "Det saknas: --new-passphrase-file. Ange filen med den nya lösenfrasen.",
                field="new_passphrase_file",
            )
        words = "Välj den nya lösenfrasen, med minst 12 tecken."
        return ask_twice(ask, words, untouched="Inget är ändrat")


@contextmanager
def _warned(opening: AbstractContextManager[Workplace]) -> Iterator[Workplace]:
    """That something is lost is told first; that nothing can be changed, with what was read."""
    with opening as workplace:
        if workplace.keeper.lost is not None:
            print(workplace.keeper.lost, file=sys.stderr)
        yield workplace
        if workplace.context.store.reads_only:
            print(OPEN_FOR_READING, file=sys.stderr)


def _somebody_is_there() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _ask(reason: str) -> str:
    print(reason, file=sys.stderr)
    try:
        return getpass.getpass("Lösenfras: ", stream=sys.stderr)
    except EOFError:
        raise StoreUnavailable(
            "passphrase_needed", "Ingen lösenfras skrevs. Försök igen.", field="passphrase"
        ) from None
