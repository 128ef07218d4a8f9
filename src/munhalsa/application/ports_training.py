"""What the lists of training and of issuers need from the store."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from munhalsa.domain.unit_training import UnitTraining


class TrainingQueries(Protocol):
    """Sessions and what follows from them, each answer from one statement."""

    def wheel(self, day: date, *, for_issuers: Collection[str]) -> Sequence[UnitTraining]:
        """Every unit that is active on the day, in name order, and when its staff were trained.

        ``for_issuers`` are the kinds that train no staff.
        """
