"""Looking at a PDF and printing it, for real: on paper that is a file."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget

from munhalsa.desktop.look import Look
from munhalsa.desktop.printing import showing
from munhalsa.desktop.printing.pdf_pages import draw_page, page_sizes
from munhalsa.desktop.printing.preview import PreviewDialog
from munhalsa.desktop.tasks import Tasks
from tests.support.accessibility import faults, read_in_another_order
from tests.support.windows import settle


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    document = pypdfium2.PdfDocument.new()
    for _ in range(3):
        document.new_page(595, 842)
    path = tmp_path / "blad.pdf"
    document.save(path)
    document.close()
    return path


@pytest.fixture
def preview(pdf: Path, tasks: Tasks, look: Look, parent: QWidget) -> PreviewDialog:
    dialog = PreviewDialog(pdf, name="intyg", title="Intyg", tasks=tasks, look=look, parent=parent)
    dialog.show()
    settle(tasks)
    return dialog


def test_pages_are_drawn_as_large_as_asked(pdf: Path) -> None:
    data = pdf.read_bytes()
    assert [round(size.height) for size in page_sizes(data)] == [842] * 3
    picture = draw_page(data, 1, dpi=144)
    assert (picture.width, picture.height) == (1190, 1684)
    assert picture.image().pixelColor(5, 5).name() == "#ffffff"


def test_pages_are_turned_by_keys_and_buttons(preview: PreviewDialog, tasks: Tasks) -> None:
    assert preview.ui.page_number.text() == "Sidan 1 av 3"
    assert not preview.ui.earlier.isEnabled()
    QTest.keyClick(preview, Qt.Key.Key_PageDown)
    preview.ui.later.click()
    settle(tasks)
    assert preview.page == 2
    assert not preview.ui.later.isEnabled()
    preview.turn(5)
    assert preview.page == 2


def test_at_first_the_whole_width_is_seen_and_the_page_has_the_focus(
    preview: PreviewDialog, tasks: Tasks
) -> None:
    pages = preview.ui.pages
    assert preview.focusWidget() is pages
    assert 0 <= pages.viewport().width() - preview.picture.width() < 20
    assert not pages.horizontalScrollBar().isVisible()
    before = preview.percent
    preview.resize(preview.width() + 200, preview.height())
    settle(tasks)
    assert preview.percent > before
    assert 0 <= pages.viewport().width() - preview.picture.width() < 20
    preview.zoom(-1)
    settle(tasks)
    assert preview.percent == 100
    preview.resize(preview.width() - 200, preview.height())
    settle(tasks)
    assert preview.percent == 100


def test_the_page_grows(preview: PreviewDialog, tasks: Tasks) -> None:
    before = preview.picture.width()
    assert before > 0
    for _ in range(9):
        preview.zoom(1)
    settle(tasks)
    assert preview.picture.width() > 2 * before
    assert not preview.ui.larger.isEnabled()


def test_it_is_saved_where_one_says(preview: PreviewDialog, tasks: Tasks, tmp_path: Path) -> None:
    preview.save_to(tmp_path / "kopia.pdf")
    settle(tasks)
    assert (tmp_path / "kopia.pdf").read_bytes() == (tmp_path / "blad.pdf").read_bytes()
    assert "inte krypterad" in preview.ui.page_number.text()
    preview.save_to(tmp_path / "ingen mapp" / "kopia.pdf")
    settle(tasks)
    assert "kunde inte sparas" in preview.ui.page_number.text()


def test_it_is_printed_page_by_page(preview: PreviewDialog, tasks: Tasks, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "papper.pdf"))
    printer.setFromTo(2, 3)
    preview.print_to(printer)
    settle(tasks)
    assert preview.result() == QDialog.DialogCode.Accepted
    assert len(page_sizes((tmp_path / "papper.pdf").read_bytes())) == 2


def test_a_printer_that_takes_nothing_is_told(
    preview: PreviewDialog, tasks: Tasks, tmp_path: Path
) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "ingen mapp" / "papper.pdf"))
    preview.print_to(printer)
    settle(tasks)
    assert preview.isVisible()
    assert "Skrivaren tog inte emot" in preview.ui.page_number.text()


def test_the_preview_can_be_used_by_everybody(preview: PreviewDialog) -> None:
    assert faults(preview) == []
    assert list(read_in_another_order(preview)) == []


def test_pages_are_shown_in_one_place_which_takes_their_file_away() -> None:
    folder = Path(showing.__file__).parents[1]
    making = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.py")
        if " PreviewDialog(" in path.read_text(encoding="utf-8")
    }
    assert making - {"scenes_printing.py", "printing/preview.py"} == {"printing/showing.py"}
