"""Nytt intyg by keys alone: from the number to the print, on a real store."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QRadioButton

from munhalsa.desktop.printing.preview import PreviewDialog
from munhalsa.domain.certificate import (
    Certificate,
    Disclosure,
    DisclosureBasis,
    EligibilityDecision,
    Ground,
    Recipient,
)
from munhalsa.domain.person import Person, ProtectedIdentity, Residence, ResidenceKind
from munhalsa.domain.response import AnsweredBy, Response
from tests.gui.new_certificate import BJORKBACKEN, HOME_HELP, NUMBER, Page, page
from tests.support.deeds import found, identity, issue, latest, register
from tests.support.stores import TODAY
from tests.support.windows import settle

__all__ = ["page"]

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MOST_STROKES = 60


def issue_it(page: Page) -> None:
    page.keys.press(Qt.Key.Key_Return, CONTROL | SHIFT)


class TestThePage:
    def test_a_new_person_in_a_known_unit_takes_sixty_strokes_at_most(self, page: Page) -> None:
        page.fill()
        page.keys.press(Qt.Key.Key_Return, CONTROL)
        assert page.keys.strokes <= MOST_STROKES
        (person,) = page.ask(lambda context: found(context, Person))
        assert (person.number, person.given_name, person.family_name) == (
            NUMBER, "Maj-Britt", "Svensson",
        )  # fmt: skip
        (home,) = page.ask(lambda context: found(context, Residence))
        assert (home.unit_id, home.from_day) == (BJORKBACKEN.id, TODAY)
        (certificate,) = page.ask(lambda context: found(context, Certificate))
        assert (certificate.ground, certificate.criterion) == (Ground.CARE_HOUSING, "vgr_1")
        assert (certificate.issued, certificate.valid_to) == (TODAY, None)
        assert page.ask(lambda context: found(context, Response)) == []

    def test_it_is_printed_by_the_same_stroke_and_logged(self, page: Page) -> None:
        page.fill()
        page.keys.press(Qt.Key.Key_Return, CONTROL)
        (preview,) = page.view.findChildren(PreviewDialog)
        assert preview.page_count == 1
        assert [line.action for line in page.ask(lambda context: latest(context, 2))] == [
            "print.certificate", "certificate.issue",
        ]  # fmt: skip
        preview.reject()
        settle(page.window.desk.tasks)
        assert list(page.window.temp.glob("*.pdf")) == [], "nothing stays that names a person"
        assert page.window.focusWidget() is page.ui.next
        assert "1490-2026-0001" in page.ui.done_heading.text()

    def test_protected_identity_is_asked_first_and_must_be_answered(self, page: Page) -> None:
        assert isinstance(page.keys.focus, QRadioButton)
        assert page.keys.focus.accessibleName().startswith("Skyddade uppgifter")
        page.keys.type("\t3601016987\tMaj-Britt\tSvensson\tbjö\n\t\t\tJJJ")
        issue_it(page)
        assert page.message("protected_identity") == "Svara om personen har skyddade uppgifter."
        assert page.keys.focus.accessibleName().startswith("Skyddade uppgifter")
        page.keys.type("S")
        assert page.message("protected_identity") == ""
        issue_it(page)
        (person,) = page.ask(lambda context: found(context, Person))
        assert person.protected_identity is ProtectedIdentity.CONFIDENTIALITY_MARKING
        assert "hanteras på papper" in page.ui.done_text.text()

    def test_everything_at_once_by_keys(self, page: Page) -> None:
        page.fill()
        page.ui.basis.setFocus()
        page.keys.type("Vårdplan 2026-11-01")
        first = page.view.sheet.disclosure.fields[0]
        first.setFocus()
        page.keys.press(Qt.Key.Key_Down)
        page.keys.type("\tPersonen själv, muntligt\t")
        page.keys.press(Qt.Key.Key_Down)
        page.keys.type("\t\tBroschyr till dottern\tJ")
        assert page.keys.focus is page.ui.answered_by
        page.keys.press(Qt.Key.Key_Down)
        page.keys.press(Qt.Key.Key_Down)
        page.keys.type("\tAnna Svensson\t-1d\t")
        page.keys.press(Qt.Key.Key_Down)
        page.keys.type("\ti\tM+1m")
        issue_it(page)
        (certificate,) = page.ask(lambda context: found(context, Certificate))
        assert certificate.valid_to is not None
        assert certificate.letter_to == "Björkbacken"
        (response,) = page.ask(lambda context: found(context, Response))
        assert (response.wants, response.answered_by) == (True, AnsweredBy.RELATIVE)
        assert response.answered_by_name == "Anna Svensson"
        assert (TODAY - response.answered).days == 1
        disclosures = page.ask(lambda context: found(context, Disclosure))
        assert {(one.recipient, one.basis, one.details) for one in disclosures} == {
            (Recipient.VGR, DisclosureBasis.CONSENT, "Personen själv, muntligt"),
            (Recipient.DENTAL_PROVIDER, DisclosureBasis.CONSENT, "Personen själv, muntligt"),
        }
        (decision,) = page.ask(lambda context: found(context, EligibilityDecision))
        answers = json.loads(decision.answers)
        assert answers["basis"] == "Vårdplan 2026-11-01"
        assert answers["information_given"] == "Broschyr till dottern"

    def test_the_next_one_begins_with_an_empty_page(self, page: Page) -> None:
        page.fill()
        issue_it(page)
        assert page.ui.form.isHidden()
        page.keys.press(Qt.Key.Key_Space)
        assert page.view.sheet.is_empty
        assert not page.ui.form.isHidden()
        assert page.keys.focus.accessibleName().startswith("Skyddade uppgifter")

    def test_the_person_can_be_looked_at_afterwards(self, page: Page) -> None:
        page.fill()
        issue_it(page)
        (person,) = page.ask(lambda context: found(context, Person))
        page.ui.open_person.click()
        here = page.window.history.here
        assert here is not None
        assert (here.view, here.about) == ("persons", person.id)

    def test_it_is_taken_back_with_what_was_filled_in(self, page: Page) -> None:
        page.fill()
        issue_it(page)
        (undo,) = [
            button
            for button in page.window.messages.findChildren(QPushButton)
            if button.isVisible() and button.text() == "&Ångra"
        ]
        undo.click()
        settle(page.window.desk.tasks)
        assert page.ask(lambda context: found(context, Person)) == []
        assert page.ui.number.text() == "19360101-6987"
        assert page.view.sheet.home.picker.id == BJORKBACKEN.id
        issue_it(page)
        (certificate,) = page.ask(lambda context: found(context, Certificate))
        assert certificate.number == "1490-2026-0002"

    def test_taking_it_back_leaves_what_is_typed_of_the_next_alone(self, page: Page) -> None:
        page.fill()
        issue_it(page)
        page.keys.press(Qt.Key.Key_Space)
        page.keys.type("N\tKarin")
        page.window.messages.findChildren(QPushButton)[0].click()
        settle(page.window.desk.tasks)
        assert page.ask(lambda context: found(context, Person)) == []
        assert page.ui.given_name.text() == "Karin"
        assert page.window.messages.text == "Intyget är ångrat."

    def test_every_command_has_a_key_of_its_own(self, page: Page) -> None:
        keys = [action.shortcut().toString() for action in page.window.all_commands()]
        assert all(keys)
        assert len(set(keys)) == len(keys)


class TestNumber:
    def test_it_is_checked_as_it_is_typed(self, page: Page) -> None:
        page.keys.type("N360101698")
        assert page.ui.number_chip.isHidden()
        page.keys.type("7")
        assert page.ui.number_chip.text() == "Giltigt nummer · fyller 90 i år"
        assert not page.ui.number_chip.isHidden()
        page.keys.type("\t")
        assert page.ui.number.text() == "19360101-6987"

    def test_a_fault_is_told_in_words_when_it_is_left(self, page: Page) -> None:
        page.keys.type("N3601016988")
        assert page.message("number") == ""
        page.keys.type("\t")
        assert page.message("number").startswith("Kontrollsiffran stämmer inte")
        assert page.ui.number.accessibleDescription() == page.message("number")

    def test_which_century_is_asked_where_the_age_is_below_the_limit(self, page: Page) -> None:
        young = identity("20150101")
        page.keys.type(f"N{young[2:]}\t")
        century = page.view.sheet.person.century
        assert [button.text() for button in century.buttons] == ["1915", "2015"]
        assert page.view.sheet.person.number is None
        assert page.keys.focus is century.buttons[0]
        page.keys.press(Qt.Key.Key_Space)
        assert page.ui.number.text() == f"19150101-{young[8:]}"
        assert "fyller 111 i år, kontrollera århundradet" in page.ui.number_chip.text()

    def test_too_young_is_told_at_once_with_the_year(self, page: Page) -> None:
        page.keys.type(f"N{identity('20150101')}")
        assert "tidigast 2035" in page.message("number")
        issue_it(page)
        assert page.keys.focus is page.ui.number
        assert page.ask(lambda context: found(context, Certificate)) == []

    def test_an_unknown_age_is_for_vgr(self, page: Page) -> None:
        page.keys.type("N00342145BZ31")
        assert "åldern är okänd, fråga VGR" in page.ui.number_chip.text()


class TestHome:
    def test_a_unit_by_a_few_letters_anywhere_in_it(self, page: Page) -> None:
        picker = page.view.sheet.home.picker
        picker.setFocus()
        page.keys.type("o")
        assert picker.found[0].startswith("Hemtjänst Norr") or len(picker.found) > 1
        page.keys.type("lha")
        assert list(picker.found) == ["Solhaga (särskilt boende)"]
        page.keys.type("\t")
        assert picker.text() == "Solhaga (särskilt boende)"
        assert picker.found == []

    def test_arrows_mark_and_escape_hides(self, page: Page) -> None:
        picker = page.view.sheet.home.picker
        picker.setFocus()
        page.keys.press(Qt.Key.Key_Down)
        assert len(picker.found) == 5
        page.keys.press(Qt.Key.Key_Escape)
        assert picker.found == []
        page.keys.type("b")
        page.keys.press(Qt.Key.Key_Down)
        marked = picker.found[1]
        page.keys.type("\n")
        assert picker.text() == marked

    def test_no_such_unit_is_told_when_it_is_left(self, page: Page) -> None:
        page.view.sheet.home.picker.setFocus()
        page.keys.type("xyz\t")
        assert page.message("unit") == "Ingen enhet heter så. Välj en ur listan."

    def test_an_own_home_asks_for_the_address_and_who_answers_for_the_care(
        self, page: Page
    ) -> None:
        page.keys.type("N3601016987\tMaj-Britt\tSvensson\teget\n")
        assert page.view.sheet.home.unit is None
        page.keys.type("\tLugnet 4\t503 30\tBorås\t\themtj\n")
        assert page.keys.focus is page.ui.basis
        page.keys.type("\tJJJJN")
        issue_it(page)
        (certificate,) = page.ask(lambda context: found(context, Certificate))
        assert certificate.ground is Ground.AT_HOME
        homes = {one.kind: one for one in page.ask(lambda context: found(context, Residence))}
        assert homes[ResidenceKind.HOME].street == "Lugnet 4"
        assert homes[ResidenceKind.RESPONSIBLE].unit_id == HOME_HELP.id

    def test_home_care_chosen_as_the_home_means_an_own_home(self, page: Page) -> None:
        picker = page.view.sheet.home.picker
        picker.setFocus()
        page.keys.type("hemtj\n")
        assert picker.text() == "Eget boende"
        assert page.view.sheet.home.unit == HOME_HELP
        assert not page.ui.responsible_cell.isHidden()

    def test_without_a_home_nothing_is_issued(self, page: Page) -> None:
        page.keys.type("N3601016987\tMaj-Britt\tSvensson\t")
        issue_it(page)
        assert page.message("unit") == "Boende saknas. Välj en enhet eller eget boende."
        assert page.keys.focus is page.view.sheet.home.picker


class TestAssessment:
    def visible(self, page: Page) -> list[str]:
        return [name for name, row in page.view.sheet.assessment.rows.items() if not row.isHidden()]

    def test_first_what_matters_for_the_home(self, page: Page) -> None:
        assert self.visible(page) == []
        page.view.sheet.home.picker.setFocus()
        page.keys.type("björ\n")
        assert self.visible(page) == [
            "lives_in_special_housing", "daily_personal_care", "lasting_need",
        ]  # fmt: skip
        page.view.sheet.home.picker.setFocus()
        page.view.sheet.home.picker.selectAll()
        page.keys.type("löv\n")
        assert self.visible(page) == ["lss_decision", "lives_in_lss_housing"]

    def test_the_others_behind_a_button(self, page: Page) -> None:
        page.ui.more.click()
        assert len(self.visible(page)) == len(page.view.sheet.assessment.rows) == 13

    def test_what_the_rules_say_and_by_which_rule(self, page: Page) -> None:
        page.fill()
        ui = page.ui
        assert "Berättigad · personkrets 2a" in ui.verdict.text()
        assert "Tandvårdslagen (1985:125) 8 a §" in ui.verdict_text.text()
        assert ui.rule.isHidden()
        ui.show_rule.click()
        assert "VGR:s kriterium 1 är uppfyllt" in ui.rule.text()
        assert not ui.rule.isHidden()

    def test_when_the_first_do_not_settle_it_more_are_asked(self, page: Page) -> None:
        page.keys.type("N3601016987\tMaj-Britt\tSvensson\tbjö\n\t\t\tJNJ")
        assert "lss_decision" in self.visible(page)
        assert "Inte avgjort än" in page.ui.verdict.text()

    def test_to_differ_takes_a_reason_and_a_ground(self, page: Page) -> None:
        page.keys.type("N3601016987\tMaj-Britt\tSvensson\tbjö\n\t\t\tJNJ")
        issue_it(page)
        assert page.keys.focus is page.ui.ground
        page.keys.press(Qt.Key.Key_Down)
        page.keys.type("\tLäkaren har bedömt behovet.\t")
        issue_it(page)
        (decision,) = page.ask(lambda context: found(context, EligibilityDecision))
        assert decision.reason == "Läkaren har bedömt behovet."
        assert decision.verdict == "needs_judgement"

    def test_of_several_grounds_the_issuer_chooses(self, page: Page) -> None:
        page.keys.type("N3601016987\tMaj-Britt\tSvensson\tlöv\n\t\t\tJJ")
        assert "personkrets 1" in page.ui.verdict.text()
        assert not page.ui.ground_line.isHidden()
        page.ui.ground.setFocus()
        page.keys.press(Qt.Key.Key_Down)
        assert "personkrets 2a" in page.ui.verdict.text()
        issue_it(page)
        (certificate,) = page.ask(lambda context: found(context, Certificate))
        assert certificate.ground is Ground.CARE_HOUSING

    def test_an_answer_is_taken_back(self, page: Page) -> None:
        page.fill()
        row = page.view.sheet.assessment.rows["lasting_need"]
        row.choice.buttons[0].setFocus()
        page.keys.press(Qt.Key.Key_Backspace)
        assert row.choice.value is None
        assert "Berättigad" not in page.ui.verdict.text()


class TestFaults:
    def test_saving_goes_to_the_first(self, page: Page) -> None:
        issue_it(page)
        assert page.message("number") == "Personnummer saknas. Fyll i det."
        assert page.message("given_name") == "Förnamn saknas. Fyll i det."
        assert page.message("family_name") == "Efternamn saknas. Fyll i det."
        assert page.keys.focus.accessibleName().startswith("Skyddade uppgifter")

    def test_dates_are_checked_when_they_are_left(self, page: Page) -> None:
        page.fill()
        answer = page.view.sheet.answer
        answer.issued.setFocus()
        page.keys.press(Qt.Key.Key_A, CONTROL)
        page.keys.type("+3m\t")
        assert "högst 60 dagar framåt" in page.message("issued")
        answer.issued.setFocus()
        page.keys.press(Qt.Key.Key_A, CONTROL)
        page.keys.type("i\tM")
        assert page.message("issued") == ""
        page.keys.type("-1d\t")
        assert "före den dag intyget börjar gälla" in page.message("valid_to")

    def test_a_refusal_of_the_use_case_is_shown_at_its_field(self, page: Page) -> None:
        page.ask(lambda context: register(context, NUMBER))
        page.ask(lambda context: issue(context, NUMBER))
        page.keys.type("N3601016987\t")
        assert "har intyget 1490-2026-0001" in page.ui.known_text.text()
        page.view.sheet.assessment.rows["lss_decision"].choice.setFocus()
        page.ui.more.click()
        page.view.sheet.assessment.rows["lss_decision"].choice.setFocus()
        page.keys.type("J")
        issue_it(page)
        assert "redan intyget 1490-2026-0001" in page.message("issued")
        assert page.keys.focus is page.view.sheet.answer.issued

    def test_what_a_disclosure_rests_on_must_be_told(self, page: Page) -> None:
        page.fill()
        page.view.sheet.disclosure.fields[0].setFocus()
        page.keys.press(Qt.Key.Key_Down)
        page.keys.type("\t\t")
        assert "saknar uppgift om samtycket" in page.message("details")
        issue_it(page)
        assert page.ask(lambda context: found(context, Certificate)) == []


def test_what_is_printed_is_in_a_file_that_tells_nothing(page: Page, tmp_path: Path) -> None:
    page.fill()
    page.keys.press(Qt.Key.Key_Return, CONTROL)
    (pdf,) = tmp_path.glob("*.pdf")
    assert set(pdf.stem) <= set("0123456789abcdef")
