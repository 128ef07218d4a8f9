"""Taking a whole import back: first what that changes or what stands in the way, then the deed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from munhalsa.application.preview_import_undo import preview_import_undo
from munhalsa.application.preview_undo import UndoPreview
from munhalsa.application.undo import Undone, undo_import
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.dialogs.passphrase import PassphraseDialog
from munhalsa.desktop.dialogs.undo import UndoDialog
from munhalsa.desktop.look import Look
from munhalsa.desktop.screens.exchange_words import goes_back, went_back
from munhalsa.desktop.theme import Tone

translate = QCoreApplication.translate


class Host(Protocol):
    """What it is shown in: the window, or the first start."""

    @property
    def desk(self) -> Desk:
        """Runs use cases."""

    @property
    def look(self) -> Look:
        """Colours, sizes and icons."""

    @property
    def temp(self) -> Path:
        """The private folder, where pages lie while they are shown."""

    def say(self, text: str, *, tone: Tone = Tone.OK) -> None:
        """Tell what happened."""

    def explain(self, error: BaseException) -> None:
        """Tell why something was not done."""


def ask_to_undo(batch: str, host: Host, parent: QWidget, *, undone: Callable[[], None]) -> None:
    """Try what would happen, show it, and do it when the passphrase is given."""

    def show(preview: UndoPreview) -> None:
        dialog = UndoDialog(preview, host.look, parent)
        dialog.accepted.connect(lambda: _ask(batch, preview, host, parent, undone))
        dialog.open()

    host.desk.read(
        parent,
        lambda context: preview_import_undo(context, batch),
        done=show,
        failed=host.explain,
    )


def _ask(
    batch: str, trial: UndoPreview, host: Host, parent: QWidget, undone: Callable[[], None]
) -> None:
    why = translate(
        "ImportUndo",
        "{0}: allt som intaget förde med sig tas bort. Det kräver lösenfrasen.",
    ).format(goes_back(trial.records))
    dialog = PassphraseDialog(why, host.look, parent)

    def done(result: Undone) -> None:
        dialog.done_well()
        undone()
        host.say(
            translate("ImportUndo", "Intaget är ångrat: {0}.").format(went_back(result.records))
        )

    def failed(error: BaseException) -> None:
        if not dialog.refuse(error):
            host.explain(error)

    dialog.given.connect(
        lambda passphrase: host.desk.do_at(
            parent,
            lambda place: undo_import(place.context, batch),
            done=done,
            failed=failed,
            passphrase=passphrase,
        )
    )
    dialog.open()
