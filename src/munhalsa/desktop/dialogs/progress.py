"""Long work: what it is, how far it has come, how long it will take, and a way to stop it."""

from __future__ import annotations

import time
from typing import Any

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QDialog, QWidget

from munhalsa.desktop.forms.progress_dialog import ProgressDialogForm
from munhalsa.desktop.look import Look
from munhalsa.desktop.tasks import Task

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
