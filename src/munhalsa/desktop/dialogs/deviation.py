"""One deviation in full: what is known of it, and what has happened with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QLabel, QPushButton, QWidget

from munhalsa.application.deed_words import deed_words
from munhalsa.application.deviation_words import (
    DIRECTION_WORDS,
    SEVERITY_WORDS,
    STATE_WORDS,
)
from munhalsa.application.ports import HistoryLine
from munhalsa.application.view_deviations import DeviationLine, DeviationRecord
from munhalsa.desktop.forms.deviation_dialog import DeviationDialogForm
from munhalsa.desktop.look import Look, set_look
from munhalsa.desktop.models.deviation_model import due_words, who_words
from munhalsa.desktop.widgets.flow import Flow
from munhalsa.desktop.widgets.plain_list import PlainList
from munhalsa.domain.deviation import DeviationState
from munhalsa.domain.identity import masked

_WIDE, _HIGH = 620, 640
_CHIPS = {
    DeviationState.DRAFT: "chip-neutral",
    DeviationState.REPORTED: "chip-warn",
    DeviationState.ANSWERED: "chip-ok",
    DeviationState.CLOSED: "chip-neutral",
}


class DeviationDialog(QDialog):
    """``change_wanted``, ``print_wanted``, ``copy_wanted`` and ``undo_wanted`` (an event's id)."""

    change_wanted = Signal()
    print_wanted = Signal()
    copy_wanted = Signal()
    undo_wanted = Signal(str)

    def __init__(
        self,
        record: DeviationRecord,
        *,
        may_edit: bool,
        may_undo: Callable[[HistoryLine], bool],
        look: Look,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.ui = DeviationDialogForm()
        self.ui.set_up(self)
        line = record.deviation
        title = f"{line.term[0].upper()}{line.term[1:]}: {line.category_word}"
        self.setWindowTitle(self.tr("Avvikelse"))
        self.ui.what.setText(title)
        self._show_chips(line)
        self._show_facts(line)
        tr = self.tr
        self.history = PlainList(
            (tr("När"), tr("Vad"), tr("Vem")),
            look,
            name=tr("Vad som har hänt"),
            parent=self,
            grow=1,
        )
        self.history.show_rows(
            [
                (
                    one.event,
                    (
                        f"{one.time.astimezone():%Y-%m-%d}",
                        deed_words(one.action, undone=one.undone),
                        one.user,
                    ),
                )
                for one in record.history
            ]
        )
        self.ui.inside_column.addWidget(self.history)
        self.ui.inside_column.addStretch(1)
        row = Flow(self.ui.buttons, 8)
        self.change = self._button(tr("Ä&ndra …"), self.change_wanted.emit)
        self.print = self._button(tr("Skriv &ut"), self.print_wanted.emit)
        self.copy = self._button(tr("Kopiera som te&xt"), self.copy_wanted.emit)
        self.undo = self._button(tr("Ån&gra …"), self._undo)
        self.leave = self._button(tr("&Stäng fönstret"), self.reject)
        for button in (self.change, self.undo):
            button.setVisible(may_edit)
        undone = [one.event for one in record.history if may_undo(one) and not one.undone]
        self.history.itemSelectionChanged.connect(lambda: self._show_undo(undone))
        self._show_undo(undone)
        for button in (self.change, self.print, self.copy, self.undo, self.leave):
            row.addWidget(button)
        room = self.screen().availableSize()
        px = look.sizes.px
        self.resize(min(px(_WIDE), room.width()), min(px(_HIGH), room.height()))
        self.finished.connect(self.deleteLater)
        self.leave.setFocus()

    def _button(self, text: str, run: object) -> QPushButton:
        button = QPushButton(text, self.ui.buttons)
        button.setAutoDefault(False)
        button.clicked.connect(run)
        return button

    def _show_undo(self, open_to: Sequence[str]) -> None:
        """Only what the user may take back, and what is not taken back already."""
        may = self.history.chosen in open_to
        self.undo.setEnabled(may)
        self.undo.setToolTip(
            "" if may else self.tr("Det markerade kan inte ångras, eller inte av dig.")
        )

    def _undo(self) -> None:
        if self.history.chosen is not None:
            self.undo_wanted.emit(self.history.chosen)

    def _show_chips(self, line: DeviationLine) -> None:
        row = Flow(self.ui.chips, 6)
        told = [(STATE_WORDS[line.state], _CHIPS[line.state])]
        due = due_words(line)
        if due:
            told.append((due, "chip-bad" if line.overdue else "chip-neutral"))
        if line.cooperation_failure:
            told.append((self.tr("Brist i samverkan"), "chip-warn"))
        for text, look in told:
            chip = QLabel(text, self.ui.chips)
            set_look(chip, look)
            row.addWidget(chip)

    def _show_facts(self, line: DeviationLine) -> None:
        rows = self.ui.facts_rows
        rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for title, words in self._facts(line):
            label, value = QLabel(title, self.ui.facts), QLabel(words, self.ui.facts)
            set_look(label, "muted")
            for each in (label, value):
                each.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            value.setWordWrap(True)
            value.setAccessibleName(f"{title}: {words}")
            rows.addRow(label, value)

    def _facts(self, line: DeviationLine) -> Sequence[tuple[str, str]]:
        tr, number = self.tr, line.personal_identity_number
        person = who_words(line) + ("" if number is None else f", {masked(number)}")
        told = (
            (tr("Riktning"), DIRECTION_WORDS[line.direction]),
            (tr("Dag"), line.day.isoformat()),
            (tr("Person"), person if number or line.masked else None),
            (tr("Enhet"), line.unit),
            (tr("Klass"), None if line.severity is None else SEVERITY_WORDS[line.severity]),
            (tr("Följdes inte"), line.agreement),
            (tr("Vad som hände"), line.description),
            (tr("Orsak"), line.reason),
            (tr("Diarienummer"), line.record_number),
            (tr("Nummer i it-stödet"), line.service_reference),
            (tr("Rapporterad"), _day(line.reported_on, line.reported_by)),
            (tr("Besvarad"), _day(line.answered_on, None)),
            (tr("Svar"), line.answer),
            (tr("Analys"), line.analysis),
            (tr("Åtgärder"), line.measures),
            (tr("Stängd"), _day(line.closed_on, None)),
        )
        return [(title, words) for title, words in told if words]


def _day(day: object, by: str | None) -> str | None:
    if day is None:
        return None
    return str(day) if by is None else f"{day}, {by}"
