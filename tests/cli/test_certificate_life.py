"""The life of a certificate on the command line, after it was issued."""

from __future__ import annotations

import pytest

from tests.support.commands import CommandLine
from tests.support.small_municipality import ENDING, WITH_YES

DAY = ("--date", "2026-11-22")
NOTHING_FITS = """
reason = "Läkarintyg finns"
[answers]
lives_in_special_housing = false
"""


def lines_of(line: CommandLine, number: str) -> list[dict[str, object]]:
    certificates = line.ask("certificate", "list")["certificates"]
    return [one for one in certificates if one["personal_identity_number"] == number]


def test_renew_change_ground_and_take_it_all_back(everywhere: CommandLine) -> None:
    (before,) = lines_of(everywhere, WITH_YES.number)
    renewed = everywhere.do("certificate", "renew", WITH_YES.number, "--valid-to", "2027-12-31")
    assert renewed["replaced"] == before["number"]
    old, new = lines_of(everywhere, WITH_YES.number)
    assert (old["ended"], old["valid"]) == ("2026-11-21", False)
    assert (new["number"], new["issued"], new["valid_to"], new["valid"]) == (
        renewed["certificate"],
        "2026-11-22",
        "2027-12-31",
        True,
    )
    changed = everywhere.do(
        *("certificate", "change-ground", new["number"], "--ground", "2c", "--date", "2026-12-01")
    )
    assert changed["replaced"] == new["number"]
    grounds = [one["ground"] for one in lines_of(everywhere, WITH_YES.number)]
    assert grounds == [before["ground"], before["ground"], "2c"]
    for event in (changed["event"], renewed["event"]):
        everywhere.do("undo", event)
    assert lines_of(everywhere, WITH_YES.number) == [before]
    words = [one["action"] for one in everywhere.ask("history", WITH_YES.number)["events"]]
    assert {"certificate.renew", "certificate.ground"} <= set(words)


def test_renewing_by_criteria_takes_reason_and_answers_from_the_file(boras: CommandLine) -> None:
    criteria = boras.write("svar.toml", NOTHING_FITS)
    done = boras.do(
        *("certificate", "renew", ENDING.number, "--ground", "2a", "--criteria", criteria)
    )
    decision = boras.ask("person", "show", ENDING.number)["decisions"][-1]
    assert (decision["reason"], decision["issued"]) == ("Läkarintyg finns", True)
    changed = boras.do(
        *("certificate", "change-ground", done["certificate"], "--ground", "2c"),
        *("--date", "2026-12-31", "--criteria", criteria, "--reason", "Annat skäl"),
    )
    assert changed["certificate"] != done["certificate"]
    assert boras.ask("person", "show", ENDING.number)["decisions"][-1]["reason"] == "Annat skäl"


def test_validity(everywhere: CommandLine) -> None:
    done = everywhere.do("certificate", "validity", WITH_YES.number, "--valid-to", "2027-05-31")
    assert lines_of(everywhere, WITH_YES.number)[0]["valid_to"] == "2027-05-31"
    everywhere.do("certificate", "validity", done["certificate"], "--open-ended")
    assert lines_of(everywhere, WITH_YES.number)[0]["valid_to"] is None
    words = ("certificate", "validity", WITH_YES.number)
    everywhere.refused(*words, status=2, code="valid_to_missing")
    everywhere.refused(
        *words, "--open-ended", "--valid-to", "2027-05-31", status=2, code="valid_to_missing"
    )
    everywhere.refused(*words, "--valid-to", "1999-01-01", status=1, code="valid_to_before_issued")


def test_copy_and_its_paper(boras: CommandLine) -> None:
    done = boras.do("certificate", "copy", WITH_YES.number)
    assert set(done) == {"certificate", "event", "warnings"}
    out = boras.folder / "kopia.pdf"
    printed = boras.do("certificate", "copy", WITH_YES.number, "--out", out)
    assert (printed["file"], printed["pages"]) == (str(out), 1)
    assert out.read_bytes().startswith(b"%PDF")


def test_void_and_what_is_exported(everywhere: CommandLine) -> None:
    done = everywhere.do("certificate", "void", WITH_YES.number)
    assert lines_of(everywhere, WITH_YES.number) == []
    everywhere.refused(
        "certificate", "void", done["certificate"], status=1, code="certificate_void"
    )
    issued = everywhere.do("certificate", "issue", WITH_YES.number, "--ground", "2a", *DAY)
    everywhere.do("certificate", "void", issued["certificate"])
    out = everywhere.folder / "ut.xlsx"
    written = everywhere.do("export", "intygsbestallningen", "--out", out)
    assert written["rows"] == 2


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("renew", "--ground", "9"), "value_unknown"),
        (("renew", "--date", "i övermorgon"), "date_invalid"),
        (("change-ground", "--ground", "2c", "--date", "2019-01-01"), "certificate_not_valid"),
    ],
)
def test_wrong_values(boras: CommandLine, words: tuple[str, ...], code: str) -> None:
    name, *rest = words
    boras.refused("certificate", name, WITH_YES.number, *rest, status=1, code=code)


def test_a_certificate_of_somebody_else_holds_no_decision_of_ours(everywhere: CommandLine) -> None:
    ended = ("--date", "2026-11-20", "--reason", "replaced")
    everywhere.do("certificate", "end", WITH_YES.number, *ended)
    decisions = everywhere.ask("person", "show", WITH_YES.number)["decisions"]
    words = ("certificate", "issue", WITH_YES.number, *DAY, "--issued-by", "doctor")
    everywhere.refused(*words, status=1, code="ground_missing")
    everywhere.refused(
        *words, "--ground", "2a", "--reason", "Vi tycker", status=1, code="decision_not_ours"
    )
    done = everywhere.do(*words, "--ground", "2a")
    record = everywhere.ask("person", "show", WITH_YES.number)
    assert record["decisions"] == decisions
    certificate = next(
        one for one in record["certificates"] if one["number"] == done["certificate"]
    )
    assert (certificate["issuer"], certificate["issued_by"]) == (None, "doctor")
