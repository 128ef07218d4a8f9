"""Dialogs: unlocking, bugs, long work, questions, what is wrong with a field."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from munhalsa.desktop.desk import Desk
from munhalsa.desktop.dialogs.confirm import ConfirmDialog
from munhalsa.desktop.dialogs.crash import CrashDialog, CrashHook, report_of
from munhalsa.desktop.dialogs.help import HelpDialog, help_text
from munhalsa.desktop.dialogs.passphrase import PassphraseDialog
from munhalsa.desktop.dialogs.progress import ProgressDialog
from munhalsa.desktop.dialogs.unlock import UnlockDialog
from munhalsa.desktop.look import Look
from munhalsa.desktop.tasks import Cancelled, Control, Tasks
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.widgets.empty_state import EmptyState
from munhalsa.desktop.widgets.field_message import Faults, FieldMessage
from munhalsa.domain.refusal import Rejected
from tests.support.founded import PASSPHRASE
from tests.support.windows import settle, unexpected


def test_unlocking_says_why_then_what_was_wrong_then_opens(closed_desk: Desk, look: Look) -> None:
    dialog = UnlockDialog(closed_desk, look)
    dialog.open()
    dialog.unlocking.try_without()
    settle(closed_desk.tasks)
    assert dialog.ui.why.text()
    assert not dialog.ui.unlock.isEnabled()
    QTest.keyClicks(dialog.ui.passphrase, "not the right one")
    QTest.keyClick(dialog.ui.passphrase, Qt.Key.Key_Return)
    assert dialog.ui.busy.isVisible()
    settle(closed_desk.tasks)
    message = dialog.findChild(FieldMessage)
    assert message is not None
    assert message.isVisible()
    assert dialog.ui.passphrase.accessibleDescription() == message.text()
    assert dialog.isVisible()
    dialog.ui.passphrase.setText(PASSPHRASE)
    QTest.keyClick(dialog.ui.passphrase, Qt.Key.Key_Return)
    settle(closed_desk.tasks)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.ui.passphrase.text() == ""


def test_what_is_typed_is_shown_on_demand(closed_desk: Desk, look: Look) -> None:
    dialog = UnlockDialog(closed_desk, look)
    dialog.ui.show_passphrase.setChecked(True)
    assert dialog.ui.passphrase.echoMode() is QLineEdit.EchoMode.Normal
    dialog.ui.show_passphrase.setChecked(False)
    assert dialog.ui.passphrase.echoMode() is QLineEdit.EchoMode.Password


def _press(dialog: QDialog, *keys: Qt.Key) -> None:
    """Keys as the system gives them: to whatever has the focus."""
    for key in keys:
        QTest.keyClick(dialog.windowHandle(), key)


def test_no_key_shows_the_passphrase_while_it_is_tried(closed_desk: Desk, look: Look) -> None:
    dialog = UnlockDialog(closed_desk, look)
    dialog.open()
    dialog.activateWindow()
    assert QTest.qWaitForWindowActive(dialog)
    dialog.unlocking.try_without()
    _press(dialog, Qt.Key.Key_F, Qt.Key.Key_Space, Qt.Key.Key_L)
    settle(closed_desk.tasks)
    field = dialog.ui.passphrase
    assert field.text() == "f l"
    _press(dialog, Qt.Key.Key_Return)
    assert dialog.ui.busy.isVisible()
    _press(dialog, Qt.Key.Key_Space, Qt.Key.Key_X, Qt.Key.Key_Tab, Qt.Key.Key_Space)
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_V, Qt.KeyboardModifier.AltModifier)
    assert not dialog.ui.show_passphrase.isChecked()
    assert field.echoMode() is QLineEdit.EchoMode.Password
    assert field.text() == "f l"
    settle(closed_desk.tasks)
    assert not dialog.ui.show_passphrase.isChecked()
    assert dialog.focusWidget() is field
    _press(dialog, Qt.Key.Key_X)
    assert field.text() == "x"
    dialog.reject()


def test_a_passphrase_typed_while_the_key_store_is_asked_is_tried_next(
    closed_desk: Desk, look: Look
) -> None:
    dialog = UnlockDialog(closed_desk, look)
    dialog.open()
    dialog.unlocking.try_without()
    dialog.ui.passphrase.insert(PASSPHRASE)
    QTest.keyClick(dialog.ui.passphrase, Qt.Key.Key_Return)
    settle(closed_desk.tasks)
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_asked_again_no_key_shows_it_or_leaves_while_it_is_tried(
    qtbot: QtBot, look: Look, parent: QWidget
) -> None:
    dialog = PassphraseDialog("Varför", look, parent)
    dialog.open()
    dialog.activateWindow()
    assert QTest.qWaitForWindowActive(dialog)
    field = dialog.ui.passphrase
    QTest.keyClicks(field, "hemligt")
    _press(dialog, Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Space)
    _press(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert field.text() == "hemligt"
    assert field.echoMode() is QLineEdit.EchoMode.Password
    assert dialog.refuse(Rejected("wrong", "Fel lösenfras.", field="passphrase"))
    assert dialog.focusWidget() is field
    with qtbot.waitSignal(dialog.rejected):
        _press(dialog, Qt.Key.Key_Escape)


def test_what_no_passphrase_mends_ends_the_dialog(
    closed_desk: Desk, look: Look, tmp_path: Path
) -> None:
    (tmp_path / "register" / "keyslots.json").unlink()
    dialog = UnlockDialog(closed_desk, look)
    dialog.open()
    dialog.unlocking.try_without()
    settle(closed_desk.tasks)
    assert dialog.result() == QDialog.DialogCode.Rejected
    assert dialog.error is not None


def _bug(name: str) -> BaseException:
    try:
        try:
            raise KeyError(name)
        except KeyError as error:
            raise ValueError(f"no {name}") from error
    except ValueError as error:
        return error


def test_a_report_tells_kinds_and_places_and_nothing_of_anybody() -> None:
    report = report_of(_bug("Märta Andersson 19121212-1212"))
    assert "builtins.ValueError" in report
    assert "builtins.KeyError" in report
    assert "test_dialogs.py" in report
    assert "_bug" in report
    for secret in ("Märta", "1912", str(Path.home()), "/work"):
        assert secret not in report


def test_a_report_is_shown_in_full_before_it_is_saved(look: Look, tmp_path: Path) -> None:
    bug = _bug("x")
    dialog = CrashDialog(bug, look)
    assert dialog.ui.report.toPlainText() == report_of(bug)
    assert list(tmp_path.iterdir()) == []
    dialog.save_to(tmp_path / "rapport.txt")
    assert (tmp_path / "rapport.txt").read_text(encoding="utf-8") == report_of(bug)
    assert dialog.ui.note.text() == "Rapporten är sparad."
    dialog.save_to(tmp_path / "finns inte" / "rapport.txt")
    assert dialog.ui.note.text() == "Rapporten kunde inte sparas där. Välj en annan mapp."


def test_a_bug_in_a_thread_is_logged_there_and_shown_on_the_gui_thread(
    tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    logged: list[BaseException] = []
    shown: list[tuple[BaseException, threading.Thread]] = []
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    monkeypatch.setattr(threading, "excepthook", threading.__excepthook__)
    hook = CrashHook(logged.append, lambda error: shown.append((error, threading.current_thread())))
    hook.install()
    try:
        worker = threading.Thread(target=lambda: 1 // 0)
        worker.start()
        worker.join()
        assert [type(error) for error in logged] == [ZeroDivisionError]
        assert shown == []
        sys.excepthook(ValueError, ValueError("nummer två"), None)
        settle(tasks)
    finally:
        hook.uninstall()
    assert [type(error) for error in logged] == [ZeroDivisionError, ValueError]
    ((error, thread),) = shown
    assert isinstance(error, ZeroDivisionError)
    assert thread is threading.main_thread()
    assert sys.excepthook is sys.__excepthook__


def test_ctrl_c_is_not_a_bug(monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_: ended.append(kind))
    monkeypatch.setattr(threading, "excepthook", threading.__excepthook__)
    hook = CrashHook(unexpected, unexpected)
    hook.install()
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    hook.uninstall()
    assert ended == [KeyboardInterrupt]


def test_long_work_tells_how_far_and_stops_when_asked(
    tasks: Tasks, look: Look, parent: QWidget
) -> None:
    dialog = ProgressDialog("Listan tas in", look, parent)
    going, gate = threading.Event(), threading.Event()
    failures: list[BaseException] = []

    def work(control: Control) -> None:
        control.report(1000, 2000)
        going.set()
        assert gate.wait(10)
        control.report(1001, 2000)

    def failed(error: BaseException) -> None:
        failures.append(error)
        dialog.finish()

    task = tasks.long_on_store(
        QApplication.instance() or QObject(),
        work,
        progress=dialog.show_progress,
        done=unexpected,
        failed=failed,
    )
    dialog.follow(task)
    assert going.wait(10)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert not dialog.ui.cancel.isEnabled()
    gate.set()
    settle(tasks)
    assert [type(error) for error in failures] == [Cancelled]
    assert not dialog.isVisible()


def test_progress_says_how_long_is_left(look: Look, parent: QWidget) -> None:
    dialog = ProgressDialog("Listan tas in", look, parent)
    dialog.show_progress(10, 12_000)
    assert dialog.ui.how_far.text().startswith("10 av 12")
    assert dialog._left(30) == "mindre än en minut kvar"
    assert dialog._left(150) == "ungefär 2 minuter kvar"


def test_enter_gives_the_safe_answer(look: Look, parent: QWidget) -> None:
    done: list[bool] = []

    def ask() -> ConfirmDialog:
        dialog = ConfirmDialog("Gallra?", "Går inte att ångra.", yes="Gallra", look=look,
                               parent=parent)  # fmt: skip
        dialog.ask(lambda: done.append(True))
        return dialog

    QTest.keyClick(ask(), Qt.Key.Key_Return)
    assert done == []
    ask().ui.yes.click()
    assert done == [True]


def test_help_is_about_the_view_and_else_about_the_window(look: Look) -> None:
    assert help_text("settings").startswith("# Inställningar")
    assert help_text("nothing").startswith("# Så hittar du")
    assert "Lås" in HelpDialog("settings", look).ui.text.toPlainText()


def test_a_refusal_is_shown_at_its_field(look: Look, parent: QWidget) -> None:
    number, unit = QLineEdit(parent), QLineEdit(parent)
    faults = Faults({"number": FieldMessage(number, parent), "unit": FieldMessage(unit, parent)})
    parent.show()
    assert faults.first() is None
    assert faults.show(Rejected("x", "Enheten är stängd.", field="unit"))
    first = faults.first()
    assert first is not None
    assert first.text() == "Enheten är stängd."
    assert unit.accessibleDescription() == "Enheten är stängd."
    assert parent.focusWidget() is unit
    assert not faults.show(Rejected("x", "Något annat.", field="room"))
    faults.clear()
    assert faults.first() is None
    assert unit.accessibleDescription() == ""


def test_a_hint_is_no_fault(look: Look, parent: QWidget) -> None:
    field = QLineEdit(parent)
    message = FieldMessage(field, parent)
    message.say("Giltigt nummer", Tone.OK)
    assert not field.property("invalid")
    assert field.accessibleDescription() == "Giltigt nummer"


def test_an_empty_list_says_what_to_do(look: Look) -> None:
    from PySide6.QtGui import QAction

    done: list[bool] = []
    action = QAction("Registrera en person")
    action.triggered.connect(lambda: done.append(True))
    empty = EmptyState()
    empty.tell("Inga personer än", "Här visas de som har eller kan få intyg.", action)
    empty.show()
    empty._button.click()
    assert done == [True]
    empty.tell("Inga träffar", "Pröva ett annat namn.")
    assert not empty._button.isVisible()
