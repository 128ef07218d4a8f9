"""N1, Intyg om N-tandvård: the municipality's own confirmation, for the person and the file."""

from __future__ import annotations

from munhalsa.adapters.documents.blocks import (
    bold,
    footer,
    name_and_title,
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
from munhalsa.application.forms import CertificateForm, Letterhead


def certificate_sheets(form: CertificateForm, letterhead: Letterhead, root: Element) -> list[Sheet]:
    """The pages of one certificate, nearly always one."""
    texts = form_texts("certificate", "sv", form.printed_on)
    number = texts.word("number", number=form.number)
    flow = Flow(root, continued=f"{texts.word('title')} · {number}")
    put_head(flow, letterhead, day=form.printed_on.isoformat(), number=number)
    flow.y = min(flow.y - 28, FIRST_TOP - 62)
    flow.paragraph(PLAIN.title, texts.word("title"))
    flow.paragraph(PLAIN.body, _introduction(form, letterhead, texts))
    flow.skip(8)
    facts(flow, PLAIN, _facts(form, texts))
    flow.paragraph(PLAIN.body, bold(texts.word("meaning")), " " + _meaning(form, texts))
    put_signature(flow, PLAIN, (texts.word("place"), texts.word("signature")))
    flow.close_form(footer(letterhead, texts))
    return flow.finished()


def _introduction(form: CertificateForm, letterhead: Letterhead, texts: FormTexts) -> str:
    state = "registered" if form.registered_on else "to_order"
    if form.issuer is not None:
        first = texts.word(f"{state}_here", municipality=letterhead.municipality)
    else:
        decided_by = form.decided_by or texts.word("decided_elsewhere")
        first = texts.word(f"{state}_elsewhere", decided_by=decided_by)
    return f"{first} {texts.word('offer')}"


def _meaning(form: CertificateForm, texts: FormTexts) -> str:
    sentences = (
        texts.word("seen" if form.registered_on else "seen_later"),
        texts.word("fee"),
        texts.word("questions"),
        whom_to_ask(texts, form.ask),
    )
    return " ".join(sentences)


def _facts(form: CertificateForm, texts: FormTexts) -> list[Fact]:
    rows = [
        Fact(texts.word("name"), form.person.name, strong=True),
        Fact(form.person.identity_label, written_number(form.person)),
    ]
    if form.person.residence:
        rows.append(Fact(texts.word("residence"), form.person.residence))
    period = validity(texts, form.valid_from, form.valid_to)
    number = texts.word("copy", number=form.number) if form.copy else form.number
    rows += [Fact(texts.word("number_label"), number), Fact(texts.word("valid_from"), period)]
    rows.append(
        Fact(texts.word("registered"), form.registered_on.isoformat())
        if form.registered_on
        else Fact(texts.word("registration"), texts.word("to_order"))
    )
    issuer = name_and_title(form.issuer) if form.issuer else form.decided_by
    if issuer:
        rows.append(Fact(texts.word("issued_by"), issuer))
    return rows
