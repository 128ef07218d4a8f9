"""What a plan or a receipt looks like: figures, rows to look at, choices, and what to do next."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from munhalsa.application.import_table.earlier import TOLD_KINDS
from munhalsa.application.import_table.plan import Verdict
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.forms.import_panel import ImportPanelForm
from munhalsa.desktop.look import Look, set_look
from munhalsa.desktop.models.plan_rows import Outcome, PlanLine, PlanLines, plan_columns
from munhalsa.desktop.models.window_model import Order, WindowModel
from munhalsa.desktop.screens.exchange_jobs import ListFile, Planned, TakenIn
from munhalsa.desktop.screens.exchange_words import (
    counts_sentence,
    filter_word,
    kind_word,
    number,
    rows_of,
    verdict_word,
)
from munhalsa.desktop.widgets.field_message import FieldMessage
from munhalsa.desktop.widgets.flow_rows import flow_of
from munhalsa.desktop.widgets.table import Table

_FIRST_LOOK = (Outcome.REJECTED, Outcome.WARNING, Outcome.REPAIRED, Outcome.DUPLICATE)
_UNIT_UNKNOWN = "unit_unknown"


class Result(QObject):
    """Fills the lower part of the import panel; ``registered`` is given where it is known."""

    def __init__(self, ui: ImportPanelForm, desk: Desk, look: Look, owner: QWidget) -> None:
        super().__init__(owner)
        self._ui, self._look, self._owner = ui, look, owner
        self._lines = PlanLines([])
        self.registered: bool | None = None
        self.model: WindowModel[PlanLine] = WindowModel(
            desk,
            plan_columns(),
            id_of=lambda line: line.id,
            kinds=frozenset(),
            order=Order(column="row"),
            parent=owner,
        )
        self.table = Table(self.model, look, name=owner.tr("Rader i filen"), parent=ui.result)
        ui.result_column.replaceWidget(ui.table, self.table)
        ui.table.deleteLater()
        ui.result_column.setStretchFactor(self.table, 1)
        self.table.chosen.connect(self._tell)
        self._tiles = flow_of(ui.tiles)
        flow_of(ui.result_buttons)
        self.registered_message = FieldMessage(ui.registered_yes, ui.choices)
        place = ui.choices_column.indexOf(ui.registered_no) + 1
        ui.choices_column.insertWidget(place, self.registered_message)
        for radio in (ui.registered_yes, ui.registered_no):
            radio.toggled.connect(self.registered_message.clear)
        ui.filter.currentIndexChanged.connect(self._filter)
        self._take_sizes()
        look.changed.connect(self._take_sizes)

    @property
    def lines(self) -> PlanLines:
        """What is listed."""
        return self._lines

    def show_plan(self, planned: Planned, *, add_units: bool) -> None:
        """What would happen, and what must be chosen before it does."""
        ui, tr, plan = self._ui, self._owner.tr, planned.plan
        self._show(planned.file, planned.lines, plan.counts, plan.unknown_columns, done=False)
        if not plan.brings_something:
            ui.summary.setText(
                tr("Det finns inget att ta in: allt i filen är redan känt eller fel.")
            )
        asks = planned.file.kind.name in TOLD_KINDS and self.registered is None
        for widget in (ui.registered_label, ui.registered_yes, ui.registered_no):
            widget.setVisible(asks and plan.brings_something)
        if not planned.must_ask and not ui.registered_yes.isChecked():
            ui.registered_no.setChecked(True)
        unknown = sum(row.code == _UNIT_UNKNOWN for row in plan.rows)
        ui.add_units.setVisible(bool(unknown) or add_units)
        ui.add_units.setText(
            tr("Lägg till &boendeenheter som inte finns än ({0})").format(rows_of(unknown))
            if unknown
            else tr("Lägg till &boendeenheter som inte finns än")
        )
        ui.choices.setVisible(bool(unknown) or add_units or (asks and plan.brings_something))
        ui.commit.setEnabled(plan.brings_something)
        self._show_buttons(plan=True)
        (self.table if len(self.model.ids) else ui.filter).setFocus()

    def show_receipt(self, taken: TakenIn) -> None:
        """What did happen."""
        receipt = taken.receipt
        counts = {verdict: getattr(receipt, verdict.value) for verdict in Verdict}
        self._show(taken.file, taken.lines, counts, receipt.unknown_columns, done=True)
        self._ui.choices.setVisible(False)
        self._show_buttons(plan=False, rejected=bool(receipt.rejected))
        self._ui.another.setFocus()

    def forget_choices(self) -> None:
        """Another file begins with no answer given."""
        ui = self._ui
        for radio in (ui.registered_yes, ui.registered_no):
            radio.setAutoExclusive(False)
            radio.setChecked(False)
            radio.setAutoExclusive(True)
        ui.add_units.blockSignals(True)
        ui.add_units.setChecked(False)
        ui.add_units.blockSignals(False)
        self.registered_message.clear()

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
            tr("Kolumner i filen som inte används: {0}.").format(", ".join(unknown_columns))
        )
        self._lines = lines
        self._fill_filter()

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
        figure, label = QLabel(number(count), tile), QLabel(word, tile)
        set_look(figure, "figure")
        set_look(label, "muted")
        column = QVBoxLayout(tile)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(0)
        column.addWidget(figure)
        column.addWidget(label)
        return tile

    def _fill_filter(self) -> None:
        box, counts = self._ui.filter, self._lines.counts
        box.blockSignals(True)
        box.clear()
        box.addItem(
            self._owner.tr("Alla ({0})").format(number(sum(counts.values()))), userData=None
        )
        for outcome in Outcome:
            if counts[outcome]:
                box.addItem(f"{filter_word(outcome)} ({number(counts[outcome])})", outcome)
        first = next((one for one in _FIRST_LOOK if counts[one]), None)
        box.setCurrentIndex(0 if first is None else box.findData(first))
        box.blockSignals(False)
        self._filter()

    def _filter(self) -> None:
        outcome = self._ui.filter.currentData()
        shown = self._lines.only(Outcome(outcome) if outcome is not None else None)
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

    def _show_buttons(self, *, plan: bool, rejected: bool = False) -> None:
        ui = self._ui
        ui.commit.setVisible(plan)
        ui.leave.setVisible(plan)
        ui.another.setVisible(not plan)
        ui.undo.setVisible(not plan)
        ui.save_rejected.setVisible(not plan and rejected)

    def _take_sizes(self) -> None:
        self.table.setMinimumHeight(self._look.sizes.row * 5)
