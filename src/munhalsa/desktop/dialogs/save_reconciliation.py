"""The report of a reconciliation into a file: on paper or as a table, for whom and why."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from munhalsa.application.reconciliation_report import (
    COLUMNS,
    SaveReconciliation,
    save_reconciliation,
)
from munhalsa.application.save_list import ListSaved, SaveList, Windows
from munhalsa.application.workplace import Workplace
from munhalsa.desktop.dialogs.save_list import Offer, SaveListDialog
from munhalsa.desktop.models.listing import Listing
from munhalsa.desktop.screens.reconciliation_jobs import ReadList, compare_anew
from munhalsa.desktop.view import Frame

translate = QCoreApplication.translate


class SaveReportDialog(SaveListDialog):
    """As any list is saved; what is written is compared anew, so that it says what holds then."""

    def __init__(self, read: ReadList, frame: Frame, parent: QWidget) -> None:
        self._read = read
        rows = len(read.found.differences) + len(read.found.earlier)
        listing = Listing(
            name=translate("SaveReportDialog", "Avstämning mot Intygsbeställningen"),
            columns=COLUMNS,
            count=rows,
            of_persons=True,
            windows=lambda _: (),
        )
        super().__init__([Offer(name="reconciliation", listing=listing)], frame, parent)
        self.setWindowTitle(self.tr("Spara rapport"))
        self.format.insertItem(0, self.tr("Rapport att skriva ut (.pdf)"), "pdf")
        self.format.setCurrentIndex(0)

    def write(
        self, place: Workplace, command: SaveList, *, windows: Windows, out: Path
    ) -> ListSaved:
        """What differs, and what differed and how that was settled."""
        return save_reconciliation(
            place.context,
            place.tables,
            place.printer,
            compare_anew(place.context, self._read).found,
            SaveReconciliation(
                recipient=command.recipient,
                purpose=command.purpose,
                whole_numbers=command.whole_numbers,
            ),
            out=out,
        )
