"""Units and the organisation they belong to, on the command line."""

from __future__ import annotations

from tests.support.commands import CommandLine


def test_a_unit_through_its_life(everywhere: CommandLine) -> None:
    everywhere.do("district", "add", "Norr")
    answer = everywhere.do(
        *("unit", "add", "C3", "--name", "Ekgården", "--type", "nursing_home"),
        *("--responsible", "Eva Ek", "--phone", "033-35 70 00", "--places", "24"),
        *("--run-by", "contractor", "--contractor", "Omsorg AB", "--parent", "A1"),
        *("--district", "Norr", "--active-from", "2020-01-01"),
    )
    assert answer["unit"]["run_by"] == "contractor"
    assert answer["event"]
    everywhere.do("unit", "change", "C3", "--email", "ek@exempel.se", "--places", "")
    everywhere.do("unit", "rename", "C3", "--name", "Lindgården", "--date", "2026-11-01")
    everywhere.do("unit", "verified", "Ekgården", "--date", "2026-11-22")
    shown = everywhere.ask("unit", "show", "Ekgården")
    unit = shown["unit"]
    assert (unit["name"], unit["email"], unit["places"]) == ("Lindgården", "ek@exempel.se", None)
    assert (shown["parent"]["code"], shown["district"]["name"]) == ("A1", "Norr")
    assert [one["name"] for one in shown["names"]] == ["Ekgården"]
    assert (shown["to_tell"], shown["confirm_contacts"]) == (["new", "name", "email"], False)
    lines = everywhere.run("unit", "show", "C3").out
    assert "  Typ: särskilt boende\n" in lines
    assert "  Kontaktuppgifter bekräftade: 2026-11-22\n" in lines
    assert "  Hette tidigare: Ekgården (till och med 2026-10-31)" in lines
    history = everywhere.ask("unit", "show", "A1")
    assert [part["code"] for part in history["parts"]] == ["C3"]
    everywhere.refused("undo", answer["event"], status=1, code="undo_blocked")


def test_what_is_wrong_with_a_unit_is_told_at_its_field(boras: CommandLine) -> None:
    wrong = boras.refused(
        *("unit", "add", "--name", "Ek", "--type", "villa"), status=1, code="value_unknown"
    )
    assert wrong["field"] == "type"
    few = boras.refused("unit", "change", "A1", "--places", "-1", status=1, code="number_invalid")
    assert few["field"] == "places"
    boras.refused("unit", "change", "A1", "--phone", "", status=1, code="missing")
    boras.refused("unit", "change", "A1", status=1, code="nothing_to_change")
    boras.refused("unit", "verified", "Okänd", status=1, code="unit_not_found")


def test_parts_contact_persons_and_provider(everywhere: CommandLine) -> None:
    assert "Inga organisationsdelar" in everywhere.run("district", "list").out
    everywhere.do("district", "add", "Norr")
    everywhere.do("district", "rename", "Norr", "--to", "Område norr")
    (district,) = everywhere.ask("district", "list")["districts"]
    assert district["name"] == "Område norr"
    everywhere.do(
        *("municipality", "contact", "add", "Eva Ek", "--phone", "033-35 70 00"),
        *("--district", "Område norr", "--from", "2026-01-01"),
    )
    ended = everywhere.do("municipality", "contact", "end", "Eva Ek", "--date", "2026-12-31")
    assert [one["code"] for one in ended["warnings"]] == ["no_contact_person"]
    (person,) = everywhere.ask("municipality", "contact", "list")["contacts"]
    assert (person["from_day"], person["to_day"]) == ("2026-01-01", "2026-12-31")
    everywhere.do(
        *("municipality", "provider", "set", "Folktandvården", "--from", "2024-01-01"),
        *("--to", "2026-12-31", "--contact", "Ida", "--phone", "010-441 00 00"),
    )
    (contract,) = everywhere.ask("municipality", "provider", "list")["providers"]
    assert (contract["provider"], contract["to_day"]) == ("Folktandvården", "2026-12-31")
    assert "Folktandvården" in everywhere.run("municipality", "provider", "list").out
    assert "kontaktpersoner" in everywhere.run("municipality", "contact", "--help").out


def test_the_units_own_staff(boras: CommandLine) -> None:
    since = ("--from", "2026-11-01", "--until", "2027-02-01")
    added = boras.do("staff", "add", "A1", "Sara Lind", "--title", "undersköterska", *since)
    assert added["member"]["title"] == "undersköterska"
    boras.do("staff", "change", "A1", "Sara Lind", "--new-name", "Sara Lund", "--until", "")
    assert boras.do("staff", "end", "A1", "Sara Lund", "--date", "2026-12-31")["warnings"] == []
    (line,) = boras.ask("staff", "list")["staff"]
    member = line["member"]
    assert (member["name"], member["to_day"], line["unit"]) == (
        *("Sara Lund", "2026-12-31"),
        "Björkgården",
    )
    assert (line["last_named"], line["named"]) == (None, False)
    told = boras.run("unit", "show", "A1").out
    assert "  Personal: Sara Lund, undersköterska (utbildad: inte namngiven)\n" in told
    (home, *_) = boras.ask("training", "units")["units"]
    assert home["staff_to_train"] == ["Sara Lund"]
    boras.refused(
        "staff", "end", "A1", "Bo", "--date", "2026-12-31", status=1, code="staff_not_found"
    )
