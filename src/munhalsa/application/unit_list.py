"""The list of units: which are in it and in what order, and what a row of it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum

from munhalsa.application.context import Context
from munhalsa.application.ports import Reader
from munhalsa.application.ports_units import UnitFacts, UnitFilter, UnitOrder
from munhalsa.application.verify_unit import months_confirmed
from munhalsa.domain.account import Permission
from munhalsa.domain.dates import months_before
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.swedish import search_words


class UnitToDo(StrEnum):
    """What waits to be done with a unit; the first comes first."""

    CONFIRM = "confirm"
    REGISTER = "register"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """A unit in the list, and what waits to be done with it.

    ``counted``: its residents and certificates are those of the unit; of one whose persons are out
    of sight none is counted, which is no figure.
    """

    facts: UnitFacts
    counted: bool
    to_do: tuple[UnitToDo, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitPage:
    """Every id in order, the first rows, and how many units there are in all."""

    ids: Sequence[str]
    rows: Sequence[UnitRow]
    total: int


def unit_page(
    context: Context,
    wanted: UnitFilter,
    order: UnitOrder,
    *,
    rows: int,
    typed: str = "",
    to_confirm: bool = False,
) -> UnitPage:
    """The units that the filter lets through, and that have every typed word in some name.

    ``to_confirm``: only those whose contact details should be confirmed.
    """
    context.require(Permission.SEE_PERSONS)
    see = context.session.sees_protected
    with context.read() as reader:
        if to_confirm:
            wanted = replace(wanted, unconfirmed_since=_since(context, reader))
        ids = reader.units.ids(wanted, order, day=context.today, see_protected=see)
        if typed.strip():
            found = _found(reader, typed)
            ids = [one for one in ids if one in found]
        everything = reader.units.ids(
            UnitFilter(closed=True), UnitOrder(), day=context.today, see_protected=see
        )
        first = {row.facts.id: row for row in _rows(context, reader, ids[:rows])}
    return UnitPage(
        ids=ids, rows=[first[one] for one in ids[:rows] if one in first], total=len(everything)
    )


def unit_rows(context: Context, ids: Sequence[str]) -> Sequence[UnitRow]:
    """The rows of those units that still exist, in any order."""
    context.require(Permission.SEE_PERSONS)
    with context.read() as reader:
        return _rows(context, reader, ids)


def units_to_confirm(context: Context) -> int:
    """How many units have contact details to confirm, for those who can."""
    if not context.may(Permission.EDIT_UNITS):
        return 0
    with context.read() as reader:
        return reader.units.unconfirmed(_since(context, reader), day=context.today)


def _since(context: Context, reader: Reader) -> date:
    return months_before(context.today, months_confirmed(context, reader))


def _found(reader: Reader, typed: str) -> set[str]:
    """Units with every typed word at the beginning of a word in one of their names."""
    wanted = search_words(typed)
    words: dict[str, list[str]] = {}
    for unit, name in reader.units.names():
        words.setdefault(unit, []).extend(search_words(name))
    return {
        unit
        for unit, known in words.items()
        if all(any(one.startswith(word) for one in known) for word in wanted)
    }


def _rows(context: Context, reader: Reader, ids: Sequence[str]) -> list[UnitRow]:
    since = _since(context, reader)
    see = context.session.sees_protected
    facts = reader.units.facts(ids, day=context.today, see_protected=see)
    seen = context.session.units_for(Permission.SEE_PERSONS)
    return [
        UnitRow(
            facts=one,
            counted=seen is None or one.id in seen,
            to_do=_to_do(one, since, context.today),
        )
        for one in facts
    ]


def _to_do(facts: UnitFacts, since: date, today: date) -> tuple[UnitToDo, ...]:
    still = facts.active_to is None or facts.active_to >= today
    old = facts.verified_on is None or facts.verified_on < since
    return (
        *((UnitToDo.CONFIRM,) if still and old else ()),
        *((UnitToDo.REGISTER,) if facts.waits else ()),
    )
