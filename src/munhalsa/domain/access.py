"""What a user's roles reach, and who must always be left who can give them (spec: security)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from munhalsa.domain.account import Account, Role, RoleGrant
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.unit import Unit, with_those_under

KEEPERS = (Role.COORDINATOR, Role.ADMINISTRATOR)
"""The roles without which nobody could give a role, or open the store for somebody."""

BY_ROUNDS = frozenset({Role.HYGIENIST})
"""Roles that reach nobody by a unit, only the persons of the rounds assigned to the user."""

_EVERYWHERE = frozenset({Role.ADMINISTRATOR})
_WITHOUT = {
    Role.COORDINATOR: "Då finns ingen kontaktperson kvar som kan hantera användare. "
    "Ge någon annan den rollen först, för hela kommunen och utan slutdag.",
    Role.ADMINISTRATOR: "Då finns ingen administratör kvar som kan hantera nycklar och "
    "säkerhetskopior. Ge någon annan den rollen först, utan slutdag.",
}


def scopes_of(
    grants: Collection[RoleGrant], units: Collection[Unit]
) -> Mapping[Role, frozenset[str]]:
    """The units of each role that holds in a part of the municipality only."""
    everywhere = {grant.role for grant in grants if is_everywhere(grant)}
    found: dict[Role, frozenset[str]] = {}
    for grant in grants:
        if grant.role not in everywhere:
            found[grant.role] = found.get(grant.role, frozenset()) | _reached(grant, units)
    return found


def is_everywhere(grant: RoleGrant) -> bool:
    """Whether the grant holds in the whole municipality."""
    return grant.unit_id is None and grant.district_id is None


def _reached(grant: RoleGrant, units: Collection[Unit]) -> frozenset[str]:
    """The unit or the units of the part of the organisation, each with all units under it."""
    named = (
        unit.id
        for unit in units
        if unit.id == grant.unit_id
        or (grant.district_id is not None and unit.district_id == grant.district_id)
    )
    return with_those_under(named, units)


def check_grant(grant: RoleGrant, *, today: date) -> None:
    """Refuse a grant that would never hold, or a part of what cannot be parted."""
    if grant.unit_id is not None and grant.district_id is not None:
        raise Rejected(
            "scope_twice",
            "En roll gäller för en enhet eller en organisationsdel, inte båda på en gång. "
            "Lägg till rollen en gång för vardera.",
            field="unit",
        )
    if grant.role in _EVERYWHERE and not is_everywhere(grant):
        raise Rejected(
            "role_not_divisible",
            "Administratören sköter inställningar och nycklar för hela kommunen. "
            "Ange rollen utan enhet och organisationsdel.",
            field="unit",
        )
    if not grant.holds_on(today):
        raise Rejected(
            "until_passed",
            "Rollens slutdag har redan passerat. Ange en dag från och med i dag.",
            field="until",
        )


def check_keepers_left(accounts: Iterable[Account], grants: Iterable[RoleGrant]) -> None:
    """Refuse what would leave nobody who can manage users, or keys, for good."""
    there = {account.id for account in accounts if account.ended_on is None}
    held = {
        grant.role
        for grant in grants
        if grant.account_id in there and is_everywhere(grant) and grant.until is None
    }
    for role in KEEPERS:
        if role not in held:
            raise Rejected(f"last_{role.value}", _WITHOUT[role], field="user")
