"""Offers and the lists of people who wait, on the command line."""

from __future__ import annotations

from dataclasses import replace

from munhalsa.domain.due import DueList
from tests.support.commands import CommandLine
from tests.support.small_municipality import ENDING, NOT_ASKED, PROTECTED, WITH_NO, WITH_YES


def numbers(line: CommandLine, *words: str) -> list[str | None]:
    persons = line.ask("due", *words)["persons"]
    assert all(set(one) == {"personal_identity_number", "reason", "since", "contacts"}
               for one in persons)  # fmt: skip
    return [one["personal_identity_number"] for one in persons]


def offer(line: CommandLine, day: str) -> dict[str, object]:
    return line.do("offer", "add", WITH_NO.number, "--date", day, "--channel", "phone")


def test_without_a_name_every_list_is_counted(everywhere: CommandLine) -> None:
    counts = everywhere.ask("due")["counts"]
    assert list(counts) == [which.value for which in DueList]
    for which, count in counts.items():
        assert len(numbers(everywhere, which)) == count
    assert counts["offer"] == 1
    told = everywhere.run("due").out
    assert "Fråga igen" in told
    assert "due never-asked" in told
    assert numbers(everywhere, "fråga igen") == numbers(everywhere, "offer")


def test_a_list_says_why_and_since_when(everywhere: CommandLine) -> None:
    (again,) = everywhere.ask("due", "offer")["persons"]
    assert again == {
        "personal_identity_number": WITH_NO.number,
        "reason": "Önskade inte 2024-03-05",
        "since": "2025-03-05",
        "contacts": 0,
    }
    (ending,) = everywhere.ask("due", "ending")["persons"]
    assert (ending["personal_identity_number"], ending["since"]) == (ENDING.number, "2026-10-21")
    assert numbers(everywhere, "never-asked") == [None, ENDING.number, NOT_ASKED.number]
    assert numbers(everywhere, "unregistered") == []
    told = everywhere.run("due", "never-asked").out
    assert "19500118-••••" in told
    assert PROTECTED.family_name not in told
    assert everywhere.run("due", "unregistered").out.startswith("Listan är tom")


def test_a_unit_has_its_own_list_without_the_protected(everywhere: CommandLine) -> None:
    everybody = [WITH_YES.number, WITH_NO.number]
    assert sorted(filter(None, numbers(everywhere, "no-dentist", "--unit", "A1"))) == everybody
    assert None not in numbers(everywhere, "no-dentist", "--unit", "Björkgården")
    assert numbers(everywhere, "never-asked", "--unit", "A1") == []
    counts = everywhere.ask("due", "--unit", "B2")["counts"]
    assert counts["never-asked"] == 2


def test_an_offer_hides_and_is_counted(everywhere: CommandLine) -> None:
    done = offer(everywhere, "2026-11-20")
    assert done["event"]
    assert numbers(everywhere, "offer") == []
    later = replace(everywhere, today="2026-12-20")
    (again,) = later.ask("due", "offer")["persons"]
    assert (again["since"], again["contacts"]) == ("2025-03-05", 1)
    offer(later, "2026-12-20")
    for day, count in (("2027-12-19", 0), ("2027-12-20", 1)):
        assert len(numbers(replace(everywhere, today=day), "offer")) == count
    record = everywhere.ask("person", "show", WITH_NO.number)
    assert [one["reminder"] for one in record["offers"]] == [1, 2]


def test_an_offer_is_undone(everywhere: CommandLine) -> None:
    event = offer(everywhere, "2026-11-20")["event"]
    everywhere.do("undo", event)
    assert numbers(everywhere, "offer") == [WITH_NO.number]


def test_wrong_values(boras: CommandLine) -> None:
    def refused(code: str, *words: str) -> object:
        return boras.refused(*words, status=1, code=code)["field"]

    add = ("offer", "add", WITH_NO.number)
    assert refused("value_unknown", *add, "--date", "2026-11-20", "--channel", "brev") == "channel"
    day = ("--date", "2026-11-23", "--channel", "phone")
    assert refused("offered_in_future", *add, *day) == "offered"
    assert refused("value_unknown", "due", "kanske") == "list"
    assert refused("unit_not_found", "due", "offer", "--unit", "Z9") == "unit"
    assert refused("district_not_found", "due", "offer", "--district", "Norr") == "district"


def test_a_units_answers_as_a_list_and_on_paper(everywhere: CommandLine) -> None:
    out = everywhere.folder / "svarslista.pdf"
    found = everywhere.ask("response", "list", "--unit", "A1", "--out", out)
    assert [(one["personal_identity_number"], one["wants"]) for one in found["persons"]] == [
        (WITH_NO.number, False),
        (WITH_YES.number, True),
    ]
    assert (found["unit"], found["pages"], out.stat().st_size > 1000) == ("Björkgården", 1, True)
    told = everywhere.run("response", "list", "--unit", "B2").out
    assert "inte tillfrågad" in told
    everywhere.refused("response", "list", "--unit", "Z9", status=1, code="unit_not_found")
