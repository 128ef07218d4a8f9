"""Made-up pictures of what two people decide, and of one person's records going out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget

from munhalsa.application.export_whole import RequestLine
from munhalsa.application.ports_keeping import WholeWritten
from munhalsa.desktop import scenes_disposal
from munhalsa.desktop.dialogs.fields import FieldsDialog
from munhalsa.desktop.dialogs.passphrase import PassphraseDialog
from munhalsa.desktop.dialogs.whole_keys import WholeKeysDialog
from munhalsa.desktop.scenes_settled import scroll_to
from munhalsa.desktop.screens.extract_steps import extract_form
from munhalsa.desktop.screens.settings import SettingsView
from munhalsa.desktop.screens.settings_whole import approve_words, request_form
from munhalsa.desktop.view import Place
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.domain.two_people import ApprovalState

_SIX = "orm-sadel-tussilago-vind-kopp-dagg"
_SIX_MORE = "ljung-spade-riddare-moln-trast-is"
_DAY = date(2026, 11, 22)
_WHEN = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def _line(state: ApprovalState) -> RequestLine:
    waits = state is ApprovalState.WAITING
    return RequestLine(
        id=state.value,
        recipient="Nya systemet AB",
        purpose="byte av program",
        requested_by="Kim Lind",
        requested_at=_WHEN,
        approved_by=None if waits else "Eva Ek",
        approved_at=None,
        used_at=None,
        state=state,
        may_approve=waits,
        may_write=state is ApprovalState.APPROVED,
    )


def panel(window: MainWindow) -> QWidget:
    """Three requests, one of them approved."""
    window.go(Place(view="settings"))
    view = window.pages.current
    lines = [
        _line(state)
        for state in (ApprovalState.WAITING, ApprovalState.APPROVED, ApprovalState.USED)
    ]

    def show(_: None) -> None:
        if isinstance(view, SettingsView):
            view.whole.show_lines(lines)
            view.whole.part.list.selectRow(1)
            scroll_to(window, view.whole.write)

    window.desk.read(window, lambda _: None, done=show)
    return window


def request(window: MainWindow) -> QWidget:
    """For whom and why."""
    return FieldsDialog(request_form(), today=_DAY, look=window.look, parent=window)


def approve(window: MainWindow) -> QWidget:
    """What is let through, and the passphrase."""
    words = approve_words(_line(ApprovalState.WAITING))
    return PassphraseDialog(words, window.look, window)


def keys(window: MainWindow) -> QWidget:
    """The passphrases, shown once."""
    written = WholeWritten(
        file=Path("kommunen.zip"),
        rows={"person": 212, "audit_event": 1830},
        protected_rows={"person": 2},
        passphrase=_SIX,
        protected_passphrase=_SIX_MORE,
        sha256="0" * 64,
    )
    return WholeKeysDialog(written, window.look, window)


def extract(window: MainWindow) -> QWidget:
    """Everything about one person."""
    form = extract_form(protected=False)
    return FieldsDialog(form, today=_DAY, look=window.look, parent=window)


SCENES: dict[str, Callable[[MainWindow], QWidget]] = {
    "settings-whole": panel,
    "whole-request": request,
    "whole-approve": approve,
    "whole-keys": keys,
    "person-extract": extract,
    **scenes_disposal.SCENES,
}
