"""Where one has been: back and forward."""

from __future__ import annotations

from munhalsa.desktop.view import Place

_LONGEST = 100


class History:
    """The places gone to, and where among them one stands."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._here = -1

    @property
    def here(self) -> Place | None:
        """Where one stands."""
        return self._places[self._here] if self._places else None

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place before this one."""
        return self._here > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether one has come back from a place."""
        return self._here + 1 < len(self._places)

    def visit(self, place: Place) -> None:
        """Come to a place; what one had come back from is forgotten."""
        if place == self.here:
            return
        self._places = [*self._places[: self._here + 1], place][-_LONGEST:]
        self._here = len(self._places) - 1

    def back(self) -> Place:
        """One step back."""
        self._here -= 1
        return self._places[self._here]

    def forward(self) -> Place:
        """One step forward."""
        self._here += 1
        return self._places[self._here]

    def clear(self) -> None:
        """Forget everything."""
        self._places = []
        self._here = -1
