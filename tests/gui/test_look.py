"""One look everywhere: themes, text size and icons change at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFont, QFontInfo, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QComboBox, QLabel

from munhalsa.desktop import fonts, icons, stylesheet
from munhalsa.desktop.look import Look, set_look
from munhalsa.desktop.theme import CONTRAST, DARK, LIGHT, THEMES, Sizes, ThemeName


@pytest.fixture(autouse=True)
def light_again(look: Look) -> Iterator[None]:
    yield
    look.choose(theme=ThemeName.LIGHT, text_percent=100)


@pytest.mark.parametrize("name", THEMES)
def test_the_palette_follows_the_theme(look: Look, qapp: QApplication, name: ThemeName) -> None:
    look.choose(theme=name)
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == THEMES[name].ground
    assert THEMES[name].accent in qapp.styleSheet()


def test_the_systems_colour_scheme_is_followed(look: Look, qapp: QApplication) -> None:
    look.choose(theme=ThemeName.SYSTEM)
    qapp.styleHints().setColorScheme(Qt.ColorScheme.Dark)
    try:
        dark = look.tokens
    finally:
        qapp.styleHints().unsetColorScheme()
    assert dark in (DARK, LIGHT)
    assert look.shown in THEMES


def test_the_text_grows_to_twice_its_size_and_no_further(look: Look, qapp: QApplication) -> None:
    look.choose(text_percent=100)
    small = qapp.font().pixelSize()
    look.choose(text_percent=999)
    assert look.text_percent == 200
    assert qapp.font().pixelSize() == 2 * small


def test_the_systems_typeface_is_kept_and_noto_sans_is_there_where_it_has_none(
    qapp: QApplication,
) -> None:
    own = fonts.screen_font(QFont("Segoe UI"), pixels=14)
    assert (own.family(), own.pixelSize()) == ("Segoe UI", 14)
    none = fonts.screen_font(QFont("Sans Serif"), pixels=14)
    assert none.family() == fonts.BUNDLED_FAMILY
    assert QFontInfo(none).family() == fonts.BUNDLED_FAMILY
    tabular = QFont.Tag("tnum")
    assert (own.featureValue(tabular), none.featureValue(tabular)) == (1, 1)


def test_icons_change_colour_with_the_theme(look: Look) -> None:
    def colours(icon: QIcon) -> set[str]:
        image = icon.pixmap(24, 24).toImage()
        return {
            image.pixelColor(x, y).name()
            for x in range(24)
            for y in range(24)
            if image.pixelColor(x, y).alpha() == 255
        }

    action = QAction()
    look.choose(theme=ThemeName.LIGHT)
    look.put_icon(action, "info", tone="ink")
    assert LIGHT.ink in colours(action.icon())
    look.choose(theme=ThemeName.CONTRAST)
    assert CONTRAST.ink in colours(action.icon())


@pytest.mark.parametrize("name", THEMES)
def test_every_token_of_a_sheet_is_filled_in(name: ThemeName) -> None:
    sheet = stylesheet.stylesheet(THEMES[name], Sizes(scale=1.5), marks="mark:x")
    assert "$" not in sheet
    for look in stylesheet.LOOKS:
        assert f'[look="{look}"]' in sheet


def test_a_look_takes_hold_at_once(look: Look) -> None:
    label = QLabel("Personer")
    set_look(label, "page")
    label.ensurePolished()
    assert label.font().pixelSize() == look.sizes.page


def test_a_box_opens_on_all_it_has_to_choose(look: Look, qapp: QApplication) -> None:
    box = QComboBox()
    box.addItems(["Inte valt", "Ja", "Nej", "Som en tom cell"])
    box.show()
    box.showPopup()
    qapp.processEvents()
    first, last = (box.view().visualRect(box.model().index(at, 0)) for at in (0, 3))
    assert box.view().viewport().rect().contains(first | last)
    box.hidePopup()
    box.close()


def test_an_icon_is_drawn_in_the_middle_of_its_square(qapp: QApplication) -> None:
    image = icons.pixmap("check", "#000000", 48).toImage()
    assert image.size().toTuple() == (48, 48)
    assert any(image.pixelColor(x, 24).alpha() > 0 for x in range(48))


def test_every_icon_is_used_and_every_used_icon_is_there() -> None:
    """The set is large; only what is used is shipped, with its licence."""
    folder = Path(str(files("munhalsa.resources") / "icons"))
    shipped = {path.stem for path in folder.glob("*.svg")}
    desktop = Path(icons.__file__).parent
    code = "\n".join(path.read_text(encoding="utf-8") for path in desktop.rglob("*.py"))
    assert {name for name in shipped if f'"{name}"' not in code} == set()
    named = set(re.findall(r'(?:put_icon\(\s*[\w.]+,\s*|icon=\(look, )"([a-z0-9-]+)"', code))
    assert named - shipped == set()
    assert "ISC License" in (folder / "LICENSE.txt").read_text(encoding="utf-8")
