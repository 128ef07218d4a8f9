"""The figures of a quarter on the command line."""

from __future__ import annotations

import csv
import json
import re

from openpyxl import load_workbook

from tests.support.commands import CommandLine
from tests.support.pdf_reading import plain_text
from tests.support.small_municipality import WITH_YES

QUARTER = ("metrics", "--year", "2026", "--quarter", "4")


def test_the_figures_of_the_small_municipality(everywhere: CommandLine) -> None:
    answer = everywhere.ask(*QUARTER)
    assert (answer["quarter"]["year"], answer["quarter"]["number"]) == (2026, 4)
    assert answer["municipality"]["code"] == "1490"
    figures = answer["figures"]
    # The one whose certificate ended on 20 December is not among them on the 31st.
    assert figures["M1"] == 4
    assert figures["M2"] == {"yes": 1, "no": 1, "not_asked": 2}
    assert figures["T1"]["certificates"] == 4
    assert figures["T1"]["population"] == 25 * 6
    assert figures["T1"]["share"] == 4 / 150
    assert figures["T1"]["missing_to_target"] == 1
    assert set(answer["breakdowns"]["M1"]) == {"unit", "ground", "sex", "age"}
    for rows in answer["breakdowns"]["M1"].values():
        assert sum(row["count"] for row in rows) == figures["M1"]
        assert all(set(row) == {"key", "name", "count"} for row in rows)
    assert set(answer["definitions"]) >= {"M1", "M2", "T1"}
    assert "warnings" not in answer


def test_without_population_coverage_is_missing(everywhere: CommandLine) -> None:
    assert everywhere.ask("metrics", "--year", "2024", "--quarter", "1")["figures"]["T1"] is None


def test_files_hold_the_same_figures(boras: CommandLine) -> None:
    answer = boras.ask(*QUARTER)
    as_json, as_csv, as_xlsx = (boras.folder / f"kvartal.{end}" for end in ("json", "csv", "xlsx"))
    assert boras.do(*QUARTER, "--out", as_json)["file"] == str(as_json)
    written = json.loads(as_json.read_text(encoding="utf-8"))
    # To look at the figures is logged, which moves the end of the log.
    assert {**written, "head": None} == {**answer, "head": None}
    boras.do(*QUARTER, "--format", "csv", "--out", as_csv)
    boras.do(*QUARTER, "--format", "xlsx", "--out", as_xlsx)
    with as_csv.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    book = load_workbook(as_xlsx)
    assert book.sheetnames == ["Översikt", *answer["definitions"]]
    table = {(row[0], row[2], row[3]): row[5] for row in rows[1:]}
    for figure in answer["definitions"]:
        cells = list(book[figure].iter_rows(min_row=6, values_only=True))
        assert len(cells) == sum(row[0] == figure for row in rows)
        for breakdown, key, _, value in cells:
            assert table[figure, str(breakdown or ""), str(key)] == str(value).replace(".", ",")
    share = next(row for row in book["T1"].iter_rows() if row[1].value == "share")[3]
    assert (share.value, share.number_format) == (4 / 150, "0.00%")
    assert table["M1", "", "total"] == str(answer["figures"]["M1"])
    for breakdown, name in (("unit", "Boendeenhet"), ("sex", "Kön")):
        for row in answer["breakdowns"]["M2"][breakdown]:
            assert table["M2", name, row["key"]] == str(row["count"])


def test_a_closed_quarter_stays_as_it_was_told(boras: CommandLine) -> None:
    last = ("--year", "2026", "--quarter", "3")
    before = boras.ask("metrics", *last)
    assert before["closed"] is None
    boras.refused("metrics", *last, "--closed", status=1, code="quarter_not_closed")
    tried = boras.run("metrics-close", *last, "--dry-run")
    assert "Kvartal 3 2026 kan fastställas. Inget är sparat." in tried.out
    closed = boras.do("metrics-close", *last)
    assert {one["code"] for one in closed["warnings"]} == {"figure_missing"}
    assert (closed["closed"]["year"], closed["closed"]["number"]) == (2026, 3)
    assert closed["event"]
    boras.refused("metrics-close", *last, status=1, code="quarter_closed")
    told = boras.run("metrics", *last).out
    assert "Inget har ändrats sedan dess." in told
    assert max(map(len, told.splitlines())) <= 80, "it is read in a terminal"
    assert re.search(r"^    Personkrets: 2a +\d+$", told, re.MULTILINE)
    boras.do("person", "died", WITH_YES.number, "--date", "2026-09-29")
    after = boras.ask("metrics", *last)
    assert after["figures"]["M1"] == before["figures"]["M1"] - 1
    assert after["closed"]["figures"] == before["figures"]
    left = after["closed"]["differences"]["M1"]
    assert left == {"came": [], "left": [WITH_YES.number], "hidden": 0, "disposed": 0}
    assert "M1: 0 räknas nu som inte räknades då, 1 räknas inte längre." in (
        boras.run("metrics", *last).out
    )
    assert "räknas inte längre" not in boras.run("metrics", *last, "--for-release").out
    frozen = boras.ask("metrics", *last, "--closed", "--for-release")
    assert frozen["figures"]["M1"] == before["figures"]["M1"]
    assert frozen["closed"]["differences"] is None


