"""One window for each profile: a second start asks the first to come forward, and ends."""

from __future__ import annotations

import getpass
import hashlib

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT = 500
"""Milliseconds for a program on the same machine to answer."""

_COME = b"fram\n"


class SingleInstance(QObject):
    """``wanted`` when a second start asks for the window. Only the same user can ask."""

    wanted = Signal()

    def __init__(self, profile: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        key = hashlib.sha256(f"{getpass.getuser()}\0{profile}".encode()).hexdigest()[:24]
        self._name = f"munhalsa-{key}"
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def is_first(self) -> bool:
        """Whether no window of this profile is open; asks the one that is to come forward."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if socket.waitForConnected(_WAIT):
            socket.write(_COME)
            socket.waitForBytesWritten(_WAIT)
            socket.disconnectFromServer()
            return False
        # What a killed program left behind would keep us from listening.
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)
        return True

    def close(self) -> None:
        """Listen no longer."""
        self._server.close()

    def _answer(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.disconnected.connect(socket.deleteLater)
        self.wanted.emit()
