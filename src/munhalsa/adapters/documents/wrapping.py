"""Breaking text into lines that fit a width."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from munhalsa.adapters.documents.fonts import Face, width_of

# Where a word too long for its line may be divided without a hyphen of our own.
_SEAMS = "-/@._\u2013"


class Span(NamedTuple):
    """Text in one face."""

    face: Face
    text: str


class SetSpan(NamedTuple):
    """A span on its line; ``offset`` in points from the line's start."""

    face: Face
    offset: float
    text: str


SetLine = tuple[SetSpan, ...]


class _Word(NamedTuple):
    face: Face
    text: str
    width: float
    glued: bool


def lines_of(spans: tuple[Span, ...], size: float, width: float) -> tuple[SetLine, ...]:
    """The lines, each but the last ending in a space where the text was broken.

    The space keeps words apart for whoever has the page read aloud. A line break in the text begins
    a new line.
    """
    lines: list[SetLine] = []
    current: list[_Word] = []
    taken = 0.0
    for word in _words(spans, size, width):
        if word is None:
            lines.append(_set(current, size, last=False))
            current, taken = [], 0.0
            continue
        gap = 0.0 if word.glued or not current else width_of(word.face, " ") * size
        if current and taken + gap + word.width > width:
            lines.append(_set(current, size, last=word.glued))
            current, taken, gap = [], 0.0, 0.0
        current.append(word)
        taken += gap + word.width
    lines.append(_set(current, size, last=True))
    return tuple(lines)


def _words(spans: tuple[Span, ...], size: float, width: float) -> Iterator[_Word | None]:
    """Words in order, None for a line break; a glued word follows the one before without space."""
    joined = False
    for span in spans:
        for number, row in enumerate(span.text.split("\n")):
            if number:
                yield None
                joined = False
            parts = row.split(" ")
            for place, part in enumerate(parts):
                if place:
                    joined = False
                if not part:
                    continue
                for piece in _fitting(span.face, part, size, width):
                    yield _Word(span.face, piece, width_of(span.face, piece) * size, joined)
                    joined = True


def _fitting(face: Face, word: str, size: float, width: float) -> Iterator[str]:
    """The word whole, or in pieces no wider than the line, divided after a seam if there is one."""
    while width_of(face, word) * size > width and len(word) > 1:
        fits = 1
        while fits < len(word) and width_of(face, word[: fits + 1]) * size <= width:
            fits += 1
        seam = max(word.rfind(mark, 0, fits) for mark in _SEAMS) + 1
        cut = seam if seam > 0 else fits
        yield word[:cut]
        word = word[cut:]
    yield word


def _set(words: list[_Word], size: float, *, last: bool) -> SetLine:
    """One line, neighbours in the same face joined into one span."""
    spans: list[SetSpan] = []
    offset = 0.0
    for word in words:
        space = "" if word.glued or not spans else " "
        if spans and spans[-1].face == word.face:
            spans[-1] = spans[-1]._replace(text=f"{spans[-1].text}{space}{word.text}")
        else:
            if space:
                spans[-1] = spans[-1]._replace(text=f"{spans[-1].text} ")
                offset += width_of(spans[-1].face, " ") * size
            spans.append(SetSpan(word.face, offset, word.text))
            offset += word.width
            continue
        offset += (width_of(word.face, " ") * size if space else 0.0) + word.width
    if spans and not last:
        spans[-1] = spans[-1]._replace(text=f"{spans[-1].text} ")
    return tuple(spans)


def width_of_line(line: SetLine, size: float) -> float:
    """From the line's start to the end of its last letter."""
    if not line:
        return 0.0
    end = line[-1]
    return end.offset + width_of(end.face, end.text.rstrip(" ")) * size
