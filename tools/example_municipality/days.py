"""Dates out of proleptic ordinals, each made once: half a million rows share a few thousand."""

from datetime import date


class Days(dict[int, date | None]):
    """`days[ordinal]`; 0 stands for no date."""

    def __init__(self) -> None:
        super().__init__({0: None})

    def __missing__(self, ordinal: int) -> date:
        day = date.fromordinal(ordinal)
        self[ordinal] = day
        return day

    def known(self, ordinal: int) -> date:
        """For a day that is certainly there."""
        return self[ordinal] or date.min
