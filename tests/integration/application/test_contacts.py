"""Contacts of a person: added, changed, ended and followed by another, each undone as one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from munhalsa.application.contacts import (
    AddContact,
    ChangeContact,
    ContactChanged,
    EndContact,
    add_contact,
    change_contact,
    end_contact,
)
from munhalsa.application.context import Context
from munhalsa.application.name_dentists import NameDentists, name_dentists
from munhalsa.application.person_details import (
    AddNote,
    NameDentist,
    SetLanguage,
    add_note,
    name_dentist,
    set_language,
)
from munhalsa.application.record_offer import RecordOffer, record_offer
from munhalsa.application.record_response import RecordResponse, record_response
from munhalsa.application.replace_contact import ReplaceContact, replace_contact
from munhalsa.application.undo import undo_event
from munhalsa.domain.account import Role
from munhalsa.domain.certificate import Certificate, RegistrationKind
from munhalsa.domain.person import Authority, Contact, Dentist, Note, Person, Relation
from munhalsa.domain.refusal import NotAllowed, Refusal, Rejected
from munhalsa.domain.response import AnsweredBy, OfferChannel
from tests.support.deeds import (
    SIGNE,
    alter,
    assert_refused,
    born,
    found,
    issue,
    mark_registered,
    register,
    stored,
    user,
    waiting,
)

KARIN: dict[str, Any] = {
    "name": "Karin Ek",
    "relation": Relation.GUARDIAN,
    "mandate": "bevaka rätt, sörja för person",
    "phone": "031-12 34 56",
    "gets_letters": True,
    "from_day": date(2026, 1, 1),
}
DAY = date(2026, 12, 1)


def karin(context: Context, **changes: Any) -> ContactChanged:
    return add_contact(context, AddContact(number=SIGNE, fields={**KARIN, **changes}))


def codes(done: Any) -> list[str]:
    return [one.code for one in done.warnings]


def test_a_contact_is_added_told_of_and_taken_back(context: Context) -> None:
    register(context)
    certificate = issue(context).certificate
    mark_registered(context, certificate.id)
    done = karin(context)
    assert (done.contact.authority, done.warnings) == (Authority.REPRESENTS, ())
    assert waiting(context, certificate.id) == {RegistrationKind.CONTACT}
    undo_event(context, done.event)
    assert found(context, Contact) == []


def test_what_cannot_be_added(context: Context) -> None:
    register(context)
    with pytest.raises(Rejected) as caught:
        karin(context, relation=None)
    assert_refused(caught, "missing", "relation")
    with pytest.raises(Rejected) as caught:
        karin(context, to_day=date(2025, 12, 31))
    assert_refused(caught, "end_before_start", "to")
    with pytest.raises(NotAllowed):
        add_contact(user(context, Role.STATISTICS), AddContact(number=SIGNE, fields=KARIN))
    assert found(context, Contact) == []


def test_a_mandate_without_extent_is_warned_of(context: Context) -> None:
    register(context)
    assert codes(karin(context, mandate=" ")) == ["mandate_missing"]
    assert codes(karin(context, name="Ove", relation=Relation.RELATIVE, mandate=None)) == []


def test_a_change_is_told_where_it_concerns_others(context: Context) -> None:
    register(context)
    certificate = issue(context).certificate
    contact = karin(context).contact
    mark_registered(context, certificate.id)

    def change(**fields: Any) -> ContactChanged:
        command = ChangeContact(number=SIGNE, contact=None, fields=fields, version=None)
        return change_contact(context, command)

    change(may_be_told="allt om besöket")
    assert waiting(context, certificate.id) == set()
    done = change(phone="070-111 22 33", to_day=None)
    assert (done.contact.phone, done.contact.mandate) == ("070-111 22 33", contact.mandate)
    assert waiting(context, certificate.id) == {RegistrationKind.CONTACT}
    with pytest.raises(Rejected) as caught:
        change(phone="070-111 22 33")
    assert_refused(caught, "nothing_to_change", None)
    with pytest.raises(Rejected) as caught:
        change(to_day=date(2025, 1, 1))
    assert_refused(caught, "end_before_start", "to")
    late = ChangeContact(number=SIGNE, contact=contact.id, fields={"phone": "0"}, version=1)
    with pytest.raises(Refusal):
        change_contact(context, late)


def test_against_what_somebody_else_has_changed(context: Context) -> None:
    register(context)
    contact = karin(context).contact
    alter(context, contact, phone="031-99 99 99")
    command = ChangeContact(
        number=SIGNE, contact=contact.id, fields={"name": "Karin Ås"}, version=contact.version
    )
    with pytest.raises(Rejected) as caught:
        change_contact(context, command)
    assert caught.value.code == "conflict"


def test_an_end_says_where_the_letters_go(context: Context) -> None:
    register(context)
    karin(context)
    ended = end_contact(context, EndContact(number=SIGNE, contact=None, day=date(2026, 11, 20)))
    assert ended.contact.to_day == date(2026, 11, 20)
    assert codes(ended) == ["letters_to_person"]
    with pytest.raises(Rejected) as caught:
        end_contact(context, EndContact(number=SIGNE, contact=None, day=DAY))
    assert_refused(caught, "contact_not_found", "contact")
    karin(context, name="Ove", gets_letters=False)
    with pytest.raises(Rejected) as caught:
        end_contact(context, EndContact(number=SIGNE, contact="Ove", day=date(2025, 1, 1)))
    assert_refused(caught, "end_before_start", "date")
    with pytest.raises(Rejected) as caught:
        end_contact(context, EndContact(number=SIGNE, contact="Ove", day=date(1930, 1, 1)))
    assert caught.value.field == "date"
    assert codes(end_contact(context, EndContact(number=SIGNE, contact="Ove", day=DAY))) == []


def test_another_god_man_in_one_deed(context: Context) -> None:
    register(context)
    certificate = issue(context, letter_to="Karin Ek").certificate
    old = karin(context).contact
    karin(context, name="Ove", relation=Relation.RELATIVE, gets_letters=False)
    offer = RecordOffer(number=SIGNE, offered=context.today, channel=OfferChannel.LETTER)
    record_offer(context, offer)
    mark_registered(context, certificate.id)
    done = replace_contact(
        context,
        ReplaceContact(number=SIGNE, contact=None, day=DAY, fields={"name": "Per Ek"}),
    )
    assert codes(done) == ["open_offer"]
    new = done.contact
    assert (new.relation, new.authority, new.mandate, new.gets_letters, new.phone) == (
        *(old.relation, old.authority, old.mandate, True),
        None,
    )
    assert (new.from_day, stored(context, Contact, old.id).to_day) == (DAY, date(2026, 11, 30))
    assert stored(context, Certificate, certificate.id).letter_to == "Per Ek"
    assert RegistrationKind.CONTACT in waiting(context, certificate.id)
    undo_event(context, done.event)
    assert stored(context, Contact, old.id).to_day is None
    assert stored(context, Certificate, certificate.id).letter_to == "Karin Ek"
    assert {one.name for one in found(context, Contact)} == {"Karin Ek", "Ove"}


def test_a_follower_after_an_answer_has_nothing_open(context: Context) -> None:
    register(context)
    issue(context)
    karin(context)
    offer = RecordOffer(number=SIGNE, offered=context.today, channel=OfferChannel.LETTER)
    record_offer(context, offer)
    answer = RecordResponse(
        number=SIGNE, answered=context.today, wants=True, answered_by=AnsweredBy.GUARDIAN
    )
    assert record_response(context, answer).warnings == ()
    replacing = ReplaceContact(number=SIGNE, contact=None, day=DAY, fields={"name": "Per Ek"})
    assert codes(replace_contact(context, replacing)) == ["tell_contact_later"]
    early = ReplaceContact(
        number=SIGNE, contact="Per Ek", day=DAY, fields={"name": "Ny", "phone": "031-123456"}
    )
    with pytest.raises(Rejected) as caught:
        replace_contact(context, early)
    assert_refused(caught, "successor_too_early", "from")


def test_the_chosen_dentist_and_a_correction_of_the_same_day(context: Context) -> None:
    register(context)
    first = name_dentist(context, NameDentist(number=SIGNE, name="Folktandvården Ås"))
    name_dentist(context, NameDentist(number=SIGNE, name="Folktandvården Åsen"))
    (dentist,) = found(context, Dentist)
    assert (dentist.name, dentist.from_day) == ("Folktandvården Åsen", context.today)
    with pytest.raises(Rejected) as caught:
        name_dentist(context, NameDentist(number=SIGNE, name="Folktandvården Åsen"))
    assert_refused(caught, "nothing_to_change", "name")
    with pytest.raises(Rejected) as caught:
        name_dentist(context, NameDentist(number=SIGNE, name="X", from_day=date(2028, 1, 1)))
    assert_refused(caught, "date_too_far_ahead", "from")
    with pytest.raises(Refusal):
        undo_event(context, first.event)


def test_a_note_reminds_of_what_does_not_belong_there(context: Context) -> None:
    register(context)
    done = add_note(context, AddNote(number=SIGNE, text=" Ring  på förmiddagen "))
    assert codes(done) == ["no_health_details"]
    (note,) = found(context, Note)
    assert (note.text, note.day, note.author) == (
        *("Ring på förmiddagen", context.today),
        context.session.name,
    )
    with pytest.raises(Rejected) as caught:
        add_note(context, AddNote(number=SIGNE, text=" "))
    assert_refused(caught, "missing", "text")
    undo_event(context, done.event)
    assert found(context, Note) == []


def test_language_and_interpreter(context: Context) -> None:
    person = register(context)
    with pytest.raises(Rejected) as caught:
        set_language(context, SetLanguage(number=SIGNE, language="", needs_interpreter=True))
    assert_refused(caught, "missing", "language")
    with pytest.raises(Rejected) as caught:
        set_language(context, SetLanguage(number=SIGNE, language=None))
    assert_refused(caught, "nothing_to_change", "language")
    done = set_language(
        context, SetLanguage(number=SIGNE, language="finska", needs_interpreter=True)
    )
    now = stored(context, Person, person.id)
    assert (now.language, now.needs_interpreter) == ("finska", True)
    undo_event(context, done.event)
    assert stored(context, Person, person.id).language is None


def test_one_dentist_for_many_in_one_deed(context: Context) -> None:
    signe, other = register(context), register(context, born(1942))
    name_dentist(context, NameDentist(number=SIGNE, name="Gamla kliniken"))
    name_dentist(context, NameDentist(number=other.number, name="Folktandvården Ås"))
    many = NameDentists(
        persons=(signe.id, other.id), name="Folktandvården Ås", from_day=context.today
    )
    done = name_dentists(context, many)
    assert {one.name for one in found(context, Dentist)} == {"Folktandvården Ås"}
    with pytest.raises(Rejected) as caught:
        name_dentists(context, many)
    assert_refused(caught, "nothing_to_change", "name")
    undo_event(context, done.event)
    assert {one.name for one in found(context, Dentist, person_id=signe.id)} == {"Gamla kliniken"}
    later = NameDentists(persons=(signe.id,), name="Nya kliniken", from_day=DAY)
    name_dentists(context, later)
    assert len(found(context, Dentist, person_id=signe.id)) == 2
