"""Where what somebody has typed but not saved is kept: inside the store, under its key."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from munhalsa.domain.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDraft:
    """A draft as it was last kept; ``content`` is text that only the one who kept it can read."""

    content: str
    changed_at: datetime


class Drafts(Protocol):
    """One draft of each kind for each account; no records, so without history and undo."""

    def keep(self, *, account_id: str, kind: str, content: str) -> None:
        """Keep it in place of the one before."""

    def kept(self, *, account_id: str, kind: str) -> KeptDraft | None:
        """The draft, if there is one."""

    def drop(self, *, account_id: str, kind: str) -> None:
        """It is not wanted any longer; nothing happens if there is none."""
