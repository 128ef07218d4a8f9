"""N5, Pappersansökan: what is posted about somebody whose identity is protected."""

from __future__ import annotations

from munhalsa.adapters.documents.blocks import (
    footer,
    put_list,
    put_signature,
    put_write_lines,
    validity,
    whom_to_ask,
    written_number,
)
from munhalsa.adapters.documents.flow import FIRST_TOP, PLAIN, Flow
from munhalsa.adapters.documents.ink import Element, Sheet
from munhalsa.adapters.documents.letterhead import put_head
from munhalsa.adapters.documents.tables import Fact, facts
from munhalsa.adapters.documents.texts import FormTexts, form_texts
from munhalsa.application.forms import Letterhead, PaperApplicationForm


def paper_application_sheets(
    form: PaperApplicationForm, letterhead: Letterhead, root: Element
) -> list[Sheet]:
    """The pages of one application, nearly always one."""
    texts = form_texts("paper_application", "sv", form.printed_on)
    sender = letterhead.municipality
    flow = Flow(root, continued=texts.word("title"))
    put_head(flow, letterhead, day=form.printed_on.isoformat())
    flow.y = min(flow.y - 28, FIRST_TOP - 62)
    flow.paragraph(PLAIN.title, texts.word("title"))
    flow.paragraph(PLAIN.body, texts.word("introduction", municipality=sender))
    flow.skip(8)
    facts(flow, PLAIN, _facts(form, texts), padding=4)
    flow.heading(PLAIN.heading, texts.word("by_hand"))
    flow.paragraph(PLAIN.body, texts.word("by_hand_why"))
    lines = (texts.word("reach"), texts.word("reach_phone"))
    put_write_lines(flow, PLAIN, texts.words["field"], lines)
    flow.skip(12)
    flow.heading(PLAIN.heading, texts.word("next_heading"))
    put_list(flow, PLAIN, [texts.word(f"next_{what}") for what in ("post", "receipt", "visit")])
    flow.heading(PLAIN.heading, texts.word("questions"))
    flow.paragraph(PLAIN.body, whom_to_ask(texts, form.ask))
    put_signature(flow, PLAIN, (texts.word("place"), texts.word("signature", municipality=sender)))
    flow.close_form(footer(letterhead, texts))
    return flow.finished()


def _facts(form: PaperApplicationForm, texts: FormTexts) -> list[Fact]:
    return [
        Fact(texts.word("name"), form.person.name, strong=True),
        Fact(form.person.identity_label, written_number(form.person)),
        Fact(texts.word("number_label"), form.number),
        Fact(texts.word("ground"), form.ground),
        Fact(texts.word("valid_from"), validity(texts, form.valid_from, form.valid_to)),
        Fact(texts.word("response"), _response(form, texts)),
        Fact(texts.word("dentist"), form.dentist or texts.word("not_known")),
        *([Fact(texts.word("interpreter"), form.interpreter)] if form.interpreter else []),
    ]


def _response(form: PaperApplicationForm, texts: FormTexts) -> str:
    if form.wants is None or form.answered is None:
        return texts.word("response_none")
    word = "response_yes" if form.wants else "response_no"
    return texts.word(word, day=form.answered.isoformat())
