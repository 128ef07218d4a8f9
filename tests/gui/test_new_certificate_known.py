"""Nytt intyg: whoever has the number already, and whoever is like the new person."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from munhalsa.application.context import Context
from munhalsa.desktop.view import Place
from munhalsa.domain.certificate import Certificate
from munhalsa.domain.person import Person, ProtectedIdentity
from tests.gui.new_certificate import NUMBER, Page, page
from tests.support.deeds import found, identity, latest, register
from tests.support.windows import settle

__all__ = ["page"]

TWIN = identity("19360101", 238)
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def twin(context: Context) -> Person:
    return register(
        context, TWIN, given_name="Maj-Brit", family_name="Svensson", unit="SB02", room="4"
    )


def known(context: Context) -> Person:
    return register(
        context, NUMBER, given_name="Maj-Britt", family_name="Svensson", unit="SB02", room="4"
    )


def button(page: Page, words: str) -> QPushButton:
    alike: QWidget = page.ui.alike
    (there,) = [one for one in alike.findChildren(QPushButton) if one.text() == words]
    return there


def opened(context: Context) -> list[str]:
    return [line.action for line in latest(context, 5) if line.action == "person.open"]


class TestSomebodyLikeThat:
    def test_is_shown_while_the_name_is_typed(self, page: Page) -> None:
        person = page.ask(twin)
        page.keys.type("N3601016987\tMaj-Brit\tSvensso")
        assert [line.id for line in page.view.panel.shown] == [person.id]
        page.keys.type("n")
        assert [line.id for line in page.view.panel.shown] == [person.id]
        page.keys.type("berg")
        assert page.view.panel.shown == ()

    def test_the_number_of_the_other_is_masked(self, page: Page) -> None:
        page.ask(twin)
        page.keys.type("N3601016987\tMaj-Britt\tSvensson")
        words = " ".join(label.text() for label in page.ui.alike.findChildren(QLabel))
        assert "19360101-••••, Solhaga" in words
        assert TWIN[8:] not in words

    def test_tab_comes_to_it_after_the_names(self, page: Page) -> None:
        page.ask(twin)
        page.keys.type("N3601016987\tMaj-Britt\tSvensson")
        page.keys.type("\t")
        names = [page.keys.focus.accessibleName()]
        for _ in range(3):
            page.keys.type("\t")
            names.append(page.keys.focus.accessibleName())
        assert [name.partition(":")[0] for name in names] == [
            "Visa", "Samma person", "Inte samma", "Bor",
        ]  # fmt: skip

    def test_tab_still_comes_to_it_when_the_questions_were_built_anew(self, page: Page) -> None:
        page.ask(twin)
        page.keys.type("N3601016987\tMaj-Britt\tSvensson")
        page.view.sheet.assessment.built.emit()
        page.keys.type("\t")
        assert page.keys.focus.accessibleName().startswith("Visa")

    def test_it_is_not_the_same(self, page: Page) -> None:
        page.ask(twin)
        page.keys.type("N3601016987\tMaj-Britt\tSvensson")
        button(page, "Inte samma").click()
        assert page.view.panel.shown == ()
        page.keys.press(Qt.Key.Key_Backspace)
        page.keys.type("n")
        assert page.view.panel.shown == ()

    def test_it_is_the_same(self, page: Page) -> None:
        page.ask(twin)
        page.keys.type("N3601016987\tMaj-Britt\tSvensson")
        button(page, "Samma person").click()
        settle(page.window.desk.tasks)
        assert page.view.sheet.person.is_known
        assert page.ui.given_name.text() == "Maj-Brit"

    def test_it_can_be_looked_at_and_what_was_typed_is_kept(self, page: Page) -> None:
        person = page.ask(twin)
        page.keys.type("N3601016987\tMaj-Britt\tSvensson")
        button(page, "Visa").click()
        here = page.window.history.here
        assert here is not None
        assert (here.view, here.about) == ("persons", person.id)
        page.window.go_back()
        settle(page.window.desk.tasks)
        assert page.ui.family_name.text() == "Svensson"
        assert not page.view.drafts.is_offering

    def test_whom_it_showed_is_logged_once_when_nobody_types(self, page: Page) -> None:
        page.ask(twin)
        page.keys.type("N3601016987\tMaj-Britt\tSvensson")
        before = page.ask(lambda context: latest(context, 9))
        assert "person.search" not in [line.action for line in before]
        for _ in range(2):
            page.view.lookup.settled.timeout.emit()
            settle(page.window.desk.tasks)
        lines = page.ask(lambda context: latest(context, 9))
        assert [line.action for line in lines].count("person.search") == 1


class TestSomebodyKnown:
    def test_is_shown_and_needs_no_name_or_home(self, page: Page) -> None:
        person = page.ask(known)
        page.keys.type("N3601016987\t")
        ui = page.ui
        assert (ui.given_name.text(), ui.family_name.text()) == ("Maj-Britt", "Svensson")
        assert ui.given_name.isReadOnly()
        assert "finns redan i registret, utan intyg" in ui.known_text.text()
        assert "Solhaga" in ui.known_home.text()
        assert ui.home_cell.isHidden()
        page.view.sheet.assessment.rows["lives_in_special_housing"].choice.setFocus()
        page.keys.type("JJJ")
        page.keys.press(Qt.Key.Key_Return, CONTROL | SHIFT)
        (certificate,) = page.ask(lambda context: found(context, Certificate))
        assert certificate.person_id == person.id
        assert len(page.ask(lambda context: found(context, Person))) == 1

    def test_that_the_record_was_opened_is_logged(self, page: Page) -> None:
        page.ask(known)
        page.keys.type("N3601016987")
        assert page.ask(opened) == ["person.open"]

    def test_another_number_is_somebody_new_again(self, page: Page) -> None:
        page.ask(known)
        page.keys.type("N3601016987")
        assert page.ui.family_name.isReadOnly()
        page.keys.press(Qt.Key.Key_Backspace)
        assert page.ui.family_name.text() == ""
        assert not page.ui.family_name.isReadOnly()
        assert not page.ui.home_cell.isHidden()

    def test_one_is_brought_here_with_the_number_of_a_card(self, page: Page) -> None:
        person = page.ask(known)
        page.window.go(Place(view="new_certificate", about=person.id))
        settle(page.window.desk.tasks)
        assert page.ui.number.text() == "19360101-6987"
        assert page.view.sheet.person.is_known

    def test_a_protected_identity_is_not_shown_to_everybody(self, page: Page) -> None:
        page.ask(
            lambda context: register(
                context,
                NUMBER,
                given_name="Hemlig",
                protected_identity=ProtectedIdentity.PROTECTED_REGISTRATION,
            )
        )
        page.keys.type("N3601016987\t")
        assert page.ui.given_name.text() == ""
        assert "Hemlig" not in page.ui.known_text.text()
        assert "skyddade uppgifter" in page.message("number")
        page.keys.press(Qt.Key.Key_Return, CONTROL | SHIFT)
        assert page.keys.focus is page.ui.number
        assert page.ask(lambda context: found(context, Certificate)) == []
