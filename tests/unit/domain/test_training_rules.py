"""What a session of training may be, and which deviation fits when it is called off."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from munhalsa.domain.deviation import Direction
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.training import CancelledBy, Training, TrainingState
from munhalsa.domain.training_rules import (
    check_can_cancel,
    check_can_change,
    check_can_hold,
    check_day,
    check_participants,
    deviation_of,
    hundredths_of,
    kind_code,
    name_key,
    names_of,
    participants_of,
)

TODAY = date(2026, 11, 22)
PLANNED = Training(
    id="t", day=date(2026, 11, 20), kind="practical", hundredths=150, state=TrainingState.PLANNED
)


def code(caught: pytest.ExceptionInfo[Rejected]) -> tuple[str, str | None]:
    return caught.value.code, caught.value.field


@pytest.mark.parametrize(
    ("text", "hundredths"),
    [("2", 200), ("1,5", 150), (" 1.25 ", 125), ("0,75", 75), ("1:20", 133), ("100", 10000)],
)
def test_hours_as_people_write_them(text: str, hundredths: int) -> None:
    assert hundredths_of(text) == hundredths


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("1,255", "hours_invalid"),
        ("två", "hours_invalid"),
        ("-1", "hours_invalid"),
        ("1:60", "hours_invalid"),
        ("", "hours_invalid"),
        ("0", "hours_out_of_range"),
        ("100,01", "hours_out_of_range"),
    ],
)
def test_hours_that_no_session_has(text: str, wrong: str) -> None:
    with pytest.raises(Rejected) as caught:
        hundredths_of(text)
    assert code(caught) == (wrong, "hours")


def test_a_session_tells_its_hours() -> None:
    assert PLANNED.hours == Decimal("1.5")


def test_names_stand_between_semicolons() -> None:
    assert names_of(" Anna  Ek;; Bo Ås ;Anna Ek") == ("Anna Ek", "Bo Ås", "Anna Ek")
    assert names_of(None) == ()
    for wrong in ("a" * 121, "Anna\x00"):
        with pytest.raises(Rejected) as caught:
            names_of(wrong)
        assert code(caught) == ("name_invalid", "participants")


def test_who_took_part_is_a_number_or_names() -> None:
    assert participants_of(" 12 ") == (12, None)
    assert participants_of("Anna; Bo") == (None, ("Anna", "Bo"))
    assert participants_of("") == participants_of(None) == (None, None)
    with pytest.raises(Rejected) as caught:
        participants_of("-1")
    assert code(caught) == ("participants_out_of_range", "participants")


def test_a_count_is_what_was_counted_else_who_is_named() -> None:
    assert check_participants(None, ()) is None
    assert check_participants(None, ("Anna", "Bo")) == 2
    assert check_participants(12, ("Anna",)) == 12
    assert check_participants(0, ()) == 0
    for count, wrong in (
        (-1, "participants_out_of_range"),
        (10_001, "participants_out_of_range"),
        (1, "participants_below_named"),
    ):
        with pytest.raises(Rejected) as caught:
            check_participants(count, ("Anna", "Bo"))
        assert code(caught) == (wrong, "participants")


def test_only_what_is_to_come_is_planned_ahead() -> None:
    check_day(TODAY, TrainingState.HELD, today=TODAY)
    check_day(date(2027, 1, 1), TrainingState.PLANNED, today=TODAY)
    for day, state, wrong in (
        (date(2026, 11, 23), TrainingState.HELD, "held_in_future"),
        (date(1899, 12, 31), TrainingState.HELD, "day_too_early"),
    ):
        with pytest.raises(Rejected) as caught:
            check_day(day, state, today=TODAY)
        assert code(caught) == (wrong, "day")


def test_only_a_planned_session_is_held_or_called_off() -> None:
    held = Training(id="h", day=TODAY, kind="practical", hundredths=100)
    gone = Training(
        id="g", day=TODAY, kind="practical", hundredths=100, state=TrainingState.CANCELLED
    )
    check_can_hold(PLANNED, today=TODAY)
    check_can_cancel(PLANNED, cancelled_on=TODAY, today=TODAY)
    check_can_change(PLANNED)
    for training in (held, gone):
        with pytest.raises(Rejected) as caught:
            check_can_hold(training, today=TODAY)
        assert code(caught) == ("not_planned", "training")
        with pytest.raises(Rejected) as caught:
            check_can_cancel(training, cancelled_on=TODAY, today=TODAY)
        assert code(caught) == ("not_planned", "training")
    with pytest.raises(Rejected) as caught:
        check_can_cancel(PLANNED, cancelled_on=date(2026, 11, 23), today=TODAY)
    assert code(caught) == ("cancelled_in_future", "cancelled_on")
    with pytest.raises(Rejected) as caught:
        check_can_change(gone)
    assert code(caught) == ("training_cancelled", "training")


@pytest.mark.parametrize(
    ("by", "day", "earlier_by", "category"),
    [
        (CancelledBy.MUNICIPALITY, date(2026, 6, 1), CancelledBy.PROVIDER, "training_not_attended"),
        (
            CancelledBy.PROVIDER,
            date(2025, 11, 21),
            CancelledBy.PROVIDER,
            "training_repeatedly_cancelled",
        ),
        (CancelledBy.PROVIDER, date(2025, 11, 20), CancelledBy.PROVIDER, "training_not_held"),
        (CancelledBy.PROVIDER, date(2026, 11, 21), CancelledBy.PROVIDER, "training_not_held"),
        (CancelledBy.PROVIDER, date(2026, 6, 1), CancelledBy.MUNICIPALITY, "training_not_held"),
    ],
)
def test_which_deviation_fits(
    by: CancelledBy, day: date, earlier_by: CancelledBy, category: str
) -> None:
    earlier = Training(
        id="e",
        day=day,
        kind="practical",
        hundredths=100,
        state=TrainingState.CANCELLED,
        cancelled_by=earlier_by,
    )
    direction, offered = deviation_of(PLANNED, by, [PLANNED, earlier])
    assert offered == category
    assert (direction is Direction.TO_MUNICIPALITY) is (by is CancelledBy.MUNICIPALITY)


def test_names_of_kinds_and_people_are_known_by_their_words() -> None:
    assert kind_code("Munvård vid stroke!") == "own_munvard_vid_stroke"
    with pytest.raises(Rejected) as caught:
        kind_code(" – ")
    assert code(caught) == ("missing", "name")
    assert name_key("Ek, Eva") == name_key("eva ek")
