"""Nytt intyg: what is typed is kept as a draft, and offered again."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from munhalsa.application.drafts import Draft, drop_draft, keep_draft
from munhalsa.desktop.forms.new_certificate_view import NewCertificateViewForm
from munhalsa.desktop.screens.new_certificate_sheet import Sheet
from munhalsa.desktop.view import Frame

KIND = "new_certificate"
"""What the draft is kept under."""

_KEEP_AFTER = 2_000
"""Milliseconds without a key before the draft is kept."""


class DraftKeeper(QObject):
    """Keeps the sheet while it ``is_open``; ``answered`` when an offered draft was taken or not."""

    answered = Signal()

    def __init__(self, frame: Frame, ui: NewCertificateViewForm, sheet: Sheet, parent: QObject):
        super().__init__(parent)
        self._frame, self._ui, self._sheet = frame, ui, sheet
        self._offered: Draft | None = None
        self.is_open = True
        self.timer = QTimer(self, singleShot=True, interval=_KEEP_AFTER)
        self.timer.timeout.connect(self.keep)
        sheet.changed.connect(self.timer.start)
        ui.offer_take.clicked.connect(self.take)
        ui.offer_drop.clicked.connect(self.refuse)

    @property
    def is_offering(self) -> bool:
        """Whether somebody must first say what is to become of a draft."""
        return self._offered is not None

    def offer(self, draft: Draft | None) -> bool:
        """Ask whether to go on with a draft, if there is one and nothing is typed yet."""
        if draft is None or not self._sheet.is_empty or not self.is_open:
            return False
        self._offered = draft
        when = draft.changed_at.astimezone()
        self._ui.offer_text.setText(
            self.tr("Det finns ett utkast från {0}. Vill du fortsätta med det?").format(
                f"{when:%Y-%m-%d %H:%M}"
            )
        )
        return True

    def take(self) -> None:
        """Go on with it."""
        draft, self._offered = self._offered, None
        if draft is not None:
            self._sheet.restore(draft.content)
        self.answered.emit()

    def refuse(self) -> None:
        """Throw it away."""
        self._offered = None
        self.drop()
        self.answered.emit()

    def keep(self) -> None:
        """Keep what is typed, if anything is."""
        self.timer.stop()
        if self._sheet.is_empty or self.is_offering or not self.is_open:
            return
        content = self._sheet.draft()
        self._frame.desk.do(
            self,
            lambda context: keep_draft(context, KIND, content),
            shown=(),
            done=lambda _: None,
            failed=self._frame.explain,
        )

    def drop(self) -> None:
        """It is not wanted any longer."""
        self.timer.stop()
        self._frame.desk.do(
            self,
            lambda context: drop_draft(context, KIND),
            shown=(),
            done=lambda _: None,
            failed=self._frame.explain,
        )
