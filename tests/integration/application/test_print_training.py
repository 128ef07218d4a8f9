"""The list to sign, and certificates for those who took part, on both engines."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from munhalsa.adapters.documents.printing import PdfForms
from munhalsa.application.add_training import AddTraining, add_training
from munhalsa.application.cancel_training import CancelTraining, cancel_training
from munhalsa.application.context import Context
from munhalsa.application.hold_training import HoldTraining, hold_training
from munhalsa.application.print_training import (
    FEWEST_LINES,
    print_attendance_list,
    print_training_certificates,
)
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.training import CancelledBy, TrainingState
from tests.support.deeds import add, assert_refused, latest, unit
from tests.support.pdf_reading import plain_text, unbroken

PDF = PdfForms()


def test_a_list_is_signed_and_each_who_came_gets_a_certificate(context: Context, out: Path) -> None:
    add(context, unit("Ängslyckan", "A"))
    planned = AddTraining(
        day=date(2026, 11, 20),
        kind="practical",
        hundredths=150,
        units=("A",),
        state=TrainingState.PLANNED,
        participants=("Anna Ek",),
        place="Sal 1",
    )
    training = add_training(context, planned).sheet.training.id
    printed = print_attendance_list(context, PDF, training=training, out=out)
    text = unbroken(plain_text(out))
    assert (printed.pages, "Anna Ek" in text, "Ängslyckan" in text) == (1, True, True)
    assert f"\n{FEWEST_LINES}" in plain_text(out)
    assert latest(context)[0].action == "print.attendance_list"
    with pytest.raises(Rejected) as caught:
        print_training_certificates(context, PDF, training=training, out=out)
    assert_refused(caught, "not_held", "training")
    hold_training(context, HoldTraining(training=training, participants=("Anna Ek", "Bo Ås")))
    certificates = print_training_certificates(context, PDF, training=training, out=out)
    assert certificates.pages == 2
    assert "Borås kommun intygar att Bo Ås har deltagit" in unbroken(plain_text(out))
    assert latest(context)[0].subject_id == training


def test_what_there_is_nothing_to_print_of(context: Context, out: Path) -> None:
    held = AddTraining(day=date(2026, 11, 20), kind="issuer_training", hundredths=150, count=4)
    counted = add_training(context, held).sheet.training.id
    with pytest.raises(Rejected) as caught:
        print_training_certificates(context, PDF, training=counted, out=out)
    assert_refused(caught, "nobody_named", "training")
    later = AddTraining(day=date(2026, 12, 20), kind="practical", hundredths=150)
    gone = add_training(context, later).sheet.training.id
    cancel_training(
        context, CancelTraining(training=gone, by=CancelledBy.PROVIDER, reason="sjukdom")
    )
    with pytest.raises(Rejected) as caught:
        print_attendance_list(context, PDF, training=gone, out=out)
    assert_refused(caught, "training_cancelled", "training")
    assert not out.exists()
