"""Besök: what is filled in and not yet signed is kept as an encrypted draft, and comes back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer

from munhalsa.application.drafts import Draft, drop_draft, keep_draft
from munhalsa.desktop.view import Frame

KIND = "visits"
"""What the draft is kept under."""

_KEEP_AFTER = 2_000
"""Milliseconds without a key before the draft is kept."""


class VisitDrafts(QObject):
    """What was filled in for each visit of a day that somebody has begun with."""

    def __init__(self, frame: Frame, parent: QObject) -> None:
        super().__init__(parent)
        self._frame = frame
        self._told: dict[str, Mapping[str, Any]] = {}
        self._kept: Mapping[str, Any] = {}
        self._is_read = False
        self.timer = QTimer(self, singleShot=True, interval=_KEEP_AFTER)
        self.timer.timeout.connect(self.keep)

    def take(self, draft: Draft | None) -> None:
        """Go on with what was there when the window was closed; what is filled in since stays."""
        if not self._is_read and draft is not None:
            self._kept = draft.content
            self._told = {**draft.content, **self._told}
        self._is_read = True

    def told(self, day: str, person: str) -> Mapping[str, Any]:
        """What is begun for that visit."""
        return self._told.get(_key(day, person), {})

    def note(self, day: str, person: str, told: Mapping[str, Any]) -> None:
        """It has changed; empty is nothing to keep."""
        if told:
            self._told[_key(day, person)] = told
        else:
            self._told.pop(_key(day, person), None)
        self.timer.start()

    def keep(self) -> None:
        """Keep what there is by now; nothing is kept where all is signed."""
        self.timer.stop()
        content = dict(self._told)
        if content == self._kept:
            return

        def kept(_: None) -> None:
            self._kept = content

        self._frame.desk.do(
            self,
            lambda context: (
                keep_draft(context, KIND, content) if content else drop_draft(context, KIND)
            ),
            shown=(),
            done=kept,
            failed=self._frame.explain,
        )


def _key(day: str, person: str) -> str:
    return f"{day}/{person}"
