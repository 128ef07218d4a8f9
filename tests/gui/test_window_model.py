"""A list of any length: rows come when painted, and nothing in it waits for the store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import pytest
from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QWidget

from munhalsa.application.context import Context
from munhalsa.application.due_list import DueRow
from munhalsa.application.ports import Changes
from munhalsa.application.save_list import Windows
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.look import Look
from munhalsa.desktop.models.columns import Cell, Column
from munhalsa.desktop.models.due_model import due_columns
from munhalsa.desktop.models.window_model import ID_ROLE, WINDOW, Order, Page, WindowModel
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.widgets.table import Table
from tests.support.windows import settle


@dataclass(frozen=True, slots=True)
class Row:
    id: str
    name: str
    answer: str


@dataclass
class Register:
    """A source whose rows a test may change; counts what it was asked."""

    rows_by_id: dict[str, Row]
    asked: list[Sequence[str]] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    first: int = 0

    def page(self, context: Context, order: Order) -> Page[Row]:
        self.orders.append(order)
        rows = sorted(
            self.rows_by_id.values(),
            key=lambda row: str(getattr(row, order.column)),
            reverse=order.descending,
        )
        return Page(ids=[row.id for row in rows], rows=rows[: self.first])

    def rows(self, context: Context, ids: Sequence[str]) -> Sequence[Row]:
        self.asked.append(list(ids))
        return [self.rows_by_id[key] for key in reversed(ids) if key in self.rows_by_id]


class LongRegister(Register):
    """So many that its first rows are given beforehand; ``gone`` leave meanwhile."""

    gone: tuple[str, ...] = ()

    def start(self, context: Context, order: Order) -> Page[Row] | None:
        if order.descending:
            return None
        begun = self.page(context, order)
        for one in self.gone:
            del self.rows_by_id[one]
        return Page(ids=begun.ids[: self.first], rows=begun.rows)


COLUMNS = (
    Column[Row](name="name", title="Namn", cell=lambda row: Cell(row.name)),
    Column[Row](
        name="answer", title="Svar", cell=lambda row: Cell(row.answer, Tone.OK), sortable=True
    ),
    Column[Row](
        name="id",
        title="Nummer",
        cell=lambda row: Cell(row.id, Tone.MUTED),
        spoken=lambda _: "",
        sortable=False,
    ),
)


def register(count: int) -> Register:
    rows = [Row(f"{n:05}", f"Person {n:05}", "Önskar" if n % 2 else "") for n in range(count)]
    return Register({row.id: row for row in rows})


@pytest.fixture
def model(desk: Desk) -> WindowModel[Row]:
    return WindowModel(
        desk,
        COLUMNS,
        id_of=lambda row: row.id,
        kinds=frozenset({"person"}),
        order=Order(column="name"),
        parent=QObject(desk),
    )


@pytest.fixture
def show(model: WindowModel[Row], desk: Desk) -> Callable[[Register], None]:
    def shown(source: Register) -> None:
        model.show(source)
        settle(desk.tasks)

    return shown


def paint(model: WindowModel[Row], desk: Desk, first: int, last: int) -> list[str]:
    """What a view sees of those rows when all is there."""
    for place in range(first, last):
        model.data(model.index(place, 0))
    settle(desk.tasks)
    return [str(model.data(model.index(place, 0))) for place in range(first, last)]


def test_it_is_a_model_as_qt_wants_them(
    model: WindowModel[Row], desk: Desk, show: Callable[[Register], None]
) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(model, mode)
    for count in (0, 3, 250, 1):
        show(register(count))
        paint(model, desk, 0, count)
        assert model.rowCount() == count
        assert model.rowCount(model.index(0, 0)) == 0
    tester.deleteLater()


def test_only_the_windows_that_are_painted_are_fetched(
    model: WindowModel[Row], desk: Desk, show: Callable[[Register], None]
) -> None:
    source = register(50_000)
    show(source)
    assert source.asked == []
    assert paint(model, desk, 20_050, 20_052) == ["Person 20050", "Person 20051"]
    assert [len(ids) for ids in source.asked] == [WINDOW]


def test_what_is_not_there_yet_is_said_to_come(
    model: WindowModel[Row], show: Callable[[Register], None]
) -> None:
    show(register(5))
    assert model.data(model.index(0, 0)) == "…"
    assert model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole) == "Hämtas"
    assert model.row(0) is None


def test_rows_that_come_with_the_ids_are_not_asked_for_again(
    model: WindowModel[Row], desk: Desk, show: Callable[[Register], None]
) -> None:
    source = register(10)
    source.first = 10
    show(source)
    assert model.data(model.index(9, 0)) == "Person 00009"
    assert paint(model, desk, 0, 10)[0] == "Person 00000"
    assert source.asked == []


def test_the_first_rows_of_a_long_list_are_there_before_all_its_ids(
    model: WindowModel[Row], desk: Desk, show: Callable[[Register], None]
) -> None:
    source = LongRegister(register(500).rows_by_id, first=20)
    source.gone = ("00003",)
    counts: list[int] = []
    asked: list[int] = []
    painted: list[str] = []
    model.filled.connect(counts.append)
    model.filled.connect(lambda _: asked.append(len(source.orders)))
    model.filled.connect(lambda _: painted.append(str(model.data(model.index(3, 0)))))
    show(source)
    assert counts == [20, 499]
    assert asked == [1, 2], "all ids are asked for when the first rows have been shown"
    assert painted == ["Person 00003", "Person 00004"]
    assert (model.place_of("00498"), model.place_of("00003")) == (497, None)
    show(source)
    assert counts == [20, 499, 499], "what is shown stays until all is there"


def _count(windows: Windows, context: Context) -> int:
    return sum(map(len, windows(context)))


def test_a_long_list_of_which_only_the_first_rows_are_there_is_saved_whole(
    model: WindowModel[Row], desk: Desk, show: Callable[[Register], None]
) -> None:
    saving: list[Windows] = []
    saved: list[int] = []
    model.filled.connect(lambda _: saving.append(model.to_save(COLUMNS)))
    show(LongRegister(register(30).rows_by_id, first=20))
    for windows in saving:
        desk.read(model, partial(_count, windows), done=saved.append)
    settle(desk.tasks)
    assert saved == [30, 30]


def test_an_order_chosen_before_the_first_rows_are_there_holds_and_all_is_told(
    model: WindowModel[Row], desk: Desk
) -> None:
    counts: list[int] = []
    answered: list[str] = []
    model.filled.connect(counts.append)
    model.show(
        LongRegister(register(30).rows_by_id, first=20), done=lambda: answered.append(model.ids[0])
    )
    model.sort(0, Qt.SortOrder.DescendingOrder)
    settle(desk.tasks)
    assert (counts, answered) == ([30], ["00029"])


def test_a_lock_between_the_first_rows_and_all_is_no_fault(
    model: WindowModel[Row], desk: Desk
) -> None:
    counts: list[int] = []
    faults: list[object] = []
    model.filled.connect(counts.append)
    desk.tasks.failed.connect(faults.append)
    model.show(LongRegister(register(30).rows_by_id, first=20))
    desk.close(model, done=lambda _: None, failed=faults.append)
    settle(desk.tasks)
    assert (counts, faults) == ([20], []), "nothing more is asked of a store that is locked"


def test_a_long_list_with_nothing_in_it_is_told_of_once(
    model: WindowModel[Row], show: Callable[[Register], None]
) -> None:
    counts: list[int] = []
    model.filled.connect(counts.append)
    show(LongRegister({}))
    assert counts == [0]


def test_a_long_list_that_has_no_quicker_start_comes_at_once(
    model: WindowModel[Row], show: Callable[[Register], None]
) -> None:
    counts: list[int] = []
    model.filled.connect(counts.append)
    model.sort(1, Qt.SortOrder.DescendingOrder)
    show(LongRegister(register(30).rows_by_id, first=20))
    assert counts == [30]


def test_a_fast_scroll_asks_for_where_it_ends(
    model: WindowModel[Row], desk: Desk, show: Callable[[Register], None]
) -> None:
    source = register(50_000)
    show(source)
    paint(model, desk, 0, 50_000)
    assert sum(len(ids) for ids in source.asked) <= 4 * WINDOW
    assert model.row(49_999) is not None


def test_rows_painted_long_ago_give_way(
    model: WindowModel[Row], desk: Desk, show: Callable[[Register], None]
) -> None:
    show(register(60 * WINDOW))
    for window in range(60):
        paint(model, desk, window * WINDOW, window * WINDOW + 1)
    assert model.row(0) is None
    assert model.row(59 * WINDOW) is not None


def test_a_row_is_a_sentence(
    model: WindowModel[Row], desk: Desk, show: Callable[[Register], None]
) -> None:
    show(register(2))
    paint(model, desk, 0, 2)
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.data(model.index(1, 0), role) == "Namn: Person 00001. Svar: Önskar."
    assert model.data(model.index(0, 0), role) == "Namn: Person 00000."
    assert model.data(model.index(1, 1), role) == "Svar: Önskar"
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Svar"
    assert model.data(model.index(1, 2), ID_ROLE) == "00001"
    assert model.data(QModelIndex()) is None


def test_sorting_asks_again(
    model: WindowModel[Row], desk: Desk, show: Callable[[Register], None]
) -> None:
    source = register(3)
    show(source)
    model.sort(0, Qt.SortOrder.DescendingOrder)
    settle(desk.tasks)
    assert list(model.ids) == ["00002", "00001", "00000"]
    model.sort(2)
    settle(desk.tasks)
    assert source.orders == [Order(column="name"), Order(column="name", descending=True)]


def test_a_change_of_a_row_fetches_that_row_and_shows_the_old_meanwhile(
    model: WindowModel[Row], desk: Desk, show: Callable[[Register], None]
) -> None:
    source = register(3)
    show(source)
    paint(model, desk, 0, 3)
    source.rows_by_id["00001"] = Row("00001", "Person 00001", "Önskar inte")
    model.take_in(Changes(kinds=frozenset({"person"}), subjects=frozenset({"00001"})))
    assert model.data(model.index(1, 1)) == "Önskar"
    settle(desk.tasks)
    paint(model, desk, 0, 3)
    assert model.data(model.index(1, 1)) == "Önskar inte"
    assert source.asked[-1] == ["00001"]


def test_a_change_of_others_leaves_the_list_alone(
    model: WindowModel[Row], show: Callable[[Register], None]
) -> None:
    source = register(1)
    show(source)
    model.take_in(Changes(kinds=frozenset({"training"}), subjects=frozenset({"x"})))
    assert len(source.orders) == 1


def test_a_change_of_something_unknown_fetches_all_anew(
    model: WindowModel[Row], desk: Desk, show: Callable[[Register], None]
) -> None:
    source = register(2)
    show(source)
    paint(model, desk, 0, 2)
    source.rows_by_id["00002"] = Row("00002", "Person 00002", "")
    model.take_in(Changes(kinds=frozenset({"person"}), subjects=frozenset({"00002"})))
    settle(desk.tasks)
    paint(model, desk, 0, 3)
    assert source.asked[-1] == ["00000", "00001", "00002"]


def test_a_row_that_went_away_is_not_asked_for_forever(
    model: WindowModel[Row], desk: Desk, show: Callable[[Register], None]
) -> None:
    source = register(2)
    show(source)
    del source.rows_by_id["00001"]
    paint(model, desk, 0, 2)
    paint(model, desk, 0, 2)
    assert len(source.asked) == 1


def test_another_question_keeps_no_row_of_the_one_before(
    model: WindowModel[Row], desk: Desk, show: Callable[[Register], None]
) -> None:
    show(register(2))
    paint(model, desk, 0, 2)
    show(Register({"00001": Row("00001", "Person 00001", "Väntar på besök")}))
    assert model.row(0) is None
    paint(model, desk, 0, 1)
    assert model.data(model.index(0, 1)) == "Väntar på besök"


def test_how_often_somebody_was_asked_is_counted_in_words() -> None:
    column = due_columns()[-1]
    row = DueRow(id="a", identity=None, name="", number="", reason="")
    asked = [replace(row, contacts=count) for count in (0, 1, 3)]
    assert [column.cell(one).text for one in asked] == ["–", "1 gång", "3 ggr"]
    assert [column.say(one) for one in asked] == ["", "frågad en gång", "frågad 3 gånger"]


def test_the_table_keeps_its_row_by_id(
    model: WindowModel[Row], desk: Desk, look: Look, show: Callable[[Register], None]
) -> None:
    parent = QWidget()
    table = Table(model, look, name="Personer", parent=parent)
    chosen: list[str] = []
    table.chosen.connect(chosen.append)
    source = register(500)
    show(source)
    assert table.choose("00300")
    source.rows_by_id["-"] = Row("-", "Aa", "")
    model.take_in(Changes(kinds=frozenset({"person"}), subjects=frozenset({"-"})))
    settle(desk.tasks)
    assert table.current_id == "00300"
    assert table.currentIndex().row() == 301
    assert chosen == ["00300"]
    assert not table.choose("ny")
    source.rows_by_id["ny"] = Row("ny", "Ny", "")
    model.reload()
    settle(desk.tasks)
    assert table.current_id == "ny"
    assert chosen == ["00300", "ny"]


def test_the_keyboard_speaks_for_the_whole_row_and_opens_it(
    model: WindowModel[Row], desk: Desk, look: Look, show: Callable[[Register], None]
) -> None:
    parent = QWidget()
    table = Table(model, look, name="Personer", parent=parent)
    opened: list[str] = []
    table.opened.connect(opened.append)
    show(register(30))
    table.choose_first()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(table, key)
    assert table.currentIndex().column() == 0
    assert opened == ["00002"]
    QTest.keyClick(table, Qt.Key.Key_End)
    assert table.current_id == "00029"
    QTest.keyClick(table, Qt.Key.Key_Home)
    assert table.current_id == "00000"


def test_columns_are_kept_by_name(
    model: WindowModel[Row], look: Look, show: Callable[[Register], None]
) -> None:
    parent = QWidget()
    table = Table(model, look, name="Personer", parent=parent)
    table.set_widths({"name": 200, "id": 90, "borttagen": 4})
    assert table.widths() == {"name": 200, "id": 90}
    menu = table.columns_menu(parent)
    texts = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert texts == ["Sortera efter Namn", "Sortera efter Svar", "Visa Svar", "Visa Nummer"]
    menu.actions()[-2].trigger()
    assert "answer" in table.widths()
