"""The menu bar, made anew of the commands there are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenuBar

from munhalsa.desktop.commands import Menu, menu_of, menu_title


def fill_menus(bar: QMenuBar, commands: Sequence[QAction]) -> None:
    """Every command in its menu, in the order given; a menu with nothing in it is left out."""
    bar.clear()
    of_menu: dict[Menu, list[QAction]] = {menu: [] for menu in Menu}
    for action in commands:
        of_menu[menu_of(action)].append(action)
    for menu, actions in of_menu.items():
        if actions:
            added = bar.addMenu(menu_title(menu))
            added.addActions(actions)
