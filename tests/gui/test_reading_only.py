"""The window at a store of a newer program: a band says so, and what would change it is off."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QPushButton, QToolTip

from munhalsa.application.drafts import keep_draft
from munhalsa.application.reading_only import CANNOT_CHANGE, OPEN_FOR_READING
from munhalsa.application.register_person import RegisterPerson, register_person
from munhalsa.application.workplace import WhichStore
from munhalsa.desktop.screenshots import Stage
from munhalsa.desktop.view import Place
from munhalsa.desktop.window.backups import Backups
from munhalsa.domain.account import Permission
from tests.support.founded import copied_store, open_store
from tests.support.newer import make_newer
from tests.support.small_municipality import NEWCOMER
from tests.support.stores import TODAY, context_for
from tests.support.windows import settle, unexpected


@pytest.fixture
def which(tmp_path: Path) -> WhichStore:
    """A store with one person in it, gone on to a newer program."""
    made = copied_store(tmp_path / "register")
    with open_store(made) as opened:
        asked = RegisterPerson(number=NEWCOMER, given_name="Ada", family_name="Ek")
        register_person(context_for(opened.store, session=opened.session), asked)
        make_newer(opened.store.engine)
    return WhichStore(store=str(made), today=TODAY, profile=tmp_path / "profile")


def test_it_is_said_and_nothing_that_changes_can_be_done(stage: Stage) -> None:
    window, desk = stage.window, stage.window.desk
    window.go(Place(view="persons"))
    settle(desk.tasks)
    assert window.reading.isVisible()
    assert window.reading.text.text() == OPEN_FOR_READING
    assert desk.may(Permission.SEE_PERSONS)
    assert not any(desk.may(one) for one in (Permission.EDIT_PERSONS, Permission.BACKUP))
    assert "new_certificate" not in {entry.name for entry in window.pages.open_entries()}
    off = [one for one in window.findChildren(QPushButton) if one.toolTip() and not one.isEnabled()]
    assert off
    for button in off:
        QApplication.sendEvent(button, QHelpEvent(QEvent.Type.ToolTip, QPoint(), QPoint()))
        assert QToolTip.text().startswith(button.toolTip())
        assert "bara för läsning" in QToolTip.text()
    QToolTip.hideText()
    Backups(window).make()
    settle(desk.tasks)
    assert window.messages.text == "", "no backup is tried, so none is refused"
    desk.do(
        window,
        lambda context: keep_draft(context, "k", {}),
        done=unexpected,
        failed=window.explain,
    )
    settle(desk.tasks)
    assert window.messages.text == CANNOT_CHANGE
