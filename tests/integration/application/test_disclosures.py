"""Recording a disclosure assessment, and withdrawing a consent."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from munhalsa.application.context import Context
from munhalsa.application.disclosures import (
    DisclosureRecorded,
    RecordDisclosure,
    WithdrawConsent,
    record_disclosure,
    withdraw_consent,
)
from munhalsa.domain.account import Role
from munhalsa.domain.certificate import Disclosure, DisclosureBasis, Recipient
from munhalsa.domain.disclosure import may_hand_over
from munhalsa.domain.refusal import NotAllowed, Rejected
from tests.support.deeds import (
    SIGNE,
    assert_refused,
    changes_of,
    found,
    latest,
    register,
    user,
)
from tests.support.stores import TODAY

DAY = date(2026, 11, 10)


def record(context: Context, **changes: Any) -> DisclosureRecorded:
    values: dict[str, Any] = {
        "number": SIGNE,
        "recipient": Recipient.VGR,
        "basis": DisclosureBasis.CONSENT,
        "details": "Muntligt av personen själv, gäller intyget",
        "decided_on": DAY,
    }
    return record_disclosure(context, RecordDisclosure(**{**values, **changes}))


def withdraw(context: Context, **changes: Any) -> tuple[Disclosure, ...]:
    values: dict[str, Any] = {"number": SIGNE, "recipient": Recipient.VGR}
    return withdraw_consent(context, WithdrawConsent(**{**values, **changes})).disclosures


def open_to_vgr(context: Context, day: date = TODAY) -> bool:
    return may_hand_over(found(context, Disclosure), Recipient.VGR, day)


def test_an_assessment_is_kept_with_who_made_it_and_when(context: Context) -> None:
    person = register(context)
    done = record(context, decided_on=None)
    assert found(context, Disclosure, person_id=person.id) == [done.disclosure]
    assert (done.disclosure.decided_on, done.disclosure.decided_by) == (TODAY, "Kim Lind")
    assert record(context, decided_by="Maria Svensson").disclosure.decided_by == "Maria Svensson"
    (_, event) = latest(context, 2)
    assert (event.event, event.action, event.subject_id) == (
        done.event,
        "disclosure.record",
        person.id,
    )
    (change,) = changes_of(context, done.event, "disclosure")
    assert (change["before"], change["after"]["basis"]) == (None, "consent")


def test_a_withdrawn_consent_closes_the_way_the_same_day(context: Context) -> None:
    person = register(context)
    record(context)
    assert open_to_vgr(context)
    done = withdraw_consent(context, WithdrawConsent(number=SIGNE, recipient=Recipient.VGR))
    assert not open_to_vgr(context)
    assert open_to_vgr(context, date(2026, 11, 21))
    (event,) = latest(context)
    assert (event.event, event.action, event.subject_id) == (
        done.event,
        "disclosure.withdraw",
        person.id,
    )
    (change,) = changes_of(context, done.event, "disclosure")
    assert change["before"] == {"withdrawn_on": None}
    assert change["after"] == {"withdrawn_on": "2026-11-22"}


def test_everything_that_was_assessed_for_that_recipient_ends_with_it(context: Context) -> None:
    register(context)
    record(context)
    record(context, basis=DisclosureBasis.LAW, details="OSL 26 kap. 9 §", decided_on=TODAY)
    unit = record(context, recipient=Recipient.UNIT).disclosure
    ended = withdraw(context)
    assert {one.withdrawn_on for one in ended} == {TODAY}
    assert len(ended) == 2
    assert not open_to_vgr(context)
    assert unit in found(context, Disclosure)


def test_a_new_assessment_opens_the_way_again(context: Context) -> None:
    register(context)
    record(context)
    withdraw(context, day=date(2026, 11, 15))
    record(context, decided_on=date(2026, 11, 14))
    assert not open_to_vgr(context)
    record(context, decided_on=date(2026, 11, 15))
    assert open_to_vgr(context)


def test_what_was_assessed_after_the_withdrawal_stands(context: Context) -> None:
    register(context)
    record(context)
    law = record(
        context,
        basis=DisclosureBasis.LAW,
        details="OSL 26 kap. 9 §",
        decided_on=date(2026, 11, 20),
    ).disclosure
    (ended,) = withdraw(context, day=date(2026, 11, 15))
    assert ended.basis is DisclosureBasis.CONSENT
    assert law in found(context, Disclosure)
    assert open_to_vgr(context)


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"recipient": Recipient.UNIT}, "consent_not_found", "recipient"),
        ({"day": date(2026, 11, 9)}, "withdrawn_before_given", "day"),
        ({"day": date(2026, 11, 23)}, "date_in_future", "day"),
    ],
)
def test_what_cannot_be_withdrawn(
    context: Context, changes: dict[str, Any], code: str, field: str
) -> None:
    register(context)
    record(context)
    record(context, recipient=Recipient.UNIT, basis=DisclosureBasis.HARM_TEST)
    with pytest.raises(Rejected) as caught:
        withdraw(context, **changes)
    assert_refused(caught, code, field)
    assert {one.withdrawn_on for one in found(context, Disclosure)} == {None}


def test_a_consent_is_withdrawn_once(context: Context) -> None:
    register(context)
    record(context)
    withdraw(context)
    with pytest.raises(Rejected) as caught:
        withdraw(context)
    assert_refused(caught, "consent_not_found", "recipient")


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"details": " "}, "disclosure_details_missing", "details"),
        ({"decided_on": date(2026, 11, 23)}, "date_in_future", "decided_on"),
    ],
)
def test_what_cannot_be_recorded(
    context: Context, changes: dict[str, Any], code: str, field: str
) -> None:
    register(context)
    with pytest.raises(Rejected) as caught:
        record(context, **changes)
    assert_refused(caught, code, field)
    assert found(context, Disclosure) == []


def test_a_unit_manager_may_neither(context: Context) -> None:
    register(context)
    record(context)
    manager = user(context, Role.UNIT_MANAGER)
    for attempt in (record, withdraw):
        with pytest.raises(NotAllowed) as caught:
            attempt(manager)
        assert_refused(caught, "not_allowed", None)
        assert latest(context)[0].subject_id == "edit_persons"
