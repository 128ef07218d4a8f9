"""Labels for the letters: the same receivers in the same order, on both engines."""

from __future__ import annotations

from pathlib import Path

import pytest

from munhalsa.application.context import Context
from munhalsa.application.print_job import Order
from munhalsa.application.print_labels import LabelsJob, print_labels
from munhalsa.domain.refusal import NotAllowed, Rejected
from tests.integration.application.test_print_letters import contact
from tests.support.deeds import FAMILY, GIVEN, SIGNE, add, assert_refused, born, register, unit
from tests.support.pdf_reading import plain_text, unbroken
from tests.support.printing import PDF, PROTECTED, home, persons_in_log


def test_a_label_for_each_letter(context: Context, out: Path) -> None:
    place = unit(street="Parkgatan 4", postal_code="504 30", city="Borås")
    add(context, place)
    signe = register(context)
    home(context, signe.id, unit_id=place.id)
    other = register(context, born(1942), family_name="Alm")
    nobody = register(context, born(1943), family_name="Öst")
    no_street = unit("Ekbo", "E1")
    add(context, no_street)
    there = register(context, born(1944), family_name="Ask")
    home(context, there.id, unit_id=no_street.id)
    add(context, contact(other.id), contact(other.id, name="Eva Ek"))
    job = LabelsJob(out=out, sheet=" 3X8 ", start=2)
    done = print_labels(context, PDF, numbers=[SIGNE], ids=[other.id, nobody.id, there.id], job=job)
    assert (done.labels, done.without_address, done.printed.pages) == (5, 2, 1)
    text = unbroken(plain_text(out))
    assert text.count("Norra Långgatan 118 504 30 Borås") == 2
    assert f"{GIVEN} {FAMILY} Björkgläntan Parkgatan 4 504 30 Borås" in text
    assert text.index("Åke Ståhl") < text.index(FAMILY) < text.index("Öst")
    assert persons_in_log(context, signe.id)[0] == "print.labels"


def test_what_cannot_be_printed(context: Context, out: Path) -> None:
    register(context)
    for job, field in (
        (LabelsJob(out=out, sheet="9x9"), "sheet"),
        (LabelsJob(out=out, sheet="3x8", start=25, order=Order.HOME), "start"),
    ):
        with pytest.raises(Rejected) as caught:
            print_labels(context, PDF, numbers=[SIGNE], job=job)
        assert caught.value.field == field
    with pytest.raises(Rejected) as caught:
        print_labels(context, PDF, job=LabelsJob(out=out, sheet="3x8"))
    assert_refused(caught, "nothing_to_print", None)
    hidden = register(context, born(1942), **PROTECTED)
    with pytest.raises(NotAllowed):
        print_labels(context, PDF, ids=[hidden.id], job=LabelsJob(out=out, sheet="3x8"))
    assert not out.exists()
