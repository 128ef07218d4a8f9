"""The rows of a reconciliation: who differs in what, each side of it, and what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QCoreApplication

from munhalsa.application.context import Context
from munhalsa.application.reconcile import Earlier, Reconciliation
from munhalsa.application.reconciliation_words import (
    ASPECT_WORDS,
    CHOICE_WORDS,
    here_words,
    there_words,
)
from munhalsa.application.settle_differences import Settled
from munhalsa.desktop.models.columns import Cell, Column
from munhalsa.desktop.models.window_model import Order, Page
from munhalsa.desktop.theme import Tone
from munhalsa.domain.identity import masked
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.reconciliation import Aspect, Choice, Difference, value_of

translate = QCoreApplication.translate
_FIRST_ROWS = 100


class State(StrEnum):
    """What has become of a difference, or of a row of the file."""

    OPEN = "open"
    WAITS = "waits"
    REFUSED = "refused"
    HERE = "here"
    THERE = "there"
    LEAVE = "leave"
    UNREADABLE = "unreadable"


LEFT = frozenset({State.OPEN, State.WAITS, State.REFUSED})
"""What is still to be settled."""
SETTLED = frozenset({State.HERE, State.THERE, State.LEAVE})
UNREADABLE = frozenset({State.UNREADABLE})

_TONES = {
    State.OPEN: Tone.WARN,
    State.WAITS: Tone.NEUTRAL,
    State.REFUSED: Tone.BAD,
    State.HERE: Tone.OK,
    State.THERE: Tone.OK,
    State.LEAVE: Tone.NEUTRAL,
    State.UNREADABLE: Tone.BAD,
}


def state_word(state: State) -> str:
    """The chip of a row."""
    return {
        State.OPEN: translate("DifferenceRows", "Att avgöra"),
        State.WAITS: translate("DifferenceRows", "Väntar i kön"),
        State.REFUSED: translate("DifferenceRows", "Går inte"),
        State.HERE: _capital(CHOICE_WORDS[Choice.HERE]),
        State.THERE: _capital(CHOICE_WORDS[Choice.THERE]),
        State.LEAVE: _capital(CHOICE_WORDS[Choice.LEAVE]),
        State.UNREADABLE: translate("DifferenceRows", "Gick inte att läsa"),
    }[state]


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceRow:
    """One row; ``message`` says why, ``difference`` is there as long as it can be settled."""

    id: str
    state: State
    aspect: Aspect | None
    name: str
    number: str
    here: str
    there: str
    message: str = ""
    person_id: str | None = None
    difference: Difference | None = None

    @property
    def what(self) -> str:
        """The kind of difference in words."""
        return "" if self.aspect is None else _capital(ASPECT_WORDS[self.aspect])


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which rows are shown: of some states, of one kind of difference or of all."""

    states: frozenset[State]
    aspect: Aspect | None = None

    def takes(self, row: DifferenceRow) -> bool:
        """Whether the row is among them."""
        return row.state in self.states and self.aspect in (None, row.aspect)


class DifferenceRows:
    """Every row of a reconciliation, counted; made beside the window.

    ``counts`` is how many rows each narrowing has that has any.
    """

    def __init__(self, rows: Iterable[DifferenceRow]) -> None:
        self._rows = {row.id: row for row in rows}
        kinds = Counter((row.state, row.aspect) for row in self._rows.values())
        self.counts: Counter[Narrowing] = Counter()
        for (state, aspect), count in kinds.items():
            for states in (LEFT, SETTLED, UNREADABLE):
                if state in states:
                    self.counts[Narrowing(states)] += count
            if state in LEFT:
                self.counts[Narrowing(LEFT, aspect)] += count

    def only(self, wanted: Narrowing) -> NarrowedRows:
        """The rows of one narrowing."""
        return NarrowedRows(self, wanted)

    def chosen(self, ids: Iterable[str]) -> list[Difference]:
        """What can be settled of those rows."""
        rows = (self._rows[key] for key in ids if key in self._rows)
        return [row.difference for row in rows if row.difference is not None]

    def has_choice(self, ids: Iterable[str]) -> bool:
        """Whether any of those rows can be settled."""
        rows = (self._rows.get(key) for key in ids)
        return any(row is not None and row.difference is not None for row in rows)

    def row(self, id: str) -> DifferenceRow | None:
        """The row with that id."""
        return self._rows.get(id)

    def after(self, settled: Settled, choice: Choice) -> DifferenceRows:
        """The same when some of it has been settled, and some refused."""
        rows = dict(self._rows)
        warned: dict[str, list[str]] = {}
        for difference, notice in settled.warnings:
            warned.setdefault(_id(difference), []).append(notice.message)
        for difference in settled.done:
            key = _id(difference)
            message = " ".join(warned.get(key, ()))
            rows[key] = replace(
                rows[key], state=State(choice.value), message=message, difference=None
            )
        for difference, refusal in settled.refused:
            key = _id(difference)
            rows[key] = replace(rows[key], state=State.REFUSED, message=refusal.message)
        return DifferenceRows(rows.values())

    def remembering(self, before: DifferenceRows) -> DifferenceRows:
        """The same, with what was refused before of that which is as it was."""
        rows = dict(self._rows)
        for row in before._rows.values():
            now = rows.get(row.id)
            if row.state is State.REFUSED and now is not None and row.difference is not None:
                same = now.difference is not None and now.difference.key == row.difference.key
                rows[row.id] = row if same else now
        return DifferenceRows(rows.values())

    def ordered(self, wanted: Narrowing, order: Order) -> list[DifferenceRow]:
        """The rows of one narrowing, in order; as they were found where no column is meant."""
        key = _KEYS.get(order.column)
        rows = [row for row in self._rows.values() if wanted.takes(row)]
        if key is not None:
            rows.sort(key=key, reverse=order.descending)
        return rows


