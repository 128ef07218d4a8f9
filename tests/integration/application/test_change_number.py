"""Another number for somebody, and breaking the link to the earlier ones, on both engines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from munhalsa.adapters.ids import new_id
from munhalsa.adapters.store.audit_check import check_log
from munhalsa.adapters.store.schema import metadata
from munhalsa.adapters.store.store import SqlStore
from munhalsa.application.break_link import BreakLink, break_link
from munhalsa.application.change_number import ChangeNumber, change_number
from munhalsa.application.context import Context
from munhalsa.application.merge_persons import MergePersons, merge_persons
from munhalsa.application.undo import undo_event
from munhalsa.application.unmerge_persons import unmerge_persons
from munhalsa.application.view_person import history_of
from munhalsa.domain.account import Role
from munhalsa.domain.certificate import Certificate, RegistrationKind
from munhalsa.domain.identity import Sex
from munhalsa.domain.person import FormerNumber, Person, ProtectedIdentity
from munhalsa.domain.reconciliation import Aspect, Choice, SettledDifference
from munhalsa.domain.refusal import NotAllowed, Rejected
from tests.support.deeds import (
    SIGNE,
    add,
    alter,
    born,
    found,
    identity,
    issue,
    mark_registered,
    register,
    stored,
    user,
    waiting,
)

NEW, DOUBLE, THIRD = identity("19430202", 242), born(1941, 241), born(1944)


def refusal(deed: Callable[[], object]) -> tuple[str, str | None]:
    with pytest.raises((Rejected, NotAllowed)) as refused:
        deed()
    return refused.value.code, refused.value.field


def test_a_new_number_keeps_the_old_one_and_is_told_to_vgr(context: Context) -> None:
    signe = register(context)
    register(context, DOUBLE)
    certificate = found(context, Certificate, number=issue(context).certificate.number)[0]
    mark_registered(context, certificate.id)

    def change(to: str) -> Any:
        return change_number(context, ChangeNumber(number=SIGNE, to=to))

    assert refusal(lambda: change("19410101-0000")) == ("identity_number_checksum", "to")
    assert refusal(lambda: change(SIGNE)) == ("nothing_to_change", "to")
    assert refusal(lambda: change(DOUBLE)) == ("number_taken", "to")
    done = change(NEW)
    person = stored(context, Person, signe.id)
    assert (person.number, person.birth_year, person.sex) == (NEW, 1943, Sex.FEMALE)
    assert [one.number for one in found(context, FormerNumber)] == [SIGNE]
    assert waiting(context, certificate.id) == {RegistrationKind.NAME_OR_NUMBER}
    assert refusal(lambda: change(SIGNE)) == ("number_taken", "to")
    undo_event(context, done.event)
    assert stored(context, Person, signe.id) == replace(person, **_before(context, signe))


def _before(context: Context, was: Person) -> dict[str, Any]:
    now = stored(context, Person, was.id)
    names = ("number", "birth_year", "sex")
    return {**{name: getattr(was, name) for name in names}, "version": now.version}


def test_the_link_is_broken_for_good_and_the_log_still_holds(
    context: Context, store: SqlStore
) -> None:
    signe = register(context)
    register(context, DOUBLE)
    third = register(context, THIRD)
    _join_and_part(context, keep=THIRD, other=SIGNE)
    _join_and_part(context, keep=SIGNE, other=THIRD)
    command = MergePersons(keep=SIGNE, other=DOUBLE)
    merge_persons(context, command, before_commit=lambda: None)
    changed = change_number(context, ChangeNumber(number=SIGNE, to=NEW))
    for kind, typed in (("new", SIGNE[2:]), ("other", f"{SIGNE[:8]} {SIGNE[8:]}")):
        content = f'{{"number": "{typed}"}}'
        context.store.drafts.keep(account_id="a", kind=kind, content=content)
    settled = SettledDifference(
        id=new_id(),
        number=SIGNE,
        aspect=Aspect.UNIT,
        here="a",
        there="b",
        choice=Choice.HERE,
        settled_on=context.today,
        settled_by="Kim Lind",
    )
    add(context, settled)
    alter(context, signe, given_name="Fiktiva", family_name="Namnet", sort_key="namnet fiktiva")
    alter(context, signe, protected_identity=ProtectedIdentity.PROTECTED_REGISTRATION)
    assert _rows_with(store, SIGNE[2:]) > 5
    named = replace(context, session=replace(context.session, sees_protected=True))
    asked = BreakLink(number=NEW, reason="fingerade uppgifter")
    assert refusal(lambda: break_link(context, asked))[0] == "protected_identity"
    assert refusal(lambda: break_link(named, BreakLink(number=NEW))) == ("reason_missing", "reason")
    hasty = replace(named, session=replace(named.session, confirmed=False))
    assert refusal(lambda: break_link(hasty, asked))[0] == "passphrase_needed"
    issuer = user(context, Role.ISSUER, confirmed=True, sees_protected=True)
    assert refusal(lambda: break_link(issuer, asked))[0] == "not_allowed"
    done = break_link(named, asked)
    assert done.events > 5
    for earlier in (SIGNE, DOUBLE):
        assert _rows_with(store, earlier) == _rows_with(store, earlier[2:]) == 0
        assert _hits(named, earlier) == []
    assert context.store.drafts.kept(account_id="a", kind="other") is None
    assert _hits(named, NEW) == [signe.id]
    with store.engine.connect() as connection:
        log = check_log(connection)
    assert (log.faults, log.total) == ([], 0)
    assert refusal(lambda: undo_event(named, changed.event))[0] == "content_gone"
    assert refusal(lambda: undo_event(named, done.receipt))[0] == "not_undoable"
    assert done.receipt in {one.event for one in history_of(named, NEW, purpose="prov")}
    # What is known of somebody else is as it was, also where the two were once mixed up.
    alter(context, third, given_name="Tora")
    assert _rows_with(store, THIRD) > 1


def _join_and_part(context: Context, *, keep: str, other: str) -> None:
    command = MergePersons(keep=keep, other=other)
    merged = merge_persons(context, command, before_commit=lambda: None)
    unmerge_persons(context, merged.merge)


def test_nobody_is_cleaned_who_has_no_earlier_number(context: Context, store: SqlStore) -> None:
    register(context, protected_identity=ProtectedIdentity.PROTECTED_REGISTRATION)
    named = replace(context, session=replace(context.session, sees_protected=True))
    assert break_link(named, BreakLink(number=SIGNE, reason="prov")).events == 1
    with store.engine.connect() as connection:
        assert check_log(connection).faults == []


def _hits(context: Context, typed: str) -> list[str]:
    with context.store.read() as reader:
        found = reader.persons.search(typed, limit=9, day=context.today, see_protected=True)
    return [one.id for one in found]


def _rows_with(store: SqlStore, text: str) -> int:
    """Rows of any table in which the text stands."""
    with store.engine.connect() as connection:
        return sum(
            text in str(tuple(row))
            for table in metadata.sorted_tables
            for row in connection.execute(select(table))
        )
