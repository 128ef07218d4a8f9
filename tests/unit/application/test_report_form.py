"""The quarterly report on paper: what stands where, and that what is missing is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from munhalsa.application.report_book import report_book
from munhalsa.application.report_chart import bar_chart
from munhalsa.application.report_form import percent, report_form
from munhalsa.application.report_forms import PaperTable, ReportForm, ReportPart
from munhalsa.application.report_table import figure_values
from munhalsa.domain.deviation import Direction
from munhalsa.domain.metrics import Hidden, Share
from munhalsa.domain.report import QuarterlyReport
from munhalsa.domain.rules import FigureDefinition
from munhalsa.domain.small_numbers import protect
from munhalsa.domain.visit_figures import MarginCell, Period, VisitCell, needs_of, reach_of
from munhalsa.domain.work_figures import (
    DeviationCount,
    Failures,
    TrainedIssuers,
    TrainedUnits,
    TrainingHeld,
)
from tests.support.reports import cell, report_of
from tests.support.rules import ALWAYS

IDS = ("M1", "M2", "M3", "M4", "M5", "M6", "M7", "K1", "K2", "K3", "T1", "A1", "A2", "A3", "D3")
DEFINITIONS = tuple(
    FigureDefinition(**ALWAYS, id=one, name=f"Namn {one}", text="Text.", version="1",
                     note="Lämnas öppet." if one == "M3" else None)
    for one in IDS
)  # fmt: skip
VISITS = (
    VisitCell(0, "performed", True, True, "urgent", True, 9),
    VisitCell(1, "unwell", False, None, None, False, 2),
)
SEEN = (
    MarginCell("sex", "female", 0, 9), MarginCell("unit", "id-A", 0, 9),
    MarginCell("ground", "2a", 0, 9), MarginCell("year", "1940", 0, 9),
)  # fmt: skip


def report(**changes: Any) -> QuarterlyReport:
    """Everything there is, unless ``changes`` say otherwise."""
    made = report_of([cell(30, received=True), cell(7, wants=False)], assessed=SEEN)
    values: dict[str, Any] = {
        "definitions": DEFINITIONS,
        "cared_for": made.assessed,
        "visits_imported_on": date(2026, 10, 2),
        "period_breakdowns": {**made.period_breakdowns, "M4": made.period_breakdowns["M3"]},
        "training": TrainingHeld(
            sessions=2, participants=12, session_hours=Decimal("3.5"),
            participant_hours=Decimal(21),
        ),
        "trained_units": TrainedUnits(
            units=3, trained=2, share=Fraction(2, 3), missing=("Ekbacken",)
        ),
        "trained_issuers": TrainedIssuers(trained=4, active=6),
        "deviations": {
            "M6": DeviationCount(persons=6, deviations=7),
            "M7": DeviationCount(persons=0, deviations=0),
        },
        "failures": (
            Failures(direction=Direction.TO_PROVIDER, category="other", name="Annat", count=6,
                     reasons=("Personalbrist",)),
        ),
        "reach": reach_of(VISITS),
        "needs": needs_of(VISITS, visits_known=True),
        "chain_heads": {"store": "ab12"},
    }  # fmt: skip
    return replace(made, **{**values, **changes})


def form_of(made: QuarterlyReport, **options: Any) -> ReportForm:
    return report_form(made, printed_on=date(2026, 11, 22), **options)


def part(form: ReportForm, heading: str) -> ReportPart:
    (found,) = [one for one in form.parts if one.heading == heading]
    return found


def cells(form: ReportForm) -> set[tuple[str, ...]]:
    return {row for one in form.parts for table in one.tables for row in table.rows}


def table(found: ReportPart, begins: str) -> PaperTable:
    return next(one for one in found.tables if one.heads[0].startswith(begins))


def test_every_figure_stands_on_paper_with_its_number() -> None:
    form = form_of(report())
    for wanted in (
        ("Antal personer", "37"), ("Önskar", "30"), ("Personer, kvartalet", "9"),
        ("Timmar, tillfällenas längd", "3,5"), ("Täckningsgrad, från 24 år", "3,70 %"),
        ("Namn M6", "6", "7"), ("Utbildade intygsutfärdare", "4"), ("Andel som fått", "100,00 %"),
        ("Utförd", "9", "9", "9"), ("För trött eller sjuk", "0", "2", "2"),
        ("Akut vårdbehov", "9", "9", "9"), ("Besöken togs senast in", "2026-10-02"),
        ("D3 Namn D3", "5"), ("Enhet A", "37", "30", "9", "9"),
        ("2a: Text 2a", "37", "30", "9", "9"),
        ("Kommunen till tandvården", "Annat", "6", "Personalbrist"),
    ):  # fmt: skip
        assert wanted in cells(form) or (f"M6 {wanted[0]}", *wanted[1:]) in cells(form), wanted
    missing = table(part(form, "Utbildning"), "K2 Enheter utan")
    assert missing.rows == (("Ekbacken",),)
    assert part(form, "Det överenskommelsen lämnar öppet").items == ("M3: Lämnas öppet.",)
    assert part(form, "Spårbarhet").items == ("Loggens slut: ab12",)
    definitions = part(form, "Så har måtten räknats").tables[0].rows
    assert ("M3 Namn M3", "Text.", "Version 1. Källan") in definitions


def test_each_chart_has_a_text_and_its_table() -> None:
    form = form_of(report())
    charts = [one for one in form.parts if one.chart is not None]
    assert len(charts) == 4
    for one in charts:
        assert one.chart is not None
        assert one.chart.told.startswith("Stapeldiagram. ")
        assert one.tables
    hidden = bar_chart("Svar", [("Nej", Hidden.SMALL), ("Ja", 40), ("Annat", 10)])
    assert [(bar.length, bar.shown) for bar in hidden.bars] == [(0, "<5"), (1, "40"), (0.25, "10")]
    assert bar_chart("Svar", [("Nej", 0)]).bars[0].length == 0


def test_earlier_quarters_stand_beside() -> None:
    form = form_of(report(), earlier=[report(with_certificate=12)])
    assert ("Personer med intyg", "37", "12") in cells(form)
    fewer = form_of(report(), earlier=[report(definitions=DEFINITIONS[:1])])
    assert ("Önskar munhälsobedömning", "30", "saknas") in cells(fewer)


def test_what_is_missing_is_said_and_never_nought() -> None:
    bare = form_of(
        report(
            coverage=None, cared_for=None, failures=(), needs=needs_of(VISITS, visits_known=False),
            waiting={"D3": None}, period_breakdowns={}, breakdowns={"M1": {}, "M5": {"unit": ()}},
        )
    )  # fmt: skip
    assert "saknas: befolkningen saknas." in part(bare, "Intyg och önskemål").paragraphs[0]
    assert "den är inte noll" in part(bare, "Nödvändig tandvård").paragraphs[0]
    assert "markerad som brist" in part(bare, "Avvikelser och samverkan").paragraphs[0]
    assert ("D3 Namn D3", "saknas") in cells(bare)
    assert not [one for one in bare.parts if one.heading.startswith("Efter")]
    early = report(visits_imported_on=None)
    assert ("Besöken togs senast in", "saknas") in cells(form_of(early))


def test_a_part_is_named_and_says_what_it_cannot_know() -> None:
    made = report(coverage=None, part=("Norr", "Eken"))
    form = form_of(made)
    assert ("Del av kommunen", "Norr, Eken") in form.facts
    assert "känd för hela kommunen" in part(form, "Intyg och önskemål").paragraphs[0]
    assert "delas med enheter utanför" in part(form, "Utbildning").paragraphs[0]
    assert "Del av kommunen: Norr, Eken" in report_book(made)[0].above


def test_a_target_that_is_reached_is_told() -> None:
    reached = report_of([cell(40)], population=1000)
    coverage = part(form_of(report(coverage=reached.coverage)), "Intyg och önskemål").paragraphs
    assert coverage == ("Täckningsgraden är 4,00 %. Målet 3,00 % är nått.",)
    missing = report_of([cell(10)], population=1000)
    told = part(form_of(report(coverage=missing.coverage)), "Intyg och önskemål").paragraphs[0]
    assert told.endswith("20 personer fattas till målet.")
    last = part(
        form_of(report(coverage=report_of([cell(29)], population=1000).coverage)),
        "Intyg och önskemål",
    )
    assert last.paragraphs[0].endswith("1 person fattas till målet.")


def test_for_release_small_numbers_and_lists_are_not_there() -> None:
    few = [cell(40), cell(60, birth_year=1970), cell(3, birth_year=2004)]
    made = report_of(few, assessed=SEEN)
    released = protect(
        report(
            coverage=made.coverage, breakdowns=made.breakdowns, failures=(),
            with_certificate=103, wishes=made.wishes, received=made.received,
        )
    )  # fmt: skip
    form = form_of(released)
    assert ("För spridning", "Små antal är skyddade: <5 är 1–4, .. är dolt.") in form.facts
    assert "Det som väntar" not in [one.heading for one in form.parts]
    assert "är dold" in part(form, "Intyg och önskemål").paragraphs[0]
    assert "lämnas inte ut" in part(form, "Avvikelser och samverkan").paragraphs[0]
    reach = table(part(form, "Munhälsobedömningar"), "A2")
    assert ("Försökta besök", "9", "..", "..") in reach.rows
    assert [one.value for one in figure_values(released, "D3")] == [".."]


def test_a_breakdown_that_is_left_out_is_a_dash_and_one_of_nobody_a_nought() -> None:
    nobody = {**report().breakdowns, "M2": {"unit": ()}}
    left = report(breakdowns=nobody, period_breakdowns={}, for_release=True)
    found = part(form_of(left), "Efter boendeenhet")
    assert ("Enhet A", "37", "–", "9", "–") in found.tables[0].rows
    assert len(found.notes) == 2
    inside = part(form_of(replace(left, for_release=False)), "Efter boendeenhet")
    assert ("Enhet A", "37", "0", "9", "–") in inside.tables[0].rows


def test_the_lists_stand_side_by_side_for_every_breakdown() -> None:
    def rows(*counted: tuple[str, str, int]) -> tuple[Share, ...]:
        return tuple(Share(key=key, name=name, count=count) for key, name, count in counted)

    form = form_of(
        report(
            waiting={"D0": 6, "D3": 5, "D8": None},
            breakdowns={
                **report().breakdowns,
                "D0": {
                    "unit": rows(("B", "Åsen", 4), ("unknown", "Okänt boende", 2)),
                    "ground": rows(("2a", "Text 2a", 0), ("none", "Inget intyg den dagen", 6)),
                },
                "D3": {
                    "unit": rows(("A", "Ängen", 3), ("own_home", "Eget boende", 2)),
                    "ground": rows(("2a", "Text 2a", 5)),
                },
            },
        )
    )
    found = part(form, "Det som väntar")
    assert table(found, "Boendeenhet").rows == (
        ("Åsen", "4", "0", "–"), ("Ängen", "0", "3", "–"),
        ("Eget boende", "0", "2", "–"), ("Okänt boende", "2", "0", "–"),
    )  # fmt: skip
    assert table(found, "Personkrets").rows == (
        ("2a: Text 2a", "0", "5", "–"), ("Inget intyg den dagen", "6", "0", "–"),
    )  # fmt: skip


def test_sessions_by_unit_and_who_closed_it() -> None:
    rows = report().breakdowns["M1"]["unit"]
    made = report(breakdowns={**report().breakdowns, "M5": {"unit": rows}})
    form = form_of(made, state="Fastställt 2026-10-05 av Kim Lind")
    assert part(form, "Utbildningstillfällen efter boendeenhet").tables[0].rows == (
        ("Enhet A", "37"),
    )
    assert ("Läge", "Fastställt 2026-10-05 av Kim Lind") in form.facts
    assert report().reach[Period.QUARTER].tried == 9


def test_two_decimals_of_a_per_cent() -> None:
    assert percent(Fraction(8, 300)) == "2,67 %"


def test_units_that_are_all_trained_are_not_listed() -> None:
    trained = TrainedUnits(units=2, trained=2, share=Fraction(1), missing=())
    tables = part(form_of(report(trained_units=trained)), "Utbildning").tables
    assert not [one for one in tables if one.heads[0].startswith("K2 Enheter utan")]
