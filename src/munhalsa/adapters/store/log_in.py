"""The events at the ends of a session, and the heads of the log anchored outside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, text

from munhalsa.adapters.ids import new_id
from munhalsa.adapters.store import audit
from munhalsa.adapters.store.checks import reading
from munhalsa.adapters.store.store import SqlStore
from munhalsa.adapters.vault.anchors import Anchor, AnchorReason, Anchors
from munhalsa.application.accounts import session_of
from munhalsa.application.ports import Deed, Session
from munhalsa.domain.account import Role
from munhalsa.domain.refusal import NotAllowed

BEGAN = "session.began"
ENDED = "session.ended"
# Clocks of the machines that share a database may differ this much before a head goes unwitnessed.
_OVERLAP = timedelta(days=1)


def log_in(
    store: SqlStore, *, name: str | None, today: date, confirmed: bool, now: datetime
) -> Session:
    """Begin a user's session with an event; a refused try becomes one too."""
    try:
        with store.read() as reader:
            session = session_of(reader, name=name, today=today, confirmed=confirmed)
    except NotAllowed as refusal:
        # Not the name that was typed: it may be anything, also a passphrase in the wrong place.
        _write_event(store, _refused(refusal), session=_NOBODY, now=now)
        raise
    deed = Deed(action=BEGAN, subject_kind="account", subject_id=session.account_id)
    _write_event(store, deed, session=session, now=now)
    return session


_NOBODY = Session(account_id="", name="", roles=frozenset[Role]())


def _refused(refusal: NotAllowed) -> Deed:
    return Deed(action="access.refused", subject_kind="log_in", subject_id=refusal.code)


def log_out(store: SqlStore, session: Session) -> None:
    """End the session with an event."""
    deed = Deed(action=ENDED, subject_kind="account", subject_id=session.account_id)
    store.note(deed, session=session)


def _write_event(store: SqlStore, deed: Deed, *, session: Session, now: datetime) -> None:
    """The first event of a session; on PostgreSQL it begins a chain and witnesses the others."""

    def write(connection: Connection) -> None:
        details = {}
        if connection.dialect.name == "postgresql":
            details = {"heads": heads_to_witness(connection)}
            audit.start_chain(connection, store.chain)
        audit.append(
            connection,
            chain=store.chain,
            id=new_id(),
            time=now,
            session=session,
            deed=Deed(
                action=deed.action,
                subject_kind=deed.subject_kind,
                subject_id=deed.subject_id,
                details=details,
            ),
            entries=(),
        )

    store.log(write)


_NEWEST_WITNESS = text(
    "SELECT time FROM audit_event WHERE action = :began ORDER BY id DESC LIMIT 1"
)
_HEADS_SINCE = text(
    "SELECT c.chain, c.seq, c.hash FROM audit_chain c "
    "JOIN audit_event e ON e.chain = c.chain AND e.seq = c.seq WHERE e.time >= :since "
    "ORDER BY c.chain"
)


def heads_to_witness(connection: Connection) -> dict[str, list[object]]:
    """Heads of the chains that may have moved since the last such event, which holds the rest."""
    newest = connection.scalar(_NEWEST_WITNESS, {"began": BEGAN})
    since = "" if newest is None else (datetime.fromisoformat(newest) - _OVERLAP).isoformat()
    found = connection.execute(_HEADS_SINCE, {"since": since})
    return {row.chain: [row.seq, row.hash] for row in found}


def anchor_heads(
    store: SqlStore, anchors: Anchors | None, reason: AnchorReason, now: Callable[[], datetime]
) -> None:
    """Write the head of this store's or session's chain outside the database."""
    if anchors is None:
        return
    with reading(store.engine) as connection:
        seq, head = audit.heads(connection)[store.chain]
    anchors.append([Anchor(chain=store.chain, seq=seq, hash=head, time=now(), reason=reason)])
