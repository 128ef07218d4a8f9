"""What the card says of the last and the next assessment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from munhalsa.application.view_person import PersonRecord
from munhalsa.desktop.visit_text import visit_lines
from munhalsa.domain.assessment import Assessment, AssessmentOutcome
from munhalsa.domain.due import AssessmentPeriod
from munhalsa.domain.identity import Sex
from munhalsa.domain.person import Person

DAY = date(2026, 11, 22)
SEEN = Assessment(id="a", person_id="p", day=date(2026, 2, 28), outcome=AssessmentOutcome.PERFORMED)
AWAY = replace(SEEN, id="b", day=date(2026, 9, 1), outcome=AssessmentOutcome.NOT_PRESENT)
PERSON = Person(
    id="p",
    number="194101012393",
    birth_year=1941,
    sex=Sex.MALE,
    given_name="Bo",
    family_name="Ek",
    sort_key="ek bo",
)


def record(*assessments: Assessment, planned: tuple[date, ...] = ()) -> PersonRecord:
    nothing = dict.fromkeys(
        (
            *("former_numbers", "residences", "units", "contacts", "dentists", "notes"),
            *("paper_steps", "certificates", "registrations", "responses", "offers"),
            *("disclosures", "decisions", "dental_visits", "care_cards"),
        ),
        (),
    )
    return PersonRecord(
        person=PERSON,
        assessments=assessments,
        planned_days=planned,
        **nothing,
    )


@pytest.mark.parametrize(
    ("kept", "period", "lines"),
    [
        (record(), AssessmentPeriod.TWELVE_MONTHS, []),
        (record(AWAY), AssessmentPeriod.TWELVE_MONTHS, ["Senast 2026-09-01: inte på plats"]),
        (
            record(SEEN, AWAY),
            AssessmentPeriod.TWELVE_MONTHS,
            ["Senast 2026-09-01: inte på plats", "Nästa senast 2027-02-28"],
        ),
        (
            record(SEEN),
            AssessmentPeriod.CALENDAR_YEAR,
            ["Senast 2026-02-28: utförd", "Nästa senast 2027-12-31"],
        ),
        (
            record(SEEN, planned=(date(2026, 11, 1), date(2026, 12, 3))),
            AssessmentPeriod.TWELVE_MONTHS,
            ["Senast 2026-02-28: utförd", "Planerat besök 2026-12-03"],
        ),
        (
            record(replace(AWAY, duplicate_of_id="a"), SEEN),
            AssessmentPeriod.TWELVE_MONTHS,
            ["Senast 2026-02-28: utförd", "Nästa senast 2027-02-28"],
        ),
    ],
)
def test_the_last_and_the_next(
    kept: PersonRecord, period: AssessmentPeriod, lines: list[str]
) -> None:
    assert list(visit_lines(kept, DAY, period)) == lines
