"""Nytt intyg without mouse and sight, in every state, theme and size."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QScrollArea, QWidget

from munhalsa.desktop.look import Look
from munhalsa.desktop.theme import ThemeName
from tests.gui.new_certificate import Page, page
from tests.support.accessibility import faults, read_in_another_order
from tests.support.deeds import identity, register
from tests.support.windows import settle

__all__ = ["page"]

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def light_again(look: Look) -> Iterator[None]:
    yield
    look.choose(theme=ThemeName.LIGHT, text_percent=100)


def filled(page: Page) -> None:
    """Every field that there can be, with somebody who is like the person."""
    page.ask(lambda context: register(context, identity("19360101", 238), family_name="Svensson",
                                      given_name="Maj-Brit", unit="SB02"))  # fmt: skip
    page.keys.type("N3601016987\tMaj-Britt\tSvensson")
    page.view.sheet.home.picker.setFocus()
    page.keys.type("eget\n")
    page.ui.more.click()
    page.ui.show_rule.click()
    for row in page.view.sheet.assessment.rows.values():
        row.choice.buttons[1].click()
    page.view.sheet.disclosure.more.click()
    page.view.sheet.answer.wants.buttons[0].click()
    page.view.sheet.answer.until.buttons[1].click()
    settle(page.window.desk.tasks)


def test_with_everything_shown_there_is_no_fault(page: Page) -> None:
    filled(page)
    assert faults(page.window) == []


def test_while_a_draft_is_offered_there_is_no_fault(page: Page) -> None:
    page.keys.type("N3601016987")
    page.view.drafts.keep()
    page.view.sheet.clear()
    page.view.load(page.window.history.here or pytest.fail("nowhere"))
    settle(page.window.desk.tasks)
    assert page.view.drafts.is_offering
    assert faults(page.window) == []
    assert list(read_in_another_order(page.window)) == []


def test_when_it_is_issued_there_is_no_fault(page: Page) -> None:
    page.fill()
    page.keys.press(Qt.Key.Key_Return, CONTROL | SHIFT)
    assert faults(page.window) == []
    assert list(read_in_another_order(page.window)) == []


def test_faults_and_hints_are_said_at_their_fields(page: Page) -> None:
    page.keys.press(Qt.Key.Key_Return, CONTROL | SHIFT)
    assert page.ui.given_name.accessibleDescription() == "Förnamn saknas. Fyll i det."
    assert page.ui.given_name.property("invalid") is True


def test_a_line_that_goes_on_below_is_in_sight_from_the_beginning(page: Page) -> None:
    page.window.resize(1280, 800)
    settle(page.window.desk.tasks)
    day = page.view.sheet.home.from_day
    line = page.view.sheet.home._ui.home_line
    assert line.rect().contains(QRect(day.mapTo(line, day.rect().topLeft()), day.size()))


@pytest.mark.usefixtures("light_again")
def test_nothing_is_cut_and_nothing_overlaps(page: Page, look: Look) -> None:
    filled(page)
    page.window.resize(1280, 800)
    area = _scroll_area(page.view)
    for theme, percent in product(
        (ThemeName.LIGHT, ThemeName.DARK, ThemeName.CONTRAST), (100, 200)
    ):
        look.choose(theme=theme, text_percent=percent)
        settle(page.window.desk.tasks)
        assert area.horizontalScrollBar().maximum() == 0
        for widget in page.view.findChildren(QWidget):
            if widget.isVisible() and _is_text(widget):
                said = widget.accessibleName() or widget.objectName()
                assert _is_whole(widget), (theme, percent, said)
        assert list(_overlaps(page.view)) == [], (theme, percent)


def _scroll_area(widget: QWidget) -> QScrollArea:
    above = widget.parentWidget()
    while not isinstance(above, QScrollArea):
        assert above is not None
        above = above.parentWidget()
    return above


def _is_text(widget: QWidget) -> bool:
    """Not the small buttons within a field, which have an icon alone."""
    inside = isinstance(widget.parentWidget(), QLineEdit)
    return isinstance(widget, QAbstractButton | QComboBox | QLabel) and not inside


def _is_whole(widget: QWidget) -> bool:
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.height() >= widget.heightForWidth(widget.width())
    wanted = widget.sizeHint()
    return widget.width() >= wanted.width() and widget.height() >= wanted.height()


def _overlaps(root: QWidget) -> Iterator[str]:
    """Texts and fields that lie over each other."""
    shown = [
        widget
        for widget in root.findChildren(QWidget)
        if widget.isVisible() and (isinstance(widget, QLineEdit) or _is_text(widget))
    ]
    places = [QRect(widget.mapTo(root, widget.rect().topLeft()), widget.size()) for widget in shown]
    for number, (widget, place) in enumerate(zip(shown, places, strict=True)):
        for other, there in zip(shown[number + 1 :], places[number + 1 :], strict=True):
            if place.intersects(there):
                yield f"{widget.objectName()} {other.objectName()}"
