"""Decisions about single rows: carried out in the plan and held to in the transaction."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from munhalsa.adapters.store.store import SqlStore
from munhalsa.adapters.tables.kinds import load_kind
from munhalsa.application.context import Context
from munhalsa.application.import_table.commit import PlanChanged, commit_import, plan_import
from munhalsa.application.import_table.conflicts import keep_here, prefer, without_conflict
from munhalsa.application.import_table.likenesses import find_likenesses
from munhalsa.application.import_table.open_sheet import LEFT_OUT
from munhalsa.application.import_table.plan import (
    KEPT_HERE,
    Conflict,
    ConflictKind,
    ImportPlan,
    Verdict,
)
from munhalsa.application.import_table.row_detail import row_detail
from munhalsa.domain.certificate import Certificate
from munhalsa.domain.person import Contact, Dentist, Person
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.response import Response
from munhalsa.domain.unit import Unit
from tests.support.deeds import SIGNE, born
from tests.support.imports import (
    HOME,
    OTHER_HOME,
    dump,
    every,
    homes,
    one,
    person_line,
    plan_of,
    signe,
    table_of,
    take_in,
    verdicts,
)

PERSONS = load_kind("personer")
ON_ONE = pytest.mark.parametrize("store", ["sqlcipher"], indirect=True)
MOVED = signe(Boendeenhet="B2", Boende_från="2026-05-01")


def newest(place: Context) -> tuple[str, str | None]:
    """The newest line of the log: what was done, and to what."""
    with place.store.read() as reader:
        line = reader.history.latest(1)[0]
    return line.action, line.subject_id


def kinds(plan: ImportPlan) -> list[tuple[int, ConflictKind]]:
    return [(one.row, one.kind) for one in plan.conflicts]


def test_every_kind_of_conflict_and_each_decision(place: Context) -> None:
    take_in(place, "personer", signe(Rum="12"), person_line(born(1950), Förnamn="Bo"))
    number = one(place, Person, given_name="Bo").number
    lines = [
        MOVED,
        person_line(number, Förnamn="Bosse"),
        person_line(number, Förnamn="Bertil"),
        person_line(born(1950, 30), Förnamn="Bo"),
        person_line(born(1951), Förnamn="Ny", Boendeenhet="B1"),
    ]
    plan = plan_of(place, "personer", *lines)
    assert kinds(plan) == [
        (2, ConflictKind.MOVES),
        (3, ConflictKind.REPLACES),
        (4, ConflictKind.DUPLICATE),
        (5, ConflictKind.LIKENESS),
    ]
    table = table_of(lines)
    (alike,) = find_likenesses(place, plan)
    assert (alike.row, alike.rows) == (5, ())
    assert [(each.number, each.unit) for each in alike.persons] == [(number, None)]
    assert row_detail(place, plan, table, 5).like == alike.persons
    assert newest(place) == ("import.row_seen", alike.persons[0].id)
    move, like = plan.conflicts[0], plan.conflicts[3]
    assert (move.column, like.column) == ("Boendeenhet", None)
    choices = prefer(keep_here(plan.choices, plan, [move, like]), 4, over=3)
    decided = plan_import(place, table, PERSONS, choices)
    assert kinds(decided) == [(3, ConflictKind.DUPLICATE), (4, ConflictKind.REPLACES)]
    assert decided.conflicts[0] == Conflict(row=3, kind=ConflictKind.DUPLICATE, first=4)
    receipt = commit_import(place, table, PERSONS, choices, expected=decided)
    assert verdicts(receipt) == (1, 1, 1, 1, 1)
    assert {row.row: row.code for row in receipt.rows} == {
        2: KEPT_HERE,
        3: "duplicate_differs",
        4: "changed",
        5: LEFT_OUT,
    }
    assert homes(place)[0][:2] == ("Björkgården", "12")
    assert sorted(each.given_name for each in every(place, Person)) == ["Bertil", "Ny", "Signe"]


def test_of_one_row_one_thing_is_taken_and_another_left_as_it_is(place: Context) -> None:
    """A new name and a moved home in one row, and a certificate that is new with them."""
    take_in(place, "personer", signe(Kontaktperson="Ulla", Kontakttelefon="033-10", Behandlare="A"))
    new = {"Intyg utfärdat": "2025-09-01", "Giltigt till": "2025-12-31"}
    lines = [
        signe(
            Efternamn="Ny",
            Kontaktperson="Ulla",
            Kontakttelefon="033-11",
            Behandlare="B",
            Avslutat="2025-08-31",
            Avslutsorsak="Ersatt",
        ),
        signe(Efternamn="Ny", Boendeenhet="B2") | new,
    ]
    plan = plan_of(place, "personer", *lines)
    found = {(one.row, one.column): one for one in plan.conflicts}
    assert set(found) == {
        (2, "Behandlare"),
        (2, "Kontakttelefon"),
        (3, "Boendeenhet"),
        (3, "Efternamn"),
    }
    some = [found[2, "Kontakttelefon"], found[3, "Boendeenhet"]]
    choices = keep_here(plan.choices, plan, some)
    receipt = commit_import(place, table_of(lines), PERSONS, choices)
    assert verdicts(receipt) == (1, 1, 0, 0, 0)
    assert one(place, Person).family_name == "Ny"
    assert homes(place)[0][0] == "Björkgården"
    assert one(place, Contact).phone == "033-10"
    assert {each.name for each in every(place, Dentist)} == {"A", "B"}
    assert len(every(place, Certificate)) == 2


@ON_ONE
def test_all_that_is_here_is_kept_and_what_else_the_rows_bring_is_taken_in(
    place: Context,
) -> None:
    take_in(place, "personer", signe())
    lines = [signe(Förnamn="Sigrid", Boendeenhet="B2", Behandlare="A")]
    table = table_of([*lines, *lines])
    plan = without_conflict(
        plan_import(place, table, PERSONS), partial(plan_import, place, table, PERSONS)
    )
    assert plan.choices.kept_cells == {(2, "Förnamn"), (2, "Boendeenhet")}
    assert [(row.verdict, row.code) for row in plan.rows] == [
        (Verdict.CHANGED, KEPT_HERE),
        (Verdict.DUPLICATE, "duplicate"),
    ]
    assert plan.rows[0].column == "Förnamn"
    assert plan.rows[0].message == (
        "Ändrat: Behandlare. Behålls som det är här, efter ditt val: Förnamn, Boendeenhet."
    )
    commit_import(place, table, PERSONS, plan.choices, expected=plan)
    assert one(place, Person).given_name == "Signe"
    assert one(place, Dentist).name == "A"


@ON_ONE
def test_of_a_unit_and_of_changes_of_the_population_register_too(place: Context) -> None:
    take_in(place, "personer", signe(Avliden="2026-03-01"))
    unit = {**HOME, "Boendenamn": "Björken", "Telefon": "033-99"}
    take_in(place, "boendeenheter", unit, kept_cells=frozenset({(2, "Boendenamn")}))
    kept = next(each for each in every(place, Unit) if each.code == "B1")
    assert (kept.name, kept.responsible_phone) == ("Björkgården", "033-99")
    line = {"Personnummer": SIGNE, "Avliden": "2026-02-01", "Efternamn": "Ny"}
    plan = plan_of(place, "folkbokforing", line)
    assert [one.column for one in plan.conflicts] == ["Avliden", "Efternamn"]
    take_in(place, "folkbokforing", line, kept_cells=frozenset({(2, "Avliden")}))
    told = one(place, Person)
    assert (told.died_on, told.family_name) == (date(2026, 3, 1), "Ny")


@ON_ONE
def test_an_answer_alone_is_kept_with_its_whole_row(place: Context) -> None:
    take_in(place, "personer", signe())
    said = {"Personnummer": SIGNE, "Svarsdatum": "2026-02-01", "Önskar munhälsobedömning": "Ja"}
    take_in(place, "svar", said)
    lines = [said | {"Önskar munhälsobedömning": "Nej"}]
    plan = plan_of(place, "svar", *lines)
    assert [one.column for one in plan.conflicts] == [None]
    choices = keep_here(plan.choices, plan, plan.conflicts)
    receipt = commit_import(place, table_of(lines), load_kind("svar"), choices)
    assert (verdicts(receipt), receipt.rows[0].code) == ((0, 0, 1, 0, 0), KEPT_HERE)
    assert one(place, Response).wants


def test_two_rows_of_one_key_left_out_and_decided_in_turn(place: Context) -> None:
    """Leaving out the row that counted lets the other one count."""
    lines = [signe(), signe(Rum="7")]
    plan = plan_of(place, "personer", *lines, left_out=frozenset({2}))
    assert [row.verdict for row in plan.rows] == [Verdict.REJECTED, Verdict.NEW]


def test_a_decision_about_a_row_that_is_not_there_is_refused(place: Context) -> None:
    with pytest.raises(Rejected) as refusal:
        plan_of(place, "personer", signe(), kept=frozenset({2, 9}))
    assert (refusal.value.code, refusal.value.field) == ("row_not_in_file", "row")
    assert "ingen rad 9 " in refusal.value.message


def test_all_or_nothing_is_not_stopped_by_a_row_left_out(place: Context) -> None:
    receipt = take_in(
        place,
        "personer",
        signe(),
        person_line(born(1950), Boendeenhet="?"),
        all_or_nothing=True,
        left_out=frozenset({3}),
    )
    assert verdicts(receipt) == (1, 0, 0, 0, 1)


def test_the_decisions_are_held_to_when_others_wrote_meanwhile(
    place: Context, store: SqlStore
) -> None:
    take_in(place, "personer", signe())
    table = table_of([MOVED, person_line(born(1950), Förnamn="Bo")])
    first = plan_import(place, table, PERSONS)
    choices = keep_here(first.choices, first, first.conflicts[:1])
    plan = plan_import(place, table, PERSONS, choices)
    take_in(place, "personer", person_line(born(1950), Förnamn="Bo"))
    before = dump(store)
    with pytest.raises(PlanChanged) as refusal:
        commit_import(place, table, PERSONS, choices, expected=plan)
    assert refusal.value.rows == (3,)
    assert dump(store) == before


def test_a_row_is_opened_with_what_is_here_and_what_it_becomes(context: Context) -> None:
    take_in(context, "boendeenheter", HOME)
    plan = plan_of(context, "boendeenheter", {**HOME, "Telefon": "033-99"}, OTHER_HOME)
    table = table_of([{**HOME, "Telefon": "033-99"}, OTHER_HOME])
    assert plan.sha256 == table.sha256
    detail = row_detail(context, plan, table, 2)
    assert ("Boendenamn", "Björkgården") in detail.cells
    assert [(line.what, line.before, line.after) for line in detail.lines] == [
        ("Enhet: ansvarigs telefon", "033-10 00 00", "033-99")
    ]
    new = row_detail(context, plan, table, 3)
    assert ("Enhet: namn", None, "Ekgården") in [
        (line.what, line.before, line.after) for line in new.lines
    ]
    assert row_detail(context, plan, table, 99).cells == ()
    assert len(every(context, Unit)) == 1


def test_a_row_of_somebody_known_is_logged_and_the_protected_are_not_shown(
    place: Context,
) -> None:
    take_in(place, "personer", signe())
    lines = [signe(Boendeenhet="Nygården", Boende_från="2026-05-01")]
    plan = plan_of(place, "personer", *lines, add_units=True)
    detail = row_detail(place, plan, table_of(lines), 2)
    assert ("Boende: enhet", None, "Nygården") in [
        (line.what, line.before, line.after) for line in detail.lines
    ]
    signe_id = one(place, Person).id
    assert newest(place) == ("import.row_seen", signe_id)
    take_in(place, "personer", signe(Skyddade_uppgifter="Sekretessmarkering"))
    hidden = row_detail(
        place, plan_of(place, "personer", *lines, add_units=True), table_of(lines), 2
    )
    assert (hidden.hidden, hidden.lines) == (True, ())
    assert ("Personnummer", SIGNE) in hidden.cells
