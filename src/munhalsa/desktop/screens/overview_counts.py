"""What Översikt counts after all else; what a count is made of is loaded when it begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from munhalsa.application.context import Context
    from munhalsa.application.list_trainings import TrainingToDo
    from munhalsa.application.overview import Overview, QuarterPoint
    from munhalsa.domain.quarter import Quarter


def queues(context: Context) -> Overview:
    """The queues, and how many are certified."""
    from munhalsa.application.overview import overview

    return overview(context)


def alike(context: Context) -> int:
    """Pairs of persons who may be one."""
    from munhalsa.application.find_duplicates import count_duplicates

    return count_duplicates(context)


def untrained(context: Context) -> TrainingToDo:
    """Units and issuers that wait for training."""
    from munhalsa.application.list_trainings import training_to_do

    return training_to_do(context)


def deviations(context: Context) -> tuple[int, int]:
    """Deviations that wait for an answer, and those with something left to do."""
    from munhalsa.application.view_deviations import count_deviations

    return count_deviations(context)


def contacts(context: Context) -> int:
    """Units whose contacts are to be confirmed."""
    from munhalsa.application.unit_list import units_to_confirm

    return units_to_confirm(context)


def quarters(day: date) -> Sequence[Quarter]:
    """Those that are shown beside each other, the newest first."""
    from munhalsa.application.follow_up import QUARTERS_SHOWN, quarters_to_choose

    return quarters_to_choose(day)[:QUARTERS_SHOWN]


def coverage(context: Context, quarter: Quarter) -> QuarterPoint:
    """The coverage at the end of a quarter."""
    from munhalsa.application.overview import quarter_point

    return quarter_point(context, quarter)
