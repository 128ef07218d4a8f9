"""The whole municipality out from the settings, and one person from the card."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from pathlib import Path
from threading import Event

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from munhalsa.application.context import Context
from munhalsa.application.export_whole import approve_export, list_requests
from munhalsa.desktop.dialogs.fields import FieldsDialog
from munhalsa.desktop.dialogs.passphrase import PassphraseDialog
from munhalsa.desktop.dialogs.progress import ProgressDialog
from munhalsa.desktop.screens.persons import PersonsView
from munhalsa.desktop.screens.settings import SettingsView
from munhalsa.desktop.screenshots import Stage
from munhalsa.desktop.view import Place
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.domain.account import Account, Role, RoleGrant
from tests.gui.test_organisation import fill, press, rows
from tests.support.deeds import SIGNE, add, register
from tests.support.founded import OTHER_PASSPHRASE, PASSPHRASE
from tests.support.typing import choose_in_file_dialog
from tests.support.windows import settle, unexpected

_EVA = "01900000-0000-7000-8000-0000000000e0"


def _let_in_eva(context: Context) -> None:
    grant = RoleGrant(id=context.new_id(), account_id=_EVA, role=Role.ADMINISTRATOR)
    add(context, Account(id=_EVA, name="Eva Ek"), grant)


def _as_eva(context: Context) -> None:
    session = replace(context.session, account_id=_EVA, name="Eva Ek", confirmed=True)
    approve_export(replace(context, session=session), list_requests(context)[0].id)


def _do(window: MainWindow, job: object) -> None:
    assert callable(job)
    window.desk.do(window, job, shown=(), done=lambda _: None, failed=unexpected)
    settle(window.desk.tasks)


def _give(window: MainWindow, passphrase: str) -> PassphraseDialog:
    (dialog,) = [one for one in window.findChildren(PassphraseDialog) if one.isVisible()]
    dialog.ui.passphrase.setText(passphrase)
    press(window, dialog.ui.go_on)
    return dialog


def _cancel_once(window: MainWindow) -> None:
    """Give the passphrase, and stop the work before it has begun to write."""
    (dialog,) = [one for one in window.findChildren(PassphraseDialog) if one.isVisible()]
    dialog.ui.passphrase.setText(PASSPHRASE)
    gate = Event()
    # The store's one worker is kept busy, so that the stop comes before the work.
    window.desk.read(window, lambda _: gate.wait(60), done=lambda _: None)
    dialog.ui.go_on.click()
    (progress,) = [one for one in window.findChildren(ProgressDialog) if one.isVisible()]
    progress.ui.cancel.click()
    gate.set()
    settle(window.desk.tasks)


def test_the_whole_goes_out_by_two_and_its_keys_are_shown_once(
    window: MainWindow, tmp_path: Path
) -> None:
    _do(window, _let_in_eva)
    window.go(Place(view="settings"))
    settle(window.desk.tasks)
    view = window.pages.views["settings"]
    assert isinstance(view, SettingsView)
    panel, out = view.whole, tmp_path / "kommunen.zip"
    assert not (panel.approve.isEnabled())
    assert not (panel.write.isEnabled())
    press(window, panel.request)
    assert fill(window, recipient="Arkivet").isVisible(), "a purpose is needed"
    fill(window, purpose="leverans")
    assert rows(panel.part.list)[0][1:] == ["Arkivet · leverans", "Väntar på godkännande"]
    panel.part.list.selectRow(0)
    assert not panel.approve.isEnabled(), "nobody approves what they asked for"
    _do(window, _as_eva)
    panel.load()
    settle(window.desk.tasks)
    assert rows(panel.part.list)[0][2] == "Godkänd av Eva Ek"
    panel.part.list.selectRow(0)

    press(window, panel.write)
    choose_in_file_dialog(out)
    settle(window.desk.tasks)
    _cancel_once(window)
    assert "Ingen fil är skriven" in window.messages.text
    assert not list(tmp_path.glob("*.zip*"))
    press(window, panel.write)
    choose_in_file_dialog(out)
    settle(window.desk.tasks)
    assert _give(window, OTHER_PASSPHRASE).message.text(), "the wrong one is told at the field"
    assert not out.exists()
    _give(window, PASSPHRASE)

    keys = panel.keys
    assert keys is not None
    assert len(keys.passphrase.text().split("-")) == 6
    assert keys.passphrase.text() != keys.protected.text()
    assert "kommunen.zip.age" in zipfile.ZipFile(out).namelist()
    QTest.keyClick(keys, Qt.Key.Key_Escape)
    assert keys.isVisible(), "what is shown once is not lost by a key"
    press(window, keys.close_button)
    assert panel.keys is None
    assert rows(panel.part.list)[0][2] == "Skriven, godkänd av Eva Ek"


def test_one_person_goes_out_from_the_card(stage: Stage, tmp_path: Path) -> None:
    window, out = stage.window, tmp_path / "utdrag.json"
    found: list[str] = []
    window.desk.do(
        window, lambda context: register(context).id, shown=(), done=found.append, failed=unexpected
    )
    settle(window.desk.tasks)
    window.go(Place(view="persons", about=found[0]))
    settle(window.desk.tasks)
    view = window.pages.views["persons"]
    assert isinstance(view, PersonsView)
    view.actions_.extract.trigger()
    (dialog,) = [one for one in window.findChildren(FieldsDialog) if one.isVisible()]
    purpose = dialog.fields["purpose"]
    assert isinstance(purpose, QLineEdit)
    purpose.clear()
    press(window, dialog.ui.save)
    assert dialog.isVisible(), "a purpose is needed"
    purpose.setText("artikel 15")
    form = dialog.fields["form"]
    form.setProperty("currentIndex", 1)
    press(window, dialog.ui.save)
    choose_in_file_dialog(out)
    settle(window.desk.tasks)
    _give(window, PASSPHRASE)
    assert json.loads(out.read_text("utf-8"))["records"]["Person"][0]["number"] == SIGNE
    assert "utdrag.json" in window.messages.text
    assert QApplication.activeModalWidget() is None
