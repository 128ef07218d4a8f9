"""Svarslista: what is typed and not saved is kept as an encrypted draft, and comes back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer

from munhalsa.application.drafts import Draft, drop_draft, keep_draft
from munhalsa.desktop.models.answer_model import Typed
from munhalsa.desktop.view import Frame
from munhalsa.domain.response import AnsweredBy

KIND = "answer_list"
"""What the draft is kept under."""

_KEEP_AFTER = 2_000
"""Milliseconds without a key before the draft is kept."""

TypedByUnit = dict[str, dict[str, Typed]]


class AnswerDraft(QObject):
    """Keeps the answers of every unit that has some; ``typed`` is the view's own."""

    def __init__(self, frame: Frame, typed: TypedByUnit, parent: QObject) -> None:
        super().__init__(parent)
        self._frame, self._typed = frame, typed
        self._kept: Mapping[str, Any] = {}
        self.timer = QTimer(self, singleShot=True, interval=_KEEP_AFTER)
        self.timer.timeout.connect(self.keep)

    def take(self, draft: Draft | None) -> bool:
        """Go on with what was typed before the window was closed, if nothing is typed since."""
        if draft is None or any(self._typed.values()):
            return False
        self._kept = draft.content
        for unit, answers in draft.content.items():
            self._typed[unit] = {
                person: Typed(wants=wants, by=AnsweredBy(by), name=name)
                for person, (wants, by, name) in answers.items()
            }
        return any(self._typed.values())

    def keep(self) -> None:
        """Keep what is typed by now; nothing is kept where all is saved."""
        self.timer.stop()
        content = {
            unit: {person: [one.wants, one.by.value, one.name] for person, one in answers.items()}
            for unit, answers in self._typed.items()
            if answers
        }
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
