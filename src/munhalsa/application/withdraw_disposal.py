"""Withdrawing a request for a disposal that is not carried out, or refusing somebody else's."""

from __future__ import annotations

from munhalsa.application.context import Context
from munhalsa.application.ports import Deed
from munhalsa.application.request_disposal import DisposalChanged, changed, the_order
from munhalsa.domain.account import Permission
from munhalsa.domain.disposal_order import WITHDRAWN, check_withdrawn
from munhalsa.domain.handing_out import told


def withdraw_disposal(context: Context, request: str, *, reason: str = "") -> DisposalChanged:
    """Let nobody on the list go by this request, whoever asked for it; there is no way back.

    To stop takes no passphrase and neither of the two in particular, as nothing is lost by it.
    """
    context.require_everywhere(Permission.DISPOSE)
    said = told(reason, field="reason") if reason.strip() else ""
    deed = Deed(action=WITHDRAWN, subject_kind="disposal", subject_id=request, purpose=said)
    with context.write(deed, Permission.DISPOSE) as work:
        order = the_order(work, request)
        check_withdrawn(order)
        work.change(order, persons="", used_at=work.now)
        done = work.commit()
    return changed(request, order.asked_for, done)
