"""A list of any length: it holds ids, and rows are fetched in windows when they are painted."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar, runtime_checkable

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from munhalsa.application.context import Context
from munhalsa.application.ports import Changes
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.models.columns import Cell, Column, sentence
from munhalsa.domain.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from munhalsa.application.save_list import ListRow, Windows

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex

WINDOW = 100
"""Rows fetched at a time."""

SAVED_AT_A_TIME = 1000
"""Rows fetched at a time for a file."""

_MOST_WINDOWS = 40
"""Windows kept; the one that was painted longest ago gives way."""

ID_ROLE = Qt.ItemDataRole.UserRole
_WAITING = Cell("…")
_FEW = 20
"""So many changed records are looked for among the ids; of more, every row is fetched anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """The column that rows are sorted by."""

    column: str
    descending: bool = False


@dataclasses.dataclass(frozen=True, kw_only=True)
class Page(Generic[R]):
    """Every row's id in order, and those rows that came with the answer."""

    ids: Sequence[str]
    rows: Sequence[R] = ()


class Source(Protocol[R]):
    """Where a list comes from; all of it is run on the store's worker."""

    def page(self, context: Context, order: Order) -> Page[R]:
        """Every row's id, and the first rows where they cost nothing more."""

    def rows(self, context: Context, ids: Sequence[str]) -> Sequence[R]:
        """The rows of those ids that still exist, in any order."""


@runtime_checkable
class LongSource(Source[R], Protocol[R]):
    """A Source with so many ids that its first rows are shown before all of them are there."""

    def start(self, context: Context, order: Order) -> Page[R] | None:
        """The rows that are seen first; None where all are there as soon."""


def windows_of(
    source: Source[R],
    ids: Sequence[str],
    columns: Sequence[Column[R]],
    *,
    id_of: Callable[[R], str],
    person_of: Callable[[R], str | None],
) -> Windows:
    """The rows of those ids as a file has them, fetched so many at a time."""

    def windows(context: Context) -> Iterator[Sequence[ListRow]]:
        from munhalsa.application.save_list import ListRow

        for first in range(0, len(ids), SAVED_AT_A_TIME):
            wanted = ids[first : first + SAVED_AT_A_TIME]
            found = {id_of(row): row for row in source.rows(context, wanted)}
            rows = [found[key] for key in wanted if key in found]
            cells = zip(*(map(one.saved, rows) for one in columns), strict=True)
            yield list(map(ListRow, cells, map(person_of, rows)))

    return windows


