"""A besöksdag on the command line, from plan to held, and a whole day changed in one command."""

from __future__ import annotations

from dataclasses import replace

from tests.support.commands import CommandLine
from tests.support.small_municipality import NOT_ASKED, WITH_NO, WITH_YES

DAY = ("--unit", "A1", "--date", "2026-12-07")


def test_a_day_from_plan_to_held(boras: CommandLine) -> None:
    (due,) = boras.ask("due", "assessment")["persons"]
    assert due["personal_identity_number"] == WITH_YES.number
    done = boras.do("round", "plan", *DAY, "--hygienist", "Alma Ström")
    planned = done["round"]
    (person,) = planned["persons"]
    assert person == {
        "personal_identity_number": WITH_YES.number,
        "room": person["room"],
        "reason": "Aldrig bedömd",
        "last_assessment": None,
        "outcome": None,
    }
    assert (planned["state"], planned["left"], done["event"] != "") == ("planned", 1, True)
    assert "besöksdag 2026-12-07" in boras.ask("due", "assessment")["persons"][0]["reason"]
    one = planned["id"]
    out = str(boras.folder / "besokslista.pdf")
    printed = boras.ask("print", "visit-list", one, "--out", out)
    assert (printed["file"], printed["pages"], printed["left_out_protected"]) == (out, 1, 0)
    more = boras.do("round", "people", one, "--add", WITH_NO.number)["round"]
    assert len(more["persons"]) == 2
    less = boras.do("round", "people", one, "--remove", WITH_NO.number, "--reason", "sjukhus")
    assert len(less["round"]["persons"]) == 1
    confirmed = boras.do("round", "confirm", one, "--by", "Maria", "--staff", "Sara")["round"]
    assert (confirmed["confirmed_on"], confirmed["staff"]) == ("2026-11-22", "Sara")
    (line,) = boras.ask("round", "list", "--unit", "A1")["rounds"]
    assert (line["planned"], line["left"], line["state"]) == (1, 1, "planned")
    boras.refused("round", "hold", one, status=1, code="round_in_future")
    later = replace(boras, today="2026-12-07")
    visit = ("--date", "2026-12-07", "--outcome", "performed")
    later.do("assessment", "add", WITH_YES.number, *visit)
    held = later.do("round", "hold", one)["round"]
    assert (held["state"], held["left"], held["persons"][0]["outcome"]) == ("held", 0, "performed")
    told = later.run("round", "show", one).out
    assert "hållen" in told
    assert WITH_YES.number not in told
    assert later.run("round", "list").out.count("2026-12-07") == 1
    assert later.ask("due", "assessment")["persons"] == []


def test_a_whole_day_is_moved_and_called_off(boras: CommandLine) -> None:
    one = boras.do("round", "plan", *DAY, "--without", NOT_ASKED.number)["round"]["id"]
    why = ("--by", "provider", "--reason", "sjukdom")
    moved = boras.do("round", "move", one, "--date", "2026-12-14", *why, "--noticed", "2026-11-20")
    assert (moved["round"]["date"], moved["notice_days"]) == ("2026-12-14", 17)
    assert (moved["offered_deviation"], moved["deviation"]) == (None, None)
    off = boras.do("round", "cancel", one, *why, "--notice", "24")
    assert off["offered_deviation"] == {
        "direction": "municipality_to_provider",
        "category": "assessment_repeatedly_cancelled",
    }
    assert off["deviation"]["category"] == "assessment_repeatedly_cancelled"
    assert off["round"]["state"] == "cancelled"
    boras.refused("round", "show", "0", status=1, code="not_found")
    boras.do("undo", off["event"])
    assert boras.ask("deviation", "list")["deviations"] == []
    again = boras.do("round", "cancel", one, *why, "--new-date", "2026-12-15", "--no-deviation")
    assert (again["round"]["date"], again["deviation"]) == ("2026-12-15", None)
    only = boras.do("round", "plan", "--unit", "A1", "--date", "2027-01-04", "--only",
                    WITH_NO.number)["round"]  # fmt: skip
    assert [one["personal_identity_number"] for one in only["persons"]] == [WITH_NO.number]
    assert boras.run("round", "list", "--state", "held").out.startswith("Inga besöksdagar")
