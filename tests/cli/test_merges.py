"""Duplicates found, merged and taken apart again on the command line."""

from __future__ import annotations

from tests.support.commands import CommandLine
from tests.support.deeds import identity
from tests.support.small_municipality import WITH_YES


def test_a_double_is_found_merged_and_taken_apart(everywhere: CommandLine) -> None:
    kept = WITH_YES
    twin = identity(kept.number.replace("-", "")[:8], 871)
    assert everywhere.ask("person", "duplicates")["pairs"] == []
    assert everywhere.run("person", "duplicates").out == "Inga möjliga dubbletter.\n"
    names = ("--given", kept.given_name, "--family", f"{kept.family_name}n")
    everywhere.do("person", "add", "--number", twin, *names)
    (pair,) = everywhere.ask("person", "duplicates")["pairs"]
    assert pair["second"]["personal_identity_number"] == twin
    assert pair["reason"] == "birth_date_and_name"
    assert "nästan samma namn" in everywhere.run("person", "duplicates").out
    two = everywhere.do("person", "not-same", kept.number, twin)
    assert everywhere.ask("person", "duplicates")["pairs"] == []
    everywhere.do("undo", two["event"])
    before = everywhere.ask("person", "show", kept.number)
    words = ("person", "merge", kept.number, twin)
    trial = everywhere.do(*words, "--dry-run")
    assert (trial["merge"], trial["event"]) == (None, None)
    shown = everywhere.run(*words, "--dry-run")
    assert shown.out.startswith("Provläst, inget är sparat.")
    done = everywhere.do(*words)
    assert everywhere.ask("person", "duplicates")["pairs"] == []
    record = everywhere.ask("person", "show", twin)
    assert record["personal_identity_number"] == before["personal_identity_number"]
    assert record["former_numbers"] == [twin]
    history = everywhere.ask("history", kept.number)["events"]
    assert history[0]["event"] == done["event"]
    said = ("--date", "2026-11-22", "--wants", "no", "--by", "self")
    everywhere.do("response", "add", twin, *said)
    apart = ("person", "unmerge", done["merge"])
    assert everywhere.do(*apart, "--dry-run")["event"] is None
    assert everywhere.run(*apart).out.endswith("är återställda.\n")
    everywhere.refused(*apart, status=1, code="merge_not_found")
    after = everywhere.ask("person", "show", kept.number)
    assert after["responses"] == before["responses"]
    assert after["former_numbers"] == []
    assert [one["wants"] for one in everywhere.ask("person", "show", twin)["responses"]] == [False]
    parted = everywhere.ask("history", kept.number)["events"][0]
    assert parted["action"] == "person.unmerge"
    everywhere.do("undo", parted["event"])
    assert everywhere.ask("person", "show", twin)["former_numbers"] == [twin]


def test_a_merge_asks_for_the_passphrase(everywhere: CommandLine) -> None:
    everywhere.refused(
        "person", "merge", WITH_YES.number, WITH_YES.number, status=1, code="same_person"
    )
