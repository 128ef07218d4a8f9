"""A key in the search field until its hits are painted (floor: the bare search, a plain table)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEventLoop
from PySide6.QtTest import QTest

from benchmarks.measuring import Measure, Work
from benchmarks.places import Place, bare
from benchmarks.rows.search import answer, name_prefixes
from benchmarks.window.painting import Painted, paint
from benchmarks.window.plain_table import Cells, cells_of, plain_table
from benchmarks.window.stage import Shown, shown
from munhalsa.application.person_list import PersonRow

GOAL = 2.0
FRAME = 0.016
_ROUNDS = 60


def keystroke(place: Place) -> Measure:
    """The fifth letter of a family name, until the list in its window has been painted anew."""
    stage = shown(place)
    typed = name_prefixes(place)
    connection = place.held.enter_context(bare(place.filled.engine))
    table, model = plain_table(stage.view)
    place.held.callback(table.deleteLater)
    table.show()
    ready = [_found(stage, one.text) for one in typed]

    def ours(number: int) -> Work:
        text = typed[number % len(typed)].text
        _type_all(stage, text[:-1])

        return lambda: _press(stage, text[-1])

    def floor(number: int) -> Work:
        which = number % len(typed)

        def ask_and_paint() -> None:
            answer(place, connection, typed[which])
            model.show(ready[which])
            paint(table.viewport())

        return ask_and_paint

    return Measure(
        name="key press to painted list",
        size=place.persons,
        rounds=place.rounds(_ROUNDS),
        ours=ours,
        floor=floor,
        goal=GOAL,
        most=FRAME,
    )


def _type_all(stage: Shown, text: str) -> None:
    search = stage.window.ui.search
    search.setText(text)
    search.textEdited.emit(text)
    stage.settle()


def _press(stage: Shown, letter: str) -> None:
    """One key, and the event loop until the hits are in the list and painted."""
    loop = QEventLoop()
    filled = stage.view.model.filled.connect(
        lambda _count: Painted(stage.view.table.viewport(), loop.quit)
    )
    search = stage.window.ui.search
    if letter.isascii():
        QTest.keyClicks(search, letter)
    else:
        search.insert(letter)
        search.textEdited.emit(search.text())
    loop.exec()
    stage.view.model.filled.disconnect(filled)


def _found(stage: Shown, text: str) -> Sequence[Cells]:
    """What the list shows for a text."""
    _type_all(stage, text)
    model = stage.view.model
    rows: list[PersonRow] = []
    for place in range(model.rowCount()):
        row = model.row(place)
        if row is not None:
            rows.append(row)
    return cells_of(stage.view, rows)
