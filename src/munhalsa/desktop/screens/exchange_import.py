"""Taking a list in: choose it, see what would happen, do it, and have a receipt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from munhalsa.application.import_table.commit import KINDS_TAKEN_IN
from munhalsa.application.import_table.kinds import KindName
from munhalsa.application.import_table.plan import ImportChoices
from munhalsa.application.workplace import Workplace
from munhalsa.desktop.dialogs.progress import ProgressDialog
from munhalsa.desktop.forms.import_panel import ImportPanelForm
from munhalsa.desktop.screens.exchange_jobs import (
    KIND_UNCLEAR,
    Planned,
    TakenIn,
    commit_list,
    plan_list,
    read_list,
    save_rejected,
)
from munhalsa.desktop.screens.exchange_result import Result
from munhalsa.desktop.screens.exchange_undo import Host, ask_to_undo
from munhalsa.desktop.screens.exchange_words import kind_word, number, rows_of
from munhalsa.desktop.tasks import Cancelled, Control
from munhalsa.desktop.widgets.field_message import FieldMessage
from munhalsa.desktop.widgets.flow_rows import flow_of
from munhalsa.domain.refusal import Refusal

T = TypeVar("T")


class ImportPanel(QWidget):
    """``turned`` when it goes between choosing (False) and a plan or receipt (True).

    ``taken_in`` carries the kind of each list that was taken in.
    """

    turned = Signal(bool)
    taken_in = Signal(str)

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._planned: Planned | None = None
        self._taken: TakenIn | None = None
        self._waiting: Path | None = None
        self.ui = ImportPanelForm()
        self.ui.set_up(self)
        self.ui.choose_text.setText(
            self.tr(
                "Välj en fil eller släpp den i fönstret: Excel, LibreOffice eller CSV. Först visas "
                "vad som skulle hända. Inget ändras förrän du säger till."
            )
        )
        self.message = FieldMessage(self.ui.choose, self.ui.choose_card)
        place = self.ui.choose_column.indexOf(self.ui.choose_row) + 1
        self.ui.choose_column.insertWidget(place, self.message)
        flow_of(self.ui.choose_row)
        self.result = Result(self.ui, host.desk, host.look, self)
        self.setAcceptDrops(True)
        self._fill_kinds()
        self._listen()
        self._show_result(False)
        self.ui.kind_row.setVisible(False)

    @property
    def planned(self) -> Planned | None:
        """The plan that is shown."""
        return self._planned

    @property
    def taken(self) -> TakenIn | None:
        """What was taken in, while its receipt is shown."""
        return self._taken

    def set_registered(self, registered: bool) -> None:
        """It is known already whether Intygsbeställningen has it all."""
        self.result.registered = registered

    def choose_file(self) -> None:
        """Ask for a file."""
        chooser = QFileDialog(self, self.tr("Välj en lista att ta in"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.setNameFilters(
            [self.tr("Tabeller (*.xlsx *.xls *.ods *.csv *.txt)"), self.tr("Alla filer (*)")]
        )
        chooser.fileSelected.connect(lambda name: self.take_files([Path(name)]))
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def take_files(self, paths: Sequence[Path]) -> None:
        """Read the file, whatever it is called; one at a time."""
        self.start_over()
        if len(paths) > 1:
            self._fault(self.tr("Ta in en fil i taget. Släpp bara en."))
        else:
            self._read(paths[0], None)

    def start_over(self) -> None:
        """Back to choosing, with nothing kept of the file before."""
        self._planned = self._taken = self._waiting = None
        self.message.clear()
        self.ui.kind_row.setVisible(False)
        self.result.forget_choices()
        self._show_result(False)

    def focus_first(self) -> None:
        """Where work begins."""
        if self.ui.result.isHidden():
            self.ui.choose.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Files are welcome."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """As if the file had been chosen."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.take_files(paths)

    # The file and its plan.

    def _read(self, path: Path, kind: KindName | None) -> None:
        self._waiting = path
        choices = self._choices(registered=False)

        def job(place: Workplace, control: Control) -> Planned:
            file = read_list(place, path, kind)
            control.report(0, len(file.table.rows))
            return plan_list(place, file, choices, control)

        self._long(self.tr("Listan läses"), job, done=self._show_plan, failed=self._not_read)

    def _plan_again(self) -> None:
        planned = self._planned
        if planned is None:
            return
        choices = self._choices(registered=False)
        self._long(
            self.tr("Listan läses"),
            lambda place, control: plan_list(place, planned.file, choices, control),
            done=self._show_plan,
            failed=self._not_done,
        )

    def _show_plan(self, planned: Planned) -> None:
        self._planned = planned
        self._show_result(True)
        self.result.show_plan(planned, add_units=self.ui.add_units.isChecked())

    def _not_read(self, error: BaseException) -> None:
        self._show_result(False)
        if isinstance(error, Refusal):
            self._fault(error.message)
            self.ui.kind_row.setVisible(error.code in (KIND_UNCLEAR, "headings_missing"))
            if error.code == KIND_UNCLEAR:
                self.ui.kind.setFocus()
        else:
            self._host.explain(error)

    # Taking it in.

    def _commit(self) -> None:
        planned = self._planned
        registered = self.result.answer()
        if planned is None or registered is None:
            return
        choices = self._choices(registered=registered)

        def job(place: Workplace, control: Control) -> TakenIn:
            control.report(0, planned.plan.rows_in)
            return commit_list(place, planned, choices, control)

        self._long(self.tr("Listan tas in"), job, done=self._show_receipt, failed=self._not_done)

    def _show_receipt(self, taken: TakenIn) -> None:
        self._planned, self._taken = None, taken
        self.result.show_receipt(taken)
        self._host.say(
            self.tr("{0} är intagna: {1} nya och {2} ändrade.").format(
                kind_word(taken.file.kind.name),
                number(taken.receipt.new),
                number(taken.receipt.changed),
            )
        )
        self.taken_in.emit(taken.file.kind.name.value)

    def _not_done(self, error: BaseException) -> None:
        self._host.explain(error)
        if isinstance(error, Refusal) and error.code == "plan_changed" and self._planned:
            self._read(self._planned.file.path, self._planned.file.kind.name)

    # Afterwards.

    def _choose_rejected_file(self) -> None:
        chooser = _saving(self, self.tr("Spara raderna som inte togs in"))
        chooser.selectFile(self.tr("rader-att-rätta.xlsx"))
        chooser.fileSelected.connect(lambda name: self._save_rejected(Path(name)))
        chooser.open()

    def _save_rejected(self, path: Path) -> None:
        taken = self._taken
        if taken is not None:
            self._host.desk.do_at(
                self,
                lambda place: save_rejected(place, taken, path),
                done=lambda rows: self._host.say(
                    self.tr("Sparat: {0}. Rätta och ta in filen igen.").format(rows_of(rows))
                ),
                failed=self._host.explain,
            )

    def _ask_undo(self) -> None:
        batch = self._taken.receipt.batch if self._taken is not None else None
        if batch is None:
            return
        ask_to_undo(batch, self._host, self, undone=self._leave)

    def _choose_template_file(self, kind: KindName) -> None:
        chooser = _saving(self, self.tr("Spara en mall"))
        chooser.selectFile(f"{kind.value}.xlsx")
        chooser.fileSelected.connect(lambda name: self._save_template(kind, Path(name)))
        chooser.open()

    def _save_template(self, kind: KindName, path: Path) -> None:
        self._host.desk.do_at(
            self,
            lambda place: place.tables.write_template(path, kind=place.tables.kind(kind.value)),
            done=lambda _: self._host.say(
                self.tr("Mallen är sparad. Fyll i den och ta in den här.")
            ),
            failed=self._host.explain,
        )

    # Within.

    def _listen(self) -> None:
        ui = self.ui
        ui.choose.clicked.connect(self.choose_file)
        ui.read.clicked.connect(self._read_as_chosen)
        ui.commit.clicked.connect(self._commit)
        ui.leave.clicked.connect(self._leave)
        ui.another.clicked.connect(self._leave)
        ui.add_units.toggled.connect(lambda _: self._plan_again())
        ui.save_rejected.clicked.connect(self._choose_rejected_file)
        ui.undo.clicked.connect(self._ask_undo)

    def _leave(self) -> None:
        self.start_over()
        self.focus_first()

    def _read_as_chosen(self) -> None:
        if self._waiting is not None:
            self.message.clear()
            self._read(self._waiting, KindName(self.ui.kind.currentData()))

    def _choices(self, *, registered: bool) -> ImportChoices:
        return replace(
            ImportChoices(), registered=registered, add_units=self.ui.add_units.isChecked()
        )

    def _fill_kinds(self) -> None:
        menu = QMenu(self.ui.template)
        for kind in KINDS_TAKEN_IN:
            self.ui.kind.addItem(kind_word(kind), kind.value)
            action = menu.addAction(kind_word(kind))
            action.triggered.connect(partial(self._choose_template_file, kind))
        self.ui.template.setMenu(menu)

    def _fault(self, text: str) -> None:
        self.message.say(text)
        self.ui.choose.setFocus()

    def _show_result(self, shown: bool) -> None:
        self.ui.choose_card.setVisible(not shown)
        self.ui.result.setVisible(shown)
        self.turned.emit(shown)

    def _long(
        self,
        what: str,
        job: Callable[[Workplace, Control], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        """Run long work behind a dialog that can stop it."""
        dialog = ProgressDialog(what, self._host.look, self)
        dialog.finished.connect(dialog.deleteLater)

        def arrived(answer: T) -> None:
            dialog.finish()
            done(answer)

        def refused(error: BaseException) -> None:
            dialog.finish()
            if isinstance(error, Cancelled):
                self._host.explain(error)
            else:
                failed(error)

        dialog.follow(
            self._host.desk.do_long(
                self, job, progress=dialog.show_progress, done=arrived, failed=refused
            )
        )


def _saving(parent: QWidget, title: str) -> QFileDialog:
    chooser = QFileDialog(parent, title)
    chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    chooser.setDefaultSuffix("xlsx")
    chooser.finished.connect(chooser.deleteLater)
    return chooser
