"""The whole municipality out: asked for by one, approved by another, written once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from munhalsa.application.context import Context
from munhalsa.application.ports import Changes, Committed, Deed, Reader
from munhalsa.application.ports_keeping import Keeper, WholeWritten
from munhalsa.application.two_people import others_who_may
from munhalsa.domain.account import Account, Permission
from munhalsa.domain.export_approval import TERMS, ExportApproval
from munhalsa.domain.handing_out import purpose_for, told
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Person, ProtectedIdentity
from munhalsa.domain.refusal import NotAllowed, Rejected
from munhalsa.domain.two_people import ApprovalState, check_approves, check_used_by

_PROTECTED = [one for one in ProtectedIdentity if one is not ProtectedIdentity.NONE]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLine:
    """A request as it is shown: names for accounts, and whose turn it is.

    ``may_approve`` and ``may_write`` are what whoever looks can do with it now.
    """

    id: str
    recipient: str
    purpose: str
    requested_by: str
    requested_at: datetime
    approved_by: str | None
    approved_at: datetime | None
    used_at: datetime | None
    state: ApprovalState
    may_approve: bool
    may_write: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestChanged:
    """A request that was made or approved."""

    request: str
    event: str
    changes: Changes


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeExported:
    """What was written, and its event."""

    written: WholeWritten
    event: str
    changes: Changes


def request_export(context: Context, *, recipient: str, purpose: str) -> RequestChanged:
    """Ask for the whole to go out; refused where there is nobody else who could approve it."""
    context.require_everywhere(Permission.EXPORT)
    recipient, purpose = told(recipient, field="recipient"), told(purpose, field="purpose")
    request = context.new_id()
    deed = Deed(
        action="export.whole_request",
        subject_kind="export_approval",
        subject_id=request,
        purpose=purpose,
        details={"recipient": recipient},
    )
    with context.read(Permission.EXPORT) as reader:
        protected = _has_protected(reader)
        others = others_who_may(context, reader, Permission.APPROVE_EXPORT)
    _check_sees(context, protected)
    if not others:
        raise Rejected(
            "nobody_to_approve",
            "Det finns ingen annan som kan godkänna det. Lägg först till en användare till som "
            "är kontaktperson eller administratör för hela kommunen.",
            field="request",
        )
    with context.write(deed, Permission.EXPORT) as work:
        work.add(
            ExportApproval(
                id=request,
                recipient=recipient,
                purpose=purpose,
                requested_by=context.session.account_id,
                requested_at=work.now,
            )
        )
        return _changed(request, work.commit())


def approve_export(context: Context, request: str) -> RequestChanged:
    """Let a request by somebody else through, for a day."""
    context.require_confirmed(Permission.APPROVE_EXPORT)
    context.require_everywhere(Permission.APPROVE_EXPORT)
    deed = Deed(action="export.whole_approve", subject_kind="export_approval", subject_id=request)
    account = context.session.account_id
    with context.write(deed, Permission.APPROVE_EXPORT) as work:
        approval = _request(work, request)
        check_approves(approval, TERMS, account=account, now=work.now)
        work.change(approval, approved_by=account, approved_at=work.now)
        return _changed(request, work.commit())


def list_requests(context: Context) -> Sequence[RequestLine]:
    """Every request there has been, the newest first."""
    context.require_everywhere(Permission.APPROVE_EXPORT)
    now, own = context.clock.now(), context.session.account_id
    writes = context.may(Permission.EXPORT)
    with context.read(Permission.APPROVE_EXPORT) as reader:
        found = reader.find(ExportApproval, order_by="requested_at")
        names = {one.id: one.name for one in reader.find(Account)}
    return [
        RequestLine(
            id=one.id,
            recipient=one.recipient,
            purpose=one.purpose,
            requested_by=names.get(one.requested_by, ""),
            requested_at=one.requested_at,
            approved_by=names.get(one.approved_by or ""),
            approved_at=one.approved_at,
            used_at=one.used_at,
            state=one.state(now),
            may_approve=one.state(now) is ApprovalState.WAITING and one.requested_by != own,
            may_write=one.state(now) is ApprovalState.APPROVED
            and one.requested_by == own
            and writes,
        )
        for one in reversed(found)
    ]


def write_export(
    context: Context,
    keeper: Keeper,
    request: str,
    *,
    out: Path,
    progress: Callable[[int, int], None] | None = None,
) -> WholeExported:
    """Write the file under an approval, which is used up by it, and log for whom and why.

    Neither the file nor what the log says of it is there alone. Whether the user may see all that
    goes out is asked before it is gathered, and again of what was.
    """
    context.require_confirmed(Permission.EXPORT)
    context.require_everywhere(Permission.EXPORT)
    account = context.session.account_id
    with context.read(Permission.EXPORT) as reader:
        check_used_by(_request(reader, request), TERMS, account=account, now=context.clock.now())
        protected = _has_protected(reader)
    _check_sees(context, protected)
    done: list[Committed] = []

    def settle(written: WholeWritten) -> None:
        _check_sees(context, any(written.protected_rows.values()))
        done.append(_use(context, request, written))

    written = keeper.write_whole(out, day=context.today, settle=settle, progress=progress)
    return WholeExported(written=written, event=done[0].event, changes=done[0].changes)


def _use(context: Context, request: str, written: WholeWritten) -> Committed:
    with context.read(Permission.EXPORT) as reader:
        approval = _request(reader, request)
    deed = Deed(
        action="export.whole",
        subject_kind="export_approval",
        subject_id=request,
        purpose=purpose_for(approval.recipient, approval.purpose),
        details={
            "recipient": approval.recipient,
            "rows": sum(written.rows.values()),
            "protected_rows": sum(written.protected_rows.values()),
        },
    )
    with context.write(deed, Permission.EXPORT) as work:
        approval = _request(work, request)
        check_used_by(approval, TERMS, account=context.session.account_id, now=work.now)
        work.change(approval, used_at=work.now)
        return work.commit()


def _has_protected(reader: Reader) -> bool:
    return bool(reader.find(Person, protected_identity=_PROTECTED))


def _check_sees(context: Context, protected: bool) -> None:
    if protected and not context.session.sees_protected:
        context.note_refusal(Permission.EXPORT, because="protected")
        raise NotAllowed(
            "protected_not_allowed",
            "I registret finns skyddade uppgifter, som du inte har rätt att se. Låt någon som har "
            "den rätten göra begäran och skriva filen.",
        )


def _request(reader: Reader, request: str) -> ExportApproval:
    found = reader.find(ExportApproval, id=request)
    if not found:
        raise Rejected(
            "request_not_found",
            "Begäran finns inte. Se vilka som finns med munhalsa whole list.",
            field="request",
        )
    return found[0]


def _changed(request: str, done: Committed) -> RequestChanged:
    return RequestChanged(request=request, event=done.event, changes=done.changes)
