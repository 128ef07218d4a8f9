"""What an undo would change, in words, on both engines."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import timedelta

import pytest

from munhalsa.adapters.store.shelves import SHELVES
from munhalsa.application.contacts import (
    AddContact,
    ChangeContact,
    add_contact,
    change_contact,
)
from munhalsa.application.context import Context
from munhalsa.application.merge_persons import MergePersons, merge_persons
from munhalsa.application.move_person import MovePerson, move_person
from munhalsa.application.ports_undo import ChangedLine
from munhalsa.application.preview_undo import MOST_LINES, UndoLine, preview_undo
from munhalsa.application.record_death import RecordDeath, record_death
from munhalsa.application.record_response import RecordResponse, record_response
from munhalsa.application.record_words import FIELD_WORDS, HIDDEN_FIELDS, RECORD_WORDS
from munhalsa.application.register_person import RegisterPerson, register_person
from munhalsa.application.undo import undo_event
from munhalsa.application.view_person import history_of, open_card
from munhalsa.domain.person import ProtectedIdentity, Relation
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.response import AnsweredBy
from tests.support.deeds import SIGNE, add, alter, born, identity, issue, register, unit
from tests.support.imports import person_line, take_in, units
from tests.support.stores import TODAY

_TOLD = (
    *("person", "unit", "district", "municipality", "population"),
    *("deviation", "disagreement"),
)
_UNTOLD = {"Registration", "UnitRegistration", "Merge", "CameUnder"}


def test_every_field_that_is_told_has_its_words() -> None:
    kinds = {
        shelf.record
        for shelf in SHELVES
        if shelf.subject_kind
        in (
            *_TOLD,
            *("training", "training_kind", "issuer"),
        )
    }
    assert {one.__name__ for one in kinds} - _UNTOLD <= RECORD_WORDS.keys()
    told = {field.name for kind in kinds if kind.__name__ not in _UNTOLD for field in fields(kind)}
    assert told - HIDDEN_FIELDS - FIELD_WORDS.keys() == set()
    assert FIELD_WORDS.keys() <= told


def test_fields_go_back_and_records_come_and_go(context: Context) -> None:
    add(context, unit(), unit("Hemgården", "SB02"))
    register(context, unit="SB01", from_day=TODAY - timedelta(days=9))
    moved = move_person(context, MovePerson(number=SIGNE, day=TODAY, unit="SB02"))
    preview = preview_undo(context, moved.event)
    yesterday = (TODAY - timedelta(days=1)).isoformat()
    assert UndoLine(what="Boende: till och med", now=yesterday, becomes="–") in preview.lines
    (home,) = [one for one in preview.lines if one.becomes == "tas bort"]
    assert home.what == "Boende"
    assert home.now.startswith("hem · Hemgården")
    assert (preview.event.action, preview.records, preview.more) == ("person.move", 2, 0)
    assert not preview.asks_again


def test_the_history_says_what_was_before_and_after_also_of_what_is_taken_back(
    context: Context,
) -> None:
    person = register(context)
    karin = {"name": "Karin Ek", "relation": Relation.RELATIVE, "phone": "070-174 06 05"}
    add_contact(context, AddContact(number=SIGNE, fields=karin))
    command = ChangeContact(number=SIGNE, contact="Karin Ek", fields={"phone": "070-174 06 06"})
    changed = change_contact(context, command)
    undone = undo_event(context, changed.event)
    back, change, came, _ = history_of(context, SIGNE)
    assert (back.event, change.event) == (undone.event, changed.event)
    phone = ChangedLine(what="Kontakt: telefon", before="070-174 06 05", after="070-174 06 06")
    assert change.changes == (phone,)
    assert phone.words == "Kontakt: telefon: 070-174 06 06 (förut 070-174 06 05)"
    assert [(one.before, one.after) for one in back.changes] == [(phone.after, phone.before)]
    assert came.changes[0].words.startswith("Kontakt: Karin Ek")
    history = open_card(context, person.id).history
    assert [one.changes for one in history] == [(), (phone,), (), ()]
    gone = ChangedLine(what="Kontakt", before="Karin Ek", after=None)
    assert gone.words == "Kontakt borttagen: Karin Ek"


def test_what_stands_in_the_way_is_named(context: Context) -> None:
    command = RegisterPerson(number=SIGNE, given_name="Signe", family_name="Ek")
    registered = register_person(context, command)
    said = RecordResponse(number=SIGNE, answered=TODAY, wants=True, answered_by=AnsweredBy.SELF)
    answered = record_response(context, said)
    preview = preview_undo(context, registered.event)
    assert [one.event for one in preview.in_the_way] == [answered.event]
    assert (preview.lines, preview.records) == ((), 0)
    shown = preview_undo(context, answered.event)
    assert shown.lines == (
        UndoLine(what="Svar", now=f"{TODAY} · ja · personen själv", becomes="tas bort"),
    )


def test_a_merge_asks_for_the_passphrase_and_masks_the_number(context: Context) -> None:
    twin = born(1941, 241)
    register(context)
    register(context, twin)
    command = MergePersons(keep=SIGNE, other=twin)
    done = merge_persons(context, command, before_commit=lambda: None)
    preview = preview_undo(context, done.event)
    assert preview.asks_again
    told = " ".join(f"{one.now} {one.becomes}" for one in preview.lines)
    assert twin[-4:] not in told
    assert "19410101-••••" in told


def test_a_protected_identity_is_told_to_who_may_see_it_only(context: Context) -> None:
    person = register(context)
    issue(context)
    alter(context, person, protected_identity=ProtectedIdentity.CONFIDENTIALITY_MARKING)
    died = record_death(context, RecordDeath(number=SIGNE, day=TODAY))
    assert preview_undo(context, str(died.event)).lines == ()
    named = replace(context, session=replace(context.session, sees_protected=True))
    told = preview_undo(named, str(died.event)).lines
    assert UndoLine(what="Person: avliden", now=TODAY.isoformat(), becomes="–") in told
    assert UndoLine(what="Intyg: orsak", now="avliden", becomes="–") in told


def test_a_long_one_is_told_in_part(context: Context) -> None:
    units(context)
    people = [person_line(identity("19500101", 100 + one)) for one in range(MOST_LINES + 4)]
    done = take_in(context, "personer", *people)
    preview = preview_undo(context, str(done.event))
    assert (len(preview.lines), preview.more) == (MOST_LINES, MOST_LINES + 8)
    assert preview.asks_again
    with pytest.raises(Rejected):
        preview_undo(context, "finns-inte")