def test_the_report_is_printed_with_the_same_numbers(boras: CommandLine) -> None:
    last = ("--year", "2017", "--quarter", "1")
    boras.do("metrics-close", *last)
    today = "Enligt dagens uppgifter, inte fastställt"
    closed = "Fastställt 2026-11-22 av Kim Lind"
    since = "Enligt dagens uppgifter. Kvartalet fastställdes 2026-11-22 av Kim Lind"
    for words, state in (
        (("metrics", *QUARTER[1:], "--format", "pdf"), today),
        (("print", "quarterly-report", *QUARTER[1:], "--for-release"), today),
        (("print", "quarterly-report", *last, "--closed"), closed),
        (("metrics", *last), since),
    ):
        out = boras.folder / "rapport.pdf"
        answer = boras.do(*words, "--out", out)
        assert (answer["file"], answer["pages"] > 2) == (str(out), True)
        text = " ".join(plain_text(out).split())
        assert [one for one in (today, closed, since) if one in text] == [state]
        if words[0] == "metrics" and words[1:5] == QUARTER[1:]:
            assert f"Antal personer {answer['figures']['M1']}" in text
            for row in answer["breakdowns"]["M2"]["unit"]:
                assert row["name"] in text
            assert "2,67 %" in text
        out.unlink()


def test_why_somebody_is_counted(everywhere: CommandLine) -> None:
    this = ("--year", "2026", "--quarter", "4")
    found = everywhere.ask("explain", WITH_YES.number, "--figure", "M2", *this)
    assert found["counted"] is True
    assert all(isinstance(one, str) for one in found["because"])
    assert found["records"]
    told = everywhere.run("explain", WITH_YES.number, "--figure", "m3", *this,
                          "--period", "year_to_date")  # fmt: skip
    assert told.out.startswith("Räknas inte i M3, kvartal 4 2026.")
    everywhere.refused("explain", WITH_YES.number, "--figure", "M5", *this,
                       status=1, code="figure_not_of_persons")  # fmt: skip


def test_small_numbers_are_protected_for_release(boras: CommandLine) -> None:
    answer = boras.ask(*QUARTER, "--for-release")
    counts = [row["count"] for row in answer["breakdowns"]["M1"]["unit"]]
    assert counts
    assert all(count in ("<5", None, 0) for count in counts)
    told = boras.run(*QUARTER, "--for-release").out
    assert "<5" in told


def test_wrong_values_and_options(boras: CommandLine) -> None:
    def refused(*words: object, status: int, code: str) -> dict[str, object]:
        return boras.refused("metrics", *words, status=status, code=code)

    year = ("--year", "2026")
    assert refused(*year, "--quarter", "5", status=1, code="number_invalid")["field"] == "quarter"
    assert refused("--year", "MMXXVI", "--quarter", "1", status=1, code="number_invalid")
    refused(*year, status=2, code="wrong_usage")
    refused(*QUARTER[1:], "--format", "docx", "--out", "x", status=1, code="format_unknown")
    refused(*QUARTER[1:], "--out", boras.folder / "x.docx", status=1, code="format_unknown")
    refused(*QUARTER[1:], "--format", "csv", status=2, code="out_missing")
    missing = boras.folder / "finns-inte" / "kvartal.csv"
    refused(*QUARTER[1:], "--out", missing, status=4, code="file_not_found")


def test_the_year_is_checked_against_the_agreement(boras: CommandLine) -> None:
    answer = boras.ask("self-check", "--year", "2026")
    duties = {row["id"]: row for row in answer["duties"]}
    assert answer["findings"].keys() == {"fulfilled", "gap", "unknown"}
    assert sum(answer["findings"].values()) == len(duties)
    assert duties["training"]["finding"] == "gap"
    assert duties["training"]["source"]
    out = boras.folder / "egenkontroll.pdf"
    assert boras.do("self-check", "--year", "2026", "--out", out)["pages"] > 0
    assert "saknar utbildning" in boras.run("self-check", "--year", "2026").out
