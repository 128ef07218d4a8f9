"""N3, Informationsbrev, in a plain and an easy-read manner, with N4, Svarsblankett, behind it."""

from __future__ import annotations

from munhalsa.adapters.documents.blocks import (
    footer,
    put_section,
    put_tick_boxes,
    put_write_lines,
    whom_to_ask,
)
from munhalsa.adapters.documents.flow import EASY_READ, LETTER, Flow, Manner
from munhalsa.adapters.documents.ink import Element, Sheet
from munhalsa.adapters.documents.letterhead import (
    put_address,
    put_head,
    put_name,
)
from munhalsa.adapters.documents.tables import Fact, facts
from munhalsa.adapters.documents.texts import form_texts
from munhalsa.application.forms import Addressee, LetterForm, Letterhead


def letter_sheets(form: LetterForm, letterhead: Letterhead, root: Element) -> list[Sheet]:
    """The pages of one letter and its reply slip, numbered together."""
    manner = EASY_READ if form.easy_read else LETTER
    name = "letter_easy" if form.easy_read else "letter"
    texts = form_texts(name, form.language, form.printed_on, form.own_letter)
    flow = Flow(root, continued=texts.word("title"))
    flow.part.language = form.language
    put_head(flow, letterhead, day=texts.spelled(form.printed_on), address=True)
    put_address(flow, form.recipient)
    flow.skip(18)
    flow.paragraph(manner.title, texts.word("title"))
    flow.paragraph(manner.body, texts.word("intro", municipality=letterhead.municipality))
    if form.addressee is Addressee.REPRESENTATIVE:
        flow.paragraph(manner.body, texts.word("represents", person=form.person_name))
    for section in texts.sections:
        put_section(flow, manner, section, {"municipality": letterhead.municipality})
    closing = [f"{texts.word('questions')} {whom_to_ask(texts, form.ask)}"]
    if form.reply_by is not None:
        closing.insert(0, texts.word("reply_by", day=texts.spelled(form.reply_by)))
    for text in closing if form.easy_read else (" ".join(closing),):
        flow.paragraph(manner.body, text)
    flow.close_form(footer(letterhead, texts))
    _put_reply_slip(flow, manner, form, letterhead)
    return flow.finished()


def _put_reply_slip(flow: Flow, manner: Manner, form: LetterForm, letterhead: Letterhead) -> None:
    texts = form_texts("reply", form.language, form.printed_on, form.own_reply)
    flow.page_with_own_head(texts.word("title"))
    put_name(flow, letterhead)
    flow.skip(14)
    flow.paragraph(manner.title, texts.word("title"))
    rows = [Fact(texts.word("concerns"), form.person_name, strong=True)]
    if form.reference:
        rows.append(Fact(texts.word("reference"), form.reference))
    if form.reply_by is not None:
        rows.append(Fact(texts.word("reply_by"), texts.spelled(form.reply_by)))
    facts(flow, manner, rows, padding=4)
    tick_box = texts.words["tick_box"]
    flow.heading(manner.heading, texts.word("question"))
    flow.paragraph(manner.body, texts.word("how"))
    put_tick_boxes(flow, manner, tick_box, [texts.word("yes"), texts.word("no")])
    flow.heading(manner.heading, texts.word("who"))
    who = [texts.word(key) for key in ("self", "guardian", "relative", "other")]
    put_tick_boxes(flow, manner, tick_box, who)
    field = texts.words["field"]
    put_write_lines(flow, manner, field, (texts.word("place"), texts.word("signature")))
    put_write_lines(flow, manner, field, (texts.word("phone"), texts.word("printed_name")))
    address = [letterhead.municipality, letterhead.department, *letterhead.address]
    lines = [line for line in address if line]
    flow.skip(10)
    flow.need(manner.heading.leading + len(lines) * manner.body.leading)
    flow.paragraph(manner.heading, texts.word("send_to"))
    flow.paragraph(manner.body, "\n".join(lines))
    flow.close_form(footer(letterhead, texts))
