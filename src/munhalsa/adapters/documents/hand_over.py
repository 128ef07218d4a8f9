"""N11, Överlämnande: a certificate goes on in another municipality, and this one says so."""

from __future__ import annotations

from datetime import timedelta

from munhalsa.adapters.documents.blocks import (
    footer,
    put_list,
    put_signature,
    validity,
    whom_to_ask,
    written_number,
)
from munhalsa.adapters.documents.flow import FIRST_TOP, PLAIN, Flow
from munhalsa.adapters.documents.ink import Element, Sheet
from munhalsa.adapters.documents.letterhead import put_head
from munhalsa.adapters.documents.tables import Fact, facts
from munhalsa.adapters.documents.texts import FormTexts, form_texts
from munhalsa.application.forms import HandOverForm, Letterhead


def hand_over_sheets(form: HandOverForm, letterhead: Letterhead, root: Element) -> list[Sheet]:
    """The pages of one hand-over, nearly always one."""
    texts = form_texts("hand_over", "sv", form.printed_on)
    sender = letterhead.municipality
    number = texts.word("number", number=form.number)
    flow = Flow(root, continued=f"{texts.word('title')} · {number}")
    put_head(flow, letterhead, day=form.printed_on.isoformat(), number=number)
    flow.y = min(flow.y - 28, FIRST_TOP - 62)
    flow.paragraph(PLAIN.title, texts.word("title"))
    flow.paragraph(PLAIN.body, texts.word("introduction", to=form.to, municipality=sender))
    flow.skip(8)
    facts(flow, PLAIN, _facts(form, sender, texts))
    flow.heading(PLAIN.heading, texts.word("next_heading", to=form.to))
    put_list(flow, PLAIN, [texts.word(f"next_{what}") for what in ("register", "unit", "offer")])
    flow.heading(PLAIN.heading, texts.word("questions"))
    flow.paragraph(PLAIN.body, whom_to_ask(texts, form.ask))
    put_signature(flow, PLAIN, (texts.word("place"), texts.word("signature", municipality=sender)))
    flow.close_form(footer(letterhead, texts))
    return flow.finished()


def _facts(form: HandOverForm, sender: str, texts: FormTexts) -> list[Fact]:
    first = form.last_day + timedelta(days=1)
    return [
        Fact(texts.word("name"), form.person.name, strong=True),
        Fact(form.person.identity_label, written_number(form.person)),
        Fact(texts.word("number_label"), form.number),
        Fact(texts.word("valid_from"), validity(texts, form.valid_from, form.valid_to)),
        Fact(
            texts.word("registered"),
            form.registered_on.isoformat()
            if form.registered_on
            else texts.word("not_registered", municipality=sender),
        ),
        Fact(
            texts.word("ours_until"),
            texts.word("ours_until_value", day=form.last_day.isoformat(), municipality=sender),
        ),
        Fact(
            texts.word("theirs_from"),
            texts.word("theirs_from_value", day=first.isoformat(), to=form.to),
        ),
        Fact(texts.word("response"), _response(form, texts)),
        Fact(texts.word("basis"), form.basis),
    ]


def _response(form: HandOverForm, texts: FormTexts) -> str:
    if form.wants is None or form.answered is None:
        return texts.word("response_none")
    word = "response_yes" if form.wants else "response_no"
    return texts.word(word, day=form.answered.isoformat())
