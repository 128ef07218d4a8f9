"""Users and their roles on the command line."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from munhalsa.application.extract_words import ROLE_WORDS
from munhalsa.application.hand_over import HandOver, count_to_hand_over, hand_over
from munhalsa.application.users import (
    AddUser,
    GrantLine,
    GrantRole,
    UserChanged,
    UserLine,
    add_user,
    end_user,
    grant_role,
    list_users,
    revoke_role,
)
from munhalsa.cli.answer import Answer, table_lines
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Argument, Command, flag, option, word
from munhalsa.cli.store_commands import NEW_PASSPHRASE, change_own_passphrase
from munhalsa.cli.values import choice_of, day_or_none
from munhalsa.domain.account import Role
from munhalsa.domain.refusal import WrongUsage


def _list(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        users = list_users(workplace.context)
    rows = [
        (
            one.name,
            "; ".join(map(_told, one.grants)),
            "ja" if one.sees_protected else "",
            one.ended_on,
        )
        for one in users
    ]
    headings = ("Namn", "Roller", "Ser skyddade", "Avslutat")
    return Answer(document={"users": users}, lines=table_lines(headings, rows))


def _told(grant: GrantLine) -> str:
    place = grant.unit or grant.district
    where = "" if place is None else f" ({place})"
    until = "" if grant.until is None else f" till {grant.until}"
    return f"{ROLE_WORDS[grant.role]}{where}{until}"


def _add(desk: Desk, asked: Namespace) -> Answer:
    command = AddUser(
        name=asked.name,
        roles=[_role(role, asked) for role in asked.role],
        sees_protected=asked.sees_protected,
    )
    passphrase = (
        None
        if asked.new_passphrase_file is None
        else desk.program.read_passphrase(Path(asked.new_passphrase_file))
    )
    with desk.open() as workplace:
        done = add_user(workplace.context, workplace.keeper, command, passphrase=passphrase)
    return _answer(done, "Användaren är tillagd.")


def _grant(desk: Desk, asked: Namespace) -> Answer:
    role = _one_thing(asked)
    with desk.open() as workplace:
        done = grant_role(workplace.context, asked.name, role, sees_protected=asked.sees_protected)
    return _answer(done, "Användaren har fått rättigheten.")


def _revoke(desk: Desk, asked: Namespace) -> Answer:
    role = _one_thing(asked)
    with desk.open() as workplace:
        done = revoke_role(workplace.context, asked.name, role, sees_protected=asked.sees_protected)
    return _answer(done, "Rättigheten är återtagen.")


def _end(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        done = end_user(workplace.context, workplace.keeper, asked.name)
    return _answer(done, "Användaren är avslutad och kommer inte längre in.")


def _hand_over(desk: Desk, asked: Namespace) -> Answer:
    command = HandOver(name=asked.name, to=asked.to)
    with desk.open() as workplace:
        hand = count_to_hand_over if asked.dry_run else hand_over
        done = hand(workplace.context, command)
    persons = "1 person" if done.persons == 1 else f"{done.persons} personer"
    said = "skulle lämnas över" if asked.dry_run else "är överlämnade"
    return Answer(
        document={"persons": done.persons, "event": done.event},
        lines=[f"{persons} {said} till {asked.to}."],
        warnings=(),
    )


def _answer(done: UserChanged, said: str) -> Answer:
    users: tuple[UserLine, ...] = (done.user,)
    return Answer(
        document={"users": users, "event": done.event}, lines=[said], warnings=done.warnings
    )


_CODES = {words.casefold(): one for one, words in ROLE_WORDS.items()}
"""The code word of a role that is named as it is shown."""


def _role(role: str, asked: Namespace) -> GrantRole:
    return GrantRole(
        role=choice_of(_CODES.get(role.casefold(), role), Role, field="role"),
        unit=asked.unit,
        district=asked.district,
        until=day_or_none(getattr(asked, "until", None), field="until"),
        authorised_by=getattr(asked, "authorised_by", None),
    )


def _one_thing(asked: Namespace) -> GrantRole | None:
    if asked.role is None:
        if not asked.sees_protected:
            raise WrongUsage("role_missing", "Ange --role eller --sees-protected.", field="role")
        return None
    return _role(asked.role, asked)


_NAME = word("name", "användarens namn", shown="NAMN")
_ROLES = ", ".join(f"{one} ({words})" for one, words in ROLE_WORDS.items())
_UNIT = option("--unit", "bara för en enhet och dem under den", word="ENHET")
_DISTRICT = option("--district", "bara för en organisationsdel", word="NAMN")
_UNTIL = option("--until", "rollens sista dag", word="DATUM")
_AUTHORISED = option("--authorised-by", "MAS eller områdeschef som har beslutat", word="NAMN")
_PROTECTED = flag("--sees-protected", "får se skyddade uppgifter")
_PASSPHRASE = option("--new-passphrase-file", "fil med den nya lösenfrasen", word="FIL")

COMMANDS = (
    Command(words="user list", help="visa alla användare", run=_list, example="user list"),
    Command(
        words="user add",
        help="släpp in någon, med egna roller och en egen lösenfras",
        run=_add,
        arguments=(
            _NAME,
            Argument(
                "--role",
                f"en roll; kan anges flera gånger: {_ROLES}",
                {"metavar": "ROLL", "action": "append", "required": True},
            ),
            _UNIT,
            _DISTRICT,
            _UNTIL,
            _AUTHORISED,
            _PROTECTED,
            _PASSPHRASE,
        ),
        example="user add 'Eva Ek' --role unit_manager --unit 14 --new-passphrase-file ny.txt",
    ),
    Command(
        words="user grant",
        help="ge en användare en roll till, eller rätt att se skyddade uppgifter",
        run=_grant,
        arguments=(
            _NAME,
            option("--role", f"rollen: {_ROLES}", word="ROLL"),
            _UNIT,
            _DISTRICT,
            _UNTIL,
            _AUTHORISED,
            _PROTECTED,
        ),
        example="user grant 'Eva Ek' --role issuer --district Norr --until 2027-08-31",
    ),
    Command(
        words="user revoke",
        help="ta tillbaka en roll, eller rätten att se skyddade uppgifter",
        run=_revoke,
        arguments=(
            _NAME,
            option("--role", f"rollen: {_ROLES}", word="ROLL"),
            _UNIT,
            _DISTRICT,
            _PROTECTED,
        ),
        example="user revoke 'Eva Ek' --role issuer --district Norr",
    ),
    Command(
        words="user end",
        help="avsluta en användare, som inte längre kommer in",
        run=_end,
        arguments=(_NAME,),
        example="user end 'Eva Ek'",
    ),
    Command(
        words="user handover",
        help="lämna över alla som en användare handlägger till någon annan",
        run=_hand_over,
        arguments=(
            _NAME,
            option("--to", "den som tar över", word="NAMN", required=True),
            flag("--dry-run", "visa bara hur många det gäller"),
        ),
        example="user handover 'Eva Ek' --to 'Kim Lind' --dry-run",
    ),
    Command(
        words="user passphrase",
        help="byt den egna lösenfrasen",
        run=change_own_passphrase,
        arguments=(NEW_PASSPHRASE,),
        example="user passphrase --new-passphrase-file ny.txt",
    ),
)
