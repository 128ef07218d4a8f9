"""Nytt intyg, third part: the questions of the rules, and what the rules say of the answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from munhalsa.desktop.forms.new_certificate_rest import NewCertificateRestForm
from munhalsa.desktop.look import Look, set_look
from munhalsa.desktop.screens.new_certificate_decision import DecisionBox
from munhalsa.desktop.widgets.choice import Choice, Option
from munhalsa.desktop.widgets.field_message import FieldMessage
from munhalsa.desktop.widgets.flow import Flow
from munhalsa.desktop.widgets.typed import fill, on_typed
from munhalsa.domain.eligibility import Assessment, assess, worth_asking
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.rules import AnswerKind, HomeKind, Question, RuleBook

BASIS, INFORMATION = "basis", "information_given"
"""The questions that have fields of their own on the page."""


class QuestionRow(QWidget):
    """One question with its yes and no; ``answered`` at each change by the user."""

    answered = Signal()

    def __init__(self, question: Question, parent: QWidget) -> None:
        super().__init__(parent)
        self.question = question
        self.text = QLabel(question.text, self)
        self.text.setWordWrap(True)
        self.text.setToolTip(question.help)
        options = [Option(True, self.tr("Ja"), "J"), Option(False, self.tr("Nej"), "N")]
        self.choice = Choice(options, name=question.text, parent=self)
        for button in self.choice.buttons:
            button.setAccessibleDescription(question.help)
        self.choice.setFixedWidth(self._choice_width())
        self.message = FieldMessage(self.choice, self)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.text, 1)
        line.addWidget(self.choice, alignment=Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 12, 4)
        column.addLayout(line)
        column.addWidget(self.message)
        self.choice.chosen.connect(self.answered)

    def fit(self) -> None:
        """The text may have another size."""
        self.choice.setFixedWidth(self._choice_width())

    def _choice_width(self) -> int:
        wide = sum(button.sizeHint().width() for button in self.choice.buttons)
        return wide + 16


class AssessmentSection(QObject):
    """``changed`` at each answer; ``built`` when there are other questions."""

    changed = Signal()
    built = Signal()

    def __init__(self, ui: NewCertificateRestForm, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._ui = ui
        self._rules: RuleBook | None = None
        self._day = date.today()  # noqa: DTZ011 - until the store has told its day
        self._birth_year: int | None = None
        self._has_number = False
        self._home: HomeKind | None = None
        self._given: dict[str, bool] = {}
        self._said: Assessment | None = None
        self.rows: dict[str, QuestionRow] = {}
        self.box = DecisionBox(ui, look, self)
        Flow(ui.more_line, 8).addWidget(ui.more)
        ui.more.toggled.connect(lambda _: self._show())
        self.box.changed.connect(self._judge)
        self.box.changed.connect(self.changed)
        on_typed(ui.basis, lambda _: self.changed.emit())
        on_typed(ui.information, lambda _: self.changed.emit())

    @property
    def messages(self) -> Mapping[str, FieldMessage]:
        """The messages by the names that refusals give."""
        return {
            **({"answers": next(iter(self.rows.values())).message} if self.rows else {}),
            **self.box.messages,
        }

    def use(self, rules: RuleBook) -> None:
        """The rules that the answers are judged by."""
        self._rules = rules
        self._build()

    def set_day(self, day: date) -> None:
        """The certificate begins on another day, and other rules may hold then."""
        if day != self._day:
            self._day = day
            self._build()

    def set_birth_year(self, year: int | None, *, has_number: bool) -> None:
        """Whom it is about."""
        self._birth_year, self._has_number = year, has_number
        self._judge()

    def set_home(self, home: HomeKind | None) -> None:
        """Where the person lives: other questions may matter."""
        self._home = home
        self._judge()

    # What is filled in.

    @property
    def said(self) -> Assessment | None:
        """What the rules say, as soon as there is something to judge."""
        return self._said

    @property
    def answers(self) -> dict[str, bool | str]:
        """What was answered, and what the home itself answers."""
        found: dict[str, bool | str] = dict(self._judged_answers())
        for name, field in ((BASIS, self._ui.basis), (INFORMATION, self._ui.information)):
            text = field.text().strip()
            if text and any(one.id == name for one in self._questions(AnswerKind.TEXT)):
                found[name] = text
        return found

    @property
    def fields(self) -> list[QWidget]:
        """What Tab goes through, in order."""
        ui = self._ui
        answers = [row.choice for row in self.rows.values()]
        return [*answers, ui.more, ui.show_rule, ui.other_ground, ui.ground, ui.reason]

    def fit(self) -> None:
        """The text may have another size."""
        self.box.fit()
        for row in self.rows.values():
            row.fit()

    def check(self) -> None:
        """Say what stands in the way: questions left, a ground or a reason missing."""
        self.box.check(self._said)

    def clear(self) -> None:
        """Somebody else."""
        self._given.clear()
        fill(self._ui.basis, "")
        fill(self._ui.information, "")
        self._ui.more.setChecked(False)
        self.box.clear()
        for row in self.rows.values():
            row.choice.set_value(None)
            row.message.clear()
        self._judge()

    def draft(self) -> dict[str, Any]:
        """What is answered."""
        return {
            "answers": dict(self._given),
            "basis": self._ui.basis.text(),
            "information": self._ui.information.text(),
            **self.box.draft(),
        }

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Show what was answered; what is no question any longer is left out."""
        self._given = {
            name: answer for name, answer in draft["answers"].items() if name in self.rows
        }
        fill(self._ui.basis, draft["basis"])
        fill(self._ui.information, draft["information"])
        for name, answer in self._given.items():
            self.rows[name].choice.set_value(answer)
        self.box.restore(draft)
        self._judge()

    # Within.

    def _questions(self, kind: AnswerKind) -> list[Question]:
        rules = self._rules
        return (
            []
            if rules is None
            else [one for one in rules.questions_on(self._day) if one.kind is kind]
        )

    def _build(self) -> None:
        questions = self._questions(AnswerKind.YES_NO)
        self._explain_fields()
        if [one.id for one in questions] == list(self.rows):
            self._judge()
            return
        column = self._ui.questions_column
        while (item := column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self.rows = {}
        for question in questions:
            if self.rows:
                column.addWidget(self._line())
            row = QuestionRow(question, self._ui.questions)
            row.answered.connect(lambda row=row: self._answer(row))
            row.choice.set_value(self._given.get(question.id))
            column.addWidget(row)
            self.rows[question.id] = row
        self._given = {name: one for name, one in self._given.items() if name in self.rows}
        self.built.emit()
        self._judge()

    def _explain_fields(self) -> None:
        for question in self._questions(AnswerKind.TEXT):
            field = {BASIS: self._ui.basis, INFORMATION: self._ui.information}.get(question.id)
            if field is not None:
                field.setAccessibleName(question.text)
                field.setToolTip(question.help)
                field.setPlaceholderText(question.text)

    def _line(self) -> QFrame:
        line = QFrame(self._ui.questions)
        line.setFixedHeight(1)
        set_look(line, "line")
        return line

    def _answer(self, row: QuestionRow) -> None:
        value = row.choice.value
        if value is None:
            self._given.pop(row.question.id, None)
        else:
            self._given[row.question.id] = value
        row.message.clear()
        self._judge()
        self.changed.emit()

    def _judged_answers(self) -> dict[str, bool]:
        home = self._home
        told = {
            name: answer
            for name, row in self.rows.items()
            if home is not None and (answer := row.question.answer_at(home)) is not None
        }
        return {**told, **self._given}

    def _judge(self) -> None:
        if self._rules is None:
            return
        try:
            self._said = assess(
                rules=self._rules,
                day=self._day,
                birth_year=self._birth_year,
                answers=self._judged_answers(),
                ground=self.box.ground,
            )
        except Rejected:
            self._said = None
        grounds = [row.ground for row in self._rules.grounds_on(self._day)]
        asked = bool(self._given) and self._has_number
        self.box.show(self._said, grounds=grounds, asked=asked)
        self._show()

    def _show(self) -> None:
        """The questions that matter now; all of them behind ``Fler frågor``."""
        ui, said = self._ui, self._said
        shown: set[str] = set()
        if self._rules is not None and self._home is not None and said is not None:
            shown = set(
                worth_asking(
                    rules=self._rules,
                    day=self._day,
                    home=self._home,
                    answers=self._given,
                    said=said,
                )
            )
        if ui.more.isChecked():
            shown = set(self.rows)
        first = True
        for name, row in self.rows.items():
            visible = name in shown
            row.setVisible(visible)
            line = self._line_before(row)
            if line is not None:
                line.setVisible(visible and not first)
            first = first and not visible
        ui.questions.setVisible(bool(shown))
        ui.assessment_note.setVisible(not shown)
        ui.assessment_note.setText(self.tr("Välj boende, så visas de frågor som avgör."))
        ui.more.setText(
            self.tr("&Färre frågor") if ui.more.isChecked() else self.tr("&Fler frågor")
        )

    def _line_before(self, row: QuestionRow) -> QWidget | None:
        column = self._ui.questions_column
        place = column.indexOf(row) - 1
        item = column.itemAt(place) if place >= 0 else None
        return None if item is None else item.widget()
