"""Steps of what goes out: where the file is to lie, and the passphrase once more."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QFileDialog, QWidget

from munhalsa.application.workplace import Workplace
from munhalsa.desktop.dialogs.passphrase import Deed, PassphraseDialog
from munhalsa.desktop.view import Frame

T = TypeVar("T")


def choose_out(
    parent: QWidget, title: str, *, name: str, suffix: str, chosen: Callable[[Path], None]
) -> None:
    """Ask where a file is to lie."""
    chooser = QFileDialog(parent, title)
    chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    chooser.setDefaultSuffix(suffix)
    chooser.selectFile(f"{name}.{suffix}")
    chooser.fileSelected.connect(lambda file: chosen(Path(file)))
    chooser.finished.connect(chooser.deleteLater)
    chooser.open()


def with_passphrase(
    frame: Frame,
    view: QWidget,
    why: str | Deed,
    job: Callable[[Workplace], T],
    *,
    done: Callable[[T], None],
    failed: Callable[[BaseException], None] | None = None,
) -> PassphraseDialog:
    """Ask for the passphrase and do what takes it; what is refused is told by ``failed``."""
    dialog = PassphraseDialog(why, frame.look, view)

    def well(result: T) -> None:
        dialog.done_well()
        done(result)

    def refused(error: BaseException) -> None:
        if not dialog.refuse(error):
            (failed or frame.explain)(error)

    dialog.given.connect(
        lambda passphrase: frame.desk.do_at(
            view, job, done=well, failed=refused, passphrase=passphrase
        )
    )
    dialog.open()
    return dialog
