"""The card of a person: what stands on it, and what is done from it, by keys on a real store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget

from munhalsa.application.context import Context
from munhalsa.application.find_records import person_by_number
from munhalsa.application.ports import AuditLine
from munhalsa.desktop.clipboard import Clipboard
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.dialogs.end_certificate import EndDialog
from munhalsa.desktop.dialogs.response import ResponseDialog
from munhalsa.desktop.dialogs.undo import UndoDialog
from munhalsa.desktop.look import Look
from munhalsa.desktop.preferences import Preferences
from munhalsa.desktop.printing.preview import PreviewDialog
from munhalsa.desktop.screens import views
from munhalsa.desktop.screens.persons import PersonsView
from munhalsa.desktop.view import Place
from munhalsa.desktop.widgets.field_message import FieldMessage
from munhalsa.desktop.widgets.person_card import PersonCardView
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.domain.account import PERMISSIONS, Permission, Role
from munhalsa.domain.certificate import Certificate, RegistrationKind
from munhalsa.domain.identity import formatted
from munhalsa.domain.person import Person
from munhalsa.domain.response import AnsweredBy, Response
from tests.support.accessibility import faults
from tests.support.deeds import alter, found, latest, waiting
from tests.support.person_list import BO, MARTA, NILS, SVEN, ULLA, fill
from tests.support.preferences import KeptPreferences
from tests.support.stores import TODAY
from tests.support.windows import settle, unexpected

T = TypeVar("T")
D = TypeVar("D", bound=QDialog)
Go = Callable[[str], PersonCardView]


def run(desk: Desk, job: Callable[[Context], T]) -> T:
    answers: list[T] = []
    desk.read(desk, job, done=answers.append, failed=unexpected)
    settle(desk.tasks)
    return answers[0]


def event(desk: Desk) -> AuditLine:
    return run(desk, lambda context: latest(context)[0])


@pytest.fixture
def window(
    desk: Desk, look: Look, kept: KeptPreferences, qapp: QApplication, tmp_path: Path
) -> Iterator[MainWindow]:
    run(desk, fill)
    clipboard = Clipboard(qapp.clipboard())
    made = MainWindow(desk, look, Preferences(kept), clipboard, [views.persons()], temp=tmp_path)
    made.resize(1486, 812)
    made.show()
    made.activateWindow()
    made.start()
    settle(desk.tasks)
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def view(window: MainWindow) -> PersonsView:
    shown = window.pages.views["persons"]
    assert isinstance(shown, PersonsView)
    return shown


@pytest.fixture
def go(window: MainWindow, view: PersonsView) -> Go:
    """Opens the card of the one with that number."""

    def open_card(number: str) -> PersonCardView:
        person = run(window.desk, lambda context: id_of(context, number))
        window.go(Place(view="persons", about=person))
        settle(window.desk.tasks)
        return view.pane.card

    return open_card


def id_of(context: Context, number: str) -> str:
    with context.store.read() as reader:
        return person_by_number(reader, number, today=context.today).id


def keys(window: MainWindow, text: str) -> None:
    QTest.keySequence(QApplication.focusWidget() or window, QKeySequence(text))
    settle(window.desk.tasks)


def dialog_of(window: MainWindow, kind: type[D]) -> D:
    """The dialog of that kind that is open."""
    (shown,) = [one for one in window.findChildren(kind) if one.isVisible()]
    return shown


def no_dialog(window: MainWindow) -> bool:
    return not [one for one in window.findChildren(QDialog) if one.isVisible()]


def care(card: PersonCardView) -> dict[str, str]:
    rows = card.ui.care_rows
    words = {}
    for row in range(rows.rowCount()):
        title = rows.itemAt(row, rows.ItemRole.LabelRole)
        text = rows.itemAt(row, rows.ItemRole.FieldRole)
        assert title is not None
        assert text is not None
        label, field = title.widget(), text.widget()
        assert isinstance(label, QLabel)
        assert isinstance(field, QLabel)
        words[label.text()] = field.text()
    return words


def history(card: PersonCardView) -> list[str]:
    return [label.text() for row in history_rows(card) for label in row.findChildren(QLabel)]


def history_rows(card: PersonCardView) -> list[QWidget]:
    column = card.ui.history_column
    items = [column.itemAt(place) for place in range(column.count())]
    rows = [item.widget() for item in items if item is not None]
    return [row for row in rows if row is not None]


def undo_buttons(card: PersonCardView) -> list[QPushButton]:
    return [one for row in history_rows(card) for one in row.findChildren(QPushButton)]


class TestWhatStandsThere:
    def test_who_and_where(self, go: Go) -> None:
        card = go(MARTA)
        assert card.ui.name.text() == "Märta Andersson"
        assert card.ui.number.text() == "19340412-••••"
        assert card.ui.where.text() == "92 år · Hemgården, avd. 2"

    def test_the_certificate(self, go: Go) -> None:
        card = go(MARTA)
        assert card.ui.certificate_title.text().startswith("Intyg 1490-2024-")
        assert card.ui.certificate_state.text() == "Giltigt"
        assert card.ui.certificate_text.text().splitlines() == [
            "Personkrets 2a · särskilt boende",
            "Utfärdat 2024-03-05 av Kim Lind · tills vidare",
            f"Registrerat hos VGR {TODAY}",
        ]

    def test_one_that_soon_ends(self, go: Go) -> None:
        card = go(BO)
        assert card.ui.certificate_state.text() == "Går ut 12 dec"
        assert card.ui.certificate.property("look") == "card-warn"

    def test_the_answer(self, go: Go) -> None:
        card = go(MARTA)
        assert card.ui.response_state.text() == "Önskar"
        assert card.ui.response_text.text() == "Svar 2026-02-26 · Personen själv"
        card = go(SVEN)
        assert card.ui.response_state.text() == "Inte tillfrågad"
        assert card.ui.response.property("look") == "card-warn"
        card = go(NILS)
        assert card.ui.response_state.text() == "Önskar inte"
        assert "dags att fråga igen" in card.ui.response_text.text()

    def test_contacts_and_care(self, go: Go) -> None:
        assert care(go(MARTA)) == {
            "God man": "Per Holm, 070-123\u00a045\u00a067, företräder personen, får breven",
            "Behandlare": "Folktandvården Torget",
            "Ansvarig": "Eva Sand, 033-35\u00a070\u00a012",
            "Sekretess, VGR": "Samtycke 2024-03-05",
            "Tidigare nummer": "19340472-••••",
        }
        assert not go(ULLA).ui.care_title.isVisible()

    def test_somebody_without_a_certificate(self, go: Go) -> None:
        card = go(ULLA)
        assert card.ui.certificate_title.text() == "Inget intyg"
        assert card.ui.where.text() == "66 år · inget boende registrerat"
        assert not card.ui.response_state.isVisible()
        assert card.ui.answer.text() == "Nytt intyg för &personen"

    def test_the_dead_and_the_moved(self, window: MainWindow, view: PersonsView, go: Go) -> None:
        def happens(context: Context) -> None:
            for number, field in ((MARTA, "died_on"), (BO, "moved_out_on")):
                (person,) = found(context, Person, number=number)
                alter(context, person, **{field: context.today})

        run(window.desk, happens)
        assert go(MARTA).ui.where.text() == f"92 år · avled {TODAY}"
        assert not view.actions_.renew.isEnabled()
        assert go(BO).ui.where.text() == f"71 år · flyttade {TODAY}"

    def test_the_history_in_words_newest_first(self, go: Go) -> None:
        lines = history(go(BO))
        assert [line[11:] for line in lines if "Ändrad" not in line] == [
            "Svar registrerat · Kim Lind",
            "Intyg utfärdat · Kim Lind",
            "Registrerad · Kim Lind",
        ]


class TestTheNumber:
    def test_it_is_shown_on_demand_and_that_is_logged(self, window: MainWindow, go: Go) -> None:
        card = go(MARTA)
        keys(window, "Ctrl+D")
        assert card.ui.number.text() == formatted(MARTA)
        assert event(window.desk).action == "person.number_shown"
        QTest.mouseClick(card.ui.show_number, Qt.MouseButton.LeftButton)
        assert card.ui.number.text() == "19340412-••••"

    def test_it_is_masked_again_by_itself_and_on_the_next_card(self, go: Go) -> None:
        card = go(MARTA)
        card.toggle_number()
        card._hide.timeout.emit()
        assert card.ui.number.text() == "19340412-••••"
        card.toggle_number()
        assert go(BO).ui.number.text() == f"{BO[:8]}-••••"

    def test_it_is_copied_and_taken_out_again(
        self, window: MainWindow, go: Go, qapp: QApplication
    ) -> None:
        card = go(MARTA)
        keys(window, "Ctrl+Shift+C")
        assert qapp.clipboard().text() == formatted(MARTA)
        assert event(window.desk).action == "person.number_copied"
        assert "30 sekunder" in window.messages.text
        window.clipboard.timer.timeout.emit()
        assert qapp.clipboard().text() == ""
        QTest.mouseClick(card.ui.copy_number, Qt.MouseButton.LeftButton)
        assert qapp.clipboard().text() == formatted(MARTA)

    def test_nothing_without_a_card(self, window: MainWindow, view: PersonsView) -> None:
        keys(window, "Ctrl+D")
        view.actions_.copy_number()
        view.pane.card.toggle_number()
        assert view.pane.card.ui.number.text() == ""


class TestAnswering:
    def test_a_no_by_keys(self, window: MainWindow, go: Go) -> None:
        card = go(SVEN)
        keys(window, "Ctrl+R")
        dialog = dialog_of(window, ResponseDialog)
        keys(window, "Down")
        keys(window, "Space")
        keys(window, "Tab")
        QTest.keyClicks(dialog.day, "-3d")
        keys(window, "Tab")
        assert dialog.day.text() == str(TODAY - timedelta(days=3))
        keys(window, "Return")
        assert no_dialog(window)
        assert card.ui.response_state.text() == "Önskar inte"
        (saved,) = run(
            window.desk,
            lambda context: found(context, Response, person_id=id_of(context, SVEN)),
        )
        assert (saved.wants, saved.answered_by) == (False, AnsweredBy.SELF)
        assert saved.answered == TODAY - timedelta(days=3)
        assert window.messages.text == "Svaret är sparat."

    def test_it_is_taken_back_from_the_message(self, window: MainWindow, go: Go) -> None:
        card = go(SVEN)
        keys(window, "Ctrl+R")
        dialog_of(window, ResponseDialog).ui.yes.click()
        keys(window, "Return")
        assert card.ui.response_state.text() == "Önskar"
        (undo,) = [b for b in window.messages.findChildren(QPushButton) if b.isVisible()]
        undo.click()
        settle(window.desk.tasks)
        assert card.ui.response_state.text() == "Inte tillfrågad"
        assert "Rättad: svar registrerat" in " ".join(history(card))

    def test_what_is_missing_is_said_at_its_field(self, window: MainWindow, go: Go) -> None:
        go(SVEN)
        keys(window, "Ctrl+R")
        dialog = dialog_of(window, ResponseDialog)
        assert faults(dialog) == []
        dialog.ui.save.click()
        assert dialog.ui.yes.accessibleDescription() == "Välj Önskar eller Önskar inte."
        dialog.ui.yes.click()
        dialog.day.clear()
        dialog.ui.save.click()
        assert "vilken dag" in dialog.day.accessibleDescription()
        dialog.day.setText("igår")
        dialog.ui.save.click()
        assert "ÅÅÅÅ-MM-DD" in dialog.day.accessibleDescription()
        dialog.day.set_day(TODAY + timedelta(days=1))
        dialog.ui.save.click()
        settle(window.desk.tasks)
        assert "framåt i tiden" in dialog.day.accessibleDescription()
        assert dialog.isVisible()

    def test_who_else_answered_is_named_and_warned_of(self, window: MainWindow, go: Go) -> None:
        go(SVEN)
        keys(window, "Ctrl+R")
        dialog = dialog_of(window, ResponseDialog)
        dialog.ui.yes.click()
        assert not dialog.ui.who.isEnabled()
        dialog.ui.by.setCurrentIndex(dialog.ui.by.findData(AnsweredBy.RELATIVE))
        QTest.keyClicks(dialog.ui.who, "Eva Nilsson")
        dialog.ui.save.click()
        settle(window.desk.tasks)
        assert "framfört" in window.messages.text
        assert window.messages.accessibleName().startswith("Varning")


class TestEnding:
    def test_by_keys_and_back(self, window: MainWindow, go: Go) -> None:
        card = go(MARTA)
        keys(window, "Ctrl+E")
        dialog = dialog_of(window, EndDialog)
        assert faults(dialog) == []
        dialog.ui.reason.setCurrentText("Flyttat")
        keys(window, "Return")
        assert card.ui.certificate_state.text() == f"Går ut {22} nov"
        assert f"Avslutat, sista dag {TODAY}" in card.ui.certificate_text.text()
        (certificate,) = run(
            window.desk,
            lambda context: found(context, Certificate, person_id=id_of(context, MARTA)),
        )
        kinds = run(window.desk, lambda context: waiting(context, certificate.id))
        assert kinds == {RegistrationKind.ENDED}
        (undo,) = [b for b in window.messages.findChildren(QPushButton) if b.isVisible()]
        undo.click()
        settle(window.desk.tasks)
        assert card.ui.certificate_state.text() == "Giltigt"

    def test_a_day_that_cannot_be_is_refused_at_the_field(self, window: MainWindow, go: Go) -> None:
        go(MARTA)
        keys(window, "Ctrl+E")
        dialog = dialog_of(window, EndDialog)
        for typed, said in (("", "sista dag"), ("x", "ÅÅÅÅ"), ("2020-01-01", "börjar gälla")):
            dialog.day.setText(typed)
            dialog.ui.save.click()
            settle(window.desk.tasks)
            assert said in dialog.day.accessibleDescription()
        dialog.ui.leave.click()
        settle(window.desk.tasks)
        assert no_dialog(window)

    def test_a_refusal_that_no_field_has_is_told_in_the_form_and_nothing_typed_is_lost(
        self, window: MainWindow, go: Go
    ) -> None:
        go(MARTA)
        keys(window, "Ctrl+E")
        dialog = dialog_of(window, EndDialog)

        def void(context: Context) -> None:
            (certificate,) = found(context, Certificate, person_id=id_of(context, MARTA))
            alter(context, certificate, voided_on=context.today)

        run(window.desk, void)
        dialog.ui.reason.setCurrentText("Flyttat")
        dialog.ui.save.click()
        settle(window.desk.tasks)
        (foot,) = [one for one in dialog.findChildren(FieldMessage) if one.isVisible()]
        assert "makulerat" in dialog.accessibleDescription() == foot.text()
        assert dialog.ui.reason.currentText() == "Flyttat"


class TestUndoing:
    def test_a_change_is_taken_back_after_a_preview(self, window: MainWindow, go: Go) -> None:
        card = go(MARTA)
        keys(window, "Ctrl+R")
        dialog_of(window, ResponseDialog).ui.no.click()
        keys(window, "Return")
        assert card.ui.response_state.text() == "Önskar inte"
        undo_buttons(card)[0].click()
        settle(window.desk.tasks)
        dialog = dialog_of(window, UndoDialog)
        assert dialog.ui.question.text() == "Ångra: svar registrerat?"
        (line,) = dialog.rows
        assert (line[0], line[1].split(" · ")[1], line[2]) == ("Svar", "nej", "tas bort")
        dialog.ui.yes.click()
        settle(window.desk.tasks)
        assert card.ui.response_state.text() == "Önskar"

    def test_what_something_rests_on_is_not_taken_back(self, window: MainWindow, go: Go) -> None:
        card = go(MARTA)
        undo = undo_buttons(card)
        registered = next(one for one in undo if "Registrerad" in one.accessibleName())
        registered.click()
        settle(window.desk.tasks)
        dialog = dialog_of(window, UndoDialog)
        assert dialog.ui.question.text() == "Det går inte att ångra än"
        assert "Intyg utfärdat" in {row[1] for row in dialog.rows}
        assert not dialog.ui.yes.isVisible()

        dialog.ui.no.click()
        assert no_dialog(window)

    def test_a_long_history_is_shown_in_part(self, window: MainWindow, go: Go) -> None:
        def often(context: Context) -> None:
            for number in range(12):
                (person,) = found(context, Person, number=ULLA)
                alter(context, person, language=f"språk {number}")

        card = go(ULLA)
        run(window.desk, often)
        card = go(ULLA)
        assert len(history(card)) == 8
        assert card.ui.whole_history.text() == "Visa 5 äldre"
        card.ui.whole_history.click()
        assert len(history(card)) == 13


class TestPrinting:
    @pytest.mark.parametrize(
        ("key", "title", "action"),
        [
            ("Ctrl+P", "Intyg", "print.certificate"),
            ("Ctrl+Shift+B", "Brev", "print.letter"),
        ],
    )
    def test_it_is_looked_at_first_and_leaves_nothing_behind(
        self, window: MainWindow, go: Go, tmp_path: Path, key: str, title: str, action: str
    ) -> None:
        go(MARTA)
        keys(window, key)
        dialog = dialog_of(window, PreviewDialog)
        assert dialog.windowTitle() == title
        assert dialog.page_count >= 1
        assert len(list(tmp_path.glob("*.pdf"))) == 1
        assert event(window.desk).action == action
        dialog.ui.leave.click()
        settle(window.desk.tasks)
        assert list(tmp_path.glob("*.pdf")) == []

    def test_a_basis_only_where_there_is_a_decision(self, view: PersonsView, go: Go) -> None:
        go(ULLA)
        assert not view.actions_.print_basis.isEnabled()


class TestWhatRoleAndStateAllow:
    def test_nothing_without_a_card(self, view: PersonsView) -> None:
        enabled = [one.text() for one in view.actions_.all() if one.isEnabled()]
        assert enabled == ["&Nytt intyg", "Möjliga &dubbletter …"]
        view.actions_.answer.trigger()
        view.actions_.end.trigger()
        assert not [one for one in view.findChildren(QDialog) if one.isVisible()]

    def test_a_unit_manager_answers_and_keeps_rooms_and_contacts(
        self, view: PersonsView, go: Go, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        allowed = PERMISSIONS[Role.UNIT_MANAGER]

        def may(permission: Permission) -> bool:
            return permission in allowed

        desk = view._frame.desk
        monkeypatch.setattr(desk, "may", may)
        own = desk.session
        assert own is not None
        roles = frozenset({Role.UNIT_MANAGER})
        monkeypatch.setattr(desk, "_session", replace(own, account_id="other", roles=roles))
        card = go(SVEN)
        assert [one.text() for one in view.actions_.all() if one.isEnabled()] == [
            "Registrera &svar",
            "&Flytta …",
            "Byt r&um …",
            "K&ontakt …",
            "Visa hela person&numret",
            "&Kopiera personnumret",
        ]
        assert not card.ui.print.isVisible()
        assert undo_buttons(card) == []
        monkeypatch.setattr(desk, "_session", replace(own, roles=roles))
        assert undo_buttons(go(NILS)) != []

    def test_a_new_certificate_is_asked_for_the_person(
        self, window: MainWindow, view: PersonsView, go: Go, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        went: list[Place] = []
        go(ULLA)
        monkeypatch.setattr(window, "go", went.append)
        view.pane.card.ui.answer.click()
        keys(window, "Ctrl+N")
        person = run(window.desk, lambda context: id_of(context, ULLA))
        assert went == [
            Place(view="new_certificate", about=person),
            Place(view="new_certificate"),
        ]
