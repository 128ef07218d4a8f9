"""Delivery to the archive of those on a list to dispose of, and the archive's receipt for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from munhalsa.application.context import Context
from munhalsa.application.ports import Changes, Committed, Deed, Reader
from munhalsa.application.ports_keeping import Keeper, WholeWritten
from munhalsa.application.request_disposal import (
    DisposalChanged,
    all_seen,
    changed,
    due_today,
    nobody_left,
    not_seen,
    the_order,
)
from munhalsa.domain.account import Permission
from munhalsa.domain.disposal_order import TERMS, Disposal, check_confirms, check_delivers
from munhalsa.domain.handing_out import purpose_for, told
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.two_people import check_used_by

ARCHIVE = "arkivet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """What was written, about how many, and its event."""

    written: WholeWritten
    persons: int
    event: str
    changes: Changes


def deliver_disposal(
    context: Context,
    keeper: Keeper,
    request: str,
    *,
    out: Path,
    progress: Callable[[int, int], None] | None = None,
) -> Delivered:
    """Write everything about those who are still due to a file for the archive.

    From then on the list is of them only. May be written anew until the archive has received it.
    """
    context.require_confirmed(Permission.DISPOSE)
    context.require_everywhere(Permission.DISPOSE)
    with context.read(Permission.DISPOSE) as reader:
        order = _check(context, reader, request)
        check_delivers(order)
        seen = all_seen(context, reader, order)
        listed = set(order.person_ids)
        persons = [one.id for one in due_today(context, reader) if one.id in listed]
    if not seen:
        raise not_seen(context)
    if not persons:
        raise nobody_left()
    done: list[Committed] = []

    def settle(written: WholeWritten) -> None:
        done.append(_deliver(context, request, persons, written))

    written = keeper.write_whole(
        out, day=context.today, settle=settle, progress=progress, persons=persons
    )
    return Delivered(
        written=written, persons=len(persons), event=done[0].event, changes=done[0].changes
    )


def _deliver(
    context: Context, request: str, persons: list[str], written: WholeWritten
) -> Committed:
    with context.read(Permission.DISPOSE) as reader:
        decision = the_order(reader, request).decision
    purpose = purpose_for(ARCHIVE, decision)
    context.store.note(
        Deed(action="export.archive", subject_kind="disposal", subject_id=request, purpose=purpose),
        session=context.session,
        persons=persons,
    )
    deed = Deed(
        action="disposal.deliver", subject_kind="disposal", subject_id=request, purpose=purpose
    )
    with context.write(deed, Permission.DISPOSE) as work:
        order = _check(context, work, request)
        check_delivers(order)
        work.change(
            order,
            persons="\n".join(persons),
            delivered_at=work.now,
            delivered_sha256=written.sha256,
        )
        return work.commit()


def confirm_delivery(context: Context, request: str, *, reference: str) -> DisposalChanged:
    """Note that the archive has received the file; then the disposal may be carried out."""
    context.require_everywhere(Permission.DISPOSE)
    reference = told(reference, field="reference")
    deed = Deed(
        action="disposal.confirm", subject_kind="disposal", subject_id=request, purpose=reference
    )
    with context.write(deed, Permission.DISPOSE) as work:
        order = _check(context, work, request)
        check_confirms(order)
        work.change(order, archive_reference=reference)
        done = work.commit()
    return changed(request, len(order.person_ids), done)


def _check(context: Context, reader: Reader, request: str) -> Disposal:
    order = the_order(reader, request)
    account, now = context.session.account_id, context.clock.now()
    check_used_by(order, TERMS, account=account, now=now)
    return order
