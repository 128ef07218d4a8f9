"""Opening a store, in the one order that is safe, and closing it again."""

from __future__ import annotations

import dataclasses
import hashlib
import logging
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from sqlalchemy import Engine

from munhalsa.adapters.ids import new_id
from munhalsa.adapters.store import migrate
from munhalsa.adapters.store.audit import EMBEDDED_CHAIN
from munhalsa.adapters.store.checks import quick_check, reading
from munhalsa.adapters.store.database import open_database
from munhalsa.adapters.store.engine import postgres_address, postgres_engine
from munhalsa.adapters.store.folder import StoreFolder
from munhalsa.adapters.store.log_in import anchor_heads, log_in, log_out
from munhalsa.adapters.store.lost import what_is_lost
from munhalsa.adapters.store.migration_run import migrate_embedded
from munhalsa.adapters.store.newer import Standing, standing_of
from munhalsa.adapters.store.store import SqlStore
from munhalsa.adapters.store.unlock import Entered, WayIn, enter
from munhalsa.adapters.vault.anchors import AnchorReason, Anchors
from munhalsa.adapters.vault.checkpoint_key import CheckpointKey
from munhalsa.adapters.vault.data_key import DataKey
from munhalsa.adapters.vault.key_slots import KeySlots
from munhalsa.adapters.vault.sealing import KdfCost
from munhalsa.application.ports import Clock, Session
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Refusal

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vault:
    """What an embedded store has and a shared one has not: a folder, key slots and its key."""

    folder: StoreFolder
    slots: KeySlots
    data_key: DataKey
    user: str


@dataclasses.dataclass(kw_only=True)
class OpenParts:
    """A store that is open but where nobody has logged in; ``vault`` None: a shared database.

    ``newer``: of a newer program, to be read and never changed.
    """

    engine: Engine
    vault: Vault | None
    user: str | None
    confirmed: bool
    newer: bool


@dataclasses.dataclass(kw_only=True)
class OpenStore:
    """A store somebody has logged in to."""

    store: SqlStore
    session: Session
    vault: Vault | None
    anchors: Anchors | None
    clock: Clock
    lost: str | None = None
    """What whoever opens it must be told, where it lacks what was last anchored."""

    resources: ExitStack

    def close(self) -> None:
        """Log out, anchor the log and let go of everything; what was confirmed is kept anyway."""
        with self.resources:
            try:
                log_out(self.store, self.session)
                self.anchor(AnchorReason.LOG_OUT)
            except Refusal as refusal:
                _log.warning("no log-out event: %s", refusal.code)

    def anchor(self, reason: AnchorReason) -> None:
        """Write the head of the log outside the database; raises FileUnusable."""
        anchor_heads(self.store, self.anchors, reason, self.clock.now)

    def take_over(self, engine: Engine, vault: Vault) -> None:
        """Go on with the same store under another engine and key."""
        self.store.engine = engine
        self.vault = vault
        self.resources.callback(vault.data_key.wipe)
        self.resources.callback(engine.dispose)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()


def open_embedded(
    folder: Path, *, way_in: WayIn, clock: Clock, cost: KdfCost | None = None
) -> OpenStore:
    """Open an encrypted store and log in.

    The order: lock, keys, database, damaged? older: migrate, newer: only read, then the
    user's session.
    ``cost`` is for key slots that are added while it is open.
    """
    with ExitStack() as stack:
        entered = enter(folder, way_in=way_in, clock=clock, cost=cost, stack=stack)
        return open_entered(entered, clock=clock, stack=stack)


def open_entered(entered: Entered, *, clock: Clock, stack: ExitStack) -> OpenStore:
    """The rest of ``open_embedded``, when the key is there."""
    parts = _open_parts(entered, clock=clock, stack=stack)
    store = SqlStore(
        parts.engine,
        chain=EMBEDDED_CHAIN,
        now=clock.now,
        new_id=new_id,
        reads_only=parts.newer,
    )
    return _logged_in(store, parts, anchors=Anchors(entered.folder.path), clock=clock, stack=stack)


