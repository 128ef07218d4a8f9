"""Candidates on both engines: noted, assessed, shown, certified, and every step undone."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from munhalsa.adapters.ids import new_id
from munhalsa.application.add_candidate import AddCandidate, CandidateAdded, add_candidate
from munhalsa.application.assess_candidate import AssessCandidate, assess_candidate
from munhalsa.application.assess_entitlement import DecideNotToIssue, decide_not_to_issue
from munhalsa.application.context import Context
from munhalsa.application.due_list import due_page
from munhalsa.application.list_candidates import list_candidates, unit_covers
from munhalsa.application.undo import undo_event
from munhalsa.domain.account import Role
from munhalsa.domain.candidate import Candidate, CandidateState, Finding, Outcome, Support
from munhalsa.domain.due import DueList
from munhalsa.domain.person import Person, ProtectedIdentity
from munhalsa.domain.refusal import NotAllowed, Rejected
from tests.support.deeds import (
    SIGNE,
    add,
    alter,
    assert_refused,
    born,
    found,
    issue,
    latest,
    register,
    unit,
    user,
)
from tests.support.stores import on_day


def note(context: Context, number: str = SIGNE, **changes: Any) -> CandidateAdded:
    return add_candidate(context, AddCandidate(number=number, **changes))


def find(context: Context, outcome: Outcome, number: str = SIGNE, **changes: Any) -> Any:
    command = AssessCandidate(number=number, finding=Finding(outcome=outcome, **changes))
    return assess_candidate(context, command)


def waiting(context: Context) -> list[str]:
    return [row.reason for row in due_page(context, DueList.CANDIDATES).rows]


def test_somebody_known_is_noted_once(context: Context) -> None:
    person = register(context)
    done = note(context, source="hemtjänsten")
    assert (done.candidate.source, done.candidate.listed_on) == ("hemtjänsten", context.today)
    assert done.changes.subjects == {person.id}
    assert latest(context)[0].action == "candidate.add"
    assert waiting(context) == ["Inte bedömd än"]
    with pytest.raises(Rejected) as caught:
        note(context)
    assert_refused(caught, "candidate_listed", "number")
    undo_event(context, done.event)
    assert waiting(context) == []


def test_somebody_new_is_registered_in_the_same_deed(context: Context) -> None:
    add(context, unit())
    with pytest.raises(Rejected) as caught:
        note(context, given_name="Signe")
    assert_refused(caught, "person_not_found", "number")
    done = note(context, given_name="Signe", family_name="Ek", unit="SB01")
    (row,) = due_page(context, DueList.CANDIDATES).rows
    assert (row.name, row.home) == ("Ek, Signe", "Björkgläntan")
    undo_event(context, done.event)
    assert found(context, Person) == []
    assert found(context, Candidate) == []


def test_whom_there_is_nothing_to_find_out_about(context: Context) -> None:
    alter(context, register(context, born(1942)), died_on=context.today)
    register(context)
    issue(context)
    for number, code in ((born(1942), "person_deceased"), (SIGNE, "has_certificate")):
        with pytest.raises(Rejected) as caught:
            note(context, number)
        assert_refused(caught, code, "number")


def test_from_assessed_to_certificate(context: Context) -> None:
    register(context)
    done = find(context, Outcome.NOT_ENTITLED, reason="tillfälligt")
    assert done.candidate.state is CandidateState.NOT_ENTITLED
    assert waiting(context) == []
    later = on_day(context, date(2027, 11, 22))
    assert waiting(later) == ["Var inte berättigad: bedöm igen"]
    find(later, Outcome.NEEDS_JUDGEMENT)
    assert waiting(later) == []
    find(later, Outcome.ANSWERED, answer="Ja")
    assert waiting(later) == ["VGR har svarat: bedöm"]
    certificate = issue(later)
    assert waiting(later) == []
    assert [one.state for one in list_candidates(later)] == ["has_certificate"]
    with pytest.raises(Rejected) as caught:
        find(later, Outcome.DECLINES)
    assert_refused(caught, "has_certificate", "number")
    undo_event(later, certificate.event)
    assert waiting(later) == ["VGR har svarat: bedöm"]


def test_a_decision_not_to_issue_settles_the_candidate(context: Context) -> None:
    register(context)
    note(context)
    done = decide_not_to_issue(
        context, DecideNotToIssue(number=SIGNE, answers=None, reason="kort behov")
    )
    (candidate,) = found(context, Candidate)
    assert (candidate.state, candidate.again_on, candidate.reason) == (
        CandidateState.NOT_ENTITLED,
        date(2027, 11, 22),
        "kort behov",
    )
    undo_event(context, done.event)
    assert waiting(context) == ["Inte bedömd än"]


def test_the_list_has_everybody_with_the_protected_masked(context: Context) -> None:
    hidden = register(
        context, born(1950), protected_identity=ProtectedIdentity.PROTECTED_REGISTRATION
    )
    person = register(context)
    for name in ("Hemtjänst", "Trygghetslarm"):
        add(context, Support(id=new_id(), person_id=person.id, name=name))
    for number in (born(1950), SIGNE):
        note(context, number)
    first, second = list_candidates(context)
    assert (first.personal_identity_number, first.name, first.listed_on) == (None, None, None)
    assert (second.personal_identity_number, second.name) == (SIGNE, "Wåhlström, Signe")
    assert second.supports == ("Hemtjänst", "Trygghetslarm")
    named = user(context, Role.COORDINATOR, sees_protected=True)
    assert {one.personal_identity_number for one in list_candidates(named)} == {
        hidden.number,
        SIGNE,
    }


def test_certificates_by_places_for_each_unit(context: Context) -> None:
    closed = unit("Stängda", "X1", active_to=date(2020, 1, 1))
    add(context, unit(places=4), unit("Hemtjänst Norr", "HT1"), closed)
    for year in (1941, 1942, 1943):
        register(context, born(year), unit="SB01")
    issue(context, born(1941))
    note(context, born(1942))
    near, far = sorted(unit_covers(context), key=lambda one: one.code or "", reverse=True)
    assert (near.code, near.certificates, near.candidates, near.share) == (
        "SB01",
        1,
        1,
        Fraction(1, 4),
    )
    assert (far.code, far.certificates, far.candidates, far.share) == ("HT1", 0, 0, None)


def test_who_may(context: Context) -> None:
    register(context)
    manager = user(context, Role.UNIT_MANAGER)
    assert list_candidates(manager) == []
    for refused in (lambda: note(manager), lambda: find(manager, Outcome.DECLINES)):
        with pytest.raises(NotAllowed) as caught:
            refused()
        assert_refused(caught, "not_allowed", None)
