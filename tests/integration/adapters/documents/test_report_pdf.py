"""The quarterly report as a tagged PDF, and the same numbers as everywhere else."""

from __future__ import annotations

from pathlib import Path

import outloud
import pdfua

from munhalsa.adapters.documents.printing import PdfForms
from munhalsa.application.report_form import report_form
from munhalsa.application.report_forms import ReportPart
from tests.support.pdf_reading import plain_text
from tests.support.printed_forms import CREATED, DAY, LETTERHEAD
from tests.unit.application.test_report_form import report


def test_two_checkers_find_nothing_and_every_cell_is_there(tmp_path: Path) -> None:
    form = report_form(report(), earlier=[report()], printed_on=DAY)
    form = type(form)(
        texts=form.texts, printed_on=DAY, title=form.title, facts=form.facts,
        parts=(*form.parts, ReportPart(heading="Sist", notes=("Slut.",), new_page=True)),
    )  # fmt: skip
    printed = PdfForms().report(
        form, letterhead=LETTERHEAD, created=CREATED, out=tmp_path / "rapport.pdf"
    )
    assert printed.pages > 2
    assert [one.message for one in outloud.check(str(printed.path)).findings] == []
    assert [one.message for one in pdfua.validate(str(printed.path)).findings] == []
    text = " ".join(plain_text(printed.path).split())
    for part in form.parts:
        assert part.heading in text
        for cells in (row for table in part.tables for row in table.rows):
            assert all(word in text for cell in cells for word in cell.split()), cells
