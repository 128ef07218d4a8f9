"""The actions that take content out of the log for good; their events are the receipts for it."""

from __future__ import annotations

LINK_BROKEN = "person.link_broken"
"""The link to earlier numbers was broken (spec: records, protected identity)."""

DISPOSED = "disposal.carry_out"
"""Persons were disposed of."""

GONE = "gone"
"""Where the details of the event name the content that is gone."""
