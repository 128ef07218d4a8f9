"""N12, Svarslista: everybody at a unit with a certificate, and room for what they answer."""

from __future__ import annotations

from munhalsa.adapters.documents.blocks import footer, whom_to_ask
from munhalsa.adapters.documents.flow import FIRST_TOP, PLAIN, Flow
from munhalsa.adapters.documents.ink import Element, Sheet
from munhalsa.adapters.documents.letterhead import put_head
from munhalsa.adapters.documents.tables import Column, Fact, columns, facts
from munhalsa.adapters.documents.texts import FormTexts, form_texts
from munhalsa.application.forms import AnswerListForm, AnswerListRow, Letterhead


def answer_list_sheets(form: AnswerListForm, letterhead: Letterhead, root: Element) -> list[Sheet]:
    """The pages of one list."""
    texts = form_texts("answer_list", "sv", form.printed_on)
    title = texts.word("title")
    flow = Flow(root, continued=f"{title} · {form.unit}")
    put_head(flow, letterhead, day=form.printed_on.isoformat())
    flow.y = min(flow.y - 28, FIRST_TOP - 62)
    flow.paragraph(PLAIN.title, title)
    flow.paragraph(PLAIN.body, texts.word("intro"))
    rows = [
        Fact(texts.word("unit"), form.unit, strong=True),
        Fact(texts.word("responsible"), form.responsible),
        Fact(texts.word("persons"), str(len(form.rows))),
    ]
    facts(flow, PLAIN, rows, padding=4)
    if form.rows:
        heads = (
            Column(texts.word("room"), 0.07),
            Column(texts.word("name"), 0.24),
            Column(texts.word("born"), 0.15),
            Column(texts.word("before"), 0.21),
            Column(texts.word("answer"), 0.13),
            Column(texts.word("by"), 0.2),
        )
        columns(flow, PLAIN, heads, [_row(row, texts) for row in form.rows], padding=9)
    else:
        flow.paragraph(PLAIN.body, texts.word("nobody"))
    flow.paragraph(PLAIN.body, texts.word("day"))
    flow.paragraph(PLAIN.body, texts.word("signature"))
    flow.heading(PLAIN.heading, texts.word("questions"))
    flow.paragraph(PLAIN.body, whom_to_ask(texts, form.ask))
    flow.close_form(footer(letterhead, texts))
    return flow.finished()


def _row(row: AnswerListRow, texts: FormTexts) -> tuple[tuple[str], ...]:
    before = texts.word("not_asked")
    if row.answered is not None:
        before = texts.word("yes" if row.wants else "no", day=row.answered.isoformat())
    return (
        (row.room or "–",),
        (row.name,),
        (row.born or "–",),
        (before,),
        (texts.word("choice"),),
        (texts.word("line"),),
    )
