"""Reading persons: what is masked, what is refused and what the log keeps of it."""

from __future__ import annotations

import pytest

from munhalsa.adapters.ids import new_id
from munhalsa.application.context import Context
from munhalsa.application.ports import HistoryLine
from munhalsa.application.view_person import history_of, list_persons, show_person
from munhalsa.domain.account import Permission, Role
from munhalsa.domain.person import (
    Dentist,
    FormerNumber,
    Person,
    ProtectedIdentity,
    Residence,
    ResidenceKind,
)
from munhalsa.domain.refusal import NotAllowed, Rejected
from tests.support.deeds import (
    SIGNE,
    add,
    assert_refused,
    born,
    identity,
    issue,
    latest,
    register,
    unit,
    user,
)

HIDDEN = born(1950)


def protected(context: Context) -> Person:
    return register(
        context,
        HIDDEN,
        given_name="Aina",
        family_name="Abrahamsson",
        unit="SB01",
        protected_identity=ProtectedIdentity.PROTECTED_REGISTRATION,
    )


def named(context: Context) -> Context:
    return user(context, Role.ISSUER, sees_protected=True)


def events_of(context: Context, person: Person) -> list[HistoryLine]:
    with context.store.read() as reader:
        return list(reader.history.of_subject(person.id))


def test_a_list_in_name_order_with_home_certificate_and_answer(context: Context) -> None:
    add(context, unit())
    register(context, unit="SB01")
    register(context, born(1960), family_name="Åkesson")
    number = issue(context).certificate.number
    first, second = list_persons(context)
    assert (first.name, first.number) == ("Wåhlström, Signe", SIGNE)
    assert (first.unit, first.certificate, first.ground) == ("Björkgläntan", number, "2a")
    assert (second.name, second.unit, second.certificate) == ("Åkesson, Signe", None, None)
    assert len(list_persons(context, limit=1)) == 1
    (event,) = latest(context)
    assert (event.action, event.subject_id) == ("person.list", "")


def test_a_protected_identity_is_masked_in_the_list_whoever_else_sees_it(
    context: Context,
) -> None:
    add(context, unit())
    register(context, unit="SB01")
    hidden = protected(context)
    lines = list_persons(context)
    (masked,) = [line for line in lines if line.protected]
    shown = f"{masked}".replace(masked.id, "")
    for secret in (HIDDEN, HIDDEN[-4:], "Aina", "Abrahamsson", "Björkgläntan", "1950"):
        assert secret not in shown
    # Not where the alphabet would put it, which would give the name away.
    assert lines[0].id == hidden.id
    seen = list_persons(named(context))
    assert [(line.name, line.number) for line in seen if line.protected] == [
        ("Abrahamsson, Aina", HIDDEN)
    ]


@pytest.mark.parametrize("typed", ["Abra", "Aina Abrahamsson", "brahams", HIDDEN, HIDDEN[-4:]])
def test_no_search_finds_it_but_for_those_named_for_it(context: Context, typed: str) -> None:
    add(context, unit())
    hidden = protected(context)
    assert list_persons(context, search=typed) == []
    assert [line.id for line in list_persons(named(context), search=typed)] == [hidden.id]


def test_a_search_is_logged_with_its_kind_and_who_was_shown(context: Context) -> None:
    person = register(context)
    register(context, born(1960), family_name="Åkesson")
    assert [line.id for line in list_persons(context, search="wåhl")] == [person.id]
    assert [line.id for line in list_persons(context, search=SIGNE[:8], limit=5)] == [person.id]
    by_number, by_name = latest(context, 2)
    assert (by_number.action, by_name.action) == ("person.search", "person.search")
    seen = [line.event for line in events_of(context, person)]
    assert {by_number.event, by_name.event} <= set(seen)


