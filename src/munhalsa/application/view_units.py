"""Reading units and users."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from munhalsa.application.context import Context
from munhalsa.domain.account import Account, Permission, Role, RoleGrant
from munhalsa.domain.swedish import sort_key
from munhalsa.domain.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class UserLine:
    """A user with the roles in force today."""

    name: str
    roles: tuple[Role, ...]
    sees_protected: bool
    ended_on: date | None


def list_units(context: Context) -> Sequence[Unit]:
    """Every unit, in name order."""
    context.require(Permission.SEE_PERSONS)
    with context.read() as reader:
        return reader.find(Unit, order_by="sort_key")


def list_users(context: Context) -> Sequence[UserLine]:
    """Every user, in the order of their names."""
    context.require_everywhere(Permission.MANAGE_USERS)
    with context.read() as reader:
        accounts = sorted(reader.find(Account), key=lambda account: sort_key(account.name))
        grants = reader.find(RoleGrant)
    return [
        UserLine(
            name=account.name,
            roles=tuple(
                grant.role
                for grant in grants
                if grant.account_id == account.id and grant.holds_on(context.today)
            ),
            sees_protected=account.sees_protected,
            ended_on=account.ended_on,
        )
        for account in accounts
    ]
