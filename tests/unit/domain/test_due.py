"""What waits about a person, at the edges of each rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from munhalsa.domain.due import Standing, ToDo, asked_before, expires_by, to_do_of

DAY = date(2026, 11, 22)
SETTLED = Standing(
    protected=False,
    certified=True,
    valid_to=None,
    renewed=False,
    wants=True,
    answered=DAY,
    waits=False,
)


def test_of_somebody_settled_nothing_waits() -> None:
    assert to_do_of(SETTLED, DAY) == ()


def test_everything_that_waits_stands_in_order() -> None:
    standing = replace(SETTLED, protected=True, wants=None, answered=None, valid_to=DAY, waits=True)
    expected = (ToDo.ON_PAPER, ToDo.ASK, ToDo.EXPIRES, ToDo.REGISTER)
    assert to_do_of(standing, DAY) == expected


@pytest.mark.parametrize(("days", "waits"), [(0, True), (60, True), (61, False)])
def test_a_certificate_soon_ends(days: int, waits: bool) -> None:
    last = DAY + timedelta(days=days)
    standing = replace(SETTLED, valid_to=last)
    assert (ToDo.EXPIRES in to_do_of(standing, DAY)) is waits
    assert (last <= expires_by(DAY)) is waits
    assert to_do_of(replace(standing, renewed=True), DAY) == ()


@pytest.mark.parametrize(
    ("answered", "waits"),
    [(date(2025, 11, 22), True), (date(2025, 11, 23), False), (date(2020, 1, 1), True)],
)
def test_a_no_is_asked_about_again_after_a_year(answered: date, waits: bool) -> None:
    standing = replace(SETTLED, wants=False, answered=answered)
    assert (to_do_of(standing, DAY) == (ToDo.ASK_AGAIN,)) is waits
    assert (answered <= asked_before(DAY)) is waits


def test_a_no_whose_day_is_not_known_is_left_alone() -> None:
    assert to_do_of(replace(SETTLED, wants=False, answered=None), DAY) == ()


def test_without_a_certificate_only_the_queue_waits() -> None:
    standing = replace(SETTLED, certified=False, wants=None, answered=None, valid_to=DAY)
    assert to_do_of(standing, DAY) == ()
    assert to_do_of(replace(standing, waits=True), DAY) == (ToDo.REGISTER,)
