"""Many moved in one deed, units closed only when empty, and who is at a unit; both engines."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from munhalsa.adapters.ids import new_id
from munhalsa.application.close_unit import CloseUnit, close_unit
from munhalsa.application.context import Context
from munhalsa.application.move_person import MovePerson, move_person
from munhalsa.application.move_residents import MoveResidents, move_residents
from munhalsa.application.set_care import SetPlace, set_responsible_unit, set_visiting_place
from munhalsa.application.undo import undo_event
from munhalsa.application.unit_residents import unit_residents
from munhalsa.domain.account import Role
from munhalsa.domain.certificate import RegistrationKind
from munhalsa.domain.person import Person, ProtectedIdentity, Residence, ResidenceKind
from munhalsa.domain.refusal import NotAllowed, Rejected
from munhalsa.domain.round import PlannedVisit, Round, RoundState
from munhalsa.domain.unit import Unit, UnitChange, UnitType
from tests.support.deeds import (
    add,
    assert_refused,
    born,
    found,
    issue,
    latest,
    mark_registered,
    register,
    stored,
    unit,
    user,
    waiting,
)
from tests.support.units import to_tell

FIRST = date(2024, 1, 1)
A_DAY = timedelta(days=1)
ONE, TWO, THREE = (born(1941, serial) for serial in (239, 241, 243))


@pytest.fixture
def place(context: Context) -> Context:
    """Three people at Björk, the last of them protected; Ek is empty."""
    add(
        context,
        unit("Björk", "B", active_from=FIRST),
        unit("Ek", "E", type=UnitType.LSS_HOUSING),
        unit("Hem", "H", type=UnitType.HOME_HELP),
        unit("Sjuk", "S", type=UnitType.HOME_HEALTH_CARE),
        unit("Dag", "D", type=UnitType.DAY_ACTIVITY),
        unit("Stängd", "X", active_to=date(2025, 1, 1)),
        unit("Ny", "N", active_from=date(2027, 1, 1)),
    )
    register(context, ONE, given_name="Åke", unit="B", room="1", from_day=FIRST)
    register(context, TWO, given_name="Bo", family_name="Al", unit="B", room="2", from_day=FIRST)
    register(
        context,
        THREE,
        given_name="Eva",
        family_name="Ek",
        unit="B",
        from_day=FIRST,
        protected_identity=ProtectedIdentity.CONFIDENTIALITY_MARKING,
    )
    return context


def at(context: Context, code: str, day: date | None = None) -> list[str]:
    """Numbers of those whose home it is that day."""
    wanted = day or context.today
    (one,) = found(context, Unit, code=code)
    return sorted(
        stored(context, Person, home.person_id).number
        for home in found(context, Residence, unit_id=one.id)
        if home.kind is ResidenceKind.HOME
        and home.from_day <= wanted
        and (home.to_day is None or wanted <= home.to_day)
    )


def test_all_move_in_one_deed_that_is_undone_as_one(place: Context) -> None:
    certificate = issue(place, ONE).certificate.id
    mark_registered(place, certificate)
    (home,) = found(place, Unit, code="B")
    visited = Round(id=new_id(), unit_id=home.id, day=date(2026, 12, 1))
    (one,) = found(place, Person, number=ONE)
    add(place, visited, PlannedVisit(id=new_id(), person_id=one.id, round_id=visited.id))
    done = move_residents(place, MoveResidents(unit="B", to="E", day=place.today))
    assert (done.moved, [one.code for one in done.warnings]) == (3, ["visits_ended"])
    assert found(place, PlannedVisit)[0].cancelled_on == place.today
    assert at(place, "E") == [ONE, TWO, THREE]
    assert at(place, "B", place.today - A_DAY) == [ONE, TWO, THREE]
    assert waiting(place, certificate) == {RegistrationKind.UNIT}
    assert {one.room for one in found(place, Residence, to_day=None)} == {None}
    undo_event(place, done.event)
    assert at(place, "E") == []
    assert at(place, "B") == [ONE, TWO, THREE]
    assert waiting(place, certificate) == set()


def test_only_those_chosen_move_by_number_or_id(place: Context) -> None:
    (two,) = found(place, Person, number=TWO)
    day = date(2026, 12, 1)
    done = move_residents(place, MoveResidents(unit="B", to="N", day=day, only=[ONE, two.id]))
    assert (done.moved, [one.code for one in done.warnings]) == (
        2,
        ["unit_not_active", "tell_when_moved"],
    )
    assert at(place, "B", day) == [THREE]


def test_one_who_cannot_move_stops_them_all(place: Context) -> None:
    elsewhere = register(place, born(1942), unit="E", from_day=FIRST)
    for command, code, field in (
        (MoveResidents(unit="B", to="E", day=place.today, only=[elsewhere.number]),)
        + ("not_resident", "only"),
        (MoveResidents(unit="B", to="H", day=place.today), "unit_type_differs", "to"),
        (MoveResidents(unit="B", to="X", day=place.today), "unit_closed", "to"),
        (MoveResidents(unit="N", to="E", day=place.today), "nobody_to_move", None),
        (MoveResidents(unit="B", to="E", day=date(2028, 1, 1)), "too_far_ahead", "date"),
        (MoveResidents(unit="B", to="E", day=FIRST - A_DAY), "nobody_to_move", None),
    ):
        with pytest.raises(Rejected) as caught:
            move_residents(place, command)
        assert_refused(caught, code, field, ONE, TWO, THREE)
    assert at(place, "B") == [ONE, TWO, THREE]


def test_homes_and_care_of_an_area_move_with_those_who_are_to_come(place: Context) -> None:
    number = born(1943)
    register(place, number, unit="H", street="Storgatan 1", from_day=FIRST)
    move_person(place, MovePerson(number=ONE, day=date(2026, 12, 24), unit="H", street="Gatan 2"))
    closing = CloseUnit(unit="H", day=date(2026, 11, 30), move_to="S")
    assert close_unit(place, closing).moved == 2
    assert at(place, "S", date(2026, 12, 24)) == sorted([ONE, number])
    assert at(place, "H", date(2026, 11, 30)) == [number]
    (area,) = found(place, Unit, code="S")
    kinds = [one.kind for one in found(place, Residence, unit_id=area.id)]
    assert kinds.count(ResidenceKind.RESPONSIBLE) == 2


def test_a_unit_closes_only_when_everybody_has_somewhere_to_go(place: Context) -> None:
    day = date(2026, 12, 31)
    with pytest.raises(Rejected) as caught:
        close_unit(place, CloseUnit(unit="B", day=day))
    assert_refused(caught, "unit_lived_in", "move_to")
    assert "3 personer" in caught.value.message
    (home,) = found(place, Unit, code="B")
    last, after, by_hand = (
        Round(id=new_id(), unit_id=home.id, day=each) for each in (day, day + A_DAY, day + A_DAY)
    )
    (one,) = found(place, Person, number=ONE)
    add(place, last, after, by_hand)
    for visited in (after, last):
        add(place, PlannedVisit(id=new_id(), person_id=one.id, round_id=visited.id))
    register(place, born(1944), unit="E")
    (other,) = found(place, Person, number=born(1944))
    add(place, PlannedVisit(id=new_id(), person_id=other.id, round_id=by_hand.id))
    done = close_unit(place, CloseUnit(unit="B", day=day, move_to="E"))
    assert (done.moved, done.unit.active_to, done.cancelled) == (3, day, 1)
    assert [notice.message[:13] for notice in done.warnings] == ["En besöksdag "]
    states = [stored(place, Round, each.id).state for each in (last, after, by_hand)]
    assert states == [RoundState.PLANNED, RoundState.CANCELLED, RoundState.PLANNED]
    assert at(place, "B", day) == [ONE, TWO, THREE]
    assert at(place, "E", day + A_DAY) == sorted([ONE, TWO, THREE, born(1944)])
    assert to_tell(place, done.unit) == {UnitChange.CLOSED}
    undo_event(place, done.event)
    assert stored(place, Unit, done.unit.id).active_to is None
    assert stored(place, Round, after.id).state is RoundState.PLANNED
    assert at(place, "B", day + A_DAY) == [ONE, TWO, THREE]


def test_an_empty_unit_closes(place: Context) -> None:
    done = close_unit(place, CloseUnit(unit="E", day=place.today))
    assert (done.moved, done.unit.active_to) == (0, place.today)
    assert close_unit(place, CloseUnit(unit="D", day=place.today, move_to="")).moved == 0


def test_what_cannot_close_so(place: Context) -> None:
    (above,) = found(place, Unit, code="E")
    add(place, unit("Del", "P", parent_id=above.id))
    add(place, unit("Förr", "Q", parent_id=above.id, active_to=place.today))
    register(place, born(1944), unit="N", from_day=FIRST)
    for command, code, field in (
        (CloseUnit(unit="X", day=place.today), "unit_already_closed", "unit"),
        (CloseUnit(unit="B", day=FIRST - A_DAY), "end_before_start", "date"),
        (CloseUnit(unit="B", day=date(2028, 1, 1)), "too_far_ahead", "date"),
        (CloseUnit(unit="E", day=place.today), "unit_has_parts", "unit"),
        (CloseUnit(unit="B", day=place.today, move_to="Okänd"), "unit_not_found", "move_to"),
        (CloseUnit(unit="B", day=place.today, move_to="D"), "unit_type_differs", "move_to"),
        (CloseUnit(unit="B", day=place.today, move_to="X"), "unit_closed", "move_to"),
        (CloseUnit(unit="N", day=date(2027, 1, 1)), "unit_lived_in", "move_to"),
    ):
        with pytest.raises(Rejected) as caught:
            close_unit(place, command)
        assert_refused(caught, code, field)
    assert "en person kvar" in caught.value.message


def test_who_is_at_a_unit_with_room_and_since_when(place: Context) -> None:
    residents = unit_residents(place, "B")
    assert [(one.number, one.room, one.since) for one in residents] == [
        (TWO, "2", FIRST),
        (ONE, "1", FIRST),
    ]
    assert latest(place)[0].action == "person.list"
    sees = user(place, Role.COORDINATOR, sees_protected=True)
    assert [one.number for one in unit_residents(sees, "B")] == [TWO, THREE, ONE]
    assert unit_residents(place, "B", day=FIRST - A_DAY) == []
    move_person(place, MovePerson(number=ONE, day=place.today, unit="E"))
    assert [one.number for one in unit_residents(place, "B")] == [TWO]


def test_somebody_is_at_a_unit_once_by_the_nearest_tie(place: Context) -> None:
    set_visiting_place(place, SetPlace(number=TWO, day=FIRST, unit="D"))
    set_responsible_unit(place, SetPlace(number=TWO, day=FIRST, unit="B"))
    set_visiting_place(place, SetPlace(number=ONE, day=FIRST, unit="D"))
    set_responsible_unit(place, SetPlace(number=ONE, day=FIRST, unit="H"))
    assert [(one.number, one.kind) for one in unit_residents(place, "D")] == [
        (TWO, ResidenceKind.VISIT),
        (ONE, ResidenceKind.VISIT),
    ]
    assert [one.kind for one in unit_residents(place, "B")] == [ResidenceKind.HOME] * 2
    assert [one.kind for one in unit_residents(place, "H")] == [ResidenceKind.RESPONSIBLE]


def test_it_takes_the_right(place: Context) -> None:
    manager, outsider = user(place, Role.UNIT_MANAGER), user(place, Role.STATISTICS)
    with pytest.raises(NotAllowed):
        move_residents(manager, MoveResidents(unit="B", to="E", day=place.today))
    with pytest.raises(NotAllowed):
        close_unit(user(place, Role.ISSUER), CloseUnit(unit="E", day=place.today))
    with pytest.raises(NotAllowed):
        unit_residents(outsider, "B")
