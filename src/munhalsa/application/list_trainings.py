"""The sessions of training, narrowed and newest first, and the three-year wheel of the units."""

from __future__ import annotations

from collections.abc import Sequence

from munhalsa.application.context import Context
from munhalsa.application.find_records import unit_by_code_or_name
from munhalsa.application.issuers import issuers_to_train
from munhalsa.application.ports_training import TrainingFilter, TrainingOrder
from munhalsa.application.training_kinds import KindLine, issuer_kinds, kinds_on
from munhalsa.application.training_steps import TrainingSheet, sheets_of
from munhalsa.domain.account import Permission
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.training import Training, TrainingState
from munhalsa.domain.unit_training import UnitTraining


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingsWanted:
    """``unit`` is a code or name; ``kind`` a code. ``overdue``: planned, and the day has been."""

    unit: str | None = None
    year: int | None = None
    state: TrainingState | None = None
    kind: str | None = None
    overdue: bool = False


NEWEST_FIRST = TrainingOrder()


def list_trainings(
    context: Context, wanted: TrainingsWanted, order: TrainingOrder = NEWEST_FIRST
) -> Sequence[TrainingSheet]:
    """Every session that is wanted, with its units and those named."""
    return training_sheets(context, training_ids(context, wanted, order))


def training_ids(
    context: Context, wanted: TrainingsWanted, order: TrainingOrder = NEWEST_FIRST
) -> Sequence[str]:
    """The ids of the sessions that are wanted, in order."""
    context.require(Permission.SEE_TRAININGS)
    with context.read(Permission.SEE_TRAININGS) as reader:
        narrowed = TrainingFilter(
            unit_id=None if wanted.unit is None else unit_by_code_or_name(reader, wanted.unit).id,
            year=wanted.year,
            state=TrainingState.PLANNED if wanted.overdue else wanted.state,
            kind=wanted.kind,
            before=context.today if wanted.overdue else None,
        )
        return reader.trainings.ids(narrowed, order)


def training_sheets(context: Context, ids: Sequence[str]) -> Sequence[TrainingSheet]:
    """Those of the sessions that are there, in the order of the ids."""
    context.require(Permission.SEE_TRAININGS)
    with context.read(Permission.SEE_TRAININGS) as reader:
        found = {one.id: one for one in reader.find(Training, id=ids)}
        return sheets_of(reader, context.rules, [found[one] for one in ids if one in found])


def unit_wheel(context: Context) -> Sequence[UnitTraining]:
    """Every unit active today: when its staff were trained, and when it is time again.

    Those who were never trained come first, then by when it is time, then by name.
    """
    context.require(Permission.SEE_TRAININGS)
    with context.read(Permission.SEE_TRAININGS) as reader:
        kinds = issuer_kinds(reader, context.rules)
        wheel = reader.trainings.wheel(context.today, for_issuers=kinds)
    own = context.session.units_for(Permission.SEE_TRAININGS)
    shown = [one for one in wheel if own is None or one.unit_id in own]
    return sorted(shown, key=lambda one: (one.due is not None, one.due or context.today))


def kinds_offered(context: Context) -> Sequence[KindLine]:
    """The kinds that a session of today can be given."""
    context.require(Permission.SEE_TRAININGS)
    with context.read(Permission.SEE_TRAININGS) as reader:
        return kinds_on(reader, context.rules, context.today)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingToDo:
    """What waits: sessions whose day has been, units and issuers that nobody has trained."""

    sessions: int = 0
    units: int = 0
    issuers: int = 0

    @property
    def all(self) -> int:
        """Everything that waits."""
        return self.sessions + self.units + self.issuers


def training_to_do(context: Context) -> TrainingToDo:
    """What waits for whoever sees to training; a unit with a session planned waits for nobody."""
    if not context.may(Permission.EDIT_TRAININGS):
        return TrainingToDo()
    own = context.session.units_for(Permission.EDIT_TRAININGS)
    with context.read(Permission.EDIT_TRAININGS) as reader:
        sessions = reader.trainings.overdue(context.today)
        kinds = issuer_kinds(reader, context.rules)
        wheel = reader.trainings.wheel(context.today, for_issuers=kinds)
    return TrainingToDo(
        sessions=sessions,
        units=sum(
            1
            for one in wheel
            if not one.is_trained and one.planned is None and (own is None or one.unit_id in own)
        ),
        issuers=issuers_to_train(context),
    )
