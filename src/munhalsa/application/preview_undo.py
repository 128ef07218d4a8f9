"""What taking back an event would change, field by field in words, and what stands in the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from munhalsa.application.context import Context
from munhalsa.application.ports import HistoryLine, Reader
from munhalsa.application.record_words import (
    FIELD_WORDS,
    HIDDEN_FIELDS,
    NOTHING,
    RECORD_WORDS,
    value_words,
)
from munhalsa.application.undo import UndoBlocked, undo_event
from munhalsa.application.undo_steps import is_bookkeeping
from munhalsa.domain.account import Account
from munhalsa.domain.person import Person
from munhalsa.domain.undo import RecordChange, net_changes
from munhalsa.domain.unit import District, Unit

MOST_LINES = 20
_POINTS_TO: Mapping[str, type[Any]] = {
    "unit_id": Unit,
    "district_id": District,
    "handler_id": Account,
}
_IN_SHORT = 4
_ASKS_AGAIN = ("person.merge", "person.unmerge", "table.imported")


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoLine:
    """One field or record: what it is, what it is now, and what it would be."""

    what: str
    now: str
    becomes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoPreview:
    """What an undo would do; nothing where something is ``in_the_way``.

    ``lines`` are the first of them, ``records`` how many records in all. ``asks_again``: it takes
    the passphrase.
    """

    event: HistoryLine
    records: int
    lines: tuple[UndoLine, ...]
    more: int
    in_the_way: tuple[HistoryLine, ...]
    asks_again: bool


def preview_undo(context: Context, event: str) -> UndoPreview:
    """As a trial of ``undo_event``, told in words; other refusals than UndoBlocked are raised."""
    in_the_way: tuple[str, ...] = ()
    records = 0
    try:
        records = undo_event(context, event, dry_run=True).records
    except UndoBlocked as blocked:
        in_the_way = blocked.events
    with context.read() as reader:
        lines = [] if in_the_way else list(_lines(context, reader, event))
        (line,) = reader.history.of_events([event])
        return UndoPreview(
            event=line,
            records=records,
            lines=tuple(lines[:MOST_LINES]),
            more=max(0, len(lines) - MOST_LINES),
            in_the_way=tuple(reader.history.of_events(in_the_way)),
            asks_again=line.action in _ASKS_AGAIN,
        )


def _lines(context: Context, reader: Reader, event: str) -> Iterable[UndoLine]:
    net = net_changes(reader.undo.changes(event))
    hidden = _hidden(context, reader, net)
    for change in reversed(net):
        if not is_bookkeeping(change) and change.subject not in hidden:
            yield from _of_record(context, reader, change)


def _hidden(context: Context, reader: Reader, net: Iterable[RecordChange]) -> set[str]:
    """Those whose identity is protected, for whoever may not see it."""
    if context.session.sees_protected:
        return set()
    subjects = {change.subject for change in net}
    return {one.id for one in reader.find(Person, id=subjects) if one.is_protected} | {
        change.id
        for change in net
        if change.kind is Person
        and (change.before or change.after or {}).get("protected_identity", "none") != "none"
    }


def _of_record(context: Context, reader: Reader, change: RecordChange) -> Iterable[UndoLine]:
    what = RECORD_WORDS.get(change.kind.__name__)
    if what is None:
        return
    before, after = change.before, change.after
    if before is None or after is None:
        text = _in_short(context, reader, change.kind, before or after or {})
        now, becomes = (text, "tas bort") if before is None else (NOTHING, text)
        yield UndoLine(what=what, now=now, becomes=becomes)
        return
    for field, value in before.items():
        if field not in HIDDEN_FIELDS:
            yield UndoLine(
                what=f"{what}: {FIELD_WORDS.get(field, field)}",
                now=_words(context, reader, change.kind, field, after[field]),
                becomes=_words(context, reader, change.kind, field, value),
            )


def _in_short(context: Context, reader: Reader, kind: type[Any], values: Mapping[str, Any]) -> str:
    told = (
        _words(context, reader, kind, field, value)
        for field, value in values.items()
        if field not in HIDDEN_FIELDS
        and (value not in (None, "", False, "none") or field == "wants")
    )
    return " · ".join(list(told)[:_IN_SHORT])


def _words(context: Context, reader: Reader, kind: type[Any], field: str, value: Any) -> str:
    if field == "category":
        return context.rules.deviations.called(value)
    target = _POINTS_TO.get(field)
    if target is None or value is None:
        return value_words(kind, field, value)
    return next((str(one.name) for one in reader.find(target, id=value)), NOTHING)
