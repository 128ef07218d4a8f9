"""Joining two records of one person, and taking them apart again, on both engines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

import pytest

from munhalsa.adapters.ids import new_id
from munhalsa.adapters.store.shelves import SHELVES
from munhalsa.application.compare_persons import Stand, compare_persons
from munhalsa.application.context import Context
from munhalsa.application.correct_assessment import mark_duplicate
from munhalsa.application.end_certificate import EndCertificate, end_certificate
from munhalsa.application.merge_persons import (
    Merged,
    MergePersons,
    merge_persons,
    preview_merge,
)
from munhalsa.application.record_response import RecordResponse, record_response
from munhalsa.application.undo import UndoBlocked, undo_event
from munhalsa.application.unmerge_persons import unmerge_persons
from munhalsa.application.view_person import history_of, open_card
from munhalsa.domain.account import Role
from munhalsa.domain.assessment import Assessment, AssessmentOutcome, OralFindings
from munhalsa.domain.candidate import Candidate
from munhalsa.domain.certificate import (
    Certificate,
    EndReason,
    Ground,
    Registration,
    RegistrationKind,
)
from munhalsa.domain.merge import HANGING, Merge
from munhalsa.domain.person import (
    Contact,
    FormerNumber,
    Note,
    Person,
    ProtectedIdentity,
    Relation,
    Residence,
)
from munhalsa.domain.refusal import NotAllowed, Rejected
from munhalsa.domain.response import AnsweredBy
from tests.support.deeds import (
    SIGNE,
    add,
    alter,
    born,
    found,
    issue,
    latest,
    mark_registered,
    register,
    stored,
    unit,
    user,
    waiting,
)
from tests.support.stores import TODAY

TWIN = born(1941, 241)
_COUNTED = {"version", "marked_at"}


def everything(context: Context) -> dict[str, dict[str, Any]]:
    """Every person and what hangs on them, by id, apart from versions."""
    kinds: tuple[type[Any], ...] = (Person, *HANGING)
    records: list[Any] = [one for kind in kinds for one in found(context, kind)]
    return {
        one.id: {
            field.name: getattr(one, field.name)
            for field in fields(one)
            if field.name not in _COUNTED
        }
        for one in records
    }


def join(context: Context, keep: str = SIGNE, other: str = TWIN, **changes: Any) -> Merged:
    """Merge, without a backup."""
    command = replace(MergePersons(keep=keep, other=other), **changes)
    return merge_persons(context, command, before_commit=lambda: None)


@pytest.fixture
def place(context: Context) -> Context:
    """Two records of one person: both with a home and a certificate, and this and that."""
    home, other = unit(), unit("Hemgården", "SB02")
    add(context, home, other)
    register(context, unit=home.id, from_day=TODAY - timedelta(days=100))
    twin = register(context, TWIN, unit=other.id, from_day=TODAY - timedelta(days=50))
    issue(context)
    issue(context, TWIN)
    add(
        context,
        Note(id=new_id(), person_id=twin.id, day=TODAY, text="Ring dottern", author="Kim"),
        Contact(id=new_id(), person_id=twin.id, name="Eva Ek", relation=Relation.RELATIVE),
        FormerNumber(id=new_id(), person_id=twin.id, number=born(1941, 243)),
    )
    alter(context, twin, language="finska", needs_interpreter=True)
    answer(context, TWIN)
    return context


def answer(context: Context, number: str, day: date = TODAY) -> str:
    """A yes by the person."""
    command = RecordResponse(number=number, answered=day, wants=True, answered_by=AnsweredBy.SELF)
    return record_response(context, command).event


def _by_content(context: Context) -> list[dict[str, Any]]:
    """Everything, apart from the ids of lines in the queue and of the event that merged."""
    queue = {one.id for one in found(context, Registration)}
    told = [
        {name: value for name, value in fields.items() if name != "event_id"}
        | ({"id": ""} if record in queue else {})
        for record, fields in everything(context).items()
    ]
    return sorted(told, key=str)


def refusal(deed: Callable[[], object]) -> str:
    """The code of the refusal that it must meet with."""
    with pytest.raises((Rejected, NotAllowed)) as refused:
        deed()
    return refused.value.code


def test_every_kind_of_record_of_a_person_hangs_on_them() -> None:
    of_persons = {
        shelf.record for shelf in SHELVES if shelf.subject_kind == "person" or shelf.about
    }
    assert of_persons == {Person, *HANGING}


def test_everything_goes_to_whom_is_kept_and_comes_back(place: Context) -> None:
    before = everything(place)
    keep, other = found(place, Person, number=SIGNE)[0], found(place, Person, number=TWIN)[0]
    preview = preview_merge(place, MergePersons(keep=SIGNE, other=TWIN))
    assert everything(place) == before
    assert {one.field for one in preview.fields if one.takes_other} == {
        "language",
        "needs_interpreter",
    }
    done = join(place)
    assert done.preview.moves == preview.moves
    assert preview.moves == {"FormerNumber": 1, "Contact": 1, "Response": 1, "Note": 1}
    assert {type(one) for one in preview.set_aside} == {Residence, Certificate}
    assert found(place, Person, id=other.id) == []
    kept = found(place, Person, id=keep.id)[0]
    assert (kept.number, kept.language, kept.needs_interpreter) == (SIGNE, "finska", True)
    assert {one.number for one in found(place, FormerNumber, person_id=keep.id)} == {
        TWIN,
        born(1941, 243),
    }
    assert open_card(place, other.id).record.person == kept
    (mine,) = found(place, Certificate, person_id=keep.id)
    assert waiting(place, mine.id) >= {RegistrationKind.NEW, RegistrationKind.RESPONSE}
    undone = unmerge_persons(place, done.merge)
    assert (undone.undone, undone.other_id) == (done.event, other.id)
    assert everything(place) == before


def test_the_history_of_both_is_told_and_nothing_older_is_undone_apart(place: Context) -> None:
    event = answer(place, TWIN, TODAY - timedelta(days=1))
    done = join(place)
    lines = history_of(place, SIGNE)
    assert lines[0].event == done.event
    assert event in {line.event for line in lines}
    assert len({line.event for line in lines}) == len(lines)
    with pytest.raises(UndoBlocked) as blocked:
        undo_event(place, event)
    assert blocked.value.events == (done.event,)
    before = everything(place)
    trial = undo_event(place, done.event, dry_run=True)
    assert (trial.event, trial.records > 0, everything(place)) == (None, True, before)
    assert trial.asks_again
    again = undo_event(place, done.event)
    assert again.event is not None
    assert refusal(lambda: undo_event(place, done.event)) == "already_undone"
    (merge_line,) = [one for one in history_of(place, SIGNE) if one.event == done.event]
    assert merge_line.undone
    assert undo_event(place, event).event


def test_what_was_taken_apart_is_joined_again_as_it_was(place: Context) -> None:
    alter(place, stored(place, Person, _id(place, SIGNE)), language="persiska")
    apart = everything(place)
    done = join(place, from_other=frozenset({"language"}))
    joined = _by_content(place)
    unmerged = str(unmerge_persons(place, done.merge).event)
    trial = undo_event(place, unmerged, dry_run=True)
    assert (trial.event, everything(place)) == (None, apart)
    backups: list[str] = []
    again = undo_event(place, unmerged, before_merge=lambda: backups.append("made"))
    assert (backups, again.asks_again, trial.records) == (["made"], True, again.records)
    (merge,) = found(place, Merge)
    assert (merge.id, merge.event_id) == (done.merge, again.event)
    assert _by_content(place) == joined
    assert refusal(lambda: undo_event(place, unmerged)) == "already_undone"
    assert {one.event: one.undone for one in history_of(place, SIGNE)}[unmerged]
    # The first merge holds again, so it can be taken back by its own line in the history too.
    undo_event(place, done.event)
    assert everything(place) == apart


def test_two_are_compared_field_by_field_before_they_are_joined(place: Context) -> None:
    keep = stored(place, Person, _id(place, SIGNE))
    twin = stored(place, Person, _id(place, TWIN))
    hidden = ProtectedIdentity.CONFIDENTIALITY_MARKING
    alter(place, twin, protected_identity=hidden, handler_id=None)
    for one in (keep, twin):
        add(place, Candidate(id=new_id(), person_id=one.id, listed_on=TODAY, source="test"))
    named = replace(place, session=replace(place.session, sees_protected=True))
    seen = compare_persons(named, MergePersons(keep=TWIN, other=SIGNE))
    assert (seen.keep.id, seen.other.id, seen.voided) == (twin.id, keep.id, ())
    rows = {one.field: (one.stand, one.keep, one.other) for one in seen.fields}
    assert rows["name"] == (Stand.SAME, "Signe Wåhlström", "Signe Wåhlström")
    assert rows["language"] == (Stand.OPEN, "finska", "–")
    assert rows["handler"] == (Stand.TAKES, "–", place.session.name)
    assert rows["protected_identity"] == (Stand.KEEPS, "sekretessmarkering", "nej")
    kinds = [line.split()[0] for line in seen.set_aside]
    assert sorted(kinds) == ["Boende", "Intyg", "Möjligen"]
    assert any(line.startswith("Boende Björkgläntan") for line in seen.set_aside)
    assert compare_persons(named, MergePersons(keep=SIGNE, other=TWIN)).moves
    (event,) = latest(named, 1)
    assert event.action == "person.compare"


def test_a_certificate_that_vgr_knows_of_is_void_meanwhile(place: Context) -> None:
    (told,) = [one for one in found(place, Certificate) if one.person_id != _id(place, SIGNE)]
    mark_registered(place, told.id)
    before = everything(place)
    done = join(place)
    (void,) = found(place, Certificate, id=told.id)
    assert (void.voided_on, void.person_id) == (TODAY, _id(place, SIGNE))
    assert waiting(place, told.id) == {RegistrationKind.VOIDED}
    unmerge_persons(place, done.merge)
    assert everything(place) == before
    done = join(place)
    mark_registered(place, told.id)
    unmerge_persons(place, done.merge)
    (valid,) = found(place, Certificate, id=told.id)
    assert (valid.voided_on, valid.person_id) == (None, _id(place, TWIN))
    assert waiting(place, told.id) == {RegistrationKind.NEW}
    assert all(one.person_id == valid.person_id for one in _lines(place, told.id))


def test_a_certificate_that_moves_is_told_under_the_other_number(context: Context) -> None:
    register(context)
    register(context, TWIN)
    moved = issue(context, TWIN)
    (certificate,) = found(context, Certificate, number=moved.certificate.number)
    mark_registered(context, certificate.id)
    done = join(context)
    assert waiting(context, certificate.id) == {RegistrationKind.NAME_OR_NUMBER}
    mark_registered(context, certificate.id)
    ended = EndCertificate(number=SIGNE, day=TODAY, reason=EndReason.NOT_ENTITLED)
    end_certificate(context, ended)
    unmerge_persons(context, done.merge)
    (certificate,) = found(context, Certificate, number=moved.certificate.number)
    assert (certificate.person_id, certificate.ended) == (_id(context, TWIN), TODAY)
    assert waiting(context, certificate.id) == {
        RegistrationKind.ENDED,
        RegistrationKind.NAME_OR_NUMBER,
    }
    assert {one.person_id for one in _lines(context, certificate.id)} == {certificate.person_id}


@pytest.mark.parametrize(("days_ago", "told"), [(10, True), (50, False)])
def test_the_answer_that_counts_is_told_of_a_certificate_that_had_another(
    context: Context, days_ago: int, *, told: bool
) -> None:
    register(context)
    register(context, TWIN)
    issue(context)
    answer(context, SIGNE, TODAY - timedelta(days=30))
    (certificate,) = found(context, Certificate)
    mark_registered(context, certificate.id)
    answer(context, TWIN, TODAY - timedelta(days=days_ago))
    join(context)
    assert (RegistrationKind.RESPONSE in waiting(context, certificate.id)) is told


def test_somebody_to_look_at_is_set_aside_only_where_there_are_two(context: Context) -> None:
    keep, twin = register(context), register(context, TWIN)
    listed = Candidate(id=new_id(), person_id=twin.id, listed_on=TODAY, source="x")
    add(context, listed)
    done = join(context)
    assert done.preview.set_aside == ()
    assert [one.person_id for one in found(context, Candidate)] == [keep.id]
    # The candidate, the other person and its number at the kept one.
    assert unmerge_persons(context, done.merge).records == 3
    note = Note(id=new_id(), person_id=twin.id, day=TODAY, text="x", author="Kim")
    add(context, replace(listed, id=new_id(), person_id=keep.id), note)
    done = join(context)
    assert [one.id for one in done.preview.set_aside] == [listed.id]
    unmerge_persons(context, done.merge)
    assert stored(context, Note, note.id).person_id == twin.id


def test_a_certificate_that_came_to_overlap_what_comes_back_stays(context: Context) -> None:
    keep, twin = register(context), register(context, TWIN)
    add(context, _certificate(keep, "1490-2025-0001", date(2025, 3, 1), None))
    early = _certificate(twin, "1490-2024-0001", date(2024, 1, 1), date(2024, 6, 30))
    late = _certificate(twin, "1490-2025-0002", date(2025, 1, 1), None)
    add(context, early, late)
    done = join(context)
    longer = date(2025, 2, 28)
    alter(context, stored(context, Certificate, early.id), valid_to=longer, last_day=longer)
    unmerge_persons(context, done.merge)
    assert stored(context, Certificate, early.id).person_id == keep.id
    assert stored(context, Certificate, late.id).person_id == twin.id


def test_certificates_that_replace_each_other_are_set_aside_and_come_back(
    context: Context,
) -> None:
    keep, twin = register(context), register(context, TWIN)
    add(context, _certificate(keep, "1490-2024-0001", date(2024, 1, 1), None))
    first = _certificate(twin, "1490-2024-0002", date(2024, 2, 1), date(2025, 1, 31))
    second = _certificate(twin, "1490-2025-0001", date(2025, 2, 1), None, replaces_id=first.id)
    add(context, first, second)
    note = Note(id=new_id(), person_id=twin.id, day=TODAY, text="x", author="Kim")
    add(context, note, replace(note, id=new_id()))
    before = everything(context)
    preview = preview_merge(context, MergePersons(keep=SIGNE, other=TWIN))
    assert {one.id for one in preview.set_aside} == {first.id, second.id}
    assert preview.moves == {"Note": 2}
    done = join(context)
    assert [one.person_id for one in found(context, Certificate)] == [keep.id]
    unmerge_persons(context, done.merge)
    assert everything(context) == before


def test_a_certificate_that_becomes_void_reaches_beyond_no_death(context: Context) -> None:
    keep = register(context)
    register(context, TWIN)
    issue(context, issued=TODAY - timedelta(days=9))
    (own,) = found(context, Certificate)
    alter(context, own, ended=TODAY, last_day=TODAY, end_reason=EndReason.DECEASED)
    alter(context, keep, died_on=TODAY)
    told = issue(context, TWIN, issued=TODAY - timedelta(days=9)).certificate
    mark_registered(context, told.id)
    assert [one.id for one in join(context).preview.voided] == [told.id]


def test_fields_are_chosen_and_the_stronger_protection_stays(context: Context) -> None:
    register(context)
    twin = register(context, TWIN, given_name="Siv")
    alter(context, twin, protected_identity=ProtectedIdentity.CONFIDENTIALITY_MARKING)
    assert refusal(lambda: join(context)) == "protected_identity"
    assert latest(context)[0].action == "access.refused"
    named = replace(context, session=replace(context.session, sees_protected=True))
    certificate = issue(context).certificate.number
    before = everything(context)
    done = join(named, from_other=frozenset({"name"}))
    (kept,) = found(context, Person)
    assert (kept.given_name, kept.number, kept.is_protected) == ("Siv", SIGNE, True)
    (line,) = found(context, Certificate, number=certificate)
    assert RegistrationKind.NAME_OR_NUMBER in waiting(context, line.id)
    assert refusal(lambda: unmerge_persons(context, done.merge)) == "protected_identity"
    unmerge_persons(named, TWIN)
    assert everything(context) == before


def test_a_name_that_was_corrected_since_stays(context: Context) -> None:
    keep = register(context)
    register(context, TWIN, given_name="Siv")
    done = join(context, from_other=frozenset({"name"}))
    alter(context, keep, given_name="Signe-Maria")
    unmerge_persons(context, done.event)
    names = {one.number: one.given_name for one in found(context, Person)}
    assert names == {SIGNE: "Signe-Maria", TWIN: "Siv"}


def test_only_one_is_looked_at(context: Context) -> None:
    keep, twin = register(context), register(context, TWIN)
    for one in (keep, twin):
        add(context, Candidate(id=new_id(), person_id=one.id, listed_on=TODAY, source="test"))
    before = everything(context)
    done = join(context)
    assert len(found(context, Candidate)) == 1
    unmerge_persons(context, done.merge)
    assert everything(context) == before


def test_two_visits_that_were_one_are_two_again_each_with_what_was_seen(context: Context) -> None:
    keep, twin = register(context), register(context, TWIN)
    mine, theirs = (
        Assessment(id=new_id(), person_id=one.id, day=TODAY, outcome=AssessmentOutcome.PERFORMED)
        for one in (keep, twin)
    )
    add(context, mine, theirs)
    add(context, replace(theirs, id=new_id(), duplicate_of_id=theirs.id))
    done = join(context)
    mark_duplicate(context, id=mine.id, of=theirs.id)
    add(context, OralFindings(id="seen", person_id=keep.id, assessment_id=theirs.id, own_teeth=3))
    unmerge_persons(context, done.merge)
    assert stored(context, OralFindings, "seen").person_id == twin.id
    assert [one.is_performed for one in found(context, Assessment)] == [True, True, False]


def test_a_renewal_is_not_left_pointing_to_what_is_set_aside(context: Context) -> None:
    keep, twin = register(context), register(context, TWIN)
    old = _certificate(twin, "1490-2025-0001", date(2025, 1, 1), date(2025, 12, 31))
    new = _certificate(twin, "1490-2026-0001", date(2026, 1, 1), None, replaces_id=old.id)
    add(context, _certificate(keep, "1490-2025-0002", date(2025, 5, 1), date(2025, 6, 30)))
    add(context, old)
    add(context, new)
    before = everything(context)
    done = join(context)
    (kept,) = found(context, Certificate, id=new.id)
    assert (kept.person_id, kept.replaces_id) == (keep.id, None)
    unmerge_persons(context, done.merge)
    assert everything(context) == before


def test_what_cannot_be_merged_or_taken_apart_is_refused(context: Context) -> None:
    keep, third = register(context), register(context, born(1942))
    twin = register(context, TWIN)
    assert refusal(lambda: join(context, other=SIGNE)) == "same_person"
    assert refusal(lambda: unmerge_persons(context, TWIN)) == "merge_not_found"
    issuer = user(context, Role.ISSUER, confirmed=True)
    assert refusal(lambda: join(issuer)) == "not_allowed"
    command = MergePersons(keep=SIGNE, other=TWIN)
    assert refusal(lambda: preview_merge(issuer, command)) == "not_allowed"
    hasty = replace(context, session=replace(context.session, confirmed=False))
    assert refusal(lambda: join(hasty)) == "passphrase_needed"
    alter(context, twin, died_on=TODAY - timedelta(days=3))
    issue(context)
    assert refusal(lambda: join(context)) == "merge_after_death"
    assert found(context, Merge) == []
    # Whoever moved away is back where the other record has a certificate that is valid since.
    alter(context, twin, died_on=None, moved_out_on=TODAY - timedelta(days=9), moved_out_to="Oslo")
    done = join(context)
    assert stored(context, Person, keep.id).moved_out_on is None
    assert refusal(lambda: unmerge_persons(hasty, done.merge)) == "passphrase_needed"
    assert unmerge_persons(hasty, done.merge, dry_run=True).event is None
    second = join(context, keep=third.number, other=SIGNE)
    assert open_card(context, twin.id).record.person.id == third.id
    assert refusal(lambda: unmerge_persons(context, done.merge)) == "merged_again"
    assert undo_event(context, second.event).asks_again
    former = found(context, FormerNumber, number=TWIN)
    assert [one.person_id for one in former] == [keep.id]
    alter(context, keep, number=TWIN)
    assert refusal(lambda: unmerge_persons(context, done.merge)) == "number_taken"


def _id(context: Context, number: str) -> str:
    return found(context, Person, number=number)[0].id


def _lines(context: Context, certificate: str) -> list[Registration]:
    return found(context, Registration, certificate_id=certificate)


def home(person: Person, first: date, last: date | None) -> Residence:
    return Residence(
        id=new_id(), person_id=person.id, street="Storgatan 1", from_day=first, to_day=last
    )


def _certificate(
    person: Person, number: str, issued: date, last: date | None, **changes: Any
) -> Certificate:
    made = Certificate(
        id=new_id(),
        number=number,
        person_id=person.id,
        ground=Ground.CARE_HOUSING,
        issued=issued,
        valid_to=last,
        last_day=last,
    )
    return replace(made, **changes)