def open_parts(
    folder: Path, *, way_in: WayIn, clock: Clock, cost: KdfCost | None, stack: ExitStack
) -> OpenParts:
    """Everything but the log-in; ``stack`` gets what must be let go of in the end."""
    entered = enter(folder, way_in=way_in, clock=clock, cost=cost, stack=stack)
    return _open_parts(entered, clock=clock, stack=stack)


def _open_parts(entered: Entered, *, clock: Clock, stack: ExitStack) -> OpenParts:
    place, slots, unlocked = entered.folder, entered.slots, entered.unlocked
    engine, data_key = open_database(place, slots, unlocked.opened.keys)
    stack.callback(data_key.wipe)
    stack.callback(engine.dispose)
    ended_in_disorder = place.open_mark.exists()
    place.mark_open()
    stack.callback(place.unmark_open)
    place.clear_work()
    if ended_in_disorder:
        with reading(engine) as connection:
            quick_check(connection)
    standing = standing_of(engine)
    if standing is Standing.OLDER:
        migrate_embedded(place, slots, engine, data_key, clock=clock)
    return OpenParts(
        engine=engine,
        vault=Vault(folder=place, slots=slots, data_key=data_key, user=unlocked.user),
        user=unlocked.user,
        confirmed=unlocked.confirmed,
        newer=standing is Standing.NEWER,
    )


def open_postgres(
    address: str,
    *,
    password: str | None,
    clock: Clock,
    user: str | None = None,
    anchors_folder: Path | None = None,
) -> OpenStore:
    """Open a shared database and log in, as ``user`` or the first one.

    ``anchors_folder`` is a folder of this machine, where each database gets one of its own.
    """
    with ExitStack() as stack:
        parts = open_postgres_parts(address, password=password, user=user, stack=stack)
        store = SqlStore(
            parts.engine,
            chain=new_id(),
            now=clock.now,
            new_id=new_id,
            reads_only=parts.newer,
        )
        anchors = None if anchors_folder is None else shared_anchors(anchors_folder, address)
        return _logged_in(store, parts, anchors=anchors, clock=clock, stack=stack)


def open_postgres_parts(
    address: str, *, password: str | None, user: str | None, stack: ExitStack
) -> OpenParts:
    """Everything but the log-in."""
    engine = postgres_engine(postgres_address(address), password)
    stack.callback(engine.dispose)
    standing = standing_of(engine)
    if standing is Standing.OLDER:
        migrate.upgrade(engine)
    return OpenParts(
        engine=engine,
        vault=None,
        user=user,
        confirmed=password is not None,
        newer=standing is Standing.NEWER,
    )


def checkpoint_key(
    vault: Vault | None, anchors: Anchors | None, *, make: bool
) -> CheckpointKey | None:
    """What signs what is dropped from the log; of a shared database this machine's, if any.

    ``make``: one is made for this machine. Raises FileUnusable.
    """
    if vault is not None:
        return CheckpointKey.of_store(vault.data_key, vault.slots.store_id)
    return None if anchors is None else CheckpointKey.of_machine(anchors.folder, make=make)


def shared_anchors(folder: Path, address: str) -> Anchors:
    """The anchors that this machine keeps for one shared database."""
    url = postgres_address(address)
    name = f"{url.host}:{url.port or 5432}/{url.database}"
    own = folder / hashlib.sha256(name.encode()).hexdigest()[:16]
    own.mkdir(mode=0o700, parents=True, exist_ok=True)
    return Anchors(own)


def _logged_in(
    store: SqlStore, parts: OpenParts, *, anchors: Anchors | None, clock: Clock, stack: ExitStack
) -> OpenStore:
    lost = what_is_lost(store, anchors)
    session = log_in(
        store, name=parts.user, today=clock.today(), confirmed=parts.confirmed, now=clock.now()
    )
    anchor_heads(store, anchors, AnchorReason.LOG_IN, clock.now)
    return OpenStore(
        store=store,
        session=session,
        vault=parts.vault,
        anchors=anchors,
        clock=clock,
        lost=lost,
        resources=stack.pop_all(),
    )
