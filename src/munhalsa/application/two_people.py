"""Whether there is somebody else who could let through what one asks for."""

from __future__ import annotations

from munhalsa.application.context import Context
from munhalsa.application.ports import Reader
from munhalsa.domain.access import is_everywhere
from munhalsa.domain.account import PERMISSIONS, Account, Permission, RoleGrant


def others_who_may(context: Context, reader: Reader, permission: Permission) -> bool:
    """Whether another user has that leave for the whole municipality today."""
    own, today = context.session.account_id, context.today
    there = {
        one.id
        for one in reader.find(Account)
        if one.id != own and (one.ended_on is None or one.ended_on > today)
    }
    return any(
        grant.account_id in there
        and grant.holds_on(today)
        and is_everywhere(grant)
        and permission in PERMISSIONS[grant.role]
        for grant in reader.find(RoleGrant)
    )
