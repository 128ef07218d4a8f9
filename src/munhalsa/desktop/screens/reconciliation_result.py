"""What a reconciliation found: figures, rows to choose among, and the three ways to settle them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QCoreApplication, QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from munhalsa.application.ports import Changes
from munhalsa.application.reconcile import Reconciliation
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.look import Look, set_look
from munhalsa.desktop.models.difference_rows import (
    LEFT,
    SETTLED,
    UNREADABLE,
    DifferenceRow,
    DifferenceRows,
    Narrowing,
    State,
    difference_columns,
)
from munhalsa.desktop.models.window_model import Order, WindowModel
from munhalsa.desktop.screens.exchange_words import rows_of
from munhalsa.desktop.screens.reconciliation_jobs import ReadList
from munhalsa.desktop.widgets.fitting_table import FittingTable
from munhalsa.desktop.widgets.flow import Flow
from munhalsa.domain.reconciliation import Aspect, Difference, Standing
from munhalsa.domain.swedish import spaced

translate = QCoreApplication.translate
_ROWS = 6
_MAY_HAVE_ONE = frozenset({Standing.UNKNOWN, Standing.NO_CERTIFICATE})


class ReconciliationResult(QFrame):
    """``marked`` when other rows are; ``opened`` carries the person of the row that Enter chose."""

    marked = Signal()
    opened = Signal(str)

    def __init__(self, desk: Desk, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._rows = DifferenceRows([])
        self._found: Reconciliation | None = None
        set_look(self, "card")
        self.summary, self.left_out = QLabel(self), QLabel(self)
        set_look(self.left_out, "muted")
        self.filter = QComboBox(self)
        self.filter.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.model: WindowModel[DifferenceRow] = WindowModel(
            desk,
            difference_columns(),
            id_of=lambda row: row.id,
            kinds=frozenset(),
            order=Order(column=""),
            person_of=lambda row: row.person_id,
            parent=self,
        )
        self.table = FittingTable(
            self.model,
            look,
            name=self.tr("Skillnader"),
            give_way=("number", "state"),
            grow=("name", "here", "there"),
            parent=self,
        )
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        # A header looks through every marked row each time it is painted; it has nothing to show.
        header = self.table.horizontalHeader()
        header.setSelectionModel(QItemSelectionModel(self.model, header))
        self.detail, self.count = QLabel(self), QLabel(self)
        set_look(self.count, "muted")
        self.deeds, self.further = QWidget(self), QWidget(self)
        self._lay_out()
        self._listen()

    @property
    def rows(self) -> DifferenceRows:
        """Every row, also what is not shown."""
        return self._rows

    @property
    def can_issue(self) -> bool:
        """Whether a certificate here would settle the row that the keyboard stands on."""
        row = self.current
        difference = None if row is None else row.difference
        return difference is not None and difference.standing in _MAY_HAVE_ONE

    @property
    def current(self) -> DifferenceRow | None:
        """The row that the keyboard stands on."""
        return self._rows.row(self.table.current_id or "")

    @property
    def has_choice(self) -> bool:
        """Whether something is marked that can be settled."""
        return self._rows.has_choice(self._marked_ids())

    @property
    def chosen(self) -> list[Difference]:
        """What is marked and can be settled."""
        return self._rows.chosen(self._marked_ids())

    def put_deeds(self, deeds: Sequence[QAction], further: Sequence[QAction]) -> None:
        """Buttons for what is done with what is marked, and for the rest."""
        before: QWidget = self.table
        for place, actions in ((self.deeds, deeds), (self.further, further)):
            row = Flow(place, 8)
            for action in actions:
                button = _button_of(action, place)
                row.addWidget(button)
                QWidget.setTabOrder(before, button)
                before = button

    def show_found(self, read: ReadList) -> None:
        """Another list, or the same with the register as it is now."""
        self._found = found = read.found
        told = " ".join(_left_out(found))
        self.left_out.setText(told)
        self.left_out.setVisible(bool(told))
        self.show_rows(read.rows)

    def show_rows(self, rows: DifferenceRows) -> None:
        """The same list after something was settled; what one looked at stays, or the next row."""
        self._rows = rows
        if self._found is not None:
            self.summary.setText(" ".join(_summary(self._found, rows.counts[Narrowing(LEFT)])))
        place = self.table.currentIndex().row()
        self._fill_filter()
        self._show(lambda: self._stay_near(place))

    def focus_first(self) -> None:
        """Where work begins."""
        (self.table if self._rows.counts[Narrowing(LEFT)] else self.filter).setFocus()

    # Within.

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(8)
        for label in (self.summary, self.left_out, self.detail):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        shown = QLabel(self.tr("Vi&sa"), self)
        shown.setBuddy(self.filter)
        narrowing = QHBoxLayout()
        narrowing.setSpacing(8)
        narrowing.addWidget(shown)
        narrowing.addWidget(self.filter)
        narrowing.addStretch(1)
        for label in (self.summary, self.left_out):
            column.addWidget(label)
        column.addLayout(narrowing)
        column.addWidget(self.table, 1)
        for widget in (self.detail, self.count, self.deeds, self.further):
            column.addWidget(widget)
        QWidget.setTabOrder(self.filter, self.table)
        self._take_sizes()

    def _listen(self) -> None:
        self.filter.currentIndexChanged.connect(lambda _: self._show(self.table.choose_first))
        self.table.chosen.connect(lambda _: self._tell())
        self.table.opened.connect(self._open)
        self.table.selectionModel().selectionChanged.connect(self._count_marked)
        self.model.modelReset.connect(self._tell)
        self._look.changed.connect(self._take_sizes)

    def _take_sizes(self) -> None:
        self.table.setMinimumHeight(self._look.sizes.row * _ROWS)

    def _fill_filter(self) -> None:
        box, counts = self.filter, self._rows.counts
        before = box.currentData()
        box.blockSignals(True)
        box.clear()
        for wanted, words in _narrowings():
            if counts[wanted] or wanted == Narrowing(LEFT):
                box.addItem(f"{words} ({spaced(counts[wanted])})", wanted)
        places = [place for place in range(box.count()) if box.itemData(place) == before]
        box.setCurrentIndex(places[0] if places else 0)
        box.blockSignals(False)

    def _show(self, done: Callable[[], None]) -> None:
        wanted = self.filter.currentData() or Narrowing(LEFT)
        self.model.take_in(Changes())
        self.model.show(self._rows.only(wanted), done=done)

    def _stay_near(self, place: int) -> None:
        ids = self.model.ids
        if ids and self.table.current_id is None:
            self.table.choose(ids[min(max(place, 0), len(ids) - 1)])
        self._tell()

    def _ranges(self) -> list[tuple[int, int]]:
        """The marked rows as first and last; how many there are does not matter."""
        marked = self.table.selectionModel().selection()
        parts = (marked.at(place) for place in range(marked.count()))
        last = len(self.model.ids) - 1
        return [(part.top(), min(part.bottom(), last)) for part in parts]

    def _marked_ids(self) -> list[str]:
        ids = self.model.ids
        return [ids[place] for first, last in self._ranges() for place in range(first, last + 1)]

    def _count_marked(self, _on: QItemSelection, _off: QItemSelection) -> None:
        self._tell()

    def _tell(self) -> None:
        """What the row means, whole, and how many are marked."""
        row = self.current
        marked = sum(last - first + 1 for first, last in self._ranges())
        text = "" if row is None else row.message or _meaning(row)
        self.detail.setText(text)
        refused = row is not None and row.state in (State.REFUSED, State.UNREADABLE)
        set_look(self.detail, "bad" if refused else "muted")
        self.detail.setVisible(bool(text))
        words = self.tr("{0} markerade").format(spaced(marked)) if marked > 1 else ""
        self.count.setText(words)
        self.count.setVisible(bool(words))
        self.marked.emit()

    def _open(self, id: str) -> None:
        row = self._rows.row(id)
        if row is not None and row.person_id is not None:
            self.opened.emit(row.person_id)


def _button_of(action: QAction, parent: QWidget) -> QPushButton:
    button = QPushButton(action.text(), parent)
    button.setAutoDefault(False)
    button.setToolTip(action.toolTip())
    button.setEnabled(action.isEnabled())
    button.clicked.connect(action.trigger)
    action.enabledChanged.connect(button.setEnabled)
    return button


def _narrowings() -> Iterator[tuple[Narrowing, str]]:
    yield Narrowing(LEFT), translate("Reconciliation", "Allt att avgöra")
    for aspect in Aspect:
        sample = DifferenceRow(
            id="", state=State.OPEN, aspect=aspect, name="", number="", here="", there=""
        )
        yield Narrowing(LEFT, aspect), sample.what
    yield Narrowing(SETTLED), translate("Reconciliation", "Avgjort")
    yield Narrowing(UNREADABLE), translate("Reconciliation", "Gick inte att läsa")


def _summary(found: Reconciliation, left: int) -> Iterator[str]:
    yield translate("Reconciliation", "{0} jämförda: {1} lika, {2} skillnader att avgöra.").format(
        rows_of(found.rows_in), spaced(found.equal), spaced(left)
    )
    if found.duplicate:
        yield translate("Reconciliation", "{0} om någon som redan stod i listan.").format(
            rows_of(found.duplicate)
        )
    if not left:
        yield translate("Reconciliation", "Ingenting är kvar att avgöra.")


def _left_out(found: Reconciliation) -> Iterator[str]:
    if found.protected:
        yield translate(
            "Reconciliation", "{0} med skyddade uppgifter är inte med i jämförelsen."
        ).format(spaced(found.protected))
    if found.without_consent:
        yield translate(
            "Reconciliation", "{0} som har återkallat sitt samtycke är inte med i jämförelsen."
        ).format(spaced(found.without_consent))
    if found.unknown_columns:
        yield translate("Reconciliation", "Kolumner i filen som inte används: {0}.").format(
            ", ".join(found.unknown_columns).rstrip(".")
        )


def _meaning(row: DifferenceRow) -> str:
    """What each choice would lead to, in words."""
    if row.difference is None or row.aspect is None:
        return ""
    if row.aspect is Aspect.ONLY_THERE:
        return _only_there(row.difference)
    there = {
        Aspect.ONLY_HERE: translate("Reconciliation", "intyget avslutas här i dag."),
        Aspect.ENDED_THERE: translate("Reconciliation", "intyget avslutas här den dagen."),
        Aspect.UNIT: translate("Reconciliation", "personen flyttas dit här i dag."),
        Aspect.ANSWER: translate("Reconciliation", "svaret antecknas här."),
        Aspect.VALID_TO: translate("Reconciliation", "giltigheten ändras här."),
        Aspect.GROUND: translate("Reconciliation", "ett nytt intyg tar vid här i dag."),
        Aspect.ENDED_HERE: translate("Reconciliation", "utfärda ett nytt intyg på personens kort."),
        Aspect.NUMBER: translate("Reconciliation", "rätta numret på personens kort."),
    }[row.aspect]
    return translate(
        "Reconciliation",
        "Registret har rätt: det läggs i kön till Intygsbeställningen. Listan har rätt: {0}",
    ).format(there)


def _only_there(difference: Difference) -> str:
    if difference.standing is Standing.DECEASED:
        return translate(
            "Reconciliation",
            "Personen är avliden enligt registret. Avsluta intyget i Intygsbeställningen.",
        )
    if difference.standing is Standing.MOVED_OUT:
        return translate(
            "Reconciliation",
            "Personen har flyttat enligt registret. Avsluta intyget i Intygsbeställningen.",
        )
    return translate(
        "Reconciliation",
        "Har personen rätt till intyg: utfärda det här. Annars: avsluta det i "
        "Intygsbeställningen och välj att registret har rätt.",
    )
