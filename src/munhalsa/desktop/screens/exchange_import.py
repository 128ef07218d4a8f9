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

from munhalsa.application.import_table.commit import KINDS_TAKEN_IN, PlanChanged
from munhalsa.application.import_table.kinds import NO_MAPPING, KindName, TableMapping
from munhalsa.application.import_table.plan import ConflictKind, ImportChoices
from munhalsa.application.import_table.read_as import how_it_was_read
from munhalsa.application.workplace import Workplace
from munhalsa.desktop.dialogs.progress import run_long
from munhalsa.desktop.forms.import_panel import ImportPanelForm
from munhalsa.desktop.screens.exchange_jobs import (
    Planned,
    TakenIn,
    commit_list,
    plan_list,
    save_rejected,
)
from munhalsa.desktop.screens.exchange_mapping import MappingStep
from munhalsa.desktop.screens.exchange_reading import (
    KIND_UNCLEAR,
    ListFile,
    Looked,
    look_again,
    look_at_list,
    read_as_chosen,
    read_list,
)
from munhalsa.desktop.screens.exchange_receipt import ReceiptOutputs
from munhalsa.desktop.screens.exchange_result import Result
from munhalsa.desktop.screens.exchange_undo import Host, ask_to_undo
from munhalsa.desktop.screens.exchange_words import (
    Step,
    kind_word,
    rows_of,
    step_sentence,
    steps_text,
)
from munhalsa.desktop.tasks import Cancelled, Control
from munhalsa.desktop.widgets.field_message import FieldMessage
from munhalsa.desktop.widgets.flow_rows import flow_of
from munhalsa.desktop.widgets.still_wheel import keep_still
from munhalsa.domain.refusal import Refusal
from munhalsa.domain.swedish import spaced

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
        keep_still(self)
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
        self._receipts = ReceiptOutputs(host, self)
        self.mapping = MappingStep(host, self)
        self.ui.column.insertWidget(self.ui.column.indexOf(self.ui.result), self.mapping, 1)
        self.setAcceptDrops(True)
        self._fill_kinds()
        self._listen()
        self._show_step(Step.CHOOSE)
        self.ui.kind_row.setVisible(False)

    @property
    def planned(self) -> Planned | None:
        """The plan that is shown."""
        return self._planned

    @property
    def taken(self) -> TakenIn | None:
        """What was taken in, while its receipt is shown."""
        return self._taken

    @property
    def under_way(self) -> bool:
        """A list has been read, and is neither taken in nor left."""
        return self._planned is not None or not self.mapping.isHidden()

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
        self._show_step(Step.CHOOSE)

    def focus_first(self) -> None:
        """Where work begins."""
        if not self.mapping.isHidden():
            self.mapping.focus_first()
        elif self.ui.result.isHidden():
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

    def _read(self, path: Path, kind: KindName | None, mapping: TableMapping = NO_MAPPING) -> None:
        self._waiting = path
        choices = self._choices(registered=False)

        def job(place: Workplace, control: Control) -> Planned | Looked:
            file = read_list(place, path, kind, mapping)
            if isinstance(file, Looked):
                return file
            control.report(0, len(file.table.rows))
            return plan_list(place, file, choices, control)

        self._long(self.tr("Listan läses"), job, done=self._show_read, failed=self._not_read)

    def _show_read(self, found: Planned | Looked) -> None:
        if isinstance(found, Looked):
            self.show_columns(found)
        else:
            self.show_plan(found)

    def _plan_again(self, here: frozenset[ConflictKind] = frozenset()) -> None:
        planned = self._planned
        if planned is None:
            return
        choices = self._choices(registered=False)
        self._long(
            self.tr("Listan läses"),
            lambda place, control: plan_list(place, planned.file, choices, control, here=here),
            done=self.show_plan,
            failed=self._not_done,
        )

    # Its columns.

    def show_columns(self, looked: Looked) -> None:
        """Let somebody tell which column is which."""
        self.result.forget_decisions()
        self.mapping.show_list(looked)
        self._show_step(Step.COLUMNS)
        self.mapping.focus_first()

    def _change_columns(self) -> None:
        if self._planned is not None:
            file = self._planned.file
            self._host.desk.read(
                self, lambda context: look_again(context, file), done=self.show_columns
            )

    def _look_at(self, kind: KindName, mapping: TableMapping) -> None:
        """Another kind, or read in another way."""
        path = self._waiting
        if path is not None:
            self._long(
                self.tr("Listan läses"),
                lambda place, _: look_at_list(place, path, kind, mapping),
                done=self._show_reread,
                failed=self._columns_refused,
            )

    def _show_reread(self, looked: Looked) -> None:
        self.mapping.show_list(looked)
        self.mapping.focus_again()

    def _plan_as_chosen(self, file: ListFile) -> None:
        choices = self._choices(registered=False)

        def job(place: Workplace, control: Control) -> Planned:
            read = read_as_chosen(place, file)
            control.report(0, len(read.table.rows))
            return plan_list(place, read, choices, control)

        self._long(self.tr("Listan läses"), job, done=self.show_plan, failed=self._columns_refused)

    def _columns_refused(self, error: BaseException) -> None:
        if isinstance(error, Refusal) and not self.mapping.isHidden():
            self.mapping.refuse(error.message)
        else:
            self._host.explain(error)

    # The plan.

    def show_plan(self, planned: Planned) -> None:
        """What would happen with a list."""
        self._planned = planned
        self._show_step(Step.PLAN)
        self._tell_how(planned.file)
        self.result.show_plan(planned, add_units=self.ui.add_units.isChecked())

    def _not_read(self, error: BaseException) -> None:
        self._show_step(Step.CHOOSE)
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

        self._long(self.tr("Listan tas in"), job, done=self.show_receipt, failed=self._not_done)

    def show_receipt(self, taken: TakenIn) -> None:
        """What did happen with it."""
        self._planned, self._taken = None, taken
        self._show_step(Step.RECEIPT)
        self.result.show_receipt(taken)
        self._host.say(
            self.tr("{0} är intagna: {1} nya och {2} ändrade.").format(
                kind_word(taken.file.kind.name),
                spaced(taken.receipt.new),
                spaced(taken.receipt.changed),
            )
        )
        self.taken_in.emit(taken.file.kind.name.value)

    def _not_done(self, error: BaseException) -> None:
        self._host.explain(error)
        if isinstance(error, PlanChanged) and not error.rows:
            self.result.forget_decisions()
        if isinstance(error, PlanChanged) and self._planned:
            self._plan_as_chosen(self._planned.file)

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

    def _show_pages(self) -> None:
        if self._taken is not None:
            self._receipts.show(*self._taken.told)

    def _save_receipt(self) -> None:
        if self._taken is not None:
            self._receipts.ask_and_save(*self._taken.told)

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
        ui.change_columns.clicked.connect(self._change_columns)
        self.mapping.reread.connect(self._look_at)
        self.mapping.settled.connect(self._plan_as_chosen)
        self.mapping.left.connect(self._leave)
        self.result.decided.connect(self._plan_again)
        ui.show_receipt.clicked.connect(self._show_pages)
        ui.save_receipt.clicked.connect(self._save_receipt)
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
            self.result.decisions.choices,
            registered=registered,
            add_units=self.ui.add_units.isChecked(),
            all_or_nothing=self.ui.all_or_nothing.isChecked(),
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

    def _tell_how(self, file: ListFile) -> None:
        """How the file was read, and that its columns are read as they were chosen before."""
        text = self.tr("Läst som {0}.").format(how_it_was_read(file.table))
        if file.remembered is not None:
            noted = file.remembered.noted_on.isoformat()
            text += " " + self.tr("Kolumnerna läses som de valdes {0}.").format(noted)
        self.ui.read_note.setText(text)

    def _show_step(self, step: Step) -> None:
        choosing = step is Step.CHOOSE
        ui = self.ui
        (ui.choose_column if choosing else ui.column).insertWidget(int(choosing), ui.steps)
        ui.steps.setText(steps_text(step))
        ui.steps.setAccessibleName(step_sentence(step))
        ui.choose_card.setVisible(choosing)
        self.mapping.setVisible(step is Step.COLUMNS)
        ui.result.setVisible(step in (Step.PLAN, Step.RECEIPT))
        ui.change_columns.setVisible(step is Step.PLAN)
        ui.read_note.setVisible(step is Step.PLAN)
        self.turned.emit(not choosing)

    def _long(
        self,
        what: str,
        job: Callable[[Workplace, Control], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        """What was stopped is told, and what failed goes on as the caller says."""

        def refused(error: BaseException) -> None:
            if isinstance(error, Cancelled):
                self._host.explain(error)
            else:
                failed(error)

        run_long(self._host, self, what, job, done=done, failed=refused)


def _saving(parent: QWidget, title: str) -> QFileDialog:
    chooser = QFileDialog(parent, title)
    chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    chooser.setDefaultSuffix("xlsx")
    chooser.finished.connect(chooser.deleteLater)
    return chooser
