"""The list of persons: its columns, and the questions it is filled by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QObject

from munhalsa.application.context import Context
from munhalsa.application.person_list import (
    PersonRow,
    first_persons,
    note_list,
    note_search,
    person_page,
    person_rows,
    search_page,
)
from munhalsa.application.ports_lists import PersonFilter, PersonOrder, SortBy
from munhalsa.desktop.born import born_words
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.models.columns import Cell, Column
from munhalsa.desktop.models.window_model import Order, Page, WindowModel
from munhalsa.desktop.person_words import NOTHING, answer_chip, to_do_chip
from munhalsa.desktop.theme import Tone

translate = QCoreApplication.translate

KINDS = frozenset(
    {"person", "certificate", "response", "residence", "unit", "registration", "former_number"}
    | {"contact", "offer", "setting"}
)
"""Whose change may alter the list."""

_MANY = (PersonFilter(), PersonFilter(certified=True))
_FIRST_ROWS = 60
"""Rows that come with the ids where nobody says how many are seen."""


class PersonSource:
    """One question: what was typed, or else a filter; ``total`` and ``ids`` are its answer.

    ``seen``: how many rows there is room for; so many come with the ids.
    """

    def __init__(self, wanted: PersonFilter, typed: str = "", *, seen: int = _FIRST_ROWS) -> None:
        self.wanted = wanted
        self.typed = typed.strip()
        self._seen = seen
        self.total: int | None = None
        self.ids: Sequence[str] = ()
        self._contacts: Mapping[str, str] = {}

    def page(self, context: Context, order: Order) -> Page[PersonRow]:
        """Every id, and the first rows."""
        by = PersonOrder(by=SortBy(order.column), descending=order.descending)
        if self.typed:
            found = search_page(context, self.typed, by, rows=self._seen)
        else:
            found = person_page(context, self.wanted, by, rows=self._seen)
        self.total, self.ids, self._contacts = found.total, found.ids, found.contacts
        return Page(ids=found.ids, rows=found.rows)

    def start(self, context: Context, order: Order) -> Page[PersonRow] | None:
        """Of everybody, or all with a certificate, those first by name are found at once."""
        if self.typed or self.wanted not in _MANY or order.column != SortBy.NAME:
            return None
        by = PersonOrder(descending=order.descending)
        found = first_persons(context, self.wanted, by, rows=self._seen)
        return Page(ids=found.ids, rows=found.rows)

    def rows(self, context: Context, ids: Sequence[str]) -> Sequence[PersonRow]:
        """The rows of those ids."""
        return person_rows(context, ids, contacts=self._contacts)

    def note(self, context: Context) -> None:
        """Tell the log what was looked for and shown."""
        if self.typed:
            note_search(context, self.typed, self.ids)
        else:
            note_list(context, self.wanted, hits=len(self.ids))


def person_model(desk: Desk, parent: QObject) -> WindowModel[PersonRow]:
    """An empty list, in name order."""
    return WindowModel(
        desk,
        person_columns(),
        id_of=lambda row: row.id,
        kinds=KINDS,
        order=Order(column=SortBy.NAME.value),
        person_of=lambda row: row.id,
        parent=parent,
    )


def person_columns() -> Sequence[Column[PersonRow]]:
    """The columns there are; some are shown only when asked for."""
    return (
        Column(
            name=SortBy.NAME.value,
            title=translate("PersonModel", "Namn"),
            cell=lambda row: Cell(_name(row)),
            spoken=_name,
            width=16,
        ),
        Column(
            name=SortBy.NUMBER.value,
            title=translate("PersonModel", "Personnummer"),
            cell=lambda row: Cell(row.number, Tone.MUTED),
            spoken=_say_birth,
            width=14,
            identity=True,
        ),
        Column(
            name=SortBy.HOME.value,
            title=translate("PersonModel", "Boende"),
            cell=lambda row: Cell(row.home or NOTHING),
            spoken=lambda row: row.home or "",
            width=14,
        ),
        Column(
            name=SortBy.GROUND.value,
            title=translate("PersonModel", "Personkrets"),
            cell=lambda row: Cell(row.ground or NOTHING),
            spoken=_say_certificate,
            width=11,
        ),
        Column(
            name=SortBy.ANSWER.value,
            title=translate("PersonModel", "Svar"),
            cell=_answer,
            spoken=_say_answer,
            width=13,
        ),
        Column(
            name=SortBy.ANSWERED.value,
            title=translate("PersonModel", "Svarade"),
            cell=lambda row: Cell(row.answered.isoformat() if row.answered else NOTHING),
            spoken=_say_answered,
            width=11,
            shown=False,
        ),
        Column(
            name=SortBy.LAST_DAY.value,
            title=translate("PersonModel", "Gäller till"),
            cell=lambda row: Cell(row.last_day.isoformat() if row.last_day else NOTHING),
            spoken=_say_last_day,
            width=11,
            shown=False,
        ),
        Column(
            name="to_do",
            title=translate("PersonModel", "Att göra"),
            cell=_to_do,
            spoken=_say_to_do,
            width=18,
            sortable=False,
        ),
    )


def _name(row: PersonRow) -> str:
    """With the contact that the search found; the name alone tells nobody why it is there."""
    if row.contact is None:
        return row.name
    return translate("PersonModel", "{0} (kontakt: {1})").format(row.name, row.contact)


def _answer(row: PersonRow) -> Cell:
    if row.wants is None and row.certificate is None:
        return Cell(NOTHING, Tone.MUTED)
    return answer_chip(row.wants)


def _to_do(row: PersonRow) -> Cell:
    """The first thing that waits; the card tells the others."""
    return to_do_chip(row.to_do[0], row.valid_to) if row.to_do else Cell("")


def _say_birth(row: PersonRow) -> str:
    if row.masked:
        return ""
    return born_words(row.number)


def _say_certificate(row: PersonRow) -> str:
    if row.masked:
        return ""
    if row.ground is None:
        return translate("PersonModel", "inget giltigt intyg")
    return translate("PersonModel", "personkrets {0}").format(row.ground)


def _say_answer(row: PersonRow) -> str:
    if row.masked or (row.wants is None and row.certificate is None):
        return ""
    return answer_chip(row.wants).text


def _say_answered(row: PersonRow) -> str:
    if row.answered is None:
        return ""
    return translate("PersonModel", "svarade {0}").format(row.answered)


def _say_last_day(row: PersonRow) -> str:
    if row.last_day is None:
        return ""
    return translate("PersonModel", "intyget gäller till {0}").format(row.last_day)


def _say_to_do(row: PersonRow) -> str:
    words = ", ".join(to_do_chip(one, row.valid_to).text for one in row.to_do)
    return translate("PersonModel", "att göra: {0}").format(words) if words else ""
