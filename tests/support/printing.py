"""Short ways to a printed form and its text."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from munhalsa.adapters.documents.printing import PdfForms
from munhalsa.adapters.ids import new_id
from munhalsa.application.context import Context
from munhalsa.application.print_basis import print_basis
from munhalsa.application.print_certificates import print_certificates
from munhalsa.application.print_job import PrintJob
from munhalsa.application.print_letters import print_letters
from munhalsa.domain.person import ProtectedIdentity, Residence
from tests.support.deeds import (
    SIGNE,
    add,
)
from tests.support.pdf_reading import plain_text, unbroken

DAY = timedelta(days=1)
PDF = PdfForms()
PROTECTED = {"protected_identity": ProtectedIdentity.CONFIDENTIALITY_MARKING}


def certificates(context: Context, out: Path, *numbers: str) -> str:
    """The text of a job for these numbers, or for everybody."""
    printed = print_certificates(context, PDF, numbers=numbers or None, job=PrintJob(out=out))
    assert printed.path == out
    return unbroken(plain_text(out))


def basis(context: Context, out: Path, number: str = SIGNE) -> str:
    print_basis(context, PDF, number=number, out=out)
    return unbroken(plain_text(out))


def letter(context: Context, out: Path, *numbers: str, easy_read: bool = False) -> str:
    print_letters(
        context, PDF, numbers=numbers or [SIGNE], easy_read=easy_read, job=PrintJob(out=out)
    )
    return unbroken(plain_text(out))


def home(context: Context, person_id: str, **fields: Any) -> None:
    add(context, Residence(id=new_id(), person_id=person_id, from_day=date(2020, 1, 1), **fields))


def persons_in_log(context: Context, person_id: str) -> list[str]:
    """What the history of a person tells, newest first."""
    with context.store.read() as reader:
        return [line.action for line in reader.history.of_subject(person_id)]
