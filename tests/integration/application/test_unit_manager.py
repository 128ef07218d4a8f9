"""What the manager of a unit keeps right there, and nowhere else (spec: security, roles)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from munhalsa.application.change_unit import ChangeUnit, change_unit
from munhalsa.application.contacts import AddContact, EndContact, add_contact, end_contact
from munhalsa.application.context import Context
from munhalsa.application.list_candidates import unit_covers
from munhalsa.application.move_person import MovePerson, move_person
from munhalsa.application.undo import undo_event
from munhalsa.application.unit_list import unit_rows
from munhalsa.application.verify_unit import verify_unit
from munhalsa.domain.account import Role
from munhalsa.domain.person import Contact, Relation
from munhalsa.domain.refusal import NotAllowed
from tests.support.deeds import SIGNE, add, born, found, register, unit, user

KARIN = {"name": "Karin Ek", "relation": Relation.RELATIVE, "phone": "070-174 06 05"}
BO = born(1944)


def test_contacts_rooms_and_the_units_own_details(context: Context) -> None:
    here, there = unit("Björk", "B"), unit("Ek", "E")
    add(context, here, there)
    for number, home in ((SIGNE, "B"), (BO, "E")):
        register(context, number, unit=home, room="1", from_day=date(2024, 1, 1))
    scopes = {Role.UNIT_MANAGER: frozenset({here.id})}
    manager = user(context, Role.UNIT_MANAGER, scopes=scopes)

    assert [(one.name, one.certificates) for one in unit_covers(manager)] == [("Björk", 0)]
    rows = unit_rows(manager, [here.id, there.id])
    assert {row.facts.name: row.counted for row in rows} == {"Björk": True, "Ek": False}

    added = add_contact(manager, AddContact(number=SIGNE, fields=KARIN))
    end_contact(manager, EndContact(number=SIGNE, contact="Karin Ek", day=context.today))
    move_person(manager, MovePerson(number=SIGNE, day=context.today, unit="B", room="7"))
    verify_unit(manager, "B", day=date(2026, 11, 1))
    phoned = change_unit(manager, ChangeUnit(unit="B", details={"responsible_phone": "033-1 23"}))
    assert phoned.unit.verified_on == context.today
    undo_event(manager, phoned.event)

    def refused(job: Callable[[], object]) -> None:
        with pytest.raises(NotAllowed):
            job()

    refused(lambda: add_contact(manager, AddContact(number=BO, fields=KARIN)))
    refused(lambda: move_person(manager, MovePerson(number=BO, day=context.today, unit="E")))
    refused(lambda: move_person(manager, MovePerson(number=SIGNE, day=context.today, unit="E")))
    refused(lambda: verify_unit(manager, "E"))
    refused(lambda: change_unit(manager, ChangeUnit(unit="B", details={"city": "Borås"})))
    refused(
        lambda: undo_event(
            manager, add_contact(context, AddContact(number=SIGNE, fields=KARIN)).event
        )
    )
    assert added.contact.id in {one.id for one in found(context, Contact)}
