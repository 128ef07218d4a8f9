"""--out on every command that lists: the rows it shows, in a file, with the log told."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from munhalsa.cli.answer import TableLines
from munhalsa.cli.commands import COMMANDS
from munhalsa.cli.parser import build_parser
from munhalsa.cli.saved_lists import LISTS
from tests.support.commands import CommandLine
from tests.support.exports import rows_of
from tests.support.opened import desk_at, opened
from tests.support.small_municipality import PEOPLE, WITH_YES

WHOM = ("--recipient", "Folktandvården", "--purpose", "besök")
# One person's own records are handed out as an extract, and the queue by a profile; the others
# list what the program keeps of its own work. What is to be disposed of is approved by two.
_NOT_SAVED = {"assessment list", "registration list", "mapping list", "whole list"}
_NOT_SAVED |= {"disposal list"}
_WORDS = {
    "response list": ["--unit", "A1"],
    "unit residents": ["A1"],
    "due": ["offer"],
    "audit list": ["--limit", "9"],
}


def test_every_list_is_saved_with_the_rows_it_shows(boras: CommandLine, tmp_path: Path) -> None:
    parser = build_parser(COMMANDS)
    saved = {}
    with opened(boras) as workplace:
        desk = desk_at(boras, workplace)
        for words in LISTS:
            least = [*words.split(), *_WORDS.get(words, [])]
            listing = parser.parse_args(least)
            shown = listing.run(desk, listing)
            table = shown.table or shown.lines
            assert isinstance(table, TableLines), words
            out = tmp_path / f"{words.replace(' ', '-')}.xlsx"
            asked = parser.parse_args([*least, "--out", str(out), *WHOM])
            answer = asked.run(desk, asked)
            left_out = answer.document["left_out_protected"]
            assert answer.document["rows"] == len(table.rows) - left_out, words
            sheet = openpyxl.load_workbook(out).worksheets[0]
            assert [cell.value for cell in sheet[1]] == list(table.headings)
            assert sheet.max_row == answer.document["rows"] + 1
            saved[words] = answer.document["rows"]
    assert sum(1 for rows in saved.values() if rows) >= 10, saved


def test_every_command_that_lists_can_save() -> None:
    listing = {one.words for one in COMMANDS if one.words.endswith(" list")}
    assert listing - _NOT_SAVED <= LISTS.keys() <= {one.words for one in COMMANDS}


def test_persons_to_a_file_masked_or_whole_and_what_stands_in_the_way(
    boras: CommandLine, tmp_path: Path
) -> None:
    out = tmp_path / "personer.csv"
    done = boras.do("person", "list", "--search", WITH_YES.family_name, "--out", out, *WHOM)
    assert (done["file"], done["rows"], done["warnings"]) == (str(out), 1, [])
    assert rows_of(out)[0]["Personnummer"] == f"{WITH_YES.number[:8]}-••••"
    boras.do("due", "offer", "--whole-numbers", "--out", out, *WHOM)
    assert all(len(row["Personnummer"]) == 13 for row in rows_of(out))
    assert {row["Personnummer"].replace("-", "") for row in rows_of(out)} <= {
        one.number for one in PEOPLE
    }
    for words, code, status in (
        (("--out", out), "recipient_missing", 1),
        (("--out", out, "--recipient", "a"), "purpose_missing", 1),
        (("--out", tmp_path / "lista.txt", *WHOM), "out_ending", 2),
        (("--out", tmp_path / "saknas" / "a.csv", *WHOM), "file_not_found", 4),
    ):
        boras.refused("person", "list", *words, status=status, code=code)
