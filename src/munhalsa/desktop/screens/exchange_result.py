"""What a plan or a receipt looks like: figures, rows to look at, choices, and what to do next."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from munhalsa.application.import_table.earlier import TOLD_KINDS
from munhalsa.application.import_table.plan import ConflictKind, ImportPlan, Verdict
from munhalsa.application.import_table.raw_table import RawTable
from munhalsa.application.import_table.receipt_report import WHEN_AND_WHO, receipt_report
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.dialogs.import_row import ImportRowDialog
from munhalsa.desktop.forms.import_panel import ImportPanelForm
from munhalsa.desktop.look import Look, set_look
from munhalsa.desktop.models.plan_rows import PlanLine, PlanLines, plan_columns
from munhalsa.desktop.models.window_model import Order, WindowModel
from munhalsa.desktop.screens.exchange_conflicts import ConflictBox
from munhalsa.desktop.screens.exchange_decisions import Alike, Decisions, RowDecision
from munhalsa.desktop.screens.exchange_filters import PlanFilters
from munhalsa.desktop.screens.exchange_jobs import Planned, TakenIn
from munhalsa.desktop.screens.exchange_reading import ListFile
from munhalsa.desktop.screens.exchange_words import (
    counts_sentence,
    kind_word,
    rows_of,
    verdict_word,
)
from munhalsa.desktop.widgets.field_message import FieldMessage
from munhalsa.desktop.widgets.flow_rows import flow_of
from munhalsa.desktop.widgets.table import Table
from munhalsa.domain.swedish import spaced

_UNIT_UNKNOWN = "unit_unknown"


class Result(QObject):
    """Fills the lower part of the import panel; ``registered`` is given where it is known.

    ``decided`` when rows have been decided about and the plan is to be made again, with the kinds
    of conflict of which all stay as they are here.
    """

    decided = Signal(frozenset)

    def __init__(self, ui: ImportPanelForm, desk: Desk, look: Look, owner: QWidget) -> None:
        super().__init__(owner)
        self._ui, self._look, self._owner = ui, look, owner
        self._desk = desk
        self._lines = PlanLines([])
        self._shown_plan: tuple[ImportPlan, RawTable] | None = None
        self.decisions = Decisions()
        self.registered: bool | None = None
        self._assumed = False
        self.model: WindowModel[PlanLine] = WindowModel(
            desk,
            plan_columns(),
            id_of=lambda line: line.id,
            kinds=frozenset(),
            order=Order(column="row"),
            person_of=lambda _: None,  # of persons, but whose cell it is only the file tells
            remark=owner.tr(
                "Personnummer skrivs utan de fyra sista tecknen. Övrigt står som i filen, också om "
                "personer med skyddade uppgifter."
            ),
            parent=owner,
        )
        self.table = Table(self.model, look, name=owner.tr("Rader i filen"), parent=ui.result)
        ui.result_column.replaceWidget(ui.table, self.table)
        ui.table.deleteLater()
        ui.result_column.setStretchFactor(self.table, 1)
        self.table.chosen.connect(self._tell)
        self.table.opened.connect(lambda _: self.open_row())
        ui.open_row.clicked.connect(self.open_row)
        flow_of(ui.row_buttons)
        self.filters = PlanFilters(ui, self)
        self.filters.changed.connect(self._filter)
        self.conflicts = ConflictBox(ui.result)
        self.conflicts.decided.connect(self._decide_alike)
        self.conflicts.asked.connect(lambda kind: self.filters.show_conflicts(ConflictKind(kind)))
        ui.result_column.insertWidget(ui.result_column.indexOf(ui.filter_row), self.conflicts)
        self._put_in_order()
        self._tiles = flow_of(ui.tiles)
        flow_of(ui.result_buttons)
        self.registered_message = FieldMessage(ui.registered_yes, ui.choices)
        place = ui.choices_column.indexOf(ui.registered_no) + 1
        ui.choices_column.insertWidget(place, self.registered_message)
        for radio in (ui.registered_yes, ui.registered_no):
            radio.toggled.connect(self.registered_message.clear)
        ui.all_or_nothing.toggled.connect(lambda _: self._show_if_possible())
        self._take_sizes()
        look.changed.connect(self._take_sizes)

    @property
    def lines(self) -> PlanLines:
        """What is listed."""
        return self._lines

    def show_plan(self, planned: Planned, *, add_units: bool) -> None:
        """What would happen, and what must be chosen before it does."""
        ui, tr, plan = self._ui, self._owner.tr, planned.plan
        self.decisions.take(plan)
        self._shown_plan = (plan, planned.file.table)
        self.conflicts.show_decisions(self.decisions)
        self._show(planned.file, planned.lines, plan.counts, plan.unknown_columns, done=False)
        asks = planned.file.kind.name in TOLD_KINDS and self.registered is None
        for widget in (ui.registered_label, ui.registered_yes, ui.registered_no):
            widget.setVisible(asks and plan.brings_something)
        if planned.must_ask and self._assumed:
            self._unanswer()
        self._assumed = not planned.must_ask and not ui.registered_yes.isChecked()
        if self._assumed:
            ui.registered_no.setChecked(True)
        unknown = sum(row.code == _UNIT_UNKNOWN for row in plan.rows)
        ui.add_units.setVisible(bool(unknown) or add_units)
        ui.add_units.setText(
            tr("Lägg till okända &boendeenheter ({0})").format(rows_of(unknown))
            if unknown
            else tr("Lägg till okända &boendeenheter")
        )
        for part in (ui.all_or_nothing, ui.all_or_nothing_note):
            part.setVisible(bool(plan.faulty))
        ui.choices.setVisible(
            bool(unknown or plan.faulty) or add_units or (asks and plan.brings_something)
        )
        self._show_buttons(plan=True)
        self._show_if_possible()
        (self.table if len(self.model.ids) else ui.filter).setFocus()

    def show_receipt(self, taken: TakenIn) -> None:
        """What did happen."""
        receipt = taken.receipt
        self.forget_decisions()
        counts = {verdict: getattr(receipt, verdict.value) for verdict in Verdict}
        self._show(taken.file, taken.lines, counts, receipt.unknown_columns, done=True)
        self._tell_receipt(taken)
        self._ui.choices.setVisible(False)
        self._show_buttons(plan=False, rejected=bool(receipt.rejected))
        self._ui.another.setFocus()

    def _tell_receipt(self, taken: TakenIn) -> None:
        """As on paper, but for the rows, which are listed, and for checksums and numbers."""
        report = receipt_report(*taken.told)
        told = (f"{label}: {value}" for label, value in report.facts if label in WHEN_AND_WHO)
        self._ui.read_note.setText(f"{report.sum} {' · '.join(told)}.")
        self._ui.read_note.setVisible(True)

    def forget_choices(self) -> None:
        """Another file begins with no answer given."""
        ui = self._ui
        self._unanswer()
        for box in (ui.add_units, ui.all_or_nothing):
            box.blockSignals(True)
            box.setChecked(False)
            box.blockSignals(False)
        self.registered_message.clear()
        self.forget_decisions()
        self.filters.start_over()

    def _unanswer(self) -> None:
        """Neither yes nor no is chosen."""
        self._assumed = False
        for radio in (self._ui.registered_yes, self._ui.registered_no):
            radio.setAutoExclusive(False)
            radio.setChecked(False)
            radio.setAutoExclusive(True)

    def forget_decisions(self) -> None:
        """Rows are other rows now, or taken in."""
        self.decisions, self._shown_plan = Decisions(), None
        self.conflicts.hide()

    def open_row(self) -> None:
        """Open the row that the list stands on, to look at it and to decide."""
        line = self.model.row(self.table.currentIndex().row())
        if line is None or not line.row or self._shown_plan is None:
            return
        dialog = ImportRowDialog(
            self.filters.shown().rows_of(self.model.ids),
            line.row,
            decisions=self.decisions,
            table=self._shown_plan[1],
            desk=self._desk,
            look=self._look,
            parent=self._owner,
        )
        dialog.decided.connect(self._decide)
        dialog.open()

    def _decide(self, chosen: Mapping[int, RowDecision]) -> None:
        before = self.decisions.choices
        for row, decision in chosen.items():
            self.decisions.decide(row, decision)
        if self.decisions.choices != before:
            self.decided.emit(frozenset())

    def _decide_alike(self, kind: str, side: str) -> None:
        named, wanted = ConflictKind(kind), Alike(side)
        self.decisions.decide_alike(named, wanted)
        here = wanted is Alike.HERE and named is not ConflictKind.DUPLICATE
        self.decided.emit(frozenset({named}) if here else frozenset())

    def _show_if_possible(self) -> None:
        """Say why nothing can be taken in, where it is so."""
        if self._shown_plan is None:
            return
        ui, tr, plan = self._ui, self._owner.tr, self._shown_plan[0]
        stopped = ui.all_or_nothing.isChecked() and plan.faulty
        ui.commit.setEnabled(plan.brings_something and not stopped)
        if not plan.brings_something:
            told = tr("Det finns inget att ta in: allt i filen är redan känt eller fel.")
        elif stopped:
            told = tr(
                "{0} kan inte tas in, och du har valt allt eller inget. Rätta dem i filen, eller "
                "öppna dem och ta inte in dem."
            ).format(rows_of(plan.faulty))
        else:
            told = tr("Så här blir det. Inget är ändrat än.")
        ui.summary.setText(told)

    def _put_in_order(self) -> None:
        """What was put in later is read and reached where it stands."""
        ui, table = self._ui, self.table
        table.stackUnder(ui.detail)
        self.conflicts.stackUnder(ui.filter_row)
        rows = self.conflicts.rows.values()
        before = ui.filter.previousInFocusChain()
        while before is not None and before.focusPolicy() == Qt.FocusPolicy.NoFocus:
            before = before.previousInFocusChain()
        for after in [widget for row in rows for widget in (row.side, row.show_rows)]:
            if before is not None:
                QWidget.setTabOrder(before, after)
            before = after
        QWidget.setTabOrder(ui.column_filter, table)
        QWidget.setTabOrder(table, ui.open_row)

    def answer(self) -> bool | None:
        """Whether all of it is registered already; None where that must be said and is not."""
        ui = self._ui
        if self.registered is not None:
            return self.registered
        if ui.registered_label.isHidden():
            return False
        if ui.registered_yes.isChecked() or ui.registered_no.isChecked():
            return ui.registered_yes.isChecked()
        self.registered_message.say(
            self._owner.tr("Svara på frågan först, så att kön till Intygsbeställningen blir rätt.")
        )
        ui.registered_yes.setFocus()
        return None

    def _show(
        self,
        file: ListFile,
        lines: PlanLines,
        counts: Mapping[Verdict, int],
        unknown_columns: tuple[str, ...],
        *,
        done: bool,
    ) -> None:
        ui, tr = self._ui, self._owner.tr
        heading = tr("Kvitto: {0} ur {1}") if done else tr("{0} ur {1}")
        ui.title.setText(heading.format(kind_word(file.kind.name), file.path.name))
        ui.summary.setText(
            tr("Klart. Så här blev det.") if done else tr("Så här blir det. Inget är ändrat än.")
        )
        self._show_tiles(counts, done=done)
        ui.columns_note.setVisible(bool(unknown_columns))
        ui.columns_note.setText(
            tr("Kolumner i filen som inte används: {0}.").format(
                ", ".join(unknown_columns).rstrip(".")
            )
        )
        self._lines = lines
        self.filters.fill(lines, self.decisions)
        self._filter()

    def _show_tiles(self, counts: Mapping[Verdict, int], *, done: bool) -> None:
        for old in self._ui.tiles.findChildren(QFrame, "tile"):
            self._tiles.removeWidget(old)
            old.hide()
            old.deleteLater()
        for verdict in Verdict:
            tile = self._tile(counts[verdict], verdict_word(verdict, done=done))
            self._tiles.addWidget(tile)
            tile.show()
        self._ui.summary.setAccessibleDescription(counts_sentence(counts, done=done))

    def _tile(self, count: int, word: str) -> QFrame:
        tile = QFrame(self._ui.tiles)
        tile.setObjectName("tile")
        set_look(tile, "card")
        figure, label = QLabel(spaced(count), tile), QLabel(word, tile)
        set_look(figure, "figure")
        set_look(label, "muted")
        column = QVBoxLayout(tile)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(0)
        column.addWidget(figure)
        column.addWidget(label)
        return tile

    def _filter(self) -> None:
        shown = self.filters.shown()
        self._ui.filter_row.setVisible(bool(self._lines.counts))
        self.table.setVisible(bool(shown.counts))
        column = self._ui.result_column
        column.setStretch(column.count() - 1, 0 if shown.counts else 1)
        self._tell("")
        self.model.show(shown, done=self.table.choose_first)

    def _tell(self, line: str) -> None:
        """The whole reason, which a column may be too narrow for."""
        place = self.model.place_of(line)
        row = self.model.row(place) if place is not None else None
        self._ui.detail.setText(row.message if row is not None else "")
        self._ui.detail.setVisible(row is not None and bool(row.message))
        self._ui.row_buttons.setVisible(
            self._shown_plan is not None and row is not None and bool(row.row)
        )

    def _show_buttons(self, *, plan: bool, rejected: bool = False) -> None:
        ui = self._ui
        ui.commit.setVisible(plan)
        ui.leave.setVisible(plan)
        ui.another.setVisible(not plan)
        ui.undo.setVisible(not plan)
        ui.show_receipt.setVisible(not plan)
        ui.save_receipt.setVisible(not plan)
        ui.save_rejected.setVisible(not plan and rejected)

    def _take_sizes(self) -> None:
        self.table.setMinimumHeight(self._look.sizes.row * 5)
