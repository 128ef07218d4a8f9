"""What must not stay in the clipboard is taken out, and nothing else is."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication

from munhalsa.desktop.clipboard import SECONDS, Clipboard

NUMBER = "19121212-1212"


@pytest.fixture
def system(qapp: QApplication) -> QClipboard:
    clipboard = qapp.clipboard()
    clipboard.clear()
    return clipboard


def test_a_number_is_there_and_then_gone(system: QClipboard) -> None:
    clipboard = Clipboard(system)
    clipboard.copy(NUMBER)
    assert system.text() == NUMBER
    assert clipboard.timer.isActive()
    assert clipboard.timer.interval() == SECONDS * 1000 == 30_000
    clipboard.timer.timeout.emit()
    assert system.text() == ""
    assert not clipboard.timer.isActive()


def test_what_somebody_else_copied_stays(system: QClipboard) -> None:
    clipboard = Clipboard(system)
    clipboard.copy(NUMBER)
    system.setText("något annat")
    clipboard.clear()
    assert system.text() == "något annat"


def test_the_same_text_copied_elsewhere_stays(system: QClipboard) -> None:
    clipboard = Clipboard(system)
    clipboard.copy(NUMBER)
    system.setText(NUMBER)
    clipboard.clear()
    assert system.text() == NUMBER


def test_copying_again_begins_again(system: QClipboard) -> None:
    clipboard = Clipboard(system)
    clipboard.copy(NUMBER)
    clipboard.copy(NUMBER)
    clipboard.clear()
    assert system.text() == ""
    system.setText("kvar")
    clipboard.clear()
    assert system.text() == "kvar"


def test_it_is_kept_out_of_histories(system: QClipboard) -> None:
    Clipboard(system).copy(NUMBER)
    formats = system.mimeData().formats()
    assert any("CanIncludeInClipboardHistory" in name for name in formats)
    assert any("CanUploadToCloudClipboard" in name for name in formats)
    assert "x-kde-passwordManagerHint" in formats
    assert NUMBER not in " ".join(formats)
