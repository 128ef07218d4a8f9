"""Pages on their way to a printer: drawn beside the window, put on paper one after another."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from munhalsa.desktop.printing.pdf_pages import PageSize, Picture, draw_page
from munhalsa.desktop.tasks import Tasks

_FINEST = 300
"""Dots an inch; more is not seen and takes four times the room."""


class PaperJob(QObject):
    """``finished`` when the last page is handed over; ``failed`` when the printer takes none."""

    finished = Signal()
    failed = Signal()

    def __init__(
        self,
        pdf: bytes,
        sizes: Sequence[PageSize],
        printer: QPrinter,
        tasks: Tasks,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._pdf, self._sizes = pdf, sizes
        self._printer, self._tasks = printer, tasks
        self._painter = QPainter()
        first, last = printer.fromPage() or 1, printer.toPage() or len(sizes)
        self._left = list(range(first - 1, min(last, len(sizes))))

    def start(self) -> None:
        """Hand over the first page, then the others."""
        self._turn_paper()
        if not self._left or not self._painter.begin(self._printer):
            self.failed.emit()
            return
        self._draw_next()

    def _draw_next(self) -> None:
        pdf, page = self._pdf, self._left.pop(0)
        dpi = min(self._printer.resolution(), _FINEST)
        self._tasks.on_files(
            self,
            lambda: draw_page(pdf, page, dpi=dpi),
            done=lambda picture: self._put(picture, page),
            failed=lambda _: self._stop(),
        )

    def _put(self, picture: Picture, page: int) -> None:
        size = self._sizes[page]
        scale = self._printer.resolution() / 72
        margin = self._printer.pageLayout().marginsPixels(self._printer.resolution())
        area = QRectF(-margin.left(), -margin.top(), size.width * scale, size.height * scale)
        self._painter.drawImage(area, picture.image())
        if not self._left:
            self._painter.end()
            self.finished.emit()
        elif self._printer.newPage():
            self._draw_next()
        else:
            self._stop()

    def _stop(self) -> None:
        self._painter.end()
        self.failed.emit()

    def _turn_paper(self) -> None:
        size = self._sizes[0]
        wide = size.width > size.height
        self._printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        self._printer.setPageOrientation(
            QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
        )
