"""The committed example is what the generator writes, cell by cell."""

import csv
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

import tools.example_municipality.__main__ as command
from tools.example_municipality import Cell, Municipality, write_files
from tools.example_municipality.bundled import bundled_example

COMMITTED = Path(__file__).parents[3] / "resources" / "example"


@pytest.fixture(scope="module")
def example() -> Municipality:
    return bundled_example()


def read(cell: object) -> Cell:
    assert isinstance(cell, str | int | float | date)
    return None if cell == "" else cell


def cells(path: Path) -> list[list[Cell]]:
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    return [[read(cell) for cell in row] for row in sheet.to_python()]


def test_committed_workbooks_hold_what_the_generator_makes(example: Municipality) -> None:
    for kind, table in example.tables.items():
        if kind != "befolkning":
            wanted = [list(table.headings), *[list(row) for row in table.rows]]
            assert cells(COMMITTED / f"{kind}.xlsx") == wanted, kind


def test_committed_population_is_what_the_generator_makes(example: Municipality) -> None:
    text = (COMMITTED / "befolkning.csv").read_text("utf-8")
    table = example.tables["befolkning"]
    assert text.startswith('"region","ålder","kön","Folkmängd 2020"')
    assert '\n"1471 Götene","0 år","män",' in text
    rows = list(csv.reader(text.splitlines()))
    assert rows == [[str(cell) for cell in row] for row in (table.headings, *table.rows)]


def test_writing_again_gives_the_same_files_and_nothing_else(
    example: Municipality, tmp_path: Path
) -> None:
    written = write_files(example, tmp_path)
    # What the demonstration does with the lists is written by hand.
    bundled = {path.name for path in COMMITTED.iterdir()} - {"demo.toml"}
    assert {path.name for path in written} == bundled
    text = (tmp_path / "example.toml").read_text("utf-8")
    assert text == (COMMITTED / "example.toml").read_text("utf-8")


def test_the_command_writes_a_municipality_of_another_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--out", str(tmp_path), "--persons", "40", "--seed", "3", "--today", "2027-01-31"]
    monkeypatch.setattr("sys.argv", ["example_municipality", *arguments])
    command.main()
    assert "personer.xlsx" in capsys.readouterr().out
    assert len({row[0] for row in cells(tmp_path / "boendeenheter.xlsx")}) == 19
    assert "reference_day = 2027-01-31" in (tmp_path / "example.toml").read_text("utf-8")
