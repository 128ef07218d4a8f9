"""Ta in och lämna ut: lists into the register, and what Intygsbeställningen shall be told."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from munhalsa.application.ports import Changes
from munhalsa.application.reading_only import CANNOT_CHANGE
from munhalsa.desktop.commands import command
from munhalsa.desktop.forms.exchange_view import ExchangeViewForm
from munhalsa.desktop.screens.exchange_compare import CompareCard
from munhalsa.desktop.screens.exchange_earlier import EarlierImports
from munhalsa.desktop.screens.exchange_export import (
    CERTIFICATES,
    UNITS,
    ExportPanel,
)
from munhalsa.desktop.screens.exchange_import import ImportPanel
from munhalsa.desktop.screens.views import RECONCILIATION, REGISTRATION, WAITING
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.view import Frame, Place
from munhalsa.domain.account import Permission

if TYPE_CHECKING:
    from munhalsa.desktop.screens.reconciliation import ReconciliationPage
    from munhalsa.desktop.screens.registration import RegistrationPage

_NAME = "exchange"
_TAKEN_IN = frozenset({"import_batch"})


class ExchangeView(QWidget):
    """The two directions, one under the other; a plan has the page for itself."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._registration: RegistrationPage | None = None
        self._reconciliation: ReconciliationPage | None = None
        self._to_result = False
        self.ui = ExchangeViewForm()
        self.ui.set_up(self)
        self.importing = ImportPanel(frame, self)
        self.exporting = ExportPanel(frame)
        column = self.ui.column
        column.insertWidget(column.indexOf(self.ui.heading) + 1, self.importing)
        column.insertWidget(column.indexOf(self.importing) + 1, self.exporting)
        self.comparing = CompareCard()
        self.comparing.wanted.connect(lambda: frame.go(Place(view=_NAME, about=RECONCILIATION)))
        column.insertWidget(column.indexOf(self.exporting) + 1, self.comparing)
        self.earlier = EarlierImports(frame)
        column.insertWidget(column.indexOf(self.comparing) + 1, self.earlier)
        self._may_import = frame.desk.may(Permission.IMPORT)
        self.comparing.setVisible(self._may_import)
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
        """In, out, and marked; or what is done on the page that is shown."""
        if self.shows_registration:
            return self.registration.commands()
        if self.shows_reconciliation:
            return self.reconciliation.commands()
        return (self._take, self._write, self._write_units, self._mark)

    @property
    def registration(self) -> RegistrationPage:
        """The page for typing in what waits, made when it is first opened."""
        if self._registration is None:
            from munhalsa.desktop.screens.registration import RegistrationPage

            self._registration = RegistrationPage(self._frame, self)
            self._registration.hide()
            self._registration.left.connect(lambda: self._frame.go(Place(view=_NAME)))
            self.ui.column.insertWidget(0, self._registration, 1)
        return self._registration

    @property
    def shows_registration(self) -> bool:
        """Whether that page is shown, and not the panels."""
        return self._registration is not None and not self._registration.isHidden()

    @property
    def reconciliation(self) -> ReconciliationPage:
        """The page for comparing with a list, made when it is first opened."""
        if self._reconciliation is None:
            from munhalsa.desktop.screens.reconciliation import ReconciliationPage

            self._reconciliation = ReconciliationPage(self._frame, self)
            self._reconciliation.hide()
            self._reconciliation.left.connect(lambda: self._frame.go(Place(view=_NAME)))
            self.ui.column.insertWidget(0, self._reconciliation, 1)
        return self._reconciliation

    @property
    def shows_reconciliation(self) -> bool:
        """Whether that page is shown, and not the panels."""
        return self._reconciliation is not None and not self._reconciliation.isHidden()

    def load(self, place: Place) -> None:
        """The queue is counted anew; a plan that is being looked at stays."""
        page, _, about = place.about.partition(":")
        if page == REGISTRATION and self._frame.desk.may(Permission.REGISTER):
            self._turn_to_page(self.registration)
            self.registration.open(about)
            return
        if page == RECONCILIATION and self._may_import:
            self._turn_to_page(self.reconciliation)
            self.reconciliation.open()
            return
        self._turn_to_page(None)
        self._count()
        self.importing.focus_first()

    def touched_by(self, changes: Changes) -> bool:
        """The queue, and what was taken in."""
        pages = (self._registration, self._reconciliation)
        return bool((WAITING | _TAKEN_IN) & changes.kinds) or any(
            page is not None and page.touched_by(changes) for page in pages
        )

    def reload(self, changes: Changes) -> None:
        """Count anew."""
        self._count()
        for page in (self._registration, self._reconciliation):
            if page is not None:
                page.reload(changes)

    def take_files(self, paths: Sequence[Path]) -> None:
        """Files were dropped on the window."""
        if self.shows_reconciliation:
            self.reconciliation.take_files(paths)
        elif self._frame.desk.may(Permission.IMPORT):
            self.importing.take_files(paths)
        else:
            self._frame.say(
                CANNOT_CHANGE
                if self._frame.desk.reads_only
                else self.tr("Din roll får inte ta in listor. Fråga kommunens kontaktperson."),
                tone=Tone.WARN,
            )

    def _count(self) -> None:
        self.exporting.reload()
        if self._may_import:
            self.earlier.reload()

    def _choose(self) -> None:
        self.importing.start_over()
        self.importing.choose_file()

    def _turn_to_page(self, page: QWidget | None) -> None:
        """Show a page in place of the panels; None: the panels again, as they were."""
        panels = page is None
        self.ui.heading.setVisible(panels)
        self.importing.setVisible(panels and self._may_import)
        self.exporting.setVisible(panels and not self._to_result)
        self.earlier.give_way(not panels or self._to_result)
        self.comparing.setVisible(panels and self._may_import and not self._to_result)
        for one in (self._registration, self._reconciliation):
            if one is not None:
                one.setVisible(page is one)

    def _give_room(self, to_result: bool) -> None:
        self._to_result = to_result
        self.exporting.setVisible(not to_result)
        self.comparing.setVisible(not to_result and self._may_import)
        self.earlier.give_way(to_result)
        self.ui.column.setStretchFactor(self.importing, 1 if to_result else 0)

    def _enable(self) -> None:
        ui = self.exporting.ui
        self._write.setEnabled(ui.write.isEnabled())
        self._write_units.setEnabled(ui.write_units.isEnabled())
