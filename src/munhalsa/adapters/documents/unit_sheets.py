"""M2 and M3: what a unit has on paper of its residents' dental care, and what a visit led to."""

from __future__ import annotations

from collections.abc import Sequence

from munhalsa.adapters.documents.blocks import footer, whom_to_ask
from munhalsa.adapters.documents.flow import FIRST_TOP, PLAIN, Flow
from munhalsa.adapters.documents.ink import Element, Sheet
from munhalsa.adapters.documents.letterhead import put_head
from munhalsa.adapters.documents.tables import Column, Fact, columns, facts
from munhalsa.adapters.documents.texts import FormTexts, form_texts
from munhalsa.application.care_forms import (
    UnitReportForm,
    UnitReportRow,
    UnitSheetForm,
    UnitSheetRow,
)
from munhalsa.application.forms import Contact, Letterhead

_Cells = tuple[tuple[str], ...]


def unit_sheet_sheets(form: UnitSheetForm, letterhead: Letterhead, root: Element) -> list[Sheet]:
    """The pages of one Tandvårdsblad."""
    texts = form_texts("unit_sheet", "sv", form.printed_on)
    flow = _begun(form, letterhead, root, texts)
    about = [
        Fact(texts.word("unit"), form.unit, strong=True),
        Fact(texts.word("responsible"), form.responsible),
    ]
    if form.provider is not None:
        about.append(Fact(texts.word("provider"), _called(form.provider)))
    facts(flow, PLAIN, [*about, Fact(texts.word("persons"), str(len(form.rows)))], padding=4)
    heads = (
        Column(texts.word("room"), 0.09),
        Column(texts.word("name"), 0.25),
        Column(texts.word("dentist"), 0.25),
        Column(texts.word("card"), 0.22),
        Column(texts.word("next"), 0.19),
    )
    _table(flow, texts, heads, [_sheet_row(row, texts) for row in form.rows])
    flow.heading(PLAIN.heading, texts.word("questions"))
    if form.provider is not None and form.provider.phone is not None:
        ring = texts.word("ring_provider", name=form.provider.name, phone=form.provider.phone)
        flow.paragraph(PLAIN.body, ring)
    flow.paragraph(PLAIN.body, whom_to_ask(texts, form.ask))
    flow.close_form(footer(letterhead, texts))
    return flow.finished()


def unit_report_sheets(form: UnitReportForm, letterhead: Letterhead, root: Element) -> list[Sheet]:
    """The pages of one Återrapport."""
    texts = form_texts("unit_report", "sv", form.printed_on)
    flow = _begun(form, letterhead, root, texts)
    days = texts.word("days", first=form.first.isoformat(), last=form.last.isoformat())
    seen = texts.word("seen_of", seen=str(form.seen), all=str(len(form.rows)))
    about = [
        Fact(texts.word("unit"), form.unit, strong=True),
        Fact(texts.word("responsible"), form.responsible),
        Fact(texts.word("period"), days),
        Fact(texts.word("seen"), seen),
        Fact(texts.word("need"), str(form.needs_care)),
    ]
    facts(flow, PLAIN, about, padding=4)
    heads = (
        Column(texts.word("room"), 0.08),
        Column(texts.word("name"), 0.26),
        Column(texts.word("day"), 0.15),
        Column(texts.word("result"), 0.23),
        Column(texts.word("care"), 0.15),
        Column(texts.word("card"), 0.13),
    )
    _table(flow, texts, heads, [_report_row(row, texts) for row in form.rows])
    flow.heading(PLAIN.heading, texts.word("questions"))
    flow.paragraph(PLAIN.body, whom_to_ask(texts, form.ask))
    flow.close_form(footer(letterhead, texts))
    return flow.finished()


def _begun(
    form: UnitSheetForm | UnitReportForm, letterhead: Letterhead, root: Element, texts: FormTexts
) -> Flow:
    title = texts.word("title")
    flow = Flow(root, continued=f"{title} · {form.unit}")
    put_head(flow, letterhead, day=form.printed_on.isoformat())
    flow.y = min(flow.y - 28, FIRST_TOP - 62)
    flow.paragraph(PLAIN.title, title)
    flow.paragraph(PLAIN.body, texts.word("intro"))
    return flow


def _table(flow: Flow, texts: FormTexts, heads: Sequence[Column], rows: Sequence[_Cells]) -> None:
    if rows:
        columns(flow, PLAIN, heads, rows, padding=5)
    else:
        flow.paragraph(PLAIN.body, texts.word("nobody"))


def _called(contact: Contact) -> str:
    return contact.name if contact.phone is None else f"{contact.name}, {contact.phone}"


def _sheet_row(row: UnitSheetRow, texts: FormTexts) -> _Cells:
    card = texts.word("no_card")
    if row.card is not None:
        key = "card_day" if row.card_received else "card_not_received"
        card = texts.word(key, day=row.card.isoformat())
    return (
        (row.room or "–",),
        (row.name,),
        (row.dentist or texts.word("no_dentist"),),
        (card,),
        (texts.word("no_next") if row.next_visit is None else row.next_visit.isoformat(),),
    )


def _report_row(row: UnitReportRow, texts: FormTexts) -> _Cells:
    return (
        (row.room or "–",),
        (row.name,),
        (row.day.isoformat(),),
        (row.result,),
        (texts.word(f"need_{row.care_need or 'unknown'}"),),
        (texts.word("card_yes" if row.new_card else "card_no"),),
    )
