"""Answers, assessments and dental visits out of tables, on both engines."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from munhalsa.adapters.store.store import SqlStore
from munhalsa.adapters.tables.table_files import TableFiles
from munhalsa.application.context import Context
from munhalsa.application.import_table.commit import commit_import
from munhalsa.application.import_table.kinds import NO_MAPPING
from munhalsa.application.import_table.plan_assessments import CORRECTED_BY_LIST, staff_of
from munhalsa.application.undo import undo_import
from munhalsa.domain.assessment import Assessment, DentalVisit
from munhalsa.domain.certificate import Certificate
from munhalsa.domain.deviation import Deviation
from munhalsa.domain.person import Authority, Contact, Person, Relation
from munhalsa.domain.response import AnsweredBy, Response
from munhalsa.domain.unit import Unit
from tests.support.deeds import SIGNE, add, alter, born, mark_registered, waiting
from tests.support.imports import (
    codes,
    dump,
    every,
    one,
    plan_of,
    signe,
    take_in,
    units,
    verdicts,
)

NEW, CHANGED, UNCHANGED = (1, 0, 0, 0, 0), (0, 1, 0, 0, 0), (0, 0, 1, 0, 0)
DUPLICATE, REJECTED = (1, 0, 0, 1, 0), (0, 0, 0, 0, 1)


@pytest.fixture
def held(context: Context) -> Context:
    """Signe at Björkgården, with a certificate from 2025-03-01."""
    units(context)
    take_in(context, "personer", signe(), registered=True)
    return context


def answer(**cells: Any) -> dict[str, Any]:
    line = {
        "Personnummer": SIGNE,
        "Svarsdatum": "2025-04-01",
        "Önskar munhälsobedömning": "Ja",
        "Svar från": "Närstående",
    }
    return line | {heading.replace("_", " "): cell for heading, cell in cells.items()}


def visit(**cells: Any) -> dict[str, Any]:
    line = {
        "Personnummer": SIGNE,
        "Datum": "2026-11-20",
        "Utfall": "Utförd",
        "Utförd av": "Alma Ström",
        "Titel": "leg. tandhygienist",
        "Personal närvarande": "Sara",
        "Vårdbehov": "Ej akut",
        "Boendeenhet": "",
    }
    return line | {heading.replace("_", " "): cell for heading, cell in cells.items()}


def care(**cells: Any) -> dict[str, Any]:
    line = {"Personnummer": SIGNE, "Datum": "2026-11-20", "Vårdgivare": "Folktandvården Torget"}
    return line | cells


def told(context: Context, kind: str, *lines: dict[str, Any]) -> tuple[str | None, str | None]:
    """The code and the column of the one row that is not new."""
    (row,) = [row for row in plan_of(context, kind, *lines).rows if row.code is not None]
    return row.code, row.column


def test_an_answer_is_taken_in_once_and_told_to_vgr(held: Context, store: SqlStore) -> None:
    certificate = one(held, Certificate).id
    before = dump(store)
    receipt = take_in(held, "svar", answer())
    assert (verdicts(receipt), codes(receipt)) == (NEW, ["passed_on"])
    kept = one(held, Response)
    assert (kept.answered, kept.wants, kept.answered_by, kept.passed_on) == (
        date(2025, 4, 1),
        True,
        AnsweredBy.RELATIVE,
        True,
    )
    assert {kind.value for kind in waiting(held, certificate)} == {"response"}
    assert verdicts(take_in(held, "svar", answer())) == UNCHANGED
    assert receipt.batch is not None
    undo_import(held, receipt.batch)
    assert dump(store) == before


def test_an_answer_of_a_known_day_is_brought_up_to_date(held: Context) -> None:
    take_in(held, "svar", answer(**{"Svar från": ""}), registered=True)
    assert not one(held, Response).passed_on
    said = answer(**{"Önskar munhälsobedömning": "Nej", "Svar från": "Personen själv"})
    assert verdicts(take_in(held, "svar", said, {**said, "Svarsdatum": "2024-01-01"})) == (
        *(1, 1, 0, 0, 0),
    )
    now = one(held, Response, answered=date(2025, 4, 1))
    assert (now.wants, now.answered_by) == (False, AnsweredBy.SELF)
    mark_registered(held, one(held, Certificate).id)
    by_other = answer(**{"Önskar munhälsobedömning": "Nej", "Svar från": "Annan"})
    said_by = take_in(held, "svar", by_other)
    assert (verdicts(said_by), codes(said_by)) == (CHANGED, ["passed_on"])
    assert said_by.rows[0].message == "Ändrat: Svar från."
    assert one(held, Response, answered=date(2025, 4, 1)).passed_on
    assert waiting(held, one(held, Certificate).id) == set()
    take_in(held, "svar", said)
    assert not one(held, Response, answered=date(2025, 4, 1)).passed_on


def test_answers_that_cannot_be_are_rejected_at_the_cell(held: Context) -> None:
    person = one(held, Person)
    add(
        held,
        Contact(
            id="c",
            person_id=person.id,
            name="Bo",
            relation=Relation.RELATIVE,
            authority=Authority.NONE,
        ),
    )
    assert told(held, "svar", answer()) == ("no_mandate", "Svar från")
    assert told(held, "svar", answer(Personnummer=born(1950))) == (
        "person_unknown",
        "Personnummer",
    )
    assert told(held, "svar", answer(Svarsdatum="2026-11-23")) == ("date_in_future", "Svarsdatum")
    assert told(held, "svar", answer(Svarsdatum="1940-12-31")) == ("before_birth", "Svarsdatum")
    alter(held, person, died_on=date(2025, 3, 31))
    assert told(held, "svar", answer()) == ("person_deceased", "Svarsdatum")


def test_a_visit_is_taken_in_once_and_never_makes_a_deviation(
    held: Context, store: SqlStore
) -> None:
    before = dump(store)
    wrong = visit(Utfall="Fel boendeenhet", Boendeenhet="Ekgården", Datum="2024-11-20")
    receipt = take_in(held, "bedomningar", visit(), visit(), wrong)
    assert verdicts(receipt) == (2, 0, 0, 1, 0)
    assert codes(receipt) == ["no_certificate", "care_need_left_out"]
    first, second = every(held, Assessment, order_by="day")
    names = {unit.id: unit.name for unit in every(held, Unit)}
    assert (names[first.unit_id], first.care_need) == ("Ekgården", None)
    assert (names[second.unit_id], second.staff, second.staff_took_part) == (
        "Björkgården",
        "Sara",
        True,
    )
    assert (second.performed_by, second.title, second.care_need, second.signed_by) == (
        "Alma Ström",
        "dental_hygienist",
        "not_urgent",
        None,
    )
    assert every(held, Deviation) == []
    assert verdicts(take_in(held, "bedomningar", visit(), visit(), wrong)) == (0, 0, 2, 1, 0)
    assert receipt.batch is not None
    undo_import(held, receipt.batch)
    assert dump(store) == before


def test_a_visit_is_changed_visibly_and_an_empty_cell_changes_nothing(held: Context) -> None:
    take_in(held, "bedomningar", visit())
    bare = visit(**{"Personal närvarande": "Ja", "Vårdbehov": "", "Utförd av": "", "Titel": ""})
    assert verdicts(take_in(held, "bedomningar", bare)) == UNCHANGED
    nobody = visit(**{"Personal närvarande": "", "Vårdbehov": "Akut", "Boendeenhet": "B2"})
    done = take_in(held, "bedomningar", nobody)
    assert (verdicts(done), done.rows[0].message) == (CHANGED, "Ändrat: Vårdbehov, Boendeenhet.")
    corrected = one(held, Assessment)
    assert (corrected.correction, corrected.corrected_on) == (CORRECTED_BY_LIST, held.today)
    alone = visit(**{"Personal närvarande": "Nej", "Vårdbehov": ""})
    assert verdicts(take_in(held, "bedomningar", alone)) == CHANGED
    kept = one(held, Assessment)
    assert (kept.staff, kept.staff_took_part, kept.care_need) == (None, False, "urgent")
    partly = take_in(held, "bedomningar", visit(Utfall="Delvis utförd"))
    assert codes(partly) == ["same_day"]


def test_visits_at_units_that_are_unknown_or_closed(held: Context) -> None:
    unknown = visit(Boendeenhet="Okända huset")
    assert told(held, "bedomningar", unknown) == ("unit_unknown", "Boendeenhet")
    receipt = take_in(held, "bedomningar", unknown, add_units=True)
    assert codes(receipt) == ["unit_added"]
    alter(held, one(held, Unit, name="Ekgården"), active_to=date(2025, 1, 1))
    other = visit(Boendeenhet="Ekgården", Datum="2026-10-01")
    assert codes(take_in(held, "bedomningar", other)) == ["unit_not_active"]
    before = visit(Datum="2020-10-01")
    take_in(held, "bedomningar", before)
    assert one(held, Assessment, day=date(2020, 10, 1)).unit_id is None


def test_what_another_municipality_answers_for_is_pointed_out_and_not_told(held: Context) -> None:
    certificate = one(held, Certificate)
    alter(held, certificate, handed_over_on=date(2026, 10, 31), handed_over_to="1480")
    days = (visit(Datum="2026-10-31"), visit(Datum="2026-11-01"))
    receipt = take_in(held, "bedomningar", *days)
    assert [(one.code, one.row) for one in receipt.warnings] == [("no_certificate", 3)]
    take_in(held, "svar", answer(Svarsdatum="2026-11-02"))
    assert waiting(held, certificate.id) == set()


def test_visits_that_cannot_be_are_rejected_at_the_cell(held: Context) -> None:
    for kind, line in (("bedomningar", visit()), ("tandvardsbesok", care())):
        assert told(held, kind, {**line, "Datum": "2026-11-23"}) == ("date_in_future", "Datum")
        assert told(held, kind, {**line, "Personnummer": born(1950)}) == (
            "person_unknown",
            "Personnummer",
        )
    alter(held, one(held, Person), died_on=date(2026, 11, 1))
    assert told(held, "bedomningar", visit()) == ("person_deceased", "Datum")
    assert told(held, "tandvardsbesok", care()) == ("person_deceased", "Datum")
    away = visit(Utfall="Ej närvarande", Vårdbehov="")
    assert verdicts(take_in(held, "bedomningar", away)) == NEW


def test_dental_care_is_its_person_day_and_provider(held: Context, store: SqlStore) -> None:
    before = dump(store)
    other = care(Vårdgivare="")
    receipt = take_in(held, "tandvardsbesok", care(), other, care(Datum="2025-02-01"), care())
    assert (verdicts(receipt), codes(receipt)) == ((3, 0, 0, 1, 0), ["no_certificate"])
    assert {kept.provider for kept in every(held, DentalVisit)} == {None, "Folktandvården Torget"}
    again = care(Vårdgivare="folktandvården  torget")
    assert verdicts(take_in(held, "tandvardsbesok", again, other)) == (0, 0, 2, 0, 0)
    assert receipt.batch is not None
    undo_import(held, receipt.batch)
    assert dump(store) == before


@pytest.mark.parametrize(
    ("cell", "took_part", "names"),
    [(None, None, None), ("Ja", True, None), ("ingen", False, None), ("Sara", True, "Sara")],
)
def test_staff_is_a_name_or_a_word(
    cell: str | None, took_part: bool | None, names: str | None
) -> None:
    assert staff_of(cell) == {"staff_took_part": took_part, "staff": names}


EXAMPLE = Path(__file__).resolve().parents[4] / "resources" / "example"


@pytest.mark.long
def test_the_example_goes_in_without_rejects(context: Context) -> None:
    tables = TableFiles()
    for name in ("boendeenheter", "personer", "svar", "bedomningar", "tandvardsbesok"):
        kind = tables.kind(name)
        table = tables.read(EXAMPLE / f"{name}.xlsx", kind=kind, mapping=NO_MAPPING)
        receipt = commit_import(context, table, kind)
        if name not in ("boendeenheter", "personer"):
            assert (receipt.rejected, receipt.changed) == (0, 0)
            assert receipt.new > 50
            again = commit_import(context, table, kind)
            assert again.unchanged + again.duplicate == again.rows_in
