"""Contacts, dentist, notes and language from the card, by keys, and back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton

from munhalsa.application.change_person import ChangePerson, change_person
from munhalsa.application.contacts import ChangeContact, change_contact
from munhalsa.application.context import Context
from munhalsa.application.protect_person import NotePaperStep
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.dialogs.change import ChangeDialog
from munhalsa.desktop.dialogs.conflict import ConflictDialog
from munhalsa.desktop.dialogs.contact import ContactDialog
from munhalsa.desktop.dialogs.fields import FieldsDialog
from munhalsa.desktop.screens.protect_forms import step_form
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.domain.person import (
    Authority,
    Contact,
    Dentist,
    Note,
    PaperState,
    Person,
    ProtectedIdentity,
    Relation,
)
from tests.support.accessibility import faults
from tests.support.deeds import found
from tests.support.people import somebody
from tests.support.person_list import MARTA, fill
from tests.support.person_view import find, open_first, run, shortcut, type_into, view_of
from tests.support.stores import TODAY
from tests.support.windows import settle

TAB, RETURN = Qt.Key.Key_Tab, Qt.Key.Key_Return


@pytest.fixture
def window(desk: Desk, open_window: Callable[[], MainWindow]) -> MainWindow:
    run(desk, fill)
    window = open_window()
    open_first(window, "märta")
    return window


def dialog_by(window: MainWindow, keys: str) -> QDialog:
    window.activateWindow()
    settle(window.desk.tasks)
    QTest.keySequence(QApplication.focusWidget() or window, QKeySequence(keys))
    settle(window.desk.tasks)
    (dialog,) = [
        one
        for one in window.findChildren(QDialog)
        if one.isVisible() and isinstance(one, ContactDialog | ChangeDialog)
    ]
    assert faults(dialog) == []
    return dialog


def say(window: MainWindow, *keys: str | Qt.Key) -> None:
    """Keys where the focus is; a text is typed over what stands there."""
    for key in keys:
        field = QApplication.focusWidget()
        assert field is not None
        if isinstance(key, str):
            QTest.keySequence(field, QKeySequence(QKeySequence.StandardKey.SelectAll))
            type_into(field, key)
        else:
            QTest.keyClick(field, key)
        settle(window.desk.tasks)


def no_dialog(window: MainWindow) -> bool:
    return not [one for one in window.findChildren(QDialog) if one.isVisible()]


def take_back(window: MainWindow) -> None:
    (undo,) = [one for one in window.messages.findChildren(QPushButton) if one.isVisible()]
    undo.click()
    settle(window.desk.tasks)


def kept(window: MainWindow, kind: type[Contact] | type[Dentist] | type[Note]) -> list[object]:
    def read(context: Context) -> list[object]:
        (person,) = found(context, Person, number=MARTA)
        return list(found(context, kind, person_id=person.id))

    return run(window.desk, read)


def care(window: MainWindow) -> str:
    """What stands under Omsorg on the card."""
    rows = view_of(window).pane.card._text
    assert rows is not None
    return "\n".join(f"{title}: {words}" for title, words in rows.care)


def test_a_god_man_is_added_and_followed_by_another(window: MainWindow) -> None:
    before = len(kept(window, Contact))
    dialog = dialog_by(window, "Ctrl+J")
    assert isinstance(dialog, ContactDialog)
    say(window, RETURN)
    assert dialog.isVisible()
    assert dialog.ui.name.accessibleDescription() == "Ange kontaktens namn."
    say(window, "Karin Ek", TAB, Qt.Key.Key_G, TAB, "031-12 34 56", TAB, TAB, "Ringvägen 2", TAB)
    say(window, "bevaka rätt", TAB, "allt om besöket", TAB, TAB, TAB, Qt.Key.Key_Space, RETURN)
    assert no_dialog(window)
    assert "God man: Karin Ek, 031-12\u00a034\u00a056, Ringvägen 2, företräder personen" in care(
        window
    )
    assert "uppdrag: bevaka rätt, får veta: allt om besöket, får breven" in care(window)
    follow = dialog_by(window, "Ctrl+Shift+J")
    assert isinstance(follow, ContactDialog)
    place = next(
        place
        for place in range(follow.ui.which.count())
        if follow.ui.which.itemText(place).startswith("Karin Ek")
    )
    follow.ui.which.setCurrentIndex(place)
    assert (follow.ui.name.text(), follow.ui.mandate.text()) == ("", "bevaka rätt")
    follow.from_day.setFocus()
    say(window, "", Qt.Key.Key_Delete, RETURN)
    assert follow.isVisible()
    say(window, "+9d", TAB)
    follow.ui.name.setFocus()
    say(window, "Per Ek", RETURN)
    assert no_dialog(window)
    assert "Per Ek" in care(window)
    assert "till och med" in care(window)
    take_back(window)
    assert "Per Ek" not in care(window)
    assert len(kept(window, Contact)) == before + 1
    window.ui.search.clear()
    find(window, "karin ek")
    row = view_of(window).model.row(0)
    assert row is not None
    assert row.contact == "Karin Ek"


def test_another_word_on_a_contact(window: MainWindow) -> None:
    first = dialog_by(window, "Ctrl+J")
    assert isinstance(first, ContactDialog)
    say(window, "Ove Ek", RETURN)
    assert no_dialog(window)
    dialog = dialog_by(window, "Ctrl+J")
    assert isinstance(dialog, ContactDialog)
    place = dialog.ui.which.findText("Ove Ek (Närstående)")
    dialog.ui.which.setCurrentIndex(place)
    assert dialog.ui.authority.currentData() == Authority.PASSES_ON.value
    dialog.ui.relation.setCurrentIndex(dialog.ui.relation.findData(Relation.OTHER.value))
    dialog.to_day.setFocus()
    say(window, "2020-01-01", RETURN)
    assert dialog.isVisible(), "the last day lies before the first"
    say(window, "+30d", RETURN)
    assert no_dialog(window)
    assert "Annan kontakt: Ove Ek, framför personens svar, till och med" in care(window)


def test_dentist_note_and_language(window: MainWindow) -> None:
    dentist = dialog_by(window, "Ctrl+I")
    assert isinstance(dentist, ChangeDialog)
    say(window, TAB, RETURN)
    assert dentist.ui.words.accessibleDescription() == "Ange behandlarens namn."
    say(window, "Åsens Tandvård", RETURN)
    assert "Behandlare: Åsens Tandvård, från 2026-11-22" in care(window)
    note = dialog_by(window, "Ctrl+T")
    assert isinstance(note, ChangeDialog)
    assert "hälsa" in note.ui.explanation.text()
    say(window, "Ring först", RETURN)
    assert "Anteckning: 2026-11-22: Ring först" in care(window)
    take_back(window)
    assert kept(window, Note) == []
    language = dialog_by(window, "Ctrl+Shift+L")
    assert isinstance(language, ChangeDialog)
    language.ui.choice.setCurrentIndex(1)
    language.ui.words.setFocus()
    say(window, "finska", RETURN)
    assert "Tolk: finska" in care(window)


def test_two_change_one_contact_and_the_second_chooses(desk: Desk, window: MainWindow) -> None:
    dialog = dialog_by(window, "Ctrl+J")
    assert isinstance(dialog, ContactDialog)
    dialog.ui.which.setCurrentIndex(1)
    contact = dialog.ui.which.currentData()
    theirs = {"phone": "070-999 99 99", "address": "Storgatan 1", "gets_letters": False}
    other = ChangeContact(number=MARTA, contact=contact, fields=theirs)
    run(desk, lambda context: change_contact(context, other))
    dialog.ui.phone.setText("070-111 11 11")
    dialog.ui.mandate.setText("Bevaka rätt")
    dialog.ui.save.click()
    settle(desk.tasks)
    (both,) = dialog.findChildren(ConflictDialog)
    assert [one.text() for one in both.both.choices] == ["070-999 99 99", "070-111 11 11"]
    both.both.choices[1].click()
    both.ui.go_on.click()
    settle(desk.tasks)
    (kept_one,) = run(desk, lambda context: found(context, Contact, id=contact))
    assert (kept_one.phone, kept_one.mandate) == ("070-111 11 11", "Bevaka rätt")
    assert (kept_one.address, kept_one.gets_letters) == ("Storgatan 1", False)


def test_two_say_the_language_and_the_second_is_told(desk: Desk, window: MainWindow) -> None:
    dialog = dialog_by(window, "Ctrl+Shift+L")
    assert isinstance(dialog, ChangeDialog)
    theirs = {"language": "finska", "needs_interpreter": True}
    run(desk, lambda context: change_person(context, ChangePerson(number=MARTA, fields=theirs)))
    dialog.ui.words.setFocus()
    say(window, "somaliska", RETURN)
    assert dialog.isVisible()
    told = [one.text() for one in dialog.findChildren(QLabel) if one.isVisible()]
    assert any("Någon annan har ändrat uppgiften" in text for text in told)
    say(window, RETURN)
    assert dialog.isVisible()
    dialog.reject()
    settle(desk.tasks)
    assert "Tolk: finska" in care(window)
    again = dialog_by(window, "Ctrl+Shift+L")
    assert isinstance(again, ChangeDialog)
    assert again.ui.words.text() == "finska"
    again.ui.words.setFocus()
    again.ui.words.selectAll()
    say(window, "somaliska", RETURN)
    assert "Tolk: somaliska" in care(window)


def test_two_change_one_person_and_the_second_chooses(desk: Desk, window: MainWindow) -> None:
    window.activateWindow()
    settle(desk.tasks)
    shortcut(window, "Ctrl+Alt+U")
    (dialog,) = [one for one in window.findChildren(FieldsDialog) if one.isVisible()]
    family, given = dialog.fields["family_name"], dialog.fields["given_name"]
    assert isinstance(family, QLineEdit)
    assert isinstance(given, QLineEdit)
    theirs = {"family_name": "Åberg", "language": "finska"}
    run(desk, lambda context: change_person(context, ChangePerson(number=MARTA, fields=theirs)))
    family.setText("Öberg")
    dialog.ui.save.click()
    settle(desk.tasks)
    (both,) = dialog.findChildren(ConflictDialog)
    both.ui.leave.click()
    assert (dialog.isVisible(), family.text()) == (True, "Åberg")
    given.setText("Märta-Lisa")
    dialog.ui.save.click()
    settle(desk.tasks)
    assert view_of(window).pane.card.ui.name.text() == "Märta-Lisa Åberg"
    assert window.messages.text == "Uppgifterna är sparade."


def test_protected_identity_and_its_paper_way(window: MainWindow) -> None:
    assert not view_of(window).actions_.around.paper.isEnabled()
    dialog = dialog_by(window, "Ctrl+Shift+I")
    assert isinstance(dialog, ChangeDialog)
    say(window, RETURN)
    assert no_dialog(window)
    assert "hanteras nu på papper" in window.messages.text
    # Whoever is not named for protected identities may not lessen what was just chosen.
    buttons = window.messages.findChildren(QPushButton)
    assert not [one for one in buttons if one.isVisible() and "Ångra" in one.text()]

    def level(context: Context) -> ProtectedIdentity:
        (person,) = found(context, Person, number=MARTA)
        return person.protected_identity

    assert run(window.desk, level) is ProtectedIdentity.CONFIDENTIALITY_MARKING


def test_a_step_on_paper_by_who_may_see(desk: Desk, window: MainWindow) -> None:
    asked = step_form(somebody("Lind", "Åsa"), today=TODAY)
    dialog = ChangeDialog(asked, today=TODAY, look=view_of(window)._frame.look, parent=window)
    commands: list[object] = []
    dialog.given.connect(commands.append)
    dialog.open()
    dialog.activateWindow()
    settle(window.desk.tasks)
    assert faults(dialog) == []
    dialog.ui.choice.setCurrentIndex(3)
    dialog.ui.words.setFocus()
    say(window, "bokning", RETURN)
    (step,) = commands
    assert isinstance(step, NotePaperStep)
    assert (step.state, step.day, step.reason) == (PaperState.VISIT_BOOKED, TODAY, "bokning")
