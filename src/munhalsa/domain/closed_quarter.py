"""A quarter whose report is frozen as it was told (spec: metrics, closing a quarter)."""

from __future__ import annotations

from datetime import date

from munhalsa.domain.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedQuarter:
    """The report of a quarter as it was when it was closed.

    ``report`` is the report object as JSON, ``persons`` JSON of figure to the ids of those counted.
    ``chain_heads`` are the heads of the audit log at that moment, as text.
    """

    id: str
    version: int = 1
    year: int
    number: int
    closed_on: date
    closed_by: str
    chain_heads: str
    report: str
    persons: str
