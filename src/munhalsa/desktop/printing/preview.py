"""Looking at what will be printed, before it is, without it leaving the program's own folder."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QPixmap, QResizeEvent, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QWidget

from munhalsa.application.outputs import copy_out
from munhalsa.desktop.forms.preview_dialog import PreviewDialogForm
from munhalsa.desktop.look import Look, set_look
from munhalsa.desktop.printing.paper import PaperJob
from munhalsa.desktop.printing.pdf_pages import PageSize, Picture, draw_page, page_sizes
from munhalsa.desktop.tasks import Tasks
from munhalsa.desktop.widgets.announce import announce
from munhalsa.desktop.widgets.flow_rows import flow_of
from munhalsa.domain.refusal import FileUnusable

_ZOOMS = (50, 75, 100, 125, 150, 200, 300)
_SCREEN_DPI = 96
_POINTS_PER_INCH = 72
_BESIDE_THE_PAGE = 8
"""Pixels left free beside a page that fits the width."""


class PreviewDialog(QDialog):
    """Shows a PDF page by page, prints it on the system's printers, or saves it where one says.

    ``pdf`` lies in the program's private folder; ``name`` is what a saved file is called, and must
    say nothing about a person. A page is as wide as there is room for until somebody wants it
    larger or smaller. ``only_look``: what is not settled yet, which goes to no paper and no file.
    ``note`` is what to mind before it is printed.
    """

    def __init__(
        self,
        pdf: Path,
        *,
        name: str,
        title: str,
        tasks: Tasks,
        look: Look,
        parent: QWidget,
        only_look: bool = False,
        note: str = "",
    ) -> None:
        super().__init__(parent)
        self.ui = PreviewDialogForm()
        self.ui.set_up(self)
        self._put_note(note)
        self.setWindowTitle(title)
        self._file, self._name, self._tasks = pdf, name, tasks
        self._data = b""
        self._sizes: tuple[PageSize, ...] = ()
        self._page, self._chosen = 0, 0
        self._drawn = 0
        self._job: PaperJob | None = None
        self.picture = QLabel(self.ui.pages)
        self.picture.setAccessibleName(title)
        self.ui.pages.setWidget(self.picture)
        ui = self.ui
        for line, buttons in (
            (ui.tools, (ui.earlier, ui.later, ui.smaller, ui.larger)),
            (ui.buttons, (ui.print, ui.save, ui.leave)),
        ):
            flow = flow_of(line)
            for button in buttons:
                flow.addWidget(button)
            for before, after in pairwise(buttons):
                self.setTabOrder(before, after)
        self._listen()
        self._only_look = only_look
        for button in (ui.print, ui.save):
            button.setVisible(not only_look)
        self._take_room(look)
        self._show_state()
        self.ui.pages.setFocus()
        tasks.on_files(self, lambda: _read(pdf), done=self._take)

    @property
    def page(self) -> int:
        """The page that is shown, the first being 0."""
        return self._page

    @property
    def page_count(self) -> int:
        """How many there are; 0 until they are read."""
        return len(self._sizes)

    def turn(self, step: int) -> None:
        """Forward or back by so many pages."""
        self._page = max(0, min(self._page + step, len(self._sizes) - 1))
        self._draw()

    @property
    def percent(self) -> int:
        """How large the page is shown; 100 is as large as on paper."""
        return self._chosen or self._fitting()

    def zoom(self, step: int) -> None:
        """Larger or smaller."""
        wanted = _next_zoom(self.percent, step)
        if wanted is not None:
            self._chosen = wanted
            self._draw()

    def print_to(self, printer: QPrinter) -> None:
        """Print on that printer, as the system's dialog left it."""
        self._job = PaperJob(self._data, self._sizes, printer, self._tasks, self)
        self._job.finished.connect(self.accept)
        self._job.failed.connect(self._tell_failed)
        self._job.start()

    def save_to(self, path: Path) -> None:
        """A copy where the user wants it."""
        self._tasks.on_files(
            self,
            lambda: copy_out(self._file, path),
            done=lambda _: self._tell(self.tr("Filen är sparad. Den är inte krypterad.")),
            failed=lambda error: self._tell(
                error.message
                if isinstance(error, FileUnusable)
                else self.tr("Filen kunde inte sparas där. Välj en annan mapp.")
            ),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """A page that fits the width is as wide as there is room for now."""
        super().resizeEvent(event)
        if self._sizes and self.percent != self._drawn:
            self._draw()

    def _put_note(self, text: str) -> None:
        if text:
            note = QLabel(text, self)
            note.setTextFormat(Qt.TextFormat.PlainText)
            note.setWordWrap(True)
            set_look(note, "warn")
            self.ui.column.insertWidget(0, note)
            announce(self, text)

    def _take_room(self, look: Look) -> None:
        px, room = look.sizes.px, self.screen().availableSize()
        self.setMinimumSize(min(px(480), room.width()), min(px(480), room.height()))
        self.resize(min(px(820), room.width()), min(px(900), room.height()))

    def _fitting(self) -> int:
        """The size at which the page is as wide as the room for it, beside the bar that scrolls."""
        if not self._sizes:
            return 100
        pages = self.ui.pages
        beside = pages.verticalScrollBar().sizeHint().width() + 2 * pages.frameWidth()
        room = pages.width() - beside - _BESIDE_THE_PAGE
        across = self._sizes[self._page].width / _POINTS_PER_INCH * _SCREEN_DPI
        return max(_ZOOMS[0], min(int(100 * room / across), _ZOOMS[-1]))

    def _listen(self) -> None:
        ui = self.ui
        ui.earlier.clicked.connect(lambda: self.turn(-1))
        ui.later.clicked.connect(lambda: self.turn(1))
        ui.smaller.clicked.connect(lambda: self.zoom(-1))
        ui.larger.clicked.connect(lambda: self.zoom(1))
        ui.print.clicked.connect(self._choose_printer)
        ui.save.clicked.connect(self._choose_file)
        ui.leave.clicked.connect(self.reject)
        for key, run in (
            (QKeySequence.StandardKey.Print, self._choose_printer),
            (QKeySequence.StandardKey.Save, self._choose_file),
            (QKeySequence.StandardKey.ZoomIn, lambda: self.zoom(1)),
            (QKeySequence.StandardKey.ZoomOut, lambda: self.zoom(-1)),
            (QKeySequence(Qt.Key.Key_PageDown), lambda: self.turn(1)),
            (QKeySequence(Qt.Key.Key_PageUp), lambda: self.turn(-1)),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(run)

    def _take(self, answer: tuple[bytes, tuple[PageSize, ...]]) -> None:
        self._data, self._sizes = answer
        self._draw()

    def _draw(self) -> None:
        self._show_state()
        if not self._sizes:
            return
        data, page, ratio = self._data, self._page, self.devicePixelRatioF()
        self._drawn = self.percent
        dpi = _SCREEN_DPI * self._drawn / 100 * ratio
        self._tasks.on_files(
            self,
            lambda: draw_page(data, page, dpi=dpi),
            done=lambda picture: self._show(picture, page, ratio),
        )

    def _show(self, picture: Picture, page: int, ratio: float) -> None:
        if page != self._page:
            return
        pixmap = QPixmap.fromImage(picture.image())
        pixmap.setDevicePixelRatio(ratio)
        self.picture.setPixmap(pixmap)
        self.picture.resize(pixmap.deviceIndependentSize().toSize())

    def _show_state(self) -> None:
        count = len(self._sizes)
        self.ui.earlier.setEnabled(self._page > 0)
        self.ui.later.setEnabled(self._page + 1 < count)
        self.ui.smaller.setEnabled(_next_zoom(self.percent, -1) is not None)
        self.ui.larger.setEnabled(_next_zoom(self.percent, 1) is not None)
        self.ui.print.setEnabled(count > 0)
        self.ui.save.setEnabled(count > 0)
        self.ui.page_number.setText(
            self.tr("Sidan {0} av {1}").format(self._page + 1, count) if count else ""
        )

    def _choose_printer(self) -> None:
        if not self._sizes or self._only_look:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName("munhalsa")
        printer.setFromTo(1, len(self._sizes))
        dialog = QPrintDialog(printer, self)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, len(self._sizes))
        dialog.accepted.connect(lambda: self.print_to(printer))
        QDialog.open(dialog)

    def _choose_file(self) -> None:
        if self._only_look:
            return
        chooser = QFileDialog(self, self.tr("Spara som fil"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix("pdf")
        chooser.selectFile(f"{self._name}.pdf")
        chooser.fileSelected.connect(lambda name: self.save_to(Path(name)))
        chooser.open()

    def _tell_failed(self) -> None:
        self._tell(self.tr("Skrivaren tog inte emot sidorna. Kontrollera den och försök igen."))

    def _tell(self, text: str) -> None:
        self.ui.page_number.setText(text)
        announce(self, text)


def _next_zoom(percent: int, step: int) -> int | None:
    """The size above or below this one, if there is one."""
    if step > 0:
        return next((one for one in _ZOOMS if one > percent), None)
    return next((one for one in reversed(_ZOOMS) if one < percent), None)


def _read(pdf: Path) -> tuple[bytes, tuple[PageSize, ...]]:
    data = pdf.read_bytes()
    return data, page_sizes(data)
