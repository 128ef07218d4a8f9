"""N17, Närvarolista, and N18, Intyg om utbildning."""

from __future__ import annotations

from munhalsa.adapters.documents.blocks import footer, put_signature
from munhalsa.adapters.documents.flow import FIRST_TOP, PLAIN, Flow
from munhalsa.adapters.documents.ink import Element, Sheet
from munhalsa.adapters.documents.letterhead import put_head
from munhalsa.adapters.documents.tables import Column, Fact, columns, facts
from munhalsa.adapters.documents.texts import FormTexts, form_texts
from munhalsa.application.forms import Letterhead
from munhalsa.application.training_forms import (
    AttendanceForm,
    AttendanceRow,
    TrainingCertificateForm,
)


def attendance_sheets(form: AttendanceForm, letterhead: Letterhead, root: Element) -> list[Sheet]:
    """The pages of one list to sign."""
    texts = form_texts("attendance_list", "sv", form.printed_on)
    title = texts.word("title")
    flow = Flow(root, continued=f"{title} · {form.kind} {form.day.isoformat()}")
    put_head(flow, letterhead, day=form.printed_on.isoformat())
    flow.y = min(flow.y - 28, FIRST_TOP - 62)
    flow.paragraph(PLAIN.title, title)
    flow.paragraph(PLAIN.body, texts.word("intro"))
    rows = [
        Fact(texts.word("kind"), form.kind, strong=True),
        Fact(texts.word("day"), form.day.isoformat()),
        Fact(texts.word("hours"), form.hours),
        *_known(texts, units=form.units, trainer=form.trainer, place=form.place),
    ]
    facts(flow, PLAIN, rows, padding=3)
    heads = (
        Column(texts.word("number"), 0.05),
        Column(texts.word("name"), 0.4),
        Column(texts.word("unit"), 0.23),
        Column(texts.word("signature"), 0.32),
    )
    lines = [_line(place, row, texts) for place, row in enumerate(form.rows, start=1)]
    columns(flow, PLAIN, heads, lines, padding=6)
    put_signature(flow, PLAIN, (texts.word("trainer_signs"), texts.word("trainer_name")))
    flow.close_form(footer(letterhead, texts))
    return flow.finished()


def training_certificate_sheets(
    form: TrainingCertificateForm, letterhead: Letterhead, root: Element
) -> list[Sheet]:
    """The page of one certificate."""
    texts = form_texts("training_certificate", "sv", form.printed_on)
    title = texts.word("title")
    flow = Flow(root, continued=title)
    put_head(flow, letterhead, day=form.printed_on.isoformat())
    flow.y = min(flow.y - 28, FIRST_TOP - 62)
    flow.paragraph(PLAIN.title, title)
    sentence = texts.word("sentence", municipality=letterhead.municipality, name=form.name)
    flow.paragraph(PLAIN.body, sentence)
    flow.skip(8)
    rows = [
        Fact(texts.word("name"), form.name, strong=True),
        *_known(texts, unit=form.unit),
        Fact(texts.word("kind"), form.kind),
        Fact(texts.word("day"), form.day.isoformat()),
        Fact(texts.word("hours"), form.hours),
        *_known(texts, trainer=form.trainer, place=form.place),
    ]
    facts(flow, PLAIN, rows)
    put_signature(flow, PLAIN, (texts.word("place_and_day"), texts.word("signature")))
    flow.close_form(footer(letterhead, texts))
    return flow.finished()


def _known(texts: FormTexts, **values: str | None) -> list[Fact]:
    return [Fact(texts.word(name), value) for name, value in values.items() if value]


def _line(place: int, row: AttendanceRow, texts: FormTexts) -> tuple[tuple[str], ...]:
    return (
        (str(place),),
        (row.name or texts.word("name_line"),),
        (row.unit or texts.word("unit_line"),),
        (texts.word("line"),),
    )
