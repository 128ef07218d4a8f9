"""Munhälsobedömningar: who is due at each unit, the besöksdagar, and one of them in full."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from munhalsa.application.context import Context
from munhalsa.application.list_rounds import RoundLine, RoundsWanted, list_rounds
from munhalsa.application.ports import Changes
from munhalsa.desktop.commands import command
from munhalsa.desktop.due_words import persons_of
from munhalsa.desktop.kept import KeptColumns
from munhalsa.desktop.look import read_in_order, set_look
from munhalsa.desktop.models.round_model import (
    NOWHERE,
    PLAN_KINDS,
    PlanSource,
    RoundSource,
    Shown,
    plan_model,
    round_model,
)
from munhalsa.desktop.screens.round_actions import RoundActions
from munhalsa.desktop.screens.round_calendar import RoundCalendar
from munhalsa.desktop.screens.round_forms import RoundDesk, read_desk
from munhalsa.desktop.screens.round_page import RoundPage
from munhalsa.desktop.view import Frame, Place
from munhalsa.desktop.widgets.deed_card import DeedCard
from munhalsa.desktop.widgets.fitting_table import FittingTable
from munhalsa.desktop.widgets.year_strip import YearStrip, first_month, last_day
from munhalsa.domain.account import Permission
from munhalsa.domain.round import RoundState
from munhalsa.domain.swedish import spaced

NAME = "rounds"
_OVERVIEW, _ASSESSMENT = "overview", "assessment"
_WIDE = 1000
_ROWS = 5


class RoundsView(QWidget):
    """Two lists with a unit's year below, and in their place the day that is opened."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._desk: RoundDesk | None = None
        self._year_of = ""
        self.plans = plan_model(frame.desk, self)
        self.rounds = round_model(frame.desk, self)
        self.deeds = RoundActions(frame, self)
        self.page = RoundPage(frame, self.deeds, self)
        self._make_commands()
        self._build()
        self.plan_table.chosen.connect(self._show_year)
        self.plan_table.opened.connect(lambda _: self.plan.trigger())
        self.round_table.chosen.connect(lambda *_: self._show_state())
        self.round_table.opened.connect(lambda _: self.open.trigger())
        self.plans.filled.connect(self._plans_filled)
        self.rounds.filled.connect(self._rounds_filled)
        self.which.currentIndexChanged.connect(self._fill_rounds)
        self.calendar.opened.connect(self._show_round)
        self.calendar.plan.connect(self._plan_here)
        self.calendar.came.connect(self._show_state)
        self.page.left.connect(lambda: frame.go(Place(view=NAME)))
        frame.look.changed.connect(self._take_sizes)
        self._take_sizes()
        self._show_state()

    @property
    def widget(self) -> QWidget:
        """The view itself."""
        return self

    @property
    def shows_day(self) -> bool:
        """Whether one day is shown, and not the lists."""
        return not self.page.isHidden()

    @property
    def in_calendar(self) -> bool:
        """Whether the days are shown as a calendar, and not as lists."""
        return not self.calendar.isHidden()

    def commands(self) -> Sequence[QAction]:
        """What can be done here, for whoever may."""
        shown = (self.plan, *self.page.commands()) if self.shows_day else self._commands
        return [one for one in shown if one.isVisible()]

    def load(self, place: Place) -> None:
        """The lists, or the day that was asked for."""
        self._frame.desk.read(self, read_desk, done=self._take_desk, latest="rounds")
        self.page.setVisible(bool(place.about))
        self.board.setVisible(not place.about)
        if place.about:
            self.page.open(place.about)
            return
        self._fetch()
        self._main_list.setFocus()

    def touched_by(self, changes: Changes) -> bool:
        """Whether a commit may have changed a list."""
        return not changes.kinds or bool(PLAN_KINDS & changes.kinds)

    def reload(self, changes: Changes) -> None:
        """Fetch anew."""
        if not self.touched_by(changes):
            return
        if self.shows_day:
            self.page.reload()
            return
        if self.in_calendar:
            self.calendar.reload()
            return
        self.plans.reload()
        self.rounds.reload()
        self._year_of = ""
        self._show_year()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """There is more or less room."""
        super().resizeEvent(event)
        self._fit()

    # What is shown.

    @property
    def _sees_units(self) -> bool:
        return self._frame.desk.may(Permission.SEE_PERSONS)

    def _build(self) -> None:
        tr = self.tr
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.board = QWidget(self)
        inner = QVBoxLayout(self.board)
        inner.setContentsMargins(20, 16, 20, 20)
        inner.setSpacing(12)
        heading = QLabel(tr("Munhälsobedömningar"), self.board)
        set_look(heading, "page")
        top = QHBoxLayout()
        top.addWidget(heading, 1)
        self.turn_button = QPushButton(tr("Visa &kalender"), self.board)
        self.turn_button.clicked.connect(self.turn.trigger)
        top.addWidget(self.turn_button)
        inner.addLayout(top)
        self._build_plans()
        self._build_rounds()
        KeptColumns(self.plan_table, self._frame, "round_plans")
        KeptColumns(self.round_table, self._frame, "rounds")
        self.year_card = DeedCard(tr("Enhetens år"), self.board)
        self.year = YearStrip(self._frame.look, self.year_card)
        self.year_card.column.insertWidget(2, self.year)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(12)
        self._halves.addWidget(self.plan_card, 1)
        self._halves.addWidget(self.round_card, 1)
        inner.addLayout(self._halves, 1)
        inner.addWidget(self.year_card)
        self.calendar = RoundCalendar(self._frame, self.board)
        self.calendar.hide()
        inner.addWidget(self.calendar, 1)
        self.page.hide()
        column.addWidget(self.board, 1)
        column.addWidget(self.page, 1)
        self.plan_card.setVisible(self._sees_units)
        self.year_card.setVisible(self._sees_units)
        self._build_buttons()
        cards = (self.plan_card, self.round_card, self.calendar)
        chain = [self.turn_button, *(one for card in cards for one in card.chain)]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)
        read_in_order(heading, self.turn_button, *cards, self.year_card)

    def _build_plans(self) -> None:
        tr = self.tr
        self.plan_card = DeedCard(tr("Dags för munhälsobedömning, enhet för enhet"), self.board)
        self.plan_table = FittingTable(
            self.plans,
            self._frame.look,
            name=tr("Enheter där det är dags för någon"),
            give_way=("last", "parked", "due", "planned", "next"),
            grow=("unit",),
            parent=self.plan_card,
        )
        self.plan_card.put(self.plan_table)

    def _build_rounds(self) -> None:
        tr = self.tr
        self.round_card = DeedCard(tr("Besöksdagar"), self.board)
        self.which = QComboBox(self.round_card)
        self.which.setAccessibleName(tr("Visa besöksdagar"))
        for words, shown in (
            (tr("Planerade framåt"), Shown.AHEAD),
            (tr("Att notera: dagen har varit"), Shown.TO_NOTE),
            (tr("Alla från ett år bakåt"), Shown.ALL),
        ):
            self.which.addItem(words, shown)
        self.round_card.put(self.which, 0)
        self.round_table = FittingTable(
            self.rounds,
            self._frame.look,
            name=tr("Besöksdagar"),
            give_way=("hygienist", "left", "planned", "confirmed"),
            grow=("unit",),
            parent=self.round_card,
        )
        self.round_card.put(self.round_table)

    def _build_buttons(self) -> None:
        self.plan_card.add_button(self.plan, primary=True)
        self.plan_card.add_button(self.who)
        self.round_card.add_button(self.open)
        for action in (self.deeds.move, self.deeds.cancel, self.deeds.print):
            self.round_card.add_button(action)
        for action in (self.open, self.plan, self.deeds.move, self.deeds.cancel):
            self.calendar.add_button(action, primary=action is self.open)

    def _make_commands(self) -> None:
        tr = self.tr
        may = self._frame.desk.may
        self.plan = command(self, tr("&Planera besöksdag …"), self._plan, key="Ctrl+N", main=True)
        self.open = command(self, tr("&Öppna dagen"), self._open, key="Ctrl+O")
        self.who = command(self, tr("Visa vilka det är dag&s för"), self._who, key="Ctrl+Shift+V")
        self.turn = command(
            self, tr("Visa &kalender eller listor"), self.turn_over, key="Ctrl+Shift+K"
        )
        self.plan.setVisible(may(Permission.PLAN_ROUNDS))
        self.who.setVisible(self._sees_units)
        self._commands = (self.plan, self.open, self.who, self.turn, *self.deeds.of_list)

    def _take_desk(self, desk: RoundDesk) -> None:
        self._desk = desk
        self.deeds.take_desk(desk)
        self.calendar.grid.set_today(desk.today)
        if not self.shows_day:
            self._year_of = ""
            self._show_year()
        self._show_state()

    @property
    def _main_list(self) -> QWidget:
        if self.in_calendar:
            return self.calendar.grid
        return self.plan_table if self._sees_units else self.round_table

    def _fetch(self) -> None:
        if self.in_calendar:
            self.calendar.reload()
            return
        if self._sees_units:
            self.plans.show(PlanSource())
        self._fill_rounds()

    def turn_over(self) -> None:
        """From the lists to the calendar, or back."""
        calendar = not self.in_calendar
        self.calendar.setVisible(calendar)
        self.round_card.setVisible(not calendar)
        for card in (self.plan_card, self.year_card):
            card.setVisible(self._sees_units and not calendar)
        self.turn_button.setText(self.tr("Visa &listor") if calendar else self.tr("Visa &kalender"))
        self._fetch()
        self._main_list.setFocus()
        self._show_state()

    def _fill_rounds(self) -> None:
        self.rounds.show(RoundSource(self.which.currentData()))

    def _plans_filled(self, count: int) -> None:
        rows = [row for place in range(count) if (row := self.plans.row(place)) is not None]
        left = sum(row.to_plan for row in rows)
        due = sum(row.due for row in rows)
        if not left:
            about = self.tr("Alla som det är dags för har en besöksdag, eller väntar på nästa.")
        elif left == due:
            about = self.tr("{0} har ingen dag planerad.").format(persons_of(left))
        else:
            about = self.tr(
                "{0} av {1} som det är dags för har ingen dag planerad. De andra har en, eller "
                "väntar på nästa."
            ).format(spaced(left), persons_of(due))
        self.plan_card.about.setText(about)
        if count and self.plan_table.current_id is None:
            self.plan_table.choose_first()
        self._show_state()

    def _rounds_filled(self, count: int) -> None:
        if count and self.round_table.current_id is None:
            self.round_table.choose_first()
        self._show_state()

    def _line(self) -> RoundLine | None:
        if self.in_calendar:
            return self.calendar.only
        chosen = self.round_table.current_id
        place = None if chosen is None else self.rounds.place_of(chosen)
        return None if place is None else self.rounds.row(place)

    def _show_state(self) -> None:
        line = self._line()
        count = len(self.rounds.ids)
        self.round_card.about.setText(
            self.tr("{0} i listan.").format(spaced(count))
            if count
            else self.tr("Ingen besöksdag här. Planera en för en enhet i den andra listan.")
            if self.plan.isVisible()
            else self.tr("Ingen besöksdag här. Kommunens kontaktperson planerar dem.")
        )
        for action in (self.plan, self.turn):
            action.setEnabled(self._desk is not None)
        self.turn_button.setEnabled(self.turn.isEnabled())
        self.open.setEnabled(line is not None or (self.in_calendar and bool(self.calendar.on_day)))
        if not self.shows_day:
            self.deeds.take(
                None if line is None else line.round.id,
                None if line is None else line.round.state,
            )

    def _show_year(self, *_: object) -> None:
        unit, desk = self.plan_table.current_id, self._desk
        if desk is None or not self._sees_units or unit in (None, NOWHERE, self._year_of):
            return
        self._year_of = unit or ""
        place = self.plans.place_of(self._year_of)
        row = None if place is None else self.plans.row(place)
        name = "" if row is None else row.unit or ""
        today = desk.today
        wanted = RoundsWanted(unit=unit, first=first_month(today), last=last_day(today))

        def read(context: Context) -> Sequence[RoundLine]:
            return list_rounds(context, wanted)

        def show(rounds: Sequence[RoundLine]) -> None:
            held = sum(one.round.state is RoundState.HELD for one in rounds)
            self.year_card.heading.setText(self.tr("Året på {0}").format(name))
            self.year_card.about.setText(
                self.tr("Ingen besöksdag planerad eller hållen än.")
                if not rounds
                else self.tr("Besöksdagar: {0}. Hållna: {1}.").format(len(rounds), held)
            )
            self.year.show_year(rounds, today=today)

        self._frame.desk.read(self, read, done=show, latest="year")

    def _take_sizes(self) -> None:
        height = self._frame.look.sizes.row * _ROWS
        for table in (self.plan_table, self.round_table):
            table.setMinimumHeight(height)
        self._fit()

    def _fit(self) -> None:
        wide = self.width() >= self._frame.look.sizes.px(_WIDE)
        ways = QBoxLayout.Direction
        self._halves.setDirection(ways.LeftToRight if wide else ways.TopToBottom)

    # What is done.

    def _plan(self) -> None:
        chosen = self.plan_table.current_id
        day = self.calendar.grid.day if self.in_calendar else None
        unit = None if chosen == NOWHERE or self.in_calendar or self.shows_day else chosen
        self.deeds.ask_plan(unit, day, planned=self._planned)

    def _planned(self, round_id: str, _day: date) -> None:
        self._show_round(round_id)

    def _plan_here(self) -> None:
        if self.plan.isVisible():
            self.plan.trigger()

    def _show_round(self, round_id: str) -> None:
        self._frame.go(Place(view=NAME, about=round_id))

    def _open(self) -> None:
        if self.in_calendar:
            self.calendar.open()
            return
        chosen = self.round_table.current_id
        if chosen is not None:
            self._show_round(chosen)

    def _who(self) -> None:
        self._frame.go(Place(view=_OVERVIEW, about=_ASSESSMENT))
