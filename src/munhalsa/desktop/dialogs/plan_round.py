"""A besöksdag planned, with those who are due on it to choose among before it is saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QListView, QListWidget, QListWidgetItem, QWidget

from munhalsa.application.plan_round import PlanRound
from munhalsa.application.round_steps import RoundSheet
from munhalsa.desktop.dialogs.fields import FieldsDialog, FieldsForm
from munhalsa.desktop.due_words import persons_of
from munhalsa.desktop.look import Look, read_in_order, set_look
from munhalsa.desktop.widgets.date_field import DateField
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.swedish import within_sentence

_TALL, _WIDE = 200, 640


class PlanRoundDialog(FieldsDialog):
    """``wanted`` asks who is due at a unit on a day; ``show_due`` tells it.

    Saved before they are told, or with all of them ticked, everybody who is due is visited.
    """

    wanted = Signal(str, object)

    def __init__(self, form: FieldsForm, *, today: date, look: Look, parent: QWidget) -> None:
        super().__init__(self._choosing(form), today=today, look=look, parent=parent)
        self._shown: tuple[str, date] | None = None
        self.due = QLabel(self)
        set_look(self.due, "muted")
        self.due.setWordWrap(True)
        self.persons = QListWidget(self)
        self.persons.setAccessibleName(self.tr("Vilka som ska besökas"))
        self.persons.setWordWrap(True)
        self.persons.setResizeMode(QListView.ResizeMode.Adjust)
        self.persons.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.persons.setFixedHeight(look.sizes.px(_TALL))
        self.persons.itemChanged.connect(lambda _: self._count())
        place = self.ui.column.indexOf(self.ui.buttons)
        self.ui.column.insertWidget(place, self.due)
        self.ui.column.insertWidget(place + 1, self.persons)
        for before, after in pairwise(
            (*self.fields.values(), self.persons, self.ui.leave, self.ui.save)
        ):
            QWidget.setTabOrder(before, after)
        read_in_order(*self.fields.values(), self.persons, self.ui.leave, self.ui.save)
        unit, day = self.fields["unit"], self.fields["date"]
        if isinstance(unit, QComboBox) and isinstance(day, DateField):
            unit.currentIndexChanged.connect(lambda _: self.ask())
            day.left.connect(self.ask)
            if unit.currentData() is not None:
                day.setFocus()
        self.setMinimumWidth(look.sizes.px(_WIDE))
        self.show_none()

    def ask(self) -> None:
        """Ask anew where unit or day is another."""
        asked = self._asked()
        if asked is None:
            self.show_none()
        elif asked != self._shown:
            self._faults.clear()
            self.show_none()
            self.wanted.emit(*asked)

    def show_due(self, sheet: RoundSheet) -> None:
        """Everybody who is due, all of them ticked."""
        asked = sheet.unit.id, sheet.round.day
        if asked != self._asked():
            return
        self._shown = asked
        self.persons.blockSignals(True)
        self.persons.clear()
        for one in sheet.visits:
            words = [one.name, one.number]
            if one.room:
                words.append(self.tr("rum {0}").format(one.room))
            if one.reason:
                words.append(within_sentence(one.reason))
            item = QListWidgetItem(", ".join(words), self.persons)
            item.setData(Qt.ItemDataRole.UserRole, one.person_id)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}.")
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
        self.persons.blockSignals(False)
        self.persons.setCurrentRow(0)
        self.persons.setVisible(bool(sheet.visits))
        self._count()

    def show_none(self) -> None:
        """It is not known who is due: no unit or day yet, or one that cannot be."""
        self._shown = None
        self.persons.clear()
        self.persons.hide()
        self.due.setText(self.tr("Välj enhet och dag, så visas vilka det är dags för den dagen."))
        self._grow()

    # Within.

    def _choosing(self, form: FieldsForm) -> FieldsForm:
        def command(filled: Mapping[str, Any]) -> PlanRound:
            planned: PlanRound = form.command(filled)
            return replace(planned, persons=self._chosen(planned.unit, planned.day))

        return replace(form, command=command)

    def _asked(self) -> tuple[str, date] | None:
        unit, day = self.fields["unit"], self.fields["date"]
        try:
            told = day.day() if isinstance(day, DateField) else None
        except Rejected:
            return None
        chosen = unit.currentData() if isinstance(unit, QComboBox) else None
        return None if not chosen or told is None else (chosen, told)

    def _ticked(self) -> list[str]:
        items = [self.persons.item(row) for row in range(self.persons.count())]
        return [
            one.data(Qt.ItemDataRole.UserRole)
            for one in items
            if one.checkState() is Qt.CheckState.Checked
        ]

    def _chosen(self, unit: str, day: date) -> list[str] | None:
        ticked = self._ticked()
        whole = (unit, day) != self._shown or len(ticked) == self.persons.count()
        return None if whole else ticked

    def _count(self) -> None:
        count = self.persons.count()
        self.due.setText(
            self.tr(
                "{0} av {1} kommer med. Mellanslag väljer bort den som inte ska besökas."
            ).format(len(self._ticked()), persons_of(count))
            if count
            else self.tr("Ingen på enheten väntar på besök den dagen.")
        )
        self._grow()
