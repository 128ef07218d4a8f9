"""The program in a process of its own: tells when its list can be typed in, and how large it is.

``python -m benchmarks.window.ours SECONDS ARGUMENT…``; the arguments are those of munhalsa.
"""

from __future__ import annotations

import sys

from munhalsa.__main__ import load

# In the order of the program itself: what needs no Qt, then the window. Whoever loads Qt before it
# leaves Qt's hook in ``import``, which the program does without (munhalsa.desktop).
run = load()
from munhalsa.desktop import start  # noqa: E402, I001

from benchmarks.window.painting import Painted  # noqa: E402
from benchmarks.window.telling import tell_and_end  # noqa: E402


class _Watched(start.Running):
    """The program as it runs, watched until there is a list."""

    _told = False

    def open_window(self) -> None:
        """As ever; then the list is waited for."""
        super().open_window()
        from munhalsa.desktop.screens.persons import NAME, PersonsView
        from munhalsa.desktop.view import Place

        if self.window is None:
            raise LookupError("no window was opened")
        search = self.window.ui.search
        self.window.go(Place(view=NAME))
        view = self.window.pages.views[NAME]
        if not isinstance(view, PersonsView):
            raise TypeError("the window opened at something else")

        def painted() -> None:
            if self._told or not (search.isEnabled() and search.isVisible()):
                return
            if view.model.rowCount():
                # The rest of a long list is painted after its first rows.
                self._told = True
                tell_and_end(after=float(sys.argv[1]))

        view.model.filled.connect(lambda _count: Painted(view.table.viewport(), painted))


if __name__ == "__main__":
    # The name that start.run makes its window by.
    vars(start)["Running"] = _Watched
    sys.exit(run(sys.argv[2:]))
