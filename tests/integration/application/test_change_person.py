"""Other details of a person, also by two at once, on both engines."""

from __future__ import annotations

from typing import Any

import pytest

from munhalsa.application.change_person import ChangePerson, change_person
from munhalsa.application.context import Context
from munhalsa.application.undo import undo_event
from munhalsa.domain.account import Role
from munhalsa.domain.certificate import Certificate, RegistrationKind
from munhalsa.domain.conflict import both_changes
from munhalsa.domain.person import Person
from munhalsa.domain.refusal import Rejected
from tests.support.deeds import (
    SIGNE,
    found,
    issue,
    mark_registered,
    register,
    stored,
    user,
    waiting,
)


def refused(context: Context, **fields: Any) -> tuple[str, str | None]:
    with pytest.raises(Rejected) as caught:
        change_person(context, ChangePerson(number=SIGNE, fields=fields))
    return caught.value.code, caught.value.field


def test_another_name_is_told_to_vgr_and_sorts_anew(context: Context) -> None:
    signe = register(context)
    certificate = found(context, Certificate, number=issue(context).certificate.number)[0]
    mark_registered(context, certificate.id)
    asked = ChangePerson(number=SIGNE, fields={"language": "finska", "needs_interpreter": True})
    change_person(context, asked)
    assert waiting(context, certificate.id) == set()
    named = ChangePerson(number=SIGNE, fields={"family_name": " Åberg "})
    done = change_person(context, named)
    assert waiting(context, certificate.id) == {RegistrationKind.NAME_OR_NUMBER}
    assert (done.person.family_name, done.person.sort_key == signe.sort_key) == ("Åberg", False)
    undo_event(context, done.event)
    now = stored(context, Person, signe.id)
    assert (now.family_name, now.sort_key) == (signe.family_name, signe.sort_key)
    assert refused(context) == ("nothing_to_change", None)
    assert refused(context, given_name="") == ("missing", "given_name")
    assert refused(context, language="") == ("missing", "language")


def test_two_change_one_person_and_nothing_of_either_is_lost(context: Context) -> None:
    seen = register(context)
    other = user(context, Role.COORDINATOR)
    theirs = {"family_name": "Åberg", "language": "finska"}
    change_person(other, ChangePerson(number=SIGNE, fields=theirs, version=seen.version))
    mine = {"family_name": "Öberg", "given_name": "Signe-Maria"}
    asked = ChangePerson(number=SIGNE, fields=mine, version=seen.version)
    with pytest.raises(Rejected) as caught:
        change_person(context, asked)
    assert caught.value.code == "conflict"
    now = stored(context, Person, seen.id)
    assert (now.given_name, now.family_name) == (seen.given_name, "Åberg")

    def of(person: Person) -> dict[str, Any]:
        return {name: getattr(person, name) for name in ("given_name", "family_name", "language")}

    both = both_changes(base=of(seen), mine={**of(seen), **mine}, theirs=of(now))
    assert [one.field for one in both.clashes] == ["family_name"]
    chosen = {**both.values, "family_name": "Öberg"}
    change_person(context, ChangePerson(number=SIGNE, fields=chosen, version=now.version))
    after = stored(context, Person, seen.id)
    assert of(after) == {"given_name": "Signe-Maria", "family_name": "Öberg", "language": "finska"}
