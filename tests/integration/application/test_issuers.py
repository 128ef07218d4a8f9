"""The register of issuers: who is trained, who left, and what that means at issue."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

import pytest

from munhalsa.application.add_training import AddTraining, add_training
from munhalsa.application.context import Context
from munhalsa.application.districts import add_district
from munhalsa.application.issuer_fields import IssuerChanged, IssuerDetails
from munhalsa.application.issuer_words import missing_words, needs_words
from munhalsa.application.issuers import (
    EndIssuer,
    add_issuer,
    change_issuer,
    end_issuer,
    issuers_to_train,
    list_issuers,
)
from munhalsa.application.municipality_contacts import AddContactPerson, add_contact_person
from munhalsa.application.settings import set_setting
from munhalsa.application.undo import undo_event
from munhalsa.domain.account import Account, Role
from munhalsa.domain.certificate import IssuedBy
from munhalsa.domain.person import Person
from munhalsa.domain.refusal import NotAllowed, Rejected
from munhalsa.domain.training import Issuer, Participant
from tests.support.deeds import add as put
from tests.support.deeds import assert_refused, born, found, issue, register, stored, unit, user

KIM = "Kim Lind"
_TOLD = "issuer_not_trained"


def add(context: Context, name: str, **given: Any) -> IssuerChanged:
    return add_issuer(context, cast(IssuerDetails, {"name": name, **given}))


def trained(context: Context, day: date, *names: str) -> None:
    add_training(
        context,
        AddTraining(day=day, kind="issuer_training", hundredths=200, participants=names),
    )


def codes(done: Any) -> list[str]:
    return [one.code for one in done.warnings]


def test_an_issuer_from_the_first_day_to_the_last(context: Context) -> None:
    trained(context, date(2025, 1, 1), "Kim Lind", "Annan Person")
    add_district(context, "Norr")
    put(context, unit("Alm", "A"))
    done = add(context, "Lind, Kim", email="kim@exempel.se", district="Norr", title=" MAS ")
    # The user of that name, and the session where that name took part.
    assert done.issuer.account_id == context.session.account_id
    assert done.issuer.from_day == context.today
    people = {one.name: one.issuer_id for one in found(context, Participant)}
    assert people == {"Kim Lind": done.issuer.id, "Annan Person": None}
    changed = change_issuer(
        context,
        "Kim Lind",
        {
            "name": "Kim Lind",
            "district": None,
            "unit": "A",
            "hsa_id": "SE1",
            "workplace": "Stadshuset",
            "authorised_by": "Maj",
            "authorised_on": date(2026, 11, 1),
            "ordered_on": date(2026, 11, 2),
        },
    )
    assert (changed.issuer.sort_key, changed.issuer.title) == ("kim-lind", "MAS")
    (standing,) = list_issuers(context).issuers
    assert (standing.trained, standing.needs, missing_words(standing)) == (
        date(2025, 1, 1),
        (),
        "",
    )
    register(context)
    issue(context)
    with pytest.raises(Rejected) as caught:
        end_issuer(context, EndIssuer(issuer=KIM, day=context.today))
    assert_refused(caught, "taker_missing", "to")
    put(context, Account(id="01900000-0000-7000-8000-0000000000aa", name="Eva Ek"))
    with pytest.raises(Rejected) as caught:
        end_issuer(context, EndIssuer(issuer=KIM, day=context.today, to=KIM))
    assert_refused(caught, "same_user", "to")
    ended = end_issuer(context, EndIssuer(issuer=KIM, day=context.today, to="Eva Ek"))
    assert (ended.handed_over, codes(ended)) == (1, ["account_open", "user_open"])
    (person,) = found(context, Person)
    assert person.handler_id == "01900000-0000-7000-8000-0000000000aa"
    assert list_issuers(context).issuers[0].issued == context.today
    undo_event(context, ended.event)
    assert stored(context, Person, person.id).handler_id == context.session.account_id
    assert stored(context, Issuer, done.issuer.id).to_day is None
    undo_event(context, changed.event)
    undo_event(context, done.event)
    assert not found(context, Issuer)


def test_whoever_handles_nobody_just_ends(context: Context) -> None:
    add(context, "Kim Lind")
    add(context, "Eva Ek", ordered_on=date(2020, 1, 1), from_day=date(2020, 1, 1))
    gone = end_issuer(
        context, EndIssuer(issuer="Eva Ek", day=date(2026, 1, 1), closed_on=date(2026, 1, 2))
    )
    assert (gone.handed_over, codes(gone)) == (0, [])
    ended = end_issuer(context, EndIssuer(issuer=KIM, day=context.today))
    assert (ended.handed_over, codes(ended)) == (0, ["user_open"])


def test_names_and_users_that_cannot_be_told_apart(context: Context) -> None:
    add(context, "Kim Lind")
    again = add(context, "Kim Lind", from_day=date(2020, 1, 1))
    assert (again.issuer.account_id, codes(again)) == (None, ["same_name"])
    trained(context, date(2026, 1, 1), "Kim Lind")
    assert [one.issuer_id for one in found(context, Participant)] == [None]
    for name, code in (("Kim Lind", "issuer_ambiguous"), ("Ingen", "issuer_not_found")):
        with pytest.raises(Rejected) as caught:
            change_issuer(context, name, {"title": "MAS"})
        assert_refused(caught, code, "issuer")
    with pytest.raises(Rejected) as caught:
        change_issuer(context, again.issuer.id, {"user": KIM})
    assert_refused(caught, "user_is_issuer", "user")
    later = again.issuer.version + 1
    with pytest.raises(Rejected) as caught:
        change_issuer(context, again.issuer.id, {}, version=later)
    assert_refused(caught, "conflict", None)
    kept = change_issuer(context, again.issuer.id, {"user": "", "email": None, "unit": ""})
    assert kept.issuer.account_id is None


def test_who_needs_training_and_where_nobody_is(context: Context) -> None:
    empty = list_issuers(context)
    assert (empty.issuers, empty.no_contact_person) == ([], True)
    add_district(context, "Norr")
    add_district(context, "Syd")
    put(context, unit("Alm", "A"))
    add_contact_person(context, AddContactPerson(name="Bo", phone="033-35 70 00"))
    add(context, "Eva Ek", district="Norr", from_day=date(2020, 1, 1))
    overview = list_issuers(context)
    assert (overview.without_issuer, overview.no_contact_person) == (("Syd",), False)
    assert needs_words(overview.issuers[0]) == "behöver utbildning, inget intyg på ett år"
    assert issuers_to_train(context) == 1
    assert issuers_to_train(user(context, Role.ISSUER)) == 0
    trained(context, date(2024, 11, 22), "Eva Ek")
    assert issuers_to_train(context) == 1
    set_setting(context, key="issuer_training_months", value="25")
    assert issuers_to_train(context) == 0
    with pytest.raises(NotAllowed):
        add(user(context, Role.ISSUER), "Ny")


def test_at_issue_it_is_said_and_by_the_municipalitys_choice_refused(context: Context) -> None:
    register(context)
    assert _TOLD not in codes(issue(context))
    add(context, "Kim Lind")
    register(context, born(1942), given_name="Bo")
    assert _TOLD in codes(issue(context, born(1942)))
    register(context, born(1943), given_name="Cia")
    set_setting(context, key="issuer_training_block", value="yes")
    with pytest.raises(Rejected) as caught:
        issue(context, born(1943))
    assert_refused(caught, "issuer_not_trained", "issuer")
    issue(context, born(1943), issued_by=IssuedBy.DOCTOR)
    nobody = user(context, Role.ISSUER)
    register(context, born(1944), given_name="Dan")
    with pytest.raises(Rejected) as caught:
        issue(nobody, born(1944))
    assert_refused(caught, "issuer_not_trained", "issuer")
    trained(context, date(2026, 11, 1), "Kim Lind")
    assert _TOLD not in codes(issue(context, born(1944)))
    # By the name, where the issuer is no user.
    add(context, "Alex Berg", user="")
    trained(context, date(2026, 11, 2), "Alex Berg")
    register(context, born(1945), given_name="Eli")
    assert _TOLD not in codes(issue(nobody, born(1945)))
