"""The themes keep the contrasts that people with weak sight need."""

from __future__ import annotations

import pytest

from munhalsa.desktop import theme
from munhalsa.desktop.theme import THEMES, ThemeName


@pytest.mark.parametrize("name", THEMES)
def test_text_stands_out_from_its_ground(name: ThemeName) -> None:
    weak = {
        pair: round(theme.contrast(*colours), 2)
        for pair, colours in theme.text_pairs(THEMES[name]).items()
        if theme.contrast(*colours) < theme.TEXT_CONTRAST
    }
    assert weak == {}


@pytest.mark.parametrize("name", THEMES)
def test_controls_stand_out_from_their_ground(name: ThemeName) -> None:
    weak = {
        pair: round(theme.contrast(*colours), 2)
        for pair, colours in theme.control_pairs(THEMES[name]).items()
        if theme.contrast(*colours) < theme.CONTROL_CONTRAST
    }
    assert weak == {}


def test_contrast_is_that_of_wcag() -> None:
    assert theme.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert theme.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert theme.contrast("#0b6e6e", "#0b6e6e") == 1


def test_high_contrast_is_higher_than_the_others() -> None:
    def lowest(name: ThemeName) -> float:
        return min(theme.contrast(*pair) for pair in theme.text_pairs(THEMES[name]).values())

    assert lowest(ThemeName.CONTRAST) > 7
    assert lowest(ThemeName.CONTRAST) > max(lowest(ThemeName.LIGHT), lowest(ThemeName.DARK))


def test_sizes_grow_with_the_text() -> None:
    assert theme.Sizes(scale=2).row == 2 * theme.Sizes(scale=1).row == 76


def test_the_light_theme_and_its_sizes_are_those_agreed() -> None:
    light = THEMES[ThemeName.LIGHT]
    assert (light.ink, light.muted, light.line) == ("#1b2430", "#5a6675", "#dfe4ea")
    assert (light.control_border, light.ground, light.card) == ("#7f8a97", "#f6f7f9", "#ffffff")
    assert (light.accent, light.accent_ground) == ("#0b6e6e", "#e3f1f0")
    assert (light.ok, light.ok_ground) == ("#1f6b3a", "#e4f3e8")
    assert (light.warn, light.warn_ground) == ("#9a5b00", "#fff3df")
    assert (light.bad, light.bad_ground) == ("#a4262c", "#fde8e8")
    sizes = theme.Sizes(scale=1)
    assert (sizes.body, sizes.secondary, sizes.section, sizes.page) == (14, 12, 15, 20)
    assert (sizes.row, theme.TOUCH_TARGET) == (38, 44)
    assert theme.SPACES == (4, 8, 12, 16, 20)
    assert (theme.RADIUS_CONTROL, theme.RADIUS_CARD) == (6, 8)
