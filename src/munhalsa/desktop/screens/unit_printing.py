"""What is printed for the unit whose card is open: Tandvårdsblad, and Återrapport after visits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from munhalsa.application.forms import Printed
from munhalsa.application.print_care import print_unit_report, print_unit_sheet
from munhalsa.application.view_unit import UnitCard
from munhalsa.application.workplace import Workplace
from munhalsa.desktop.commands import command
from munhalsa.desktop.dialogs.change import ChangeDialog, ChangeForm, Filled
from munhalsa.desktop.printing.showing import print_and_show
from munhalsa.desktop.view import Frame
from munhalsa.domain.account import Permission
from munhalsa.domain.refusal import Rejected

_LATELY = timedelta(days=7)


class UnitPrinting(QObject):
    """Each is shown before anything else is done with it; none without an open card."""

    def __init__(self, frame: Frame, view: QWidget) -> None:
        super().__init__(view)
        self._frame, self._view = frame, view
        self._card: UnitCard | None = None
        self.sheet = command(
            self, self.tr("Skriv ut &tandvårdsblad"), self._print_sheet, key="Ctrl+P"
        )
        self.report = command(
            self, self.tr("Skriv ut åte&rrapport …"), self._ask_report, key="Ctrl+Shift+P"
        )
        self.show_card(None)

    def all(self) -> Sequence[QAction]:
        """Every command, in the order of the menu."""
        return (self.sheet, self.report)

    def show_card(self, card: UnitCard | None) -> None:
        """What the role allows with this one."""
        self._card = card
        may = card is not None and self._frame.desk.may_at(
            Permission.RECEIVE_CARE_CARDS, card.record.unit.id
        )
        for action in self.all():
            action.setEnabled(may)

    def _print_sheet(self) -> None:
        if self._card is not None:
            unit = self._card.record.unit.id
            self._preview(
                lambda place, out: print_unit_sheet(
                    place.context, place.printer, unit=unit, out=out
                ),
                name="tandvardsblad",
                title=self.tr("Tandvårdsblad"),
            )

    def _ask_report(self) -> None:
        """From which day the visits are told; up to today."""
        card = self._card
        if card is not None:
            unit = card.record.unit.id
            self._frame.desk.read(
                self,
                lambda context: context.today,
                done=lambda today: self._open_report(unit, today),
            )

    def _open_report(self, unit: str, today: date) -> None:
        form = ChangeForm(
            what=self.tr("Återrapport till enheten"),
            explanation=self.tr(
                "Vilka som besöktes och vilka som behöver tandvård, och inte mer. Besöken till och "
                "med i dag."
            ),
            save=self.tr("&Visa"),
            day_label=self.tr("Besök från och &med"),
            day=today - _LATELY,
            command=lambda filled: self._first(filled, today),
        )
        dialog = ChangeDialog(form, today=today, look=self._frame.look, parent=self._view)

        def show(first: date) -> None:
            dialog.accept()
            self._preview(
                lambda place, out: print_unit_report(
                    place.context, place.printer, unit=unit, first=first, last=today, out=out
                ),
                name="aterrapport",
                title=self.tr("Återrapport till enheten"),
            )

        dialog.given.connect(show)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _first(self, filled: Filled, today: date) -> date:
        if filled.day is None or filled.day > today:
            raise Rejected(
                "day_in_future", self.tr("Välj en dag som har varit, eller i dag."), field="date"
            )
        return filled.day

    def _preview(
        self,
        make: Callable[[Workplace, Path], Printed],
        *,
        name: str,
        title: str,
    ) -> None:
        print_and_show(self._frame, make, name=name, title=title, parent=self._view)
