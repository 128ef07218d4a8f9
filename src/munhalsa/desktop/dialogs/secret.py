"""A passphrase field and what goes with it: held still and never shown while it is tried."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QCheckBox, QLineEdit, QProgressBar, QPushButton, QWidget


class Secret(QObject):
    """Keeps the focus in the field while the rest is out of reach, so that no key acts elsewhere.

    ``rest`` is what else must not be used meanwhile.
    """

    def __init__(
        self,
        field: QLineEdit,
        *,
        button: QPushButton,
        busy: QProgressBar,
        show: QCheckBox | None = None,
        rest: Sequence[QWidget] = (),
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._field, self._button, self._busy = field, button, busy
        self._shut = [*rest] if show is None else [*rest, show]
        self._is_needed = True
        field.textChanged.connect(self._show_state)
        if show is not None:
            show.toggled.connect(self._show_typed)
        self.release()

    @property
    def text(self) -> str:
        """What is typed."""
        return self._field.text()

    def need(self, needed: bool) -> None:
        """Whether there must be something in the field before it can be tried."""
        self._is_needed = needed
        self._show_state()

    @property
    def is_ready(self) -> bool:
        """Whether it can be tried."""
        return bool(self.text) or not self._is_needed

    @property
    def is_held(self) -> bool:
        """Whether it is being tried."""
        return self._field.isReadOnly()

    def hold(self) -> None:
        """It is being tried: keys typed now go nowhere."""
        self._field.setFocus()
        self._field.setReadOnly(True)
        self._show_state()
        self._busy.setVisible(True)

    def release(self) -> None:
        """It can be typed in."""
        self._field.setReadOnly(False)
        self._show_state()
        self._busy.setVisible(False)

    def again(self) -> None:
        """It was wrong: the next key replaces it."""
        self._field.selectAll()
        self._field.setFocus()

    def _show_state(self) -> None:
        self._button.setEnabled(not self.is_held and self.is_ready)
        for widget in self._shut:
            widget.setEnabled(not self.is_held)

    def _show_typed(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self._field.setEchoMode(mode)
