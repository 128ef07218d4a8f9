"""What the register of deviations can be narrowed by."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from munhalsa.application.prepare_deviations import DeviationsDesk
from munhalsa.application.view_deviations import DeviationFilter
from munhalsa.desktop.look import set_look
from munhalsa.desktop.widgets.filter_bar import Chip, opens_menu
from munhalsa.desktop.widgets.flow import Flow
from munhalsa.domain.deviation import OPEN_STATES, DeviationState

_Choices = Sequence[tuple[str, str]]


class DeviationFilters(QWidget):
    """Chips; ``changed`` after each choice. At first: what is not closed."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._units: _Choices = ()
        self._categories: _Choices = ()
        self._unit: str | None = None
        self._category: str | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._flow = Flow(self, spacing=8)
        self.to_do = self._toggle(self.tr("Att göra"))
        self.waiting = self._toggle(self.tr("Väntar på svar"))
        self.overdue = self._toggle(self.tr("Försenade"))
        self.closed = self._toggle(self.tr("Även stängda"))
        self.category = self._menu_chip(self.open_categories)
        self.unit = self._menu_chip(self.open_units)
        self._show()

    @property
    def chips(self) -> Sequence[QPushButton]:
        """All of them, in order."""
        return (*self._toggles, self.category, self.unit)

    @property
    def wanted(self) -> DeviationFilter:
        """What was chosen."""
        states = () if self.closed.isChecked() else OPEN_STATES
        return DeviationFilter(
            states=(DeviationState.REPORTED,) if self.waiting.isChecked() else states,
            to_do=self.to_do.isChecked(),
            overdue=self.overdue.isChecked(),
            category=self._category,
            unit_id=self._unit,
        )

    @property
    def narrows(self) -> bool:
        """Whether less is shown than there may be."""
        return self.wanted != DeviationFilter()

    @property
    def as_at_first(self) -> bool:
        """Whether nobody has chosen anything: what is not closed is shown."""
        return self.wanted == DeviationFilter(states=OPEN_STATES)

    def set_choices(self, desk: DeviationsDesk) -> None:
        """The units and categories there are."""
        self._units = [(one.id, one.name) for one in desk.units]
        self._categories = list({one.code: one.word for one in desk.categories}.items())
        gone = self._unit not in {None, *dict(self._units)}
        unknown = self._category not in {None, *dict(self._categories)}
        if gone or unknown:
            self._unit = None if gone else self._unit
            self._category = None if unknown else self._category
            self._tell()
        self._show()

    def told(self) -> Mapping[str, Any]:
        """What was chosen, as it is kept."""
        on = {name: chip.isChecked() for name, chip in self._named.items()}
        return {**on, "unit": self._unit, "category": self._category}

    def recall(self, kept: Mapping[str, Any]) -> None:
        """What was kept, as far as it means anything today."""
        for name, chip in self._named.items():
            chip.setChecked(kept.get(name) is True)
        unit, category = kept.get("unit"), kept.get("category")
        self._unit = unit if isinstance(unit, str) else None
        self._category = category if isinstance(category, str) else None
        self._show()

    def clear(self) -> None:
        """Everything, closed ones too."""
        self._unit = self._category = None
        for chip in self._toggles:
            chip.setChecked(chip is self.closed)
        self._tell()

    def show_waiting(self) -> None:
        """What has been reported and is not answered, and nothing else."""
        self._unit = self._category = None
        for chip in self._toggles:
            chip.setChecked(chip is self.waiting)
        self._tell()

    @property
    def _named(self) -> Mapping[str, QPushButton]:
        return {
            "to_do": self.to_do,
            "waiting": self.waiting,
            "overdue": self.overdue,
            "closed": self.closed,
        }

    @property
    def _toggles(self) -> Sequence[QPushButton]:
        return tuple(self._named.values())

    def open_units(self) -> None:
        """Show the units to choose among."""
        self._open(self.unit, self._units, self._unit, self.tr("Alla enheter"), self._set_unit)

    def open_categories(self) -> None:
        """Show the categories to choose among."""
        self._open(
            self.category,
            self._categories,
            self._category,
            self.tr("Alla kategorier"),
            self._set_category,
        )

    def _set_unit(self, unit: str | None, _checked: bool = False) -> None:
        self._unit = unit
        self._tell()

    def _set_category(self, category: str | None, _checked: bool = False) -> None:
        self._category = category
        self._tell()

    def _chip(self, text: str) -> QPushButton:
        chip = Chip(text, self)
        set_look(chip, "filter")
        chip.setCheckable(True)
        chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._flow.addWidget(chip)
        return chip

    def _toggle(self, text: str) -> QPushButton:
        chip = self._chip(text)
        chip.clicked.connect(lambda _: self._tell())
        return chip

    def _menu_chip(self, run: Callable[[], None]) -> QPushButton:
        chip = self._chip("")
        chip.clicked.connect(lambda _: run())
        return chip

    def _open(
        self,
        chip: QPushButton,
        choices: _Choices,
        chosen: str | None,
        everything: str,
        choose: Callable[[str | None, bool], None],
    ) -> None:
        self._show()
        menu, group = QMenu(self), QActionGroup(self)
        for one, name in ((None, everything), *choices):
            action = QAction(name.replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(one == chosen)
            action.triggered.connect(partial(choose, one))
            group.addAction(action)
            menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(chip.mapToGlobal(QPoint(0, chip.height() + 2)))

    def _tell(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        for chip, title, names, chosen in (
            (self.category, self.tr("Kategori"), dict(self._categories), self._category),
            (self.unit, self.tr("Enhet"), dict(self._units), self._unit),
        ):
            name = names.get(chosen or "")
            chip.setText(opens_menu(f"{title}: {name}" if name else title))
            chip.setAccessibleName(f"{title}: {name or self.tr('alla')}")
            chip.setChecked(name is not None)
