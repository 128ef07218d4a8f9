"""Short ways through export and registration for tests, and the files read back by others."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl

from munhalsa.adapters.ids import new_id
from munhalsa.adapters.tables.export_writer import ProfileExportWriter
from munhalsa.adapters.tables.profiles import load_profile
from munhalsa.application.context import Context
from munhalsa.application.export_registrations import Exported, export_registrations
from munhalsa.application.mark_registered import Registered, mark_registered
from munhalsa.application.ports import Deed
from munhalsa.application.record_response import RecordResponse, record_response
from munhalsa.application.registration_queue import mark_to_register
from munhalsa.domain.certificate import Certificate, RegistrationKind
from munhalsa.domain.person import Residence
from munhalsa.domain.response import AnsweredBy
from tests.support.deeds import SIGNE, add

CERTIFICATES = "intygsbestallningen"
UNITS = "intygsbestallningen-enheter"


def export(context: Context, out: Path, profile: str = CERTIFICATES, **options: Any) -> Exported:
    """Write a file by a bundled profile."""
    return export_registrations(
        context, ProfileExportWriter(), profile=load_profile(profile), out=out, **options
    )


def mark(context: Context, file: Path, *, reference: str | None = None) -> Registered:
    """Mark what a file told as registered."""
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    return mark_registered(context, file_sha256=sha256, reference=reference)


def rows_of(file: Path) -> list[dict[str, str]]:
    """The rows by heading, each cell as the text that a person sees."""
    cells = _csv_cells(file) if file.suffix == ".csv" else _xlsx_cells(file)
    headings = next(cells)
    return [dict(zip(headings, row, strict=True)) for row in cells]


def _csv_cells(file: Path) -> Iterator[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as text:
        yield from csv.reader(text, delimiter=";")


def _xlsx_cells(file: Path) -> Iterator[list[str]]:
    for row in openpyxl.load_workbook(file).worksheets[0].iter_rows(values_only=True):
        yield [_shown(cell) for cell in row]


def _shown(cell: object) -> str:
    if isinstance(cell, datetime | date):
        return cell.strftime("%Y-%m-%d")
    return "" if cell is None else str(cell)


def answer(context: Context, number: str = SIGNE, *, wants: bool = True) -> None:
    command = RecordResponse(
        number=number, answered=context.today, wants=wants, answered_by=AnsweredBy.SELF
    )
    record_response(context, command)


def tell(context: Context, certificate: Certificate, *kinds: RegistrationKind) -> None:
    deed = Deed(action="test.queue", subject_kind="test", subject_id="")
    with context.write(deed) as work:
        mark_to_register(
            work,
            new_id=new_id,
            certificate_id=certificate.id,
            person_id=certificate.person_id,
            kinds=kinds,
            day=context.today,
        )
        work.commit()


def home(context: Context, person_id: str, **fields: Any) -> None:
    add(
        context,
        Residence(id=new_id(), person_id=person_id, from_day=date(2020, 1, 1), **fields),
    )
