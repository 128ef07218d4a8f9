"""N15 and N16: reports of figures, with a chart and a table for what there is to see."""

from __future__ import annotations

from munhalsa.adapters.documents.blocks import footer, put_list, put_section
from munhalsa.adapters.documents.flow import (
    FIRST_TOP,
    LEFT,
    PLAIN,
    RIGHT,
    Flow,
    Style,
)
from munhalsa.adapters.documents.fonts import Face
from munhalsa.adapters.documents.ink import Element, Line, Shape, Sheet
from munhalsa.adapters.documents.letterhead import put_head
from munhalsa.adapters.documents.tables import Column, Fact, columns, facts
from munhalsa.adapters.documents.texts import form_texts
from munhalsa.application.forms import Letterhead
from munhalsa.application.report_forms import BarChart, PaperTable, ReportForm, ReportPart

_LABELS = 170.0
_NUMBERS = 62.0
_BAR = 13.0
_STEP = 23.0
# Room for the headers and a row of several lines, so that no headers stand alone.
_TABLE_BEGINS = 110.0
_GREY = 0.35
_AXIS = 0.8
_SMALL = Style("P", Face.REGULAR, 10.5, 14.5, 4)
_CAPTION = Style("P", Face.BOLD, 11, 15, 4)
_DENSE = PLAIN._replace(
    body=PLAIN.body._replace(size=11, leading=14.5), label=PLAIN.label._replace(leading=14.5)
)


def report_sheets(form: ReportForm, letterhead: Letterhead, root: Element) -> list[Sheet]:
    """The pages of one report."""
    texts = form_texts(form.texts, "sv", form.printed_on)
    flow = Flow(root, continued=form.title)
    put_head(flow, letterhead, day=form.printed_on.isoformat())
    flow.y = min(flow.y - 28, FIRST_TOP - 62)
    flow.paragraph(PLAIN.title, form.title)
    facts(flow, PLAIN, [Fact(label, value) for label, value in form.facts], padding=4)
    for part in form.parts:
        _put_part(flow, part)
    for section in texts.sections:
        put_section(flow, PLAIN, section, {})
    flow.close_form(footer(letterhead, texts))
    return flow.finished()


def _put_part(flow: Flow, part: ReportPart) -> None:
    if part.new_page:
        flow.next_page()
    chart = 0 if part.chart is None else _STEP * len(part.chart.bars) + _CAPTION.leading
    flow.need(PLAIN.heading.leading + chart + _TABLE_BEGINS + 10)
    flow.heading(PLAIN.heading, part.heading)
    for text in part.paragraphs:
        flow.paragraph(PLAIN.body, text)
    if part.chart is not None:
        _put_chart(flow, part.chart)
    for table in part.tables:
        _put_table(flow, table)
    if part.items:
        put_list(flow, PLAIN, part.items)
    for text in part.notes:
        flow.paragraph(_SMALL, text)
    flow.skip(8)


def _put_table(flow: Flow, table: PaperTable) -> None:
    words = len(table.heads) if table.words is None else table.words
    heads = [
        Column(head, share, number=place >= words)
        for place, (head, share) in enumerate(zip(table.heads, table.shares, strict=True))
    ]
    rows = [[(cell,) for cell in row] for row in table.rows]
    flow.need(_TABLE_BEGINS)
    columns(flow, _DENSE, heads, rows, padding=3.2)


def _put_chart(flow: Flow, chart: BarChart) -> None:
    """One figure with a text of its own: a bar with its label before and its number after it."""
    flow.need(_STEP * len(chart.bars) + _CAPTION.leading + 10)
    flow.paragraph(_CAPTION, chart.title)
    figure = Element("Figure", flow.part, alt=chart.told)
    left = LEFT + _LABELS
    longest = RIGHT - _NUMBERS - left
    top = flow.y
    for bar in chart.bars:
        middle = flow.y - _STEP / 2
        width = max(longest * bar.length, 0.6)
        label = flow.set_lines(_DENSE.body, (bar.label,), _LABELS - 12)[:1]
        place = middle + _DENSE.body.leading / 2
        flow.put_lines(figure, _DENSE.body, label, LEFT, place)
        path = f"{left:.2f} {middle - _BAR / 2:.2f} {width:.2f} {_BAR:.2f} re"
        flow.put(figure, Shape(path, 0, _GREY, filled=True))
        number = flow.set_lines(_DENSE.body, (bar.shown,), _NUMBERS + 60)[:1]
        flow.put_lines(figure, _DENSE.body, number, left + width + 6, place)
        flow.skip(_STEP)
    flow.put(figure, Line(left, top, left, flow.y, _AXIS, 0.3))
    flow.skip(10)
