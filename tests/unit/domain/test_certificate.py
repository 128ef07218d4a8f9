"""When a certificate is valid, how long it can be, and what stands in another's way."""

from __future__ import annotations

from collections.abc import Callable
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
    is_ours_from,
    last_day_of,
    number_of,
    overlapping,
)
from munhalsa.domain.certificate_changes import (
    check_copy,
    check_ground,
    check_hand_over,
    check_validity,
    last_day_before,
    renewal_start,
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


@given(days, last_days, last_days, days, st.booleans())
def test_ours_from_any_day_up_to_its_end_and_its_hand_over(
    issued: date, ended: date | None, handed_over: date | None, day: date, void: bool
) -> None:
    certificate = replace(
        lasting(issued, None, ended),
        handed_over_on=handed_over,
        voided_on=TODAY if void else None,
    )
    stays = not void and all(last is None or day <= last for last in (ended, handed_over))
    assert is_ours_from(certificate, day) is stays
    assert certificate.is_ours_on(day) is (stays and issued <= day)


@pytest.mark.parametrize(
    "certificate", [lasting(PLAIN.issued, None, TODAY), replace(PLAIN, handed_over_on=TODAY)]
)
def test_the_last_day_itself_is_ours(certificate: Certificate) -> None:
    around = [TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=1)]
    assert [is_ours_from(certificate, day) for day in around] == [True, True, False]


def test_both_the_first_and_the_last_day_are_days_of_validity() -> None:
    certificate = lasting(date(2026, 3, 1), None, date(2026, 3, 1))
    around = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 2)]
    assert [certificate.is_valid_on(day) for day in around] == [False, True, False]
    handed_over = replace(PLAIN, handed_over_on=date(2026, 3, 1))
    assert [handed_over.is_ours_on(day) for day in around] == [False, True, False]


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


A_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("last", "begins"),
    [
        (None, TODAY),
        (TODAY - 2 * A_DAY, TODAY),
        (TODAY - A_DAY, TODAY),
        (TODAY, TODAY + A_DAY),
        (TODAY + A_DAY, TODAY + 2 * A_DAY),
    ],
)
def test_a_renewal_begins_the_day_after_the_last_one_or_today(
    last: date | None, begins: date
) -> None:
    assert renewal_start(lasting(PLAIN.issued, last, None), today=TODAY) == begins


def test_what_another_one_follows_ends_the_day_before_unless_it_is_over() -> None:
    first = PLAIN.issued + A_DAY
    assert last_day_before(PLAIN, first) == PLAIN.issued
    assert last_day_before(lasting(PLAIN.issued, first, None), first) == PLAIN.issued
    assert last_day_before(lasting(PLAIN.issued, PLAIN.issued, None), first) is None
    with pytest.raises(Rejected) as caught:
        last_day_before(PLAIN, PLAIN.issued)
    assert caught.value.code == "replacement_too_early"


def test_what_is_done_with_one_is_done_while_it_is_valid_and_ours() -> None:
    """Refused with the code, or let through where there is none."""
    void = replace(PLAIN, voided_on=TODAY)
    elsewhere = replace(PLAIN, handed_over_on=TODAY, handed_over_to="1480")
    until_today = lasting(PLAIN.issued, TODAY, None)
    region = {"1480": "Göteborg", "1490": "Borås"}

    def ground(one: Certificate, day: date = TODAY, to: Ground = Ground.LSS) -> None:
        check_ground(one, ground=to, day=day)

    def validity(one: Certificate, to: date | None = TODAY, died: date | None = None) -> None:
        others = [one, replace(PLAIN, id="b", issued=TODAY + A_DAY)]
        check_validity(one, valid_to=to, others=others, died_on=died)

    def hand_over(one: Certificate, day: date = TODAY, to: str = "1480") -> None:
        check_hand_over(one, day=day, today=TODAY, to=to, own="1490", region=region)

    deeds: tuple[tuple[Callable[[], None], str | None], ...] = (
        (lambda: ground(until_today), None),
        (lambda: ground(until_today, TODAY + A_DAY), "certificate_not_valid"),
        (lambda: ground(PLAIN, to=PLAIN.ground), "ground_unchanged"),
        (lambda: ground(void), "certificate_void"),
        (lambda: ground(elsewhere), "handed_over"),
        (lambda: validity(PLAIN), None),
        (lambda: validity(PLAIN, PLAIN.issued), None),
        (lambda: validity(PLAIN, PLAIN.issued - A_DAY), "valid_to_before_issued"),
        (lambda: validity(PLAIN, TODAY + A_DAY), "certificate_overlap"),
        (lambda: validity(until_today, None), "certificate_overlap"),
        (lambda: validity(until_today), "validity_unchanged"),
        (lambda: validity(PLAIN, TODAY, TODAY), None),
        (lambda: validity(PLAIN, TODAY, TODAY - A_DAY), "person_deceased"),
        (lambda: validity(until_today, None, TODAY), "person_deceased"),
        (lambda: validity(lasting(PLAIN.issued, None, TODAY)), "certificate_already_ended"),
        (lambda: validity(void), "certificate_void"),
        (lambda: validity(elsewhere), "handed_over"),
        (lambda: check_copy(PLAIN, today=TODAY), None),
        (lambda: check_copy(until_today, today=TODAY), None),
        (lambda: check_copy(until_today, today=TODAY + A_DAY), "certificate_not_valid"),
        (lambda: check_copy(void, today=TODAY), "certificate_void"),
        (lambda: hand_over(until_today), None),
        (lambda: hand_over(PLAIN, TODAY + 60 * A_DAY), None),
        (lambda: hand_over(PLAIN, TODAY + 61 * A_DAY), "date_too_far_ahead"),
        (lambda: hand_over(until_today, TODAY + A_DAY), "certificate_not_valid"),
        (lambda: hand_over(PLAIN, to="0180"), "municipality_unknown"),
        (lambda: hand_over(PLAIN, to="1490"), "municipality_own"),
        (lambda: hand_over(void), "certificate_void"),
        (lambda: hand_over(elsewhere), "handed_over"),
    )
    for done, code in deeds:
        found = None
        try:
            done()
        except Rejected as refusal:
            found = refusal.code
        assert found == code
