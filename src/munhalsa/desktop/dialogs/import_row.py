"""One row of an import's plan: its cells, what is here and what it becomes, and a decision."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from munhalsa.application.import_table.plan import RowVerdict
from munhalsa.application.import_table.raw_table import RawTable
from munhalsa.application.import_table.row_detail import RowDetail, row_detail
from munhalsa.application.ports import PersonLine
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.look import Look, set_look
from munhalsa.desktop.models.plan_rows import Outcome, outcome_word
from munhalsa.desktop.screens.exchange_decisions import Decisions, RowChoice, RowDecision
from munhalsa.desktop.widgets.plain_list import PlainList
from munhalsa.domain.identity import masked

translate = QCoreApplication.translate
_NOTHING = "–"
_WIDE, _TALL = 960, 700
_BESIDE = 700
"""As wide as must be for the decision to stand beside what it is about."""


class _Body(QScrollArea):
    """What changes, the decision, what the file says: the decision stands beside where it is wide.

    All of it scrolls together, so that nothing is squeezed by what cannot be.
    """

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        inside = QWidget(self)
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(12)
        self._grid.setRowStretch(3, 1)
        self.changes, self.choices, self.file = QWidget(inside), QFrame(inside), QWidget(inside)
        set_look(self.choices, "card")
        self.above, self.below = QVBoxLayout(self.changes), QVBoxLayout(self.file)
        for column in (self.above, self.below):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(8)
        self.setWidget(inside)
        self.arrange()

    def arrange(self) -> None:
        """Put the parts where the width has room for them."""
        beside = self.width() >= self._look.sizes.px(_BESIDE) and not self.choices.isHidden()
        for part in (self.changes, self.choices, self.file):
            self._grid.removeWidget(part)
        self._grid.addWidget(self.changes, 0, 0)
        if beside:
            self._grid.addWidget(self.choices, 0, 1, 2, 1, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(self.file, 1, 0)
        else:
            self._grid.addWidget(self.choices, 1, 0)
            self._grid.addWidget(self.file, 2, 0)
        self._grid.setColumnStretch(0, 1)
        self._grid.setRowStretch(1, int(beside))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """There may be room for other places."""
        super().resizeEvent(event)
        self.arrange()


class ImportRowDialog(QDialog):
    """Goes from row to row; ``decided`` carries what was chosen, by row, when it is closed."""

    decided = Signal(object)

    def __init__(
        self,
        rows: Sequence[int],
        row: int,
        *,
        decisions: Decisions,
        table: RawTable,
        desk: Desk,
        look: Look,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._rows, self._place = rows, rows.index(row)
        self._decisions, self._table, self._desk = decisions, table, desk
        self._pending: dict[int, RowDecision] = {}
        self.radios: dict[RowChoice, QRadioButton] = {}
        self.columns: dict[str, QCheckBox] = {}
        self._titles: dict[PlainList, QLabel] = {}
        wanted = QSize(look.sizes.px(_WIDE), look.sizes.px(_TALL))
        self.resize(wanted.boundedTo(self.screen().availableSize()))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 20, 24, 20)
        self._column.setSpacing(12)
        self.heading = self._label("page")
        self.message = self._label("")
        self.body = _Body(look, self)
        self.body.setAccessibleName(self.tr("Raden"))
        self._column.addWidget(self.body, 1)
        inner = self.body.above
        whom = (self.tr("Namn"), self.tr("Personnummer"), self.tr("Enhet"))
        self.like = self._list(inner, self.tr("Mycket lik"), whom, look)
        changes = (self.tr("Uppgift"), self.tr("Här nu"), self.tr("Blir"))
        self.lines = self._list(inner, self.tr("Det här ändras i registret"), changes, look)
        self.nothing = QLabel(self)
        self.nothing.setWordWrap(True)
        set_look(self.nothing, "muted")
        inner.addWidget(self.nothing)
        self._put_choices()
        columns = (self.tr("Kolumn"), self.tr("I filen"))
        title = self.tr("Så står det i filen")
        self.cells = self._list(self.body.below, title, columns, look)
        self._put_buttons()
        self.finished.connect(lambda _: self.decided.emit(dict(self._pending)))
        self.finished.connect(self.deleteLater)
        self._show()

    @property
    def row(self) -> int:
        """The row that is shown."""
        return self._rows[self._place]

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setWordWrap(True)
        if name:
            set_look(label, name)
        self._column.addWidget(label)
        return label

    def _list(
        self, inner: QVBoxLayout, name: str, headings: Sequence[str], look: Look
    ) -> PlainList:
        title = QLabel(name, self)
        set_look(title, "section")
        inner.addWidget(title)
        shown = PlainList(headings, look, name=name, parent=self)
        self._titles[shown] = title
        inner.addWidget(shown)
        return shown

    def _put_choices(self) -> None:
        self.choices = self.body.choices
        column = QVBoxLayout(self.choices)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(4)
        self._group = QButtonGroup(self)
        for choice in RowChoice:
            radio = self.radios[choice] = QRadioButton(self.choices)
            self._group.addButton(radio)
            column.addWidget(radio)
            radio.clicked.connect(lambda _, choice=choice: self._choose(choice))
            if choice is RowChoice.EACH:
                self._each = QVBoxLayout()
                self._each.setContentsMargins(28, 0, 0, 4)
                self._each.setSpacing(4)
                self.keep = QLabel(self.tr("Behåll det som finns här:"), self.choices)
                self.keep.setIndent(6)
                set_look(self.keep, "muted")
                self._each.addWidget(self.keep)
                column.addLayout(self._each)

    def _put_buttons(self) -> None:
        across = QHBoxLayout()
        across.setSpacing(8)
        self.before = QPushButton(self.tr("&Föregående rad"), self)
        self.after = QPushButton(self.tr("&Nästa rad"), self)
        self.close_button = QPushButton(self.tr("&Klar"), self)
        set_look(self.close_button, "primary")
        for button in (self.before, self.after, self.close_button):
            button.setAutoDefault(False)
        across.addWidget(self.before)
        across.addWidget(self.after)
        across.addStretch(1)
        across.addWidget(self.close_button)
        self._column.addLayout(across)
        self.before.clicked.connect(lambda: self._go(-1))
        self.after.clicked.connect(lambda: self._go(1))
        self.close_button.clicked.connect(self.accept)
        self.close_button.setDefault(True)

    def _go(self, step: int) -> None:
        self._place += step
        self._show()

    def _choose(self, choice: RowChoice) -> None:
        each = choice is RowChoice.EACH
        kept = [column for column, box in self.columns.items() if box.isChecked()]
        self._pending[self.row] = RowDecision(choice=choice, kept=frozenset(kept if each else ()))
        for part in (self.keep, *self.columns.values()):
            part.setVisible(each)

    def _show_columns(self, decision: RowDecision, *, open_to_each: bool) -> None:
        """A box for each column that can be kept by itself."""
        for old in self.columns.values():
            self._each.removeWidget(old)
            old.hide()
            old.deleteLater()
        names = self._decisions.columns(self.row) if open_to_each else ()
        self.columns = {}
        self.keep.setVisible(bool(names) and decision.choice is RowChoice.EACH)
        before: QWidget = self.radios[RowChoice.EACH]
        for name in names:
            box = self.columns[name] = QCheckBox(name, self.choices)
            box.setAccessibleName(self.tr("Behåll det som finns här: {0}").format(name))
            box.setChecked(name in decision.kept)
            box.setVisible(decision.choice is RowChoice.EACH)
            box.clicked.connect(lambda _: self._choose(RowChoice.EACH))
            self._each.addWidget(box)
            QWidget.setTabOrder(before, box)
            before = box

    def _show(self) -> None:
        row, verdict = self.row, self._decisions.verdict(self.row)
        if verdict is not None:
            heading = self.tr("Rad {0}: {1}").format(row, _outcome(verdict))
            self.heading.setText(heading)
            self.setWindowTitle(heading)
            plan = self._decisions.plan_of(row)
            noticed = [] if plan is None else [one for one in plan.notices if one.row == row]
            told = [verdict.message or "", *(one.message for one in noticed)]
            self.message.setText(" ".join(filter(None, told)))
            self.message.setVisible(any(told))
        self.before.setEnabled(self._place > 0)
        self.after.setEnabled(self._place + 1 < len(self._rows))
        self._show_choices()
        self.cells.show_rows([])
        self.lines.show_rows([])
        self._show_like((), ())
        self.nothing.hide()
        plan, table = self._decisions.plan_of(row), self._table
        if plan is not None:
            self._desk.read(
                self,
                lambda context: row_detail(context, plan, table, row),
                done=self._fill,
                latest="import-row",
            )

    def _show_choices(self) -> None:
        row = self.row
        offered = self._decisions.open_to(row)
        decision = self._pending.get(row, self._decisions.chosen(row))
        counting, faulty = self._decisions.counting(row), self._decisions.is_faulty(row)
        for choice, radio in self.radios.items():
            radio.setText(choice_word(choice, counting=counting, faulty=faulty))
            radio.setVisible(choice in offered)
            radio.setChecked(choice is decision.choice)
        self._show_columns(decision, open_to_each=RowChoice.EACH in offered)
        self.choices.setVisible(bool(offered))
        self.body.arrange()

    def _fill(self, detail: RowDetail) -> None:
        self.cells.show_rows(
            [
                (str(place), (heading, text))
                for place, (heading, text) in enumerate(detail.cells)
                if text
            ]
        )
        self.lines.show_rows(
            [
                (str(place), (line.what, line.before or _NOTHING, line.after or _NOTHING))
                for place, line in enumerate(detail.lines)
            ]
        )
        self._show_like(detail.like, detail.like_rows)
        self.lines.setVisible(bool(detail.lines))
        self.nothing.setVisible(not detail.lines)
        self.nothing.setText(
            self.tr("Personen har skyddade uppgifter, så det som finns här visas inte.")
            if detail.hidden
            else self.tr("Raden ändrar inget.")
        )

    def _show_like(self, persons: Sequence[PersonLine], rows: Sequence[int]) -> None:
        """Whom somebody new may be already, in the register or on another row of the file."""
        known = [(one.id, (one.name, masked(one.number), one.unit or "")) for one in persons]
        told = [(str(row), (self.tr("Rad {0} i filen").format(row), "", "")) for row in rows]
        self.like.show_rows([*known, *told])
        for part in (self.like, self._titles[self.like]):
            part.setVisible(bool(known or told))


def choice_word(choice: RowChoice, *, counting: int | None, faulty: bool) -> str:
    """What one can decide; of two rows with one key, which of them counts."""
    if faulty:
        return {
            RowChoice.FILE: translate("ImportRow", "Raden ska rättas i filen"),
        }.get(choice, translate("ImportRow", "Raden ska inte tas in, och stoppar inga andra"))
    if counting is not None and choice is RowChoice.FILE:
        return translate("ImportRow", "Rad {0} räknas, inte den här").format(counting)
    return {
        RowChoice.FILE: translate("ImportRow", "Ta in raden som den står i filen"),
        RowChoice.HERE: translate("ImportRow", "Behåll det som finns här"),
        RowChoice.EACH: translate("ImportRow", "Välj för varje uppgift som skiljer"),
        RowChoice.OUT: translate("ImportRow", "Ta inte in raden"),
        RowChoice.COUNTS: translate("ImportRow", "Den här raden räknas i stället"),
    }[choice]


def _outcome(verdict: RowVerdict) -> str:
    word = outcome_word(Outcome(verdict.verdict.value))
    return f"{word[0].lower()}{word[1:]}"
