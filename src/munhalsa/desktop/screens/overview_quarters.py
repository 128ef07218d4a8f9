"""The coverage of eight quarters on Översikt, each asked for by itself after all else."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from munhalsa.desktop.screens import overview_counts
from munhalsa.desktop.view import Frame, Place
from munhalsa.desktop.widgets.bar_chart import Bar, BarChart

if TYPE_CHECKING:
    from munhalsa.application.overview import QuarterPoint
    from munhalsa.domain.quarter import Quarter


class CoverageQuarters(QObject):
    """Fills a chart that stands in the place of a widget; ``button`` leads to its table."""

    def __init__(self, frame: Frame, view: QWidget, chart: BarChart) -> None:
        super().__init__(view)
        self._frame, self._view, self.chart = frame, view, chart
        self._known: dict[Quarter, QuarterPoint] = {}
        self._waiting: list[Quarter] = []
        self._most = 0

    def count(self, day: date) -> None:
        """Ask for the quarters up to the day; those shown stay until the answers come."""
        self._waiting = list(overview_counts.quarters(day))
        self._most = len(self._waiting)
        self._ask_next()

    def open_table(self) -> None:
        """To the same numbers in Uppföljning."""
        self._frame.go(Place(view="follow_up", about="T1"))

    def _ask_next(self) -> None:
        if not self._waiting:
            return
        quarter = self._waiting[0]
        self._frame.desk.read_later(
            self,
            lambda context: overview_counts.coverage(context, quarter),
            done=self._take,
            latest="quarter_point",
        )

    def _take(self, point: QuarterPoint) -> None:
        if not self._waiting or point.quarter != self._waiting[0]:
            return
        self._waiting.pop(0)
        self._known[point.quarter] = point
        self._show()
        QTimer.singleShot(0, self, self._ask_next)

    def _show(self) -> None:
        points = [self._known[quarter] for quarter in sorted(self._known)][-self._most :]
        tr = self._view.tr
        shares = [
            None
            if point.coverage is None or point.coverage.share is None
            else float(point.coverage.share) * 100
            for point in points
        ]
        goals = [float(point.coverage.target) * 100 for point in points if point.coverage]
        self.chart.show_bars(
            [
                Bar(
                    label=f"{point.quarter.number}/{point.quarter.year % 100:02}",
                    height=share,
                    shown="–" if share is None else f"{share:.2f}".replace(".", ","),
                    chosen=point is points[-1],
                )
                for point, share in zip(points, shares, strict=True)
            ],
            name=tr("Täckningsgrad i procent, kvartal för kvartal"),
            goal=(goals[-1], tr("Mål {0}").format(f"{goals[-1]:g}".replace(".", ",")))
            if goals
            else None,
        )
