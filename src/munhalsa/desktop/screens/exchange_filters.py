"""Which rows of a plan are shown: by what becomes of them, why, and the column it is about."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox

from munhalsa.application.import_table.plan import ConflictKind
from munhalsa.application.import_table.reason_words import reason_word
from munhalsa.desktop.forms.import_panel import ImportPanelForm
from munhalsa.desktop.models.plan_rows import Outcome, PlanLines
from munhalsa.desktop.screens.exchange_conflicts import conflict_filter_word
from munhalsa.desktop.screens.exchange_decisions import Decisions
from munhalsa.desktop.screens.exchange_words import filter_word
from munhalsa.desktop.widgets.flow_rows import flow_of
from munhalsa.domain.swedish import spaced

_FIRST_LOOK = (Outcome.REJECTED, Outcome.WARNING, Outcome.REPAIRED, Outcome.DUPLICATE)
_CONFLICT = "conflict:"
_FEWEST_LETTERS = 12
"""Which a box shows where there is no room for all: large text must not widen the page."""


class PlanFilters(QObject):
    """Three choices, each with counts of what the ones before it leave; ``changed`` by the user."""

    changed = Signal()

    def __init__(self, ui: ImportPanelForm, parent: QObject) -> None:
        super().__init__(parent)
        self._ui = ui
        self._lines = PlanLines([])
        self._decisions = Decisions()
        flow_of(ui.filter_row)
        for box in (ui.filter, ui.reason, ui.column_filter):
            box.setMinimumContentsLength(_FEWEST_LETTERS)
        ui.filter.activated.connect(self._outcome_chosen)
        ui.reason.activated.connect(self._reason_chosen)
        ui.column_filter.activated.connect(self.changed)

    def fill(self, lines: PlanLines, decisions: Decisions) -> None:
        """What there is to choose from; what was chosen stays where it can."""
        self._lines, self._decisions = lines, decisions
        before = self._ui.filter.currentData() if self._ui.filter.count() else ""
        items = [(self.tr("Alla"), len(lines), "")]
        items += [
            (filter_word(one), lines.counts[one], one.value) for one in Outcome if lines.counts[one]
        ]
        for kind in ConflictKind:
            rows = decisions.rows(kind)
            if rows:
                items.append((conflict_filter_word(kind), len(rows), f"{_CONFLICT}{kind.value}"))
        _fill(self._ui.filter, items)
        first = next((one.value for one in _FIRST_LOOK if lines.counts[one]), "")
        wanted = before or first
        place = self._ui.filter.findData(wanted)
        self._ui.filter.setCurrentIndex(
            max(place, 0) if before else self._ui.filter.findData(first)
        )
        self._fill_reasons()

    def start_over(self) -> None:
        """Another file: nothing is chosen."""
        for box in (self._ui.filter, self._ui.reason, self._ui.column_filter):
            box.clear()

    def show_conflicts(self, kind: ConflictKind) -> None:
        """Only the rows of a kind of conflict."""
        self._ui.filter.setCurrentIndex(self._ui.filter.findData(f"{_CONFLICT}{kind.value}"))
        self._outcome_chosen()

    def shown(self) -> PlanLines:
        """The lines that are left."""
        lines = self._by_outcome()
        code, column = self._ui.reason.currentData(), self._ui.column_filter.currentData()
        return lines.only(code=code or None, column=column or None)

    def _by_outcome(self) -> PlanLines:
        chosen = str(self._ui.filter.currentData() or "")
        if chosen.startswith(_CONFLICT):
            kind = ConflictKind(chosen.removeprefix(_CONFLICT))
            return self._lines.of_rows(self._decisions.rows(kind))
        return self._lines.only(outcome=Outcome(chosen) if chosen else None)

    def _outcome_chosen(self) -> None:
        self._fill_reasons()
        self.changed.emit()

    def _reason_chosen(self) -> None:
        self._fill_columns()
        self.changed.emit()

    def _fill_reasons(self) -> None:
        lines = self._by_outcome()
        self._ui.filter_reason.setVisible(len(lines.reasons) > 1)
        self._refill(
            self._ui.reason,
            self.tr("Alla skäl"),
            {(reason_word(code), code): count for code, count in lines.reasons.items()},
        )
        self._fill_columns()

    def _fill_columns(self) -> None:
        lines = self._by_outcome().only(code=self._ui.reason.currentData() or None)
        self._ui.filter_column.setVisible(len(lines.columns) > 1)
        self._refill(
            self._ui.column_filter,
            self.tr("Alla kolumner"),
            {(name, name): count for name, count in lines.columns.items()},
        )

    def _refill(self, box: QComboBox, everything: str, found: dict[tuple[str, str], int]) -> None:
        before = box.currentData() if box.count() else ""
        total = sum(found.values())
        most = Counter(found).most_common()
        _fill(box, [(everything, total, ""), *((w, n, key) for (w, key), n in most)])
        box.setCurrentIndex(max(box.findData(before), 0))


def _fill(box: QComboBox, items: list[tuple[str, int, str]]) -> None:
    box.clear()
    for words, count, data in items:
        box.addItem(f"{words} ({spaced(count)})", data)
