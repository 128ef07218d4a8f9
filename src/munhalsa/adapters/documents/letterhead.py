"""The head of a form: who it is from, its number and date, and the address in the window."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import lru_cache

from PIL import Image, UnidentifiedImageError

from munhalsa.adapters.documents.flow import (
    LEFT,
    MILLIMETRE,
    PAGE_HEIGHT,
    PLAIN,
    RIGHT,
    Flow,
    Style,
)
from munhalsa.adapters.documents.fonts import Face
from munhalsa.adapters.documents.ink import Artifact, Element, Picture
from munhalsa.adapters.documents.texts import window
from munhalsa.application.forms import Letterhead
from munhalsa.domain.refusal import FileUnusable

_NAME = Style("P", Face.BOLD, 15, 21, 0)
_WINDOW_TEXT = Style("P", Face.REGULAR, 11.25, 15.5, 0)
_NAME_WIDTH = 300.0
_LOGO_HEIGHT = 40.0
_LOGO_WIDTH = 160.0
_LEFT_OF_WINDOW = 100 * MILLIMETRE - LEFT


def put_head(
    flow: Flow, letterhead: Letterhead, *, day: str, number: str = "", address: bool = False
) -> None:
    """The municipality to the left, number and date to the right; moves below the taller.

    With ``address`` the sender's postal address follows, as a letter has it. In a job of many forms
    the sender is said once and is a running head from then on; each form's text names it too. The
    number is a running head always: it stands among the form's facts.
    """
    top = flow.y
    if letterhead.logo is not None:
        _put_logo(flow, letterhead, letterhead.logo)
    put_name(flow, letterhead)
    if letterhead.department:
        _put_sender_line(flow, PLAIN.note, letterhead.department, _LEFT_OF_WINDOW)
    for line in letterhead.address if address else ():
        _put_sender_line(flow, PLAIN.note, line, _LEFT_OF_WINDOW)
    below, right = flow.y, top + 3
    if number:
        flow.put_right(Artifact.HEADER, PLAIN.note, number, right)
        right -= PLAIN.note.leading
    flow.put_right(Element("P", flow.part), PLAIN.note, day, right)
    flow.y = min(below, right - PLAIN.note.leading)


def put_name(flow: Flow, letterhead: Letterhead) -> None:
    """Only the municipality's name, for a page that goes along with a letter."""
    _put_sender_line(flow, _NAME, letterhead.municipality, _NAME_WIDTH)


def _put_sender_line(flow: Flow, style: Style, text: str, width: float) -> None:
    lines = flow.set_lines(style, (text,), width)
    owner = Element(style.tag, flow.part) if flow.first_of_job else Artifact.HEADER
    flow.put_lines(owner, style, lines, LEFT, flow.y)
    flow.skip(style.leading * len(lines))


def put_address(flow: Flow, lines: Sequence[str]) -> None:
    """The recipient inside the window of the envelope; the text of the letter starts below it."""
    place = window()
    top = PAGE_HEIGHT - place.top * MILLIMETRE
    left = place.left * MILLIMETRE
    width = min(place.width * MILLIMETRE, RIGHT - left)
    rows = flow.set_lines(_WINDOW_TEXT, ("\n".join(lines),), width)
    flow.put_lines(Element("P", flow.part), _WINDOW_TEXT, rows, left, top)
    end_of_window = top - place.height * MILLIMETRE
    flow.y = min(flow.y, end_of_window, top - len(rows) * _WINDOW_TEXT.leading)


def _put_logo(flow: Flow, letterhead: Letterhead, data: bytes) -> None:
    across, high = shape_of(data)
    scale = min(_LOGO_HEIGHT / high, _LOGO_WIDTH / across)
    text = letterhead.logo_text or f"Logotyp, {letterhead.municipality}"
    owner = Element("Figure", flow.part, alt=text) if flow.first_of_job else Artifact.HEADER
    height = high * scale
    flow.put(owner, Picture(LEFT, flow.y - height, across * scale, height, data))
    flow.skip(height + 8)


@lru_cache(maxsize=8)
def shape_of(data: bytes) -> tuple[int, int]:
    """Width and height in pixels; FileUnusable when the picture cannot be read."""
    try:
        with Image.open(io.BytesIO(data)) as picture:
            picture.load()
            return picture.size
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError, SyntaxError) as error:
        raise FileUnusable(
            "logo_unreadable",
            "Logotypen går inte att läsa. Välj en bild i formatet PNG eller JPEG.",
            field="logo",
        ) from error
