"""Settings, the sender of the forms, units, users and the log on the command line."""

from __future__ import annotations

import pytest

from tests.support.commands import CommandLine
from tests.support.small_municipality import PEOPLE, WITHOUT


def test_settings_are_listed_with_source_or_assumption(everywhere: CommandLine) -> None:
    settings = {one["key"]: one for one in everywhere.ask("setting", "list")["settings"]}
    assert settings["coverage_base"]["value"] == "from_24"
    assert all(one["source"] for one in settings.values())
    assert "antagande" in everywhere.run("setting", "list").out


def test_a_setting_is_changed_from_a_day(everywhere: CommandLine) -> None:
    done = everywhere.do(
        *("setting", "set", "coverage_base", "over_24", "--source", "Beslut 2026-10-01"),
        *("--from", "2026-10-01"),
    )
    assert done["event"]
    setting = everywhere.ask("setting", "get", "coverage_base")["setting"]
    assert (setting["value"], setting["source"]) == ("over_24", "Beslut 2026-10-01")
    assert (setting["assumption"], setting["valid_from"]) == (None, "2026-10-01")
    coverage = everywhere.ask("metrics", "--year", "2026", "--quarter", "4")["figures"]["T1"]
    assert coverage["population"] == 25 * 5


def test_an_age_limit_of_the_municipality_decides(everywhere: CommandLine) -> None:
    everywhere.do("setting", "set", "age_limit", "90", "--source", "Beslut", "--from", "2026-01-01")
    words = ("certificate", "issue", WITHOUT.number, "--ground", "2a", "--date", "2026-11-22")
    everywhere.refused(*words, status=1, code="under_age_limit")
    everywhere.do("setting", "set", "age_limit", "20", "--source", "Beslut", "--from", "2026-01-01")
    everywhere.do(*words)
    decision = everywhere.ask("person", "show", WITHOUT.number)["decisions"][0]
    assert decision["rule_set_version"].count("+age") == 1


def test_wrong_settings(boras: CommandLine) -> None:
    boras.refused("setting", "get", "finnsinte", status=1, code="setting_unknown")
    boras.refused("setting", "set", "finnsinte", "1", status=1, code="setting_unknown")
    boras.refused("setting", "set", "coverage_base", "30", status=1, code="setting_value")
    boras.refused("setting", "set", "backup_months", "14", status=1, code="setting_value")
    boras.refused("setting", "set", "coverage_base", status=2, code="wrong_usage")


def test_the_sender_is_shown_and_changed(everywhere: CommandLine) -> None:
    before = everywhere.ask("municipality", "show")["municipality"]
    assert (before["id"], before["phone"]) == ("1490", None)
    done = everywhere.do(
        *("municipality", "set", "--phone", " 033-390  06 05 ", "--postal-code", "50115"),
        *("--street", "Kungsgatan 55", "--city", "Borås", "--department", "Vård och omsorg"),
    )
    assert done["event"]
    after = everywhere.ask("municipality", "show")["municipality"]
    assert (after["phone"], after["postal_code"]) == ("033-390 06 05", "501 15")
    everywhere.do("municipality", "set", "--phone", "")
    cleared = everywhere.ask("municipality", "show")["municipality"]
    assert (cleared["phone"], cleared["city"]) == (None, "Borås")
    assert "Telefon: –" in everywhere.run("municipality", "show").out


def test_wrong_details_of_the_sender(boras: CommandLine) -> None:
    boras.refused("municipality", "set", status=1, code="nothing_to_change")
    words = ("municipality", "set", "--postal-code")
    assert boras.refused(*words, "5011", status=1, code="postal_code_invalid")
    assert boras.refused(*words, "５０１１５", status=1, code="postal_code_invalid")
    long = boras.refused(
        "municipality", "set", "--department", "x" * 61, status=1, code="text_too_long"
    )
    assert long["field"] == "department"


def test_units(everywhere: CommandLine) -> None:
    units = everywhere.ask("unit", "list")["units"]
    assert [unit["name"] for unit in units] == ["Björkgården", "Åsens LSS-boende"]
    for text in ("A1", "björkgården"):
        unit = everywhere.ask("unit", "show", text)["unit"]
        assert (unit["code"], unit["places"]) == ("A1", 24)
    everywhere.refused("unit", "show", "Z9", status=1, code="unit_not_found")
    assert "Storgatan 1" in everywhere.run("unit", "show", "A1").out


def test_users(everywhere: CommandLine) -> None:
    users = everywhere.ask("user", "list")["users"]
    assert [user["name"] for user in users] == ["Kim Lind"]
    assert set(users[0]["roles"]) == {"coordinator", "administrator", "auditor"}
    everywhere.refused("user", "list", "--user", "Disa Falk", status=5, code="unknown_user")


def test_the_log_tells_what_was_done_and_by_whom(everywhere: CommandLine) -> None:
    everywhere.ask("person", "list", "--search", "akes")
    log = everywhere.ask("audit", "list", "--limit", "5")
    assert len(log["events"]) == 5
    actions = [event["action"] for event in log["events"]]
    assert "person.search" in actions
    assert {event["user"] for event in log["events"]} == {"Kim Lind"}
    assert log["head"]
    told = everywhere.run("audit", "list").out
    assert all(person.family_name not in told for person in PEOPLE)
    assert "akes" not in told


@pytest.mark.parametrize("limit", ["0", "alla"])
def test_a_wrong_limit_of_the_log(boras: CommandLine, limit: str) -> None:
    boras.refused("audit", "list", "--limit", limit, status=1, code="number_invalid")


def test_the_log_is_checked_without_writing_in_it(everywhere: CommandLine) -> None:
    first = everywhere.ask("audit", "verify")
    assert first["ok"] is True
    assert {check["name"] for check in first["checks"]} == {"Loggen", "Loggens ankare"}
    assert everywhere.ask("audit", "verify")["events"] == first["events"]
    assert sum(head["seq"] for head in first["head"].values()) == first["events"]
