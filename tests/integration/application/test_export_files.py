"""The files for Intygsbeställningen, to the byte and to the cell, and read back again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from munhalsa.adapters.ids import new_id
from munhalsa.adapters.tables.kinds import load_kind
from munhalsa.adapters.tables.reader import read_table
from munhalsa.application.context import Context
from munhalsa.application.end_certificate import EndCertificate, end_certificate
from munhalsa.application.import_table.kinds import NO_MAPPING
from munhalsa.domain.certificate import (
    Certificate,
    EndReason,
    Ground,
    IssuedBy,
    RegistrationKind,
)
from munhalsa.domain.person import (
    Dentist,
)
from tests.support.deeds import (
    add,
    born,
    found,
    issue,
    mark_registered,
    register,
    unit,
)
from tests.support.exports import answer, export, home, rows_of, tell

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "exports"


def small_store(context: Context) -> None:
    """Three to tell of, with names and texts that a spreadsheet could take for something else."""
    place = unit(street="Parkgatan 4", postal_code="504 30", city="Borås", responsible_name="=1+1")
    add(context, place)
    first = register(context, born(1941), given_name="Åsa", family_name="Östlund")
    home(context, first.id, unit_id=place.id, room="12")
    issue(context, first.number)
    answer(context, first.number)
    add(context, Dentist(id=new_id(), person_id=first.id, name='+46 Tand; "Centrum"'))
    second = register(context, born(1942), given_name="Łucja", family_name="-Şahin")
    home(context, second.id, street="@Vägen 2", postal_code="504 31", city="Sandared")
    certificate = issue(
        context,
        second.number,
        ground=Ground.AT_HOME,
        issued=date(2026, 2, 1),
        valid_to=date(2027, 1, 31),
        issued_by=IssuedBy.DOCTOR,
    ).certificate
    mark_registered(context, certificate.id)
    answer(context, second.number, wants=False)
    tell(context, certificate, RegistrationKind.ADDRESS)
    ended = register(context, born(1943), given_name="Bo", family_name="Alm")
    issue(context, ended.number, issued=date(2026, 3, 1))
    certificate = found(context, Certificate, person_id=ended.id)[0]
    mark_registered(context, certificate.id)
    end_certificate(
        context,
        EndCertificate(number=ended.number, day=date(2026, 10, 31), reason=EndReason.NOT_ENTITLED),
    )


def test_the_file_is_as_it_should_be_to_the_byte(context: Context, tmp_path: Path) -> None:
    small_store(context)
    file = tmp_path / "till-vgr.csv"
    export(context, file)
    assert file.read_bytes() == (GOLDEN / "intygsbestallningen.csv").read_bytes()


def test_the_workbook_holds_the_same_with_real_dates_and_plain_text(
    context: Context, tmp_path: Path
) -> None:
    small_store(context)
    file = tmp_path / "till-vgr.xlsx"
    export(context, file)
    expected = [
        {heading: text.removeprefix("'") for heading, text in row.items()}
        for row in rows_of(GOLDEN / "intygsbestallningen.csv")
    ]
    assert rows_of(file) == expected
    sheet = openpyxl.load_workbook(file).worksheets[0]
    headings = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        for heading, cell in zip(headings, row, strict=True):
            if heading in ("Utfärdat", "Giltigt till", "Svarsdatum") and cell.value is not None:
                assert (cell.is_date, cell.number_format) == (True, "yyyy-mm-dd")
            else:
                assert cell.data_type in ("s", "n")
                assert cell.value is None or cell.data_type == "s"


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_table_reader_gets_the_same_values_back(
    context: Context, tmp_path: Path, ending: str
) -> None:
    small_store(context)
    file = tmp_path / f"till-vgr.{ending}"
    export(context, file)
    table = read_table(file, kind=load_kind("personer"), mapping=NO_MAPPING)
    family = table.headings.index("Efternamn")
    street = table.headings.index("Gatuadress")
    responsible = table.headings.index("Ansvarig")
    number = table.headings.index("Personnummer")
    rows = [cells for _, cells in table.rows]
    assert [row[family] for row in rows] == ["Alm", "-Şahin", "Östlund"]
    assert rows[1][street] == "@Vägen 2"
    assert rows[2][responsible] == "=1+1"
    assert [row[number] for row in rows] == [born(1943), born(1942), born(1941)]


def test_a_name_without_an_ending_gets_what_the_profile_wants(
    context: Context, tmp_path: Path
) -> None:
    register(context)
    issue(context)
    export(context, tmp_path / "till-vgr")
    assert (tmp_path / "till-vgr").read_bytes().startswith(b"PK\x03\x04")


def test_nothing_waits_gives_a_file_with_headings_only(context: Context, tmp_path: Path) -> None:
    file = tmp_path / "till-vgr.csv"
    assert export(context, file).rows == 0
    assert file.read_text("utf-8-sig").count("\n") == 1
