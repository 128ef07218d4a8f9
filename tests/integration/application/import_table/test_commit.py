"""Plan, commit and receipt: what holds for a table as a whole, on both engines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from munhalsa.adapters.store.store import SqlStore
from munhalsa.adapters.tables.kinds import load_kind
from munhalsa.application.context import Context
from munhalsa.application.import_table import commit
from munhalsa.application.import_table.commit import PlanChanged, commit_import, plan_import
from munhalsa.application.import_table.kinds import Kind, KindName
from munhalsa.application.import_table.plan import STEP, Desk, ImportPlan, Sheet, Verdict
from munhalsa.application.import_table.raw_table import RawTable
from munhalsa.application.import_table.receipt import Told, receipt_of
from munhalsa.application.import_table.receipt_again import receipt_again
from munhalsa.application.ports import Deed
from munhalsa.application.preview_import_undo import preview_import_undo
from munhalsa.application.settings import set_setting
from munhalsa.domain.account import ImportBatch, Permission, Role
from munhalsa.domain.certificate import Certificate
from munhalsa.domain.person import Person
from munhalsa.domain.refusal import FileUnusable, NotAllowed, Rejected
from tests.support.deeds import SIGNE, born, user
from tests.support.imports import (
    HOME,
    dump,
    every,
    one,
    person_line,
    table_of,
    take_in,
    units,
    verdicts,
)

PERSONS = load_kind("personer")
SIGNE_LINE = person_line(SIGNE, Boendeenhet="B1", Grund="2a", **{"Intyg utfärdat": "2025-03-01"})
BO_LINE = person_line(born(1950), Förnamn="Bo", Boendeenhet="B2")


def crowd(count: int) -> list[dict[str, Any]]:
    return [
        person_line(born(1930 + index % 60, 100 + index // 60), Förnamn=f"Nr{index}")
        for index in range(count)
    ]


def test_the_receipt_tells_all_and_the_batch_keeps_it(context: Context) -> None:
    units(context)
    table = table_of(
        [
            SIGNE_LINE,
            SIGNE_LINE,
            {**BO_LINE, "Okänd kolumn": "x"},
            person_line(born(1951), Boendeenhet="?"),
            person_line("19410101-2399"),
        ]
    )
    receipt = commit_import(context, table, PERSONS)
    assert verdicts(receipt) == (2, 0, 0, 1, 2)
    assert [row.row for row in receipt.rows] == [3, 5, 6]
    assert receipt.unknown_columns == ("Okänd kolumn",)
    batch = one(context, ImportBatch, id=receipt.batch)
    assert batch.event_id == receipt.event
    assert batch.file_sha256 == table.sha256
    assert (batch.new, batch.duplicate, batch.rejected, batch.rows_in) == (2, 1, 2, 5)
    assert {"person", "certificate", "residence"} <= receipt.changes.kinds
    again = receipt_again(context, batch.id)
    assert again.told is Told.IN_SHORT
    assert [(row.row, row.verdict, row.code, row.column) for row in again.rows] == [
        (row.row, row.verdict, row.code, row.column) for row in receipt.rows
    ]
    assert again.rows[1].message == "Okänd enhet."
    assert [(one.row, one.code) for one in again.warnings] == [
        (one.row, one.code) for one in receipt.warnings
    ]


def test_one_import_is_one_event_of_everybody_it_touched(context: Context) -> None:
    units(context)
    receipt = take_in(context, "personer", SIGNE_LINE, BO_LINE)
    with context.store.read() as reader:
        for person in every(context, Person):
            (line,) = reader.history.of_subject(person.id)
            assert line.event == receipt.event
            assert line.action == "table.imported"
        newest = reader.history.latest(1)[0]
    assert (newest.subject_kind, newest.subject_id) == ("import_batch", receipt.batch)


def test_a_plan_can_be_shown_like_a_receipt(context: Context) -> None:
    plan = plan_import(context, table_of([SIGNE_LINE]), PERSONS)
    shown = receipt_of(plan)
    assert (shown.batch, shown.event, shown.rejected) == (None, None, 1)


def test_the_plan_that_was_seen_is_the_one_carried_out(context: Context, store: SqlStore) -> None:
    units(context)
    table = table_of([SIGNE_LINE, BO_LINE])
    plan = plan_import(context, table, PERSONS)
    receipt = commit_import(context, table, PERSONS, expected=plan)
    assert verdicts(receipt) == (2, 0, 0, 0, 0)


def test_what_others_wrote_meanwhile_stops_nothing_else(context: Context) -> None:
    units(context)
    table = table_of([SIGNE_LINE])
    plan = plan_import(context, table, PERSONS)
    take_in(context, "personer", BO_LINE)
    assert verdicts(commit_import(context, table, PERSONS, expected=plan)) == (1, 0, 0, 0, 0)


def test_a_verdict_that_changed_meanwhile_is_shown(context: Context, store: SqlStore) -> None:
    units(context)
    table = table_of([BO_LINE, SIGNE_LINE])
    plan = plan_import(context, table, PERSONS)
    take_in(context, "personer", SIGNE_LINE)
    before = dump(store)
    with pytest.raises(PlanChanged) as refusal:
        commit_import(context, table, PERSONS, expected=plan)
    assert refusal.value.code == "plan_changed"
    assert refusal.value.rows == (3,)
    assert "rad 3 " in refusal.value.message
    assert dump(store) == before


def test_many_changed_verdicts_are_not_all_named(context: Context) -> None:
    lines = crowd(12)
    plan = plan_import(context, table_of(lines), PERSONS)
    take_in(context, "personer", *lines)
    with pytest.raises(PlanChanged) as refusal:
        commit_import(context, table_of(lines), PERSONS, expected=plan)
    assert len(refusal.value.rows) == 12
    assert "med flera" in refusal.value.message


def test_another_file_is_not_the_one_that_was_planned(context: Context) -> None:
    plan = plan_import(context, table_of([BO_LINE]), PERSONS)
    with pytest.raises(PlanChanged, match="Filen har ändrats"):
        commit_import(context, table_of([SIGNE_LINE]), PERSONS, expected=plan)
    assert every(context, Person) == []


def test_a_file_that_is_no_longer_what_was_read_is_not_taken_in(context: Context) -> None:
    units(context)
    table = table_of([BO_LINE])
    plan = plan_import(context, table, PERSONS)
    with pytest.raises(PlanChanged, match="Filen har ändrats"):
        commit_import(context, table, PERSONS, expected=plan, file_now=lambda: "0" * 64)
    assert every(context, Person) == []
    same = commit_import(context, table, PERSONS, expected=plan, file_now=lambda: table.sha256)
    assert verdicts(same) == (1, 0, 0, 0, 0)


def test_a_backup_is_made_before_anything_is_written(context: Context) -> None:
    seen: list[int] = []

    def back_up() -> None:
        seen.append(len(every(context, Person)))

    table = table_of([person_line(SIGNE)])
    commit_import(context, table, PERSONS, before_commit=back_up)
    assert seen == [0]
    receipt = commit_import(context, table, PERSONS, before_commit=back_up)
    assert verdicts(receipt) == (0, 0, 1, 0, 0)
    assert seen == [0]


def test_what_the_backup_writes_to_the_log_does_no_harm(context: Context) -> None:
    def back_up() -> None:
        take_in(context, "personer", person_line(SIGNE))

    table = table_of([person_line(SIGNE), person_line(born(1950), Förnamn="Bo")])
    receipt = commit_import(context, table, PERSONS, before_commit=back_up)
    assert verdicts(receipt) == (1, 0, 1, 0, 0)


def test_a_plan_is_not_made_anew_for_what_was_only_noted(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The backup before it is noted, so that every import was planned twice."""
    units(context)
    drawn: list[str] = []
    draw_up = commit._draw_up

    def counted(*given: Any, **named: Any) -> ImportPlan:
        drawn.append("once")
        return draw_up(*given, **named)

    def note() -> None:
        deed = Deed(action="backup.made", subject_kind="store", subject_id="")
        context.store.note(deed, session=context.session)

    monkeypatch.setattr(commit, "_draw_up", counted)
    table = table_of([SIGNE_LINE, BO_LINE])
    plan = plan_import(context, table, PERSONS)
    receipt = commit_import(context, table, PERSONS, expected=plan, before_commit=note)
    assert verdicts(receipt) == (2, 0, 0, 0, 0)
    assert drawn == ["once"]
    with context.read(Permission.IMPORT) as reader:
        assert reader.exchange.has_changed_since(plan.moment)
        now = reader.exchange.moment()
        assert not reader.exchange.has_changed_since(now)
        assert reader.exchange.has_changed_since(f"{now};another:1:ab"), "a log that is gone"


