"""Svarslista: a whole unit's answers in one grid, saved in one deed, and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from munhalsa.application.answer_sheet import print_answer_sheet
from munhalsa.application.context import Context
from munhalsa.application.drafts import Draft, kept_draft
from munhalsa.application.ports import Changes
from munhalsa.application.record_responses import (
    AnswerRejected,
    GivenAnswer,
    RecordResponses,
    ResponsesRecorded,
    record_responses,
)
from munhalsa.application.view_units import list_units
from munhalsa.desktop.commands import command
from munhalsa.desktop.due_words import persons_of
from munhalsa.desktop.forms.answer_list_view import AnswerListViewForm
from munhalsa.desktop.models.answer_model import AnswerSource, Typed, answer_model
from munhalsa.desktop.person_words import answered_by_words
from munhalsa.desktop.printing.showing import print_and_show
from munhalsa.desktop.screens.answer_list_draft import KIND, AnswerDraft, TypedByUnit
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.undoing import take_back
from munhalsa.desktop.view import Frame, Place
from munhalsa.desktop.widgets.answer_table import AnswerTable
from munhalsa.desktop.widgets.date_field import DateField
from munhalsa.desktop.widgets.empty_state import EmptyState
from munhalsa.desktop.widgets.unit_picker import Offered, UnitPicker
from munhalsa.domain.account import Permission
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.response import AnsweredBy
from munhalsa.domain.unit import Unit

NAME = "answer_list"
_LOWEST, _WIDE = 240, 860


class AnswerListView(QWidget):
    """What is typed stays with its unit until it is saved, also when the window is closed."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self.ui = AnswerListViewForm()
        self.ui.set_up(self)
        self._typed: TypedByUnit = {}
        self.draft = AnswerDraft(frame, self._typed, self)
        self.unit = UnitPicker(self.ui.unit_box)
        self.day = DateField(frame.look, today=date.min, parent=self.ui.day_box)
        self.model = answer_model(frame.desk, self._typed_of, self)
        self.table = AnswerTable(
            self.model,
            frame.look,
            name=self.tr("Svar på enheten"),
            give_way=("number", "before", "by"),
            grow=("name", "by"),
            parent=self,
        )
        self.empty = EmptyState(self.ui.empty_page)
        self._source: AnswerSource | None = None
        self.save = command(self, self.tr("&Spara svaren"), self.save_all, key="Ctrl+S")
        self.print = command(self, self.tr("Skriv &ut listan"), self._print, key="Ctrl+P")
        self._put_together()
        self._listen()
        self._filled(0)

    @property
    def widget(self) -> QWidget:
        """The view itself."""
        return self

    @property
    def typed(self) -> dict[str, Typed]:
        """What is typed for the unit that is shown, by person."""
        return self._typed.setdefault(self.unit.id or "", {})

    def commands(self) -> Sequence[QAction]:
        """Save and print."""
        return (self.save, self.print)

    def load(self, place: Place) -> None:
        """The units to choose from; the one that was asked for is shown."""

        def take(found: tuple[Sequence[Unit], date, Draft | None]) -> None:
            units, today, draft = found
            self.day.set_today(today)
            if self.day.day() is None:
                self.day.set_day(today)
            self.unit.offer([Offered(one.id, one.name) for one in units])
            if self.draft.take(draft):
                self._tell_of_draft(units)
            only = units[0].id if len(units) == 1 and self.unit.id is None else None
            if place.about or only:
                self.unit.choose(place.about or only)
                self._show_unit()

        self._frame.desk.read(
            self,
            lambda context: (
                units_to_answer_for(context),
                context.today,
                kept_draft(context, KIND),
            ),
            done=take,
            latest="units of answers",
        )
        self.unit.setFocus()

    def touched_by(self, changes: Changes) -> bool:
        """Whether the list may be other than what is shown."""
        return self.model.is_touched_by(changes)

    def reload(self, changes: Changes) -> None:
        """Fetch what was changed."""
        self.model.take_in(changes)

    def keep_draft(self) -> None:
        """The window is about to lock or close."""
        self.draft.keep()

    def save_all(self) -> None:
        """Every answer that is typed, in one deed; what is refused is pointed at."""
        typed = dict(self.typed)
        try:
            answered = self.day.day(field="answered")
        except Rejected as refusal:
            self._frame.say(refusal.message, tone=Tone.BAD)
            self.day.setFocus()
            return
        if answered is None or not typed:
            self._frame.say(self.tr("Fyll i minst ett svar, och dagen."), tone=Tone.WARN)
            return
        asked = RecordResponses(
            answered=answered,
            answers=tuple(
                GivenAnswer(
                    person_id=person,
                    wants=one.wants,
                    answered_by=one.by,
                    name=one.name if one.by is not AnsweredBy.SELF else None,
                )
                for person, one in typed.items()
            ),
        )
        self._frame.desk.do(
            self,
            lambda context: record_responses(context, asked),
            shown=(),
            done=self._saved,
            failed=self._refused,
        )

    # Putting it together.

    def _put_together(self) -> None:
        ui = self.ui
        ui.unit_column.addWidget(self.unit)
        ui.unit_label.setBuddy(self.unit)
        self.unit.setAccessibleName(self.tr("Enhet"))
        ui.day_column.addWidget(self.day)
        ui.day_label.setBuddy(self.day)
        self.day.setAccessibleName(self.tr("Dagen svaren gavs"))
        for place, who in enumerate(AnsweredBy, start=1):
            ui.by.addItem(f"{place}  {answered_by_words(who)}", who.value)
        ui.list_page_column.addWidget(self.table)
        ui.empty_page_column.addWidget(self.empty)
        ui.column.setStretch(ui.column.indexOf(ui.pages), 1)
        self.table.setMinimumHeight(self._frame.look.sizes.px(_LOWEST))
        for first, second in (
            (self.unit, self.day),
            (self.day, ui.by),
            (ui.by, ui.name),
            (ui.name, self.table),
            (self.table, ui.save),
            (ui.save, ui.print),
        ):
            QWidget.setTabOrder(first, second)

    def _listen(self) -> None:
        self.unit.chosen.connect(self._show_unit)
        self.model.filled.connect(self._filled)
        self.table.answered.connect(self._answer)
        self.table.told.connect(self._tell_who)
        for button, action in ((self.ui.save, self.save), (self.ui.print, self.print)):
            button.setToolTip(action.toolTip())
            button.clicked.connect(action.trigger)
            action.enabledChanged.connect(button.setEnabled)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The fields side by side, or one below the other where it is narrow."""
        super().resizeEvent(event)
        wide = self.width() >= self._frame.look.sizes.px(_WIDE)
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self.ui.fields_row.setDirection(way)

    # The grid.

    def _typed_of(self, person: str) -> Typed | None:
        return self.typed.get(person)

    def _show_unit(self) -> None:
        if self.unit.id is None:
            return
        self._source = AnswerSource(self.unit.id)
        self.model.show(self._source, done=self._go_into_list)

    def _go_into_list(self) -> None:
        if self.model.rowCount():
            self.table.choose_first()
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _filled(self, count: int) -> None:
        self.ui.pages.setCurrentWidget(self.ui.list_page if count else self.ui.empty_page)
        if self.unit.id is None:
            self.empty.tell(
                self.tr("Välj en enhet"),
                self.tr("Alla där som har ett giltigt intyg visas, med en rad för varje svar."),
            )
        else:
            self.empty.tell(
                self.tr("Listan är tom"),
                self.tr("Ingen på enheten har ett giltigt intyg, så ingen behöver få frågan."),
            )
        self._show_typed()

    def _tell_of_draft(self, units: Sequence[Unit]) -> None:
        """Say where there are answers that were typed before and are not saved."""
        names = [one.name for one in units if self._typed.get(one.id)]
        self._frame.say(
            self.tr(
                "Det finns svar som inte är sparade: {0}. Välj enheten för att fortsätta."
            ).format(", ".join(names)),
            tone=Tone.WARN,
        )
        self._show_typed()

    def _answer(self, wants: bool | None) -> None:
        person = self.table.current_id
        if person is None:
            return
        if wants is None:
            self.typed.pop(person, None)
        else:
            who = AnsweredBy(self.ui.by.currentData())
            name = self.ui.name.text().strip() or None
            self.typed[person] = Typed(wants=wants, by=who, name=name)
        self._show_typed()

    def _tell_who(self, who: AnsweredBy) -> None:
        """Who answered, for the row come to; of one that is not answered, for those that follow."""
        known = self.typed.get(self.table.current_id or "")
        if known is None:
            self.ui.by.setCurrentIndex(self.ui.by.findData(who.value))
        else:
            name = self.ui.name.text().strip() or None
            person = self.table.current_id or ""
            self.typed[person] = Typed(wants=known.wants, by=who, name=name)
        self._show_typed()

    def _show_typed(self) -> None:
        rows, count = self.model.rowCount(), len(self.typed)
        told = persons_of(rows)
        if count:
            told = self.tr("{0}, {1} svar att spara").format(told, count)
        self.ui.count.setText(told if self.unit.id else "")
        self.save.setEnabled(bool(count))
        self.print.setEnabled(bool(rows))
        self.draft.timer.start()
        if rows:
            last = self.model.index(rows - 1, self.model.columnCount() - 1)
            self.model.dataChanged.emit(self.model.index(0, 0), last)

    # Saving and printing.

    def _saved(self, done: ResponsesRecorded) -> None:
        for response in done.responses:
            self.typed.pop(response.person_id, None)
        self._show_typed()
        notes = " ".join(one.message for one in done.warnings)
        words = self.tr("{0} svar är sparade.").format(len(done.responses))
        self._frame.say(
            f"{words} {notes}".strip(),
            tone=Tone.WARN if notes else Tone.OK,
            undo=lambda: take_back(
                done.event, self._frame, self, said=self.tr("Svaren är ångrade.")
            ),
        )

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, AnswerRejected):
            self.table.choose(error.person_id)
            self.table.setFocus()
        self._frame.explain(error)

    def _print(self) -> None:
        unit = self.unit.id
        if unit is None:
            return
        print_and_show(
            self._frame,
            lambda place, out: print_answer_sheet(place.context, place.printer, unit=unit, out=out),
            name="svarslista",
            title=self.tr("Svarslista"),
            parent=self,
        )


def units_to_answer_for(context: Context) -> Sequence[Unit]:
    """The units whose answers the user may record."""
    seen = context.session.units_for(Permission.RECORD_RESPONSES)
    return [one for one in list_units(context) if seen is None or one.id in seen]
