"""Joining two records of the same person into one: what it would do, and doing it as one deed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from munhalsa.application.context import Context
from munhalsa.application.find_records import person_by_number
from munhalsa.application.ports import Changes, Deed, Edit, Reader, UnitOfWork
from munhalsa.application.registration_queue import concerned, mark_to_register
from munhalsa.domain.account import Permission
from munhalsa.domain.assessment import Assessment
from munhalsa.domain.assessment_rules import can_be_double
from munhalsa.domain.candidate import Candidate
from munhalsa.domain.certificate import (
    Certificate,
    EligibilityDecision,
    Registration,
    RegistrationKind,
    RegistrationState,
)
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.merge import (
    CONCERNING,
    FIELDS,
    HANGING,
    FieldChoice,
    Merge,
    field_choices,
    fields_taken,
    here_still,
    overlapping_certificates,
    overlapping_homes,
    reaches_beyond,
)
from munhalsa.domain.person import FormerNumber, Person, Residence
from munhalsa.domain.refusal import NotAllowed, Rejected
from munhalsa.domain.response import Response, response_on


@dataclass(frozen=True, slots=True, kw_only=True)
class MergePersons:
    """Who is kept and who is joined to them, by number.

    ``from_other`` are fields (merge.FIELDS) taken from the other although the kept one has some.
    """

    keep: str
    other: str
    from_other: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class MergePreview:
    """What a merge does: each field, and how many records move by the name of their kind.

    ``set_aside`` leaves until an unmerge; ``voided`` are certificates that VGR knows of, which stay
    as void because they overlap. ``all_of_other``: the fields if every one were asked of the other.
    """

    keep: Person
    other: Person
    fields: tuple[FieldChoice, ...]
    all_of_other: tuple[FieldChoice, ...]
    moves: Mapping[str, int]
    set_aside: tuple[Residence | Certificate | Candidate, ...]
    voided: tuple[Certificate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The done merge; ``merge`` is the id to unmerge by."""

    merge: str
    event: str
    changes: Changes
    preview: MergePreview


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """The event that took a merge apart, and the ids that the merge and its number had.

    ``doubles`` are the visits that were let go as duplicates of the other's, and of which.
    """

    unmerge: str
    merge: str
    former: str
    doubles: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """``removed`` in the order to take them away; ``moved`` is everything else of the other."""

    preview: MergePreview
    removed: tuple[Any, ...]
    moved: tuple[Any, ...]
    own_certificates: tuple[Certificate, ...]
    retells_own: bool
    retells_moved: bool


def preview_merge(context: Context, command: MergePersons) -> MergePreview:
    """What the merge would do; nothing is written."""
    context.require(Permission.MERGE_PERSONS)
    with context.read(Permission.MERGE_PERSONS) as reader:
        return _plan(context, reader, command).preview


def merge_persons(
    context: Context, command: MergePersons, *, before_commit: Callable[[], object]
) -> Merged:
    """Join the two; asks for the passphrase. ``before_commit`` (the backup) runs first."""
    return _join(context, command, before_commit=before_commit, again=None)


def join_again(
    context: Context, command: MergePersons, again: Again, *, before_commit: Callable[[], object]
) -> Merged:
    """As ``merge_persons``, for a merge that was taken apart."""
    return _join(context, command, before_commit=before_commit, again=again)


def _join(
    context: Context,
    command: MergePersons,
    *,
    before_commit: Callable[[], object],
    again: Again | None,
) -> Merged:
    context.require_confirmed(Permission.MERGE_PERSONS)
    keep = preview_merge(context, command).keep
    before_commit()
    deed = Deed(
        action="person.merge",
        subject_kind="person",
        subject_id=keep.id,
        undoes=None if again is None else again.unmerge,
    )
    with context.write(deed, Permission.MERGE_PERSONS) as work:
        plan = _plan(context, work, command)
        merge = _carry_out(context, work, plan, again)
        done = work.commit()
    return Merged(merge=merge.id, event=done.event, changes=done.changes, preview=plan.preview)


