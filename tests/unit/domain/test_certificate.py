"""When a certificate is valid, how long it can be, and what stands in another's way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from munhalsa.domain.certificate import (
    Certificate,
    EndReason,
    Ground,
    check_end,
    check_period,
    last_day_of,
    number_of,
    overlapping,
)
from munhalsa.domain.refusal import Rejected

TODAY = date(2026, 11, 22)
PLAIN = Certificate(
    id="a",
    number="1490-2026-0001",
    person_id="p",
    ground=Ground.CARE_HOUSING,
    issued=date(2026, 3, 1),
)

days = st.dates(date(2020, 1, 1), date(2020, 3, 1))
last_days = st.none() | days


def lasting(issued: date, valid_to: date | None, ended: date | None) -> Certificate:
    return replace(
        PLAIN,
        issued=issued,
        valid_to=valid_to,
        ended=ended,
        end_reason=None if ended is None else EndReason.MOVED_OUT,
        last_day=last_day_of(valid_to, ended),
    )


@given(days, last_days, last_days, days, st.booleans())
def test_valid_from_its_first_day_to_the_earliest_of_its_ends(
    issued: date, valid_to: date | None, ended: date | None, day: date, void: bool
) -> None:
    certificate = replace(lasting(issued, valid_to, ended), voided_on=TODAY if void else None)
    wanted = (
        not void
        and issued <= day
        and (valid_to is None or day <= valid_to)
        and (ended is None or day <= ended)
    )
    assert certificate.is_valid_on(day) is wanted


def test_both_the_first_and_the_last_day_are_days_of_validity() -> None:
    certificate = lasting(date(2026, 3, 1), None, date(2026, 3, 1))
    around = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 2)]
    assert [certificate.is_valid_on(day) for day in around] == [False, True, False]


@given(last_days, last_days)
def test_the_last_day_is_the_earliest_end(valid_to: date | None, ended: date | None) -> None:
    last = last_day_of(valid_to, ended)
    assert last == last_day_of(ended, valid_to)
    ends = [day for day in (valid_to, ended) if day is not None]
    assert last in ends if ends else last is None
    assert all(last is not None and last <= day for day in ends)


@pytest.mark.parametrize(
    ("running", "number"),
    [(1, "1490-2026-0001"), (412, "1490-2026-0412"), (12345, "1490-2026-12345")],
)
def test_the_number_tells_municipality_year_and_place_in_the_series(
    running: int, number: str
) -> None:
    assert number_of("1490", 2026, running) == number


def test_a_certificate_may_begin_sixty_days_ahead_and_no_later() -> None:
    check_period(issued=TODAY + timedelta(days=60), valid_to=None, today=TODAY)
    check_period(issued=date(2015, 1, 1), valid_to=date(2015, 1, 1), today=TODAY)
    with pytest.raises(Rejected, match="högst 60 dagar") as caught:
        check_period(issued=TODAY + timedelta(days=61), valid_to=None, today=TODAY)
    assert (caught.value.code, caught.value.field) == ("issued_too_far_ahead", "issued")


def test_it_cannot_stop_being_valid_before_it_begins() -> None:
    with pytest.raises(Rejected, match="ligger före") as caught:
        check_period(issued=TODAY, valid_to=TODAY - timedelta(days=1), today=TODAY)
    assert (caught.value.code, caught.value.field) == ("valid_to_before_issued", "valid_to")


@pytest.mark.parametrize(
    ("certificate", "day", "code", "field"),
    [
        (replace(PLAIN, voided_on=TODAY), TODAY, "certificate_void", "number"),
        (
            lasting(date(2026, 3, 1), None, date(2026, 4, 1)),
            TODAY,
            "certificate_already_ended",
            "number",
        ),
        (PLAIN, date(2026, 2, 28), "end_before_issued", "date"),
    ],
)
def test_an_end_that_cannot_be(certificate: Certificate, day: date, code: str, field: str) -> None:
    with pytest.raises(Rejected) as caught:
        check_end(certificate, day)
    assert (caught.value.code, caught.value.field) == (code, field)


def test_it_can_end_on_its_first_day() -> None:
    check_end(PLAIN, PLAIN.issued)


@given(days, last_days, days, last_days)
def test_two_certificates_overlap_when_they_share_a_day_whichever_comes_first(
    first: date, first_last: date | None, second: date, second_last: date | None
) -> None:
    one, other = lasting(first, first_last, None), lasting(second, second_last, None)
    span = [date(2020, 1, 1) + timedelta(days=number) for number in range(70)]
    shared = any(one.is_valid_on(day) and other.is_valid_on(day) for day in span)
    if (first_last is None or first <= first_last) and (
        second_last is None or second <= second_last
    ):
        found = overlapping([one], issued=second, last_day=second_last)
        turned = overlapping([other], issued=first, last_day=first_last)
        assert (found is not None) is (turned is not None) is shared


def test_a_void_certificate_is_in_nobodys_way() -> None:
    void = replace(PLAIN, voided_on=TODAY)
    assert overlapping([void], issued=PLAIN.issued, last_day=None) is None
    assert overlapping([void, PLAIN], issued=PLAIN.issued, last_day=None) is PLAIN
