"""Asking for a disposal, letting somebody else's through, and every one there has been."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from munhalsa.application.context import Context
from munhalsa.application.ports import Changes, Committed, Deed, Reader
from munhalsa.application.propose_disposal import (
    ARCHIVE_FIRST,
    DisposalLine,
    is_seen,
    judged_today,
    lines_of,
    rules_here,
)
from munhalsa.application.settings import setting_value
from munhalsa.application.two_people import others_who_may
from munhalsa.domain.account import Account, Permission
from munhalsa.domain.disposal import Fate
from munhalsa.domain.disposal_order import TERMS, Disposal
from munhalsa.domain.handing_out import told
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Person
from munhalsa.domain.refusal import NotAllowed, Rejected
from munhalsa.domain.two_people import ApprovalState, check_approves


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposalChanged:
    """A request that was made, let through or got further; ``persons`` are how many it is about."""

    request: str
    persons: int
    event: str
    changes: Changes


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleUsed:
    """A rule that some were disposed of by, and how many."""

    name: str
    years: int
    source: str
    assumption: str | None
    persons: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderLine:
    """A disposal as it is shown: names for accounts, whose turn it is, and the receipt.

    ``may_…`` are what whoever looks can do with it now. The receipt, from ``carried_out_on`` on,
    names no one.
    """

    id: str
    decision: str
    looked_at: date
    asked_for: int
    state: ApprovalState
    requested_by: str
    requested_at: datetime
    approved_by: str | None
    approved_at: datetime | None
    archive_first: bool
    delivered_at: datetime | None
    delivered_sha256: str | None
    archive_reference: str | None
    carried_out_on: date | None
    disposed: int | None
    left_out: int | None
    rows: int | None
    log_contents: int | None
    rules: tuple[RuleUsed, ...]
    backups_gone_on: date | None
    may_approve: bool
    may_deliver: bool
    may_confirm: bool
    may_carry_out: bool
    may_withdraw: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderShown:
    """A request and the persons on it who are still to be disposed of today.

    ``fallen_away``: how many on the list are no longer so; they will be left out.
    """

    order: OrderLine
    persons: tuple[DisposalLine, ...]
    fallen_away: int


def request_disposal(context: Context, *, decision: str) -> DisposalChanged:
    """Ask for everybody who is due today, by the municipality's decision.

    Protected identities are on the list only where the user may see them.
    """
    context.require_everywhere(Permission.DISPOSE)
    check_day_has_come(context)
    decision = told(decision, field="decision")
    request = context.new_id()
    deed = Deed(
        action="disposal.request", subject_kind="disposal", subject_id=request, purpose=decision
    )
    with context.read(Permission.DISPOSE) as reader:
        others = others_who_may(context, reader, Permission.DISPOSE)
    if not others:
        raise Rejected(
            "nobody_to_approve",
            "Det finns ingen annan som kan godkänna gallringen. Lägg först till en användare till "
            "som är kontaktperson för hela kommunen.",
            field="request",
        )
    with context.write(deed, Permission.DISPOSE) as work:
        due = due_today(context, work)
        if not due:
            raise Rejected("nobody_due", "Ingen ska gallras i dag, så det finns inget att begära.")
        archive = setting_value(work, context.rules, ARCHIVE_FIRST, day=context.today) == "yes"
        work.add(
            Disposal(
                id=request,
                decision=decision,
                looked_at=context.today,
                persons="\n".join(one.id for one in due),
                asked_for=len(due),
                archive_first=archive,
                requested_by=context.session.account_id,
                requested_at=work.now,
            )
        )
        done = work.commit()
    return changed(request, len(due), done)


def check_day_has_come(context: Context) -> None:
    """Refuse a day that was only asked for: what is gone too early is gone for good."""
    if context.clock.is_ahead():
        raise Rejected(
            "day_ahead",
            "Gallring görs efter datorns egen dag, och den valda dagen har inte kommit. Ta bort "
            "--today.",
            field="today",
        )


def due_today(context: Context, reader: Reader) -> Sequence[DisposalLine]:
    """Everybody to be disposed of today whom the user may see."""
    judged = judged_today(context, reader, rules_here(context, reader))
    due = [one for one in judged if one.verdict.fate is Fate.DUE]
    return lines_of((one for one in due if is_seen(context, one.file.person)), context.today)


def approve_disposal(context: Context, request: str) -> DisposalChanged:
    """Let a list by somebody else through; who approves must be one who may see all on it."""
    context.require_confirmed(Permission.DISPOSE)
    context.require_everywhere(Permission.DISPOSE)
    check_day_has_come(context)
    deed = Deed(action="disposal.approve", subject_kind="disposal", subject_id=request)
    account = context.session.account_id
    with context.write(deed, Permission.DISPOSE) as work:
        order = the_order(work, request)
        check_approves(order, TERMS, account=account, now=work.now)
        hidden = not all_seen(context, work, order)
        if not hidden:
            work.change(order, approved_by=account, approved_at=work.now)
            done = work.commit()
    if hidden:
        raise not_seen(context)
    return changed(request, len(order.person_ids), done)


def list_disposals(context: Context) -> Sequence[OrderLine]:
    """Every disposal there has been or is asked for, the newest first; it names no one."""
    context.require_everywhere(Permission.SEE_DISPOSALS)
    with context.read(Permission.SEE_DISPOSALS) as reader:
        orders = reader.find(Disposal, order_by="requested_at")
        names = {one.id: one.name for one in reader.find(Account)}
    return [order_line(context, one, names) for one in reversed(orders)]


def show_disposal(context: Context, request: str) -> OrderShown:
    """Who is on a list that is not carried out yet, to be looked through before it is approved."""
    context.require_everywhere(Permission.DISPOSE)
    with context.read(Permission.DISPOSE) as reader:
        order = the_order(reader, request)
        seen = all_seen(context, reader, order)
        names = {one.id: one.name for one in reader.find(Account)}
        listed = set(order.person_ids)
        lines = tuple(one for one in due_today(context, reader) if one.id in listed)
    if not seen:
        raise not_seen(context)
    context.store.note(
        Deed(action="disposal.show", subject_kind="disposal", subject_id=request),
        session=context.session,
        persons=[one.id for one in lines],
    )
    return OrderShown(
        order=order_line(context, order, names),
        persons=lines,
        fallen_away=len(listed) - len(lines),
    )


def all_seen(context: Context, reader: Reader, order: Disposal) -> bool:
    """Whether the user may see everybody who is on the list."""
    return all(is_seen(context, one) for one in reader.find(Person, id=list(order.person_ids)))


def not_seen(context: Context) -> NotAllowed:
    """On the list are protected identities that the user may not see; the try is logged."""
    context.note_refusal(Permission.DISPOSE, because="protected")
    return NotAllowed(
        "protected_not_allowed",
        "På listan finns skyddade uppgifter, som du inte har rätt att se. Låt någon som har den "
        "rätten göra det.",
    )


def the_order(reader: Reader, request: str) -> Disposal:
    """The request of that id."""
    found = reader.find(Disposal, id=request)
    if not found:
        raise not_found()
    return found[0]


def nobody_left() -> Rejected:
    """Everybody on the list has got something new since."""
    return Rejected(
        "nobody_due",
        "Ingen på listan ska längre gallras, så inget gjordes. Gör en ny begäran.",
        field="request",
    )


def not_found() -> Rejected:
    """There is no disposal of that id."""
    return Rejected(
        "request_not_found",
        "Begäran finns inte. Se vilka som finns med munhalsa disposal orders.",
        field="request",
    )


def changed(request: str, persons: int, done: Committed) -> DisposalChanged:
    """What a step of a request answers."""
    return DisposalChanged(request=request, persons=persons, event=done.event, changes=done.changes)


def order_line(context: Context, order: Disposal, names: dict[str, str]) -> OrderLine:
    """The disposal as it is shown."""
    state = order.state(context.clock.now())
    leave = context.may(Permission.DISPOSE)
    own = order.requested_by == context.session.account_id
    approved = leave and own and state is ApprovalState.APPROVED
    at_archive = order.archive_reference is not None
    used: list[dict[str, Any]] = json.loads(order.rules or "[]")
    return OrderLine(
        id=order.id,
        decision=order.decision,
        looked_at=order.looked_at,
        asked_for=order.asked_for,
        state=state,
        requested_by=names.get(order.requested_by, ""),
        requested_at=order.requested_at,
        approved_by=names.get(order.approved_by or ""),
        approved_at=order.approved_at,
        archive_first=order.archive_first,
        delivered_at=order.delivered_at,
        delivered_sha256=order.delivered_sha256,
        archive_reference=order.archive_reference,
        carried_out_on=order.carried_out_on,
        disposed=order.disposed,
        left_out=order.left_out,
        rows=order.rows,
        log_contents=order.log_contents,
        rules=tuple(RuleUsed(**one) for one in used),
        backups_gone_on=order.backups_gone_on,
        may_approve=leave and not own and state is ApprovalState.WAITING,
        may_deliver=approved and order.archive_first and not at_archive,
        may_confirm=approved and order.delivered_at is not None and not at_archive,
        may_carry_out=approved and (at_archive or not order.archive_first),
        may_withdraw=leave and order.used_at is None,
    )
