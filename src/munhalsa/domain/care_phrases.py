"""The phrase bank of the munvårdskort: dated data, each phrase approved by the provider or not yet.

The program suggests none of them from an assessment's answers: the hygienist chooses.
"""

from __future__ import annotations

from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.rules import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class CarePhrase(Rule):
    """A line to choose; ``symbol`` is the picture beside it. An assumption: not yet approved."""

    id: str
    group: str
    what: str
    with_what: str | None = None
    how_often: str | None = None
    by_whom: str | None = None
    symbol: str | None = None
