"""Översikt and its lists, by keys on a real store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMenu, QPushButton

from munhalsa.adapters.ids import new_id
from munhalsa.application.add_candidate import AddCandidate, add_candidate
from munhalsa.application.context import Context
from munhalsa.application.record_response import RecordResponse, record_response
from munhalsa.application.verify_unit import verify_unit
from munhalsa.desktop import screens
from munhalsa.desktop.clipboard import Clipboard
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.dialogs.candidate import CandidateDialog
from munhalsa.desktop.dialogs.fields import FieldsDialog
from munhalsa.desktop.dialogs.offer import OfferDialog
from munhalsa.desktop.dialogs.response import ResponseDialog
from munhalsa.desktop.dialogs.undo import UndoDialog
from munhalsa.desktop.due_words import (
    due_empty,
    due_purpose,
    due_title,
    long_day,
    persons_of,
    since_words,
)
from munhalsa.desktop.look import Look
from munhalsa.desktop.preferences import Preferences
from munhalsa.desktop.printing.preview import PreviewDialog
from munhalsa.desktop.screens.criteria_dialog import CriteriaDialog
from munhalsa.desktop.screens.overview import OverviewView
from munhalsa.desktop.screens.units import UnitsView
from munhalsa.desktop.view import Place
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.domain.candidate import Candidate
from munhalsa.domain.certificate import Certificate
from munhalsa.domain.due import DueList
from munhalsa.domain.person import Person, ProtectedIdentity
from munhalsa.domain.response import AnsweredBy, Offer, Response
from munhalsa.domain.unit import District, Population
from tests.support.deeds import add, alter, born, found, issue, latest, register, unit
from tests.support.person_view import press, run, shortcut, texts, type_into
from tests.support.preferences import KeptPreferences
from tests.support.typing import shown_dialog
from tests.support.windows import settle

ASK, AGAIN = DueList.NEVER_ASKED, DueList.OFFER
SHIFT = Qt.KeyboardModifier.ShiftModifier


def fill(context: Context) -> None:
    """Two never asked, one to ask again, one candidate, and one who is protected."""
    north = District(id=new_id(), name="Norr", sort_key="norr")
    add(context, north, unit(places=4, district_id=north.id), unit("Ekgården", "B2"))
    for age in (24, 25):
        add(
            context, Population(id=new_id(), municipality_code="1490", year=2025, age=age, count=50)
        )
    for year, family, home in (
        *((1941, "Andersson", "SB01"), (1942, "Berg", "B2")),
        *((1943, "Ek", "SB01"), (1944, "Holm", "SB01"), (1945, "Dold", "SB01")),
    ):
        register(context, born(year), given_name="Maj", family_name=family, unit=home)
    for year in (1941, 1942, 1943, 1945):
        issue(context, born(year), issued=date(2025, 1, 1))
    record_response(
        context,
        RecordResponse(
            number=born(1943),
            answered=date(2025, 3, 1),
            wants=False,
            answered_by=AnsweredBy.SELF,
        ),
    )
    (hidden,) = found(context, Person, number=born(1945))
    alter(context, hidden, protected_identity=ProtectedIdentity.CONFIDENTIALITY_MARKING)
    add_candidate(context, AddCandidate(number=born(1944)))


@pytest.fixture
def window(
    desk: Desk, look: Look, kept: KeptPreferences, qapp: QApplication, tmp_path: Path
) -> Iterator[MainWindow]:
    run(desk, fill)
    clipboard = Clipboard(qapp.clipboard())
    opened = MainWindow(desk, look, Preferences(kept), clipboard, screens.entries(), temp=tmp_path)
    opened.resize(1280, 800)
    opened.show()
    opened.activateWindow()
    opened.start()
    settle(desk.tasks)
    yield opened
    opened.close()
    opened.deleteLater()


def view_of(window: MainWindow) -> OverviewView:
    shown = window.pages.views["overview"]
    assert isinstance(shown, OverviewView)
    return shown


def names(window: MainWindow) -> list[str]:
    settle(window.desk.tasks)
    model = view_of(window).list.model
    rows = [model.row(place) for place in range(model.rowCount())]
    return [row.name for row in rows if row is not None]


def counts(window: MainWindow) -> dict[str, str]:
    settle(window.desk.tasks)
    cards = view_of(window).board.queues.cards
    return {name: card.figure.text() for name, card in cards.items()}


def go(window: MainWindow, which: DueList) -> None:
    window.go(Place(view="overview", about=which.value))
    settle(window.desk.tasks)


class TestTheBoard:
    def test_it_is_where_work_begins_with_what_waits(self, window: MainWindow) -> None:
        assert window.pages.here == "overview"
        assert counts(window) == {
            "candidates": "1",
            "assessment": "0",
            "offer": "1",
            "never-asked": "3",
            "ending": "0",
            "unregistered": "4",
            "late": "0",
            "unmet-need": "0",
            "no-care": "0",
            "no-dentist": "4",
            "duplicates": "0",
            "deviations": "0",
            "untrained-units": "2",
            "untrained-issuers": "0",
            "to-confirm": "2",
        }
        cards = view_of(window).board.queues.cards
        assert cards["offer"].accessibleName() == "Fråga igen, 1 att göra, längst sedan mars"
        assert cards["ending"].remark.text() == "Listan är tom"

        def end_soon(context: Context) -> None:
            certificate = found(context, Certificate)[0]
            alter(context, certificate, valid_to=context.today + timedelta(days=10))

        run(window.desk, end_soon)
        window.refresh()
        settle(window.desk.tasks)
        assert cards["ending"].remark.text() == "att förnya, eller låta gå ut"
        assert view_of(window).ui.today.text() == "Söndag 22 november 2026"

    def test_how_far_the_municipality_and_its_units_have_come(self, window: MainWindow) -> None:
        ui, model = view_of(window).ui, view_of(window).board.model
        assert ui.share.text() == "4,00 %"
        assert ui.of_whom.text() == "av 100 invånare 24 år och äldre"
        assert ui.missing.text() == "Målet 3 % är nått."
        described = view_of(window).board.quarters.chart.accessibleDescription()
        assert described.startswith("Täckningsgrad i procent, kvartal för kvartal: 1/25 –, ")
        assert described.endswith("3/26 4,00, 4/26 4,00. Mål 3.")
        say = Qt.ItemDataRole.AccessibleTextRole
        assert [model.data(model.index(row, 0), say) for row in range(model.rowCount())] == [
            "Björkgläntan. 3 intyg på 4 platser. 75 %. 1 möjligen berättigade.",
            "Ekgården. 1 intyg.",
        ]
        for column in range(4):
            model.sort(column)
            settle(window.desk.tasks)
            assert model.rowCount() == 2

    def test_the_coverage_leads_to_its_table(self, window: MainWindow) -> None:
        view_of(window).ui.table.click()
        settle(window.desk.tasks)
        assert window.pages.here == "follow_up"

    def test_contact_details_to_confirm_lead_to_their_units(self, window: MainWindow) -> None:
        view_of(window).board.wanted.emit("to-confirm")
        settle(window.desk.tasks)
        assert window.pages.here == "units"
        units = window.pages.views["units"]
        assert isinstance(units, UnitsView)
        assert (units.filters.to_confirm.isChecked(), units.model.rowCount()) == (True, 2)
        window.desk.do(window, lambda at: verify_unit(at, "SB01"), shown=(), done=lambda _: None)
        settle(window.desk.tasks)
        assert units.model.rowCount() == 1
        window.go(Place(view="overview"))
        assert counts(window)["to-confirm"] == "1"

    def test_a_list_by_its_number_and_back(self, window: MainWindow) -> None:
        shortcut(window, "Alt+4")
        assert names(window)[0] == "Skyddad uppgift"
        assert view_of(window).ui.board.isHidden()
        press(window, Qt.Key.Key_Escape)
        assert not view_of(window).shows_list
        card = view_of(window).board.queues.cards["offer"]
        QTest.mouseClick(card, Qt.MouseButton.LeftButton)
        assert names(window) == ["Ek, Maj"]
        shortcut(window, "Alt+Left")
        assert not view_of(window).shows_list

    def test_without_population_the_coverage_is_missing(self, window: MainWindow) -> None:
        def forget(context: Context) -> None:
            for row in found(context, Population):
                alter(context, row, year=2019)

        run(window.desk, forget)
        window.refresh()
        settle(window.desk.tasks)
        assert view_of(window).ui.share.text() == "saknas"
        assert not view_of(window).ui.bar.isVisible()

    def test_narrow_and_large_it_is_one_column(self, window: MainWindow) -> None:
        board = view_of(window).board
        window.resize(760, 700)
        settle(window.desk.tasks)
        assert board.queues._columns < 3
        assert board._ui.lower_row.direction().name == "TopToBottom"
        board.model.filled.emit(0)
        assert board._ui.units_card.isHidden()


class TestTheList:
    def test_why_and_since_when(self, window: MainWindow) -> None:
        go(window, AGAIN)
        shown = view_of(window).list
        say = Qt.ItemDataRole.AccessibleTextRole
        assert shown.model.data(shown.model.index(0, 0), say) == (
            "Ek, Maj. Född 1943-01-01. Björkgläntan. Önskade inte 2025-03-01. Sedan 2026-03-01."
        )
        assert shown.ui.heading.text() == "Fråga igen"
        assert shown.ui.count.text() == "1 person"
        shown.note_now()
        settle(window.desk.tasks)
        (event,) = run(window.desk, latest)
        assert (event.action, event.subject_id) == ("due.list", "offer")
        mode = QAbstractItemModelTester.FailureReportingMode.Fatal
        tester = QAbstractItemModelTester(shown.model, mode)
        go(window, ASK)
        tester.deleteLater()

    def test_narrowed_to_a_unit_or_a_part_the_protected_are_left_out(
        self, window: MainWindow
    ) -> None:
        go(window, ASK)
        shown = view_of(window).list
        assert names(window) == ["Skyddad uppgift", "Andersson, Maj", "Berg, Maj"]
        for open_menu, name, people in (
            (shown.filters.open_units, "Ekgården", ["Berg, Maj"]),
            (shown.filters.open_districts, "Norr", ["Andersson, Maj"]),
        ):
            open_menu()
            (menu,) = shown.filters.findChildren(QMenu)
            next(one for one in menu.actions() if one.text() == name).trigger()
            menu.close()
            menu.deleteLater()
            assert names(window) == people
        assert shown.filters.district.text() == "Organisationsdel: Norr ▾"
        shown.filters.open_districts()
        (menu,) = shown.filters.findChildren(QMenu)
        menu.actions()[0].trigger()
        menu.close()
        assert len(names(window)) == 3

    def test_an_empty_list_says_what_it_is_for(self, window: MainWindow) -> None:
        go(window, DueList.ENDING)
        shown = view_of(window).list
        assert shown.ui.pages.currentWidget() is shown.ui.empty_page
        assert not shown.ui.deeds.isVisible()
        (button,) = [one for one in shown.empty.findChildren(QPushButton) if one.isVisible()]
        button.click()
        settle(window.desk.tasks)
        assert not view_of(window).shows_list

    def test_enter_opens_the_card(self, window: MainWindow) -> None:
        go(window, AGAIN)
        press(window, Qt.Key.Key_Return)
        assert window.pages.here == "persons"
        assert window.history.here is not None
        assert window.history.here.about

    def test_what_is_done_elsewhere_takes_people_off(self, window: MainWindow) -> None:
        go(window, AGAIN)
        answered = RecordResponse(
            number=born(1943),
            answered=date(2026, 11, 22),
            wants=True,
            answered_by=AnsweredBy.SELF,
        )
        window.desk.do(
            window, lambda at: record_response(at, answered), shown=(), done=lambda _: None
        )
        assert names(window) == []


class TestDeeds:
    def test_many_answers_by_one_key_and_undone_as_one(self, window: MainWindow) -> None:
        go(window, ASK)
        press(window, Qt.Key.Key_Down)
        press(window, Qt.Key.Key_Down, SHIFT)
        shown = view_of(window).list
        assert shown.ui.count.text() == "3 personer, 2 markerade"
        shortcut(window, "Ctrl+R")
        dialog = shown_dialog(ResponseDialog)
        assert "2 personer" in dialog.ui.question.text()
        dialog.ui.yes.click()
        dialog.ui.save.click()
        assert names(window) == ["Skyddad uppgift"]
        assert len(run(window.desk, lambda context: found(context, Response))) == 3
        assert window.messages.text == "Svaret är sparat för 2 personer."
        window.undo.last()
        settle(window.desk.tasks)
        undoing = shown_dialog(UndoDialog)
        assert undoing.ui.consequence.text() == "2 uppgifter ändras tillbaka."
        undoing.ui.yes.click()
        settle(window.desk.tasks)
        assert len(names(window)) == 3

    def test_an_offer_hides(self, window: MainWindow) -> None:
        go(window, AGAIN)
        shortcut(window, "Ctrl+Shift+R")
        dialog = shown_dialog(OfferDialog)
        dialog.ui.save.click()
        assert "Välj hur" in dialog._channel.text()
        dialog.ui.letter.click()
        dialog.day.clear()
        dialog.ui.save.click()
        type_into(dialog.day, "2026-12-24")
        dialog.ui.save.click()
        settle(window.desk.tasks)
        assert dialog.isVisible()
        dialog.day.clear()
        type_into(dialog.day, "i")
        dialog.ui.save.click()
        assert names(window) == []
        (offer,) = run(window.desk, lambda context: found(context, Offer))
        assert (offer.channel, offer.offered_by) == ("letter", "Kim Lind")
        window.go(Place(view="persons", about=offer.person_id))
        settle(window.desk.tasks)
        told = texts(window.pages.views["persons"].widget)
        assert any("Senast erbjuden 2026-11-22, inget svar" in one for one in told)
        assert not any("dags att fråga igen" in one for one in told)

    def test_letters_to_all_who_are_marked(self, window: MainWindow) -> None:
        go(window, ASK)
        press(window, Qt.Key.Key_Down)
        press(window, Qt.Key.Key_Down, SHIFT)
        shortcut(window, "Ctrl+P")
        dialog = shown_dialog(FieldsDialog)
        assert dialog.ui.what.text() == "Brev till 2 personer"
        text, language = dialog.fields["easy_read"], dialog.fields["language"]
        assert isinstance(text, QComboBox)
        assert isinstance(language, QComboBox)
        text.setCurrentIndex(1)
        language.setCurrentIndex(language.findData("fi"))
        dialog.ui.save.click()
        assert dialog.isVisible(), "easy to read in Swedish only"
        text.setCurrentIndex(0)
        dialog.ui.save.click()
        settle(window.desk.tasks)
        preview = shown_dialog(PreviewDialog)
        assert preview.windowTitle() == "Brev"
        assert any("inte granskat av översättare" in one for one in texts(preview))
        events = run(window.desk, lambda context: latest(context, 3))
        assert "print.letter" in {event.action for event in events}
        preview.reject()
        view_of(window).list.actions_.labels.trigger()
        settle(window.desk.tasks)
        dialog = shown_dialog(FieldsDialog)
        assert dialog.ui.what.text() == "Etiketter till 2 personer"
        start = dialog.fields["start"]
        assert isinstance(start, QLineEdit)
        for wrong in ("", "99"):
            start.setText(wrong)
            dialog.ui.save.click()
            settle(window.desk.tasks)
            assert dialog.isVisible(), "told at the field"
        start.setText("24")
        dialog.ui.save.click()
        settle(window.desk.tasks)
        preview = shown_dialog(PreviewDialog)
        assert preview.windowTitle() == "Etiketter"
        preview.reject()

    def test_nothing_is_done_about_the_protected(self, window: MainWindow) -> None:
        go(window, ASK)
        shown = view_of(window).list
        assert shown.marked()[0].masked
        assert not shown.actions_.answer.isEnabled()
        shortcut(window, "Ctrl+Shift+M")
        assert len(shown.marked_ids()) == 3
        assert not shown.actions_.answer.isEnabled()
        assert not shown.actions_.letters.isEnabled()

    def test_from_what_ends_to_a_renewal(self, window: MainWindow) -> None:
        def limit(context: Context) -> None:
            (person,) = found(context, Person, number=born(1943))
            (one,) = found(context, Certificate, person_id=person.id)
            soon = context.today + timedelta(days=20)
            alter(context, one, valid_to=soon, last_day=soon)

        run(window.desk, limit)
        go(window, DueList.ENDING)
        shortcut(window, "Ctrl+Shift+F")
        dialog = shown_dialog(CriteriaDialog)
        dialog.ui.outside.click()
        dialog.ui.save.click()
        settle(window.desk.tasks)
        assert window.messages.text.startswith("Intyget är förnyat.")
        assert names(window) == []

    def test_one_dentist_for_many_and_undone_as_one(self, window: MainWindow) -> None:
        go(window, DueList.NO_DENTIST)
        shown = view_of(window).list
        shown.table.selectAll()
        assert not shown.actions_.dentist.isEnabled()
        last = shown.model.rowCount() - 1
        shown.table.selectRow(1)
        press(window, Qt.Key.Key_Down, SHIFT)
        before = names(window)
        shortcut(window, "Ctrl+I")
        dialog = shown_dialog(FieldsDialog)
        dialog.ui.save.click()
        settle(window.desk.tasks)
        assert dialog.isVisible()
        name = dialog.fields["name"]
        assert isinstance(name, QLineEdit)
        name.setText("Folktandvården Torget")
        dialog.ui.save.click()
        assert len(names(window)) == last - 1
        assert window.messages.text == "Behandlaren är sparad för 2 personer."
        window.undo.last()
        settle(window.desk.tasks)
        shown_dialog(UndoDialog).ui.yes.click()
        settle(window.desk.tasks)
        assert names(window) == before

    def test_from_candidate_to_certificate(self, window: MainWindow) -> None:
        go(window, DueList.CANDIDATES)
        shortcut(window, "Ctrl+Shift+N")
        assert window.pages.here == "new_certificate"

    @pytest.mark.parametrize("outcome", ["not_entitled", "declines", "needs_judgement"])
    def test_no_certificate_now(self, window: MainWindow, outcome: str) -> None:
        go(window, DueList.CANDIDATES)
        shortcut(window, "Ctrl+Shift+B")
        dialog = shown_dialog(CandidateDialog)
        getattr(dialog.ui, outcome).click()
        type_into(dialog.ui.reason, "Kort behov")
        dialog.ui.save.click()
        assert names(window) == []
        (candidate,) = run(window.desk, lambda context: found(context, Candidate))
        assert (candidate.state.value, candidate.reason) == (outcome, "Kort behov")
        assert window.messages.text.startswith("Sparat.")

    def test_a_finding_that_cannot_be_stays_at_its_field(self, window: MainWindow) -> None:
        go(window, DueList.CANDIDATES)
        shortcut(window, "Ctrl+Shift+B")
        dialog = shown_dialog(CandidateDialog)
        dialog.day.clear()
        type_into(dialog.day, "2026-01-01")
        dialog.ui.save.click()
        settle(window.desk.tasks)
        assert dialog.isVisible()
        dialog.ui.answered.click()
        assert dialog.ui.answer.isVisible()
        dialog.ui.save.click()
        settle(window.desk.tasks)
        assert "Ingen fråga" in dialog._outcome.text()
        dialog.ui.leave.click()

    def test_marked_as_registered_and_taken_back(self, window: MainWindow) -> None:
        go(window, DueList.UNREGISTERED)
        press(window, Qt.Key.Key_Down)
        before = names(window)
        shortcut(window, "Ctrl+M")
        assert len(names(window)) == len(before) - 1
        undo = next(one for one in window.messages.findChildren(QPushButton) if one.isVisible())
        undo.click()
        assert names(window) == before


def test_every_list_has_its_words(qapp: QApplication) -> None:
    for words in (due_title, due_purpose, due_empty):
        assert len({words(which) for which in DueList}) == len(DueList)
    assert (persons_of(1), persons_of(1284)) == ("1 person", "1\u00a0284 personer")
    assert long_day(date(2026, 1, 5)) == "Måndag 5 januari 2026"
    today = date(2026, 11, 22)
    assert since_words(date(2025, 3, 1), today) == "längst sedan mars 2025"
