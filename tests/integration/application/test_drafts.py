"""Drafts: the user's own, one of a kind, outside log and history."""

from __future__ import annotations

from dataclasses import replace

from munhalsa.adapters.store.store import SqlStore
from munhalsa.application.context import Context
from munhalsa.application.drafts import drop_draft, keep_draft, kept_draft
from munhalsa.domain.account import Role
from tests.support.deeds import latest, user
from tests.support.stores import context_for

KIND = "new_certificate"


def test_a_draft_is_kept_until_it_is_dropped(context: Context) -> None:
    assert kept_draft(context, KIND) is None
    before = context.clock.now()
    keep_draft(context, KIND, {"given_name": "Åsa", "answers": {"lasting_need": True}})
    kept = kept_draft(context, KIND)
    assert kept is not None
    assert kept.content == {"given_name": "Åsa", "answers": {"lasting_need": True}}
    assert before <= kept.changed_at <= context.clock.now()
    drop_draft(context, KIND)
    assert kept_draft(context, KIND) is None
    drop_draft(context, KIND)


def test_a_later_one_takes_its_place(context: Context) -> None:
    keep_draft(context, KIND, {"number": "1"})
    keep_draft(context, KIND, {"number": "2"})
    keep_draft(context, "other", {"number": "3"})
    kept = kept_draft(context, KIND)
    assert kept is not None
    assert kept.content == {"number": "2"}


def test_nobody_sees_anothers_draft(context: Context) -> None:
    keep_draft(context, KIND, {"number": "1"})
    other = user(context, Role.ISSUER)
    assert kept_draft(other, KIND) is None
    drop_draft(other, KIND)
    assert kept_draft(context, KIND) is not None


def test_a_draft_is_no_event_of_the_log(context: Context) -> None:
    before = latest(context, 100)
    keep_draft(context, KIND, {"number": "1"})
    kept_draft(context, KIND)
    drop_draft(context, KIND)
    assert latest(context, 100) == before


def test_it_is_there_in_the_next_session(store: SqlStore) -> None:
    keep_draft(context_for(store), KIND, {"number": "1"})
    later = context_for(store)
    confirmed = replace(later, session=replace(later.session, confirmed=False))
    assert kept_draft(confirmed, KIND) is not None
