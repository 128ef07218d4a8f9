"""The users and what each may do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QObject

from munhalsa.application.context import Context
from munhalsa.application.users import UserLine, list_users
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.models.columns import Cell, Column
from munhalsa.desktop.models.window_model import Order, Page, WindowModel
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.words import grant_words

translate = QCoreApplication.translate

_KINDS = frozenset({"account", "role_grant"})


class UserSource:
    """Every user; there are too few of them to fetch in windows."""

    def page(self, context: Context, order: Order) -> Page[UserLine]:
        """By name."""
        rows = list(list_users(context))
        if order.descending:
            rows.reverse()
        return Page(ids=[row.name for row in rows], rows=rows)

    def rows(self, context: Context, ids: Sequence[str]) -> Sequence[UserLine]:
        """Those users."""
        return [row for row in list_users(context) if row.name in set(ids)]


def user_model(desk: Desk, parent: QObject) -> WindowModel[UserLine]:
    """An empty list, by name."""
    return WindowModel(
        desk,
        user_columns(),
        id_of=lambda row: row.name,
        kinds=_KINDS,
        order=Order(column="name"),
        parent=parent,
    )


def user_columns() -> Sequence[Column[UserLine]]:
    """Name, roles, protected identities."""
    return (
        Column(
            name="name",
            title=translate("UserModel", "Namn"),
            cell=lambda row: Cell(row.name),
            spoken=lambda row: row.name,
            width=20,
        ),
        Column(
            name="roles",
            title=translate("UserModel", "Roller"),
            cell=_roles,
            width=60,
            sortable=False,
        ),
        Column(
            name="protected",
            title=translate("UserModel", "Skyddade uppgifter"),
            cell=lambda row: Cell(_sees() if row.sees_protected else ""),
            width=18,
            sortable=False,
        ),
    )


def _sees() -> str:
    return translate("UserModel", "får se")


def _roles(row: UserLine) -> Cell:
    if row.ended_on is not None:
        return Cell(translate("UserModel", "Avslutad {0}").format(row.ended_on), Tone.NEUTRAL)
    if not row.grants:
        return Cell(translate("UserModel", "Ingen roll gäller i dag"), Tone.WARN)
    return Cell(", ".join(map(grant_words, row.grants)))
