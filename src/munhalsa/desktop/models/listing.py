"""A list that is shown, as it goes into a file; whatever shows one can be saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from munhalsa.domain.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from munhalsa.application.save_list import ListColumn, Windows


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The columns that are shown in their order, how it is sorted, and its rows (``windows``).

    ``remark`` is what whoever saves it must know besides.
    """

    name: str
    columns: tuple[ListColumn, ...]
    order: str = ""
    count: int
    of_persons: bool
    windows: Windows
    remark: str = ""

    @property
    def has_numbers(self) -> bool:
        """Whether a column shows identity numbers, which can be told whole or not."""
        return any(column.identity for column in self.columns)


@runtime_checkable
class ShowsList(Protocol):
    """A widget that shows a list: found by the window wherever it stands."""

    def listing(self) -> Listing:
        """What is shown now, every row of it."""
