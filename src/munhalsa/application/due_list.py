"""Who waits and for what: the lists D0 to D8 of the figures that follow from the records.

Reading a list writes nothing; whoever shows it notes it when it has settled.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from munhalsa.application.context import Context
from munhalsa.application.due_words import reason_words
from munhalsa.application.person_list import (
    MASKED_NAME,
    MASKED_NUMBER,
    OWN_HOME,
    SHOW_NUMBERS,
)
from munhalsa.application.ports import Deed, Reader
from munhalsa.application.ports_due import DueFacts, DueFilter, DueOrder, Moment
from munhalsa.application.practice import practice_of
from munhalsa.application.settings import setting_value
from munhalsa.domain.account import Permission
from munhalsa.domain.due import DueList, due_since
from munhalsa.domain.identity import formatted, masked
from munhalsa.domain.lazy_dataclass import dataclass

EVERYWHERE = DueFilter()
LONGEST_FIRST = DueOrder()
ON_PAPER = "Hanteras på papper"


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRow:
    """Somebody on a list, as they may be shown; ``masked``: a protected identity.

    ``identity`` is the whole number, None where masked; ``number`` is ready to be shown in a list.
    ``contacts`` is how many offers have been made since the answer that counts.
    """

    id: str
    identity: str | None
    name: str
    number: str
    reason: str
    home: str | None = None
    since: date | None = None
    contacts: int | None = None
    masked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DuePage:
    """Every id in order, and the first rows."""

    ids: Sequence[str]
    rows: Sequence[DueRow]


def due_page(
    context: Context,
    which: DueList,
    narrowed: DueFilter = EVERYWHERE,
    order: DueOrder = LONGEST_FIRST,
    *,
    rows: int | None = None,
) -> DuePage:
    """Everybody on the list; ``rows`` None: with all their rows."""
    context.require(Permission.SEE_PERSONS)
    with context.read() as reader:
        ids = reader.due.ids(which, narrowed, order, _moment(context, reader))
        first = list(ids) if rows is None else list(ids[:rows])
        found = {row.id: row for row in _rows(context, reader, which, first)}
    return DuePage(ids=ids, rows=[found[one] for one in first if one in found])


def due_rows(context: Context, which: DueList, ids: Sequence[str]) -> Sequence[DueRow]:
    """The rows of those persons who are still on the list, in any order."""
    context.require(Permission.SEE_PERSONS)
    with context.read() as reader:
        return _rows(context, reader, which, ids)


def due_counts(context: Context, narrowed: DueFilter = EVERYWHERE) -> Mapping[DueList, int]:
    """How many wait on each list."""
    context.require(Permission.SEE_PERSONS)
    with context.read() as reader:
        moment = _moment(context, reader)
        return {which: reader.due.tally(which, narrowed, moment).count for which in DueList}


def note_due_list(context: Context, which: DueList, narrowed: DueFilter, *, hits: int) -> None:
    """Log a list that has settled: which, how it was narrowed and how many it showed."""
    context.require(Permission.SEE_PERSONS)
    deed = Deed(
        action="due.list",
        subject_kind="search",
        subject_id=which.value,
        details={"hits": hits, "narrowed": narrowed.narrows},
    )
    context.store.note(deed, session=context.session)


def _moment(context: Context, reader: Reader) -> Moment:
    return Moment(
        day=context.today,
        practice=practice_of(reader, context.rules, day=context.today),
        see_protected=context.session.sees_protected,
    )


def _rows(context: Context, reader: Reader, which: DueList, ids: Sequence[str]) -> list[DueRow]:
    if not ids:
        return []
    moment = _moment(context, reader)
    whole = setting_value(reader, context.rules, SHOW_NUMBERS, day=context.today) == "yes"
    return [
        _row(which, facts, moment, whole_number=whole)
        for facts in reader.due.facts(which, ids, moment)
    ]


def _row(which: DueList, facts: DueFacts, moment: Moment, *, whole_number: bool) -> DueRow:
    if facts.protected and not moment.see_protected:
        return DueRow(
            id=facts.id,
            identity=None,
            name=MASKED_NAME,
            number=MASKED_NUMBER,
            reason=ON_PAPER,
            masked=True,
        )
    return DueRow(
        id=facts.id,
        identity=facts.number,
        name=f"{facts.family_name}, {facts.given_name}",
        number=formatted(facts.number) if whole_number else masked(facts.number),
        home=_home(facts),
        reason=reason_words(which, mark=facts.mark, detail=facts.detail),
        since=due_since(which, facts.mark, practice=moment.practice),
        contacts=facts.contacts,
    )


def _home(facts: DueFacts) -> str | None:
    parts = [OWN_HOME] if facts.own_home else []
    parts += [part for part in (facts.unit, facts.room) if part]
    return ", ".join(parts) or None
