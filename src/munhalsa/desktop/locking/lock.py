"""Locking: the key is dropped, the window covered, and one comes back to the same field."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

from munhalsa.desktop.dialogs.crash import CrashDialog
from munhalsa.desktop.dialogs.who import MayLogIn, may_log_in
from munhalsa.desktop.locking.cover import Cover
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.domain.refusal import Refusal


class Lock(QObject):
    """Locks and unlocks one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._focus: QWidget | None = None
        self._hidden: list[QWidget] = []
        self._title = ""
        self._who: str | None = None
        self.is_locked = False
        self.cover = Cover(
            window.desk,
            window.look,
            window,
            opened=self._open,
            leave=window.close,
            other=self._tell,
        )
        window.lock_wanted.connect(self.lock)
        window.log_out_wanted.connect(self.log_out)

    def log_out(self) -> None:
        """As ``lock``, but whoever comes in next begins anew, also the same user."""
        self.lock(left=True)

    def lock(self, *, left: bool = False) -> None:
        """Cover the window and close the store, after drafts are kept."""
        if self.is_locked:
            return
        self.is_locked = True
        session = self._window.desk.session
        self._who = session.account_id if session is not None and not left else None
        self._focus = QApplication.focusWidget()
        self._title = self._window.windowTitle()
        self._hidden = [
            widget
            for widget in QApplication.topLevelWidgets()
            if widget.isVisible() and widget is not self._window
        ]
        self._window.keep_drafts()
        self._window.clipboard.clear()
        self._window.setWindowTitle("munhalsa")
        self._window.menuBar().setVisible(False)
        self._window.ui.ground.setVisible(False)
        for widget in self._hidden:
            widget.setVisible(False)
        if QApplication.activeWindow() is not None:
            self._window.activateWindow()
        self.cover.raise_over(left=left)
        if (application := QApplication.instance()) is not None:
            application.installEventFilter(self)
        self._window.desk.close(self, done=lambda _: self._offer(ask=left), failed=self._tell)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """What comes up while nobody is there, an answer on its way, waits behind the cover."""
        if (
            event.type() is QEvent.Type.Show
            and isinstance(watched, QDialog)
            and watched.isWindow()
            and not self._is_asked_by_cover(watched)
            and not isinstance(watched, CrashDialog)
        ):
            self._hidden.append(watched)
            QTimer.singleShot(0, watched, watched.hide)
        return False

    def _is_asked_by_cover(self, dialog: QDialog) -> bool:
        above = dialog.parentWidget()
        return above is not None and (above is self.cover or self.cover.isAncestorOf(above))

    def _offer(self, *, ask: bool) -> None:
        """Let somebody else come in, where there is somebody."""
        desk = self._window.desk

        def show(users: MayLogIn) -> None:
            if self.is_locked:
                self.cover.unlocking.offer(users)
                if ask:
                    self.cover.who.ask()

        desk.tasks.on_store(self, lambda: may_log_in(desk), done=show, failed=self._tell)

    def _open(self) -> None:
        """Somebody is here again; where it is somebody else, nothing of before is shown."""
        self.is_locked = False
        if (application := QApplication.instance()) is not None:
            application.removeEventFilter(self)
        window = self._window
        session = window.desk.session
        self.cover.setVisible(False)
        window.menuBar().setVisible(True)
        window.ui.ground.setVisible(True)
        if session is not None and session.account_id == self._who:
            self._come_back()
        else:
            for widget in filter(isValid, self._hidden):
                widget.close()
                widget.deleteLater()
            window.forget()
            window.start()
        self._hidden = []

    def _come_back(self) -> None:
        self._window.setWindowTitle(self._title)
        for widget in self._hidden:
            if isValid(widget):
                widget.setVisible(True)
        self._window.refresh()
        if self._focus is not None and isValid(self._focus):
            self._focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, error: BaseException) -> None:
        if isinstance(error, Refusal):
            self.cover.message.say(error.message, Tone.BAD)
        else:
            self._window.explain(error)
