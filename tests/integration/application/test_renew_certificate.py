"""Renewing: a new certificate after the one there is, linked to it, and never two at a time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from munhalsa.application.certificate_steps import Replaced
from munhalsa.application.context import Context
from munhalsa.application.renew_certificate import RenewCertificate, renew_certificate
from munhalsa.application.undo import UndoBlocked, undo_event
from munhalsa.domain.account import Role
from munhalsa.domain.certificate import (
    Certificate,
    EligibilityDecision,
    EndReason,
    Ground,
    RegistrationKind,
)
from munhalsa.domain.refusal import NotAllowed, Rejected
from tests.support.deeds import (
    ENTITLED,
    SIGNE,
    alter,
    assert_refused,
    found,
    issue,
    latest,
    mark_registered,
    register,
    stored,
    user,
    waiting,
)

FIRST = date(2026, 3, 1)


def renew(context: Context, number: str = SIGNE, **changes: Any) -> Replaced:
    return renew_certificate(context, RenewCertificate(number=number, **changes))


def first_one(context: Context, **changes: Any) -> Certificate:
    register(context)
    certificate = issue(context, issued=FIRST, letter_to="God man", **changes).certificate
    mark_registered(context, certificate.id)
    return certificate


def test_an_open_one_ends_the_day_before(context: Context) -> None:
    old = first_one(context)
    done = renew(context)
    new, yesterday = done.certificate, context.today - timedelta(days=1)
    assert done.replaced == stored(context, Certificate, old.id)
    assert (done.replaced.ended, done.replaced.end_reason) == (yesterday, EndReason.REPLACED)
    assert (new.issued, new.last_day, new.replaces_id) == (context.today, None, old.id)
    assert (new.ground, new.letter_to, new.number) == (old.ground, "God man", "1490-2026-0002")
    assert waiting(context, old.id) == {RegistrationKind.ENDED}
    assert waiting(context, new.id) == {RegistrationKind.NEW}
    assert latest(context)[0].action == "certificate.renew"
    assert done.event is not None
    undo_event(context, done.event)
    assert [one.number for one in found(context, Certificate)] == [old.number]
    assert stored(context, Certificate, old.id).is_valid_on(context.today)
    assert waiting(context, old.id) == set()
    assert renew(context).certificate.number == "1490-2026-0003"


def test_seen_beforehand_nothing_is_done(context: Context) -> None:
    old = first_one(context)
    tried = renew_certificate(context, RenewCertificate(number=SIGNE), dry_run=True)
    assert (tried.event, tried.changes.kinds) == (None, frozenset())
    assert tried.told == (
        f"Intyg {old.number} avslutas, sista dag 2026-11-21.",
        "Ett nytt intyg, personkrets 2a, gäller från 2026-11-22 tills vidare.",
    )
    assert found(context, Certificate) == [old]


def test_a_limited_one_runs_out_and_the_next_begins_the_day_after(context: Context) -> None:
    last = context.today + timedelta(days=20)
    old = first_one(context, valid_to=last)
    done = renew(context, valid_to=date(2027, 12, 31))
    assert done.replaced == old
    assert done.told == (
        f"Intyg {old.number} har som förut sista dag {last}.",
        "Ett nytt intyg, personkrets 2a, gäller från 2026-12-13 till och med 2027-12-31.",
    )
    assert done.certificate.issued == last + timedelta(days=1)
    assert done.certificate.last_day == date(2027, 12, 31)
    assert waiting(context, old.id) == set()
    with pytest.raises(Rejected) as caught:
        renew(context)
    assert_refused(caught, "certificate_overlap", "issued")
    assert done.certificate.number in caught.value.message


def test_one_that_has_run_out_is_renewed_from_today(context: Context) -> None:
    old = first_one(context, valid_to=date(2026, 6, 30))
    done = renew(context, ground=Ground.AT_HOME)
    assert (done.certificate.issued, done.certificate.ground) == (context.today, Ground.AT_HOME)
    assert done.certificate.replaces_id == old.id


def test_it_is_a_new_application_judged_by_the_answers(context: Context) -> None:
    first_one(context)
    done = renew(context, answers=ENTITLED, issued=context.today + timedelta(days=5))
    assert done.certificate.criterion == "vgr_1"
    assert done.replaced.last_day == context.today + timedelta(days=4)
    decisions = found(context, EligibilityDecision, certificate_id=done.certificate.id)
    assert [one.verdict for one in decisions] == ["entitled"]


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"issued": FIRST}, "replacement_too_early", "date"),
        ({"issued": date(2027, 3, 1)}, "issued_too_far_ahead", "issued"),
        ({"valid_to": FIRST}, "valid_to_before_issued", "valid_to"),
        ({"answers": {"lives_in_special_housing": False}}, "needs_judgement", "reason"),
    ],
)
def test_what_is_refused_leaves_the_old_one_alone(
    context: Context, changes: dict[str, Any], code: str, field: str
) -> None:
    old = first_one(context)
    with pytest.raises(Rejected) as caught:
        renew(context, **changes)
    assert_refused(caught, code, field)
    assert found(context, Certificate) == [old]


def test_a_void_one_is_not_renewed(context: Context) -> None:
    old = first_one(context)
    alter(context, old, voided_on=context.today)
    with pytest.raises(Rejected) as caught:
        renew(context, old.number)
    assert_refused(caught, "certificate_void", "number")


def test_a_unit_manager_may_not(context: Context) -> None:
    first_one(context)
    with pytest.raises(NotAllowed):
        renew(user(context, Role.UNIT_MANAGER))


def test_what_was_renewed_is_undone_after_the_renewal(context: Context) -> None:
    register(context)
    issued = issue(context, issued=FIRST)
    done = renew(context)
    with pytest.raises(UndoBlocked) as caught:
        undo_event(context, issued.event)
    assert caught.value.events == (done.event,)
    assert done.event is not None
    undo_event(context, done.event)
    undo_event(context, issued.event)
    assert found(context, Certificate) == []
