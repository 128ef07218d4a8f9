"""How deviations have come and gone, and what to talk about with the provider."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from munhalsa.application.context import Context
from munhalsa.application.deviation_forms import AgendaForm
from munhalsa.application.deviation_trends import QUARTERS, DeviationTrends, deviation_trends
from munhalsa.application.meeting_agenda import meeting_agenda, print_agenda
from munhalsa.desktop.commands import command
from munhalsa.desktop.forms.deviations_view import DeviationsViewForm
from munhalsa.desktop.look import read_in_order
from munhalsa.desktop.printing.showing import print_and_show
from munhalsa.desktop.screens.disagreements_panel import button_of
from munhalsa.desktop.view import Frame
from munhalsa.desktop.widgets.flow import Flow
from munhalsa.desktop.widgets.plain_list import PlainList
from munhalsa.domain.deviation_trends import Trend


class MeetingPanel(QObject):
    """Two short lists of counts, and the agenda as one list."""

    def __init__(self, frame: Frame, ui: DeviationsViewForm, view: QWidget) -> None:
        super().__init__(view)
        self._frame, self._ui, self._view = frame, ui, view
        tr, look = self.tr, frame.look
        quarters = tuple(tr("Kvartal {0}").format(one + 1) for one in range(QUARTERS))
        self.categories = PlainList(
            (tr("Kategori"), *quarters),
            look,
            name=tr("Avvikelser per kvartal efter kategori"),
            parent=ui.trends_page,
            grow=0,
            numbers=1,
        )
        self.units = PlainList(
            (tr("Enhet"), *quarters),
            look,
            name=tr("Avvikelser per kvartal efter enhet"),
            parent=ui.trends_page,
            grow=0,
            numbers=1,
        )
        self.agenda = PlainList(
            (tr("Ämne"), tr("Dag"), tr("Enhet"), tr("Vad")),
            look,
            name=tr("Att ta upp med vårdgivaren"),
            parent=ui.meeting_page,
            grow=3,
        )
        for table in (self.categories, self.units):
            ui.trends_page_column.addWidget(table)
        ui.trends_page_column.addStretch(1)
        ui.meeting_page_column.insertWidget(1, self.agenda)
        ui.meeting_page_column.addStretch(1)
        self.print = command(self, tr("Skriv ut &dagordningen"), self._print, key="Ctrl+Shift+P")
        button = button_of(self.print, ui.meeting_deeds)
        Flow(ui.meeting_deeds, 8).addWidget(button)
        read_in_order(ui.meeting_about, self.agenda, ui.meeting_deeds)
        QWidget.setTabOrder(self.agenda, button)
        for table in self._tables:
            look.changed.connect(table.fit)

    @property
    def _tables(self) -> Sequence[PlainList]:
        return self.categories, self.units, self.agenda

    def all(self) -> Sequence[QAction]:
        """What can be done."""
        return (self.print,)

    def read(self) -> None:
        """Count and gather anew."""

        def both(context: Context) -> tuple[DeviationTrends, AgendaForm]:
            return deviation_trends(context), meeting_agenda(context)

        self._frame.desk.read(self, both, done=self._show, latest="meeting")

    def _show(self, found: tuple[DeviationTrends, AgendaForm]) -> None:
        trends, agenda = found
        labels = [one.label[0].upper() + one.label[1:] for one in trends.quarters]
        for table, first, rows in (
            (self.categories, self.tr("Kategori"), trends.categories),
            (self.units, self.tr("Enhet"), trends.units),
        ):
            table.set_headings((first, *labels))
            table.show_rows([(one.key, _counts(one)) for one in rows])
        self.agenda.show_rows(
            [
                (
                    f"{topic.heading} {place}",
                    (
                        topic.heading,
                        self.tr("Öppet") if row.day is None else row.day.isoformat(),
                        row.where,
                        row.what,
                    ),
                )
                for topic in agenda.topics
                for place, row in enumerate(topic.rows)
            ]
        )

    def _print(self) -> None:
        print_and_show(
            self._frame,
            lambda place, out: print_agenda(place.context, place.printer, out=out),
            name="dagordning",
            title=self.tr("Att ta upp med vårdgivaren"),
            parent=self._view,
        )


def _counts(trend: Trend[str]) -> Sequence[str]:
    return (trend.key, *(str(count) for count in trend.counts))
