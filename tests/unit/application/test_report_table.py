"""The report as rows and as a JSON document."""

from __future__ import annotations

import json
from dataclasses import replace

from munhalsa.application.report_document import report_document
from munhalsa.application.report_table import HEADINGS, report_rows
from munhalsa.domain.rules import FigureDefinition
from munhalsa.domain.small_numbers import protect
from munhalsa.domain.visit_figures import VisitCell, needs_of, reach_of
from tests.support.reports import cell, report_of
from tests.support.rules import ALWAYS

FIGURES = (
    FigureDefinition(**ALWAYS, id="M1", name="Personer med intyg", text="Text.", version="1"),
    FigureDefinition(**{**ALWAYS, "assumption": "Gissning."}, id="M2", name="Önskar",
                     text="Text.", version="2"),
    FigureDefinition(**{**ALWAYS, "note": "Två ordalydelser."}, id="T1", name="Täckningsgrad",
                     text="Text.", version="3"),
)  # fmt: skip
CELLS = [
    cell(30),
    cell(6, wants=False, unit_id="id-B", sex="male", ground="2c"),
    cell(2, wants=None, birth_year=None),
]
REPORT = replace(report_of(CELLS), definitions=FIGURES)


def test_the_document_has_the_keys_of_the_command_line() -> None:
    document = report_document(REPORT)
    wanted = ["quarter", "municipality", "definitions", "figures", "breakdowns"]
    assert list(document)[: len(wanted)] == wanted
    assert document["quarter"] == {
        "year": 2026,
        "number": 3,
        "first_day": "2026-07-01",
        "last_day": "2026-09-30",
    }
    assert document["municipality"] == {"code": "1490", "name": "Borås"}
    assert document["definitions"]["T1"]["version"] == "3"
    figures = document["figures"]
    assert figures["M1"] == 38
    assert figures["M2"] == {"yes": 30, "no": 6, "not_asked": 2}
    assert figures["T1"] == {
        "certificates": 36,
        "population": 1000,
        "share": 0.036,
        "missing_to_target": 0,
    }
    # What nobody has defined for the day is not reported.
    assert figures.keys() == {"M1", "M2", "T1"}
    assert document["breakdowns"]["M1"]["unit"] == [
        {"key": "A", "name": "Enhet A", "count": 32},
        {"key": "B", "name": "Enhet B", "count": 6},
    ]
    assert json.loads(json.dumps(document)) == document


def test_the_share_is_not_rounded() -> None:
    report = replace(report_of(CELLS, population=7001), definitions=FIGURES)
    assert report_document(report)["figures"]["T1"]["share"] == 36 / 7001


def test_without_a_population_the_coverage_is_null_and_the_row_says_so() -> None:
    report = replace(report_of(CELLS, population=None), definitions=FIGURES)
    assert report_document(report)["figures"]["T1"] is None
    (row,) = [row for row in report_rows(report) if row[0] == "T1"]
    assert row[3:6] == ("share", "Täckningsgrad (befolkningen saknas)", "saknas")


def test_every_number_is_one_row_with_its_definition() -> None:
    rows = report_rows(REPORT)
    assert {len(row) for row in rows} == {len(HEADINGS)}
    assert rows[0] == (
        "M1", "Personer med intyg", "", "total", "Antal personer", 38, "1", "Källan"
    )  # fmt: skip
    values = {(row[0], row[2], row[3]): row[5] for row in rows}
    assert values["M2", "", "no"] == 6
    assert values["M2", "Boendeenhet", "A"] == 30
    assert values["M1", "Kön", "male"] == 6
    assert values["M1", "Ålder", "unknown"] == 2
    assert values["M1", "Personkrets", "2b"] == 0
    assert values["T1", "", "share"] == 0.036
    assert values["T1", "", "target"] == 0.03
    assert values["T1", "", "unknown_age"] == 2
    assert len(values) == len(rows)


def test_what_the_agreement_leaves_open_stands_beside_the_figure() -> None:
    sources = {row[0]: row[7] for row in report_rows(REPORT)}
    assert sources["M2"] == "Källan. Antagande: Gissning."
    assert sources["T1"] == "Källan. Två ordalydelser."
    labels = {row[3]: row[4] for row in report_rows(REPORT) if row[0] == "T1"}
    assert labels["population"] == "Befolkning, från 24 år"


def test_what_is_hidden_is_told_apart_from_nought() -> None:
    found = [cell(30), cell(60, birth_year=1970), cell(3, birth_year=2004, unit_id="id-B")]
    released = replace(protect(report_of(found)), definitions=FIGURES)
    document = report_document(released)
    assert document["figures"]["T1"] == {
        "certificates": None,
        "population": 1000,
        "share": None,
        "missing_to_target": None,
    }
    ages = {row["key"]: row["count"] for row in document["breakdowns"]["M1"]["age"]}
    assert ages == {"young": "<5", "middle": 60, "old": None}
    values = {(row[0], row[2], row[3]): row[5] for row in report_rows(released)}
    assert values["M1", "Ålder", "young"] == "<5"
    assert values["M1", "Ålder", "old"] == ".."
    assert values["T1", "", "share"] == ".."


def test_what_is_withheld_whole_is_two_dots_and_null() -> None:
    visits = [VisitCell(0, "performed", True, True, "urgent", True, 2)]
    known = report_of([cell(300, received=True), cell(2, wants=False)])
    named = tuple(
        FigureDefinition(**ALWAYS, id=name, name=name, text="Text.", version="1")
        for name in ("M4", "A1", "A2", "A3")
    )
    internal = replace(
        known,
        definitions=named,
        cared_for=known.assessed,
        reach=reach_of(visits),
        needs=needs_of(visits, visits_known=True),
    )
    released = protect(internal)
    values = {(row[0], row[3]): row[5] for row in report_rows(released)}
    assert values["A1", "share"] == values["A1", "wanting"] == ".."
    assert values["A2", "quarter.tried"] == values["A3", "quarter.with_need"] == ".."
    figures = report_document(released)["figures"]
    assert figures["A1"] == {"received": None, "wanting": None, "share": None}
    assert figures["A3"]["quarter"] is figures["A2"]["quarter"] is None
    assert figures["M4"]["imported_on"] is None
