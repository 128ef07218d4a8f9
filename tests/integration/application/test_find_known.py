"""Is there somebody like this already: by number, by likeness, and nothing of the protected."""

from __future__ import annotations

import pytest

from munhalsa.application.context import Context
from munhalsa.application.find_known import KnownAlready, WhoIsThis, find_known
from munhalsa.domain.account import Role
from munhalsa.domain.person import ProtectedIdentity
from munhalsa.domain.refusal import NotAllowed
from tests.support.deeds import FAMILY, GIVEN, SIGNE, add, identity, issue, latest, register, unit
from tests.support.deeds import user as somebody_else

TWIN = identity("19410101", 441)


def test_who_has_the_number_with_what_is_known(context: Context) -> None:
    add(context, unit())
    person = register(context, unit="SB01")
    number = issue(context).certificate.number
    known = find_known(context, WhoIsThis(number=SIGNE))
    assert known.same is not None
    assert (known.same.id, known.same.certificate) == (person.id, number)
    assert known.same.unit == "Björkgläntan"
    assert known.alike == ()


def test_nobody_at_all(context: Context) -> None:
    nobody = KnownAlready(same=None, alike=())
    assert find_known(context, WhoIsThis()) == nobody
    assert find_known(context, WhoIsThis(number=SIGNE)) == nobody
    register(context)
    unfinished = WhoIsThis(number=TWIN, given_name=GIVEN, family_name=" ")
    assert find_known(context, unfinished) == nobody
    assert find_known(context, WhoIsThis(given_name=GIVEN, family_name=FAMILY)) == nobody


def test_born_that_day_and_nearly_the_same_name(context: Context) -> None:
    person = register(context)
    asked = WhoIsThis(number=TWIN, given_name="Signe", family_name="Wahlstrom")
    (alike,) = find_known(context, asked).alike
    assert alike.id == person.id
    other = WhoIsThis(number=TWIN, given_name="Signe", family_name="Lund")
    assert find_known(context, other).alike == ()


def test_of_the_same_name_and_unit(context: Context) -> None:
    home = unit()
    add(context, home)
    person = register(context, unit="SB01")
    asked = WhoIsThis(
        number=identity("19550202"), given_name=GIVEN, family_name=FAMILY, unit_id=home.id
    )
    assert [line.id for line in find_known(context, asked).alike] == [person.id]


def test_whoever_has_the_number_is_not_alike_as_well(context: Context) -> None:
    register(context)
    known = find_known(context, WhoIsThis(number=SIGNE, given_name=GIVEN, family_name=FAMILY))
    assert known.same is not None
    assert known.alike == ()


def test_a_protected_identity_is_masked_by_number_and_never_alike(context: Context) -> None:
    register(context, protected_identity=ProtectedIdentity.CONFIDENTIALITY_MARKING)
    issuer = somebody_else(context, Role.ISSUER)
    asked = WhoIsThis(number=SIGNE, given_name=GIVEN, family_name=FAMILY)
    known = find_known(issuer, asked)
    assert known.same is not None
    assert known.same.masked
    assert GIVEN not in known.same.name
    assert find_known(issuer, WhoIsThis(number=TWIN, given_name=GIVEN, family_name=FAMILY)) == (
        KnownAlready(same=None, alike=())
    )
    named = somebody_else(context, Role.ISSUER, sees_protected=True)
    assert find_known(named, WhoIsThis(number=TWIN, given_name=GIVEN, family_name=FAMILY)).alike


def test_asking_writes_nothing(context: Context) -> None:
    register(context)
    before = latest(context, 100)
    find_known(context, WhoIsThis(number=SIGNE))
    assert latest(context, 100) == before


def test_only_those_who_may_see_persons(context: Context) -> None:
    with pytest.raises(NotAllowed):
        find_known(somebody_else(context, Role.STATISTICS), WhoIsThis(number=SIGNE))
