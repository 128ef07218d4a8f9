"""From a list out of the care system to certificates and findings, on the command line."""

from __future__ import annotations

from dataclasses import replace

from tests.support.commands import CommandLine
from tests.support.small_municipality import (
    NEWCOMER,
    TOO_YOUNG,
    UNCONFIRMED_AGE,
    WITH_YES,
    WITHOUT,
)

WAITING = sorted([WITHOUT.number, UNCONFIRMED_AGE.number])
"""Who came in the list of persons without a certificate, and is not too young for one."""
HEADINGS = "Personnummer;Förnamn;Efternamn;Insats;Enhet;Från;Till\n"


def take_in(line: CommandLine, *rows: str) -> dict[str, object]:
    file = line.write("insatser.csv", HEADINGS + "".join(f"{row}\n" for row in rows))
    return line.do("import", "insatser", file)


def waiting(line: CommandLine) -> list[str]:
    persons = line.ask("due", "candidates")["persons"]
    return [one["personal_identity_number"] for one in persons]


def assess(line: CommandLine, *words: str) -> dict[str, object]:
    return line.do("candidate", "assess", NEWCOMER, *words)


def states(line: CommandLine) -> dict[str, str]:
    lines = line.ask("candidate", "list")["candidates"]
    return {one["personal_identity_number"]: one["state"] for one in lines}


def test_a_care_list_finds_whom_nobody_has_seen(everywhere: CommandLine) -> None:
    done = take_in(
        everywhere,
        f"{NEWCOMER};Åsa;Lind;Särskilt boende;A1;2026-01-01;",
        f"{WITH_YES.number};Ragnhild;Åkesson;Särskilt boende;A1;2024-01-01;",
        f"{WITHOUT.number};;;Hemtjänst;;;",
    )
    assert (done["rows_in"], done["new"], done["unchanged"]) == (3, 2, 1)
    assert sorted(waiting(everywhere)) == sorted([NEWCOMER, *WAITING])
    units = everywhere.ask("candidate", "list")["units"]
    (home,) = [one for one in units if one["code"] == "A1"]
    assert (home["places"], home["certificates"], home["candidates"]) == (24, 3, 2)
    assert home["share"] == 0.125
    issued = everywhere.do(
        *("certificate", "issue", NEWCOMER, "--ground", "2a", "--date", "2026-11-22")
    )
    assert sorted(waiting(everywhere)) == WAITING
    assert states(everywhere)[NEWCOMER] == "has_certificate"
    everywhere.do("undo", issued["event"])
    assert everywhere.do("import-undo", done["batch"])["undone"]


def test_findings(everywhere: CommandLine) -> None:
    added = everywhere.do(
        *("candidate", "add", NEWCOMER, "--given", "Åsa", "--family", "Lind", "--unit", "A1")
    )
    assert [one["code"] for one in added["warnings"]] == []
    listed = states(everywhere)
    assert listed.pop(NEWCOMER) == "not_assessed"
    assert listed[TOO_YOUNG.number] == "not_entitled"
    assert sorted(waiting(everywhere)) == sorted([NEWCOMER, *WAITING])
    assess(everywhere, "--outcome", "not_entitled", "--again", "2027-05-01")
    assert sorted(waiting(everywhere)) == WAITING, "who came in the list of persons waits too"
    assert states(everywhere) == {**listed, NEWCOMER: "not_entitled"}
    assert NEWCOMER in waiting(replace(everywhere, today="2027-05-01"))
    event = assess(everywhere, "--outcome", "needs_judgement", "--asked", "2026-11-20")["event"]
    assert states(everywhere) == {**listed, NEWCOMER: "needs_judgement"}
    assess(everywhere, "--outcome", "answered", "--answer", "Ja")
    assert NEWCOMER in waiting(everywhere)
    assess(everywhere, "--outcome", "declines")
    assert NEWCOMER in waiting(replace(everywhere, today="2027-11-22"))
    everywhere.refused("undo", event, status=1, code="undo_blocked")


def test_people_read_the_list(boras: CommandLine) -> None:
    again = ("candidate", "add", WITHOUT.number, "--source", "hemtjänsten")
    boras.refused(*again, status=1, code="candidate_listed")
    told = boras.run("candidate", "list").out
    assert "inte bedömd" in told
    assert WITHOUT.number[-4:] not in told
    assert boras.ask("candidate", "list", "--state", "declines")["candidates"] == []
    assert "visas igen" in boras.run(
        "candidate", "assess", WITHOUT.number, "--outcome", "declines"
    ).out  # fmt: skip
    assert boras.run(
        "candidate", "assess", WITHOUT.number, "--outcome", "not_assessed"
    ).out == "Sparat.\n"  # fmt: skip


def test_wrong_words(boras: CommandLine) -> None:
    assess = ("candidate", "assess", WITHOUT.number, "--outcome")
    boras.refused(*assess, "kanske", status=1, code="value_unknown")
    boras.refused(
        *assess, "declines", "--asked", "2026-11-01", status=2, code="option_does_not_fit"
    )
    boras.refused(*assess, "declines", "--again", "2026-11-01", status=1, code="again_not_ahead")
    boras.refused(*assess, "answered", status=1, code="not_asked")
    boras.refused("candidate", "add", NEWCOMER, status=1, code="person_not_found")
    boras.refused("candidate", "list", "--state", "x", status=2, code="state_unknown")
