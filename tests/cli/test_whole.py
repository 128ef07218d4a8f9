"""The whole municipality out and back, and one person out, as it is typed."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.test_users import EVA, add, person, secret
from tests.support.commands import CommandLine
from tests.support.founded import FOUNDER
from tests.support.small_municipality import PEOPLE, PROTECTED, WITH_YES


def test_the_whole_goes_out_when_two_say_so_and_comes_back_equal(boras: CommandLine) -> None:
    add(boras, "--role", "coordinator")
    eva = person(boras)
    eva.ask("user", "grant", FOUNDER, "--sees-protected")
    asked = boras.do(
        "whole", "request", "--recipient", "Nya systemet", "--purpose", "byte av program"
    )
    request, out = asked["request"], boras.folder / "kommunen.zip"
    boras.refused("whole", "approve", request, status=1, code="own_request")
    boras.refused("whole", "write", request, "--out", out, status=1, code="not_approved")
    eva.ask("whole", "approve", request)
    told = boras.run("whole", "list")
    assert "godkänd" in told.out
    assert "Nya systemet" in told.out

    done = boras.do("whole", "write", request, "--out", out)

    assert done["rows"]["person"] + done["protected_rows"]["person"] == len(PEOPLE)
    assert done["protected_rows"]["person"] == 1
    keys = [_kept(boras, done[name]) for name in ("passphrase", "protected_passphrase")]
    boras.refused("whole", "write", request, "--out", out, status=1, code="approval_used")
    there = boras.at(str(boras.folder / "nytt"))
    back = ("whole", "read-back", out, "--key-file", keys[0], "--protected-key-file")
    there.refused(*back, keys[0], status=1, code="whole_wrong_key")
    assert not (boras.folder / "nytt").exists()

    read = there.do(*back, keys[1])

    assert read["user"] == FOUNDER
    assert there.ask("person", "list") == boras.ask("person", "list")
    number = PROTECTED.number
    assert there.ask("person", "show", number, "--reason", "prov")["person"]["number"] == number
    assert there.ask("verify")["ok"]
    recovery = _kept(boras, read["recovery_code"])
    there.do(
        *("recover", "--recovery-file", recovery, "--user", EVA),
        *("--new-passphrase-file", secret(boras)),
    )
    assert person(there).ask("whole", "list")["requests"][0]["state"] == "approved"


def _kept(line: CommandLine, text: str) -> Path:
    return line.write(f"{text[:5]}.txt", text + "\n")


def test_a_person_goes_out_as_pdf_and_data(boras: CommandLine) -> None:
    pdf, data = boras.folder / "utdrag.pdf", boras.folder / "utdrag.json"
    words = ("person", "extract", WITH_YES.number, "--purpose", "artikel 15")
    done = boras.do(*words, "--recipient", "Personen själv", "--out", pdf, "--data", data)
    assert done["files"] == [str(pdf), str(data)]
    assert pdf.read_bytes().startswith(b"%PDF")
    assert json.loads(data.read_text("utf-8"))["records"]["Person"][0]["number"] == WITH_YES.number
    told = boras.ask("audit", "list", "--limit", "3")["events"][2]
    assert (told["action"], told["purpose"]) == (
        "person.extract",
        "artikel 15 (mottagare: Personen själv)",
    )
    log = boras.ask("audit", "person", WITH_YES.number)
    lines = log["events"]
    assert FOUNDER not in json.dumps(lines)
    assert log["users"][lines[0]["event"]] == FOUNDER
    assert lines[0]["what"] == "Registerutdrag utlämnat"
    assert "Registerutdrag utlämnat" in boras.run("audit", "person", WITH_YES.number).out
