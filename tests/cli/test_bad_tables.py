"""Tables that are not taken in, as they are met on the command line: code, sentence, nothing done.

One file for each refusal; which files meet it is held by the tests of the readers. All cases and
their tests stand in ``docs/bad-input.md``.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest

from tests.support.commands import CommandLine
from tests.support.deeds import born
from tests.support.founded import open_store
from tests.support.imports import dump
from tests.support.spoiling import packed, parts_of, whole
from tests.support.tables import write_xlsx

ROOT = Path(__file__).resolve().parents[2]
SHEET = "xl/worksheets/sheet1.xml"


def _part(packing: str, name: str, old: bytes, new: bytes) -> Callable[[], bytes]:
    def made() -> bytes:
        parts = dict(parts_of(packing))
        assert old in parts[name]
        return packed({**parts, name: parts[name].replace(old, new, 1)})

    return made


MERGED = b'</sheetData><mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>'
FILES: Mapping[str, Callable[[], bytes]] = {
    "file_damaged": lambda: whole("xlsx")[:-200],
    "file_encrypted": _part(
        "ods", "META-INF/manifest.xml", b"</man", b"<manifest:encryption-data/></man"
    ),
    "file_has_macros": lambda: packed({**parts_of("xlsx"), "xl/vbaProject.bin": b"x"}),
    "file_unsafe": _part("xlsx", SHEET, b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet'),
    "file_too_large": lambda: packed({**parts_of("xlsx"), "a.png": b"\0" * 11_000_000}),
    "file_not_a_table": lambda: packed({"word/document.xml": b"<x/>"}),
    "file_not_text": lambda: whole("csv") + b"\0",
    "encoding_unknown": lambda: whole("csv") + b"\xe5",
    "csv_quotes": lambda: whole("csv") + b'\n"Elin',
    "merged_cells": _part("xlsx", SHEET, b"</sheetData>", MERGED),
    "headings_missing": "Gunilla;Bergström\n".encode,
    "headings_repeated": lambda: whole("csv").replace(b'"Platsantal"', b'"Telefon"'),
}
SENTENCES = """
file_damaged
Filen är skadad eller ofullständig. Öppna den i kalkylprogrammet, spara den på nytt och försök igen.

file_encrypted
Filen är skyddad med lösenord. Ta bort lösenordet i kalkylprogrammet och försök igen.

file_has_macros
Filen innehåller makron. Spara den som en vanlig arbetsbok (.xlsx) och försök igen.

file_unsafe
Filen innehåller XML som ingen arbetsbok ska ha och läses därför inte. Spara tabellen på nytt i
kalkylprogrammet.

file_too_large
Filen är större än 200 MB uppackad, eller har innehåll långt utanför tabellen. Spara bara tabellen i
en ny fil, eller dela upp den.

file_not_a_table
Filen är ingen tabell som går att läsa. Spara den som .xlsx, .xls, .ods eller .csv.

file_not_text
Filen är varken en arbetsbok eller en textfil i UTF-8 eller Windows-1252. Spara den som .xlsx eller
som CSV (UTF-8).

encoding_unknown
Filens teckenkodning går inte att läsa, eller så blandar den flera. Spara den som CSV (UTF-8) och
försök igen.

csv_quotes
Textfilen är fel på rad 4: ett citattecken saknas eller står på fel plats. Rätta raden och försök
igen.

merged_cells
Tabellen har sammanslagna celler på rad 3. Dela upp dem och fyll i värdet i varje cell.

headings_missing
Filen saknar ”Boendenamn”, ”Boendetyp”, ”Ansvarig”, ”Telefon”. Lägg till kolumnen, eller ange vilken
kolumn i filen som är vilken.

headings_repeated
Filen har mer än en kolumn för ”Telefon”. Ta bort eller byt namn på den kolumn som inte ska läsas.
"""


def test_each_refusal_is_told_by_its_code_and_sentence_and_nothing_is_done(
    boras: CommandLine,
) -> None:
    with open_store(Path(boras.store)) as opened:
        before = dump(opened.store)
    told = (block.split() for block in SENTENCES.strip().split("\n\n"))
    for code, *words in told:
        path = boras.folder / "enheter.xlsx"
        path.write_bytes(FILES[code]())
        outcome = boras.run("import", "boendeenheter", path, "--json")
        assert (outcome.status, outcome.error["code"]) == (4, code), outcome
        assert outcome.error["message"] == " ".join(words)
        assert outcome.err == outcome.error["message"] + "\n"
    with open_store(Path(boras.store)) as opened:
        assert dump(opened.store) == before


# As it stands in the file, and as it is kept.
NAMES = {
    "=1+1": "=1+1",
    '@SUM(A1) "Kalle"': '@SUM(A1) "Kalle"',
    "'t Hof": "'t Hof",
    "Anna\nKarin": "Anna Karin",
    "A\u030asa": "Åsa",
    "نور": "نور",
    "Anna\u202egro": "Annagro",
}


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_any_name_is_taken_in_and_let_out_as_text(boras: CommandLine, ending: str) -> None:
    numbers = [born(1931, 240 + serial) for serial in range(len(NAMES))]
    headings = ("Personnummer", "Förnamn", "Efternamn", "Boendeenhet", "Grund", "Intyg utfärdat")
    rows = [
        (number, name, "Prov", "A1", "2a", "2026-11-02")
        for number, name in zip(numbers, NAMES, strict=True)
    ]
    path = boras.folder / f"namn.{ending}"
    if ending == "xlsx":
        write_xlsx(path, headings, *rows)
        book = openpyxl.load_workbook(path)
        for row in book.worksheets[0].iter_rows(min_row=2, min_col=2, max_col=2):
            row[0].data_type = "s"  # as text, not as the formula that the writer takes it for
        book.save(path)
    else:
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=";").writerows([headings, *rows])
    assert boras.do("import", "personer", path)["new"] == len(NAMES)
    with open_store(Path(boras.store)) as opened:
        kept = {one["number"]: one["given_name"] for one in dump(opened.store)["person"]}
    assert [kept[number] for number in numbers] == list(NAMES.values())
    out = boras.folder / "ut.xlsx"
    boras.do("export", "intygsbestallningen", "--all", "--out", out)
    sheet = openpyxl.load_workbook(out).worksheets[0]
    told = {cell.value: cell.data_type for row in sheet.iter_rows() for cell in row}
    assert {told[name] for name in NAMES.values()} == {"s"}


def test_every_test_that_the_list_of_bad_input_names_is_there() -> None:
    listed = (ROOT / "docs/bad-input.md").read_text(encoding="utf-8")
    named = re.findall(r"`([\w/]+\.py)::(\w+)`", listed)
    assert len(named) > 40
    missing = [
        (file, test)
        for file, test in named
        if not (ROOT / "tests" / file).is_file()
        or f"def {test}(" not in (ROOT / "tests" / file).read_text(encoding="utf-8")
    ]
    assert missing == []
