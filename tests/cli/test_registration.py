"""What waits for Intygsbeställningen, shown and marked on the command line."""

from __future__ import annotations

from tests.support.commands import CommandLine
from tests.support.small_municipality import PROTECTED, WITH_YES, WITHOUT


def test_listed_shown_and_marked(everywhere: CommandLine) -> None:
    assert everywhere.run("registration", "list").out == "Inget väntar på att registreras.\n"
    everywhere.refused("registration", "show", WITH_YES.number, status=1, code="not_waiting")
    issued = everywhere.do(
        *("certificate", "issue", WITHOUT.number, "--ground", "2a", "--date", "2026-11-22")
    )
    (waiting,) = everywhere.ask("registration", "list")["waiting"]
    assert waiting == {
        "name": f"{WITHOUT.family_name}, {WITHOUT.given_name}",
        "personal_identity_number": WITHOUT.number,
        "certificate": issued["certificate"],
        "action": "Nytt intyg",
        "changes": "Nytt intyg",
        "since": "2026-11-22",
    }
    assert WITHOUT.number[-4:] not in everywhere.run("registration", "list").out
    (row,) = everywhere.ask("registration", "show", issued["certificate"])["waiting"]
    assert row["fields"][0] == {
        "heading": "Personnummer",
        "text": WITHOUT.number,
        "changed": False,
    }
    done = everywhere.do("registration", "mark", WITHOUT.number, "--reference", "VGR-1")
    assert (done["registered"], done["units"]) == (1, 0)
    given = ("person", "change", WITHOUT.number, "--given", "Ny")
    everywhere.do(*given)
    told = everywhere.run("registration", "show", WITHOUT.number).out
    assert "VGR:s referens sedan tidigare: VGR-1." in told
    assert "ändrat" in told
    again = everywhere.do("registration", "mark", issued["certificate"])
    assert (again["registered"], again["lines"]) == (1, 1)


def test_a_unit(boras: CommandLine) -> None:
    boras.do("unit", "change", "A1", "--phone", "033-99 88 77")
    (waiting,) = boras.ask("registration", "list", "--units")["waiting"]
    assert (waiting["unit"], waiting["action"]) == ("A1", "Ändrad telefon")
    (row,) = boras.ask("registration", "show-unit", "A1")["waiting"]
    assert [one["text"] for one in row["fields"] if one["changed"]] == ["033-99 88 77"]
    assert boras.do("registration", "mark-unit", "A1")["units"] == 1
    boras.refused("registration", "show-unit", "A1", status=1, code="not_waiting")


def test_the_protected_are_counted_and_refused(boras: CommandLine) -> None:
    boras.do("certificate", "copy", PROTECTED.number)
    listed = boras.ask("registration", "list")
    assert (listed["waiting"], listed["left_out_protected"]) == ([], 1)
    boras.refused("registration", "show", PROTECTED.number, status=1, code="not_waiting")
    boras.refused("registration", "mark", PROTECTED.number, status=5, code="protected_identity")
