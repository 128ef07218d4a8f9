"""The care card: large, on one page, without more than is needed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from munhalsa.adapters.documents.printing import PdfForms
from munhalsa.application.care_forms import CareCardForm, CareCardRow
from munhalsa.domain.care_card_rules import LONGEST_LINE, MOST_LINES
from munhalsa.domain.refusal import Rejected
from tests.support.care_samples import CARE_CARD, UNIT_REPORT, UNIT_SHEET
from tests.support.pdf_reading import plain_text, unbroken
from tests.support.printed_forms import CREATED, LETTERHEAD


def printed(form: CareCardForm, folder: Path) -> tuple[str, int]:
    done = PdfForms().care_cards(
        [form], letterhead=LETTERHEAD, created=CREATED, out=folder / "kort.pdf"
    )
    return unbroken(plain_text(done.path)), done.pages


def test_a_card_of_many_lines_stands_on_one_page(tmp_path: Path) -> None:
    row = CareCardRow(
        what="Ta ut överkäksprotesen, borsta och skölj",
        with_what="Protesborste och oparfymerad tvål",
        how_often="Efter varje mål mat",
        by_whom="Personal",
        symbol="denture",
    )
    text, pages = printed(replace(CARE_CARD, rows=(row,) * MOST_LINES), tmp_path)
    assert (pages, text.count("Ta ut överkäksprotesen")) == (1, MOST_LINES)
    assert "Ring tandvården om något ser annorlunda ut eller gör ont." in text


def test_a_card_that_cannot_be_read_on_a_page_is_refused(tmp_path: Path) -> None:
    row = CareCardRow(what="W" * LONGEST_LINE, with_what="W" * LONGEST_LINE)
    with pytest.raises(Rejected) as caught:
        printed(replace(CARE_CARD, rows=(row,) * MOST_LINES), tmp_path)
    assert (caught.value.code, caught.value.field) == ("card_too_long", "lines")
    assert not (tmp_path / "kort.pdf").exists()


def test_a_card_may_be_only_words(tmp_path: Path) -> None:
    bare = replace(
        CARE_CARD,
        rows=(),
        room=None,
        next_assessment=None,
        ring=replace(CARE_CARD.ring, phone=None) if CARE_CARD.ring else None,
    )
    text, _ = printed(bare, tmp_path)
    assert ", rum" not in text
    assert "Nästa" not in text
    assert "Ring tandvården" not in printed(replace(bare, ring=None), tmp_path)[0]


def test_empty_sheets_say_so(tmp_path: Path) -> None:
    out = tmp_path / "blad.pdf"
    PdfForms().unit_sheet(
        replace(UNIT_SHEET, rows=(), provider=None), letterhead=LETTERHEAD, created=CREATED, out=out
    )
    assert "Ingen på enheten har ett giltigt intyg." in unbroken(plain_text(out))
    PdfForms().unit_report(
        replace(UNIT_REPORT, rows=()), letterhead=LETTERHEAD, created=CREATED, out=out
    )
    assert "Inga besök är registrerade" in unbroken(plain_text(out))