def check_sight(context: Context, *persons: Person) -> None:
    """Refuse, and log, a protected identity to whoever may not see it."""
    if context.session.sees_protected or not any(one.is_protected for one in persons):
        return
    context.note_refusal(Permission.MERGE_PERSONS, because="protected")
    raise NotAllowed(
        "protected_identity",
        "En av personerna har skyddade uppgifter. Bara den som har fått särskild rätt kan slå ihop "
        "eller återställa dem.",
    )


def _plan(context: Context, reader: Reader, command: MergePersons) -> _Plan:
    keep = person_by_number(reader, command.keep, today=context.today)
    other = person_by_number(reader, command.other, today=context.today)
    if keep.id == other.id:
        raise Rejected(
            "same_person", "Båda numren hör till samma person. Ange två olika.", field="other"
        )
    check_sight(context, keep, other)
    hanging = {kind: reader.find(kind, person_id=other.id) for kind in HANGING}
    own_certificates = reader.find(Certificate, person_id=keep.id)
    clashing = overlapping_certificates(own_certificates, hanging[Certificate])
    told = {
        line.certificate_id
        for line in hanging[Registration]
        if line.state is RegistrationState.REGISTERED
    }
    voided = [one for one in clashing if one.id in told]
    own_homes = reader.find(Residence, person_id=keep.id)
    aside = [
        *(one for one in clashing if one.id not in told),
        *overlapping_homes(own_homes, hanging[Residence]),
        *(hanging[Candidate] if reader.find(Candidate, person_id=keep.id) else []),
    ]
    removed = [*_with_certificates(hanging, {one.id for one in aside}), *_latest_first(aside)]
    gone = {one.id for one in removed}
    moved = [one for kind in HANGING for one in hanging[kind] if one.id not in gone]
    homes, certificates = _joined([*own_homes, *own_certificates, *moved], voided)
    asked, all_of_other = (
        field_choices(keep, other, from_other=names) for names in (command.from_other, FIELDS)
    )
    choices = here_still(asked, homes, certificates)
    _check_moved_out(command, choices)
    _check_death(keep, choices, homes, certificates)
    mine = response_on(context.today, reader.find(Response, person_id=keep.id))
    theirs = response_on(context.today, hanging[Response])
    last = response_on(context.today, [one for one in (mine, theirs) if one is not None])
    return _Plan(
        preview=MergePreview(
            keep=keep,
            other=other,
            fields=tuple(choices),
            all_of_other=tuple(here_still(all_of_other, homes, certificates)),
            moves=_counted(moved),
            set_aside=tuple(aside),
            voided=tuple(voided),
        ),
        removed=tuple(removed),
        moved=tuple(moved),
        own_certificates=tuple(own_certificates),
        retells_own=last != mine,
        retells_moved=last != theirs,
    )


def _with_certificates(hanging: Mapping[type[Any], list[Any]], certificates: set[str]) -> list[Any]:
    """What cannot stand without the certificates."""
    return [
        one
        for kind in (Registration, EligibilityDecision)
        for one in hanging[kind]
        if one.certificate_id in certificates
    ]


def _latest_first(aside: Iterable[Any]) -> list[Any]:
    """A certificate that replaces another goes before it."""
    return sorted(
        aside, key=lambda one: one.issued.toordinal() if isinstance(one, Certificate) else 0
    )[::-1]


