"""The provider's part of the form: teeth, dentures and nine areas; shown only where it is kept."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from munhalsa.application.assessment_words import AREA_WORDS, DENTURE_WORDS
from munhalsa.desktop.forms.assessment_dialog import AssessmentDialogForm
from munhalsa.desktop.widgets.choice import Choice, Option
from munhalsa.desktop.widgets.field_message import FieldMessage
from munhalsa.domain.assessment import Denture, Findings
from munhalsa.domain.refusal import Rejected

translate = QCoreApplication.translate
_ACROSS = 3
_GRADES = (1, 2, 3)


class OralPart:
    """Its fields put into the form; ``messages`` gets one for each."""

    def __init__(
        self, ui: AssessmentDialogForm, messages: dict[str, FieldMessage], parent: QWidget
    ) -> None:
        self._messages, self._parent = messages, parent
        self._counts = {
            "own_teeth": self._count(translate("OralPart", "Egna tänder")),
            "implants": self._count(translate("OralPart", "Implantat")),
        }
        self._dentures: dict[str, Choice[Denture]] = {
            name: Choice(
                [Option(one, words.capitalize(), words[0]) for one, words in DENTURE_WORDS.items()],
                name=title,
            )
            for name, title in (
                ("upper_denture", translate("OralPart", "Överkäksprotes")),
                ("lower_denture", translate("OralPart", "Underkäksprotes")),
            )
        }
        self.areas: dict[str, Choice[int]] = {
            name: Choice([Option(grade, str(grade), str(grade)) for grade in _GRADES], name=title)
            for name, title in AREA_WORDS.items()
        }
        for place, (name, count) in enumerate(self._counts.items()):
            self._put(ui.teeth, place // 2, place % 2, name, count.accessibleName(), count)
        for place, (name, denture) in enumerate(self._dentures.items()):
            self._put(ui.teeth, 1, place, name, denture.accessibleName(), denture)
        for place, (name, area) in enumerate(self.areas.items()):
            row, column = divmod(place, _ACROSS)
            self._put(ui.areas, row, column, name, area.accessibleName(), area)

    @property
    def fields(self) -> Sequence[QWidget]:
        """In the order of Tab."""
        return (*self._counts.values(), *self._dentures.values(), *self.areas.values())

    def fill(self, known: Findings) -> None:
        """What it says today."""
        for name, count in self._counts.items():
            number = getattr(known, name)
            count.setText("" if number is None else str(number))
        for name, denture in self._dentures.items():
            denture.set_value(getattr(known, name))
        for name, area in self.areas.items():
            area.set_value(getattr(known, name))

    def findings(self) -> Findings | None:
        """What was filled in; None where nothing was."""
        found = Findings(
            own_teeth=self._number("own_teeth"),
            implants=self._number("implants"),
            upper_denture=self._dentures["upper_denture"].value,
            lower_denture=self._dentures["lower_denture"].value,
            **{name: area.value for name, area in self.areas.items()},
        )
        return None if found == Findings() else found

    def _count(self, title: str) -> QLineEdit:
        field = QLineEdit(self._parent)
        field.setMaxLength(2)
        field.setAccessibleName(title)
        return field

    def _number(self, name: str) -> int | None:
        text = self._counts[name].text().strip()
        if not text:
            return None
        if not (text.isascii() and text.isdigit()):
            raise Rejected(
                "number_invalid", translate("OralPart", "Skriv ett antal, med siffror."), field=name
            )
        return int(text)

    def _put(
        self, grid: QGridLayout, row: int, column: int, name: str, title: str, field: QWidget
    ) -> None:
        slot = QVBoxLayout()
        slot.setSpacing(2)
        label = QLabel(title, self._parent)
        label.setBuddy(field)
        message = FieldMessage(field, self._parent)
        for part in (label, field, message):
            slot.addWidget(part)
        slot.addStretch(1)
        grid.addLayout(slot, row, column)
        self._messages[name] = message
