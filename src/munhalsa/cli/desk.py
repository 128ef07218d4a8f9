"""What each command finds at hand: the common options and the program, opened when needed."""

from __future__ import annotations

import getpass
import sys
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import cast

import click

from munhalsa.application.workplace import Program, WhichStore, Workplace
from munhalsa.cli.common import Common


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
            ask=_ask if sys.stdin.isatty() else None,
        )

    def open(self) -> AbstractContextManager[Workplace]:
        """The store, with somebody logged in."""
        return self.program.open(self.which)


def desk_of(context: click.Context) -> Desk:
    """The desk of the running command."""
    return cast("Desk", context.obj)


def _ask(reason: str) -> str:
    print(reason, file=sys.stderr)
    return getpass.getpass("Lösenfras: ", stream=sys.stderr)
