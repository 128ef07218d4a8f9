"""N13, Avvikelserapport: one deviation from sender to receiver."""

from __future__ import annotations

from munhalsa.adapters.documents.blocks import footer, whom_to_ask, written_number
from munhalsa.adapters.documents.flow import FIRST_TOP, PLAIN, Flow
from munhalsa.adapters.documents.ink import Element, Sheet
from munhalsa.adapters.documents.letterhead import put_head
from munhalsa.adapters.documents.tables import Fact, facts
from munhalsa.adapters.documents.texts import FormTexts, form_texts
from munhalsa.application.deviation_forms import DeviationReportForm
from munhalsa.application.forms import Letterhead


def deviation_report_sheets(
    form: DeviationReportForm, letterhead: Letterhead, root: Element
) -> list[Sheet]:
    """The pages of one report, nearly always one."""
    texts = form_texts("deviation_report", "sv", form.printed_on)
    title = texts.word("title")
    flow = Flow(root, continued=f"{title} · {form.category}")
    put_head(flow, letterhead, day=form.printed_on.isoformat())
    flow.y = min(flow.y - 28, FIRST_TOP - 62)
    flow.paragraph(PLAIN.title, title)
    introduction = texts.word("introduction", term=form.term, service=form.service)
    flow.paragraph(PLAIN.body, introduction)
    flow.skip(6)
    facts(flow, PLAIN, _facts(form, texts), padding=4.5)
    for heading, text in _sections(form, texts):
        flow.heading(PLAIN.heading, heading)
        flow.paragraph(PLAIN.body, text)
    flow.heading(PLAIN.heading, texts.word("questions"))
    flow.paragraph(PLAIN.body, whom_to_ask(texts, form.ask))
    flow.close_form(footer(letterhead, texts))
    return flow.finished()


def _facts(form: DeviationReportForm, texts: FormTexts) -> list[Fact]:
    person = form.person
    told = (
        ("sender", form.sender),
        ("receiver", form.receiver),
        ("day", form.day.isoformat()),
        ("category", form.category),
        ("severity", form.severity),
        ("name", None if person is None else person.name),
        (None, None if person is None else written_number(person)),
        ("unit", form.unit),
        ("agreement", form.agreement),
        ("cooperation_failure", texts.word("yes" if form.cooperation_failure else "no")),
        ("record_number", form.record_number),
        ("service_reference", form.service_reference),
        ("reported", _reported(form, texts)),
        ("answer_due", _due(form, texts)),
    )
    label = "" if person is None else person.identity_label
    return [
        Fact(label if key is None else texts.word(key), value, strong=key == "category")
        for key, value in told
        if value
    ]


def _reported(form: DeviationReportForm, texts: FormTexts) -> str:
    if form.reported_on is None:
        return texts.word("not_reported")
    day = form.reported_on.isoformat()
    if form.reported_by is None:
        return day
    return texts.word("reported_by", day=day, name=form.reported_by)


def _due(form: DeviationReportForm, texts: FormTexts) -> str | None:
    if form.promptly:
        return texts.word("promptly")
    return None if form.answer_due is None else form.answer_due.isoformat()


def _sections(form: DeviationReportForm, texts: FormTexts) -> list[tuple[str, str]]:
    answered = "" if form.answered_on is None else form.answered_on.isoformat()
    told = (
        (texts.word("description"), form.description or texts.word("nothing")),
        (texts.word("reason"), form.reason),
        (texts.word("answer", day=answered).strip(), form.answer),
        (texts.word("analysis"), form.analysis),
        (texts.word("measures"), form.measures),
    )
    return [(heading, text) for heading, text in told if text]
