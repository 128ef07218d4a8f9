"""The layout of one form: blocks set one below the other, over as many pages as they need.

Lengths are in points. The flow only places things; the tagging layer draws them afterwards, when it
is known how many pages there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from munhalsa.adapters.documents.characters import ready
from munhalsa.adapters.documents.fonts import Face, width_of
from munhalsa.adapters.documents.ink import Artifact, Element, Ink, Line, Mark, Run, Sheet
from munhalsa.adapters.documents.wrapping import SetLine, Span, lines_of, width_of_line

MILLIMETRE = 72 / 25.4
PAGE_WIDTH = 210 * MILLIMETRE
PAGE_HEIGHT = 297 * MILLIMETRE
LEFT = 54.0
RIGHT = PAGE_WIDTH - 54.0
TEXT_WIDTH = RIGHT - LEFT
FIRST_TOP = PAGE_HEIGHT - 50.0
NEXT_TOP = PAGE_HEIGHT - 84.0
BOTTOM = 74.0
FOOTER_RULE = 56.0

BLACK = 0.07
SOFT = 0.3
HAIRLINE_GREY = 0.75
HAIRLINE = 0.6

# Share of the line's height above the baseline.
_BASELINE = 0.74
# A paragraph is divided between pages only with this many lines on each side.
_TOGETHER = 2


class Style(NamedTuple):
    """How a block is set; ``after`` is the space below it."""

    tag: str
    face: Face
    size: float
    leading: float
    after: float
    grey: float = BLACK


class Manner(NamedTuple):
    """The styles of one kind of form."""

    title: Style
    heading: Style
    body: Style
    note: Style
    label: Style


PLAIN = Manner(
    title=Style("H1", Face.BOLD, 21, 27, 8),
    heading=Style("H2", Face.BOLD, 13, 19, 3),
    body=Style("P", Face.REGULAR, 11.25, 16.9, 9),
    note=Style("P", Face.REGULAR, 10, 15, 0, SOFT),
    label=Style("P", Face.REGULAR, 11.25, 16.9, 0, SOFT),
)
LETTER = Manner(
    title=Style("H1", Face.BOLD, 20, 26, 6),
    heading=Style("H2", Face.BOLD, 12.5, 18, 2),
    body=Style("P", Face.REGULAR, 11, 15.6, 7),
    note=PLAIN.note,
    label=Style("P", Face.REGULAR, 11, 15.6, 0, SOFT),
)
EASY_READ = Manner(
    title=Style("H1", Face.BOLD, 25, 32, 12),
    heading=Style("H2", Face.BOLD, 17, 24, 5),
    body=Style("P", Face.REGULAR, 14, 22, 11),
    note=Style("P", Face.REGULAR, 14, 20, 0, SOFT),
    label=Style("P", Face.REGULAR, 14, 22, 0, SOFT),
)


class Footer(NamedTuple):
    """What stands at the foot: the sender to the left, form number and version to the right."""

    sender: str
    form: str


class Flow:
    """Places blocks from the top of a page; ``y`` is the upper edge of the next block."""

    def __init__(self, root: Element, *, continued: str) -> None:
        self.first_of_job = not root.kids
        self.part = Element("PrintedForm", root)
        self.y = FIRST_TOP
        self.sheets: list[Sheet] = [[]]
        self._footers: list[Footer] = []
        self._continued = ready(continued)

    @property
    def room(self) -> float:
        """Height left on this page."""
        return self.y - BOTTOM

    def put(self, owner: Element | Artifact, *inks: Ink) -> None:
        """Ink at a place of the caller's own choice on the current page."""
        self.sheets[-1].append(Mark(owner, inks))

    def skip(self, height: float) -> None:
        """Leave space."""
        self.y -= height

    def need(self, height: float) -> bool:
        """Begin a new page unless there is room for so much; whether one was begun."""
        if self.room >= height or self.y >= NEXT_TOP:
            return False
        self.next_page()
        return True

    def next_page(self) -> None:
        """Begin a page that continues the form, with its name at the top as an artifact."""
        self.sheets.append([])
        self.y = NEXT_TOP
        run = Run(Face.REGULAR, 10, SOFT, LEFT, PAGE_HEIGHT - 60, self._continued)
        self.put(Artifact.HEADER, run)

    def page_with_own_head(self, continued: str) -> None:
        """Begin a page as a form of its own: nothing at its top is set for it."""
        self.sheets.append([])
        self.y = FIRST_TOP
        self._continued = ready(continued)

    def close_form(self, footer: Footer) -> None:
        """The pages since the last call belong to the form this footer names."""
        self._footers += [footer] * (len(self.sheets) - len(self._footers))

    def finished(self) -> list[Sheet]:
        """The pages with their footers, now that their number is known."""
        total = len(self.sheets)
        for number, (sheet, footer) in enumerate(
            zip(self.sheets, self._footers, strict=True), start=1
        ):
            sheet.append(_footer_mark(footer, f"{footer.form} · Sida {number} av {total}"))
        return self.sheets

    def paragraph(
        self,
        style: Style,
        *spans: str | Span,
        parent: Element | None = None,
        left: float = LEFT,
        width: float | None = None,
    ) -> Element:
        """A paragraph or heading, divided between pages where it must be."""
        element = Element(style.tag, self.part if parent is None else parent)
        lines = self.set_lines(style, spans, RIGHT - left if width is None else width)
        self.flow_lines(element, style, lines, left)
        self.skip(style.after)
        return element

    def heading(self, style: Style, text: str) -> None:
        """A heading, kept together with the beginning of what follows."""
        self.need(style.leading + 40)
        self.paragraph(style, text)

    def set_lines(
        self, style: Style, spans: Sequence[str | Span], width: float
    ) -> tuple[SetLine, ...]:
        """The lines of some text in this style."""
        return _set_lines(style.face, style.size, tuple(spans), width)

    def flow_lines(
        self, element: Element, style: Style, lines: Sequence[SetLine], left: float
    ) -> None:
        """Put lines below each other and move down, turning the page where there is no room."""
        rest = lines
        while rest:
            fits = int((self.room + 0.01) // style.leading)
            here = len(rest) if fits >= len(rest) else _divided(len(rest), fits)
            self.put_lines(element, style, rest[:here], left, self.y)
            self.y -= style.leading * here
            rest = rest[here:]
            if rest:
                self.next_page()

    def put_lines(
        self,
        element: Element | Artifact,
        style: Style,
        lines: Sequence[SetLine],
        left: float,
        top: float,
    ) -> None:
        """Lines with their upper edge at ``top``, without moving down."""
        baseline = top - style.leading * _BASELINE
        runs: list[Ink] = []
        for line in lines:
            for face, offset, text in line:
                runs.append(Run(face, style.size, style.grey, left + offset, baseline, text))
            baseline -= style.leading
        self.sheets[-1].append(Mark(element, tuple(runs)))

    def put_right(self, owner: Element | Artifact, style: Style, text: str, top: float) -> None:
        """One right-aligned line with its upper edge at ``top``."""
        line = self.set_lines(style, (text,), TEXT_WIDTH)[:1]
        left = RIGHT - width_of_line(line[0], style.size)
        self.put_lines(owner, style, line, left, top)

    def rule(self, y: float, left: float = LEFT, right: float = RIGHT) -> None:
        """A thin line that says nothing."""
        self.put(Artifact.LAYOUT, Line(left, y, right, y, HAIRLINE, HAIRLINE_GREY))


@lru_cache(maxsize=20_000)
def _set_lines(
    face: Face, size: float, spans: tuple[str | Span, ...], width: float
) -> tuple[SetLine, ...]:
    """Most lines of a form are the same in every one of a job."""
    prepared = tuple(
        Span(span.face, ready(span.text)) if isinstance(span, Span) else Span(face, ready(span))
        for span in spans
    )
    return lines_of(prepared, size, width)


def _divided(lines: int, room: int) -> int:
    """How many of the lines to leave on this page, so that no lonely line stands on either."""
    here = min(room, lines - _TOGETHER)
    return here if here >= _TOGETHER else 0


def _footer_mark(footer: Footer, form: str) -> Mark:
    size, y = 9.0, FOOTER_RULE - 15
    right = RIGHT - width_of(Face.REGULAR, form) * size
    sender = _shortened(footer.sender, (right - LEFT - 12) / size)
    return Mark(
        Artifact.FOOTER,
        (
            Line(LEFT, FOOTER_RULE, RIGHT, FOOTER_RULE, HAIRLINE, HAIRLINE_GREY),
            Run(Face.REGULAR, size, SOFT, LEFT, y, sender),
            Run(Face.REGULAR, size, SOFT, right, y, form),
        ),
    )


def _shortened(text: str, width: float) -> str:
    """The text, or its beginning and an ellipsis; a full sender stands at the head of the page."""
    if width_of(Face.REGULAR, text) <= width:
        return text
    while text and width_of(Face.REGULAR, f"{text}…") > width:
        text = text[:-1]
    return f"{text.rstrip()}…"
