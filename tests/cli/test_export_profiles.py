"""Another receiver is a file and no code: other columns, words, dates, encoding, rows."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from tests.support.commands import CommandLine
from tests.support.small_municipality import WITH_YES, WITHOUT

PROFILE = """
name = "journalen"
title = "Till journalen"
source = "test"
subject = "certificate"
file_type = "csv"
encoding = "cp1252"
delimiter = "|"
date_format = "%d.%m.%y"
actions = [{ kind = "new", word = "NYTT" }]

[[columns]]
heading = "Utfärdat den"
field = "issued"

[[columns]]
heading = "Nr"
field = "personal_identity_number"
style = "dashed"

[[columns]]
heading = "Vad"
field = "action"

[[columns]]
heading = "Önskar"
field = "wants"
words = { true = "1", false = "0", none = "?" }

[[columns]]
heading = "Namn"
fields = ["family_name", "given_name"]
separator = " "
"""


def _own(line: CommandLine, text: str, name: str = "journalen") -> Path:
    folder = line.profile / "exportprofiler"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_new_profile_is_a_file_for_the_installed_program(boras: CommandLine) -> None:
    boras.do("certificate", "issue", WITHOUT.number, "--ground", "2a", "--date", "2026-11-22")
    _own(boras, PROFILE)
    out = boras.folder / "till-journalen"
    done = boras.installed("export", "journalen", "--out", out, "--json")
    assert (done.status, done.answer["rows"]) == (0, 1), done
    number = f"{WITHOUT.number[:8]}-{WITHOUT.number[8:]}"
    name = f"{WITHOUT.family_name} {WITHOUT.given_name}"
    assert out.read_bytes().decode("cp1252") == (
        f"Utfärdat den|Nr|Vad|Önskar|Namn\r\n22.11.26|{number}|NYTT|?|{name}\r\n"
    )
    assert boras.do("registered", out)["registered"] == 1
    assert boras.do("export", "journalen", "--out", out)["rows"] == 0


def test_which_rows_and_a_workbook_instead(boras: CommandLine) -> None:
    text = PROFILE.replace('delimiter = "|"', 'rows = "all"\nonly = { wants = ["true"] }')
    _own(boras, text)
    out = boras.folder / "alla.xlsx"
    assert boras.do("export", "journalen", "--out", out)["rows"] >= 1
    rows = list(load_workbook(out).worksheets[0].iter_rows(values_only=True))
    assert rows[0] == ("Utfärdat den", "Nr", "Vad", "Önskar", "Namn")
    assert {row[3] for row in rows[1:]} == {"1"}
    assert f"{WITH_YES.number[:8]}-{WITH_YES.number[8:]}" in {row[1] for row in rows}


def test_a_faulty_profile_is_told_by_its_key_and_one_of_the_same_name_goes_first(
    boras: CommandLine,
) -> None:
    path = _own(boras, PROFILE.replace('field = "issued"', 'field = "utfardat"'))
    out = boras.folder / "ut.csv"
    error = boras.refused("export", "journalen", "--out", out, status=4, code="profile_invalid")
    told = "Exportprofilen är fel: columns 1.field: fältet utfardat finns inte. Rätta filen."
    assert error["message"] == told
    assert not out.exists()
    _own(boras, PROFILE.replace("journalen", "intygsbestallningen"), "intygsbestallningen")
    found = {one["name"]: one for one in boras.ask("export-profiles")["profiles"]}
    assert found["journalen"]["fault"] == told
    assert found["journalen"]["file"] == str(path)
    assert found["intygsbestallningen"]["title"] == "Till intygsbestallningen"
    assert found["intygsbestallningen-enheter"]["file"] is None
    lines = boras.run("export-profiles").out
    assert "kan inte användas" in lines
    assert "kommunens egen" in lines
    assert "med programmet" in lines
    boras.do("certificate", "issue", WITHOUT.number, "--ground", "2a", "--date", "2026-11-22")
    (waiting,) = boras.ask("registration", "show", WITHOUT.number)["waiting"]
    assert waiting["fields"][0] == {"heading": "Utfärdat den", "text": "22.11.26", "changed": False}
