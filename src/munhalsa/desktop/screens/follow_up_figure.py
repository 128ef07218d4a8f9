"""One figure: what it means, eight quarters of it, every row, and the records behind a row."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHeaderView, QWidget

from munhalsa.application.figure_records import FigureRecords, figure_records
from munhalsa.application.follow_up import (
    QUARTERS_SHOWN,
    Beside,
    FollowUp,
    Key,
    quarters_beside,
    row_of,
)
from munhalsa.application.report_form import percent
from munhalsa.application.report_table import Value, figure_values, source_of
from munhalsa.desktop.dialogs.records import RecordsDialog
from munhalsa.desktop.forms.follow_up_view import FollowUpViewForm
from munhalsa.desktop.screens import follow_up_words as words
from munhalsa.desktop.view import Frame, Place
from munhalsa.desktop.widgets.bar_chart import Bar, BarChart
from munhalsa.desktop.widgets.plain_list import PlainList
from munhalsa.domain.account import Permission
from munhalsa.domain.quarter import Quarter
from munhalsa.domain.rules import FigureDefinition

_PLACES = {"training": "training", "deviation": "deviations", "unit": "units"}


class FigurePane(QObject):
    """The lower part of the view."""

    def __init__(self, frame: Frame, ui: FollowUpViewForm, view: QWidget) -> None:
        super().__init__(view)
        self._frame, self._ui, self._view = frame, ui, view
        self._figure = ""
        self._quarter: Quarter | None = None
        self._values: Mapping[str, Value] = {}
        self.chart = BarChart(frame.look, ui.figure_card)
        ui.figure_column.replaceWidget(ui.chart, self.chart)
        ui.chart.deleteLater()
        self.table = PlainList(
            (
                view.tr("Vad"),
                view.tr("Kvartalet"),
                view.tr("Förra kvartalet"),
                view.tr("Ett år före"),
            ),
            frame.look,
            name=view.tr("Måttets alla värden"),
            parent=ui.figure_card,
            numbers=1,
        )
        for number in range(1, self.table.columnCount()):
            self.table.horizontalHeader().setSectionResizeMode(
                number, QHeaderView.ResizeMode.ResizeToContents
            )
        ui.figure_column.replaceWidget(ui.values, self.table)
        ui.values.deleteLater()
        ui.records.clicked.connect(self.open_records)
        ui.records.setVisible(frame.desk.may(Permission.SEE_PERSONS))
        if frame.desk.may(Permission.SEE_PERSONS):
            self.table.doubleClicked.connect(lambda _: self.open_records())

    def show_figure(
        self, figure: FigureDefinition, found: FollowUp, known: Mapping[Quarter, Beside]
    ) -> None:
        """Fill in the figure's words, chart and rows."""
        ui, quarter = self._ui, found.report.quarter
        self._figure, self._quarter = figure.id, quarter
        ui.figure_name.setText(words.tile_title(figure))
        ui.figure_text.setText(figure.text)
        ui.figure_source.setText(
            self._view.tr("Definition {0}. {1}").format(figure.version, source_of(figure))
        )
        other = words.otherwise_words(figure.id, found)
        ui.otherwise.setText(other)
        ui.otherwise.setVisible(bool(other))
        self._show_chart(figure, found, known)
        self._show_rows(found, known)

    def open_records(self) -> None:
        """What the chosen row counts."""
        value = self._values.get(self.table.chosen or "")
        if value is None or self._quarter is None:
            return
        figure, quarter, row = self._figure, self._quarter, row_of(self._figure, value)
        title = " ".join(part for part in (figure, value.breakdown, value.label) if part)
        self._frame.desk.read(
            self,
            lambda context: figure_records(context, figure, quarter, row),
            done=lambda records: self._open(records, title),
            latest="records",
        )

    def _open(self, records: FigureRecords, title: str) -> None:
        if records.kind == "person":
            dialog = RecordsDialog(title, records.ids, self._frame, self._view)
            dialog.wanted.connect(
                lambda person: self._frame.go(Place(view="persons", about=person))
            )
            dialog.open()
        elif records.ids:
            self._frame.go(Place(view=_PLACES[records.kind], about=records.ids[0]))

    def _show_chart(
        self, figure: FigureDefinition, found: FollowUp, known: Mapping[Quarter, Beside]
    ) -> None:
        quarter = found.report.quarter
        quarters = [*reversed(quarters_beside(quarter)), quarter][-QUARTERS_SHOWN:]
        bars = []
        for one in quarters:
            headline = known[one].headlines.get(figure.id) if one in known else None
            value = None if headline is None else headline.value
            bars.append(
                Bar(
                    label=words.short_quarter(one),
                    height=None if value is None else float(value),
                    shown="…" if one not in known else words.headline_words(headline),
                    chosen=one == quarter,
                )
            )
        goal = None
        if figure.id == "T1" and found.report.coverage is not None:
            target = float(found.report.coverage.target)
            goal = (target, self._view.tr("Mål {0}").format(percent(target)))
        self.chart.show_bars(bars, name=words.tile_title(figure), goal=goal)

    def _show_rows(self, found: FollowUp, known: Mapping[Quarter, Beside]) -> None:
        quarter = found.report.quarter
        values = figure_values(found.report, self._figure)
        self._values = {f"{value.breakdown}\n{value.key}": value for value in values}
        self.table.show_rows(
            [
                (
                    f"{value.breakdown}\n{value.key}",
                    (
                        ": ".join(part for part in (value.breakdown, value.label) if part),
                        words.value_words(value),
                        self._value_of(known, quarter.previous, value),
                        self._value_of(known, words.year_before(quarter), value),
                    ),
                )
                for value in values
            ]
        )

    def _value_of(self, known: Mapping[Quarter, Beside], quarter: Quarter, value: Value) -> str:
        found = known.get(quarter)
        if found is None:
            return "…"
        key: Key = (value.breakdown, value.key)
        return words.value_words(found.values.get(self._figure, {}).get(key))
