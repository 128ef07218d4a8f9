"""Each change of a certificate, a death and a move away, from the card by keys, and back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from munhalsa.application.context import Context
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.dialogs.change import ChangeDialog
from munhalsa.desktop.printing.preview import PreviewDialog
from munhalsa.desktop.screens.criteria_dialog import CriteriaDialog
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.domain.certificate import Certificate, EligibilityDecision, Ground
from munhalsa.domain.person import Person
from tests.support.accessibility import faults
from tests.support.deeds import found
from tests.support.person_list import MARTA, fill
from tests.support.person_view import open_first, run, view_of
from tests.support.stores import TODAY
from tests.support.windows import settle

YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def window(desk: Desk, open_window: Callable[[], MainWindow]) -> MainWindow:
    run(desk, fill)
    window = open_window()
    open_first(window, "märta")
    return window


def press(window: MainWindow, keys: str) -> None:
    QTest.keySequence(QApplication.focusWidget() or window, QKeySequence(keys))
    settle(window.desk.tasks)


def type_over(window: MainWindow, text: str) -> None:
    """Type into the field that has the focus, and leave it."""
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keySequence(field, QKeySequence(QKeySequence.StandardKey.SelectAll))
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Tab)
    settle(window.desk.tasks)


def dialog_by(window: MainWindow, keys: str) -> ChangeDialog:
    window.activateWindow()
    settle(window.desk.tasks)
    press(window, keys)
    (dialog,) = [one for one in window.findChildren(ChangeDialog) if one.isVisible()]
    assert faults(dialog) == []
    return dialog


def no_dialog(window: MainWindow) -> bool:
    return not [one for one in window.findChildren(QDialog) if one.isVisible()]


def take_back(window: MainWindow) -> None:
    (undo,) = [one for one in window.messages.findChildren(QPushButton) if one.isVisible()]
    undo.click()
    settle(window.desk.tasks)
    assert "ångrad" in window.messages.text


def certificates(window: MainWindow) -> list[Certificate]:
    def read(context: Context) -> list[Certificate]:
        (person,) = found(context, Person, number=MARTA)
        return found(context, Certificate, order_by="issued", person_id=person.id)

    return run(window.desk, read)


def state(window: MainWindow) -> list[dict[str, Any]]:
    names = ("number", "ground", "last_day", "end_reason", "voided_on", "handed_over_on")
    return [{name: getattr(one, name) for name in names} for one in certificates(window)]


def criteria_by(window: MainWindow, keys: str) -> CriteriaDialog:
    window.activateWindow()
    settle(window.desk.tasks)
    press(window, keys)
    (dialog,) = [one for one in window.findChildren(CriteriaDialog) if one.isVisible()]
    assert faults(dialog) == []
    return dialog


def answer_all(dialog: CriteriaDialog, window: MainWindow, *, yes: bool) -> None:
    """The questions that are shown, the same answer to each."""
    for row in list(dialog.section.rows.values()):
        if not row.isHidden():
            row.choice.buttons[0 if yes else 1].click()
            settle(window.desk.tasks)


def save(dialog: CriteriaDialog, window: MainWindow) -> None:
    dialog.ui.save.click()
    settle(window.desk.tasks)


def test_renew_by_the_criteria_and_take_it_back(window: MainWindow) -> None:
    before = state(window)
    dialog = criteria_by(window, "Ctrl+Shift+F")
    assert not dialog.ui.follows.isVisible()
    save(dialog, window)
    assert dialog.isVisible()
    answer_all(dialog, window, yes=True)
    assert dialog.rest.verdict.text() == "<b>Berättigad · personkrets 2a</b>"
    assert "avslutas, sista dag 2026-11-21" in dialog.ui.follows.text()
    dialog.day.setFocus()
    type_over(window, "2027-12-31")
    assert "från 2026-11-22 till och med 2027-12-31" in dialog.ui.follows.text()
    save(dialog, window)
    assert no_dialog(window)
    assert window.messages.text.startswith("Intyget är förnyat.")
    old, new = certificates(window)
    assert (old.last_day, new.valid_to) == (YESTERDAY, date(2027, 12, 31))
    decided = run(window.desk, lambda context: found(context, EligibilityDecision))
    (basis,) = [one for one in decided if one.certificate_id == new.id]
    assert (basis.verdict, "daily_personal_care" in basis.answers) == ("entitled", True)
    take_back(window)
    assert state(window) == before


def test_change_ground_by_a_decision_made_outside_and_take_it_back(window: MainWindow) -> None:
    before = state(window)
    dialog = criteria_by(window, "Ctrl+Shift+P")
    answer_all(dialog, window, yes=False)
    dialog.rest.reason.setPlainText("Bedöms av VGR")
    save(dialog, window)
    assert dialog.section.messages["ground"].text()
    dialog.ui.outside.click()
    combo = dialog.ui.outside_ground
    assert not any("2a" in combo.itemText(place) for place in range(combo.count()))
    combo.setCurrentIndex(1)
    settle(window.desk.tasks)
    assert f"personkrets {combo.currentData()}" in dialog.ui.follows.text()
    dialog.day.setFocus()
    type_over(window, " ")
    save(dialog, window)
    assert dialog.isVisible()
    dialog.day.setFocus()
    type_over(window, "i")
    chosen = Ground(combo.currentData())
    save(dialog, window)
    assert [one.ground for one in certificates(window)] == [Ground.CARE_HOUSING, chosen]
    take_back(window)
    assert state(window) == before


def test_change_validity_with_faults_at_the_field(window: MainWindow) -> None:
    dialog = dialog_by(window, "Ctrl+Shift+G")
    type_over(window, "2020-01-01")
    press(window, "Return")
    assert "före den dag" in dialog.day.accessibleDescription()
    dialog.day.setFocus()
    type_over(window, "+30d")
    press(window, "Return")
    assert no_dialog(window)
    assert certificates(window)[0].valid_to == TODAY + timedelta(days=30)
    dialog = dialog_by(window, "Ctrl+Shift+G")
    assert dialog.day.text() == (TODAY + timedelta(days=30)).isoformat()
    dialog.day.clear()
    press(window, "Return")
    assert certificates(window)[0].valid_to is None
    take_back(window)
    assert certificates(window)[0].valid_to == TODAY + timedelta(days=30)


def test_a_copy_of_the_letter(window: MainWindow) -> None:
    dialog_by(window, "Ctrl+Shift+Y")
    press(window, "Return")
    assert "står i kön" in window.messages.text


def test_void_and_take_it_back(window: MainWindow) -> None:
    dialog_by(window, "Ctrl+Shift+V")
    press(window, "Return")
    assert certificates(window)[0].voided_on == TODAY
    assert not view_of(window).actions_.changes.void.isEnabled()
    take_back(window)
    assert certificates(window)[0].voided_on is None


def test_a_form_left_with_escape_changes_nothing(window: MainWindow) -> None:
    before = certificates(window)
    dialog_by(window, "Ctrl+Shift+V")
    press(window, "Escape")
    assert no_dialog(window)
    assert certificates(window) == before


def test_hand_over_says_what_it_rests_on_and_shows_the_document(window: MainWindow) -> None:
    dialog = dialog_by(window, "Ctrl+Shift+H")
    words = [dialog.ui.choice.itemText(place) for place in range(dialog.ui.choice.count())]
    assert len(words) == 48
    assert words == sorted(words, key=lambda one: one.translate(str.maketrans("ÅÄÖåäö", "{|}{|}")))
    dialog.ui.choice.setCurrentText("Alingsås")
    press(window, "Tab")
    type_over(window, "i")
    dialog.ui.save.click()
    settle(window.desk.tasks)
    assert "ingen sekretessprövning" in dialog.ui.basis.accessibleDescription()
    assert not dialog.ui.words.isEnabled()
    dialog.ui.basis.setFocus()
    press(window, "Down")
    press(window, "Tab")
    type_over(window, "Muntligt av personen")
    assert "Alingsås kommun svarar för det efter 2026-11-22." in dialog.ui.follows.text()
    assert "Boendet Hemgården slutar 2026-11-22." in dialog.ui.follows.text()
    dialog.ui.save.click()
    settle(window.desk.tasks)
    (preview,) = [one for one in window.findChildren(PreviewDialog) if one.isVisible()]
    preview.close()
    settle(window.desk.tasks)
    assert (certificates(window)[0].handed_over_to, certificates(window)[0].last_day) == (
        "1489",
        None,
    )
    assert "vår sista dag 2026-11-22" in view_of(window).pane.card.ui.certificate_text.text()
    take_back(window)
    assert certificates(window)[0].handed_over_on is None


def test_a_death_tells_what_will_end_and_is_taken_back(window: MainWindow) -> None:
    before = state(window)
    dialog = dialog_by(window, "Ctrl+Shift+D")
    assert not dialog.ui.follows_frame.isVisible()
    press(window, "Return")
    assert "Ange dagen" in dialog.day.accessibleDescription()
    type_over(window, "+2d")
    assert not dialog.ui.follows_frame.isVisible()
    press(window, "Return")
    assert "framåt i tiden" in dialog.day.accessibleDescription()
    dialog.day.setFocus()
    type_over(window, "-1d")
    assert "avslutas, sista dag 2026-11-21" in dialog.ui.follows.text()
    assert "Boendet Hemgården slutar 2026-11-21." in dialog.ui.follows.text()
    press(window, "Return")
    assert window.messages.text.startswith("Dödsfallet är registrerat.")
    card = view_of(window).pane.card
    assert "avled 2026-11-21" in card.ui.where.text()
    changes = view_of(window).actions_.changes
    assert not any(
        one.isEnabled()
        for one in (changes.renew, changes.ground, changes.hand_over, changes.leaves)
    )
    take_back(window)
    assert state(window) == before
    assert "avled" not in card.ui.where.text()


def test_leaving_the_region(window: MainWindow) -> None:
    dialog = dialog_by(window, "Ctrl+Shift+T")
    type_over(window, "i")
    type_over(window, "1489")
    press(window, "Return")
    assert "Lämna över ansvaret" in dialog.ui.words.accessibleDescription()
    dialog.ui.words.setFocus()
    type_over(window, "Oslo")
    assert "avslutas, sista dag 2026-11-22" in dialog.ui.follows.text()
    press(window, "Return")
    assert window.messages.text.startswith("Flytten från regionen är registrerad.")
    take_back(window)
    assert certificates(window)[0].last_day is None
