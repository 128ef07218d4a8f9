"""The demonstration on the command line; the end-to-end tests go through what it makes."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from munhalsa.application.demonstrate import coverage_in_words
from munhalsa.application.workplace import Example
from munhalsa.bootstrap import MunhalsaProgram
from munhalsa.domain.metrics import Coverage
from tests.support.commands import CommandLine
from tests.support.founded import CHEAP, OTHER_PASSPHRASE


def test_it_tells_what_it_did_in_a_folder_named_from_where_one_stands(
    nobody_yet: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = nobody_yet.folder / "demo"
    folder.mkdir()
    monkeypatch.chdir(nobody_yet.folder)
    told = nobody_yet.run("demo", "demo").out
    assert (folder / "LÄS-MIG.txt").is_file()
    assert told.startswith("1. Skapade ett krypterat register")
    assert "och fick nej" in told
    assert "0 gick inte att ta in" in told
    assert "avvikelser.xlsx: 98 rader, 98 nya, 0 gick inte att ta in" in told
    assert "sparade ett svar och stängde" in told
    assert "Se LÄS-MIG.txt" in told
    # Whatever was brought for another store, the demonstration has its own passphrase.
    there = nobody_yet.at(str(folder / "register"))
    there.refused("unit", "list", status=3, code="wrong_key")
    own = replace(there, passphrase_file=folder / "losenfras.txt")
    assert own.ask("municipality", "show")["municipality"]["phone"] == "031-390 06 05"
    assert nobody_yet.with_passphrase(OTHER_PASSPHRASE).run("demo", folder).status == 4


def test_it_takes_no_folder_that_holds_something(nobody_yet: CommandLine) -> None:
    nobody_yet.refused("demo", nobody_yet.folder, status=4, code="folder_not_empty")
    file = nobody_yet.write("fil", "hej")
    nobody_yet.refused("demo", file, status=4, code="folder_not_empty")
    nobody_yet.refused("demo", status=2, code="wrong_usage")


def test_a_folder_that_cannot_be_made(nobody_yet: CommandLine) -> None:
    file = nobody_yet.write("fil", "hej")
    assert nobody_yet.run("demo", file / "under").status == 4


class _Vanishing(MunhalsaProgram):
    """The folder goes away while the demonstration is at work, as a stick that is pulled out."""

    def example(self, folder: Path, *, today: date) -> Example:
        made = super().example(folder, today=today)
        shutil.rmtree(folder.parent)
        return made


def test_a_folder_that_goes_away(nobody_yet: CommandLine) -> None:
    line = replace(nobody_yet, program=_Vanishing(cost=CHEAP))
    line.refused("demo", nobody_yet.folder / "demo", status=4, code="file_not_written")


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (Fraction(1, 40), "täckningsgrad 2,50 procent, 7 personer kvar till målet"),
        (None, "täckningsgrad saknas"),
    ],
)
def test_coverage_in_words(share: Fraction | None, words: str) -> None:
    coverage = Coverage(
        lowest_age=24,
        certificates=10,
        population=400,
        share=share,
        target=Fraction(3, 100),
        missing_to_target=7,
        unknown_age=0,
    )
    assert coverage_in_words(coverage) == words
    assert coverage_in_words(None) == "täckningsgrad saknas"
