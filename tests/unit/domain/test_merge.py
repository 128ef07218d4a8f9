"""What two records of one person say between them, before they are joined."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from munhalsa.domain.certificate import Certificate, Ground
from munhalsa.domain.merge import FieldChoice, here_still
from munhalsa.domain.person import Residence, ResidenceKind

EARLY, GONE, LATE = date(2024, 3, 1), date(2024, 6, 30), date(2026, 1, 1)


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
        ([home(LATE)], False),
        ([home(None)], False),
        ([certificate()], False),
        ([certificate(last_day=GONE)], True),
        ([certificate(handed_over_on=GONE)], True),
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
