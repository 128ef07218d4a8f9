"""What came of one visit, on one page with large targets: the result, and what belongs to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from munhalsa.application.assessment_words import HELP_WORDS, NEED_WORDS, OUTCOME_WORDS
from munhalsa.desktop.look import Look, read_in_order, set_look
from munhalsa.desktop.widgets.choice import Choice, Option
from munhalsa.desktop.widgets.field_message import Faults, FieldMessage
from munhalsa.desktop.widgets.name_list import complete_names
from munhalsa.domain.assessment import (
    AssessmentContent,
    AssessmentOutcome,
    AssessorTitle,
    CareNeed,
    HelpNeed,
)
from munhalsa.domain.refusal import Refusal

TARGET = 44
"""Pixels: what a finger hits."""

_LABEL = 130
_OUTCOMES = tuple(one for one in AssessmentOutcome if not one.startswith("cancelled"))
"""A whole day that is called off is no visit: it is noted on the day."""
_SEEN = (AssessmentOutcome.PERFORMED, AssessmentOutcome.PARTLY_PERFORMED)


class VisitForm(QWidget):
    """``changed`` at each change by the user; ``given`` where Enter ends the last field."""

    changed = Signal()
    given = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._staff = ""
        self._labels: dict[QWidget, QLabel] = {}
        self._build()
        for choice in self._choices.values():
            choice.chosen.connect(self.changed)
        for line in self._lines.values():
            line.textEdited.connect(self.changed)
        for choice in (self.outcome, self.took_part):
            choice.chosen.connect(self.fit)
        self.took_part.after = lambda: self.help if self.staff.text().strip() else None
        self.staff.returnPressed.connect(self.help.setFocus)
        for line in (self.reason, self.referred):
            line.returnPressed.connect(self.given)
        look.changed.connect(self._take_sizes)
        self._take_sizes()

    @property
    def fields(self) -> Sequence[QWidget]:
        """In the order of Tab."""
        return tuple(self._labels)

    def begin(self, staff: str, told: Mapping[str, Any], *, names: Sequence[str] = ()) -> None:
        """Somebody else: empty, or as it was told before; ``staff`` is who helps on that day.

        ``names`` are those of the unit's staff, to choose from.
        """
        self._staff = staff
        complete_names(self.staff, names)
        values = {"staff": staff, **told}
        for name, choice in self._choices.items():
            choice.set_value(_known(choice, values.get(name)))
        for name, line in self._lines.items():
            text = values.get(name)
            line.setText(text if isinstance(text, str) else "")
        self._faults.clear()

    def told(self) -> Mapping[str, Any]:
        """What is filled in, as it is kept; nothing where nobody has filled in anything."""
        chosen = {name: choice.value for name, choice in self._choices.items()}
        typed = {name: line.text() for name, line in self._lines.items()}
        is_empty = typed == {**dict.fromkeys(typed, ""), "staff": self._staff}
        if is_empty and not any(one is not None for one in chosen.values()):
            return {}
        return {**chosen, **typed}

    def let(self, is_open: bool) -> None:
        """Whether anything can be filled in."""
        for field in (*self._labels, *self._labels.values()):
            field.setEnabled(is_open)

    def fit(self) -> None:
        """Show what belongs to the result."""
        outcome = self.outcome.value
        seen = outcome is None or outcome in _SEEN
        for field, shown in (
            (self.reason, outcome not in (None, AssessmentOutcome.PERFORMED)),
            (self.staff, seen and self.took_part.value is not False),
            *((one, seen) for one in (self.took_part, self.help, self.need, self.referred)),
        ):
            field.setVisible(shown)
            self._labels[field].setVisible(shown)

    def clear_faults(self) -> None:
        """It is tried once more."""
        self._faults.clear()

    def show_refusal(self, refusal: Refusal) -> bool:
        """Show it at its field; False if it belongs to none."""
        return self._faults.show(refusal)

    def content(
        self, outcome: AssessmentOutcome, *, day: date, by: str, title: AssessorTitle | None
    ) -> AssessmentContent:
        """The municipality's part of the assessment."""
        found: dict[str, Any] = {}
        if outcome in _SEEN:
            found = {
                "staff_took_part": self.took_part.value,
                "staff": None if self.took_part.value is False else _text(self.staff),
                "help_need": self.help.value,
                "care_need": self.need.value,
                "referred_to": _text(self.referred),
            }
        return AssessmentContent(
            day=day,
            outcome=outcome,
            reason=_text(self.reason) if outcome is not AssessmentOutcome.PERFORMED else None,
            performed_by=by or None,
            title=title,
            **found,
        )

    def _build(self) -> None:
        tr = self.tr
        self.outcome: Choice[AssessmentOutcome] = Choice(
            [
                Option(one, f"{number} {_capital(OUTCOME_WORDS[one])}", str(number))
                for number, one in enumerate(_OUTCOMES, start=1)
            ],
            name=tr("Resultat"),
            parent=self,
        )
        self.took_part: Choice[bool] = Choice(
            [Option(True, tr("Ja"), "j"), Option(False, tr("Nej"), "n")],
            name=tr("Personal som deltog"),
            parent=self,
        )
        self.help: Choice[HelpNeed] = _choice(HELP_WORDS, "sva", tr("Klarar munvården"), self)
        self.need: Choice[CareNeed] = _choice(NEED_WORDS, "iea", tr("Preliminärt vårdbehov"), self)
        self.reason, self.staff, self.referred = (QLineEdit(self) for _ in range(3))
        self._choices: Mapping[str, Choice[Any]] = {
            "outcome": self.outcome,
            "staff_took_part": self.took_part,
            "help_need": self.help,
            "care_need": self.need,
        }
        self._lines: Mapping[str, QLineEdit] = {
            "reason": self.reason,
            "staff": self.staff,
            "referred_to": self.referred,
        }
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        self._grid.setColumnStretch(1, 1)
        messages = {}
        for place, (field, words, name) in enumerate(
            (
                (self.outcome, tr("Resultat"), "outcome"),
                (self.reason, tr("Orsak"), "reason"),
                (self.took_part, tr("Personal som deltog"), "staff_took_part"),
                (self.staff, tr("Vem av personalen"), "staff"),
                (self.help, tr("Klarar munvården"), "help_need"),
                (self.need, tr("Preliminärt vårdbehov"), "care_need"),
                (self.referred, tr("Remitterad till"), "referred_to"),
            )
        ):
            messages[name] = self._put(place, field, words)
        self._faults = Faults(messages)
        for line in self._lines.values():
            line.setProperty("large", True)
        read_in_order(*(one for field, label in self._labels.items() for one in (label, field)))

    def _put(self, place: int, field: QWidget, words: str) -> FieldMessage:
        label = QLabel(words, self)
        set_look(label, "strong")
        label.setWordWrap(True)
        slot = QVBoxLayout()
        slot.setSpacing(4)
        message = FieldMessage(field, self)
        slot.addWidget(field)
        slot.addWidget(message)
        if isinstance(field, QLineEdit):
            field.setAccessibleName(words)
            label.setBuddy(field)
        self._grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addLayout(slot, place, 1)
        self._labels[field] = label
        return message

    def _take_sizes(self) -> None:
        px = self._look.sizes.px
        self._grid.setColumnMinimumWidth(0, px(_LABEL))
        for label in self._labels.values():
            label.setMinimumHeight(px(TARGET))
        for choice in self._choices.values():
            for button in choice.buttons:
                button.setProperty("large", True)
                button.setMinimumSize(px(TARGET), px(TARGET))


def _known(choice: Choice[Any], kept: object) -> Any:
    """The answer that was kept, if it is one still: JSON knows no words but text."""
    return next((one for one in choice.values if kept is not None and one == kept), None)


def _choice(words: Any, keys: str, name: str, parent: QWidget) -> Choice[Any]:
    options = [
        Option(one, _capital(text), key)
        for (one, text), key in zip(words.items(), keys, strict=True)
    ]
    return Choice(options, name=name, parent=parent)


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _text(line: QLineEdit) -> str | None:
    return line.text().strip() or None
