"""One besöksdag: whom to visit by room, what came of each visit, and what is left."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from munhalsa.application.list_rounds import show_round
from munhalsa.application.round_steps import RoundSheet, Visit
from munhalsa.application.round_words import SIDE_WORDS, STATE_WORDS
from munhalsa.desktop.commands import command
from munhalsa.desktop.due_words import long_day
from munhalsa.desktop.look import read_in_order, set_look
from munhalsa.desktop.models.round_model import VisitSource, visit_model
from munhalsa.desktop.screens.round_actions import RoundActions
from munhalsa.desktop.view import Frame, Place
from munhalsa.desktop.widgets.deed_card import DeedCard
from munhalsa.desktop.widgets.fitting_table import FittingTable
from munhalsa.domain.account import Permission
from munhalsa.domain.round import RoundState

_PERSONS = "persons"
_ROWS = 6


class RoundPage(QWidget):
    """``left`` when somebody goes back to the lists."""

    left = Signal()

    def __init__(self, frame: Frame, deeds: RoundActions, parent: QWidget) -> None:
        super().__init__(parent)
        self._frame, self._deeds = frame, deeds
        self._id = ""
        self.sheet: RoundSheet | None = None
        self.model = visit_model(frame.desk, self)
        tr, may = self.tr, frame.desk.may
        self.result = command(self, tr("Registrera r&esultat …"), self._result, key="Ctrl+R")
        self.card = command(self, tr("Öppna &kort"), self._open_card, key="Ctrl+O")
        self.add = command(self, tr("&Lägg till person …"), self._add, key="Ctrl+Shift+N")
        self.strike = command(self, tr("Str&yk från dagen …"), self._strike, key="Ctrl+Shift+Y")
        self.back = command(self, tr("Tillbaka till &besöksdagarna"), self.left.emit, key="Ctrl+B")
        self.result.setVisible(may(Permission.RECORD_ASSESSMENTS))
        self.card.setVisible(may(Permission.SEE_PERSONS))
        for action in (self.add, self.strike):
            action.setVisible(may(Permission.PLAN_ROUNDS))
        self._build()
        self.table.chosen.connect(lambda *_: self._show_state())
        self.table.opened.connect(lambda _: self._opened())
        self.model.filled.connect(self._filled)
        back = QShortcut(Qt.Key.Key_Escape, self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.left)
        frame.look.changed.connect(self._take_sizes)
        self._take_sizes()
        self._show_state()

    def commands(self) -> Sequence[QAction]:
        """What can be done with the day and its people."""
        return (self.result, self.card, self.add, self.strike, *self._deeds.all, self.back)

    def open(self, round_id: str) -> None:
        """Show a day."""
        self._id = round_id
        self.reload()
        self.table.setFocus()

    def reload(self) -> None:
        """Fetch it anew."""
        wanted = self._id
        self._frame.desk.read(
            self,
            lambda context: show_round(context, wanted),
            done=self.show_sheet,
            failed=self._frame.explain,
            latest="round",
        )

    # Within.

    def _build(self) -> None:
        tr = self.tr
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(12)
        self.return_button = QPushButton(tr("Besöksdagar"), self)
        set_look(self.return_button, "quiet")
        self._frame.look.put_icon(self.return_button, "arrow-left")
        self.return_button.clicked.connect(self.left)
        column.addWidget(self.return_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.heading, self.facts = QLabel(self), QLabel(self)
        set_look(self.heading, "page")
        set_look(self.facts, "muted")
        for label in (self.heading, self.facts):
            label.setWordWrap(True)
            column.addWidget(label)
        self.people = DeedCard(tr("Vilka som ska besökas"), self)
        self.table = FittingTable(
            self.model,
            self._frame.look,
            name=tr("Vilka som ska besökas"),
            give_way=("last", "number", "reason"),
            grow=("name", "reason"),
            parent=self.people,
        )
        self.people.put(self.table)
        for action in (self.result, self.card, self.add, self.strike):
            self.people.add_button(action, primary=action is self.result)
        column.addWidget(self.people, 1)
        self.day = DeedCard(tr("Hela dagen"), self)
        for action in self._deeds.all:
            self.day.add_button(action)
        column.addWidget(self.day)
        for before, after in pairwise((self.return_button, *self.people.chain, *self.day.chain)):
            QWidget.setTabOrder(before, after)
        read_in_order(self.return_button, self.heading, self.facts, self.people, self.day)

    def show_sheet(self, sheet: RoundSheet) -> None:
        """The day as it was read."""
        self.sheet = sheet
        tr = self.tr
        self.heading.setText(f"{sheet.unit.name} · {long_day(sheet.round.day)}")
        self.facts.setText(" ".join(_facts(self, sheet)))
        left = len(sheet.left)
        told = tr("{0} på listan, {1} kvar.").format(len(sheet.visits), left)
        if sheet.on_paper:
            told += " " + tr("{0} hanteras på papper och är inte med.").format(sheet.on_paper)
        self.people.about.setText(told)
        self.day.about.setText(" ".join(_changes(self, sheet)))
        self.day.about.setVisible(bool(sheet.changes))
        self.model.show(VisitSource(sheet))
        self._deeds.take(sheet.round.id, sheet.round.state)
        self._show_state()

    def _filled(self, count: int) -> None:
        if count and self.table.current_id is None:
            self.table.choose_first()
        self._show_state()

    def _visit(self) -> Visit | None:
        chosen = self.table.current_id
        visits = () if self.sheet is None else self.sheet.visits
        return next((one for one in visits if one.person_id == chosen), None)

    def _show_state(self) -> None:
        sheet, visit = self.sheet, self._visit()
        planned = sheet is not None and sheet.round.state is RoundState.PLANNED
        there = sheet is not None and sheet.round.state is not RoundState.CANCELLED
        self.result.setEnabled(visit is not None and visit.outcome is None and there)
        self.card.setEnabled(visit is not None)
        self.strike.setEnabled(visit is not None and planned)
        self.add.setEnabled(planned)

    def _opened(self) -> None:
        (
            self.result if self.result.isEnabled() and self.result.isVisible() else self.card
        ).trigger()

    def _result(self) -> None:
        sheet, visit = self.sheet, self._visit()
        if sheet is not None and visit is not None:
            self._deeds.ask_result(sheet, visit)

    def _open_card(self) -> None:
        visit = self._visit()
        if visit is not None:
            self._frame.go(Place(view=_PERSONS, about=visit.person_id))

    def _add(self) -> None:
        if self.sheet is not None:
            self._deeds.ask_add(self.sheet)

    def _strike(self) -> None:
        sheet, visit = self.sheet, self._visit()
        if sheet is not None and visit is not None:
            self._deeds.ask_strike(sheet, visit)

    def _take_sizes(self) -> None:
        self.table.setMinimumHeight(self._frame.look.sizes.row * _ROWS)


def _facts(page: QWidget, sheet: RoundSheet) -> Sequence[str]:
    """Sentences about the day."""
    tr, one = page.tr, sheet.round
    words = STATE_WORDS[one.state]
    told = [f"{words[0].upper()}{words[1:]}."]
    if one.hygienist:
        told.append(tr("Tandhygienist: {0}.").format(one.hygienist))
    if one.confirmed_on is not None:
        told.append(tr("Bekräftad {0} av {1}.").format(one.confirmed_on, one.confirmed_by))
        told.append(
            tr("Personal: {0}.").format(one.staff) if one.staff else tr("Ingen personal avsatt.")
        )
    elif one.state is RoundState.PLANNED:
        told.append(tr("Enheten har inte bekräftat än."))
    if one.note:
        told.append(f"{one.note}.")
    return told


def _changes(page: QWidget, sheet: RoundSheet) -> Sequence[str]:
    """A sentence for each time the day was moved or called off."""
    moved = page.tr("Flyttad från {0} till {1} av {2}: {3}.")
    cancelled = page.tr("Inställd {0} av {2}: {3}.")
    return [
        (moved if one.to_day else cancelled).format(
            one.from_day, one.to_day, SIDE_WORDS[one.by_side], one.reason
        )
        for one in sheet.changes
    ]
