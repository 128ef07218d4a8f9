"""Long work: what it is, how far it has come, how long it will take, and a way to stop it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QDialog, QWidget

from munhalsa.application.workplace import Workplace
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.forms.progress_dialog import ProgressDialogForm
from munhalsa.desktop.look import Look
from munhalsa.desktop.tasks import Control, Task

T = TypeVar("T")

_SURE_AFTER = 3.0
"""Seconds before it is worth saying how long is left."""


class ProgressDialog(QDialog):
    """Shown while a task runs; the caller closes it with ``finish`` in done and in failed."""

    def __init__(self, what: str, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.ui = ProgressDialogForm()
        self.ui.set_up(self)
        self.setWindowTitle(what)
        self.setModal(True)
        self.ui.heading.setText(what)
        self.ui.bar.setAccessibleName(what)
        self.ui.bar.setMaximum(0)
        self.ui.how_far.setText(self.tr("Förbereder"))
        self.ui.cancel.clicked.connect(self.reject)
        self.setMinimumWidth(look.sizes.px(420))
        self._task: Task[Any] | None = None
        self._begun = time.monotonic()

    def follow(self, task: Task[Any]) -> None:
        """The task that the button stops."""
        self._task = task
        self.open()

    def show_progress(self, done: int, total: int) -> None:
        """To be given to the task as its ``progress``."""
        self.ui.bar.setMaximum(total)
        self.ui.bar.setValue(done)
        text = self.tr("{0} av {1}").format(*map(QLocale().toString, (done, total)))
        passed = time.monotonic() - self._begun
        if done and passed > _SURE_AFTER:
            text += " · " + self._left(passed / done * (total - done))
        self.ui.how_far.setText(text)

    def finish(self) -> None:
        """The task has answered."""
        self._task = None
        self.accept()

    def reject(self) -> None:
        """Ask the task to stop; the dialog stays until it has."""
        if self._task is None:
            super().reject()
            return
        self.ui.cancel.setEnabled(False)
        self.ui.how_far.setText(self.tr("Avbryter, ingenting blir halvgjort"))
        self._task.cancel()

    def _left(self, seconds: float) -> str:
        if seconds < 60:
            return self.tr("mindre än en minut kvar")
        return self.tr("ungefär {0} minuter kvar").format(round(seconds / 60))


class Host(Protocol):
    """What long work is done in."""

    @property
    def desk(self) -> Desk:
        """Runs it."""

    @property
    def look(self) -> Look:
        """Colours, sizes and icons."""


def run_long(
    host: Host,
    parent: QWidget,
    what: str,
    job: Callable[[Workplace, Control], T],
    *,
    done: Callable[[T], None],
    failed: Callable[[BaseException], None],
    passphrase: str | None = None,
) -> None:
    """Run long work behind a dialog that tells how far it has come and can stop it."""
    dialog = ProgressDialog(what, host.look, parent)
    dialog.finished.connect(dialog.deleteLater)

    def arrived(answer: T) -> None:
        dialog.finish()
        done(answer)

    def refused(error: BaseException) -> None:
        dialog.finish()
        failed(error)

    dialog.follow(
        host.desk.do_long(
            parent,
            job,
            progress=dialog.show_progress,
            done=arrived,
            failed=refused,
            passphrase=passphrase,
        )
    )
