"""What is shown, and the versions it is told by."""

from __future__ import annotations

from dataclasses import replace

from munhalsa.application.seen import versions_of
from tests.support.people import somebody


def test_the_records_within_what_is_shown_and_the_older_of_two() -> None:
    one, other = somebody(), replace(somebody(), version=3)
    assert versions_of([one, (other, "ord", 7)], None) == {one.id: 1, other.id: 3}
    assert versions_of(other, replace(other, version=2), other) == {other.id: 2}
    assert versions_of(()) == {}
