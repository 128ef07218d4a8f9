"""What the tests of the first start share: the wizard on an empty machine, and its steps."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt

from munhalsa.application.workplace import WhichStore
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.first_start.page import Page
from munhalsa.desktop.first_start.wizard import FirstStart
from munhalsa.desktop.look import Look
from munhalsa.desktop.tasks import Tasks
from tests.support.founded import PASSPHRASE
from tests.support.keys import MemoryKeyring
from tests.support.stores import TODAY
from tests.support.typing import ALT, press, write
from tests.support.whole_program import whole_program
from tests.support.windows import settle

P = TypeVar("P", bound=Page)
RETURN, TAB, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Down


@pytest.fixture
def keyring() -> MemoryKeyring:
    """The keyring of the machine."""
    return MemoryKeyring()


@pytest.fixture
def new_desk(tmp_path: Path, tasks: Tasks, keyring: MemoryKeyring) -> Iterator[Desk]:
    """A desk on an empty machine."""
    which = WhichStore(today=TODAY, profile=tmp_path / "profil")
    desk = Desk(whole_program(keyring), which, tasks)
    yield desk
    desk.close(desk, done=lambda _: None, failed=lambda _: None)
    settle(tasks)


@pytest.fixture
def wizard(new_desk: Desk, look: Look, tmp_path: Path) -> Iterator[FirstStart]:
    """The wizard, at its first step."""
    shown = FirstStart(new_desk, look, tmp_path)
    shown.open()
    settle(new_desk.tasks)
    yield shown
    settle(new_desk.tasks)
    shown.deleteLater()


def step(wizard: FirstStart, kind: type[P]) -> P:
    """The step that is shown, which must be of that kind."""
    page = wizard.page
    assert isinstance(page, kind)
    return page


def go_on(wizard: FirstStart) -> None:
    """Enter, and what it brings with it."""
    press(RETURN)
    settle(wizard.desk.tasks)


def to_place(wizard: FirstStart) -> None:
    """Past municipality and name."""
    go_on(wizard)
    write("bor")
    press(TAB)
    write("Kim Lind")
    go_on(wizard)


def to_passphrase(wizard: FirstStart) -> None:
    """Past the place, as proposed."""
    to_place(wizard)
    go_on(wizard)


def to_recovery(wizard: FirstStart) -> str:
    """The store is made; the code."""
    to_passphrase(wizard)
    write(PASSPHRASE)
    press(TAB)
    write(PASSPHRASE)
    go_on(wizard)
    assert wizard.answers.recovery_code is not None
    return wizard.answers.recovery_code


def to_lists(wizard: FirstStart) -> None:
    """Past the code and the question."""
    code = to_recovery(wizard)
    press(Qt.Key.Key_F, ALT)
    settle(wizard.desk.tasks)
    type_back(code)
    go_on(wizard)
    press(Qt.Key.Key_J, ALT)
    go_on(wizard)


def type_back(code: str) -> None:
    """Groups three and six, in small letters."""
    groups = code.split("-")
    write(groups[2].lower())
    press(TAB)
    write(groups[5])
