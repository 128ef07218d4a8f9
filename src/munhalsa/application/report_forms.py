"""A report on paper as plain data: sections of text, charts with their tables, and lists."""

from __future__ import annotations

from datetime import date

from munhalsa.domain.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartBar:
    """One bar; ``length`` is its share of the longest, 0 to 1, and ``shown`` its number."""

    label: str
    length: float
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BarChart:
    """Bars below each other under a title; ``told`` says to a screen reader what is seen."""

    title: str
    told: str
    bars: tuple[ChartBar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperTable:
    """A table; ``shares`` of the width a column; behind the first ``words`` columns are numbers."""

    heads: tuple[str, ...]
    shares: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]
    words: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPart:
    """A heading and what stands under it, in this order; what there is none of is left out."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    chart: BarChart | None = None
    tables: tuple[PaperTable, ...] = ()
    items: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    new_page: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportForm:
    """N15 (quarterly report) or N16 (self-check); ``texts`` names the one."""

    texts: str
    printed_on: date
    title: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[ReportPart, ...]
