"""Pairs that may be one person, on both engines."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from munhalsa.application.context import Context
from munhalsa.application.find_duplicates import count_duplicates, find_duplicates
from munhalsa.application.not_same import note_not_same
from munhalsa.application.undo import undo_event
from munhalsa.domain.account import Role
from munhalsa.domain.person import ProtectedIdentity
from munhalsa.domain.refusal import NotAllowed, Rejected
from tests.support.deeds import add, alter, assert_refused, identity, register, unit, user


def test_the_same_day_with_nearly_the_same_name_or_the_same_name_and_home(
    context: Context,
) -> None:
    home, other = unit(), unit("Hemgården", "SB02")
    add(context, home, other)
    signe = register(context, identity("19410101"), unit=home.id)
    coordinated = register(context, identity("19410161"), given_name="Signa")
    register(context, identity("19410101", 241), given_name="Bo")
    namesake = register(context, identity("19500101"), unit=home.id)
    register(context, identity("19510101"), unit=other.id)
    pairs = [(one.first.id, one.second.id, one.reason) for one in find_duplicates(context)]
    assert pairs == [
        (signe.id, coordinated.id, "birth_date_and_name"),
        (signe.id, namesake.id, "name_and_unit"),
    ]
    assert count_duplicates(context) == 2
    apart = note_not_same(context, number=coordinated.number, other=signe.number)
    assert [one.reason for one in find_duplicates(context)] == ["name_and_unit"]
    for another, code in ((coordinated.number, "nothing_to_change"), (signe.number, "same_person")):
        with pytest.raises(Rejected) as refused:
            note_not_same(context, number=signe.number, other=another)
        assert_refused(refused, code, "other")
    undo_event(context, apart.event)
    assert count_duplicates(context) == 2
    (only,) = find_duplicates(context, of=namesake.id)
    assert only.first.id == signe.id
    alter(context, signe, protected_identity=ProtectedIdentity.PROTECTED_REGISTRATION)
    assert find_duplicates(context) == []
    named = replace(context, session=replace(context.session, sees_protected=True))
    assert len(find_duplicates(named)) == 2
    with pytest.raises(NotAllowed):
        find_duplicates(user(context, Role.ISSUER))


@given(
    name=st.text("abc ", min_size=8, max_size=12),
    place=st.integers(0, 12),
    kind=st.sampled_from(["drop", "put", "change", "swap"]),
)
def test_one_typing_error_leaves_the_beginning_or_the_end_of_a_longer_name(
    name: str, place: int, kind: str
) -> None:
    at = min(place, len(name) - 1)
    typed = {
        "drop": name[:at] + name[at + 1 :],
        "put": f"{name[:at]}x{name[at:]}",
        "change": f"{name[:at]}x{name[at + 1 :]}",
        "swap": name[:at] + name[at : at + 2][::-1] + name[at + 2 :],
    }[kind]
    assert typed[:3] == name[:3] or typed[-3:] == name[-3:]
