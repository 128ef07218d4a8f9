"""What waits to be seen to about an issuer, and where nobody issues."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from munhalsa.domain.issuer import (
    ChecklistItem,
    IssuerNeed,
    IssuerStanding,
    check_issuer,
    districts_without,
)
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.training import Issuer

DAY = date(2026, 11, 22)
EVA = Issuer(id="e", name="Eva Ek", sort_key="eva ek", from_day=date(2020, 1, 1))
STANDING = IssuerStanding(
    issuer=EVA,
    day=DAY,
    months=24,
    trained=date(2024, 11, 23),
    issued=date(2025, 11, 23),
    handles=2,
)


def test_nothing_waits_about_whoever_is_trained_and_issues() -> None:
    assert (STANDING.is_active, STANDING.needs) == (True, ())


@pytest.mark.parametrize(
    ("changes", "needs"),
    [
        ({"trained": date(2024, 11, 22)}, (IssuerNeed.TRAINING,)),
        ({"trained": None}, (IssuerNeed.TRAINING,)),
        ({"issued": date(2025, 11, 22)}, (IssuerNeed.IDLE,)),
        ({"issued": None, "trained": None}, (IssuerNeed.TRAINING, IssuerNeed.IDLE)),
        ({"issued": None, "issuer": replace(EVA, from_day=date(2025, 11, 23))}, ()),
        (
            {"issued": None, "issuer": replace(EVA, from_day=date(2025, 11, 22))},
            (IssuerNeed.IDLE,),
        ),
        ({"issued": None, "issuer": replace(EVA, from_day=None)}, (IssuerNeed.IDLE,)),
    ],
)
def test_what_waits_about_an_active_issuer(
    changes: dict[str, object], needs: tuple[IssuerNeed, ...]
) -> None:
    assert replace(STANDING, **changes).needs == needs  # type: ignore[arg-type]


def test_whoever_has_left_is_handed_over_and_closed() -> None:
    gone = replace(EVA, to_day=date(2026, 11, 21), ordered_on=date(2020, 1, 1))
    left = replace(STANDING, issuer=gone, trained=None, issued=None)
    assert left.needs == (IssuerNeed.CLOSE_ACCOUNT, IssuerNeed.HAND_OVER)
    closed = replace(left, issuer=replace(gone, closed_on=DAY), handles=0)
    assert closed.needs == ()
    assert not closed.is_active
    last_day = replace(left, issuer=replace(gone, to_day=DAY))
    assert set(last_day.needs) == {IssuerNeed.TRAINING, IssuerNeed.IDLE}
    assert replace(STANDING, issuer=replace(EVA, from_day=DAY)).is_active
    assert check_issuer(replace(EVA, to_day=EVA.from_day)).to_day == EVA.from_day
    assert not replace(STANDING, issuer=replace(EVA, from_day=date(2026, 11, 23))).is_active


def test_the_checklist_of_a_new_issuer() -> None:
    new = replace(STANDING, issuer=EVA, trained=None)
    assert [done for _, done in new.checklist] == [False] * 5
    whole = replace(
        EVA,
        authorised_by="Maj",
        authorised_on=DAY,
        ordered_on=DAY,
        account_id="a",
        email="eva@exempel.se",
        workplace="Stadshuset",
    )
    done = dict(replace(STANDING, issuer=whole).checklist)
    assert done == dict.fromkeys(ChecklistItem, True)
    half = dict(replace(STANDING, issuer=replace(whole, authorised_on=None)).checklist)
    assert not half[ChecklistItem.AUTHORISED]
    half = dict(replace(STANDING, issuer=replace(whole, workplace=None)).checklist)
    assert not half[ChecklistItem.REACHED]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"to_day": date(2019, 12, 31)}, "to_day"),
        ({"ordered_on": DAY, "closed_on": date(2026, 11, 21)}, "closed_on"),
        ({"unit_id": "u", "district_id": "d"}, "district"),
    ],
)
def test_what_an_issuer_cannot_be(changes: dict[str, object], field: str) -> None:
    with pytest.raises(Rejected) as caught:
        check_issuer(replace(EVA, **changes))  # type: ignore[arg-type]
    assert caught.value.field == field


def test_a_part_without_an_active_issuer_is_found() -> None:
    north = replace(EVA, district_id="north")
    of_home = replace(EVA, id="u", unit_id="alm")
    gone = replace(EVA, id="g", district_id="east", to_day=date(2026, 1, 1))
    units = {"alm": "south", "ek": None}
    parts = ["north", "south", "east"]
    assert districts_without(parts, [north, of_home, gone], units, DAY) == {"east"}
    assert districts_without(parts, [], units, DAY) == set(parts)
    assert districts_without(parts, [north, replace(EVA, id="w")], units, DAY) == frozenset()
