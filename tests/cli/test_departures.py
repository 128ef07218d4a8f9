"""A death and a move out of the region on the command line, and both taken back."""

from __future__ import annotations

from tests.support.commands import CommandLine
from tests.support.small_municipality import WITH_YES


def test_a_death_and_its_undoing(everywhere: CommandLine) -> None:
    before = everywhere.ask("person", "show", WITH_YES.number)
    words = ("person", "died", WITH_YES.number, "--date")
    done = everywhere.do(*words, "2026-11-20")
    assert (len(done["ended"]), done["voided"], done["residences"]) == (1, [], 1)
    record = everywhere.ask("person", "show", WITH_YES.number)
    assert record["person"]["died_on"] == "2026-11-20"
    assert record["certificates"][0]["end_reason"] == "deceased"
    everywhere.refused(*words, "2026-11-20", status=1, code="already_deceased")
    everywhere.refused(*words, "2026-11-23", status=1, code="date_in_future")
    assert everywhere.do("undo", done["event"])["event"]
    after = everywhere.ask("person", "show", WITH_YES.number)
    for kind in ("certificates", "residences"):
        assert [one["version"] for one in before[kind]] != [one["version"] for one in after[kind]]
        for old, new in zip(before[kind], after[kind], strict=True):
            assert {**old, "version": 0} == {**new, "version": 0}
    assert after["person"]["died_on"] is None


def test_a_move_out_of_the_region(everywhere: CommandLine) -> None:
    words = ("person", "leaves", WITH_YES.number, "--date", "2026-11-30")
    everywhere.refused(*words, "--to", "Alingsås", status=1, code="moves_within_region")
    shown = everywhere.run(*words, "--to", "Malmö")
    assert shown.out.startswith("Flytten från regionen är registrerad.\n  Intyg 1490-")
    person = everywhere.ask("person", "show", WITH_YES.number)["person"]
    assert (person["moved_out_on"], person["moved_out_to"]) == ("2026-11-30", "Malmö")


def test_a_hand_over_and_its_document(everywhere: CommandLine) -> None:
    out = everywhere.folder / "overlamnande.pdf"
    words = ("certificate", "handover", WITH_YES.number, "--to", "1489", "--date", "2026-11-30")
    everywhere.refused(*words, status=1, code="disclosure_missing")
    everywhere.refused(*words, "--details", "Muntligt", status=2, code="basis_missing")
    given = ("--basis", "consent", "--details", "Personen själv, muntligt")
    done = everywhere.do(*words, *given, "--out", out)
    assert (done["handed_over_on"], done["handed_over_to"]) == ("2026-11-30", "1489")
    assert (done["file"], done["pages"], done["residences"]) == (str(out), 1, 1)
    again = everywhere.do("print", "handover", done["certificate"], "--out", out)
    assert again["pages"] == 1
    everywhere.refused("print", "handover", "--out", out, status=2, code="numbers_missing")
    (line,) = [
        one
        for one in everywhere.ask("certificate", "list")["certificates"]
        if one["number"] == done["certificate"]
    ]
    assert line["valid"]
    everywhere.do("undo", done["event"])
    plain = everywhere.run(*words, *given)
    assert "Alingsås kommun svarar för intyget" in plain.out
