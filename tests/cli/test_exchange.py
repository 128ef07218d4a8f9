"""Tables in and out on the command line."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from munhalsa.application.import_table.plan import Conflict, ConflictKind
from munhalsa.cli.kept_here import check_there, kept_here_of
from munhalsa.domain.refusal import Rejected
from tests.support.commands import CommandLine, fill, found
from tests.support.deeds import identity
from tests.support.pdf_reading import plain_text
from tests.support.small_municipality import (
    ENDING,
    NEWCOMER,
    NOT_ASKED,
    PEOPLE,
    PROTECTED,
    WITH_NO,
    WITH_YES,
    WITHOUT,
    write_lists,
)

RECEIPT_KEYS = {
    *("batch", "rows_in", "new", "changed", "unchanged", "duplicate", "rejected", "rows"),
    *("unknown_columns", "warnings"),
}
VERDICTS = ("new", "changed", "unchanged", "duplicate", "rejected")


def _table(line: CommandLine, *rows: str) -> Path:
    return line.write("tabell.csv", "\n".join(rows) + "\n")


def _exported(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def _import(line: CommandLine, kind: str, file: Path, *more: object) -> dict[str, Any]:
    receipt = line.do("import", kind, file, *more)
    assert set(receipt) >= RECEIPT_KEYS
    assert receipt["rows_in"] == sum(receipt[verdict] for verdict in VERDICTS)
    for row in receipt["rows"]:
        assert set(row) == {"row", "verdict", "code", "column", "message"}
        assert row["verdict"] in ("changed", "duplicate", "rejected") or row["code"]
    return receipt


def test_a_dry_run_writes_nothing_and_then_it_is_taken_in(nobody_yet: CommandLine) -> None:
    found(nobody_yet)
    lists = write_lists(nobody_yet.folder / "listor")
    planned = _import(nobody_yet, "boendeenheter", lists["boendeenheter"], "--dry-run")
    assert (planned["batch"], planned["new"]) == (None, 2)
    assert nobody_yet.ask("unit", "list")["units"] == []
    done = _import(nobody_yet, "boendeenheter", lists["boendeenheter"])
    assert done["batch"]
    assert len(nobody_yet.ask("unit", "list")["units"]) == 2


def test_the_same_file_again_is_unchanged(everywhere: CommandLine) -> None:
    for kind, file in write_lists(everywhere.folder / "listor").items():
        receipt = _import(everywhere, kind, file)
        assert receipt["unchanged"] == receipt["rows_in"]
        assert receipt["rows"] == []


def test_every_verdict_with_its_row_and_column(everywhere: CommandLine) -> None:
    table = _table(
        everywhere,
        "Personnummer;Förnamn;Efternamn;Boendeenhet;Skonummer",
        f"{NEWCOMER};Ny;Person;A1;39",
        f"{WITHOUT.number};{WITHOUT.given_name};Andersson;A1;40",
        f"{NEWCOMER};Ny;Person;A1;41",
        "19360101-6988;Fel;Siffra;A1;42",
        "19360103-7710;Okänd;Enhet;Z9;43",
    )
    receipt = _import(everywhere, "personer", table)
    assert [receipt[verdict] for verdict in VERDICTS] == [1, 1, 0, 1, 2]
    assert [(row["row"], row["verdict"], row["column"]) for row in receipt["rows"]] == [
        (3, "changed", "Efternamn"),
        (4, "duplicate", None),
        (5, "rejected", "Personnummer"),
        (6, "rejected", "Boendeenhet"),
    ]
    assert receipt["unknown_columns"] == ["Skonummer"]


def test_people_read_the_receipt(boras: CommandLine) -> None:
    table = _table(boras, "Personnummer;Förnamn;Efternamn;Skonummer", "19360101-6988;Fel;Siffra;42")
    told = boras.run("import", "personer", table).out
    assert "1 rad: 0 nya, 0 ändrade, 0 oförändrade, 0 dubbletter, 1 tas inte in" in told
    assert "Kolumner som inte används: Skonummer." in told
    assert "Rad 2 tas inte in: " in told
    assert "6988" not in told


def test_rejected_rows_are_saved_to_be_mended(boras: CommandLine) -> None:
    table = _table(
        boras,
        "Personnummer;Förnamn;Efternamn;Boendeenhet",
        "19360101-6988;Fel;Siffra;A1",
        f"{NEWCOMER};Ny;Person;A1",
    )
    out = boras.folder / "rätta.xlsx"
    _import(boras, "personer", table, "--rejected", out)
    sheet = load_workbook(out).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert len(rows) == 2
    assert "19360101-6988" in rows[1]


def test_an_unknown_unit_is_added_when_asked_for(boras: CommandLine) -> None:
    table = _table(
        boras, "Personnummer;Förnamn;Efternamn;Boendeenhet", f"{NEWCOMER};Ny;Person;Nygården"
    )
    assert _import(boras, "personer", table, "--dry-run")["rejected"] == 1
    receipt = _import(boras, "personer", table, "--add-units")
    assert receipt["new"] == 1
    assert "Nygården" in [unit["name"] for unit in boras.ask("unit", "list")["units"]]


def test_what_is_here_is_kept_and_rows_are_left_out(boras: CommandLine) -> None:
    table = _table(
        boras,
        "Personnummer;Förnamn;Efternamn;Boendeenhet",
        f"{WITHOUT.number};{WITHOUT.given_name};Andersson;",
        f"{NEWCOMER};Ny;Person;A1",
        f"{NEWCOMER};Nya;Person;A1",
        "19360103-7710;Okänd;Enhet;Z9",
        f"{identity('19400107', 915)};{WITHOUT.given_name};{WITHOUT.family_name};",
    )
    planned = _import(boras, "personer", table, "--dry-run")
    assert [(one["row"], one["kind"], one["first"]) for one in planned["conflicts"]] == [
        (2, "replaces", None),
        (4, "duplicate", 3),
        (6, "likeness", None),
    ]
    like = planned["conflicts"][2]["like"]
    assert [one["personal_identity_number"] for one in like] == [WITHOUT.number]
    told = boras.run("import", "personer", table, "--dry-run").out
    assert "Ersätter en annan uppgift i registret (Efternamn): rad 2." in told
    assert "Rad 6 är lik Zetterqvist, Hillevi, 19400107-••••" in told
    one = ("--dry-run", "--keep-here", "2:efternamn")
    assert _import(boras, "personer", table, *one)["rows"][0]["code"] == "kept_here"
    asked = ("import", "personer", table, "--keep-here", "2:Förnamn")
    boras.refused(*asked, status=1, code="conflict_not_there")
    boras.refused("import", "personer", table, "--keep", "mine", status=1, code="value_unknown")
    boras.refused(
        "import", "personer", table, "--leave-out", "4-2", status=1, code="number_invalid"
    )
    boras.refused("import", "personer", table, "--all-or-nothing", status=1, code="rows_rejected")
    decided = ("--keep", "here", "--prefer", "4", "--leave-out", "5-5", "--all-or-nothing")
    done = _import(boras, "personer", table, *decided)
    assert [done[verdict] for verdict in VERDICTS] == [1, 0, 1, 1, 2]
    assert [(row["row"], row["code"]) for row in done["rows"]] == [
        (2, "kept_here"),
        (3, "duplicate_differs"),
        (5, "left_out"),
        (6, "left_out"),
    ]
    assert _import(boras, "personer", table)["changed"] == 2


def test_only_what_goes_against_the_register_can_be_named_to_be_kept() -> None:
    conflicts = [
        Conflict(row=2, kind=ConflictKind.REPLACES, column="Efternamn"),
        Conflict(row=4, kind=ConflictKind.DUPLICATE, first=3),
    ]
    kept = kept_here_of("2: efternamn ,2")
    check_there(kept, conflicts)
    assert [one.means(conflicts[0]) for one in kept] == [True, True]
    for wrong in ("2:Rum", "2-3", "4"):
        with pytest.raises(Rejected, match="går inte emot registret"):
            check_there(kept_here_of(wrong), conflicts)


def test_a_mapping_of_columns_and_words(boras: CommandLine) -> None:
    table = _table(boras, "Pnr,Tilltalsnamn,Släktnamn", f"{NEWCOMER},Ny,Person")
    boras.refused("import", "personer", table, status=4, code="headings_missing")
    mapping = boras.write(
        "kolumner.toml",
        'delimiter = ","\n[columns]\n"Pnr" = "Personnummer"\n"Tilltalsnamn" = "Förnamn"\n'
        '"Släktnamn" = "Efternamn"\n',
    )
    assert _import(boras, "personer", table, "--mapping", mapping)["new"] == 1
    wrong = boras.write("fel.toml", "[columns\n")
    boras.refused("import", "personer", table, "--mapping", wrong, status=4, code="mapping_invalid")


def test_what_is_not_said_to_be_registered_waits(nobody_yet: CommandLine) -> None:
    found(nobody_yet)
    for kind, file in write_lists(nobody_yet.folder / "listor").items():
        _import(nobody_yet, kind, file)
    out = nobody_yet.folder / "ut.csv"
    done = nobody_yet.do("export", "intygsbestallningen", "--out", out)
    assert (done["rows"], done["left_out_protected"]) == (4, 1)


def test_an_import_is_undone_as_a_whole(everywhere: CommandLine) -> None:
    table = _table(
        everywhere,
        "Personnummer;Förnamn;Efternamn;Boendeenhet;Grund;Intyg utfärdat",
        f"{NEWCOMER};Ny;Person;A1;2a;2026-11-01",
    )
    batch = _import(everywhere, "personer", table)["batch"]
    tried = everywhere.do("import-undo", batch, "--dry-run")
    assert {"what": "Intyg", "now": "1 som kom med listan", "becomes": "tas bort"} in tried["lines"]
    done = everywhere.do("import-undo", batch)
    assert done["undone"] == tried["undone"]
    assert done["undone"] >= 3
    everywhere.refused("person", "show", NEWCOMER, status=1, code="person_not_found")
    assert _import(everywhere, "personer", table)["new"] == 1


def test_the_receipt_is_saved_as_paper_and_workbook_and_again_later(boras: CommandLine) -> None:
    rows = ("Personnummer;Förnamn;Efternamn;Boendeenhet", f"{NEWCOMER};Ny;Person;A1")
    table = _table(boras, *rows, "19360103-7710;Okänd;Enhet;Z9", "19360101-6988;Fel;Siffra;A1")
    folder = boras.folder
    boras.refused(
        "import", "personer", table, "--receipt", "x.doc", status=1, code="format_unknown"
    )
    batch = _import(boras, "personer", table, "--receipt", folder / "kvitto.pdf")["batch"]
    paper = " ".join(plain_text(folder / "kvitto.pdf").split())
    assert "3 rader i filen = 1 nya" in paper
    assert "Boendeenhet" in paper
    assert batch in paper
    assert "6988" not in paper
    assert "tabell" not in paper.lower()
    _import(boras, "personer", table, "--dry-run", "--receipt", folder / "plan.xlsx")
    book = load_workbook(folder / "plan.xlsx")
    assert book.sheetnames == ["Kvitto", "Varningar och rättat", "Rader"]
    assert str(book["Kvitto"]["A1"].value).startswith("Plan för ett intag")
    again = boras.ask("import-receipt", batch, "--out", folder / "igen.pdf")
    assert (again["batch"], again["rows_in"]) == (batch, 3)
    told = " ".join(plain_text(folder / "igen.pdf").split())
    assert "Fel kontrollsiffra" in told
    assert "inte vad som stod i dem" in told
    nowhere = folder / "saknas" / "kvitto.pdf"
    warnings = _import(boras, "personer", table, "--receipt", nowhere, "--rejected", nowhere)[
        "warnings"
    ]
    assert [one["row"] for one in warnings] == [None, None]


def test_an_unknown_batch(boras: CommandLine) -> None:
    batch = "01a200cd-dd70-7cc2-8190-e27cd13e6b56"
    boras.refused("import-undo", batch, status=1, code="batch_not_found")
    again = ("import-receipt", batch, "--out", boras.folder / "k.pdf")
    boras.refused(*again, status=1, code="batch_not_found")


def test_one_change_is_undone_and_what_stands_in_the_way_is_told(everywhere: CommandLine) -> None:
    added = everywhere.do(
        *("person", "add", "--number", NEWCOMER, "--given", "Ny", "--family", "Person"),
        *("--unit", "A1"),
    )["event"]
    answered = everywhere.do(
        *("response", "add", NEWCOMER, "--date", "2026-11-20", "--wants", "yes", "--by", "self")
    )["event"]
    blocked = everywhere.run("undo", added, "--json")
    assert (blocked.status, blocked.error["code"]) == (1, "undo_blocked")
    assert blocked.answer["stands_in_the_way"] == [answered]
    tried = everywhere.do("undo", answered, "--dry-run")
    assert (tried["event"], tried["undone"]) == (None, 1)
    first = everywhere.do("undo", answered)["event"]
    assert everywhere.ask("person", "show", NEWCOMER)["responses"] == []
    everywhere.do("undo", first)
    assert len(everywhere.ask("person", "show", NEWCOMER)["responses"]) == 1


def test_undo_of_nothing(boras: CommandLine) -> None:
    event = "01a200cd-dd70-7cc2-8190-e27cd13e6b56"
    boras.refused("undo", event, status=1, code="event_not_found")


@pytest.mark.parametrize("kind", ["boendeenheter", "personer", "befolkning", "svar", "insatser"])
def test_a_template_opens_and_needs_no_store(nobody_yet: CommandLine, kind: str) -> None:
    out = nobody_yet.folder / "mall.xlsx"
    assert nobody_yet.do("template", kind, "--out", out)["file"] == str(out)
    assert len(load_workbook(out).worksheets) >= 2


def test_an_unknown_kind(boras: CommandLine) -> None:
    out = boras.folder / "mall.xlsx"
    boras.refused("template", "bilar", "--out", out, status=1, code="kind_unknown")
    boras.refused("import", "bilar", out, status=1, code="kind_unknown")
    assert not out.exists()


def test_export_and_registered(everywhere: CommandLine) -> None:
    nothing = everywhere.folder / "inget.csv"
    assert everywhere.do("export", "intygsbestallningen", "--out", nothing)["rows"] == 0
    certificate = everywhere.do(
        *("certificate", "issue", WITHOUT.number, "--ground", "2a", "--date", "2026-11-22")
    )["certificate"]
    out = everywhere.folder / "ut.csv"
    done = everywhere.do("export", "intygsbestallningen", "--out", out)
    assert (done["rows"], done["file"]) == (1, str(out))
    (row,) = _exported(out)
    assert (row["Personnummer"], row["Intygsnummer"]) == (WITHOUT.number, certificate)
    assert row["Åtgärd"] == "Nytt intyg"
    marked = everywhere.do("registered", out, "--reference", "VGR-17")
    assert (marked["registered"], marked["warnings"]) == (1, [])
    again = everywhere.folder / "igen.csv"
    assert everywhere.do("export", "intygsbestallningen", "--out", again)["rows"] == 0
    record = everywhere.ask("person", "show", WITHOUT.number)
    assert {one["reference"] for one in record["registrations"]} == {"VGR-17"}


def test_all_since_and_all_exported(everywhere: CommandLine) -> None:
    everywhere = replace(everywhere, today="2026-11-25")
    everywhere.do(
        *("response", "add", WITH_NO.number, "--date", "2026-11-20", "--wants", "yes"),
        *("--by", "self"),
    )
    out = everywhere.folder / "alla.csv"
    done = everywhere.do("export", "intygsbestallningen", "--all", "--out", out)
    assert (done["rows"], done["left_out_protected"]) == (4, 1)
    rows = {row["Personnummer"]: row for row in _exported(out)}
    assert PROTECTED.number not in rows
    assert rows[WITH_NO.number]["Åtgärd"] == "Ändrat svar"
    assert rows[WITH_YES.number]["Åtgärd"] == ""
    since = everywhere.folder / "sedan.csv"
    words = ("export", "intygsbestallningen", "--since", "2026-11-24", "--out", since)
    assert everywhere.do(*words)["rows"] == 1
    assert everywhere.do("registered", "--all-exported")["registered"] == 1


def test_units_have_a_profile_of_their_own(boras: CommandLine) -> None:
    out = boras.folder / "enheter.xlsx"
    words = ("export", "intygsbestallningen-enheter", "--all", "--out", out)
    assert boras.do(*words)["rows"] == 2
    cells = [cell.value for row in load_workbook(out).worksheets[0].iter_rows() for cell in row]
    assert "Björkgården" in cells


def test_refusals_of_an_export(boras: CommandLine) -> None:
    out = boras.folder / "ut.csv"
    boras.refused("export", "finnsinte", "--out", out, status=1, code="profile_unknown")
    boras.refused(
        *("export", "intygsbestallningen", "--since", "i går", "--out", out),
        status=1,
        code="date_invalid",
    )
    boras.refused("registered", status=2, code="file_missing")
    boras.refused("registered", out, "--all-exported", status=2, code="file_missing")
    boras.refused("registered", out, status=4, code="file_not_found")
    stranger = boras.write("annan.csv", "hej\n")
    boras.refused("registered", stranger, status=1, code="export_unknown")


def test_the_whole_list_is_there(nobody_yet: CommandLine) -> None:
    found(nobody_yet)
    fill(nobody_yet)
    assert len(nobody_yet.ask("person", "list")["persons"]) == len(PEOPLE)


def test_a_list_is_reconciled_and_what_differs_is_settled(everywhere: CommandLine) -> None:
    table = _table(
        everywhere,
        "Personnummer;Önskar munhälsobedömning",
        f"{WITH_YES.number};Nej",
        f"{WITH_NO.number};Nej",
        f"{NEWCOMER};Ja",
        "19360101-6988;Ja",
    )
    found = everywhere.ask("reconcile", table)
    assert found["only_there"] == [NEWCOMER]
    assert set(found["only_here"]) == {NOT_ASKED.number, ENDING.number}
    assert found["differs"] == [
        {
            "personal_identity_number": WITH_YES.number,
            "field": "wants",
            "here": True,
            "there": False,
            "waits": False,
        }
    ]
    assert (found["equal"], found["rejected"], found["left_out_protected"]) == (1, 1, 1)
    words = everywhere.run("reconcile", table).out
    assert "19360101-••••  annat svar: här ja, i listan nej" in words
    assert WITH_YES.number not in words
    one = ("--settle", "there", "--number", WITH_YES.number, "--field", "wants")
    done = everywhere.do("reconcile", table, *one)
    assert (done["settled"], done["refused"], done["differs"]) == (1, 0, [])
    rest = everywhere.do("reconcile", table, "--settle", "there", "--reason", "not_entitled")
    assert (rest["settled"], rest["refused"]) == (2, 1)
    assert [warning["code"] for warning in rest["warnings"]] == ["issue_instead"]
    assert (rest["only_there"], rest["only_here"]) == ([NEWCOMER], [])
    everywhere.refused("reconcile", table, "--field", "wants", status=2, code="usage")
    out = everywhere.folder / "avstämning.csv"
    said = ("--recipient", "Kontaktpersonen", "--purpose", "uppföljning")
    saved = everywhere.do("reconcile", table, "--report", out, *said)
    assert (saved["report"], saved["report_rows"]) == (str(out), 4)
    assert "Listan har rätt" in out.read_text(encoding="utf-8-sig")
    everywhere.refused("reconcile", table, *said, status=2, code="usage")
