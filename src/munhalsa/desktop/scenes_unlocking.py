"""Scenes of coming in: the passphrase, a shared database, and the recovery code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from PySide6.QtWidgets import QWidget

from munhalsa.desktop.dialogs.recovering import ask_to_recover
from munhalsa.desktop.dialogs.recovery_code import RecoveryCodeDialog
from munhalsa.desktop.dialogs.unlock import UnlockDialog
from munhalsa.desktop.dialogs.who import MayLogIn
from munhalsa.desktop.window.main_window import MainWindow

_NAMES = ("Kim Lind", "Alma Lind")


def unlock(window: MainWindow) -> QWidget:
    """The register on this machine."""
    dialog = UnlockDialog(window.desk, window.look, users=MayLogIn(names=_NAMES))
    dialog.unlocking.ask(
        window.tr("Det som datorn har sparat passar inte längre till registret. Skriv lösenfrasen.")
    )
    return dialog


def unlock_shared(window: MainWindow) -> QWidget:
    """A shared database, which tells no names."""
    dialog = UnlockDialog(window.desk, window.look, users=MayLogIn(by_name=True))
    dialog.unlocking.ask(window.tr("Databasen vill ha ett lösenord."))
    return dialog


def recovering(window: MainWindow) -> QWidget:
    """The code, and a new passphrase."""
    return ask_to_recover(
        window.desk, window.look, window, users=_NAMES, recovered=lambda _user, _new: None
    )


def recovery_code(window: MainWindow) -> QWidget:
    """A new code in the place of a lost one."""
    code = "7K3M-Q9TD-4WXN-B2HV-8RCF-5JYP-N"
    return RecoveryCodeDialog(code, window.look, window, print_it=lambda: None)


SCENES: Mapping[str, Callable[[MainWindow], QWidget]] = MappingProxyType(
    {
        "unlock": unlock,
        "unlock_shared": unlock_shared,
        "recovering": recovering,
        "recovery_code": recovery_code,
    }
)
