"""M1, Munvårdskort: one page, large, for the inside of the bathroom cabinet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from munhalsa.adapters.documents.blocks import bold, footer, spelled_month
from munhalsa.adapters.documents.flow import BOTTOM, LEFT, RIGHT, TEXT_WIDTH, Flow, Style
from munhalsa.adapters.documents.fonts import Face
from munhalsa.adapters.documents.ink import Artifact, Element, Sheet
from munhalsa.adapters.documents.shapes import (
    circle,
    grey_box,
    has_symbol,
    rounded_box,
    symbol,
)
from munhalsa.adapters.documents.texts import FormTexts, form_texts
from munhalsa.adapters.documents.wrapping import SetLine, width_of_line
from munhalsa.application.care_forms import CareCardForm, CareCardRow
from munhalsa.application.forms import Contact, Letterhead
from munhalsa.domain.refusal import Rejected

_TITLE = Style("H1", Face.BOLD, 27, 34, 2)
_NAME = Style("H2", Face.BOLD, 19, 26, 2)
_DAY = Style("P", Face.REGULAR, 12, 16, 0)
# The largest that fits on the page is taken; nothing smaller can be read at arm's length.
_SIZES = (16.5, 15.0, 13.5, 12.25, 11.0)
_INSIDE = LEFT + 106
_AT_RIGHT = 140.0
_GAP = 9.0
_MARK = 40.0


class _Styles(NamedTuple):
    what: Style
    with_what: Style
    when: Style
    by_whom: Style
    padding: float


class _Row(NamedTuple):
    """One line of the card, broken for its place."""

    left: tuple[tuple[Style, tuple[SetLine, ...]], ...]
    right: tuple[tuple[Style, tuple[SetLine, ...]], ...]
    height: float


def care_card_sheets(form: CareCardForm, letterhead: Letterhead, root: Element) -> list[Sheet]:
    """The one page of a card; Rejected when it cannot be read on one."""
    texts = form_texts("care_card", "sv", form.printed_on)
    flow = Flow(root, continued=texts.word("title"))
    flow.put_right(Element("P", flow.part), _DAY, form.day.isoformat(), flow.y - 10)
    flow.paragraph(_TITLE, texts.word("title"), width=TEXT_WIDTH - 100)
    flow.paragraph(_NAME, _who(form, texts))
    styles = _fitting(flow, form, texts)
    if form.free_text:
        flow.paragraph(styles.with_what._replace(tag="P", after=6), form.free_text)
    flow.skip(6)
    whole = Element("L", flow.part) if form.rows else flow.part
    for number, row in enumerate(form.rows, start=1):
        _put_row(flow, whole, styles, number, row)
    if form.ring is not None:
        _put_ring(flow, styles, texts, form.ring)
    _put_end(flow, styles, texts, form)
    flow.close_form(footer(letterhead, texts))
    return flow.finished()


def _who(form: CareCardForm, texts: FormTexts) -> str:
    return form.name if not form.room else texts.word("who", name=form.name, room=form.room)


def _styles(size: float) -> _Styles:
    leading = size * 1.32
    what = Style("LBody", Face.BOLD, size, leading, 0)
    plain = what._replace(face=Face.REGULAR)
    return _Styles(what, plain, what, plain, padding=size * 0.62)


def _fitting(flow: Flow, form: CareCardForm, texts: FormTexts) -> _Styles:
    """The largest styles by which the whole card stands on the page."""
    for size in _SIZES:
        styles = _styles(size)
        if _height(flow, form, styles, texts) <= flow.y - BOTTOM:
            return styles
    raise Rejected(
        "card_too_long",
        "Kortet ryms inte på en sida så att det går att läsa. Korta texterna, eller ta bort en "
        "rad.",
        field="lines",
    )


def _height(flow: Flow, form: CareCardForm, styles: _Styles, texts: FormTexts) -> float:
    leading = styles.what.leading
    taken = sum(_row(flow, styles, row).height + _GAP for row in form.rows) + 6
    if form.free_text:
        taken += len(flow.set_lines(styles.with_what, (form.free_text,), TEXT_WIDTH)) * leading + 6
    if form.ring is not None:
        ring = _ring_lines(flow, styles, texts, form.ring)
        taken += len(ring) * leading + 2 * styles.padding + _GAP
    return taken + leading * (2 if form.next_assessment else 1) + 6 + 18


def _row(flow: Flow, styles: _Styles, row: CareCardRow) -> _Row:
    def set_in(
        style: Style, text: str | None, width: float
    ) -> Iterator[tuple[Style, tuple[SetLine, ...]]]:
        if text:
            yield style, flow.set_lines(style, (text,), width)

    width = RIGHT - _AT_RIGHT - 12 - _INSIDE
    left = (
        *set_in(styles.what, row.what, width),
        *set_in(styles.with_what, row.with_what, width),
    )
    right = (
        *set_in(styles.when, row.how_often, _AT_RIGHT - 14),
        *set_in(styles.by_whom, row.by_whom, _AT_RIGHT - 14),
    )
    lines = max(sum(len(lines) for _, lines in side) for side in (left, right))
    height = max(lines * styles.what.leading + 2 * styles.padding, _MARK)
    return _Row(left, right, height)


def _put_row(flow: Flow, whole: Element, styles: _Styles, number: int, row: CareCardRow) -> None:
    placed = _row(flow, styles, row)
    top, middle = flow.y, flow.y - placed.height / 2
    frame = rounded_box(LEFT, top - placed.height, TEXT_WIDTH, placed.height, radius=8, stroke=1.4)
    inks = [frame, circle(LEFT + 28, middle, radius=14, stroke=1.4)]
    if has_symbol(row.symbol):
        inks.append(symbol(row.symbol or "", LEFT + 56, middle - 19, side=38, stroke=1.6))
    flow.put(Artifact.LAYOUT, *inks)
    item = Element("LI", whole)
    numeral = Style("Lbl", Face.BOLD, 16, 22, 0)
    (line,) = flow.set_lines(numeral, (str(number),), 30)
    left = LEFT + 28 - width_of_line(line, numeral.size) / 2
    flow.put_lines(Element("Lbl", item), numeral, [line], left, middle + 10.5)
    body = Element("LBody", item)
    _put_side(flow, body, placed.left, middle, left=_INSIDE)
    _put_side(flow, body, placed.right, middle, left=None)
    flow.y = top - placed.height - _GAP


def _put_side(
    flow: Flow,
    body: Element,
    blocks: tuple[tuple[Style, tuple[SetLine, ...]], ...],
    middle: float,
    *,
    left: float | None,
) -> None:
    """Lines centred on a height; without ``left`` each ends at the right edge."""
    y = middle + sum(len(lines) * style.leading for style, lines in blocks) / 2
    for style, lines in blocks:
        for line in lines:
            at = RIGHT - 14 - width_of_line(line, style.size) if left is None else left
            flow.put_lines(body, style, [line], at, y)
            y -= style.leading


def _put_ring(flow: Flow, styles: _Styles, texts: FormTexts, ring: Contact) -> None:
    style = styles.with_what._replace(tag="P")
    lines = _ring_lines(flow, styles, texts, ring)
    height = len(lines) * style.leading + 2 * styles.padding
    flow.put(
        Artifact.LAYOUT,
        grey_box(LEFT, flow.y - height, TEXT_WIDTH, height, radius=8, grey=0.93),
        symbol("phone", LEFT + 14, flow.y - height / 2 - 14, side=28, stroke=1.6),
    )
    flow.put_lines(Element("P", flow.part), style, lines, LEFT + 56, flow.y - styles.padding)
    flow.y -= height + _GAP


def _ring_lines(
    flow: Flow, styles: _Styles, texts: FormTexts, ring: Contact
) -> tuple[SetLine, ...]:
    whom = ring.name
    if ring.phone is not None:
        whom = texts.word("ring_whom", name=ring.name, phone=ring.phone)
    spans = (bold(texts.word("ring")), f" {texts.word('when')}\n{whom}")
    return flow.set_lines(styles.with_what, spans, TEXT_WIDTH - 70)


def _put_end(flow: Flow, styles: _Styles, texts: FormTexts, form: CareCardForm) -> None:
    style = styles.with_what._replace(tag="P")
    flow.skip(6)
    if form.next_assessment is not None:
        flow.paragraph(style, texts.word("next"), bold(spelled_month(form.next_assessment)))
    flow.paragraph(style, form.signed_by)
    note = Style("P", Face.REGULAR, 11, 15, 0, 0.3)
    lines = flow.set_lines(note, (texts.word("note"),), TEXT_WIDTH)
    flow.put_lines(Element("P", flow.part), note, lines, LEFT, BOTTOM + 2)
