"""The list of units: its columns, and the question it is filled by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from PySide6.QtCore import QCoreApplication, QObject

from munhalsa.application.context import Context
from munhalsa.application.ports_units import UnitFilter, UnitOrder, UnitSort
from munhalsa.application.unit_list import UnitRow, UnitToDo, unit_page, unit_rows
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.models.columns import Cell, Column
from munhalsa.desktop.models.window_model import Order, Page, WindowModel
from munhalsa.desktop.person_words import NOTHING
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.unit_words import to_do_chip, unit_type_title
from munhalsa.domain.lazy_dataclass import dataclass

translate = QCoreApplication.translate

KINDS = frozenset(
    {"unit", "unit_name", "unit_registration", "district", "residence", "certificate", "person"}
)
"""Whose change may alter the list."""

_FIRST_ROWS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedUnits:
    """What the chips narrow by."""

    filter: UnitFilter = field(default_factory=UnitFilter)
    to_confirm: bool = False


class UnitSource:
    """One question: a filter and what was typed; ``total`` comes with its answer."""

    def __init__(self, wanted: WantedUnits, typed: str = "") -> None:
        self.wanted = wanted
        self.typed = typed.strip()
        self.total = 0

    def page(self, context: Context, order: Order) -> Page[UnitRow]:
        """Every id, and the first rows."""
        found = unit_page(
            context,
            self.wanted.filter,
            UnitOrder(by=UnitSort(order.column), descending=order.descending),
            rows=_FIRST_ROWS,
            typed=self.typed,
            to_confirm=self.wanted.to_confirm,
        )
        self.total = found.total
        return Page(ids=found.ids, rows=found.rows)

    def rows(self, context: Context, ids: Sequence[str]) -> Sequence[UnitRow]:
        """The rows of those ids."""
        return unit_rows(context, ids)


def unit_model(desk: Desk, parent: QObject) -> WindowModel[UnitRow]:
    """An empty list, in name order."""
    return WindowModel(
        desk,
        unit_columns(),
        id_of=lambda row: row.facts.id,
        kinds=KINDS,
        order=Order(column=UnitSort.NAME.value),
        parent=parent,
    )


def unit_columns() -> Sequence[Column[UnitRow]]:
    """The columns there are."""
    return (
        Column(
            name=UnitSort.NAME.value,
            title=translate("UnitModel", "Namn"),
            cell=lambda row: Cell(row.facts.name),
            spoken=lambda row: row.facts.name,
            width=21,
        ),
        Column(
            name=UnitSort.TYPE.value,
            title=translate("UnitModel", "Typ"),
            cell=lambda row: Cell(unit_type_title(row.facts.type), Tone.MUTED),
            width=15,
        ),
        Column(
            name=UnitSort.DISTRICT.value,
            title=translate("UnitModel", "Organisationsdel"),
            cell=lambda row: Cell(row.facts.district or NOTHING),
            spoken=lambda row: row.facts.district or "",
            width=13,
        ),
        Column(
            name=UnitSort.RESIDENTS.value,
            title=translate("UnitModel", "Boende"),
            cell=lambda row: Cell(str(row.facts.residents) if row.counted else NOTHING),
            spoken=lambda row: (
                translate("UnitModel", "{0} boende").format(row.facts.residents)
                if row.counted
                else ""
            ),
            width=7,
            right=True,
        ),
        Column(
            name=UnitSort.COVERAGE.value,
            title=translate("UnitModel", "Intyg ÷ platser"),
            cell=_coverage,
            spoken=_say_coverage,
            width=13,
            right=True,
        ),
        Column(
            name="responsible",
            title=translate("UnitModel", "Ansvarig"),
            cell=lambda row: Cell(row.facts.responsible_name),
            width=15,
            sortable=False,
        ),
        Column(
            name=UnitSort.VERIFIED.value,
            title=translate("UnitModel", "Bekräftad"),
            cell=_verified,
            width=11,
        ),
        Column(
            name="to_do",
            title=translate("UnitModel", "Att göra"),
            cell=lambda row: to_do_chip(row.to_do[0]) if row.to_do else Cell(""),
            spoken=_say_to_do,
            width=16,
            sortable=False,
        ),
    )


def _coverage(row: UnitRow) -> Cell:
    facts = row.facts
    if not row.counted:
        return Cell(NOTHING, Tone.MUTED)
    if not facts.places:
        return Cell(str(facts.certificates), Tone.MUTED)
    share = round(100 * facts.certificates / facts.places)
    return Cell(f"{facts.certificates} ÷ {facts.places} · {share} %")


def _say_coverage(row: UnitRow) -> str:
    facts = row.facts
    if not row.counted:
        return ""
    if not facts.places:
        return translate("UnitModel", "{0} med intyg").format(facts.certificates)
    return translate("UnitModel", "{0} med intyg på {1} platser").format(
        facts.certificates, facts.places
    )


def _verified(row: UnitRow) -> Cell:
    day = row.facts.verified_on
    tone = Tone.MUTED if UnitToDo.CONFIRM in row.to_do else Tone.PLAIN
    return Cell(day.isoformat() if day else translate("UnitModel", "aldrig"), tone)


def _say_to_do(row: UnitRow) -> str:
    words = ", ".join(to_do_chip(one).text for one in row.to_do)
    return translate("UnitModel", "Att göra: {0}").format(words) if words else ""
