"""The three-year wheel: which day's training counts on which day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from munhalsa.application.training_words import trained_words
from munhalsa.domain.dates import months_before
from munhalsa.domain.training import Training, TrainingState
from munhalsa.domain.unit import Unit, UnitType
from munhalsa.domain.unit_training import UnitTraining, counts_until, training_of


def unit(day: date, held: date | None) -> UnitTraining:
    return UnitTraining(
        unit_id="u", code=None, name="Alm", district_id=None, day=day, held=held, planned=None
    )


@pytest.mark.parametrize(
    ("held", "last"),
    [
        (date(2023, 11, 23), date(2026, 11, 22)),
        (date(2023, 11, 22), date(2026, 11, 21)),
        (date(2024, 2, 29), date(2027, 2, 28)),
        (date(2025, 2, 28), date(2028, 2, 27)),
        (date(2025, 3, 1), date(2028, 2, 29)),
        (date(2023, 8, 31), date(2026, 8, 30)),
    ],
)
def test_a_session_counts_for_three_years_and_not_a_day_more(held: date, last: date) -> None:
    assert counts_until(held) == last
    assert unit(last, held).is_trained
    assert unit(last, held).due == last + timedelta(days=1)
    assert not unit(last + timedelta(days=1), held).is_trained


def test_the_last_day_is_that_of_the_definition_for_every_day_of_five_years() -> None:
    held = date(2023, 1, 1)
    while held < date(2028, 1, 1):
        last = counts_until(held)
        assert months_before(last, 36) < held <= months_before(last + timedelta(days=1), 36)
        held += timedelta(days=1)


def test_one_unit_goes_by_its_own_sessions() -> None:
    day = date(2026, 11, 22)
    home = Unit(
        id="u",
        name="Alm",
        sort_key="alm",
        type=UnitType.NURSING_HOME,
        responsible_name="Eva",
        responsible_phone="1",
    )

    def session(when: date, state: TrainingState, kind: str = "practical") -> Training:
        return Training(id="t", day=when, kind=kind, hundredths=100, state=state)

    sessions = [
        session(date(2023, 11, 23), TrainingState.HELD),
        session(date(2023, 11, 1), TrainingState.HELD),
        session(date(2026, 1, 1), TrainingState.HELD, "issuer_training"),
        session(date(2026, 1, 1), TrainingState.CANCELLED),
        session(date(2026, 11, 1), TrainingState.PLANNED),
        session(date(2026, 12, 1), TrainingState.PLANNED),
    ]
    found = training_of(home, sessions, day=day, for_issuers={"issuer_training"})
    assert (found.held, found.planned) == (date(2023, 11, 23), date(2026, 12, 1))
    words = "senast 2023-11-23, dags 2026-11-23, planerad 2026-12-01"
    assert trained_words(found) == words
    late = training_of(home, sessions[:1], day=date(2026, 11, 23), for_issuers=())
    assert trained_words(late) == "senast 2023-11-23, dags sedan 2026-11-23"
    assert trained_words(training_of(home, (), day=day, for_issuers=())) == "aldrig"


def test_a_unit_without_any_training_is_due_since_ever() -> None:
    never = unit(date(2026, 11, 22), None)
    assert (never.is_trained, never.due) == (False, None)
