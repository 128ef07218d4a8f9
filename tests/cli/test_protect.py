"""Protected identities on the command line."""

from __future__ import annotations

from tests.support.commands import CommandLine
from tests.support.deeds import identity
from tests.support.founded import FOUNDER
from tests.support.small_municipality import PROTECTED, WITH_YES


def test_protecting_hides_and_the_paper_way_asks_why(boras: CommandLine) -> None:
    protect = ("person", "protect", WITH_YES.number)
    boras.refused(*protect, status=2, code="wrong_usage")
    boras.refused(*protect, "--state", "posted", status=2, code="wrong_usage")
    boras.refused(*protect, "--level", "hemlig", status=1, code="value_unknown")
    done = boras.do(*protect, "--level", "confidentiality_marking")
    assert [one["code"] for one in done["warnings"]] == ["on_paper"]
    assert boras.ask("person", "list", "--search", WITH_YES.family_name)["persons"] == []
    boras.refused(
        *("person", "protect", PROTECTED.number, "--level", "none"),
        *("--reason", "fel"),
        status=5,
        code="protected_identity",
    )


def test_who_is_named_takes_the_paper_way_and_says_why(boras: CommandLine) -> None:
    key = boras.write("eva-ny.txt", "en helt annan lösenfras\n")
    boras.do("user", "add", "Eva Ek", "--role", "coordinator", "--new-passphrase-file", key)
    eva = boras.with_passphrase("en helt annan lösenfras")
    eva.do("user", "grant", FOUNDER, "--sees-protected", "--user", "Eva Ek")
    protect = ("person", "protect", PROTECTED.number)
    step = ("--state", "posted", "--date", "2026-11-20")
    asked = boras.refused(*protect, *step, status=1, code="reason_missing")
    assert asked["field"] == "reason"
    boras.do(*protect, *step, "--reason", "utskick")
    shown = ("person", "show", PROTECTED.number, "--reason", "uppföljning")
    assert [one["state"] for one in boras.ask(*shown)["paper_steps"]] == ["posted"]
    assert "På papper 2026-11-20: postad" in boras.run(*shown).out
    out = boras.folder / "ansokan.pdf"
    paper = ("print", "paper-application", PROTECTED.number, "--out", out)
    boras.refused(*paper, status=1, code="reason_missing")
    assert boras.ask(*paper, "--reason", "ansökan")["pages"] == 1
    assert out.exists()
    assert len(boras.ask(*shown)["paper_steps"]) == 2
    new = identity("19430202", 242)
    boras.refused("person", "change", PROTECTED.number, status=2, code="wrong_usage")
    boras.do("person", "change", PROTECTED.number, "--family", "Åsberg")
    changed = boras.do("person", "number", PROTECTED.number, "--to", new)
    assert changed["personal_identity_number"] == new
    broken = boras.do("person", "break-link", new, "--reason", "fingerade uppgifter")
    assert broken["cleaned"] > 1
    assert [one["code"] for one in broken["warnings"]] == ["elsewhere"]
    boras.refused(
        "person", "show", PROTECTED.number, "--reason", "x", status=1, code="person_not_found"
    )
    assert boras.ask("audit", "verify")["ok"]
    protect, step = (*protect[:2], new), (*step[:2], "--date", "2026-11-19")
    boras.do(*protect, "--level", "none", "--reason", "skyddet har upphört")
    boras.refused(*protect, *step, "--reason", "x", status=1, code="not_protected")
