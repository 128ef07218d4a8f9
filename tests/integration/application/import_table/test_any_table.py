"""What holds for any table of persons whatever: twice is once, counts add up, undo is exact."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from munhalsa.adapters.store.store import SqlStore
from munhalsa.adapters.tables.kinds import load_kind
from munhalsa.application.context import Context
from munhalsa.application.import_table import plan_persons as planning
from munhalsa.application.import_table.commit import commit_import, plan_import
from munhalsa.application.import_table.conflicts import without_conflict
from munhalsa.application.import_table.plan import ImportChoices
from munhalsa.application.undo import undo_event, undo_import
from munhalsa.domain.certificate import Certificate
from munhalsa.domain.person import Contact, Dentist, Person, ProtectedIdentity, Residence
from munhalsa.domain.response import Response
from tests.support.deeds import born
from tests.support.imports import dump, every, stamps, table_of, take_in, units, verdicts
from tests.support.stores import context_for, sqlcipher_store

DAYS = ["2024-02-01", "2025-03-01", "2026-01-01", "2026-06-30"]
CELLS: dict[str, list[str]] = {
    "Personnummer": [born(1941), born(1950), born(2006)],
    "Förnamn": ["Signe", "Bo"],
    "Efternamn": ["Ek", "Wåhlström"],
    "Boendeenhet": ["", "B1", "B1", "Ekgården", "H1", "Okänd"],
    "Boende från": ["", "", *DAYS],
    "Rum": ["", "", "1", "2"],
    "Gatuadress": ["", "", "Ågatan 1", "Storgatan 2"],
    "Postort": ["", "Borås"],
    "Skyddade uppgifter": ["", "", "Nej", "Sekretessmarkering"],
    "Avliden": ["", "", "", "2025-06-01", "2026-10-01"],
    "Behandlare": ["", "A", "B"],
    "Kontaktperson": ["", "Karin Ek", "Åke Ek"],
    "Relation": ["", "God man", "Närstående"],
    "Kontakttelefon": ["", "070-1"],
    "Grund": ["", "1", "2a", "2a"],
    "Intyg utfärdat": ["", *DAYS],
    "Giltigt till": ["", "", "2025-02-28", "2025-12-31"],
    "Avslutat": ["", "", "", "2025-01-31", "2026-08-31"],
    "Avslutsorsak": ["", "", "Flyttat", "Avliden"],
    "Önskar munhälsobedömning": ["", "Ja", "Nej"],
    "Svarsdatum": ["", *DAYS[1:]],
}
LINES = st.fixed_dictionaries({name: st.sampled_from(cells) for name, cells in CELLS.items()})
FILES = st.lists(LINES, min_size=1, max_size=6)
Lines = list[dict[str, Any]]
PERSONS = load_kind("personer")
HELD = (Person, Residence, Contact, Dentist, Certificate, Response)

often = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
seldom = settings(often, max_examples=500)


@contextmanager
def filled(first: Lines) -> Iterator[tuple[Context, SqlStore]]:
    """A store with units that has taken a first file in."""
    with tempfile.TemporaryDirectory() as folder, sqlcipher_store(Path(folder)) as store:
        context = context_for(store)
        units(context)
        take_in(context, "personer", *first, registered=True)
        yield context, store


@often
@given(first=FILES, lines=FILES, add_units=st.booleans())
def test_the_same_file_again_brings_nothing(first: Lines, lines: Lines, add_units: bool) -> None:
    _check_twice(first, lines, add_units=add_units)


@pytest.mark.long
@pytest.mark.timeout(1800)
@seldom
@given(first=FILES, lines=FILES, add_units=st.booleans())
def test_of_a_great_many_files_the_same_again_brings_nothing(
    first: Lines, lines: Lines, add_units: bool
) -> None:
    _check_twice(first, lines, add_units=add_units)


@pytest.mark.long
@pytest.mark.timeout(1800)
@seldom
@given(first=FILES, lines=FILES)
def test_where_all_that_is_here_is_kept_nothing_of_it_gives_way(first: Lines, lines: Lines) -> None:
    with filled(first) as (context, _):
        again = partial(plan_import, context, table_of(lines), PERSONS)
        plan = without_conflict(again(ImportChoices(add_units=True)), again)
        held = {one.id: one for kind in HELD for one in every(context, kind)}
        receipt = commit_import(context, table_of(lines), PERSONS, plan.choices, expected=plan)
        verdicts(receipt)
        for kind in HELD:
            for now in every(context, kind):
                if now.id in held:
                    assert _given_way(held[now.id], now) == []


def _given_way(before: object, now: object) -> list[str]:
    """The fields in which something that was entered is another thing now."""
    told = asdict(before), asdict(now)  # type: ignore[call-overload]
    kept = told[0].keys() - {"version", "sort_key", "to_day", "last_day", "from_day"}
    blank = (None, ProtectedIdentity.NONE)
    return [key for key in kept if told[0][key] not in blank and told[0][key] != told[1][key]]


def _check_twice(first: Lines, lines: Lines, *, add_units: bool) -> None:
    with filled(first) as (context, store):
        once = take_in(context, "personer", *lines, add_units=add_units)
        held = dump(store)
        again = take_in(context, "personer", *lines, add_units=add_units)
        assert dump(store) == held
    _, _, _, duplicate, rejected = verdicts(once)
    rest = len(lines) - duplicate - rejected
    assert verdicts(again) == (0, 0, rest, duplicate, rejected)


@often
@given(first=FILES, lines=FILES)
def test_an_import_undone_leaves_no_trace_and_comes_back_the_same(
    first: Lines, lines: Lines
) -> None:
    with filled(first) as (context, store):
        before = dump(store)
        receipt = take_in(context, "personer", *lines, add_units=True)
        after, made = dump(store), stamps(store)
        # Whoever is not named for the protected may not take back that somebody became so.
        named = replace(context, session=replace(context.session, sees_protected=True))
        undone = undo_import(named, receipt.batch or "")
        assert dump(store) == before
        undo_event(named, undone.event or "")
        assert dump(store) == after
        assert stamps(store) == made


@often
@given(first=FILES, lines=FILES)
def test_the_quick_answer_is_never_another_than_the_thorough_one(
    first: Lines, lines: Lines
) -> None:
    kind = load_kind("personer")
    with filled(first) as (context, _), pytest.MonkeyPatch.context() as patch:
        table = table_of([*first[:2], *lines])
        quick = plan_import(context, table, kind)
        patch.setattr(planning, "says_nothing_new", lambda *_, **__: False)
        thorough = plan_import(context, table, kind)
    assert quick.rows == thorough.rows
    assert quick.notices == thorough.notices
