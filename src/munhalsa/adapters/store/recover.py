"""Back in by the recovery code: a new passphrase for a user."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from munhalsa.adapters.ids import new_id
from munhalsa.adapters.store.audit import EMBEDDED_CHAIN
from munhalsa.adapters.store.keeping import set_passphrase
from munhalsa.adapters.store.log_in import anchor_heads
from munhalsa.adapters.store.newer import reads_only
from munhalsa.adapters.store.opening import open_parts
from munhalsa.adapters.store.store import SqlStore
from munhalsa.adapters.store.unlock import WayIn
from munhalsa.adapters.vault.anchors import AnchorReason, Anchors
from munhalsa.adapters.vault.sealing import KdfCost
from munhalsa.application.accounts import session_of
from munhalsa.application.ports import Clock, Deed


def recover(
    folder: Path,
    *,
    recovery_code: str,
    user: str,
    passphrase: str,
    clock: Clock,
    cost: KdfCost | None = None,
) -> None:
    """Set a user's passphrase by the recovery code; the user must have an account in force."""
    with ExitStack() as stack:
        way_in = WayIn(user=user, recovery_code=recovery_code)
        parts = open_parts(folder, way_in=way_in, clock=clock, cost=cost, stack=stack)
        if parts.newer:
            raise reads_only()
        store = SqlStore(parts.engine, chain=EMBEDDED_CHAIN, now=clock.now, new_id=new_id)
        with store.read() as reader:
            session = session_of(reader, name=user, today=clock.today(), confirmed=False)
        deed = Deed(
            action="passphrase.recovered", subject_kind="account", subject_id=session.account_id
        )
        set_passphrase(
            store,
            parts.vault,
            session.name,
            passphrase,
            before=lambda: store.note(deed, session=session),
        )
        anchors = Anchors(folder.expanduser().absolute())
        anchor_heads(store, anchors, AnchorReason.LOG_OUT, clock.now)
