"""Utbildning: the sessions, when each unit's staff were trained, and who issues certificates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from munhalsa.application.add_training import add_training
from munhalsa.application.cancel_training import cancel_training, deviation_to_offer
from munhalsa.application.change_training import change_training
from munhalsa.application.context import Context
from munhalsa.application.forms import Printed
from munhalsa.application.hold_training import hold_training
from munhalsa.application.issuer_words import missing_words
from munhalsa.application.issuers import add_issuer, change_issuer, end_issuer
from munhalsa.application.list_trainings import TrainingsWanted
from munhalsa.application.own_training_kinds import add_training_kind
from munhalsa.application.ports import Changes
from munhalsa.application.print_training import (
    print_attendance_list,
    print_training_certificates,
)
from munhalsa.application.training_steps import TrainingSheet
from munhalsa.desktop.commands import command
from munhalsa.desktop.dialogs.fields import FieldsForm
from munhalsa.desktop.kept import KeptColumns
from munhalsa.desktop.look import read_in_order, set_look
from munhalsa.desktop.models.training_model import (
    ISSUER_KINDS,
    SESSION_KINDS,
    IssuerSource,
    TrainingSource,
    WheelSource,
    issuer_model,
    training_model,
    wheel_model,
)
from munhalsa.desktop.models.window_model import WindowModel
from munhalsa.desktop.printing.showing import print_and_show
from munhalsa.desktop.screens.form_steps import FormSteps
from munhalsa.desktop.screens.training_card import TrainingCard
from munhalsa.desktop.screens.training_forms import (
    TrainingDesk,
    add_form,
    cancel_form,
    change_form,
    end_issuer_form,
    hold_form,
    issuer_form,
    kind_form,
    read_desk,
)
from munhalsa.desktop.view import Frame, Place
from munhalsa.desktop.widgets.fitting_table import FittingTable
from munhalsa.domain.account import Permission
from munhalsa.domain.issuer import IssuerStanding
from munhalsa.domain.training import CancelledBy, Issuer, TrainingState

R = TypeVar("R")
NAME = "training"
UNITS, ISSUERS = "units", "issuers"
_WIDE = 1000
_SESSION_ROWS, _ROWS = 7, 8


class TrainingView(QWidget):
    """Three lists; what can be done is with the one that is chosen in each."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._desk: TrainingDesk | None = None
        self._overdue = 0
        self.steps = FormSteps(frame, self)
        self.sessions = training_model(frame.desk, self)
        self.wheel = wheel_model(frame.desk, self)
        self.issuers = issuer_model(frame.desk, self)
        self._build()
        self._make_commands()
        for table in (self.table, self.wheel_table, self.issuer_table):
            table.chosen.connect(self._show_state)
        for model in (self.sessions, self.wheel, self.issuers):
            model.modelReset.connect(self._show_state)
            model.dataChanged.connect(self._show_state)
        self.sessions.filled.connect(self._tell_sessions)
        self.which.currentIndexChanged.connect(self._fill_sessions)
        self.table.opened.connect(lambda _: self._open_session())
        self.issuer_table.opened.connect(lambda _: self.change_issuer.trigger())
        frame.look.changed.connect(self._take_sizes)
        self._take_sizes()
        self._show_state()

    @property
    def widget(self) -> QWidget:
        """The view itself."""
        return self

    def commands(self) -> Sequence[QAction]:
        """What can be done here, for whoever may."""
        return [one for one in self._commands if one.isVisible()]

    def load(self, place: Place) -> None:
        """Fill the lists; the focus comes where somebody was led to."""
        self._read_desk()
        self._fill_sessions()
        self.wheel.show(WheelSource())
        self.issuers.show(IssuerSource())
        tables = {UNITS: self.wheel_table, ISSUERS: self.issuer_table}
        tables.get(place.about, self.table).setFocus()

    def touched_by(self, changes: Changes) -> bool:
        """Whether a commit may have changed a list."""
        return not changes.kinds or bool((SESSION_KINDS | ISSUER_KINDS) & changes.kinds)

    def reload(self, changes: Changes) -> None:
        """Fetch anew."""
        if self.touched_by(changes):
            self._read_desk()
            for model in (self.sessions, self.wheel, self.issuers):
                model.reload()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """There is more or less room."""
        super().resizeEvent(event)
        self._fit()

    # What is shown.

    def _build(self) -> None:
        tr = self.tr
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(12)
        heading = QLabel(tr("Utbildning"), self)
        set_look(heading, "page")
        column.addWidget(heading)
        self.session_card = TrainingCard(tr("Utbildningar"), self)
        self.which = QComboBox(self.session_card)
        self.which.setAccessibleName(tr("Visa utbildningar"))
        for words, wanted in (
            (tr("Alla utbildningar"), TrainingsWanted()),
            (tr("Att notera: dagen har varit"), TrainingsWanted(overdue=True)),
            (tr("Planerade"), TrainingsWanted(state=TrainingState.PLANNED)),
            (tr("Hållna"), TrainingsWanted(state=TrainingState.HELD)),
            (tr("Inställda"), TrainingsWanted(state=TrainingState.CANCELLED)),
        ):
            self.which.addItem(words, wanted)
        self.session_card.column.insertWidget(2, self.which, 0, Qt.AlignmentFlag.AlignLeft)
        self.table = self._table(
            self.sessions,
            tr("Utbildningar"),
            kept="trainings",
            give_way=("trainer", "hours", "participants", "units"),
            grow=("units",),
        )
        self.session_card.put(self.table)
        self.wheel_card = TrainingCard(tr("Enheterna: utbildade de senaste tre åren"), self)
        self.wheel_table = self._table(
            self.wheel,
            tr("Enheternas utbildning"),
            kept="training_wheel",
            give_way=("held", "planned"),
            grow=("unit",),
        )
        self.wheel_card.put(self.wheel_table)
        self.not_named = self._line_below(self.wheel_card)
        self.issuer_card = TrainingCard(tr("Intygsutfärdare"), self)
        self.issuer_table = self._table(
            self.issuers,
            tr("Intygsutfärdare"),
            kept="issuers",
            give_way=("missing", "issued", "trained"),
            grow=("needs",),
        )
        self.issuer_card.put(self.issuer_table)
        self.checklist = self._line_below(self.issuer_card)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(12)
        self._halves.addWidget(self.wheel_card, 1)
        self._halves.addWidget(self.issuer_card, 1)
        column.addWidget(self.session_card)
        column.addLayout(self._halves)
        read_in_order(
            *(self.session_card.heading, self.session_card.about, self.which),
            *(self.table, self.session_card.buttons),
        )
        read_in_order(
            *(self.wheel_card.heading, self.wheel_card.about),
            *(self.wheel_table, self.not_named, self.wheel_card.buttons),
        )
        read_in_order(
            *(self.issuer_card.heading, self.issuer_card.about),
            *(self.issuer_table, self.checklist, self.issuer_card.buttons),
        )

    def _line_below(self, card: TrainingCard) -> QLabel:
        """What is told of the row that is chosen, between the list and its buttons."""
        line = QLabel(card)
        line.setTextFormat(Qt.TextFormat.PlainText)
        line.setWordWrap(True)
        set_look(line, "muted")
        card.column.insertWidget(card.column.indexOf(card.buttons), line)
        return line

    def _table(
        self,
        model: WindowModel[Any],
        name: str,
        *,
        kept: str,
        give_way: Sequence[str],
        grow: Sequence[str],
    ) -> FittingTable:
        look = self._frame.look
        table = FittingTable(model, look, name=name, give_way=give_way, grow=grow, parent=self)
        KeptColumns(table, self._frame, kept)
        return table

    def _make_commands(self) -> None:
        tr = self.tr
        self.add = command(self, tr("&Ny utbildning …"), self._add, key="Ctrl+N", main=True)
        self.hold = command(self, tr("N&otera som hållen …"), self._hold, key="Ctrl+H")
        self.change = command(self, tr("&Ändra …"), self._change, key="Ctrl+E")
        self.cancel = command(self, tr("Ställ &in …"), self._cancel, key="Ctrl+Shift+S")
        self.kind = command(self, tr("&Egen typ …"), self._add_kind, key="Ctrl+Shift+T")
        self.print_list = command(
            self, tr("Skriv &ut närvarolista"), self._print_list, key="Ctrl+P"
        )
        self.print_certificates = command(
            self, tr("S&kriv ut intyg"), self._print_certificates, key="Ctrl+Shift+U"
        )
        self.plan = command(self, tr("&Planera för enheten …"), self._plan, key="Ctrl+Shift+P")
        self.new_issuer = command(
            self, tr("Lägg ti&ll intygsutfärdare …"), self._add_issuer, key="Ctrl+Shift+N"
        )
        self.change_issuer = command(
            self, tr("Ändra intygsut&färdaren …"), self._change_issuer, key="Ctrl+Shift+E"
        )
        self.end_issuer = command(
            self, tr("Av&sluta och lämna över …"), self._end_issuer, key="Ctrl+Shift+A"
        )
        self._of_sessions = (self.add, self.hold, self.change, self.cancel, self.kind, self.plan)
        self._of_issuers = (self.new_issuer, self.change_issuer, self.end_issuer)
        prints = (self.print_list, self.print_certificates)
        self._commands = (*self._of_sessions, *prints, *self._of_issuers)
        for action in (self.hold, self.change, self.cancel, *prints, self.kind):
            self.session_card.add_button(action)
        self.wheel_card.add_button(self.plan)
        for action in self._of_issuers:
            self.issuer_card.add_button(action)
        chain = (
            *(self.which, self.table, *self.session_card.pressed),
            *(self.wheel_table, *self.wheel_card.pressed),
            *(self.issuer_table, *self.issuer_card.pressed),
        )
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)
        trains = self._frame.desk.may(Permission.EDIT_TRAININGS)
        for action in (*self._of_sessions, self.print_certificates):
            action.setVisible(trains)
        self.kind.setVisible(self._frame.desk.may_everywhere(Permission.EDIT_TRAININGS))
        for action in self._of_issuers:
            action.setVisible(self._frame.desk.may_everywhere(Permission.MANAGE_USERS))

    def _read_desk(self) -> None:
        self._frame.desk.read(self, read_desk, done=self._show_desk, latest="training")

    def _show_desk(self, desk: TrainingDesk) -> None:
        self._desk = desk
        tr = self.tr
        waiting = desk.to_do
        self._overdue = waiting.sessions
        self._tell_sessions(len(self.sessions.ids))
        self.wheel_card.about.setText(
            tr("Alla enheter är utbildade, eller har en utbildning planerad.")
            if not waiting.units
            else tr("{0} har ingen utbildning, och ingen är planerad.").format(
                tr("1 enhet") if waiting.units == 1 else tr("{0} enheter").format(waiting.units)
            )
        )
        gaps = [
            tr("{0} har ingen intygsutfärdare.").format(name)
            for name in desk.issuers.without_issuer
        ]
        if desk.issuers.no_contact_person and self._frame.desk.may_everywhere(
            Permission.EDIT_UNITS
        ):
            gaps.append(
                tr("Kommunens kontaktperson mot VGR är inte inlagd: gör det under Inställningar.")
            )
        if not desk.issuers.issuers:
            gaps.insert(0, tr("Ingen är inlagd än."))
        self.issuer_card.about.setText(
            " ".join(gaps) or tr("Var organisationsdel har en intygsutfärdare.")
        )
        self._show_state()

    def _tell_sessions(self, count: int) -> None:
        tr = self.tr
        if self._overdue:
            text = tr("{0} att notera: dagen har varit.").format(self._overdue)
        elif count:
            text = tr(
                "När dagen för en planerad utbildning har varit noteras den som hållen, eller "
                "ställs in."
            )
        else:
            text = tr(
                "Här finns utbildningarna för personal och utfärdare. Välj Ny utbildning, eller ta "
                "in en lista."
            )
        self.session_card.about.setText(text)

    def _fill_sessions(self) -> None:
        self.sessions.show(TrainingSource(self.which.currentData()))

    def _session(self) -> TrainingSheet | None:
        return _row(self.sessions, self.table.current_id)

    def _issuer(self) -> IssuerStanding | None:
        return _row(self.issuers, self.issuer_table.current_id)

    def _show_state(self, *_: object) -> None:
        session, issuer = self._session(), self._issuer()
        state = None if session is None else session.training.state
        ready = self._desk is not None
        self.add.setEnabled(ready)
        self.kind.setEnabled(ready)
        self.new_issuer.setEnabled(ready)
        self.hold.setEnabled(ready and state is TrainingState.PLANNED)
        self.cancel.setEnabled(ready and state is TrainingState.PLANNED)
        self.change.setEnabled(ready and state in (TrainingState.PLANNED, TrainingState.HELD))
        self.print_list.setEnabled(state in (TrainingState.PLANNED, TrainingState.HELD))
        named = session is not None and bool(session.participants)
        self.print_certificates.setEnabled(state is TrainingState.HELD and named)
        self.plan.setEnabled(ready and self.wheel_table.current_id is not None)
        self._show_not_named()
        self.change_issuer.setEnabled(ready and issuer is not None)
        missing = missing_words(issuer) if issuer is not None and issuer.is_active else ""
        self.checklist.setVisible(bool(missing))
        if issuer is not None and missing:
            told = self.tr("Saknas för {0}: {1}.").format(issuer.issuer.name, missing.lower())
            self.checklist.setText(told)
        there = issuer is not None and issuer.issuer.to_day is None
        self.end_issuer.setEnabled(ready and there)

    def _show_not_named(self) -> None:
        """Who of the chosen unit's own staff no session that counts has named."""
        unit, desk = self.wheel_table.current_id, self._desk
        names = () if unit is None or desk is None else desk.to_train.get(unit, ())
        told = self.tr("Inte namngivna vid någon utbildning: {0}.")
        self.not_named.setText(told.format(", ".join(names)) if names else "")
        self.not_named.setVisible(bool(names))

    def _take_sizes(self) -> None:
        row = self._frame.look.sizes.row
        self.table.setMinimumHeight(row * _SESSION_ROWS)
        for table in (self.wheel_table, self.issuer_table):
            table.setMinimumHeight(row * _ROWS)
        self._fit()

    def _fit(self) -> None:
        wide = self.width() >= self._frame.look.sizes.px(_WIDE)
        ways = QBoxLayout.Direction
        self._halves.setDirection(ways.LeftToRight if wide else ways.TopToBottom)

    # What is asked.

    def _open_session(self) -> None:
        (self.hold if self.hold.isEnabled() else self.change).trigger()

    def _add(self) -> None:
        desk = self._desk
        if desk is not None:
            self._ask(add_form(desk), add_training, self.tr("Utbildningen är tillagd."), shown=())

    def _plan(self) -> None:
        desk, unit = self._desk, _row(self.wheel, self.wheel_table.current_id)
        if desk is not None and unit is not None:
            form = add_form(desk, unit=unit.code or unit.name)
            self._ask(form, add_training, self.tr("Utbildningen är tillagd."), shown=())

    def _hold(self) -> None:
        desk, session = self._desk, self._session()
        if desk is not None and session is not None:
            said = self.tr("Utbildningen är noterad som hållen.")
            self._ask(hold_form(desk, session), hold_training, said, shown=session)

    def _change(self) -> None:
        desk, session = self._desk, self._session()
        if desk is not None and session is not None:
            form = change_form(desk, session)
            self._ask(form, change_training, self.tr("Utbildningen är ändrad."), shown=session)

    def _cancel(self) -> None:
        desk, session = self._desk, self._session()
        if desk is None or session is None:
            return

        def read(context: Context) -> dict[CancelledBy, str]:
            return {by: _deviation_words(context, session.training.id, by) for by in CancelledBy}

        def ask(offered: dict[CancelledBy, str]) -> None:
            form = cancel_form(session, offered, today=desk.today)
            self._ask(form, cancel_training, self.tr("Utbildningen är inställd."), shown=session)

        self._frame.desk.read(self, read, done=ask)

    def _print_list(self) -> None:
        title = self.tr("Närvarolista")
        self._print(print_attendance_list, name="narvarolista", title=title)

    def _print_certificates(self) -> None:
        title = self.tr("Intyg om utbildning")
        self._print(print_training_certificates, name="intyg-utbildning", title=title)

    def _print(self, make: Callable[..., Printed], *, name: str, title: str) -> None:
        training = self.table.current_id
        if training is not None:
            print_and_show(
                self._frame,
                lambda place, out: make(place.context, place.printer, training=training, out=out),
                name=name,
                title=title,
                parent=self,
            )

    def _add_kind(self) -> None:
        self._ask(
            kind_form(),
            lambda context, asked: add_training_kind(context, asked[0], for_issuers=asked[1]),
            self.tr("Utbildningen kan nu väljas."),
            shown=(),
        )

    def _add_issuer(self) -> None:
        if self._desk is not None:
            form = issuer_form(self._desk, None)
            self._ask(form, add_issuer, self.tr("Intygsutfärdaren är tillagd."), shown=())

    def _change_issuer(self) -> None:
        desk, issuer = self._desk, self._issuer()
        if desk is not None and issuer is not None:
            self._ask(
                issuer_form(desk, issuer),
                partial(_change_one, issuer.issuer),
                self.tr("Intygsutfärdaren är ändrad."),
                shown=issuer.issuer,
            )

    def _end_issuer(self) -> None:
        desk, issuer = self._desk, self._issuer()
        if desk is not None and issuer is not None:
            form = end_issuer_form(desk, issuer)
            said = self.tr("Intygsutfärdaren är avslutad.")
            self._ask(form, end_issuer, said, shown=issuer.issuer)

    def _ask(
        self, form: FieldsForm, run: Callable[[Context, Any], Any], said: str, *, shown: object
    ) -> None:
        if self._desk is not None:
            self.steps.ask(form, run, said, shown=shown, today=self._desk.today)


def _row(model: WindowModel[R], id: str | None) -> R | None:
    place = None if id is None else model.place_of(id)
    return None if place is None else model.row(place)


def _change_one(issuer: Issuer, context: Context, details: Any) -> Any:
    return change_issuer(context, issuer.id, details, version=issuer.version)


def _deviation_words(context: Context, training: str, by: CancelledBy) -> str:
    direction, category = deviation_to_offer(context, training, by)
    rule = context.rules.deviations.category(category, direction=direction, day=context.today)
    return rule.word.lower()
