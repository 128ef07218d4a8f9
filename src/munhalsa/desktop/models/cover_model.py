"""How far each unit has come: certificates beside places, and candidates who wait there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject

from munhalsa.application.context import Context
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.models.columns import Cell, Column
from munhalsa.desktop.models.window_model import Order, Page, WindowModel
from munhalsa.desktop.person_words import NOTHING
from munhalsa.domain.swedish import sort_key

if TYPE_CHECKING:
    from munhalsa.application.list_candidates import UnitCover

translate = QCoreApplication.translate

_SHARE = "share"
_KINDS = frozenset({"unit", "certificate", "residence", "candidate", "support", "person"})


def _covers(context: Context) -> Sequence[UnitCover]:
    from munhalsa.application.list_candidates import unit_covers

    return unit_covers(context)


class CoverSource:
    """Every active unit; there are too few of them to fetch in windows."""

    def page(self, context: Context, order: Order) -> Page[UnitCover]:
        """All in order; units whose places are not known come last."""
        keys: dict[str, Callable[[UnitCover], Any]] = {
            "name": lambda row: sort_key(row.name),
            "certificates": lambda row: row.certificates,
            "candidates": lambda row: row.candidates,
        }
        key = keys.get(order.column, lambda row: row.share)
        found = _covers(context)
        known = [row for row in found if order.column != _SHARE or row.share is not None]
        rest = [row for row in found if row not in known]
        rows = [*sorted(known, key=key, reverse=order.descending), *rest]
        return Page(ids=[row.id for row in rows], rows=rows)

    def rows(self, context: Context, ids: Sequence[str]) -> Sequence[UnitCover]:
        """Those units."""
        return [row for row in _covers(context) if row.id in set(ids)]


def cover_model(desk: Desk, parent: QObject) -> WindowModel[UnitCover]:
    """An empty list, the lowest share first."""
    return WindowModel(
        desk,
        cover_columns(),
        id_of=lambda row: row.id,
        kinds=_KINDS,
        order=Order(column=_SHARE),
        later=True,
        parent=parent,
    )


def cover_columns() -> Sequence[Column[UnitCover]]:
    """The unit, its certificates of its places, the share, and who waits."""
    return (
        Column(
            name="name",
            title=translate("CoverModel", "Enhet"),
            cell=lambda row: Cell(row.name),
            spoken=lambda row: row.name,
            width=22,
        ),
        Column(
            name="certificates",
            title=translate("CoverModel", "Intyg"),
            cell=lambda row: Cell(_of_places(row)),
            spoken=_say_places,
            width=9,
            right=True,
        ),
        Column(
            name=_SHARE,
            title=translate("CoverModel", "Andel"),
            cell=lambda row: Cell(_share(row)),
            spoken=lambda row: "" if row.share is None else _share(row),
            width=8,
            right=True,
        ),
        Column(
            name="candidates",
            title=translate("CoverModel", "Möjliga"),
            cell=lambda row: Cell(str(row.candidates) if row.candidates else NOTHING),
            spoken=_say_candidates,
            width=8,
            right=True,
        ),
    )


def _of_places(row: UnitCover) -> str:
    if row.places is None:
        return str(row.certificates)
    return translate("CoverModel", "{0} av {1}").format(row.certificates, row.places)


def _say_places(row: UnitCover) -> str:
    if row.places is None:
        return translate("CoverModel", "{0} intyg").format(row.certificates)
    return translate("CoverModel", "{0} intyg på {1} platser").format(row.certificates, row.places)


def _share(row: UnitCover) -> str:
    return NOTHING if row.share is None else f"{round(row.share * 100)} %"


def _say_candidates(row: UnitCover) -> str:
    if not row.candidates:
        return ""
    return translate("CoverModel", "{0} möjligen berättigade").format(row.candidates)
