"""Ta in och lämna ut in the navigation; what it is made of is loaded when somebody goes there."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from munhalsa.application.context import Context
from munhalsa.application.waiting_registrations import count_waiting
from munhalsa.desktop.view import Frame, View, ViewEntry
from munhalsa.domain.account import Permission

COUNTED = frozenset({"registration", "unit_registration"})


def waiting_total(context: Context) -> int:
    """What the navigation counts."""
    waiting = count_waiting(context)
    return waiting.certificates + waiting.units


def entry() -> ViewEntry:
    """The view in the navigation."""
    return ViewEntry(
        name="exchange",
        title=QCoreApplication.translate("ExchangeView", "Ta in och lämna ut"),
        key="Ctrl+8",
        build=_build,
        group=7,
        permissions=frozenset({Permission.IMPORT, Permission.EXPORT, Permission.REGISTER}),
        takes_files=True,
        to_do=waiting_total,
        counts=COUNTED,
    )


def _build(frame: Frame) -> View:
    from munhalsa.desktop.screens.exchange import ExchangeView

    return ExchangeView(frame)