def _counted(records: Iterable[Any]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for one in records:
        name = type(one).__name__
        counts[name] = counts.get(name, 0) + 1
    return counts


def _joined(
    records: list[Any], voided: list[Certificate]
) -> tuple[list[Residence], list[Certificate]]:
    """The homes and certificates that the joined one will have, apart from what is void."""
    return (
        [one for one in records if isinstance(one, Residence)],
        [one for one in records if isinstance(one, Certificate) and one not in voided],
    )


def _check_moved_out(command: MergePersons, choices: Iterable[FieldChoice]) -> None:
    """What is asked for is done, or refused; never something else without a word."""
    moved = next(one for one in choices if one.field == "moved_out")
    if "moved_out" in command.from_other and moved.keep != moved.other and not moved.takes_other:
        raise Rejected(
            "merge_lives_here",
            "Utflyttningen kan inte tas från den andra: ett boende eller intyg här gäller efter "
            "den dagen. Avsluta det först, eller behåll det som står.",
            field="moved_out",
        )


def _check_death(
    keep: Person,
    choices: Iterable[FieldChoice],
    homes: Iterable[Residence],
    certificates: Iterable[Certificate],
) -> None:
    died_on = fields_taken(choices).get("died_on", keep.died_on)
    if reaches_beyond(died_on, homes, certificates):
        raise Rejected(
            "merge_after_death",
            "Den ena är registrerad som avliden, och den andra har intyg eller boende efter den "
            "dagen. Registrera dödsfallet också på den andra, eller ångra det om det är fel.",
            field="other",
        )


def _carry_out(context: Context, work: UnitOfWork, plan: _Plan, again: Again | None) -> Merge:
    preview = plan.preview
    keep, other = preview.keep, preview.other
    removed = {one.id for one in plan.removed}
    _let_go(work, plan, removed)
    for one in plan.removed:
        work.remove(one)
    voided = {one.id for one in preview.voided}
    work.change_all(
        [
            _edit(
                _fresh(one, removed),
                subject=one.id if isinstance(one, CONCERNING) else other.id,
                person_id=keep.id,
                **({"voided_on": context.today} if one.id in voided else {}),
            )
            for one in plan.moved
        ]
    )
    work.remove(other)
    former = context.new_id() if again is None else again.former
    work.add(FormerNumber(id=former, person_id=keep.id, number=other.number))
    taken = fields_taken(preview.fields)
    if taken:
        work.change(keep, **taken)
    merge = Merge(
        id=context.new_id() if again is None else again.merge,
        person_id=keep.id,
        other_id=other.id,
        other_number=other.number,
        event_id=work.event,
        merged_on=context.today,
    )
    work.add(merge)
    _tell(context, work, plan, renamed="given_name" in taken)
    if again is not None:
        _mark_doubles(work, keep.id, again.doubles)
    return merge


def _mark_doubles(work: UnitOfWork, person: str, doubles: Mapping[str, str]) -> None:
    """Visits that stood for the same one do so again, where nobody has said otherwise since."""
    visits = {one.id: one for one in work.find(Assessment, person_id=person)}
    for mine, other in doubles.items():
        if mine in visits and other in visits and can_be_double(visits[mine], visits[other]):
            work.change(visits[mine], duplicate_of_id=other)


def _let_go(work: UnitOfWork, plan: _Plan, removed: set[str]) -> None:
    """No certificate that stays may point to one that is set aside."""
    for one in (*plan.own_certificates, *plan.moved):
        if isinstance(one, Certificate) and one.replaces_id in removed:
            work.change(one, replaces_id=None)


def _fresh(record: Any, removed: set[str]) -> Any:
    """The record as it stands after ``_let_go``."""
    if isinstance(record, Certificate) and record.replaces_id in removed:
        return replace(record, version=record.version + 1, replaces_id=None)
    return record


def _edit(record: Any, *, subject: str, **fields: Any) -> Edit:
    return Edit(
        kind=type(record),
        id=record.id,
        version=record.version,
        subject=subject,
        before={name: getattr(record, name) for name in fields},
        after=fields,
    )


def _tell(context: Context, work: UnitOfWork, plan: _Plan, *, renamed: bool) -> None:
    """Put in the queue what VGR must be told: another number, name or answer, and what is void."""
    voided = {one.id for one in plan.preview.voided}
    moved = [one for one in plan.moved if isinstance(one, Certificate) and one.id not in voided]
    for certificates, number, answer in (
        (moved, True, plan.retells_moved),
        (plan.own_certificates, renamed, plan.retells_own),
    ):
        kinds = [
            *([RegistrationKind.NAME_OR_NUMBER] if number else []),
            *([RegistrationKind.RESPONSE] if answer else []),
        ]
        for certificate in concerned(certificates, day=context.today):
            _mark(context, work, plan, certificate.id, kinds)
    for certificate_id in sorted(voided):
        _mark(context, work, plan, certificate_id, [RegistrationKind.VOIDED])


def _mark(
    context: Context,
    work: UnitOfWork,
    plan: _Plan,
    certificate_id: str,
    kinds: Iterable[RegistrationKind],
) -> None:
    mark_to_register(
        work,
        new_id=context.new_id,
        certificate_id=certificate_id,
        person_id=plan.preview.keep.id,
        kinds=kinds,
        day=context.today,
    )
