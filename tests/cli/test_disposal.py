"""Disposal as it is typed: two people, a backup before, and a receipt that names no one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from munhalsa.adapters import clock
from tests.cli.test_users import add, person
from tests.support.commands import CommandLine
from tests.support.pdf_reading import plain_text
from tests.support.small_municipality import WITHOUT

# What a store holds is stamped by the real time.
YEAR = datetime.now(UTC).year + 7


def test_two_say_so_and_a_receipt_that_names_no_one_is_left(
    boras: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(boras, "--role", "coordinator")
    boras.do("person", "died", WITHOUT.number, "--date", "2026-11-20")
    kim = replace(boras, today=f"{YEAR}-01-15")
    for words in (("request", "--decision", "ON 1"), ("approve", "x"), ("carry-out", "x")):
        kim.refused("disposal", *words, status=1, code="day_ahead")
    gone_by = datetime(YEAR, 1, 15, 12, tzinfo=UTC) - datetime.now(UTC)
    monkeypatch.setattr(clock, "machine_time", lambda: datetime.now(UTC) + gone_by)
    eva = person(kim)
    listed = kim.ask("disposal", "list")
    (line,) = listed["persons"]
    assert (line["personal_identity_number"], line["late"]) == (WITHOUT.number, True)
    assert listed["still_open"]["certificate"] == 3
    assert listed["left_out_protected"] == 1
    kim.do("setting", "set", "disposal_archive_first", "yes", "--source", "plan 2026")
    told = kim.run("disposal", "list")
    assert f"{WITHOUT.number[:8]}-••••" in told.out
    assert "(försenad)" in told.out
    assert "giltigt intyg: 3" in told.out
    first = kim.do("disposal", "request", "--decision", "ON 1")["request"]
    assert kim.do("disposal", "withdraw", first, "--reason", "fel beslut")["persons"] == 1
    assert "återkallad" in kim.run("disposal", "orders").out
    request = kim.do("disposal", "request", "--decision", "ON 2026/17")["request"]
    kim.refused("disposal", "receipt", request, status=1, code="not_carried_out")
    kim.refused("disposal", "approve", request, status=1, code="own_request")
    assert WITHOUT.family_name in kim.run("disposal", "show", request).out
    assert eva.ask("disposal", "show", request)["fallen_away"] == 0
    eva.ask("disposal", "approve", request)
    delivery = kim.do("disposal", "deliver", request, "--out", boras.folder / "leverans.zip")
    assert (delivery["persons"], delivery["rows"]["person"]) == (1, 1)
    kim.refused("disposal", "carry-out", request, status=1, code="not_delivered")
    kim.do("disposal", "confirm", request, "--reference", "A 17")
    backups = Path(boras.store) / "backups"
    before = len(list(backups.glob("*.mhbackup")))

    done = kim.do("disposal", "carry-out", request)

    assert (done["receipt"]["disposed"], done["warnings"]) == (1, [])
    assert len(list(backups.glob("*.mhbackup"))) > before
    kim.refused("person", "show", WITHOUT.number, status=1, code="person_not_found")
    assert kim.ask("verify")["ok"]
    assert kim.ask("audit", "verify")["ok"]
    out = boras.folder / "kvitto.pdf"
    assert kim.do("disposal", "receipt", request, "--out", out)["pages"] == 1
    shown = [kim.run("disposal", "receipt", request).out, " ".join(plain_text(out).split())]
    for text in shown:
        assert "ON 2026/17" in text
        assert f"{YEAR + 1}-02-15" in text
        assert WITHOUT.family_name not in text
        assert WITHOUT.number[:8] not in text
    assert "utförd" in kim.run("disposal", "orders").out
