"""The municipality's own kinds of training, beside those of the rules."""

from __future__ import annotations

from datetime import date

from munhalsa.application.context import Context
from munhalsa.application.ports import Changes, Deed, Reader
from munhalsa.application.training_kinds import kinds_known
from munhalsa.application.training_steps import own_kind
from munhalsa.domain.account import Permission
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.training import TrainingKind
from munhalsa.domain.training_rules import kind_code, name_key
from munhalsa.domain.unit_details import required


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingKindChanged:
    """The kind as it now stands."""

    kind: TrainingKind
    event: str
    changes: Changes


def add_training_kind(
    context: Context, name: str, *, for_issuers: bool = False
) -> TrainingKindChanged:
    """A kind of the municipality's own: for staff (M5, K2), or for issuers (K3)."""
    context.require_everywhere(Permission.EDIT_TRAININGS)
    plain = required(name, field="name", message="Ange vad utbildningen kallas.")
    kind = TrainingKind(
        id=context.new_id(), code=kind_code(plain), name=plain, for_issuers=for_issuers
    )
    deed = Deed(action="training.kind_add", subject_kind="training_kind", subject_id=kind.id)
    with context.write(deed, Permission.EDIT_TRAININGS) as work:
        _check_free(context, work, kind)
        work.add(kind)
        done = work.commit()
    return TrainingKindChanged(kind=kind, event=done.event, changes=done.changes)


def end_training_kind(
    context: Context, name: str, *, day: date | None = None
) -> TrainingKindChanged:
    """Offer the kind no more after the day; sessions that have it keep it."""
    context.require_everywhere(Permission.EDIT_TRAININGS)
    with context.read(Permission.EDIT_TRAININGS) as reader:
        found = own_kind(reader, name)
    deed = Deed(action="training.kind_end", subject_kind="training_kind", subject_id=found.id)
    with context.write(deed, Permission.EDIT_TRAININGS) as work:
        kind = work.change(work.get(TrainingKind, found.id), ended_on=day or context.today)
        done = work.commit()
    return TrainingKindChanged(kind=kind, event=done.event, changes=done.changes)


def _check_free(context: Context, reader: Reader, kind: TrainingKind) -> None:
    taken = {(name_key(one.name), one.code) for one in kinds_known(reader, context.rules)}
    if any(name_key(kind.name) == name or kind.code == code for name, code in taken):
        raise Rejected(
            "kind_taken",
            "Det finns redan en utbildning med det namnet. Välj ett annat.",
            field="name",
        )