class WindowModel(QAbstractTableModel, Generic[R]):
    """Shows a Source; ``filled`` carries the number of rows after each answer.

    ``later``: nobody waits for this list, so that it asks after all else. ``person_of`` is whom a
    row tells of, for whoever saves the list in a file; None: no row tells of a person. ``remark``
    is told to whoever saves it.
    """

    filled = Signal(int)

    def __init__(
        self,
        desk: Desk,
        columns: Sequence[Column[R]],
        *,
        id_of: Callable[[R], str],
        kinds: frozenset[str],
        order: Order,
        later: bool = False,
        person_of: Callable[[R], str | None] | None = None,
        remark: str = "",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.remark = remark
        self._desk = desk
        self._later = later
        self._columns = tuple(columns)
        self._id_of = id_of
        self._kinds = kinds
        self._order = order
        self._person_of = person_of
        self._source: Source[R] | None = None
        self._answered: Source[R] | None = None
        self._done: Callable[[], None] | None = None
        self._is_whole = True
        self._ids: Sequence[str] = ()
        self._rows: dict[str, R] = {}
        self._windows: dict[int, None] = {}
        self._wanted: dict[int, None] = {}
        self._fetching = False
        self._stale: set[str] = set()
        self._gone: set[str] = set()
        self._generation = 0
        self._ask = QTimer(self, singleShot=True, interval=0)
        self._ask.timeout.connect(self._fetch_wanted)

    @property
    def columns(self) -> tuple[Column[R], ...]:
        """The columns, in the model's own order."""
        return self._columns

    @property
    def order(self) -> Order:
        """What the list is sorted by."""
        return self._order

    @property
    def ids(self) -> Sequence[str]:
        """Every row's id, in order."""
        return self._ids

    @property
    def tells_of_persons(self) -> bool:
        """Whether its rows are about persons."""
        return self._person_of is not None

    @property
    def is_asking(self) -> bool:
        """Whether the ids of the newest question are still to come."""
        return self._desk.tasks.awaits(self, "page")

    def show(self, source: Source[R], *, done: Callable[[], None] | None = None) -> None:
        """Show what another question answers; an answer still on its way is dropped.

        ``done`` is told once all ids are there, also if they had to be asked for again meanwhile.
        """
        self._source, self._done = source, done
        if not self._ids and isinstance(source, LongSource):
            self._begin(source)
            self._ask_ids(soon=True)
        else:
            self._ask_ids()

    def reload(self) -> None:
        """Ask again for the ids; what is shown stays until the answer is there."""
        self._ask_ids()

    def _ask_ids(self, *, soon: bool = False) -> None:
        """``soon``: when what is asked for already has been answered and painted."""
        source, order = self._source, self._order
        if source is None:
            return

        def fill(page: Page[R]) -> None:
            if source is not self._answered:
                # What another question said of a person is not what this one says.
                self._answered = source
                self._rows.clear()
            self._is_whole = True
            self._fill(page)
            done, self._done = self._done, None
            if done is not None:
                done()

        def page(context: Context) -> Page[R]:
            return source.page(context, order)

        if self._later or soon:
            self._desk.read_later(self, page, done=fill, latest="page", soon=soon)
        else:
            self._desk.read(self, page, done=fill, latest="page")

    def is_touched_by(self, changes: Changes) -> bool:
        """Whether a commit (no kinds: any commit) may have changed what is shown."""
        return not changes.kinds or bool(self._kinds & changes.kinds)

    def take_in(self, changes: Changes) -> None:
        """Fetch anew what a commit may have changed."""
        if not self.is_touched_by(changes):
            return
        subjects = changes.subjects
        known = 0 < len(subjects) <= _FEW and all(one in self._ids for one in subjects)
        self._stale |= subjects if known else self._rows.keys()
        self.reload()

    def row(self, place: int) -> R | None:
        """The row, if it is there already."""
        return self._rows.get(self._ids[place]) if 0 <= place < len(self._ids) else None

    def place_of(self, id: str) -> int | None:
        """Where the row with that id stands."""
        return self._ids.index(id) if id in self._ids else None

    def to_save(self, columns: Sequence[Column[R]]) -> Windows:
        """Every row as it is now and in this order, window by window; on the store's worker."""
        if self._source is None:
            return lambda _: ()
        source, order = self._source, self._order
        ids = self._ids if self._is_whole else None

        def windows(context: Context) -> Iterable[Sequence[ListRow]]:
            every = source.page(context, order).ids if ids is None else ids
            person_of = self._person_of or (lambda _: None)
            all_of = windows_of(source, every, columns, id_of=self._id_of, person_of=person_of)
            return all_of(context)

        return windows

    def cell(self, place: int, column: int) -> Cell:
        """What a cell shows; fetches the rows around it if they are not there."""
        row = self._rows.get(self._ids[place])
        if row is None or (self._stale and self._ids[place] in self._stale):
            self._want(place)
        if row is None:
            return _WAITING if column == 0 else Cell("")
        return self._columns[column].cell(row)

    # What Qt asks for.

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802
        """As Qt wants it."""
        return 0 if parent is not None and parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: N802
        """As Qt wants it."""
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def headerData(  # noqa: N802
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """As Qt wants it."""
        if orientation is Qt.Orientation.Vertical or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """As Qt wants it; never asks the store."""
        if not self.checkIndex(index, self.CheckIndexOption.IndexIsValid):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(index.row(), index.column()).text
        if role == ID_ROLE:
            return self._ids[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.headerData(index.column(), Qt.Orientation.Horizontal, role)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for the ids in another order."""
        if not 0 <= column < len(self._columns) or not self._columns[column].sortable:
            return
        wanted = Order(
            column=self._columns[column].name,
            descending=order is Qt.SortOrder.DescendingOrder,
        )
        if wanted != self._order:
            self._order = wanted
            self.reload()

    # Rows come and go.

    def _begin(self, source: LongSource[R]) -> None:
        """Show its first rows, unless something else or another order is asked for meanwhile."""
        order = self._order

        def begun(page: Page[R] | None) -> None:
            is_wanted = source is self._source and order == self._order
            if page is not None and page.ids and is_wanted:
                self._answered, self._is_whole = source, False
                self._fill(page)

        self._desk.read(
            self, lambda context: source.start(context, order), done=begun, latest="start"
        )

    def _fill(self, page: Page[R]) -> None:
        self.beginResetModel()
        self._generation += 1
        self._ids = page.ids
        self._windows = {
            window: None for window in self._windows if window * WINDOW < len(page.ids)
        }
        kept = {0: None, **self._windows}
        self._rows = {
            key: self._rows[key]
            for window in kept
            for key in page.ids[window * WINDOW : (window + 1) * WINDOW]
            if key in self._rows
        }
        self._stale &= self._rows.keys()
        self._gone.clear()
        self._wanted.clear()
        self._take(page.rows)
        self.endResetModel()
        self.filled.emit(len(self._ids))

    def _take(self, rows: Sequence[R]) -> None:
        for row in rows:
            key = self._id_of(row)
            self._rows[key] = row
            self._stale.discard(key)

    def _want(self, place: int) -> None:
        if self._ids[place] in self._gone:
            return
        window = place // WINDOW
        self._wanted.pop(window, None)
        self._wanted[window] = None
        if not self._fetching and not self._ask.isActive():
            self._ask.start()

    def _fetch_wanted(self) -> None:
        """One question at a time, and the windows painted last: a fast scroll queues nothing."""
        source = self._source
        wanted = list(self._wanted)[-2:]
        self._wanted.clear()
        ids = [
            key
            for window in wanted
            for key in self._ids[window * WINDOW : (window + 1) * WINDOW]
            if (key not in self._rows or key in self._stale) and key not in self._gone
        ]
        if source is None or not ids:
            return
        generation = self._generation
        self._fetching = True

        def arrived(rows: Sequence[R]) -> None:
            self._fetching = False
            if generation == self._generation:
                self._take(rows)
                self._gone.update(key for key in ids if key not in self._rows)
                self._keep(wanted)
            if self._wanted:
                self._ask.start()

        def failed(error: BaseException) -> None:
            self._fetching = False
            self._desk.tasks.failed.emit(error)

        self._desk.read(
            self, lambda context: list(source.rows(context, ids)), done=arrived, failed=failed
        )

    def _keep(self, windows: Sequence[int]) -> None:
        for window in windows:
            self._windows.pop(window, None)
            self._windows[window] = None
        while len(self._windows) > _MOST_WINDOWS:
            oldest = next(iter(self._windows))
            del self._windows[oldest]
            for key in self._ids[oldest * WINDOW : (oldest + 1) * WINDOW]:
                self._rows.pop(key, None)
        last_column = len(self._columns) - 1
        for window in windows:
            last = min((window + 1) * WINDOW, len(self._ids)) - 1
            self.dataChanged.emit(self.index(window * WINDOW, 0), self.index(last, last_column))

    def _spoken(self, place: int, column: int) -> str:
        row = self.row(place)
        if row is None:
            return self.tr("Hämtas") if column == 0 else ""
        return sentence(self._columns, row) if column == 0 else self._columns[column].say(row)
