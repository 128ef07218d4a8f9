"""Ta in och lämna ut: lists into the register, and what Intygsbeställningen shall be told."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from munhalsa.application.ports import Changes
from munhalsa.desktop.commands import command
from munhalsa.desktop.forms.exchange_view import ExchangeViewForm
from munhalsa.desktop.screens.exchange_earlier import EarlierImports
from munhalsa.desktop.screens.exchange_export import (
    CERTIFICATES,
    UNITS,
    ExportPanel,
)
from munhalsa.desktop.screens.exchange_import import ImportPanel
from munhalsa.desktop.screens.views import WAITING
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.view import Frame, Place
from munhalsa.domain.account import Permission

_TAKEN_IN = frozenset({"import_batch"})


class ExchangeView(QWidget):
    """The two directions, one under the other; a plan has the page for itself."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self.ui = ExchangeViewForm()
        self.ui.set_up(self)
        self.importing = ImportPanel(frame, self)
        self.exporting = ExportPanel(frame)
        column = self.ui.column
        column.insertWidget(column.indexOf(self.ui.heading) + 1, self.importing)
        column.insertWidget(column.indexOf(self.importing) + 1, self.exporting)
        self.earlier = EarlierImports(frame)
        column.insertWidget(column.indexOf(self.exporting) + 1, self.earlier)
        self._may_import = frame.desk.may(Permission.IMPORT)
        self.importing.turned.connect(self._give_room)
        self.importing.setVisible(self._may_import)
        self._take = command(
            self, self.tr("Ta in en &lista …"), self._choose, key="Ctrl+O", main=True
        )
        self._write = command(
            self,
            self.tr("Skriv fil med &intyg till Intygsbeställningen …"),
            lambda: self.exporting.choose_file(CERTIFICATES),
            key="Ctrl+E",
        )
        self._write_units = command(
            self,
            self.tr("Skriv fil med &enheter till Intygsbeställningen …"),
            lambda: self.exporting.choose_file(UNITS),
            key="Ctrl+Shift+E",
        )
        self._mark = command(
            self, self.tr("Mar&kera filen som registrerad"), self.exporting.mark, key="Ctrl+R"
        )
        self._take.setEnabled(frame.desk.may(Permission.IMPORT))
        self.exporting.counted.connect(self._enable)

    @property
    def widget(self) -> QWidget:
        """The view itself."""
        return self

    def commands(self) -> Sequence[QAction]:
        """In, out, and marked."""
        return (self._take, self._write, self._write_units, self._mark)

    def load(self, place: Place) -> None:
        """The queue is counted anew; a plan that is being looked at stays."""
        self._count()
        self.importing.focus_first()

    def touched_by(self, changes: Changes) -> bool:
        """The queue, and what was taken in."""
        return bool((WAITING | _TAKEN_IN) & changes.kinds)

    def reload(self, changes: Changes) -> None:
        """Count anew."""
        self._count()

    def take_files(self, paths: Sequence[Path]) -> None:
        """Files were dropped on the window."""
        if self._frame.desk.may(Permission.IMPORT):
            self.importing.take_files(paths)
        else:
            self._frame.say(
                self.tr("Din roll får inte ta in listor. Fråga kommunens kontaktperson."),
                tone=Tone.WARN,
            )

    def _count(self) -> None:
        self.exporting.reload()
        if self._may_import:
            self.earlier.reload()

    def _choose(self) -> None:
        self.importing.start_over()
        self.importing.choose_file()

    def _give_room(self, to_result: bool) -> None:
        self.exporting.setVisible(not to_result)
        self.earlier.give_way(to_result)
        self.ui.column.setStretchFactor(self.importing, 1 if to_result else 0)

    def _enable(self) -> None:
        ui = self.exporting.ui
        self._write.setEnabled(ui.write.isEnabled())
        self._write_units.setEnabled(ui.write_units.isEnabled())
