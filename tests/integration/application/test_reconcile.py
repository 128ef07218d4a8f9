"""Reconciliation with a list out of Intygsbeställningen: every kind of difference, and settling."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from munhalsa.adapters.tables.kinds import load_kind
from munhalsa.application.context import Context
from munhalsa.application.reconcile import Reconciliation, reconcile
from munhalsa.application.settle_differences import SettleDifferences, settle_differences
from munhalsa.domain.account import Role
from munhalsa.domain.certificate import (
    Certificate,
    EndReason,
    Registration,
    RegistrationKind,
    RegistrationState,
)
from munhalsa.domain.person import Person
from munhalsa.domain.reconciliation import Aspect, Choice, SettledDifference
from munhalsa.domain.refusal import NotAllowed
from munhalsa.domain.response import Response
from tests.support.deeds import SIGNE, alter, born, latest, user
from tests.support.imports import every, homes, one, person_line, signe, table_of, take_in, units

BO, CIA, DAN = born(1942), born(1943), born(1944)
LISTED = {"Personnummer": SIGNE, "Boendeenhet": "Björkgården", "Önskar": "Ja", "Giltigt till": ""}


def compared(context: Context, *lines: dict[str, Any]) -> Reconciliation:
    return reconcile(context, table_of(lines), load_kind("avstamning"))


def told(found: Reconciliation) -> list[tuple[str, Aspect, Any, Any]]:
    return [(one.number, one.aspect, one.here, one.there) for one in found.differences]


@pytest.fixture
def municipality(context: Context) -> Context:
    """Signe has a certificate and a yes at Björkgården, all of it registered."""
    units(context)
    answer = {"Önskar munhälsobedömning": "Ja", "Svarsdatum": "2025-03-02"}
    take_in(context, "personer", signe(**answer), registered=True)
    return context


def settle(
    context: Context,
    choice: Choice,
    *lines: dict[str, Any],
    reason: EndReason | None = None,
) -> tuple[int, list[str]]:
    """How many were settled, and the codes of what stood in the way of the others."""
    found = compared(context, *lines)
    command = SettleDifferences(
        differences=found.differences,
        choice=choice,
        listed=found.listed,
        reason=reason,
    )
    done = settle_differences(context, command)
    return done.settled, [refusal.code for _, refusal in done.refused]


def waiting(context: Context) -> set[RegistrationKind]:
    lines = every(context, Registration, state=RegistrationState.TO_REGISTER)
    return {line.kind for line in lines}


def test_a_list_that_says_the_same_has_no_difference(municipality: Context) -> None:
    found = compared(municipality, LISTED)
    assert (told(found), found.equal, found.rows_in) == ([], 1, 1)
    assert latest(municipality)[0].action == "reconciliation.view"
    by_code = {**LISTED, "Boendeenhet": " b1 ", "Grund": "2a"}
    assert compared(municipality, by_code).equal == 1
    assert compared(municipality, {"Personnummer": SIGNE}).equal == 1


def test_every_kind_of_difference_is_told(municipality: Context) -> None:
    take_in(
        municipality,
        "personer",
        person_line(BO, Förnamn="Bo", Grund="1", Intyg_utfärdat="2025-01-01"),
        person_line(
            CIA,
            **{"Grund": "1", "Intyg utfärdat": "2024-01-01", "Avslutat": "2024-06-30"},
            Avslutsorsak="Flyttat",
        ),
        person_line(DAN, Grund="1", Intyg_utfärdat="2025-01-01"),
    )
    other = {**LISTED, "Boendeenhet": "Ekgården", "Önskar": "Nej", "Giltigt till": "2099-01-31"}
    found = compared(
        municipality,
        {**other, "Grund": "1"},
        {**LISTED, "Personnummer": CIA},
        {**LISTED, "Personnummer": DAN, "Giltigt till": "2025-06-30"},
        {**LISTED, "Personnummer": born(1950)},
        {**LISTED, "Personnummer": born(1951), "Giltigt till": "2025-06-30"},
        {**LISTED, "Personnummer": "19410101-0000"},
        {**LISTED, "Boendeenhet": "Björkgården", "Giltigt till": "2025-06-30"},
    )
    assert told(found) == [
        (SIGNE, Aspect.UNIT, "Björkgården", "Ekgården"),
        (SIGNE, Aspect.ANSWER, True, False),
        (SIGNE, Aspect.VALID_TO, None, date(2099, 1, 31)),
        (SIGNE, Aspect.GROUND, "2a", "1"),
        (CIA, Aspect.ENDED_HERE, date(2024, 6, 30), None),
        (DAN, Aspect.ENDED_THERE, None, date(2025, 6, 30)),
        (born(1950), Aspect.ONLY_THERE, None, None),
        (BO, Aspect.ONLY_HERE, date(2025, 1, 1), None),
    ]
    assert (found.rows_in, found.duplicate, len(found.rejected), found.equal) == (7, 1, 1, 1)
    assert {one.number for one in found.differences if one.waits} == {BO, CIA, DAN}


def test_no_unit_in_the_list_is_an_own_home(municipality: Context) -> None:
    take_in(
        municipality,
        "personer",
        person_line(BO, Gatuadress="Gatan 1", Grund="1", Intyg_utfärdat="2025-01-01"),
    )
    lines = [{**LISTED, "Boendeenhet": ""}, {**LISTED, "Personnummer": BO, "Boendeenhet": ""}]
    found = compared(municipality, *[{**line, "Önskar": ""} for line in lines])
    assert [one for one in told(found) if one[1] is Aspect.UNIT] == [
        (SIGNE, Aspect.UNIT, "Björkgården", None)
    ]


def test_the_protected_are_left_out_and_counted(municipality: Context) -> None:
    protected = {"Skyddade uppgifter": "Sekretessmarkering", "Grund": "1"}
    take_in(
        municipality, "personer", person_line(BO, **protected, **{"Intyg utfärdat": "2025-01-01"})
    )
    found = compared(municipality, LISTED, {**LISTED, "Personnummer": BO})
    assert (told(found), found.protected, found.equal) == ([], 1, 1)


def test_what_is_right_here_is_told_again(municipality: Context) -> None:
    other = {**LISTED, "Boendeenhet": "Ekgården", "Önskar": "Nej"}
    assert settle(municipality, Choice.HERE, other) == (2, [])
    assert waiting(municipality) == {RegistrationKind.UNIT, RegistrationKind.RESPONSE}
    again = compared(municipality, other)
    assert (told(again), again.settled) == ([], 2)
    changed = compared(municipality, {**other, "Boendeenhet": "Hemtjänst Norr"})
    assert [one[1] for one in told(changed)] == [Aspect.UNIT]


def test_what_is_right_there_is_taken_over_and_not_told(municipality: Context) -> None:
    today = municipality.today
    later = (today + timedelta(days=90)).isoformat()
    other = {**LISTED, "Boendeenhet": "Ekgården", "Önskar": "Nej", "Giltigt till": later}
    assert settle(municipality, Choice.THERE, other) == (3, [])
    assert homes(municipality)[-1][0] == "Ekgården"
    newest = every(municipality, Response, order_by="answered")[-1]
    assert (newest.answered, newest.wants) == (today, False)
    assert one(municipality, Certificate).valid_to == today + timedelta(days=90)
    assert waiting(municipality) == set()
    after = compared(municipality, other)
    assert (told(after), after.settled, after.equal) == ([], 0, 1)


def test_the_lists_own_day_of_an_answer_stands_if_it_is_the_newest(municipality: Context) -> None:
    line = {**LISTED, "Önskar": "Nej", "Svarsdatum": "2025-04-01"}
    assert settle(municipality, Choice.THERE, line) == (1, [])
    assert [each.answered for each in every(municipality, Response, wants=False)] == [
        date(2025, 4, 1)
    ]


def test_an_end_there_needs_its_reason(municipality: Context) -> None:
    line = {**LISTED, "Avslutat": "2025-12-31"}
    assert settle(municipality, Choice.THERE, line) == (0, ["reason_missing"])
    assert settle(municipality, Choice.THERE, line, reason=EndReason.MOVED_OUT) == (1, [])
    assert one(municipality, Certificate).ended == date(2025, 12, 31)
    assert compared(municipality, line).equal == 1
    assert waiting(municipality) == set()


def test_who_is_only_here_can_be_ended_as_the_list_has_it(municipality: Context) -> None:
    nobody = {**LISTED, "Personnummer": BO, "Giltigt till": "2020-01-01"}
    assert [one[1] for one in told(compared(municipality, nobody))] == [Aspect.ONLY_HERE]
    assert settle(municipality, Choice.THERE, nobody, reason=EndReason.NOT_ENTITLED) == (1, [])
    assert one(municipality, Certificate).ended == municipality.today
    assert waiting(municipality) == set()


def test_who_is_only_here_is_told_anew(municipality: Context) -> None:
    nobody = {**LISTED, "Personnummer": BO, "Giltigt till": "2020-01-01"}
    assert settle(municipality, Choice.HERE, nobody) == (1, [])
    assert waiting(municipality) == {RegistrationKind.NEW}


def test_another_ground_there_gives_a_new_certificate(municipality: Context) -> None:
    assert settle(municipality, Choice.THERE, {**LISTED, "Grund": "1"}) == (1, [])
    assert [each.ground for each in every(municipality, Certificate, ended=None)] == ["1"]
    assert waiting(municipality) == set()


def test_what_cannot_be_taken_over_says_what_to_do(municipality: Context) -> None:
    stranger = {**LISTED, "Personnummer": BO}
    lines = [{**LISTED, "Boendeenhet": "", "Önskar": ""}, stranger]
    assert settle(municipality, Choice.THERE, *lines) == (
        0,
        ["unit_missing", "answer_missing", "issue_instead"],
    )
    assert settle(municipality, Choice.HERE, LISTED, stranger) == (1, [])
    assert waiting(municipality) == set()
    assert settle(municipality, Choice.LEAVE, *lines) == (2, [])
    assert told(compared(municipality, *lines)) == []
    choices = {each.choice for each in every(municipality, SettledDifference)}
    assert choices == {Choice.HERE, Choice.LEAVE}
    assert latest(municipality, 2)[1].action == "reconciliation.settle"


def test_of_several_decisions_about_the_same_thing_the_newest_holds(municipality: Context) -> None:
    elsewhere = {**LISTED, "Boendeenhet": "Ekgården"}
    nowhere = {**LISTED, "Boendeenhet": ""}
    for line in (elsewhere, nowhere, elsewhere):
        assert settle(municipality, Choice.LEAVE, line) == (1, [])
        assert told(compared(municipality, line)) == []


def test_nobody_answers_after_death(municipality: Context) -> None:
    (person,) = every(municipality, Person)
    alter(municipality, person, died_on=municipality.today - timedelta(days=9))
    line = {**LISTED, "Önskar": "Nej"}
    assert settle(municipality, Choice.THERE, line)[1] == ["person_deceased"]


def test_others_may_not_reconcile(municipality: Context) -> None:
    with pytest.raises(NotAllowed):
        compared(user(municipality, Role.ISSUER), LISTED)
