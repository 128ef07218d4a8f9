"""What a screen reader gets from the installed program, over the bus that screen readers use."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.at_spi import Node, Reader, a_reader, signal
from tests.support.commands import CommandLine
from tests.support.x_server import Screen, a_screen
from tests.support.x_server_window import Window, a_register, a_window, copied

WITHOUT_A_NAME = frozenset(
    {"application", "filler", "panel", "layered pane", "splitter", "grip", "menu bar"}
    | {"scroll pane", "viewport", "scroll bar", "separator", "progress bar"}
)
"""Roles of what holds or parts other things."""


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    """The example municipality, made once."""
    return a_register(tmp_path_factory.mktemp("exempel"))


@pytest.fixture(scope="module")
def screen() -> Iterator[Screen]:
    """One screen for all."""
    with a_screen() as shown:
        yield shown


@pytest.fixture
def reader(screen: Screen) -> Iterator[Reader]:
    """A reader that has heard nothing yet."""
    with a_reader(screen) as reading:
        yield reading


@pytest.fixture
def window(
    screen: Screen, reader: Reader, register: CommandLine, tmp_path: Path
) -> Iterator[Window]:
    """The program, just started."""
    with a_window(screen, reader, copied(register, tmp_path)) as shown:
        yield shown


def _nameless(root: Node) -> list[str]:
    """What can be met in the tree and says nothing."""
    return [
        node.role
        for node in root.everything()
        if node.role not in WITHOUT_A_NAME and not node.name.strip()
    ]


def test_unlocking(window: Window) -> None:
    field = window.waits_for("password text", "Lösenfras", state="focused")
    assert window.node.find("dialog", "Lås upp registret — munhalsa") is not None
    assert _nameless(window.node) == []
    show = window.waits_for("check box", "Visa det jag skriver")
    assert "checked" not in show.states
    button = window.waits_for("push button", "Lås upp")
    assert "enabled" not in button.states
    window.write("fel")
    window.waits_for("push button", "Lås upp", state="enabled")
    window.press("Return")
    said = window.hears("Lösenfrasen")
    assert field.description == said
    assert window.waits_for("password text", "Lösenfras", state="focused") == field
    window.press("alt+v")
    assert (
        "checked" in window.waits_for("check box", "Visa det jag skriver", state="checked").states
    )
    assert field.role == "text"
    window.press("Escape")
    assert window.ends() == 0


def test_the_window_and_its_list(window: Window) -> None:
    table = window.opens()
    assert _nameless(window.node) == []
    places = window.waits_for("filler", "Vyer").children()
    assert next(place.name for place in places if place.name).startswith("Översikt")
    assert {place.role for place in places if place.name} == {"radio button"}
    assert ["checked" in place.states for place in places if place.name].count(True) == 1
    search = window.waits_for("text", "Sök")
    assert {"editable", "focusable", "enabled"} <= search.states
    assert search.description
    headings = [table.heading(column) for column in range(3)]
    assert headings == ["Namn", "Personnummer", "Boende"]
    window.press("ctrl+f")
    window.waits_for("text", "Sök", state="focused")
    window.write("ålander")
    assert window.hears("2 träffar") == "2 träffar"
    assert table.rows() == 2
    sentence = table.cell(0, 0).name
    assert "Ålander" in sentence
    assert sentence.endswith(".")
    assert table.cell(0, 0).role == "cell"
    window.press("Return")
    window.waits_until_left("text", "Sök")
    window.press("ctrl+z")
    told = window.hears("ångra")
    window.waits_for("label", told)


def test_a_reader_acts_instead_of_the_keyboard(window: Window) -> None:
    secret = window.waits_for("password text", "Lösenfras", state="focused")
    assert secret.labels() == ["Lösenfras"]
    secret.write("hemligt")
    window.waits_for("push button", "Lås upp", state="enabled")
    assert len(secret.text()) == len("hemligt")
    assert not set(secret.text()) & set("hemligt")
    window.press("ctrl+a")
    window.opens().take_focus()
    window.waits_for("table", "Personer", state="focused")
    window.waits_for("push button", "Nytt intyg").do("Press")
    window.waits_for("frame", "Nytt intyg – munhalsa")
    window.waits_for("radio button", "Personer").do("Toggle")
    window.waits_for("frame", "Personer – munhalsa")
    search = window.waits_for("text", "Sök")
    search.write("ålander")
    window.hears("2 träffar")


def test_a_locked_window_says_nothing_of_anybody(window: Window) -> None:
    window.opens()
    window.press("ctrl+l")
    _is_locked(window)
    window.unlock()
    window.waits_for("frame", "Personer – munhalsa")
    assert window.fills().rows()
    signal(window.screen, "org.freedesktop.ScreenSaver", "ActiveChanged", True)
    _is_locked(window)


def _is_locked(window: Window) -> None:
    window.waits_for("password text", "Lösenfras", state="focused")
    window.waits_for("frame", "munhalsa")
    assert _nameless(window.node) == []
    roles = {node.role for node in window.node.everything()}
    assert roles.isdisjoint({"table", "cell", "menu item", "text"})