def test_the_whole_record(context: Context) -> None:
    home, daily = unit(), unit("Snickeriet", "DV01")
    add(context, home, daily)
    person = register(context, unit="SB01", room="4")
    old = identity("19410161", 239)
    add(
        context,
        FormerNumber(id=new_id(), person_id=person.id, number=old),
        Dentist(id=new_id(), person_id=person.id, name="Folktandvården Götene"),
        Residence(
            id=new_id(),
            person_id=person.id,
            kind=ResidenceKind.VISIT,
            unit_id=daily.id,
            from_day=context.today,
        ),
        Residence(
            id=new_id(),
            person_id=person.id,
            kind=ResidenceKind.RESPONSIBLE,
            street="Gatan 1",
            from_day=context.today,
        ),
    )
    certificate = issue(context).certificate
    record = show_person(context, old, purpose="samtal")
    assert record.person == person
    assert [one.number for one in record.former_numbers] == [old]
    assert len(record.residences) == 3
    assert {one.id for one in record.units} == {home.id, daily.id}
    assert [one.name for one in record.dentists] == ["Folktandvården Götene"]
    assert record.certificates == (certificate,)
    assert len(record.registrations) == len(record.decisions) == 1
    assert (record.contacts, record.responses, record.disclosures) == ((), (), ())
    (event,) = latest(context)
    assert (event.action, event.subject_id, event.purpose) == ("person.open", person.id, "samtal")


def test_a_protected_card_is_closed_to_others_and_the_try_is_logged(context: Context) -> None:
    add(context, unit())
    hidden = protected(context)
    with pytest.raises(NotAllowed) as caught:
        show_person(context, HIDDEN)
    assert_refused(caught, "protected_identity", None, "Aina", "Abrahamsson", HIDDEN)
    (event,) = latest(context)
    assert (event.action, event.subject_id) == ("access.refused", hidden.id)
    assert event.event in {line.event for line in events_of(context, hidden)}


def test_who_is_named_for_it_says_why(context: Context) -> None:
    add(context, unit())
    hidden = protected(context)
    for purpose in ("", "  "):
        with pytest.raises(Rejected) as caught:
            show_person(named(context), HIDDEN, purpose=purpose)
        assert_refused(caught, "reason_missing", "reason", "Aina", HIDDEN)
    record = show_person(named(context), HIDDEN, purpose=" Besök bokas per telefon ")
    assert record.person.id == hidden.id
    assert latest(context)[0].purpose == "Besök bokas per telefon"


def test_the_history_newest_first(context: Context) -> None:
    register(context)
    done = issue(context)
    lines = history_of(context, SIGNE)
    assert [line.action for line in lines] == ["certificate.issue", "person.register"]
    assert lines[0].event == done.event
    assert {line.user for line in lines} == {"Kim Lind"}
    assert not any(line.undone for line in lines)


def test_an_unknown_number_is_refused(context: Context) -> None:
    with pytest.raises(Rejected) as caught:
        show_person(context, SIGNE)
    assert_refused(caught, "person_not_found", "number")


@pytest.mark.parametrize("role", [Role.STATISTICS, Role.ADMINISTRATOR, Role.MAS])
def test_who_sees_no_persons(context: Context, role: Role) -> None:
    register(context)
    somebody = user(context, role)
    for attempt in (lambda: list_persons(somebody), lambda: show_person(somebody, SIGNE)):
        with pytest.raises(NotAllowed) as caught:
            attempt()
        assert_refused(caught, "not_allowed", None)
        assert latest(context)[0].subject_id == "see_persons"


class TestAskingForThePassphraseAgain:
    def test_without_it_the_try_is_refused_and_logged(self, context: Context) -> None:
        issuer = user(context, Role.COORDINATOR, confirmed=False)
        with pytest.raises(NotAllowed) as caught:
            issuer.require_confirmed(Permission.EXPORT)
        assert_refused(caught, "passphrase_needed", None)
        assert (latest(context)[0].action, latest(context)[0].subject_id) == (
            "access.refused",
            "export",
        )

    def test_with_it_the_way_is_open(self, context: Context) -> None:
        user(context, Role.COORDINATOR, confirmed=True).require_confirmed(Permission.EXPORT)

    def test_a_role_is_needed_all_the_same(self, context: Context) -> None:
        with pytest.raises(NotAllowed) as caught:
            user(context, Role.ISSUER, confirmed=True).require_confirmed(Permission.EXPORT)
        assert_refused(caught, "not_allowed", None)
