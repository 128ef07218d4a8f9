"""Deviations as they are typed: draft, report, answer, close, list, show, change, undo."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.support.commands import CommandLine
from tests.support.small_municipality import PROTECTED, WITH_YES


def add(line: CommandLine, *words: str) -> dict[str, Any]:
    done = line.do("deviation", "add", *words)["deviation"]
    assert isinstance(done, dict)
    return done


def listed(line: CommandLine, *words: str) -> list[dict[str, Any]]:
    found = line.ask("deviation", "list", *words)["deviations"]
    assert isinstance(found, list)
    return found


def test_from_draft_to_closed(boras: CommandLine) -> None:
    person = ("--person", WITH_YES.number)
    made = add(boras, "--category", "Fel boendeenhet", *person, "--date", "2026-11-20")
    assert (made["state"], made["direction"]) == ("draft", "provider_to_municipality")
    boras.do("deviation", "change", made["id"], "--record-number", "KS-1", "--class", "risk")
    report = boras.do("deviation", "report", "KS-1")["deviation"]
    assert (report["reported_on"], report["answer_due"]) == ("2026-11-22", "2027-01-22")
    later = replace(boras, today="2027-01-23")
    (late,) = listed(later, "--overdue", "--unit", "A1", "--to-do", "--category", "Fel enhet")
    assert (late["id"], late["category_word"], late["unit"]) == (
        *(made["id"], "Fel boendeenhet", "Björkgården"),
    )
    told = later.run("deviation", "list").out
    assert "Försenat, 2027-01-22" in told
    assert WITH_YES.number[-4:] not in told
    later.do("deviation", "answer", "KS-1", "--answer", "Ny rutin", "--measures", "Bokas om")
    shown = later.ask("deviation", "show", "KS-1")
    assert shown["deviation"]["measures"] == "Bokas om"
    assert shown["history"][0]["action"] == "deviation.answer"
    assert "Svar: Ny rutin" in later.run("deviation", "show", "KS-1").out
    closed = later.do("deviation", "close", "KS-1")
    assert listed(later) == []
    assert len(listed(later, "--state", "closed", "--from", "2026-11-20")) == 1
    later.do("undo", closed["event"])
    assert [one["state"] for one in listed(later, "--state", "all")] == ["answered"]


def test_without_a_person_or_about_somebody_protected(boras: CommandLine) -> None:
    none = add(boras, "--category", "other", "--direction", "municipality_to_provider")
    assert (none["person_id"], none["unit_id"]) == (None, None)
    add(boras, "--category", "wrong_unit", "--person", PROTECTED.number)
    masked, _ = listed(boras)
    assert (masked["masked"], masked["name"], masked["unit"]) == (True, None, None)
    assert "Skyddad uppgift" in boras.run("deviation", "list").out
    boras.refused("deviation", "show", masked["id"], status=5, code="protected_identity")
    closed = boras.do("deviation", "close", none["id"], masked["id"])
    assert [one["code"] for one in closed["warnings"]] == ["never_reported"] * 2
    assert listed(boras) == []
    boras.do("undo", closed["event"])
    assert len(listed(boras)) == 2


def test_what_is_refused(boras: CommandLine) -> None:
    other = ("deviation", "add", "--category", "other")
    boras.refused(*other, status=1, code="direction_missing")
    boras.refused(*other, "--direction", "sideways", status=1, code="value_unknown")
    boras.refused(*other, "--class", "", "--date", "igår", status=1, code="date_invalid")
    boras.refused("deviation", "add", status=2, code="wrong_usage")
    boras.refused("deviation", "show", "KS-9", status=1, code="not_found")
    boras.refused("deviation", "list", "--state", "odd", status=1, code="value_unknown")
    boras.refused("deviation", "list", "--unit", "Månen", status=1, code="unit_not_found")


def test_a_disagreement_from_2027(boras: CommandLine) -> None:
    later = replace(boras, today="2027-02-10")
    wanted = ("--about", "Vem bokar", "--temporary-solution", "Kommunen bokar")
    boras.refused("disagreement", "add", *wanted, status=1, code="no_ladder")
    later.refused("disagreement", "add", "--about", "Vem bokar", status=2, code="wrong_usage")
    absent = add(later, "--category", "staff_absent", "--unit", "A1")["id"]
    done = later.do("disagreement", "add", *wanted, "--deviation", absent)
    one = done["disagreement"]["id"]
    later.refused("disagreement", "step", one, "--step", "x", status=1, code="number_invalid")
    step = later.do("disagreement", "step", one, "--step", "1", "--holder", "Eva Ek")["step"]
    assert (step["step"], step["holder"], step["day"]) == (1, "Eva Ek", "2027-02-10")
    later.do("disagreement", "answer", one, "--answer", "Nej", "--decision", "Vidare")
    assert later.ask("disagreement", "list")["disagreements"][0]["step"] == 1
    assert "Steg 1" in later.run("disagreement", "list").out
    later.do("disagreement", "close", one, "--outcome", "Enade")
    later.do("disagreement", "follow-up", one, "--text", "Rutinen följs", "--shared-with", "VGR")
    assert later.ask("disagreement", "list")["disagreements"] == []
    shown = later.ask("disagreement", "show", one)
    assert shown["steps"][0]["decision"] == "Vidare"
    assert shown["deviations"][0]["unit"] == "Björkgården"
    told = later.run("disagreement", "show", one).out
    assert "Avslutad 2027-02-10: Enade" in told
    assert "Rutinen följs" in told


def test_on_paper_and_for_the_meeting(boras: CommandLine) -> None:
    one = add(boras, "--category", "wrong_unit", "--person", WITH_YES.number)
    out = boras.folder / "avvikelse.pdf"
    assert boras.do("print", "deviation-report", one["id"], "--out", out)["pages"] == 1
    assert boras.do("print", "agenda", "--out", boras.folder / "dag.pdf")["pages"] >= 1
    topics = boras.ask("deviation", "agenda", "--from", "2026-11-01")["topics"]
    assert topics[0]["rows"][0]["where"] == "Björkgården"
    assert "Fel boendeenhet (1)" in boras.run("deviation", "agenda").out
    trends = boras.ask("deviation", "trends")
    assert trends["units"][0]["counts"] == [0, 0, 0, 1]
    assert "kvartal 4 2026" in boras.run("deviation", "trends").out
