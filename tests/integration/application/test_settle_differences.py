"""Settling differences is one deed: whole or not at all, and of what stands at that moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from munhalsa.adapters.tables.kinds import load_kind
from munhalsa.application.change_number import ChangeNumber, change_number
from munhalsa.application.context import Context
from munhalsa.application.reconcile import Reconciliation, compare_again, reconcile
from munhalsa.application.rename_unit import rename_unit
from munhalsa.application.settle_differences import Settled, SettleDifferences, settle_differences
from munhalsa.application.undo import undo_event
from munhalsa.domain.certificate import (
    Certificate,
    Disclosure,
    DisclosureBasis,
    EndReason,
    Recipient,
    Registration,
    RegistrationKind,
    RegistrationState,
)
from munhalsa.domain.person import Person, ProtectedIdentity
from munhalsa.domain.reconciliation import Aspect, Choice, SettledDifference, Standing
from munhalsa.domain.response import Response
from tests.support.deeds import SIGNE, add, alter, born, latest, mark_registered
from tests.support.imports import Line, every, homes, one, person_line, table_of, take_in, units

ON_ONE = pytest.mark.parametrize("store", ["sqlcipher"], indirect=True)
BO, CIA, DAN, EVA = born(1942), born(1943), born(1944), born(1945)
HERE = {"Boendeenhet": "B1", "Grund": "2a", "Intyg utfärdat": "2025-03-01"}
YES = {"Önskar munhälsobedömning": "Ja", "Svarsdatum": "2025-03-02"}


def listed(number: str, **cells: str) -> Line:
    return {"Personnummer": number, "Boendeenhet": "Björkgården", "Önskar": "Ja", **cells}


@pytest.fixture
def municipality(context: Context) -> Context:
    """Signe, Bo and Cia at Björkgården, all of it registered."""
    units(context)
    persons = [person_line(number, **HERE, **YES) for number in (SIGNE, BO, CIA)]
    take_in(context, "personer", *persons, registered=True)
    return context


def compared(context: Context, *lines: Line) -> Reconciliation:
    return compare_again(context, table_of(lines), load_kind("avstamning"))


def settle(context: Context, found: Reconciliation, choice: Choice, **changes: object) -> Settled:
    command = SettleDifferences(differences=found.differences, choice=choice, listed=found.listed)
    return settle_differences(context, replace(command, **changes))  # type: ignore[arg-type]


def codes(done: Settled) -> list[str]:
    return [refusal.code for _, refusal in done.refused]


def waiting(context: Context) -> list[RegistrationKind]:
    lines = every(context, Registration, state=RegistrationState.TO_REGISTER)
    return sorted(line.kind for line in lines)


class PowerCut(Exception):
    """The machine stops."""


def test_what_ends_in_the_middle_has_done_nothing(municipality: Context) -> None:
    lines = [listed(number, Boendeenhet="Ekgården", Önskar="Nej") for number in (SIGNE, BO, CIA)]
    found = compared(municipality, *lines)

    def stop(done: int, total: int) -> None:
        if done == total - 1:
            raise PowerCut

    command = SettleDifferences(
        differences=found.differences, choice=Choice.THERE, listed=found.listed
    )
    with pytest.raises(PowerCut):
        settle_differences(municipality, command, progress=stop)
    assert compared(municipality, *lines).differences == found.differences
    assert (waiting(municipality), every(municipality, SettledDifference)) == ([], [])
    assert settle(municipality, found, Choice.THERE).settled == 6
    assert compared(municipality, *lines).equal == 3


def test_a_rule_that_refuses_late_leaves_nothing_of_that_one(municipality: Context) -> None:
    dead = one(municipality, Person, number=SIGNE)
    alter(municipality, dead, died_on=municipality.today - timedelta(days=30))
    lines = [listed(SIGNE, Grund="1"), listed(BO, Grund="1"), listed(CIA, Boendeenhet="Okänt")]
    found = compared(municipality, *lines)
    done = settle(municipality, found, Choice.THERE)
    assert (done.settled, codes(done)) == (1, ["unit_not_found", "person_deceased"])
    grounds = {each.person_id: each.ended for each in every(municipality, Certificate, ground="2a")}
    assert [grounds[each] is None for each in (dead.id, _id(municipality, BO))] == [True, False]
    left = compared(municipality, *lines)
    assert {each.number for each in left.differences} == {SIGNE, CIA}
    assert waiting(municipality) == []


@ON_ONE
def test_what_waited_is_told_once_and_about_the_certificate_that_took_over(
    municipality: Context,
) -> None:
    take_in(
        municipality, "personer", person_line(SIGNE, Boendeenhet="B2", Boende_från="2026-11-01")
    )
    assert waiting(municipality) == [RegistrationKind.UNIT]
    found = compared(municipality, listed(SIGNE, Grund="1", Boendeenhet="Ekgården"))
    ground = [one for one in found.differences if one.aspect is Aspect.GROUND]
    done = settle(municipality, replace(found, differences=tuple(ground)), Choice.THERE)
    assert done.settled == 1
    (line,) = every(municipality, Registration, state=RegistrationState.TO_REGISTER)
    (new,) = every(municipality, Certificate, ground="1")
    assert (line.kind, line.certificate_id) == (RegistrationKind.UNIT, new.id)
    undo_event(municipality, latest(municipality)[0].event)
    (line,) = every(municipality, Registration, state=RegistrationState.TO_REGISTER)
    assert (line.kind, line.certificate_id) == (RegistrationKind.UNIT, new.replaces_id)


def _id(context: Context, number: str) -> str:
    return str(one(context, Person, number=number).id)


def test_what_changed_or_was_settled_meanwhile_is_refused(municipality: Context) -> None:
    lines = [listed(number, Önskar="Nej") for number in (SIGNE, BO, CIA)]
    found = compared(municipality, *lines)
    one_left = replace(found, differences=found.differences[1:2])
    settle(municipality, one_left, Choice.LEAVE)
    take_in(
        municipality,
        "svar",
        {"Personnummer": SIGNE, "Svarsdatum": "2025-05-01", "Önskar munhälsobedömning": "Nej"},
    )
    done = settle(municipality, found, Choice.THERE)
    assert [each.number for each in done.done] == [CIA]
    assert codes(done) == ["difference_changed", "settled_already"]
    assert len(every(municipality, Response, person_id=_id(municipality, SIGNE))) == 2
    protected = one(municipality, Person, number=CIA)
    alter(municipality, protected, protected_identity=ProtectedIdentity.CONFIDENTIALITY_MARKING)
    assert codes(
        settle(municipality, replace(found, differences=found.differences[2:]), Choice.HERE)
    ) == ["difference_changed"]


def test_what_is_right_here_is_shown_again_if_it_did_not_arrive(municipality: Context) -> None:
    lines = [listed(SIGNE, Önskar="Nej"), listed(BO), listed(DAN)]
    found = compared(municipality, *lines)
    assert settle(municipality, found, Choice.HERE).settled == 3
    assert waiting(municipality) == [RegistrationKind.NEW, RegistrationKind.RESPONSE]
    again = compared(municipality, *lines)
    assert (again.differences, again.settled) == ((), 3)
    assert settle(municipality, found, Choice.HERE).settled == 0
    for certificate in every(municipality, Certificate):
        mark_registered(municipality, certificate.id)
    late = compared(municipality, *lines)
    assert [each.aspect for each in late.differences] == [Aspect.ANSWER, Aspect.ONLY_HERE]
    assert settle(municipality, late, Choice.HERE).settled == 2
    assert waiting(municipality) == [RegistrationKind.NEW, RegistrationKind.RESPONSE]
    arrived = compared(municipality, listed(SIGNE), listed(BO), listed(CIA), listed(DAN))
    assert (arrived.differences, arrived.equal, arrived.settled) == ((), 3, 1)


def test_what_was_taken_over_and_differs_anew_is_shown(municipality: Context) -> None:
    line = listed(SIGNE, Boendeenhet="Ekgården")
    rest = [listed(BO), listed(CIA)]
    first = compared(municipality, line, *rest)
    done = settle(municipality, first, Choice.THERE)
    told = compared(municipality, line, *rest)
    assert (told.differences, told.settled) == ((), 0)
    assert [(each.settled.choice, each.difference) for each in told.earlier] == [
        (Choice.THERE, None)
    ]
    undo_event(municipality, done.event)
    assert homes(municipality)[0][0] == "Björkgården"
    assert compared(municipality, line, *rest).differences == first.differences
    assert every(municipality, SettledDifference) == []


@ON_ONE
def test_an_end_that_is_not_known_there_goes_in_the_queue(municipality: Context) -> None:
    ended = {**HERE, "Avslutat": "2025-06-30", "Avslutsorsak": "Flyttat"}
    take_in(municipality, "personer", person_line(SIGNE, **ended), registered=True)
    lines = [listed(SIGNE), listed(BO), listed(CIA)]
    found = compared(municipality, *lines)
    assert [(each.aspect, each.here) for each in found.differences] == [
        (Aspect.ENDED_HERE, date(2025, 6, 30))
    ]
    assert codes(settle(municipality, found, Choice.THERE)) == ["issue_instead"]
    assert settle(municipality, found, Choice.HERE).settled == 1
    assert waiting(municipality) == [RegistrationKind.ENDED]


@ON_ONE
def test_an_end_today_is_settled_today(municipality: Context) -> None:
    lines = [listed(SIGNE), listed(BO)]
    found = compared(municipality, *lines)
    done = settle(municipality, found, Choice.THERE, reason=EndReason.MOVED_OUT)
    assert (done.settled, waiting(municipality)) == (1, [])
    after = compared(municipality, *lines)
    assert (after.differences, after.equal) == ((), 2)
    assert [each.name for each in after.earlier] == ["Signe Wåhlström"]


@ON_ONE
def test_an_answer_that_waited_need_not_be_told_any_longer(municipality: Context) -> None:
    line = {"Personnummer": SIGNE, "Svarsdatum": "2025-05-01", "Önskar munhälsobedömning": "Nej"}
    take_in(municipality, "svar", line)
    assert waiting(municipality) == [RegistrationKind.RESPONSE]
    found = compared(municipality, listed(SIGNE), listed(BO), listed(CIA))
    assert (found.differences[0].told, found.numbers(Aspect.ANSWER)) == (True, (SIGNE,))
    assert settle(municipality, found, Choice.HERE).settled == 1
    assert compared(municipality, listed(SIGNE), listed(BO), listed(CIA)).settled == 1
    undo_event(municipality, latest(municipality)[0].event)
    (new,) = every(municipality, Registration, person_id=_id(municipality, SIGNE), kind="new")
    alter(municipality, new, state=RegistrationState.TO_REGISTER)
    (waits,) = compared(municipality, listed(SIGNE), listed(BO), listed(CIA)).differences
    assert settle(municipality, replace(found, differences=(waits,)), Choice.THERE).settled == 1
    assert waiting(municipality) == [RegistrationKind.NEW]


@ON_ONE
def test_who_somebody_is_stands_whatever_the_list_calls_them(municipality: Context) -> None:
    rename_unit(municipality, "B1", name="Lindgården")
    rename_unit(municipality, "B2", name="Björkgården")
    change_number(municipality, ChangeNumber(number=SIGNE, to=EVA))
    lines = [
        {**listed(SIGNE, Boendeenhet="B1"), "Avslutat": "2025-12-31"},
        {**listed(EVA, Boendeenhet="Lindgården"), "Avslutat": ""},
        {**listed(BO), "Avslutat": ""},
        {**listed(CIA, Boendeenhet="B1"), "Avslutat": ""},
    ]
    found = compared(municipality, *lines)
    assert [(each.number, each.aspect, each.there) for each in found.differences] == [
        (BO, Aspect.UNIT, "Björkgården")
    ]
    assert (found.duplicate, found.equal) == (1, 2)
    only_old = compared(municipality, listed(SIGNE, Boendeenhet="B1"))
    number = only_old.differences[0]
    assert (number.number, number.aspect, number.name) == (EVA, Aspect.NUMBER, "Signe Wåhlström")
    only = replace(only_old, differences=(number,))
    assert codes(settle(municipality, only, Choice.THERE)) == ["issue_instead"]
    assert settle(municipality, only, Choice.LEAVE).settled == 1
    (record,) = every(municipality, SettledDifference)
    assert (record.here, record.there) == ("", "")
    assert compared(municipality, listed(SIGNE, Boendeenhet="B1")).settled == 1


@ON_ONE
def test_whom_nothing_is_told_about_is_not_compared(municipality: Context) -> None:
    (certificate,) = every(municipality, Certificate, person_id=_id(municipality, SIGNE))
    yesterday = municipality.today - timedelta(days=1)
    alter(municipality, certificate, handed_over_on=yesterday, handed_over_to="1489")
    withdrawn = Disclosure(
        id=municipality.new_id(),
        person_id=_id(municipality, BO),
        recipient=Recipient.VGR,
        basis=DisclosureBasis.CONSENT,
        decided_on=yesterday,
        withdrawn_on=yesterday,
    )
    add(municipality, withdrawn)
    gone = [person_line(DAN), person_line(EVA)]
    take_in(municipality, "personer", *gone)
    alter(municipality, one(municipality, Person, number=DAN), died_on=yesterday)
    alter(municipality, one(municipality, Person, number=EVA), moved_out_on=yesterday)
    found = compared(municipality, listed(CIA))
    assert (found.differences, found.without_consent) == ((), 1)
    lines = [listed(each, Önskar="Nej") for each in (SIGNE, BO, DAN, EVA)]
    found = compared(municipality, listed(CIA), *lines)
    assert [(each.number, each.standing) for each in found.differences] == [
        (DAN, Standing.DECEASED),
        (EVA, Standing.MOVED_OUT),
    ]
    assert (found.equal, found.without_consent) == (2, 1)


@ON_ONE
def test_looking_again_is_not_logged_again(municipality: Context) -> None:
    table, kind = table_of([listed(SIGNE)]), load_kind("avstamning")
    steps: list[int] = []
    reconcile(municipality, table, kind, progress=lambda done, _total: steps.append(done))
    (seen,) = latest(municipality)
    compare_again(municipality, table, kind)
    assert (latest(municipality), steps) == ([seen], [0, 1, 2])
