"""N2, Underlag för intyg: what an assessment rests on, also when no certificate is issued."""

from __future__ import annotations

from munhalsa.adapters.documents.blocks import (
    footer,
    name_and_title,
    put_list,
    validity,
    whom_to_ask,
    written_number,
)
from munhalsa.adapters.documents.flow import FIRST_TOP, PLAIN, Flow
from munhalsa.adapters.documents.ink import Element, Sheet
from munhalsa.adapters.documents.letterhead import put_head
from munhalsa.adapters.documents.tables import Column, Fact, columns, facts
from munhalsa.adapters.documents.texts import FormTexts, form_texts
from munhalsa.adapters.documents.wrapping import Span
from munhalsa.application.forms import BasisForm, CriterionRow, Letterhead, RuleSaid


def basis_sheets(form: BasisForm, letterhead: Letterhead, root: Element) -> list[Sheet]:
    """The pages of one basis."""
    texts = form_texts("basis", "sv", form.printed_on)
    issued = form.certificate_number is not None
    title = texts.word("title_issued" if issued else "title_not_issued")
    flow = Flow(root, continued=" · ".join(filter(None, (title, form.certificate_number))))
    put_head(flow, letterhead, day=form.printed_on.isoformat())
    flow.y = min(flow.y - 28, FIRST_TOP - 62)
    flow.paragraph(PLAIN.title, title)
    intro = texts.word(
        "intro_issued" if issued else "intro_not_issued", municipality=letterhead.municipality
    )
    flow.paragraph(PLAIN.body, intro)
    facts(flow, PLAIN, _facts(form, texts), padding=4)
    if not issued:
        _put_refusal(flow, form, texts)
    _put_criteria(flow, form, texts)
    if form.rule is not None:
        _put_rule(flow, form.rule, texts)
    if form.reason:
        flow.heading(PLAIN.heading, texts.word("reason"))
        flow.paragraph(PLAIN.body, form.reason)
    if form.disclosures:
        flow.heading(PLAIN.heading, texts.word("disclosure"))
        put_list(flow, PLAIN, form.disclosures)
    flow.heading(PLAIN.heading, texts.word("questions"))
    flow.paragraph(PLAIN.body, whom_to_ask(texts, form.ask))
    flow.close_form(footer(letterhead, texts))
    return flow.finished()


def _facts(form: BasisForm, texts: FormTexts) -> list[Fact]:
    rows = [
        Fact(texts.word("name"), form.person.name, strong=True),
        Fact(form.person.identity_label, written_number(form.person)),
    ]
    if form.person.residence:
        rows.append(Fact(texts.word("residence"), form.person.residence))
    if form.certificate_number:
        rows.append(Fact(texts.word("number"), form.certificate_number))
    if form.valid_from:
        period = validity(texts, form.valid_from, form.valid_to)
        rows.append(Fact(texts.word("valid_from"), period))
    if form.ground:
        rows.append(Fact(texts.word("ground"), form.ground))
    rows.append(Fact(texts.word("assessed_on"), form.assessed_on.isoformat()))
    if form.issuer:
        rows.append(Fact(texts.word("assessed_by"), name_and_title(form.issuer)))
    return rows


def _put_refusal(flow: Flow, form: BasisForm, texts: FormTexts) -> None:
    if not form.refusal_reasons and form.possible_from_year is None:
        return
    flow.heading(PLAIN.heading, texts.word("reasons"))
    if form.refusal_reasons:
        put_list(flow, PLAIN, form.refusal_reasons)
    if form.possible_from_year is not None:
        sentence = texts.word("possible_from", year=str(form.possible_from_year))
        flow.paragraph(PLAIN.body, sentence)


def _put_criteria(flow: Flow, form: BasisForm, texts: FormTexts) -> None:
    flow.heading(PLAIN.heading, texts.word("criteria"))
    if not form.criteria:
        flow.paragraph(PLAIN.body, texts.word("no_criteria"))
        return
    heads = (
        Column(texts.word("criterion"), 0.52),
        Column(texts.word("answer"), 0.16),
        Column(texts.word("source"), 0.32),
    )
    columns(flow, PLAIN, heads, [_criterion(row, texts) for row in form.criteria])


def _criterion(row: CriterionRow, texts: FormTexts) -> tuple[tuple[str | Span, ...], ...]:
    text = row.text
    if row.remark:
        text = f"{text}\n{texts.word('remark', remark=row.remark)}"
    return (text,), (texts.word(f"answer_{row.answer}"),), (row.source,)


def _put_rule(flow: Flow, rule: RuleSaid, texts: FormTexts) -> None:
    rows = [
        Fact(texts.word("outcome"), texts.word(f"outcome_{rule.outcome}")),
        Fact(texts.word("rule_name"), rule.rule),
        Fact(texts.word("source"), rule.source),
    ]
    if rule.version:
        rows.append(Fact(texts.word("rule_version"), rule.version))
    flow.need(PLAIN.heading.leading + len(rows) * (PLAIN.body.leading + 8))
    flow.heading(PLAIN.heading, texts.word("rule"))
    facts(flow, PLAIN, rows, padding=4)
