"""The yearly visit from the card: by few keys, with what it shows, and the care card after it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from munhalsa.adapters.ids import new_id
from munhalsa.application.context import Context
from munhalsa.application.record_assessment import (
    PROVIDER_PART,
    AssessmentRecorded,
    RecordAssessment,
    record_assessment,
)
from munhalsa.application.settings import set_setting
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.dialogs.assessment import AssessmentDialog
from munhalsa.desktop.dialogs.care_card import CareCardDialog
from munhalsa.desktop.dialogs.change import ChangeDialog
from munhalsa.desktop.printing.preview import PreviewDialog
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.domain.assessment import (
    Assessment,
    AssessmentContent,
    AssessmentOutcome,
    AssessorTitle,
    CareNeed,
    Findings,
    OralFindings,
)
from munhalsa.domain.assessment_rules import values_of
from munhalsa.domain.care_card import CareCard, CareCardLine
from munhalsa.domain.deviation import Deviation
from munhalsa.domain.round import Round
from munhalsa.domain.unit import Unit
from tests.support.accessibility import faults
from tests.support.deeds import add, found
from tests.support.keyboard import Keyboard
from tests.support.person_list import MARTA, fill
from tests.support.person_view import open_first, run, view_of
from tests.support.stores import TODAY
from tests.support.windows import settle

D = TypeVar("D", bound=QDialog)
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
MOST_KEYS = 25


@pytest.fixture
def window(desk: Desk, open_window: Callable[[], MainWindow]) -> MainWindow:
    run(desk, fill)
    window = open_window()
    open_first(window, "märta")
    return window


@pytest.fixture
def keys(window: MainWindow) -> Keyboard:
    return Keyboard(window.desk.tasks)


def front(window: MainWindow) -> None:
    window.activateWindow()
    settle(window.desk.tasks)


def shown(window: MainWindow, kind: type[D]) -> D:
    (dialog,) = [one for one in window.findChildren(kind) if one.isVisible()]
    assert faults(dialog) == []
    return dialog


def put_away(window: MainWindow) -> None:
    for dialog in window.findChildren(QDialog):
        dialog.close()
    front(window)


def kept(window: MainWindow) -> list[Assessment]:
    return run(window.desk, lambda context: found(context, Assessment, order_by="id"))


def section(window: MainWindow) -> str:
    return view_of(window).pane.card.ui.response_text.text()


def test_the_common_case_takes_few_keys(window: MainWindow, keys: Keyboard) -> None:
    keys.press(Qt.Key.Key_G, CONTROL)
    keys.type("1\tj")
    keys.type("Sara\tvi\t\tAlma Ström")
    keys.press(Qt.Key.Key_Return, CONTROL)
    assert keys.strokes <= MOST_KEYS
    (one,) = kept(window)
    assert (one.outcome, one.day, one.staff, one.staff_took_part) == (
        AssessmentOutcome.PERFORMED,
        TODAY,
        "Sara",
        True,
    )
    assert (one.help_need, one.care_need, one.performed_by, one.title) == (
        "some",
        CareNeed.NONE,
        "Alma Ström",
        "dental_hygienist",
    )
    assert window.messages.text.startswith("Bedömningen är sparad och signerad.")
    assert f"Senast {TODAY}: utförd, vårdbehov inget" in section(window)
    assert "Nästa senast 2027-11-22" in section(window)

    front(window)
    again = Keyboard(window.desk.tasks)
    again.press(Qt.Key.Key_G, CONTROL)
    dialog = shown(window, AssessmentDialog)
    assert dialog.ui.before.text() == f"Senast {TODAY}: utförd, vårdbehov inget"
    again.type("6")
    assert not dialog.help_need.isVisible()
    again.press(Qt.Key.Key_Return, CONTROL)
    assert again.strokes == 3
    assert [one.performed_by for one in kept(window)] == ["Alma Ström", "Alma Ström"]
    assert "samma dag" in window.messages.text


def test_who_did_it_is_proposed_the_first_time(window: MainWindow, keys: Keyboard) -> None:
    def plan(context: Context) -> None:
        (home,) = found(context, Unit, code="HG")
        add(context, Round(id=new_id(), unit_id=home.id, day=TODAY, hygienist="Alma Ström"))

    run(window.desk, plan)
    keys.press(Qt.Key.Key_G, CONTROL)
    keys.type("1\tj")
    keys.type("Sara Lind\tvi")
    keys.press(Qt.Key.Key_Return, CONTROL)
    assert keys.strokes <= MOST_KEYS
    (one,) = kept(window)
    assert (one.performed_by, one.title) == ("Alma Ström", "dental_hygienist")


def test_what_is_wrong_is_said_at_its_field(window: MainWindow, keys: Keyboard) -> None:
    keys.press(Qt.Key.Key_G, CONTROL)
    dialog = shown(window, AssessmentDialog)
    keys.press(Qt.Key.Key_Return, CONTROL)
    assert "Välj vad besöket" in dialog.outcome.accessibleDescription()
    keys.type("2")
    assert dialog.counts.isVisible()
    dialog.counts.click()
    keys.press(Qt.Key.Key_Return, CONTROL)
    assert "Ange vem" in dialog.performed_by.accessibleDescription()
    dialog.performed_by.setText("Alma")
    dialog.title.set_value(None)
    keys.press(Qt.Key.Key_Return, CONTROL)
    assert "Välj titel" in dialog.title.accessibleDescription()
    keys.type("l")
    dialog.day.set_day(date(2026, 11, 23))
    keys.press(Qt.Key.Key_Return, CONTROL)
    assert "framåt i tiden" in dialog.day.accessibleDescription()
    dialog.day.clear()
    keys.press(Qt.Key.Key_Return, CONTROL)
    assert "Ange besökets dag" in dialog.day.accessibleDescription()
    dialog.day.set_day(TODAY)
    keys.press(Qt.Key.Key_Return, CONTROL)
    (one,) = kept(window)
    assert (one.outcome, one.is_performed, one.title) == ("partly_performed", True, "dentist")


def test_a_no_at_the_visit_records_the_deviation_unless_one_says_not(
    window: MainWindow, keys: Keyboard
) -> None:
    for wanted in (True, False):
        keys.press(Qt.Key.Key_G, CONTROL)
        dialog = shown(window, AssessmentDialog)
        keys.type("5")
        assert dialog.deviation.isVisible()
        dialog.deviation.setChecked(wanted)
        dialog.reason.setText("bor på annan enhet")
        keys.press(Qt.Key.Key_Return, CONTROL)
        front(window)
        assert ("avvikelse" in window.messages.text) is wanted
    (deviation,) = run(window.desk, lambda context: found(context, Deviation))
    assert (deviation.category, deviation.reason) == ("wrong_unit", "bor på annan enhet")


def test_the_providers_part_only_where_it_is_kept(window: MainWindow, keys: Keyboard) -> None:
    keys.press(Qt.Key.Key_G, CONTROL)
    assert not shown(window, AssessmentDialog).ui.provider.isVisible()
    put_away(window)

    def switch_on(context: Context) -> object:
        return set_setting(context, key=PROVIDER_PART, value="yes", valid_from=TODAY)

    run(window.desk, switch_on)
    keys.press(Qt.Key.Key_G, CONTROL)
    dialog = shown(window, AssessmentDialog)
    assert dialog.ui.provider.isVisible()
    keys.type("1")
    dialog.performed_by.setText("Alma")
    dialog.title.set_value(dialog.title._options[0].value)
    teeth, implants = dialog.oral.fields[:2]
    teeth.setFocus()
    keys.type("x")
    keys.press(Qt.Key.Key_Return, CONTROL)
    assert "med siffror" in teeth.accessibleDescription()
    keys.press(Qt.Key.Key_Backspace)
    keys.type("0\t2")
    assert QApplication.focusWidget() is implants
    dialog.oral.areas["voice"].setFocus()
    keys.type("2")
    keys.press(Qt.Key.Key_Return, CONTROL)
    assert "Alla områden" in dialog.oral.areas["lips"].accessibleDescription()
    for area in dialog.oral.areas.values():
        area.set_value(1)
    for name in ("teeth", "dentures"):
        dialog.oral.areas[name].set_value(None)
    keys.press(Qt.Key.Key_Return, CONTROL)
    (findings,) = run(window.desk, lambda context: found(context, OralFindings))
    assert (findings.own_teeth, findings.implants, findings.gums, findings.teeth) == (0, 2, 1, None)

    front(window)
    keys.press(Qt.Key.Key_R, CONTROL | ALT)
    dialog = shown(window, AssessmentDialog)
    assert dialog.oral.findings() == Findings(**values_of(findings))
    dialog.correction.setFocus()
    keys.type("fel")
    dialog.oral.areas["voice"].setFocus()
    keys.press(Qt.Key.Key_Backspace)
    keys.press(Qt.Key.Key_Return, CONTROL)
    assert "Alla områden" in dialog.oral.areas["voice"].accessibleDescription()
    dialog.oral.areas["voice"].setFocus()
    keys.type("3")
    keys.press(Qt.Key.Key_Return, CONTROL)
    (findings,) = run(window.desk, lambda context: found(context, OralFindings))
    assert (findings.own_teeth, findings.voice, findings.lips) == (0, 3, 1)
    assert kept(window)[0].correction == "fel"


def test_a_care_card_from_phrases_to_the_unit(window: MainWindow, keys: Keyboard) -> None:
    keys.press(Qt.Key.Key_K, CONTROL | ALT)
    dialog = shown(window, CareCardDialog)
    assert "ska godkännas av vårdgivaren" in dialog.ui.approval.text()
    keys.press(Qt.Key.Key_Return)
    assert "inget på sig" in dialog.ui.phrases.accessibleDescription()
    keys.press(Qt.Key.Key_Space)
    dialog.ui.own.setPlainText("a|b|c|d|e")
    assert "vad | med vad" in dialog.ui.preview.toPlainText()
    dialog.ui.save.click()
    assert "för mycket" in dialog.ui.own.accessibleDescription()
    dialog.ui.own.setPlainText("Kolla hinken | | Fredag")
    dialog.free.setText("Lugnt")
    assert dialog.ui.preview.toPlainText().splitlines() == [
        "Lugnt",
        "1. Borsta tänderna · Mjuk tandborste och fluortandkräm · Morgon, kväll · Personal",
        "2. Kolla hinken · Fredag",
    ]
    dialog.ui.look.setFocus()
    keys.press(Qt.Key.Key_Space)
    look = shown(window, PreviewDialog)
    assert (look.page_count, look.ui.print.isVisible(), look.ui.save.isVisible()) == (
        1,
        False,
        False,
    )
    keys.press(Qt.Key.Key_Escape)
    dialog.activateWindow()
    settle(window.desk.tasks)
    dialog.ui.own.setPlainText("\n".join(["ord " * 28 + "|" + "ord " * 28] * 7))
    dialog.ui.look.setFocus()
    keys.press(Qt.Key.Key_Space)
    dialog.ui.save.click()
    settle(window.desk.tasks)
    assert "ryms inte på en sida" in dialog.ui.phrases.accessibleDescription()
    assert run(window.desk, lambda context: found(context, CareCard)) == []
    assert list(window.temp.glob("*.pdf")) == []
    dialog.ui.own.setPlainText("Kolla hinken | | Fredag")
    dialog.signed.clear()
    dialog.ui.save.click()
    assert "vem som signerar" in dialog.signed.accessibleDescription()
    dialog.signed.setText("Alma Ström, leg. tandhygienist")
    dialog.ui.save.click()
    settle(window.desk.tasks)
    shown(window, PreviewDialog)
    put_away(window)
    (card,) = run(window.desk, lambda context: found(context, CareCard))
    lines = run(window.desk, lambda context: found(context, CareCardLine, order_by="position"))
    assert (card.signed_by, [one.what for one in lines]) == (
        "Alma Ström, leg. tandhygienist",
        ["Borsta tänderna", "Kolla hinken"],
    )

    QTest.keySequence(window, "Ctrl+Alt+O")
    settle(window.desk.tasks)
    asked = shown(window, ChangeDialog)
    asked.ui.save.click()
    assert "Ange vem" in asked.ui.words.accessibleDescription()
    asked.ui.words.setText("Eva Sand")
    asked.ui.save.click()
    settle(window.desk.tasks)
    front(window)
    QTest.keySequence(window, "Ctrl+Alt+G")
    settle(window.desk.tasks)
    shown(window, ChangeDialog).ui.save.click()
    settle(window.desk.tasks)
    (card,) = run(window.desk, lambda context: found(context, CareCard))
    assert (card.received_by, card.in_care_plan_on) == ("Eva Sand", TODAY)
    visit = view_of(window).actions_.visit
    enabled = [one for one in visit.all() if one.isEnabled()]
    assert enabled == [visit.assess, visit.card, visit.print_card]
    told = [one.accessibleName() for one in view_of(window).pane.card.ui.care.findChildren(QLabel)]
    words = f"Munvårdskort: {TODAY}, mottaget {TODAY} av Eva Sand, i planen {TODAY}"
    assert words in told


def test_it_is_corrected_with_a_reason_and_a_duplicate_is_marked(
    window: MainWindow, keys: Keyboard
) -> None:
    visit = view_of(window).actions_.visit
    assert not visit.correct.isEnabled()
    assert not visit.print_assessment.isEnabled()
    content = AssessmentContent(day=TODAY, outcome=AssessmentOutcome.PERFORMED, staff="Sara")

    def record(context: Context) -> AssessmentRecorded:
        return record_assessment(context, RecordAssessment(number=MARTA, content=content))

    first = run_and_tell(window, record)
    assert not visit.duplicate.isEnabled()
    keys.press(Qt.Key.Key_R, CONTROL | ALT)
    dialog = shown(window, AssessmentDialog)
    assert (dialog.staff.text(), dialog.took_part.value) == ("Sara", True)
    dialog.performed_by.setText("Alma")
    dialog.title.set_value(AssessorTitle.DENTIST)
    keys.press(Qt.Key.Key_Return, CONTROL)
    assert "Skriv varför" in dialog.correction.accessibleDescription()
    keys.type("fel namn")
    keys.press(Qt.Key.Key_Return, CONTROL)
    front(window)
    (one,) = kept(window)
    assert (one.performed_by, one.title, one.correction) == ("Alma", "dentist", "fel namn")
    assert (one.unit_id, one.staff) == (first.assessment.unit_id, "Sara")
    keys.press(Qt.Key.Key_I, CONTROL | ALT)
    assert shown(window, PreviewDialog).page_count == 1
    put_away(window)

    run_and_tell(window, record)
    keys.press(Qt.Key.Key_R, CONTROL | ALT)
    shown(window, ChangeDialog).ui.save.click()
    settle(window.desk.tasks)
    assert shown(window, AssessmentDialog).windowTitle() == "Rätta munhälsobedömning"
    put_away(window)
    keys.press(Qt.Key.Key_Y, CONTROL | ALT)
    asked = shown(window, ChangeDialog)
    assert asked.ui.choice.count() == 2
    asked.ui.save.click()
    settle(window.desk.tasks)
    assert sorted(one.duplicate_of_id is None for one in kept(window)) == [False, True]
    assert "dubblett" in window.messages.text


def run_and_tell(
    window: MainWindow, job: Callable[[Context], AssessmentRecorded]
) -> AssessmentRecorded:
    """Do something at the store as another part of the window would, and let the card know."""
    done: list[AssessmentRecorded] = []
    window.desk.do(window, job, shown=(), done=done.append)
    settle(window.desk.tasks)
    return done[0]
