"""The list of certificates: which, in what order, and whose."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from munhalsa.application.context import Context
from munhalsa.application.end_certificate import EndCertificate, end_certificate
from munhalsa.application.list_certificates import list_certificates
from munhalsa.domain.account import Role
from munhalsa.domain.certificate import Certificate, EndReason, Ground
from munhalsa.domain.person import ProtectedIdentity
from munhalsa.domain.refusal import NotAllowed
from tests.support.deeds import SIGNE, alter, born, found, issue, latest, register, user

DAY = timedelta(days=1)


def numbers(context: Context, valid_on: date | None = None) -> list[str]:
    return [line.number for line in list_certificates(context, valid_on=valid_on)]


def test_all_but_the_void_by_number_with_what_holds_today(context: Context) -> None:
    register(context)
    over = issue(context, issued=date(2026, 1, 1), valid_to=date(2026, 2, 1)).certificate
    valid = issue(context, ground=Ground.LSS).certificate
    register(context, born(1942))
    void = issue(context, born(1942)).certificate
    alter(context, void, voided_on=context.today)
    first, second = list_certificates(context)
    assert (first.number, second.number) == (over.number, valid.number)
    assert (first.valid, first.valid_to, first.ended) == (False, date(2026, 2, 1), None)
    assert (second.valid, second.ground, second.issued) == (True, Ground.LSS, context.today)
    assert (second.personal_identity_number, second.masked) == (SIGNE, False)


def test_those_valid_on_a_day_by_its_first_and_last(context: Context) -> None:
    register(context)
    first = issue(context, issued=date(2026, 1, 1), valid_to=date(2026, 2, 1)).certificate.number
    second = issue(context, issued=date(2026, 2, 2)).certificate.number
    end_certificate(
        context, EndCertificate(number=SIGNE, day=date(2026, 3, 1), reason=EndReason.MOVED_OUT)
    )
    assert numbers(context, date(2025, 12, 31)) == []
    assert numbers(context, date(2026, 1, 1)) == [first]
    assert numbers(context, date(2026, 2, 1)) == [first]
    assert numbers(context, date(2026, 2, 2)) == [second]
    assert numbers(context, date(2026, 3, 1)) == [second]
    assert numbers(context, date(2026, 3, 2)) == []
    assert list_certificates(context, valid_on=date(2026, 3, 1))[0].valid


def test_the_order_is_that_of_the_numbers_also_above_ten_thousand(context: Context) -> None:
    wanted = ["1490-2025-10000", "1490-2026-9999", "1490-2026-10000"]
    for year, number in zip((1941, 1942, 1943), reversed(wanted), strict=True):
        register(context, born(year))
        alter(context, issue(context, born(year)).certificate, number=number)
    assert numbers(context) == wanted
    assert len(found(context, Certificate)) == 3


def test_whose_it_is_stays_hidden_where_the_identity_is_protected(context: Context) -> None:
    register(context, protected_identity=ProtectedIdentity.PROTECTED_REGISTRATION)
    issue(context)
    (line,) = list_certificates(context)
    assert (line.personal_identity_number, line.masked, line.valid) == (None, True, True)
    assert {line.ground, line.issued, line.valid_to, line.ended} == {None}
    (line,) = list_certificates(user(context, Role.ISSUER, sees_protected=True))
    assert (line.personal_identity_number, line.masked) == (SIGNE, False)


def test_it_takes_the_right_and_is_logged(context: Context) -> None:
    register(context)
    issue(context)
    numbers(context)
    (event,) = latest(context)
    assert (event.action, event.subject_kind) == ("certificate.list", "search")
    with pytest.raises(NotAllowed):
        numbers(user(context, Role.STATISTICS))
