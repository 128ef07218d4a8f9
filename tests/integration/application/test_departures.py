"""A death and a move out of the region: all that ends with the day, told, and undone as one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from munhalsa.adapters.ids import new_id
from munhalsa.adapters.municipalities import load_municipalities
from munhalsa.application.context import Context
from munhalsa.application.departures import Departed
from munhalsa.application.leave_region import LeaveRegion, leave_region
from munhalsa.application.record_death import RecordDeath, record_death
from munhalsa.application.undo import undo_event
from munhalsa.application.void_certificate import void_certificate
from munhalsa.domain.account import Role
from munhalsa.domain.certificate import Certificate, EndReason, Registration, RegistrationKind
from munhalsa.domain.person import Person, Residence, ResidenceKind
from munhalsa.domain.refusal import NotAllowed, Rejected
from munhalsa.domain.response import Offer, OfferChannel, Response
from tests.support.deeds import (
    SIGNE,
    add,
    alter,
    assert_refused,
    found,
    identity,
    issue,
    latest,
    mark_registered,
    register,
    stored,
    unit,
    user,
    waiting,
)
from tests.support.stores import on_day

FIRST = date(2026, 3, 1)
DIED = date(2026, 11, 1)
REGION = load_municipalities()


def died(context: Context, day: date = DIED, **options: Any) -> Departed:
    return record_death(context, RecordDeath(number=SIGNE, day=day), **options)


def left(context: Context, day: date = DIED, to: str | None = "Malmö", **options: Any) -> Departed:
    command = LeaveRegion(number=SIGNE, day=day, to=to)
    return leave_region(context, command, region=REGION, **options)


def resident(context: Context) -> tuple[Person, Certificate]:
    """Somebody in a home, with care and a certificate that VGR knows of."""
    home = unit()
    add(context, home)
    person = register(context, unit="SB01", from_day=FIRST)
    add(
        context,
        Residence(
            id=new_id(),
            person_id=person.id,
            kind=ResidenceKind.VISIT,
            street="Storgatan 1",
            from_day=FIRST,
        ),
    )
    certificate = issue(context, issued=FIRST).certificate
    mark_registered(context, certificate.id)
    return person, certificate


def state(context: Context) -> dict[str, Any]:
    """What holds, without the versions that rise."""
    kinds: tuple[type[Any], ...] = (
        *(Person, Certificate, Residence, Registration, Response, Offer),
    )
    return {
        kind.__name__: [replace(one, version=0) for one in found(context, kind)] for kind in kinds
    }


def test_a_death_ends_everything_at_once_and_is_undone_as_one(context: Context) -> None:
    person, certificate = resident(context)
    before = state(context)
    done = died(context)
    now = stored(context, Certificate, certificate.id)
    assert (now.ended, now.end_reason, now.last_day) == (DIED, EndReason.DECEASED, DIED)
    assert stored(context, Person, person.id).died_on == DIED
    assert {home.to_day for home in found(context, Residence)} == {DIED}
    assert waiting(context, certificate.id) == {RegistrationKind.ENDED}
    assert (len(done.ended), done.voided, len(done.homes), done.warnings) == (1, (), 2, ())
    assert done.told == (
        f"Intyg {certificate.number} avslutas, sista dag 2026-11-01.",
        "Boendet Björkgläntan slutar 2026-11-01.",
        "Boendet slutar 2026-11-01.",
    )
    assert latest(context)[0].action == "person.death"
    assert done.event is not None
    undo_event(context, done.event)
    assert state(context) == before


def test_it_can_be_seen_beforehand_without_being_done(context: Context) -> None:
    resident(context)
    before = state(context)
    tried = died(context, dry_run=True)
    assert (tried.event, tried.changes.kinds, len(tried.told)) == (None, frozenset(), 3)
    assert left(context, dry_run=True).event is None
    assert state(context) == before
    assert latest(context)[0].action == "test.change"


def test_what_is_dated_after_the_death_is_told(context: Context) -> None:
    person, first = resident(context)
    over, late = date(2026, 11, 10), date(2026, 11, 15)
    alter(context, first, ended=over, end_reason=EndReason.NOT_ENTITLED, last_day=over)
    second = issue(context, issued=late).certificate
    void = issue(context, issued=date(2026, 1, 1), valid_to=date(2026, 2, 1)).certificate
    void_certificate(context, number=void.number)
    home = next(one for one in found(context, Residence) if one.kind is ResidenceKind.HOME)
    alter(context, home, to_day=over)
    add(
        context,
        Residence(id=new_id(), person_id=person.id, street="Nygatan 2", from_day=late),
        Response(id=new_id(), person_id=person.id, answered=late, wants=True),
        Offer(
            id=new_id(),
            person_id=person.id,
            offered=late,
            channel=OfferChannel.PHONE,
            offered_by="Kim Lind",
            reminder=1,
        ),
    )
    before = state(context)
    done = died(context)
    assert [one.code for one in done.warnings] == ["records_after_death"] * 5
    told = " ".join(one.message for one in done.warnings)
    for part in (first.number, second.number, "1 boenden", "1 svar", "1 erbjudanden"):
        assert part in told
    assert [one.number for one in done.ended] == [first.number]
    assert [one.number for one in done.voided] == [second.number]
    assert f"Intyg {second.number} makuleras." in done.told
    assert stored(context, Certificate, first.id).end_reason is EndReason.DECEASED
    assert waiting(context, second.id) == {RegistrationKind.NEW, RegistrationKind.VOIDED}
    assert not any(one.is_valid_on(late) for one in found(context, Certificate))
    assert done.event is not None
    undo_event(context, done.event)
    assert state(context) == before


def test_what_was_over_before_is_left_alone(context: Context) -> None:
    person = register(context)
    certificate = issue(context, issued=FIRST, valid_to=DIED).certificate
    add(
        context,
        Residence(
            id=new_id(), person_id=person.id, street="Nygatan 2", from_day=FIRST, to_day=DIED
        ),
    )
    done = died(context)
    assert (done.ended, done.homes, done.told) == ((), (), ())
    assert stored(context, Certificate, certificate.id) == certificate


def test_a_day_of_death_is_corrected(context: Context) -> None:
    _, certificate = resident(context)
    died(context)
    later = DIED + timedelta(days=3)
    done = died(context, later)
    assert stored(context, Certificate, certificate.id).last_day == later
    assert {home.to_day for home in found(context, Residence)} == {later}
    assert done.warnings == ()
    died(context, DIED - timedelta(days=3))
    assert stored(context, Certificate, certificate.id).last_day == DIED - timedelta(days=3)


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2026, 11, 23), "date_in_future"),
        (date(1940, 12, 31), "before_birth"),
        (DIED, "already_deceased"),
    ],
)
def test_a_day_that_cannot_be(context: Context, day: date, code: str) -> None:
    resident(context)
    died(context)
    with pytest.raises(Rejected) as caught:
        died(context, day)
    assert_refused(caught, code, "date")


def test_a_day_before_birth_of_the_same_year(context: Context) -> None:
    number = identity("20000615")
    register(context, number)
    with pytest.raises(Rejected) as caught:
        record_death(context, RecordDeath(number=number, day=date(2000, 6, 14)))
    assert_refused(caught, "before_birth", "date")


def test_leaving_the_region_ends_certificate_and_home(context: Context) -> None:
    person, certificate = resident(context)
    before = state(context)
    done = left(context, to=" Malmö ")
    now = stored(context, Certificate, certificate.id)
    assert (now.ended, now.end_reason) == (DIED, EndReason.MOVED_OUT)
    assert {home.to_day for home in found(context, Residence)} == {DIED}
    assert (done.person.moved_out_on, done.person.moved_out_to) == (DIED, "Malmö")
    assert done.person == stored(context, Person, person.id)
    assert waiting(context, certificate.id) == {RegistrationKind.ENDED}
    assert latest(context)[0].action == "person.leave"
    with pytest.raises(Rejected) as caught:
        left(context)
    assert_refused(caught, "already_moved_out", "number")
    assert done.event is not None
    undo_event(context, done.event)
    assert state(context) == before


@pytest.mark.parametrize("to", ["Alingsås", "alingsås kommun", "1489"])
def test_within_the_region_it_is_handed_over(context: Context, to: str) -> None:
    _, certificate = resident(context)
    with pytest.raises(Rejected) as caught:
        left(context, to=to)
    assert_refused(caught, "moves_within_region", "to")
    void_certificate(context, number=certificate.number)
    assert left(context, to=to).ended == ()


def test_somebody_who_came_back_can_leave_again(context: Context) -> None:
    person, _ = resident(context)
    left(context, date(2026, 6, 1), to=None)
    add(
        context,
        Residence(id=new_id(), person_id=person.id, street="Nygatan 2", from_day=date(2026, 8, 1)),
    )
    assert len(left(context, date(2026, 9, 1)).homes) == 1
    certificate = issue(context, issued=date(2026, 10, 1)).certificate
    assert [one.number for one in left(context).ended] == [certificate.number]


def test_a_certificate_that_begins_after_the_move_is_told(context: Context) -> None:
    _, first = resident(context)
    alter(context, first, ended=DIED, end_reason=EndReason.MOVED_OUT, last_day=DIED)
    second = issue(context).certificate
    done = left(context)
    assert [one.code for one in done.warnings] == ["records_after_move"]
    assert second.number in done.warnings[0].message
    assert stored(context, Certificate, second.id) == second


def test_a_move_that_cannot_be(context: Context) -> None:
    resident(context)
    for day, code in ((date(2027, 3, 1), "date_too_far_ahead"), (date(1930, 1, 1), "before_birth")):
        with pytest.raises(Rejected) as caught:
            left(context, day)
        assert_refused(caught, code, "date")
    died(context)
    with pytest.raises(Rejected) as caught:
        left(context)
    assert_refused(caught, "person_deceased", "number")


def test_a_unit_manager_may_not(context: Context) -> None:
    resident(context)
    manager = user(context, Role.UNIT_MANAGER)
    for job in (died, left):
        with pytest.raises(NotAllowed):
            job(manager)


def test_nobody_counts_after_the_death(context: Context) -> None:
    resident(context)
    died(context)
    with context.store.read() as reader:
        assert len(reader.figures.persons_behind(DIED)) == 1
        assert list(reader.figures.persons_behind(DIED + timedelta(days=1))) == []
    with pytest.raises(Rejected) as caught:
        issue(on_day(context, date(2026, 12, 1)))
    assert_refused(caught, "person_deceased", "issued")


def test_an_undo_opens_nothing_beyond_a_death(context: Context) -> None:
    resident(context)
    left_event = left(context, date(2026, 6, 1), to=None).event
    ended = died(context).event
    assert left_event is not None
    assert ended is not None
    before = state(context)
    with pytest.raises(Rejected) as caught:
        undo_event(context, left_event)
    assert_refused(caught, "undo_after_death", "event")
    assert state(context) == before
    undo_event(context, ended)
    undo_event(context, left_event)
    assert found(context, Certificate)[0].is_valid_on(context.today)


def test_an_undo_before_the_death_is_done(context: Context) -> None:
    person = register(context)
    home = Residence(id=new_id(), person_id=person.id, city="Borås", from_day=FIRST, to_day=DIED)
    add(context, home)
    certificate = issue(context, issued=FIRST, valid_to=DIED).certificate
    event = void_certificate(context, number=certificate.number).event
    died(context)
    undo_event(context, event)
    assert stored(context, Certificate, certificate.id).is_valid_on(DIED)
