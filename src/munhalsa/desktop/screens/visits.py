"""Besök: the people of a besöksdag one after another, with large targets, on a lap or by touch."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from munhalsa.application.assessment_words import HELP_WORDS, NEED_WORDS, OUTCOME_WORDS
from munhalsa.application.context import Context
from munhalsa.application.list_rounds import RoundLine, RoundsWanted, list_rounds, show_round
from munhalsa.application.ports import Changes
from munhalsa.application.record_assessment import (
    AssessmentRecorded,
    RecordAssessment,
    record_assessment,
)
from munhalsa.application.round_steps import RoundSheet, Visit
from munhalsa.desktop.commands import command
from munhalsa.desktop.look import set_look
from munhalsa.desktop.models.round_model import ROUND_KINDS
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.undoing import ask_to_undo
from munhalsa.desktop.view import Frame, Place
from munhalsa.desktop.widgets.choice import Choice, Option, order_tabs
from munhalsa.desktop.widgets.field_message import Faults, FieldMessage
from munhalsa.desktop.widgets.plain_list import PlainList
from munhalsa.domain.assessment import (
    AssessmentContent,
    AssessmentOutcome,
    AssessorTitle,
    CareNeed,
    HelpNeed,
)
from munhalsa.domain.refusal import Refusal
from munhalsa.domain.round import RoundState

NAME = "visits"
TARGET = 44
"""Pixels: what a finger hits."""

_PERSONS = "persons"
_BACK, _AHEAD = 30, 366
_SIDE, _LABEL, _WIDE = 280, 130, 760
_ANY = 16777215
"""Qt's word for no greatest width."""


_OUTCOMES = tuple(one for one in AssessmentOutcome if not one.startswith("cancelled"))
"""A whole day that is called off is no visit: it is noted on the day."""


