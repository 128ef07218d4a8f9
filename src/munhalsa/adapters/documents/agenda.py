"""N14: what to talk about with the provider at the next meeting."""

from __future__ import annotations

from munhalsa.adapters.documents.blocks import footer, whom_to_ask
from munhalsa.adapters.documents.flow import FIRST_TOP, PLAIN, Flow
from munhalsa.adapters.documents.ink import Element, Sheet
from munhalsa.adapters.documents.letterhead import put_head
from munhalsa.adapters.documents.tables import Column, columns
from munhalsa.adapters.documents.texts import form_texts
from munhalsa.application.deviation_forms import AgendaForm
from munhalsa.application.forms import Letterhead


def agenda_sheets(form: AgendaForm, letterhead: Letterhead, root: Element) -> list[Sheet]:
    """The pages of one agenda: a table a topic."""
    texts = form_texts("agenda", "sv", form.printed_on)
    title = texts.word("title")
    flow = Flow(root, continued=title)
    put_head(flow, letterhead, day=form.printed_on.isoformat())
    flow.y = min(flow.y - 28, FIRST_TOP - 62)
    flow.paragraph(PLAIN.title, title)
    introduction = texts.word(
        "introduction",
        provider=form.provider or texts.word("the_provider"),
        first=form.first.isoformat(),
        last=form.last.isoformat(),
    )
    flow.paragraph(PLAIN.body, introduction)
    heads = (
        Column(texts.word("day"), 0.18),
        Column(texts.word("where"), 0.3),
        Column(texts.word("what"), 0.52),
    )
    for topic in form.topics:
        flow.heading(PLAIN.heading, topic.heading)
        if not topic.rows:
            flow.paragraph(PLAIN.body, texts.word("nothing"))
            continue
        rows = [
            (
                (texts.word("open") if row.day is None else row.day.isoformat(),),
                (row.where or "–",),
                (row.what,),
            )
            for row in topic.rows
        ]
        columns(flow, PLAIN, heads, rows, padding=4.5)
    flow.heading(PLAIN.heading, texts.word("questions"))
    flow.paragraph(PLAIN.body, whom_to_ask(texts, form.ask))
    flow.close_form(footer(letterhead, texts))
    return flow.finished()
