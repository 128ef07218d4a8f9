"""Rows of the kinds svar, bedomningar and tandvardsbesok: one thing a row about one person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from munhalsa.application.import_table.cells import Surroundings
from munhalsa.application.import_table.columns import Converted, read_columns
from munhalsa.application.import_table.kinds import NO_MAPPING, Kind, TableMapping
from munhalsa.application.import_table.raw_table import RawTable
from munhalsa.domain.assessment import AssessmentOutcome, AssessorTitle, CareNeed
from munhalsa.domain.identity import IdentityNumber
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Notice
from munhalsa.domain.response import AnsweredBy

R = TypeVar("R")

Types = Mapping[str, Callable[[str], Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseRow:
    """An answer as a table tells it."""

    row: int
    notices: tuple[Notice, ...]
    identity: IdentityNumber
    answered: date
    wants: bool
    answered_by: AnsweredBy | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentRow:
    """A visit as a table tells it; ``staff`` as written, ``unit`` as code or name."""

    row: int
    notices: tuple[Notice, ...]
    identity: IdentityNumber
    day: date
    outcome: AssessmentOutcome
    performed_by: str | None
    title: AssessorTitle | None
    phone: str | None
    staff: str | None
    care_need: CareNeed | None
    unit: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DentalVisitRow:
    """Dental care as a table tells it."""

    row: int
    notices: tuple[Notice, ...]
    identity: IdentityNumber
    day: date
    provider: str | None


RESPONSE_TYPES: Types = {"answered_by": AnsweredBy}
ASSESSMENT_TYPES: Types = {
    "outcome": AssessmentOutcome,
    "title": AssessorTitle,
    "care_need": CareNeed,
}


def convert_rows(
    table: RawTable,
    row_kind: type[R],
    *,
    kind: Kind,
    around: Surroundings,
    types: Types | None = None,
    mapping: TableMapping = NO_MAPPING,
) -> Converted[R]:
    """Every row as one of its kind, or rejected."""
    values = read_columns(table, kind=kind, around=around, mapping=mapping, types=types)
    return Converted(
        rows=[
            row for index, row in enumerate(values.assemble(row_kind)) if index not in values.faults
        ],
        rejected=values.rejected(),
        unknown_columns=values.unknown,
        notices=values.about,
    )
