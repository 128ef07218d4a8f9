"""Commands: each with its words, its key and its menu, shown everywhere it can be found."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeySequence

from munhalsa.desktop.key_names import key_words
from munhalsa.desktop.look import Look

_MENU = "munhalsa-menu"
_MAIN = "munhalsa-main"
OTHER_WORDS = "munhalsa-words"
"""The property of an action with what else it may be called, for the palette."""
translate = QCoreApplication.translate


class Menu(Enum):
    """The menus, in order; VIEW holds what the view that is shown can do."""

    FILE = 1
    EDIT = 2
    GO = 3
    VIEW = 4
    SHOW = 5
    HELP = 6


def menu_title(menu: Menu) -> str:
    """The menu's name, with its mnemonic."""
    return {
        Menu.FILE: translate("Menu", "&Arkiv"),
        Menu.EDIT: translate("Menu", "&Redigera"),
        Menu.GO: translate("Menu", "&Gå"),
        Menu.VIEW: translate("Menu", "&Vyn"),
        Menu.SHOW: translate("Menu", "U&tseende"),
        Menu.HELP: translate("Menu", "&Hjälp"),
    }[menu]


def command(
    owner: QObject,
    text: str,
    run: Callable[[], object],
    *,
    key: str | QKeySequence.StandardKey,
    menu: Menu = Menu.VIEW,
    icon: tuple[Look, str] | None = None,
    main: bool = False,
) -> QAction:
    """An action for menus, palette and, if ``main``, the bar at the top; keys are never missing."""
    action = QAction(text, owner)
    action.setShortcut(QKeySequence(key))
    if menu is not Menu.VIEW:
        action.setProperty(_MENU, menu.value)
    if main:
        action.setProperty(_MAIN, main)
    plain = text.replace("&", "")
    keys = key_words(action.shortcut())
    action.setToolTip(f"{plain} ({keys})" if keys else plain)
    action.triggered.connect(lambda _=False: run())
    if icon is not None:
        look, name = icon
        look.put_icon(action, name, tone="ink")
    return action


def menu_of(action: QAction) -> Menu:
    """The menu a command stands in."""
    return Menu(action.property(_MENU) or Menu.VIEW.value)


def plain(text: str) -> str:
    """Without its letter for Alt; a sign that is meant as one stays."""
    return "&&".join(part.replace("&", "") for part in text.split("&&"))


def beside_the_bar(action: QAction) -> str:
    """What another button for the command says: the letter is that of the button at the top."""
    return plain(action.text()) if is_main(action) else action.text()


def is_main(action: QAction) -> bool:
    """Whether a command gets a button at the top."""
    return bool(action.property(_MAIN))
