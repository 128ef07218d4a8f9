"""What an event changed, field by field in words: before and after."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from munhalsa.application.context import Context
from munhalsa.application.ports import Reader
from munhalsa.application.ports_undo import ChangedLine
from munhalsa.application.record_words import (
    FIELD_WORDS,
    HIDDEN_FIELDS,
    NOTHING,
    RECORD_WORDS,
    value_words,
)
from munhalsa.application.undo_steps import is_bookkeeping
from munhalsa.domain.account import Account
from munhalsa.domain.merge import CONCERNING
from munhalsa.domain.person import Person
from munhalsa.domain.undo import RecordChange, net_changes
from munhalsa.domain.unit import District, Unit

_POINTS_TO: Mapping[str, type[Any]] = {
    "unit_id": Unit,
    "district_id": District,
    "handler_id": Account,
}
_IN_SHORT = 4
_NAMES_STAFF = frozenset(
    {
        *("author", "issuer", "handler_id", "decided_by", "noted_by", "offered_by", "signed_by"),
        *("received_by", "registered_by", "performed_by", "confirmed_by", "reported_by"),
        *("authorised_by", "closed_by", "staff"),
    }
)
"""Fields that say who of the staff did something."""


def changed_lines(
    context: Context,
    reader: Reader,
    event: str,
    *,
    subjects: Iterable[str] | None = None,
    unnamed: bool = False,
) -> Iterable[ChangedLine]:
    """What the event changed (of some subjects only), the last first; the protected left out.

    ``unnamed``: nobody of the staff is named.
    """
    of = None if subjects is None else list(subjects)
    net = net_changes(reader.undo.changes(event, subjects=of))
    hidden = _hidden(context, reader, net)
    for change in reversed(net):
        if not is_bookkeeping(change) and change.subject not in hidden:
            left_out = HIDDEN_FIELDS | _NAMES_STAFF if unnamed else HIDDEN_FIELDS
            yield from _of_record(context, reader, change, left_out)


def _hidden(context: Context, reader: Reader, net: Iterable[RecordChange]) -> set[str]:
    """Those whose identity is protected, for whoever may not see it."""
    if context.session.sees_protected:
        return set()
    subjects = {change.subject for change in net}
    concerned = _concerned(reader, net)
    asked = subjects | {person for persons in concerned.values() for person in persons}
    hidden = {one.id for one in reader.find(Person, id=asked) if one.is_protected} | {
        change.id
        for change in net
        if change.kind is Person
        and (change.before or change.after or {}).get("protected_identity", "none") != "none"
    }
    return hidden | {subject for subject, persons in concerned.items() if persons & hidden}


def _concerned(reader: Reader, net: Iterable[RecordChange]) -> dict[str, set[str]]:
    """Whom the deviations and disagreements of an event concern, or did, by the record's id."""
    found: dict[str, set[str]] = {}
    for change in net:
        found.setdefault(change.subject, set()).update(
            values["person_id"]
            for values in (change.before, change.after)
            if change.kind in CONCERNING and values is not None and values.get("person_id")
        )
    for kind in CONCERNING:
        for one in reader.find(kind, id=set(found)):
            found[one.id] |= {one.person_id} - {None}
    return found


def _of_record(
    context: Context, reader: Reader, change: RecordChange, left_out: Collection[str]
) -> Iterable[ChangedLine]:
    what = RECORD_WORDS.get(change.kind.__name__)
    if what is None:
        return
    before, after = change.before, change.after
    if before is None or after is None:
        told = {field: v for field, v in (before or after or {}).items() if field not in left_out}
        text = _in_short(context, reader, change.kind, told)
        came = before is None
        yield ChangedLine(what=what, before=None if came else text, after=text if came else None)
        return
    for field, value in before.items():
        if field not in left_out:
            yield ChangedLine(
                what=f"{what}: {FIELD_WORDS.get(field, field)}",
                before=_words(context, reader, change.kind, field, value),
                after=_words(context, reader, change.kind, field, after[field]),
            )


def _in_short(context: Context, reader: Reader, kind: type[Any], values: Mapping[str, Any]) -> str:
    told = (
        _words(context, reader, kind, field, value)
        for field, value in values.items()
        if not _says_nothing(field, value)
    )
    return " · ".join(list(told)[:_IN_SHORT])


def field_lines(
    context: Context, reader: Reader, change: RecordChange, *, new_units: Mapping[str, str]
) -> Iterable[ChangedLine]:
    """Field by field, also of a record that comes; ``new_units`` are names of units not there yet.

    A field of a record that comes was nothing before.
    """
    what = RECORD_WORDS.get(change.kind.__name__)
    if what is None:
        return
    before, after = change.before or {}, change.after or {}
    for field, value in after.items():
        was = before.get(field)
        if field in HIDDEN_FIELDS or value == was or (not before and _says_nothing(field, value)):
            continue
        then = new_units.get(value) if field == "unit_id" else None
        yield ChangedLine(
            what=f"{what}: {FIELD_WORDS.get(field, field)}",
            before=None if was is None else _words(context, reader, change.kind, field, was),
            after=then or _words(context, reader, change.kind, field, value),
        )


def _says_nothing(field: str, value: Any) -> bool:
    return value in (None, "", False, "none") and field != "wants"


def _words(context: Context, reader: Reader, kind: type[Any], field: str, value: Any) -> str:
    if field == "category":
        return context.rules.deviations.called(value)
    target = _POINTS_TO.get(field)
    if target is None or value is None:
        return value_words(kind, field, value)
    return next((str(one.name) for one in reader.find(target, id=value)), NOTHING)
