"""Reading the audit log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from munhalsa.application.context import Context
from munhalsa.application.ports import AuditLine, Deed, Head
from munhalsa.domain.account import Permission
from munhalsa.domain.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """The newest events, and the head of each chain."""

    events: Sequence[AuditLine]
    head: Mapping[str, Head]


def latest_events(context: Context, *, limit: int) -> Log:
    """The newest events of the log, newest first; that it was read is an event too."""
    context.require_everywhere(Permission.SEE_AUDIT)
    with context.read(Permission.SEE_AUDIT) as reader:
        log = Log(events=reader.history.latest(limit), head=reader.history.heads())
    context.store.note(
        Deed(action="audit.list", subject_kind="audit", subject_id=""), session=context.session
    )
    return log
