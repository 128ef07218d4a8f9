"""A whole import taken back when weeks of other work have passed, and brought in again.

The measure is every field of every record: what the import did is gone, what was done since stays.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import cycle
from typing import Any

import pytest

from munhalsa.adapters.store.store import SqlStore
from munhalsa.adapters.tables.kinds import load_kind
from munhalsa.application.context import Context
from munhalsa.application.import_table.commit import commit_import, plan_import
from munhalsa.application.import_table.raw_table import Cell
from munhalsa.application.import_table.receipt import Receipt
from munhalsa.application.ports import Deed
from munhalsa.application.record_response import RecordResponse, record_response
from munhalsa.application.undo import UndoBlocked, undo_event, undo_import
from munhalsa.domain.assessment import Assessment, DentalVisit
from munhalsa.domain.candidate import Candidate
from munhalsa.domain.deviation import Deviation
from munhalsa.domain.person import Person
from munhalsa.domain.response import AnsweredBy, Response
from munhalsa.domain.training import Training
from munhalsa.domain.unit import Population, Unit
from tests.support.deeds import alter, born, found
from tests.support.imports import HOME, dump, person_line, stamps, take_in, verdicts
from tests.support.stores import TODAY, on_day
from tests.support.tables import raw
from tools.example_municipality import KINDS, Municipality, generate

Dump = Mapping[str, list[Any]]
Rows = list[tuple[Cell, ...]]

WEEKS_LATER = TODAY + timedelta(weeks=5)
NEWCOMER = born(1933, 240)
# What a later file says otherwise about what an earlier one brought; the rest have only new rows.
SAID_ANEW: dict[str, tuple[str, Cell]] = {
    "boendeenheter": ("Telefon", "031-1"),
    "personer": ("Efternamn", "Ändrad"),
    "svar": ("Önskar munhälsobedömning", "Nej"),
    "bedomningar": ("Titel", "Legitimerad"),
    "insatser": ("Till", date(2026, 11, 1)),
    "befolkning": ("Folkmängd 2024", 77),
}
# What the population register says of those who are known.
CHANGES: list[dict[str, Cell]] = [
    {"Avliden": date(2026, 10, 3)},
    {"Efternamn": "Gift"},
    {"Gatuadress": "Ågatan 7", "Postnummer": "504 30", "Postort": "Borås"},
    {"Skyddade uppgifter": "Sekretessmarkering"},
    {"Flyttad till kommun": "1480"},
]
# Of what each kind makes: a field that somebody changes later.
BUILT_ON: dict[str, tuple[type[Any], str, Any]] = {
    "boendeenheter": (Unit, "places", 99),
    "personer": (Person, "language", "finska"),
    "svar": (Response, "passed_on", True),
    "bedomningar": (Assessment, "performed_by", "Annan"),
    "tandvardsbesok": (DentalVisit, "provider", "Annan"),
    "utbildningar": (Training, "note", "Rättad"),
    "avvikelser": (Deviation, "description", "Rättad"),
    "insatser": (Candidate, "reason", "Rättad"),
    "befolkning": (Population, "count", 1),
}
SEARCHED = ("search_term", "search_text")


@cache
def _municipality(seed: int, persons: int) -> Municipality:
    return generate(persons=persons, seed=seed, years=6, today=TODAY)


def _rows(municipality: Municipality, kind: str) -> Rows:
    table = municipality.tables[kind]
    rows: Rows = [tuple("" if cell is None else cell for cell in row) for row in table.rows]
    if kind != "folkbokforing":
        return rows
    known = dict.fromkeys(str(row[0]) for row in municipality.tables["personer"].rows)
    changes = cycle(CHANGES)
    return [*rows, *(_line(table.headings, number, next(changes)) for number in known)]


def _line(headings: Sequence[str], number: str, change: Mapping[str, Cell]) -> tuple[Cell, ...]:
    return tuple({"Personnummer": number, **change}.get(heading, "") for heading in headings)


def _bring(context: Context, municipality: Municipality, kind: str, rows: Rows) -> Receipt:
    mark = hashlib.sha256(repr(rows).encode()).hexdigest()
    table = replace(raw(municipality.tables[kind].headings, *rows), sha256=mark)
    receipt = commit_import(context, table, load_kind(kind))
    verdicts(receipt)
    again = plan_import(context, table, load_kind(kind))
    assert not again.brings_something, "the same file again must bring nothing"
    return receipt


def _prepare(context: Context, municipality: Municipality, kind: str) -> Rows:
    """Take in what the table builds on and the first half of its rows; what the import brings."""
    for needed in ("boendeenheter", "personer"):
        if needed != kind:
            _bring(context, municipality, needed, _rows(municipality, needed))
    rows = _rows(municipality, kind)
    first, rest = rows[: len(rows) // 2], rows[len(rows) // 2 :]
    _bring(context, municipality, kind, first)
    if kind not in SAID_ANEW:
        return rows
    heading, word = SAID_ANEW[kind]
    at = municipality.tables[kind].headings.index(heading)
    return [*((*row[:at], word, *row[at + 1 :]) for row in first), *rest]


def _other_work(context: Context) -> None:
    """What a municipality does in five weeks that does not build on the import."""
    later = on_day(context, WEEKS_LATER - timedelta(days=3))
    take_in(later, "boendeenheter", {**HOME, "Enhetskod": "Z9", "Boendenamn": "Nya huset"})
    line = person_line(NEWCOMER, Förnamn="Åke", Boendeenhet="Z9", Grund="2a")
    take_in(later, "personer", {**line, "Intyg utfärdat": later.today})
    answer = RecordResponse(
        number=NEWCOMER, answered=later.today, wants=True, answered_by=AnsweredBy.SELF
    )
    record_response(later, answer)
    alter(later, min(found(later, Unit), key=lambda unit: unit.id), places=99)


def _without_the_import(before: Dump, after: Dump, later: Dump) -> dict[str, Any]:
    """What there would be had there been all but the import, field by field."""
    expected: dict[str, Any] = {}
    for table, records in later.items():
        if table in SEARCHED:
            since = Counter(records) - Counter(after[table])
            expected[table] = Counter(before[table]) + since
            continue
        old, brought = _by_id(before[table]), _by_id(after[table])
        expected[table] = {
            key: record if key not in brought else _unchanged_by(old[key], brought[key], record)
            for key, record in _by_id(records).items()
            if key in old or key not in brought
        }
    return expected


def _unchanged_by(
    old: dict[str, Any], brought: dict[str, Any], now: dict[str, Any]
) -> dict[str, Any]:
    return {name: now[name] if now[name] != brought[name] else old[name] for name in now}


def _by_id(records: list[Any]) -> dict[str, dict[str, Any]]:
    return {record["id"]: record for record in records}


def _sorted(held: Dump) -> dict[str, Any]:
    return {
        table: Counter(records) if table in SEARCHED else _by_id(records)
        for table, records in held.items()
    }


def _named(context: Context) -> Context:
    """Somebody who may take back that a person became protected."""
    return replace(context, session=replace(context.session, sees_protected=True))


def _check_undone_and_redone(
    context: Context, store: SqlStore, municipality: Municipality, kind: str
) -> None:
    rows = _prepare(context, municipality, kind)
    before = dump(store)
    receipt = _bring(context, municipality, kind, rows)
    assert receipt.new + receipt.changed, "an import that brings nothing shows nothing"
    after = dump(store)
    _other_work(context)
    later, made = dump(store), stamps(store)

    then = _named(on_day(context, WEEKS_LATER))
    undone = undo_import(then, receipt.batch or "")
    assert _sorted(dump(store)) == _without_the_import(before, after, later)
    undo_event(then, undone.event or "")
    assert _sorted(dump(store)) == _sorted(later)
    assert stamps(store) == made


def _check_blocked(context: Context, store: SqlStore, kind: str) -> None:
    """A later change of what the import made is named; once that is taken back, the way is free."""
    municipality = _municipality(seed=1, persons=14)
    rows = _prepare(context, municipality, kind)
    record, field, word = BUILT_ON[kind]
    known = {one.id for one in found(context, record)}
    before = dump(store)
    receipt = _bring(context, municipality, kind, rows)
    then = on_day(context, WEEKS_LATER)
    made = next(one for one in found(then, record) if one.id not in known)
    deed = Deed(action="test.change", subject_kind="person", subject_id="")
    with then.write(deed) as work:
        work.change(made, **{field: word})
        event = work.commit().event
    held = dump(store)
    with pytest.raises(UndoBlocked) as blocked:
        undo_import(_named(then), receipt.batch or "")
    assert blocked.value.events == (event,)
    assert event in blocked.value.message
    assert dump(store) == held
    undo_event(then, event)
    undo_import(_named(then), receipt.batch or "")
    assert _sorted(dump(store)) == _sorted(before)


@pytest.mark.parametrize("kind", ["boendeenheter", "svar"])
def test_an_import_is_taken_back_and_brought_in_again_weeks_later(
    context: Context, store: SqlStore, kind: str
) -> None:
    _check_undone_and_redone(context, store, _municipality(seed=1, persons=14), kind)


@pytest.mark.long
@pytest.mark.parametrize("seed", [2, 3])
@pytest.mark.parametrize("kind", KINDS)
def test_any_kind_of_import_is_taken_back_and_brought_in_again_weeks_later(
    context: Context, store: SqlStore, kind: str, seed: int
) -> None:
    _check_undone_and_redone(context, store, _municipality(seed=seed, persons=50), kind)


@pytest.mark.long
@pytest.mark.parametrize("kind", BUILT_ON)
def test_what_stands_on_any_kind_of_import_is_named(
    context: Context, store: SqlStore, kind: str
) -> None:
    _check_blocked(context, store, kind)
