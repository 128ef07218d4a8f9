"""What each finding makes of a candidate."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from munhalsa.domain.candidate import (
    Candidate,
    CandidateState,
    Finding,
    Outcome,
    after,
    shown_state,
)
from munhalsa.domain.refusal import Rejected

TODAY = date(2026, 11, 22)
ASKED = date(2026, 10, 1)
LISTED = Candidate(id="k", person_id="p", listed_on=date(2026, 1, 1), source="insatser")
WAITING = replace(LISTED, state=CandidateState.NEEDS_JUDGEMENT, asked_on=ASKED, reason="åldern")


def found(candidate: Candidate, outcome: Outcome, **changes: Any) -> Candidate:
    finding = Finding(outcome=outcome, **changes)
    return replace(candidate, **after(candidate, finding, today=TODAY))


@pytest.mark.parametrize("outcome", [Outcome.NOT_ENTITLED, Outcome.DECLINES])
def test_who_gets_no_certificate_comes_back_on_a_day(outcome: Outcome) -> None:
    done = found(WAITING, outcome, day=date(2027, 3, 1), reason="tillfälligt behov")
    assert done.state.value == outcome.value
    assert done.again_on == date(2027, 3, 1)
    assert (done.asked_on, done.reason) == (None, "tillfälligt behov")
    assert found(LISTED, outcome).again_on == date(2027, 11, 22)
    with pytest.raises(Rejected) as caught:
        found(LISTED, outcome, day=TODAY)
    assert (caught.value.code, caught.value.field) == ("again_not_ahead", "again")


def test_a_question_to_vgr_and_its_answer() -> None:
    asked = found(LISTED, Outcome.NEEDS_JUDGEMENT)
    assert (asked.state, asked.asked_on) == (CandidateState.NEEDS_JUDGEMENT, TODAY)
    done = found(WAITING, Outcome.ANSWERED, day=date(2026, 11, 1), answer="Ja, från 20 år")
    assert (done.asked_on, done.answered_on) == (ASKED, date(2026, 11, 1))
    assert (done.answer, done.reason) == ("Ja, från 20 år", "åldern")
    assert found(WAITING, Outcome.ANSWERED, reason="annat").reason == "annat"
    assert found(WAITING, Outcome.ANSWERED, day=ASKED).answered_on == ASKED


@pytest.mark.parametrize(
    ("candidate", "outcome", "day", "code"),
    [
        (LISTED, Outcome.ANSWERED, TODAY, "not_asked"),
        (WAITING, Outcome.ANSWERED, date(2026, 9, 30), "answered_before_asked"),
        (WAITING, Outcome.ANSWERED, date(2026, 11, 23), "answered_in_future"),
        (LISTED, Outcome.NEEDS_JUDGEMENT, date(2026, 11, 23), "asked_in_future"),
    ],
)
def test_what_cannot_be(candidate: Candidate, outcome: Outcome, day: date, code: str) -> None:
    with pytest.raises(Rejected) as caught:
        found(candidate, outcome, day=day)
    assert caught.value.code == code


def test_a_candidate_is_looked_at_anew() -> None:
    done = found(WAITING, Outcome.NOT_ASSESSED)
    assert (done.state, done.asked_on, done.reason) == (CandidateState.NOT_ASSESSED, None, None)


@given(st.sampled_from([*Outcome]), st.dates(date(2027, 1, 1), date(2030, 1, 1)))
def test_no_state_keeps_a_day_of_another(outcome: Outcome, day: date) -> None:
    ahead = outcome in (Outcome.NOT_ENTITLED, Outcome.DECLINES)
    done = found(WAITING, outcome, day=day if ahead else None)
    waits = done.state in (CandidateState.NOT_ENTITLED, CandidateState.DECLINES)
    assert (done.again_on is not None) is waits
    assert (done.asked_on is not None) is (done.state is CandidateState.NEEDS_JUDGEMENT)


def test_a_certificate_shows_before_any_state() -> None:
    assert shown_state(WAITING, certified=True) == "has_certificate"
    assert shown_state(WAITING, certified=False) == "needs_judgement"
