"""Users at the edges that neither commands nor the window lead to."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta

import pytest

from munhalsa.adapters.store.keeping import StoreKeeper
from munhalsa.adapters.store.opening import OpenStore
from munhalsa.adapters.store.store import SqlStore
from munhalsa.application.accounts import of_today, session_of
from munhalsa.application.context import Context
from munhalsa.application.users import (
    AddUser,
    GrantRole,
    add_user,
    end_user,
    grant_role,
    list_users,
)
from munhalsa.domain.account import Account, Role, RoleGrant
from munhalsa.domain.refusal import NotAllowed, Rejected
from munhalsa.domain.training import Issuer
from tests.support.deeds import add, alter, found
from tests.support.stores import COORDINATOR, on_day

DAY = timedelta(days=1)
EVA = "Eva Ek"


@pytest.fixture
def keeper(store: SqlStore, context: Context) -> StoreKeeper:
    """The keeping of a store without key slots of its own."""
    opened = OpenStore(
        store=store,
        session=context.session,
        vault=None,
        anchors=None,
        clock=context.clock,
        resources=ExitStack(),
    )
    return StoreKeeper(opened)


@pytest.fixture
def keepers(context: Context) -> Account:
    """The coordinator at work has the roles in the store too."""
    for role in (Role.COORDINATOR, Role.ADMINISTRATOR):
        add(context, RoleGrant(id=context.new_id(), account_id=COORDINATOR.account_id, role=role))
    return found(context, Account, id=COORDINATOR.account_id)[0]


def test_roles_are_worked_out_anew_on_another_day(context: Context, keepers: Account) -> None:
    assert of_today(context) is context
    with context.store.read() as reader:
        session = session_of(reader, name=keepers.name, today=context.today, confirmed=True)
    at_work = replace(context, session=session)
    assert of_today(at_work) is at_work
    (coordinator,) = found(context, RoleGrant, role=Role.COORDINATOR)
    alter(context, coordinator, until=context.today)
    tomorrow = of_today(on_day(at_work, context.today + DAY))
    assert tomorrow.session.roles == {Role.ADMINISTRATOR}
    assert (tomorrow.session.confirmed, tomorrow.session.day) == (False, tomorrow.today)
    alter(context, keepers, ended_on=context.today + 2 * DAY)
    with pytest.raises(NotAllowed):
        of_today(on_day(tomorrow, context.today + 2 * DAY))


def test_a_user_without_a_role_is_not_added(context: Context, keeper: StoreKeeper) -> None:
    with pytest.raises(Rejected) as caught:
        add_user(context, keeper, AddUser(name=EVA, roles=()), passphrase=None)
    assert caught.value.code == "role_missing"
    assert not found(context, Account, name=EVA)


def test_what_had_run_out_before_the_end_stays_as_it_was(
    context: Context, keeper: StoreKeeper, keepers: Account
) -> None:
    done = add_user(
        context,
        keeper,
        AddUser(name=EVA, roles=[GrantRole(role=Role.ISSUER, authorised_by="  MAS  Bo ")]),
        passphrase=None,
    )
    (grant,) = done.user.grants
    assert grant.authorised_by == "MAS Bo"
    (account,) = found(context, Account, name=EVA)
    past = context.today - 30 * DAY
    add(
        context,
        RoleGrant(id=context.new_id(), account_id=account.id, role=Role.MAS, until=past),
    )
    issuer = Issuer(id=context.new_id(), name=EVA, sort_key=EVA, account_id=account.id)
    add(context, issuer)
    ended = end_user(context, keeper, EVA)
    assert ended.warnings[0].code == "issuer_active"
    until = {one.role: one.until for one in found(context, RoleGrant, account_id=account.id)}
    assert until == {Role.ISSUER: context.today - DAY, Role.MAS: past}
    line = next(one for one in list_users(context) if one.name == EVA)
    assert (line.roles, line.ended_on) == ((), context.today)
    with pytest.raises(Rejected) as caught:
        grant_role(context, EVA, GrantRole(role=Role.ISSUER))
    assert caught.value.code == "unknown_user"


def test_without_a_first_user_nobody_comes_in_without_a_name(context: Context) -> None:
    with context.store.read() as reader, pytest.raises(NotAllowed) as caught:
        session_of(reader, name=None, today=context.today, confirmed=False)
    assert caught.value.code == "unknown_user"
