"""Inställningar, granska loggen: samples drawn and judged, and the log of one person."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from munhalsa.application.context import Context
from munhalsa.application.log_samples import (
    USUAL,
    CheckSample,
    DrawSample,
    SampleChanged,
    SampleShown,
    check_sample,
    draw_sample,
    list_samples,
    show_sample,
)
from munhalsa.application.ports import Changes
from munhalsa.desktop.dialogs.fields import Field, FieldKind, FieldsDialog, FieldsForm
from munhalsa.desktop.dialogs.log_sample import LogSampleDialog
from munhalsa.desktop.screens.form_steps import ask_fields
from munhalsa.desktop.screens.log_extract import ask_for_log
from munhalsa.desktop.screens.settings_organisation import Part
from munhalsa.desktop.view import Frame
from munhalsa.domain.account import Permission
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.log_sample import LONGEST, LogSample
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.swedish import spaced

translate = QCoreApplication.translate
LOG_KINDS = frozenset({"log_sample"})
_DAYS_BACK = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Samples:
    """Those that were drawn, the newest first, and the day."""

    today: date
    drawn: Sequence[LogSample]


class LogPanel(QWidget):
    """Only for whoever may read the whole log.

    ``dialog`` is the form that was opened last, ``sample`` the one whose events are shown.
    """

    def __init__(self, frame: Frame, parent: QWidget) -> None:
        super().__init__(parent)
        self._frame = frame
        self._shown: Samples | None = None
        self.dialog: FieldsDialog | None = None
        self.sample: LogSampleDialog | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.part = Part(
            self.tr("Granska loggen"),
            self.tr(
                "Ett stickprov är händelser om personer, valda av slumpen. Den som granskar ser om "
                "de hörde till arbetet och skriver vad granskningen visade; det sparas och ändras "
                "inte."
            ),
            (
                self.tr("Tid"),
                self.tr("Händelser"),
                self.tr("Draget"),
                self.tr("Vad granskningen visade"),
            ),
            frame.look,
            self,
            grow=3,
        )
        column.addWidget(self.part)
        self.draw = self.part.add_button(self.tr("Dra &stickprov …"), self._draw)
        self.open = self.part.add_button(self.tr("&Öppna och granska …"), self._open)
        self.extract = self.part.add_button(self.tr("Loggutdrag &om en person …"), self._extract)
        self.part.list.itemSelectionChanged.connect(self._show_state)
        self.part.list.doubleClicked.connect(lambda _: self._open())
        frame.look.changed.connect(self.part.list.fit)
        self._show_state()

    @property
    def fields(self) -> Sequence[QWidget]:
        """What Tab goes through, in order."""
        return (self.part.list, self.draw, self.open, self.extract)

    def load(self) -> None:
        """Fill the list, or hide all of it."""
        shown = self._frame.desk.may_everywhere(Permission.SEE_AUDIT)
        self.setVisible(shown)
        if shown:
            self._frame.desk.read(self, _read, done=self.show_samples, latest="samples")

    def take_in(self, changes: Changes) -> None:
        """Something was changed."""
        if not self.isHidden() and (not changes.kinds or LOG_KINDS & changes.kinds):
            self.load()

    def show_samples(self, found: Samples) -> None:
        """Those that were drawn."""
        self._shown = found
        self.part.list.show_rows([(one.id, row_of(one)) for one in found.drawn])
        self._show_state()

    def show_sample(self, shown: SampleShown) -> None:
        """The events of one, to be judged."""
        self.sample = dialog = LogSampleDialog(shown, self._frame, self.window())
        dialog.wanted.connect(lambda: self._ask_result(shown.sample))
        dialog.finished.connect(self._left)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _left(self) -> None:
        self.sample = None

    def _show_state(self) -> None:
        self.open.setEnabled(self.part.list.chosen is not None)
        self.draw.setEnabled(self._frame.desk.may_change(Permission.SEE_AUDIT))

    def _draw(self) -> None:
        if self._shown is not None:
            self._ask(
                draw_form(self._shown.today),
                draw_sample,
                self._drawn,
                shown=(),
            )

    def _drawn(self, done: SampleChanged) -> None:
        self._frame.say(self.tr("Stickprovet är draget. Granska händelserna."))
        self._look_at(done.sample.id)

    def _open(self) -> None:
        if self.part.list.chosen is not None:
            self._look_at(self.part.list.chosen)

    def _look_at(self, sample: str) -> None:
        self._frame.desk.read(
            self, lambda context: show_sample(context, sample), done=self.show_sample
        )

    def _ask_result(self, sample: LogSample) -> None:
        def done(_: SampleChanged) -> None:
            if self.sample is not None:
                self.sample.accept()
            self._frame.say(self.tr("Resultatet är sparat och ändras inte."))

        self._ask(result_form(sample), check_sample, done, shown=sample)

    def _ask(
        self,
        form: FieldsForm,
        run: Callable[[Context, Any], SampleChanged],
        done: Callable[[SampleChanged], None],
        *,
        shown: object,
    ) -> None:
        today = date.max if self._shown is None else self._shown.today
        self.dialog = ask_fields(self._frame, self, form, run, shown=shown, done=done, today=today)

    def _extract(self) -> None:
        if self._shown is not None:
            self.dialog = ask_for_log(self._frame, self, today=self._shown.today)


def row_of(sample: LogSample) -> tuple[str, str, str, str]:
    """A sample as the list shows it."""
    result = translate("LogSample", "Att granska")
    if sample.checked_on is not None:
        result = translate("LogSample", "{0} med anmärkning. {1}").format(
            sample.remarks, sample.result
        )
    return (
        translate("LogSample", "{0} till {1}").format(sample.first_day, sample.last_day),
        translate("LogSample", "{0} av {1}").format(
            len(sample.event_ids), spaced(sample.drawn_from)
        ),
        f"{sample.drawn_on} · {sample.drawn_by}",
        result,
    )


def draw_form(today: date) -> FieldsForm:
    """Out of which time, and how many."""
    return FieldsForm(
        what=translate("LogSample", "Dra stickprov"),
        explanation=translate(
            "LogSample",
            "Händelser om personer: öppnade kort, sökningar, ändringar, utskrifter. Slumpen väljer "
            "dem, och alla som arbetar här kan komma med.",
        ),
        save=translate("LogSample", "&Dra"),
        fields=(
            Field(
                name="first",
                label=translate("LogSample", "&Från och med"),
                kind=FieldKind.DAY,
                value=today - timedelta(days=_DAYS_BACK),
            ),
            Field(
                name="last",
                label=translate("LogSample", "&Till och med"),
                kind=FieldKind.DAY,
                value=today,
            ),
            Field(
                name="size",
                label=translate("LogSample", "Antal &händelser"),
                value=str(USUAL),
                longest=3,
            ),
        ),
        command=_drawn,
    )


def result_form(sample: LogSample) -> FieldsForm:
    """What came of it."""
    return FieldsForm(
        what=translate("LogSample", "Vad granskningen visade"),
        explanation=translate(
            "LogSample", "Det sparas med ditt namn och dagens datum, och ändras sedan inte."
        ),
        save=translate("LogSample", "&Spara"),
        fields=(
            Field(
                name="remarks",
                label=translate("LogSample", "&Händelser med anmärkning"),
                value="0",
                longest=3,
            ),
            Field(
                name="result",
                label=translate("LogSample", "&Vad granskningen visade"),
                kind=FieldKind.LONG,
                longest=LONGEST,
            ),
        ),
        command=lambda filled: CheckSample(
            sample=sample.id,
            remarks=_number(filled, "remarks"),
            result=filled["result"] or "",
        ),
    )


def _drawn(filled: Mapping[str, Any]) -> DrawSample:
    for name in ("first", "last"):
        if filled[name] is None:
            words = translate("LogSample", "Ange dagen, till exempel 2026-03-01.")
            raise Rejected("missing", words, field=name)
    return DrawSample(first=filled["first"], last=filled["last"], size=_number(filled, "size"))


def _number(filled: Mapping[str, Any], field: str) -> int:
    text = (filled[field] or "").strip()
    if not text.isdecimal():
        words = translate("LogSample", "Skriv ett antal med siffror.")
        raise Rejected("not_a_number", words, field=field)
    return int(text)


def _read(context: Context) -> Samples:
    return Samples(today=context.today, drawn=list_samples(context))
