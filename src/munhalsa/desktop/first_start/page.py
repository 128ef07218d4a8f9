"""What the steps of the first start share: the answers so far, and how one comes and goes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Protocol, TypeVar

from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from munhalsa.application.workplace import Program, Tried
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.look import Look
from munhalsa.desktop.theme import Tone

T = TypeVar("T")
Failed = Callable[[BaseException], None]


class Goal(Enum):
    """What somebody came for."""

    NEW = 1
    EXISTING = 2
    EXAMPLE = 3
    BACKUP = 4


@dataclass(slots=True)
class Answers:
    """What has been answered; ``recovery_code`` is kept until it has been typed back."""

    goal: Goal = Goal.NEW
    municipality: str = ""
    municipality_name: str = ""
    user: str = ""
    place: str = ""
    shared: bool = False
    store: str = ""
    recovery_code: str | None = None
    registered: bool = False
    example: Tried | None = None


class Start(Protocol):
    """What a step is given: the wizard."""

    answers: Answers

    @property
    def desk(self) -> Desk:
        """Opens the store, when there is one."""

    @property
    def look(self) -> Look:
        """Colours, sizes and icons."""

    @property
    def temp(self) -> Path:
        """A private folder."""

    def ask_program(
        self, job: Callable[[Program], T], *, done: Callable[[T], None], failed: Failed
    ) -> None:
        """Run what needs no open store, beside the window."""

    def found(self, secret: str | None, *, done: Callable[[], None], failed: Failed) -> None:
        """Make the store that was described, and open it."""

    def open_store(self, secret: str | None, *, done: Callable[[], None], failed: Failed) -> None:
        """Open the store that the desk has been turned to."""

    def hold(self, *, held: bool) -> None:
        """While a step is in the midst of something, only its own buttons lead on or back."""

    def say(self, text: str, *, tone: Tone = Tone.OK) -> None:
        """Tell what happened."""

    def quiet(self) -> None:
        """What was told last no longer matters."""

    def explain(self, error: BaseException) -> None:
        """Tell why something was not done."""


class Page(QWidget):
    """One step. Its form is set up in the constructor; ``start`` outlives it."""

    def __init__(self, start: Start) -> None:
        super().__init__()
        self.start = start

    @property
    def title(self) -> str:
        """The heading."""
        raise NotImplementedError

    @property
    def next_text(self) -> str:
        """What the button that leads on says."""
        return self.tr("&Fortsätt")

    def enter(self) -> None:
        """The step is shown; put the focus where work begins."""

    def leave(self, go_on: Callable[[], None]) -> None:
        """Somebody wants to go on: check, and call ``go_on`` when all is well."""
        go_on()


def show_typed(fields: tuple[QLineEdit, ...], shown: bool) -> None:
    """Secret fields in the open, or not."""
    mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
    for field in fields:
        field.setEchoMode(mode)


def choose_folder(field: QLineEdit, title: str, parent: QWidget) -> None:
    """Ask for a folder and write it in the field."""
    chooser = QFileDialog(parent, title)
    chooser.setFileMode(QFileDialog.FileMode.Directory)
    chooser.setOption(QFileDialog.Option.ShowDirsOnly)
    chooser.fileSelected.connect(field.setText)
    chooser.finished.connect(chooser.deleteLater)
    chooser.open()
