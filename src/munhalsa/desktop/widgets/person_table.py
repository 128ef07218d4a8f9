"""The list of persons."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from munhalsa.application.person_list import PersonRow
from munhalsa.application.ports_lists import SortBy
from munhalsa.desktop.look import Look
from munhalsa.desktop.models.window_model import WindowModel
from munhalsa.desktop.widgets.fitting_table import FittingTable


class PersonTable(FittingTable):
    """Where it is narrow, columns give way whose words the card has too."""

    def __init__(self, model: WindowModel[PersonRow], look: Look, *, parent: QWidget) -> None:
        super().__init__(
            model,
            look,
            name=QCoreApplication.translate("PersonsView", "Personer"),
            give_way=(
                SortBy.GROUND.value,
                SortBy.NUMBER.value,
                SortBy.HOME.value,
                SortBy.ANSWER.value,
            ),
            grow=(SortBy.NAME.value, SortBy.HOME.value),
            parent=parent,
        )
