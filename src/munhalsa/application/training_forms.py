"""What the printed forms of training hold."""

from __future__ import annotations

from datetime import date

from munhalsa.domain.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceRow:
    """A line to sign; both None where anybody may write."""

    name: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceForm:
    """N17: who came to a session, in their own hand."""

    printed_on: date
    kind: str
    day: date
    hours: str
    units: str | None
    trainer: str | None
    place: str | None
    rows: tuple[AttendanceRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingCertificateForm:
    """N18: that somebody took part in a session."""

    printed_on: date
    name: str
    unit: str | None
    kind: str
    day: date
    hours: str
    trainer: str | None
    place: str | None
