"""N19, Etiketter: nothing but the addresses, each on its label."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from munhalsa.adapters.documents.flow import MILLIMETRE, PAGE_HEIGHT, Flow, Style
from munhalsa.adapters.documents.fonts import Face
from munhalsa.adapters.documents.ink import Element, Sheet
from munhalsa.adapters.documents.texts import form_texts
from munhalsa.adapters.documents.wrapping import SetLine
from munhalsa.application.label_forms import LabelsForm
from munhalsa.domain.label_sheet import LabelSheet
from munhalsa.domain.refusal import Rejected

_SIDE, _EDGE = 5.0, 3.0
"""Millimetres left empty beside and above the text: printers do not reach the edge of the paper."""

_STYLES = tuple(Style("LBody", Face.REGULAR, size, size * 1.2, 0) for size in (12, 11, 10, 9))


def label_sheets_on(day: date) -> tuple[LabelSheet, ...]:
    """The sheets that hold on a day, as the data has them."""
    return tuple(
        _sheet(row)
        for row in _data()["sheet"]
        if row["valid_from"] <= day <= row.get("valid_to", date.max)
    )


def labels_sheets(form: LabelsForm, _letterhead: None, root: Element) -> list[Sheet]:
    """The pages; Rejected where an address does not fit on its label."""
    title = form_texts("labels", "sv", form.printed_on).word("title")
    flow = Flow(root, continued=title)
    whole = Element("L", flow.part)
    places = form.sheet.spread(len(form.labels), start=form.start)
    for lines, (page, number) in zip(form.labels, places, strict=True):
        if page == len(flow.sheets):
            flow.page_with_own_head(title)
        _put_label(flow, whole, form.sheet, number, lines)
    return flow.sheets


def _put_label(
    flow: Flow, whole: Element, sheet: LabelSheet, number: int, lines: tuple[str, ...]
) -> None:
    left, top = sheet.place(number)
    style, rows = _fitting(flow, sheet, lines)
    height = len(rows) * style.leading
    above = (sheet.height * MILLIMETRE - height) / 2
    element = Element("LBody", Element("LI", whole))
    flow.put_lines(
        element,
        style,
        rows,
        (left + _SIDE) * MILLIMETRE,
        PAGE_HEIGHT - top * MILLIMETRE - above,
    )


def _fitting(
    flow: Flow, sheet: LabelSheet, lines: tuple[str, ...]
) -> tuple[Style, tuple[SetLine, ...]]:
    """The largest text that the label has room for."""
    width = (sheet.width - 2 * _SIDE) * MILLIMETRE
    height = (sheet.height - 2 * _EDGE) * MILLIMETRE
    for style in _STYLES:
        rows = flow.set_lines(style, ("\n".join(lines),), width)
        if len(rows) * style.leading <= height:
            return style, rows
    raise Rejected(
        "label_too_small",
        "En adress får inte plats på etiketten. Välj ett ark med större etiketter.",
        field="sheet",
    )


def _sheet(row: dict[str, Any]) -> LabelSheet:
    return LabelSheet(
        code=row["code"],
        name=row["name"],
        columns=row["columns"],
        rows=row["rows"],
        width=float(row["width_mm"]),
        height=float(row["height_mm"]),
        left=float(row["left_mm"]),
        top=float(row["top_mm"]),
        across=float(row["across_mm"]),
        down=float(row["down_mm"]),
    )


@cache
def _data() -> dict[str, Any]:
    text = files("munhalsa.resources").joinpath("texts", "label_sheets.toml")
    return tomllib.loads(text.read_text(encoding="utf-8"))
