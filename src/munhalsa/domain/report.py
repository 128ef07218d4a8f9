"""The quarterly report: one frozen object that every output shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.metrics import Coverage, Share, Wishes
from munhalsa.domain.quarter import Quarter
from munhalsa.domain.rules import AgeGroup, FigureDefinition
from munhalsa.domain.visit_figures import Needs, Period, Periods, Reach, Received
from munhalsa.domain.work_figures import (
    DeviationCount,
    Failures,
    TrainedIssuers,
    TrainedUnits,
    TrainingHeld,
)

Breakdown = Mapping[str, tuple[Share, ...]]
"""Dimension (unit, ground, sex, age) to rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterlyReport:
    """One quarter's figures; every output shows this same object.

    Figures: ``with_certificate`` M1 · ``wishes`` M2 · ``assessed`` M3 · ``cared_for`` M4 (None:
    no visits are imported, never 0; ``visits_imported_on`` the newest import) · ``coverage`` T1
    (None: no population, *saknas*, never 0) · ``training`` M5 · ``deviations`` M6 and M7 by id ·
    ``failures`` K1 · ``trained_units`` K2 · ``trained_issuers`` K3 · ``received`` A1 · ``reach`` A2
    · ``needs`` A3.
    ``waiting`` counts the lists D0 to D8 of ``waiting_on``; None: not to be known (no visits are
    imported) or not to be released. ``part`` names what the report covers where that is less than
    the whole municipality: its persons, units, sessions and issuers; of its population nothing is
    known (T1 None).
    ``breakdowns`` is figure → dimension → rows; of M3 and M4 they are the quarter's, and
    ``period_breakdowns`` has figure → period → dimension → rows for all three periods.
    Home and ground of M3 and M4 are those of the day of the visit, so that somebody visited at two
    homes is counted once at each; those of D0 to D8 are those of ``waiting_on`` (of a candidate
    whose home is not known the unit of the newest care), everywhere else of the quarter's last day.
    ``definitions`` are the figures of the report, in order. ``for_release`` says that small numbers
    are protected; a breakdown that could not be protected has no rows. ``chain_heads`` are the
    hashes at the end of each chain of the log when the report was made.
    """

    quarter: Quarter
    municipality_code: str
    municipality: str
    made_on: date
    rules_version: str
    definitions: tuple[FigureDefinition, ...]
    age_groups: tuple[AgeGroup, ...]
    with_certificate: int
    wishes: Wishes
    coverage: Coverage | None
    assessed: Periods
    cared_for: Periods | None
    visits_imported_on: date | None
    training: TrainingHeld
    deviations: Mapping[str, DeviationCount]
    failures: tuple[Failures, ...]
    trained_units: TrainedUnits
    trained_issuers: TrainedIssuers
    received: Received
    reach: Mapping[Period, Reach]
    needs: Mapping[Period, Needs]
    waiting: Mapping[str, int | None]
    waiting_on: date
    breakdowns: Mapping[str, Breakdown]
    period_breakdowns: Mapping[str, Mapping[Period, Breakdown]] = field(default_factory=dict)
    chain_heads: Mapping[str, str] = field(default_factory=dict)
    for_release: bool = False
    part: tuple[str, ...] = ()
