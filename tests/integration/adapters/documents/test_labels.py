"""Sheets of labels as they are printed: every address inside its own label."""

from __future__ import annotations

from pathlib import Path

import pytest

from munhalsa.adapters.documents.printing import PdfForms
from munhalsa.application.label_forms import LabelsForm
from munhalsa.domain.label_sheet import LabelSheet
from munhalsa.domain.refusal import Rejected
from tests.support.pdf_reading import text_within, unbroken
from tests.support.printed_forms import CREATED, DAY, LABELS, LONG_PERSON

SHEETS = PdfForms().label_sheets(DAY)
MILLIMETRE = 72 / 25.4
PAPER_WIDTH, PAPER_HEIGHT = 210.0, 297.0


def within(path: Path, sheet: LabelSheet, page: int, number: int) -> str:
    left, top = sheet.place(number)
    box = (left, PAPER_HEIGHT - top - sheet.height, left + sheet.width, PAPER_HEIGHT - top)
    points = [edge * MILLIMETRE for edge in box]
    return unbroken(text_within(path, page, (points[0], points[1], points[2], points[3])))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.code)
def test_each_address_is_on_its_label_and_nowhere_else(sheet: LabelSheet, tmp_path: Path) -> None:
    left, top = sheet.place(1)
    right, bottom = sheet.place(sheet.labels)
    assert min(left, top) >= 0
    assert right + sheet.width <= PAPER_WIDTH
    assert bottom + sheet.height <= PAPER_HEIGHT
    assert sheet.across >= sheet.width
    assert sheet.down >= sheet.height
    labels = tuple(
        (LONG_PERSON.name, "c/o Åke Ståhl", f"Gatan {place}", "504 30 Borås")
        for place in range(sheet.labels)
    )
    form = LabelsForm(printed_on=DAY, sheet=sheet, start=3, labels=labels)
    out = tmp_path / "etiketter.pdf"
    assert PdfForms().labels(form, created=CREATED, out=out).pages == 2
    said = [within(out, sheet, 0, number) for number in range(1, sheet.labels + 1)]
    said += [within(out, sheet, 1, number) for number in (1, 2, 3)]
    assert said == ["", "", *(" ".join(lines) for lines in labels), ""]


def test_an_address_that_has_no_room_is_told(tmp_path: Path) -> None:
    form = LabelsForm(
        printed_on=DAY, sheet=LABELS.sheet, start=1, labels=((LONG_PERSON.name,) * 6,)
    )
    with pytest.raises(Rejected) as caught:
        PdfForms().labels(form, created=CREATED, out=tmp_path / "etiketter.pdf")
    assert caught.value.code == "label_too_small"
