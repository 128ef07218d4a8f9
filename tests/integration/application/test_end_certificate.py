"""Ending a certificate: the day is its last, and a certificate ends once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from munhalsa.application.context import Context
from munhalsa.application.end_certificate import EndCertificate, Ended, end_certificate
from munhalsa.application.ports import Deed
from munhalsa.domain.account import Role
from munhalsa.domain.certificate import Certificate, EndReason, RegistrationKind
from munhalsa.domain.refusal import NotAllowed, Rejected
from tests.support.deeds import (
    SIGNE,
    alter,
    assert_refused,
    changes_of,
    issue,
    latest,
    mark_registered,
    register,
    stored,
    user,
    waiting,
)
from tests.support.stores import on_day

FIRST = date(2026, 3, 1)


def end(context: Context, number: str = SIGNE, day: date | None = None) -> Ended:
    command = EndCertificate(number=number, day=day or context.today, reason=EndReason.MOVED_OUT)
    return end_certificate(context, command)


def certificate_of(context: Context, **changes: Any) -> Certificate:
    register(context)
    return issue(context, issued=FIRST, **changes).certificate


def test_it_is_valid_through_the_day_it_ends(context: Context) -> None:
    certificate = certificate_of(context)
    mark_registered(context, certificate.id)
    done = end(context, day=date(2026, 10, 1))
    assert done.certificate == stored(context, Certificate, certificate.id)
    assert (done.certificate.ended, done.certificate.end_reason) == (
        date(2026, 10, 1),
        EndReason.MOVED_OUT,
    )
    assert done.certificate.is_valid_on(date(2026, 10, 1))
    assert not done.certificate.is_valid_on(date(2026, 10, 2))
    assert waiting(context, certificate.id) == {RegistrationKind.ENDED}
    (event,) = latest(context)
    assert (event.event, event.action) == (done.event, "certificate.end")
    (change,) = changes_of(context, done.event, "certificate")
    assert change["before"] == {"ended": None, "end_reason": None, "last_day": None}
    assert change["after"] == {
        "ended": "2026-10-01",
        "end_reason": "moved_out",
        "last_day": "2026-10-01",
    }


@pytest.mark.parametrize(
    ("day", "last"),
    [(date(2026, 10, 1), date(2026, 10, 1)), (date(2027, 1, 1), date(2026, 12, 31))],
)
def test_the_last_day_is_the_earlier_of_end_and_valid_to(
    context: Context, day: date, last: date
) -> None:
    certificate_of(context, valid_to=date(2026, 12, 31))
    assert end(context, day=day).certificate.last_day == last


def test_it_is_found_by_its_number_too(context: Context) -> None:
    certificate = certificate_of(context)
    assert end(context, certificate.number).certificate.id == certificate.id


def test_the_valid_one_is_ended_and_not_one_to_come(context: Context) -> None:
    first = certificate_of(context, valid_to=context.today)
    second = issue(context, issued=context.today + timedelta(days=1)).certificate
    assert end(context).certificate.id == first.id
    later = on_day(context, context.today + timedelta(days=1))
    assert end(later).certificate.id == second.id


@pytest.mark.parametrize(
    ("fields", "day", "code", "field"),
    [
        ({"voided_on": FIRST}, None, "certificate_void", "number"),
        (
            {"ended": FIRST, "end_reason": EndReason.REPLACED, "last_day": FIRST},
            None,
            "certificate_already_ended",
            "number",
        ),
        ({}, FIRST - timedelta(days=1), "end_before_issued", "date"),
    ],
)
def test_what_cannot_be_ended(
    context: Context, fields: dict[str, Any], day: date | None, code: str, field: str
) -> None:
    certificate = certificate_of(context)
    if fields:
        alter(context, certificate, **fields)
    before = stored(context, Certificate, certificate.id)
    with pytest.raises(Rejected) as caught:
        end(context, certificate.number, day)
    assert_refused(caught, code, field)
    assert stored(context, Certificate, certificate.id) == before


def test_a_change_against_an_older_version_is_refused(context: Context) -> None:
    certificate = certificate_of(context)
    end(context)
    deed = Deed(action="test", subject_kind="person", subject_id=certificate.person_id)
    with context.write(deed) as work:
        work.change(certificate, letter_to="God man")
        with pytest.raises(Rejected) as caught:
            work.commit()
    assert_refused(caught, "conflict", None)
    assert stored(context, Certificate, certificate.id).letter_to is None


def test_a_unit_manager_may_not(context: Context) -> None:
    certificate_of(context)
    with pytest.raises(NotAllowed) as caught:
        end(user(context, Role.UNIT_MANAGER))
    assert_refused(caught, "not_allowed", None)
    assert latest(context)[0].action == "access.refused"


def test_nobody_is_said_to_die_in_days_to_come(context: Context) -> None:
    certificate = certificate_of(context)
    command = EndCertificate(
        number=SIGNE, day=context.today + timedelta(days=1), reason=EndReason.DECEASED
    )
    with pytest.raises(Rejected) as caught:
        end_certificate(context, command)
    assert_refused(caught, "date_in_future", "date")
    assert stored(context, Certificate, certificate.id) == certificate
