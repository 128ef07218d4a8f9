"""Icons of one set (Lucide), drawn in the colours of the theme."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_SIZES = (16, 20, 24, 32, 40, 48, 64, 96)


def tinted_svg(name: str, colour: str) -> bytes:
    """The drawing with its strokes in that colour."""
    return _drawing(name).replace("currentColor", colour).encode()


def moved_right(drawing: bytes) -> bytes:
    """As far to the right as there is room, for what stands close after a text."""
    return drawing.replace(b'viewBox="0 0 24 24"', b'viewBox="-5 0 24 24"')


@lru_cache(maxsize=256)
def _drawing(name: str) -> str:
    return (files("munhalsa.resources") / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=256)
def icon(name: str, colour: str) -> QIcon:
    """The icon in every size."""
    result = QIcon()
    for picture in _pictures(name, colour):
        result.addPixmap(picture)
    return result


def pixmap(name: str, colour: str, size: int) -> QPixmap:
    """The icon as a square picture of that many device pixels."""
    return _drawn(QSvgRenderer(tinted_svg(name, QColor(colour).name())), size)


def _pictures(name: str, colour: str) -> Iterator[QPixmap]:
    drawing = QSvgRenderer(tinted_svg(name, QColor(colour).name()))
    return (_drawn(drawing, size) for size in _SIZES)


def _drawn(drawing: QSvgRenderer, size: int) -> QPixmap:
    picture = QPixmap(size, size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    drawing.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture
