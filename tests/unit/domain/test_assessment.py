"""What an assessment is and when it counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from munhalsa.domain.assessment import Assessment, AssessmentOutcome

VISIT = Assessment(
    id="a", person_id="p", day=date(2026, 11, 20), outcome=AssessmentOutcome.PERFORMED
)


@pytest.mark.parametrize("outcome", AssessmentOutcome)
def test_only_performed_counts_and_partly_where_the_hygienist_says_so(
    outcome: AssessmentOutcome,
) -> None:
    visit = replace(VISIT, outcome=outcome)
    partly = outcome is AssessmentOutcome.PARTLY_PERFORMED
    assert visit.is_performed is (outcome is AssessmentOutcome.PERFORMED)
    assert replace(visit, counts_as_performed=True).is_performed is (visit.is_performed or partly)


def test_a_duplicate_never_counts() -> None:
    assert not replace(VISIT, duplicate_of_id="b").is_performed
