"""Uppföljning: the figures of a quarter, what has changed, and the records behind each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QScrollArea, QWidget

from munhalsa.application.follow_up import (
    Beside,
    FollowUp,
    beside,
    follow_up,
    is_list,
    quarters_beside,
    quarters_to_choose,
)
from munhalsa.application.ports import Changes
from munhalsa.desktop.commands import command
from munhalsa.desktop.dialogs.confirm import ConfirmDialog
from munhalsa.desktop.due_words import long_day
from munhalsa.desktop.forms.follow_up_view import FollowUpViewForm
from munhalsa.desktop.screens import follow_up_words as words
from munhalsa.desktop.screens.follow_up_figure import FigurePane
from munhalsa.desktop.screens.follow_up_outputs import ReportOutputs
from munhalsa.desktop.screens.follow_up_why import WhyCounted
from munhalsa.desktop.view import Frame, Place
from munhalsa.desktop.widgets.queue_board import QueueBoard
from munhalsa.domain.account import Permission
from munhalsa.domain.quarter import Quarter
from munhalsa.domain.rules import FigureDefinition

NAME = "follow_up"
_TILES_IN_A_ROW = 4
_GAP = 12


class FollowUpView(QWidget):
    """Tiles for every figure; the one that is chosen is shown below with chart and records.

    The quarters beside are asked for one by one after all else, so that nothing else waits.
    """

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self.ui = FollowUpViewForm()
        self.ui.set_up(self)
        self.tiles = QueueBoard(frame.look, self, most=_TILES_IN_A_ROW)
        self.lists = QueueBoard(frame.look, self, most=_TILES_IN_A_ROW)
        for place, board in ((self.ui.tiles, self.tiles), (self.ui.lists, self.lists)):
            self.ui.column.replaceWidget(place, board)
            place.deleteLater()
            board.wanted.connect(self._choose)
        self.ui.quarter.setAccessibleName(self.tr("Kvartal"))
        self.pane = FigurePane(frame, self.ui, self)
        self._found: FollowUp | None = None
        self._beside: dict[Quarter, Beside] = {}
        self._waiting: list[Quarter] = []
        self._figures: tuple[str, ...] = ()
        self._shown = "M1"
        self._stale = True
        self._seeks = False
        self.outputs = ReportOutputs(frame, self)
        self.why = WhyCounted(frame, self)
        self._commands = self._make_commands()
        self.ui.quarter.currentIndexChanged.connect(lambda _: self._load())
        for before, after in pairwise((self.ui.quarter, self.tiles, self.pane.table, self.lists)):
            QWidget.setTabOrder(before, after)

    @property
    def widget(self) -> QWidget:
        """The view itself."""
        return self

    @property
    def quarter(self) -> Quarter:
        """The quarter that is chosen."""
        chosen: Quarter = self.ui.quarter.currentData()
        return chosen

    @property
    def is_complete(self) -> bool:
        """Whether the quarter and those beside it have all come."""
        return self._found is not None and not self._waiting

    def commands(self) -> Sequence[QAction]:
        """Through the quarters, to the records, and closing."""
        return self._commands

    def load(self, place: Place) -> None:
        """The newest quarter that is over, unless another is chosen; ``about`` is a figure."""
        self._seeks = bool(place.about)
        if place.about:
            self._shown = place.about
        if self.ui.quarter.count() == 0:
            self._frame.desk.read(self, lambda context: context.today, done=self._fill_quarters)
        elif self._stale:
            self._load()
        elif place.about:
            self._choose(place.about)
        self.ui.quarter.setFocus()

    def touched_by(self, changes: Changes) -> bool:
        """Almost any record counts somewhere."""
        return True

    def reload(self, changes: Changes) -> None:
        """Count anew: what is shown stays until then."""
        self._stale = True
        if self.ui.quarter.count():
            self._load()

    def _choose(self, figure: str) -> None:
        """A tile was pressed: what it is of comes into sight."""
        self.show_figure(figure)
        self._bring_into_sight()

    def _bring_into_sight(self) -> None:
        page = self.parent()
        while page is not None and not isinstance(page, QScrollArea):
            page = page.parent()
        if page is not None:
            above = self.ui.figure_card.mapTo(self, QPoint(0, 0)).y()
            page.verticalScrollBar().setValue(above - self._frame.look.sizes.px(_GAP))

    def show_figure(self, figure: str) -> None:
        """Turn to one of the figures."""
        self._shown = figure
        if self._found is not None:
            self.pane.show_figure(self._definition(figure), self._found, self._beside)

    def _make_commands(self) -> list[QAction]:
        made = [
            command(
                self,
                self.tr("Kvartalet före"),
                partial(self._step, 1),
                key="Alt+PgUp",
            ),
            command(self, self.tr("Kvartalet efter"), partial(self._step, -1), key="Alt+PgDown"),
        ]
        if self._frame.desk.may(Permission.SEE_PERSONS):
            made += self._why_commands()
        made += self._output_commands()
        if self._frame.desk.may(Permission.CLOSE_QUARTERS):
            made.append(
                command(
                    self,
                    self.tr("Fastställ kvartalet …"),
                    self.ask_to_close,
                    key="Ctrl+Shift+F",
                    main=True,
                )
            )
        return made

    def _why_commands(self) -> list[QAction]:
        """The records of a row, one person, and those who differ from what was reported."""
        return [
            command(
                self, self.tr("Visa uppgifterna bakom"), self.pane.open_records, key="Ctrl+Return"
            ),
            command(
                self,
                self.tr("Varför räknas personen? …"),
                lambda: self.why.ask(self._shown, self.quarter),
                key="Ctrl+Shift+V",
            ),
            command(
                self,
                self.tr("Vilka skiljer från det fastställda"),
                self._show_differences,
                key="Ctrl+Shift+D",
            ),
        ]

    def _show_differences(self) -> None:
        if self._found is not None:
            self.why.show_differences(self._shown, self._found)

    def _output_commands(self) -> list[QAction]:
        """On paper and as a workbook, each also with small numbers protected."""
        paper, book = self.outputs.print, self.outputs.ask_and_save
        made = (
            (self.tr("Kvartalsrapport"), paper, False, "Ctrl+P"),
            (self.tr("Kvartalsrapport för spridning"), paper, True, "Ctrl+Shift+P"),
            (self.tr("Spara som arbetsbok …"), book, False, "Ctrl+S"),
            (self.tr("Spara som arbetsbok för spridning …"), book, True, "Ctrl+Shift+S"),
        )
        year = command(
            self,
            self.tr("Egenkontroll för året"),
            lambda: self.outputs.print_self_check(self.quarter.year),
            key="Ctrl+Alt+P",
        )
        return [
            *(
                command(self, title, partial(self._put_out, way, for_release=free), key=key)
                for title, way, free, key in made
            ),
            year,
        ]

    def _put_out(self, way: Callable[..., None], *, for_release: bool) -> None:
        way(self.quarter, for_release=for_release)

    def _fill_quarters(self, today: date) -> None:
        quarters = quarters_to_choose(today)
        self.ui.quarter.blockSignals(True)
        for quarter in quarters:
            self.ui.quarter.addItem(words.quarter_title(quarter), quarter)
        self.ui.quarter.setCurrentIndex(0)
        self.ui.quarter.blockSignals(False)
        self._load()

    def _step(self, steps: int) -> None:
        place = self.ui.quarter.currentIndex() + steps
        if 0 <= place < self.ui.quarter.count():
            self.ui.quarter.setCurrentIndex(place)

    def _load(self) -> None:
        quarter = self.quarter
        self._stale = False
        self._waiting = []
        self._frame.desk.read(
            self, lambda context: follow_up(context, quarter), done=self._show, latest="quarter"
        )

    def _show(self, found: FollowUp) -> None:
        self._found = found
        quarter = found.report.quarter
        self._beside = {quarter: found.beside}
        figures = tuple(one.id for one in found.report.definitions)
        if figures != self._figures:
            self._figures = figures
            for board, wanted in ((self.tiles, False), (self.lists, True)):
                board.fill(
                    [
                        (one.id, words.tile_title(one), one.text)
                        for one in found.report.definitions
                        if is_list(one.id) is wanted
                    ]
                )
        self.ui.state.setText(words.state_words(found))
        self.ui.lists_heading.setText(
            self.tr("Listorna {0}").format(long_day(found.report.waiting_on).lower())
        )
        self._tell_tiles()
        if self._shown not in figures:
            self._shown = figures[0]
        self.show_figure(self._shown)
        if self._seeks:
            QTimer.singleShot(0, self, self._bring_into_sight)
        self._waiting = list(quarters_beside(quarter))
        self._ask_next()

    def _ask_next(self) -> None:
        """One quarter at a time: whoever asks for something meanwhile goes before it."""
        if not self._waiting:
            return
        quarter = self._waiting[0]
        self._frame.desk.read_later(
            self,
            lambda context: beside(context, quarter),
            done=self._take_beside,
            latest="beside",
        )

    def _take_beside(self, found: Beside) -> None:
        if not self._waiting or found.quarter != self._waiting[0]:
            return
        self._waiting.pop(0)
        self._beside[found.quarter] = found
        self._tell_tiles()
        self.show_figure(self._shown)
        QTimer.singleShot(0, self, self._ask_next)

    def _tell_tiles(self) -> None:
        if self._found is None:
            return
        for one in self._found.report.definitions:
            text, remark, spoken = words.tile_words(
                one.id, self._found.report.quarter, self._beside
            )
            board = self.lists if is_list(one.id) else self.tiles
            board.cards[one.id].tell_words(text, remark, spoken=spoken)

    def _definition(self, figure: str) -> FigureDefinition:
        found = self._found
        definitions = () if found is None else found.report.definitions
        return next(one for one in definitions if one.id == figure)

    def ask_to_close(self) -> None:
        """Closing cannot be undone, so it is asked first, where it can be done at all."""
        from munhalsa.application.close_quarter import may_be_closed

        quarter, found = self.quarter, self._found
        if found is None or found.report.quarter != quarter:
            return
        report = found.report

        def ask(_: None) -> None:
            ConfirmDialog(
                self.tr("Fastställa {0}?").format(quarter.label),
                words.closing_words(report),
                yes=self.tr("Fastställ"),
                look=self._frame.look,
                parent=self,
            ).ask(partial(self._close, quarter))

        self._frame.desk.read(self, lambda context: may_be_closed(context, quarter), done=ask)

    def _close(self, quarter: Quarter) -> None:
        from munhalsa.application.close_quarter import QuarterClosed, close_quarter

        def done(_: QuarterClosed) -> None:
            self._frame.say(self.tr("{0} är fastställt.").format(quarter.label.capitalize()))
            self._load()

        self._frame.desk.do(
            self, lambda context: close_quarter(context, quarter), shown=(), done=done
        )
