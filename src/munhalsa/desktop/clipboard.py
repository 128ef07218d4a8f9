"""Copying what must not stay in the clipboard: it is taken out unless something else came."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard

SECONDS = 30
"""How long an identity number may stay."""

_MARK = "application/x-munhalsa-secret"
_KEEP_OUT = {
    # Windows: neither history, nor other machines, nor programs that watch.
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': b"\0\0\0\0",
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': b"\0\0\0\0",
    # KDE's and macOS's watchers.
    "x-kde-passwordManagerHint": b"secret",
    "org.nspasteboard.ConcealedType": b"1",
}


class Clipboard(QObject):
    """The system's clipboard, for secrets."""

    def __init__(self, clipboard: QClipboard, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clipboard = clipboard
        self._copied = b""
        self._serial = 0
        self.timer = QTimer(self, singleShot=True, interval=SECONDS * 1000)
        self.timer.timeout.connect(self.clear)

    def copy(self, text: str) -> None:
        """Copy it for ``SECONDS`` seconds."""
        self._serial += 1
        self._copied = f"{id(self)}:{self._serial}".encode()
        data = QMimeData()
        data.setText(text)
        data.setData(_MARK, self._copied)
        for name, value in _KEEP_OUT.items():
            data.setData(name, value)
        self._clipboard.setMimeData(data)
        self.timer.start()

    def clear(self) -> None:
        """Take it out, if it is still what we put there."""
        self.timer.stop()
        data = self._clipboard.mimeData()
        if self._copied and bytes(data.data(_MARK).data()) == self._copied:
            self._clipboard.clear()
        self._copied = b""
