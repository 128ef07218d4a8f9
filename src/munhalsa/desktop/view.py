"""What a view is, where it is registered, and what the window does for it.

A new view is a module in ``screens`` with a function ``entry() -> ViewEntry``, named in
``screens.entries``. The window builds it when it is first gone to, puts its commands into the
menus and the palette, and tells it what was changed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol, runtime_checkable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from munhalsa.application.context import Context
from munhalsa.application.ports import Changes
from munhalsa.desktop.clipboard import Clipboard
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.look import Look
from munhalsa.desktop.preferences import Preferences
from munhalsa.desktop.theme import Tone
from munhalsa.domain.account import Permission
from munhalsa.domain.lazy_dataclass import dataclass

TO_CONFIRM = "to-confirm"
"""Where one goes for the units whose contact details are to be confirmed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where one can go: a view by name, and the id of the record to show there."""

    view: str
    about: str = ""


class Frame(Protocol):
    """What the window offers its views."""

    @property
    def desk(self) -> Desk:
        """Runs use cases."""

    @property
    def look(self) -> Look:
        """Colours, sizes and icons."""

    @property
    def clipboard(self) -> Clipboard:
        """Copies what must not stay in the clipboard."""

    @property
    def preferences(self) -> Preferences:
        """What is remembered for this user at this machine."""

    @property
    def temp(self) -> Path:
        """A private folder for what must lie in a file for a moment; emptied at the end."""

    def go(self, place: Place) -> None:
        """Go somewhere; back leads here again."""

    def go_to_search(self) -> None:
        """Put the focus in the search field."""

    def say(
        self, text: str, *, tone: Tone = Tone.OK, undo: Callable[[], None] | None = None
    ) -> None:
        """Tell what happened, also aloud; with a button to undo it where that can be done."""

    def explain(self, error: BaseException) -> None:
        """Tell why something was not done; a bug gets its own dialog."""


class View(Protocol):
    """One view, as the window knows it; built once and kept."""

    @property
    def widget(self) -> QWidget:
        """What is shown."""

    def commands(self) -> Sequence[QAction]:
        """What can be done here, made by ``commands.command``; those marked main get buttons."""

    def load(self, place: Place) -> None:
        """Somebody came here; fill what is empty and put the focus where work begins."""

    def touched_by(self, changes: Changes) -> bool:
        """Whether a commit may have changed what is shown here."""

    def reload(self, changes: Changes) -> None:
        """Fetch anew what was changed (no kinds: anything); called when the view is shown."""


@runtime_checkable
class TakesSearch(Protocol):
    """A view that the search field at the top belongs to."""

    def search(self, text: str) -> None:
        """The text as typed so far; called at every key."""

    def open_first(self) -> None:
        """Enter was pressed in the search field: to the first hit."""


@runtime_checkable
class TakesFiles(Protocol):
    """A view that knows what to do with files dropped on the window."""

    def take_files(self, paths: Sequence[Path]) -> None:
        """Files were dropped."""


@runtime_checkable
class HasUnsaved(Protocol):
    """A view that may hold what is not saved."""

    def keep_draft(self) -> None:
        """The window is about to lock or close."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SidePlace:
    """A page within a view that one can go to from anywhere, by its name in the palette."""

    title: str
    about: str
    key: str
    permission: Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewPart:
    """A part of a long page, told by its heading; found in the palette by that and other words.

    ``permission`` None: everybody has it. ``everywhere``: the leave must hold for everybody.
    """

    title: str
    about: str
    words: str
    permission: Permission | None = None
    everywhere: bool = True

    def is_open_to(self, desk: Desk) -> bool:
        """Whether the user is shown it at all."""
        if self.permission is None:
            return True
        return (desk.may_everywhere if self.everywhere else desk.may)(self.permission)


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewEntry:
    """A view in the navigation: for those with any of the permissions, or for all if none.

    ``group`` orders the navigation and draws its lines; ``to_do`` counts what waits to be done, on
    the store's worker, and ``counts`` are the kinds of records whose change may alter that count.
    ``pages`` within it are in the menu and the palette as well, ``parts`` in the palette only.
    """

    name: str
    title: str
    key: str
    build: Callable[[Frame], View]
    group: int
    permissions: frozenset[Permission] = frozenset()
    takes_search: bool = False
    takes_files: bool = False
    to_do: Callable[[Context], int] | None = None
    counts: frozenset[str] = frozenset()
    pages: tuple[SidePlace, ...] = ()
    parts: Callable[[], tuple[ViewPart, ...]] = tuple

    def is_open_to(self, desk: Desk) -> bool:
        """Whether the user may come here at all."""
        return not self.permissions or any(desk.may(one) for one in self.permissions)
