"""The receipt of an import as pages to see and print, and saved as a workbook."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from munhalsa.application.import_table.kinds import Kind
from munhalsa.application.import_table.raw_table import RawTable
from munhalsa.application.import_table.receipt import Receipt
from munhalsa.application.import_table.receipt_again import receipt_again
from munhalsa.application.import_table.receipt_paper import save_receipt
from munhalsa.application.import_table.receipt_report import receipt_report
from munhalsa.application.workplace import Workplace
from munhalsa.desktop.printing.showing import print_and_show
from munhalsa.desktop.screens.exchange_undo import Host

_NAME = "kvitto"


class ReceiptOutputs(QObject):
    """Of an import that was just done (with what was read), or of an earlier one by its number."""

    def __init__(self, host: Host, parent: QWidget) -> None:
        super().__init__(parent)
        self._host, self._parent = host, parent

    def show(self, receipt: Receipt, kind: Kind, table: RawTable) -> None:
        """Show the pages of what was just done."""
        self._preview(lambda place, out: _write(place, receipt, kind, table, out))

    def show_earlier(self, batch: str) -> None:
        """Show the pages of an earlier import, as far as the register still knows."""

        def write(place: Workplace, out: Path) -> Path:
            receipt = receipt_again(place.context, batch)
            return _write(place, receipt, place.tables.kind(receipt.kind.value), None, out)

        self._preview(write)

    def ask_and_save(self, receipt: Receipt, kind: Kind, table: RawTable) -> None:
        """Ask where the workbook is to lie, and write it."""
        chooser = QFileDialog(self._parent, self._parent.tr("Spara kvittot"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setNameFilters(
            [self._parent.tr("Arbetsbok (*.xlsx)"), self._parent.tr("Papper (*.pdf)")]
        )
        chooser.setDefaultSuffix("xlsx")
        chooser.selectFile(f"{_NAME}.xlsx")
        chooser.fileSelected.connect(lambda name: self.save(receipt, kind, table, Path(name)))
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def save(self, receipt: Receipt, kind: Kind, table: RawTable, out: Path) -> None:
        """As a workbook or on paper, as the file is called."""
        self._host.desk.do_at(
            self._parent,
            lambda place: _write(place, receipt, kind, table, out),
            done=lambda _: self._host.say(self._parent.tr("Kvittot är sparat.")),
            failed=self._host.explain,
        )

    def _preview(self, write: Callable[[Workplace, Path], Path]) -> None:
        title = self._parent.tr("Kvitto")
        print_and_show(self._host, write, name=_NAME, title=title, parent=self._parent)


def _write(
    place: Workplace, receipt: Receipt, kind: Kind, table: RawTable | None, out: Path
) -> Path:
    report = receipt_report(receipt, kind, table)
    return save_receipt(
        place.context, place.printer, place.tables, report, batch=receipt.batch, out=out
    )
