"""The kinds of records that decide who waits."""

from __future__ import annotations

DUE_KINDS = frozenset(
    {
        *("person", "certificate", "response", "offer", "residence", "unit", "registration"),
        *("assessment", "dental_visit", "round", "planned_visit"),
        *("dentist", "candidate", "support", "setting", "former_number"),
    }
)
"""Whose change may alter a list or its count."""
