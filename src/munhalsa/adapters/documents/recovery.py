"""N9, Återställningskod: the recovery code for the safe, with nothing about any person."""

from __future__ import annotations

from munhalsa.adapters.documents.blocks import footer, put_section
from munhalsa.adapters.documents.flow import (
    FIRST_TOP,
    LEFT,
    PLAIN,
    TEXT_WIDTH,
    Flow,
    Style,
)
from munhalsa.adapters.documents.fonts import Face
from munhalsa.adapters.documents.ink import Artifact, Element, Frame, Sheet
from munhalsa.adapters.documents.letterhead import put_head
from munhalsa.adapters.documents.tables import Fact, facts
from munhalsa.adapters.documents.texts import form_texts
from munhalsa.application.forms import Letterhead, RecoveryCodeForm

_CODE = Style("P", Face.BOLD, 19, 28, 0)
_PADDING = 16.0


def recovery_sheets(form: RecoveryCodeForm, letterhead: Letterhead, root: Element) -> list[Sheet]:
    """The page with the code."""
    texts = form_texts("recovery", "sv", form.printed_on)
    flow = Flow(root, continued=texts.word("title"))
    put_head(flow, letterhead, day=form.printed_on.isoformat())
    flow.y = min(flow.y - 28, FIRST_TOP - 62)
    flow.paragraph(PLAIN.title, texts.word("title"))
    flow.paragraph(PLAIN.body, texts.word("intro"))
    _put_code(flow, form.code)
    rows = [
        Fact(texts.word("store"), form.store_name),
        Fact(texts.word("created"), form.printed_on.isoformat()),
    ]
    facts(flow, PLAIN, rows, padding=4)
    for section in texts.sections:
        put_section(flow, PLAIN, section, {})
    flow.close_form(footer(letterhead, texts))
    return flow.finished()


def _put_code(flow: Flow, code: str) -> None:
    """The code large, in a frame."""
    lines = flow.set_lines(_CODE, (code,), TEXT_WIDTH - 2 * _PADDING)
    height = len(lines) * _CODE.leading + 2 * _PADDING - 6
    flow.skip(4)
    flow.put(Artifact.LAYOUT, Frame(LEFT, flow.y - height, TEXT_WIDTH, height, 1))
    element = Element("P", flow.part)
    flow.put_lines(element, _CODE, lines, LEFT + _PADDING, flow.y - _PADDING + 3)
    flow.skip(height + 14)
