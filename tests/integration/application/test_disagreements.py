"""A disagreement up the ladder, on both engines; whom it may be shown to; what takes it back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from munhalsa.application.context import Context
from munhalsa.application.disagreements import (
    AnswerStep,
    CloseDisagreement,
    FollowUp,
    RecordDisagreement,
    TakeStep,
    answer_step,
    close_disagreement,
    follow_up,
    record_disagreement,
    take_step,
)
from munhalsa.application.merge_persons import MergePersons, merge_persons
from munhalsa.application.protect_person import SetProtection, set_protection
from munhalsa.application.record_deviation import record_deviation
from munhalsa.application.sight import OUTSIDE_SCOPE
from munhalsa.application.undo import undo_event
from munhalsa.application.unmerge_persons import unmerge_persons
from munhalsa.application.view_deviations import show_deviation
from munhalsa.application.view_disagreements import (
    find_disagreements,
    list_disagreements,
    show_disagreement,
)
from munhalsa.domain.account import Role
from munhalsa.domain.deviation import Disagreement
from munhalsa.domain.person import ProtectedIdentity
from munhalsa.domain.refusal import NotAllowed, Rejected
from tests.support.deeds import SIGNE, add, born, register, stored, unit, user
from tests.support.stores import on_day

OTHER = born(1942)
DAY = date(2027, 3, 1)
ON_ONE = pytest.mark.parametrize("store", ["sqlcipher"], indirect=True)


@pytest.fixture
def town(context: Context) -> Context:
    """Two units with somebody in each, in March 2027."""
    town = on_day(context, DAY)
    add(town, unit(), unit("Ekbacken", "SB02"))
    register(town, unit="SB01", from_day=date(2026, 1, 1))
    register(town, OTHER, given_name="Stig", unit="SB02", from_day=date(2026, 1, 1))
    return town


def disagree(context: Context, **changes: Any) -> Disagreement:
    values: dict[str, Any] = {"about": "Vem bokar", "temporary_solution": "Kommunen bokar"}
    return record_disagreement(context, RecordDisagreement(**(values | changes))).disagreement


def deviations(context: Context) -> list[str]:
    given: Any = {"category": "staff_absent", "number": SIGNE, "day": date(2027, 2, 1)}
    return [record_deviation(context, given).deviation.id for _ in range(2)]


def refused(code: str, call: Any, *given: Any) -> None:
    with pytest.raises(Rejected) as caught:
        call(*given)
    assert caught.value.code == code


def test_up_the_ladder_and_back(town: Context) -> None:
    rests_on = deviations(town)
    made = record_disagreement(
        town,
        RecordDisagreement(
            about=" Vem bokar ",
            temporary_solution="Kommunen bokar",
            deviations=[*rests_on, rests_on[0]],
        ),
    )
    one = made.disagreement
    assert (one.about, one.day) == ("Vem bokar", DAY)
    assert one.person_id == show_deviation(town, rests_on[0]).deviation.person_id
    assert show_deviation(town, rests_on[0]).disagreements == (one.id,)
    assert find_disagreements(town)[0].step is None

    step = take_step(town, TakeStep(disagreement=one.id, step=1)).step
    assert step is not None
    assert step.holder.startswith("Chef närmast patienten")
    answered = answer_step(town, AnswerStep(disagreement=one.id, answer="Nej"))
    assert answered.step is not None
    assert answered.step.answered_on == DAY
    straight = take_step(town, TakeStep(disagreement=one.id, step=3, holder="Nämnden"))
    (line,) = list_disagreements(town)
    assert (line.step, line.holder, line.answered_on) == (3, "Nämnden", None)
    closed = close_disagreement(town, CloseDisagreement(disagreement=one.id, outcome="Enade"))
    follow_up(town, FollowUp(disagreement=one.id, follow_up="Följs", shared_with="VGR"))
    record = show_disagreement(town, one.id)
    assert (record.disagreement.shared_on, record.disagreement.outcome) == (DAY, "Enade")
    assert [one.step for one in record.steps] == [1, 3]
    assert [one.id for one in record.deviations] == rests_on
    assert find_disagreements(town) == []

    refused("undo_blocked", undo_event, town, made.event)
    undo_event(town, closed.event)
    undo_event(town, straight.event)
    assert find_disagreements(town)[0].step == 1


@ON_ONE
def test_what_is_refused(town: Context) -> None:
    early: Any = RecordDisagreement(
        about="Vem bokar", temporary_solution="Kommunen bokar", day=date(2026, 12, 31)
    )
    refused("no_ladder", record_disagreement, town, early)
    one = disagree(town, number=SIGNE, unit="SB02").id
    refused("no_step", answer_step, town, AnswerStep(disagreement=one, answer="Ja"))
    refused("step_skipped", take_step, town, TakeStep(disagreement=one, step=3))
    take_step(town, TakeStep(disagreement=one, step=1))
    refused("answer_missing", answer_step, town, AnswerStep(disagreement=one, answer=" "))
    refused(
        "outcome_missing", close_disagreement, town, CloseDisagreement(disagreement=one, outcome="")
    )
    refused("follow_up_missing", follow_up, town, FollowUp(disagreement=one, follow_up=""))
    follow_up(town, FollowUp(disagreement=one, follow_up="Pågår"))
    closed = CloseDisagreement(disagreement=one, outcome="Enade")
    close_disagreement(town, closed)
    refused("disagreement_closed", close_disagreement, town, closed)


def test_whom_it_is_shown_to(town: Context) -> None:
    mine, theirs = disagree(town, number=SIGNE), disagree(town, number=OTHER)
    here = disagree(town, unit="SB01")
    disagree(town)
    place = here.unit_id
    assert place is not None
    part = user(town, Role.ISSUER, scopes={Role.ISSUER: frozenset({place})})
    assert {one.id for one in find_disagreements(part)} == {mine.id, here.id}
    for call in (
        lambda: show_disagreement(part, theirs.id),
        lambda: take_step(part, TakeStep(disagreement=theirs.id, step=1)),
        lambda: disagree(part, number=OTHER),
        lambda: disagree(part),
    ):
        with pytest.raises(NotAllowed) as caught:
            call()
        assert caught.value.code == OUTSIDE_SCOPE
    take_step(part, TakeStep(disagreement=mine.id, step=1))
    level = ProtectedIdentity.CONFIDENTIALITY_MARKING
    set_protection(town, SetProtection(number=SIGNE, level=level))
    masked = next(one for one in find_disagreements(town) if one.masked)
    assert (masked.id, masked.about, masked.name, masked.unit) == (mine.id, None, None, None)
    done = close_disagreement(town, CloseDisagreement(disagreement=mine.id, outcome="Signe"))
    told = done.disagreement
    assert (told.person_id, told.about, told.outcome, done.step) == (None, "", None, None)
    with pytest.raises(NotAllowed) as caught:
        show_disagreement(town, mine.id)
    assert caught.value.code == "protected_identity"


def test_it_goes_with_the_person_and_comes_back(town: Context) -> None:
    before = disagree(town, number=OTHER)
    joined = merge_persons(town, MergePersons(keep=SIGNE, other=OTHER), before_commit=lambda: None)
    since = disagree(town, number=OTHER)
    keep, other = joined.preview.keep.id, joined.preview.other.id
    assert [stored(town, Disagreement, one.id).person_id for one in (before, since)] == [keep] * 2
    unmerge_persons(town, joined.event)
    assert [stored(town, Disagreement, one.id).person_id for one in (before, since)] == [other] * 2