class VisitsView(QWidget):
    """To the left who is on the day's list, to the right what came of one visit."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._visit: Visit | None = None
        self.sheet: RoundSheet | None = None
        tr = self.tr
        self.save = command(self, tr("&Spara och nästa"), self._save, key="Ctrl+Return")
        self.next = command(self, tr("&Nästa som är kvar"), self._go_on, key="Ctrl+J")
        self.card = command(self, tr("Öppna &kort"), self._open_card, key="Ctrl+O")
        self._build()
        self.round.currentIndexChanged.connect(self._read_round)
        self.people.itemSelectionChanged.connect(self._show_visit)
        self.outcome.chosen.connect(self._fit)
        frame.look.changed.connect(self._take_sizes)
        self._take_sizes()
        self._show_visit()

    @property
    def widget(self) -> QWidget:
        """The view itself."""
        return self

    def commands(self) -> Sequence[QAction]:
        """Save, go on, and to the card."""
        return (self.save, self.next, self.card)

    def load(self, _place: Place) -> None:
        """The days to choose from: the user's own where the role reaches no others."""

        def read(context: Context) -> tuple[Sequence[RoundLine], date]:
            today = context.today
            wanted = RoundsWanted(
                first=today - timedelta(days=_BACK), last=today + timedelta(days=_AHEAD)
            )
            return list_rounds(context, wanted), today

        self._frame.desk.read(self, read, done=self._take_rounds, latest="visits")

    def touched_by(self, changes: Changes) -> bool:
        """Whether a commit may have changed the day."""
        return not changes.kinds or bool(ROUND_KINDS & changes.kinds)

    def reload(self, changes: Changes) -> None:
        """Fetch it anew."""
        if self.touched_by(changes):
            self._read_round()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """There is more or less room."""
        super().resizeEvent(event)
        self._turn()

    # What is shown.

    def _build(self) -> None:
        tr, look = self.tr, self._frame.look
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(20, 16, 20, 20)
        row.setSpacing(12)
        self.side = QFrame(self)
        set_look(self.side, "card")
        side = QVBoxLayout(self.side)
        side.setContentsMargins(16, 16, 16, 16)
        side.setSpacing(8)
        self.heading = QLabel(tr("Besök"), self.side)
        set_look(self.heading, "page")
        self.round = QComboBox(self.side)
        self.round.setAccessibleName(tr("Besöksdag"))
        self.people = PlainList(
            (tr("Rum"), tr("Namn"), tr("Läge")),
            look,
            name=tr("Vilka som ska besökas"),
            parent=self.side,
            grow=1,
            person_of=lambda person: person,
        )
        self.progress = QLabel(self.side)
        set_look(self.progress, "muted")
        for part in (self.heading, self.round, self.people, self.progress):
            side.addWidget(part)
        side.addStretch(1)
        row.addWidget(self.side)
        row.addWidget(self._build_page(), 1)

    def _build_page(self) -> QWidget:
        tr = self.tr
        self.page = QFrame(self)
        set_look(self.page, "card")
        column = QVBoxLayout(self.page)
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(12)
        self.name, self.about = QLabel(self.page), QLabel(self.page)
        set_look(self.name, "page")
        set_look(self.about, "muted")
        for label in (self.name, self.about):
            label.setWordWrap(True)
            column.addWidget(label)
        self.outcome: Choice[AssessmentOutcome] = Choice(
            [
                Option(one, f"{number} {_capital(OUTCOME_WORDS[one])}", str(number))
                for number, one in enumerate(_OUTCOMES, start=1)
            ],
            name=tr("Resultat"),
            parent=self.page,
        )
        self.took_part: Choice[bool] = Choice(
            [Option(True, tr("Ja"), "j"), Option(False, tr("Nej"), "n")],
            name=tr("Personal som deltog"),
            parent=self.page,
        )
        self.help: Choice[HelpNeed] = _choice(HELP_WORDS, "svm", tr("Klarar munvården"), self.page)
        self.need: Choice[CareNeed] = _choice(
            NEED_WORDS, "iea", tr("Preliminärt vårdbehov"), self.page
        )
        self.reason, self.staff, self.referred = (QLineEdit(self.page) for _ in range(3))
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        self._grid.setColumnStretch(1, 1)
        self._labels: dict[QWidget, QLabel] = {}
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
        column.addLayout(self._grid)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        self._buttons = [self._button(one) for one in (self.save, self.next, self.card)]
        for button in self._buttons:
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addStretch(1)
        fields: list[QWidget] = [
            *(self.round, self.people, self.outcome, self.reason, self.took_part, self.staff)
        ]
        fields += [self.help, self.need, self.referred, *self._buttons]
        order_tabs(fields)
        for field in (self.round, self.reason, self.staff, self.referred, *self._buttons):
            field.setProperty("large", True)
        return self.page

    def _put(self, place: int, field: QWidget, words: str) -> FieldMessage:
        label = QLabel(words, self.page)
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

    def _button(self, action: QAction) -> QPushButton:
        button = QPushButton(action.text(), self.page)
        button.setToolTip(action.toolTip())
        if action is self.save:
            set_look(button, "primary")
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        return button

    def _take_rounds(self, found: tuple[Sequence[RoundLine], date]) -> None:
        rounds, today = found
        days = [one for one in rounds if one.round.state is not RoundState.CANCELLED]
        chosen = self.round.currentData()
        self.round.blockSignals(True)
        self.round.clear()
        for one in days:
            self.round.addItem(f"{one.round.day} · {one.unit}", one.round.id)
        ahead = [one.round.id for one in days if one.round.day >= today]
        wanted = chosen or (ahead[0] if ahead else days[-1].round.id if days else None)
        self.round.setCurrentIndex(max(0, self.round.findData(wanted)) if days else -1)
        self.round.blockSignals(False)
        self._read_round()

    def _read_round(self, *_: object) -> None:
        one = self.round.currentData()
        if one is None:
            self.sheet = None
            self.people.show_rows(())
            self.progress.setText(
                self.tr("Ingen besöksdag. Den planeras under Munhälsobedömningar.")
            )
            self._show_visit()
            return
        self._frame.desk.read(
            self, lambda context: show_round(context, one), done=self.show_sheet, latest="visit"
        )

    def show_sheet(self, sheet: RoundSheet) -> None:
        """The day as it was read; where one left off, or the first who is left."""
        self.sheet = sheet
        rows = [
            (
                one.person_id,
                (
                    one.room or "",
                    one.name,
                    self.tr("kvar") if one.outcome is None else OUTCOME_WORDS[one.outcome],
                ),
            )
            for one in sheet.visits
        ]
        self.people.show_rows(rows)
        done = len(sheet.visits) - len(sheet.left)
        self.progress.setText(self.tr("{0} av {1} klara").format(done, len(sheet.visits)))
        self._show_visit()

    def _show_visit(self) -> None:
        chosen = self.people.chosen
        visits = () if self.sheet is None else self.sheet.visits
        visit = next((one for one in visits if one.person_id == chosen), None)
        is_other = visit is None or self._visit is None or visit.person_id != self._visit.person_id
        self._visit = visit
        self.name.setText("" if visit is None else visit.name)
        self.about.setText(_about(self, visit))
        if is_other:
            self._clear()
        is_open = visit is not None and visit.outcome is None
        for field in (*self._labels, *self._labels.values()):
            field.setEnabled(is_open)
        self.save.setEnabled(is_open)
        self.next.setEnabled(self.sheet is not None and bool(self.sheet.left))
        self.card.setEnabled(visit is not None)
        self._fit()

    def _clear(self) -> None:
        staff = "" if self.sheet is None else self.sheet.round.staff or ""
        for choice in (self.outcome, self.took_part, self.help, self.need):
            choice.set_value(None)
        for line, text in ((self.reason, ""), (self.staff, staff), (self.referred, "")):
            line.setText(text)
        self._faults.clear()

    def _fit(self) -> None:
        """Show what belongs to the result."""
        outcome = self.outcome.value
        seen = outcome in (None, AssessmentOutcome.PERFORMED, AssessmentOutcome.PARTLY_PERFORMED)
        for field, shown in (
            (self.reason, outcome not in (None, AssessmentOutcome.PERFORMED)),
            (self.took_part, seen),
            (self.staff, seen),
            (self.help, seen),
            (self.need, seen),
            (self.referred, seen),
        ):
            field.setVisible(shown)
            self._labels[field].setVisible(shown)

    def _take_sizes(self) -> None:
        px = self._frame.look.sizes.px
        self._turn()
        self.people.verticalHeader().setMinimumSectionSize(px(TARGET))
        self.people.fit()
        self._grid.setColumnMinimumWidth(0, px(_LABEL))
        for choice in (self.outcome, self.took_part, self.help, self.need):
            for button in choice.buttons:
                button.setMinimumSize(px(TARGET), px(TARGET))

    def _turn(self) -> None:
        """Beside each other where there is room for both, else one above the other."""
        px = self._frame.look.sizes.px
        wide = self.width() >= px(_WIDE)
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.LeftToRight if wide else ways.TopToBottom)
        self.side.setMaximumWidth(px(_SIDE) if wide else _ANY)
        self.side.setMinimumWidth(px(_SIDE))

    # What is done.

    def _save(self) -> None:
        sheet, visit = self.sheet, self._visit
        self._faults.clear()
        outcome = self.outcome.value
        if sheet is None or visit is None or visit.outcome is not None:
            return
        if outcome is None:
            words = self.tr("Välj vad det blev av besöket.")
            self._faults.show(Refusal("missing", words, field="outcome"))
            return
        deed = RecordAssessment(number=visit.identity, content=self._content(sheet, outcome))

        def failed(error: BaseException) -> None:
            if not (isinstance(error, Refusal) and self._faults.show(error)):
                self._frame.explain(error)

        self._frame.desk.do(
            self,
            lambda context: record_assessment(context, deed),
            done=lambda result: self._saved(visit, result),
            failed=failed,
        )

    def _content(self, sheet: RoundSheet, outcome: AssessmentOutcome) -> AssessmentContent:
        session = self._frame.desk.session
        by = sheet.round.hygienist or ("" if session is None else session.name)
        seen = outcome in (AssessmentOutcome.PERFORMED, AssessmentOutcome.PARTLY_PERFORMED)
        found: dict[str, Any] = {}
        if seen:
            found = {
                "staff_took_part": self.took_part.value,
                "staff": None if self.took_part.value is False else _text(self.staff),
                "help_need": self.help.value,
                "care_need": self.need.value,
                "referred_to": _text(self.referred),
            }
        return AssessmentContent(
            day=sheet.round.day,
            outcome=outcome,
            reason=_text(self.reason) if outcome is not AssessmentOutcome.PERFORMED else None,
            performed_by=by or None,
            title=AssessorTitle.DENTAL_HYGIENIST if sheet.round.hygienist else None,
            **found,
        )

    def _saved(self, visit: Visit, result: AssessmentRecorded) -> None:
        notes = " ".join(one.message for one in result.warnings)
        self._frame.say(
            f"{self.tr('Sparat och signerat för {0}.').format(visit.name)} {notes}".strip(),
            tone=Tone.WARN if notes else Tone.OK,
            undo=lambda: ask_to_undo(
                result.event,
                self._frame,
                self.window(),
                done=lambda _: self._frame.say(self.tr("Ändringen är ångrad.")),
            ),
        )
        self._go_on(after=visit.person_id)

    def _go_on(self, *, after: str | None = None) -> None:
        """To the next who is left, from where one is and then from the top."""
        visits = () if self.sheet is None else self.sheet.visits
        places = [place for place, one in enumerate(visits) if one.person_id != after]
        here = self.people.currentRow()
        order = [*(one for one in places if one > here), *(one for one in places if one <= here)]
        for place in order:
            if visits[place].outcome is None:
                self.people.selectRow(place)
                self.outcome.setFocus()
                return

    def _open_card(self) -> None:
        if self._visit is not None:
            self._frame.go(Place(view=_PERSONS, about=self._visit.person_id))


def _about(view: QWidget, visit: Visit | None) -> str:
    if visit is None:
        return view.tr("Välj någon i listan.")
    parts = [view.tr("rum {0}").format(visit.room)] if visit.room else []
    parts.append(view.tr("född {0}").format(visit.number[:8]))
    if visit.reason:
        parts.append(visit.reason)
    if visit.outcome is not None:
        parts.append(view.tr("registrerat: {0}").format(OUTCOME_WORDS[visit.outcome]))
    return " · ".join(parts)


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
