"""The filters of the units as chips: type, organisational part, what to confirm, closed ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from munhalsa.application.ports_units import UnitFilter
from munhalsa.desktop.look import set_look
from munhalsa.desktop.models.unit_model import WantedUnits
from munhalsa.desktop.unit_words import unit_type_title
from munhalsa.desktop.widgets.filter_bar import Chip, opens_menu
from munhalsa.desktop.widgets.flow import Flow
from munhalsa.domain.unit import District, UnitType


class UnitFilters(QWidget):
    """``changed`` after each choice."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._wanted = WantedUnits()
        self._districts: Sequence[District] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("Filter"))
        self.flow = Flow(self, spacing=8)
        self.to_confirm = self._chip(checkable=True)
        self.type = self._chip(checkable=False)
        self.district = self._chip(checkable=False)
        self.closed = self._chip(checkable=True)
        self.columns = self._chip(checkable=False)
        self.columns.setText(opens_menu(self.tr("Kolumner")))
        self.columns.setAccessibleName(self.tr("Kolumner och sortering"))
        self.to_confirm.clicked.connect(lambda on: self._set(replace(self._wanted, to_confirm=on)))
        self.closed.clicked.connect(lambda on: self._narrow(closed=on))
        self.type.clicked.connect(self._open_types)
        self.district.clicked.connect(self._open_districts)
        self._show()

    @property
    def wanted(self) -> WantedUnits:
        """What was chosen."""
        return self._wanted

    def set_districts(self, districts: Sequence[District]) -> None:
        """The parts of the organisation there are; one that is gone narrows nothing."""
        self._districts = districts
        chosen = self._wanted.filter.district_id
        if chosen is not None and chosen not in {one.id for one in districts}:
            self._narrow(district_id=None)
        self._show()

    def told(self) -> Mapping[str, Any]:
        """What was chosen, as it is kept."""
        narrowed = self._wanted.filter
        return {
            "to_confirm": self._wanted.to_confirm,
            "closed": narrowed.closed,
            "type": narrowed.type and narrowed.type.value,
            "district": narrowed.district_id,
        }

    def recall(self, kept: Mapping[str, Any]) -> None:
        """What was kept, as far as it means anything today."""
        district = kept.get("district")
        self._wanted = WantedUnits(
            filter=UnitFilter(
                type=next((one for one in UnitType if one.value == kept.get("type")), None),
                district_id=district if isinstance(district, str) else None,
                closed=kept.get("closed") is True,
            ),
            to_confirm=kept.get("to_confirm") is True,
        )
        self._show()

    def only_to_confirm(self) -> None:
        """The open units whose contact details are to be confirmed."""
        self._set(WantedUnits(to_confirm=True))

    def clear(self) -> None:
        """Every open unit."""
        self._set(WantedUnits())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """The chips may need other rows with another text size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.flow.invalidate()
            self.updateGeometry()

    def _chip(self, *, checkable: bool) -> QPushButton:
        chip = Chip("", self)
        set_look(chip, "filter")
        chip.setCheckable(checkable)
        chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.flow.addWidget(chip)
        return chip

    def _open_types(self) -> None:
        chosen = self._wanted.filter.type
        options = [(kind, unit_type_title(kind)) for kind in UnitType]
        self._open(self.type, self.tr("Alla typer"), options, chosen, lambda one: {"type": one})

    def _open_districts(self) -> None:
        chosen = self._wanted.filter.district_id
        options = [(one.id, one.name) for one in self._districts]
        self._open(
            self.district,
            self.tr("Alla organisationsdelar"),
            options,
            chosen,
            lambda one: {"district_id": one},
        )

    def _open(
        self,
        chip: QPushButton,
        everything: str,
        options: Sequence[tuple[Any, str]],
        chosen: Any,
        narrowed: Callable[[Any], dict[str, Any]],
    ) -> None:
        self._show()
        menu = QMenu(chip.accessibleName(), self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        for value, words in ((None, everything), *options):
            action = QAction(words.replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(value == chosen)
            action.triggered.connect(lambda _=False, value=value: self._narrow(**narrowed(value)))
            group.addAction(action)
            menu.addAction(action)
            if value is None:
                menu.addSeparator()
        menu.popup(chip.mapToGlobal(QPoint(0, chip.height() + 2)))

    def _narrow(self, **fields: Any) -> None:
        self._set(replace(self._wanted, filter=replace(self._wanted.filter, **fields)))

    def _set(self, wanted: WantedUnits) -> None:
        before, self._wanted = self._wanted, wanted
        self._show()
        if wanted != before:
            self.changed.emit()

    def _show(self) -> None:
        narrowed = self._wanted.filter
        for chip, words, on in (
            (self.to_confirm, self.tr("Kontakt att bekräfta"), self._wanted.to_confirm),
            (self.closed, self.tr("Även stängda"), narrowed.closed),
        ):
            chip.setChecked(on)
            chip.setText(f"{words} ✕" if on else words)
            chip.setAccessibleName(words)
        kind = None if narrowed.type is None else unit_type_title(narrowed.type)
        part = next((one.name for one in self._districts if one.id == narrowed.district_id), None)
        for chip, title, chosen in (
            (self.type, self.tr("Typ"), kind),
            (self.district, self.tr("Organisationsdel"), part),
        ):
            words = f"{title}: {chosen}" if chosen else title
            chip.setText(opens_menu(words))
            chip.setAccessibleName(words)
            chip.setCheckable(chosen is not None)
            chip.setChecked(chosen is not None)
        self.flow.invalidate()
