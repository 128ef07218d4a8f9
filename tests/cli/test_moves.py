"""Moves on the command line: one, many, and everybody out of a unit that closes."""

from __future__ import annotations

from tests.support.commands import CommandLine
from tests.support.small_municipality import NOT_ASKED, PROTECTED, WITH_NO, WITH_YES, WITHOUT

DAY = ("--date", "2026-12-01")


def _residents(line: CommandLine, unit: str, *more: str) -> list[str]:
    residents = line.ask("unit", "residents", unit, *more)["residents"]
    return [one["personal_identity_number"] for one in residents]


def test_a_move_and_its_undoing(everywhere: CommandLine) -> None:
    done = everywhere.do("person", "move", WITH_YES.number, "--unit", "B2", *DAY, "--room", "4")
    assert WITH_YES.number in _residents(everywhere, "A1")
    (moved,) = (
        one
        for one in everywhere.ask("unit", "residents", "B2", *DAY)["residents"]
        if one["personal_identity_number"] == WITH_YES.number
    )
    assert (moved["room"], moved["since"], moved["kind"]) == ("4", "2026-12-01", "home")
    everywhere.do("undo", done["event"])
    assert WITH_YES.number not in _residents(everywhere, "B2", *DAY)


def test_home_with_care_and_a_place_of_visits(boras: CommandLine) -> None:
    boras.do(
        *("unit", "add", "H1", "--name", "Hemtjänst norr", "--type", "home_help"),
        *("--responsible", "Eva Ek", "--phone", "033-35 70 00"),
    )
    boras.do(
        *("person", "move", WITH_YES.number, "--unit", "H1", "--address", "Storgatan 1", *DAY),
        *("--postal-code", "50115", "--city", "Borås", "--care-of", "Lind"),
    )
    boras.do("person", "visit", WITH_YES.number, "--unit", "B2", *DAY)
    boras.do("person", "responsible", WITH_YES.number, "--end", "--date", "2026-12-24")
    homes = boras.ask("person", "show", WITH_YES.number)["residences"]
    kinds = sorted(
        (one["kind"], one["street"] or "", one["from_day"], one["to_day"] or "") for one in homes
    )
    assert kinds == [
        ("home", "", "2024-01-01", "2026-11-30"),
        ("home", "Storgatan 1", "2026-12-01", "2026-12-24"),
        ("home", "Storgatan 1", "2026-12-25", ""),
        ("responsible", "", "2026-12-01", "2026-12-24"),
        ("visit", "", "2026-12-01", ""),
    ]
    shown = boras.run("unit", "residents", "H1", *DAY).out
    assert WITH_YES.family_name in shown
    assert WITH_YES.number not in shown


def test_many_move_and_the_empty_unit_closes(everywhere: CommandLine) -> None:
    lived_in = everywhere.refused(
        "unit", "close", "A1", "--date", "2026-12-31", status=1, code="unit_lived_in"
    )
    assert lived_in["field"] == "move_to"
    assert "4 personer" in lived_in["message"]
    some = everywhere.do("unit", "move-residents", "A1", "B2", *DAY, "--only", WITH_NO.number)
    assert some["moved"] == 1
    closed = everywhere.do("unit", "close", "A1", "--date", "2026-12-31", "--move-to", "B2")
    assert (closed["moved"], closed["unit"]["active_to"]) == (3, "2026-12-31")
    after = ("--date", "2027-01-01")
    assert {WITH_YES.number, WITH_NO.number, WITHOUT.number, NOT_ASKED.number} <= set(
        _residents(everywhere, "B2", *after)
    )
    assert PROTECTED.number not in _residents(everywhere, "B2", *after)
    assert everywhere.run("unit", "residents", "A1", *after).out == (
        "Ingen finns på enheten den dagen.\n"
    )
    everywhere.do("undo", closed["event"])
    assert WITH_YES.number in _residents(everywhere, "A1", *after)
    everywhere.do("unit", "move-residents", "A1", "B2", *DAY)


def test_what_is_said_in_the_wrong_way(boras: CommandLine) -> None:
    boras.refused("person", "move", WITH_YES.number, *DAY, status=2, code="wrong_usage")
    boras.refused("person", "visit", WITH_YES.number, *DAY, status=2, code="wrong_usage")
    both = ("--unit", "B2", "--end")
    boras.refused("person", "visit", WITH_YES.number, *both, *DAY, status=2, code="wrong_usage")
    far = boras.refused(
        *("person", "move", WITH_YES.number, "--unit", "B2", "--date", "2036-12-01"),
        status=1,
        code="too_far_ahead",
    )
    assert far["field"] == "date"
