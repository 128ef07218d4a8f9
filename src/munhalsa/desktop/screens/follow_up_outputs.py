"""The report of the quarter that is shown, on paper or as a workbook, also for spreading."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from munhalsa.application.forms import Printed
from munhalsa.application.quarterly_report import quarterly_report
from munhalsa.application.workplace import Workplace
from munhalsa.desktop.printing.preview import PreviewDialog
from munhalsa.desktop.view import Frame
from munhalsa.domain.quarter import Quarter
from munhalsa.domain.report import QuarterlyReport
from munhalsa.domain.small_numbers import protect


class ReportOutputs(QObject):
    """Makes the report anew from what is known now; ``for_release`` protects small numbers."""

    def __init__(self, frame: Frame, view: QWidget) -> None:
        super().__init__(view)
        self._frame, self._view = frame, view

    def print(self, quarter: Quarter, *, for_release: bool) -> None:
        """Print into the private folder and show the pages."""
        out = self._frame.temp / f"{uuid4().hex}.pdf"

        def make(place: Workplace) -> Printed:
            from munhalsa.application.print_report import print_report

            report = _report(place, quarter, for_release=for_release)
            return print_report(place.context, place.printer, report, out=out)

        name = f"kvartal-{quarter.year}-{quarter.number}"
        title = self._view.tr("Kvartalsrapport")
        self._frame.desk.do_at(
            self._view, make, done=lambda printed: self._preview(printed, name, title)
        )

    def print_self_check(self, year: int) -> None:
        """The year's self-check: every duty of the agreement, the evidence and the gaps."""
        out = self._frame.temp / f"{uuid4().hex}.pdf"

        def make(place: Workplace) -> Printed:
            from munhalsa.application.self_check import print_self_check, self_check

            check = self_check(place.context, year)
            return print_self_check(place.context, place.printer, check, out=out)

        title = self._view.tr("Egenkontroll")
        self._frame.desk.do_at(
            self._view,
            make,
            done=lambda printed: self._preview(printed, f"egenkontroll-{year}", title),
        )

    def ask_and_save(self, quarter: Quarter, *, for_release: bool) -> None:
        """Ask where the workbook is to lie, and write it."""
        chooser = QFileDialog(self._view, self._view.tr("Spara siffrorna som arbetsbok"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix("xlsx")
        chooser.selectFile(f"kvartal-{quarter.year}-{quarter.number}.xlsx")
        chooser.fileSelected.connect(
            lambda name: self.save(quarter, Path(name), for_release=for_release)
        )
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def save(self, quarter: Quarter, out: Path, *, for_release: bool) -> None:
        """One sheet a figure, with real numbers."""

        def make(place: Workplace) -> None:
            from munhalsa.application.report_book import report_book

            report = _report(place, quarter, for_release=for_release)
            place.tables.write_book(out, report_book(report))

        told = self._view.tr("Siffrorna är sparade i {0}.").format(out.name)
        self._frame.desk.do_at(self._view, make, done=lambda _: self._frame.say(told))

    def _preview(self, printed: Printed, name: str, title: str) -> None:
        preview = PreviewDialog(
            printed.path,
            name=name,
            title=title,
            tasks=self._frame.desk.tasks,
            look=self._frame.look,
            parent=self._view,
        )
        preview.finished.connect(partial(_forget, printed.path))
        preview.finished.connect(preview.deleteLater)
        preview.open()


def _report(place: Workplace, quarter: Quarter, *, for_release: bool) -> QuarterlyReport:
    report = quarterly_report(place.context, quarter)
    return protect(report) if for_release else report


def _forget(path: Path, _result: int) -> None:
    path.unlink(missing_ok=True)
