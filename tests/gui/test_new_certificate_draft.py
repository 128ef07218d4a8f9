"""Nytt intyg: what was typed is kept, encrypted in the store, and offered again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt

from munhalsa.application.context import Context
from munhalsa.application.drafts import kept_draft
from munhalsa.application.workplace import WhichStore
from munhalsa.desktop.locking.lock import Lock
from munhalsa.desktop.screens.new_certificate import VIEW, NewCertificateView
from munhalsa.desktop.screens.new_certificate_draft import KIND
from munhalsa.desktop.view import Place
from munhalsa.domain.certificate import Certificate
from tests.gui.new_certificate import Page, page
from tests.support.deeds import found
from tests.support.founded import PASSPHRASE
from tests.support.windows import settle, unexpected

__all__ = ["page"]

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def draft_of(context: Context) -> dict[str, Any] | None:
    kept = kept_draft(context, KIND)
    return None if kept is None else json.loads(json.dumps(kept.content))


def after_a_crash(page: Page) -> NewCertificateView:
    """The program was killed and is started again: another page on the same store."""
    page.window.pages.forget()
    page.window.go(Place(view=VIEW))
    settle(page.window.desk.tasks)
    view = page.window.pages.views[VIEW]
    assert isinstance(view, NewCertificateView)
    return view


def test_it_is_kept_when_nobody_types_any_longer(page: Page) -> None:
    page.keys.type("N3601016987\tMaj")
    assert page.view.drafts.timer.isActive()
    assert page.ask(draft_of) is None
    page.view.drafts.timer.timeout.emit()
    settle(page.window.desk.tasks)
    draft = page.ask(draft_of)
    assert draft is not None
    assert draft["person"]["given_name"] == "Maj"


def test_it_is_offered_again_after_a_crash_with_everything(page: Page) -> None:
    page.fill()
    page.ui.basis.setText("Vårdplan")
    before = page.view.sheet.draft()
    page.view.drafts.keep()
    settle(page.window.desk.tasks)
    view = after_a_crash(page)
    assert not view.ui.offer.isHidden()
    assert "Det finns ett utkast från" in view.ui.offer_text.text()
    assert not view.ui.form.isEnabled()
    assert page.keys.focus is view.ui.offer_take
    page.keys.press(Qt.Key.Key_Space)
    assert view.sheet.draft() == before
    assert view.ui.offer.isHidden()
    page.keys.press(Qt.Key.Key_Return, CONTROL | SHIFT)
    assert len(page.ask(lambda context: found(context, Certificate))) == 1
    assert page.ask(draft_of) is None


def test_it_can_be_thrown_away(page: Page) -> None:
    page.keys.type("N3601016987\tMaj")
    page.view.drafts.keep()
    settle(page.window.desk.tasks)
    view = after_a_crash(page)
    page.keys.type("\t")
    page.keys.press(Qt.Key.Key_Space)
    assert view.sheet.is_empty
    assert view.ui.form.isEnabled()
    assert page.ask(draft_of) is None


def test_nothing_is_kept_of_an_empty_page(page: Page) -> None:
    page.view.keep_draft()
    page.keys.press(Qt.Key.Key_S, CONTROL)
    assert page.window.messages.text == "Det finns inget att spara än."
    assert page.ask(draft_of) is None


def test_saving_says_so(page: Page) -> None:
    page.keys.type("N3601016987")
    page.keys.press(Qt.Key.Key_S, CONTROL)
    assert page.window.messages.text.startswith("Utkastet är sparat, krypterat i registret")
    assert page.ask(draft_of) is not None


def test_starting_over_can_be_taken_back(page: Page) -> None:
    page.keys.type("N3601016987\tMaj")
    page.keys.press(Qt.Key.Key_S, CONTROL)
    page.keys.press(Qt.Key.Key_Backspace, CONTROL | SHIFT)
    assert page.view.sheet.is_empty
    assert page.ask(draft_of) is None
    page.window.messages._run_undo()
    settle(page.window.desk.tasks)
    assert page.ui.given_name.text() == "Maj"
    assert page.ask(draft_of) is not None


def test_locking_keeps_it_and_one_comes_back_to_the_same_field(page: Page) -> None:
    lock = Lock(page.window)
    page.keys.type("N3601016987\tMaj-")
    field = page.keys.focus
    lock.lock()
    settle(page.window.desk.tasks)
    lock.cover.ui.passphrase.setText(PASSPHRASE)
    lock.cover.unlocking.try_typed()
    settle(page.window.desk.tasks)
    assert page.window.focusWidget() is field
    draft = page.ask(draft_of)
    assert draft is not None
    assert draft["person"]["given_name"] == "Maj-"
    assert page.ui.given_name.text() == "Maj-"
    assert not page.view.drafts.is_offering


def test_nothing_of_it_can_be_read_on_the_disk(page: Page, which: WhichStore) -> None:
    page.keys.type("N3601016987\tHemligförnamn")
    page.view.drafts.keep()
    settle(page.window.desk.tasks)
    page.window.desk.close(QObject(), done=lambda _: None, failed=unexpected)
    settle(page.window.desk.tasks)
    assert which.store is not None
    files = [path for path in Path(which.store).rglob("*") if path.is_file()]
    assert files
    for path in files:
        assert b"Hemligf" not in path.read_bytes()
