"""Whether a store, as it is opened, still holds what had been done in it."""

from __future__ import annotations

from munhalsa.adapters.store.audit_check import check_anchors
from munhalsa.adapters.store.checks import reading
from munhalsa.adapters.store.store import SqlStore
from munhalsa.adapters.vault.anchors import Anchors
from munhalsa.domain.refusal import StoreUnavailable

LOST = (
    "Registret saknar något som har gjorts i det: en äldre kopia kan ligga i dess ställe. Arbeta "
    "inte vidare i det. Jämför med den senaste säkerhetskopian, och säg till den som ansvarar för "
    "informationssäkerheten."
)
_LOOKED_AT = 20
"""So many anchors are looked at when a store is opened; ``verify`` looks at all."""


def what_is_lost(store: SqlStore, anchors: Anchors | None) -> str | None:
    """What whoever opens a store must be told that lacks what was last anchored; else None.

    An older file put in the store's place, by a backup of the whole disk or by hand, opens as well
    as any other: but what was done since is gone, and nobody would know.
    """
    if anchors is None:
        return None
    try:
        written = anchors.newest(_LOOKED_AT)
    except StoreUnavailable as refusal:
        return refusal.message
    with reading(store.engine) as connection:
        faults, _ = check_anchors(connection, ((one.chain, one.seq, one.hash) for one in written))
    return LOST if faults else None
