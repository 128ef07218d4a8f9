"""The care card and the unit's sheets to test with, with letters that are easy to lose."""

from __future__ import annotations

from datetime import date

from munhalsa.adapters.documents.printing import PdfForms
from munhalsa.application.care_forms import (
    CareCardForm,
    CareCardRow,
    UnitReportForm,
    UnitReportRow,
    UnitSheetForm,
    UnitSheetRow,
)
from munhalsa.application.forms import Contact
from tests.support.printed_forms import ASK, CREATED, DAY, LETTERHEAD, Sample

RING = Contact(name="Folktandvården Torget", phone="010-441 00 00")
CARE_CARD = CareCardForm(
    printed_on=DAY,
    day=date(2026, 11, 20),
    name="Łucja Ž.",
    room="204",
    free_text="Sitt upp, börja lugnt, en sak i taget.",
    rows=(
        CareCardRow(
            what="Borsta tänderna",
            with_what="Mjuk tandborste och fluortandkräm",
            how_often="Morgon, kväll",
            by_whom="Personal",
            symbol="toothbrush",
        ),
        CareCardRow(what="Rengör <mellan> tänderna", how_often="Kväll", symbol="finns-inte"),
        CareCardRow(what="Smörj läpparna", by_whom="Själv"),
    ),
    ring=RING,
    next_assessment=date(2027, 11, 20),
    signed_by="Alma Ström, leg. tandhygienist",
)
UNIT_SHEET = UnitSheetForm(
    printed_on=DAY,
    unit="Björkbacken",
    responsible="Eva Sand, 033-35 70 12",
    provider=RING,
    rows=(
        UnitSheetRow(
            name="Maj Åkesson",
            room="1",
            dentist="Folktandvården Ǵöteborg",
            card=date(2026, 11, 20),
            card_received=True,
            next_visit=date(2027, 11, 1),
        ),
        UnitSheetRow(name="Łucja Wałęsa-Ćirić", card=date(2026, 11, 20)),
        UnitSheetRow(name="Bo Ek", room="3"),
    ),
    ask=ASK,
)
UNIT_REPORT = UnitReportForm(
    printed_on=DAY,
    unit="Björkbacken",
    responsible="Eva Sand, 033-35 70 12",
    first=date(2026, 11, 20),
    last=date(2026, 11, 21),
    rows=(
        UnitReportRow(
            name="Maj Åkesson",
            room="1",
            day=date(2026, 11, 20),
            result="utförd",
            care_need="urgent",
            new_card=True,
        ),
        UnitReportRow(
            name="Łucja Wałęsa-Ćirić",
            day=date(2026, 11, 21),
            result="tackade nej vid besöket",
        ),
    ),
    seen=1,
    needs_care=1,
    ask=ASK,
)
_PDF = PdfForms()

CARE_SAMPLES = (
    Sample(
        name="care-card",
        pages=1,
        print_to=lambda out: _PDF.care_cards(
            [CARE_CARD], letterhead=LETTERHEAD, created=CREATED, out=out
        ),
    ),
    Sample(
        name="unit-sheet",
        pages=1,
        print_to=lambda out: _PDF.unit_sheet(
            UNIT_SHEET, letterhead=LETTERHEAD, created=CREATED, out=out
        ),
    ),
    Sample(
        name="unit-report",
        pages=1,
        print_to=lambda out: _PDF.unit_report(
            UNIT_REPORT, letterhead=LETTERHEAD, created=CREATED, out=out
        ),
    ),
)
