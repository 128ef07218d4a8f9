"""The report of the quarter that is shown, on paper or as a workbook, also for spreading."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from munhalsa.application.forms import Printed
from munhalsa.application.quarterly_report import quarterly_report
from munhalsa.application.workplace import Workplace
from munhalsa.desktop.printing.showing import print_and_show
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

        def make(place: Workplace, out: Path) -> Printed:
            from munhalsa.application.print_report import print_report

            report = _report(place, quarter, for_release=for_release)
            return print_report(place.context, place.printer, report, out=out)

        name = f"kvartal-{quarter.year}-{quarter.number}"
        title = self._view.tr("Kvartalsrapport")
        print_and_show(self._frame, make, name=name, title=title, parent=self._view)

    def print_self_check(self, year: int) -> None:
        """The year's self-check: every duty of the agreement, the evidence and the gaps."""

        def make(place: Workplace, out: Path) -> Printed:
            from munhalsa.application.self_check import print_self_check, self_check

            check = self_check(place.context, year)
            return print_self_check(place.context, place.printer, check, out=out)

        name, title = f"egenkontroll-{year}", self._view.tr("Egenkontroll")
        print_and_show(self._frame, make, name=name, title=title, parent=self._view)

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


def _report(place: Workplace, quarter: Quarter, *, for_release: bool) -> QuarterlyReport:
    report = quarterly_report(place.context, quarter)
    return protect(report) if for_release else report
