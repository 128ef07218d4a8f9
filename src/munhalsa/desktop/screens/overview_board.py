"""The board of Översikt: the queues with their counts, the units, and the coverage."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from math import floor
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QBoxLayout, QWidget

from munhalsa.application.ports import Changes
from munhalsa.desktop.commands import command
from munhalsa.desktop.due_words import due_title, long_day, since_words
from munhalsa.desktop.forms.overview_view import OverviewViewForm
from munhalsa.desktop.models.cover_model import CoverSource, cover_model
from munhalsa.desktop.models.due_kinds import DUE_KINDS
from munhalsa.desktop.screens import overview_counts
from munhalsa.desktop.screens.merging import DUPLICATES
from munhalsa.desktop.screens.overview_quarters import CoverageQuarters
from munhalsa.desktop.view import TO_CONFIRM, Frame, Place
from munhalsa.desktop.widgets.bar_chart import BarChart
from munhalsa.desktop.widgets.fitting_table import FittingTable
from munhalsa.desktop.widgets.queue_board import QueueBoard
from munhalsa.domain.account import Permission
from munhalsa.domain.due import DueList
from munhalsa.domain.swedish import spaced

if TYPE_CHECKING:
    from munhalsa.application.list_trainings import TrainingToDo
    from munhalsa.application.overview import Overview
    from munhalsa.domain.metrics import Coverage

_KINDS = DUE_KINDS | {"population", "district", "not_same"}
_ALIKE_KINDS = frozenset({"person", "residence", "unit", "not_same"})
_TRAINING_KINDS = frozenset(
    {"training", "training_unit", "training_kind", "participant", "issuer", "unit", "setting"}
)
_UNIT_KINDS = frozenset({"unit", "setting"})
DEVIATIONS = "deviations"
_ANY = _KINDS | _TRAINING_KINDS | {"deviation"}
UNTRAINED_UNITS, UNTRAINED_ISSUERS = "untrained-units", "untrained-issuers"
ELSEWHERE = {
    DUPLICATES: Place(view="persons", about=DUPLICATES),
    DEVIATIONS: Place(view="deviations", about="waiting"),
    UNTRAINED_UNITS: Place(view="training", about="units"),
    UNTRAINED_ISSUERS: Place(view="training", about="issuers"),
    TO_CONFIRM: Place(view="units", about=TO_CONFIRM),
}
"""Where the queues are worked at that have no list here."""
_WIDE, _LOWEST_TABLE = 900, 240
_STEPS = 1000


class OverviewBoard(QObject):
    """``wanted`` carries the name of the list that somebody goes to."""

    wanted = Signal(str)

    def __init__(self, frame: Frame, ui: OverviewViewForm, view: QWidget) -> None:
        super().__init__(view)
        self._frame, self._ui = frame, ui
        self.queues = QueueBoard(frame.look, ui.board)
        ui.board_column.replaceWidget(ui.queues, self.queues)
        ui.queues.deleteLater()
        self.model = cover_model(frame.desk, self)
        self.model.filled.connect(lambda count: ui.units_card.setVisible(bool(count)))
        self.units = FittingTable(
            self.model,
            frame.look,
            name=view.tr("Intyg och platser på enheterna"),
            give_way=("candidates", "share"),
            grow=("name",),
            parent=ui.units_card,
        )
        ui.units_column.addWidget(self.units, 1)
        ui.lower_row.setStretch(0, 3)
        ui.lower_row.setStretch(1, 2)
        ui.board_column.setStretch(ui.board_column.indexOf(ui.lower), 1)
        ui.bar.setRange(0, _STEPS)
        ui.bar.setAccessibleName(view.tr("Täckningsgrad mot målet"))
        chart = BarChart(frame.look, ui.coverage_card)
        ui.coverage_column.replaceWidget(ui.quarters, chart)
        ui.quarters.deleteLater()
        self.quarters = CoverageQuarters(frame, view, chart)
        ui.table.clicked.connect(self.quarters.open_table)
        self._merges = frame.desk.may(Permission.MERGE_PERSONS)
        titles = {one.value: due_title(one) for one in DueList if self._is_open(one)}
        if self._merges:
            titles[DUPLICATES] = view.tr("Möjliga dubbletter")
        self._sees_deviations = frame.desk.may(Permission.SEE_DEVIATIONS)
        if self._sees_deviations:
            titles[DEVIATIONS] = view.tr("Avvikelser som väntar på svar")
        self._trains = frame.desk.may(Permission.EDIT_TRAININGS)
        if self._trains:
            titles[UNTRAINED_UNITS] = view.tr("Enheter utan utbildning")
            titles[UNTRAINED_ISSUERS] = view.tr("Utfärdare som behöver utbildning")
        self._confirms = frame.desk.may(Permission.EDIT_UNITS)
        if self._confirms:
            titles[TO_CONFIRM] = view.tr("Kontaktuppgifter att bekräfta")
        self._commands = [
            command(
                self,
                view.tr("Visa: {0}").format(title),
                partial(self.wanted.emit, name),
                key=_key(place),
            )
            for place, (name, title) in enumerate(titles.items(), start=1)
        ]
        self.queues.fill(
            [
                (name, title, action.toolTip())
                for (name, title), action in zip(titles.items(), self._commands, strict=True)
            ]
        )
        self.queues.wanted.connect(self.wanted)
        self._loaded = False
        frame.look.changed.connect(self._take_sizes)
        self._take_sizes()

    def commands(self) -> Sequence[QAction]:
        """Into each list."""
        return self._commands

    def load(self) -> None:
        """Count, if nobody has, and put the focus on the first queue."""
        if not self._loaded:
            self._loaded = True
            self._count()
            self._count_alike()
            self._count_untrained()
            self._count_deviations()
            self._count_contacts()
            self.model.show(CoverSource())
            QWidget.setTabOrder(self.units, self._ui.table)
        first = next(iter(self.queues.cards.values()), None)
        if first is not None and first.isVisible():
            first.setFocus()

    def touched_by(self, changes: Changes) -> bool:
        """Whether a commit may have changed a count."""
        return not changes.kinds or bool(_ANY & changes.kinds)

    def reload(self, changes: Changes) -> None:
        """Count anew."""
        if self._loaded and self.touched_by(changes):
            self._count()
            self.model.take_in(changes)
            if not changes.kinds or _ALIKE_KINDS & changes.kinds:
                self._count_alike()
            if not changes.kinds or _TRAINING_KINDS & changes.kinds:
                self._count_untrained()
            if not changes.kinds or "deviation" in changes.kinds:
                self._count_deviations()
            if not changes.kinds or _UNIT_KINDS & changes.kinds:
                self._count_contacts()

    def _is_open(self, which: DueList) -> bool:
        return which is not DueList.UNREGISTERED or self._frame.desk.may(Permission.REGISTER)

    def _count(self) -> None:
        self._frame.desk.read_later(
            self, overview_counts.queues, done=self._show, latest="overview"
        )

    def _count_deviations(self) -> None:
        if self._sees_deviations:
            self._frame.desk.read_later(
                self, overview_counts.deviations, done=self._show_deviations, latest="deviations"
            )

    def _show_deviations(self, found: tuple[int, int]) -> None:
        waiting, to_do = found
        tr = self._ui.board.tr
        remark = tr("Listan är tom") if not waiting else tr("inget är försenat")
        if to_do:
            everyone = tr("alla väntar på er")
            remark = everyone if to_do == waiting else tr("{0} väntar på er").format(to_do)
        self.queues.cards[DEVIATIONS].tell(waiting, remark)

    def _count_contacts(self) -> None:
        if self._confirms:
            self._frame.desk.read_later(
                self, overview_counts.contacts, done=self._show_contacts, latest="contacts"
            )

    def _show_contacts(self, units: int) -> None:
        tr = self._ui.board.tr
        remark = tr("enheter att ringa") if units else tr("Listan är tom")
        if units == 1:
            remark = tr("enhet att ringa")
        self.queues.cards[TO_CONFIRM].tell(units, remark)

    def _count_alike(self) -> None:
        if self._merges:
            self._frame.desk.read_later(
                self, overview_counts.alike, done=self._show_alike, latest="alike"
            )

    def _count_untrained(self) -> None:
        if self._trains:
            self._frame.desk.read_later(
                self, overview_counts.untrained, done=self._show_untrained, latest="untrained"
            )

    def _show_untrained(self, waiting: TrainingToDo) -> None:
        tr, empty = self._ui.board.tr, self._ui.board.tr("Listan är tom")
        for name, count, remark in (
            (UNTRAINED_UNITS, waiting.units, tr("ingen är planerad")),
            (UNTRAINED_ISSUERS, waiting.issuers, tr("ingen är noterad")),
        ):
            self.queues.cards[name].tell(count, remark if count else empty)

    def _show_alike(self, pairs: int) -> None:
        tr = self._ui.board.tr
        remark = tr("par att jämföra") if pairs else tr("Listan är tom")
        self.queues.cards[DUPLICATES].tell(pairs, remark)

    def _show(self, found: Overview) -> None:
        self._ui.today.setText(long_day(found.day))
        for queue in found.queues:
            card = self.queues.cards.get(queue.which.value)
            if card is None:
                continue
            if not queue.count:
                remark = self._ui.board.tr("Listan är tom")
            elif queue.which is DueList.ENDING:
                remark = self._ui.board.tr("att förnya, eller låta gå ut")
            elif queue.oldest is not None:
                remark = since_words(queue.oldest, found.day)
            else:
                remark = ""
            card.tell(queue.count, remark)
        self._ui.coverage_card.setVisible(found.certified is not None)
        if found.certified is not None:
            self._show_coverage(found.certified, found.coverage)
            self.quarters.count(found.day)

    def _show_coverage(self, certified: int, coverage: Coverage | None) -> None:
        ui, tr = self._ui, self._ui.board.tr
        known = coverage is not None and coverage.share is not None
        for widget in (ui.bar, ui.missing):
            widget.setVisible(known)
        ui.remark.setText(tr("{0} personer har ett giltigt intyg i dag.").format(spaced(certified)))
        if coverage is None or coverage.share is None:
            ui.share.setText(tr("saknas"))
            ui.of_whom.setText(
                tr("Folkmängden är inte intagen. Ta in den under Ta in och lämna ut.")
            )
            return
        ui.share.setText(_percent(float(coverage.share)))
        ui.of_whom.setText(
            tr("av {0} invånare {1} år och äldre").format(
                spaced(coverage.population), coverage.lowest_age
            )
        )
        reached = min(1.0, float(coverage.share / coverage.target))
        ui.bar.setValue(floor(reached * _STEPS))
        target = f"{float(coverage.target) * 100:g}".replace(".", ",")
        missing = coverage.missing_to_target
        ui.missing.setText(
            tr("Målet {0} % är nått.").format(target)
            if not missing
            else tr("{0} personer kvar till målet {1} %.").format(spaced(int(missing)), target)
        )
        ui.bar.setAccessibleDescription(ui.missing.text())

    def fit(self, width: int) -> None:
        """Units and coverage side by side, or one below the other where it is narrow."""
        wide = width >= self._frame.look.sizes.px(_WIDE)
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._ui.lower_row.setDirection(way)

    def _take_sizes(self) -> None:
        self.units.setMinimumHeight(self._frame.look.sizes.px(_LOWEST_TABLE))
        self.fit(self._ui.board.width())


def _key(place: int) -> str:
    """Alt with a digit for the first ten."""
    return f"Alt+{place % 10}" if place <= 10 else f"Ctrl+Alt+{place - 10}"


def _percent(share: float) -> str:
    return f"{share * 100:.2f} %".replace(".", ",")
