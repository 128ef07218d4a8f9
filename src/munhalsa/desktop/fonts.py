"""The typeface on screen: the system's own, else Noto Sans, with figures of equal width."""

from __future__ import annotations

import sys
from functools import cache
from importlib.resources import files

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo

BUNDLED_FAMILY = "Noto Sans"
_BUNDLED_FILES = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")
_NO_FAMILY = frozenset({"", "sans serif", "sans-serif", "sans", "helvetica"})
"""Names by which Qt says that the system has not chosen a typeface."""

_USUAL_SIZE = {"win32": 12.0, "darwin": 13.0}
_USUAL_SIZE_ELSEWHERE = 15.0
"""Height in pixels of the system's text when nobody has made it larger."""


def system_text_scale(font: QFont) -> float:
    """How much larger than usual the user has made the system's text, at least 1."""
    usual = _USUAL_SIZE.get(sys.platform, _USUAL_SIZE_ELSEWHERE)
    return max(1.0, QFontInfo(font).pixelSize() / usual)


def screen_font(system: QFont, *, pixels: int) -> QFont:
    """The font of the window at that height."""
    font = QFont(system)
    if system.family().casefold() in _NO_FAMILY:
        _load_bundled()
        font.setFamily(BUNDLED_FAMILY)
    font.setPixelSize(pixels)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


@cache
def _load_bundled() -> None:
    if BUNDLED_FAMILY in QFontDatabase.families():
        return
    for name in _BUNDLED_FILES:
        data = (files("munhalsa.resources") / "fonts" / name).read_bytes()
        QFontDatabase.addApplicationFontFromData(data)
