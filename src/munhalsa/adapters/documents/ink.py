"""What can stand on a page: runs of text, lines, frames, pictures, and the tags they belong to."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from munhalsa.adapters.documents.fonts import Face


class Run(NamedTuple):
    """One piece of a line; ``x`` and ``y`` (the baseline) in points from the lower left corner."""

    face: Face
    size: float
    grey: float
    x: float
    y: float
    text: str


class Line(NamedTuple):
    """A straight stroke."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    grey: float


class Frame(NamedTuple):
    """An empty rectangle."""

    x: float
    y: float
    width: float
    height: float
    stroke: float


class Picture(NamedTuple):
    """A picture by its encoded bytes."""

    x: float
    y: float
    width: float
    height: float
    data: bytes


class Shape(NamedTuple):
    """Curves and strokes as PDF's own path operators, drawn in one grey or filled with it."""

    path: str
    width: float
    grey: float
    filled: bool


Ink = Run | Line | Frame | Picture | Shape


class Artifact(StrEnum):
    """What stands on the page without being part of what is said."""

    FOOTER = "/Type /Pagination /Subtype /Footer"
    HEADER = "/Type /Pagination /Subtype /Header"
    LAYOUT = "/Type /Layout"


class Attributes(NamedTuple):
    """An attribute dictionary of the structure tree; a value that begins with / is a PDF name."""

    owner: str
    entries: tuple[tuple[str, str], ...]


ROW_HEADER = Attributes("/Table", (("/Scope", "/Row"),))
COLUMN_HEADER = Attributes("/Table", (("/Scope", "/Column"),))


class Element:
    """A node of the structure tree; its kids are elements and (page, marked content id) pairs.

    ``language`` is that of its text, None where it is that of what it stands in.
    """

    __slots__ = ("alt", "attributes", "kids", "language", "tag")

    def __init__(
        self,
        tag: str,
        parent: Element | None,
        *,
        alt: str | None = None,
        attributes: Attributes | None = None,
    ) -> None:
        self.tag = tag
        self.alt = alt
        self.attributes = attributes
        self.language: str | None = None
        self.kids: list[Element | tuple[int, int]] = []
        if parent is not None:
            parent.kids.append(self)


class Mark(NamedTuple):
    """Ink that belongs to one element, or to none when it is an artifact."""

    owner: Element | Artifact
    inks: tuple[Ink, ...]


Sheet = list[Mark]
