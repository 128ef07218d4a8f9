"""What the figures of a quarter need from the store."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from munhalsa.domain.metrics import Behind, CubeCell
    from munhalsa.domain.quarter import Quarter
    from munhalsa.domain.visit_figures import MarginCell, VisitCell, VisitLine
    from munhalsa.domain.work_figures import DeviationFacts, SessionFacts


class FigureQueries(Protocol):
    """Counting for the figures, each answer from one statement (spec: metrics)."""

    def certificate_cube(self, day: date) -> Sequence[CubeCell]:
        """Persons with a certificate valid on the day, by every breakdown key at once."""

    def reached_cube(self, day: date) -> Sequence[CubeCell]:
        """The same, and whether they received an assessment in the 12 months ending on the day."""

    def assessed(self, quarter: Quarter) -> Sequence[MarginCell]:
        """Persons with a performed assessment while they had a valid certificate (M3)."""

    def cared_for(self, quarter: Quarter) -> Sequence[MarginCell]:
        """Persons with a dental-care visit while they had a valid certificate (M4)."""

    def visits(self, quarter: Quarter) -> Sequence[VisitCell]:
        """Every visit of the 12 months while there was a valid certificate, also those in vain."""

    def visits_imported(self) -> tuple[bool, date | None]:
        """Whether any dental-care visit is known, and when such visits were last imported."""

    def sessions(self, quarter: Quarter, *, for_issuers: Collection[str]) -> Sequence[SessionFacts]:
        """The sessions of care staff held in the quarter; ``for_issuers`` are the other kinds."""

    def issuers_attended(
        self, first: date, last: date, *, for_issuers: Collection[str]
    ) -> Sequence[tuple[str | None, str]]:
        """(issuer's id, name) of everybody named at a held session of those kinds."""

    def deviations(self, quarter: Quarter) -> Sequence[DeviationFacts]:
        """The deviations of the quarter, in order of day."""

    def deviation_persons(
        self, quarter: Quarter, categories: Collection[str]
    ) -> Mapping[str, Sequence[CubeCell]]:
        """The persons of the quarter's deviations by category, as of its last day."""

    def units(self) -> Sequence[tuple[str, str, str]]:
        """(id, code or id, name) of every unit, in name order."""

    def holders(self, day: date) -> Sequence[Behind]:
        """Whoever ``reached_cube`` counts, in name order."""

    def visitors(self, quarter: Quarter, *, cared_for: bool) -> Sequence[Behind]:
        """Whoever ``assessed`` or ``cared_for`` counts, once a visit, in name order."""

    def told_of(self, quarter: Quarter) -> Sequence[Behind]:
        """Whoever a deviation of the quarter is about, once a category, in name order."""

    def visit_lines(self, quarter: Quarter) -> Sequence[VisitLine]:
        """Whatever ``visits`` counts, one by one in order of day."""

    def persons_behind(self, day: date) -> Sequence[str]:
        """Ids of the persons with a certificate valid on the day."""