def test_a_failed_backup_leaves_everything_as_it_was(context: Context, store: SqlStore) -> None:
    def fail() -> None:
        raise FileUnusable("disk_full", "Disken är full.")

    before = dump(store)
    with pytest.raises(FileUnusable):
        commit_import(context, table_of([person_line(SIGNE)]), PERSONS, before_commit=fail)
    assert dump(store) == before


def test_all_or_nothing_if_the_user_chose_so(context: Context, store: SqlStore) -> None:
    before = dump(store)
    with pytest.raises(Rejected) as refusal:
        take_in(context, "personer", person_line(SIGNE), SIGNE_LINE, all_or_nothing=True)
    assert refusal.value.code == "rows_rejected"
    assert dump(store) == before
    receipt = take_in(context, "personer", person_line(SIGNE), all_or_nothing=True)
    assert verdicts(receipt) == (1, 0, 0, 0, 0)


def test_a_file_of_most_of_the_store_is_compared_like_any_other(context: Context) -> None:
    lines = crowd(1200)
    take_in(context, "personer", *lines)
    assert verdicts(take_in(context, "personer", *lines)) == (0, 0, 1200, 0, 0)
    assert verdicts(take_in(context, "personer", *lines[:1100])) == (0, 0, 1100, 0, 0)


@pytest.mark.parametrize("stop_after", [1, 2])
def test_cancel_leaves_nothing(context: Context, store: SqlStore, stop_after: int) -> None:
    lines = crowd(STEP)
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> bool:
        told.append((done, total))
        return len(told) < stop_after

    before = dump(store)
    with pytest.raises(Rejected) as refusal:
        commit_import(context, table_of(lines), PERSONS, progress=progress)
    assert refusal.value.code == "cancelled"
    assert told[0] == (STEP, STEP)
    assert dump(store) == before


