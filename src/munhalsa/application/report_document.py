"""The quarterly report as the document of ``metrics --json``; what is withheld is None."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from munhalsa.application.report_table import answers, number_of, shown
from munhalsa.domain.metrics import Count, Coverage, Hidden
from munhalsa.domain.report import Breakdown, QuarterlyReport
from munhalsa.domain.visit_figures import Needs, Period, Periods, Reach
from munhalsa.domain.work_figures import Failures, TrainedUnits, TrainingHeld


def report_document(report: QuarterlyReport) -> dict[str, Any]:
    """The report with the keys of the command line's answer: the figures that are defined then."""
    quarter = report.quarter
    defined = {figure.id for figure in report.definitions}
    found = _of_the_agreement(report) | _of_ours(report)
    return {
        "quarter": {
            "year": quarter.year,
            "number": quarter.number,
            "first_day": quarter.first_day.isoformat(),
            "last_day": quarter.last_day.isoformat(),
        },
        "municipality": {"code": report.municipality_code, "name": report.municipality},
        "definitions": {
            figure.id: {
                "name": figure.name,
                "text": figure.text,
                "version": figure.version,
                "source": figure.source,
                "assumption": figure.assumption,
                "note": figure.note,
            }
            for figure in report.definitions
        },
        "figures": {figure: value for figure, value in found.items() if figure in defined},
        "breakdowns": {
            figure: _breakdown(parts)
            for figure, parts in report.breakdowns.items()
            if figure in defined
        },
        "period_breakdowns": {
            figure: {period.value: _breakdown(parts) for period, parts in periods.items()}
            for figure, periods in report.period_breakdowns.items()
            if figure in defined
        },
        "active_issuers": report.trained_issuers.active,
        "part": list(report.part),
        "made_on": report.made_on.isoformat(),
        "waiting_on": report.waiting_on.isoformat(),
        "for_release": report.for_release,
        "head": dict(report.chain_heads),
    }


def _of_the_agreement(report: QuarterlyReport) -> dict[str, Any]:
    return {
        "M1": report.with_certificate,
        "M2": {name: _plain(count) for name, _, count in answers(report.wishes)},
        "M3": _periods(report.assessed),
        "M4": None if report.cared_for is None else _cared_for(report, report.cared_for),
        "M5": _training(report.training),
        **{
            figure: {"persons": found.persons, "deviations": found.deviations}
            for figure, found in report.deviations.items()
        },
        "K1": [_failure(row) for row in report.failures],
        "K2": _trained_units(report.trained_units),
        "K3": report.trained_issuers.trained,
        "T1": None if report.coverage is None else _coverage(report.coverage),
    }


def _of_ours(report: QuarterlyReport) -> dict[str, Any]:
    received = report.received
    return {
        "A1": {
            "received": _plain(received.received),
            "wanting": _plain(received.wanting),
            "share": _share(received.share),
        },
        "A2": _by_period(report.reach, _reach),
        "A3": _by_period(report.needs, _needs),
        **report.waiting,
    }


def _breakdown(parts: Breakdown) -> dict[str, Any]:
    return {
        breakdown: [{"key": row.key, "name": row.name, "count": _plain(row.count)} for row in rows]
        for breakdown, rows in parts.items()
    }


def _periods(counts: Periods) -> dict[str, Any]:
    return {period.value: _plain(counts.of(period)) for period in Period}


def _cared_for(report: QuarterlyReport, counts: Periods) -> dict[str, Any]:
    newest = report.visits_imported_on
    return {**_periods(counts), "imported_on": None if newest is None else newest.isoformat()}


def _training(training: TrainingHeld) -> dict[str, Any]:
    return {
        "sessions": training.sessions,
        "participants": training.participants,
        "session_hours": number_of(training.session_hours),
        "participant_hours": number_of(training.participant_hours),
    }


def _failure(row: Failures) -> dict[str, Any]:
    return {
        "direction": row.direction.value,
        "category": row.category,
        "count": _plain(row.count),
        "name": row.name,
        "reasons": list(row.reasons),
    }


def _trained_units(units: TrainedUnits) -> dict[str, Any]:
    return {
        "units": units.units,
        "trained": units.trained,
        "share": _share(units.share),
        "missing": list(units.missing),
    }


def _coverage(coverage: Coverage) -> dict[str, Any]:
    return {
        "certificates": _plain(coverage.certificates),
        "population": coverage.population,
        "share": _share(coverage.share),
        "missing_to_target": _plain(coverage.missing_to_target),
    }


def _by_period(found: Mapping[Period, Any], document: Any) -> dict[str, Any]:
    return {period.value: document(found[period]) if period in found else None for period in Period}


def _reach(reach: Reach) -> dict[str, Any]:
    return {
        "outcomes": dict(reach.outcomes),
        "tried": reach.tried,
        "performed": reach.performed,
        "with_staff": reach.with_staff,
        "staff_known": reach.staff_known,
        "staff_share": _share(reach.staff_share),
    }


def _needs(needs: Needs) -> dict[str, Any]:
    return {
        "none": needs.none,
        "not_urgent": needs.not_urgent,
        "urgent": needs.urgent,
        "not_stated": needs.not_stated,
        "with_need": needs.with_need,
        "cared_for": needs.cared_for,
    }


def _share(share: Fraction | None) -> float | None:
    return None if share is None else float(share)


def _plain(count: Count) -> int | str | None:
    """The count for a program: a small one is the text <5, one that is withheld is None."""
    return None if count is Hidden.WITHHELD else shown(count)
