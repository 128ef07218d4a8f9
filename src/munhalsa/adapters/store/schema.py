"""The whole schema: every table that a store has."""

from __future__ import annotations

from munhalsa.adapters.store import columns, log_rows, rows

TABLES = (rows, log_rows)
metadata = columns.metadata
