"""The two faces every page is set in, their measures and the characters they have."""

from __future__ import annotations

import io
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont


class Face(StrEnum):
    """A face by the file's name; the value is also its name inside the PDF."""

    REGULAR = "NotoSans-Regular"
    BOLD = "NotoSans-Bold"


@cache
def font(face: Face) -> TTFont:
    """The face, read once; only glyphs that are used are embedded."""
    data = files("munhalsa.resources").joinpath("fonts", f"{face}.ttf").read_bytes()
    loaded = TTFont(face.value, io.BytesIO(data), asciiReadable=False)
    pdfmetrics.registerFont(loaded)
    return loaded


@cache
def _advances(face: Face) -> dict[str, float]:
    """Width of each character in thousandths of the size, for the characters a PDF can hold."""
    measures: dict[int, float] = font(face).face.charWidths
    return {chr(code): width for code, width in measures.items() if code <= 0xFFFF}


@cache
def drawable_characters() -> frozenset[str]:
    """The characters both faces have a glyph for."""
    glyphs = [
        {code for code, glyph in font(face).face.charToGlyph.items() if glyph and code <= 0xFFFF}
        for face in Face
    ]
    return frozenset(map(chr, set.intersection(*glyphs)))


@lru_cache(maxsize=50_000)
def width_of(face: Face, text: str) -> float:
    """Width at size 1; KeyError for a character the face lacks."""
    return sum(map(_advances(face).__getitem__, text)) / 1000
