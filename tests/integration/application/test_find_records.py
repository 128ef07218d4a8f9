"""Finding the one that somebody means."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from munhalsa.adapters.ids import new_id
from munhalsa.application.context import Context
from munhalsa.application.end_certificate import EndCertificate, end_certificate
from munhalsa.application.find_records import (
    certificate_by_number,
    home_on,
    person_by_number,
    the_municipality,
    unit_by_code_or_name,
)
from munhalsa.domain.certificate import Certificate, EndReason
from munhalsa.domain.person import FormerNumber, Residence, ResidenceKind
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.unit import Unit, UnitName
from tests.support.deeds import (
    SIGNE,
    add,
    alter,
    assert_refused,
    identity,
    issue,
    register,
    unit,
)


def certificate(context: Context, text: str) -> Certificate:
    with context.store.read() as reader:
        return certificate_by_number(reader, text, today=context.today)


def unit_named(context: Context, text: str) -> Unit:
    with context.store.read() as reader:
        return unit_by_code_or_name(reader, text)


def test_the_one_municipality(context: Context) -> None:
    with context.store.read() as reader:
        assert the_municipality(reader).name == "Borås"


@pytest.mark.parametrize("text", [SIGNE, SIGNE[2:], f"{SIGNE[:8]}-{SIGNE[8:]}", f" {SIGNE} "])
def test_a_person_however_the_number_is_written(context: Context, text: str) -> None:
    person = register(context)
    with context.store.read() as reader:
        assert person_by_number(reader, text, today=context.today) == person


def test_a_person_by_a_former_number(context: Context) -> None:
    person = register(context)
    old = identity("19410161", 239)
    add(context, FormerNumber(id=new_id(), person_id=person.id, number=old))
    with context.store.read() as reader:
        assert person_by_number(reader, old, today=context.today) == person


class TestCertificates:
    def test_the_valid_one_goes_before_newer_ones(self, context: Context) -> None:
        register(context)
        valid = issue(context, valid_to=context.today).certificate
        coming = issue(context, issued=context.today + timedelta(days=1)).certificate
        assert certificate(context, SIGNE) == valid
        assert certificate(context, f" {coming.number} ") == coming

    def test_without_a_valid_one_the_newest_that_is_not_void(self, context: Context) -> None:
        register(context)
        first = issue(context, issued=date(2024, 1, 1), valid_to=date(2024, 12, 31)).certificate
        void = issue(context, issued=date(2025, 1, 1)).certificate
        alter(context, void, voided_on=context.today)
        assert certificate(context, SIGNE) == first
        assert certificate(context, void.number).voided_on == context.today

    def test_one_that_ended_is_still_found(self, context: Context) -> None:
        register(context)
        issue(context, issued=date(2026, 1, 1))
        end = EndCertificate(number=SIGNE, day=date(2026, 6, 1), reason=EndReason.MOVED_OUT)
        ended = end_certificate(context, end).certificate
        assert certificate(context, SIGNE) == ended

    @pytest.mark.parametrize("text", ["1490-2026-0001", SIGNE])
    def test_none(self, context: Context, text: str) -> None:
        register(context)
        with pytest.raises(Rejected) as caught:
            certificate(context, text)
        assert_refused(caught, "certificate_not_found", "number")

    def test_only_a_void_one_is_none(self, context: Context) -> None:
        register(context)
        alter(context, issue(context).certificate, voided_on=context.today)
        with pytest.raises(Rejected) as caught:
            certificate(context, SIGNE)
        assert_refused(caught, "certificate_not_found", "number")


class TestUnits:
    def test_by_code_before_name(self, context: Context) -> None:
        coded, named = unit("Ekbacken", "Sjöutsikten"), unit("Sjöutsikten", "SB02")
        add(context, coded, named)
        assert unit_named(context, " Sjöutsikten ") == coded
        assert unit_named(context, "SB02") == named

    @pytest.mark.parametrize("text", ["Sjöutsikten", "SJÖUTSIKTEN", " sjöutsikten"])
    def test_by_name_in_any_case(self, context: Context, text: str) -> None:
        made = unit("Sjöutsikten", None)
        add(context, made)
        assert unit_named(context, text) == made

    def test_by_the_name_it_had(self, context: Context) -> None:
        made = unit()
        add(
            context,
            made,
            UnitName(id=new_id(), unit_id=made.id, name="Solgläntan", until=date(2024, 1, 1)),
        )
        assert unit_named(context, "solgläntan") == made

    def test_a_name_that_several_have_asks_for_the_code(self, context: Context) -> None:
        add(context, unit("Björken", "A"), unit("Björken", "B"))
        with pytest.raises(Rejected) as caught:
            unit_named(context, "Björken")
        assert_refused(caught, "unit_ambiguous", "unit")

    @pytest.mark.parametrize("text", ["Ekbacken", "", "Bjorkglantan"])
    def test_none(self, context: Context, text: str) -> None:
        add(context, unit())
        with pytest.raises(Rejected) as caught:
            unit_named(context, text)
        assert_refused(caught, "unit_not_found", "unit")


def test_the_home_of_a_day() -> None:
    def lived(kind: ResidenceKind, first: date, last: date | None) -> Residence:
        return Residence(id=f"{kind}{first}", person_id="p", kind=kind, from_day=first, to_day=last)

    visit = lived(ResidenceKind.VISIT, date(2026, 1, 1), None)
    earlier = lived(ResidenceKind.HOME, date(2026, 1, 1), date(2026, 3, 31))
    later = lived(ResidenceKind.HOME, date(2026, 5, 1), None)
    known = [visit, earlier, later]
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 3, 31), date(2026, 4, 1)]
    assert [home_on(known, day) for day in days] == [None, earlier, earlier, None]
    assert home_on(known, date(2030, 1, 1)) == later
