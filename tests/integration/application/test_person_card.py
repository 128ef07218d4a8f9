"""The card of one person: what it holds, who may open it, and what the log keeps of it."""

from __future__ import annotations

import pytest

from munhalsa.application.context import Context
from munhalsa.application.view_person import (
    find_persons,
    history_of,
    list_persons,
    note_number_shown,
    open_card,
    show_person,
)
from munhalsa.domain.account import Role
from munhalsa.domain.person import ProtectedIdentity
from munhalsa.domain.refusal import NotAllowed, Rejected
from tests.support.deeds import SIGNE, add, assert_refused, issue, latest, register, unit, user


def test_the_card_is_the_record_and_its_changes(context: Context) -> None:
    add(context, unit())
    person = register(context, unit="SB01")
    issue(context)
    list_persons(context, search="wåhl")
    card = open_card(context, person.id)
    assert card.record == show_person(context, SIGNE)
    assert [line.action for line in card.history] == ["certificate.issue", "person.register"]
    assert [line.event for line in card.history] == [
        line.event for line in history_of(context, SIGNE)
    ]


def test_opening_the_card_is_logged(context: Context) -> None:
    person = register(context)
    open_card(context, person.id)
    (event,) = latest(context)
    assert (event.action, event.subject_id) == ("person.open", person.id)


def test_a_protected_card_wants_the_right_and_a_reason(context: Context) -> None:
    hidden = register(context, protected_identity=ProtectedIdentity.CONFIDENTIALITY_MARKING)
    with pytest.raises(NotAllowed) as refused:
        open_card(context, hidden.id)
    assert_refused(refused, "protected_identity", None)
    named = user(context, Role.ISSUER, sees_protected=True)
    with pytest.raises(Rejected) as missing:
        open_card(named, hidden.id)
    assert_refused(missing, "reason_missing", "reason")
    assert open_card(named, hidden.id, purpose="samtal").record.person == hidden
    assert latest(context)[0].purpose == "samtal"


@pytest.mark.parametrize("copied", [False, True])
def test_showing_the_number_is_logged_and_no_change(context: Context, copied: bool) -> None:
    person = register(context)
    note_number_shown(context, person.id, copied=copied)
    (event,) = latest(context)
    assert event.action == ("person.number_copied" if copied else "person.number_shown")
    assert event.subject_id == person.id
    assert [line.action for line in open_card(context, person.id).history] == ["person.register"]


def test_who_sees_no_persons_sees_no_card(context: Context) -> None:
    person = register(context)
    nobody = user(context, Role.STATISTICS)
    for attempt in (
        lambda: open_card(nobody, person.id),
        lambda: note_number_shown(nobody, person.id, copied=False),
        lambda: find_persons(nobody),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_finding_writes_nothing_and_listing_does(context: Context) -> None:
    person = register(context)
    (before,) = latest(context)
    assert [line.id for line in find_persons(context)] == [person.id]
    assert [line.id for line in find_persons(context, search="signe", limit=5)] == [person.id]
    assert latest(context)[0] == before
    list_persons(context)
    assert latest(context)[0].action == "person.list"
