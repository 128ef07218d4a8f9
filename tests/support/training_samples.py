"""Printed forms of training to test with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from munhalsa.adapters.documents.printing import PdfForms
from munhalsa.application.training_forms import (
    AttendanceForm,
    AttendanceRow,
    TrainingCertificateForm,
)
from tests.support.printed_forms import CREATED, DAY, LETTERHEAD, Sample

ATTENDANCE = AttendanceForm(
    printed_on=DAY,
    kind="Munvård för personer med demenssjukdom",
    day=date(2026, 12, 3),
    hours="1,5",
    units="Björkbacken, Ängslyckan",
    trainer="Robin Löfgren",
    place="Sal 2",
    rows=(
        AttendanceRow(name="María José Warsame", unit="Björkbacken"),
        AttendanceRow(name="Åsa Öberg"),
        *(AttendanceRow() for _ in range(8)),
    ),
)
TRAINING_CERTIFICATE = TrainingCertificateForm(
    printed_on=DAY,
    name="Åsa Öberg",
    unit="Björkbacken",
    kind="Praktisk träning",
    day=date(2026, 11, 20),
    hours="2",
    trainer="Robin Löfgren",
    place=None,
)
_PDF = PdfForms()

TRAINING_SAMPLES = (
    Sample(
        name="attendance-list",
        pages=1,
        print_to=lambda out: _PDF.attendance_list(
            ATTENDANCE, letterhead=LETTERHEAD, created=CREATED, out=out
        ),
    ),
    Sample(
        name="training-certificates",
        pages=2,
        print_to=lambda out: _PDF.training_certificates(
            [TRAINING_CERTIFICATE, replace(TRAINING_CERTIFICATE, name="Bo Ek", unit=None)],
            letterhead=LETTERHEAD,
            created=CREATED,
            out=out,
        ),
    ),
)
