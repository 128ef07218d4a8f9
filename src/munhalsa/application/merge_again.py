"""Taking back that two records were taken apart: they are joined again, as they were."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from munhalsa.application.context import Context
from munhalsa.application.merge_persons import Again, MergePersons, join_again, preview_merge
from munhalsa.application.ports import Changes, Reader
from munhalsa.domain.account import Permission
from munhalsa.domain.assessment import Assessment
from munhalsa.domain.merge import FIELDS, Merge
from munhalsa.domain.person import FormerNumber, Person
from munhalsa.domain.undo import LoggedEvent, RecordChange, net_changes


def merge_again(
    context: Context,
    unmerged: LoggedEvent,
    *,
    dry_run: bool,
    before_commit: Callable[[], object],
) -> tuple[str | None, int, Changes]:
    """The event (None for a trial), how many records move, and what was touched.

    The fields that were taken from the other at the merge are taken again. Asks for the passphrase.
    """
    context.require(Permission.MERGE_PERSONS)
    with context.read(Permission.MERGE_PERSONS) as reader:
        net = net_changes(reader.undo.changes(unmerged.id))
        merge, was = _removed(net, Merge)
        former, _ = _removed(net, FormerNumber)
        command = MergePersons(
            keep=reader.get(Person, was["person_id"]).number,
            other=reader.get(Person, was["other_id"]).number,
            from_other=_taken(reader, was),
        )
    if dry_run:
        preview = preview_merge(context, command)
        subjects = frozenset({preview.keep.id, preview.other.id})
        return None, sum(preview.moves.values()), Changes(subjects=subjects)
    again = Again(unmerge=unmerged.id, merge=merge, former=former, doubles=_doubles(net))
    done = join_again(context, command, again, before_commit=before_commit)
    return done.event, sum(done.preview.moves.values()), done.changes


def _removed(net: list[RecordChange], kind: type[Any]) -> tuple[str, Mapping[str, Any]]:
    """The one record of that kind that was there before."""
    (found,) = (
        (one.id, one.before)
        for one in net
        if one.kind is kind and one.before is not None and one.after is None
    )
    return found


def _doubles(net: list[RecordChange]) -> Mapping[str, str]:
    """The visits that were let go when the two were taken apart, and of which they were."""
    return {
        one.id: of
        for one in net
        if one.kind is Assessment and (of := (one.before or {}).get("duplicate_of_id"))
    }


def _taken(reader: Reader, was: Mapping[str, Any]) -> frozenset[str]:
    """The fields that the merge took from the other."""
    changed = {
        name
        for one in net_changes(reader.undo.changes(was["event_id"]))
        if one.kind is Person and one.id == was["person_id"]
        for name in one.after or {}
    }
    return frozenset(field for field, names in FIELDS.items() if not changed.isdisjoint(names))
