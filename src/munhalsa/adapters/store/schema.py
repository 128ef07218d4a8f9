"""The whole schema: every table that a store has."""

from __future__ import annotations

from munhalsa.adapters.store import columns, log_rows, own_rows, rows, work_rows

TABLES = (rows, own_rows, work_rows, log_rows)
metadata = columns.metadata
