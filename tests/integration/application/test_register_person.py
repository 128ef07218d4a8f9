"""Registering somebody: the same number is refused, a likeness is only warned about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from munhalsa.application.context import Context
from munhalsa.application.register_person import RegisterPerson, register_person
from munhalsa.domain.account import Role
from munhalsa.domain.identity import Sex
from munhalsa.domain.person import FormerNumber, Person, ProtectedIdentity, Residence
from munhalsa.domain.refusal import NotAllowed, Rejected
from tests.support.deeds import (
    SIGNE,
    add,
    assert_refused,
    born,
    changes_of,
    found,
    identity,
    latest,
    register,
    stored,
    unit,
    user,
)


def command(number: str = SIGNE, **changes: Any) -> RegisterPerson:
    values: dict[str, Any] = {"given_name": "Signe", "family_name": "Wåhlström", **changes}
    return RegisterPerson(number=number, **values)


def test_a_person_and_a_home_in_one_deed(context: Context) -> None:
    home = unit()
    add(context, home)
    done = register_person(
        context,
        command(
            f"{SIGNE[2:8]}-{SIGNE[8:]}",
            given_name="  Signe ",
            unit="SB01",
            room="12",
            from_day=date(2026, 3, 1),
        ),
    )
    person = stored(context, Person, done.person_id)
    assert (person.number, person.birth_year, person.sex) == (SIGNE, 1941, Sex.MALE)
    assert (person.given_name, person.sort_key[:1]) == ("Signe", "w")
    (residence,) = found(context, Residence, person_id=person.id)
    assert (residence.unit_id, residence.room) == (home.id, "12")
    assert (residence.from_day, residence.to_day) == (date(2026, 3, 1), None)
    assert done.warnings == ()
    assert done.changes.kinds >= {"person", "residence"}
    assert person.id in done.changes.subjects
    (event,) = latest(context)
    assert (event.event, event.action, event.subject_id) == (
        done.event,
        "person.register",
        person.id,
    )
    (change,) = changes_of(context, done.event, "person")
    assert (change["before"], change["after"]["number"]) == (None, SIGNE)


def test_the_home_begins_today_unless_said(context: Context) -> None:
    add(context, unit())
    person = register(context, unit="Björkgläntan")
    (residence,) = found(context, Residence, person_id=person.id)
    assert residence.from_day == context.today


def test_the_same_number_again_is_refused(context: Context) -> None:
    register(context)
    with pytest.raises(Rejected) as caught:
        register_person(context, command(given_name="Annan"))
    assert_refused(caught, "number_taken", "number")
    assert len(found(context, Person)) == 1


def test_so_is_a_number_that_somebody_had_before(context: Context) -> None:
    person = register(context)
    old = identity("19410161", 239)
    add(context, FormerNumber(id="0190-f", person_id=person.id, number=old))
    with pytest.raises(Rejected) as caught:
        register_person(context, command(old))
    assert_refused(caught, "number_taken", "number", old)


@pytest.mark.parametrize("field", ["given_name", "family_name"])
def test_a_name_is_needed(context: Context, field: str) -> None:
    with pytest.raises(Rejected) as caught:
        register_person(context, command(**{field: "  "}))
    assert_refused(caught, "name_missing", field)
    assert found(context, Person) == []


def test_a_wrong_number_is_refused(context: Context) -> None:
    wrong = SIGNE[:-1] + str((int(SIGNE[-1]) + 1) % 10)
    with pytest.raises(Rejected) as caught:
        register_person(context, command(wrong))
    assert caught.value.field == "number"
    assert wrong[-4:] not in caught.value.message


def test_an_unknown_unit_is_refused_and_nothing_written(context: Context) -> None:
    with pytest.raises(Rejected) as caught:
        register_person(context, command(unit="Ekbacken"))
    assert_refused(caught, "unit_not_found", "unit")
    assert found(context, Person) == []


@pytest.mark.parametrize(
    ("number", "given", "family", "home", "warned"),
    [
        (identity("19410101", 447), "Signe", "Wåhlström", None, True),
        (identity("19410101", 447), "Signe", "Wahlström", None, True),
        (identity("19410101", 447), "Singe", "Wåhlström", None, True),
        (identity("19410161", 447), "Signe", "Wåhlström", None, True),
        (identity("19410101", 447), "Sigrid", "Wåhlström", None, False),
        (identity("19410102", 447), "Signe", "Wåhlström", None, False),
        (born(1950), "Signe", "Wåhlström", "SB01", True),
        (born(1950), "Signe", "Wåhlström", "SB02", False),
    ],
    ids=[
        "same name",
        "without mark",
        "two letters swapped",
        "samordningsnummer of the same day",
        "another name",
        "another day",
        "same name and unit",
        "same name elsewhere",
    ],
)
def test_a_likeness_is_warned_about(
    context: Context, number: str, given: str, family: str, home: str | None, warned: bool
) -> None:
    add(context, unit(), unit("Ekbacken", "SB02"))
    register(context, unit="SB01")
    done = register_person(
        context, command(number, given_name=given, family_name=family, unit=home)
    )
    codes = [notice.code for notice in done.warnings]
    assert ("possible_duplicate" in codes) is warned
    assert ("no_home" in codes) is (home is None)
    assert not any(given in notice.message for notice in done.warnings)


def test_how_many_alike_there_are(context: Context) -> None:
    register(context)
    register(context, identity("19410101", 447))
    done = register_person(context, command(identity("19410101", 663)))
    assert "2 personer" in done.warnings[0].message


@pytest.mark.parametrize("home", [None, "SB01"])
def test_a_protected_identity_is_no_likeness_but_for_those_named_for_it(
    context: Context, home: str | None
) -> None:
    add(context, unit())
    register(context, unit="SB01", protected_identity=ProtectedIdentity.PROTECTED_REGISTRATION)
    first, second = identity("19410101", 447), identity("19410101", 663)
    named = user(context, Role.COORDINATOR, sees_protected=True)
    unnamed = register_person(context, command(first, family_name="Wåhlström", unit=home))
    assert "possible_duplicate" not in {notice.code for notice in unnamed.warnings}
    seen = register_person(named, command(second, unit=home))
    assert "2 personer" in seen.warnings[0].message


def test_a_unit_that_is_closed_that_day_is_warned_about(context: Context) -> None:
    add(context, unit(active_to=date(2026, 2, 28)))
    done = register_person(context, command(unit="SB01", from_day=date(2026, 3, 1)))
    assert [notice.code for notice in done.warnings] == ["unit_not_active"]
    last_day = command(SIGNE, given_name="Rut", unit="SB01", from_day=date(2026, 2, 28))
    assert register_person(context, replace(last_day, number=born(1950))).warnings == ()


def test_only_some_may(context: Context) -> None:
    with pytest.raises(NotAllowed) as caught:
        register_person(user(context, Role.UNIT_MANAGER), command())
    assert_refused(caught, "not_allowed", None)
    (event,) = latest(context)
    assert (event.action, event.subject_id) == ("access.refused", "edit_persons")
    assert event.user == "Alex Berg"
