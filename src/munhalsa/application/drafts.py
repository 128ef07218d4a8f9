"""Keeping what somebody has typed, encrypted with the store, until it is saved or thrown away.

A draft is nobody's record: it is the user's own, is not logged, and is read by nobody else.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from munhalsa.application.context import Context
from munhalsa.domain.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What was typed, by field, and when it was last kept."""

    content: Mapping[str, Any]
    changed_at: datetime


def keep_draft(context: Context, kind: str, content: Mapping[str, Any]) -> None:
    """Keep it in place of the user's draft of that kind; ``content`` is what JSON can hold."""
    context.store.drafts.keep(
        account_id=context.session.account_id,
        kind=kind,
        content=json.dumps(content, ensure_ascii=False),
    )


def kept_draft(context: Context, kind: str) -> Draft | None:
    """The user's draft of that kind."""
    kept = context.store.drafts.kept(account_id=context.session.account_id, kind=kind)
    if kept is None:
        return None
    return Draft(content=json.loads(kept.content), changed_at=kept.changed_at)


def drop_draft(context: Context, kind: str) -> None:
    """The user's draft of that kind is not wanted any longer."""
    context.store.drafts.drop(account_id=context.session.account_id, kind=kind)
