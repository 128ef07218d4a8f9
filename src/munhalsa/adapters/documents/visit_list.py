"""M5, Besökslista: how to get in, whom to visit by room, and boxes for what came of it."""

from __future__ import annotations

from munhalsa.adapters.documents.blocks import footer, whom_to_ask
from munhalsa.adapters.documents.flow import FIRST_TOP, PLAIN, Flow
from munhalsa.adapters.documents.ink import Element, Sheet
from munhalsa.adapters.documents.letterhead import put_head
from munhalsa.adapters.documents.tables import Column, Fact, columns, facts
from munhalsa.adapters.documents.texts import FormTexts, form_texts
from munhalsa.application.forms import Letterhead
from munhalsa.application.visit_forms import VisitListForm, VisitRow


def visit_list_sheets(form: VisitListForm, letterhead: Letterhead, root: Element) -> list[Sheet]:
    """The pages of one list."""
    texts = form_texts("visit_list", "sv", form.printed_on)
    title = texts.word("title")
    flow = Flow(root, continued=f"{title} · {form.unit} · {form.day}")
    put_head(flow, letterhead, day=form.printed_on.isoformat())
    flow.y = min(flow.y - 28, FIRST_TOP - 62)
    flow.paragraph(PLAIN.title, f"{title} {form.day}")
    facts(flow, PLAIN, _facts(form, texts), padding=3)
    if form.rows:
        heads = (
            Column(texts.word("room"), 0.08),
            Column(texts.word("name"), 0.25),
            Column(texts.word("before"), 0.21),
            Column(texts.word("beside"), 0.22),
            Column(texts.word("result"), 0.24),
        )
        columns(flow, PLAIN, heads, [_row(row, texts) for row in form.rows], padding=5)
    else:
        flow.paragraph(PLAIN.body, texts.word("nobody"))
    flow.paragraph(PLAIN.body, texts.word("remarks"))
    flow.paragraph(PLAIN.body, texts.word("after"))
    flow.heading(PLAIN.heading, texts.word("questions"))
    flow.paragraph(PLAIN.body, whom_to_ask(texts, form.ask))
    flow.close_form(footer(letterhead, texts))
    return flow.finished()


def _facts(form: VisitListForm, texts: FormTexts) -> list[Fact]:
    count, hidden = str(len(form.rows)), str(form.on_paper)
    persons = (
        texts.word("on_paper", count=count, hidden=hidden)
        if form.on_paper
        else texts.word("count", count=count)
    )
    known = (
        ("unit", form.unit),
        ("address", form.address),
        ("responsible", form.responsible),
        ("entry", form.entry),
        ("hygienist", form.hygienist),
        ("staff", form.staff),
        ("note", form.note),
        ("persons", persons),
    )
    return [Fact(texts.word(name), value, strong=name == "unit") for name, value in known if value]


def _row(row: VisitRow, texts: FormTexts) -> tuple[tuple[str], ...]:
    before = [texts.word("never") if row.last is None else row.last.isoformat()]
    if row.tried is not None:
        before.append(texts.word("tried", what=row.tried))
    answers = {True: "yes", False: "no", None: "not_asked"}
    before.append(texts.word(answers[row.wants]))
    beside = [row.language] if row.language else []
    beside += [row.beside] if row.beside else []
    return (
        (row.room or "–",),
        ("\n".join(part for part in (row.name, row.born, row.place) if part),),
        ("\n".join(before),),
        ("\n".join(beside) or "–",),
        ("\n".join(texts.word(one) for one in ("done", "declined", "other")),),
    )
