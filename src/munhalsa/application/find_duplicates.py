"""Pairs of records that may be the same person, to look at and perhaps merge."""

from __future__ import annotations

from collections.abc import Sequence

from munhalsa.application.context import Context
from munhalsa.application.ports import Deed, PersonLine, Reader
from munhalsa.domain.account import Permission
from munhalsa.domain.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two that are alike, the older record first; ``reason`` is a code word."""

    first: PersonLine
    second: PersonLine
    reason: str


def find_duplicates(context: Context, *, of: str | None = None) -> Sequence[Pair]:
    """Born the same day with nearly the same name, or of same name and unit; logged as read.

    ``of``: only pairs that this person is one of.
    """
    context.require(Permission.MERGE_PERSONS)
    see = context.session.sees_protected
    with context.read(Permission.MERGE_PERSONS) as reader:
        found = _alike(context, reader, of=of)
        ids = list(dict.fromkeys(one for first, second, _ in found for one in (first, second)))
        lines = {
            line.id: line
            for line in reader.persons.lines(ids, day=context.today, see_protected=see)
        }
    context.store.note(
        Deed(
            action="person.duplicates",
            subject_kind="person",
            subject_id="",
            details={"pairs": len(found)},
        ),
        session=context.session,
        persons=ids,
    )
    return [
        Pair(first=lines[first], second=lines[second], reason=reason)
        for first, second, reason in found
    ]


def count_duplicates(context: Context) -> int:
    """How many pairs there are to look at; shows nobody."""
    context.require(Permission.MERGE_PERSONS)
    with context.read(Permission.MERGE_PERSONS) as reader:
        return len(_alike(context, reader, of=None))


def _alike(context: Context, reader: Reader, *, of: str | None) -> Sequence[tuple[str, str, str]]:
    found = reader.persons.pairs_alike(see_protected=context.session.sees_protected)
    return [one for one in found if of is None or of in one[:2]]
