"""The log as an auditor reads it."""

from __future__ import annotations

import pytest

from munhalsa.application.context import Context
from munhalsa.application.view_log import latest_events
from munhalsa.application.view_person import show_person
from munhalsa.domain.account import Role
from munhalsa.domain.refusal import NotAllowed
from tests.support.deeds import SIGNE, content, issue, register, user


def test_the_newest_events_first_and_that_they_were_read(context: Context) -> None:
    person = register(context)
    event = issue(context).event
    show_person(context, SIGNE, purpose="Samtal")
    log = latest_events(context, limit=3)
    assert [line.action for line in log.events] == [
        "person.open",
        "certificate.issue",
        "person.register",
    ]
    opened, issued, _ = log.events
    assert (issued.event, issued.subject_kind, issued.subject_id) == (event, "person", person.id)
    assert (opened.purpose, opened.user) == ("Samtal", "Kim Lind")
    assert opened.role == "administrator+auditor+coordinator"
    assert opened.time.tzinfo is not None
    (read,) = latest_events(context, limit=1).events
    assert (read.action, read.subject_kind) == ("audit.list", "audit")


def test_the_head_grows_with_every_event(context: Context) -> None:
    before = latest_events(context, limit=1).head["main"]
    after = latest_events(context, limit=1).head["main"]
    assert (after.seq, len(after.hash)) == (before.seq + 1, 64)
    assert after.hash != before.hash


def test_what_an_event_changed_can_be_read_back(context: Context) -> None:
    person = register(context)
    event = issue(context).event
    read = content(context, event)
    assert (read.event, read.action) == (event, "certificate.issue")
    assert [change["table"] for change in read.changes] == [
        "certificate",
        "eligibility_decision",
        "registration",
    ]
    assert all(change["after"]["person_id"] == person.id for change in read.changes)
    with context.store.read() as reader:
        assert reader.history.content("01900000-0000-7000-8000-000000000000") is None


def test_it_takes_the_right(context: Context) -> None:
    auditor = user(context, Role.AUDITOR)
    with pytest.raises(NotAllowed):
        latest_events(user(context, Role.ISSUER), limit=1)
    assert latest_events(auditor, limit=1).events[0].action == "access.refused"
