"""Sessions planned, held, called off and put right, on both engines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from munhalsa.adapters.ids import new_id
from munhalsa.application.add_training import AddTraining, add_training
from munhalsa.application.cancel_training import (
    CancelTraining,
    cancel_training,
    deviation_to_offer,
)
from munhalsa.application.change_training import (
    ChangeTraining,
    TrainingDetails,
    change_training,
)
from munhalsa.application.context import Context
from munhalsa.application.hold_training import HoldTraining, hold_training
from munhalsa.application.list_trainings import (
    TrainingsWanted,
    kinds_offered,
    list_trainings,
    training_to_do,
    unit_wheel,
)
from munhalsa.application.own_training_kinds import add_training_kind, end_training_kind
from munhalsa.application.ports_training import TrainingOrder, TrainingSort
from munhalsa.application.preview_undo import preview_undo
from munhalsa.application.sight import OUTSIDE_SCOPE
from munhalsa.application.training_steps import TrainingDone, own_kind, training_by_id
from munhalsa.application.training_words import named
from munhalsa.application.undo import undo_event
from munhalsa.application.view_unit import open_unit
from munhalsa.domain.account import Role
from munhalsa.domain.deviation import Deviation, Direction
from munhalsa.domain.refusal import NotAllowed, Rejected
from munhalsa.domain.training import (
    CancelledBy,
    Issuer,
    Participant,
    Training,
    TrainingState,
    TrainingUnit,
)
from munhalsa.domain.training_rules import hours_text
from munhalsa.domain.unit import Unit
from tests.support.deeds import add, assert_refused, found, latest, user
from tests.support.deeds import unit as unit_record

PLANNED = TrainingState.PLANNED
DAY = date(2026, 11, 20)
LATER = date(2026, 12, 1)


@pytest.fixture
def homes(context: Context) -> Context:
    """Alm and Ek are open, Gran was closed."""
    closed = unit_record("Gran", "G", active_to=date(2026, 1, 1))
    add(context, unit_record("Alm", "A"), unit_record("Ek", "E"), closed)
    return context


def put_down(context: Context, **given: Any) -> TrainingDone:
    values: dict[str, Any] = {
        "day": DAY,
        "kind": "practical",
        "hundredths": 150,
        "units": ("A",),
        "count": 8,
    }
    return add_training(context, AddTraining(**{**values, **given}))


def days(context: Context, *, by: TrainingSort = TrainingSort.DAY, **wanted: Any) -> list[date]:
    order = TrainingOrder(by=by, descending=by is TrainingSort.DAY)
    return [one.training.day for one in list_trainings(context, TrainingsWanted(**wanted), order)]


def test_a_session_from_plan_to_undo(homes: Context) -> None:
    planned = put_down(
        homes, day=LATER, units=("Ek", "A", "E"), count=None, participants=("Anna Ek", "Bo Ås")
    )
    assert planned.sheet.training.state is TrainingState.PLANNED
    assert [unit.name for unit in planned.sheet.units] == ["Alm", "Ek"]
    assert named(planned.sheet) == "Alm, Ek"
    assert (planned.sheet.count, planned.warnings) == (2, ())
    session = planned.sheet.training.id
    with pytest.raises(Rejected) as caught:
        hold_training(homes, HoldTraining(training=session))
    assert_refused(caught, "held_in_future", "day")
    changed = change_training(
        homes,
        ChangeTraining(
            training=session,
            details={"day": DAY, "units": ("A", "G"), "hundredths": 200, "place": " Sal  1 "},
        ),
    )
    assert [one.code for one in changed.warnings] == ["unit_not_active"]
    assert "Gran" in changed.warnings[0].message
    seen, who = planned.sheet, TrainingDetails(participants=("Cia Öst",))
    with pytest.raises(Rejected) as caught:
        change_training(homes, ChangeTraining(training=session, seen=seen))
    assert_refused(caught, "conflict", None)
    others = ChangeTraining(training=session, seen=changed.sheet, details=who)
    meanwhile = change_training(homes, others)
    with pytest.raises(Rejected) as caught:
        change_training(homes, ChangeTraining(training=session, seen=changed.sheet))
    assert_refused(caught, "conflict", None)
    undo_event(homes, meanwhile.event)
    held = hold_training(
        homes, HoldTraining(training=session, participants=("Bo Ås", "Cia Öst", "Bo Ås"))
    )
    training = held.sheet.training
    assert (training.state, training.participant_count) == (TrainingState.HELD, 3)
    assert (training.place, hours_text(training.hundredths)) == ("Sal 1", "2")
    assert sorted(one.name for one in held.sheet.participants) == ["Bo Ås", "Bo Ås", "Cia Öst"]
    assert [one.is_trained for one in unit_wheel(homes)] == [False, True]
    lines = {one.what: (one.now, one.becomes) for one in preview_undo(homes, held.event).lines}
    assert lines["Utbildning: läge"] == ("hållen", "planerad")
    undo_event(homes, held.event)
    (sheet,) = list_trainings(homes, TrainingsWanted())
    assert sheet.training.state is TrainingState.PLANNED
    assert sorted(one.name for one in sheet.participants) == ["Anna Ek", "Bo Ås"]
    lines = {one.what: (one.now, one.becomes) for one in preview_undo(homes, changed.event).lines}
    assert lines["Utbildning: timmar"] == ("2", "1,5")
    undo_event(homes, changed.event)
    undo_event(homes, planned.event)
    assert not found(homes, Training)
    assert not found(homes, TrainingUnit)
    assert not found(homes, Participant)


def test_what_is_held_counts_as_named_or_as_counted(homes: Context) -> None:
    planned = put_down(homes, day=DAY, state=TrainingState.PLANNED, count=None)
    assert training_to_do(homes).sessions == 1
    held = hold_training(
        homes, HoldTraining(training=planned.sheet.training.id, count=12, hundredths=75)
    )
    assert (held.sheet.count, hours_text(held.sheet.training.hundredths)) == (12, "0,75")
    assert training_to_do(homes).sessions == 0
    unknown = put_down(homes, count=None, units=())
    assert [one.code for one in unknown.warnings] == ["no_unit", "participants_unknown"]
    fewer = change_training(
        homes,
        ChangeTraining(
            training=held.sheet.training.id,
            details={"participants": ("Anna Ek",), "kind": "Praktisk träning", "note": None},
        ),
    )
    assert (fewer.sheet.count, fewer.sheet.participants[0].name) == (1, "Anna Ek")
    assert fewer.sheet.participants[0].unit_id == fewer.sheet.units[0].id
    with pytest.raises(Rejected) as caught:
        put_down(homes, state=TrainingState.CANCELLED)
    assert_refused(caught, "state_invalid", "state")


def test_issuers_are_known_by_name_among_those_who_took_part(homes: Context) -> None:
    for name in ("Eva Ek", "Kim Ås", "Kim Ås"):
        add(homes, Issuer(id=new_id(), name=name, sort_key=name))
    done = put_down(
        homes, kind="issuer_training", units=(), participants=("Ek Eva", "Kim Ås"), count=None
    )
    assert [one.issuer_id is None for one in done.sheet.participants] == [False, True]
    (warning,) = done.warnings
    assert warning.code == "not_an_issuer"
    assert warning.message.startswith("1 deltagare")
    two = put_down(homes, kind="issuer_training", units=(), participants=("X Y", "Z Å"), count=2)
    assert two.warnings[0].message.startswith("2 deltagare")
    assert put_down(homes, kind="issuer_training", participants=("Eva Ek",)).warnings == ()
    assert [one.is_trained for one in unit_wheel(homes)] == [False, False]


def test_a_session_called_off_offers_its_deviation(homes: Context) -> None:
    first = put_down(homes, day=LATER).sheet.training.id
    second = put_down(homes, day=LATER, units=("A", "E")).sheet.training.id
    third = put_down(homes, day=DAY, state=TrainingState.PLANNED, units=()).sheet.training.id
    off = CancelTraining(training=first, by=CancelledBy.PROVIDER, reason="Sjukdom", deviation=True)
    with pytest.raises(Rejected) as caught:
        cancel_training(homes, replace(off, reason=" "))
    assert_refused(caught, "missing", "reason")
    done = cancel_training(homes, off)
    assert done.deviation is not None
    assert (done.deviation.day, done.deviation.category) == (homes.today, "training_not_held")
    assert done.deviation.unit_id == done.sheet.units[0].id
    assert done.deviation.training_id == first
    offered = deviation_to_offer(homes, second, CancelledBy.PROVIDER)
    assert offered == (Direction.TO_PROVIDER, "training_repeatedly_cancelled")
    again = cancel_training(homes, replace(off, training=second, deviation=False, cancelled_on=DAY))
    assert (again.offered, again.deviation) == ("training_repeatedly_cancelled", None)
    assert again.sheet.training.cancelled_on == DAY
    own = cancel_training(homes, replace(off, training=third, by=CancelledBy.MUNICIPALITY))
    assert own.deviation is not None
    assert (own.deviation.day, own.deviation.unit_id) == (DAY, None)
    assert own.deviation.direction is Direction.TO_MUNICIPALITY
    with pytest.raises(Rejected) as caught:
        change_training(homes, ChangeTraining(training=first))
    assert_refused(caught, "training_cancelled", "training")
    undo_event(homes, done.event)
    assert {one.id for one in found(homes, Deviation)} == {own.deviation.id}
    assert days(homes, state=TrainingState.PLANNED) == [LATER]


def test_the_list_is_narrowed_and_sorted_in_the_database(homes: Context) -> None:
    put_down(homes, day=date(2025, 3, 1), kind="general_oral_care", count=3)
    put_down(homes, day=date(2026, 3, 1), units=("E",), count=9)
    put_down(homes, day=LATER, kind="dementia_care", units=("A", "E"), count=None)
    assert days(homes) == [LATER, date(2026, 3, 1), date(2025, 3, 1)]
    assert days(homes, year=2026) == [LATER, date(2026, 3, 1)]
    put_down(homes, day=date(2026, 11, 21), state=TrainingState.PLANNED, units=())
    assert days(homes, overdue=True) == [date(2026, 11, 21)]
    waiting = training_to_do(homes)
    assert (waiting.sessions, waiting.units, waiting.issuers, waiting.all) == (1, 0, 0, 1)
    undo_event(homes, latest(homes)[0].event)
    assert days(homes, unit="Alm") == [LATER, date(2025, 3, 1)]
    assert days(homes, kind="practical", state=TrainingState.HELD) == [date(2026, 3, 1)]
    by = [days(homes, by=one) for one in TrainingSort]
    assert by[1] == [LATER, date(2025, 3, 1), date(2026, 3, 1)]


def test_own_kinds_are_offered_until_they_end(homes: Context) -> None:
    done = add_training_kind(homes, "Munvård vid stroke")
    with pytest.raises(Rejected) as caught:
        add_training_kind(homes, "stroke vid munvård")
    assert_refused(caught, "kind_taken", "name")
    with pytest.raises(Rejected) as caught:
        add_training_kind(homes, "PRAKTISK träning", for_issuers=True)
    assert_refused(caught, "kind_taken", "name")
    put_down(homes, kind="munvård vid stroke")
    assert kinds_offered(homes)[-1].code == done.kind.code
    end_training_kind(homes, "Munvård vid stroke", day=date(2026, 11, 19))
    assert kinds_offered(homes)[-1].code == "issuer_training"
    with pytest.raises(Rejected) as caught:
        put_down(homes, kind="Munvård vid stroke")
    assert_refused(caught, "kind_unknown", "kind")
    (sheet,) = list_trainings(homes, TrainingsWanted())
    assert (sheet.kind.name, sheet.kind.own) == ("Munvård vid stroke", True)
    with homes.read() as reader, pytest.raises(Rejected) as caught:
        own_kind(reader, "Okänd")
    assert_refused(caught, "kind_not_own", "kind")


def test_a_manager_sees_the_sessions_of_the_unit_and_changes_none(homes: Context) -> None:
    alm = put_down(homes, units=("A",)).sheet
    put_down(homes, units=("A", "E"), day=date(2026, 5, 1), participants=("Anna Ek",))
    manager = user(homes, Role.UNIT_MANAGER, scopes={Role.UNIT_MANAGER: frozenset({ek_of(homes)})})
    (sheet,) = list_trainings(manager, TrainingsWanted())
    assert (sheet.training.day, len(sheet.participants)) == (date(2026, 5, 1), 1)
    assert [one.name for one in unit_wheel(manager)] == ["Ek"]
    seen = open_unit(manager, "E").training
    assert seen is not None
    assert (seen.held, open_unit(manager, "A").training) == (date(2026, 5, 1), None)
    assert training_to_do(manager).all == 0
    with manager.read() as reader, pytest.raises(NotAllowed) as refused:
        training_by_id(reader, alm.training.id)
    assert refused.value.code == OUTSIDE_SCOPE
    with pytest.raises(NotAllowed):
        put_down(manager, units=("E",))


def test_a_coordinator_of_a_part_sees_to_the_sessions_of_its_own_units(homes: Context) -> None:
    part = user(homes, Role.COORDINATOR, scopes={Role.COORDINATOR: frozenset({ek_of(homes)})})
    assert training_to_do(part).units == 1
    planned = put_down(part, units=("E",), day=LATER).sheet.training.id
    assert training_to_do(part).units == 0
    change_training(part, ChangeTraining(training=planned, details={"participants": ("Bo Ek",)}))
    held = hold_training(
        part,
        HoldTraining(
            training=put_down(part, units=("E",), state=PLANNED).sheet.training.id,
            participants=("Anna Ek",),
        ),
    )
    assert (held.sheet.training.state, len(held.sheet.participants)) == (TrainingState.HELD, 1)
    called_off = CancelTraining(
        training=planned, by=CancelledBy.PROVIDER, reason="Sjukdom", deviation=True
    )
    assert cancel_training(part, called_off).deviation is not None
    with pytest.raises(Rejected) as caught:
        put_down(part, units=())
    assert_refused(caught, "unit_missing", "units")


def test_a_session_that_is_shared_with_units_outside_is_seen_and_not_changed(
    homes: Context,
) -> None:
    part = user(homes, Role.COORDINATOR, scopes={Role.COORDINATOR: frozenset({ek_of(homes)})})
    shared = put_down(homes, units=("A", "E"), day=LATER).sheet.training
    event = latest(homes)[0].event
    assert days(part) == [LATER]
    details: TrainingDetails = {"note": "Ny sal"}
    own = put_down(part, units=("E",)).sheet.training.id
    widened: TrainingDetails = {"units": ("A", "E")}
    for refused in (
        lambda: change_training(part, ChangeTraining(training=shared.id, details=details)),
        lambda: hold_training(part, HoldTraining(training=shared.id, count=3)),
        lambda: deviation_to_offer(part, shared.id, CancelledBy.PROVIDER),
        lambda: undo_event(part, event),
        lambda: change_training(part, ChangeTraining(training=own, details=widened)),
        lambda: put_down(part, units=("A",)),
    ):
        with pytest.raises(NotAllowed) as caught:
            refused()
        assert caught.value.code == OUTSIDE_SCOPE
        assert latest(homes)[0].action == "access.refused"
    with homes.read() as reader:
        assert reader.get(Training, shared.id) == shared


def test_what_concerns_everybody_is_not_taken_back_by_who_answers_for_a_part(
    homes: Context,
) -> None:
    part = user(homes, Role.COORDINATOR, scopes={Role.COORDINATOR: frozenset({ek_of(homes)})})
    kind = add_training_kind(homes, "Munvård vid stroke")
    with pytest.raises(NotAllowed) as caught:
        undo_event(part, kind.event)
    assert caught.value.code == OUTSIDE_SCOPE
    undo_event(homes, kind.event)


def ek_of(context: Context) -> str:
    return found(context, Unit, code="E")[0].id
