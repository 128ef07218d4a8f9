"""Which units have had staff training, counted in the database, on both engines."""

from __future__ import annotations

from datetime import date

from munhalsa.adapters.ids import new_id
from munhalsa.application.context import Context
from munhalsa.application.training_kinds import issuer_kinds, kinds_on
from munhalsa.domain.training import Training, TrainingKind, TrainingState, TrainingUnit
from tests.support.deeds import add
from tests.support.deeds import unit as unit_record

DAY = date(2026, 11, 22)


def session(day: date, *units: str, kind: str = "practical", held: bool = True) -> list[object]:
    state = TrainingState.HELD if held else TrainingState.PLANNED
    made = Training(id=new_id(), day=day, kind=kind, hundredths=200, state=state)
    return [
        made,
        *(TrainingUnit(id=new_id(), training_id=made.id, unit_id=unit) for unit in units),
    ]


def test_the_wheel_has_every_active_unit_and_its_newest_staff_training(context: Context) -> None:
    alm = unit_record("Alm", "A")
    ask = unit_record("Ask", "B", active_to=DAY, active_from=date(2020, 1, 1))
    ek = unit_record("Ek", "C")
    closed = unit_record("Gran", "D", active_to=date(2026, 11, 21))
    coming = unit_record("Lind", "E", active_from=date(2026, 11, 23))
    own = [
        TrainingKind(id=new_id(), code="dysphagia", name="Sväljsvårigheter"),
        TrainingKind(id=new_id(), code="refresh", name="Repetition", for_issuers=True),
        TrainingKind(id=new_id(), code="old", name="Gammal", ended_on=date(2020, 1, 1)),
    ]
    add(
        context,
        *(alm, ask, ek, closed, coming, *own),
        *session(date(2023, 11, 23), alm.id, ek.id),
        *session(date(2023, 11, 22), ask.id, closed.id, kind="dysphagia"),
        *session(date(2026, 1, 1), ask.id, kind="issuer_training"),
        *session(date(2026, 1, 2), ask.id, kind="refresh"),
        *session(date(2026, 11, 23), ask.id),
        *session(DAY, ek.id, held=False),
        *session(date(2026, 12, 1), ek.id, held=False),
    )
    with context.read() as reader:
        kinds = issuer_kinds(reader, context.rules)
        wheel = reader.trainings.wheel(DAY, for_issuers=kinds)
        offered = [one.code for one in kinds_on(reader, context.rules, DAY)]
    assert kinds == {"issuer_training", "refresh"}
    assert offered[-3:] == ["issuer_training", "refresh", "dysphagia"]
    told = [(one.name, one.held, one.planned, one.is_trained) for one in wheel]
    assert told == [
        ("Alm", date(2023, 11, 23), None, True),
        ("Ask", date(2023, 11, 22), None, False),
        ("Ek", date(2023, 11, 23), DAY, True),
    ]
