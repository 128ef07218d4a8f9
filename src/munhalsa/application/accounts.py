"""Who may log in, and as what."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date

from munhalsa.application.context import Context
from munhalsa.application.ports import Reader, Session, UnitOfWork
from munhalsa.domain.access import is_everywhere, scopes_of
from munhalsa.domain.account import Account, Role, RoleGrant
from munhalsa.domain.refusal import NotAllowed, Rejected
from munhalsa.domain.unit import Municipality, Unit

FOUNDER_ROLES = (Role.COORDINATOR, Role.ADMINISTRATOR, Role.AUDITOR)
LONGEST_NAME = 100


def accepted_user_name(name: str) -> str:
    """The name as it is kept; raises Rejected for one that cannot be told from another by eye."""
    plain = unicodedata.normalize("NFC", name).strip()
    if not plain:
        raise Rejected("user_name_missing", "Ange ett användarnamn.", field="user")
    if len(plain) > LONGEST_NAME:
        raise Rejected(
            "user_name_too_long",
            f"Användarnamnet är för långt. Det får ha högst {LONGEST_NAME} tecken.",
            field="user",
        )
    if not plain.isprintable():
        raise Rejected(
            "user_name_invalid",
            "Användarnamnet innehåller tecken som inte syns. Skriv det på nytt.",
            field="user",
        )
    return plain


def founder_session(name: str, *, new_id: Callable[[], str]) -> Session:
    """The first user of a store that is being made, with the account's id to be."""
    return Session(
        account_id=new_id(),
        name=accepted_user_name(name),
        roles=frozenset(FOUNDER_ROLES),
        confirmed=True,
    )


def write_founding(
    work: UnitOfWork,
    *,
    municipality: Municipality,
    founder: Session,
    new_id: Callable[[], str],
) -> None:
    """The first records of a store: its municipality and its first user with three roles."""
    work.add(municipality)
    work.add(Account(id=founder.account_id, name=founder.name, founder=True))
    for role in FOUNDER_ROLES:
        work.add(RoleGrant(id=new_id(), account_id=founder.account_id, role=role))


def session_of(reader: Reader, *, name: str | None, today: date, confirmed: bool) -> Session:
    """The session of a user, or of the first one, with the roles in force today.

    Raises NotAllowed for a name that is not there, an ended account and one without a role.
    """
    account = _founder(reader) if name is None else account_named(reader, name)
    if account.ended_on is not None and account.ended_on <= today:
        raise NotAllowed(
            "account_ended",
            "Kontot är avslutat. Fråga kommunens kontaktperson.",
            field="user",
        )
    grants = reader.find(RoleGrant, account_id=account.id)
    held = [grant for grant in grants if grant.holds_on(today)]
    if not held:
        raise NotAllowed(
            "account_without_role",
            "Kontot har ingen roll som gäller i dag. Fråga kommunens kontaktperson.",
            field="user",
        )
    return Session(
        account_id=account.id,
        name=account.name,
        roles=frozenset(grant.role for grant in held),
        scopes=_scopes(reader, held),
        sees_protected=account.sees_protected,
        confirmed=confirmed,
        day=today,
    )


def of_today(context: Context) -> Context:
    """The same user as the roles hold today; the passphrase of another day confirms nothing.

    Costs nothing on the day that the roles were worked out for.
    """
    if context.session.day in (None, context.today):
        return context
    with context.read() as reader:
        session = session_of(
            reader, name=context.session.name, today=context.today, confirmed=False
        )
    return replace(context, session=session)


def _scopes(reader: Reader, grants: Collection[RoleGrant]) -> Mapping[Role, frozenset[str]]:
    if all(is_everywhere(grant) for grant in grants):
        return {}
    return scopes_of(grants, reader.find(Unit))


def account_named(reader: Reader, name: str) -> Account:
    """The account of that name, also one that has ended; NotAllowed where there is none."""
    found = reader.find(Account, name=unicodedata.normalize("NFC", name).strip())
    if not found:
        raise unknown_user()
    return found[0]


def _founder(reader: Reader) -> Account:
    found = reader.find(Account, founder=True)
    if not found:
        raise unknown_user()
    return found[0]


def unknown_user() -> NotAllowed:
    """Nobody of that name may log in."""
    return NotAllowed(
        "unknown_user",
        "Det finns ingen användare med det namnet i registret. Kontrollera stavningen.",
        field="user",
    )
