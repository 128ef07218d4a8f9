"""What two records of one person say between them, before they are joined."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest

from munhalsa.domain.certificate import Certificate, Ground
from munhalsa.domain.identity import Sex
from munhalsa.domain.merge import (
    FieldChoice,
    field_choices,
    here_still,
    overlapping_certificates,
    overlapping_homes,
    reaches_beyond,
    unchanged_since,
)
from munhalsa.domain.person import Person, Residence, ResidenceKind

EARLY, GONE, NEXT, LATE = date(2024, 3, 1), date(2024, 6, 30), date(2024, 7, 1), date(2026, 1, 1)


def home(to_day: date | None) -> Residence:
    return Residence(
        id="r", person_id="p", kind=ResidenceKind.HOME, unit_id="u", from_day=EARLY, to_day=to_day
    )


def certificate(**changes: Any) -> Certificate:
    known: dict[str, Any] = {"id": "c", "number": "1490-2024-0001", "person_id": "p"}
    return Certificate(**known, ground=Ground.AT_HOME, issued=EARLY, **changes)


@pytest.mark.parametrize(
    ("has", "taken"),
    [
        ([], True),
        ([home(GONE)], True),
        ([home(NEXT)], False),
        ([home(LATE)], False),
        ([home(None)], False),
        ([certificate()], False),
        ([certificate(last_day=GONE)], True),
        ([certificate(last_day=NEXT)], False),
        ([certificate(handed_over_on=GONE)], True),
        ([certificate(handed_over_on=NEXT)], False),
        ([certificate(voided_on=LATE)], True),
    ],
)
def test_nobody_has_moved_away_who_is_here_after_that_day(has: list[Any], *, taken: bool) -> None:
    nowhere: tuple[Any, ...] = (None, None)
    away = (GONE, "Oslo")
    homes = [one for one in has if isinstance(one, Residence)]
    certificates = [one for one in has if isinstance(one, Certificate)]

    def choice(keep: tuple[Any, ...], other: tuple[Any, ...], *, takes_other: bool) -> bool:
        asked = FieldChoice(field="moved_out", keep=keep, other=other, takes_other=takes_other)
        name = FieldChoice(field="name", keep=("A",), other=("B",), takes_other=True)
        first, second = here_still([name, asked], homes, certificates)
        assert first == name
        return second.takes_other

    assert choice(nowhere, away, takes_other=True) is taken
    assert choice(away, nowhere, takes_other=False) is not taken
    # Both have moved away, and one of them was here after the day of the other.
    assert choice(away, (date(2026, 2, 1), "Kil"), takes_other=False) is (
        not taken and has != [home(None)] and has != [certificate()]
    )


@pytest.mark.parametrize(
    ("mine", "theirs", "taken"),
    [
        ((None, None), (GONE, "Oslo"), True),
        ((GONE, None), (LATE, "Oslo"), False),
        ((GONE, "Oslo"), (None, None), False),
        ((None, None), (None, None), False),
    ],
)
def test_only_what_is_wholly_blank_is_filled_from_the_other(
    mine: tuple[Any, ...], theirs: tuple[Any, ...], *, taken: bool
) -> None:
    """Of a choice that is made as one, half is never the one's and half the other's."""
    keep, other = (
        Person(
            id="p",
            number="194001012384",
            given_name="Eva",
            family_name="Ek",
            sort_key="ek-eva",
            birth_year=1940,
            sex=Sex.FEMALE,
            moved_out_on=day,
            moved_out_to=goal,
        )
        for day, goal in (mine, theirs)
    )
    (choice,) = [one for one in field_choices(keep, other) if one.field == "moved_out"]
    assert choice.takes_other is taken
    (asked,) = [
        one
        for one in field_choices(keep, other, from_other={"moved_out"})
        if one.field == "moved_out"
    ]
    assert asked.takes_other is (mine != theirs)


def days_of(first: date, last: date | None) -> set[date]:
    """The days of June 2024 and the first of July."""
    return {
        day
        for day in (date(2024, 6, 1) + timedelta(days=number) for number in range(31))
        if first <= day and (last is None or day <= last)
    }


def test_homes_and_certificates_overlap_that_share_a_day() -> None:
    firsts = [date(2024, 6, 5), date(2024, 6, 6), date(2024, 6, 7)]
    spans = [
        (first, last)
        for first in firsts
        for last in (*firsts, None)
        if last is None or first <= last
    ]
    for mine, theirs in product(spans, repeat=2):
        share = bool(days_of(*mine) & days_of(*theirs))
        own, other = (replace(home(last), from_day=first) for first, last in (mine, theirs))
        assert (overlapping_homes([own], [other]) == [other]) is share
        elsewhere = replace(other, kind=ResidenceKind.RESPONSIBLE)
        assert overlapping_homes([own], [elsewhere]) == []
        kept, joined = (
            replace(certificate(last_day=last), issued=first) for first, last in (mine, theirs)
        )
        assert (overlapping_certificates([kept], [joined]) == [joined]) is share
        for void in (
            ([replace(kept, voided_on=LATE)], [joined]),
            ([kept], [replace(joined, voided_on=LATE)]),
        ):
            assert overlapping_certificates(*void) == []


@pytest.mark.parametrize(
    ("homes", "certificates", "beyond"),
    [
        ([], [], False),
        ([home(GONE)], [certificate(last_day=GONE)], False),
        ([home(NEXT)], [certificate(last_day=GONE)], True),
        ([home(GONE)], [certificate(last_day=GONE), certificate(last_day=NEXT)], True),
        ([], [certificate()], True),
        ([home(None)], [], True),
    ],
)
def test_nothing_reaches_beyond_a_death(
    homes: list[Residence], certificates: list[Certificate], *, beyond: bool
) -> None:
    assert reaches_beyond(GONE, homes, certificates) is beyond
    assert not reaches_beyond(None, homes, certificates)


def test_a_name_that_was_touched_since_goes_back_in_no_part() -> None:
    before: dict[str, Any] = {
        "given_name": "Eva",
        "family_name": "Ek",
        "sort_key": "ek-eva",
        "language": None,
    }
    after: dict[str, Any] = {
        "given_name": "Eva",
        "family_name": "Al",
        "sort_key": "al-eva",
        "language": "finska",
    }
    known: dict[str, Any] = {"id": "p", "number": "x", "birth_year": None, "sex": Sex.UNKNOWN}
    untouched = Person(**known, **after)
    assert unchanged_since(before, after, untouched) == before
    touched = replace(untouched, given_name="Ewa")
    assert unchanged_since(before, after, touched) == {"language": None}
