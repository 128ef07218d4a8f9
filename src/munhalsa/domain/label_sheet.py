"""Sheets of labels: how the labels lie on an A4 page, and which comes where on a begun sheet."""

from __future__ import annotations

from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelSheet:
    """A sheet of labels; lengths in millimetres.

    ``left`` and ``top`` are where the first label begins; ``across`` and ``down`` are the steps
    from one label to the next. Labels are counted from 1, row by row.
    """

    code: str
    name: str
    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    across: float
    down: float

    @property
    def labels(self) -> int:
        """How many there are on a sheet."""
        return self.columns * self.rows

    def place(self, number: int) -> tuple[float, float]:
        """Left and upper edge of a label by its number on the sheet."""
        row, column = divmod(number - 1, self.columns)
        return self.left + column * self.across, self.top + row * self.down

    def spread(self, count: int, *, start: int) -> list[tuple[int, int]]:
        """The sheet (from 0) and the number on it of so many labels, the first at ``start``."""
        return [
            (place // self.labels, place % self.labels + 1)
            for place in range(start - 1, start - 1 + count)
        ]

    def check_start(self, start: int) -> None:
        """Refuse to begin where there is no label."""
        if not 1 <= start <= self.labels:
            raise Rejected(
                "start_not_on_sheet",
                f"Arket har {self.labels} etiketter. Börja på 1 till {self.labels}.",
                field="start",
            )
