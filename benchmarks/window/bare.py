"""The floor of start and memory: a bare window, one key derived, the encrypted file opened.

``python -m benchmarks.window.bare SECONDS DATABASE``; the file's key comes by standard input.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import ModuleType

import platformdirs
import sqlalchemy.dialects.sqlite
import sqlcipher3.dbapi2 as sqlcipher
from cryptography.hazmat.primitives.ciphers import aead
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from PySide6 import QtDBus, QtGui, QtNetwork, QtPrintSupport, QtSvg
from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from benchmarks.window.telling import tell_and_end

LIBRARIES: tuple[ModuleType, ...] = (
    *(aead, platformdirs, sqlalchemy.dialects.sqlite),
    *(QtDBus, QtGui, QtNetwork, QtPrintSupport, QtSvg),
)
"""What the program has loaded at its list besides what is called here: its whole way there, and
nothing that draws PDF, writes workbooks or reaches a server."""

_ROOM = (1280, 800)


class _Window(QMainWindow):
    """Tells, once, that it has been painted."""

    _told = False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        if not self._told:
            self._told = True
            QTimer.singleShot(0, self, lambda: tell_and_end(after=float(sys.argv[1])))


def main() -> int:
    """The exit code of the event loop, which never ends by itself."""
    key = sys.stdin.readline().strip()
    # As dear as the program's own slots (RFC 9106, second choice).
    Argon2id(salt=os.urandom(32), length=32, iterations=3, lanes=4, memory_cost=64 * 1024).derive(
        b"korrekt"
    )
    database = sqlcipher.connect(f"{Path(sys.argv[2]).as_uri()}?mode=rw", uri=True)
    database.execute(f"PRAGMA key = \"x'{key}'\"")
    database.execute("SELECT count(*) FROM sqlite_master").fetchone()
    app = QApplication(["bare"])
    window = _Window()
    window.resize(*_ROOM)
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
