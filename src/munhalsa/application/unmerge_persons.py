"""Taking two joined records apart again, each as it was, with what was added since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from munhalsa.application.context import Context
from munhalsa.application.merge_persons import check_sight
from munhalsa.application.ports import Changes, Deed, Reader, UnitOfWork
from munhalsa.application.ports_undo import PutBack, Remove, Reset, Step
from munhalsa.application.undo_checks import check_nothing_outlives
from munhalsa.application.undo_steps import take_back
from munhalsa.domain.account import Permission
from munhalsa.domain.assessment import Assessment, OralFindings
from munhalsa.domain.candidate import Candidate
from munhalsa.domain.certificate import Certificate, Registration
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.merge import (
    HANGING_NAMED,
    CameUnder,
    Merge,
    overlapping_certificates,
    overlapping_homes,
    unchanged_since,
)
from munhalsa.domain.person import FormerNumber, Person, ProtectedIdentity, Residence
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.undo import RecordChange, net_changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmerged:
    """The two again; ``records`` went back, or would: ``event`` is None for a trial."""

    keep_id: str
    other_id: str
    undone: str
    event: str | None
    records: int
    changes: Changes


def unmerge_persons(context: Context, merge: str, *, dry_run: bool = False) -> Unmerged:
    """Take a merge apart, by its id, its event or the joined number; asks for the passphrase."""
    if dry_run:
        context.require(Permission.MERGE_PERSONS)
    else:
        context.require_confirmed(Permission.MERGE_PERSONS)
    with context.read(Permission.MERGE_PERSONS) as reader:
        joined = _found(reader, merge)
        keep = reader.get(Person, joined.person_id)
        net = _checked(context, reader, joined, keep)
    if dry_run:
        return _unmerged(joined, net, event=None, changes=Changes(subjects=frozenset({keep.id})))
    deed = Deed(
        action="person.unmerge", subject_kind="person", subject_id=keep.id, undoes=joined.event_id
    )
    with context.write(deed, Permission.MERGE_PERSONS) as work:
        joined = _found(work, joined.id)
        net = _checked(context, work, joined, work.get(Person, joined.person_id))
        _take_apart(context, work, joined, net)
        done = work.commit()
    return _unmerged(joined, net, event=done.event, changes=done.changes)


def _unmerged(
    joined: Merge, net: list[RecordChange], *, event: str | None, changes: Changes
) -> Unmerged:
    return Unmerged(
        keep_id=joined.person_id,
        other_id=joined.other_id,
        undone=joined.event_id,
        event=event,
        records=sum(1 for one in net if one.kind is not Merge),
        changes=changes,
    )


def _found(reader: Reader, text: str) -> Merge:
    wanted = text.strip()
    found = (
        reader.find(Merge, id=wanted)
        or reader.find(Merge, event_id=wanted)
        or reader.find(Merge, other_number=wanted.replace("-", ""))
    )
    if len(found) != 1:
        raise Rejected(
            "merge_not_found",
            "Det finns ingen sammanslagning med det numret. Kontrollera det i historiken.",
            field="merge",
        )
    return found[0]


def _checked(context: Context, reader: Reader, joined: Merge, keep: Person) -> list[RecordChange]:
    """What the merge did, if the two can be told apart again."""
    net = net_changes(reader.undo.changes(joined.event_id))
    (other,) = (one.before for one in net if one.kind is Person and one.after is None)
    protection = ProtectedIdentity((other or {})["protected_identity"])
    was = replace(keep, protected_identity=protection)
    check_sight(context, keep, was)
    logged = reader.undo.event(joined.event_id)
    if logged is None or logged.subject_id != joined.person_id:
        raise Rejected(
            "merged_again",
            "Personen har i sin tur slagits ihop med en annan. Återställ den sammanslagningen "
            "först.",
            field="merge",
        )
    if keep.number == joined.other_number:
        raise Rejected(
            "number_taken",
            "Personen har fått den andras nummer sedan sammanslagningen. Ändra numret först.",
            field="merge",
        )
    return net


def _take_apart(context: Context, work: UnitOfWork, joined: Merge, net: list[RecordChange]) -> None:
    lines = [one for one in net if one.kind is Registration and one.after is not None]
    rest = [one for one in net if one not in lines]
    # Whoever comes back stands there before anything is moved to them.
    work.restore(
        [
            PutBack(kind=one.kind, id=one.id, values=one.before)
            for one in reversed(rest)
            if one.before is not None and one.after is None
        ]
    )
    work.restore(_steps_back(work, rest))
    for change in rest:
        if change.before is not None and change.after is not None:
            _go_back(work, joined, change)
    for came in work.find(CameUnder, merge_id=joined.id):
        _follow(work, joined, HANGING_NAMED[came.kind], came.record_id)
        work.remove(came)
    _follow_their_own(work, joined)
    told = [one for one in map(_without_person, lines) if one.after]
    take_back(work, told, new_id=context.new_id, day=context.today)
    check_nothing_outlives(work, net, event=joined.event_id)
    work.remove(work.get(Merge, joined.id))


def _steps_back(work: UnitOfWork, rest: Iterable[RecordChange]) -> list[Step]:
    """The number of the other leaves the kept one."""
    made = {one.id for one in rest if one.before is None}
    return [Remove(kind=FormerNumber, id=one.id) for one in work.find(FormerNumber, id=made)]


def _go_back(work: UnitOfWork, joined: Merge, change: RecordChange) -> None:
    """Bring a record back to what it was, as far as nobody has changed it since.

    One that has come to overlap what the other has again stays where it is.
    """
    for now in work.find(change.kind, id=change.id):
        back = unchanged_since(change.before or {}, change.after or {}, now)
        holds_again = {name: value for name, value in back.items() if name == "voided_on"}
        if "person_id" in back and not _has_room(work, joined, replace(now, **holds_again)):
            del back["person_id"]
            back.pop("voided_on", None)
        _reset(work, now, back)


def _follow(work: UnitOfWork, joined: Merge, kind: type[Any], id: str) -> None:
    for now in work.find(kind, id=id, person_id=joined.person_id):
        if _has_room(work, joined, now):
            _reset(work, now, {"person_id": joined.other_id})


def _has_room(work: UnitOfWork, joined: Merge, record: Any) -> bool:
    theirs: Mapping[str, Any] = {"person_id": joined.other_id}
    if isinstance(record, Residence):
        return not overlapping_homes(work.find(Residence, **theirs), [record])
    if isinstance(record, Certificate):
        return not overlapping_certificates(work.find(Certificate, **theirs), [record])
    return not (isinstance(record, Candidate) and work.find(Candidate, **theirs))


def _reset(work: UnitOfWork, now: Any, values: Mapping[str, Any]) -> None:
    if values:
        work.restore([Reset(kind=type(now), id=now.id, values=values)])


def _follow_their_own(work: UnitOfWork, joined: Merge) -> None:
    """What is told of a certificate or found at a visit is the person's who has it.

    Of two visits of which one was marked as a duplicate, each stands for itself again.
    """
    both: Mapping[str, Any] = {"person_id": [joined.person_id, joined.other_id]}
    certificates = {one.id: one.person_id for one in work.find(Certificate, **both)}
    for line in work.find(Registration, certificate_id=set(certificates)):
        _belong(work, line, certificates[line.certificate_id])
    visits = {one.id: one.person_id for one in work.find(Assessment, **both)}
    for seen in work.find(OralFindings, assessment_id=set(visits)):
        _belong(work, seen, visits[seen.assessment_id])
    for double in work.find(Assessment, duplicate_of_id=set(visits)):
        if visits[str(double.duplicate_of_id)] != double.person_id:
            _reset(work, double, {"duplicate_of_id": None})


def _belong(work: UnitOfWork, record: Any, person: str) -> None:
    if record.person_id != person:
        _reset(work, record, {"person_id": person})


def _without_person(line: RecordChange) -> RecordChange:
    """What was told, apart from whose it is."""

    def told(values: Mapping[str, Any] | None) -> dict[str, Any] | None:
        if values is None:
            return None
        return {name: value for name, value in values.items() if name != "person_id"}

    return replace(line, before=told(line.before), after=told(line.after))
