"""A move in one step, with home, care and visiting place side by side; both engines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from munhalsa.application.add_candidate import AddCandidate, add_candidate
from munhalsa.application.context import Context
from munhalsa.application.due_list import due_counts
from munhalsa.application.list_candidates import list_candidates
from munhalsa.application.mark_registered import (
    mark_certificate_registered,
    mark_persons_registered,
)
from munhalsa.application.move_person import Moved, MovePerson, move_person
from munhalsa.application.set_care import SetPlace, set_responsible_unit, set_visiting_place
from munhalsa.application.undo import undo_event
from munhalsa.application.waiting_registrations import count_waiting
from munhalsa.domain.account import Role
from munhalsa.domain.candidate import Candidate
from munhalsa.domain.certificate import Certificate, RegistrationKind
from munhalsa.domain.due import DueList
from munhalsa.domain.person import Person, Residence, ResidenceKind
from munhalsa.domain.refusal import NotAllowed, Rejected
from munhalsa.domain.unit import UnitType
from tests.support.deeds import (
    SIGNE,
    add,
    alter,
    assert_refused,
    found,
    issue,
    mark_registered,
    register,
    stored,
    unit,
    user,
    waiting,
)
from tests.support.imports import person_line, take_in
from tests.support.stores import on_day

A_DAY = timedelta(days=1)
UNIT, ADDRESS = RegistrationKind.UNIT, RegistrationKind.ADDRESS
FIRST = date(2024, 1, 1)


@pytest.fixture
def place(context: Context) -> Context:
    """A few units, and nobody in them."""
    add(
        context,
        unit("Björk", "B"),
        unit("Ek", "E", type=UnitType.LSS_HOUSING),
        unit("Hem", "H", type=UnitType.HOME_HELP),
        unit("Sjuk", "S", type=UnitType.HOME_HEALTH_CARE),
        unit("Dag", "D", type=UnitType.DAY_ACTIVITY),
        unit("Stängd", "X", active_to=date(2025, 1, 1)),
        unit("Ny", "N", active_from=date(2027, 1, 1)),
    )
    return context


def move(context: Context, day: date | None = None, **changes: Any) -> Moved:
    return move_person(context, MovePerson(number=SIGNE, day=day or context.today, **changes))


def where(context: Context, kind: ResidenceKind = ResidenceKind.HOME) -> list[tuple[Any, ...]]:
    """Unit code, address, room, first and last day of each stretch."""
    codes = {one.id: one.code for one in found(context, type(unit()))}
    return [
        (codes.get(one.unit_id or ""), one.street, one.room, one.from_day, one.to_day)
        for one in found(context, Residence, order_by="from_day")
        if one.kind is kind
    ]


def codes(done: Moved) -> list[str]:
    return [one.code for one in done.warnings]


def test_a_move_between_homes_is_one_event_and_can_be_undone(place: Context) -> None:
    register(place, unit="B", room="1", from_day=FIRST)
    certificate = issue(place).certificate.id
    mark_registered(place, certificate)
    done = move(place, unit="E", room=" 7 ")
    yesterday = place.today - A_DAY
    after = [("B", None, "1", FIRST, yesterday), ("E", None, "7", place.today, None)]
    assert where(place) == after
    assert codes(done) == []
    assert waiting(place, certificate) == {UNIT}
    undone = undo_event(place, done.event)
    assert where(place) == [("B", None, "1", FIRST, None)]
    assert waiting(place, certificate) == set()
    undo_event(place, undone.event or "")
    assert where(place) == after


def test_care_at_home_follows_to_a_new_address_and_ends_with_a_move_into_housing(
    place: Context,
) -> None:
    register(place, unit="H", street="Storgatan 1", from_day=FIRST)
    certificate = issue(place).certificate.id
    mark_registered(place, certificate)
    move(place, date(2026, 10, 1), street="Lillgatan 2", postal_code="50115", city="Borås")
    assert where(place)[-1] == ("H", "Lillgatan 2", None, date(2026, 10, 1), None)
    assert where(place, ResidenceKind.RESPONSIBLE) == [("H", None, None, FIRST, None)]
    assert waiting(place, certificate) == {ADDRESS}
    done = move(place, unit="B")
    assert codes(done) == ["care_ended"]
    assert where(place)[-1] == ("B", None, None, place.today, None)
    assert where(place, ResidenceKind.RESPONSIBLE)[0][-1] == place.today - A_DAY
    assert waiting(place, certificate) == {ADDRESS, UNIT}


def test_care_goes_on_where_that_is_said(place: Context) -> None:
    register(place, unit="H", street="Storgatan 1", from_day=FIRST)
    assert codes(move(place, unit="B", keep_care=True)) == []
    assert where(place, ResidenceKind.RESPONSIBLE) == [("H", None, None, FIRST, None)]


def test_care_that_began_the_same_day_keeps_that_day(place: Context) -> None:
    register(place, unit="H", street="Storgatan 1", from_day=place.today)
    assert codes(move(place, unit="B")) == ["home_corrected", "care_ended"]
    assert where(place) == [("B", None, None, place.today, None)]
    assert where(place, ResidenceKind.RESPONSIBLE) == [("H", None, None, place.today, place.today)]


def test_another_care_area_takes_over_at_the_same_address(place: Context) -> None:
    register(place, unit="H", street="Storgatan 1", from_day=FIRST)
    move(place, unit="S")
    assert where(place)[-1] == ("S", "Storgatan 1", None, place.today, None)
    assert [one[0] for one in where(place, ResidenceKind.RESPONSIBLE)] == ["H", "S"]
    move(place, place.today + A_DAY, unit="S", street="Lillgatan 2")
    assert [one[0] for one in where(place, ResidenceKind.RESPONSIBLE)] == ["H", "S"]


def test_out_of_housing_to_an_own_address(place: Context) -> None:
    register(place, unit="B", from_day=FIRST)
    set_responsible_unit(place, SetPlace(number=SIGNE, day=FIRST, unit="E"))
    certificate = issue(place).certificate.id
    mark_registered(place, certificate)
    move(place, street="Storgatan 1", care_of="Lind")
    assert where(place)[-1] == (None, "Storgatan 1", None, place.today, None)
    assert waiting(place, certificate) == {ADDRESS, UNIT}
    move(place, place.today + A_DAY, unit="B")
    assert where(place, ResidenceKind.RESPONSIBLE) == [("E", None, None, FIRST, None)]


def test_a_room_in_the_same_unit_is_nothing_to_tell(place: Context) -> None:
    register(place, unit="B", room="1", from_day=FIRST)
    certificate = issue(place).certificate.id
    mark_registered(place, certificate)
    move(place, unit="B", room="2")
    assert [one[2] for one in where(place)] == ["1", "2"]
    assert waiting(place, certificate) == set()


def test_a_move_in_the_past_among_others_tells_nobody_of_what_is_over(place: Context) -> None:
    register(place, unit="B", from_day=FIRST)
    certificate = issue(place).certificate.id
    move(place, date(2026, 6, 1), unit="E")
    mark_registered(place, certificate)
    done = move(place, date(2025, 3, 1), unit="E", room="9")
    assert codes(done) == ["moved_since"]
    assert [one[3:] for one in where(place)] == [
        (FIRST, date(2025, 2, 28)),
        (date(2025, 3, 1), date(2026, 5, 31)),
        (date(2026, 6, 1), None),
    ]
    assert waiting(place, certificate) == set()
    move(place, date(2025, 1, 1), unit="E", room="9")
    assert where(place)[1] == ("E", None, "9", date(2025, 1, 1), date(2026, 5, 31))


def test_days_without_a_home_are_pointed_out_while_a_certificate_is_valid(place: Context) -> None:
    signe = register(place, unit="B", from_day=FIRST)
    (home,) = found(place, Residence)
    alter(place, home, to_day=date(2026, 11, 1))
    assert codes(move(place, date(2026, 11, 10), unit="E")) == []
    undo_event(place, move(place, date(2026, 11, 21), unit="B").event)
    issued = issue(place, issued=date(2026, 11, 5))
    move(place, date(2026, 11, 9), unit="B")
    assert where(place)[1][3:] == (date(2026, 11, 9), date(2026, 11, 9))
    (gap,) = (one for one in move(place, date(2026, 11, 8), unit="E").warnings[1:])
    assert gap.code == "home_gap"
    assert "2026-11-02 till 2026-11-07" in gap.message
    assert signe.id == issued.certificate.person_id


def test_before_an_opening_is_warned_about(place: Context) -> None:
    register(place, unit="B", from_day=FIRST)
    assert codes(move(place, unit="N")) == ["unit_not_active"]


def test_a_move_ahead_is_told_of_when_it_has_come(place: Context) -> None:
    register(place, unit="B", room="1", from_day=FIRST)
    assert codes(move(place, place.today + A_DAY, unit="E")) == ["tell_when_moved"]
    assert codes(move(place, place.today + 2 * A_DAY, unit="E", room="2")) == []


def test_a_move_ahead_comes_into_the_queue_with_its_day(place: Context) -> None:
    register(place, unit="B", from_day=FIRST)
    certificate = issue(place).certificate.id
    move(place, place.today + 9 * A_DAY, unit="E")
    assert set(due_counts(place).values()) == {0, 1}
    mark_certificate_registered(place, certificate_id=certificate)
    assert count_waiting(place).certificates == 0
    # A move meanwhile is told of at once, and the one to come in its time all the same.
    move(place, place.today + 5 * A_DAY, unit="H", street="Nygatan 2")
    fifth, ninth = (on_day(place, place.today + days * A_DAY) for days in (5, 9))
    assert count_waiting(on_day(place, fifth.today - A_DAY)).certificates == 0
    assert count_waiting(fifth).certificates == 1
    mark_persons_registered(fifth, persons=[found(place, Person)[0].id])
    assert count_waiting(on_day(place, ninth.today - A_DAY)).certificates == 0
    assert count_waiting(ninth).certificates == 1
    mark_certificate_registered(ninth, certificate_id=certificate)
    assert waiting(place, certificate) == set()


def test_whoever_comes_back_is_no_longer_noted_as_gone(place: Context) -> None:
    signe = register(place, unit="B", from_day=FIRST)
    gone = date(2026, 6, 1)
    alter(place, signe, moved_out_on=gone, moved_out_to="Malmö")
    alter(place, found(place, Residence)[0], to_day=gone)
    assert codes(move(place, gone, unit="E")) == []
    assert stored(place, Person, signe.id).moved_out_on == gone
    back = move(place, gone + A_DAY, unit="E")
    assert codes(back) == ["moved_back", "listed_as_candidate"]
    assert [one.person_id for one in found(place, Candidate)] == [signe.id]
    now = stored(place, Person, signe.id)
    assert (now.moved_out_on, now.moved_out_to) == (None, None)
    undo_event(place, back.event)
    assert stored(place, Person, signe.id).moved_out_on == gone
    assert found(place, Candidate) == []
    line = person_line(SIGNE, Boendeenhet="E", Boende_från="2026-07-01")
    told = [one.code for one in take_in(place, "personer", line).warnings]
    assert told == ["moved_back", "listed_as_candidate"]
    assert stored(place, Person, signe.id).moved_out_on is None
    assert due_counts(place)[DueList.CANDIDATES] == 1


@pytest.mark.parametrize("by_list", [False, True])
def test_whoever_comes_back_while_another_answers_for_the_certificate_is_to_be_assessed(
    place: Context, by_list: bool
) -> None:
    signe = register(place, unit="B", from_day=FIRST)
    issue(place, issued=FIRST)
    certificate = found(place, Certificate)[0]
    gone = date(2026, 6, 1)
    alter(place, certificate, handed_over_on=gone, handed_over_to="1480")
    alter(place, signe, moved_out_on=gone, moved_out_to="Göteborg")
    if by_list:
        told = take_in(
            place, "personer", person_line(SIGNE, Boendeenhet="E", Boende_från="2026-07-01")
        ).warnings
    else:
        told = move(place, gone + A_DAY, unit="E").warnings
    assert [one.code for one in told] == ["moved_back", "listed_as_candidate"]
    assert due_counts(place)[DueList.CANDIDATES] == 1
    assert [one.state for one in list_candidates(place)] == ["not_assessed"]
    # With a certificate of ours there is nothing to assess.
    again = found(place, Certificate)[0]
    alter(place, again, handed_over_on=None, handed_over_to=None)
    assert due_counts(place)[DueList.CANDIDATES] == 0
    alter(place, stored(place, Person, signe.id), moved_out_on=place.today - A_DAY)
    if by_list:
        told = take_in(
            place,
            "personer",
            person_line(SIGNE, Boendeenhet="B", Boende_från=f"{place.today}"),
        ).warnings
    else:
        told = move(place, place.today, unit="B").warnings
    assert [one.code for one in told] == ["moved_back"]


def test_whoever_was_listed_before_is_listed_once(place: Context) -> None:
    signe = register(place, unit="B", from_day=FIRST)
    add_candidate(place, AddCandidate(number=SIGNE))
    backs: tuple[Callable[[], Any], ...] = (
        lambda: move(place, date(2026, 6, 15), unit="E"),
        lambda: take_in(
            place, "personer", person_line(SIGNE, Boendeenhet="B", Boende_från="2026-07-01")
        ),
    )
    for back in backs:
        alter(place, stored(place, Person, signe.id), moved_out_on=date(2026, 6, 1))
        assert "moved_back" in {one.code for one in back().warnings}
        assert len(found(place, Candidate)) == 1


def test_before_a_death_the_new_home_ends_with_it(place: Context) -> None:
    signe = register(place, unit="B", from_day=FIRST)
    alter(place, signe, died_on=place.today)
    alter(place, found(place, Residence)[0], to_day=place.today)
    assert codes(move(place, date(2026, 11, 1), unit="E")) == []
    assert where(place)[-1] == ("E", None, None, date(2026, 11, 1), place.today)


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({}, "home_missing", "unit"),
        ({"unit": "Okänd"}, "unit_not_found", "unit"),
        ({"unit": "B"}, "already_there", "unit"),
        ({"unit": "X"}, "unit_closed", "unit"),
        ({"unit": "D"}, "not_a_home", "unit"),
        ({"unit": "H"}, "address_missing", "address"),
        ({"unit": "E", "street": "Storgatan 1"}, "address_of_housing", "address"),
        ({"street": "Storgatan 1", "postal_code": "1"}, "postal_code_invalid", "postal_code"),
        ({"unit": "E", "day": date(1940, 1, 1)}, "before_birth", "date"),
        ({"unit": "E", "day": date(2028, 1, 1)}, "too_far_ahead", "date"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    place: Context, changes: dict[str, Any], code: str, field: str
) -> None:
    register(place, unit="B", from_day=FIRST)
    with pytest.raises(Rejected) as caught:
        move(place, **changes)
    assert_refused(caught, code, field)
    assert where(place) == [("B", None, None, FIRST, None)]


def test_visits_are_made_elsewhere_and_then_at_home_again(place: Context) -> None:
    register(place, unit="B", from_day=FIRST)
    done = set_visiting_place(place, SetPlace(number=SIGNE, day=FIRST, unit="D"))
    assert done.changes.kinds == {"residence"}
    move(place, unit="E")
    assert where(place, ResidenceKind.VISIT) == [("D", None, None, FIRST, None)]
    set_visiting_place(place, SetPlace(number=SIGNE, day=place.today, unit=None))
    assert where(place, ResidenceKind.VISIT) == [("D", None, None, FIRST, place.today)]
    for day, one, code in (
        (place.today + A_DAY, None, "nothing_to_end"),
        (place.today, "X", "unit_closed"),
        (FIRST, "D", "already_there"),
    ):
        with pytest.raises(Rejected) as caught:
            set_visiting_place(place, SetPlace(number=SIGNE, day=day, unit=one))
        assert_refused(caught, code, "unit")


def test_a_home_at_an_own_address_belongs_to_the_care_that_answers_for_it(place: Context) -> None:
    register(place, street="Storgatan 1", from_day=FIRST)
    certificate = issue(place).certificate.id
    mark_registered(place, certificate)
    set_responsible_unit(place, SetPlace(number=SIGNE, day=date(2026, 10, 1), unit="H"))
    assert waiting(place, certificate) == {UNIT}
    assert where(place)[-1] == ("H", "Storgatan 1", None, date(2026, 10, 1), None)
    set_responsible_unit(place, SetPlace(number=SIGNE, day=date(2026, 10, 31), unit=None))
    assert [one[0] for one in where(place)] == [None, "H", None]
    assert where(place, ResidenceKind.RESPONSIBLE) == [
        ("H", None, None, date(2026, 10, 1), date(2026, 10, 31))
    ]
    set_responsible_unit(place, SetPlace(number=SIGNE, day=date(2026, 11, 10), unit="E"))
    set_responsible_unit(place, SetPlace(number=SIGNE, day=date(2026, 11, 20), unit=None))
    assert [one[0] for one in where(place)] == [None, "H", None]


def test_a_home_in_housing_stays_what_it_is_whoever_answers(place: Context) -> None:
    register(place, unit="B", from_day=FIRST)
    set_responsible_unit(place, SetPlace(number=SIGNE, day=FIRST, unit="H"))
    set_responsible_unit(place, SetPlace(number=SIGNE, day=place.today, unit=None))
    assert where(place) == [("B", None, None, FIRST, None)]


def test_it_takes_the_right(place: Context) -> None:
    signe = register(place, unit="B", from_day=FIRST)
    manager = user(place, Role.UNIT_MANAGER)
    with pytest.raises(NotAllowed):
        move(manager, unit="E")
    for change in (set_responsible_unit, set_visiting_place):
        with pytest.raises(NotAllowed):
            change(manager, SetPlace(number=SIGNE, day=place.today, unit="D"))
    assert found(place, Person) == [signe]
