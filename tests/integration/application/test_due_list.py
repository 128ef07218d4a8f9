"""What a row of a list shows, whose eyes it is for, and what the log keeps of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from munhalsa.adapters.ids import new_id
from munhalsa.application.context import Context
from munhalsa.application.due_list import due_page, due_rows, note_due_list
from munhalsa.application.ports_due import DueFilter
from munhalsa.application.settings import set_setting
from munhalsa.domain.account import ImportBatch, Role
from munhalsa.domain.assessment import Assessment, AssessmentOutcome
from munhalsa.domain.due import DueList
from munhalsa.domain.person import Residence, ResidenceKind
from munhalsa.domain.refusal import NotAllowed
from munhalsa.domain.response import Response
from munhalsa.domain.round import PlannedVisit, Round, RoundState
from munhalsa.domain.unit import Unit
from tests.support.deeds import (
    SIGNE,
    add,
    born,
    content,
    found,
    issue,
    latest,
    register,
    unit,
    user,
)

ASK = DueList.NEVER_ASKED


def test_a_row_has_where_and_a_number_that_is_masked_unless_set(context: Context) -> None:
    add(context, unit(), unit("Hemtjänst Norr", "HT1"))
    lodged = register(context, unit="SB01", room="12")
    cared = register(context, born(1944))
    (home_help,) = [one for one in found(context, Unit) if one.code == "HT1"]
    for kind, place in ((ResidenceKind.HOME, None), (ResidenceKind.RESPONSIBLE, home_help.id)):
        add(
            context,
            Residence(
                id=new_id(),
                person_id=cared.id,
                kind=kind,
                unit_id=place,
                street=None if place else "Gatan 1",
                from_day=context.today,
            ),
        )
    nowhere = register(context, born(1945))
    for number in (SIGNE, born(1944), born(1945)):
        issue(context, number)
    homes = {row.id: row.home for row in due_page(context, ASK).rows}
    assert homes == {
        lodged.id: "Björkgläntan, 12",
        cared.id: "Eget boende, Hemtjänst Norr",
        nowhere.id: None,
    }
    (row,) = due_rows(context, ASK, [lodged.id])
    assert (row.number, row.identity) == ("19410101-••••", SIGNE)
    set_setting(context, key="show_identity_numbers", value="yes")
    (row,) = due_rows(context, ASK, [lodged.id, "gone"])
    assert row.number == "19410101-2393"
    assert due_rows(context, ASK, []) == []


def test_a_page_brings_only_the_rows_asked_for(context: Context) -> None:
    for year in (1941, 1942, 1943):
        register(context, born(year))
        issue(context, born(year))
    page = due_page(context, ASK, rows=1)
    assert (len(page.ids), [row.id for row in page.rows]) == (3, [page.ids[0]])


def test_what_was_shown_is_logged_and_only_for_who_may_see_persons(context: Context) -> None:
    note_due_list(context, ASK, DueFilter(unit_id="x"), hits=3)
    (event,) = latest(context)
    assert (event.action, event.subject_id) == ("due.list", "never-asked")
    assert content(context, event.event).changes == ()
    with pytest.raises(NotAllowed):
        due_page(user(context, Role.STATISTICS), ASK)


def test_a_visit_that_led_to_nothing_parks_until_the_next_round(context: Context) -> None:
    add(context, unit())
    (home,) = found(context, Unit)
    person = register(context, unit="SB01")
    issue(context, SIGNE, issued=date(2026, 1, 1))

    def why() -> str:
        (row,) = due_page(context, DueList.ASSESSMENT).rows
        return row.reason

    yes = Response(id=new_id(), person_id=person.id, answered=date(2026, 1, 1), wants=True)
    days = {name: Round(id=new_id(), unit_id=home.id, day=day) for name, day in (
        ("before", date(2026, 9, 1)), ("next", date(2026, 10, 2)), ("planned", date(2026, 12, 1))
    )}  # fmt: skip
    cancelled = replace(days["next"], id=new_id(), state=RoundState.CANCELLED)
    add(context, yes, days["before"], cancelled)
    assert why() == "Aldrig bedömd"
    tried = Assessment(
        id=new_id(),
        person_id=person.id,
        day=date(2026, 9, 1),
        outcome=AssessmentOutcome.UNWELL,
    )
    add(context, tried)
    told = "Aldrig bedömd; försökt 2026-09-01: för trött eller sjuk"
    assert why() == f"{told}, väntar på nästa besöksdag"
    not_tried = AssessmentOutcome.CANCELLED_BY_UNIT
    add(context, days["planned"])
    add(context, replace(tried, id=new_id(), day=date(2026, 11, 1), outcome=not_tried))
    assert why() == f"{told}, väntar på nästa besöksdag"
    add(context, days["next"])
    assert why() == told
    planned = PlannedVisit(id=new_id(), person_id=person.id, round_id=days["planned"].id)
    add(context, planned)
    assert why() == f"{told}; besöksdag 2026-12-01"
    # Late as well, until it is known that somebody was assessed on the very day of issue.
    assert len(due_page(context, DueList.LATE).ids) == 1
    first_day = replace(tried, id=new_id(), day=date(2026, 1, 1))
    add(context, replace(first_day, outcome=AssessmentOutcome.PERFORMED))
    assert len(due_page(context, DueList.LATE).ids) == 0


def test_who_got_no_care_is_known_only_where_visits_are_taken_in(context: Context) -> None:
    register(context)
    issue(context, SIGNE)
    assert not due_page(context, DueList.NO_CARE).ids
    fields = ("rows_in", "new", "changed", "unchanged", "duplicate", "rejected")
    counts: dict[str, Any] = dict.fromkeys(fields, 0)
    batch = ImportBatch(id=new_id(), kind="tandvardsbesok", file_sha256="", undone=True, **counts)
    add(context, batch)
    assert not due_page(context, DueList.NO_CARE).ids
    add(context, replace(batch, id=new_id(), undone=False))
    (row,) = due_page(context, DueList.NO_CARE).rows
    assert row.reason == "Inget känt tandvårdsbesök"
