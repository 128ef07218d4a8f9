"""A bug: its report shown in full before anything is saved, then an orderly end."""

from __future__ import annotations

import platform
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, qVersion
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from munhalsa.application.outputs import check_out
from munhalsa.application.program_version import program_version
from munhalsa.desktop.forms.crash_dialog import CrashDialogForm
from munhalsa.desktop.look import Look
from munhalsa.domain.refusal import FileUnusable

_DEEPEST = 60


def report_of(error: BaseException) -> str:
    """Versions, kinds and places of the error and its causes; never its words or any value.

    The words of an error may quote what somebody typed, so they stay out.
    """
    lines = [
        f"munhalsa {program_version()}",
        (
            f"Python {platform.python_version()}, Qt {qVersion()}, {platform.system()} "
            f"{platform.release()} {platform.machine()}"
        ),
    ]
    cause: BaseException | None = error
    for _ in range(_DEEPEST):
        if cause is None:
            break
        lines += ["", f"{type(cause).__module__}.{type(cause).__qualname__}"]
        for frame in traceback.extract_tb(cause.__traceback__)[-_DEEPEST:]:
            lines.append(f"  {_place(frame.filename)}:{frame.lineno} {frame.name}")
        cause = cause.__cause__ or cause.__context__
    return "\n".join(lines) + "\n"


def _place(filename: str) -> str:
    """The file from its package on: what comes before may hold a user's name."""
    parts = Path(filename).parts
    for package in ("munhalsa", "site-packages"):
        if package in parts:
            return "/".join(parts[len(parts) - 1 - parts[::-1].index(package) :])
    return parts[-1] if parts else filename


class CrashDialog(QDialog):
    """Explains, shows the report, and saves it if asked to."""

    def __init__(self, error: BaseException, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = CrashDialogForm()
        self.ui.set_up(self)
        self.setModal(True)
        self.ui.what.setText(
            self.tr(
                "Det är ett fel i munhalsa, inte i det du gjorde. Allt som har bekräftats är "
                "sparat. Programmet avslutas nu och kan startas igen."
            )
        )
        self.ui.report.setPlainText(report_of(error))
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPixelSize(look.sizes.secondary)
        self.ui.report.setFont(fixed)
        self.ui.save.clicked.connect(self._choose_file)
        self.ui.leave.clicked.connect(self.accept)
        self.ui.leave.setFocus()
        self.setMinimumSize(look.sizes.px(580), look.sizes.px(440))

    def save_to(self, path: Path) -> None:
        """Write what is shown, and say how that went."""
        try:
            check_out(path)
            path.write_text(self.ui.report.toPlainText(), encoding="utf-8")
        except (OSError, FileUnusable):
            self.ui.note.setText(self.tr("Rapporten kunde inte sparas där. Välj en annan mapp."))
        else:
            self.ui.note.setText(self.tr("Rapporten är sparad."))

    def _choose_file(self) -> None:
        chooser = QFileDialog(self, self.tr("Spara felrapporten"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.selectFile("munhalsa-felrapport.txt")
        chooser.fileSelected.connect(lambda name: self.save_to(Path(name)))
        chooser.open()


class CrashHook(QObject):
    """Brings an error that nobody took to the GUI thread, from whatever thread it came.

    Only the first is shown: what comes after is most often its consequence.
    """

    _caught = Signal(object)

    def __init__(
        self, log: Callable[[BaseException], None], show: Callable[[BaseException], None]
    ) -> None:
        super().__init__()
        self._log = log
        self._show = show
        self._shown = False
        self._before = (sys.excepthook, threading.excepthook)
        self._caught.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take every error from now on."""
        sys.excepthook = self._take
        threading.excepthook = lambda caught: self._take(
            caught.exc_type, caught.exc_value, caught.exc_traceback
        )

    def uninstall(self) -> None:
        """Leave errors to those who took them before."""
        sys.excepthook, threading.excepthook = self._before

    def _take(
        self,
        kind: type[BaseException],
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        found = error if error is not None else kind()
        if isinstance(found, KeyboardInterrupt):
            self._before[0](kind, found, trace)
            return
        self._log(found)
        self._caught.emit(found)

    def _answer(self, error: BaseException) -> None:
        if not self._shown:
            self._shown = True
            self._show(error)
