"""The criteria one by one for a certificate that follows on another, and what the rules say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QLabel, QWidget

from munhalsa.application.find_records import home_on
from munhalsa.application.view_person import PersonCard
from munhalsa.desktop.forms.criteria_dialog import CriteriaDialogForm
from munhalsa.desktop.forms.new_certificate_rest import NewCertificateRestForm
from munhalsa.desktop.look import Look
from munhalsa.desktop.person_words import ground_words
from munhalsa.desktop.screens.new_certificate_assessment import AssessmentSection
from munhalsa.desktop.widgets.choice import order_tabs
from munhalsa.desktop.widgets.date_field import DateField
from munhalsa.desktop.widgets.field_message import Faults, FieldMessage
from munhalsa.desktop.widgets.flow import Flow
from munhalsa.desktop.widgets.still_wheel import keep_still
from munhalsa.domain.certificate import Ground
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Refusal, Rejected
from munhalsa.domain.rules import HomeKind, RuleBook

_WIDE, _TALL, _NARROW, _LOW = 680, 700, 520, 320
_BASIS, _SPACE = 360, 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What is decided; ``answers`` None: outside the program. ``ground`` None: not settled."""

    day: date | None
    ground: Ground | None
    answers: Mapping[str, bool | str] | None
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CriteriaForm:
    """What is asked beside the criteria; ``begins`` is the day whose rules hold, by the day given.

    ``grounds`` are offered for a decision made outside, the likeliest first.
    """

    what: str
    explanation: str
    save: str
    day_label: str
    day: date | None
    begins: Callable[[date | None], date]
    grounds: Sequence[Ground]
    command: Callable[[Decided], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Whom it is about: what the criteria go by."""

    today: date
    birth_year: int | None
    home: HomeKind


def subject_of(card: PersonCard) -> Subject:
    """As the card has it; somebody without a known home is asked as one who lives in an own."""
    record = card.record
    home = home_on(list(record.residences), card.day)
    units = {unit.id: unit for unit in record.units}
    unit = None if home is None else units.get(home.unit_id or "")
    housing = unit is not None and unit.type.is_housing
    return Subject(
        today=card.day,
        birth_year=record.person.birth_year,
        home=HomeKind(unit.type.value) if unit is not None and housing else HomeKind.OWN_HOME,
    )


class CriteriaDialog(QDialog):
    """``given`` carries the command to be done, ``asked`` one to be told about beforehand."""

    given = Signal(object)
    asked = Signal(object)

    def __init__(
        self, form: CriteriaForm, about: Subject, rules: RuleBook, *, look: Look, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.ui, self.rest = CriteriaDialogForm(), NewCertificateRestForm()
        self.ui.set_up(self)
        keep_still(self)
        self._form = form
        self._say_what()
        self.day = DateField(look, today=about.today, parent=self)
        self.day.set_day(form.day)
        self.day.setAccessibleName(form.day_label.replace("&", ""))
        self.ui.day_label.setBuddy(self.day)
        body = QWidget(self.ui.area)
        self.rest.set_up(body)
        self.ui.area.setWidget(body)
        self._leave_out()
        Flow(self.rest.basis_line, _SPACE).addWidget(self.rest.basis)
        self.rest.basis.setFixedWidth(look.sizes.px(_BASIS))
        self.section = AssessmentSection(self.rest, look, self)
        self._outside = self._messages()
        self._day_message = FieldMessage(self.day, self)
        for widget in (self.day, self._day_message):
            self.ui.day_column.addWidget(widget)
        self._fill(about, rules)
        self._listen()
        self.section.fit()
        self._show_way()
        px = look.sizes.px
        self.setMinimumSize(px(_NARROW), px(_LOW))
        self.resize(px(_WIDE), min(px(_TALL), parent.window().height() - px(40)))

    def show_refusal(self, refusal: Refusal) -> bool:
        """Show it at its field; False if it belongs to none."""
        return self._faults().show(refusal)

    def show_follows(self, lines: Sequence[str]) -> None:
        """What would follow, one sentence each; none where a rule says no."""
        self.ui.follows.setText(" ".join(lines))
        self.ui.follows.setVisible(bool(lines))

    def ask_first(self) -> None:
        """Have told what would follow as the form stands when it opens."""
        self._ask()

    # Within.

    @property
    def _is_outside(self) -> bool:
        return self.ui.outside.isChecked()

    def _say_what(self) -> None:
        ui, form = self.ui, self._form
        self.setWindowTitle(form.what)
        ui.what.setText(form.what)
        ui.explanation.setText(form.explanation)
        ui.save.setText(form.save)
        ui.day_label.setText(form.day_label)
        ui.outside_ground_label.setBuddy(ui.outside_ground)
        ui.outside_reason_label.setBuddy(ui.outside_reason)
        for ground in form.grounds:
            ui.outside_ground.addItem(ground_words(ground), ground.value)
        ui.follows.setVisible(False)

    def _leave_out(self) -> None:
        """What is asked of a first certificate only; a hidden label must answer to no key."""
        form = self.rest.rest_form
        for row in range(form.rowCount()):
            form.setRowVisible(row, False)
            item = form.itemAt(row, QFormLayout.ItemRole.LabelRole)
            label = None if item is None else item.widget()
            if isinstance(label, QLabel):
                label.clear()

    def _messages(self) -> dict[str, FieldMessage]:
        ui = self.ui
        ground = FieldMessage(ui.outside_ground, self)
        reason = FieldMessage(ui.outside_reason, self)
        ui.outside_column.insertWidget(ui.outside_column.indexOf(ui.outside_ground) + 1, ground)
        ui.outside_column.addWidget(reason)
        return {"ground": ground, "reason": reason}

    def _faults(self) -> Faults:
        way = self._outside if self._is_outside else self.section.messages
        days = dict.fromkeys(("date", "valid_to", "issued"), self._day_message)
        return Faults({**way, **days})

    def _fill(self, about: Subject, rules: RuleBook) -> None:
        section = self.section
        section.built.connect(self._order_tabs)
        section.use(rules)
        section.set_day(self._form.begins(self._form.day))
        section.set_birth_year(about.birth_year, has_number=True)
        section.set_home(about.home)
        self._order_tabs()

    def _listen(self) -> None:
        ui = self.ui
        self.section.changed.connect(self._ask)
        self.day.left.connect(self._day_left)
        ui.outside.toggled.connect(lambda _: self._show_way())
        ui.outside_ground.currentIndexChanged.connect(lambda _: self._ask())
        ui.outside_reason.editingFinished.connect(self._ask)
        ui.save.clicked.connect(self._give)
        ui.leave.clicked.connect(self.reject)
        self.finished.connect(self.deleteLater)

    def _order_tabs(self) -> None:
        ui = self.ui
        order_tabs(
            [
                *(self.day, ui.outside, ui.outside_ground, ui.outside_reason),
                *(self.rest.basis, *self.section.fields, ui.leave, ui.save),
            ]
        )

    def _show_way(self) -> None:
        """The questions, or who decided elsewhere on which ground."""
        self.ui.outside_part.setVisible(self._is_outside)
        self.ui.area.setVisible(not self._is_outside)
        self._ask()

    def _day_left(self) -> None:
        try:
            day = self.day.day(field="date")
        except Rejected:
            return
        self.section.set_day(self._form.begins(day))
        self._ask()

    def _decided(self) -> Decided:
        ui, section = self.ui, self.section
        day = self.day.day(field="date")
        if not self._is_outside:
            said = section.said
            return Decided(
                day=day,
                ground=section.box.ground or (None if said is None else said.ground),
                answers=section.answers,
                reason=section.box.reason,
            )
        return Decided(
            day=day,
            ground=Ground(ui.outside_ground.currentData()),
            answers=None,
            reason=ui.outside_reason.text().strip() or None,
        )

    def _ask(self) -> None:
        """Not of a form that is closing, whose fields are left one last time."""
        if not self.isVisible():
            return
        try:
            self.asked.emit(self._form.command(self._decided()))
        except Rejected:
            self.show_follows(())

    def _give(self) -> None:
        faults = self._faults()
        faults.clear()
        if not self._is_outside:
            self.section.check()
            missing = faults.first()
            if missing is not None:
                missing.field.setFocus()
                return
        try:
            command = self._form.command(self._decided())
        except Rejected as refusal:
            faults.show(refusal)
            return
        self.given.emit(command)
