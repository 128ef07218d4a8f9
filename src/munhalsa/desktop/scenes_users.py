"""Made-up pictures of what is asked about users."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from munhalsa.application.users import GrantLine, UserLine
from munhalsa.desktop.dialogs.user import HandoverDialog, Places, RevokeDialog, UserDialog
from munhalsa.desktop.screens.settings_users import ending
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.domain.account import Role

_NAME, _OTHER = "Eva Ek", "Kim Lind"
_PLACES = Places(units=(), districts=(), today=date(2026, 11, 22))


def new(window: MainWindow) -> QWidget:
    """Somebody to be let in."""
    return UserDialog(_PLACES, look=window.look, parent=window)


def right(window: MainWindow) -> QWidget:
    """Another role for somebody."""
    return UserDialog(_PLACES, look=window.look, parent=window, to=_NAME)


def revoke(window: MainWindow) -> QWidget:
    """A role to be taken back."""
    grant = GrantLine(
        id="",
        role=Role.ISSUER,
        unit_id=None,
        district_id=None,
        unit=None,
        district=None,
        until=None,
        authorised_by=None,
    )
    user = UserLine(
        name=_NAME,
        roles=(grant.role,),
        grants=(grant,),
        sees_protected=True,
        ended_on=None,
        founder=False,
    )
    return RevokeDialog(user, look=window.look, parent=window)


def end(window: MainWindow) -> QWidget:
    """Somebody who is to come in no longer."""
    return ending(_NAME, window.look, window)


def hand_over(window: MainWindow) -> QWidget:
    """Whom the persons of somebody go to."""
    return HandoverDialog(_NAME, [_OTHER], persons=24, look=window.look, parent=window)


SCENES: dict[str, Callable[[MainWindow], QWidget]] = {
    "user": new,
    "user-right": right,
    "user-revoke": revoke,
    "user-end": end,
    "user-hand-over": hand_over,
}
