"""The signed checkpoint that older events of the log are dropped behind.

``audit_chain`` says of each chain how far it has been dropped: the number and hash of the last
event that is gone, which the first that is left must follow on. The newest checkpoint holds a
digest of all these, the heads of the log, and a signature over it all; without one that fits, what
is missing is missing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from munhalsa.adapters.store.log_rows import audit_chain, audit_event
from munhalsa.adapters.vault.checkpoint_key import CheckpointKey, is_signed
from munhalsa.domain.lazy_dataclass import dataclass

ACTION = "audit.checkpoint"
Place = tuple[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """What the newest one says; ``gone`` is content that receipts now dropped had told is gone."""

    before: date
    begins: str
    key: str
    gone: Mapping[str, tuple[int, ...]]


def beginnings(connection: Connection) -> dict[str, Place]:
    """Of each chain of which something is dropped: number and hash of the last event gone."""
    chain = audit_chain.c
    statement = select(chain.chain, chain.dropped, chain.dropped_hash).where(chain.dropped > 0)
    return {row.chain: (row.dropped, row.dropped_hash) for row in connection.execute(statement)}


def digest_of(begins: Mapping[str, Place]) -> str:
    """SHA-256 (hex) over where every chain begins."""
    total = hashlib.sha256()
    for chain, (seq, head) in sorted(begins.items()):
        total.update(f"{chain}\n{seq}\n{head}\n".encode())
    return total.hexdigest()


def signed(event: str, details: Mapping[str, Any], key: CheckpointKey) -> dict[str, Any]:
    """The details of the event with that id, with key and signature."""
    whole = {**details, "key": key.public}
    return {**whole, "signature": key.sign(_content(event, whole))}


def newest_checkpoint(connection: Connection) -> Checkpoint | None:
    """The newest that is signed as it should be; None without one."""
    event = audit_event.c
    statement = (
        select(event.id, event.details).where(event.action == ACTION).order_by(event.id.desc())
    )
    for row in connection.execute(statement):
        found = _read(row.id, row.details)
        if found is not None:
            return found
    return None


def _read(event: str, text: str) -> Checkpoint | None:
    try:
        details = json.loads(text)
        signature = details.pop("signature")
        if not is_signed(_content(event, details), public=details["key"], signature=signature):
            return None
        return Checkpoint(
            before=date.fromisoformat(details["before"]),
            begins=str(details["begins"]),
            key=str(details["key"]),
            gone={one: tuple(places) for one, places in details["gone"].items()},
        )
    except (ValueError, TypeError, AttributeError, KeyError):
        return None


def _content(event: str, details: Mapping[str, Any]) -> bytes:
    """What is signed, in the one form that it has."""
    form = json.dumps([event, details], ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return form.encode()
