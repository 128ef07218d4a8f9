"""The oldest of the log goes in the window: told first, then the passphrase, then the receipt."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from munhalsa.adapters.store.found import found_embedded
from munhalsa.application.workplace import WhichStore
from munhalsa.desktop.dialogs.log_dropped import LogReceiptDialog, OldLogDialog
from munhalsa.desktop.dialogs.passphrase import PassphraseDialog
from munhalsa.desktop.printing.preview import PreviewDialog
from munhalsa.desktop.screens.settings import SettingsView
from munhalsa.desktop.view import Place
from munhalsa.desktop.window.main_window import MainWindow
from tests.gui.test_organisation import press
from tests.support.founded import CHEAP, FOUNDER, PASSPHRASE
from tests.support.stores import TODAY, FixedDay
from tests.support.typing import shown_dialog
from tests.support.windows import settle


class _YearsAgo(FixedDay):
    """A clock that was right then."""

    def now(self) -> datetime:
        return datetime.combine(self.day, time(12), tzinfo=UTC) - timedelta(days=366 * 11)


@pytest.fixture
def which(tmp_path: Path) -> WhichStore:
    """A store that was founded eleven years ago."""
    found_embedded(
        tmp_path / "register",
        municipality="1490",
        passphrase=PASSPHRASE,
        clock=_YearsAgo(TODAY),
        user=FOUNDER,
        cost=CHEAP,
    )
    return WhichStore(store=str(tmp_path / "register"), today=TODAY, profile=tmp_path / "profile")


def test_the_oldest_is_told_of_and_then_goes_with_a_receipt(window: MainWindow) -> None:
    window.go(Place(view="settings"))
    settle(window.desk.tasks)
    view = window.pages.views["settings"]
    assert isinstance(view, SettingsView)
    press(window, view.keeping.drop_log)
    told = shown_dialog(OldLogDialog)
    then = _YearsAgo(TODAY).now().astimezone().date()
    assert told.gone.startswith(f"1 händelse loggade från {then} till {then}")
    press(window, told.drop)
    asked = shown_dialog(PassphraseDialog)
    asked.ui.passphrase.setText(PASSPHRASE)
    press(window, asked.ui.go_on)
    receipt = shown_dialog(LogReceiptDialog)
    assert "Händelser borttagna ur loggen: 1" in receipt.facts
    press(window, receipt.print_button)
    shown_dialog(PreviewDialog).reject()
    receipt.reject()
    press(window, view.keeping.drop_log)
    assert window.messages.text.startswith("Loggen har inget som är äldre än")
