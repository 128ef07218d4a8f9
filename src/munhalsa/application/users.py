"""Users and their roles: added, given, taken back and ended by a coordinator (spec: security)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from munhalsa.application.accounts import accepted_user_name
from munhalsa.application.context import Context
from munhalsa.application.districts import district_by_name
from munhalsa.application.find_records import unit_by_code_or_name
from munhalsa.application.ports import Changes, Committed, Deed, Reader, UnitOfWork
from munhalsa.application.ports_keeping import Keeper
from munhalsa.domain.access import check_grant, check_keepers_left
from munhalsa.domain.account import Account, Permission, Role, RoleGrant
from munhalsa.domain.issuer import is_active_on
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import NotAllowed, Notice, Rejected
from munhalsa.domain.swedish import sort_key
from munhalsa.domain.training import Issuer
from munhalsa.domain.unit import District, Unit

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantRole:
    """A role for a unit (code, name or id), a part of the organisation, or else everything."""

    role: Role
    unit: str | None = None
    district: str | None = None
    until: date | None = None
    authorised_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddUser:
    """A new user, or one who had ended and comes back."""

    name: str
    roles: Sequence[GrantRole]
    sees_protected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantLine:
    """A role in force; ``unit`` and ``district`` are names, both None for everything."""

    id: str
    role: Role
    unit_id: str | None
    district_id: str | None
    unit: str | None
    district: str | None
    until: date | None
    authorised_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UserLine:
    """A user with the roles in force today."""

    name: str
    roles: tuple[Role, ...]
    grants: tuple[GrantLine, ...]
    sees_protected: bool
    ended_on: date | None
    founder: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UserChanged:
    """The user as things now stand."""

    user: UserLine
    event: str
    changes: Changes
    warnings: tuple[Notice, ...] = ()


def list_users(context: Context) -> Sequence[UserLine]:
    """Every user, in the order of their names."""
    context.require_everywhere(Permission.MANAGE_USERS)
    with context.read(Permission.MANAGE_USERS) as reader:
        accounts = sorted(reader.find(Account), key=lambda account: sort_key(account.name))
        return [_line(reader, account, context.today) for account in accounts]


def add_user(
    context: Context, keeper: Keeper, command: AddUser, *, passphrase: str | None
) -> UserChanged:
    """Let somebody in, with a way in of their own where the store has keys.

    Without ``passphrase`` only in a shared database, whose administrator gives the log-in.
    """
    context.require_everywhere(Permission.MANAGE_USERS)
    name = accepted_user_name(command.name)
    if not command.roles:
        raise Rejected("role_missing", "Ange minst en roll för användaren.", field="role")
    if not keeper.has_key_slots:
        return _add(context, name, command)
    if passphrase is None:
        raise Rejected(
            "passphrase_missing",
            "En ny användare behöver en lösenfras. Ange --new-passphrase-file.",
            field="new_passphrase",
        )
    done: list[UserChanged] = []
    keeper.set_passphrase(
        name, passphrase, before=lambda: done.append(_add(context, name, command))
    )
    return done[0]


def _add(context: Context, name: str, command: AddUser) -> UserChanged:
    with context.read(Permission.MANAGE_USERS) as reader:
        former = _same_name(reader, name)
    account = former or Account(id=context.new_id(), name=name)
    deed = Deed(action="user.add", subject_kind="account", subject_id=account.id)
    with context.write(deed, Permission.MANAGE_USERS) as work:
        if former is None:
            account = Account(id=account.id, name=name, sees_protected=command.sees_protected)
            work.add(account)
        else:
            account = work.change(former, ended_on=None, sees_protected=command.sees_protected)
        for wanted in command.roles:
            _grant(context, work, account, wanted)
        return _done(context, work, account)


def _same_name(reader: Reader, name: str) -> Account | None:
    """The ended user of that name; one in force, or one told apart by capitals only, is refused."""
    for account in reader.find(Account):
        if account.name.casefold() == name.casefold():
            if account.ended_on is None or account.name != name:
                raise Rejected(
                    "user_exists",
                    "Det finns redan en användare med det namnet. Ange ett annat.",
                    field="user",
                )
            return account
    return None


def grant_role(
    context: Context, name: str, role: GrantRole | None, *, sees_protected: bool = False
) -> UserChanged:
    """Give a user one role more, or name the user for protected identities; never oneself."""
    account = _other(context, name)
    deed = Deed(action="user.grant", subject_kind="account", subject_id=account.id)
    with context.write(deed, Permission.MANAGE_USERS) as work:
        if role is not None:
            _grant(context, work, account, role)
        if sees_protected:
            account = work.change(account, sees_protected=True)
        return _done(context, work, account)


def revoke_role(
    context: Context, name: str, role: GrantRole | None, *, sees_protected: bool = False
) -> UserChanged:
    """Take back a role at once, with the scope that is named; the last keepers stay."""
    account = _managed(context, name)
    deed = Deed(action="user.revoke", subject_kind="account", subject_id=account.id)
    with context.write(deed, Permission.MANAGE_USERS) as work:
        if role is not None:
            for grant in _held(context, work, account, role):
                work.change(grant, until=context.today - _DAY)
        if sees_protected:
            account = work.change(account, sees_protected=False)
        check_keepers_left(work.find(Account), work.find(RoleGrant))
        return _done(context, work, account)


def end_user(context: Context, keeper: Keeper, name: str) -> UserChanged:
    """End a user from today: no way in any more, and no role.

    Whoever has been in may have copied the store's key: the answer says how to change it.
    """
    account = _other(context, name)
    deed = Deed(action="user.end", subject_kind="account", subject_id=account.id)
    with context.write(deed, Permission.MANAGE_USERS) as work:
        account = work.change(account, ended_on=context.today, sees_protected=False)
        for grant in work.find(RoleGrant, account_id=account.id):
            if grant.holds_on(context.today):
                work.change(grant, until=context.today - _DAY)
        check_keepers_left(work.find(Account), work.find(RoleGrant))
        left = _still_issuer(work, account, context.today)
        done = _done(context, work, account)
    if keeper.has_key_slots:
        keeper.remove_user(account.name)
        left = (*left, _MAY_HAVE_THE_KEY)
    return UserChanged(user=done.user, event=done.event, changes=done.changes, warnings=left)


def _still_issuer(reader: Reader, account: Account, day: date) -> tuple[Notice, ...]:
    """That whoever is ended here is still among the issuers."""
    if not any(is_active_on(one, day) for one in reader.find(Issuer, account_id=account.id)):
        return ()
    return (
        Notice(
            code="issuer_active",
            message="Användaren är intygsutfärdare. Avsluta även där, och lämna över i samma steg.",
        ),
    )


_MAY_HAVE_THE_KEY = Notice(
    code="rekey_offered",
    message="Den som slutar kan ha sparat registrets nyckel. Byt nyckel, under "
    "Inställningar eller med munhalsa rekey, om registrets fil kan finnas kvar hos personen.",
)


def _grant(context: Context, work: UnitOfWork, account: Account, wanted: GrantRole) -> None:
    grant = RoleGrant(
        id=context.new_id(),
        account_id=account.id,
        role=wanted.role,
        until=wanted.until,
        unit_id=None if wanted.unit is None else unit_by_code_or_name(work, wanted.unit).id,
        district_id=None if wanted.district is None else district_by_name(work, wanted.district).id,
        authorised_by=" ".join((wanted.authorised_by or "").split()) or None,
    )
    check_grant(grant, today=context.today)
    work.add(grant)


def _held(
    context: Context, reader: Reader, account: Account, wanted: GrantRole
) -> Sequence[RoleGrant]:
    unit = None if wanted.unit is None else unit_by_code_or_name(reader, wanted.unit).id
    district = None if wanted.district is None else district_by_name(reader, wanted.district).id
    held = [
        grant
        for grant in reader.find(RoleGrant, account_id=account.id, role=wanted.role)
        if grant.holds_on(context.today) and (grant.unit_id, grant.district_id) == (unit, district)
    ]
    if not held:
        raise Rejected(
            "role_not_held",
            "Användaren har inte den rollen i den delen av kommunen. "
            "Se vilka roller som finns med user list.",
            field="role",
        )
    return held


def _managed(context: Context, name: str) -> Account:
    """A user in force, for a coordinator of the whole municipality."""
    context.require_everywhere(Permission.MANAGE_USERS)
    with context.read(Permission.MANAGE_USERS) as reader:
        return account_in_force(reader, name)


def account_in_force(reader: Reader, name: str, *, field: str = "user") -> Account:
    """The user of that name; refused when there is none, or when the user has ended."""
    found = reader.find(Account, name=accepted_user_name(name))
    if not found or found[0].ended_on is not None:
        raise Rejected(
            "unknown_user",
            "Det finns ingen sådan användare, eller så är kontot avslutat. Kontrollera stavningen.",
            field=field,
        )
    return found[0]


def _other(context: Context, name: str) -> Account:
    """As ``_managed``, for what nobody may do to oneself; a try is logged."""
    account = _managed(context, name)
    if account.id == context.session.account_id:
        context.note_refusal(Permission.MANAGE_USERS, because="own_account")
        raise NotAllowed(
            "own_account",
            "Ingen ändrar sina egna rättigheter. Be en annan kontaktperson göra det.",
            field="user",
        )
    return account


def _done(context: Context, work: UnitOfWork, account: Account) -> UserChanged:
    line = _line(work, account, context.today)
    done: Committed = work.commit()
    return UserChanged(user=line, event=done.event, changes=done.changes)


def _line(reader: Reader, account: Account, day: date) -> UserLine:
    grants = [
        _grant_line(reader, grant)
        for grant in reader.find(RoleGrant, account_id=account.id)
        if account.ended_on is None and grant.holds_on(day)
    ]
    return UserLine(
        name=account.name,
        roles=tuple(dict.fromkeys(grant.role for grant in grants)),
        grants=tuple(grants),
        sees_protected=account.sees_protected,
        ended_on=account.ended_on,
        founder=account.founder,
    )


def _grant_line(reader: Reader, grant: RoleGrant) -> GrantLine:
    return GrantLine(
        id=grant.id,
        role=grant.role,
        unit_id=grant.unit_id,
        district_id=grant.district_id,
        unit=None if grant.unit_id is None else reader.get(Unit, grant.unit_id).name,
        district=None
        if grant.district_id is None
        else reader.get(District, grant.district_id).name,
        until=grant.until,
        authorised_by=grant.authorised_by,
    )
