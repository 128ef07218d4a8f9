"""Assessments on the command line: added whole from a file or by options, shown, corrected."""

from __future__ import annotations

import json

from tests.support.commands import CommandLine
from tests.support.small_municipality import WITH_NO, WITH_YES

ON = ("--date", "2026-11-20")


def test_from_the_visit_to_the_correction(everywhere: CommandLine) -> None:
    whole = {
        "outcome": "performed",
        "performed_by": "Alma Ström",
        "title": "dental_hygienist",
        "help_need": "some",
        "care_need": "urgent",
        "staff_took_part": True,
        "staff": "Sara",
        "unit": "B2",
        "reason": None,
        "findings": None,
    }
    file = everywhere.write("bedomning.json", json.dumps(whole))
    added = ("assessment", "add", WITH_YES.number, *ON, "--care-need", "none", "--file", file)
    done = everywhere.do(*added)
    kept = done["assessment"]
    assert (done["deviation"], done["findings"], done["warnings"]) == (None, None, [])
    assert (kept["care_need"], kept["staff"], kept["title"]) == (
        "none",
        "Sara",
        "dental_hygienist",
    )
    other = everywhere.do(
        *("assessment", "add", WITH_YES.number, *ON, "--outcome", "partly_performed"),
        *("--counts-as-performed", "yes", "--staff", "none", "--help-need", "all"),
    )
    assert [one["code"] for one in other["warnings"]] == ["same_day", "performed_by_missing"]
    assert other["assessment"]["staff_took_part"] is False
    first = kept["id"]
    everywhere.do("assessment", "duplicate", other["assessment"]["id"], "--of", first)
    everywhere.do("assessment", "correct", first, "--reason", "fel behov", "--care-need", "urgent")
    listed = everywhere.ask("assessment", "list", WITH_YES.number)["assessments"]
    assert {one["assessment"]["id"]: one["assessment"]["duplicate_of_id"] for one in listed} == {
        first: None,
        other["assessment"]["id"]: first,
    }
    shown = everywhere.ask("assessment", "show", first)
    assert (shown["assessment"]["care_need"], shown["assessment"]["correction"]) == (
        "urgent",
        "fel behov",
    )
    assert shown["earlier"][0]["before"]["care_need"] == "none"
    assert "Rättad 2026-11-22: fel behov" in everywhere.run("assessment", "show", first).out
    assert "dubblett" in everywhere.run("assessment", "list", WITH_YES.number).out
    out = everywhere.folder / "underlag.pdf"
    assert everywhere.ask("print", "assessment", first, "--out", out)["pages"] == 1


def test_the_deviation_is_recorded_in_the_same_step(boras: CommandLine) -> None:
    declined = ("assessment", "add", WITH_YES.number, *ON, "--outcome", "declined_at_visit")
    done = boras.do(*declined, "--why", "orkade inte")
    assert (done["deviation"]["category"], done["deviation"]["reason"]) == (
        "declined_at_visit",
        "orkade inte",
    )
    boras.do("undo", done["event"])
    assert boras.do(*declined, "--no-deviation")["deviation"] is None
    assert "En avvikelse" in boras.run(*declined).out
    no = ("assessment", "add", WITH_NO.number, *ON, "--outcome", "declined_at_visit")
    assert boras.do(*no)["deviation"] is None


def test_wrong_values_and_files(boras: CommandLine) -> None:
    add = ("assessment", "add", WITH_YES.number)

    def field(code: str, *words: object, status: int = 1) -> object:
        return boras.refused(*words, status=status, code=code)["field"]

    assert field("option_missing", *add, status=2) == "day"
    assert field("option_missing", *add, *ON, status=2) == "outcome"
    assert field("value_unknown", *add, *ON, "--outcome", "kanske") == "outcome"
    performed = (*add, *ON, "--outcome", "performed")
    assert field("unit_not_found", *performed, "--unit", "Z9") == "unit"
    assert field("assessment_unreadable", *performed, "--file", "saknas", status=4) == "file"

    def told(document: object) -> object:
        file = boras.write("fel.json", json.dumps(document))
        outcome = boras.run(*performed, "--file", file, "--json")
        return outcome.status, outcome.error["code"], outcome.error["field"]

    assert told([]) == (4, "assessment_invalid", "file")
    assert told({"teeth": 2}) == (1, "field_unknown", "teeth")
    assert told({"staff": 2}) == (1, "value_unknown", "staff")
    assert told({"told": "x" * 501}) == (1, "text_too_long", "told")
    assert told({"findings": 2}) == (1, "value_unknown", "findings")
    assert told({"findings": {"lips": True}}) == (1, "value_unknown", "lips")
    assert told({"findings": {"lips": 2, "upper_denture": None}}) == (
        1,
        "provider_part_off",
        "findings",
    )
    boras.do("setting", "set", "provider_part", "yes", "--from", "2026-01-01")
    assert told({"findings": {"lips": 2}}) == (1, "own_teeth_missing", "own_teeth")
    assert told({"findings": {"upper_denture": "hel"}}) == (1, "value_unknown", "upper_denture")
    broken = boras.write("trasig.json", "{")
    assert field("assessment_invalid", *performed, "--file", broken, status=4) == "file"
    assert field("not_found", "assessment", "show", "finns-inte") is None


def test_a_care_card_from_the_phrases_to_the_cabinet(everywhere: CommandLine) -> None:
    number = WITH_YES.number
    phrases = everywhere.ask("care-card", "phrases")["phrases"]
    assert "brush_soft" in {one["id"] for one in phrases}
    assert "Borsta tänderna" in everywhere.run("care-card", "phrases").out
    assert "inget munvårdskort" in everywhere.run("care-card", "show", number).out
    done = everywhere.do(
        *("care-card", "add", number, "--phrase", "brush_soft,lips", "--phrase", "moisten"),
        *("--line", "Kolla hinken||Fredag", "--text", "Lugnt", "--next", "2027-11-20"),
        *("--signed-by", "Alma Ström, leg. tandhygienist"),
    )
    assert [one["code"] for one in done["warnings"]] == ["phrases_not_approved"]
    assert [one["what"] for one in done["lines"]][-2:] == ["Fukta munnen", "Kolla hinken"]
    assert done["lines"][-1]["with_what"] is None
    everywhere.do("care-card", "received", number, "--by", "Eva Sand")
    planned = everywhere.do("care-card", "plan", number)["care_card"]
    assert planned["received_by"] == "Eva Sand"
    (shown,) = everywhere.ask("care-card", "show", number)["care_cards"]
    assert (shown["valid"], shown["card"]["in_care_plan_on"]) == (True, "2026-11-22")
    told = everywhere.run("care-card", "show", number).out
    assert "mottaget 2026-11-22" in told
    assert "4. Kolla hinken | Fredag" in told
    unit = ("--unit", "A1")
    for words in (
        ("care-card", number),
        ("unit-sheet", *unit),
        ("unit-report", *unit, "--from", "2026-11-01"),
    ):
        out = everywhere.folder / f"{words[0]}.pdf"
        assert everywhere.ask("print", *words, "--out", out)["pages"] == 1
    error = everywhere.refused(
        "care-card", "add", number, "--line", "a|b|c|d|e", status=1, code="line_parts"
    )
    assert error["field"] == "line"
