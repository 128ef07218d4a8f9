"""Another ground, another last day, a copy of the letter, and a certificate made void."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from munhalsa.application.certificate_steps import CertificateChanged, Replaced
from munhalsa.application.change_ground import ChangeGround, change_ground
from munhalsa.application.change_validity import ChangeValidity, change_validity
from munhalsa.application.context import Context
from munhalsa.application.order_letter_copy import order_letter_copy
from munhalsa.application.undo import undo_event
from munhalsa.application.void_certificate import void_certificate
from munhalsa.domain.account import Role
from munhalsa.domain.certificate import Certificate, EndReason, Ground, RegistrationKind
from munhalsa.domain.person import Person
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
NEW_YEAR = date(2026, 12, 31)


def certificate_of(context: Context, **changes: Any) -> Certificate:
    register(context)
    certificate = issue(context, issued=FIRST, **changes).certificate
    mark_registered(context, certificate.id)
    return certificate


def to_ground(context: Context, day: date | None = None, **changes: Any) -> Replaced:
    asked = {"number": SIGNE, "ground": Ground.AT_HOME, "day": day or context.today, **changes}
    return change_ground(context, ChangeGround(**asked))


def until(context: Context, day: date | None, number: str = SIGNE) -> CertificateChanged:
    return change_validity(context, ChangeValidity(number=number, valid_to=day))


def refused(context: Context, code: str, field: str, job: Any) -> str:
    before = found(context, Certificate)
    with pytest.raises(Rejected) as caught:
        job()
    assert_refused(caught, code, field)
    assert found(context, Certificate) == before
    return caught.value.message


def test_another_ground_leaves_no_gap(context: Context) -> None:
    old = certificate_of(context, valid_to=NEW_YEAR, letter_to="God man")
    command = ChangeGround(number=SIGNE, ground=Ground.AT_HOME, day=context.today)
    assert change_ground(context, command, dry_run=True).event is None
    assert stored(context, Certificate, old.id) == old
    done = to_ground(context, answers=None)
    new = done.certificate
    assert (done.replaced.last_day, done.replaced.end_reason) == (
        context.today - timedelta(days=1),
        EndReason.REPLACED,
    )
    assert (new.issued, new.valid_to, new.ground) == (context.today, NEW_YEAR, Ground.AT_HOME)
    assert (new.replaces_id, new.letter_to) == (old.id, "God man")
    assert waiting(context, old.id) == {RegistrationKind.ENDED}
    assert waiting(context, new.id) == {RegistrationKind.GROUND}
    assert done.event is not None
    undo_event(context, done.event)
    assert found(context, Certificate)[0].is_valid_on(context.today)


def test_the_answers_may_speak_against_the_other_ground(context: Context) -> None:
    certificate_of(context)
    refused(
        context, "needs_judgement", "reason", lambda: to_ground(context, answers=dict(ENTITLED))
    )
    assert to_ground(context, answers=ENTITLED, reason="Bor hemma sedan i går").event


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"ground": Ground.CARE_HOUSING}, "ground_unchanged", "ground"),
        ({"day": FIRST}, "replacement_too_early", "date"),
        ({"day": FIRST - timedelta(days=1)}, "certificate_not_valid", "date"),
        ({"day": date(2027, 3, 1)}, "issued_too_far_ahead", "issued"),
    ],
)
def test_what_is_no_change_of_ground(
    context: Context, changes: dict[str, Any], code: str, field: str
) -> None:
    certificate_of(context)
    refused(context, code, field, lambda: to_ground(context, **changes))


def test_an_end_that_is_set_already_stands(context: Context) -> None:
    old = certificate_of(context)
    later = context.today + timedelta(days=9)
    alter(context, old, ended=later, end_reason=EndReason.MOVED_OUT, last_day=later)
    refused(context, "certificate_already_ended", "number", lambda: to_ground(context))
    refused(context, "certificate_already_ended", "number", lambda: until(context, None))


def test_validity_is_limited_and_opened_again(context: Context) -> None:
    old = certificate_of(context)
    done = until(context, NEW_YEAR)
    assert (done.certificate.valid_to, done.certificate.last_day) == (NEW_YEAR, NEW_YEAR)
    assert done.certificate.version == old.version + 1
    assert waiting(context, old.id) == {RegistrationKind.VALIDITY}
    refused(context, "validity_unchanged", "valid_to", lambda: until(context, NEW_YEAR))
    opened = until(context, None)
    assert (opened.certificate.valid_to, opened.certificate.last_day) == (None, None)
    undo_event(context, opened.event)
    assert stored(context, Certificate, old.id).last_day == NEW_YEAR
    undo_event(context, done.event)
    assert stored(context, Certificate, old.id).last_day is None
    assert waiting(context, old.id) == set()


def test_validity_keeps_within_what_is_possible(context: Context) -> None:
    first = certificate_of(context, valid_to=date(2026, 6, 30))
    second = issue(context, issued=date(2026, 9, 1)).certificate
    refused(
        context,
        "valid_to_before_issued",
        "valid_to",
        lambda: until(context, FIRST - timedelta(days=1)),
    )
    for day in (None, date(2026, 9, 1)):
        told = refused(
            context, "certificate_overlap", "valid_to", partial(until, context, day, first.number)
        )
        assert second.number in told
    assert until(context, date(2026, 8, 31), first.number).certificate.last_day == date(2026, 8, 31)


def test_no_certificate_lives_longer_than_its_person(context: Context) -> None:
    certificate = certificate_of(context, valid_to=date(2026, 6, 30))
    alter(context, found(context, Person)[0], died_on=date(2026, 7, 1))
    for day in (None, date(2026, 7, 2)):
        job = partial(until, context, day, certificate.number)
        refused(context, "person_deceased", "valid_to", job)
    assert until(context, date(2026, 7, 1), certificate.number).event


def test_a_copy_of_the_letter_keeps_the_number(context: Context) -> None:
    certificate = certificate_of(context)
    done = order_letter_copy(context, number=SIGNE)
    assert done.certificate == certificate
    assert waiting(context, certificate.id) == {RegistrationKind.LETTER_COPY}
    assert latest(context)[0].action == "certificate.copy"
    undo_event(context, done.event)
    assert waiting(context, certificate.id) == set()


def test_a_copy_that_vgr_has_sent_is_not_ordered_again_by_undoing_it(context: Context) -> None:
    certificate = certificate_of(context)
    done = order_letter_copy(context, number=SIGNE)
    mark_registered(context, certificate.id)
    undo_event(context, done.event)
    assert waiting(context, certificate.id) == set()


def test_there_is_no_copy_about_what_is_over(context: Context) -> None:
    certificate = certificate_of(context, valid_to=date(2026, 6, 30))
    refused(
        context,
        "certificate_not_valid",
        "number",
        lambda: order_letter_copy(context, number=SIGNE),
    )
    void_certificate(context, number=SIGNE)
    refused(
        context,
        "certificate_void",
        "number",
        lambda: order_letter_copy(context, number=certificate.number),
    )


def test_a_void_one_is_as_if_it_had_never_been(context: Context) -> None:
    certificate = certificate_of(context)
    done = void_certificate(context, number=SIGNE)
    assert done.certificate.voided_on == context.today
    assert not done.certificate.is_valid_on(context.today)
    assert done.warnings == ()
    assert waiting(context, certificate.id) == {RegistrationKind.VOIDED}
    again = issue(context, issued=FIRST).certificate
    assert again.number == "1490-2026-0002"
    refused(
        context,
        "certificate_void",
        "number",
        lambda: void_certificate(context, number=certificate.number),
    )
    refused(context, "certificate_overlap", "issued", lambda: undo_event(context, done.event))
    void_certificate(context, number=again.number)
    undo_event(context, done.event)
    assert stored(context, Certificate, certificate.id).is_valid_on(context.today)


def test_what_a_void_one_replaced_is_told_of_while_it_stays_ended(context: Context) -> None:
    old = certificate_of(context)
    to_ground(context)
    warnings = void_certificate(context, number=SIGNE).warnings
    assert [one.code for one in warnings] == ["replaced_stays_ended"]
    assert old.number in warnings[0].message


def test_nothing_is_told_of_one_that_ended_by_itself(context: Context) -> None:
    certificate_of(context, valid_to=date(2026, 6, 30))
    issued = issue(context).certificate
    alter(context, issued, replaces_id=found(context, Certificate, number="1490-2026-0001")[0].id)
    assert void_certificate(context, number=SIGNE).warnings == ()
    void_certificate(context, number="1490-2026-0001")
    again = issue(context, issued=context.today).certificate
    alter(context, again, replaces_id=issued.id)
    assert void_certificate(context, number=again.number).warnings == ()


def test_a_unit_manager_may_do_none_of_it(context: Context) -> None:
    certificate_of(context)
    manager = user(context, Role.UNIT_MANAGER)
    for job in (
        lambda: to_ground(manager),
        lambda: until(manager, None),
        lambda: order_letter_copy(manager, number=SIGNE),
        lambda: void_certificate(manager, number=SIGNE),
    ):
        with pytest.raises(NotAllowed):
            job()
