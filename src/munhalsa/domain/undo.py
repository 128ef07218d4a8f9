"""What an event did to records, and whether something later stands in the way of taking it back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from munhalsa.domain.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChange:
    """One change of one record: ``before`` None it was made, ``after`` None it was taken away."""

    kind: type[Any]
    id: str
    subject: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedEvent:
    """An event of the log; ``undoes`` is the event it took back."""

    id: str
    user_id: str | None
    action: str
    subject_kind: str
    subject_id: str
    undoes: str | None


def net_changes(changes: Iterable[RecordChange]) -> list[RecordChange]:
    """One change a record, from its first state to its last, in the order of the last ones."""
    net: dict[tuple[type[Any], str], RecordChange] = {}
    for change in changes:
        key = (change.kind, change.id)
        known = net.pop(key, None)
        if known is None:
            net[key] = change
        elif known.before is None and change.after is None:
            continue
        else:
            net[key] = _joined(known, change)
    return list(net.values())


def _joined(first: RecordChange, second: RecordChange) -> RecordChange:
    before = None if first.before is None else {**(second.before or {}), **first.before}
    after = None if second.after is None else {**(first.after or {}), **second.after}
    return RecordChange(
        kind=first.kind, id=first.id, subject=first.subject, before=before, after=after
    )


def clashes(mine: Mapping[tuple[type[Any], str], RecordChange], theirs: RecordChange) -> bool:
    """Whether a later change touched what would be taken back: a field, or a whole record."""
    own = mine.get((theirs.kind, theirs.id))
    if own is None:
        return False
    if own.before is None or own.after is None or theirs.before is None or theirs.after is None:
        return True
    return not own.after.keys().isdisjoint(theirs.after)


def undone_events(undoings: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Events that do not hold, of (undoing event, undone event): an undone undo holds no more."""
    undoers: dict[str, list[str]] = {}
    for undoer, undone in undoings:
        undoers.setdefault(undone, []).append(undoer)

    def is_undone(event: str) -> bool:
        return any(not is_undone(undoer) for undoer in undoers.get(event, ()))

    return frozenset(event for event in undoers if is_undone(event))