class NarrowedRows:
    """Some of the rows, a source for the list; sought and sorted beside the window."""

    def __init__(self, rows: DifferenceRows, wanted: Narrowing) -> None:
        self._rows, self._wanted = rows, wanted

    def page(self, context: Context, order: Order) -> Page[DifferenceRow]:
        """All in order."""
        rows = self._rows.ordered(self._wanted, order)
        return Page(ids=[row.id for row in rows], rows=rows[:_FIRST_ROWS])

    def rows(self, context: Context, ids: Sequence[str]) -> Sequence[DifferenceRow]:
        """Those rows."""
        found = (self._rows.row(key) for key in ids)
        return [row for row in found if row is not None]


_KEYS: Mapping[str, Callable[[DifferenceRow], Any]] = {
    "name": lambda row: row.name.casefold(),
    "number": lambda row: row.number,
    "what": lambda row: row.what,
    "here": lambda row: row.here.casefold(),
    "there": lambda row: row.there.casefold(),
    "state": lambda row: list(State).index(row.state),
}


def difference_rows(found: Reconciliation) -> DifferenceRows:
    """What is left to settle kind by kind, what was settled before, and what could not be read."""
    order = {aspect: place for place, aspect in enumerate(Aspect)}
    left = sorted(found.differences, key=lambda one: order[one.aspect])
    return DifferenceRows(
        [
            *(_left(one) for one in left),
            *(_earlier(one) for one in found.earlier),
            *(
                DifferenceRow(
                    id=f"r{row.row}",
                    state=State.UNREADABLE,
                    aspect=None,
                    name=translate("DifferenceRows", "Rad {0} i filen").format(row.row),
                    number="",
                    here="",
                    there="",
                    message=row.message,
                )
                for row in found.rejected
            ),
        ]
    )


def _id(one: Difference) -> str:
    return f"{one.number} {one.aspect}"


def _left(one: Difference) -> DifferenceRow:
    return DifferenceRow(
        id=_id(one),
        state=State.WAITS if one.waits else State.OPEN,
        aspect=one.aspect,
        name=one.name or "–",
        number=masked(one.number),
        here=_capital(here_words(one.aspect, one.here, one.standing)),
        there=_capital(there_words(one.aspect, one.there)),
        person_id=one.person_id,
        difference=one,
    )


def _earlier(one: Earlier) -> DifferenceRow:
    settled = one.settled
    aspect = Aspect(settled.aspect)
    standing = None if one.difference is None else one.difference.standing
    return DifferenceRow(
        id=f"{settled.number} {aspect} {settled.id}",
        state=State(Choice(settled.choice).value),
        aspect=aspect,
        name=one.name or "–",
        number=masked(settled.number),
        here=_capital(here_words(aspect, value_of(aspect, settled.here), standing)),
        there=_capital(there_words(aspect, value_of(aspect, settled.there))),
        message=translate("DifferenceRows", "Avgjort {0} av {1}.").format(
            settled.settled_on, settled.settled_by
        ),
        person_id=one.person_id,
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def difference_columns() -> Sequence[Column[DifferenceRow]]:
    """Who, what, each side beside the other, and what became of it."""
    return (
        Column(
            name="name",
            title=translate("DifferenceRows", "Namn"),
            cell=lambda row: Cell(row.name),
            spoken=lambda row: row.name,
            width=17,
        ),
        Column(
            name="number",
            title=translate("DifferenceRows", "Personnummer"),
            cell=lambda row: Cell(row.number, Tone.MUTED),
            width=14,
            identity=True,
        ),
        Column(
            name="what",
            title=translate("DifferenceRows", "Skillnad"),
            cell=lambda row: Cell(row.what),
            width=22,
        ),
        Column(
            name="here",
            title=translate("DifferenceRows", "Här"),
            cell=lambda row: Cell(row.here),
            width=16,
        ),
        Column(
            name="there",
            title=translate("DifferenceRows", "I listan"),
            cell=lambda row: Cell(row.there),
            width=16,
        ),
        Column(
            name="state",
            title=translate("DifferenceRows", "Läge"),
            cell=lambda row: Cell(state_word(row.state), _TONES[row.state]),
            width=14,
        ),
    )
