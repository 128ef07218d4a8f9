"""A unit's answers as they are typed: what is known, and what is not saved yet."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QObject

from munhalsa.application.answer_sheet import AnswerSheet, SheetLine, answer_sheet
from munhalsa.application.context import Context
from munhalsa.desktop.born import born_words
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.models.columns import Cell, Column
from munhalsa.desktop.models.window_model import Order, Page, WindowModel
from munhalsa.desktop.person_words import NOTHING, answer_chip, answered_by_words
from munhalsa.desktop.theme import Tone
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.response import AnsweredBy

translate = QCoreApplication.translate

_KINDS = frozenset({"person", "certificate", "response", "residence", "unit"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """An answer that is not saved yet."""

    wants: bool
    by: AnsweredBy
    name: str | None = None


TypedOf = Callable[[str], Typed | None]


class AnswerSource:
    """One unit's list, by room; ``sheet`` is its answer."""

    def __init__(self, unit_id: str) -> None:
        self.unit_id = unit_id
        self.sheet: AnswerSheet | None = None

    def page(self, context: Context, order: Order) -> Page[SheetLine]:
        """Everybody; a unit is never so large that rows must wait."""
        sheet = self.sheet = answer_sheet(context, self.unit_id)
        return Page(ids=[line.person_id for line in sheet.lines], rows=sheet.lines)

    def rows(self, context: Context, ids: Sequence[str]) -> Sequence[SheetLine]:
        """Those of them, fetched anew."""
        wanted = set(ids)
        return [
            line for line in answer_sheet(context, self.unit_id).lines if line.person_id in wanted
        ]


def answer_model(desk: Desk, typed: TypedOf, parent: QObject) -> WindowModel[SheetLine]:
    """An empty list; ``typed`` gives what is not saved yet of a person."""
    return WindowModel(
        desk,
        _columns(typed),
        id_of=lambda line: line.person_id,
        kinds=_KINDS,
        order=Order(column="room"),
        person_of=lambda line: line.person_id,
        parent=parent,
    )


def _columns(typed: TypedOf) -> Sequence[Column[SheetLine]]:
    def new(line: SheetLine) -> Cell:
        answer = typed(line.person_id)
        return Cell("") if answer is None else answer_chip(answer.wants)

    def who(line: SheetLine) -> Cell:
        answer = typed(line.person_id)
        if answer is None:
            return Cell("")
        words = answered_by_words(answer.by)
        return Cell(f"{words}, {answer.name}" if answer.name else words, Tone.MUTED)

    return (
        Column(
            name="name",
            title=translate("AnswerModel", "Namn"),
            cell=lambda line: Cell(line.name),
            spoken=lambda line: line.name,
            width=20,
            sortable=False,
        ),
        Column(
            name="room",
            title=translate("AnswerModel", "Rum"),
            cell=lambda line: Cell(line.room or NOTHING),
            spoken=_say_room,
            width=8,
            sortable=False,
        ),
        Column(
            name="number",
            title=translate("AnswerModel", "Personnummer"),
            cell=lambda line: Cell(line.number, Tone.MUTED),
            spoken=lambda line: born_words(line.number),
            width=14,
            sortable=False,
            identity=True,
        ),
        Column(
            name="before",
            title=translate("AnswerModel", "Senaste svar"),
            cell=lambda line: Cell(_before(line), Tone.MUTED),
            width=20,
            sortable=False,
        ),
        Column(
            name="answer",
            title=translate("AnswerModel", "Nytt svar"),
            cell=new,
            width=13,
            sortable=False,
        ),
        Column(
            name="by",
            title=translate("AnswerModel", "Vem svarade"),
            cell=who,
            width=24,
            sortable=False,
        ),
    )


def _say_room(line: SheetLine) -> str:
    return "" if line.room is None else translate("AnswerModel", "rum {0}").format(line.room)


def _before(line: SheetLine) -> str:
    words = answer_chip(line.wants).text
    return words if line.answered is None else f"{words} {line.answered}"