def test_a_list_to_compare_with_is_not_taken_in(context: Context) -> None:
    kind = Kind(name=KindName.LISTED, title="Avstämning", explanation="", columns=())
    with pytest.raises(Rejected) as refusal:
        plan_import(context, table_of([HOME]), kind)
    assert refusal.value.code == "kind_not_supported"


def test_missing_headings_refuse_the_file(context: Context) -> None:
    with pytest.raises(FileUnusable):
        take_in(context, "personer", {"Personnummer": SIGNE})


@pytest.mark.parametrize("deed", [plan_import, commit_import])
def test_only_a_coordinator_may(context: Context, deed: Callable[..., object]) -> None:
    issuer = user(context, Role.ISSUER)
    table = table_of([person_line(SIGNE)])
    with pytest.raises(NotAllowed):
        deed(issuer, table, PERSONS)


def test_a_certificate_number_given_by_an_import_is_never_given_again(context: Context) -> None:
    line = person_line(SIGNE, Grund="2a", **{"Intyg utfärdat": "2025-03-01"})
    take_in(context, "personer", line)
    take_in(
        context,
        "personer",
        person_line(born(1950), Grund="2a", **{"Intyg utfärdat": "2025-04-01"}),
    )
    assert sorted(each.number for each in every(context, Certificate)) == [
        "1490-2025-0001",
        "1490-2025-0002",
    ]


def test_an_age_limit_of_the_municipality_is_the_one_that_counts(context: Context) -> None:
    set_setting(context, key="age_limit", value="22", valid_from=date(2025, 1, 1), source="VGR")
    line = person_line(born(2003), Grund="2a", **{"Intyg utfärdat": "2025-03-01"})
    receipt = take_in(context, "personer", line)
    assert "age_limit_unconfirmed" not in [each.code for each in receipt.warnings]


@pytest.mark.parametrize("told", [(), (2, 2), (2, 3)])
def test_a_planner_that_loses_a_row_or_counts_it_twice_is_a_bug_told_and_nothing_is_written(
    context: Context, store: SqlStore, monkeypatch: pytest.MonkeyPatch, told: tuple[int, ...]
) -> None:
    def forgetful(table: RawTable, desk: Desk) -> Sheet:
        sheet = Sheet(total=len(table.rows), progress=desk.progress)
        for row in told:
            sheet.judge(row, Verdict.NEW)
        return sheet

    monkeypatch.setattr(commit, "_PLANNERS", {KindName.PERSONS: forgetful})
    before = dump(store)
    with pytest.raises(RuntimeError, match="no verdict"):
        commit_import(context, table_of([SIGNE_LINE]), PERSONS)
    assert dump(store) == before


def test_what_taking_it_back_changes_is_counted_or_what_stands_in_the_way(
    context: Context,
) -> None:
    units(context)
    first = take_in(context, "personer", SIGNE_LINE)
    second = take_in(context, "personer", {**SIGNE_LINE, "Förnamn": "Sigrid"}, BO_LINE)
    preview = preview_import_undo(context, second.batch or "")
    assert [(line.what, line.now) for line in preview.lines] == [
        ("Boende", "1 som kom med listan"),
        ("Möjligen berättigad", "1 som kom med listan"),
        ("Person", "1 som ändrades"),
        ("Person", "1 som kom med listan"),
    ]
    assert (preview.records, preview.asks_again, preview.event.event) == (4, True, second.event)
    blocked = preview_import_undo(context, first.batch or "")
    assert [one.event for one in blocked.in_the_way] == [second.event]
    assert (blocked.records, blocked.lines) == (0, ())
