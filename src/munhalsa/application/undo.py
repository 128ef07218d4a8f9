"""Taking back what an event did, with the same rule for a single change and a whole import."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from typing import Any

from munhalsa.application.context import Context
from munhalsa.application.deed_words import deed_words
from munhalsa.application.memory import without_cycle_search
from munhalsa.application.merge_again import merge_again
from munhalsa.application.ports import Changes, Deed, HistoryLine, Reader
from munhalsa.application.undo_checks import check_nothing_outlives, check_protection_stays
from munhalsa.application.undo_steps import is_bookkeeping, is_handling, take_back
from munhalsa.application.unmerge_persons import unmerge_persons
from munhalsa.domain.account import ImportBatch, Permission, Role
from munhalsa.domain.deviation import Deviation, Disagreement
from munhalsa.domain.disposal_order import WITHDRAWN
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.log_cleaning import DISPOSED, LINK_BROKEN
from munhalsa.domain.merge import CONCERNING, HANGING, Merge
from munhalsa.domain.person import Person
from munhalsa.domain.refusal import NotAllowed, Rejected
from munhalsa.domain.undo import (
    LoggedEvent,
    RecordChange,
    clashes,
    net_changes,
    undone_events,
)

ACTION = "event.undone"
_UNDOABLE = frozenset(
    {
        *("handover", "person", "unit", "district", "municipality", "population", "import_batch"),
        *("deviation", "disagreement", "training", "training_kind", "issuer"),
        "remembered_mapping",
        "reconciliation",
    }
)
_LEAVES = {
    "deviation": Permission.EDIT_DEVIATIONS,
    "disagreement": Permission.EDIT_DEVIATIONS,
    "training": Permission.EDIT_TRAININGS,
    "training_kind": Permission.EDIT_TRAININGS,
    "issuer": Permission.MANAGE_USERS,
    "remembered_mapping": Permission.IMPORT,
    "reconciliation": Permission.IMPORT,
}
# What concerns the whole municipality is taken back by somebody who answers for all of it.
_OF_ALL = frozenset(
    {
        *("district", "municipality", "population", "training_kind", "issuer"),
        *("remembered_mapping", "reconciliation"),
    }
)
_CONCERNING = {"person": Person, "deviation": Deviation, "disagreement": Disagreement}
_FOUNDING = "store.founded"
_FOR_GOOD = frozenset({_FOUNDING, LINK_BROKEN})
_MERGED, _UNMERGED = "person.merge", "person.unmerge"
_SHOWN = 3
_LOOKED_UP = 20


class UndoBlocked(Rejected):
    """Something later stands on what would be taken back; ``events`` are those.

    Said by what was done and when, with the number that takes it back.
    """

    def __init__(self, events: tuple[str, ...], *, lines: Sequence[HistoryLine]) -> None:
        more = " med flera" if len(events) > _SHOWN else ""
        told = [
            f"{deed_words(one.action)} {one.time.astimezone().date()} ({one.event})"
            for one in lines[:_SHOWN]
        ]
        super().__init__(
            "undo_blocked",
            "Det går inte att ångra, för senare ändringar bygger på det: "
            f"{', '.join(told)}{more}. Ångra dem först.",
            field="event",
        )
        self.events = events


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """What was taken back, or would be: ``event`` is the undoing one, None for a trial.

    ``asks_again``: to take back that event takes the passphrase.
    """

    undone: str
    event: str | None
    records: int
    changes: Changes
    asks_again: bool = False


def undo_event(
    context: Context,
    event: str,
    *,
    dry_run: bool = False,
    before_merge: Callable[[], object] = lambda: None,
) -> Undone:
    """Take back an event; one that was itself an undo is thereby done again.

    UndoBlocked names what stands in the way. An issuer undoes own changes, a coordinator anyone's;
    an import, a merge or an unmerge only with the passphrase, which a trial does not take.
    ``before_merge`` (the backup) runs before two are joined again.
    """
    with context.read() as reader:
        logged = reader.undo.event(event)
    if logged is None:
        raise Rejected(
            "event_not_found", "Ändringen finns inte i loggen. Kontrollera numret.", field="event"
        )
    _check_leave(context, logged, trial=dry_run)
    _check_content(context, logged)
    own = logged.user_id == context.session.account_id
    if not own:
        _check_inside(context, logged)
    if logged.action == _MERGED:
        return _unmerge(context, logged, dry_run=dry_run)
    if logged.action == _UNMERGED:
        return _merge(context, logged, dry_run=dry_run, before_merge=before_merge)
    if dry_run:
        with context.read() as reader:
            net = _checked(reader, logged)
            check_protection_stays(context.session, net)
        subjects = frozenset(change.subject for change in net)
        return Undone(
            undone=event, event=None, records=_count(net), changes=Changes(subjects=subjects)
        )
    deed = Deed(
        action=ACTION,
        subject_kind=logged.subject_kind,
        subject_id=logged.subject_id,
        details={"action": logged.action},
        undoes=event,
    )
    writing = context.write(deed, _leave(logged), own=own)
    with without_cycle_search(), writing as work:
        net = _checked(work, logged)
        check_protection_stays(context.session, net)
        take_back(work, net, new_id=context.new_id, day=context.today)
        check_nothing_outlives(work, net, event=event)
        done = work.commit()
    return Undone(undone=event, event=done.event, records=_count(net), changes=done.changes)


def _check_content(context: Context, logged: LoggedEvent) -> None:
    """Refuse what disposal, or a broken link, has left nothing of to take back."""
    if logged.action == DISPOSED:
        raise Rejected(
            "not_undoable", "En gallring går inte att ångra: uppgifterna är borta för gott."
        )
    if logged.action == WITHDRAWN:
        raise Rejected(
            "not_undoable",
            "En återkallad begäran om gallring kommer inte tillbaka. Gör en ny begäran.",
        )
    with context.read() as reader:
        gone = reader.undo.has_lost_content(logged.id)
    if gone:
        raise Rejected(
            "content_gone",
            "Det går inte att ångra: det rör någon vars uppgifter har tagits bort för gott, genom "
            "gallring eller en bruten koppling till tidigare nummer.",
            field="event",
        )


def _unmerge(context: Context, logged: LoggedEvent, *, dry_run: bool) -> Undone:
    """A merge is taken apart: what was added since goes where it belongs."""
    with context.read(Permission.MERGE_PERSONS) as reader:
        _check_undone(reader, logged)
        # By its id: joined again after an unmerge, it has another event.
        (merge,) = (
            one.id
            for one in net_changes(reader.undo.changes(logged.id))
            if one.kind is Merge and one.before is None
        )
    done = unmerge_persons(context, merge, dry_run=dry_run)
    return Undone(
        undone=logged.id,
        event=done.event,
        records=done.records,
        changes=done.changes,
        asks_again=True,
    )


def _merge(
    context: Context, logged: LoggedEvent, *, dry_run: bool, before_merge: Callable[[], object]
) -> Undone:
    """What was taken apart is joined again."""
    with context.read(Permission.MERGE_PERSONS) as reader:
        _check_undone(reader, logged)
    event, records, changes = merge_again(
        context, logged, dry_run=dry_run, before_commit=before_merge
    )
    return Undone(undone=logged.id, event=event, records=records, changes=changes, asks_again=True)


def undo_import(context: Context, batch: str, *, dry_run: bool = False) -> Undone:
    """Take back everything that an import brought."""
    context.require_everywhere(Permission.IMPORT)
    if not dry_run:
        context.require_confirmed(Permission.IMPORT)
    with context.read() as reader:
        found = reader.find(ImportBatch, id=batch)
        is_dropped = any(reader.undo.event(one.event_id or "") is None for one in found)
    if not found or found[0].event_id is None:
        raise Rejected(
            "batch_not_found",
            "Det finns inget intag med det numret. Kontrollera det.",
            field="batch",
        )
    if is_dropped:
        raise Rejected(
            "log_gone",
            "Loggen från tiden för intaget är borttagen, så det går inte längre att ångra. Rätta "
            "det som är fel hos var och en.",
            field="batch",
        )
    return undo_event(context, found[0].event_id, dry_run=dry_run)


def _check_inside(context: Context, logged: LoggedEvent) -> None:
    """Refuse to look into what was done to anybody outside; somebody undone is nowhere."""
    with context.read(_leave(logged)) as reader:
        touched = {(_CONCERNING.get(logged.subject_kind), logged.subject_id)}
        if context.sight(_leave(logged)) is not None:
            # What was done to several has one of them as its subject, or a unit, or nobody.
            touched |= {
                (change.kind if change.kind in CONCERNING else Person, change.subject)
                for change in reader.undo.changes(logged.id)
                if change.kind in (Person, *HANGING)
            }
        for kind, record in touched:
            if kind is not None:
                with suppress(Rejected):
                    reader.get(kind, record)


def leave_to_undo(context: Context, event: str) -> Permission:
    """The leave under which an event is looked at before it is taken back."""
    with context.read() as reader:
        logged = reader.undo.event(event)
    kind = "" if logged is None else logged.subject_kind
    return _LEAVES.get(kind, Permission.SEE_PERSONS)


def _leave(logged: LoggedEvent) -> Permission:
    return _LEAVES.get(logged.subject_kind, Permission.EDIT_PERSONS)


def _check_leave(context: Context, logged: LoggedEvent, *, trial: bool) -> None:
    if logged.subject_kind == "import_batch":
        context.require_everywhere(Permission.IMPORT)
        if not trial:
            context.require_confirmed(Permission.IMPORT)
        return
    own, leave = logged.user_id == context.session.account_id, _leave(logged)
    context.require(Permission.UNDO_OWN if own and leave is Permission.EDIT_PERSONS else leave)
    if not own and logged.subject_kind in _OF_ALL:
        context.require_everywhere(leave)
    if own or Role.COORDINATOR in context.session.roles:
        return
    context.store.note(
        Deed(action="access.refused", subject_kind="event", subject_id=logged.id),
        session=context.session,
    )
    raise NotAllowed(
        "not_own_change",
        "Ändringen är gjord av någon annan. Be den som gjorde den, eller kommunens kontaktperson.",
    )


def _checked(reader: Reader, logged: LoggedEvent) -> list[RecordChange]:
    """What the event did, if nothing stands in the way of taking it back."""
    if logged.subject_kind not in _UNDOABLE or logged.action in _FOR_GOOD:
        raise Rejected(
            "not_undoable", "En sådan ändring går inte att ångra. Ändra tillbaka i stället."
        )
    undone = _check_undone(reader, logged)
    net = net_changes(reader.undo.changes(logged.id))
    if not net:
        raise Rejected("nothing_to_undo", "Händelsen ändrade inget som går att ångra.")
    blocking = [
        *_touched_later(reader, logged, net, undone),
        *_pointed_to(reader, net),
    ]
    if blocking:
        events = tuple(dict.fromkeys(blocking))
        raise UndoBlocked(events, lines=reader.history.of_events(events[:_SHOWN]))
    return net


def _check_undone(reader: Reader, logged: LoggedEvent) -> frozenset[str]:
    """Refuse what is undone already; the events that are."""
    undone = undone_events(reader.undo.undoings())
    if logged.id in undone:
        raise Rejected("already_undone", "Ändringen är redan ångrad.", field="event")
    return undone


def _touched_later(
    reader: Reader, logged: LoggedEvent, net: list[RecordChange], undone: Collection[str]
) -> list[str]:
    """Later events, in force, that changed the same fields or records.

    An undo of something later than this event cancels out with what it undid.
    """
    mine = {(change.kind, change.id): change for change in net if not is_bookkeeping(change)}
    later = reader.undo.later_events(logged.id)
    return [
        event
        for event, (undoes, subjects) in later.items()
        if event not in undone
        and undoes not in later
        and any(
            _stands_in_the_way(mine, theirs)
            for theirs in reader.undo.changes(event, subjects=subjects)
        )
    ]


def _stands_in_the_way(
    mine: Mapping[tuple[type[Any], str], RecordChange], theirs: RecordChange
) -> bool:
    """As ``clashes``; but who handles somebody stands only in the way of just that."""
    if is_handling(theirs):
        own = mine.get((theirs.kind, theirs.id))
        return own is not None and is_handling(own)
    return clashes(mine, theirs)


def _pointed_to(reader: Reader, net: list[RecordChange]) -> list[str]:
    """The events that made records which point to what would be taken away."""
    created: dict[type[Any], list[str]] = {}
    for change in net:
        if change.before is None and not is_bookkeeping(change):
            created.setdefault(change.kind, []).append(change.id)
    own = {change.id for change in net if _points_to(change, created)}
    standing = [
        record
        for record in reader.undo.referring(created)
        if not is_bookkeeping(record) and record.id not in own
    ]
    events = (reader.undo.last_event_of(record) for record in standing[:_LOOKED_UP])
    return [event for event in events if event is not None]


def _points_to(change: RecordChange, created: Mapping[type[Any], list[str]]) -> bool:
    """Whether the event itself made a record that was there point to what it created."""
    if change.before is None or change.after is None:
        return False
    ids = {one for of_kind in created.values() for one in of_kind}
    return any(value in ids for value in change.after.values() if isinstance(value, str))


def _count(net: list[RecordChange]) -> int:
    return sum(1 for change in net if not is_bookkeeping(change))
