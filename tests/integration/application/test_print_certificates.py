"""Certificates on paper: what stands there, and for whom."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from munhalsa.adapters.documents.printing import PdfForms
from munhalsa.application.change_ground import ChangeGround, change_ground
from munhalsa.application.context import Context
from munhalsa.application.end_certificate import EndCertificate, end_certificate
from munhalsa.application.mark_registered import mark_certificate_registered
from munhalsa.application.print_certificates import print_certificates, registered_days
from munhalsa.application.print_job import PrintJob
from munhalsa.domain.account import Role
from munhalsa.domain.certificate import (
    EndReason,
    Ground,
    IssuedBy,
)
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.unit import Municipality, UnitType
from tests.support.deeds import (
    FAMILY,
    GIVEN,
    SIGNE,
    add,
    alter,
    born,
    found,
    issue,
    mark_registered,
    register,
    unit,
    user,
)
from tests.support.pdf_reading import plain_text, unbroken
from tests.support.printing import (
    DAY,
    PDF,
    PROTECTED,
    certificates,
    home,
    letter,
    persons_in_log,
)
from tests.support.stores import on_day


def test_before_and_after_it_is_registered(context: Context, out: Path) -> None:
    register(context)
    certificate = issue(context).certificate
    before = certificates(context, out, SIGNE)
    assert "Intyg om N-tandvård" in before
    assert f"Intyg nr {certificate.number}" in before
    assert f"{GIVEN} {FAMILY}" in before
    assert f"Personnummer {SIGNE[:8]}-{SIGNE[8:]}" in before
    assert "Beställs hos VGR" in before
    assert "Registrerat hos VGR" not in before
    assert "Utfärdat av Kim Lind" in before
    assert "tills vidare" in before
    mark_certificate_registered(on_day(context, context.today + DAY), certificate_id=certificate.id)
    after = certificates(context, out, certificate.number)
    assert "Registrerat hos VGR 2026-11-23" in after
    assert "Beställs hos VGR" not in after


def test_neither_the_ground_nor_the_answer(context: Context, out: Path) -> None:
    register(context)
    issue(context)
    text = certificates(context, out, SIGNE)
    for secret in ("Personkrets", "2a", "Önskar"):
        assert secret not in text


def test_one_that_is_limited_and_one_that_has_ended(context: Context, out: Path) -> None:
    register(context)
    issue(context, valid_to=date(2027, 1, 31))
    assert "2026-11-22, till och med 2027-01-31" in certificates(context, out, SIGNE)
    last = context.today + DAY
    end_certificate(context, EndCertificate(number=SIGNE, day=last, reason=EndReason.NOT_ENTITLED))
    assert "2026-11-22, till och med 2026-11-23" in certificates(context, out, SIGNE)


@pytest.mark.parametrize(
    ("issued_by", "word"),
    [
        (IssuedBy.DOCTOR, "läkare"),
        (IssuedBy.VGR, "Västra Götalandsregionen"),
        (IssuedBy.OTHER_MUNICIPALITY, "en annan kommun"),
    ],
)
def test_one_that_somebody_else_has_issued(
    context: Context, out: Path, issued_by: IssuedBy, word: str
) -> None:
    register(context)
    issue(context, issued_by=issued_by)
    text = certificates(context, out, SIGNE)
    assert f"Bedömningen är gjord av {word}." in text
    assert f"Utfärdat av {word}" in text
    assert "Utfärdat av Kim" not in text


def test_one_that_was_taken_in_without_an_issuer(context: Context, out: Path) -> None:
    register(context)
    alter(context, issue(context).certificate, issuer=None)
    assert "Bedömningen är gjord av någon annan än kommunen." in certificates(context, out, SIGNE)


@pytest.mark.parametrize(
    ("number", "label"),
    [("191401682396", "Samordningsnummer"), ("19450829K088", "Reservnummer")],
)
def test_every_kind_of_number_by_its_name(
    context: Context, out: Path, number: str, label: str
) -> None:
    register(context, number)
    issue(context, number)
    assert f"{label} {number[:8]}-{number[8:]}" in certificates(context, out, number)


def test_a_housing_with_room(context: Context, out: Path) -> None:
    place = unit(street="Parkgatan 4", postal_code="504 30", city="Borås")
    add(context, place)
    home(context, register(context).id, unit_id=place.id, room="rum 12")
    issue(context)
    text = certificates(context, out, SIGNE)
    assert "Boende Björkgläntan, rum 12, Parkgatan 4, 504 30 Borås" in text


def test_a_home_of_ones_own(context: Context, out: Path) -> None:
    office = unit(type=UnitType.HOME_HELP, street="Kontoret 1", city="Borås")
    add(context, office)
    person = register(context)
    own = {"street": "Vägen 2", "postal_code": "504 31", "city": "Sandared"}
    home(context, person.id, unit_id=office.id, care_of="Öst", **own)
    issue(context)
    text = certificates(context, out, SIGNE)
    assert "Boende c/o Öst, Vägen 2, 504 31 Sandared" in text
    assert "Kontoret" not in text


def test_home_care_without_an_address_names_the_unit(context: Context, out: Path) -> None:
    office = unit(type=UnitType.HOME_HELP, street="Kontoret 1")
    add(context, office)
    home(context, register(context).id, unit_id=office.id)
    issue(context)
    text = certificates(context, out, SIGNE)
    assert "Boende Björkgläntan" in text
    assert "Kontoret" not in text


def test_the_sender_is_the_municipality(context: Context, out: Path) -> None:
    (municipality,) = found(context, Municipality)
    alter(
        context,
        municipality,
        department="Vård- och äldreförvaltningen",
        phone="033-35 70 00",
        street="Kungsgatan 55",
        postal_code="501 80",
        city="Borås",
    )
    register(context)
    issue(context)
    text = certificates(context, out, SIGNE)
    sender = "Borås kommun Vård- och äldreförvaltningen"
    assert sender in text
    assert "Ring Kim Lind, 033-35 70 00." in text
    assert f"{sender} Kungsgatan 55 501 80 Borås" in letter(context, out)


def test_several_in_name_order_each_once(context: Context, out: Path) -> None:
    for year, family in ((1941, "Öst"), (1942, "Wik"), (1943, "Alm"), (1944, "Åberg")):
        register(context, born(year), family_name=family)
        issue(context, born(year))
    asked = [born(1941), born(1944), born(1943), born(1941)]
    text = certificates(context, out, *asked)
    places = [text.index(f"{GIVEN} {name}") for name in ("Alm", "Åberg", "Öst")]
    assert places == sorted(places)
    assert "Wik" not in text
    assert text.count("Namn ") == 3


def test_all_that_are_valid_without_the_protected(context: Context, out: Path) -> None:
    register(context, born(1941), family_name="Öst")
    register(context, born(1942), family_name="Alm")
    over = register(context, born(1943), family_name="Slut")
    hidden = register(context, born(1944), family_name="Dold", **PROTECTED)
    issue(context, over.number, issued=date(2026, 1, 1), valid_to=date(2026, 2, 1))
    for number in (born(1941), born(1942), hidden.number):
        issue(context, number)
    text = certificates(context, out)
    assert text.index("Alm") < text.index("Öst")
    assert "Slut" not in text
    assert "Dold" not in text
    assert persons_in_log(context, hidden.id)[0] == "certificate.issue"
    named = user(context, Role.ISSUER, sees_protected=True)
    assert "Dold" in certificates(named, out)


def test_a_void_one_is_not_printed(context: Context, out: Path) -> None:
    register(context)
    certificate = issue(context).certificate
    alter(context, certificate, voided_on=context.today)
    with pytest.raises(Rejected) as caught:
        certificates(context, out, certificate.number)
    assert (caught.value.code, caught.value.field) == ("certificate_void", "number")
    assert not out.exists()


def test_nobody_has_one(context: Context, out: Path) -> None:
    with pytest.raises(Rejected) as caught:
        certificates(context, out)
    assert caught.value.code == "nothing_to_print"
    assert not out.exists()


def test_progress_is_told(context: Context, out: Path) -> None:
    register(context)
    issue(context)
    steps: list[tuple[int, int]] = []
    print_certificates(
        context,
        PDF,
        numbers=None,
        job=PrintJob(out=out, progress=lambda done, total: steps.append((done, total))),
    )
    assert steps == [(1, 1)]


def test_one_that_took_over_is_registered_when_the_change_of_ground_is(
    context: Context, out: Path
) -> None:
    register(context)
    issue(context, issued=context.today - timedelta(days=30))
    changed = change_ground(
        context, ChangeGround(number=SIGNE, ground=Ground.AT_HOME, day=context.today)
    ).certificate
    with context.read() as reader:
        assert registered_days(reader, [changed]) == {}
    mark_registered(context, changed.id)
    with context.read() as reader:
        assert registered_days(reader, [changed]) == {changed.id: context.today}
    printed = print_certificates(
        context, PdfForms(), numbers=[SIGNE], job=PrintJob(out=out), copy=True
    )
    assert f"{changed.number} (kopia)" in unbroken(plain_text(printed.path))
