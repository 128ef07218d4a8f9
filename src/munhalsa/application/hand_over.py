"""All that somebody handles goes over to somebody else in one deed, when a user leaves."""

from __future__ import annotations

from munhalsa.application.accounts import account_named
from munhalsa.application.context import Context
from munhalsa.application.ports import Changes, Deed, Edit, Reader, UnitOfWork
from munhalsa.application.users import account_in_force
from munhalsa.domain.account import Account, Permission
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Person
from munhalsa.domain.refusal import Rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """From one user, who may have ended, to another in force."""

    name: str
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """How many persons went over, or would; ``event`` is None for a trial."""

    persons: int
    event: str | None
    changes: Changes


def count_to_hand_over(context: Context, command: HandOver) -> HandedOver:
    """What would be handed over."""
    context.require_everywhere(Permission.MANAGE_USERS)
    with context.read(Permission.MANAGE_USERS) as reader:
        leaving, _taking = _both(reader, command)
        persons = reader.find(Person, handler_id=leaving.id)
    return HandedOver(persons=len(persons), event=None, changes=Changes())


def hand_over(context: Context, command: HandOver) -> HandedOver:
    """Let another user handle everybody whom one handled; their open questions go with them."""
    context.require_everywhere(Permission.MANAGE_USERS)
    with context.read(Permission.MANAGE_USERS) as reader:
        leaving, taking = _both(reader, command)
    deed = Deed(action="user.handover", subject_kind="handover", subject_id=leaving.id)
    with context.write(deed, Permission.MANAGE_USERS) as work:
        persons = hand_over_within(work, leaving, taking)
        if not persons:
            raise Rejected(
                "nothing_to_hand_over",
                "Användaren har ingen att lämna över. Inget behöver göras.",
                field="name",
            )
        done = work.commit()
    return HandedOver(persons=persons, event=done.event, changes=done.changes)


def hand_over_within(work: UnitOfWork, leaving: Account, taking: Account) -> int:
    """Hand over in a deed that has begun; how many persons went."""
    check_another(leaving, taking)
    persons = work.find(Person, handler_id=leaving.id)
    work.change_all([_edit(person, taking) for person in persons])
    return len(persons)


def check_another(leaving: Account, taking: Account) -> None:
    """Refuse to hand over to whoever leaves."""
    if leaving.id == taking.id:
        raise Rejected("same_user", "Ange någon annan som tar över än den som slutar.", field="to")


def _both(reader: Reader, command: HandOver) -> tuple[Account, Account]:
    leaving = account_named(reader, command.name)
    taking = account_in_force(reader, command.to, field="to")
    check_another(leaving, taking)
    return leaving, taking


def _edit(person: Person, taking: Account) -> Edit:
    return Edit(
        kind=Person,
        id=person.id,
        version=person.version,
        subject=person.id,
        before={"handler_id": person.handler_id},
        after={"handler_id": taking.id},
    )
